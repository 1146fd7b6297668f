"""What all suggestions are found by: the words of texts, the days of articles, the names that stand in them; and how evidence is told."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from archive.model import Archive, Around, Article, Block, Date, Event, Key, Span, key_of
from archive.suggesting.phrases import Phrases
from archive.suggesting.words import Weights, words_of

TELLING = 80
"""By how many of its words an article is compared."""
WIDEST = 31
"""How many days a date may span to be compared with others."""
AROUND = 60
"""How many letters of evidence stand on either side of a name."""
HEADS = ("title", "subtitle")
PLACES = 2
"""How many places of a name are told."""

Days = tuple[int, int]
"""The first and the last day that a date may mean, numbered through (as `date.toordinal`)."""
T = TypeVar("T")


class Suggestion(NamedTuple):
    """What may be written: into the file at `path`, to what it says under these keys, the value `write` (YAML), which stands for `name`. `why` is the evidence,
    a line each. For a record that is not there yet `path` is "", and `write` the command that makes it."""

    path: str
    keys: tuple[str, ...]
    write: str
    name: str
    why: tuple[str, ...]


class Known:
    """An archive with what is worked out of all its texts; `asked` are the articles that suggestions are made for. `drafts` are records that no other may
    name before they are published."""

    def __init__(self, archive: Archive, asked: Collection[Article], drafts: Collection[Key] = ()) -> None:
        self.archive = archive
        self.drafts = drafts
        self.asked = list(asked)
        self.ids = {article.id for article in asked}
        self._found: tuple[Article | None, dict[Key, dict[str, str]]] = (None, {})  # of the article that was last looked through

    def prepare(self) -> None:
        """Works out what every article is compared with, so that processes that are forked need not."""
        self._lengths, self.articles, self.events, self.phrases  # noqa: B018  # each is kept

    def may_name(self, article: Article, key: Key) -> bool:
        """Whether an article may name a record: a published one may not name a draft."""
        return key not in self.drafts or key_of(article) in self.drafts

    def may_tell(self, article: Article, other: Article) -> bool:
        """Whether an article is to say that another gives the same as it. Of two that are both asked about, the later one does."""
        twice = other.id in self.ids and other.key > article.key
        return other is not article and not twice and self.may_name(article, key_of(other))

    # -- texts

    def text_of(self, article: Article) -> str:
        """The words of an article's text."""
        return " ".join(text for _, text in self.stretches(article))

    def heads(self, article: Article) -> Iterator[tuple[str, str]]:
        """The headline and the deck of an article, each with the key that it stands under."""
        yield from ((name, text) for name in HEADS if (text := getattr(article, name)))

    def stretches(self, article: Article) -> Iterator[tuple[str, str]]:
        """The text of an article in stretches without marks, each with the paragraph that it stands in: `p3`, or "text"."""
        pieces = self.archive.prose_of(article).body.pieces
        anchors = {piece.number: piece.anchor for piece in pieces if isinstance(piece, Block)}
        yield from ((anchors.get(piece.block, "text"), piece.text) for piece in pieces if isinstance(piece, Span))

    @cached_property
    def words(self) -> dict[str, frozenset[str]]:
        """The words of each article's headline, deck and text."""
        return {article.id: words_of(" ".join((article.title, article.subtitle or "", self.text_of(article)))) for article in self.archive.articles}

    @cached_property
    def weights(self) -> Weights:
        return Weights(self.words.values())

    @cached_property
    def marks(self) -> dict[str, frozenset[str]]:
        """The words by which each article is compared: those of its own that fewest others have, without what no other has."""
        counts, telling = self.weights.counts, self.weights.telling
        return {id: frozenset(telling([word for word in some if counts[word] > 1], TELLING)) for id, some in self.words.items()}

    @cached_property
    def _lengths(self) -> dict[str, float]:
        return {id: self.weights.length(some) for id, some in self.marks.items()}

    def likeness(self, one: Article, other: Article) -> float:
        """How much the words of two articles are the same, from 0 to 1: the cosine of the angle between them."""
        size = self._lengths[one.id] * self._lengths[other.id]
        return self.weights.length(self.marks[one.id] & self.marks[other.id]) ** 2 / size if size else 0.0

    # -- names

    @cached_property
    def phrases(self) -> Phrases:
        """The names of events, topics and sources."""
        return Phrases([*self.archive.events, *self.archive.topics, *self.archive.sources])

    def within(self, article: Article, kind: str) -> dict[str, list[str]]:
        """By the ids of the records of a kind whose names stand in an article, the places with the words around: the headline and the deck first, and of
        each paragraph one."""
        if self._found[0] is not article:
            self._found = article, self._within(article)
        return {id: list(places.values()) for (of, id), places in self._found[1].items() if of == kind}

    def _within(self, article: Article) -> dict[Key, dict[str, str]]:
        found: dict[Key, dict[str, str]] = {}
        for place, text in (*self.heads(article), *self.stretches(article)):
            for key, start, end in self.phrases.find(text):
                found.setdefault(key, {}).setdefault(place, shown(place, text, start, end))
        return found

    def name(self, key: Key) -> str:
        return self.archive.records[key].heading

    def named(self, ids: Iterable[str]) -> str:
        """Actors by their names, in a list."""
        return ", ".join(self.name(("actor", id)) for id in ids)

    # -- days

    @cached_property
    def articles(self) -> Dated[Article]:
        return Dated((article, span(article.date)) for article in self.archive.articles)

    @cached_property
    def events(self) -> Dated[Event]:
        return Dated((event, span(event.date)) for event in self.archive.events)


class Dated(Generic[T]):
    """Things in the order of their days; those without are left out."""

    def __init__(self, some: Iterable[tuple[T, Days | None]]) -> None:
        self.every = sorted(((days, thing) for thing, days in some if days), key=lambda one: one[0])

    def around(self, here: Days | None, before: int, after: int) -> Iterator[T]:
        """Those that lie at most so many days before some days, or after them, in order."""
        if here is None:
            return
        start = bisect_left(self.every, here[0] - before - WIDEST, key=lambda one: one[0][0])
        for days, thing in self.every[start:]:
            if days[0] > here[1] + after:
                break
            if days[1] >= here[0] - before:
                yield thing


def span(when: Date | None) -> Days | None:
    """The days of a date; `None` where one is not known, or too many are meant."""
    first, last = (numbered(when.first), numbered(when.last)) if when else (None, None)
    return (first, last) if first and last and last - first <= WIDEST else None


def numbered(day: tuple[int, int, int] | None) -> int | None:
    """The number of a day; `None` where it is not known, or before the year 1."""
    return date(*day).toordinal() if day and day[0] > 0 else None


def gap(one: Days, other: Days) -> int:
    """How many days lie between two dates."""
    return max(0, one[0] - other[1], other[0] - one[1])


def apart(one: Date | None, other: Date | None) -> str:
    """The same of dates, in words; nothing where one is not known."""
    a, b = span(one), span(other)
    if a is None or b is None:
        return ""
    days = gap(a, b)
    same = "of the same day" if a == b and a[0] == a[1] else "of days that may be the same"
    return same if days == 0 else "a day apart" if days == 1 else f"{days} days apart"


def some_of(places: list[str]) -> tuple[str, ...]:
    """A few of the places, and how many more there are."""
    more = (f"and {len(places) - PLACES} more",) if len(places) > PLACES else ()
    return (*places[:PLACES], *more)


def quoted(around: Around) -> str:
    """A name in its words, with the paragraph."""
    before, after = around.sides
    return f"{around.anchor}: {_end(before)}{around.words}{_start(after)}"


def shown(place: str, text: str, start: int, end: int) -> str:
    """A stretch of a text with some of the words around it, and its place: "p3: … the company Mandiant said …"."""
    return f"{place}: {_end(text[max(0, start - 4 * AROUND) : start])}{text[start:end]}{_start(text[end : end + 4 * AROUND])}"


def _end(text: str) -> str:
    """The end of what stands before some words."""
    text = " ".join(text.split()) + (" " if text[-1:].isspace() else "")
    return text if len(text) <= AROUND else f"…{text[-AROUND:].partition(' ')[2] or text[-AROUND:]}"


def _start(text: str) -> str:
    """The beginning of what stands after some words."""
    text = (" " if text[:1].isspace() else "") + " ".join(text.split())
    return text if len(text) <= AROUND else f"{text[:AROUND].rpartition(' ')[0] or text[:AROUND]} …"
