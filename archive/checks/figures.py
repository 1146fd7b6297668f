"""Figures whose value is written for a machine: readers are shown it as it stands, and no report prints a number so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from archive.checks.common import problem
from archive.model import Archive
from archive.problems import Problem

MACHINE = re.compile(
    r"(?P<none>[-+]?\.?(?:inf(?:inity)?|nan)|[-+]?[0-9.,_]+/0+)"
    r"|(?P<base>[-+]?0[xob][0-9a-f_]+)"
    r"|(?P<power>[-+]?[0-9][0-9_]*(?:\.[0-9_]+)?e[-+]?[0-9]+)"
    r"|(?P<parted>[-+]?[0-9]+(?:_[0-9]+)+(?:\.[0-9]+)?)"
    r"|(?P<plus>\+[0-9][0-9.,]*)",
    re.IGNORECASE,
)
LONGEST = 15
"""How many digits a number may have that is offered written out."""


def check(archive: Archive) -> Iterator[Problem]:
    for article in archive.articles:
        for index, figure in enumerate(article.figures):
            if found := MACHINE.fullmatch(figure.value.strip()):
                number = _written_out(found)
                hint = f"write {number}" if number else 'write what is printed: a number like 1000, a fraction like 2/3, or words like "more than half"'
                yield problem(article, ("figures", index, "value"), "odd-figure", f'"{figure.value}" is no number as a report prints it', hint)


def _written_out(found: re.Match[str]) -> str:
    """The number in digits; "" where it is none, or too long."""
    text = found[0].replace("_", "")
    if found["none"]:
        return ""
    try:
        number = str(int(text, 0)) if found["base"] else _plain(Decimal(text.replace(",", "")))
    except (ValueError, InvalidOperation):
        return ""
    return number if len(number) <= LONGEST else ""


def _plain(number: Decimal) -> str:
    """In digits, unless they would be very many."""
    return f"{number:f}" if abs(number.adjusted()) < LONGEST else ""
