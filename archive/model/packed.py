"""Packed values: many that are large and seldom asked for, held as bytes outside of Python's memory rather than as objects.

Objects take more memory than their pickles, and a process that is forked copies each that it looks at, because Python counts who holds it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from mmap import mmap
from typing import Any, NamedTuple, TypeVar

K = TypeVar("K")
V = TypeVar("V")
OPEN = 64
"""How many values stay open: a page asks for the same few several times."""
BLOCK = 1 << 22
"""How many bytes of memory are taken at once."""


def as_it_is(value: Any) -> Any:
    return value


def unpacked(data: bytes) -> Any:
    """What was packed; `None` where nothing was."""
    return pickle.loads(data) if data else None  # noqa: S301  # packed by this program


class Place(NamedTuple):
    """Where some bytes lie: in the block of that number."""

    block: int
    start: int
    stop: int


class Room:
    """Bytes that lie outside of Python's memory. Processes that are forked share them and copy none."""

    def __init__(self) -> None:
        self.blocks: list[mmap] = []
        self.used = BLOCK

    def put(self, data: bytes) -> Place:
        if self.used + len(data) > BLOCK:
            self.blocks.append(mmap(-1, max(BLOCK, len(data))))
            self.used = 0
        start, self.used = self.used, self.used + len(data)
        self.blocks[-1][start : self.used] = data
        return Place(len(self.blocks) - 1, start, self.used)

    def get(self, place: Place) -> bytes:
        return self.blocks[place.block][place.start : place.stop]


class Packed(Mapping[K, V]):
    """A mapping whose values lie in it as pickles; `opened` makes a value of what was packed. To ask twice may give two equal values."""

    def __init__(self, values: Iterable[tuple[K, Any]], opened: Callable[[Any], V] = as_it_is) -> None:
        self.opened = opened
        self._take((key, pickle.dumps(value, protocol=5)) for key, value in values)

    def _take(self, packed: Iterable[tuple[K, bytes]]) -> None:
        self.room = Room()
        self.places = {key: self.room.put(data) for key, data in packed}
        self.open: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self.open.get(key)
        if found is None:
            found = self.opened(unpacked(self.room.get(self.places[key])))
            if len(self.open) >= OPEN:
                self.open.pop(next(iter(self.open)), None)  # another thread may have done so
            self.open[key] = found
        return found

    def pickle(self, key: K) -> bytes:
        """What was packed for a key; nothing where there is none. `unpacked` gives it back."""
        place = self.places.get(key)
        return self.room.get(place) if place else b""

    def __contains__(self, key: object) -> bool:
        return key in self.places

    def __iter__(self) -> Iterator[K]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __getstate__(self) -> tuple[Callable[[Any], V], dict[K, bytes]]:
        return self.opened, {key: self.room.get(place) for key, place in self.places.items()}

    def __setstate__(self, state: tuple[Callable[[Any], V], dict[K, bytes]]) -> None:
        self.opened, packed = state
        self._take(packed.items())
