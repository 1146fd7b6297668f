"""Small archives, written out for one test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

from archive.build import build
from archive.fixity import look
from archive.model import Archive
from archive.options import Options, Report
from archive.problems import Problem, split
from archive.read import read, read_file
from archive.register import Pair
from archive.resolve import resolve

SITE = "title: Small\nbase_url: https://small.example/\nlanguage: en\n"
SOURCE = "---\nname: The Paper\n---\n"
ARTICLE = "content/articles/2013/one.md"


def article(front: str = "", body: str = "Some text.", title: str = "One") -> str:
    """An article's file with `front` added to the keys that it must have."""
    return f"---\ntitle: {title}\nsource: paper\n{dedent(front).strip()}\n---\n{body}\n".replace("\n\n---", "\n---")


def actor(name: str, front: str = "", body: str = "") -> str:
    return f"---\nname: {name}\nkind: person\n{dedent(front).strip()}\n---\n{body}\n".replace("\n\n---", "\n---")


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below `root`, with a site and a source where none are given; returns `root`."""
    for path, text in {"content/site.yaml": SITE, "content/sources/paper.md": SOURCE, **files}.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return root


def problems_of(path: str, text: str | bytes) -> list[Problem]:
    """What is wrong with one file."""
    return list(read_file(path, text if isinstance(text, bytes) else text.encode("utf-8"))[1])


def resolved(root: Path, files: Mapping[str, str | bytes]) -> tuple[Archive, list[Problem]]:
    """The archive of these files; every file must be readable by itself."""
    reading = read(write(root, files))
    assert not split(reading.problems)[0], reading.problems
    assert reading.site
    return resolve(reading.site, (Pair(entry.record, entry.body) for entry in reading.entries))


def told(problems: list[Problem]) -> list[str]:
    """Problems in one line each: `file: code: message; hint`."""
    return [f"{problem.path.rpartition('/')[2]}: {problem.code}: {problem.message}" for problem in problems]


def built(root: Path, output: Path | None = None, **options: object) -> Report:
    """Builds an archive as the command does, without search and in one process unless told otherwise."""
    told = Options(root, output or root / "site", **{"search": False, "jobs": 1, **options})  # type: ignore[arg-type]
    found = look(told)
    return found.report or build(told, look=found)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path from there."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
