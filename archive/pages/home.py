"""The first page: what this archive is, and the ways in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from archive.model import Archive, Output
from archive.pages.common import brief, card, cards, counted, newest_first, rows, totals
from archive.pages.event import busiest, source_grid

NEWEST = 6


def subjects(_: Archive) -> tuple[None]:
    return (None,)


def outputs(archive: Archive, _: None) -> Iterator[Output]:
    whole = totals(archive)
    picks = [archive.article(id) for id in archive.site.picks]
    newest = islice((article for article in newest_first(archive) if article.id not in archive.site.picks), NEWEST)
    exchange = next((one for one in archive.utterances.values() if one.answered_by), None)
    most = sorted(busiest(archive), key=lambda event: event.key)
    view = {
        "url": "/",
        "years": whole.years,
        "counts": {
            "articles": len(archive.articles),
            "actors": len(archive.actors),
            "events": len(archive.events),
            "statements": len(archive.utterances),
            "topics": len(archive.topics),
            "sources": len(archive.sources),
        },
        "picks": rows(picks, archive),
        "newest": rows(newest, archive),
        "actors": counted(archive, "actor", whole.actors[:16]),
        "events": tuple((card(event), len(archive.articles_with(event))) for event in most),
        "topics": tuple((card(topic), len(archive.articles_with(topic))) for topic in archive.topics if archive.articles_with(topic)),
        "sources": counted(archive, "source", whole.sources),
        "grid": source_grid(archive, most),
        "exchange": (brief(exchange, archive), tuple(brief(archive.utterances[key], archive) for key in exchange.answered_by[:3])) if exchange else None,
        "pages": cards(archive.pages),
    }
    yield Output("index.html", "home.html", view)
