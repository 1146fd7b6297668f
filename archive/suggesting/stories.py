"""Reports that tell the same: of one story, and of one event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from archive.model import Article
from archive.passages import shared_passages
from archive.suggesting.known import Known, Suggestion, apart, some_of

SAME_STORY, SAME_EVENT = 2, 10
"""How many days may lie between two reports of one story, and of one event."""
ALIKE, LIKE = 0.4, 0.25
"""How much of their words must be the same."""
SHARED = 8
"""How many words both must have that not all have; of fewer, chance is enough."""
PASSAGES = 3
"""So many passages word for word make one story of two reports, however many other words they have."""
ACTORS = 5
QUOTED = 25


class Likeness(NamedTuple):
    """Another report, how many days lie between, and how much of the words is the same."""

    other: Article
    days: int
    much: float


def of_relations(known: Known, article: Article) -> Iterator[Suggestion]:
    """Reports of one story, of which neither names the other."""
    told = {one.article.id for one in known.archive.stated.get(article.id, ())}
    for like in _alike(known, article, SAME_STORY):
        if like.other.id in told or known.comes_later(article, like.other):
            continue
        passages = [one.one.split() for one in shared_passages(known.text_of(article), known.text_of(like.other))]
        if like.much >= ALIKE or len(passages) >= PASSAGES:
            why = (like.other.title, _evidence(known, article, like), *([_word_for_word(passages)] if passages else []))
            yield Suggestion(article.path, ("related",), f"{{article: {like.other.id}, how: same-story}}", why)


def of_events(known: Known, article: Article) -> Iterator[Suggestion]:
    """Events of which reports of the same days tell much the same, or that a text names."""
    found = {id: [f"named in {places[0]}"] for id, places in known.within(article, "event").items()}
    for like in _alike(known, article, SAME_EVENT):
        for id in like.other.events if like.much >= LIKE else ():
            found.setdefault(id, []).append(f"{like.other.id}, a report of it: {_evidence(known, article, like)}")
    for id, why in found.items():
        if id not in article.events:
            yield Suggestion(article.path, ("events",), id, (known.name(("event", id)), *some_of(why)))


def _alike(known: Known, article: Article, days: int) -> list[Likeness]:
    """The other reports of the same days, the likest first."""
    near = [(other, days) for other, days in known.nearby(article, days) if len(known.marks[article.id] & known.marks[other.id]) >= SHARED]
    return sorted([Likeness(other, days, known.likeness(article, other)) for other, days in near], key=lambda one: (-one.much, one.other.id))


def _evidence(known: Known, article: Article, like: Likeness) -> str:
    """What speaks for two reports being of the same: their days, the actors of both, and the words that few others have."""
    actors = [id for id in article.actors if id in like.other.actors]
    words = known.weights.telling(known.marks[article.id] & known.marks[like.other.id])
    both = f"both list {known.named(actors[:ACTORS])}" if actors else ""
    return "; ".join(filter(None, (apart(like.days), both, f"few others say {', '.join(words)}" if words else "")))


def _word_for_word(passages: list[list[str]]) -> str:
    longest = max(passages, key=len)
    number = f"{len(passages)} passages stand" if len(passages) > 1 else "a passage stands"
    return f'{number} in both word for word: "{" ".join(longest[:QUOTED])}{" …" if len(longest) > QUOTED else ""}"'
