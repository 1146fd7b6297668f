"""init: the files of a new archive: an example of each kind of record, and what hosts and editors' programs need."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from archive.editing.schemas import for_vs_code
from archive.installed import origin, version_of

PLACE = re.compile(r"\{title\}|\{base_url\}")
STARTER = Path(__file__).parent.parent / "starter"
EXTRAS = "archive[import] @ ... reads HTML captures too, archive[cards] @ ... draws social cards."


def starter(title: str, base_url: str) -> dict[str, bytes]:
    """Every file of a new archive, by its path. In the package a leading dot is written `dot-`, so that no tool hides the file."""
    files: dict[str, bytes] = {}
    for path in sorted(STARTER.rglob("*")):
        if path.is_file():
            name = "/".join(f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in path.relative_to(STARTER).parts)
            files[name] = path.read_bytes()
    words = {"{title}": title, "{base_url}": base_url}
    in_yaml = {place: json.dumps(text, ensure_ascii=False)[1:-1] for place, text in words.items()}
    for name, known in (("content/site.yaml", in_yaml), ("README.md", words)):
        files[name] = PLACE.sub(partial(_filled, known), files[name].decode()).encode()
    files["requirements.txt"] = requirements().encode()
    return {**files, **{name: text.encode() for name, text in for_vs_code().items()}}


def _filled(words: Mapping[str, str], place: re.Match[str]) -> str:
    return words[place[0]]


def requirements() -> str:
    """What a host installs: this program from where it was installed here, as far as that can be told (PEP 610)."""
    address, _ = origin()
    if address and not address.startswith(("file:", "git+file:")):
        return f"# The program, in the version that made this archive. {EXTRAS}\narchive @ {address}\n"
    version = version_of("archive")
    return (
        f"# Hosts install what stands here. Version {version} was installed from this machine, which they cannot reach:\n"
        "# put the program's address in place of the line below, like this:\n"
        "#   archive @ git+https://example.org/archive.git@COMMIT\n"
        "# (Do not write the bare word archive: a package of that name on PyPI may be another program.)\n"
        f"# {EXTRAS}\n"
        "?? the address of the program is missing here\n"
    )
