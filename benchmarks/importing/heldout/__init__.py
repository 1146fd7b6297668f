"""Stories and page layouts by another hand than the rules and the lexicon, who had seen neither; they are only measured."""
