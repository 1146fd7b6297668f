"""A fourth held-out part: invented stories of eleven languages in fourteen page layouts, by somebody who had not seen the rules."""
