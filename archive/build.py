"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once.

What comes after reading takes time to load: it is loaded while other processes read.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from archive import fixity, publish
from archive.fixity import Look
from archive.model import Archive, Output
from archive.model import Site as About
from archive.options import Options, Report, Tell
from archive.problems import ContentError, Problem, split
from archive.processes import give_back
from archive.read import locate, read
from archive.resolve import Resolved, resolved
from archive.store import Disk, Store
from archive.version import version
from archive.workers import CHUNK, WORTH_FORKING, each

if TYPE_CHECKING:
    from archive.assembly import Assembly

T = TypeVar("T")


@contextmanager
def _no_collector() -> Iterator[None]:
    """Nothing that is made here holds a circle, and looking for some among millions of values takes a third of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_no_collector()
def examine(root: Path, store: Store | None = None, jobs: int = 0) -> tuple[Archive | None, list[Output], list[Problem]]:
    """read, resolve and plan: the archive with its outputs, and every problem. No archive where `site.yaml` cannot be read."""
    from archive.plan import plan

    whole = _gathered(root, store, jobs)
    problems = list(whole.problems)
    outputs = list(plan(whole.archive, problems)) if not split(problems)[0] else []
    return (whole.archive if whole.readable else None), outputs, locate(root, problems)


def read_whole(root: Path, store: Store | None = None, jobs: int = 0) -> Archive | None:
    """read and resolve: the archive, if nothing is wrong with it."""
    whole = _gathered(root, store, jobs)
    return whole.archive if whole.readable and not split(whole.problems)[0] else None


@dataclass(frozen=True)
class _Whole:
    """The archive as read and resolved, and every problem, without its place yet; the digests of the files that were read, and
    how many had to be."""

    resolved: Resolved
    readable: bool
    problems: list[Problem]
    digests: Mapping[str, bytes]
    read: int

    @property
    def archive(self) -> Archive:
        return self.resolved.archive


def _gathered(root: Path, store: Store | None, jobs: int, meanwhile: Iterable[None] | None = None) -> _Whole:
    """`meanwhile` are the steps of what this process does while others read, if more than one may be used."""

    def over(work: Callable[[int, int], list[T]], count: int) -> Iterator[T]:
        return each(work, count, jobs, aside=True)

    def beside(work: Callable[[int, int], list[T]], count: int) -> Iterator[T]:
        return each(work, count, jobs, chunk=CHUNK if count >= WORTH_FORKING else count, worth=1, aside=True, meanwhile=meanwhile or ())

    reading = read(root, store, beside if meanwhile else over)
    whole = resolved(reading.site or About(title="?"), reading.entries, reading.unread, over, store)
    return _Whole(whole, reading.site is not None, [*reading.problems, *whole.problems], reading.digests, len(reading.entries) - reading.reused)


@_no_collector()
def build(options: Options, tell: Tell = lambda line: None, look: Look | None = None) -> Report:
    """Writes the site. Raises ContentError, UsageError or ToolError; the old site then stays as it was.

    There are three ways. Where nothing has changed, there is nothing to do. Where words alone have, a few parts are made again. Else all is
    gone through. `look` is what was found a moment ago, if somebody has looked.
    """
    options = replace(options, output=publish.check_output(options.output, options.root))
    with _alone(options.root, tell), _store(options) as store:
        if publish.sweep(options.output) or look is None or not look.holds(options):
            look = fixity.look(options)
        return look.report or _of_words(options, look, store, tell) or _of_all(options, look, store, tell)


def _of_words(options: Options, look: Look, store: Disk, tell: Tell) -> Report | None:
    """What an edit of words alone gives; `None` where all must be gone through. The site is being looked at meanwhile."""
    if not look.edited:
        return None
    from archive.assembly import Assembly

    return Assembly(options, look, store, tell).of_words()


def _of_all(options: Options, look: Look, store: Disk, tell: Tell) -> Report:
    """What a build of the whole gives."""
    tell("reading")
    ready: list[Assembly] = []

    def prepare() -> Iterator[None]:
        from archive.assembly import Assembly

        ready.append(Assembly(options, look, store, tell))
        ready[0].prepare()
        yield

    whole = _gathered(options.root, store, options.jobs, prepare())
    errors, warnings = split(whole.problems)
    if errors or not whole.readable or (options.strict and warnings):
        raise ContentError(locate(options.root, whole.problems))
    give_back()  # what reading has used
    why = f"{whole.read} record{'s' * (whole.read != 1)} read"
    try:
        return ready[0].of_all(whole.resolved, whole.digests, why, locate(options.root, warnings))
    except ContentError as error:  # addresses that clash; only the reader knows places
        raise ContentError(locate(options.root, error.problems)) from None


@contextmanager
def _store(options: Options) -> Iterator[Disk]:
    path = options.root / ".archive" / "store.sqlite"
    told = version()
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")) if options.clean else ():
        try:
            name.unlink(missing_ok=True)
        except OSError:  # it stays, and nothing of it is believed: another version knows nothing
            told = os.urandom(8).hex()
    store = Disk(path, told)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _alone(root: Path, tell: Tell) -> Iterator[None]:
    """Waits until no other build of this archive runs. The lock is the process's own: its forked workers do not hold it."""
    try:
        import fcntl
    except ImportError:  # a system without it has no second build to wait for that we could see
        yield
        return
    try:
        (root / ".archive").mkdir(exist_ok=True)
        lock = (root / ".archive" / "lock").open("w")
    except OSError:  # a read-only archive can be built, only not by two at once
        yield
        return
    with lock:
        try:
            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            tell("waiting for another build of this archive")
            fcntl.lockf(lock, fcntl.LOCK_EX)
        yield
