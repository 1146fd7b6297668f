"""Stories and page layouts by another hand than the rules and the lexicon, who had seen neither; held out until rules were mended by them."""
