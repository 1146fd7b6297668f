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

GAP = re.compile(r"\n(?:[ \t]*\n)+|\Z")
BEGINS = r"(?:[^\s\d#>+*=|:~`<\\&_-]|\*{1,2}[^\W_]|\d+(?![\d.)]))"
"""How a line begins that is no heading, item, quotation, table, rule, code or HTML, nor makes one of the line before it."""
BEGIN = re.compile(BEGINS)
BROKEN = re.compile(rf"\s\n|\n(?!{BEGINS})")
DEFINITION = re.compile(r"(?<!\])\]:|\\\]\]:")
SIGNS = ("\\", "`", "_", "<", "~", "](", "&")
ENTITY = re.compile(r"&[#A-Za-z0-9]+;")
MARK = re.compile(rf"{WIKILINK}|(\*{{1,2}})([^\W_][^*\[\]\n]*?)(?<![\W_])\3(?![^\s.,;:!?)”’»…])")
BEFORE_EMPHASIS = " \n(“‘«"


class Part(NamedTuple):
    """A part of a text, after `before` lines of it. Of a plain paragraph `marks` are its links and emphases in order, and
    `anchor` is the name that it gives itself; for any other part `marks` is `None`."""

    before: int
    text: str
    marks: Sequence[re.Match[str]] | None = None
    anchor: str = ""


def parts(text: str) -> Iterator[Part]:
    """The parts of a text in order, each of which means the same without the others."""
    if _hangs_together(text):
        yield Part(0, text)
        return
    signs = [sign for sign in SIGNS if sign in text]
    at = line = 0
    held = held_line = end = -1  # a part that is not plain, and may not be at its end yet
    for gap in GAP.finditer(text):
        chunk = text[at : gap.start()]
        begins = BEGIN.match(chunk)
        if begins and held >= 0:
            yield Part(held_line, text[held:end])
            held = -1
        if begins and (plain := _plain(line, chunk, signs)):
            yield plain
        elif held < 0:
            held, held_line = at, line
        end = gap.start()
        line += text.count("\n", at, gap.end())
        at = gap.end()
    if held >= 0:
        yield Part(held_line, text[held:])


def _hangs_together(text: str) -> bool:
    """Whether it may hold a fence, which empty lines do not end, a definition, which changes links anywhere, or odd line ends."""
    return "```" in text or "~~~" in text or "\r" in text or "\0" in text or ("]:" in text and DEFINITION.search(text) is not None)


def _plain(line: int, chunk: str, signs: list[str]) -> Part | None:
    """The lines between two empty ones as a plain paragraph, if they are one."""
    if chunk[-1].isspace() or ("\n" in chunk and BROKEN.search(chunk)):
        return None
    anchor = ""
    if "^" in chunk and (found := ANCHOR.search(chunk)):
        anchor, chunk = found[1], chunk[: found.start()]
    if any(sign in chunk and (sign != "&" or ENTITY.search(chunk)) for sign in signs):
        return None
    stars = chunk.count("*")
    marks = list(MARK.finditer(chunk)) if stars or "[[" in chunk else []
    if stars != sum(2 * len(mark[3] or "") for mark in marks):
        return None
    if stars and any(mark[3] and mark.start() and chunk[mark.start() - 1] not in BEFORE_EMPHASIS for mark in marks):
        return None
    return Part(line, chunk, marks, anchor)
