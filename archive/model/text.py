"""Running text between Markdown and HTML: what is fixed in a body, and what depends on the rest of the archive.

A `Body` knows nothing of other records, so it can be kept by the digest of its Markdown. A `Prose` is a body with its
links resolved and the names found in it; only that is rendered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Block(NamedTuple):
    """The start of a numbered block of text. `number` counts from 1; `anchor` is its id in the page."""

    number: int
    anchor: str

    def __reduce__(self) -> tuple[Callable[[int, str], Block], tuple[int, str]]:
        return block, (self.number, self.anchor)


@lru_cache(maxsize=1024)
def block(number: int, anchor: str) -> Block:
    """The start of a block, shared by all texts that have one like it: most are like p1, p2, p3."""
    return Block(number, anchor)


class Span(NamedTuple):
    """Plain text in which names may be linked; `block` is the number of the block that it stands in (0: none)."""

    text: str
    block: int


class Link(NamedTuple):
    """A link to a record. `label` is HTML, or `None` for the name of what it leads to; `line` and `column` from 1."""

    target: str
    label: str | None
    block: int
    line: int
    column: int


Piece = str | Block | Span | Link


class Stretch(NamedTuple):
    """A span that stands in the Markdown as it is, by its place there: the text is not kept twice."""

    start: int
    end: int
    block: int


class Remark(NamedTuple):
    """Something in the Markdown that will not come out as it was meant; `line` and `column` from 1."""

    code: str
    detail: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """A parsed body: HTML in pieces, in order. `digest` stands for all of it: same Markdown, same digest.

    `source` is that Markdown, and `laid` the pieces as they are kept; read them as `pieces`, once for each walk through them. Whether there
    are any is told by `laid`.
    """

    digest: str
    source: str
    laid: tuple[Piece | Stretch, ...]
    anchors: tuple[str, ...]
    blocks: int
    words: int
    remarks: tuple[Remark, ...] = ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        source = self.source
        return tuple([Span(source[piece.start : piece.end], piece.block) if isinstance(piece, Stretch) else piece for piece in self.laid])

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(piece for piece in self.laid if isinstance(piece, Link))


class Target(NamedTuple):
    """Where a link leads: an address from the site's root, the name found there, one line on it, and its kind."""

    url: str
    title: str
    line: str
    kind: str


class Mention(NamedTuple):
    """A name of an actor in a body. `listed`: the record names that actor; otherwise it was found by its name alone.

    `piece` is the index into the body's pieces; `start` and `end` are offsets into that span's text; `linked` tells
    whether this is the one mention that becomes a link.
    """

    piece: int
    start: int
    end: int
    block: int
    actor: str
    listed: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Prose:
    """A body with its place in the archive.

    `links` holds the target of each link piece, in order; `None` where it leads nowhere. `mentions` are in the order
    of the text; `actors` gives the target of each actor that is linked by name.
    """

    body: Body
    links: tuple[Target | None, ...] = ()
    mentions: tuple[Mention, ...] = ()
    actors: tuple[tuple[str, Target], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """What its HTML depends on, small."""
        linked = tuple(mention for mention in self.mentions if mention.linked)
        return (self.body.digest, self.links, linked, self.actors)


EMPTY = Body("", "", (), (), 0, 0)
