"""What templates come to, worked out once: code, and the words of the interface. It depends on them and the program, and on nothing that an archive sets."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket

from archive import codecache

MOST = 1000
"""How many pieces are kept, before all but the newest are forgotten."""


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
        name = self._shared(bucket)
        code = (name and codecache.found(name, _name(bucket))) or self.compiled.known.get(_name(bucket))
        if code:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        code, name = bucket.bytecode_to_string(), self._shared(bucket)
        if not (name and codecache.put(name, _name(bucket), code)):
            self.compiled.take({_name(bucket): code})

    def _shared(self, bucket: Bucket) -> str:
        """The name by which all archives share the code of a template; nothing for one that does not come with the program."""
        template = Path(bucket.key)
        return f"templates-{template.name}" if template.parent == self.shipped else ""


def _name(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"
