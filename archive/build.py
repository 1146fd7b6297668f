"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from archive import cards, fixity, publish
from archive import revision as revising
from archive.fixity import Look
from archive.model import Archive, Output
from archive.model import Site as About
from archive.options import Options, Report
from archive.placed import Placed
from archive.plan import know, plan
from archive.problems import ContentError, Problem, ToolError, split
from archive.read import locate, read
from archive.register import Pair
from archive.render import Renderer, Setting
from archive.resolve import Resolved, resolved
from archive.site import Site, Tell
from archive.store import Disk, Store
from archive.templating import Compiled
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

    resolved: Resolved
    readable: bool
    problems: list[Problem]
    read: int

    @property
    def archive(self) -> Archive:
        return self.resolved.archive


def _gathered(root: Path, store: Store | None, jobs: int) -> _Whole:
    def over(work: Callable[[int, int], list[T]], count: int) -> list[T]:
        return spread(work, count, jobs)

    reading = read(root, store, over)
    pairs = (Pair(entry.record, entry.body) for entry in reading.entries)
    whole = resolved(reading.site or About(title="?"), pairs, reading.unread, over, store)
    return _Whole(whole, reading.site is not None, [*reading.problems, *whole.problems], len(reading.entries) - reading.reused)


@_no_collector()
def build(options: Options, tell: Tell = lambda line: None, look: Look | None = None) -> Report:
    """Writes the site. Raises ContentError, UsageError or ToolError; the old site then stays as it was.

    `look` is what was found a moment ago, if somebody has looked.
    """
    options = replace(options, output=publish.check_output(options.output, options.root))
    with _alone(options.root, tell), _store(options) as store:
        if publish.sweep(options.output) or look is None or not look.holds(options):
            look = fixity.look(options)
        return look.report or _revised(options, look, store, tell) or _built(options, look, store, tell)


def _revised(options: Options, look: Look, store: Disk, tell: Tell) -> Report | None:
    """What an edit of texts alone gives; `None` where all must be gone through."""
    revision = revising.begun(options, look, store)
    if revision is None or look.last is None:
        return None
    placed = Placed(store, os.fsencode(options.output))
    files = placed.of([*revision.parts, None])
    before = {path: known for some in files.values() for path, known in some.items()}
    again = site(revision.archive, options, store, before, intact=True, tell=tell)
    know(again.archive, revision.values)
    try:
        documents = {**revision.standing.documents, **again.documents(revision.searched)} if options.search else {}
        made = again.remake(revision.parts, documents, files[None])
    except (revising.Unknown, ToolError):  # what the store has lost is worked out again; what is wrong will be told
        return None
    if made is None:
        return None
    placed.amend({**{one.part: one.files for one in made.parts}, None: made.given})
    revision.keep(store, again, made)
    fresh = [one.path for one in made.files if one.fresh]
    last = fixity.remember_edit(options, look.inputs, look.last, fresh, before.keys() - {one.path for one in made.files}, revision.warnings)
    why = f"{len(revision.edited)} text{'s' * (len(revision.edited) != 1)} edited"
    return Report(last.articles, last.total, len(fresh), last.total - len(fresh), made.indexed, why, last.warned)


def _built(options: Options, look: Look, store: Disk, tell: Tell) -> Report:
    """What the whole gives."""
    tell("reading")
    whole = _gathered(options.root, store, options.jobs)
    errors, warnings = split(whole.problems)
    if errors or not whole.readable or (options.strict and warnings):
        raise ContentError(locate(options.root, whole.problems))
    placed = Placed(store, os.fsencode(options.output))
    try:
        whole_site = site(whole.archive, options, store, placed.before, look.intact, tell)
        made = whole_site.make()
    except ContentError as error:  # addresses that clash; only the reader knows places
        raise ContentError(locate(options.root, error.problems)) from None
    files = made.files
    placed.save({**{one.part: one.files for one in made.parts}, None: made.given})
    if not options.cluster:
        revising.keep(store, look.inputs, whole.resolved, whole_site, made)
    store.prune()
    fresh = sum(one.fresh for one in files)
    touched = "" if look.intact or not placed.before else "; the site was not as it was left"
    why = fixity.why(options, look.last) or f"{whole.read} record{'s' * (whole.read != 1)} read{touched}"
    told = tuple(locate(options.root, warnings))
    report = Report(len(whole.archive.articles), len(files), fresh, len(files) - fresh, made.indexed, why, told)
    fixity.remember(options, look.inputs, (one.path for one in files), report)
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


def site(
    archive: Archive, options: Options, store: Disk, before: Mapping[str, bytes] = {}, intact: bool = False, tell: Tell = lambda line: None
) -> Site:
    """The site of an archive, to be made."""
    compiled = Compiled(store.load("templates", [b""]).get(b""))
    renderer = Renderer(setting(archive, options), options.root / "templates", version(), compiled)
    return Site(archive, renderer, options, store, before, intact, tell)


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
