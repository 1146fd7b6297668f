"""Which texts a page was made from: what is asked of them is noted.

Pages ask for the texts of an archive one by one: for the prose of a record, the places that link to it, the mentions of an actor. All
else that they show is in the records, which are few and small. So a page need not be planned again where neither the records
have changed nor one of the texts that it asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from archive.model.kept import is_making
from archive.model.whole import Archive

K = TypeVar("K")
V = TypeVar("V")
Text = tuple[str, Any]
"""What can be asked for: ("prose", KEY), ("backlinks", KEY) or ("mentions", ID)."""


class Noted(Mapping[K, V]):
    """A mapping that notes in `asked` what it is asked for, under its own name. It can only be asked for one thing at a time."""

    def __init__(self, name: str, texts: Mapping[K, V], asked: set[Text]) -> None:
        self.name = name
        self.texts = texts
        self.asked = asked

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
        if is_making():
            raise TypeError("what is worked out once for an archive (`Kept`) may ask for no text: nobody could tell which pages it went into")
        self.asked.add((self.name, key))


def noted(archive: Archive) -> tuple[Archive, set[Text]]:
    """The archive, and a set to which each text is added that is asked of it."""
    asked: set[Text] = set()
    prose, backlinks, mentions = (Noted(name, getattr(archive, name), asked) for name in ("prose", "backlinks", "mentions"))
    return replace(archive, prose=prose, backlinks=backlinks, mentions=mentions), asked
