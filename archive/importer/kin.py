"""Where the lines of a page stand in its tree: what stands beside what, and what is like what."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from archive.importer.findings import Block
from archive.importer.tree import BLOCKS, Piece

Placed = list[tuple[int | None, Block]]
"""The blocks of a body, each with the number of its line; `None` where the page has no such line."""


def squeezed(text: str) -> str:
    """A text without spaces, to know it again."""
    return "".join(text.split())


def places(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[int | None]:
    """The piece that each block is; `None` where the page has no such line."""
    lines: dict[str, list[int]] = defaultdict(list)
    starts: dict[str, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        key = squeezed(piece.text)
        lines[key].append(at)
        starts[key[:50]].append(at)
    out: list[int | None] = []
    last = -1
    for block in blocks:
        key = squeezed(block.text)
        found: list[int] = lines.get(key) or (starts.get(key[:50]) if len(key) >= 30 else None) or []
        after = [place for place in found if place > last]
        out.append(after[0] if after else found[0] if found else None)
        last = after[0] if after else found[0] if found else last
    return out


def headline_at(pieces: Sequence[Piece], first: int, title: str | None) -> int | None:
    """The line of the headline: above the body's first line, a heading rather than any other line with its words."""
    if not title:
        return None
    key = squeezed(title.casefold())
    found = [at for at in range(first) if squeezed(pieces[at].text.casefold()).endswith(key)]
    return max(found, key=lambda at: (pieces[at].line.level == 1, bool(pieces[at].line.level), at), default=None)


def form_of(piece: Piece) -> tuple[Any, str, str]:
    """What makes two lines paragraphs of one text: where they stand, their element and its classes."""
    element = block_of(piece)
    return (home_of(piece), "", "") if element is None else (home_of(piece), element.tag, element.get("class") or "")


def block_of(piece: Piece) -> Any:
    """The block that a line stands in: a paragraph, a heading, an item; `None` where there is none."""
    element = piece.holder
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    return element


def home_of(piece: Piece) -> Any:
    """The element whose children are the paragraphs beside a line: the parent of its block, of a list's item that of the list."""
    element = block_of(piece)
    if element is not None and element.tag in ("li", "dd", "dt", "td") and element.getparent() is not None:
        element = element.getparent()
    return element.getparent() if element is not None else None


def main_home(kept: Placed, pieces: Sequence[Piece]) -> Any:
    """The element that most of the text stands in."""
    weights: Counter[Any] = Counter()
    for at, block in kept:
        if at is not None:
            weights[home_of(pieces[at])] += len(block.text)
    return max(weights, key=lambda home: weights[home], default=None)


def is_headline(piece: Piece, headline: Piece) -> bool:
    """Whether a heading is just like the page's headline, in a place just like its own."""
    above, below = home_of(piece), home_of(headline)
    return above is not below and are_alike(above, below) and bool(_classes(above)) and are_alike(block_of(piece), block_of(headline))


def is_kin(one: Any, other: Any) -> bool:
    """Whether two elements are one, or alike within one article; without classes they must have the same parent."""
    if one is other or one is None or other is None:
        return one is other
    told = bool(_classes(one)) or one.getparent() is other.getparent()
    return told and are_alike(one, other) and _article(one) is _article(other)


def are_alike(one: Any, other: Any) -> bool:
    """Whether two elements have the same tag and a class in common, or none."""
    if one is None or other is None:
        return one is other
    these, those = set(_classes(one)), set(_classes(other))
    return bool(one.tag == other.tag and (these & those or not (these or those)))


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _article(element: Any) -> Any:
    return next(element.iterancestors("article", "main"), None)
