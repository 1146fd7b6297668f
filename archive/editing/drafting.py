"""new: the text of a record that has what is needed, and names in comments what else it may have; and its id."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Mapping

from archive.editing.descriptions import description
from archive.editing.frontmatter import quoted
from archive.editing.order import below, keys
from archive.model import Article, Date, Record
from archive.model.letters import LETTERS

LONGEST = 60
UNASKED = frozenset({"date_printed", "updated", "updated_printed", "credits", "comments", "autolink", "draft", "withdrawn", "aliases", "isni", "lcnaf", "viaf"})
"""Keys that a new record does not name: rare, or written by other commands."""

PARTS = {
    "statements": ("id", "by", "to", "act", "about", "quote"),
    "figures": ("id", "what", "value", "unit", "period", "by"),
}
"""Lists whose items are shown key by key."""

CYRILLIC = (
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s"
    " т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ё:yo і:i ї:yi є:ye ґ:g"
)
GREEK = "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o"
ALPHABETS = str.maketrans(dict(pair.split(":") for pair in f"{CYRILLIC} {GREEK}".split()) | LETTERS)
"""Cyrillic and Greek letters in Latin ones, as libraries without marks do it (ISO 9 and ELOT 743, simplified)."""

Value = str | tuple[str, ...]


def slug(words: str) -> str:
    """Words as an id in Latin letters, at most some 60 of them; empty where the script has no simple rule (Chinese, Arabic ...)."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", words.lower().translate(ALPHABETS)) if not unicodedata.combining(char))
    plain = plain.translate(ALPHABETS).replace("'", "").replace("’", "")
    letters = [char for char in plain if char.isalnum()]
    if not letters or sum(char.isascii() for char in letters) * 2 <= len(letters):
        return ""
    parts = re.findall(r"[a-z0-9]+", plain)
    while len(parts) > 1 and len("-".join(parts)) > LONGEST:
        parts.pop()
    return "-".join(parts)[:LONGEST].strip("-")


def proposed_id(kind: type[Record], heading: str, date: Date | None, taken: Collection[str]) -> str:
    """An id that is free: of an article, its date and title; else the name. Empty where one must be asked for."""
    words = slug(heading)
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
