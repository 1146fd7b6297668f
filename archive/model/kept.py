"""What is worked out of a record, once for each record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import ref

R = TypeVar("R")
T = TypeVar("T")


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
        found = self.known.get(name)
        if found is None:
            known = self.known
            found = known[name] = (ref(record, lambda _: known.pop(name, None) and None), self.make(record))
        return found[1]
