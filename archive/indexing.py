"""The search program, Pagefind, at work on folders of documents: each folder gives one part of the index.

Parts are made by whoever takes them: by the process that builds, and by one of its own that is started beside it. That one is a new
program, not a copy of the first, which would hold a copy of the whole archive too.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from html import unescape
from pathlib import Path
from typing import NamedTuple

from archive import pagefind, processes, vocabulary
from archive.digests import digest
from archive.model.packed import Room, Stored, pickled, unpacked
from archive.pagefind import Part
from archive.problems import ToolError

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind_ui")
SECONDS = 60.0
BYTES_A_SECOND = 20_000
"""How long the program may take: so many seconds, and another for each so many bytes, a hundredth of its usual pace."""

SORT = re.compile(r'<meta data-pagefind-sort="(\w+)\[content\]" content="([^"]*)">')
FRAGMENTS = "fragment/"
DOCUMENTS = "documents"
FAILED = "failed"
SAID = "said"
"""Files in the folder where parts are made: why one could not be, and what the process beside has said."""

START = "import sys; from archive.indexing import main; main(*sys.argv[1:])"
Files = dict[str, bytes]


class Made(NamedTuple):
    """What is kept of a part: its index, the values that its pages are sorted by, its vocabulary as a pickle, and the digests of its files."""

    part: Part
    sorts: dict[str, dict[str, str]]
    words: bytes | Stored
    files: dict[str, bytes]

    def within(self, room: Room) -> Made:
        """The same, with what is large in a room."""
        return self._replace(part=self.part.within(room), words=room.put(bytes(self.words)))


def program() -> Path:
    """The Pagefind program. Raises ToolError where it is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ToolError('the search program Pagefind is missing: run "pip install pagefind-bin", or build with --no-search; the old site stays') from None



class Run:
    """The program at work on the documents of a folder.

    `finish` raises ToolError with one line where it fails, takes too long, or does less than it says.
    """

    def __init__(self, program: Path, folder: Path, documents: int, size: int, language: str) -> None:
        self.bundle = folder / "bundle"
        self.documents = documents
        self.seconds = SECONDS + size / BYTES_A_SECOND
        self.deadline = time.monotonic() + self.seconds
        command = [str(program), "--site", str(folder / DOCUMENTS), "--output-path", str(self.bundle), "--force-language", language, "--quiet"]
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

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def finish(self) -> dict[str, bytes]:
        """The files that the site needs, by path."""
        try:
            # it may be asked long after the program has ended; wait() would look only now and then
            said, _ = self.process.communicate(timeout=max(1.0, self.deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.stop()
            raise ToolError(f"the search program took more than {self.seconds:.0f} seconds for {self.documents} pages; the old site stays") from None
        if code := self.process.returncode:
            lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
            raise ToolError(f"the search program failed ({code}): {lines[-1] if lines else 'no reason given'}; the old site stays")
        return {path: _read(place) for path, place in _below(self.bundle).items() if not path.startswith(UNUSED)}

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
    """A part that is being made: the program is at work on the documents of a folder."""

    def __init__(self, program: Path, folder: Path, language: str) -> None:
        self.folder = folder
        self.places = _below(folder / DOCUMENTS)
        self.run = Run(program, folder, len(self.places), sum(map(os.path.getsize, self.places.values())), language)

    def finish(self) -> tuple[Made, Files]:
        """The part and its files. Its folder is gone afterwards."""
        documents = {path: _read(place).decode("utf-8") for path, place in self.places.items()}
        words = vocabulary.counted(documents.values())
        files = self.run.finish()
        part = _verified(files, len(documents))
        unknown = "wasm.unknown.pagefind"  # the program for languages without a stemmer
        if all(about["wasm"] for about in part.entry["languages"].values()):
            files.pop(unknown, None)
        kept = {path: data for path, data in files.items() if path.startswith(FRAGMENTS) or path.endswith((".js", ".pagefind"))}
        self.stop()
        return Made(part, _sorts(documents, part), pickled(words), {path: digest(data) for path, data in kept.items()}), kept

    def stop(self) -> None:
        self.run.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _below(folder: Path) -> dict[str, str]:
    """The files in a folder and the folders below it: where each lies, by its path from there with "/", in the order of these paths."""
    at = len(f"{folder}/")
    found = sorted(f"{place}/{name}".replace(os.sep, "/") for place, _, names in os.walk(folder) for name in names)
    return {place[at:]: place for place in found}


def _read(place: str) -> bytes:
    with open(place, "rb") as file:  # noqa: PTH123  # thrice as fast as pathlib's
        return file.read()


def _sorts(documents: Mapping[str, str], part: Part) -> dict[str, dict[str, str]]:
    """The values that documents are sorted by, by address, in each order."""
    sorts: dict[str, dict[str, str]] = {}
    for path, document in documents.items():
        for name, value in SORT.findall(document):
            sorts.setdefault(name, {})["/" + path.removesuffix("index.html")] = unescape(value)
    if {name: len(values) for name, values in sorts.items()} != part.sorts or any(values.keys() - part.addresses for values in sorts.values()):
        raise ToolError('search-document.html: what is sorted by must be written as <meta data-pagefind-sort="NAME[content]" content="VALUE">')
    return sorts


# --------------------------------------------------------------------------------------------------------------- parts


def write(folder: Path, path: str, data: bytes) -> None:
    """Puts a document into the folder of its part."""
    place = f"{folder}/{DOCUMENTS}/{path}"
    os.makedirs(place.rpartition("/")[0], exist_ok=True)  # noqa: PTH103  # thrice as fast as pathlib's
    with open(place, "wb") as file:  # noqa: PTH123  # the same
        file.write(data)


def taken(folders: Iterable[Path]) -> Iterator[Path]:
    """Those of these folders that nobody else has taken, one after the other, each under the name that it has from then on."""
    for folder in folders:
        with suppress(FileNotFoundError):
            yield folder.rename(folder.with_suffix(".taken"))


class Beside:
    """The process beside this one. It takes parts from the first on; what it has made lies in files until it is asked for."""

    def __init__(self, program: Path, language: str, folders: Sequence[Path]) -> None:
        self.work = folders[0].parent
        command = [sys.executable, "-P", "-c", START, str(os.getpid()), str(program), language, *map(str, folders)]
        path = os.pathsep.join(place for place in sys.path if place)
        with (self.work / SAID).open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603  # our own words
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                env={**os.environ, "PYTHONPATH": path},
                process_group=0 if os.name == "posix" else None,  # who stops the build by hand stops us; we stop this one
            )

    def finish(self) -> None:
        """Waits for its end. Raises ToolError where it could not do its work."""
        code = self.process.wait()
        if (failed := self.work / FAILED).exists():
            raise ToolError(failed.read_text("utf-8"))
        if code:
            said = (self.work / SAID).read_text("utf-8", "replace").split("\n")
            why = next((line for line in reversed(said) if line.strip()), "no reason given")
            raise ToolError(f"the search index was not made: its process ended with {code}: {why}; the old site stays")
        (self.work / SAID).unlink()

    def stop(self) -> None:
        """Ends it, and what it has started."""
        if self.process.poll() is None:
            with suppress(OSError, AttributeError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.kill()
            self.process.wait()


def made(folder: Path) -> tuple[Made, Files]:
    """The part that was made beside this process of the documents of a folder. Raises ToolError where it is not there."""
    place = folder.with_suffix(".made")
    try:
        found: tuple[Made, Files] = unpacked(place.read_bytes())
    except FileNotFoundError:
        raise ToolError("the search index cannot be written; is the disk full? The old site stays") from None
    place.unlink()
    return found


def main(parent: str, program: str, language: str, *folders: str) -> None:
    """What the process beside does: each part becomes a file, each reason why one cannot be made another."""
    processes.end_with(int(parent))
    gc.disable()  # nothing that is made here holds a circle
    work = Path(folders[0]).parent
    try:
        for folder in taken(map(Path, folders)):
            folder.with_suffix(".made").write_bytes(pickled(Work(Path(program), folder, language).finish()))
    except ToolError as error:
        _failed(work, str(error))
    except OSError as error:
        _failed(work, f"the search index cannot be written: {error.strerror}; the old site stays")


def _failed(work: Path, why: str) -> None:
    with suppress(OSError):  # on a full disk the process that waits sees that nothing is there
        (work / FAILED).write_text(why, "utf-8")
