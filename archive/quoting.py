"""Quotation marks that begin a text in YAML and close only in another key, or nowhere: all between is taken for words of the text."""

from __future__ import annotations

import re

SEPARATOR = re.compile("[\x85\u2028\u2029]")
"""What ends a line for YAML 1.1, and is seen by nobody."""
OPENED = re.compile(r"""[:\[{,-][ \t]*(?:"(?:[^"\\\n]|\\.)*|'[^'\n]*)$""", re.MULTILINE)
"""A line in which a mark may be open at the end."""
BEGINS = re.compile(r"""(?P<lead> *(?:- +)*)(?:[^\s:#"'\[{][^:#"'\[{]*:[ \t]+)?(?=["'\[{])""")
"""What stands before the first value of a line, if that is in quotes or in brackets."""
BLOCK = re.compile(r"[:-][ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$")
"""How a line ends below which all that stands further in is a text, marks and all."""
NEXT = re.compile(r" *(?:- +)?[a-z_0-9]+:(?=\s|$)| *- ")
"""How a line begins that holds a key, or an item of a list."""
REST = {'"': re.compile(r'(?:[^"\\]|\\.)*(")?'), "'": re.compile(r"(?:[^']|'')*(')?")}
"""A text up to the mark that closes it, if that stands in the same line (YAML 1.2, 7.3.1 and 7.3.2)."""


def unclosed(front: str) -> tuple[int, int] | None:
    """The line and the column, from 0, of the first mark of that kind: it is still open where a line begins with a key, or with the item of a list, that
    stands no further in than its own. What goes on with a text stands further in."""
    if not OPENED.search(front):
        return None
    opened: tuple[int, int] | None = None
    mark, indent, block = "", 0, -1
    for number, line in enumerate(front.split("\n")):
        inner = len(line) - len(line.lstrip(" "))
        if block >= 0 and (inner > block or not line.strip()):
            continue
        block = inner if not opened and BLOCK.search(line) else -1
        if opened:
            if inner <= indent and NEXT.match(line):
                return opened
            if _closes(line, 0, mark) is not None:
                opened = None
        elif begins := BEGINS.match(line):
            column = _left_open(line, begins.end())
            if column is not None:
                opened, mark, indent = (number, column), line[column], len(begins["lead"])
    return None


def _left_open(line: str, at: int) -> int | None:
    """Where a mark stands that is open at the end of a line, of which a value begins there."""
    if line[at] in REST:
        return at if _closes(line, at + 1, line[at]) is None else None
    before = ""
    while at < len(line):
        char = line[at]
        if char in REST and before in "[{,:":
            end = _closes(line, at + 1, char)
            if end is None:
                return at
            at, before = end, char
        else:
            before = before if char in " \t" else char
            at += 1
    return None


def _closes(line: str, at: int, mark: str) -> int | None:
    """Where a text ends that is open there; `None` where it goes on in the next line."""
    found = REST[mark].match(line, at)
    return found.end() if found and found[1] else None
