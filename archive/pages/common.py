"""What the page kinds share: cards of records, rows of lists, and the division of long lists into pages."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from sys import intern
from typing import Any, NamedTuple, TypeVar

from archive.model import (
    Actor,
    Archive,
    Article,
    Context,
    Counted,
    Date,
    Figure,
    Kept,
    KeptEach,
    Key,
    Output,
    Record,
    Shared,
    Statement,
    Utterance,
    key_of,
)

LONG = 100
"""How many rows a page's list may have; what is more stands on pages of its own."""


MOST = 24
"""How many actors are told of those who stand in some articles."""
MANY = 300
"""By how many articles a record must be named for what they have in common to be kept from build to build."""
STEPS, PACES = 9, 6
"""Lists of fewer than STEPS pages show the way to each; longer ones to those nearby, and to some on PACES paces through the list."""


class Card(NamedTuple):
    """A record as its neighbours show it: `date` is EDTF, `line` one line of text, `lang` its language if it has one."""

    url: str
    title: str
    kind: str
    line: str = ""
    date: str = ""
    lang: str = ""
    sort: str = ""


class Row(NamedTuple):
    """An article in a list."""

    url: str
    title: str
    date: str
    year: str
    source: Card
    summary: str
    lang: str
    access: str
    note: str = ""


class Bar(NamedTuple):
    """A count with a label and an address; `tenth` is its share of the largest, from 0 to 10 (0 only for nothing)."""

    label: str
    n: int
    tenth: int
    url: str


class Pager(NamedTuple):
    """Where a page of a long list stands: its number, that of the last, and the ways to some of them, as (number, address, first
    label, last label): to a few, so that what pages hold grows with the list and no faster. `total` counts what is listed."""

    number: int
    url: str
    last: int
    pages: tuple[tuple[int, str, str, str], ...]
    total: int


class Brief(NamedTuple):
    """A statement in one line. `date` is when it was said, if that is known; `reported` the date of its article; `compare` the
    address where its article stands beside another that gives the same utterance."""

    url: str
    speakers: tuple[Card, ...]
    act: str
    about: str
    date: str
    reported: str
    article: Card
    source: str
    compare: str = ""


class Said(NamedTuple):
    """A statement with all that belongs to it. `date` is when it was said, if that is known; `reported` the date of its article."""

    id: str
    url: str
    statement: Statement
    speakers: tuple[Card, ...]
    to: tuple[Card, ...]
    topics: tuple[Card, ...]
    date: str
    reported: str
    article: Card
    source: Card
    lang: str
    same: tuple[Brief, ...]
    answers: tuple[Brief, ...]
    answered_by: tuple[Brief, ...]


class Number(NamedTuple):
    """A figure with whose it is, and the other figures that agree or disagree with it."""

    id: str
    url: str
    figure: Figure
    by: tuple[Card, ...]
    article: Card
    source: Card
    same: tuple[tuple[str, str, Figure], ...]
    disputes: tuple[tuple[str, str, Figure], ...]


class Quoted(NamedTuple):
    """The words around a name or a link, in the record where they stand."""

    record: Card
    url: str
    number: int
    before: str
    words: str
    after: str
    listed: bool


T = TypeVar("T")
Chunk = tuple[tuple[T, ...], Pager]
"""A page of a long list: what stands on it, and where it stands among the others."""


def file(url: str) -> str:
    """The file of a page's address."""
    return f"{url.lstrip('/')}index.html"


def as_data(record: Record, archive: Archive) -> Output:
    """The record itself, for programs."""
    view = {"record": record, "url": record.url, "text": archive.prose_of(record).body.source}
    return Output(f"{record.url.lstrip('/')}{record.id}.json", "data/record.json", view)


def gone(record: Record) -> tuple[str, str]:
    """The address of a withdrawn record, and that of the same tombstone for hosts that can serve it with the status 410."""
    return record.url, f"{record.url}gone.html"


def _card(record: Record) -> Card:
    title, kind, line, date, lang, sort, *_ = record.label
    return Card(record.url, title, kind, line, date, lang, sort)


card = Kept(_card)


def cards(records: Iterable[Record]) -> tuple[Card, ...]:
    return tuple([card(record) for record in records])


def named(archive: Archive, kind: str, ids: Iterable[str]) -> tuple[Card, ...]:
    """The cards of the records of a kind that have these ids."""
    return tuple([card(archive.records[kind, id]) for id in ids]) if ids else ()


def actor_card(actor: Actor, at: Date | None, archive: Archive) -> Card:
    """An actor as of a date: the line is the role then, or else the summary."""
    role = role_at(actor, at, archive) if actor.roles else ""
    return _card_in(actor, role) if role else card(actor)


@KeptEach
def _card_in(actor: Actor, role: str) -> Card:
    return card(actor)._replace(line=role)


def role_at(actor: Actor, at: Date | None, archive: Archive) -> str:
    """The offices that an actor held on a day, with the bodies that they are of; roles without dates hold always."""
    day = (at.first or at.last) if at else None
    held = []
    for role in actor.roles:
        begin, end = role.from_ and role.from_.first, role.to and role.to.last
        if (begin or end) and (day is None or (begin and begin > day) or (end and end < day)):
            continue
        held.append(f"{role.title}, {archive.actor(role.of).name}" if role.of else role.title)
    return "; ".join(held)


def year_of(article: Article, archive: Archive) -> str:
    """The year that an article counts for: the one its date begins in, else the shelf that it lies on."""
    return order(archive).year_of(article)


@KeptEach
def _row(archive: Archive, id: str) -> Row:
    article = archive.article(id)
    own = article.label
    return Row(article.url, own.title, own.date, year_of(article, archive), card(archive.source(own.source)), own.line, own.lang, own.gives)


def row(article: Article, archive: Archive) -> Row:
    return _row(archive, article.id)


def rows(articles: Iterable[Article], archive: Archive) -> tuple[Row, ...]:
    return tuple([_row(archive, article.id) for article in articles])


class Order:
    """Articles by their places in the order of all."""

    def __init__(self, archive: Archive) -> None:
        self.articles = archive.articles
        self.places = {article.id: place for place, article in enumerate(archive.articles)}
        self.years = [_year(article) for article in archive.articles]
        self.articles_of = archive.articles_of
        self.shelves: dict[Key, list[int]] = {}
        self.published: dict[str, list[int]] = {}
        for place, article in enumerate(archive.articles):
            self.published.setdefault(article.source, []).append(place)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "shelves": {}}  # each is made of a few when it is asked for

    def shelf(self, key: Key) -> list[int]:
        """The places of the articles that name a record."""
        if key not in self.shelves:
            self.shelves[key] = [self.places[article.id] for article in self.articles_of.get(key, ())]
        return self.shelves[key]

    def year_of(self, article: Article) -> str:
        return self.years[self.places[article.id]]

    def around(self, place: int) -> tuple[Card | None, Card | None]:
        """The articles before and after one."""
        return self._card(place - 1) if place else None, self._card(place + 1) if place + 1 < len(self.articles) else None

    def around_with(self, place: int, key: Key) -> tuple[Card | None, Card | None]:
        """The articles before and after one, of those that name a record, as it does itself."""
        return self._around(place, self.shelf(key))

    def around_published(self, place: int) -> tuple[Card | None, Card | None]:
        """The articles before and after one that its publisher published; what only draws on it as an agency is none."""
        return self._around(place, self.published[self.articles[place].source])

    def _around(self, place: int, shelf: list[int]) -> tuple[Card | None, Card | None]:
        at = bisect_left(shelf, place)
        return self._card(shelf[at - 1]) if at else None, self._card(shelf[at + 1]) if at + 1 < len(shelf) else None

    def _card(self, place: int) -> Card:
        return card(self.articles[place])


order = Kept(Order)


def _year(article: Article) -> str:
    day = article.date and (article.date.first or article.date.last)
    return intern(str(day[0]) if day else article.shelf)


def bars(counts: Iterable[tuple[str, int, str]]) -> tuple[Bar, ...]:
    """Labels with counts and addresses, each measured against the largest."""
    every = list(counts)
    most = max((count for _, count, _ in every), default=0)
    return tuple(Bar(label, count, max(1, round(10 * count / most)) if count else 0, url) for label, count, url in every)


def by_month(dates: Sequence[Date | None], url: str, anchor: Callable[[int], str]) -> tuple[Bar, ...]:
    """How much of a year's list, of which these are the dates, is of each month; each linked to the first there, whose place has that anchor. 0 stands for
    what is of no month that is known."""
    counts: Counter[int] = Counter()
    places: dict[int, int] = {}
    for place, date in enumerate(dates):
        known = date is not None and date.first is not None and date.last is not None and date.first[:2] == date.last[:2]
        month = date.first[1] if known and date and date.first else 0
        counts[month] += 1
        places.setdefault(month, place)
    wanted = [*range(1, 13), *([0] if counts[0] else [])]
    linked = {month: f"{page_with(url, place)}#{anchor(place)}" for month, place in places.items()}
    return bars((str(month), counts[month], linked.get(month, "")) for month in wanted)


def years(articles: Iterable[Article], archive: Archive) -> tuple[Bar, ...]:
    """Articles a year, with every year between the first and the last; undated ones at the end."""
    return in_years(Counter(year_of(article, archive) for article in articles))


def in_years(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """Counts of years that have a page, with every year between the first and the last; what is undated at the end."""
    dated = sorted(int(year) for year in counts if year != "undated")
    span: Iterable[int] = range(dated[0], dated[-1] + 1) if dated and dated[-1] - dated[0] < 200 else dated
    labels = [*map(str, span), *(["undated"] if counts.get("undated") else [])]
    return bars((label, counts.get(label, 0), f"/years/{label}/" if label in counts else "") for label in labels)


class Most(NamedTuple):
    """The most frequent of some records, each with how often it stands there, and how many others there are."""

    items: tuple[tuple[Card, int], ...]
    more: int


class Company(NamedTuple):
    """Who stands in the articles that name a record, and who published them, the most frequent first, with how often: the first of the other actors, how many
    more there are, and the sources."""

    actors: list[tuple[str, int]]
    more: int
    sources: list[tuple[str, int]]


@KeptEach
def _company(archive: Archive, key: Key) -> Company:
    articles = archive.articles_of.get(key, ())
    actors = [one for one in named_in(articles) if ("actor", one[0]) != key]
    return Company(actors[:MOST], max(0, len(actors) - MOST), published_by(articles))


@Kept
def companies(archive: Archive) -> dict[Key, Company]:
    """Those of the records that many articles name: to ask so many takes long."""
    return {key: _company(archive, key) for key, articles in archive.articles_of.items() if len(articles) > MANY}


def company(record: Record, archive: Archive) -> Company:
    key = key_of(record)
    return companies(archive).get(key) or _company(archive, key)


def standing_with(record: Record, archive: Archive) -> Most:
    """The other actors who stand in the articles that name a record."""
    found = company(record, archive)
    return Most(counted(archive, "actor", found.actors), found.more)


def reporting_on(record: Record, archive: Archive) -> tuple[tuple[Card, int], ...]:
    """The sources that published the articles that name a record."""
    return counted(archive, "source", company(record, archive).sources)


def together(articles: Iterable[Article], archive: Archive, most: int = MOST) -> Most:
    """The actors who stand in these articles, the most frequent first, with how often."""
    return the_most(archive, "actor", named_in(articles), most)


def the_most(archive: Archive, kind: str, counts: Sequence[tuple[str, int]], most: int) -> Most:
    """The first of some counts of records of a kind, and how many more there are."""
    return Most(counted(archive, kind, counts[:most]), max(0, len(counts) - most))


def reporting(articles: Iterable[Article], archive: Archive) -> tuple[tuple[Card, int], ...]:
    """The sources that published these articles, the most frequent first, with how often."""
    return counted(archive, "source", published_by(articles))


def counted(archive: Archive, kind: str, counts: Iterable[tuple[str, int]]) -> tuple[tuple[Card, int], ...]:
    """Counts of records of a kind with their cards."""
    return tuple([(card(archive.records[kind, id]), count) for id, count in counts])


def named_in(articles: Iterable[Article]) -> list[tuple[str, int]]:
    """The ids of the actors who stand in these articles, the most frequent first, with how often."""
    return _most(Counter(id for article in articles for id in dict.fromkeys(article.actors)))


def published_by(articles: Iterable[Article]) -> list[tuple[str, int]]:
    """The same of the sources that published them."""
    return _most(Counter(article.source for article in articles))


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


class Totals(NamedTuple):
    """How many articles of the archive there are of each year, and how many name each actor and come from each source."""

    years: tuple[Bar, ...]
    actors: list[tuple[str, int]]
    sources: list[tuple[str, int]]


@Kept
def totals(archive: Archive) -> Totals:
    return Totals(years(archive.articles, archive), named_in(archive.articles), published_by(archive.articles))


def newest_first(archive: Archive) -> tuple[Article, ...]:
    """All articles, the newest first; after them those of which nobody knows the year."""
    undated = next((bar.n for bar in totals(archive).years if bar.label == "undated"), 0)
    known = len(archive.articles) - undated
    return archive.articles[:known][::-1] + archive.articles[known:]


def quoted(contexts: Iterable[Context]) -> tuple[Quoted, ...]:
    return tuple([_quoted(one) for one in contexts])


def _quoted(one: Context) -> Quoted:
    own, here = card(one.record), one.around
    before, after = here.sides
    return Quoted(own, f"{own.url}#{here.anchor}", here.number, before, here.words, after, here.listed)


# ------------------------------------------------------------------------------------------------ statements, figures


@Shared
def utterances(archive: Archive) -> list[Utterance]:
    """All statements, by their numbers in the archive."""
    return list(archive.utterances.values())


def numbered(archive: Archive, numbers: Iterable[int]) -> list[Utterance]:
    """The statements of these numbers."""
    every = utterances(archive)
    return [every[number] for number in numbers]


def known_by(utterance: Utterance) -> Date | None:
    """The date under which a statement is filed: when it was said, or else when it was reported."""
    return utterance.statement.date or utterance.article.date


def year_said(utterance: Utterance) -> str:
    """The year under which a statement is filed, or nothing."""
    date = known_by(utterance)
    return str(date.years[0]) if date and date.years else ""


@KeptEach
def _brief(archive: Archive, key: str) -> Brief:
    utterance = archive.utterances[key]
    statement, article = utterance.statement, utterance.article
    return Brief(
        utterance.url,
        named(archive, "actor", statement.by),
        statement.act,
        statement.about,
        str(statement.date or ""),
        str(article.date or ""),
        card(article),
        archive.source(article.source).name,
    )


def brief(utterance: Utterance, archive: Archive) -> Brief:
    return _brief(archive, utterance.key)


@KeptEach
def _said(archive: Archive, key: str) -> Said:
    utterance = archive.utterances[key]
    statement, article = utterance.statement, utterance.article
    return Said(
        statement.id,
        utterance.url,
        statement,
        tuple([actor_card(archive.actor(id), statement.date or article.date, archive) for id in statement.by]),
        named(archive, "actor", statement.to),
        named(archive, "topic", statement.topics),
        str(statement.date or ""),
        str(article.date or ""),
        card(article),
        card(archive.source(article.source)),
        statement.language or article.language or "",
        tuple([_beside(one, article, archive) for one in utterance.same]),
        tuple([_brief(archive, one) for one in _once(utterance.answers, article, archive)]),
        tuple([_brief(archive, one) for one in _once(utterance.answered_by, article, archive)]),
    )


def said(utterance: Utterance, archive: Archive) -> Said:
    return _said(archive, utterance.key)


def _once(keys: tuple[str, ...], article: Article, archive: Archive) -> tuple[str, ...]:
    """Each utterance once, of those that several reports give: as this article has it, or else the first."""
    if len(keys) < 2:
        return keys
    own = sorted(keys, key=lambda key: archive.utterances[key].article is not article)
    kept = {one.key for one in distinct(archive.utterances[key] for key in own)}
    return tuple(key for key in keys if key in kept)


def _beside(key: str, article: Article, archive: Archive) -> Brief:
    """The same utterance in another report, and where the two reports are compared."""
    other = archive.utterances[key]
    compare = compare_url(article, other.article) if other.article is not article else ""
    return brief(other, archive)._replace(compare=compare)


def compare_url(one: Article, other: Article) -> str:
    """The address of a comparison: the earlier report first, whichever way it is asked for."""
    first, second = sorted((one, other), key=lambda article: article.key)
    return f"/compare/{first.id}/{second.id}/"


def distinct(utterances: Iterable[Utterance]) -> list[Utterance]:
    """Each utterance once, of those that several reports give: the first."""
    seen: set[str] = set()
    kept = []
    for one in utterances:
        if one.key not in seen:
            kept.append(one)
            seen.update((one.key, *one.same))
    return kept


def utterances_of(article: Article, archive: Archive) -> tuple[Utterance, ...]:
    found = (archive.utterances.get(f"{article.id}#{statement.id}") for statement in article.statements)
    return tuple(one for one in found if one is not None)


def thread(utterances: Iterable[Utterance]) -> tuple[tuple[int, Utterance], ...]:
    """Claims and answers as an exchange: each statement once, with how deep in the answers it stands.

    The same utterance in several reports stands once, as the earliest has it. A statement that answers several stands
    below the last of them. In order of time; iterative, so that no depth can break it.
    """
    chosen: dict[str, Utterance] = {}
    stands_for: dict[str, str] = {}
    for one in utterances:
        first = next((other for other in one.same if other in chosen), one.key)
        stands_for[one.key] = first
        if first == one.key:
            chosen[one.key] = one
    below: dict[str, list[str]] = {}
    tops: list[str] = []
    for key, one in chosen.items():
        above = [stands_for[other] for other in one.answers if other in stands_for and stands_for[other] != key]
        (below.setdefault(above[-1], []) if above else tops).append(key)
    out: list[tuple[int, Utterance]] = []
    stack = [(0, key) for key in reversed(tops)]
    while stack:
        depth, key = stack.pop()
        out.append((depth, chosen[key]))
        stack += [(depth + 1, other) for other in reversed(below.get(key, ()))]
    return tuple(out)


Exchange = tuple[tuple[int, Utterance], ...]
"""A claim with its answers, each with how deep in the answers it stands."""


def exchanges(utterances: Iterable[Utterance]) -> list[Exchange]:
    """The same, parted: each claim with its answers."""
    lines = thread(utterances)
    starts = [index for index, (depth, _) in enumerate(lines) if depth == 0]
    return [lines[start:end] for start, end in pairwise((*starts, len(lines)))]


def number(counted: Counted, archive: Archive) -> Number:
    def others(keys: Iterable[str]) -> tuple[tuple[str, str, Figure], ...]:
        found = (archive.figures[key] for key in keys)
        return tuple((other.url, archive.source(other.article.source).name, other.figure) for other in found)

    article = counted.article
    return Number(
        counted.figure.id,
        counted.url,
        counted.figure,
        named(archive, "actor", counted.figure.by),
        card(article),
        card(archive.source(article.source)),
        others(counted.same),
        others(counted.disputes),
    )


def figures_of(article: Article, archive: Archive) -> tuple[Number, ...]:
    found = (archive.figures.get(f"{article.id}#{figure.id}") for figure in article.figures)
    return tuple(number(one, archive) for one in found if one is not None)


# --------------------------------------------------------------------------------------------------------- long lists


def page_url(url: str, number: int) -> str:
    return url if number == 1 else f"{url}page/{number}/"


def page_with(url: str, place: int) -> str:
    """The address of the page on which what has that place in a long list stands."""
    return page_url(url, place // LONG + 1)


def divided(items: Sequence[T], url: str, label: Any, size: int = LONG) -> list[Chunk[T]]:
    """A list in pages of `size`, at least one; `label` gives the label of an item, for the pager."""
    chunks = [tuple(items[start : start + size]) for start in range(0, len(items), size)] or [()]
    pages = [
        (index, page_url(url, index), str(label(chunk[0])) if chunk else "", str(label(chunk[-1])) if chunk else "")
        for index, chunk in enumerate(chunks, 1)
    ]
    count = len(pages)
    steps = range(1, count + 1) if count < STEPS else {1, *range(count // PACES, count + 1, count // PACES), count}

    def pager(number: int) -> Pager:
        shown = sorted({*steps, *range(max(1, number - 1), min(count, number + 1) + 1)})
        return Pager(number, page_url(url, number), count, tuple([pages[one - 1] for one in shown]), len(items))

    return [(chunk, pager(number)) for number, chunk in enumerate(chunks, 1)]


@KeptEach
def _listed(archive: Archive, key: Key) -> list[Chunk[Article]]:
    record = archive.records[key]
    return divided(archive.articles_with(record), record.url, lambda one: year_of(one, archive))


def listed(record: Record, archive: Archive) -> list[Chunk[Article]]:
    """The articles that name a record, in pages: the first stands on the record's own page, the others are those of `further`."""
    return _listed(archive, key_of(record))
