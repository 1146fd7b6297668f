"""Blocks of a body held against the page that they came from: what stands in a part that is none of the body goes, and what
stands between two of its paragraphs, and was left out, comes back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from archive.importer.dates import is_age
from archive.importer.features import mostly_date, sentence_like, size
from archive.importer.findings import Block, Run
from archive.importer.kin import Placed, are_alike, block_of, form_of, headline_at, home_of, is_headline, is_kin, main_home, places, squeezed
from archive.importer.lexicon import categories
from archive.importer.tree import APART, Piece, is_apart

MOST = 0.8  # the article's container holds so much of the body
SMALL = 0.34  # a part of the page with more of the body than this is no aside
NAMED = 0.2  # nor is one with more than this that only the names of its classes tell apart
HEAD = 9  # so many lines can stand between a headline and the report
LINKS = 0.9  # a line with more of its signs in links only leads elsewhere
LABEL = 6  # a label over a box has so many words at most
TEASER = 30  # and what it stands over
LONGEST_CREDIT = 12
SHORTEST = 60  # words that a report has
START = 4  # signs by which lines are looked up
BETWEEN = 6  # and how far below one of them the next may stand
CHUNK = 20  # signs of a block that tell which line it is a piece of
FURNITURE = {"share", "nav", "account", "newsletter", "cookie", "advert", "related", "comments", "legal", "tags", "readtime", "reply", "photo", "by"}


def mended(blocks: Sequence[Block], pieces: Sequence[Piece], headline: str | None = None) -> list[Block]:
    """The blocks, in order, without the page's other parts and with the lines that were left out between them, or between
    the headline and the first of them."""
    blocks = _in_order(_apart(blocks, pieces), pieces)
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
    kept = _first_report(_headless(_unlabelled(_unlisted(_undated(kept, pieces), pieces), pieces), pieces), pieces, headline)
    return _opening(kept, pieces, headline, asides) + _filled(kept, pieces, container, asides) + _ending(kept, pieces, asides)


def _apart(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Block]:
    """The blocks, where one that is nothing but lines of the page that ran into one another is these lines again."""
    keys = [squeezed(piece.text) for piece in pieces]
    known, first = set(keys), defaultdict[str, list[int]](list)
    for at, key in enumerate(keys):
        first[key[:START]].append(at)
    out: list[Block] = []
    for block in blocks:
        key = squeezed(block.text)
        runs = [] if key in known else [_run(key, keys, at) for at in first[key[:START]] if key.startswith(keys[at])]
        run = max(runs, key=len, default=[])
        out += [Block(block.kind, (Run(pieces[at].text),), pieces[at].line.number) for at in run] if len(run) > 1 else [block]
    return out


def _run(key: str, keys: Sequence[str], at: int | None) -> list[int]:
    """The places of the lines from one on that are, one after the other, the whole of a text; none where they are not. What stood between two of them,
    a picture with its caption, may have gone elsewhere."""
    found: list[int] = []
    while key and at is not None:
        found.append(at)
        key = key[len(keys[at]) :]
        at = next((after for after in range(at + 1, min(at + BETWEEN, len(keys))) if key.startswith(keys[after])), None)
    return [] if key else found


def _in_order(blocks: Sequence[Block], pieces: Sequence[Piece]) -> list[Block]:
    """The blocks as they stand on the page; one that it has not so stays behind the one before it."""
    last, order = -1, []
    for at in places(blocks, pieces):
        last = last if at is None else at
        order.append(last)
    return [blocks[number] for number in sorted(range(len(blocks)), key=lambda number: order[number])]


def _headless(kept: Placed, pieces: Sequence[Piece]) -> Placed:
    """The blocks from the first sentence on: labels, bylines, dates and captions above it that stand apart from the paragraphs go."""
    main = main_home(kept, pieces)
    for number, (at, block) in enumerate(kept[:HEAD]):
        if at is None or home_of(pieces[at]) is main or (sentence_like(block.text) >= 0.6 and not {"photo", "by"} & categories(block.text)):
            rest = kept[number:]
            return rest if number and len(rest) >= 2 else kept
    return kept


def _first_report(kept: Placed, pieces: Sequence[Piece], headline: str | None) -> Placed:
    """The blocks above another headline: a page may go on with the next report, or with something else. A heading of the first order that
    stands among the paragraphs, or above more of them, is theirs."""
    spots = [at for at, _ in kept if at is not None]
    head = headline_at(pieces, spots[0], headline) if spots else None
    if head is None or pieces[head].line.level != 1:
        return kept
    main = main_home(kept, pieces)
    ends = max((number for number, (at, _) in enumerate(kept) if at is not None and are_alike(home_of(pieces[at]), main)), default=0)
    said, homes, last = 0.0, set[Any](), head
    for number, (at, block) in enumerate(kept):
        if at is None:
            continue
        heads = [pieces[place] for place in range(last + 1, at + 1) if pieces[place].line.level == 1 and home_of(pieces[place]) not in homes]
        if said >= SHORTEST and heads and (number > ends or any(is_headline(piece, pieces[head]) for piece in heads)):
            return kept[:number]
        said += size(block.text)
        homes.add(home_of(pieces[at]))
        last = max(last, at)
    return kept


def _ancestors(piece: Piece) -> Iterator[Any]:
    """The elements that a line stands in; of a paragraph's from the paragraph on, for what a part of it stands in says nothing of the whole."""
    block = block_of(piece)
    element = block if block is not None and block.tag == "p" else piece.holder
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
    own = {(element.tag, element.get("class")) for element, share in shares.items() if share >= NAMED}  # names that the text's own parts bear
    small = [element for element in first if element not in above and shares.get(element, 0.0) < SMALL]
    return {
        element
        for element in small
        if (is_apart(element) and (element.tag in APART or (shares.get(element, 0.0) < NAMED and (element.tag, element.get("class")) not in own)))
        or (is_label(first[element]) and longest[element] <= TEASER)
    }


def _is_aside(piece: Piece, asides: set[Any]) -> bool:
    return any(element in asides for element in _ancestors(piece))


def is_label(text: str) -> bool:
    """Whether a line says that other stories follow, or a newsletter's form."""
    return size(text) <= LABEL and bool({"related=", "newsletter="} & categories(text))


def _unlabelled(kept: Placed, pieces: Sequence[Piece]) -> Placed:
    """The blocks without a last one that stands right below such a label: it tells of what the label names."""
    at, block = kept[-1] if len(kept) > 2 else (None, None)
    if at and block and size(block.text) <= TEASER and size(pieces[at - 1].text) <= LABEL and {"related=", "newsletter"} & categories(pieces[at - 1].text):
        return kept[:-1]
    return kept


def _unlisted(kept: Placed, pieces: Sequence[Piece]) -> Placed:
    """The blocks above a heading that says that other stories follow, where none of what follows stands beside the text."""
    main = main_home(kept, pieces)
    for number in range(len(kept) - 1, 0, -1):
        at, block = kept[number]
        if at is not None and is_kin(home_of(pieces[at]), main):
            break
        if block.kind == "h" and size(block.text) <= LABEL and "related" in categories(block.text):
            return kept[:number]
    return kept


def _undated(kept: Placed, pieces: Sequence[Piece]) -> Placed:
    """The blocks above the day or the age of something else, where none of what follows stands beside the text, and most of it above: below are readers'
    comments, or teasers. With headings among it, it is the rest of a report that goes on from hour to hour."""
    main = main_home(kept, pieces)
    ends = max((number for number, (at, _) in enumerate(kept) if at is not None and is_kin(home_of(pieces[at]), main)), default=len(kept))
    last = max((at for at, _ in kept[: ends + 1] if at is not None), default=0)
    if any(block.kind == "h" for _, block in kept[ends + 1 :]):
        return kept
    half = sum(size(block.text) for _, block in kept) / 2
    for number, (at, _) in enumerate(kept[ends + 1 :], ends + 1):
        if at is None or sum(size(block.text) for _, block in kept[:number]) < half:
            continue
        if any(mostly_date(piece.text) or is_age(piece.text) for piece in pieces[last + 1 : at + 1]):
            return kept[:number]
        last = max(last, at)
    return kept


def _leads_away(piece: Piece, block: Block) -> bool:
    """Whether a line is one link, and no sentence of the report."""
    return piece.line.linked > LINKS and size(block.text) <= 30 and not block.text.startswith("http")


def _opening(kept: Placed, pieces: Sequence[Piece], headline: str | None, asides: set[Any]) -> list[Block]:
    """The paragraphs between the headline and the first block that are just like those below: nothing but their words
    parts them from the body. What stands above a byline, a label or a line of another form is the head."""
    spots = [at for at, _ in kept if at is not None]
    head = headline_at(pieces, spots[0], headline) if spots else None
    if head is None:
        return []
    form = _commonest([pieces[at] for at in spots])
    parts = [squeezed(block.text) for _, block in kept]
    out: list[Block] = []
    below = spots[0]
    for at in range(spots[0] - 1, head, -1):
        piece = pieces[at]
        if _is_aside(piece, asides) or "advert=" in categories(piece.text):
            below = at if at == below - 1 else below
            continue
        if home_of(piece) is not form[0] and not (at == below - 1 and is_kin(home_of(piece), form[0])):
            continue
        below = at
        captioned = "photo" in categories(pieces[at + 1].text) and size(pieces[at + 1].text) <= LONGEST_CREDIT
        if form_of(piece)[1:] != form[1:] or captioned or sentence_like(piece.text) < 0.6 or _is_told(squeezed(piece.text), parts) or not _belongs(piece):
            break
        out.insert(0, Block("p", (Run(piece.text),), piece.line.number))
    return out


def _commonest(pieces: Sequence[Piece]) -> tuple[Any, str, str]:
    """The form that most of some lines have."""
    return Counter(map(form_of, pieces)).most_common(1)[0][0]


def _ending(kept: Placed, pieces: Sequence[Piece], asides: set[Any]) -> list[Block]:
    """The paragraphs below the last block that are just like those above, in the same place or in one of the same kind beside it, with
    the headings between them. Another headline ends the report."""
    spots = [at for at, _ in kept if at is not None]
    if not spots:
        return []
    home, tag, names = _commonest([pieces[at] for at in spots])
    parts = [squeezed(block.text) for _, block in kept]
    out: list[Block] = []
    held: list[Block] = []
    for piece in pieces[max(spots) + 1 :]:
        other, *form = form_of(piece)
        if piece.line.level == 1 or (other is home and is_label(piece.text)):
            break
        if not is_kin(other, home) or _is_aside(piece, asides):
            continue
        if piece.line.level and _belongs(piece):
            held = [Block("h", (Run(piece.text),), piece.line.number)]
        elif form == [tag, names] and sentence_like(piece.text) >= 0.6 and _belongs(piece) and not _is_told(squeezed(piece.text), parts):
            out += [*held, Block("p", (Run(piece.text),), piece.line.number)]
            held = []
    return out if len(out) > 1 else []


def _is_told(key: str, parts: Sequence[str]) -> bool:
    """Whether a line stands in a block already, or a block of some length is a piece of it."""
    return any(key in part or (len(part) >= CHUNK and part in key) for part in parts)


def _filled(kept: Placed, pieces: Sequence[Piece], container: Any, asides: set[Any]) -> list[Block]:
    """The kept blocks with the lines between them that stand beside them in the page's tree."""
    beside = {home_of(pieces[at]) for at, _ in kept if at is not None}
    counts = Counter(squeezed(piece.text) for piece in pieces)
    whole = "\n".join(squeezed(block.text) for _, block in kept)
    out: list[Block] = []
    last: int | None = None
    for at, block in kept:
        if at is not None and last is not None and at > last:
            for piece in pieces[last + 1 : at]:
                known = counts[squeezed(piece.text)] > 1 or squeezed(piece.text) in whole
                inside = container in _ancestors(piece) and not _is_aside(piece, asides)
                here = home_of(piece) in beside or block_of(piece) in beside  # words that stand in no paragraph stand right in the home of all
                if not known and here and inside and _belongs(piece):
                    out.append(Block(_kind(piece), (Run(piece.text),), piece.line.number))
        out.append(block)
        last = at if at is not None else last
    return out


def _belongs(piece: Piece) -> bool:
    """Whether a line can be a part of the text: no link, no furniture, and a heading, a sentence or an item of a list."""
    line = piece.line
    if line.linked > 0.5 or FURNITURE & categories(piece.text):
        return False
    return bool(line.level) or sentence_like(piece.text) >= 0.6 or bool(line.bullet)


def _kind(piece: Piece) -> str:
    return "h" if piece.line.level else "li" if piece.line.bullet else "p"
