"""The picture that other sites show beside a link to an article, an event, an actor, or the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import Archive, Article, Output, Record


def subjects(archive: Archive) -> Sequence[Record | None]:
    """`None` is the archive itself."""
    return (None, *archive.articles, *archive.events, *archive.actors)


def outputs(archive: Archive, record: Record | None) -> Iterator[Output]:
    site = archive.site.title
    if record is None:
        yield Output("card.png", "card.png", {"title": site, "line": "", "site": archive.site.tagline or ""}, area="cards")
        return
    parts = (archive.source(record.source).name, str(record.date or "")[:10]) if isinstance(record, Article) else ()
    view = {"title": record.heading, "line": " · ".join(part for part in parts if part), "site": site}
    yield Output(f"{record.url.lstrip('/')}card.png", "card.png", view, area="cards")
