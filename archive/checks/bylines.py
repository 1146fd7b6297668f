"""Bylines that hold more than a name: the page sets "By" before them, and references take each for one author."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.common import problem
from archive.model import Archive
from archive.problems import Problem

BY = re.compile(r"(?:By|BY|by|Par|PAR|Von|VON|Por|POR) (?P<names>[^\W\d_]\S* \S.*)|(?:بقلم|作者)[:： ]\s*(?P<others>\S.*)")
"""The words before names in a byline, in the languages of the interface. A name may begin with them, and has no two words after them then."""
NAME = r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+){1,3}"
TWO = re.compile(rf"({NAME}) (?:and|und|et|y|&) ({NAME})")


def check(archive: Archive) -> Iterator[Problem]:
    for article in archive.articles:
        for index, name in enumerate(article.byline):
            loc = ("byline", index)
            if found := BY.fullmatch(name):
                message = f'"{name}" begins with a word that the page sets before the names by itself'
                yield problem(article, loc, "odd-byline", message, f"write {found['names'] or found['others']}")
            elif found := TWO.fullmatch(name):
                message = f'"{name}" looks like two names, and references take them for one author'
                yield problem(article, loc, "odd-byline", message, f"write a list, like [{found[1]}, {found[2]}]")
