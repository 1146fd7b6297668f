"""Tags of languages that have the right form, and that no list knows."""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.common import problem_at
from archive.files import SITE
from archive.model import Actor, Archive, Article, Record
from archive.problems import Loc, Problem

COMMON = frozenset(
    ["ar", "de", "de-AT", "de-CH", "en", "en-GB", "en-US", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "pt-BR", "ru", "tr", "zh", "zh-Hans", "zh-Hant"]
)
"""Tags that are known without a look at the lists, which take a tenth of a second to load."""


def check(archive: Archive) -> Iterator[Problem]:
    tags: list[tuple[str, Loc, str]] = [(SITE, ("language",), archive.site.language)]
    tags += ((record.path, loc, tag) for record in archive.records.values() for loc, tag in _tags(record))
    for path, loc, tag in tags:
        if found := _unknown(tag):
            yield problem_at(path, loc, "unknown-language", *found)


def _unknown(tag: str) -> tuple[str, str] | None:
    if tag in COMMON:
        return None
    from archive.languages import unknown

    return unknown(tag)


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
