"""Names of actors in running text: longest first, whole words, exact case.

A name may be several actors'; then the record's own list of actors decides, and without it the name is left alone.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from archive.model import Actor, Mention, Piece, Span

# the same number of characters, so that offsets hold
ALIKE = {"\n": " ", "\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "‑": "-"}
BETWEEN = "\0"
"""What parts texts that are searched at once: no name has it, and none goes on across it."""


class Found(NamedTuple):
    """A name at [start, end) of a text, and every actor who bears it."""

    start: int
    end: int
    actors: tuple[str, ...]


class Names:
    """All names by which actors are linked. `except_for` are words that are never linked, anywhere."""

    def __init__(self, actors: Iterable[Actor], except_for: Collection[str] = ()) -> None:
        owners: dict[str, list[str]] = {}
        for actor in actors:
            for name in names_of(actor):
                if name not in except_for and actor.id not in owners.setdefault(_alike(name), []):
                    owners[_alike(name)].append(actor.id)
        self.owners = [(name, tuple(ids)) for name, ids in owners.items() if ids]
        self.machine = AhoCorasick([name for name, _ in self.owners]) if self.owners else None

    @classmethod
    def of(cls, owners: Mapping[str, Iterable[str]]) -> Names:
        """Names with those who bear them."""
        return _again([(_alike(name), tuple(ids)) for name, ids in owners.items()])

    @cached_property
    def digest(self) -> bytes:
        """Stands for all names with those who bear them."""
        return blake2b(repr(self.owners).encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self.owners,)

    def find(self, text: str) -> Iterator[Found]:
        """Names that stand as whole words, in order, none inside another."""
        if self.machine is None:
            return
        same = _alike(text)
        hits = self.machine.find_matches_as_indexes(same, overlapping=True)
        whole = [(start, end, index) for index, start, end in hits if _whole(same, start, end)]
        last = 0
        for start, end, index in sorted(whole, key=lambda hit: (hit[0], -hit[1])):
            if start >= last:
                yield Found(start, end, self.owners[index][1])
                last = end

    def mentions(
        self, pieces: Sequence[Piece], listed: Collection[str], except_for: Collection[str], linked: Collection[str], link: bool
    ) -> tuple[Mention, ...]:
        """Every mention in the pieces of a body. The first one of each actor becomes a link, unless it is among those `linked` already.

        `listed` are the actors that the record itself names; `except_for` are words that it leaves alone; with
        `link=False` nothing is linked.
        """
        done = set(linked)
        out: list[Mention] = []
        spans = [(index, piece) for index, piece in enumerate(pieces) if type(piece) is Span]
        starts = [0, *accumulate(len(piece.text) + 1 for _, piece in spans)]
        text = BETWEEN.join([piece.text for _, piece in spans])
        for start, end, owners in self.find(text):
            actor = _chosen(owners, listed)
            if actor is None or (except_for and " ".join(text[start:end].split()) in except_for):
                continue
            here = bisect_right(starts, start) - 1
            index, piece = spans[here]
            first = link and actor not in done
            out.append(Mention(index, start - starts[here], end - starts[here], piece.block, actor, actor in listed, first))
            done.add(actor)
        return tuple(out)


def _again(owners: list[tuple[str, tuple[str, ...]]]) -> Names:
    names = Names(())
    names.owners, names.machine = owners, AhoCorasick([name for name, _ in owners]) if owners else None
    return names


def _alike(text: str) -> str:
    for char, other in ALIKE.items():
        text = text.replace(char, other)
    return text


def names_of(actor: Actor) -> list[str]:
    """The names of an actor that may be linked, longest first."""
    if actor.autolink is False:
        return []
    barred = actor.autolink if isinstance(actor.autolink, tuple) else ()
    every = {actor.name, *(name for name, _ in actor.also_printed), *actor.names.values()}
    return sorted((name for name in every if name not in barred and len(name) > 1), key=lambda name: (-len(name), name))


def _chosen(owners: tuple[str, ...], listed: Collection[str]) -> str | None:
    if len(owners) == 1:
        return owners[0]
    here = [owner for owner in owners if owner in listed]
    return here[0] if len(here) == 1 else None


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no letter or digit of a script with spaces runs on across either end."""
    return not (_joined(text, start) or _joined(text, end))


def _joined(text: str, at: int) -> bool:
    if at <= 0 or at >= len(text):
        return False
    return _spaced(text[at - 1]) and (_spaced(text[at]) or unicodedata.combining(text[at]) != 0)


def _spaced(char: str) -> bool:
    """A letter, digit or mark of a script that parts words by spaces."""
    return (char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M") and not (
        "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff"
        or "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff" or "\U00020000" <= char <= "\U0003ffff"
    )
