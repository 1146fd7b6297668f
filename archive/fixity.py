"""fixity: whether anything has changed since the last build, told before the stages are loaded.

What goes into a site is told by the digests of its files; that nobody touched the site itself, by the state of all that lies in it (inodes, sizes
and times), as the last build left it, so that 60,000 files need not be read. A file that goes in is not read again either while it is in the state in
which it was read once. Where both hold there is nothing to do; where either does not, a build finds out the rest. Nothing that takes time is loaded for it.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sys
import time
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from hashlib import blake2b
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from archive.digests import SIZE, digest
from archive.installed import folders
from archive.options import Options, Report
from archive.workers import begun, spread

if TYPE_CHECKING:
    from archive.problems import Problem

PACKAGE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  # pathlib would take longer to load and to do it
BESIDE = os.path.join(os.path.dirname(PACKAGE), "templates")  # noqa: PTH118, PTH120
MANY = 256
"""How many files are read as one piece of work."""
WORTH = 2000
"""How many files of a site are worth another process to look at them."""
SETTLED = 2 * 10**9
"""For how long a file must have lain as it is, in nanoseconds, when it was read: one that is written again within the same tick of a clock shows no other
time. The times of some file systems have two seconds to a tick."""
TELLING = os.name == "posix"
"""Whether the state of a file tells that nobody has written it: elsewhere there is no time that only the system can set."""
LINK = "\0"
"""What stands behind the path of a link that stands for itself."""
PARTS = 8192
"""In how many parts the files of a site are looked at. An edit looks again at all that is in the parts of what it touches."""
FEW = 64
"""How many of these are one piece of work."""
EMPTY = b"\0"
"""Stands for the states of no files."""


class Inputs(NamedTuple):
    """What a site is made from: the digest of the program and of what it was asked for, and of every file of `content/` and
    `templates/`, by its path from the root. `states` are those in which files were when they were read, if that settles what they hold."""

    told: bytes
    files: dict[str, bytes]
    states: dict[str, int]

    @property
    def digest(self) -> bytes:
        """Stands for all of it."""
        return digest(self.told + marshal.dumps(sorted(self.files.items())))

    def as_read(self, read: Mapping[str, bytes]) -> Inputs:
        """The same, with the digests that files had when they were read, a moment later."""
        return self._replace(files={**self.files, **read})

    @property
    def content(self) -> bytes:
        """Stands for what the records are read from, by whatever program."""
        return digest(marshal.dumps([one for one in sorted(self.files.items()) if one[0].startswith("content/")]))


class Last(NamedTuple):
    """What the last build left: what went in, the files of the site with their digest by parts, and what was
    said. `warnings` are pickled problems, so that they need not be loaded to know that there are none. `placed` and `bundle` are for the
    stages: the stamps of what the store knows of these files, and the keys of the parts of the search index."""

    program: bytes
    inputs: Inputs
    files: tuple[bytes, ...]
    digests: tuple[bytes, ...]
    articles: int
    drafts: int
    total: int
    indexed: str
    warnings: bytes
    placed: tuple[bytes, ...]
    bundle: tuple[bytes, ...]

    @property
    def warned(self) -> tuple[Problem, ...]:
        return pickle.loads(self.warnings) if self.warnings else ()  # noqa: S301  # our own file, and its checksum holds


class Recalled(NamedTuple):
    """What the last build left, and by what to tell it from what another leaves."""

    mark: bytes
    last: Last | None


class Look:
    """What is found at a look: what goes in now, what the last build left, and whether the site lies as it left it. Other processes begin to
    look at the site; nobody waits for them before he asks."""

    def __init__(self, inputs: Inputs, kept: Recalled, states: Callable[[], Iterable[bytes]], began: int) -> None:
        self.inputs, (self.mark, self.last), self.states, self.began = inputs, kept, states, began

    @cached_property
    def intact(self) -> bool:
        """Whether the site lies as the last build left it."""
        states = tuple(self.states())
        return self.last is not None and states == self.last.digests and b"" not in states

    def still(self, options: Options, touched: Iterable[str] | None = None) -> bool:
        """Whether the site lies as the last build left it even now, in those parts at least where these files are."""
        if self.last is None:
            return False
        numbers = range(PARTS) if touched is None else _numbers(touched)
        return _looked_at(options, [self.last.files[number] for number in numbers]) == [self.last.digests[number] for number in numbers]

    def meanwhile(self, options: Options) -> dict[str, bytes]:
        """The templates that somebody has changed since the look, and perhaps changed back: what was read of them is not known."""
        root = os.fspath(options.root)
        found: dict[str, bytes] = {}
        for path in _files(f"{root}/templates", hidden=True):
            with suppress(OSError):
                if os.lstat(path.removesuffix(LINK)).st_ctime_ns > self.began:
                    found[path[len(root) + 1 :]] = b""
        return found

    @property
    def report(self) -> Report | None:
        """What a build that has nothing to do reports; `None` where there may be something to do."""
        if self.last is None or self.edited != [] or not self.intact:
            return None
        return Report(self.last.articles, self.last.total, 0, self.last.total, self.last.indexed, warnings=self.last.warned, drafts=self.last.drafts)

    @cached_property
    def edited(self) -> list[str] | None:
        """The files that hold something else than at the last build, or are gone or new; `None` where the program has changed, or what it was asked for."""
        last = self.last
        if last is None or self.inputs.told != last.inputs.told:
            return None
        return sorted({path for path, _ in self.inputs.files.items() ^ last.inputs.files.items()})

    def holds(self, options: Options) -> bool:
        """Whether no other build has come between."""
        return options.clean or _mark(options) == self.mark


class Left(NamedTuple):
    """What a build has left of a site: its files, those of before that are gone, every path that it has touched, and what stages keep."""

    files: Collection[str]
    gone: Collection[str]
    touched: Collection[str]
    placed: tuple[bytes, ...]
    bundle: tuple[bytes, ...]


def look(options: Options) -> Look:
    """Looks at all that goes in, and at the site."""
    began = time.time_ns()
    kept = Recalled(b"", None) if options.clean else _recalled(options)
    last = kept.last
    parts, jobs = (last.files, 0 if last.total >= WORTH else 1) if last else ((), 1)
    states = begun(lambda start, stop: _looked_at(options, parts[start:stop]), len(parts), jobs, chunk=FEW)
    return Look(_inputs(options, last, began), kept, states, began)


def left_behind(options: Options) -> bool:
    """Whether a folder of a build that runs, or was killed, lies beside the site."""
    parent, name = os.path.split(os.path.realpath(options.output))
    try:
        with os.scandir(parent) as others:
            return any(other.name.startswith(f".{name}.") for other in others)
    except OSError:  # there is nothing yet
        return False


def remember(options: Options, went_in: Inputs, site: Left, report: Report, last: Last | None) -> None:
    """Keeps what a look compares with, after a build of the whole. `went_in` are the inputs as they were read; `last` is what the build
    before has left, if the site was amended, not exchanged."""
    parts = _parts(site.files)
    indexed = "reused" if report.indexed == "made" else report.indexed
    digests = _digests(options, parts, site.touched, last, report.files)
    _keep(options, Last(program(), went_in, parts, digests, report.articles, report.drafts, report.files, indexed, _warnings(report), site.placed, site.bundle))


def remember_edit(options: Options, went_in: Inputs, site: Left, report: Report, last: Last) -> None:
    """Keeps the same after an edit that has left all but a few files where they were. `site.files` are those that were put in place and are new, and
    `site.gone` those that were taken away."""
    parts = list(last.files)
    gone, more = _by_part(site.gone), _by_part(site.files)
    for number in gone.keys() | more.keys():
        parts[number] = _part({*_names(parts[number])} - gone.get(number, set()) | more.get(number, set()))
    digests = _digests(options, parts, site.touched, last, report.files)
    _keep(
        options,
        last._replace(
            inputs=went_in, files=tuple(parts), digests=digests, total=report.files, warnings=_warnings(report), placed=site.placed, bundle=site.bundle
        ),
    )


def _warnings(report: Report) -> bytes:
    return pickle.dumps(report.warnings) if report.warnings else b""


def _digests(options: Options, parts: Sequence[bytes], touched: Iterable[str], last: Last | None, files: int) -> tuple[bytes, ...]:
    """The digests of the parts of a site of so many files. Of what this build has not touched, that of the last one: if somebody else has, the next look is to
    see it."""
    if last is None:
        return tuple(spread(lambda start, stop: _looked_at(options, parts[start:stop]), len(parts), 0 if files >= WORTH else 1, chunk=FEW, worth=2))
    touched_parts, digests = _numbers(touched), list(last.digests)
    again = [number for number, part in enumerate(parts) if number in touched_parts or part != last.files[number]]
    for number, found in zip(again, _looked_at(options, [parts[number] for number in again]), strict=True):
        digests[number] = found
    return tuple(digests)


def _numbers(touched: Iterable[str]) -> set[int]:
    """The parts in which these files are, and the folders that they lie in."""
    paths = set(touched)
    return {_number(_name(path)) for path in paths | {above for path in paths for above in _above(path)}}


def _above(path: str) -> Iterator[str]:
    """The folders that a file lies in, each with a "/" at its end."""
    while path:
        path = path.rpartition("/")[0]
        yield f"{path}/"


def _keep(options: Options, last: Last) -> None:
    data = marshal.dumps((*last[:1], tuple(last.inputs), *last[2:]))
    path = _place(options)
    with suppress(OSError):  # what cannot be kept costs only time
        with open(f"{path}.new", "wb") as file:  # noqa: PTH123
            file.write(os.urandom(SIZE) + crc32(data).to_bytes(4, "big") + data)
        os.replace(f"{path}.new", path)  # noqa: PTH105


def why(options: Options, last: Last | None) -> str:
    """Why all must be made anew, where that is so."""
    if options.clean:
        return "clean"
    if last is None:
        return "no earlier build is kept"
    return "the program has changed" if last.program != program() else ""


def _recalled(options: Options) -> Recalled:
    with suppress(OSError, ValueError, EOFError, TypeError):
        with open(_place(options), "rb") as file:  # noqa: PTH123
            mark, check, data = file.read(SIZE), file.read(4), file.read()
        if crc32(data).to_bytes(4, "big") == check:
            first, inputs, *rest = marshal.loads(data)  # noqa: S302  # our own file, and its checksum holds
            last = Last(first, Inputs(*inputs), *rest)
            if len(last.files) == PARTS:  # another program may have had another number
                return Recalled(mark, last)
    return Recalled(b"", None)


def _mark(options: Options) -> bytes:
    """The mark of what lies there now."""
    with suppress(OSError), open(_place(options), "rb") as file:  # noqa: PTH123
        return file.read(SIZE)
    return b""


def _place(options: Options) -> str:
    return f"{options.root}/.archive/last-{digest(os.fsencode(os.path.realpath(options.output))).hex()[:12]}"


# ------------------------------------------------------------------------------------------------------------ what goes in


def _inputs(options: Options, last: Last | None, began: int) -> Inputs:
    """What goes in now: what is in the state in which it was read for the `last` build is not read again."""
    told = repr((options.base_url, options.search, options.noindex, options.strict))
    root = os.fspath(options.root)
    places = {path[len(root) + 1 :]: path for name in ("content", "templates") for path in _files(f"{root}/{name}", hidden=name == "templates")}
    before = last.inputs.states if last else {}
    settled = {name: state for name, path in places.items() if (state := _settled(path, before.get(name), began)) is not None}
    known = {name: last.inputs.files[name] for name, state in settled.items() if before.get(name) == state} if last else {}
    new = [name for name in places if name not in known]
    digests = spread(lambda start, stop: [digest(_read(places[name])) for name in new[start:stop]], len(new), chunk=MANY)
    return Inputs(digest(program() + told.encode()), known | dict(zip(new, digests, strict=True)), settled)


def _settled(path: str, before: int | None, began: int) -> int | None:
    """The state of a file, if that is the one `before`, or if the file has been in it long enough for what is read of it from then on to be all that it
    can hold in it."""
    try:
        found = os.stat(path)  # noqa: PTH116
    except (OSError, ValueError):  # what is not there, or a link that stands for itself
        return None
    state = _state(found)
    if state == before or (TELLING and S_ISREG(found.st_mode) and max(found.st_ctime_ns, found.st_mtime_ns) < began - SETTLED):
        return state
    return None


def _read(path: str) -> bytes:
    """What a file holds; of a link that stands for itself, where it leads."""
    return os.fsencode(os.path.realpath(path.removesuffix(LINK))) if path.endswith(LINK) else _bytes(path)


def program() -> bytes:
    """The digest of the program: its sources and templates, Python, and what is installed beside it, by name and version."""
    every = blake2b(f"{sys.version}\0{sys.executable}\0".encode(), digest_size=SIZE)
    every.update("\0".join(sorted(folders())).encode("utf-8", "surrogateescape"))
    for top in (PACKAGE, BESIDE):
        for path in _files(top, hidden=True):
            if "__pycache__" not in path:  # nor what Python just writes there, which has another name while it does
                every.update(path.encode("utf-8", "surrogateescape") + b"\0" + digest(_bytes(path)))
    return every.digest()


def _files(top: str, hidden: bool, followed: set[str] | None = None) -> Iterator[str]:
    """The files below a folder, in one order; without those that begin with a point or end with "~" unless `hidden`. Links are followed,
    to each folder once, and stand for themselves besides: where one leads tells whether it is read."""
    followed = set() if followed is None else followed
    below: list[str] = []
    try:
        found = sorted(os.scandir(top), key=lambda one: one.name)
    except OSError:
        return
    for one in found:
        if not hidden and (one.name.startswith(".") or one.name.endswith("~")):
            continue
        if one.is_symlink():
            yield one.path + LINK
        if one.is_dir(follow_symlinks=False) or (one.is_symlink() and _leads_on(one.path, followed)):
            below.append(one.path)
        else:
            yield one.path
    for folder in below:
        yield from _files(folder, hidden, followed)


def _leads_on(link: str, followed: set[str]) -> bool:
    """Whether a link leads to a folder to which none has led before."""
    place = os.path.realpath(link)
    if not os.path.isdir(place) or place in followed:  # noqa: PTH112
        return False
    followed.add(place)
    return True


# ---------------------------------------------------------------------------------------------------------- what came out


def _parts(files: Iterable[str]) -> tuple[bytes, ...]:
    """The files of a site, and with them the folders that they lie in; what lies together is in one part."""
    parts: list[list[bytes]] = [[] for _ in range(PARTS)]
    folders = {""}
    for path in files:
        name = _name(path)
        parts[_number(name)].append(name)
        while (path := path.rpartition("/")[0]) not in folders:
            folders.add(path)
    for folder in folders:  # those too in which there are only folders
        name = _name(f"{folder}/")
        parts[_number(name)].append(name)
    return tuple(map(_part, parts))


def _by_part(files: Iterable[str]) -> dict[int, set[bytes]]:
    """The names of files by the parts that they are in."""
    found: dict[int, set[bytes]] = {}
    for name in map(_name, files):
        found.setdefault(_number(name), set()).add(name)
    return found


def _part(names: Iterable[bytes]) -> bytes:
    """A part as it is kept: of each folder its path, then the names in it."""
    folders: dict[bytes, set[bytes]] = {}
    for name in names:
        folder, _, own = name.rpartition(b"/")
        folders.setdefault(folder, set()).add(own)
    return b"\0".join(b"\n".join((folder, *filter(None, sorted(own)))) for folder, own in sorted(folders.items()))


def _names(part: bytes) -> Iterator[bytes]:
    """The names in a part: each folder with a "/" at its end, and each file."""
    for folder, *own in _folders(part):
        yield folder + b"/"
        yield from (folder + b"/" + name if folder else name for name in own)


def _folders(part: bytes) -> Iterator[list[bytes]]:
    """The folders in a part: the path of each, then the names of its files."""
    return (one.split(b"\n") for one in part.split(b"\0")) if part else iter(())


def _name(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _number(name: bytes) -> int:
    """The part that a file or a folder is in: with all that lies in the same folder."""
    return crc32(name.rpartition(b"/")[0]) % PARTS


def _looked_at(options: Options, parts: Iterable[bytes]) -> list[bytes]:
    """What stands for the states of all that is in some parts of the site."""
    top = os.fsencode(options.output)
    return [_states(top, part) for part in parts]


def _states(top: bytes, part: bytes) -> bytes:
    """Stands for the states of files, and for the inodes and times of folders; of what is not there, nothing."""
    if not part:
        return EMPTY
    found: list[int] = []
    try:
        for folder, *own in _folders(part):
            place = top + b"/" + folder if folder else top
            state = os.lstat(place)
            found.append(hash((state.st_ino, state.st_mtime_ns)))
            found += [_state(os.lstat(place + b"/" + name)) for name in own]
    except OSError:
        return b""
    return digest(array("q", found).tobytes())


def _state(state: os.stat_result) -> int:
    """Stands for the state of a file; Python tells tuples of numbers apart alike each time."""
    return hash((state.st_ino, state.st_mtime_ns, state.st_ctime_ns, state.st_size))


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
