"""inspect: what editors are told. read and resolve, then the checks that a build does not wait for.

Pages are not planned: at ten thousand articles that costs three times as much as all the rest, and `resolve` knows every
address that a record can take from another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from archive.checks import check, text
from archive.files import content_of
from archive.model import Archive, Site
from archive.problems import Problem
from archive.read import Entry, locate, read, rest_of
from archive.register import Register
from archive.resolve import in_the_file, named_by, of_the_rest, resolved
from archive.store import Kept, Store
from archive.workers import Spread, spread


def inspect(root: Path, today: date, store: Store | None = None, spread: Spread = spread) -> tuple[Archive | None, list[Problem]]:
    """The archive and every problem, each with its place. No archive where `site.yaml` cannot be read; what it says of
    captures is then not known."""
    reading = read(root, store, spread)
    site = reading.site or Site(title="?")
    whole = resolved(site, reading.entries, reading.unread, spread, store)
    hidden = [entry for entry in reading.entries if entry.record.draft or entry.record.withdrawn]
    told: Iterable[Problem] = check(whole.archive, captures_of(root, site), today, named_by(hidden, whole.catalogue.register))
    if reading.unread:  # a file that cannot be read may be the one that names a record
        told = (problem for problem in told if problem.code != "unused-record")
    told = _in_the_files(told, whole.archive, reading.entries)
    rest = _of_the_rest(root, reading.broken, whole.catalogue.register)
    problems = [*reading.problems, *whole.problems, *rest, *told, *_of_templates(root, site)]
    return (whole.archive if reading.site else None), locate(root, problems)


def _in_the_files(told: Iterable[Problem], archive: Archive, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Problems of records that are published, where they stand in the files."""
    whole, shown = {entry.record.path: entry.record for entry in entries}, {article.path: article for article in archive.articles}
    for one in told:
        record = shown.get(one.path)
        yield replace(one, loc=in_the_file(record, whole[one.path], one.loc)) if record and one.loc else one


def _of_the_rest(root: Path, paths: Iterable[str], register: Register) -> Iterator[Problem]:
    """What else is wrong with files of which no record could be made: with the ids that they name, and with their texts."""
    for path in paths:
        try:
            rest = rest_of(path, content_of(f"{root}/{path}"))
        except OSError:
            continue
        if rest:
            yield from of_the_rest(rest, register)
            yield from text.of_text(rest.record, rest.body.source)


def _of_templates(root: Path, site: Site) -> Iterable[Problem]:
    """What is wrong with the archive's own templates, and with the words of the interface."""
    if not (root / "templates").is_dir() and site.language.partition("-")[0] == "en":
        return ()
    from archive import overrides  # what reads templates takes time to load

    return overrides.check(root, site.language)


def captures_of(root: Path, site: Site) -> Path | None:
    """The folder of raw captures, where it is at hand."""
    folder = root / site.captures if site.captures else None
    return folder if folder and folder.is_dir() else None


@contextmanager
def kept(root: Path) -> Iterator[Store | None]:
    """The store that a build of this archive left, if there is one: files that it knew need not be read again."""
    path = root / ".archive" / "store.sqlite"
    if not path.is_file():
        yield None
        return
    from archive.version import version  # it takes time

    store = Kept(path, version())
    try:
        yield store
    finally:
        store.close()
