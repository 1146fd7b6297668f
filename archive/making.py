"""Making: parts of the plan become files, in whatever process, on whatever machine."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from archive.model import Archive, Kept, Key, Output
from archive.model.kept import forget_shared
from archive.model.noting import CARD, HEAD, Fact, note, noting
from archive.plan import Part
from archive.processes import give_back
from archive.publish import KEY, Folder, MadeFile
from archive.render import Renderer
from archive.rolls import Rolled, Rolls, drawn

SOME, MANY = 16, 64
"""After how many parts memory is given back, where another kind begins and where not."""
OF_ONE = {CARD: 0, HEAD: 1, "prose": 2, "backlinks": 3, "mentions": 4}
"""What can be asked for of one record, numbered: facts about records are many."""


class Facts(NamedTuple):
    """What something was made from: what was asked for of single records, by its `number_of`, as an array of unsigned integers, and all else."""

    of_records: bytes
    others: tuple[Fact, ...]

    def hold(self, facts: set[Fact], numbered: set[int]) -> bool:
        """Whether one of these is among them."""
        return not facts.isdisjoint(self.others) or not numbered.isdisjoint(memoryview(self.of_records).cast("I"))


@Kept
def numbers(archive: Archive) -> dict[Key, int]:
    """A number for each record; the same wherever the archive has the same records."""
    return {key: number for number, key in enumerate(archive.records)}


def packed(asked: Iterable[Fact], numbers: Mapping[Key, int]) -> Facts:
    """Facts as they are kept."""
    of_records, others = array("I"), []
    for fact in asked:
        number = number_of(fact, numbers)
        if number is None:
            others.append(fact)
        else:
            of_records.append(number)
    return Facts(of_records.tobytes(), tuple(others))


def number_of(fact: Fact, numbers: Mapping[Key, int]) -> int | None:
    """The number of what is asked for of one record; `None` of all else, and where the record is withdrawn."""
    name, of = fact
    place = OF_ONE.get(name)
    record = None if place is None else numbers.get(("actor", of) if name == "mentions" else of)
    return None if record is None or place is None else len(OF_ONE) * record + place


class MadePart(NamedTuple):
    """What was made of one subject: the part that it is by itself, its files, what it was made from, and what is to be kept of those files that
    are rolls; `None` of one that lies as it was."""

    part: Part
    files: list[MadeFile]
    facts: Facts
    rolls: dict[str, Rolled | None]


class Leftovers:
    """What making parts leaves in this process: what the pages of one kind share is forgotten when those of another begin, and memory that has come
    free is given back from time to time."""

    def __init__(self) -> None:
        self.kind, self.parts = -1, 0

    def clear(self, kind: int) -> None:
        """Clears away what a part of that kind, which comes next, has no use for."""
        another, self.kind, self.parts = kind != self.kind, kind, self.parts + 1
        if another:
            forget_shared()
        if self.parts >= (SOME if another else MANY):
            give_back()
            self.parts = 0


@dataclass(frozen=True)
class Making:
    """The outputs of parts, written below `new`: rendered, or taken from the site `old` where it has them as `before` tells
    (path -> key and digest). An `intact` site holds what it was given, and what stays as it is need not be taken over."""

    planned: Callable[[Part], Iterator[Output]]
    numbers: Mapping[Key, int]
    parts: Sequence[Part]
    areas: Collection[str]
    renderer: Renderer
    new: Folder
    old: Path
    before: Mapping[str, bytes]
    intact: bool = False
    rolls: Rolls = field(default_factory=Rolls)
    leftovers: Leftovers = field(default_factory=Leftovers)

    def __call__(self, start: int, stop: int) -> list[MadePart]:
        return [made for part in self.parts[start:stop] for made in self._all(part)]

    def _all(self, part: Part) -> list[MadePart]:
        self.leftovers.clear(part.kind)
        return [self._made(one) for one in part.subjects]

    def _made(self, part: Part) -> MadePart:
        rolls: dict[str, Rolled | None] = {}
        with noting() as asked:
            files = [self._one(output, rolls) for output in self.planned(part) if output.area in self.areas]
        return MadePart(part, files, packed(asked, self.numbers), rolls)

    def _one(self, output: Output, rolls: dict[str, Rolled | None]) -> MadeFile:
        note(("template", output.template))
        known = self.before.get(output.path, b"")
        roll = drawn(output, known, self.renderer, self.rolls)
        key = roll.key if roll else self.renderer.key(output)
        if known[:KEY] == key and (self.intact or self.new.reuse(self.old, output.path, known[KEY:])):
            if roll:
                rolls[output.path] = None
            return MadeFile(output.area, output.path, known, fresh=False)
        data, kept = roll.data(self.old) if roll else ([self.renderer.render(output)], None)
        known = key + self.new.write(output.path, *data)
        if kept:
            rolls[output.path] = kept._replace(known=known)
        return MadeFile(output.area, output.path, known, fresh=True)
