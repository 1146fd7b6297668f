"""The texts of an archive, each asked for by itself and noted.

Pages ask for the prose of a record, the places that link to it, the mentions of an actor, one by one; all else that they show is in the
records, which are few and small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from archive.model.noting import note
from archive.model.whole import Archive

K = TypeVar("K")
V = TypeVar("V")


class Noted(Mapping[K, V]):
    """A mapping that notes what it is asked for, under its own name. It can only be asked for one thing at a time."""

    def __init__(self, name: str, texts: Mapping[K, V]) -> None:
        self.name = name
        self.texts = texts

    def __getitem__(self, key: K) -> V:
        self._note(key)
        return self.texts[key]

    def get(self, key: K, default: Any = None) -> Any:
        self._note(key)
        return self.texts.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self.texts

    def __iter__(self) -> Iterator[K]:
        raise TypeError("a page asks for texts one by one: nobody could tell otherwise when it must be made again")

    def __len__(self) -> int:
        raise TypeError("a page asks for texts one by one: nobody could tell otherwise when it must be made again")

    def _note(self, key: Any) -> None:
        note((self.name, key))


def noted(archive: Archive) -> Archive:
    """The archive, in which each text that is asked for is noted."""
    prose, backlinks, mentions = (Noted(name, getattr(archive, name)) for name in ("prose", "backlinks", "mentions"))
    return replace(archive, prose=prose, backlinks=backlinks, mentions=mentions)
