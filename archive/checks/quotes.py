"""Quotations that bring their own marks: the page sets marks around each, and there would be two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.common import problem
from archive.model import Archive
from archive.problems import Problem

PAIRS = ('""', "''", "“”", "„“", "„”", "‘’", "‚‘", "‚’", "«»", "»«", "‹›", "›‹", "「」", "『』", "〝〞", "＂＂", "””", "’’", "»»")
"""Marks that open and close a quotation, in whatever language (CLDR, delimiters)."""
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


def check(archive: Archive) -> Iterator[Problem]:
    for article in archive.articles:
        for index, statement in enumerate(article.statements):
            if marks := around(statement.quote or ""):
                message = f"the whole quotation stands between {marks[0]} and {marks[1]}, and the page sets marks around it"
                yield problem(article, ("statements", index, "quote"), "doubled-marks", message, "take them out")


def around(quote: str) -> str:
    """The pair of marks that holds a whole quotation, from the first sign to the last but a full stop or comma; "" where none does."""
    whole = quote.strip().rstrip(" .,;")
    return next((pair for pair in PAIRS if len(whole) > 1 and whole[0] + whole[-1] == pair and _belong_together(whole, *pair)), "")


def _belong_together(whole: str, opening: str, closing: str) -> bool:
    """Whether the first mark is closed by the last one, and by none before."""
    open_now = 0
    for mark in APOSTROPHE.sub("", whole)[:-1]:
        if mark == opening and (opening != closing or not open_now):
            open_now += 1
        elif mark == closing:
            open_now -= 1
            if not open_now:
                return False
    return True
