"""Stories and page layouts that were set aside before the rules were written, and are only measured."""
