"""inspect: what editors are told. read and resolve, then the checks that a build does not wait for.

Pages are not planned: at ten thousand articles that costs three times as much as all the rest, and `resolve` knows every
address that a record can take from another.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from archive.checks import check
from archive.model import Archive, Site
from archive.problems import Problem
from archive.read import locate, read
from archive.resolve import Pair, resolve
from archive.store import Store


def inspect(root: Path, today: date, store: Store | None = None) -> tuple[Archive | None, list[Problem]]:
    """The archive and every problem, each with its place. No archive where `site.yaml` cannot be read; what it says of
    captures is then not known."""
    reading = read(root, store)
    site = reading.site or Site(title="?")
    archive, found = resolve(site, (Pair(entry.record, entry.body) for entry in reading.entries), reading.unread)
    problems = [*reading.problems, *found, *check(archive, captures_of(root, site), today)]
    return (archive if reading.site else None), locate(root, problems)


def captures_of(root: Path, site: Site) -> Path | None:
    """The folder of raw captures, where it is at hand."""
    folder = root / site.captures if site.captures else None
    return folder if folder and folder.is_dir() else None
