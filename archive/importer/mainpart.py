"""The main part of a page: what trafilatura takes for the article, as blocks with their links.

Where it finds nothing, or much less than the labelled lines do, those are taken; an `articleBody` that the page tells
machines decides between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import trafilatura

from archive.importer import bodies
from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Finding, Run
from archive.importer.labelled import Sheet
from archive.importer.structured import Facts, text_of
from archive.importer.tree import words

KINDS = {"p": "p", "head": "h", "quote": "quote", "code": "p", "ab": "p"}


def extract(page: str, tree: Any, facts: Facts, sheet: Sheet, address: Finding | None) -> list[Block]:
    """The blocks of the article, in order; empty where the page has none."""
    taken = _by_trafilatura(page, address.value if address else None)
    labelled = list(bodies.body(sheet, None)[0])
    chosen = _chosen(taken, labelled, text_of(facts.article.get("articleBody")))
    if chosen is taken and taken:
        chosen = _mended(taken, sheet)
    return _linked(chosen, tree, address.value if address else None)


def _chosen(taken: list[Block], labelled: list[Block], told: str | None) -> list[Block]:
    if not taken:
        return labelled
    if told and len(told) > 600:
        told = re.sub(r"<[^>]+>", " ", told)
        return max((taken, labelled), key=lambda blocks: _agreement(blocks, told) + (0.12 if blocks is taken else 0.0))
    return labelled if _length(taken) < 0.4 * _length(labelled) else taken


def _mended(taken: list[Block], sheet: Sheet) -> list[Block]:
    """trafilatura's blocks, less the labels that the lines show to be none of the body, with the short lines between two
    of its paragraphs (subheadings, items of lists) that it had left out."""
    zones: dict[str, list[str]] = {}
    for row in sheet.rows:
        zones.setdefault(_squeezed(row.text), []).append(row.zone)
    kept = [block for block in taken if not _is_label(block, zones.get(_squeezed(block.text), []))]
    return _filled(kept, sheet)


def _is_label(block: Block, zones: list[str]) -> bool:
    outside = bool(zones) and not {"body", "sub", "title"} & set(zones)
    if not outside:
        return False
    return sentence_like(block.text) < 0.6 or (size(block.text) < 30 and set(zones) == {"comments"})


def _filled(taken: list[Block], sheet: Sheet) -> list[Block]:
    rows = [row for row in sheet.zone("body", "sub") if not row.line.apart and row.line.linked < 0.5]
    order = {_squeezed(block.text): at for at, block in enumerate(taken)}
    missing: dict[int, list[Block]] = {}
    for at, row in enumerate(rows):
        if _squeezed(row.text) in order:
            continue
        before = next((order[key] for other in rows[max(0, at - 4) : at][::-1] if (key := _squeezed(other.text)) in order), None)
        after = next((order[key] for other in rows[at + 1 : at + 5] if (key := _squeezed(other.text)) in order), None)
        if before is not None and after is not None and after == before + 1 and size(row.text) <= 40:
            kind = "li" if row.line.bullet else "h" if row.zone == "sub" or row.line.level else "p"
            missing.setdefault(before, []).append(Block(kind, (Run(row.text),), row.line.number))
    return [block for at, one in enumerate(taken) for block in (one, *missing.get(at, ()))]


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


def _by_trafilatura(page: str, url: str | None) -> list[Block]:
    try:
        found = trafilatura.bare_extraction(page, url=url, include_comments=False, include_tables=True)
    except Exception:  # the library meets pages that it cannot read with many kinds of error
        return []
    body = getattr(found, "body", None)
    return [] if body is None else [block for block in _blocks(body) if re.search(r"\w", block.text)]


def _blocks(element: Any) -> Iterator[Block]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag == "list":
            kind = "ol" if child.get("rend") == "ol" else "li"
            for item in child.iter("item"):
                yield _block(kind, item)
        elif child.tag == "table":
            for row in child.iter("row"):
                yield Block("row", (Run(" | ".join(cell for cell in (_plain(cell) for cell in row.iter("cell")) if cell)),))
        elif child.tag in KINDS:
            yield from _split(KINDS[child.tag], child)
        else:
            yield from _blocks(child)


def _split(kind: str, element: Any) -> Iterator[Block]:
    """A paragraph; parts between line breaks are paragraphs of their own where they end like sentences."""
    if kind == "quote" and len(element):
        for part in _parts(element):
            yield Block("quote", (Run(part),))
        return
    for part in _parts(element):
        yield Block(kind, (Run(part),))


def _parts(element: Any) -> list[str]:
    pieces = [" ".join(piece.split()) for piece in _with_breaks(element).split("\x00")]
    return [piece for piece in pieces if piece]


def _with_breaks(element: Any) -> str:
    out = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            out.append("\x00" if child.tag in ("lb", "p", "item") else "")
            out.append(_with_breaks(child))
        out.append(child.tail or "")
    return "".join(out)


def _block(kind: str, element: Any) -> Block:
    return Block(kind, (Run(_plain(element)),))


def _plain(element: Any) -> str:
    return " ".join(_with_breaks(element).replace("\x00", " ").split())


# -------------------------------------------------------------------------------------------------------------- links


def _linked(blocks: list[Block], tree: Any, base: str | None) -> list[Block]:
    """The blocks with the links and line numbers that their elements have in the page."""
    elements: dict[str, Any] = {}
    for element in tree.iter("p", "li", "h2", "h3", "h4", "blockquote", "td", "div"):
        if element.tag != "div" or not len(element.xpath("./p|./div|./ul|./section|./article")):
            elements.setdefault(_squeezed(words(element)), element)
    return [_relinked(block, elements.get(_squeezed(block.text)), base) for block in blocks]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _relinked(block: Block, element: Any, base: str | None) -> Block:
    if element is None:
        return block
    runs: list[Run] = []
    rest = block.text
    for link in element.iter("a"):
        label, href = words(link), urljoin(base or "", (link.get("href") or "").strip())
        at = rest.find(label) if label and re.match(r"https?://[^\s/]+", href) else -1
        if at >= 0:
            runs += [Run(rest[:at]), Run(label, href)]
            rest = rest[at + len(label) :]
    runs.append(Run(rest))
    return Block(block.kind, tuple(run for run in runs if run.text), element.sourceline or 0)
