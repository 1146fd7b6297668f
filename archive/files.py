"""The files of `content/`: which of them are records, and what each holds. There are many, so little is done for each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from errno import EINVAL
from pathlib import Path
from stat import S_ISREG

from archive.model import BY_FOLDER
from archive.problems import Problem, nearest

CONTENT = "content"
SITE = "content/site.yaml"
SITE_MEANT = re.compile(r"content/site\.ya?ml(\.txt)?", re.IGNORECASE)
ENDINGS = re.compile(r"(\.(md|mdown|markdown|txt|text))+\.?$|\.$", re.IGNORECASE)
"""The endings that editors and systems give a text."""
RECORD = re.compile(r"\.md(\.txt)?$", re.IGNORECASE)
"""How the name of a record ends, or was meant to."""
NOT_UTF8 = re.compile(r"[\ud800-\udfff]")
"""What Python makes of bytes in the names of files that are not UTF-8."""
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text holds: YAML 1.2, section 5.1, and halves of surrogate pairs."""


def files(root: Path, problems: list[Problem]) -> Iterator[str]:
    """The Markdown files of the kinds' folders, as paths from the root, in order. What is no record is a warning."""
    top = os.path.realpath(root / CONTENT)
    for kind in sorted(BY_FOLDER):
        folder = f"{CONTENT}/{kind}"
        if _inside(f"{root}/{folder}", top):
            yield from _below(str(root), folder, top, problems)
        else:
            problems.append(stray_folder(folder, "not read: it is a link that leads out of content/", "put the folder itself here"))


def _below(root: str, folder: str, top: str, problems: list[Problem]) -> Iterator[str]:
    """The files of a folder, then those of the folders in it, except where a link leads there."""
    try:
        with os.scandir(f"{root}/{folder}") as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        problems.append(unreadable(folder, error))
        return
    folders = []
    for entry in entries:
        name, path = entry.name, f"{folder}/{entry.name}"
        if name.startswith("."):
            continue
        is_folder = _is_folder(entry)
        wrong = _folder_astray(entry, path) if is_folder else _file_astray(entry, path, root, top)
        if wrong:
            problems.append(wrong)
        if is_folder and not entry.is_symlink():
            folders.append(name)
        elif not is_folder and not wrong and not name.endswith("~"):
            yield path
    for name in folders:
        yield from _below(root, f"{folder}/{name}", top, problems)


def _folder_astray(entry: os.DirEntry[str], path: str) -> Problem | None:
    """What is wrong with a folder among records."""
    if entry.is_symlink():
        return stray_folder(path, "not read: it is a link, and links to folders are not followed", "put the folder itself here")
    if entry.name.lower().endswith(".md"):
        hint = "write the record into a file of that name, or give the folder another name"
        return stray_folder(path, "it is a folder, and a record is a file", hint)
    return None


def _file_astray(entry: os.DirEntry[str], path: str, root: str, top: str) -> Problem | None:
    """Why a file among records is not read, if it is not, nor one that an editing program leaves behind."""
    if entry.name.endswith("~"):
        return None
    if NOT_UTF8.search(path):
        return misnamed(path)
    if not entry.name.endswith(".md"):
        return stray(path)
    if entry.is_symlink() and not _inside(f"{root}/{path}", top):
        return stray(path, "put the file itself here", "not read: it is a link that leads out of content/")
    return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _inside(place: str, top: str) -> bool:
    """Whether a place, with all links followed, lies in `content/`."""
    return Path(os.path.realpath(place)).is_relative_to(top)


def stray(path: str, hint: str = "", message: str = "not read") -> Problem:
    """That a file is not read, and what to do with it: by what name it would be read, unless something else is to be said."""
    return Problem(path=path, code="stray-file", message=message, hint=hint or _name_meant(path), severity="warning")


def stray_folder(path: str, message: str, hint: str) -> Problem:
    """That nothing is read of a folder, and what to do with it."""
    return Problem(path=_told(path), code="stray-folder", message=message, hint=hint, severity="warning")


def of_no_kind(root: Path, path: str) -> Problem:
    """What is wrong with a folder in `content/` that is of no kind: with records in it, which nobody would see, it is an error."""
    near = nearest(path.rpartition("/")[2], BY_FOLDER)
    if _has_records(f"{root}/{path}"):
        hint = near or f"move each record to the folder of its kind: {', '.join(BY_FOLDER)}"
        return Problem(path=_told(path), code="unknown-folder", message="no kind of record lies here", hint=hint)
    hint = near or f"keep pictures and other files outside content/; records lie in {', '.join(BY_FOLDER)}"
    return stray_folder(path, "not read: no record lies here", hint)


def _has_records(place: str) -> bool:
    return any(RECORD.search(name) for _, _, names in os.walk(place) for name in names if not name.startswith("."))


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
    return Problem(path=_told(path), code="bad-id", message="the file's name is not in UTF-8", hint="rename the file")


def _told(path: str) -> str:
    """A path in letters that can be written."""
    return os.fsencode(path).decode("utf-8", "replace") if NOT_UTF8.search(path) else path


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
