"""Packed values: many that are large and seldom asked for, held as bytes rather than as objects.

Objects take more memory than their pickles, and a process that is forked copies each that it looks at, because Python counts who holds it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

K = TypeVar("K")
V = TypeVar("V")
OPEN = 64
"""How many values stay open: a page asks for the same few several times."""


def as_it_is(value: Any) -> Any:
    return value


def unpacked(data: bytes) -> Any:
    """What was packed; `None` where nothing was."""
    return pickle.loads(data) if data else None  # noqa: S301  # packed by this program


class Packed(Mapping[K, V]):
    """A mapping whose values lie in it as pickles; `opened` makes a value of what was packed. To ask twice may give two equal values."""

    def __init__(self, values: Iterable[tuple[K, Any]], opened: Callable[[Any], V] = as_it_is) -> None:
        self.packed = {key: pickle.dumps(value, protocol=5) for key, value in values}
        self.opened = opened
        self.open: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        found = self.open.get(key)
        if found is None:
            found = self.opened(unpacked(self.packed[key]))
            if len(self.open) >= OPEN:
                self.open.pop(next(iter(self.open)), None)  # another thread may have done so
            self.open[key] = found
        return found

    def pickle(self, key: K) -> bytes:
        """What was packed for a key, as it lies here; nothing where there is none. `unpacked` gives it back."""
        return self.packed.get(key, b"")

    def __contains__(self, key: object) -> bool:
        return key in self.packed

    def __iter__(self) -> Iterator[K]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "open": {}}
