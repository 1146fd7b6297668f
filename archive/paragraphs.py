"""Plain paragraphs: most of what an article is made of, told from the rest of its Markdown so that they need no parser.

A text is cut where an empty line ends whatever stood before it and a paragraph begins. Of a paragraph that holds nothing
but words, `[[wikilinks]]` and simple *emphasis*, all marks are known here; every other part is left to markdown-it. What
comes out is the same either way: tests/test_paragraphs.py holds it to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

WIKILINK = r"\[\[([^\[\]|\n]+)(?:\\?\|([^\[\]\n]+))?\]\]"
ANCHOR = re.compile(r"[ \n]\^([A-Za-z][\w-]*)$")

BEGINS = r"(?:[^\s\d#>+*=|:~`<\\&_-]|\*{1,2}[^\W_]|\d+(?![\d.)]))"
"""How a line begins that is no heading, item, quotation, table, rule, code or HTML, nor makes one of the line before it."""
BEGIN = re.compile(BEGINS)
BROKEN = re.compile(rf"\s\n|\n(?!{BEGINS})")
DEFINITION = re.compile(r"(?<!\])\]:|\\\]\]:")
SIGNS = ("\\", "`", "_", "<", "~", "](", "&")
ENTITY = re.compile(r"&[#A-Za-z0-9]+;")
MARK = re.compile(rf"{WIKILINK}|\*(\*?)([^\W_][^*\[\]\n]*?)(?<![\W_])\*\3(?![^\s.,;:!?)”’»…])")
BEFORE_EMPHASIS = " \n(“‘«"


class Part(NamedTuple):
    """A part of a text, after `before` lines of it.

    Of a plain paragraph `marks` are its links and emphases in order, `start` is its place in the text, and `anchor` the name
    that it gives itself; for any other part `marks` is `None`.
    """

    before: int
    start: int
    text: str
    marks: Sequence[re.Match[str]] | None = None
    anchor: str = ""


def parts(text: str) -> Iterator[Part]:
    """The parts of a text in order, each of which means the same without the others."""
    if _hangs_together(text):
        yield Part(0, 0, text)
        return
    signs = [sign for sign in SIGNS if sign in text]
    line = at = since = 0
    held: list[str] = []  # what is not plain, since that line; more may belong to it
    for lines in text.split("\n\n"):
        chunk = lines.lstrip("\n")
        more = len(lines) - len(chunk)
        begins = BEGIN.match(chunk)
        if held and begins:
            yield Part(since, 0, "\n\n".join(held))
            held.clear()
        if begins and (plain := _plain(line + more, at + more, chunk, signs)):
            yield plain
        else:
            since = since if held else line
            held.append(lines)
        line += lines.count("\n") + 2
        at += len(lines) + 2
    if held:
        yield Part(since, 0, "\n\n".join(held))


def _hangs_together(text: str) -> bool:
    """Whether it may hold a fence, which empty lines do not end, a definition, which changes links anywhere, or odd line ends."""
    return "```" in text or "~~~" in text or "\r" in text or "\0" in text or ("]:" in text and DEFINITION.search(text) is not None)


def _plain(line: int, start: int, chunk: str, signs: list[str]) -> Part | None:
    """The lines between two empty ones as a plain paragraph, if they are one."""
    if chunk[-1].isspace() or ("\n" in chunk and BROKEN.search(chunk)):
        return None
    anchor = ""
    if "^" in chunk and (found := ANCHOR.search(chunk)):
        anchor, chunk = found[1], chunk[: found.start()]
    if signs and any(sign in chunk and (sign != "&" or ENTITY.search(chunk)) for sign in signs):
        return None
    stars = chunk.count("*")
    marks = list(MARK.finditer(chunk)) if stars or "[[" in chunk else []
    if stars and not _all_emphasis(chunk, stars, [mark for mark in marks if mark[4]]):
        return None
    return Part(line, start, chunk, marks, anchor)


def _all_emphasis(chunk: str, stars: int, marks: list[re.Match[str]]) -> bool:
    """Whether all its stars are those around these emphases, and each can only open or only close one."""
    known = sum(2 + 2 * len(mark[3]) for mark in marks)
    return stars == known and all(mark.start() == 0 or chunk[mark.start() - 1] in BEFORE_EMPHASIS for mark in marks)
