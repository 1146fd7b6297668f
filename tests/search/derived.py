"""Queries that an archive's own files give, each with what a true answer to it is.

They are read from the Markdown files and not by the program, so that what the program leaves out of its index is missed here.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from archive import folding
from archive.model import letters
from tests.search.reading import Reader

NAMED = ("actors", "events", "topics", "sources")
FIRST = 3
DENIED = ("No page has all of these words", "Nothing has all of these words")
LABEL = re.compile(r"\[\[[^\]|]*\|([^\]]*)\]\]")
LINK = re.compile(r"\[\[[^\]]*\]\]")
WORD = re.compile(r"[\w-]*\w{3,}[\w-]*|\d+")


class Text(NamedTuple):
    """A file of `content/`: its page's address, its names, the paragraphs of its body, and every word in it, folded."""

    url: str
    names: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]
    words: frozenset[str]


class Query(NamedTuple):
    """What is typed, and whether what then stands on the search page is true."""

    text: str
    right: Callable[[Reader], bool]


def texts(content: Path) -> list[Text]:
    return [_text(path, path.relative_to(content)) for path in sorted(content.rglob("*.md"))]


def _text(path: Path, place: Path) -> Text:
    source = path.read_text("utf-8")
    _, front, body = source.split("---\n", 2)
    keys: dict[str, Any] = yaml.load(front, Loader=yaml.BaseLoader)  # text only, no objects
    names = (keys["name"], *keys.get("also", ()), *keys.get("names", {}).values()) if place.parts[0] in NAMED and "name" in keys else ()
    paragraphs = tuple(tuple(_said(piece)) for piece in LINK.sub(" ", LABEL.sub(r"\1", body)).split("\n\n"))
    url = "/" + place.with_suffix("").as_posix().removeprefix("pages/") + "/"
    return Text(url, tuple(name.removesuffix("[sic]").strip() for name in names), paragraphs, frozenset(folding.words(source)))


def _said(paragraph: str) -> Iterator[str]:
    """The words of a paragraph that say something, as they are written."""
    for word in paragraph.split():
        core = word.strip(".,;:!?()\"'“”*_")
        if WORD.fullmatch(core) and folding.bare(core) not in folding.unasked("en"):
            yield core


def names(found: list[Text]) -> Iterator[Query]:
    """Each name of each record: a page of that name is among the first."""
    pages: dict[str, set[str]] = defaultdict(set)
    for text in found:
        for name in text.names:
            pages[name].add(text.url)
            pages[name] |= {other.url for other in found if folding.bare(name) in map(folding.bare, other.names)}
    for name, right in pages.items():
        yield Query(name, lambda at, right=right: bool(right & set(at.pages[:FIRST])))  # type: ignore[misc]


def together(found: list[Text]) -> Iterator[Query]:
    """Words of one paragraph: its page is above those that have only some of them, and nothing says that there is none."""
    for text in found:
        paragraphs = [some for some in text.paragraphs if len(set(some)) > 3]
        if paragraphs:
            chance = random.Random(text.url)  # the same words each time
            words = list(dict.fromkeys(chance.choice(paragraphs)))
            at = sorted(chance.sample(range(len(words)), chance.choice([2, 3])))
            yield Query(" ".join(words[one] for one in at), lambda at, url=text.url: _has(at, url))  # type: ignore[misc]


def _has(at: Reader, url: str) -> bool:
    at.ask_for_all()
    whole = next((place for place, said in at.below if "some" in said), None)
    return url in at.pages[:whole] and not any(words in at.notes for words in DENIED)


def _start(word: str) -> str:
    """The letters that all forms of a word have: "tri" of try and tried."""
    return word[:3].replace("y", "i")


def apart(found: list[Text]) -> Iterator[Query]:
    """Words that each stand in one record only, and not in the same: it is said that no page has both."""
    rare: list[str] = []
    for text in found:
        others = {_start(word) for other in found if other is not text for word in other.words}
        own = (word for some in text.paragraphs for word in some if word.isascii() and word.isalpha() and _start(letters.fold(word)) not in others)
        rare += list(dict.fromkeys(own))[:1]
    for one, two in pairwise(rare):
        yield Query(f"{one} {two}", lambda at: any(words in at.notes for words in DENIED))


KINDS = {"names": names, "words that stand together": together, "words that do not": apart}


def queries(content: Path) -> dict[str, list[Query]]:
    found = texts(content)
    return {kind: list(made(found)) for kind, made in KINDS.items()}


def misses(at: Reader, asked: list[Query]) -> list[str]:
    """A line for each query that is answered wrongly."""
    lines = []
    at.visit()
    for query in asked:
        at.ask(query.text)
        if not query.right(at):
            lines.append(f"{query.text!r}: {at.status} {at.notes} first: {at.links[:FIRST]} {at.said}")
    return lines
