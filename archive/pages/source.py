"""The index of sources, and a page for each publisher and agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from archive.model import Archive, Event, Output, key_of
from archive.pages.common import card, cards, divided, file, further, quoted, rows, together, years


def outputs(archive: Archive) -> Iterator[Output]:
    listed = tuple((card(source), source.place or "", len(archive.articles_with(source))) for source in archive.sources)
    yield Output("sources/index.html", "sources.html", {"url": "/sources/", "items": listed, "total": len(listed)})
    events = _events(archive)
    for source in archive.sources:
        articles = archive.articles_with(source)
        chunks = divided(rows(articles, archive), source.url, lambda row: row.year)
        own = [article for article in articles if article.source == source.id]
        bylines = Counter(name for article in own for name in article.byline)
        view = {
            "url": source.url,
            "source": source,
            "prose": archive.prose_of(source),
            "part_of": cards(archive.source(id) for id in source.part_of),
            "parts": cards(archive.parts.get(key_of(source), ())),
            "actor": card(archive.actor(source.actor)) if source.actor else None,
            "published": len(own),
            "supplied": len(articles) - len(own),
            "years": years(articles),
            "bylines": tuple(bylines.most_common(24)),
            "with": together(articles, archive),
            "events": cards(events.get(source.id, ()))[:40],
            "backlinks": quoted(archive.backlinks.get(key_of(source), ())),
            "rows": chunks[0][0],
            "pager": chunks[0][1],
            "total": len(articles),
        }
        yield Output(file(source.url), "source.html", view)
        yield from further(source.url, card(source), chunks, "articles")
        yield Output(f"{source.url.lstrip('/')}{source.id}.json", "data/record.json", {"record": source, "url": source.url})


def _events(archive: Archive) -> dict[str, list[Event]]:
    """For each source the events that it reports on, in order."""
    found: dict[str, list[Event]] = {}
    for event in archive.events:
        for id in dict.fromkeys(article.source for article in archive.articles_with(event)):
            found.setdefault(id, []).append(event)
    return found
