"""Making: parts of the plan become files, in whatever process, on whatever machine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from archive.model import Output
from archive.model.reads import Text
from archive.plan import Part
from archive.publish import KEY, Folder, MadeFile
from archive.render import Renderer


class MadePart(NamedTuple):
    """What was made of a part: its files, and the texts of the archive that it was made from."""

    part: Part
    files: list[MadeFile]
    texts: frozenset[Text]


@dataclass(frozen=True)
class Making:
    """The outputs of parts, written below `new`: rendered, or taken from the site `old` where it has them as `before` tells
    (path -> key and digest). An `intact` site holds what it was given, and what stays as it is need not be taken over.
    `planned` adds to `asked` the texts that it asks for."""

    planned: Callable[[Part], Iterator[Output]]
    asked: set[Text]
    parts: Sequence[Part]
    areas: Collection[str]
    renderer: Renderer
    new: Folder
    old: Path
    before: Mapping[str, bytes]
    intact: bool = False

    def __call__(self, start: int, stop: int) -> list[MadePart]:
        return [self._made(part) for part in self.parts[start:stop]]

    def _made(self, part: Part) -> MadePart:
        self.asked.clear()
        files = [self._one(output) for output in self.planned(part) if output.area in self.areas]
        return MadePart(part, files, frozenset(self.asked))

    def _one(self, output: Output) -> MadeFile:
        key = self.renderer.key(output)
        known = self.before.get(output.path, b"")
        if known[:KEY] == key and (self.intact or self.new.reuse(self.old, output.path, known[KEY:])):
            return MadeFile(output.area, output.path, known, fresh=False)
        return MadeFile(output.area, output.path, key + self.new.write(output.path, self.renderer.render(output)), fresh=True)
