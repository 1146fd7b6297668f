"""The files of `content/`: which of them are records, and what each holds. There are many, so little is done for each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG

from archive.model import BY_FOLDER
from archive.problems import Problem

CONTENT = "content"
SITE = "content/site.yaml"
SITE_MEANT = re.compile(r"content/site\.ya?ml(\.txt)?", re.IGNORECASE)
ENDINGS = re.compile(r"(\.(md|mdown|markdown|txt|text))+\.?$|\.$", re.IGNORECASE)
"""The endings that editors and systems give a text."""
NOT_UTF8 = re.compile(r"[\ud800-\udfff]")
"""What Python makes of bytes in the names of files that are not UTF-8."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text holds: YAML 1.2, section 5.1, and halves of surrogate pairs."""


def files(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The Markdown files of the kinds' folders, as paths from the root, in order. What is no record is a warning."""
    top = os.path.realpath(root / CONTENT)
    for kind in sorted(BY_FOLDER):
        yield from _below(str(root), f"{CONTENT}/{kind}", top, problems)


def _below(root: str, folder: str, top: str, problems: list[Problem]) -> Iterator[str]:
    """The files of a folder, then those of the folders in it, except where a link leads there."""
    place = f"{root}/{folder}"
    try:
        with os.scandir(place) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    inside = _inside(place, top)
    folders = []
    for entry in entries:
        name = entry.name
        if _is_folder(entry):
            if not name.startswith(".") and not entry.is_symlink():
                folders.append(name)
        elif not name.startswith(".") and not name.endswith("~"):
            path = f"{folder}/{name}"
            if NOT_UTF8.search(path):
                problems.append(misnamed(path))
            elif name.endswith(".md") and (_inside(f"{root}/{path}", top) if entry.is_symlink() else inside):
                yield path
            else:
                problems.append(stray(path))
    for name in folders:
        yield from _below(root, f"{folder}/{name}", top, problems)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _inside(place: str, top: str) -> bool:
    """Whether a place, with all links followed, lies in `content/`."""
    return Path(os.path.realpath(place)).is_relative_to(top)


def stray(path: str, hint: str = "") -> Problem:
    """That a file is not read, and what to do with it: by what name it would be read, unless something else is to be said."""
    return Problem(path=path, code="stray-file", message="not read", hint=hint or _name_meant(path), severity="warning")


def _name_meant(path: str) -> str:
    name = path.rpartition("/")[2]
    stem = ENDINGS.sub("", name)
    if SITE_MEANT.fullmatch(path):
        return 'rename it to "site.yaml", if it is the file of the site'
    if name.endswith(".md") or not stem or (stem == name and "." in name):
        return "records are files that end in .md, inside content/"
    if ".md" in name[len(stem) :].lower():
        return f'rename it to "{stem}.md"'
    return f'if it is a record, rename it to "{stem}.md"'


def misnamed(path: str) -> Problem:
    """What is wrong with a file whose name is not in UTF-8."""
    shown = os.fsencode(path).decode("utf-8", "replace")
    return Problem(path=shown, code="bad-id", message="the file's name is not in UTF-8", hint="rename the file")


def unreadable(path: str, error: OSError) -> Problem:
    """That a file cannot be opened, and why."""
    return Problem(path=path, code="unreadable", message=f"cannot be read: {error.strerror}", hint="see that it is there and may be opened")


def content_of(path: str) -> bytes:
    """What a file holds. Raises OSError, also for a pipe or a device, which may never end."""
    status = os.stat(path)  # noqa: PTH116  # half the time of pathlib's
    if not S_ISREG(status.st_mode):
        raise OSError(EINVAL, "it is no ordinary file")
    file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        data = os.read(file, status.st_size + 1)
        if len(data) == status.st_size:
            return data
        rest = [data]
        while rest[-1]:
            rest.append(os.read(file, 1 << 20))
        return b"".join(rest)
    finally:
        os.close(file)
