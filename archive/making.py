"""Making: parts of a site are planned and made, by whichever process takes them; only small answers come back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from archive.model import Output
from archive.publish import Folder
from archive.render import Renderer

KEY = 20
"""How many bytes a key has; the digest of the file follows it."""


class Made(NamedTuple):
    """A file of the site: the part that it is from, its area and path, the key and the digest of its bytes, and whether it
    was rendered now."""

    part: Any
    area: str
    path: str
    known: bytes
    fresh: bool


@dataclass(frozen=True)
class Making:
    """The outputs of parts, written below `new`: rendered, or taken from the site `old` where it has them as `before` tells
    (path -> key and digest). An `intact` site holds what it was given, and what stays as it is need not be taken over."""

    planned: Callable[[Any], Iterator[Output]]
    parts: Sequence[Any]
    areas: Collection[str]
    renderer: Renderer
    new: Folder
    old: Path
    before: Mapping[str, bytes]
    intact: bool = False

    def __call__(self, start: int, stop: int) -> list[Made]:
        return [self._one(part, output) for part in self.parts[start:stop] for output in self.planned(part) if output.area in self.areas]

    def _one(self, part: Any, output: Output) -> Made:
        key = self.renderer.key(output)
        known = self.before.get(output.path, b"")
        if known[:KEY] == key and (self.intact or self.new.reuse(self.old, output.path, known[KEY:])):
            return Made(part, output.area, output.path, known, fresh=False)
        return Made(part, output.area, output.path, key + self.new.write(output.path, self.renderer.render(output)), fresh=True)
