"""The zones of a page whose body is known: what stands above, between and below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from archive.importer.features import size
from archive.importer.findings import Block
from archive.importer.kin import headline_at, home_of, places
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import categories
from archive.importer.mending import is_label
from archive.importer.tree import Piece

BELOW = ("credits", "tail", "comments")
NEAR = 4  # a deck and its captions are so many blocks at most
ABOVE = 0.4  # of the words, at least so many stand above readers' comments
DECK = 80  # and so many words


def zoned(sheet: Sheet, pieces: Sequence[Piece], blocks: Sequence[Block], title: str | None) -> Sheet:
    """The sheet with its zones set by where headline and body stand. A page without a body keeps what its lines look like."""
    kinds = {at: block.kind for at, block in zip(places(blocks, pieces), blocks, strict=True) if at is not None}
    if not kinds:
        return sheet
    first, last = min(kinds), max(kinds)
    head = headline_at(pieces, first, title)
    rows = []
    for at, row in enumerate(sheet.rows):
        if at in kinds:
            zone = "sub" if kinds[at] == "h" else "body"
        elif at > last:
            zone = row.zone if row.zone in BELOW else "tail"
        elif at > first:
            zone = "box"
        elif head is None:
            zone = row.zone if row.zone in ("pre", "title", "head") else "pre"
        else:
            zone = "title" if at == head else "head" if at > head else "pre"
        rows.append(replace(row, zone=zone))
    return replace(sheet, rows=tuple(rows))


def below_byline(sheet: Sheet, pieces: Sequence[Piece], blocks: Sequence[Block]) -> list[Block]:
    """The blocks without those above the line that says who wrote the report or when: they are its deck and its captions."""
    spots = places(blocks, pieces)
    for number in range(min(NEAR, len(blocks) - 2), 0, -1):
        before, after = spots[number - 1], spots[number]
        if before is None or after is None or not before < after or sum(size(block.text) for block in blocks[:number]) > DECK:
            continue
        between = list(takewhile(lambda place: not is_label(sheet.rows[place].text), range(before + 1, after)))
        told = any(sheet.rows[place].line.level and sheet.rows[place].line.linked > 0.5 for place in between)  # of another report
        if any(_signs(sheet.rows[place]) and not (told and _is_within(pieces[place], pieces[before], pieces[after])) for place in between):
            return list(blocks[number:])
    return list(blocks)


def _signs(row: Labelled) -> bool:
    """Whether a line tells who wrote the report or when."""
    return row.has("by", "date") and not row.line.apart and not row.has("photo", "related")


def without_comments(sheet: Sheet, pieces: Sequence[Piece], blocks: Sequence[Block]) -> list[Block]:
    """The blocks above a line that says that readers' comments follow, where most of the text stands above it."""
    spots = places(blocks, pieces)
    total = sum(size(block.text) for block in blocks)
    done = 0.0
    for number, (at, block) in enumerate(zip(spots, blocks, strict=True)):
        before = spots[number - 1] if number else None
        if at is not None and before is not None and done >= ABOVE * total:
            opening = [place for place in range(before + 1, at + 1) if _opens_comments(sheet.rows[place])]
            if any(not _is_within(pieces[place], pieces[before], pieces[at]) for place in opening):
                return list(blocks[:number])
        done += size(block.text)
    return list(blocks)


def _is_within(line: Piece, before: Piece, after: Piece) -> bool:
    """Whether a line stands in a box between two paragraphs that stand beside each other: it tells of another report."""
    return home_of(before) is home_of(after) is not home_of(line)


def _opens_comments(row: Labelled) -> bool:
    return size(row.text) <= 6 and ("comments=" in categories(row.text) or bool(row.line.level and row.has("comments")))
