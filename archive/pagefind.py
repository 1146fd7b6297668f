"""The index files of Pagefind (1.5): those of one run are read as a part; and the CBOR (RFC 8949) that they are, behind a signature, in
gzip (RFC 1952):

    pf_meta     [version, [[page, words]...], [[from, to, chunk]...], [[filter, file]...], [[sort, [page number...]]...], [field...]]
    pf_index    [[[word, pages, [[form, pages]...]]...]]    a form is the word with its diacritics
    pf_filter   [filter, [[value, [page number...]]...]]

where pages are [[distance from the page before, [place...], [field or place...]]...]; a negative number -1-n among the last
says that what follows are places in the field n.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from archive.model.packed import Room, Stored, pickled, unpacked

SIGNATURE = b"pagefind_dcd"
BLOCK = 256
"""How many words a block has."""

GZIP = 31
"""zlib's sign for a gzip file."""

UINT = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a....)"
INT = rb"(?:[\x00-\x17\x20-\x37]|[\x18\x38].|[\x19\x39]..|[\x1a\x3a]....)"
LIST = rb"(?:[\x80-\x97]|\x98.|\x99..|\x9a....)" + INT + rb"*+"
PAGE = re.compile(rb"\x83(" + UINT + rb")" + LIST + rb"(" + LIST + rb")", re.DOTALL)
DISTANCE = re.compile(rb"\x83(" + UINT + rb")" + LIST + LIST, re.DOTALL)
PAGES = re.compile(rb"(?:\x83" + UINT + LIST + LIST + rb")*+", re.DOTALL)
NUMBER = re.compile(INT, re.DOTALL)


class Run(NamedTuple):
    """The pages of a part that have a word: how many, the numbers of the first and the last, and all but the first's number as it is written."""

    pages: int
    first: int
    last: int
    rest: bytes


class Block(NamedTuple):
    """Some words of a part, in order: the first of them, and packed the words, four numbers for each, and bytes. The numbers are those of
    its run, and where in the bytes the rest of it ends."""

    first: str
    data: bytes | Stored


@dataclass(frozen=True, slots=True)
class Part:
    """What one run of the program made. `entry` is what its `pagefind-entry.json` says, of one language. Pages are
    (address, name of their fragment, number of words); their place is their number.

    `sorts` tells of each order how many pages have a value in it; which, only the documents know.
    The words of `blocks` are in order; a form of one with diacritics stands behind it as "word\\0form".
    """

    entry: dict[str, Any]
    pages: tuple[tuple[str, str, int], ...]
    fields: tuple[str, ...]
    filters: dict[str, dict[str, array[int]]]
    sorts: dict[str, int]
    blocks: tuple[Block, ...]

    @property
    def addresses(self) -> set[str]:
        return {address for address, _, _ in self.pages}

    def within(self, room: Room) -> Part:
        """The same, with its words in a room."""
        return replace(self, blocks=tuple(Block(first, room.put(bytes(data))) for first, data in self.blocks))


class Words:
    """The words of a part and their runs, from one end to the other: one block of them is open at a time."""

    def __init__(self, part: Part) -> None:
        self.blocks = iter(part.blocks)
        self.words: list[str] = []
        self.runs: array[int] = array("I")
        self.data = b""
        self.at = 0

    def before(self, limit: str | None) -> Iterator[tuple[str, Run]]:
        """Those that have not been told and stand before a word; all, if there is none."""
        while True:
            end = len(self.words) if limit is None else bisect_left(self.words, limit, self.at)
            for at in range(self.at, end):
                pages, first, last, stop = self.runs[4 * at : 4 * at + 4]
                yield self.words[at], Run(pages, first, last, self.data[self.runs[4 * at - 1] if at else 0 : stop])
            self.at = end
            if end < len(self.words):
                return
            block = next(self.blocks, None)
            if block is None:
                return
            (self.words, self.runs, self.data), self.at = unpacked(bytes(block.data)), 0


def _blocks(words: Iterable[tuple[str, Run]]) -> Iterator[Block]:
    ordered = iter(sorted(words))
    while some := list(islice(ordered, BLOCK)):
        runs, data, end = array("I"), list[bytes](), 0
        for _, run in some:
            end += len(run.rest)
            runs.extend((run.pages, run.first, run.last, end))
            data.append(run.rest)
        yield Block(some[0][0], pickled(([word for word, _ in some], runs, b"".join(data))))


# ------------------------------------------------------------------------------------------------------------- reading


def read(files: Mapping[str, bytes]) -> Part:
    """The part of an index that lies in the files of a run over pages of one language. Raises ValueError where they are not what is told above."""
    try:
        return _read(files)
    except (LookupError, TypeError, UnicodeError, zlib.error) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from None


def _read(files: Mapping[str, bytes]) -> Part:
    entry = json.loads(files["pagefind-entry.json"])
    (about,) = entry["languages"].values()
    _, pages, chunks, filters, sorts, fields = value(plain(files[f"pagefind.{about['hash']}.pf_meta"]))
    addresses = (json.loads(plain(files[f"fragment/{name}.pf_fragment"]))["url"] for name, _ in pages)
    values = dict(value(plain(files[f"filter/{file}.pf_filter"])) for _, file in filters)
    words = (word for _, _, file in chunks for word in _words(plain(files[f"index/{file}.pf_index"])))
    return Part(
        entry,
        tuple((address, name, length) for address, (name, length) in zip(addresses, pages, strict=True)),
        tuple(fields),
        {name: {value: array("I", numbers) for value, numbers in some} for name, some in values.items()},
        {name: len(some) for name, some in sorts},
        tuple(_blocks(words)),
    )


def plain(data: bytes) -> bytes:
    """What a file of the program holds. Raises ValueError where it is not one."""
    held = zlib.decompress(data, GZIP)
    if not held.startswith(SIGNATURE):
        raise ValueError("a file without the program's signature")
    return held[len(SIGNATURE) :]


def _words(data: bytes) -> Iterator[tuple[str, Run]]:
    """The words of a file and their forms, with their runs; of those that only have forms the run is empty."""
    count, at = _list(data, _fixed(data, 0, 1))
    for _ in range(count):
        word, at = _text(data, _fixed(data, at, 3))
        run, at = _run(data, at)
        yield word, run
        forms, at = _list(data, at)
        for _ in range(forms):
            form, at = _text(data, _fixed(data, at, 2))
            run, at = _run(data, at)
            yield f"{word}\0{form}", run
    if at != len(data):
        raise ValueError("more than words")


def _run(data: bytes, at: int) -> tuple[Run, int]:
    count, at = _list(data, at)
    if not count:
        return Run(0, 0, 0, b""), at
    if count == 1 and (page := DISTANCE.match(data, at)):  # most words stand on one page
        only = number(page[1])
        return Run(1, only, only, data[page.end(1) : page.end()]), page.end()
    found = PAGES.match(data, at)
    end = found.end() if found else at
    distances = list(map(number, DISTANCE.findall(data, at, end)))
    if len(distances) != count:
        raise ValueError("a list of pages of another length than it says")
    return Run(count, distances[0], sum(distances), data[_uint(data, at + 1)[1] : end]), end


@lru_cache(1 << 16)
def number(data: bytes) -> int:
    return int.from_bytes(data[1:]) if len(data) > 1 else data[0]


def value(data: bytes) -> Any:
    value, at = _any(data, 0)
    if at != len(data):
        raise ValueError("more than one value")
    return value


def _any(data: bytes, at: int) -> tuple[Any, int]:
    kind = data[at] >> 5
    if kind == 4:
        count, at = _list(data, at)
        values = []
        for _ in range(count):
            value, at = _any(data, at)
            values.append(value)
        return values, at
    return _text(data, at) if kind == 3 else _uint(data, at)


def _head(data: bytes, at: int, kind: int) -> tuple[int, int]:
    """The number that an item of a kind begins with, and where it ends."""
    if data[at] >> 5 != kind:
        raise ValueError(f"a value of kind {data[at] >> 5}, not {kind}")
    short = data[at] & 31
    if short < 24:
        return short, at + 1
    size = {24: 1, 25: 2, 26: 4}[short]
    return int.from_bytes(data[at + 1 : at + 1 + size]), at + 1 + size


def _uint(data: bytes, at: int) -> tuple[int, int]:
    return _head(data, at, 0)


def _list(data: bytes, at: int) -> tuple[int, int]:
    return _head(data, at, 4)


def _fixed(data: bytes, at: int, count: int) -> int:
    if data[at] != 4 << 5 | count:
        raise ValueError(f"no list of {count} values")
    return at + 1


def _text(data: bytes, at: int) -> tuple[str, int]:
    length, at = _head(data, at, 3)
    return data[at : at + length].decode(), at + length


# ------------------------------------------------------------------------------------------------------------- writing


def told_anew(run: Run, places: Sequence[int]) -> Run:
    """A run with other numbers for its fields."""

    def page(found: re.Match[bytes]) -> bytes:
        start = found.start(2) - found.start()
        return found[0][:start] + _refielded(found[2], places)

    return run._replace(rest=PAGE.sub(page, b"\x83\x00" + run.rest)[2:])


def _refielded(data: bytes, places: Sequence[int]) -> bytes:
    count, at = _list(data, 0)
    numbers = NUMBER.findall(data, at)
    return head(4, count) + b"".join(head(1, places[number(bytes((one[0] & 31,)) + one[1:])]) if one[0] >> 5 == 1 else one for one in numbers)


def pack(data: bytes) -> bytes:
    """A file as the program writes it, of what it is to hold."""
    packer = zlib.compressobj(5, zlib.DEFLATED, GZIP)
    return packer.compress(SIGNATURE + data) + packer.flush()


def head(kind: int, number: int) -> bytes:
    """The beginning of a CBOR item: its kind (0 a number, 1 a negative one, 3 a text, 4 a list), and its number or length."""
    if number < 24:
        return bytes((kind << 5 | number,))
    for sign, size in ((24, 1), (25, 2), (26, 4)):
        if number < 1 << 8 * size:
            return bytes((kind << 5 | sign,)) + number.to_bytes(size)
    raise ValueError(f"{number} is too large")


def written(value: Any) -> bytes:
    """Numbers, texts and lists of them as CBOR."""
    if isinstance(value, int):
        return head(0, value)
    if isinstance(value, str):
        data = value.encode()
        return head(3, len(data)) + data
    return head(4, len(value)) + b"".join(map(written, value))
