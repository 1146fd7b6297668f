"""index: gives the search documents to Pagefind, the program itself, and makes one bundle of what it returns.

The program holds all that it indexes in memory, and its time grows with it. So an archive is indexed in parts of bounded
size, one after the other, and each part is kept by the digest of its documents: an edit makes one part anew. Which part a
document lies in follows from its path alone, as far as the parts are small enough; so growth parts one part in two, and
leaves the others. What is published is one bundle, joined from the parts (`joining`): the same that one run would have made.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from html import unescape
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from archive import joining, pagefind, processes, vocabulary
from archive.digests import digest
from archive.installed import version_of
from archive.model.packed import Room, Stored, pickled, unpacked
from archive.pagefind import Part
from archive.problems import ToolError
from archive.store import Disk

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind_ui")
MOST = 400_000
"""How many words a part may have, unless a single document has more: the program takes some 400 bytes of memory for each."""

SECONDS = 60.0
BYTES_A_SECOND = 20_000
"""How long the program may take: so many seconds, and another for each so many bytes, a hundredth of its usual pace."""

SORT = re.compile(r'<meta data-pagefind-sort="(\w+)\[content\]" content="([^"]*)">')
FRAGMENTS = "fragment/"
FAILED = "failed"


class Document(NamedTuple):
    """A search document that can be made: its path, a digest of all that it depends on, and how many words it has, about."""

    path: str
    key: bytes
    words: int


class Made(NamedTuple):
    """What is kept of a part: its index, the values that its pages are sorted by, its vocabulary as a pickle, and the digests of its files."""

    part: Part
    sorts: dict[str, dict[str, str]]
    words: bytes | Stored
    files: dict[str, bytes]

    def within(self, room: Room) -> Made:
        """The same, with what is large in a room."""
        return self._replace(part=self.part.within(room), words=room.put(bytes(self.words)))


class File(NamedTuple):
    """A file of the bundle: the digest of its bytes, and what they can be had from."""

    path: str
    digest: bytes
    data: Callable[[], bytes]


def program() -> Path:
    """The Pagefind program. Raises ToolError where it is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ToolError('the search program Pagefind is missing: run "pip install pagefind-bin", or build with --no-search; the old site stays') from None


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


# --------------------------------------------------------------------------------------------------------- the program


class Run:
    """The program at work on the documents of a folder.

    `finish` raises ToolError with one line where it fails, takes too long, or does less than it says.
    """

    def __init__(self, folder: Path, documents: int, size: int, language: str) -> None:
        self.bundle = folder / "bundle"
        self.documents = documents
        self.seconds = SECONDS + size / BYTES_A_SECOND
        self.deadline = time.monotonic() + self.seconds
        command = [str(program()), "--site", str(folder / "documents"), "--output-path", str(self.bundle), "--force-language", language, "--quiet"]
        # Nothing of ours in its way: its settings may come from variables and from files beside it.
        environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
        dying = partial(processes.end_with, os.getpid()) if os.name == "posix" else None
        try:
            self.process = subprocess.Popen(  # noqa: S603  # our own words
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment,
                preexec_fn=dying,  # noqa: PLW1509  # in a process without threads
            )
        except OSError as error:
            raise ToolError(f"the search program cannot be started: {error.strerror}; the old site stays") from None

    def finish(self) -> dict[str, bytes]:
        """The files that the site needs, by path."""
        try:
            said, _ = self.process.communicate(timeout=max(0.0, self.deadline - time.monotonic()))  # wait() looks only now and then
        except subprocess.TimeoutExpired:
            self.stop()
            raise ToolError(f"the search program took more than {self.seconds:.0f} seconds for {self.documents} pages; the old site stays") from None
        if code := self.process.returncode:
            lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
            raise ToolError(f"the search program failed ({code}): {lines[-1] if lines else 'no reason given'}; the old site stays")
        files = {path.relative_to(self.bundle).as_posix(): path.read_bytes() for path in sorted(self.bundle.rglob("*")) if path.is_file()}
        return {path: data for path, data in files.items() if not path.startswith(UNUSED)}

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()


def _verified(files: Mapping[str, bytes], documents: int) -> Part:
    """The index that the program has made, if it is whole. It ends well on a full disk too, so what it wrote is looked at."""
    if empty := [path for path, data in files.items() if not data]:
        raise ToolError(f"the search program wrote {empty[0]} without any content; is the disk full? The old site stays")
    try:
        part = pagefind.read(files)
    except ValueError:
        raise ToolError("the search program made no index that can be read; is the disk full? The old site stays") from None
    if len(part.pages) != documents or "pagefind.js" not in files:
        raise ToolError(f"the search program indexed {len(part.pages)} of {documents} pages; the old site stays")
    return part


class Work:
    """A part that is being made: its documents are written, and the program is at work on them."""

    def __init__(self, folder: Path, documents: Sequence[tuple[str, bytes]], language: str) -> None:
        self.folder = folder
        self.documents = {path: data.decode("utf-8") for path, data in documents}
        for path, data in documents:
            place = folder / "documents" / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        self.run = Run(folder, len(documents), sum(len(data) for _, data in documents), language)

    def finish(self) -> tuple[Made, dict[str, bytes]]:
        """The part and its files. Its folder is gone afterwards."""
        words = vocabulary.counted(self.documents.values())
        files = self.run.finish()
        part = _verified(files, len(self.documents))
        unknown = "wasm.unknown.pagefind"  # the program for languages without a stemmer
        if all(about["wasm"] for about in part.entry["languages"].values()):
            files.pop(unknown, None)
        kept = {path: data for path, data in files.items() if path.startswith(FRAGMENTS) or path.endswith((".js", ".pagefind"))}
        self.stop()
        return Made(part, self._sorts(part), pickled(words), {path: digest(data) for path, data in kept.items()}), kept

    def _sorts(self, part: Part) -> dict[str, dict[str, str]]:
        sorts: dict[str, dict[str, str]] = {}
        for path, document in self.documents.items():
            for name, value in SORT.findall(document):
                sorts.setdefault(name, {})["/" + path.removesuffix("index.html")] = unescape(value)
        if {name: len(values) for name, values in sorts.items()} != part.sorts or any(values.keys() - part.addresses for values in sorts.values()):
            raise ToolError('search-document.html: what is sorted by must be written as <meta data-pagefind-sort="NAME[content]" content="VALUE">')
        return sorts

    def stop(self) -> None:
        self.run.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


# --------------------------------------------------------------------------------------------------------------- index


class Index:
    """The search index of an archive: what is known of it, and what must be made.

    `make` makes the document of a path; `folder` is an empty one to work in; `before` are parts that have been made before, so that they
    are loaded only where they are needed. `start` may be called to have the missing parts
    made in a process of their own, while this one does other things; `files` waits for them. `stop` ends whatever runs.
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
        self.process: BaseProcess | None = None
        self.held: tuple[bytes, dict[str, bytes]] = (b"", {})
        if self.missing:
            program()

    def start(self) -> None:
        """Makes the missing parts in a process of their own, where the system can."""
        if self.missing and "fork" in multiprocessing.get_all_start_methods():
            self.process = multiprocessing.get_context("fork").Process(target=self._beside, args=(os.getpid(),), daemon=True)
            self.process.start()

    def stop(self) -> None:
        if self.process and self.process.pid and self.process.is_alive():
            with suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.join()

    def keep(self, before: Iterable[bytes]) -> None:
        """Has the store keep these parts, whose files are not asked for while a site has them, and not those of `before` that are none of these."""
        self.store.want("search files", self.parts)
        for work in ("search", "search files"):
            self.store.forget(work, set(before) - self.parts.keys())

    def files(self) -> list[File]:
        """Every file of the bundle. Raises ToolError where a part cannot be made."""
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
            found: dict[str, bytes] | None = self.store.load("search files", [key]).get(key)
            self.held = (key, found if found is not None else self._work(key).finish()[1])
        return self.held[1][path]

    # -- making parts

    def _gather(self) -> None:
        """Waits until every part is there, and keeps the new ones."""
        if self.process:
            self.process.join()
            failed = self.folder / FAILED
            if failed.exists():
                raise ToolError(failed.read_text("utf-8"))
            if self.process.exitcode:
                raise ToolError(f"the search index was not made: its process ended with {self.process.exitcode}; the old site stays")
            if not all(self._place(key).is_file() for key in self.missing):
                raise ToolError("the search index cannot be written; is the disk full? The old site stays")
        made = map(self._read, self.missing) if self.process else self._make()
        for key, (one, files) in zip(self.missing, made, strict=True):
            self.known[key] = one.within(self.room)
            self.store.save("search", {key: one})
            self.store.save("search files", {key: files})
        self.missing, self.process = [], None

    def _make(self) -> Iterator[tuple[Made, dict[str, bytes]]]:
        """The missing parts, in order. While the program works on one, the documents of the next are made."""
        before: Work | None = None
        try:
            for key in self.missing:
                documents = self._documents(key)
                if before:
                    yield before.finish()
                before = self._work(key, documents)
            if before:
                yield before.finish()
        finally:
            if before:
                before.stop()

    def _documents(self, key: bytes) -> list[tuple[str, bytes]]:
        return [(document.path, self.make(document.path)) for document in self.parts[key]]

    def _work(self, key: bytes, documents: Sequence[tuple[str, bytes]] | None = None) -> Work:
        return Work(self.folder / key.hex(), documents or self._documents(key), self.language)

    def _beside(self, parent: int) -> None:
        """What the process of its own does: each part becomes a file."""
        os.setpgid(0, 0)
        processes.end_with(parent)
        try:
            for key, made in zip(self.missing, self._make(), strict=True):
                self._place(key).write_bytes(pickled(made))
        except ToolError as error:
            self._failed(str(error))
        except OSError as error:
            self._failed(f"the search index cannot be written: {error.strerror}; the old site stays")

    def _failed(self, why: str) -> None:
        with suppress(OSError):  # on a full disk the process that waits sees that nothing is there
            (self.folder / FAILED).write_text(why, "utf-8")

    def _place(self, key: bytes) -> Path:
        return self.folder / f"{key.hex()}.made"

    def _read(self, key: bytes) -> tuple[Made, dict[str, bytes]]:
        made: tuple[Made, dict[str, bytes]] = unpacked(self._place(key).read_bytes())
        self._place(key).unlink()
        return made
