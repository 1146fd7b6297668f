"""Who said what to whom: the index of statements, by speaker, by act, by year and by topic, and the exchanges.

Every choice is a static page; a script may filter the same pages at once, but nothing depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from archive.model import Archive, Output, Utterance
from archive.pages.common import Bar, Card, bars, divided, file, known_by, said, thread, year_said

Shelf = dict[str, list[Utterance]]


def outputs(archive: Archive) -> Iterator[Output]:
    every = sorted(archive.utterances.values(), key=_in_time)
    shelves = _shelves(every)
    choices = {name: _choices(archive, name, shelf) for name, shelf in shelves.items()}
    yield from _lists(archive, "/statements/", every, choices, None)
    for name, shelf in shelves.items():
        for value, some in shelf.items():
            chosen = (name, Card(f"/statements/{name}/{value}/", _label(archive, name, value), name))
            yield from _lists(archive, f"/statements/{name}/{value}/", some, choices, chosen)
    yield from _exchanges(archive, every, choices)


def _in_time(one: Utterance) -> tuple[Any, ...]:
    date = known_by(one)
    return (date.key if date else ((9999, 12, 31), 0, ""), one.article.key)


def _shelves(every: list[Utterance]) -> dict[str, Shelf]:
    shelves: dict[str, Shelf] = {"by": {}, "to": {}, "act": {}, "year": {}, "topic": {}}
    for one in every:
        topics = one.statement.topics or one.article.topics
        year = year_said(one)
        found = {"by": one.statement.by, "to": one.statement.to, "act": (one.statement.act,), "year": (year,) if year else (), "topic": topics}
        for name, values in found.items():
            for value in dict.fromkeys(values):
                shelves[name].setdefault(value, []).append(one)
    return shelves


def _label(archive: Archive, name: str, value: str) -> str:
    if name in ("by", "to"):
        return archive.actor(value).name
    return archive.topic(value).name if name == "topic" else value


def _choices(archive: Archive, name: str, shelf: Shelf) -> tuple[Bar, ...]:
    """What a list may be narrowed to, the most frequent first; years in order."""
    counted = [(_label(archive, name, value), len(some), f"/statements/{name}/{value}/") for value, some in shelf.items()]
    if name == "year":
        return bars(sorted(counted))
    return bars(sorted(counted, key=lambda item: (-item[1], item[0]))[:60])


def _lists(archive: Archive, url: str, some: list[Utterance], choices: dict[str, tuple[Bar, ...]], chosen: Any) -> Iterator[Output]:
    for items, pager in divided(some, url, year_said):
        where = pager.pages[pager.number - 1][1]
        told = tuple((said(one, archive), _marks(one)) for one in items)
        yield Output(file(where), "statements.html", {"url": where, "items": told, "pager": pager, "choices": choices, "chosen": chosen})


class Marks(NamedTuple):
    """What a script filters by: the same values as in the addresses."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    act: tuple[str, ...]
    year: tuple[str, ...]
    topic: tuple[str, ...]


def _marks(one: Utterance) -> Marks:
    return Marks(one.statement.by, one.statement.to, (one.statement.act,), (year_said(one),), one.statement.topics or one.article.topics)


def _exchanges(archive: Archive, every: list[Utterance], choices: dict[str, tuple[Bar, ...]]) -> Iterator[Output]:
    """Claims with their answers, and utterances that several reports give."""
    linked = [one for one in every if one.answers or one.answered_by]
    lines = thread(linked, archive)
    starts = [index for index, (depth, _) in enumerate(lines) if depth == 0]
    whole = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=False)]  # no starts: an archive without answers
    for items, pager in divided(whole, "/statements/exchanges/", lambda lines: (lines[0][1].date or lines[0][1].reported)[:4], size=40):
        where = pager.pages[pager.number - 1][1]
        yield Output(file(where), "exchanges.html", {"url": where, "items": items, "pager": pager, "choices": choices})


