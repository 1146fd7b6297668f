"""A page for each article, with the record itself beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Actor, Archive, Article, Output, key_of
from archive.pages.citations import suppliers
from archive.pages.common import (
    Card,
    actor_card,
    as_data,
    card,
    cards,
    compare_url,
    figures_of,
    file,
    named,
    order,
    quoted,
    row,
    rows,
    said,
    utterances_of,
    year_of,
)
from archive.pages.compare import pairs
from archive.pages.near import near

WEIGHT = 5
REPORTS = 12
Around = tuple[Card | None, Card | None]


def subjects(archive: Archive) -> Sequence[Article]:
    return archive.articles


def outputs(archive: Archive, article: Article) -> Iterator[Output]:
    yield Output(file(article.url), "article.html", _view(archive, article))
    yield as_data(article, archive)


def _view(archive: Archive, article: Article) -> dict[str, Any]:
    comparable = pairs(archive)
    actors = [archive.actor(id) for id in article.actors]
    stated = archive.stated.get(article.id, ())
    told = {one.article.id for one in stated}
    ordered = order(archive)
    place = ordered.places[article.id]
    return {
        "url": article.url,
        "article": article,
        "year": year_of(article, archive),
        "source": archive.source(article.source),
        "source_card": card(archive.source(article.source)),
        "agencies": named(archive, "source", suppliers(article)),
        "prose": archive.prose_of(article),
        "actors": tuple([_person(archive, article, actor, ordered.around_with(place, ("actor", actor.id))) for actor in actors]),
        "notes": _margin(archive, article),
        "found": _found(archive, article),
        "events": tuple([_event(archive, place, id) for id in article.events]),
        "topics": named(archive, "topic", article.topics),
        "said": tuple([said(one, archive) for one in utterances_of(article, archive)]),
        "figures": figures_of(article, archive),
        "stated": tuple(
            (row(one.article, archive), one.relation.how, one.inverse, one.relation.note or "", _compare(article, one.article, comparable))
            for one in stated
        ),
        "near": tuple((row(one.article, archive), cards(one.shared)) for one in near(archive, place) if one.article.id not in told),
        "backlinks": quoted(archive.backlinks.get(key_of(article), ())),
        "around": ordered.around(place),
        "around_source": ordered.around_published(place),
    }


def _person(archive: Archive, article: Article, actor: Actor, around: Around) -> tuple[Card, Around, tuple[str, ...]]:
    """An actor in the article: the card with the role then, the articles before and after with the same actor, and the
    statements."""
    said_here = tuple([statement.id for statement in article.statements if actor.id in statement.by])
    return actor_card(actor, article.date, archive), around, said_here


def _margin(archive: Archive, article: Article) -> tuple[tuple[int, tuple[Card, ...]], ...]:
    """For each block of the body the actors who are first named there, as notes for the margin."""
    prose = archive.prose_of(article)
    seen: set[str] = set()
    notes: dict[int, list[Card]] = {}
    for mention in prose.mentions:
        if mention.actor not in seen and mention.block:
            seen.add(mention.actor)
            notes.setdefault(mention.block, []).append(actor_card(archive.actor(mention.actor), article.date, archive))
    return tuple((block, tuple(some)) for block, some in notes.items())


def _found(archive: Archive, article: Article) -> tuple[Card, ...]:
    """Actors found in the body by name whom the record does not list."""
    listed = set(article.actors)
    ids = dict.fromkeys(mention.actor for mention in archive.prose_of(article).mentions if mention.actor not in listed)
    return named(archive, "actor", ids)


def _event(archive: Archive, place: int, id: str) -> tuple[Card, tuple[Any, ...], int]:
    """An event, other reports of it (the nearest in time), and how many there are in all."""
    event = archive.event(id)
    reports = archive.articles_with(event)
    at, others = bisect_left(order(archive).shelf(("event", id)), place), len(reports) - 1
    first = max(0, min(at - REPORTS // 2, others - REPORTS))
    nearest = [*reports[first:at], *reports[at + 1 : first + REPORTS + 1]]
    return card(event), rows(nearest[:REPORTS], archive), others


def _compare(one: Article, other: Article, comparable: dict[str, set[str]]) -> str:
    return compare_url(one, other) if other.id in comparable.get(one.id, ()) else ""
