"""Asks every query of queries.yaml in a real browser and tells how many find their page among the first three results; and
those that follow from the archive's own files (derived.py), and tells how many are answered truly.

Run: python -m tests.search.accuracy [SITE] [QUERIES]. Builds the archive of this repository where no site is given.
Ends with 1 below 95 % of any.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml

from archive.build import build
from archive.options import Options
from tests.search import derived
from tests.search.reading import CHROMIUM, WHY_NOT, Reader, chromium, reader

ROOT = Path(__file__).parents[2]
QUERIES = Path(__file__).with_name("queries.yaml")
FIRST = 3
TARGET = 0.95


def queries(path: Path = QUERIES) -> dict[str, tuple[str, ...]]:
    """Each query with the addresses of the pages that answer it."""
    found = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # text only, no objects
    return {query: (pages,) if isinstance(pages, str) else tuple(pages) for query, pages in found.items()}


def misses(at: Reader, wanted: dict[str, tuple[str, ...]]) -> list[str]:
    """A line for each query whose page is not among the first results."""
    lines = []
    at.visit()
    for query, pages in wanted.items():
        at.ask(query)
        if not set(at.pages[:FIRST]) & set(pages):
            lines.append(f"{query!r}: {at.status} {at.notes} first: {at.links[:FIRST]}")
    return lines


def main(arguments: list[str]) -> int:
    if not CHROMIUM:
        print(WHY_NOT)
        return 1
    wanted = queries(*(Path(name) for name in arguments[1:2]))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(arguments[0]) if arguments else Path(folder) / "site"
        if not arguments:
            build(Options(ROOT, site))
        with chromium() as browser, reader(site, browser) as at:
            told = [_told(f"queries have the right page among the first {FIRST}", len(wanted), misses(at, wanted))]
            for kind, asked in derived.queries(ROOT / "content").items():
                told.append(_told(f"{kind} are answered truly", len(asked), derived.misses(at, asked)))
    return 0 if min(told) >= TARGET else 1


def _told(what: str, asked: int, missed: list[str]) -> float:
    """Prints what is wrong and how much is right; returns the share of the right."""
    print(*missed, f"{asked - len(missed)} of {asked} {what}: {1 - len(missed) / asked:.1%}", sep="\n")
    return 1 - len(missed) / asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
