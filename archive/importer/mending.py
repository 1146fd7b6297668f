"""Blocks of a body held against the page that they came from: what stands in a part that is none of the body goes, and what
stands between two of its paragraphs, and was left out, comes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Run
from archive.importer.lexicon import categories
from archive.importer.tree import APART, BLOCKS, Piece, is_apart

MOST = 0.8  # the article's container holds so much of the body
SMALL = 0.34  # a part of the page with more of the body than this is no aside
NAMED = 0.2  # nor is one with more than this that only the names of its classes tell apart
HEAD = 9  # so many lines can stand between a headline and the report
LINKS = 0.9  # a line with more of its signs in links only leads elsewhere
LABEL = 6  # a label over a box has so many words at most
TEASER = 30  # and what it stands over
LONGEST_CREDIT = 12
CHUNK = 20  # signs of a block that tell which line it is a piece of
FURNITURE = {"share", "nav", "account", "newsletter", "cookie", "advert", "related", "comments", "legal", "tags", "readtime", "reply", "photo", "by"}


def squeezed(text: str) -> str:
    """A text without spaces, to know it again."""
    return "".join(text.split())


def mended(blocks: Sequence[Block], pieces: Sequence[Piece], headline: str | None = None) -> list[Block]:
    """The blocks, in order, without the page's other parts and with the lines that were left out between them, or between
    the headline and the first of them."""
    spots = places(blocks, pieces)
    container = _container([pieces[at] for at in spots if at is not None])
    if container is None:
        return list(blocks)
    shares = _shares([pieces[at] for at in spots if at is not None])
    asides = _asides(pieces, container, shares)
    kept = [(at, block) for at, block in zip(spots, blocks, strict=True) if at is None or not _is_aside(pieces[at], asides)]
    linked = sum(size(block.text) for at, block in kept if at is not None and pieces[at].line.linked > LINKS)
    if linked < SMALL * sum(size(block.text) for _, block in kept):
        kept = [(at, block) for at, block in kept if at is None or not _leads_away(pieces[at], block)]
    kept = _headless(_unlabelled(kept, pieces), pieces)
    return _opening(kept, pieces, headline, asides) + _filled(kept, pieces, container, asides)


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


def _asides(pieces: Sequence[Piece], container: Any, shares: dict[Any, float]) -> set[Any]:
    """The parts of the article that are no running text (a picture, a box, a list of stories): by their names, or by the
    label that they open with where only short lines follow."""
    first: dict[Any, str] = {}
    longest: dict[Any, float] = {}
    for piece in pieces:
        for element in _ancestors(piece):
            first.setdefault(element, piece.text)
            longest[element] = max(longest.get(element, 0.0), size(piece.text))
    above = {container, *container.iterancestors()}
    small = [element for element in first if element not in above and shares.get(element, 0.0) < SMALL]
    return {
        element
        for element in small
        if (is_apart(element) and (element.tag in APART or shares.get(element, 0.0) < NAMED)) or (is_label(first[element]) and longest[element] <= TEASER)
    }


def _is_aside(piece: Piece, asides: set[Any]) -> bool:
    return any(element in asides for element in _ancestors(piece))


def is_label(text: str) -> bool:
    """Whether a line says that other stories follow, or a newsletter's form."""
    return size(text) <= LABEL and bool({"related=", "newsletter="} & categories(text))


def _unlabelled(kept: list[tuple[int | None, Block]], pieces: Sequence[Piece]) -> list[tuple[int | None, Block]]:
    """The blocks without a last one that stands right below such a label: it tells of what the label names."""
    at, block = kept[-1] if len(kept) > 2 else (None, None)
    if at and block and size(block.text) <= TEASER and size(pieces[at - 1].text) <= LABEL and {"related=", "newsletter"} & categories(pieces[at - 1].text):
        return kept[:-1]
    return kept


def _leads_away(piece: Piece, block: Block) -> bool:
    """Whether a line is one link, and no sentence of the report."""
    return piece.line.linked > LINKS and size(block.text) <= 30 and not block.text.startswith("http")


def _opening(kept: list[tuple[int | None, Block]], pieces: Sequence[Piece], headline: str | None, asides: set[Any]) -> list[Block]:
    """The paragraphs between the headline and the first block that are just like those below: nothing but their words
    parts them from the body. What stands above a byline, a label or a line of another form is the head."""
    spots = [at for at, _ in kept if at is not None]
    head = headline_at(pieces, spots[0], headline) if spots else None
    if head is None:
        return []
    form = Counter(form_of(pieces[at]) for at in spots).most_common(1)[0][0]
    parts = [squeezed(block.text) for _, block in kept]
    out: list[Block] = []
    for at in range(spots[0] - 1, head, -1):
        piece = pieces[at]
        if _home(piece) is not form[0] or _is_aside(piece, asides):
            continue
        captioned = "photo" in categories(pieces[at + 1].text) and size(pieces[at + 1].text) <= LONGEST_CREDIT
        if form_of(piece) != form or captioned or sentence_like(piece.text) < 0.6 or _is_told(squeezed(piece.text), parts) or not _belongs(piece):
            break
        out.insert(0, Block("p", (Run(piece.text),), piece.line.number))
    return out


def _is_told(key: str, parts: Sequence[str]) -> bool:
    """Whether a line stands in a block already, or a block of some length is a piece of it."""
    return any(key in part or (len(part) >= CHUNK and part in key) for part in parts)


def headline_at(pieces: Sequence[Piece], first: int, title: str | None) -> int | None:
    """The line of the headline: above the body's first line, a heading rather than any other line with its words."""
    if not title:
        return None
    key = squeezed(title.casefold())
    found = [at for at in range(first) if squeezed(pieces[at].text.casefold()).endswith(key)]
    return max(found, key=lambda at: (pieces[at].line.level == 1, bool(pieces[at].line.level), at), default=None)


def _filled(kept: list[tuple[int | None, Block]], pieces: Sequence[Piece], container: Any, asides: set[Any]) -> list[Block]:
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
                inside = container in _ancestors(piece) and not _is_aside(piece, asides)
                if not known and _home(piece) in beside and inside and _belongs(piece):
                    out.append(Block(_kind(piece), (Run(piece.text),), piece.line.number))
        out.append(block)
        last = at if at is not None else last
    return out


def form_of(piece: Piece) -> tuple[Any, str, str]:
    """What makes two lines paragraphs of one text: where they stand, their element and its classes."""
    element = _block_of(piece)
    return (_home(piece), "", "") if element is None else (_home(piece), element.tag, element.get("class") or "")


def _block_of(piece: Piece) -> Any:
    element = piece.holder
    while element is not None and element.tag not in BLOCKS:
        element = element.getparent()
    return element


def _home(piece: Piece) -> Any:
    """The element whose children are the paragraphs beside a line: the parent of its block, of a list's item that of the list."""
    element = _block_of(piece)
    if element is not None and element.tag in ("li", "dd", "dt", "td") and element.getparent() is not None:
        element = element.getparent()
    return element.getparent() if element is not None else None


def _belongs(piece: Piece) -> bool:
    """Whether a line can be a part of the text: no link, no furniture, and a heading, a sentence or an item of a list."""
    line = piece.line
    if line.linked > 0.5 or FURNITURE & categories(piece.text):
        return False
    return bool(line.level) or sentence_like(piece.text) >= 0.6 or bool(line.bullet)


def _kind(piece: Piece) -> str:
    return "h" if piece.line.level else "li" if piece.line.bullet else "p"
