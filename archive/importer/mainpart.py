"""The main part of a page: what trafilatura takes for the article, as blocks with their links.

Where it finds nothing, or much less than the densest part of the page has, that is taken; an `articleBody` that the page
tells machines decides between them, and stands in where the page shows no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urljoin

import trafilatura

from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Finding, Run
from archive.importer.kin import squeezed
from archive.importer.mending import mended
from archive.importer.structured import Facts, text_of
from archive.importer.tree import Piece, item_words, parts_of, words

CELL = 40
STRUCK = ("del", "s", "strike")
KINDS = {"p": "p", "head": "h", "quote": "quote", "code": "p", "ab": "p"}


def extract(tree: Any, facts: Facts, pieces: Sequence[Piece], address: Finding | None, headline: str | None) -> list[Block]:
    """The blocks of the article, in order; empty where the page has none."""
    base = address.value if address else None
    told = text_of(facts.article.get("articleBody"))
    taken = mended(_by_trafilatura(tree, base), pieces, headline)
    return _linked(_chosen(taken, _dense(pieces), told), tree, base)


def _chosen(taken: list[Block], dense: list[Block], told: str | None) -> list[Block]:
    if told and len(told) > 600:
        told = re.sub(r"<[^>]+>", " ", unescape(told))
        blocks = max((taken, dense), key=lambda blocks: _agreement(blocks, told) + (0.12 if blocks is taken else 0.0))
        if _agreement(blocks, told) > 0.3 or len(told) < 2 * _length(blocks):
            return blocks
        return [Block("p", (Run(" ".join(part.split())),)) for part in told.split("\n") if part.strip()]
    return dense if _length(taken) < 0.4 * _length(dense) else taken


def _dense(pieces: Sequence[Piece]) -> list[Block]:
    """The prose of the element whose own paragraphs have the most words: what stands in for an article that was not found."""
    held: Counter[Any] = Counter()
    prose = [piece for piece in pieces if not piece.line.apart and piece.line.linked < 0.3 and sentence_like(piece.text) >= 0.6 and size(piece.text) >= 8]
    for piece in prose:
        parent = piece.holder.getparent() if piece.holder is not None else None
        if parent is not None:
            held[parent] += 2 * len(piece.text)
            held[parent.getparent()] += len(piece.text)
    if not held:
        return []
    best = max(held, key=lambda element: held[element])
    return [Block("p", (Run(piece.text),), piece.line.number) for piece in prose if best is None or best in piece.holder.iterancestors()]


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _agreement(blocks: list[Block], told: str) -> float:
    """The F1 over runs of four words."""
    one, two = _runs(" ".join(block.text for block in blocks)), _runs(told)
    common = (one & two).total()
    return 2 * common / (one.total() + two.total()) if common else 0.0


def _runs(text: str) -> Counter[tuple[str, ...]]:
    found = re.findall(r"\w+", text.lower())
    return Counter(tuple(found[at : at + 4]) for at in range(len(found) - 3))


# -------------------------------------------------------------------------------------------------------- trafilatura


def _by_trafilatura(tree: Any, url: str | None) -> list[Block]:
    try:
        found = trafilatura.bare_extraction(tree, url=url, include_comments=False, include_tables=True)
    except Exception:  # the library meets pages that it cannot read with many kinds of error
        return []
    body = getattr(found, "body", None)
    return [] if body is None else [block for block in _blocks(body) if re.search(r"\w", block.text)]


def _blocks(element: Any) -> Iterator[Block]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "list":
            yield from _items(child, _list_kind(child))
        elif child.tag == "table":
            for row in child.iter("row"):
                if any(size(_plain(cell)) > CELL for cell in row.iter("cell")):  # a table that only lays the page out
                    for cell in row.iter("cell"):
                        yield from _split("p", cell)
                    continue
                yield Block("row", (Run(" | ".join(cell for cell in (_plain(cell) for cell in row.iter("cell")) if cell)),))
        elif child.tag in KINDS:
            yield from _split(KINDS[child.tag], child)
        else:
            yield from _blocks(child)


def _items(element: Any, kind: str) -> Iterator[Block]:
    """The items of a list and of those within it, each with its own words alone."""
    for child in element:
        if child.tag == "item":
            yield Block(kind, (Run(_plain(child, but="list")),))
        yield from _items(child, _list_kind(child) if child.tag == "list" else kind)


def _list_kind(element: Any) -> str:
    return "ol" if element.get("rend") == "ol" else "li"


def _split(kind: str, element: Any) -> Iterator[Block]:
    """A paragraph; parts between line breaks are paragraphs of their own."""
    if kind == "quote" and len(element):
        for part in _parts(element):
            yield Block("quote", (Run(part),))
        return
    for part in _parts(element):
        yield Block(kind, (Run(part),))


def _parts(element: Any) -> list[str]:
    pieces = [" ".join(piece.split()) for piece in _with_breaks(element).split("\x00")]
    return [piece for piece in pieces if piece]


def _with_breaks(element: Any, but: str = "") -> str:
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            out.append("\x00" if child.tag in ("lb", "p", "item") else "")
            out.append(_with_breaks(child, but) if child.tag != but else " ")
        out.append(child.tail or "")
    return "".join(out)


def _plain(element: Any, but: str = "") -> str:
    return " ".join(_with_breaks(element, but).replace("\x00", " ").split())


# ------------------------------------------------------------------------------------------------ links, strokes, lists


def _linked(blocks: list[Block], tree: Any, base: str | None) -> list[Block]:
    """The blocks with the links, strokes, places in lists and line numbers that their elements have in the page."""
    elements: dict[str, Any] = {}
    for element in tree.iter("p", "li", "h2", "h3", "h4", "blockquote", "td", "div"):
        if element.tag != "div" or not len(element.xpath("./p|./div|./ul|./section|./article")):
            elements.setdefault(squeezed(item_words(element) if element.tag == "li" else words(element)), element)
    numbers = {item: number for listing in tree.iter("ol") for item, number in _numbered(listing)}
    return [_relinked(block, elements.get(squeezed(block.text)), base, numbers) for block in blocks]


def _relinked(block: Block, element: Any, base: str | None, numbers: dict[Any, int]) -> Block:
    if element is None:
        return block
    text, runs, done = block.text, list[Run](), 0
    signs = [at for at, sign in enumerate(text) if not sign.isspace()]
    for part, first, last in parts_of(element, ("a", *STRUCK)):
        start, end = signs[first], signs[last - 1] + 1
        href = urljoin(base or "", (part.get("href") or "").strip())
        if part.tag in STRUCK or re.match(r"https?://[^\s/]+", href):
            runs += [Run(text[done:start]), Run(text[start:end], struck=True) if part.tag in STRUCK else Run(text[start:end], href)]
            done = end
    runs.append(Run(text[done:]))
    told = tuple(run for run in runs if run.text)
    if element.tag != "li" or block.kind not in ("li", "ol"):
        return replace(block, runs=told, line=element.sourceline or 0)
    depth = sum(1 for _ in element.iterancestors("ul", "ol")) - 1
    return Block("ol" if element in numbers else "li", told, element.sourceline or 0, max(depth, 0), numbers.get(element, 0))


def _numbered(listing: Any) -> Iterator[tuple[Any, int]]:
    """The items of an ordered list with their numbers (HTML, 4.4.5 and 4.4.8: `start`, `reversed` and `value`)."""
    items = list(listing.iterchildren("li"))
    step = -1 if listing.get("reversed") is not None else 1
    number = _integer(listing.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        yield item, number
        number += step


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*\d{1,9}\s*", text) else otherwise
