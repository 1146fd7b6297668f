"""What templates come to, worked out once: code, and the words of the interface. It depends on them and the program, and on nothing that an archive sets."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from archive.version import version

MOST = 1000
"""How many pieces are kept, before all but the newest are forgotten."""
SIZE = 16


class Compiled:
    """Code by the template that it was compiled from, and words by the files that say them. `known` is what an earlier build left."""

    def __init__(self, known: Mapping[str, bytes] | None = None) -> None:
        self.known = dict(known or {})
        self.fresh: dict[str, bytes] = {}
        self.held: dict[str, CodeType | None] = {}

    def take(self, fresh: Mapping[str, bytes]) -> None:
        """Takes what was compiled elsewhere."""
        self.known.update(fresh)
        self.fresh.update(fresh)

    @property
    def kept(self) -> dict[str, bytes]:
        """What is worth keeping for the next build."""
        return self.known if len(self.known) <= MOST else self.fresh


class Code(jinja2.BytecodeCache):
    """Where Jinja finds code and puts it. That of the templates in the folder `shipped`, which come with the program, lies where
    Python keeps the code of the program itself, for all archives; where that cannot be written, and for other templates, it is
    put into `compiled`."""

    def __init__(self, compiled: Compiled, shipped: Path) -> None:
        self.compiled = compiled
        self.shipped = shipped

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return filename or name

    def is_known(self, env: jinja2.Environment, name: str, filename: str | None, source: str) -> bool:
        """Whether the code of a template need not be compiled. It is held until it is asked for, which is soon."""
        bucket = self.get_bucket(env, name, filename, source)
        self.compiled.held[_name(bucket)] = bucket.code
        return bucket.code is not None

    def load_bytecode(self, bucket: Bucket) -> None:
        if held := self.compiled.held.pop(_name(bucket), None):
            bucket.code = held
            return
        code = self._beside(bucket) or self.compiled.known.get(_name(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code = bucket.bytecode_to_string()
        if not self._put_beside(bucket, code):
            self.compiled.take({_name(bucket): code})

    def _place(self, bucket: Bucket) -> str | None:
        """The file for the code of a template that comes with the program."""
        template = Path(bucket.key)
        return cache_from_source(f"{Path(__file__).parent}/templates-{template.name}.py") if template.parent == self.shipped else None

    def _beside(self, bucket: Bucket) -> bytes | None:
        if place := self._place(bucket):
            with suppress(OSError):
                data = Path(place).read_bytes()
                return data[SIZE:] if _seal(bucket, data[SIZE:]) == data[:SIZE] else None
        return None

    def _put_beside(self, bucket: Bucket, code: bytes) -> bool:
        if (place := self._place(bucket)) and not sys.dont_write_bytecode:
            with suppress(OSError):
                new = Path(f"{place}.{os.getpid()}.pyc")
                new.parent.mkdir(parents=True, exist_ok=True)
                new.write_bytes(_seal(bucket, code) + code)
                new.replace(place)
                return True
        return False


def _name(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"


def _seal(bucket: Bucket, code: bytes) -> bytes:
    """What shows that code is whole, and that this program compiled it from this template."""
    return blake2b(f"{version()} {_name(bucket)}\0".encode() + code, digest_size=SIZE).digest()
