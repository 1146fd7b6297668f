"""Writing records: all of them or none. The only module here that touches the disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from errno import EEXIST
from pathlib import Path

from archive.digests import digest


def write_new(files: Mapping[Path, bytes]) -> None:
    """Writes files that do not exist yet, each whole, and all or none. Raises FileExistsError rather than writing over one, and
    OSError that names the file which could not be written; what was written until then is taken away again, with the folders made for it."""
    waiting: dict[Path, Path] = {}
    made: list[Path] = []
    placed: list[Path] = []
    try:
        for path, data in files.items():
            made += [one for one in (path.parent, *path.parent.parents) if not one.exists()][::-1]
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = _beside(path, data)
        for path, spare in waiting.items():
            _put_new(spare, path)
            placed.append(path)
    except BaseException:
        for path in placed:
            path.unlink(missing_ok=True)
        raise
    finally:
        for spare in waiting.values():
            spare.unlink(missing_ok=True)
        if len(placed) < len(files):
            for folder in reversed(made):
                with suppress(OSError):  # somebody else has put something into it
                    folder.rmdir()


def _put_new(spare: Path, path: Path) -> None:
    """Gives a file its name, unless something has that name already: then FileExistsError."""
    try:
        os.link(spare, path)
    except FileExistsError:
        raise FileExistsError(EEXIST, os.strerror(EEXIST), str(path)) from None
    except OSError:  # a file system without hard links: an empty file takes the name until the whole one can
        path.open("xb").close()
        try:
            spare.replace(path)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


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
    """The file beside its place, whole and with the rights of what it is to replace. Where it cannot be written nothing of it stays, and the error
    names the place."""
    spare = place.with_name(f".{digest(os.fsencode(place.name)).hex()}.{os.getpid()}~")  # a longer name than that of the place may be too long
    try:
        spare.write_bytes(data)
        if place.exists():
            shutil.copymode(place, spare)
    except BaseException as error:
        spare.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise OSError(error.errno, error.strerror, str(place)) from None
        raise
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
