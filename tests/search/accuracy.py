"""Asks every query of queries.yaml in a real browser and tells how many find their page among the first three results.

Run: python -m tests.search.accuracy [SITE] [QUERIES]. Builds the archive of this repository where no site is given.
Ends with 1 below 95 %.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import yaml

from archive.build import build
from archive.options import Options
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
            missed = misses(at, wanted)
    right = len(wanted) - len(missed)
    print(*missed, sep="\n")
    print(f"{right} of {len(wanted)} queries have the right page among the first {FIRST}: {right / len(wanted):.1%}")
    return 0 if right / len(wanted) >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
