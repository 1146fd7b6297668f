"""What is installed: the versions of projects, by the names of the folders in which installers record them (PyPA, "Recording installed
projects"), and where this one came from.

`importlib.metadata` tells them too, and loads a mail library to do so: it is asked only for what has no such folder.
"""

from __future__ import annotations

import json
import os
import re
import sys
from functools import cache
from urllib.parse import unquote

RECORDED = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.dist-info")


@cache
def _listed() -> tuple[str, ...]:
    """The names of all these folders, in the order of the path."""
    listed = (sorted(os.listdir(folder)) for folder in sys.path if os.path.isdir(folder))  # noqa: PTH112, PTH208
    return tuple(name for names in listed for name in names if name.endswith(".dist-info"))


@cache
def _versions() -> dict[str, str]:
    """Versions by the names of projects. What stands earlier on the path counts."""
    found = [recorded for name in _listed() if (recorded := RECORDED.fullmatch(name))]
    return {_normal(one["name"]): one["version"] for one in reversed(found)}


def folders() -> set[str]:
    """The names of all these folders: a digest of them is one of all that is installed."""
    return {*_listed()}


def version_of(name: str) -> str | None:
    """The version of a project; `None` where it is not installed."""
    found = _versions().get(_normal(name))
    if found is not None:
        return found
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def origin() -> tuple[str, bool]:
    """The address from which pip installed this program here, as pip is told it, and whether it runs from there as it stands; "" where that is not
    recorded (PEP 610)."""
    from importlib import metadata

    told = json.loads(metadata.distribution("archive").read_text("direct_url.json") or "{}")
    address, vcs = told.get("url", ""), told.get("vcs_info", {})
    return (f"{vcs['vcs']}+{address}@{vcs['commit_id']}" if vcs else address), bool(told.get("dir_info", {}).get("editable"))


def with_extra(extra: str) -> str:
    """The command that adds an extra of this program to it. It never has the bare name: a package of that name on PyPI may be another program."""
    address, in_place = origin()
    if in_place:
        return f"pip install -e '{unquote(address.removeprefix('file://'))}[{extra}]'"
    return f"pip install 'archive[{extra}] @ {address or 'ADDRESS OF THE PROGRAM'}'"


def _normal(name: str) -> str:
    """A name of a project, as those are the same that differ only in capitals, points and hyphens (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()
