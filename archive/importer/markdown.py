"""The body as Markdown whose words, once rendered, are those of the capture: everything that Markdown would read is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from archive.importer.findings import Block, Run

SPECIAL = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)|\^(?=[A-Za-z][\w-]*$)")
OPENING = re.compile(r"^(?:[#>+=-]|\d{1,9}(?=[.)](?:\s|$)))")
LISTS = {"li": "- ", "ol": "1. "}


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown, with an empty line between them; items of one list stand together."""
    parts = []
    for kind, group in groupby((block for block in blocks if block.text.strip()), key=lambda block: block.kind):
        texts = [_inline(block.runs) for block in group]
        if kind in LISTS:
            parts.append("\n".join(LISTS[kind] + text for text in texts))
        elif kind == "h":
            parts += ["## " + re.sub(r"(#+)$", r"\\\1", text) for text in texts]
        elif kind == "quote":
            parts.append("\n>\n".join("> " + text for text in texts))
        else:
            parts += texts
    return _apart(parts)


def _apart(parts: list[str]) -> str:
    return "\n\n".join(parts)


def _inline(runs: Iterable[Run]) -> str:
    """One paragraph in one line."""
    text = "".join(_run(run) for run in runs)
    text = " ".join(text.split())
    if found := OPENING.match(text):
        at = found.end() if found[0][0].isdigit() else 0
        text = f"{text[:at]}\\{text[at:]}"
    return text


def _run(run: Run) -> str:
    words = re.sub(r"\s+", " ", escape(run.text))
    if not run.href or not words.strip() or not re.match(r"(?:https?://|mailto:)\S+$", run.href):
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{lead}[{words.strip()}]({address(run.href)}){tail}"


def escape(text: str) -> str:
    """Words with a backslash before every sign that Markdown would take for markup."""
    return SPECIAL.sub(lambda sign: "\\" + sign[0], text)


def address(url: str) -> str:
    """A web address as it may stand in brackets: the signs that would end it, in percent form."""
    return re.sub(r"[\s()<>\\\[\]`*_^{}|\"]", lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()) if sign[0] != "_" else "_", url)
