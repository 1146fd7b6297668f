"""What is installed: the versions of projects, by the names of the folders in which installers record them (PyPA, "Recording installed projects").

`importlib.metadata` tells them too, and loads a mail library to do so: it is asked only for what has no such folder.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache

RECORDED = re.compile(r"(?P<name>.+)-(?P<version>[^-]+)\.dist-info")


def folders() -> set[str]:
    """The names of all these folders: a digest of them is one of all that is installed."""
    return {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH112, PTH208


@cache
def version_of(name: str) -> str | None:
    """The version of a project; `None` where it is not installed. What stands earlier on the path counts."""
    for folder in sys.path:
        names = sorted(os.listdir(folder)) if os.path.isdir(folder) else ()  # noqa: PTH112, PTH208
        for found in filter(None, map(RECORDED.fullmatch, names)):
            if _normal(found["name"]) == _normal(name):
                return found["version"]
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _normal(name: str) -> str:
    """A name of a project, as those are the same that differ only in capitals, points and hyphens (PyPA, "Names and normalization")."""
    return re.sub(r"[-_.]+", "-", name).lower()
