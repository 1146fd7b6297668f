"""The archive as suggestions see it: drafts are in it, for they are what an editor works at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from archive.model import Archive, Key, Record, key_of
from archive.problems import ContentError, split
from archive.read import locate, read
from archive.resolve import resolve
from archive.store import Store
from archive.workers import spread


def read_all(root: Path, store: Store | None = None) -> tuple[Archive, frozenset[Key]]:
    """The archive, with drafts among what is published, and which records these are. Raises ContentError where anything is wrong with it."""
    reading = read(root, store, spread)
    errors = split(reading.problems)[0]
    if errors or reading.site is None:
        raise ContentError(locate(root, errors))
    archive, problems = resolve(reading.site, [entry._replace(record=_published(entry.record)) for entry in reading.entries], (), spread, store)
    if errors := split(problems)[0]:
        raise ContentError(locate(root, errors))
    return archive, frozenset(key_of(entry.record) for entry in reading.entries if entry.record.draft)


def _published(record: Record) -> Record:
    return replace(record, draft=False) if record.draft else record
