"""The archive's own pages (about, rights, method), tombstones of what was withdrawn, old addresses, and the 404 page."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output, key_of
from archive.pages.common import card, file, gone, quoted


def outputs(archive: Archive) -> Iterator[Output]:
    for page in archive.pages:
        view = {"url": page.url, "page": page, "prose": archive.prose_of(page), "backlinks": quoted(archive.backlinks.get(key_of(page), ()))}
        yield Output(file(page.url), "page.html", view)
    for record in archive.withdrawn:
        view = {"url": record.url, "title": record.heading, "kind": record.kind_name, "withdrawn": record.withdrawn}
        yield Output(file(record.url), "tombstone.html", {**view, "status": 200})
        yield Output(gone(record)[1].lstrip("/"), "tombstone.html", {**view, "status": 410})
    titles = {record.url: card(record) for record in (*archive.records.values(), *archive.withdrawn)}
    for old, new in archive.moved.items():
        yield Output(file(old), "moved.html", {"url": old, "to": titles[new]})
    yield Output("404.html", "404.html", {"url": "/404.html"})
