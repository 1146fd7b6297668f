"""The index of actors, and a page for each."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from archive.model import Actor, Archive, Article, Event, Kept, Output, Shared, Source, key_of
from archive.pages.common import (
    LONG,
    Card,
    as_data,
    bars,
    card,
    cards,
    distinct,
    divided,
    file,
    listed,
    named,
    numbered,
    page_with,
    quoted,
    reporting_on,
    role_at,
    rows,
    said,
    standing_with,
    year_of,
    years,
)
from archive.pages.mentions import MOST_QUOTED
from archive.pages.source import counts

WEIGHT = 4
PICTURED = 12
YEARS = 20
MOST_SAID = 40
AUTHORITIES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}/",
    "isni": "https://isni.org/isni/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}",
}


class Cell(NamedTuple):
    """A count in a grid, its share of the largest in tenths, and where it leads."""

    n: int
    tenth: int
    url: str


class Grid(NamedTuple):
    """Actors by something: columns as (label, address), and a line of cells for each actor."""

    columns: tuple[tuple[str, str], ...]
    lines: tuple[tuple[Card, tuple[Cell, ...]], ...]


def subjects(archive: Archive) -> Sequence[Actor | None]:
    """`None` is the index."""
    return (None, *archive.actors)


def outputs(archive: Archive, actor: Actor | None) -> Iterator[Output]:
    if actor is None:
        yield from _index(archive)
        return
    items, pager = listed(actor, archive)[0]
    yield Output(file(actor.url), "actor.html", {**_view(archive, actor), "rows": rows(items, archive), "pager": pager})
    yield as_data(actor, archive)


class Turned(NamedTuple):
    """What other records say of each actor: the statements by them and those that they are the object of, by their numbers, the events that
    they had a part in, and those who held a role in them, with the title."""

    by: dict[str, array[int]]
    about: dict[str, array[int]]
    events: dict[str, list[Event]]
    members: dict[str, list[tuple[Actor, str]]]


@Kept
def turned(archive: Archive) -> Turned:
    found = Turned({}, {}, {}, {})
    for number, utterance in enumerate(archive.utterances.values()):
        for speaker in utterance.statement.by:
            found.by.setdefault(speaker, array("I")).append(number)
        for other in utterance.statement.to:
            found.about.setdefault(other, array("I")).append(number)
    for event in archive.events:
        for id in dict.fromkeys(event.actors):
            found.events.setdefault(id, []).append(event)
    for actor in archive.actors:
        for role in actor.roles:
            if role.of:
                found.members.setdefault(role.of, []).append((actor, role.title))
    return found


@Shared
def houses(archive: Archive) -> dict[str, list[Source]]:
    """For each actor the sources that it is as one who publishes."""
    found: dict[str, list[Source]] = {}
    for source in archive.sources:
        if source.actor:
            found.setdefault(source.actor, []).append(source)
    return found


def _view(archive: Archive, actor: Actor) -> dict[str, Any]:
    articles, others = archive.articles_with(actor), turned(archive)
    by, about = (numbered(archive, some.get(actor.id, ())) for some in (others.by, others.about))
    once_by, once_about = distinct(by), distinct(about)
    contexts = archive.mentions.get(actor.id, ())
    return {
        "url": actor.url,
        "actor": actor,
        "prose": archive.prose_of(actor),
        "roles": tuple((role, card(archive.actor(role.of)) if role.of else None) for role in actor.roles),
        "part_of": named(archive, "actor", actor.part_of),
        "parts": cards(archive.parts.get(key_of(actor), ())),
        "houses": tuple((card(source), counts(archive, source)[0]) for source in houses(archive).get(actor.id, ())),
        "confused": named(archive, "actor", actor.not_to_be_confused_with),
        "authorities": tuple((name, getattr(actor, name), form.format(getattr(actor, name))) for name, form in AUTHORITIES.items() if getattr(actor, name)),
        "years": _life(articles, actor, archive),
        "by": tuple(said(one, archive) for one in once_by[:MOST_SAID]),
        "by_total": len(by),
        "by_more": len(once_by) < len(by),
        "about": tuple(said(one, archive) for one in once_about[:MOST_SAID]),
        "about_total": len(about),
        "about_more": len(once_about) < len(about),
        "mentions": quoted(contexts[:MOST_QUOTED]),
        "mentions_total": len(contexts),
        "backlinks": quoted(archive.backlinks.get(key_of(actor), ())),
        "with": standing_with(actor, archive),
        "sources": reporting_on(actor, archive),
        "events": cards(others.events.get(actor.id, ())),
        "members": tuple((card(other), title) for other, title in others.members.get(actor.id, ())),
        "total": len(articles),
    }


def _life(articles: tuple[Article, ...], actor: Actor, archive: Archive) -> Any:
    """Appearances a year, each linked to its place in the list of this page."""
    places: dict[str, int] = {}
    for index, article in enumerate(articles):
        places.setdefault(year_of(article, archive), index)
    counted = [(bar.label, bar.n, f"{page_with(actor.url, places[bar.label])}#y{bar.label}" if bar.n else "") for bar in years(articles, archive)]
    return bars(counted)


def _index(archive: Archive) -> Iterator[Output]:
    """Actors by kind, then by name; and by how often they appear."""
    listed = tuple((card(actor), len(archive.articles_with(actor)), _line(actor, archive)) for actor in archive.actors)
    chunks = divided(listed, "/actors/", lambda item: item[0].sort[:1].upper(), size=500)
    kinds = tuple(dict.fromkeys(sorted(actor.kind for actor in archive.actors)))
    most = tuple(sorted(((entry[0], entry[1]) for entry in listed), key=lambda item: (-item[1], item[0].sort))[:12])
    present = sorted(archive.actors, key=lambda actor: (-len(archive.articles_with(actor)), actor.id))[:PICTURED]
    for items, pager in chunks:
        view = {"url": pager.url, "items": items, "pager": pager, "kinds": kinds, "most": most, "total": len(listed), "by_year": None, "with_whom": None}
        if pager.number == 1:
            view |= {"by_year": _by_year(archive, present), "with_whom": _with_whom(archive, present)}
        yield Output(file(pager.url), "actors.html", view)


def _by_year(archive: Archive, actors: list[Actor]) -> Grid:
    """In how many articles of each year an actor appears; by decade where there are too many years."""
    counts = {actor.id: Counter(year_of(article, archive) for article in archive.articles_with(actor)) for actor in actors}
    labels = sorted({year for some in counts.values() for year in some if year != "undated"}, key=int)
    if len(labels) > YEARS:
        counts = {id: _decades(some) for id, some in counts.items()}
        labels = sorted({decade for some in counts.values() for decade in some})
    most = max((n for some in counts.values() for n in some.values()), default=1)

    def address(actor: Actor, label: str) -> str:
        return f"{actor.url}#y{label}" if label.isdigit() and len(archive.articles_with(actor)) <= LONG else actor.url

    def cell(actor: Actor, label: str) -> Cell:
        n = counts[actor.id][label]
        return Cell(n, _tenth(n, most), address(actor, label))

    lines = tuple((card(actor), tuple(cell(actor, label) for label in labels)) for actor in actors)
    return Grid(tuple((label, f"/years/{label}/" if label.isdigit() else "") for label in labels), lines)


def _decades(counts: Counter[str]) -> Counter[str]:
    """By decade, as EDTF writes one: 201X."""
    found: Counter[str] = Counter()
    for year, n in counts.items():
        if year != "undated":
            found[f"{int(year) // 10}X"] += n
    return found


def _with_whom(archive: Archive, actors: list[Actor]) -> Grid:
    """In how many articles two actors appear together."""
    sets = [{article.id for article in archive.articles_with(actor)} for actor in actors]
    counts = [[len(one & other) if place != below else 0 for below, other in enumerate(sets)] for place, one in enumerate(sets)]
    most = max((n for line in counts for n in line), default=1)
    lines = tuple(
        (card(actor), tuple(Cell(n, _tenth(n, most), f"{actor.url}#with") for n in line)) for actor, line in zip(actors, counts, strict=True)
    )
    return Grid(tuple((actor.name, actor.url) for actor in actors), lines)


def _tenth(n: int, most: int) -> int:
    return max(1, round(10 * n / most)) if n else 0


def _line(actor: Actor, archive: Archive) -> str:
    return actor.summary or role_at(actor, None, archive)
