"""Stories and page layouts by a third hand, who had seen neither the rules nor the lexicon; they are only measured."""
