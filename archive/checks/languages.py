"""Tags of languages that have the right form, and that no list knows."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.common import problem_at
from archive.files import SITE
from archive.languages import unknown
from archive.model import Actor, Archive, Article, Record
from archive.problems import Loc, Problem


def check(archive: Archive) -> Iterator[Problem]:
    tags: list[tuple[str, Loc, str]] = [(SITE, ("language",), archive.site.language)]
    tags += ((record.path, loc, tag) for record in archive.records.values() for loc, tag in _tags(record))
    for path, loc, tag in tags:
        if found := unknown(tag):
            yield problem_at(path, loc, "unknown-language", *found)


def _tags(record: Record) -> Iterator[tuple[Loc, str]]:
    if record.language:
        yield ("language",), record.language
    if isinstance(record, Article):
        for index, statement in enumerate(record.statements):
            if statement.language:
                yield ("statements", index, "language"), statement.language
    if isinstance(record, Actor):
        for tag in record.names:
            yield ("names", tag, "=key"), tag
