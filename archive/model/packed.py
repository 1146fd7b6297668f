"""Packed values: many that are large and seldom asked for, held as bytes in a file rather than as objects.

Objects take more memory than their pickles, and a process that is forked copies each that it looks at, because Python counts who holds it.
"""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import TemporaryFile, gettempdir
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
OPEN = 64
"""How many values stay open: a page asks for the same few several times."""


def as_it_is(value: Any) -> Any:
    return value


def pickled(value: Any) -> bytes:
    """A value as it is packed; `unpacked` gives it back."""
    return pickle.dumps(value, protocol=5)


def unpacked(data: bytes) -> Any:
    """What was packed; `None` where nothing was."""
    return pickle.loads(data) if data else None  # noqa: S301  # packed by this program


class Room:
    """Bytes in a file without a name, which is gone with the last process that holds it: those that are forked read from the same."""

    def __init__(self) -> None:
        self.file = TemporaryFile(buffering=0)  # noqa: SIM115  # it is closed with this; nothing of it may wait in a process that is forked
        self.used = 0

    def put(self, data: bytes | bytearray) -> Stored:
        """Keeps these bytes. Raises OSError, with the folder, where there is no room for them."""
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self.file.write(rest) :]
        except OSError as error:
            error.filename = gettempdir()
            raise
        stored = Stored(self, self.used, len(data))
        self.used += len(data)
        return stored

    def get(self, start: int, length: int) -> bytes:
        if hasattr(os, "pread"):
            return os.pread(self.file.fileno(), length, start)
        self.file.seek(start)
        return self.file.read(length) or b""


class Stored:
    """Bytes that lie in a room. To pickle it is to pickle them."""

    __slots__ = ("length", "room", "start")

    def __init__(self, room: Room, start: int, length: int) -> None:
        self.room, self.start, self.length = room, start, length

    def __bytes__(self) -> bytes:
        return self.room.get(self.start, self.length)

    def __reduce__(self) -> tuple[type[bytes], tuple[bytes]]:
        return bytes, (bytes(self),)


class Packed(Mapping[K, V]):
    """A mapping whose values lie in a room as pickles; `opened` makes a value of what was packed. To ask twice may give two equal values."""

    def __init__(self, values: Iterable[tuple[K, Any]], opened: Callable[[Any], V] = as_it_is) -> None:
        self.opened = opened
        self._take((key, pickled(value)) for key, value in values)

    def _take(self, packed: Iterable[tuple[K, bytes]]) -> None:
        self.room = Room()
        self.numbers: dict[K, int] = {}
        self.starts = array("Q", [0])
        for number, (key, data) in enumerate(packed):
            self.numbers[key] = number
            self.room.put(data)
            self.starts.append(self.room.used)
        self.open: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self.open.get(key)
        if found is None:
            found = self.opened(unpacked(self._data(self.numbers[key])))
            if len(self.open) >= OPEN:
                self.open.pop(next(iter(self.open)), None)  # another thread may have done so
            self.open[key] = found
        return found

    def pickle(self, key: K) -> bytes:
        """What was packed for a key; nothing where there is none. `unpacked` gives it back."""
        number = self.numbers.get(key)
        return b"" if number is None else self._data(number)

    def _data(self, number: int) -> bytes:
        start, end = self.starts[number], self.starts[number + 1]
        return self.room.get(start, end - start)

    def __contains__(self, key: object) -> bool:
        return key in self.numbers

    def __iter__(self) -> Iterator[K]:
        return iter(self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getstate__(self) -> tuple[Callable[[Any], V], dict[K, bytes]]:
        return self.opened, {key: self._data(number) for key, number in self.numbers.items()}

    def __setstate__(self, state: tuple[Callable[[Any], V], dict[K, bytes]]) -> None:
        self.opened, packed = state
        self._take(packed.items())
