"""fixity: whether anything has changed since the last build, told before the stages are loaded.

What goes into a site is told by the digests of its files; that nobody touched the site itself, by the inodes, sizes and
times of all that lies in it, as the last build left them (so that 60,000 files need not be read). Where both hold there is nothing to do; where either does
not, a build finds out the rest. Nothing that takes time is loaded for it.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import NamedTuple
from zlib import crc32

from archive.options import Options, Report
from archive.workers import spread

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # pathlib would take longer to load and to do it
BESIDE = os.path.join(os.path.dirname(PACKAGE), "templates")  # noqa: PTH118, PTH120
SIZE = 16
MANY = 256
"""How many files are read as one piece of work."""
PARTS = 64
"""In how many parts the files of a site are looked at."""


Work = Callable[[], bytes]
"""A piece of work that gives a digest."""


class Last(NamedTuple):
    """What the last build left: the digest of what went in, the files of the site with their digest by parts, and what was
    said. `warnings` are pickled problems, so that they need not be loaded to know that there are none."""

    program: bytes
    inputs: bytes
    files: tuple[bytes, ...]
    digests: tuple[bytes, ...]
    articles: int
    total: int
    indexed: str
    warnings: bytes


def unchanged(options: Options) -> Report | None:
    """What a build that has nothing to do reports; `None` where there may be something to do."""
    last = None if options.clean else _recalled(options)
    if last is None:
        return None
    works = _input_works(options)
    found = _shared([*works, *_site_works(options, last.files)])
    if _inputs(options, found[: len(works)]) != last.inputs or tuple(found[len(works) :]) != last.digests:
        return None
    warnings = pickle.loads(last.warnings) if last.warnings else ()  # noqa: S301  # our own file, and its checksum holds
    return Report(last.articles, last.total, 0, last.total, last.indexed, warnings=warnings)


def remember(options: Options, went_in: bytes, files: Iterable[str], report: Report) -> None:
    """Keeps what `unchanged` compares with. `went_in` are the inputs as they were before they were read; `files` is every
    file of the site, from its root."""
    parts = _parts(files)
    digests = tuple(_shared(_site_works(options, parts)))
    warnings = pickle.dumps(report.warnings) if report.warnings else b""
    indexed = "reused" if report.indexed == "made" else report.indexed
    data = marshal.dumps(tuple(Last(program(), went_in, parts, digests, report.articles, report.files, indexed, warnings)))
    path = _place(options)
    with suppress(OSError):  # what cannot be kept costs only time
        with open(f"{path}.new", "wb") as file:  # noqa: PTH123
            file.write(_digest(data) + data)
        os.replace(f"{path}.new", path)  # noqa: PTH105


def why(options: Options) -> str:
    """Why all must be made anew, where that is so."""
    last = _recalled(options)
    if options.clean:
        return "clean"
    if last is None:
        return "no earlier build is kept"
    return "the program has changed" if last.program != program() else ""


def _recalled(options: Options) -> Last | None:
    with suppress(OSError, ValueError, EOFError, TypeError):
        with open(_place(options), "rb") as file:  # noqa: PTH123
            data = file.read()
        if _digest(data[SIZE:]) == data[:SIZE]:
            return Last(*marshal.loads(data[SIZE:]))  # noqa: S302  # the same
    return None


def _place(options: Options) -> str:
    return f"{options.root}/.archive/last-{_digest(os.fsencode(options.output.absolute())).hex()[:12]}"


# ------------------------------------------------------------------------------------------------------------ what goes in


def inputs(options: Options) -> bytes:
    """The digest of all that a site is made from: the program, the options, and every file of content/ and templates/."""
    return _inputs(options, _shared(_input_works(options)))


def _inputs(options: Options, files: Iterable[bytes]) -> bytes:
    told = repr((options.base_url, options.search, options.noindex, options.strict))
    return _digest(b"".join((program(), told.encode(), *files)))


def _input_works(options: Options) -> list[Work]:
    """The digests of the files that go in, in pieces of work."""
    root = os.fspath(options.root)
    paths = [path for name in ("content", "templates") for path in _files(f"{root}/{name}", hidden=name == "templates")]

    def work(start: int) -> Work:
        return lambda: _digest(b"".join(_named(path, root) for path in paths[start : start + MANY]))

    return [work(start) for start in range(0, len(paths), MANY)]


def _named(path: str, root: str) -> bytes:
    return path[len(root) :].encode("utf-8", "surrogateescape") + b"\0" + _digest(_bytes(path))


def program() -> bytes:
    """The digest of the program: its sources and templates, Python, and what is installed beside it, by name and version."""
    digest = blake2b(f"{sys.version}\0{sys.executable}\0".encode(), digest_size=SIZE)
    installed = {name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH112, PTH208
    digest.update("\0".join(sorted(installed)).encode("utf-8", "surrogateescape"))
    for top in (PACKAGE, BESIDE):
        for path in _files(top, hidden=True):
            if not path.endswith(".pyc"):
                digest.update(path.encode("utf-8", "surrogateescape") + b"\0" + _digest(_bytes(path)))
    return digest.digest()


def _files(top: str, hidden: bool) -> Iterator[str]:
    """The files below a folder, in one order; without those that begin with a point or end with "~" unless `hidden`."""
    below: list[str] = []
    try:
        found = sorted(os.scandir(top), key=lambda one: one.name)
    except OSError:
        return
    for one in found:
        if not hidden and (one.name.startswith(".") or one.name.endswith("~")):
            continue
        if one.is_dir(follow_symlinks=False):
            below.append(one.path)
        else:
            yield one.path
    for folder in below:
        yield from _files(folder, hidden)


# ---------------------------------------------------------------------------------------------------------- what came out


def intact(options: Options) -> bool:
    """Whether the site lies as the last build left it."""
    last = _recalled(options)
    return last is not None and tuple(_shared(_site_works(options, last.files))) == last.digests


def _parts(files: Iterable[str]) -> tuple[bytes, ...]:
    """The files of a site and the folders that they lie in (with a "/" at the end); what lies together is in one part."""
    every = set(files)
    folders = {""}
    for path in every:
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    parts: list[list[bytes]] = [[] for _ in range(PARTS)]
    for path in (*every, *(f"{folder}/" for folder in folders)):
        name = path.encode("utf-8", "surrogateescape")
        parts[crc32(b"/".join(name.split(b"/", 2)[:2])) % PARTS].append(name)
    return tuple(b"\n".join(sorted(part)) for part in parts)


def _site_works(options: Options, parts: Sequence[bytes]) -> list[Work]:
    top = os.fsencode(options.output)
    return [lambda part=part: _states(top, part) for part in parts]  # type: ignore[misc]


def _states(top: bytes, part: bytes) -> bytes:
    """The digest of the inodes, sizes and times of files and folders; of what is not there, nothing."""
    found: list[tuple[int, ...]] = []
    try:
        for name in part.split(b"\n"):
            state = os.lstat(top + b"/" + name.rstrip(b"/"))
            found.append((state.st_ino, state.st_mtime_ns, 0 if name.endswith(b"/") else state.st_size))
    except OSError:
        return b""
    return _digest(marshal.dumps(found))


# ------------------------------------------------------------------------------------------------------------------- tools


def _bytes(path: str) -> bytes:
    """What a file holds; of what is no ordinary file, or cannot be read, only that."""
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        try:
            size = os.fstat(file).st_size
            data = os.read(file, size + 1)
            while len(data) < size and (more := os.read(file, size - len(data))):
                data += more
            return data
        finally:
            os.close(file)
    except OSError as error:
        return f"cannot be read: {error.errno}".encode()


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=SIZE).digest()


def _shared(works: Sequence[Work]) -> list[bytes]:
    return spread(lambda start, stop: [work() for work in works[start:stop]], len(works), chunk=1, worth=2)
