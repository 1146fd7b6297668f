"""Markdown that will not come out as it was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from archive.checks.common import in_body, problem
from archive.commonmark import MD, WIKILINK
from archive.model import Archive, Article, Record
from archive.problems import Loc, Problem

CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
SIGNS = re.compile(
    r"(?P<nowhere>\[\[\s*(?:\|[^\[\]\n]*)?\]\])|(?P<wordless>\[\[[^\[\]|\n]+\|\]\])|(?P<brackets>\[\[(?=[^\n]{0,200}?\]\]))|(?P<open>\[\[)|(?P<note>\[\^[^\]\n]+\])|(?P<comment><!--)"
    r"|(?P<conflict>^(?:<{7}|>{7})(?=[ \t]|$))"
    r"|(?P<heading>(?<=\n)(?<!\n\n)[ ]{0,3}(?:-{3,}|={2,})[ \t]*$)|(?P<list>(?:^|(?<=\n\n))\d{4}\.[ ])",
    re.MULTILINE,
)
TELLING = ("[^", "<!--", "<<<<<<<", ">>>>>>>", "\n--", "\n==", "\n ")
"""What a text holds at least where one of the signs stands in it, but for years and links."""
YEAR = re.compile(r"(?:\A|\n\n)\d{4}\. ")
PIPE = re.compile(r"(?<!\\)\|")
ROWS = re.compile(r"^\|.*\n\|", re.MULTILINE)
LINK = re.compile(r"\[\[[^\[\]\n]+\]\]|\[[^\[\]\n]+\]\(https?://[^\s()]+\)")
INDENTED = re.compile(r"\n[ \t]*\n(?: {4}|\t)\s*\S|\A(?: {4}|\t)")
TEXTS = {"full": "full text", "excerpt": "text in part"}
TOLD = {
    "open": ("a link is opened with [[ and not closed on its line", "write [[id]] or [[id|words]], all on one line"),
    "nowhere": ("a link names no record", "write its id between [[ and ]], or take the brackets away"),
    "wordless": ("a link has no words after its |", "write them, or take the | out"),
    "brackets": ("a link holds brackets of its own, and is shown as it stands", "write [[id]] or [[id|words]], with no [ or ] between"),
    "note": ("footnotes are not known here: the marks are shown as they stand", "tell it in the sentence, or in brackets"),
    "comment": ("comments in the text are shown to readers", "take it out; notes for editors stand in the front matter, after #"),
    "conflict": (
        "a line of Git, which could not join two versions, is shown to readers",
        "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>",
    ),
    "heading": ("the paragraph above this line comes out as a heading", "leave an empty line between them"),
    "list": ("a paragraph that begins with a year and a full stop comes out as a numbered list", "write \\. for the full stop"),
    "cells": (
        "a row has more cells than the head of its table, and what stands in them is not shown",
        "give the head as many; a | that parts no cells is written \\|, as in [[id\\|words]]",
    ),
    "rows": ("these lines make no table, and come out as running text", "write a line |---|---| below the first, with as many parts as that has"),
    "code": ("text that is indented by four spaces comes out as program code", "begin it at the left edge"),
}


def check(archive: Archive) -> Iterator[Problem]:
    for record in archive.records.values():
        yield from _of_keys(record)
        if isinstance(record, Article) and record.rights.gives in ("full", "excerpt") and not archive.prose_of(record).body.source.strip():
            hint = "write it below the second ---, or write access: summary, or metadata where there is no text at all"
            yield problem(record, ("rights",), "no-text", f"the record says that it has the {TEXTS[record.rights.gives]}, and has none", hint)
        yield from of_text(record, archive.prose_of(record).body.source)


def _of_keys(record: Record) -> Iterator[Problem]:
    """Links in the values of keys, which are shown as they are written."""
    for loc, value in _texts(record.plain(), ()):
        if "](" in value or "]]" in value:
            for found in LINK.finditer(value):
                message = f'a link is read in the text below the keys alone, and "{found[0]}" is shown as it stands'
                yield problem(record, loc, "lost-text", message, "write its words without brackets here")


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Each text in a value, and where it stands."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, (dict, list)):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(one, (*loc, key))


def of_text(record: Record, body: str) -> Iterator[Problem]:
    """What is wrong with the Markdown of one record."""
    if body:
        signs: list[tuple[str, int]] = []
        if any(sign in body for sign in TELLING) or YEAR.search(body) or body.count("[[") != len(WIKILINK.findall(body)):
            plain = WIKILINK.sub(_blank, CODE.sub(_blank, body) if "`" in body or "~~~" in body else body)
            signs += [(found.lastgroup or "", found.start()) for found in SIGNS.finditer(plain)]
        if ("\n    " in f"\n{body}" or "\n\t" in f"\n{body}") and INDENTED.search(body):
            signs += [("code", _offset(body, token.map[0])) for token in MD.parse(body) if token.type == "code_block" and token.map]
        if "|" in WIKILINK.sub("", body):
            signs += _tables(body)
        for sign, at in sorted(signs, key=lambda one: one[1]):
            yield problem(record, in_body(body, at), "lost-text", *TOLD[sign])


def _tables(body: str) -> Iterator[tuple[str, int]]:
    """Rows that have more cells than the head of their table, and rows that are in none."""
    lines, head = body.split("\n"), 0
    for token in MD.parse(body):
        if token.type == "thead_open":
            head = 0
        elif token.type == "th_open":
            head += 1
        elif token.type == "tr_open" and token.map and head:
            row = lines[token.map[0]]
            cells = PIPE.split(row)
            kept = head + row.lstrip(" \t>").startswith("|")
            if any(cell.strip() for cell in cells[kept:]):
                more = "|".join(cells[kept:])
                yield "cells", sum(len(line) + 1 for line in lines[: token.map[0]]) + len(row) - len(more.lstrip(" \t"))
        elif token.type == "inline" and token.map and (found := ROWS.search(token.content)):
            yield "rows", _offset(body, token.map[0] + token.content[: found.start()].count("\n"))


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "x", found[0])


def _offset(body: str, line: int) -> int:
    """Where the words of a line begin, counted from 0."""
    before = sum(len(one) + 1 for one in body.split("\n")[:line])
    rest = body[before:]
    return before + len(rest) - len(rest.lstrip(" \t"))
