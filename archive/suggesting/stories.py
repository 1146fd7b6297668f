"""Reports that tell the same: of one story, and of one event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from archive.model import Article, Event
from archive.passages import shared_passages
from archive.suggesting.known import Known, Suggestion, apart, numbered, some_of, span
from archive.suggesting.words import words_of

SAME_STORY, SAME_EVENT = 2, 10
"""How many days may lie between two reports of one story, and of one event."""
ALIKE, LIKE = 0.4, 0.25
"""How much of their words must be the same."""
SHARED = 8
"""How many words both must have that not all have; of fewer, chance is enough."""
PASSAGES = 3
"""So many passages word for word make one story of two reports, however many other words they have."""
MOST_NEAR, LOOKED_AT, MOST = 1000, 10, 3
"""How many reports of the same days are compared, how many of the likest are looked at for one story, and how many told of."""
JUST_BEFORE, LONG_OVER = 3, 60
"""How many days after an event a report tells of it if it uses words of its name, and if others of its reports do."""
WORDS, NAMED = 2, 0.6
"""How many words of an event's name must stand in a text, and how much of it."""
ACTORS = 5
QUOTED = 25


class Likeness(NamedTuple):
    """Another report, and how much of the words is the same."""

    other: Article
    much: float


def of_relations(known: Known, article: Article) -> Iterator[Suggestion]:
    """Reports of one story, of which neither names the other: the likest few."""
    yield from islice(_same_stories(known, article), MOST)


def _same_stories(known: Known, article: Article) -> Iterator[Suggestion]:
    told = {one.article.id for one in known.archive.stated.get(article.id, ())}
    for other, much in _alike(known, article, SAME_STORY)[:LOOKED_AT]:
        if other.id in told or not known.may_tell(article, other):
            continue
        passages = [one.one.split() for one in shared_passages(known.text_of(article), known.text_of(other))]
        if much >= ALIKE or len(passages) >= PASSAGES:
            why = (_evidence(known, article, other), *([_word_for_word(passages)] if passages else []))
            yield Suggestion(article.path, ("related",), f"{{article: {other.id}, how: same-story}}", other.title, why)


def of_events(known: Known, article: Article) -> Iterator[Suggestion]:
    """Events that a text names, that had just been and are told of in words of their names, or of which reports of the same days tell much the same."""
    found = {id: [f"named in {places[0]}"] for id, places in known.within(article, "event").items()}
    for event in known.events.around(span(article.date), JUST_BEFORE, 0):
        words = words_of(event.name)
        here = words & known.words[article.id]
        if len(here) >= WORDS and known.weights.overlap(words, here) >= NAMED:
            found.setdefault(event.id, []).append(f"{apart(article.date, event.date)}; the text says {', '.join(sorted(here))}")
    for other, much in _alike(known, article, SAME_EVENT):
        for id in other.events if much >= LIKE else ():
            if _may_report(article, known.archive.event(id)):
                found.setdefault(id, []).append(f"{other.id}, a report of it: {_evidence(known, article, other)}")
    for id, why in found.items():
        if id not in article.events and known.may_name(article, ("event", id)):
            yield Suggestion(article.path, ("events",), id, known.name(("event", id)), some_of(why))


def _may_report(article: Article, event: Event) -> bool:
    """Whether an event had begun when an article appeared, and was not long over."""
    days = span(article.date)
    if days is None or event.date is None:
        return True
    begun, over = numbered(event.date.first), numbered(event.date.last)
    return (begun is None or begun <= days[1]) and (over is None or days[0] <= over + LONG_OVER)


def _alike(known: Known, article: Article, days: int) -> list[Likeness]:
    """The other reports of the same days, the likest first."""
    near = [one for one in islice(known.articles.around(span(article.date), days, days), MOST_NEAR) if one is not article]
    like = [Likeness(one, known.likeness(article, one)) for one in near if len(known.marks[article.id] & known.marks[one.id]) >= SHARED]
    return sorted(like, key=lambda one: (-one.much, one.other.id))


def _evidence(known: Known, article: Article, other: Article) -> str:
    """What speaks for two reports being of the same: their days, the actors of both, and the words that few others have."""
    actors = [id for id in article.actors if id in other.actors]
    words = known.weights.telling(known.marks[article.id] & known.marks[other.id])
    both = f"both list {known.named(actors[:ACTORS])}" if actors else ""
    return "; ".join(filter(None, (apart(article.date, other.date), both, f"few others say {', '.join(words)}" if words else "")))


def _word_for_word(passages: list[list[str]]) -> str:
    longest = max(passages, key=len)
    number = f"{len(passages)} passages stand" if len(passages) > 1 else "a passage stands"
    return f'{number} in both word for word: "{" ".join(longest[:QUOTED])}{" …" if len(longest) > QUOTED else ""}"'
