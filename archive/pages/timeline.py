"""The timeline: events and reports in one ordered list, with lanes for the picture beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from archive.model import Archive, Article, Date, Event, Kept, Output
from archive.pages.common import Bar, Card, Chunk, Pager, bars, card, divided, file, named
from archive.pages.picture import Span, picture
from archive.pages.year import by_year

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


@Kept
def subjects(archive: Archive) -> list[Chunk[Article | Event]]:
    """What has a date, in order, events before the reports of their year."""
    every: tuple[Article | Event, ...] = (*archive.events, *archive.articles)
    dated = [record for record in every if record.date]
    dated.sort(key=lambda record: ((key := record.key)[0], isinstance(record, Article), key))
    return divided(dated, "/timeline/", _year, size=SIZE)


def outputs(archive: Archive, page: Chunk[Article | Event]) -> Iterator[Output]:
    records, pager = page
    items = tuple(_moment(archive, record) for record in records)
    drawn = picture(_span(moment) for moment in items)
    groups = tuple((year, year in by_year(archive), moments) for year, moments in _grouped(items))
    counts = {"years": jumps(archive), "total": pager.total, "undated": _undated(archive, pager)}
    view = {"url": pager.url, "groups": groups, "picture": drawn, "pager": pager, **counts}
    yield Output(file(pager.url), "timeline.html", view)


def _undated(archive: Archive, pager: Pager) -> int:
    """How many reports stand on no page of the timeline; the last page tells it."""
    if pager.number < pager.last:
        return 0
    return len(archive.articles) - sum(isinstance(record, Article) for records, _ in subjects(archive) for record in records)


def _span(moment: Moment) -> Span:
    """A moment for the picture: events in one lane, reports in the lane of their source."""
    lane = moment.source or moment.lane
    return Span(lane, _day(moment.first), _day(moment.last), moment.certain, moment.card.title, moment.card.url)


def _day(iso: str) -> tuple[int, int, int]:
    year, month, day = iso.rsplit("-", 2)
    return int(year), int(month), int(day)


def _days(record: Article | Event) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The first and the last day of what has a date."""
    date = record.date
    first, last = (date.first or date.last, date.last or date.first) if date else (None, None)
    assert first is not None
    assert last is not None
    return first, last


def _year(record: Article | Event) -> str:
    return str(_days(record)[0][0])


def _moment(archive: Archive, record: Article | Event) -> Moment:
    first, last = _days(record)
    assert record.date is not None
    days = (_year(record), _iso(first), _iso(last))
    if isinstance(record, Event):
        return Moment(card(record), "event", *days, record.date.certain or _lasting(record.date), record.place or "", "", ())
    of = named(archive, "event", record.events)
    return Moment(card(record), "report", *days, record.date.certain, record.place or "", archive.source(record.source).name, of)


def _lasting(date: Date) -> bool:
    """Whether the date is an interval from one certain day to another, or to no end that is known yet."""
    first, _, last = date.text.partition("/")
    return all(len(day) == 10 and day.replace("-", "").isdigit() for day in (first, first if last == ".." else last))


def _iso(day: tuple[int, int, int]) -> str:
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"


def _grouped(items: tuple[Moment, ...]) -> tuple[tuple[str, tuple[Moment, ...]], ...]:
    years: dict[str, list[Moment]] = {}
    for moment in items:
        years.setdefault(moment.year, []).append(moment)
    return tuple((year, tuple(some)) for year, some in years.items())


@Kept
def jumps(archive: Archive) -> tuple[Bar, ...]:
    """How much there is of each year, and where it begins."""
    counts: Counter[str] = Counter()
    where: dict[str, str] = {}
    for records, pager in subjects(archive):
        for year in map(_year, records):
            counts[year] += 1
            where.setdefault(year, f"{pager.url}#y{year}")
    return bars([(year, count, where[year]) for year, count in counts.items()])

