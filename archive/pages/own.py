"""The archive's own pages (about, rights, method), tombstones of what was withdrawn, old addresses, and the 404 page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import Archive, Output, Page, Record, key_of
from archive.pages.common import card, file, gone, quoted


class Moved(NamedTuple):
    """An old address, and the record that it leads to."""

    address: str
    to: Record


def subjects(archive: Archive) -> Sequence[Record | Moved | None]:
    """Pages, withdrawn records, old addresses; `None` for the 404 page."""
    by_url = {record.url: record for record in (*archive.records.values(), *archive.withdrawn)} if archive.moved else {}
    moved = (Moved(old, by_url[new]) for old, new in archive.moved.items())
    return (*archive.pages, *archive.withdrawn, *moved, None)


def outputs(archive: Archive, subject: Record | Moved | None) -> Iterator[Output]:
    if subject is None:
        yield Output("404.html", "404.html", {"url": "/404.html"})
    elif isinstance(subject, Moved):
        yield Output(file(subject.address), "moved.html", {"url": subject.address, "to": card(subject.to)})
    elif subject.withdrawn:
        yield from _tombstones(subject)
    elif isinstance(subject, Page):
        backlinks = quoted(archive.backlinks.get(key_of(subject), ()))
        yield Output(file(subject.url), "page.html", {"url": subject.url, "page": subject, "prose": archive.prose_of(subject), "backlinks": backlinks})


def _tombstones(record: Record) -> Iterator[Output]:
    view = {"url": record.url, "title": record.heading, "kind": record.kind_name, "withdrawn": record.withdrawn}
    yield Output(file(record.url), "tombstone.html", {**view, "status": 200})
    yield Output(gone(record)[1].lstrip("/"), "tombstone.html", {**view, "status": 410})
