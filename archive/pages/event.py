"""The index of events, and a page for each: every report of it side by side, claims and answers, figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby
from typing import Any

from archive.model import Archive, Article, Event, Kept, Output, Shared, Utterance, key_of
from archive.pages.common import (
    Card,
    Number,
    as_data,
    card,
    cards,
    compare_url,
    counted,
    divided,
    exchanges,
    figures_of,
    file,
    listed,
    named,
    quoted,
    rows,
    said,
    standing_with,
    totals,
    utterances_of,
)
from archive.pages.compare import pairs

WEIGHT = 4
SIDE_BY_SIDE = 8
MOST_SOURCES = 12
FIRST, BUSIEST = 60, 12
"""How many events stand in the grid of their index, and on the first page."""
IN_GRID = 4
"""How many reports of one source stand in the table of sources."""
SAID, MOST_SAID = 8, 120
"""How many statements stand open, about, and how many at most on the page."""


def subjects(archive: Archive) -> Sequence[Event | None]:
    """`None` is the index."""
    return (None, *archive.events)


def outputs(archive: Archive, event: Event | None) -> Iterator[Output]:
    if event is None:
        yield from _index(archive)
        return
    items, pager = listed(event, archive)[0]
    yield Output(file(event.url), "event.html", {**_view(archive, event), "rows": rows(items, archive), "pager": pager})
    yield as_data(event, archive)


def _index(archive: Archive) -> Iterator[Output]:
    listed = tuple((card(event), event.place or "", len(archive.articles_with(event))) for event in archive.events)
    for items, pager in divided(listed, "/events/", lambda item: item[0].date[:4], size=200):
        grid = source_grid(archive, archive.events[:FIRST]) if pager.number == 1 else None
        yield Output(file(pager.url), "events.html", {"url": pager.url, "items": items, "pager": pager, "grid": grid, "total": len(listed)})


@Kept
def busiest(archive: Archive) -> list[Event]:
    """The events with the most reports; of those with as many, the latest."""
    newest = sorted(archive.events, key=lambda event: event.key, reverse=True)
    return sorted(newest, key=lambda event: -len(archive.articles_with(event)))[:BUSIEST]


@Kept
def reported(archive: Archive) -> dict[str, dict[str, tuple[int, str]]]:
    """How many reports of an event each source has, and the id of the first; of the events that stand in a grid."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for event in (*archive.events[:FIRST], *busiest(archive)):
        by_source = found[event.id] = dict[str, tuple[int, str]]()
        for article in archive.articles_with(event):
            count, first = by_source.get(article.source, (0, article.id))
            by_source[article.source] = (count + 1, first)
    return found


def source_grid(archive: Archive, events: Iterable[Event]) -> dict[str, Any]:
    """Events by the sources that report on them most: in each cell the reports, or none. An event that none of these reports is left out. They are some of
    those that are told in `reported`."""
    known, count = reported(archive), Counter[str]()
    events = [event for event in events if known[event.id]]
    for event in events:
        count.update({id: n for id, (n, _) in known[event.id].items()})
    most = {id for id, _ in count.most_common(MOST_SOURCES)}
    sources = [source for source in archive.sources if source.id in most]

    def cell(event: Event, id: str) -> tuple[int, str]:
        n, first = known[event.id].get(id, (0, ""))
        return n, archive.article(first).url if n else ""

    every = ((card(event), tuple(cell(event, source.id) for source in sources)) for event in events)
    lines = tuple(line for line in every if any(n for n, _ in line[1]))
    return {"sources": cards(sources), "lines": lines}


def _view(archive: Archive, event: Event) -> dict[str, Any]:
    reports, comparable = archive.articles_with(event), pairs(archive)
    every = [one for article in reports for one in utterances_of(article, archive)]
    return {
        "url": event.url,
        "event": event,
        "prose": archive.prose_of(event),
        "actors": named(archive, "actor", event.actors),
        "topics": named(archive, "topic", event.topics),
        "part_of": named(archive, "event", event.part_of),
        "parts": cards(sorted(archive.parts.get(key_of(event), ()), key=lambda part: getattr(part, "key", ()))),
        "sides": tuple(_side(archive, article) for article in reports[:SIDE_BY_SIDE]),
        "compare": tuple(
            (compare_url(one, other), one.title, archive.source(one.source).name, other.title, archive.source(other.source).name)
            for index, one in enumerate(reports[:SIDE_BY_SIDE])
            for other in reports[index + 1 : SIDE_BY_SIDE]
            if other.id in comparable.get(one.id, ())
        ),
        **_exchanged(every, archive),
        "figures": _figures(archive, reports),
        "with": standing_with(event, archive),
        "backlinks": quoted(archive.backlinks.get(key_of(event), ())),
        "total": len(reports),
        "before_after": _around(archive, places(archive)[event.id]),
        "grid": _grid(archive, reports),
    }


def _exchanged(every: Sequence[Utterance], archive: Archive) -> dict[str, Any]:
    """Claims with their answers: the first of them open, the others folded by the report in which each begins."""
    told = [tuple((depth, said(one, archive)) for depth, one in exchange) for exchange in exchanges(every[:MOST_SAID])]
    before = list(accumulate(map(len, told), initial=0))
    opened = sum(1 for count in before[:-1] if count < SAID)
    folded = groupby(told[opened:], key=lambda exchange: exchange[0][1].article.url)
    return {
        "thread": tuple(chain.from_iterable(told[:opened])),
        "folded": tuple(tuple(chain.from_iterable(some)) for _, some in folded),
        "said_total": len(every),
        "said_more": max(0, len(every) - MOST_SAID),
    }


@Shared
def places(archive: Archive) -> dict[str, int]:
    return {event.id: place for place, event in enumerate(archive.events)}


def _around(archive: Archive, place: int) -> tuple[Card | None, Card | None]:
    before = card(archive.events[place - 1]) if place else None
    return before, card(archive.events[place + 1]) if place + 1 < len(archive.events) else None


def _side(archive: Archive, article: Article) -> dict[str, Any]:
    """One report: the record with what its speakers say."""
    first = tuple(said(one, archive) for one in utterances_of(article, archive)[:12])
    return {"row": rows([article], archive)[0], "said": first, "total": len(article.statements)}


@Shared
def publishing(archive: Archive) -> tuple[Card, ...]:
    return tuple(source for source, _ in counted(archive, "source", totals(archive).sources[:24]))


def _grid(archive: Archive, reports: tuple[Article, ...]) -> tuple[tuple[Card, tuple[Any, ...], int], ...]:
    """The sources of the archive that publish most; of each the first reports of this event, if it has any, and how many more it has."""
    of: dict[str, list[Article]] = {}
    for report in reports:
        of.setdefault(archive.source(report.source).url, []).append(report)
    found = ((source, of.get(source.url, [])) for source in publishing(archive))
    return tuple((source, rows(some[:IN_GRID], archive), max(0, len(some) - IN_GRID)) for source, some in found)


def _figures(archive: Archive, reports: tuple[Article, ...]) -> tuple[Number, ...]:
    return tuple(figure for article in reports[:60] for figure in figures_of(article, archive))
