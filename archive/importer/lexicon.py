"""The words of page furniture, in many languages: `lexicon.txt` made into patterns."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

LONGEST = 400
LONGEST_ROW = 120
PARTED = re.compile(r"\s[|·•]\s")
NEVER = re.compile(r"(?!)")
SPECIAL = re.compile(r"\\d\+|\\\.\?|\$$|_$")
MEANING = {"_": " "}
NO_LINES = {"otherday", "kicker", "placewiththe", "together", "wires", "easternplace", "turned", "paywall", "errorpage", "paper"}
"""Categories that tell of a part of a line, or of a page, and nothing of the line itself."""


class Patterns(NamedTuple):
    """How a category is known: by the whole line, its start, or anything inside it."""

    whole: re.Pattern[str]
    start: re.Pattern[str]
    inside: re.Pattern[str]


@lru_cache(maxsize=1)
def patterns() -> dict[str, Patterns]:
    """The patterns of each category."""
    found: dict[str, dict[str, list[str]]] = {}
    for name, kind, phrases in sections(files("archive.importer").joinpath("lexicon.txt").read_text("utf-8")):
        found.setdefault(name, {})[kind] = phrases
    found["related"]["start"] += [f"{phrase}:" for phrase in found["related"]["whole"]]
    return {name: Patterns(_whole(kinds), _opening(kinds, "start"), _opening(kinds, "inside")) for name, kinds in found.items()}


def sections(text: str) -> list[tuple[str, str, list[str]]]:
    """(category, kind, phrases) of each section of a lexicon file."""
    out: list[tuple[str, str, list[str]]] = []
    for line in text.split("\n"):
        if head := re.fullmatch(r"\[(\w+)\.(\w+)\]", line):
            out.append((head[1], head[2], []))
        elif line and not line.startswith("#"):
            out[-1][2].extend(phrase for phrase in re.split(r" \||^\| ", line) if phrase.strip())
    return out


@lru_cache(maxsize=8192)
def categories(text: str) -> frozenset[str]:
    """The categories that a line belongs to; a match of the whole line is told as "name=" besides. Where marks part it,
    as they do buttons in a row, it also belongs to what all its parts belong to."""
    line = fold(text).strip()
    found: set[str] = set()
    for name, pattern in patterns().items():
        if name in NO_LINES:
            continue
        if pattern.whole.fullmatch(line):
            found |= {name, f"{name}="}
        elif len(line) < LONGEST and (pattern.start.match(line) or pattern.inside.search(line)):
            found.add(name)
    parts = [part for part in PARTED.split(text) if part.strip()] if len(line) < LONGEST_ROW else []
    return frozenset(found.union(*[frozenset.intersection(*map(categories, parts))] if len(parts) > 1 else []))


def opening(category: str, text: str) -> int:
    """How many characters at the start of a line belong to a category's opening words."""
    found = patterns()[category].start.match(fold(text))
    return found.end() if found else 0


def fold(text: str) -> str:
    """Lower case, with straight apostrophes; as long as the text."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.replace("’", "'")  # it is what is replaced


def _pattern(phrase: str) -> str:
    phrase, out, at = fold(phrase.strip()), [], 0
    for special in SPECIAL.finditer(phrase):
        out += [re.escape(phrase[at : special.start()]), MEANING.get(special[0], special[0])]
        at = special.end()
    edge = r"(?![^\W\d_])" if re.search(r"[a-zà-ÿа-я]$", phrase) else ""
    return "".join([*out, re.escape(phrase[at:]), edge])


def _any(phrases: list[str]) -> str:
    return "|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True))


def _whole(kinds: dict[str, list[str]]) -> re.Pattern[str]:
    return re.compile(rf"[\W\d_]*(?:{_any(kinds['whole'])})[\W\d_]*") if kinds.get("whole") else NEVER


def _opening(kinds: dict[str, list[str]], kind: str) -> re.Pattern[str]:
    return re.compile(_any(kinds[kind])) if kinds.get(kind) else NEVER
