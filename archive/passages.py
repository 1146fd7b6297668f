"""Passages that stand in two bodies, found by machine: worked out when a page is rendered, for it takes long."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from archive.markdown import WESTERN
from archive.model import Block, Prose, Span

RUN = 6
"""How many words in a row make a shared passage."""
PART = 4
STEP = RUN - PART + 1
WORDS = re.compile(r"\w+")
SMALL = "".join(char.lower() if WORDS.match(char) else " " for char in WESTERN).encode("cp1252")
"""For each Western character the small letter, or a space for what is in no word."""


class Shared(NamedTuple):
    """A passage that stands in both bodies: its words as each has them."""

    one: str
    other: str


class Alone(NamedTuple):
    """A paragraph of which nothing stands in the other body, by its number and the place of it in the page."""

    number: int
    anchor: str
    text: str


def passages(one: Prose, other: Prose) -> tuple[Shared, ...]:
    """What two bodies share, word for word."""
    return shared_passages(_text(one), _text(other))


def alone(one: Prose, other: Prose) -> tuple[Alone, ...]:
    """The paragraphs of the first body that share no passage with the second."""
    theirs, texts = _in_rows(_text(other)), dict[int, str]()
    for piece in one.body.pieces:
        if isinstance(piece, Span) and piece.block:
            texts[piece.block] = texts.get(piece.block, "") + piece.text
    blocks = [piece for piece in one.body.pieces if isinstance(piece, Block) and (rows := _in_rows(texts.get(piece.number, ""))) and theirs.isdisjoint(rows)]
    return tuple(Alone(block.number, block.anchor, " ".join(texts[block.number].split())) for block in blocks)


def _in_rows(text: str) -> frozenset[tuple[str, ...]]:
    """Every RUN words in a row."""
    words = _words(text)
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))


def _text(prose: Prose) -> str:
    return " ".join(piece.text for piece in prose.body.pieces if isinstance(piece, Span))


def _words(text: str) -> list[str]:
    """The words of a text in small letters; those of one in Western letters alone are told from what is between them all at once."""
    try:
        return text.encode("cp1252").translate(SMALL).decode("cp1252").split()
    except UnicodeEncodeError:
        return " ".join(WORDS.findall(text)).lower().split()


_kept_words = lru_cache(maxsize=16)(_words)
"""Kept for a while: an article's comparisons are made one after the other, and those of its neighbours soon."""


def _may_share(one: str, other: str) -> bool:
    """Whether two texts may share RUN words in a row; that most do not is told by some of their runs of PART words, for of RUN words in a row there is one
    among those that begin at each STEP."""
    words, others = _kept_words(one), _kept_words(other)
    some = frozenset(zip(*(others[start::STEP] for start in range(PART)), strict=False))
    return not some.isdisjoint(zip(*(words[start:] for start in range(PART)), strict=False))


def shared_passages(one: str, other: str) -> tuple[Shared, ...]:
    """The longest runs of at least RUN words that stand in both texts, in the order of the first.

    Case and punctuation do not count. Found automatically: the page says so.
    """
    if not _may_share(one, other):
        return ()
    left, right = list(WORDS.finditer(one)), list(WORDS.finditer(other))
    a, b = [word[0].lower() for word in left], [word[0].lower() for word in right]
    at: dict[tuple[str, ...], int] = {}
    for index in range(len(b) - RUN + 1):
        at.setdefault(tuple(b[index : index + RUN]), index)
    found, index = [], 0
    while index <= len(a) - RUN:
        start = at.get(tuple(a[index : index + RUN]))
        if start is None:
            index += 1
            continue
        length = RUN
        while index + length < len(a) and start + length < len(b) and a[index + length] == b[start + length]:
            length += 1
        words = one[left[index].start() : left[index + length - 1].end()]
        twin = other[right[start].start() : right[start + length - 1].end()]
        found.append(Shared(" ".join(words.split()), " ".join(twin.split())))
        index += length
    return tuple(found)
