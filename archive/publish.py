"""publish: the output folder becomes exactly one set of files.

What is new is written into a folder beside the old site. Where much is, the rest is linked into it and it takes the old
one's place in one step, so that whoever looks sees the one or the other, and a build that is killed leaves the old one.
Where little is, each new file takes the place of the old one, under a list that is written first: a build that is killed
in the midst of that is completed by the next.
"""

from __future__ import annotations

import ctypes
import errno
import glob
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from archive.digests import digest, growing
from archive.problems import ToolError, UsageError

if TYPE_CHECKING:  # nothing of a model is loaded where nothing has changed
    from archive.model.packed import Stored

MARK = ".archive-site"
"""A file in every site that this program wrote: no other folder is ever replaced."""
MARKED = b"This folder is written by `archive build` and replaced as a whole.\n"
LIST = ".archive-places"
"""In a folder of new files: the names of those to be put in place, each before its path, then the paths of those to be taken away, with a byte 0
after each but the last; two between them."""
FEW = 4000
"""How many files are put in place one by one: an edit changes some thousand files of a large search index."""
AT_FDCWD = -100
EXCHANGE = 2

KEY = 20
"""How many bytes a key has; the digest of the file follows it."""


class MadeFile(NamedTuple):
    """A file of the site: its area and path, the key and the digest of its bytes, and whether it was rendered now."""

    area: str
    path: str
    known: bytes
    fresh: bool


def check_output(output: Path, root: Path) -> Path:
    """The folder that is to be replaced: what a link leads to, never the link. Raises UsageError where writing the site would
    destroy something else."""
    try:
        output, root = output.resolve(), root.resolve()
    except (OSError, RuntimeError):
        raise UsageError(f"the site cannot be written to {output}: it is a link that leads in a circle") from None
    kept = [root, *(root / name for name in ("content", "templates", ".git", ".archive"))]
    if any(output == place or place.is_relative_to(output) for place in kept) or any(output.is_relative_to(place) for place in kept[1:]):
        raise UsageError(f"the site cannot be written to {output}: the archive itself lies there")
    if output.exists() and not output.is_dir():
        raise UsageError(f"the site cannot be written to {output}: it is a file")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise UsageError(f"{output} is not empty and holds no site of this program; delete it, or choose another with --output")
    return output


@contextmanager
def new_folder(output: Path, name: str) -> Iterator[Path]:
    """An empty folder beside the output, on the same disk; gone afterwards, whatever happens."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{output.name}.{name}-{os.getpid()}-", dir=output.parent))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        if not (folder / LIST).exists():  # what has begun to be put in place is completed by the next build
            shutil.rmtree(folder, ignore_errors=True)


def sweep(output: Path) -> bool:
    """Removes what builds that were killed left behind, by the exact form of its name. What one of them had begun to put in
    place is put there, and an exchange that was cut in two is mended. Tells whether there was anything."""
    if not output.parent.is_dir():
        return False
    any_found = False
    form = re.compile(rf"\.{re.escape(output.name)}\.(?:(?:new|index)-([0-9]+)-[a-z0-9_]{{8}}|(old)-([0-9]+)-0)")
    for folder in list(output.parent.iterdir()):
        found = form.fullmatch(folder.name)
        if not found or _alive(int(found[1] or found[3])):
            continue
        any_found = True
        if found[2] and not output.exists() and (folder / MARK).is_file():
            folder.rename(output)
        elif folder.is_symlink():
            folder.unlink(missing_ok=True)
        else:
            if _begun(folder) and (output / MARK).is_file():
                _put_each(folder, output)
            shutil.rmtree(folder, ignore_errors=True)
    return any_found


def _begun(new: Path) -> bool:
    """Whether some of what a folder lists has been put in place; where nothing has, the site is still what it was."""
    if not (new / LIST).is_file():
        return False
    files, _ = _listed(new)
    return not all((new / name).exists() for name, _ in files)


def _listed(new: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The files that a folder lists to be put in place, each by its name and its path, and those to be taken away."""
    files, _, gone = (new / LIST).read_bytes().decode("utf-8", "surrogateescape").partition("\0\0")
    put = list(filter(None, files.split("\0")))
    return list(zip(put[::2], put[1::2], strict=True)), list(filter(None, gone.split("\0")))


def _alive(process: int) -> bool:
    """Whether another process has that number."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


class Folder:
    """A folder to be filled; paths are relative and use "/". In a `flat` one, whose files are to be put in place one by one, all files lie side by side.
    Raises ToolError where something cannot be written."""

    def __init__(self, at: Path, flat: bool = False) -> None:
        self.at = os.fspath(at)
        self.flat = flat
        self.made: set[str] = set()

    def name(self, path: str) -> str:
        """Where in the folder the file of that path lies."""
        return digest(path.encode("utf-8", "surrogateescape")).hex() if self.flat else path

    def write(self, path: str, *data: bytes | Stored) -> bytes:
        """Writes a file of these bytes, which may come in several pieces; what they are known by."""
        known = growing()
        try:
            name = self.name(path)
            self._make_way(name)
            with open(f"{self.at}/{name}", "wb", buffering=0) as file:  # noqa: PTH123  # thrice as fast as pathlib's
                for some in data:
                    piece = bytes(some)
                    known.update(piece)
                    rest = memoryview(piece)
                    while rest:
                        rest = rest[file.write(rest) :]
            return known.digest()
        except OSError as error:
            raise ToolError(f"cannot write {path}: {error.strerror}; the old site stays") from None

    def reuse(self, other: Path, path: str, known: bytes | None) -> bool:
        """Takes a file over from another folder by a hard link, if its bytes still have the digest that they were written
        with; `None` is for files of which that is known already."""
        source = f"{other}/{path}"
        with suppress(OSError):
            if known is None or (not os.path.islink(source) and digest(_bytes(source)) == known):  # noqa: PTH114  # thrice as fast as pathlib's
                name = self.name(path)
                self._make_way(name)
                os.link(source, f"{self.at}/{name}", follow_symlinks=False)
                return True
        return False

    def _make_way(self, name: str) -> None:
        below = name.rpartition("/")[0]
        if below not in self.made:
            os.makedirs(f"{self.at}/{below}", exist_ok=True)  # noqa: PTH103  # the same
            self.made.add(below)


def _bytes(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # the same
        return file.readall()


def write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes files below a folder; paths are relative and use "/"."""
    into = Folder(folder)
    for path, data in files:
        into.write(path, data)


def put_in_place(new: Path, output: Path) -> None:
    """Makes `output` the folder `new`, in one step; what was there is removed. Raises ToolError where that cannot be done."""
    if not output.exists():
        new.rename(output)
    elif not _exchange(new, output):
        old = output.parent / f".{output.name}.old-{os.getpid()}-0"
        try:
            output.rename(old)
        except OSError as error:
            raise ToolError(f"cannot replace {output}: {_apart(error, output)}; the old site stays") from None
        new.rename(output)
        shutil.rmtree(old, ignore_errors=True)
    _drop_lists(output)


def _apart(error: OSError, output: Path) -> str:
    """What the system says, and what to do where the site's folder is a disk of its own, into which nothing can be renamed."""
    advice = f" ({output.name}/ is a disk or a volume of its own: give --output a folder within it)"
    return f"{error.strerror}{advice if error.errno in (errno.EXDEV, errno.EBUSY) else ''}"


def few(files: Collection[str], gone: Collection[str]) -> bool:
    """Whether so little changes that it can be put in place one by one; no folder may be where a file was, or the other way."""

    def above(paths: Iterable[str]) -> set[str]:
        return {str(folder) for path in paths for folder in PurePosixPath(path).parents}

    return len(files) + len(gone) <= FEW and not above(files) & set(gone) and not above(gone) & set(files)


def amend(folder: Folder, output: Path, files: Iterable[str], gone: Iterable[str]) -> None:
    """Puts the few `files` of a folder in their places in the site, and takes away those that are `gone`. Raises ToolError where
    that cannot be done, or not to its end."""
    new, files, gone = Path(folder.at), list(files), list(gone)
    try:
        for place in {path.rpartition("/")[0] for path in files}:
            (output / place).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ToolError(f"cannot make {error.filename}: {error.strerror}; the old site stays") from None
    listed = "\0\0".join(("\0".join(f"{folder.name(path)}\0{path}" for path in files), "\0".join(gone)))
    (new / f"{LIST}.new").write_bytes(listed.encode("utf-8", "surrogateescape"))
    (new / f"{LIST}.new").rename(new / LIST)
    try:
        _put_each(new, output)
    except OSError as error:
        place = error.filename2 or error.filename
        if not _begun(new):
            (new / LIST).unlink()
            raise ToolError(f"cannot write {place}: {_apart(error, output)}; the old site stays") from None
        raise ToolError(f"cannot write {place}: {error.strerror}; some of the site is new, and the next build completes it") from None
    _drop_lists(output)


def _drop_lists(output: Path) -> None:
    """Drops what killed builds have left to be put in place: this site is newer."""
    for one in output.parent.glob(f".{glob.escape(output.name)}.new-*/{LIST}"):
        shutil.rmtree(one.parent, ignore_errors=True)


def _put_each(new: Path, output: Path) -> None:
    """Does what the list in `new` says, or what is left of it."""
    files, gone = _listed(new)
    for name, path in files:
        try:
            _put(f"{new}/{name}", f"{output}/{path}")
        except FileNotFoundError:
            if (new / name).exists():
                (output / path).parent.mkdir(parents=True, exist_ok=True)
                _put(f"{new}/{name}", f"{output}/{path}")
    for path in gone:
        (output / path).unlink(missing_ok=True)
        for folder in PurePosixPath(path).parents[:-1]:
            with suppress(OSError):
                (output / folder).rmdir()
    (new / LIST).unlink()


def _put(one: str, other: str) -> None:
    """Puts a file in the place of another, in one step."""
    os.replace(one, other)  # noqa: PTH105  # thrice as fast as pathlib's


def _exchange(one: Path, other: Path) -> bool:
    """Swaps two folders atomically, where the system can (renameat2(2) on Linux, renamex_np(2) on macOS)."""
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        a, b = os.fsencode(one), os.fsencode(other)
        if sys.platform == "darwin":
            return bool(libc.renamex_np(a, b, EXCHANGE) == 0)
        return bool(libc.renameat2(AT_FDCWD, a, AT_FDCWD, b, EXCHANGE) == 0)
    return False
