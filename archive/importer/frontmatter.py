"""Front matter out of plain values: YAML that an editor can read, and that means just the text it shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

Value = str | tuple[str, ...] | Mapping[str, "Value"] | tuple[Mapping[str, "Value"], ...]

PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^\n]*")
BREAKS = re.compile(r":(?:\s|$)|\s#|^\s|\s$|[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]")


def scalar(text: str) -> str:
    """A text as YAML: plain where that is safe, else in double quotes."""
    text = " ".join(text.split())
    return text if PLAIN.fullmatch(text) and not BREAKS.search(text) else json.dumps(text, ensure_ascii=False)


def lines(key: str, value: Value | None) -> list[str]:
    """The lines of one key; none where there is no value."""
    if not value:
        return []
    if isinstance(value, str):
        return [f"{key}: {scalar(value)}"]
    if isinstance(value, Mapping):
        inner = [line for name, part in value.items() for line in lines(name, part)]
        return [f"{key}:", *(f"  {line}" for line in inner)] if inner else []
    texts = [item for item in value if isinstance(item, str) and item]
    if texts:
        flow = [scalar(item) for item in texts]
        short = all(not re.search(r"[,\[\]{}]", item) or item.startswith('"') for item in flow)
        one = f"{key}: [{', '.join(flow)}]"
        return [one] if short and len(one) <= 120 else [f"{key}:", *(f"  - {item}" for item in flow)]
    if all(isinstance(item, str) for item in value):
        return []
    return [f"{key}:", *_items(item for item in value if not isinstance(item, str))]


def _items(items: Iterable[Mapping[str, Value]]) -> list[str]:
    out: list[str] = []
    for item in items:
        inner = [line for name, part in item.items() for line in lines(name, part)]
        out += [f"  {'- ' if not at else '  '}{line}" for at, line in enumerate(inner)]
    return out


def comment(label: str, text: str) -> str:
    """A comment line, as `# check: ...`."""
    return f"# {label}: {' '.join(text.split())}"
