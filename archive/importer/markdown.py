"""The body as Markdown whose words, once rendered, are those of the capture: everything that Markdown would read is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from archive.importer.findings import Block, Run

SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|\^(?=[A-Za-z][\w-]*$)")
OPENING = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")
LISTS = ("li", "ol")


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, with an empty line between them; items of one list stand together."""
    parts = []
    for kind, group in groupby((block for block in blocks if block.text.strip()), key=lambda block: "li" if block.kind in LISTS else block.kind):
        if kind == "li":
            parts.append("\n".join(_items(list(group))))
            continue
        texts = [_inline(block.runs) for block in group]
        if kind == "h":
            parts += ["## " + re.sub(r"(#+)$", r"\\\1", text) for text in texts]
        elif kind == "quote":
            parts.append("\n>\n".join("> " + text for text in texts))
        else:
            parts += texts
    return _apart(parts)


def _apart(parts: list[str]) -> str:
    return "\n\n".join(parts)


def _items(blocks: list[Block]) -> Iterator[str]:
    """The items of lists, each below its own; a number that does not follow the one above begins another list, with the other mark."""
    least = min(block.depth for block in blocks)
    above: list[tuple[str, int, str]] = []
    for block in blocks:
        depth = min(block.depth - least, len(above))
        kind, number, sign = above[depth] if depth < len(above) else ("", 0, ")")
        number = block.number or (number + 1 if kind == block.kind else 1)
        if kind != "ol" or number != above[depth][1] + 1:
            sign = "." if sign == ")" else ")"
        above[depth:] = [(block.kind, number, sign)]
        marks = [f"{number}{sign} " if kind == "ol" else "- " for kind, number, sign in above]
        yield " " * sum(map(len, marks[:-1])) + marks[-1] + _inline(block.runs)


def _inline(runs: Iterable[Run]) -> str:
    """One paragraph in one line."""
    told = list(runs)
    edges = ["", *(run.text for run in told), ""]
    text = "".join(_run(run, edges[at][-1:], edges[at + 2][:1]) for at, run in enumerate(told))
    text = " ".join(text.split())
    if found := OPENING.match(text):
        at = found.end() if found[0][0].isdigit() else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _run(run: Run, before: str, after: str) -> str:
    words = re.sub(r"\s+", " ", escape(run.text))
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    inner = words.strip()
    if run.struck and inner and _can_stand(inner[0], lead or before) and _can_stand(inner[-1], tail or after):
        return f"{lead}~~{inner}~~{tail}"
    if not run.href or not words.strip() or not re.match(r"(?:https?://|mailto:)\S+$", run.href):
        return words
    return f"{lead}[{words.strip()}]({address(run.href)}){tail}"


def _can_stand(inside: str, outside: str) -> bool:
    """Whether a mark can stand between two signs (CommonMark, 6.2: it must be flanked by its words)."""
    return inside.isalnum() or not outside.isalnum()


def escape(text: str) -> str:
    """Words with a backslash before every sign that Markdown would take for markup."""
    return SPECIAL.sub(lambda sign: "\\" + sign[0], text)


def address(url: str) -> str:
    """A web address as it may stand in brackets: the signs that would end it, in percent form."""
    return re.sub(r"[\s()<>\\\[\]`*_^{}|\"]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()) if sign[0] != "_" else "_", url)
