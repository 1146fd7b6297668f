"""The version of the program, exact: what was worked out by another is worked out again."""

from __future__ import annotations

import platform
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from archive import cards
from archive.installed import version_of

LIBRARIES = ("ahocorasick-rs", "babel", "edtf", "jinja2", "markdown-it-py", "markupsafe", "msgspec", "pydantic", "pyyaml")


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of the program itself, of Python (whose Unicode its output follows), and of the libraries that its output depends on."""
    digest = blake2b(platform.python_version().encode() + b"\0", digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {version_of(name)}\0".encode())
    digest.update(cards.version().encode())
    return digest.hexdigest()
