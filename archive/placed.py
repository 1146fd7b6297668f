"""What lies in a site, as the builds that made it left it: its files, by the part of the plan that each is of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from zlib import crc32

from archive.plan import Part
from archive.publish import MadeFile
from archive.store import Disk

ROWS = 64
Known = dict[str, bytes]
"""The files of a part: by the path of each what it is known by."""


class Placed:
    """The files of one site; `name` stands for its folder. Those that are of no part stand by `None`."""

    def __init__(self, store: Disk, name: bytes) -> None:
        self.store = store
        self.name = name
        self.rows: dict[bytes, dict[Part | None, Known]] = {}

    @cached_property
    def before(self) -> Known:
        """Every file."""
        self._load(self._row(number) for number in range(ROWS))
        return {path: known for row in self.rows.values() for some in row.values() for path, known in some.items()}

    def of(self, some: Iterable[Part | None]) -> dict[Part | None, Known]:
        """The files of some parts."""
        rows = {part: self._row_of(part) for part in some}
        self._load(rows.values())
        return {part: self.rows[row].get(part, {}) for part, row in rows.items()}

    def save(self, made: Mapping[Part | None, Iterable[MadeFile]]) -> None:
        """Keeps that these are the files of these parts, and that there are no others."""
        rows: dict[bytes, dict[Part | None, Known]] = {self._row(number): {} for number in range(ROWS)}
        for part, known in _known(made):
            rows[self._row_of(part)][part] = known
        self._keep(rows)

    def amend(self, made: Mapping[Part | None, Iterable[MadeFile]]) -> None:
        """Keeps that these are the files of these parts now; those of others stay."""
        self._load(map(self._row_of, made))
        rows = {row: dict(self.rows[row]) for row in map(self._row_of, made)}
        for part, known in _known(made):
            rows[self._row_of(part)][part] = known
        self._keep(rows)

    def _keep(self, rows: Mapping[bytes, dict[Part | None, Known]]) -> None:
        self.store.save("site", {name: row for name, row in rows.items() if row != self.rows.get(name)})

    def _load(self, names: Iterable[bytes]) -> None:
        wanted = [name for name in dict.fromkeys(names) if name not in self.rows]
        found: dict[bytes, Any] = self.store.load("site", wanted) if wanted else {}
        self.rows |= {name: found.get(name, {}) for name in wanted}

    def _row(self, number: int) -> bytes:
        return self.name + b"\0" + bytes([number])

    def _row_of(self, part: Part | None) -> bytes:
        return self._row(crc32(repr(part).encode()) % ROWS)


def _known(made: Mapping[Part | None, Iterable[MadeFile]]) -> Iterator[tuple[Part | None, Known]]:
    for part, files in made.items():
        yield part, {one.path: one.known for one in files}
