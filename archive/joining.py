"""Many parts of a search index are joined to one bundle.

Pagefind holds all that it indexes in memory, so a large archive is indexed in parts. What a reader's browser gets is
nevertheless one index, the same that one run over everything would have made: lists of pages are appended to each other,
with the pages of each part counted on from those of the part before. The lists themselves stay the bytes they are. They may
lie in a file: words are joined some at a time, so that no more of them is in memory than one block of each part.

Only filters and orders are left out; `facets` tells why, and has them instead.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import accumulate, groupby, islice
from typing import Any

from archive import facets
from archive.model.packed import Room, Stored
from archive.pagefind import Part, Run, Words, head, pack, told_anew, written

CHUNK = 40_000
"""How many bytes a file of words holds, about, before it is packed; only one of a very common word holds more."""

TOGETHER = 32
"""How many files are packed at once."""


def joined(parts: Sequence[Part], sorts: Mapping[str, Mapping[str, str]], room: Room) -> dict[str, bytes | Stored]:
    """The index files of one bundle of all parts, and the file of their facets; the fragments, which are not among them, are to be named as in `named`.

    `sorts` gives, in each order, the values of the pages that have one, by address. Files of words are put into the room. Raises
    ValueError where parts were not made alike.
    """
    if any(_alike(part.entry) != _alike(parts[0].entry) for part in parts):
        raise ValueError("parts that were not made alike")
    (language,) = parts[0].entry["languages"]
    starts = list(accumulate((len(part.pages) for part in parts), initial=0))
    addresses = [address for part in parts for address, _, _ in part.pages]
    lengths = [length for part in parts for _, _, length in part.pages]
    names = [name for some in named(parts) for name in some]
    files: dict[str, bytes | Stored] = {}
    chunks: list[tuple[str, str, str]] = []

    def named_by(value: bytes) -> str:
        return f"{language}_{blake2b(value, digest_size=6).hexdigest()}"

    words = _chunks(_joined_words(parts, starts))
    with ThreadPoolExecutor(2) as pool:  # packing leaves Python's lock
        while some := list(islice(words, TOGETHER)):
            for (first, last, data), packed in zip(some, pool.map(pack, (data for _, _, data in some)), strict=True):
                chunks.append((first, last, named_by(data)))
                files[f"index/{chunks[-1][2]}.pf_index"] = room.put(packed)
    about = written([parts[0].entry["version"], list(zip(names, lengths, strict=True)), chunks, [], [], _fields(parts)])
    hash = named_by(about)
    told = {**parts[0].entry["languages"][language], "hash": hash, "page_count": len(names)}
    entry = {**parts[0].entry, "languages": {language: told}}
    files[f"pagefind.{hash}.pf_meta"] = pack(about)
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    files[facets.PATH] = facets.file(names, _filters(parts, starts), {name: _order(addresses, values) for name, values in sorts.items()})
    return files


def _alike(entry: Mapping[str, Any]) -> object:
    """What parts of one bundle must have in common."""
    return {**entry, "languages": {language: about["wasm"] for language, about in entry["languages"].items()}}


def named(parts: Sequence[Part]) -> list[list[str]]:
    """The names of each part's fragments in the bundle: their own, or longer ones where two parts have given the same."""
    taken: set[str] = set()
    found = []
    for number, part in enumerate(parts):
        found.append([name if name not in taken else f"{name}-{number}" for _, name, _ in part.pages])
        taken.update(found[-1])
    return found


def _fields(parts: Iterable[Part]) -> list[str]:
    return sorted({field for part in parts for field in part.fields})


def _order(addresses: Sequence[str], values: Mapping[str, str]) -> list[int]:
    """The numbers of the pages in the order of their values, as numbers where all are; of those with the same one, of their addresses."""
    pages = [number for number, address in enumerate(addresses) if address in values]
    try:
        order: dict[str, Any] = {value: float(value) for value in values.values()}
    except ValueError:
        order = {value: value for value in values.values()}
    return sorted(pages, key=lambda number: (order[values[addresses[number]]], addresses[number]))


def _filters(parts: Sequence[Part], starts: Sequence[int]) -> dict[str, dict[str, array[int]]]:
    """The numbers in the bundle of the pages that have a value."""
    found: dict[str, dict[str, array[int]]] = {}
    for part, start in zip(parts, starts, strict=False):
        for name, values in part.filters.items():
            for value, pages in values.items():
                found.setdefault(name, {}).setdefault(value, array("I")).extend(start + page for page in pages)
    return found


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """The files of words in their order: what their words begin at and end at, cut as short as tells them apart, and what they hold."""
    first, last, held = "", "", b""
    for begins, ends, data in _cut(words):
        start = begins
        if held:
            last, start = _bounds(first, last, begins)
            yield first, last, held
        first, last, held = start, ends, data
    if held:
        yield first, last, held


def _cut(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """Files of words of some size: their first and last words, and what they hold."""
    rest = iter(words)
    while some := list(_first(rest)):
        yield some[0][0], some[-1][0], head(4, 1) + head(4, len(some)) + b"".join(data for _, data in some)


def _first(words: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """As many words as one file holds."""
    size = 0
    while size < CHUNK and (word := next(words, None)):
        size += len(word[1])
        yield word


def _bounds(first: str, last: str, next_first: str) -> tuple[str, str]:
    """What a file's last word and the next one's first are told as."""
    shorter, start = _apart(last, next_first)
    return shorter if shorter >= first else last, start


def _apart(one: str, other: str) -> tuple[str, str]:
    """The shortest beginnings of two words that differ."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[: same + 1], other[: same + 1]


def _joined_words(parts: Sequence[Part], starts: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """Every word with its pages in all parts, as it is written."""
    fields = _fields(parts)
    changed = {number: [fields.index(field) for field in part.fields] for number, part in enumerate(parts) if list(part.fields) != fields}
    for places in _places(parts):

        def pages(word: str, places: Mapping[str, list[tuple[int, Run]]] = places) -> bytes:
            return _joined_runs((starts[number], told_anew(run, changed[number]) if number in changed else run) for number, run in places[word])

        for word, some in groupby(sorted(places), key=_base):
            forms = list(some)[1:]
            others = [head(4, 2) + written(form.partition("\0")[2]) + pages(form) for form in forms]
            yield word, b"".join((head(4, 3), written(word), pages(word), head(4, len(others)), *others))


def _places(parts: Sequence[Part]) -> Iterator[dict[str, list[tuple[int, Run]]]]:
    """Words with their runs in all parts, and the numbers of those parts: in each mapping those that stand before those of the next. A word
    is in the same as its forms."""
    firsts = sorted(_base(block.first) for part in parts for block in part.blocks)
    told = [Words(part) for part in parts]
    for limit in (*dict.fromkeys(firsts[len(parts) :: len(parts)]), None):  # about one block of each
        places: dict[str, list[tuple[int, Run]]] = {}
        for number, words in enumerate(told):
            for word, run in words.before(limit):
                places.setdefault(word, []).append((number, run))
        yield places


def _base(word: str) -> str:
    """A word without what makes it a form."""
    return word.partition("\0")[0]


def _joined_runs(runs: Iterable[tuple[int, Run]]) -> bytes:
    total, before = 0, 0
    data: list[bytes] = []
    for start, (pages, first, last, rest) in runs:
        if pages:
            data += (b"\x83", head(0, start + first - before), rest)
            before = start + last
            total += pages
    return head(4, total) + b"".join(data)
