"""Stories and page layouts that the rules were written with."""
