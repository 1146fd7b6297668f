"""index: gives the search documents to Pagefind, the program itself, and makes one bundle of what it returns.

The program holds all that it indexes in memory, and its time grows with it. So an archive is indexed in parts of bounded
size, one after the other, and each part is kept by the digest of its documents: an edit makes one part anew. Which part a
document lies in follows from its path alone, as far as the parts are small enough; so growth parts one part in two, and
leaves the others. What is published is one bundle, joined from the parts (`joining`): the same that one run would have made.
"""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from archive import indexing, joining, vocabulary
from archive.digests import digest
from archive.indexing import FRAGMENTS, Beside, Files, Made, Work
from archive.installed import version_of
from archive.model.packed import Room, unpacked
from archive.problems import ToolError
from archive.store import Disk
from archive.workers import Spread, in_turn

MOST = 400_000
"""How many words a part may have, unless a single document has more: the program takes some 400 bytes of memory for each."""


class Document(NamedTuple):
    """A search document that can be made: its path, a digest of all that it depends on, and how many words it has, about."""

    path: str
    key: bytes
    words: int


class File(NamedTuple):
    """A file of the bundle: the digest of its bytes, and what they can be had from."""

    path: str
    digest: bytes
    data: Callable[[], bytes]


def version() -> str:
    return version_of("pagefind-bin") or "none"


# --------------------------------------------------------------------------------------------------------------- parts


def divided(documents: Iterable[Document], most: int) -> list[list[Document]]:
    """The parts of the archive: the documents whose paths' digests begin with the same bits, as few bits as keep each part small."""
    hashed = sorted((int.from_bytes(blake2b(document.path.encode(), digest_size=8).digest()), document) for document in documents)
    return [[document for _, document in some] for some in _halved(hashed, 63, most)]


def _halved(some: Sequence[tuple[int, Document]], bit: int, most: int) -> Iterator[Sequence[tuple[int, Document]]]:
    if len(some) < 2 or bit < 0 or sum(document.words for _, document in some) <= most:
        if some:
            yield some
        return
    at = next((at for at, (number, _) in enumerate(some) if number >> bit & 1), len(some))
    for half in (some[:at], some[at:]):
        yield from _halved(half, bit - 1, most)


def part_key(documents: Iterable[Document], language: str) -> bytes:
    """The digest of all that a part of the index depends on."""
    digest = blake2b(f"{version()}\0{language}\0".encode(), digest_size=20)
    for path, key, _ in sorted(documents):
        digest.update(blake2b(path.encode(), digest_size=20).digest() + blake2b(key, digest_size=20).digest())
    return digest.digest()


# --------------------------------------------------------------------------------------------------------------- index


class Index:
    """The search index of an archive: what is known of it, and what must be made.

    `make` makes the document of a path; `folder` is an empty one to work in; `before` are parts that have been made before, so that they
    are loaded only where they are needed. `begin` has the missing parts begun, while this process does other things; `files` makes
    what is left of them, and is the same when it is asked for again. `stop` ends whatever runs.
    """

    def __init__(
        self, documents: Sequence[Document], make: Callable[[str], bytes], language: str, store: Disk, folder: Path, before: Iterable[bytes] = ()
    ) -> None:
        self.make, self.language, self.store, self.folder = make, language, store, folder
        self.parts = {part_key(some, language): some for some in divided(documents, MOST)}
        before = set(before)
        self.known: dict[bytes, Made] = {}
        self.room = Room()
        self._load(key for key in self.parts if key not in before)
        self.missing = [key for key in self.parts if key not in self.known and key not in before]
        self.lacked = bool(self.missing)
        self.written: set[bytes] = set()
        self.work: Work | None = None
        self.beside: Beside | None = None
        self.held: tuple[bytes, Files] = (b"", {})
        self.made: list[File] | None = None
        if self.missing:
            indexing.program()

    def begin(self, spread: Spread = in_turn) -> None:
        """Begins with the missing parts: their documents are written, by `spread`, and the program is started. Where there are several, another
        process takes one after the other. Raises ToolError."""
        if not self.missing:
            return
        self._write(self.missing, spread)
        if len(self.missing) == 1:
            self.work = self._work(*indexing.taken(self._places()))
        elif sys.executable:
            with suppress(OSError):  # without it all parts are made here
                self.beside = Beside(indexing.program(), self.language, self._places())

    @property
    def lacking(self) -> int:
        """How many documents the missing parts have."""
        return sum(len(self.parts[key]) for key in self.missing)

    def stop(self) -> None:
        if self.work:
            self.work.stop()
        if self.beside:
            self.beside.stop()

    def keep(self, before: Iterable[bytes]) -> None:
        """Has the store keep these parts, whose files are not asked for while a site has them, and not those of `before` that are none of these."""
        self.store.want("search files", self.parts)
        for work in ("search", "search files"):
            self.store.forget(work, set(before) - self.parts.keys())

    @property
    def ready(self) -> bool:
        """Whether all that was begun has ended, so that nobody need wait for `files`."""
        return bool(self.work and self.work.run.ended)

    def files(self) -> list[File]:
        """Every file of the bundle. Raises ToolError where a part cannot be made."""
        if self.made is None:
            self.made = self._joined()
        return self.made

    def _joined(self) -> list[File]:
        self._gather()
        self._load(key for key in self.parts if key not in self.known)
        self.missing = [key for key in self.parts if key not in self.known]  # what the store has lost
        self._gather()
        made = [self.known[key] for key in self.parts]
        sorts: dict[str, dict[str, str]] = {}
        counts: Counter[str] = Counter()
        for one in made:
            counts.update(unpacked(bytes(one.words)))
            for name, values in one.sorts.items():
                sorts.setdefault(name, {}).update(values)
        try:
            joined = joining.joined([one.part for one in made], sorts, self.room)
        except ValueError as error:
            raise ToolError(f"the parts of the search index cannot be joined: {error}; build with --clean; the old site stays") from None
        new = {**joined, **vocabulary.files(counts)}
        return [*(File(path, digest(bytes(data)), partial(bytes, data)) for path, data in new.items()), *self._kept(made)]

    def _load(self, keys: Iterable[bytes]) -> None:
        """Knows those parts that the store has, one after the other, for each is large until it lies in the room."""
        for key in keys:
            made: Made
            for made in self.store.load("search", [key]).values():
                self.known[key] = made.within(self.room)

    def _kept(self, made: Sequence[Made]) -> Iterator[File]:
        """The files of the parts: the program, which is the same in all, and the fragments under the names of the bundle."""
        names = joining.named([one.part for one in made])
        for number, (key, one) in enumerate(zip(self.parts, made, strict=True)):
            renamed = {name: other for (_, name, _), other in zip(one.part.pages, names[number], strict=True)}
            for path, known in one.files.items():
                if path.startswith(FRAGMENTS):
                    name = path.removeprefix(FRAGMENTS).removesuffix(".pf_fragment")
                    yield File(f"{FRAGMENTS}{renamed[name]}.pf_fragment", known, partial(self._data, key, path))
                elif not number:
                    yield File(path, known, partial(self._data, key, path))

    def _data(self, key: bytes, path: str) -> bytes:
        """A file of a part. The files of one part are held, for one after the other is asked for."""
        if self.held[0] != key:
            found: Files | None = self.store.load("search files", [key]).get(key)
            if found is None:  # the store has lost them
                self._write([key], in_turn)
                found = self._work(self._place(key)).finish()[1]
            self.held = (key, found)
        return self.held[1][path]

    # -- making parts

    def _gather(self) -> None:
        """Makes what nobody has taken of the missing parts, waits until the others are there, and keeps all of them."""
        self._write([key for key in self.missing if key not in self.written], in_turn)
        if self.work:
            self._keep(self.work.folder, *self.work.finish())
        for folder in indexing.taken(reversed(self._places())):
            self.work = self._work(folder)
            self._keep(folder, *self.work.finish())
        if self.beside:
            self.beside.finish()
        for folder in self._places():
            if bytes.fromhex(folder.stem) not in self.known:
                self._keep(folder, *indexing.made(folder))
        self.missing, self.work, self.beside = [], None, None

    def _keep(self, folder: Path, made: Made, files: Files) -> None:
        key = bytes.fromhex(folder.stem)
        self.known[key] = made.within(self.room)
        self.store.save("search", {key: made})
        self.store.save("search files", {key: files})

    def _work(self, folder: Path) -> Work:
        return Work(indexing.program(), folder, self.language)

    def _write(self, keys: Sequence[bytes], spread: Spread) -> None:
        """Writes the documents of parts. Raises ToolError where there is no room for them."""
        documents = [(self._place(key), document.path) for key in keys for document in self.parts[key]]

        def write(start: int, stop: int) -> list[None]:
            for place, path in documents[start:stop]:
                indexing.write(place, path, self.make(path))
            return []

        try:
            deque(spread(write, len(documents)), maxlen=0)
        except OSError as error:
            raise ToolError(f"the search index cannot be written: {error.strerror}; the old site stays") from None
        self.written.update(keys)

    def _places(self) -> list[Path]:
        return [self._place(key) for key in self.missing]

    def _place(self, key: bytes) -> Path:
        """The folder of a part that is to be made."""
        return self.folder / key.hex()
