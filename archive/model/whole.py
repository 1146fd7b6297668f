"""The archive as a whole: its records, and what follows from them. Made by `resolve`, read by the page kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from archive.model.records import Actor, Article, Event, Figure, Page, Record, Relation, Site, Source, Statement, Topic
from archive.model.text import EMPTY, Prose

Key = tuple[str, str]
"""What names a record: its kind's name and its id."""


class Utterance(NamedTuple):
    """A statement in its article, the one of that `number` in its list. `key` is ARTICLE#ID. `same`, `answers` and `answered_by` are keys of other
    utterances; both hold in both directions, whichever record says so."""

    key: str
    article: Article
    number: int
    same: tuple[str, ...]
    answers: tuple[str, ...]
    answered_by: tuple[str, ...]

    @property
    def statement(self) -> Statement:
        return self.article.statements[self.number]

    @property
    def url(self) -> str:
        return f"{self.article.url}#{self.statement.id}"


class Counted(NamedTuple):
    """A figure in its article, the one of that `number` in its list. `same` and `disputes` are keys of other figures, in both directions."""

    key: str
    article: Article
    number: int
    same: tuple[str, ...]
    disputes: tuple[str, ...]

    @property
    def figure(self) -> Figure:
        return self.article.figures[self.number]

    @property
    def url(self) -> str:
        return f"{self.article.url}#{self.figure.id}"


CUT = "\x1a"
"""What stands where words are left out, until they are shown: one byte, where an ellipsis would double the size of most texts."""


class Around(NamedTuple):
    """Words of a body around a name or a link, in the block of that number. `before` begins and `after` ends with CUT where more
    stands there. `listed`: the record itself names the actor."""

    number: int
    anchor: str
    before: str
    words: str
    after: str
    listed: bool

    @property
    def sides(self) -> tuple[str, str]:
        """The words before and after as they are shown."""
        return self.before.replace(CUT, "…"), self.after.replace(CUT, "…")


class Context(NamedTuple):
    """Words of a record around a name or a link: the evidence for it."""

    record: Record
    around: Around

    @property
    def url(self) -> str:
        """The address of the very paragraph."""
        return f"{self.record.url}#{self.around.anchor}"


class Stated(NamedTuple):
    """Another article, and what an editor says of the two; `inverse` where the other record says it."""

    article: Article
    relation: Relation
    inverse: bool


@dataclass(frozen=True)
class Archive:
    """Every published record and what connects them; how many drafts are left out. Lists of articles are chronological; others are by name.

    Mappings have no entry where there is nothing: read them with `.get(key, ())`.
    """

    site: Site
    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    topics: tuple[Topic, ...] = ()
    sources: tuple[Source, ...] = ()
    pages: tuple[Page, ...] = ()
    withdrawn: tuple[Record, ...] = ()
    records: Mapping[Key, Record] = field(default_factory=dict)
    prose: Mapping[Key, Prose] = field(default_factory=dict)
    articles_of: Mapping[Key, tuple[Article, ...]] = field(default_factory=dict)
    backlinks: Mapping[Key, tuple[Context, ...]] = field(default_factory=dict)
    mentions: Mapping[str, tuple[Context, ...]] = field(default_factory=dict)
    utterances: Mapping[str, Utterance] = field(default_factory=dict)
    figures: Mapping[str, Counted] = field(default_factory=dict)
    stated: Mapping[str, tuple[Stated, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[Key, tuple[Record, ...]] = field(default_factory=dict)
    drafts: int = 0

    def actor(self, id: str) -> Actor:
        return self._get("actor", id)  # type: ignore[no-any-return]

    def event(self, id: str) -> Event:
        return self._get("event", id)  # type: ignore[no-any-return]

    def topic(self, id: str) -> Topic:
        return self._get("topic", id)  # type: ignore[no-any-return]

    def source(self, id: str) -> Source:
        return self._get("source", id)  # type: ignore[no-any-return]

    def article(self, id: str) -> Article:
        return self._get("article", id)  # type: ignore[no-any-return]

    def _get(self, kind: str, id: str) -> Any:
        return self.records[kind, id]

    def prose_of(self, record: Record) -> Prose:
        return self.prose.get(key_of(record)) or Prose(EMPTY)

    def articles_with(self, record: Record) -> tuple[Article, ...]:
        """The articles that name this actor, event, topic or source."""
        return self.articles_of.get(key_of(record), ())


def key_of(record: Record) -> Key:
    return (record.kind_name, record.id)


class Roll:
    """The lines of a long file, made when they are asked for. `of` are the records that each is of, `make` makes the one of that number, of which nothing may
    be made but words of that record and what no edit of words changes; `shows` are the kinds of these records."""

    def __init__(self, of: Sequence[Key], make: Callable[[int], Any], shows: tuple[str, ...]) -> None:
        self.of, self.make, self.shows = of, make, shows

    def __iter__(self) -> Iterator[Any]:
        return map(self.make, range(len(self.of)))


class Output(NamedTuple):
    """A file of the site to be made: the bytes are a function of the template and the view, and of nothing else.

    `path` is the file, from the site's root, without a leading "/" ("actors/china/index.html"). `view` is plain, complete
    data: whatever JSON can hold, named tuples, `Prose`, and in one place a `Roll`. `area` is "site" for what is published, "search" for what
    the search program reads, and "cards" for pictures that are published where they can be drawn.
    """

    path: str
    template: str
    view: Any
    area: str = "site"
