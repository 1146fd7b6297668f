"""Tools that a test needs and a machine may lack: without one the test is skipped with a word that says how to get it.

In CI (the environment variable CI is set) nothing may be skipped: `conftest` turns every skip into a failure there.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).parents[2]
NODE_MODULES = REPOSITORY / "node_modules"
CAPTURES = REPOSITORY.parent / "shared" / "seeds"


def lacking(what: str, how: str) -> NoReturn:
    """Skips the test, telling what is missing and how to get it."""
    pytest.skip(f"{what} is missing: {how}")


def write_program(path: Path) -> None:
    """Writes the program `archive` as an installation does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!{sys.executable}\nimport sys\nsys.path.insert(0, {str(REPOSITORY)!r})\nfrom archive.cli import main\nmain()\n")
    path.chmod(0o755)


def chromium() -> str:
    """The path of a Chromium browser."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    lacking("Chromium", "on Debian and Ubuntu, apt install chromium")


def java() -> str:
    return shutil.which("java") or lacking("Java", "on Debian and Ubuntu, apt install default-jre-headless")


def node() -> str:
    return shutil.which("node") or lacking("Node", "install Node 20 or later with npm, then run make test again")


def node_file(name: str) -> Path:
    """A file of the packages in package.json."""
    path = NODE_MODULES / name
    return path if path.exists() else lacking(name, "install Node 20 or later with npm, then run make test again")


def captures() -> Path:
    """The folder of the raw captures, which are not in the repository."""
    return CAPTURES if CAPTURES.is_dir() else lacking("the folder of raw captures", f"it lies beside the repository, at {CAPTURES}")
