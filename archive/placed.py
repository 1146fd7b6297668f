"""What lies in a site, as the builds that made it left it: its files, by the part of the plan that each is of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from zlib import crc32

from archive.plan import Part
from archive.publish import MadeFile
from archive.store import Disk

ROWS = 2048
"""In how many rows the files are kept: an edit writes the rows of the parts that it makes, and with each what else is in it."""
Known = dict[str, bytes]
"""The files of a part: by the path of each what it is known by."""


class Placed:
    """The files of one site; `name` stands for its folder, `stamps` for the rows as the last build left them: a row with another
    stamp is of another time, and then nothing is known. One without a stamp is empty, and not kept. Files that are of no part stand by `None`."""

    def __init__(self, store: Disk, name: bytes, stamps: Sequence[bytes]) -> None:
        self.store = store
        self.name = name
        self.stamps = list(stamps) if len(stamps) == ROWS else []  # another program may have had another number of rows
        self.rows: dict[int, dict[Part | None, Known]] = {}

    @cached_property
    def before(self) -> Known:
        """Every file; none where that is not known of all."""
        if not self._load(range(ROWS)):
            return {}
        return {path: known for row in self.rows.values() for some in row.values() for path, known in some.items()}

    def of(self, some: Iterable[Part | None]) -> dict[Part | None, Known] | None:
        """The files of some parts; `None` where they are not known."""
        rows = {part: _row(part) for part in some}
        return {part: self.rows[row].get(part, {}) for part, row in rows.items()} if self._load(rows.values()) else None

    def save(self, made: Mapping[Part | None, Iterable[MadeFile]]) -> None:
        """Keeps that these are the files of these parts, and that there are no others."""
        rows: dict[int, dict[Part | None, Known]] = {number: {} for number in range(ROWS)}
        for part, known in _known(made):
            rows[_row(part)][part] = known
        self._keep(rows)

    def amend(self, made: Mapping[Part | None, Iterable[MadeFile]]) -> None:
        """Keeps that these are the files of these parts now, which have been asked for; those of others stay."""
        rows = {row: dict(self.rows[row]) for row in map(_row, made)}
        for part, known in _known(made):
            rows[_row(part)][part] = known
        self._keep(rows)

    def _keep(self, rows: Mapping[int, dict[Part | None, Known]]) -> None:
        changed = {number: row for number, row in rows.items() if row != self.rows.get(number)}
        self.stamps = self.stamps or [b""] * ROWS
        for number in changed:
            self.stamps[number] = os.urandom(8) if rows[number] else b""
        self.store.save("site", {self._name(number): (self.stamps[number], row) for number, row in changed.items() if row})

    def _load(self, numbers: Iterable[int]) -> bool:
        """Whether these rows are as the last build left them; they are then there."""
        lacking = [number for number in numbers if number not in self.rows] if self.stamps else []
        self.rows |= {number: {} for number in lacking if not self.stamps[number]}
        wanted = {self._name(number): number for number in lacking if self.stamps[number]}
        found: dict[bytes, tuple[bytes, dict[Part | None, Known]]] = self.store.load("site", wanted) if wanted else {}
        self.rows |= {wanted[name]: row for name, (stamp, row) in found.items() if stamp == self.stamps[wanted[name]]}
        return bool(self.stamps) and all(number in self.rows for number in wanted.values())

    def _name(self, number: int) -> bytes:
        return self.name + b"\0" + number.to_bytes(2, "big")


def _row(part: Part | None) -> int:
    return crc32(repr(part).encode()) % ROWS


def _known(made: Mapping[Part | None, Iterable[MadeFile]]) -> Iterator[tuple[Part | None, Known]]:
    for part, files in made.items():
        yield part, {one.path: one.known for one in files}
