"""What is worked out of the program's own files, once for all archives: it lies where Python keeps the code of the program itself."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source

from archive.version import version

SIZE = 16
FOLDER = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # pathlib would take longer to load and to do it


def found(name: str, of: str) -> bytes | None:
    """What was worked out under a name, of what `of` stands for; `None` where this program has not done it, or what lies there is not whole."""
    with suppress(OSError):
        with open(_place(name), "rb") as file:  # noqa: PTH123
            seal, data = file.read(SIZE), file.read()
        return data if _seal(of, data) == seal else None
    return None


def put(name: str, of: str, data: bytes) -> bool:
    """Keeps it, unless that is forbidden or impossible; tells whether it is kept."""
    if sys.dont_write_bytecode:
        return False
    place = _place(name)
    new = f"{place}.{os.getpid()}.pyc"
    with suppress(OSError):
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        with open(new, "wb") as file:  # noqa: PTH123
            file.write(_seal(of, data) + data)
        os.replace(new, place)  # noqa: PTH105
        return True
    return False


def _place(name: str) -> str:
    return cache_from_source(f"{FOLDER}/{name}.py")


def _seal(of: str, data: bytes) -> bytes:
    """What shows that it is whole, and what this program has worked out."""
    return blake2b(f"{version()} {of}\0".encode() + data, digest_size=SIZE).digest()
