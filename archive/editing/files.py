"""Writing records: all of them or none. The only module here that touches the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that does not exist yet. Raises FileExistsError rather than writing over one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def replace_all(root: Path, files: Mapping[str, bytes | None]) -> None:
    """Gives every file its new content, or takes it away where that is `None`.

    New contents are first written beside their places; only when all are on the disk do they take them. Where that fails
    half way, what was there before is put back, and the error goes on.
    """
    waiting: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            if data is not None:
                place = Path(os.path.realpath(root / name))
                place.parent.mkdir(parents=True, exist_ok=True)
                waiting[place] = _beside(place, data)
        _exchange({**{Path(os.path.realpath(root / name)): None for name, data in files.items() if data is None}, **waiting})
    finally:
        for spare in waiting.values():
            spare.unlink(missing_ok=True)
    for name, data in files.items():
        if data is None:
            with suppress(OSError):  # a folder that still holds something stays
                (root / name).parent.rmdir()


def _beside(place: Path, data: bytes) -> Path:
    spare = place.with_name(f".{place.name}.{os.getpid()}~")
    spare.write_bytes(data)
    if place.exists():
        shutil.copymode(place, spare)
    return spare


def _exchange(new: Mapping[Path, Path | None]) -> None:
    """Each file with the one that waits for its place; `None` takes it away."""
    old: dict[Path, bytes | None] = {}
    try:
        for place, spare in new.items():
            old[place] = place.read_bytes() if place.exists() else None
            if spare is None:
                place.unlink()
            else:
                spare.replace(place)
    except BaseException:
        for place, data in old.items():
            if data is None:
                place.unlink(missing_ok=True)
            else:
                place.write_bytes(data)
        raise
