"""Who said what to whom: the index of statements, by speaker, by act, by year and by topic, and the exchanges.

Every choice is a static page; a script may filter the same pages at once, but nothing depends on it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple, TypeVar

from archive.model import Archive, Kept, KeptEach, Output, Shared, Utterance
from archive.pages.common import LONG, Bar, Card, Exchange, Pager, bars, by_month, divided, exchanges, file, known_by, numbered, said, year_said

T = TypeVar("T")
Shelf = dict[str, list[Utterance]]


class Listed(NamedTuple):
    """A page of a list of statements. `chosen` is what the list is narrowed to: the name of the choice, and its value."""

    items: tuple[Utterance, ...]
    pager: Pager
    chosen: tuple[str, Card] | None


class Exchanged(NamedTuple):
    """A page of the list of exchanges."""

    items: tuple[Exchange, ...]
    pager: Pager


class Filed(NamedTuple):
    """All statements by their numbers in the archive: in order of time, and those that each choice narrows them to, by its name and value; and the year of
    each."""

    every: array[int]
    by: dict[str, dict[str, array[int]]]
    years: tuple[str, ...]


class Shelved(NamedTuple):
    """All statements in order, and those that each choice narrows them to, by its name and value."""

    every: list[Utterance]
    by: dict[str, Shelf]


def subjects(archive: Archive) -> Sequence[Listed | Exchanged]:
    every, shelves = shelved(archive)
    found: list[Listed | Exchanged] = [Listed(*page, None) for page in divided(every, "/statements/", year_said)]
    for name, shelf in shelves.items():
        for value, some in shelf.items():
            url = f"/statements/{name}/{value}/"
            chosen = (name, Card(url, _label(archive, name, value), name))
            found += [Listed(*page, chosen) for page in divided(some, url, _month_said if name == "year" else year_said)]
    found += [Exchanged(*page) for page in divided(_exchanges(every), "/statements/exchanges/", _begun, size=40)]
    return found


def outputs(archive: Archive, page: Listed | Exchanged) -> Iterator[Output]:
    url = page.pager.url
    chosen = page.chosen if isinstance(page, Listed) else None
    view: dict[str, Any] = {"url": url, "pager": page.pager}
    if isinstance(page, Exchanged):
        told = tuple([(depth, said(one, archive)) for depth, one in exchange] for exchange in page.items)
        yield Output(file(url), "exchanges.html", {**view, "items": told})
    else:
        months = _months(archive, chosen[1].title) if chosen and chosen[0] == "year" else ()
        linked = {bar.url.partition("#")[2] for bar in months}
        numbers = (f"n{number}" for number in count((page.pager.number - 1) * LONG + 1))
        marked = tuple((said(one, archive), _marks(one), number if number in linked else "") for one, number in zip(page.items, numbers, strict=False))
        yield Output(file(url), "statements.html", {**view, "items": marked, "chosen": chosen, "months": months, "choices": _choices(archive, page)})


@KeptEach
def _months(archive: Archive, year: str) -> tuple[Bar, ...]:
    """How many statements of a year are of each month, each linked to the first by its number in the list."""
    some = shelved(archive).by["year"][year]
    return by_month([known_by(one) for one in some], f"/statements/year/{year}/", lambda place: f"n{place + 1}")


def _in_time(one: Utterance) -> tuple[Any, ...]:
    date = known_by(one)
    return (date.key if date else ((9999, 12, 31), 0, ""), one.article.key)


@Kept
def filed(archive: Archive) -> Filed:
    utterances = list(archive.utterances.values())
    every = sorted(range(len(utterances)), key=lambda number: _in_time(utterances[number]))
    by = _shelves(every, utterances.__getitem__)
    some = {name: {value: array("I", numbers) for value, numbers in shelf.items()} for name, shelf in by.items()}
    return Filed(array("I", every), some, tuple(map(year_said, utterances)))


@Shared
def shelved(archive: Archive) -> Shelved:
    every, by, _ = filed(archive)
    return Shelved(numbered(archive, every), {name: {value: numbered(archive, some) for value, some in shelf.items()} for name, shelf in by.items()})


def _shelves(some: Iterable[T], utterance: Callable[[T], Utterance]) -> dict[str, dict[str, list[T]]]:
    """Statements by what each choice narrows them to; `utterance` gives each of what stands for it."""
    shelves: dict[str, dict[str, list[T]]] = {"by": {}, "to": {}, "act": {}, "year": {}, "topic": {}}
    for one in some:
        told = utterance(one)
        topics = told.statement.topics or told.article.topics
        year = year_said(told)
        found = {"by": told.statement.by, "to": told.statement.to, "act": (told.statement.act,), "year": (year,) if year else (), "topic": topics}
        for name, values in found.items():
            for value in dict.fromkeys(values):
                shelves[name].setdefault(value, []).append(one)
    return shelves


def _label(archive: Archive, name: str, value: str) -> str:
    if name in ("by", "to"):
        return archive.actor(value).name
    return archive.topic(value).name if name == "topic" else value


def _narrowed(archive: Archive, name: str, shelf: Shelf) -> tuple[Bar, ...]:
    """What a list may be narrowed to, the most frequent first; years in order."""
    counted = [(_label(archive, name, value), len(some), f"/statements/{name}/{value}/") for value, some in shelf.items()]
    if name == "year":
        return bars(sorted(counted))
    return bars(sorted(counted, key=lambda item: (-item[1], item[0]))[:60])


def _choices(archive: Archive, page: Listed) -> dict[str, tuple[Bar, ...]]:
    """What a list may be narrowed to, on its first page; of one that is narrowed already, by what else, counted within it. So no page of a list shows how
    many there are in others."""
    if page.pager.number > 1:
        return {}
    by = shelved(archive).by
    if page.chosen is None:
        return {name: _narrowed(archive, name, shelf) for name, shelf in by.items()}
    own, value = page.chosen[0], page.chosen[1].url.split("/")[-2]
    shelves = _shelves(by[own][value], lambda one: one)
    return {name: _narrowed(archive, name, shelf) for name, shelf in shelves.items() if name != own}


class Marks(NamedTuple):
    """What a script filters by: the same values as in the addresses."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    act: tuple[str, ...]
    year: tuple[str, ...]
    topic: tuple[str, ...]


def _marks(one: Utterance) -> Marks:
    return Marks(one.statement.by, one.statement.to, (one.statement.act,), (year_said(one),), one.statement.topics or one.article.topics)


def _exchanges(every: list[Utterance]) -> list[Exchange]:
    """Claims with their answers, in the order of the claims."""
    return exchanges(one for one in every if one.answers or one.answered_by)


def _month_said(one: Utterance) -> str:
    return str(known_by(one) or "")[:7]


def _begun(exchange: Exchange) -> str:
    return str(known_by(exchange[0][1]) or "")[:4]
