"""The timeline: events and reports in one ordered list, with lanes for the picture beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from archive.model import Archive, Article, Date, Event, Output
from archive.pages.common import Card, bars, card, divided, file
from archive.pages.picture import Span, picture

SIZE = 200


class Moment(NamedTuple):
    """Something on the timeline. `lane` is "event" or "report"; `first` and `last` are ISO days, equal for one day;
    `certain` is whether the date is without doubt (an event may last: its interval is no doubt); `of` are the events that a report is of."""

    card: Card
    lane: str
    year: str
    first: str
    last: str
    certain: bool
    place: str
    source: str
    of: tuple[Card, ...]


def outputs(archive: Archive) -> Iterator[Output]:
    moments = _moments(archive)
    chunks = divided(moments, "/timeline/", lambda moment: moment.year, size=SIZE)
    jumps = _jumps(chunks)
    for items, pager in chunks:
        where = pager.pages[pager.number - 1][1]
        drawn = picture(_span(moment) for moment in items)
        view = {"url": where, "groups": _grouped(items), "picture": drawn, "pager": pager, "years": jumps, "total": len(moments)}
        yield Output(file(where), "timeline.html", view)


def _span(moment: Moment) -> Span:
    """A moment for the picture: events in one lane, reports in the lane of their source."""
    lane = moment.source or moment.lane
    return Span(lane, _day(moment.first), _day(moment.last), moment.certain, moment.card.title, moment.card.url)


def _day(iso: str) -> tuple[int, int, int]:
    year, month, day = iso.rsplit("-", 2)
    return int(year), int(month), int(day)


def _moments(archive: Archive) -> tuple[Moment, ...]:
    found: list[tuple[Any, Moment]] = [
        ((event.key[0], 0, event.key), _moment(event, event.date, "event", event.place or "", "", ())) for event in archive.events if event.date
    ]
    for article in archive.articles:
        if article.date:
            of = tuple(card(archive.event(id)) for id in article.events)
            source = archive.source(article.source).name
            found.append(((article.key[0], 1, article.key), _moment(article, article.date, "report", article.place or "", source, of)))
    return tuple(moment for _, moment in sorted(found, key=lambda item: item[0]))


def _moment(record: Article | Event, date: Date, lane: str, place: str, source: str, of: tuple[Card, ...]) -> Moment:
    first, last = date.first or date.last, date.last or date.first
    assert first is not None
    assert last is not None
    return Moment(card(record), lane, str(first[0]), _iso(first), _iso(last), date.certain or (lane == "event" and _lasting(date)), place, source, of)


def _lasting(date: Date) -> bool:
    """Whether the date is an interval from one certain day to another."""
    first, _, last = date.text.partition("/")
    return all(len(day) == 10 and day.replace("-", "").isdigit() for day in (first, last))


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def _grouped(items: tuple[Moment, ...]) -> tuple[tuple[str, tuple[Moment, ...]], ...]:
    years: dict[str, list[Moment]] = {}
    for moment in items:
        years.setdefault(moment.year, []).append(moment)
    return tuple((year, tuple(some)) for year, some in years.items())


def _jumps(chunks: list[Any]) -> Any:
    counts: dict[str, int] = {}
    where: dict[str, str] = {}
    for items, pager in chunks:
        for moment in items:
            counts[moment.year] = counts.get(moment.year, 0) + 1
            where.setdefault(moment.year, f"{pager.pages[pager.number - 1][1]}#y{moment.year}")
    return bars([(year, count, where[year]) for year, count in counts.items()])
