"""new: the text of a record that has what is needed, and names in comments what else it may have; and its id."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping

from archive.editing.descriptions import description
from archive.editing.frontmatter import quoted
from archive.editing.order import below, keys
from archive.ids import id_of
from archive.model import Article, Date, Record

UNASKED = frozenset({"date_printed", "updated", "updated_printed", "credits", "comments", "autolink", "draft", "withdrawn", "aliases", "isni", "lcnaf", "viaf"})
"""Keys that a new record does not name: rare, or written by other commands."""

PARTS = {
    "statements": ("id", "by", "to", "act", "about", "quote"),
    "figures": ("id", "what", "value", "unit", "period", "by"),
}
"""Lists whose items are shown key by key."""

Value = str | tuple[str, ...]


def proposed_id(kind: type[Record], heading: str, date: Date | None, taken: Collection[str]) -> str:
    """An id that is free: of an article, its date and title; else the name. Empty where one must be asked for."""
    words = id_of(heading)
    if not words:
        return ""
    found = re.match(r"\d{4}(-\d\d(-\d\d)?)?", date.text) if date and kind is Article else None
    base = f"{found[0]}-{words}" if found else words
    free, number = base, 1
    while free in taken:
        number += 1
        free = f"{base}-{number}"
    return free


def shelf(date: Date | None) -> str:
    """The folder of an article of that date."""
    first = date and (date.first or date.last)
    return f"{first[0]:04}" if first else "undated"


def drafted(kind: type[Record], values: Mapping[str, Value], body: str = "") -> str:
    """The file of a new record. `values` holds texts and lists of texts by key; the further keys follow as comments."""
    lines = ["---"]
    for key in keys(kind):
        if key in values:
            lines.append(f"{key}: {_written(values[key])}")
        elif key in PARTS:
            lines += _part(kind, key)
        elif key not in UNASKED:
            about = description(kind, key)
            lines.append(f"# {key}: {about.example}  # {about.what}")
    text = f"{body.strip()}\n" if body.strip() else ""
    return "\n".join([*lines, "---", text])


def _written(value: Value) -> str:
    return f"[{', '.join(quoted_in_list(item) for item in value)}]" if isinstance(value, tuple) else quoted(value)


def quoted_in_list(value: str) -> str:
    """A text as an item between brackets."""
    return value if re.fullmatch(r"[^\W_](?:[\w .-]*[\w.])?", value) else json.dumps(value, ensure_ascii=False)


def _part(kind: type[Record], key: str) -> list[str]:
    """A list of parts as comments: one item with the keys that matter most."""
    model = below(kind, key)
    assert model is not None
    lines = [f"# {key}:  # {description(kind, key).what}"]
    for number, name in enumerate(PARTS[key]):
        about = description(model, name)
        lines.append(f"#   {'-' if not number else ' '} {name}: {about.example}  # {about.what}")
    return lines
