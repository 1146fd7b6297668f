"""A store that remembers in memory what it has read from the disk, for as long as the program runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from archive.store import Disk


class Remembered:
    """What is known in memory, and below it the archive's store on the disk. Each key of one kind of work that is not asked
    for twice in a row is forgotten."""

    def __init__(self, path: Path, version: str) -> None:
        self.path = path
        self.version = version
        self.known: dict[str, dict[bytes, Any]] = {}

    def load(self, work: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        wanted = list(keys)
        own = self.known.get(work, {})
        found = {key: own[key] for key in wanted if key in own}
        missing = [key for key in wanted if key not in found]
        if missing:
            disk = Disk(self.path, self.version)
            try:
                found |= disk.load(work, missing)
            finally:
                disk.close()
        self.known[work] = dict(found)
        return found

    def save(self, work: str, values: Mapping[bytes, Any]) -> None:
        self.known[work] = {**self.known.get(work, {}), **values}
        if values:
            disk = Disk(self.path, self.version)
            try:
                disk.save(work, values)
            finally:
                disk.close()
