"""What is worked out of a record or of an archive, once for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import ref

K = TypeVar("K")
R = TypeVar("R")
T = TypeVar("T")
making = 0
"""How many values are being worked out now, to be kept."""


def is_making() -> bool:
    """Whether a value is being worked out now, to be kept."""
    return making > 0


def _made(make: Callable[..., T], *given: Any) -> T:
    global making  # noqa: PLW0603  # a count of this process
    making += 1
    try:
        return make(*given)
    finally:
        making -= 1


class Kept(Generic[R, T]):
    """A function of a record that keeps each value for as long as the record itself lives.

    Records are frozen, so one object always gives one value. They are told apart by identity: to compare or hash a
    record would cost more than most of what is kept.
    """

    def __init__(self, make: Callable[[R], T]) -> None:
        self.make = make
        self.known: dict[int, tuple[ref[R], T]] = {}

    def __call__(self, record: R) -> T:
        name = id(record)
        try:
            return self.known[name][1]
        except KeyError:
            value = _made(self.make, record)
            self.know(record, value)
            return value

    def know(self, record: R, value: T) -> None:
        """Takes the value of a record from somebody who has kept it elsewhere."""
        known, name = self.known, id(record)
        known[name] = (ref(record, lambda _: known.pop(name, None) and None), value)


class KeptEach(Generic[R, K, T]):
    """A function of a record or an archive and of a key within it, that keeps each value for as long as that record itself lives."""

    def __init__(self, make: Callable[[R, K], T]) -> None:
        self.make = make
        self.known: dict[int, dict[K, T]] = {}
        self.living: dict[int, ref[R]] = {}

    def __call__(self, record: R, key: K) -> T:
        name = id(record)
        try:
            return self.known[name][key]
        except KeyError:
            value = _made(self.make, record, key)
            if name not in self.known:
                self.living[name] = ref(record, lambda _: self._forget(name))
                self.known[name] = {}
            self.known[name][key] = value
            return value

    def _forget(self, name: int) -> None:
        del self.living[name], self.known[name]
