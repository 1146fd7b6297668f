"""fmt: one file in canonical layout, or why it is left as it is."""

from __future__ import annotations

from dataclasses import dataclass

from archive.document import Document
from archive.editing.frontmatter import UnclearError, take_apart, take_whole
from archive.editing.layout import tidy
from archive.files import SITE
from archive.model import BY_FOLDER, Site
from archive.problems import Problem
from archive.read import decode


@dataclass(frozen=True, slots=True)
class Formatted:
    """What became of a file: its new bytes, or the old ones with the `problems` or the reason (`why`) that it is left for."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    why: str = ""


def formatted(path: str, data: bytes) -> Formatted:
    """A file of `content/` in canonical layout; `path` is relative to the archive's root."""
    text, problems = decode(path, data)
    if text is None:
        return Formatted(data, tuple(problems))
    try:
        parts = take_whole(data) if path == SITE else take_apart(data)
        first = 1 if path == SITE else 2
        front = text if path == SITE else "\n".join(text.split("\n")[1 : parts.front.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1])
        document = Document.load(path, front, first=first, lines=text.split("\n"))
        if document.problems:
            return Formatted(data, tuple(document.problems))
        return Formatted(tidy(parts, Site if path == SITE else BY_FOLDER[path.split("/")[1]]).data)
    except UnclearError as error:
        return Formatted(data, why=str(error))
