"""The index of sources, and a page for each publisher and agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Event, Kept, Output, Source, key_of
from archive.pages.common import as_data, card, cards, file, listed, named, quoted, rows, standing_with, years

WEIGHT = 8
MOST_EVENTS = 40


def subjects(archive: Archive) -> Sequence[Source | None]:
    """`None` is the index."""
    return (None, *archive.sources)


def outputs(archive: Archive, source: Source | None) -> Iterator[Output]:
    if source is None:
        yield _index(archive)
        return
    items, pager = listed(source, archive)[0]
    yield Output(file(source.url), "source.html", {**_view(archive, source), "rows": rows(items, archive), "pager": pager})
    yield as_data(source, archive)


def _index(archive: Archive) -> Output:
    listed = tuple((card(source), source.place or "", *counts(archive, source)) for source in archive.sources)
    return Output("sources/index.html", "sources.html", {"url": "/sources/", "items": listed, "total": len(listed)})


def counts(archive: Archive, source: Source) -> tuple[int, int]:
    """How many articles a source published, and how many others draw on it as an agency."""
    articles = archive.articles_with(source)
    published = sum(article.source == source.id for article in articles)
    return published, len(articles) - published


def _view(archive: Archive, source: Source) -> dict[str, Any]:
    articles = archive.articles_with(source)
    own = [article for article in articles if article.source == source.id]
    bylines = Counter(name for article in own for name in article.byline)
    return {
        "url": source.url,
        "source": source,
        "prose": archive.prose_of(source),
        "part_of": named(archive, "source", source.part_of),
        "parts": cards(archive.parts.get(key_of(source), ())),
        "actor": card(archive.actor(source.actor)) if source.actor else None,
        "published": counts(archive, source)[0],
        "supplied": counts(archive, source)[1],
        "years": years(articles, archive),
        "bylines": tuple(bylines.most_common(24)),
        "with": standing_with(source, archive),
        "events": cards(events_of(archive).get(source.id, ())[:MOST_EVENTS]),
        "backlinks": quoted(archive.backlinks.get(key_of(source), ())),
        "total": len(articles),
    }


@Kept
def events_of(archive: Archive) -> dict[str, list[Event]]:
    """For each source the events that it reports on, in order."""
    found: dict[str, list[Event]] = {}
    for event in archive.events:
        for id in dict.fromkeys(article.source for article in archive.articles_with(event)):
            found.setdefault(id, []).append(event)
    return found
