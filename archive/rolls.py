"""Rolls: long files, each line of which is made from one record alone (`archive.model.Roll`).

What is kept of a roll that was written are the digests of its lines and where they lie. So an edit of words makes the lines of the records that were
edited, and takes all others as they lie in the file of the last build.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from archive.digests import SIZE
from archive.model import Key, Output, Roll
from archive.model.noting import EVERY, noting, noting_every_word
from archive.render import Renderer, of_line
from archive.store import Disk


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
    """A roll that is about to be written: its lines are made, or taken from the file that is `known`."""

    def __init__(self, output: Output, name: str, roll: Roll, known: bytes, renderer: Renderer, rolls: Rolls) -> None:
        self.output, self.name, self.renderer = output, name, renderer
        before = rolls.of(output.path, known) if known and rolls.reworded is not None else None
        self.before = before if before and len(before.digests) == SIZE * len(roll.of) else None
        with noting() as asked, noting_every_word(roll.shows):
            if self.before:
                reworded = rolls.reworded or ()
                self.lines = {number: roll.make(number) for number, key in enumerate(roll.of) if key in reworded}
            else:
                self.lines = dict(enumerate(roll.lines))
        self.alone = asked == {(EVERY, kind) for kind in roll.shows}
        digests = bytearray(self.before.digests if self.before else SIZE * len(roll.of))
        for number, line in self.lines.items():
            digests[SIZE * number : SIZE * (number + 1)] = of_line(line)
        self.digests = bytes(digests)

    @property
    def key(self) -> bytes:
        """The key of the output."""
        return self.renderer.key(self.output._replace(view={**self.output.view, self.name: self.digests}))

    def data(self, old: Path) -> tuple[bytes, Rolled | None]:
        """The bytes of the file, and what is to be kept of them, but for what they are known by; `old` is where the file lies now."""
        form, view = self.renderer.form(self.output.template), self.output.view
        lines = {number: form.line(view, line).encode("utf-8", "surrogatepass") for number, line in self.lines.items()}
        if self.before:
            start, lengths = self.before.start, array("I", self.before.lengths)
            data = _spliced((old / self.output.path).read_bytes(), start, lengths, len(form.between), lines)
        else:
            head, lengths = form.head(view).encode(), array("I")
            start, data = len(head), head + form.between.encode().join(lines.values()) + form.foot.encode()
        for number, line in lines.items():
            lengths[number : number + 1] = array("I", [len(line)])
        return data, Rolled(b"", start, self.digests, lengths.tobytes()) if self.alone else None


def _spliced(old: bytes, start: int, lengths: Iterable[int], between: int, lines: Mapping[int, bytes]) -> bytes:
    """A file with other lines in the places of some."""
    ends = list(accumulate((length + between for length in lengths), initial=start))
    pieces, last = [], 0
    for number, line in sorted(lines.items()):
        pieces += [old[last : ends[number]], line]
        last = ends[number + 1] - between
    return b"".join((*pieces, old[last:]))


def drawn(output: Output, known: bytes, renderer: Renderer, rolls: Rolls) -> Drawn | None:
    """An output that is a roll."""
    view: Any = output.view
    found = next(((name, value) for name, value in view.items() if type(value) is Roll), None) if isinstance(view, Mapping) else None
    return Drawn(output, *found, known, renderer, rolls) if found else None
