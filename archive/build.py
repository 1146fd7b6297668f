"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from archive import cards, fixity, publish
from archive.compiled import Compiled
from archive.making import Site, Tell
from archive.model import Archive, Output
from archive.model import Site as About
from archive.options import Options, Report
from archive.plan import plan
from archive.problems import ContentError, Problem, split
from archive.read import locate, read
from archive.register import Pair
from archive.render import Renderer, Setting
from archive.resolve import resolve
from archive.store import Disk, Store
from archive.version import version
from archive.workers import spread

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
    """The archive as read and resolved, and every problem, without its place yet; how many files had to be read."""

    archive: Archive
    readable: bool
    problems: list[Problem]
    read: int


def _gathered(root: Path, store: Store | None, jobs: int) -> _Whole:
    def over(work: Callable[[int, int], list[T]], count: int) -> list[T]:
        return spread(work, count, jobs)

    reading = read(root, store, over)
    archive, found = resolve(reading.site or About(title="?"), (Pair(entry.record, entry.body) for entry in reading.entries), reading.unread, over, store)
    return _Whole(archive, reading.site is not None, [*reading.problems, *found], len(reading.entries) - reading.reused)


@_no_collector()
def build(options: Options, tell: Tell = lambda line: None) -> Report:
    """Writes the site. Raises ContentError, UsageError or ToolError; the old site then stays as it was."""
    options = replace(options, output=publish.check_output(options.output, options.root))
    with _alone(options.root, tell), _store(options) as store:
        publish.sweep(options.output)
        went_in = fixity.inputs(options)
        tell("reading")
        whole = _gathered(options.root, store, options.jobs)
        errors, warnings = split(whole.problems)
        if errors or not whole.readable or (options.strict and warnings):
            raise ContentError(locate(options.root, whole.problems))
        try:
            made = site(whole.archive, options, store, tell).make()
        except ContentError as error:  # addresses that clash; only the reader knows places
            raise ContentError(locate(options.root, error.problems)) from None
        store.prune()
        fresh = sum(one.fresh for one in made.files)
        why = fixity.why(options) or f"{whole.read} record{'s' * (whole.read != 1)} read{'' if made.intact else '; the site was not as it was left'}"
        told = tuple(locate(options.root, warnings))
        report = Report(len(whole.archive.articles), len(made.files), fresh, len(made.files) - fresh, made.indexed, why, told)
        fixity.remember(options, went_in, (one.path for one in made.files), report)
        return report


def setting(archive: Archive, options: Options) -> Setting:
    """What every page may know besides its own view."""
    site = archive.site
    filled = ("articles", "actors", "events", "topics", "sources")
    return Setting(
        site,
        options.base_url or site.base_url,
        options.noindex,
        tuple((page.url, page.title) for page in archive.pages),
        tuple(name for name in filled if getattr(archive, name)),
        f"archive {metadata.version('archive')}",
        cards.available(),
    )


def site(archive: Archive, options: Options, store: Disk, tell: Tell = lambda line: None) -> Site:
    """The site of an archive, to be made."""
    compiled = Compiled(store.load("templates", [b""]).get(b""))
    return Site(archive, Renderer(setting(archive, options), options.root / "templates", version(), compiled), options, store, tell)


@contextmanager
def _store(options: Options) -> Iterator[Disk]:
    path = options.root / ".archive" / "store.sqlite"
    if options.clean:
        for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            name.unlink(missing_ok=True)
    store = Disk(path, version())
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
