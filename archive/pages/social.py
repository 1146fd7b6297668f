"""The picture that other sites show beside a link to an article, an event, an actor, or the archive."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output


def outputs(archive: Archive) -> Iterator[Output]:
    site = archive.site.title
    yield Output("card.png", "card.png", {"title": site, "line": "", "site": archive.site.tagline or ""}, area="cards")
    for article in archive.articles:
        line = " · ".join(part for part in (archive.source(article.source).name, str(article.date or "")[:10]) if part)
        yield Output(f"{article.url.lstrip('/')}card.png", "card.png", {"title": article.title, "line": line, "site": site}, area="cards")
    for record in (*archive.events, *archive.actors):
        yield Output(f"{record.url.lstrip('/')}card.png", "card.png", {"title": record.name, "line": "", "site": site}, area="cards")
