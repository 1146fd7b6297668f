"""Rolls: long files, each line of which is made from one record alone (`archive.model.Roll`).

What is kept of a roll that was written are the digests of its lines and where they lie. So an edit of words makes the lines of the records that were
edited, and takes all others as they lie in the file of the last build.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from archive.digests import SIZE
from archive.model import Key, Output, Roll
from archive.model.noting import EVERY, noting, noting_every_word
from archive.model.packed import Room, Stored
from archive.render import Renderer, of_line
from archive.store import Disk

PIECE = 1 << 18
"""About how many bytes of a file lie together."""


class Rolled(NamedTuple):
    """A roll as it was written: what its file is known by, where its first line begins, the digest of each line, and how many bytes each has,
    as an array."""

    known: bytes
    start: int
    digests: bytes
    lengths: bytes


class Rolls:
    """What is kept of the rolls of a site. `reworded` are the records of which words are others than they were when its files were written; `None`
    where more than words may be."""

    def __init__(self, store: Disk | None = None, site: bytes = b"", reworded: Collection[Key] | None = None) -> None:
        self.store, self.site, self.reworded = store, site, reworded

    def of(self, path: str, known: bytes) -> Rolled | None:
        """What is kept of a roll whose file is known by that."""
        if self.store is None:
            return None
        found: Rolled | None = self.store.load("rolls", [self._key(path)]).get(self._key(path))
        return found if found and found.known == known else None

    def keep(self, rolls: Mapping[str, Rolled | None]) -> None:
        """Keeps what was written; of a roll that lies as it was, there is nothing new."""
        if self.store is None:
            return
        for path, one in rolls.items():
            if one:
                self.store.save("rolls", {self._key(path): one})
            else:
                self.store.want("rolls", [self._key(path)])

    def _key(self, path: str) -> bytes:
        return self.site + b"\0" + path.encode("utf-8", "surrogatepass")


class Drawn:
    """A roll that is about to be written, and its `key`: its lines are made, or those that are `known` are taken from the file as it lies."""

    def __init__(self, output: Output, name: str, roll: Roll, known: bytes, renderer: Renderer, rolls: Rolls) -> None:
        self.path, self.view, self.form = output.path, output.view, renderer.form(output.template)
        before = rolls.of(output.path, known) if known and rolls.reworded is not None else None
        self.before = before if before and len(before.digests) == SIZE * len(roll.of) else None
        self.digests = bytearray(self.before.digests if self.before else SIZE * len(roll.of))
        with noting() as asked, noting_every_word(roll.shows):
            if self.before:
                reworded = rolls.reworded or ()
                self.again = dict(self._lines(roll, [number for number, key in enumerate(roll.of) if key in reworded]))
            else:
                self._write(self._lines(roll, range(len(roll.of))))
        self.alone = asked == {(EVERY, kind) for kind in roll.shows}
        self.key = renderer.key(output._replace(view={**output.view, name: bytes(self.digests)}))

    def _lines(self, roll: Roll, numbers: Iterable[int]) -> Iterator[tuple[int, bytes]]:
        """The lines of these numbers, as they are written."""
        for number in numbers:
            line = roll.make(number)
            self.digests[SIZE * number : SIZE * (number + 1)] = of_line(line)
            yield number, self.form.line(self.view, line).encode("utf-8", "surrogatepass")

    def _write(self, lines: Iterable[tuple[int, bytes]]) -> None:
        """Writes the whole, piece by piece: of a long table no more is in memory."""
        head, between, lengths = self.form.head(self.view).encode(), self.form.between.encode(), array("I")
        piece = bytearray(head)
        self.pieces: list[bytes | Stored] = []
        room = Room()
        for number, line in lines:
            piece += between + line if number else line
            lengths.append(len(line))
            if len(piece) > PIECE:
                self.pieces.append(room.put(piece))
                piece.clear()
        self.pieces.append(bytes(piece + self.form.foot.encode()))
        self.start, self.lengths = len(head), lengths

    def data(self, old: Path) -> tuple[list[bytes | Stored], Rolled | None]:
        """The bytes of the file, in pieces, and what is to be kept of them, but for what they are known by; `old` is where the file lies now."""
        if self.before:
            self.start, self.lengths = self.before.start, array("I", self.before.lengths)
            self.pieces = list(_spliced((old / self.path).read_bytes(), self.start, self.lengths, len(self.form.between), self.again))
            for number, line in self.again.items():
                self.lengths[number] = len(line)
        return self.pieces, Rolled(b"", self.start, bytes(self.digests), self.lengths.tobytes()) if self.alone else None


def _spliced(old: bytes, start: int, lengths: Iterable[int], between: int, lines: Mapping[int, bytes]) -> Iterator[bytes]:
    """A file with other lines in the places of some, in pieces."""
    ends = list(accumulate((length + between for length in lengths), initial=start))
    last = 0
    for number, line in sorted(lines.items()):
        yield old[last : ends[number]]
        yield line
        last = ends[number + 1] - between
    yield old[last:]


def drawn(output: Output, known: bytes, renderer: Renderer, rolls: Rolls) -> Drawn | None:
    """An output that is a roll."""
    view: Any = output.view
    found = next(((name, value) for name, value in view.items() if type(value) is Roll), None) if isinstance(view, Mapping) else None
    return Drawn(output, *found, known, renderer, rolls) if found else None
