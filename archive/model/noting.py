"""Noting: what a value was made from.

Pages are planned from texts and from the words at the head of records, and each may change alone. Whoever wants to know what something
was made from makes it within `noting`; a text or words that are asked for meanwhile are noted, as are those that a value kept from
before was made from (`kept`). So a page need not be planned again where nothing that it was made from has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from threading import local
from typing import Any, TypeVar

Fact = tuple[str, Any]
"""What can be asked for: ("prose", KEY), ("backlinks", KEY), ("mentions", ID), ("card", KEY), ("head", KEY), ("every word", KIND), or ("template", NAME)."""
CARD, HEAD = "card", "head"
"""Words of a record that every page shows which leads to it, and those that hardly any page shows but its own."""
EVERY = "every word"
"""The words of all records of a kind."""
T = TypeVar("T")


class _Now(local):
    """What has been asked for so far in this thread; `None` while nobody wants to know. `every`: the kinds of which the words of all records have been."""

    asked: set[Fact] | None = None
    every: Collection[str] = ()


_now = _Now()


def note(fact: Fact) -> None:
    """Tells that this is asked for."""
    if _now.asked is not None:
        _now.asked.add(fact)


def note_all(facts: Iterable[Fact]) -> None:
    """Tells that all this is asked for."""
    if _now.asked is not None:
        _now.asked.update(facts)


def note_words(words: str, record: Any) -> None:
    """Tells that such words of a record are asked for."""
    if _now.asked is not None and record.kind_name not in _now.every:
        _now.asked.add((words, (record.kind_name, record.id)))


@contextmanager
def noting() -> Iterator[set[Fact]]:
    """What is asked for from here on, until the end of the block; whoever else notes is told too."""
    outer, every = _now.asked, _now.every
    asked = set[Fact]()
    _now.asked, _now.every = asked, ()
    try:
        yield asked
    finally:
        _now.asked, _now.every = outer, every
        note_all(asked)


@contextmanager
def noting_every_word(kinds: Collection[str]) -> Iterator[None]:
    """Notes the words of all records of some kinds at once: for what shows them all, so that none of these is noted by itself until the end of the
    block. All else is."""
    note_all((EVERY, kind) for kind in kinds)
    outer, _now.every = _now.every, kinds
    try:
        yield
    finally:
        _now.every = outer


def made(make: Callable[..., T], *given: Any) -> tuple[T, tuple[Fact, ...]]:
    """What a function gives, and what it asked for."""
    with noting() as asked:
        value = make(*given)
    return value, tuple(asked)


class Shown:
    """A field of a record that is shown, and that nothing else follows from: `words` is CARD or HEAD, `slot` where its value lies in
    the record. To ask for it is noted."""

    def __init__(self, name: str, words: str, slot: Any) -> None:
        self.name = name
        self.words = words
        self.slot = slot

    def __get__(self, record: Any, kind: type | None = None) -> Any:
        if record is None:
            return self
        note_words(self.words, record)
        return self.slot.__get__(record)

    def __set__(self, record: Any, value: Any) -> None:
        self.slot.__set__(record, value)
