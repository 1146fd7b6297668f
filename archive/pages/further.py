"""The pages of long lists of articles after the first, which stands on the page of the record or the year itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Output, Record
from archive.pages.common import LONG, Card, card, file, listed, rows
from archive.pages.year import by_year, listed_in


def subjects(archive: Archive) -> Sequence[tuple[Record | str, int]]:
    """Whose list, and the number of the page, which begins at 2; years stand by their labels."""
    lists: list[tuple[Record | str, int]] = [
        *((record, len(archive.articles_with(record))) for record in (*archive.actors, *archive.events, *archive.topics, *archive.sources)),
        *((label, len(articles)) for label, articles in by_year(archive).items()),
    ]
    return [(of, number) for of, count in lists for number in range(2, -(-count // LONG) + 1)]


def outputs(archive: Archive, subject: tuple[Record | str, int]) -> Iterator[Output]:
    of, number = subject
    chunks, whose = (listed(of, archive), card(of)) if isinstance(of, Record) else (listed_in(archive, of), Card(f"/years/{of}/", of, "year"))
    items, pager = chunks[number - 1]
    view: dict[str, Any] = {"url": pager.url, "of": whose, "items": rows(items, archive), "pager": pager, "listing": "articles"}
    yield Output(file(pager.url), "listing.html", view)
