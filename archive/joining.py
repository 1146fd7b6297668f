"""The index files of Pagefind (1.5): those of one run are read as a part, and many parts are joined to one bundle.

The program holds all that it indexes in memory, so a large archive is indexed in parts. What a reader's browser gets is
nevertheless one index, the same that one run over everything would have made: lists of pages are appended to each other,
with the pages of each part counted on from those of the part before. The lists themselves stay the bytes they are.

The files are CBOR (RFC 8949) behind a signature, in gzip (RFC 1952):

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, groupby
from typing import Any, NamedTuple

SIGNATURE = b"pagefind_dcd"
CHUNK = 40_000
"""How many bytes a file of words holds, about, before it is packed; only one of a very common word holds more."""

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


@dataclass(frozen=True, slots=True)
class Part:
    """What one run of the program made. `entry` is what its `pagefind-entry.json` says, of one language. Pages are
    (address, name of their fragment, number of words); their place is their number.

    `sorts` tells of each order how many pages have a value in it; which, only the documents know.
    `words` are in the order of the program; a form of one with diacritics stands behind it as "word\\0form". `runs` holds
    four numbers for each: those of its run, and where in `data` the rest of it ends.
    """

    entry: dict[str, Any]
    pages: tuple[tuple[str, str, int], ...]
    fields: tuple[str, ...]
    filters: dict[str, dict[str, list[int]]]
    sorts: dict[str, int]
    words: list[str]
    runs: array[int]
    data: bytes

    @property
    def addresses(self) -> set[str]:
        return {address for address, _, _ in self.pages}

    def run(self, at: int) -> Run:
        """The run of a word, by its place in `words`."""
        pages, first, last, end = self.runs[4 * at : 4 * at + 4]
        return Run(pages, first, last, self.data[self.runs[4 * at - 1] if at else 0 : end])


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
    _, pages, chunks, filters, sorts, fields = _value(unpacked(files[f"pagefind.{about['hash']}.pf_meta"]))
    addresses = (json.loads(unpacked(files[f"fragment/{name}.pf_fragment"]))["url"] for name, _ in pages)
    values = dict(_value(unpacked(files[f"filter/{file}.pf_filter"])) for _, file in filters)
    words, runs, data, end = list[str](), array("L"), list[bytes](), 0
    for _, _, file in chunks:
        for word, run in _words(unpacked(files[f"index/{file}.pf_index"])):
            end += len(run.rest)
            words.append(word)
            runs.extend((run.pages, run.first, run.last, end))
            data.append(run.rest)
    return Part(
        entry,
        tuple((address, name, length) for address, (name, length) in zip(addresses, pages, strict=True)),
        tuple(fields),
        {name: dict(some) for name, some in values.items()},
        {name: len(some) for name, some in sorts},
        words,
        runs,
        b"".join(data),
    )


def unpacked(data: bytes) -> bytes:
    """What a file of the program holds. Raises ValueError where it is not one."""
    plain = zlib.decompress(data, GZIP)
    if not plain.startswith(SIGNATURE):
        raise ValueError("a file without the program's signature")
    return plain[len(SIGNATURE) :]


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
        number = _number(page[1])
        return Run(1, number, number, data[page.end(1) : page.end()]), page.end()
    found = PAGES.match(data, at)
    end = found.end() if found else at
    distances = list(map(_number, DISTANCE.findall(data, at, end)))
    if len(distances) != count:
        raise ValueError("a list of pages of another length than it says")
    return Run(count, distances[0], sum(distances), data[_uint(data, at + 1)[1] : end]), end


@lru_cache(1 << 16)
def _number(data: bytes) -> int:
    return int.from_bytes(data[1:]) if len(data) > 1 else data[0]


def _value(data: bytes) -> Any:
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


# ------------------------------------------------------------------------------------------------------------- joining


def joined(parts: Sequence[Part], sorts: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """The index files of one bundle of all parts; the fragments, which are not among them, are to be named as in `named`.

    `sorts` gives, in each order, the values of the pages that have one, by address. Raises ValueError where parts were not made alike.
    """
    if any(_alike(part.entry) != _alike(parts[0].entry) for part in parts):
        raise ValueError("parts that were not made alike")
    (language,) = parts[0].entry["languages"]
    files: dict[str, bytes] = {}

    def put(path: str, ending: str, value: bytes) -> str:
        name = f"{language}_{blake2b(value, digest_size=6).hexdigest()}"
        files[f"{path}{name}.{ending}"] = value
        return name

    starts = list(accumulate((len(part.pages) for part in parts), initial=0))
    addresses = [address for part in parts for address, _, _ in part.pages]
    lengths = [length for part in parts for _, _, length in part.pages]
    names = [name for some in named(parts) for name in some]
    chunks = [(first, last, put("index/", "pf_index", data)) for first, last, data in _chunks(_joined_words(parts, starts))]
    filters = [(name, put("filter/", "pf_filter", written([name, values]))) for name, values in _filters(parts, starts)]
    orders = [(name, _order(addresses, values)) for name, values in sorted(sorts.items())]
    pages = list(zip(names, lengths, strict=True))
    hash = put("pagefind.", "pf_meta", written([parts[0].entry["version"], pages, chunks, filters, orders, _fields(parts)]))
    about = {**parts[0].entry["languages"][language], "hash": hash, "page_count": len(pages)}
    entry = {**parts[0].entry, "languages": {language: about}}
    with ThreadPoolExecutor(2) as pool:  # packing leaves Python's lock
        packed = dict(zip(files, pool.map(pack, files.values()), strict=True))
    return {**packed, "pagefind-entry.json": json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()}


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


def pack(data: bytes) -> bytes:
    """A file as the program writes it, of what it is to hold."""
    packer = zlib.compressobj(5, zlib.DEFLATED, GZIP)
    return packer.compress(SIGNATURE + data) + packer.flush()


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


def _filters(parts: Sequence[Part], starts: Sequence[int]) -> Iterator[tuple[str, list[tuple[str, list[int]]]]]:
    for name in sorted({name for part in parts for name in part.filters}):
        values: dict[str, list[int]] = {}
        for part, start in zip(parts, starts, strict=False):
            for value, pages in part.filters.get(name, {}).items():
                values.setdefault(value, []).extend(start + page for page in pages)
        yield name, sorted(values.items())


def _chunks(words: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str, bytes]]:
    """The files of words in their order: what their words begin at and end at, cut as short as tells them apart, and what they hold."""
    chunks: list[tuple[list[str], list[bytes]]] = []
    size = CHUNK
    for word, data in words:
        if size >= CHUNK:
            chunks.append(([], []))
            size = 0
        chunks[-1][0].append(word)
        chunks[-1][1].append(data)
        size += len(data)
    bounds = [bound for some, _ in chunks for bound in (some[0], some[-1])]
    for at in range(1, len(bounds) - 1, 2):
        last, bounds[at + 1] = _apart(bounds[at], bounds[at + 1])
        bounds[at] = last if last >= bounds[at - 1] else bounds[at]
    for (_, some), first, last in zip(chunks, bounds[::2], bounds[1::2], strict=True):
        yield first, last, head(4, 1) + head(4, len(some)) + b"".join(some)


def _apart(one: str, other: str) -> tuple[str, str]:
    """The shortest beginnings of two words that differ."""
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[: same + 1], other[: same + 1]


def _joined_words(parts: Sequence[Part], starts: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    """Every word with its pages in all parts, as it is written."""
    fields = _fields(parts)
    changed = {number: [fields.index(field) for field in part.fields] for number, part in enumerate(parts) if list(part.fields) != fields}
    places: dict[str, list[tuple[int, int]]] = {}
    for number, part in enumerate(parts):
        for at, word in enumerate(part.words):
            places.setdefault(word, []).append((number, at))

    def pages(word: str) -> bytes:
        runs = ((number, parts[number].run(at)) for number, at in places[word])
        return _joined_runs((starts[number], _told_anew(run, changed[number]) if number in changed else run) for number, run in runs)

    for word, some in groupby(sorted(places), key=lambda word: word.partition("\0")[0]):
        forms = list(some)[1:]
        others = [head(4, 2) + written(form.partition("\0")[2]) + pages(form) for form in forms]
        yield word, b"".join((head(4, 3), written(word), pages(word), head(4, len(others)), *others))


def _joined_runs(runs: Iterable[tuple[int, Run]]) -> bytes:
    total, before = 0, 0
    data: list[bytes] = []
    for start, (pages, first, last, rest) in runs:
        if pages:
            data += (b"\x83", head(0, start + first - before), rest)
            before = start + last
            total += pages
    return head(4, total) + b"".join(data)


def _told_anew(run: Run, places: Sequence[int]) -> Run:
    """A run with other numbers for its fields."""

    def page(found: re.Match[bytes]) -> bytes:
        start = found.start(2) - found.start()
        return found[0][:start] + _refielded(found[2], places)

    return run._replace(rest=PAGE.sub(page, b"\x83\x00" + run.rest)[2:])


def _refielded(data: bytes, places: Sequence[int]) -> bytes:
    count, at = _list(data, 0)
    numbers = NUMBER.findall(data, at)
    return head(4, count) + b"".join(head(1, places[_number(bytes((one[0] & 31,)) + one[1:])]) if one[0] >> 5 == 1 else one for one in numbers)


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
