"""Two reports side by side: what they share, and what only one of them has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Article, Kept, Output, Utterance
from archive.pages.common import Said, cards, compare_url, figures_of, file, row, rows, said, utterances_of

LISTED = 500
"""How many comparisons the index has."""
FEW = 4
"""An event with so few reports has all of them compared; with more, only those that records relate."""


@Kept
def subjects(archive: Archive) -> Sequence[tuple[Article, Article] | None]:
    """Pairs of articles, the earlier one first; `None` is the index."""
    others, order = pairs(archive), {article.id: place for place, article in enumerate(archive.articles)}
    every = (
        (one, archive.articles[there])
        for place, one in enumerate(archive.articles)
        for there in sorted(order[other] for other in others.get(one.id, ()))
        if place < there
    )
    return (*every, None)


def outputs(archive: Archive, pair: tuple[Article, Article] | None) -> Iterator[Output]:
    if pair is None:
        every = subjects(archive)
        listed = tuple((compare_url(*both), *rows(both, archive), _reasons(archive, *both)) for both in every[:LISTED] if both)
        yield Output("compare/index.html", "compares.html", {"url": "/compare/", "pairs": listed, "total": len(every) - 1})
    else:
        yield Output(file(compare_url(*pair)), "compare.html", _view(archive, *pair))


@Kept
def pairs(archive: Archive) -> dict[str, set[str]]:
    """The articles worth comparing with each one: related by a record, sharing an utterance, or few on one event."""
    found: dict[str, set[str]] = {}

    def add(one: str, other: str) -> None:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)

    for id, stated in archive.stated.items():
        for relation in stated:
            add(id, relation.article.id)
    for utterance in archive.utterances.values():
        for key in (*utterance.same, *utterance.answers):
            add(utterance.article.id, archive.utterances[key].article.id)
    for event in archive.events:
        reports = archive.articles_with(event)
        if len(reports) <= FEW:
            for one in reports:
                for other in reports:
                    add(one.id, other.id)
    return found


def _reasons(archive: Archive, one: Article, other: Article) -> dict[str, int]:
    """What two articles share, counted."""
    return {
        "statements": sum(any(archive.utterances[key].article is other for key in said.same) for said in utterances_of(one, archive)),
        "actors": len(set(one.actors) & set(other.actors)),
        "events": len(set(one.events) & set(other.events)),
    }


def _view(archive: Archive, one: Article, other: Article) -> dict[str, Any]:
    both = set(one.actors) & set(other.actors)
    return {
        "url": compare_url(one, other),
        "one": _side(archive, one, other, both),
        "other": _side(archive, other, one, both),
        "matches": _matches(archive, one, other),
        "stated": tuple(
            (stated.relation.how, stated.inverse, stated.relation.note or "")
            for stated in archive.stated.get(one.id, ())
            if stated.article.id == other.id
        ),
        "actors": cards(archive.actor(id) for id in one.actors if id in both),
        "events": cards(archive.event(id) for id in one.events if id in other.events),
        "topics": cards(archive.topic(id) for id in one.topics if id in other.topics),
        "figures": _figures(archive, one, other),
        "whole": _full(one) and _full(other),
    }


def _full(article: Article) -> bool:
    return article.rights.gives in ("full", "excerpt")


def _side(archive: Archive, article: Article, other: Article, both: set[str]) -> dict[str, Any]:
    return {
        "row": row(article, archive),
        "article": article,
        "prose": archive.prose_of(article),
        "only_actors": cards(archive.actor(id) for id in article.actors if id not in both),
        "only_said": tuple(
            said(one, archive)
            for one in utterances_of(article, archive)
            if not any(archive.utterances[key].article is other for key in one.same)
        ),
    }


def _matches(archive: Archive, one: Article, other: Article) -> tuple[tuple[Any, Any], ...]:
    """The utterances that both reports give, in the order of the first. That the other gives it too stands beside it."""

    def shown(utterance: Utterance) -> Said:
        one_side = said(utterance, archive)
        return one_side._replace(same=tuple(twin for twin in one_side.same if twin.compare != here))

    found, here = [], compare_url(one, other)
    for utterance in utterances_of(one, archive):
        twins = [archive.utterances[key] for key in utterance.same if archive.utterances[key].article is other]
        found += [(shown(utterance), shown(twin)) for twin in twins]
    return tuple(found)


def _figures(archive: Archive, one: Article, other: Article) -> tuple[tuple[Any, Any, str], ...]:
    """Figures of the two that a record says are the same or disagree."""
    found = []
    theirs = {figure.url: figure for figure in figures_of(other, archive)}
    for figure in figures_of(one, archive):
        found += [(figure, theirs[url], "same") for url, _, _ in figure.same if url in theirs]
        found += [(figure, theirs[url], "disputes") for url, _, _ in figure.disputes if url in theirs]
    return tuple(found)
