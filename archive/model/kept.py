"""What is worked out of a record or of an archive, once for each."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any, Generic, TypeVar
from weakref import ref

from archive.model.noting import Fact, made, note_all

_every: list[Kept[Any, Any] | KeptEach[Any, Any, Any]] = []
K = TypeVar("K")
R = TypeVar("R")
T = TypeVar("T")
MOST = 20_000
"""Of so many records, or by so many keys, a value is kept at most; where there are more, those of half of them, the longest known, are forgotten."""


def _make_room(known: dict[Any, Any]) -> None:
    """Forgets the older half of what is known, if it is all that may be."""
    if len(known) >= MOST:
        for name in list(islice(known, MOST // 2)):
            del known[name]


class Kept(Generic[R, T]):
    """A function of a record that keeps each value for as long as the record itself lives, or until too many are kept, with what it was made from.

    Records are frozen, so one object always gives one value. They are told apart by identity: to compare or hash a
    record would cost more than most of what is kept.
    """

    def __init__(self, make: Callable[[R], T]) -> None:
        self.make = make
        self.known: dict[int, tuple[ref[R], T, tuple[Fact, ...]]] = {}
        _every.append(self)

    def __call__(self, record: R) -> T:
        try:
            _, value, facts = self.known[id(record)]
        except KeyError:
            value, facts = made(self.make, record)
            _make_room(self.known)
            self._know(record, value, facts)
            return value
        if facts:
            note_all(facts)
        return value

    def forget(self, record: R) -> None:
        """Forgets what is kept of a record."""
        self.known.pop(id(record), None)

    def know(self, record: R, value: T) -> None:
        """Takes the value of a record from somebody who has kept it elsewhere. It may be made of nothing that is noted."""
        self._know(record, value, ())

    def _know(self, record: R, value: T, facts: tuple[Fact, ...]) -> None:
        known, name = self.known, id(record)
        known[name] = (ref(record, lambda _: known.pop(name, None) and None), value, facts)


class Shared(Kept[R, T]):
    """The same for what only the pages of one kind ask for: it is forgotten when those of another begin."""


class KeptEach(Generic[R, K, T]):
    """A function of a record or an archive and of a key within it, that keeps values as `Kept` does and forgets them as `Shared` does."""

    def __init__(self, make: Callable[[R, K], T]) -> None:
        self.make = make
        self.known: dict[int, dict[K, tuple[T, tuple[Fact, ...]]]] = {}
        self.living: dict[int, ref[R]] = {}
        _every.append(self)

    def __call__(self, record: R, key: K) -> T:
        name = id(record)
        try:
            value, facts = self.known[name][key]
        except KeyError:
            value, facts = made(self.make, record, key)
            if name not in self.known:
                self.living[name] = ref(record, lambda _: self._forget(name))
                self.known[name] = {}
            _make_room(self.known[name])
            self.known[name][key] = (value, facts)
            return value
        if facts:
            note_all(facts)
        return value

    def forget(self, record: R) -> None:
        """Forgets what is kept of a record."""
        if id(record) in self.known:
            self._forget(id(record))

    def _forget(self, name: int) -> None:
        del self.living[name], self.known[name]


def forget(record: object) -> None:
    """Has every function forget what it keeps of a record."""
    for one in _every:
        one.forget(record)


def forget_shared() -> None:
    """Has every function forget what the pages of one kind share, and what it keeps by a key."""
    for one in _every:
        if isinstance(one, Shared):
            one.known.clear()
        elif isinstance(one, KeptEach):
            one.known.clear()
            one.living.clear()
