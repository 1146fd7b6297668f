"""What only a comparison can tell: dates that contradict each other, likenesses, names that are not listed, captures.

Each module is a kind of check and a function from the archive to problems. They run in `archive check`; a build does not
wait for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from archive.checks import bylines, captures, dates, figures, languages, likeness, names, quotes, site, text, usage
from archive.model import Archive, Key
from archive.problems import Problem


def check(archive: Archive, folder: Path | None, today: date, named: Collection[Key] = ()) -> Iterator[Problem]:
    """Every problem found by comparing, without its line. `folder` holds the raw captures, where they are at hand; `named` are records that one names
    which is not published."""
    yield from site.check(archive.site)
    yield from dates.check(archive, today)
    yield from captures.check(archive, folder)
    yield from quotes.check(archive)
    yield from bylines.check(archive)
    yield from languages.check(archive)
    yield from figures.check(archive)
    yield from likeness.check(archive)
    yield from names.check(archive)
    yield from usage.check(archive, named)
    yield from text.check(archive)
