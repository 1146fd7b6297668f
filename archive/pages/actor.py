"""The index of actors, and a page for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from archive.model import Actor, Archive, Article, Output, Utterance, key_of
from archive.pages.common import (
    Card,
    bars,
    card,
    cards,
    distinct,
    divided,
    file,
    further,
    quoted,
    reporting,
    role_at,
    rows,
    said,
    together,
    year_of,
    years,
)

MOST_SAID = 40
MOST_QUOTED = 30
AUTHORITIES = {
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "viaf": "https://viaf.org/viaf/{}/",
    "isni": "https://isni.org/isni/{}",
    "lcnaf": "https://id.loc.gov/authorities/names/{}",
}


def outputs(archive: Archive) -> Iterator[Output]:
    yield from _index(archive)
    by, about = statements_by(archive)
    members = _members(archive)
    for actor in archive.actors:
        articles = archive.articles_with(actor)
        chunks = divided(rows(articles, archive), actor.url, lambda row: row.year)
        view = _view(archive, actor, articles, by.get(actor.id, ()), about.get(actor.id, ()))
        view["members"] = members.get(actor.id, ())
        yield Output(file(actor.url), "actor.html", {**view, "rows": chunks[0][0], "pager": chunks[0][1]})
        yield from further(actor.url, card(actor), chunks, "articles")
        yield Output(f"{actor.url.lstrip('/')}{actor.id}.json", "data/record.json", {"record": actor, "url": actor.url})
        yield from _contexts(archive, actor)


def statements_by(archive: Archive) -> tuple[dict[str, list[Utterance]], dict[str, list[Utterance]]]:
    """For each actor the statements by them, and those that they are the object of."""
    by: dict[str, list[Utterance]] = {}
    about: dict[str, list[Utterance]] = {}
    for utterance in archive.utterances.values():
        for speaker in utterance.statement.by:
            by.setdefault(speaker, []).append(utterance)
        for other in utterance.statement.to:
            about.setdefault(other, []).append(utterance)
    return by, about


def _view(archive: Archive, actor: Actor, articles: tuple[Article, ...], by: Iterable[Utterance], about: Iterable[Utterance]) -> dict[str, Any]:
    by, about = list(by), list(about)
    contexts = archive.mentions.get(actor.id, ())
    return {
        "url": actor.url,
        "actor": actor,
        "prose": archive.prose_of(actor),
        "roles": tuple((role, card(archive.actor(role.of)) if role.of else None) for role in actor.roles),
        "part_of": cards(archive.actor(id) for id in actor.part_of),
        "parts": cards(archive.parts.get(key_of(actor), ())),
        "confused": cards(archive.actor(id) for id in actor.not_to_be_confused_with),
        "authorities": tuple((name, getattr(actor, name), form.format(getattr(actor, name))) for name, form in AUTHORITIES.items() if getattr(actor, name)),
        "years": _life(articles, actor),
        "by": tuple(said(one, archive) for one in distinct(by)[:MOST_SAID]),
        "by_total": len(by),
        "about": tuple(said(one, archive) for one in distinct(about)[:MOST_SAID]),
        "about_total": len(about),
        "mentions": quoted(contexts[:MOST_QUOTED]),
        "mentions_total": len(contexts),
        "backlinks": quoted(archive.backlinks.get(key_of(actor), ())),
        "with": together(articles, archive, but=actor.id),
        "sources": reporting(articles, archive),
        "events": cards(event for event in archive.events if actor.id in event.actors),
        "total": len(articles),
    }


def _life(articles: tuple[Article, ...], actor: Actor) -> Any:
    """Appearances a year, each linked to its place in the list of this page."""
    places: dict[str, int] = {}
    for index, article in enumerate(articles):
        places.setdefault(year_of(article), index)
    pages = divided(articles, actor.url, lambda article: "")
    size = len(pages[0][0]) or 1
    counted = [(bar.label, bar.n, f"{pages[0][1].pages[places[bar.label] // size][1]}#y{bar.label}" if bar.n else "") for bar in years(articles)]
    return bars(counted)


def _members(archive: Archive) -> dict[str, list[tuple[Card, str]]]:
    """For each actor those who held a role in it, with the title."""
    found: dict[str, list[tuple[Card, str]]] = {}
    for other in archive.actors:
        for role in other.roles:
            if role.of:
                found.setdefault(role.of, []).append((card(other), role.title))
    return found


def _contexts(archive: Archive, actor: Actor) -> Iterator[Output]:
    """All mentions in context, on pages of their own, where the actor's page cannot hold them."""
    contexts = archive.mentions.get(actor.id, ())
    if len(contexts) <= MOST_QUOTED:
        return
    url = f"{actor.url}mentions/"
    for items, pager in divided(quoted(contexts), url, lambda one: one.record.date[:4]):
        where = pager.pages[pager.number - 1][1]
        yield Output(file(where), "listing.html", {"url": where, "of": card(actor), "items": items, "pager": pager, "listing": "mentions"})


def _index(archive: Archive) -> Iterator[Output]:
    """Actors by kind, then by name; and by how often they appear."""
    listed = tuple((card(actor), len(archive.articles_with(actor)), _line(actor)) for actor in archive.actors)
    chunks = divided(listed, "/actors/", lambda item: item[0].title[:1].upper(), size=500)
    kinds = tuple(dict.fromkeys(sorted(actor.kind for actor in archive.actors)))
    most = tuple(sorted(((entry[0], entry[1]) for entry in listed), key=lambda item: (-item[1], item[0].sort))[:12])
    for items, pager in chunks:
        where = pager.pages[pager.number - 1][1]
        yield Output(file(where), "actors.html", {"url": where, "items": items, "pager": pager, "kinds": kinds, "most": most, "total": len(listed)})


def _line(actor: Actor) -> str:
    return actor.summary or role_at(actor, None)
