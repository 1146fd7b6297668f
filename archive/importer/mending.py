"""Blocks of a body held against the page that they came from: what stands in a part that is none of the body goes, and what
stands between two of its paragraphs, and was left out, comes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Run
from archive.importer.lexicon import categories
from archive.importer.tree import BLOCKS, Piece, is_apart

MOST = 0.8  # the article's container holds so much of the body
SMALL = 0.34  # a part of the page with more of the body than this is no aside
HEAD = 9  # so many lines can stand between a headline and the report
LINKS = 0.9  # a line with more of its signs in links only leads elsewhere
FURNITURE = {"share", "nav", "account", "newsletter", "cookie", "advert", "related", "comments", "legal", "tags", "readtime", "reply", "photo", "by"}


def squeezed(text: str) -> str:
    """A text without spaces, to know it again."""
    return "".join(text.split())


def mended(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Block]:
    """The blocks, in order, without the page's other parts and with the lines that were left out between them."""
    spots = places(blocks, pieces)
    container = _container([pieces[at] for at in spots if at is not None])
    if container is None:
        return list(blocks)
    shares = _shares([pieces[at] for at in spots if at is not None])
    kept = [(at, block) for at, block in zip(spots, blocks, strict=True) if at is None or not _is_aside(pieces[at], container, shares)]
    linked = sum(size(block.text) for at, block in kept if at is not None and pieces[at].line.linked > LINKS)
    if linked < SMALL * sum(size(block.text) for _, block in kept):
        kept = [(at, block) for at, block in kept if at is None or not _leads_away(pieces[at], block)]
    return _filled(_headless(kept, pieces), pieces, container, shares)


def _headless(kept: list[tuple[int | None, Block]], pieces: Sequence[Piece]) -> list[tuple[int | None, Block]]:
    """The blocks from the first sentence on: labels, bylines, dates and captions above it that stand apart from the paragraphs go."""
    weights: Counter[Any] = Counter()
    for at, block in kept:
        if at is not None:
            weights[_home(pieces[at])] += len(block.text)
    main = max(weights, key=lambda home: weights[home], default=None)
    for number, (at, block) in enumerate(kept[:HEAD]):
        if at is None or _home(pieces[at]) is main or (sentence_like(block.text) >= 0.6 and not {"photo", "by"} & categories(block.text)):
            rest = kept[number:]
            return rest if number and len(rest) >= 2 else kept
    return kept


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


def _ancestors(piece: Piece) -> Iterator[Any]:
    element = piece.holder
    while element is not None:
        yield element
        element = element.getparent()


def _shares(pieces: Sequence[Piece]) -> dict[Any, float]:
    """The part of the body that each element holds."""
    held: Counter[Any] = Counter()
    for piece in pieces:
        for element in _ancestors(piece):
            held[element] += len(piece.text)
    total = sum(len(piece.text) for piece in pieces) or 1
    return {element: amount / total for element, amount in held.items()}


def _container(pieces: Sequence[Piece]) -> Any:
    """The smallest element that holds most of the body."""
    shares = _shares(pieces)
    big = [element for element, share in shares.items() if share >= MOST]
    return max(big, key=lambda element: sum(1 for _ in element.iterancestors()), default=None)


def _is_aside(piece: Piece, container: Any, shares: dict[Any, float]) -> bool:
    """Whether a line stands in a part of the article that is no running text: a picture, a box, a list of stories."""
    above = {container, *container.iterancestors()}
    return any(is_apart(element) and shares.get(element, 0.0) < SMALL for element in _ancestors(piece) if element not in above)


def _leads_away(piece: Piece, block: Block) -> bool:
    """Whether a line is one link, and no sentence of the report."""
    return piece.line.linked > LINKS and size(block.text) <= 30 and not block.text.startswith("http")


def _filled(kept: list[tuple[int | None, Block]], pieces: Sequence[Piece], container: Any, shares: dict[Any, float]) -> list[Block]:
    """The kept blocks with the lines between them that stand beside them in the page's tree."""
    beside = {_home(pieces[at]) for at, _ in kept if at is not None}
    counts = Counter(squeezed(piece.text) for piece in pieces)
    whole = "\n".join(squeezed(block.text) for _, block in kept)
    out: list[Block] = []
    last: int | None = None
    for at, block in kept:
        if at is not None and last is not None and at > last:
            for piece in pieces[last + 1 : at]:
                known = counts[squeezed(piece.text)] > 1 or squeezed(piece.text) in whole
                if not known and _home(piece) in beside and _belongs(piece, container, shares):
                    out.append(Block(_kind(piece), (Run(piece.text),), piece.line.number))
        out.append(block)
        last = at if at is not None else last
    return out


def _home(piece: Piece) -> Any:
    """The element whose children are the paragraphs beside a line: the parent of its block, of a list's item that of the list."""
    element = piece.holder
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    if element is not None and element.tag in ("li", "dd", "dt", "td") and element.getparent() is not None:
        element = element.getparent()
    return element.getparent() if element is not None else None


def _belongs(piece: Piece, container: Any, shares: dict[Any, float]) -> bool:
    line = piece.line
    if line.linked > 0.5 or _is_aside(piece, container, shares) or container not in _ancestors(piece):
        return False
    if FURNITURE & categories(piece.text):
        return False
    return bool(line.level) or sentence_like(piece.text) >= 0.6 or bool(line.bullet)


def _kind(piece: Piece) -> str:
    return "h" if piece.line.level else "li" if piece.line.bullet else "p"
