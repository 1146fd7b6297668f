"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from archive import cards, fixity, publish, standing
from archive import revision as revising
from archive.compiled import Compiled
from archive.fixity import Left, Look
from archive.installed import version_of
from archive.model import Archive, Output
from archive.model import Site as About
from archive.options import Options, Report
from archive.placed import Placed
from archive.plan import know, plan
from archive.problems import ContentError, Problem, split
from archive.processes import give_back
from archive.read import locate, read
from archive.render import Renderer, Setting
from archive.resolve import Resolved, resolved
from archive.site import Made, Old, Site, Tell
from archive.store import Disk, Store
from archive.version import version
from archive.workers import each

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


def _gathered(root: Path, store: Store | None, jobs: int) -> _Whole:
    def over(work: Callable[[int, int], list[T]], count: int) -> Iterator[T]:
        return each(work, count, jobs, aside=True)

    reading = read(root, store, over)
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
    """What an edit of words alone gives; `None` where all must be gone through."""
    revision = revising.begun(options, look, store)
    if revision is None or look.last is None or not look.intact:
        return None
    last = look.last
    placed = Placed(store, _name(options), last.placed)
    renderer = _renderer(revision.archive, options, store)
    try:
        revision.take(renderer)
        files = placed.of([*revision.parts, None])
        if files is None:
            return None
        before = {path: known for some in files.values() for path, known in some.items()}
        old = Old(before, last.bundle, intact=True, still=partial(look.still, options), reworded=revision.reworded)
        again = Site(revision.archive, renderer, options, store, old, tell)
        know(again.archive, revision.values)
        documents = revision.documents | again.documents(revision.searched) if options.search else {}
        made = again.remake(revision.parts, documents, files[None])
    except standing.Unknown:  # what the store has lost is worked out again
        return None
    if made is None:
        return None
    placed.amend({**{one.part: one.files for one in made.parts}, None: made.given})
    revision.keep(store, _name(options), made)
    fresh = [one.path for one in made.files if one.fresh]
    total = last.total + len([path for path in fresh if path not in before]) - len(made.gone)
    report = Report(last.articles, total, len(fresh), total - len(fresh), made.indexed, revision.why, revision.warnings)
    fixity.remember_edit(options, look.inputs.as_read(look.meanwhile(options)), _left(made, placed, fresh), report, last)
    return report


def _of_all(options: Options, look: Look, store: Disk, tell: Tell) -> Report:
    """What a build of the whole gives."""
    tell("reading")
    whole = _gathered(options.root, store, options.jobs)
    errors, warnings = split(whole.problems)
    if errors or not whole.readable or (options.strict and warnings):
        raise ContentError(locate(options.root, whole.problems))
    give_back()  # what reading has used
    last = look.last
    placed = Placed(store, _name(options), last.placed if last else ())
    old = Old(placed.before, last.bundle if last else (), look.intact, partial(look.still, options))
    made_site = site(whole.archive, options, store, old, tell)
    try:
        made = made_site.make()
    except ContentError as error:  # addresses that clash; only the reader knows places
        raise ContentError(locate(options.root, error.problems)) from None
    files, went_in = made.files, look.inputs.as_read({**whole.digests, **look.meanwhile(options)})
    # What is kept from here on is tied to what fixity remembers at the end: a build that ends between the two has kept nothing.
    placed.save({**{one.part: one.files for one in made.parts}, None: made.given})
    if not options.cluster:
        standing.keep(store, _name(options), went_in, whole.resolved, made_site, made)
    store.prune()
    fresh = [one.path for one in files if one.fresh]
    touched = "" if look.intact or not old.files else "; the site was not as it was left"
    why = fixity.why(options, last) or f"{whole.read} record{'s' * (whole.read != 1)} read{touched}"
    told = tuple(locate(options.root, warnings))
    report = Report(len(whole.archive.articles), len(files), len(fresh), len(files) - len(fresh), made.indexed, why, told)
    left = _left(made, placed, fresh)._replace(files=[one.path for one in files])
    fixity.remember(options, went_in, left, report, last if made.amended else None)
    return report


def _left(made: Made, placed: Placed, fresh: list[str]) -> Left:
    return Left(fresh, made.gone, [*fresh, *made.gone], tuple(placed.stamps), made.bundle)


def _name(options: Options) -> bytes:
    """What stands for the site in the store."""
    return os.fsencode(options.output)


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
        f"archive {version_of('archive')}",
        cards.available(),
    )


def site(archive: Archive, options: Options, store: Disk, old: Old = Old(), tell: Tell = lambda line: None) -> Site:  # noqa: B008  # frozen
    """The site of an archive, to be made."""
    return Site(archive, _renderer(archive, options, store), options, store, old, tell)


def _renderer(archive: Archive, options: Options, store: Disk) -> Renderer:
    compiled = Compiled(store.load("templates", [b""]).get(b""))
    return Renderer(setting(archive, options), options.root / "templates", version(), compiled)


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
