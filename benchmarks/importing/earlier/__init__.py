"""Stories and page layouts that were set aside before the rules were written, and only measured until rules were mended by them.

The hand that wrote them wrote the lexicon too: they test layouts and languages, and the words of interfaces only in part.
"""
