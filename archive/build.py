"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import gc
import os
import platform
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from archive import cards, fixity, publish, search, webdesk
from archive.making import Made, Making
from archive.model import Archive, Output, Site
from archive.options import Options, Report
from archive.plan import Claim, Part, clashes, parts, plan, planned
from archive.problems import ContentError, Problem, ToolError, split
from archive.read import locate, read
from archive.register import Pair
from archive.render import Renderer, Setting
from archive.resolve import resolve
from archive.store import Disk, Store
from archive.workers import LostError, spread

LIBRARIES = ("babel", "edtf", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pyyaml")
Tell = Callable[[str], None]
WORTH = 6
"""How many parts are worth another process."""


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


@dataclass(frozen=True)
class _Whole:
    """The archive as read and resolved, and every problem, without its place yet; how many files had to be read."""

    archive: Archive
    readable: bool
    problems: list[Problem]
    read: int


def _gathered(root: Path, store: Store | None, jobs: int) -> _Whole:
    reading = read(root, store, lambda work, count: spread(work, count, jobs))
    archive, found = resolve(reading.site or Site(title="?"), (Pair(entry.record, entry.body) for entry in reading.entries), reading.unread)
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
            site = _Site(options, store, whole.archive, tell)
            report = replace(site.made(), why=fixity.why(options) or f"{whole.read} records read", warnings=tuple(locate(options.root, warnings)))
        except LostError as error:
            raise ToolError(f"{error} The old site stays") from None
        store.prune()
        fixity.remember(options, went_in, site.files, report)
        return report


class _Site:
    """The making of one site: render, index and publish."""

    def __init__(self, options: Options, store: Disk, archive: Archive, tell: Tell) -> None:
        self.options, self.store, self.archive, self.tell = options, store, archive, tell
        self.renderer = Renderer(setting(archive, options), options.root / "templates", version())
        self.name = os.fsencode(options.output.absolute())
        self.before: dict[str, bytes] = store.load("site", [self.name]).get(self.name, {})
        self.intact = bool(self.before) and fixity.intact(options)
        self.files: dict[str, bytes] = {}

    def made(self) -> Report:
        """Makes every file that is new, and puts all in place."""
        with publish.new_folder(self.options.output, "new") as new:
            self.tell("rendering")
            made = self._rendered(publish.Folder(new))
            indexed, bundle = self._index()
            made += list(self._given(publish.Folder(new), {**self.renderer.assets(), **webdesk.files(self.archive.site, self.options.root), **bundle}))
            self.files = {one.path: one.known for one in made}
            self._publish(new, made)
        if self.files != self.before:
            self.store.save("site", {self.name: self.files})
        fresh = sum(one.fresh for one in made)
        return Report(len(self.archive.articles), len(made), fresh, len(made) - fresh, indexed)

    def _rendered(self, new: publish.Folder) -> list[Made]:
        areas = ("site", "cards") if self.renderer.setting.cards else ("site",)
        every = parts(self.archive)
        if self.options.cluster:
            made = self._elsewhere(every, areas, new)
        else:
            making = Making(lambda part: planned(self.archive, part), every, areas, self.renderer, new, self.options.output, self.before, self.intact)
            made = spread(making, len(every), self.options.jobs, chunk=1, worth=WORTH)
        if found := clashes(self.archive, (Claim(one.area, one.path, one.part) for one in made)):
            raise ContentError(found)
        return made

    def _elsewhere(self, every: list[Part], areas: Collection[str], new: publish.Folder) -> list[Made]:
        """Has a cluster make what is new."""
        from archive import cluster

        known = self.before if self.intact else {}
        job = cluster.Job(self.archive, self.renderer.setting, cluster.templates_of(self.options.root), areas, known, version())
        with cluster.connected(self.options.cluster, job) as (executor, packed, workers):
            return cluster.spread_over(executor, packed, every, new, workers)

    def _given(self, new: publish.Folder, files: Mapping[str, bytes]) -> Iterator[Made]:
        """Files that are not rendered: what they are known by is their digest."""
        for path, data in {**files, publish.MARK: publish.MARKED}.items():
            known = publish.digest(data)
            fresh = not (self.intact and self.before.get(path) == known)
            if fresh:
                new.write(path, data)
            yield Made(None, "site", path, known, fresh)

    def _publish(self, new: Path, made: list[Made]) -> None:
        fresh = [one.path for one in made if one.fresh]
        gone = [path for path in self.before if path not in self.files]
        if self.intact and publish.few(fresh, gone):
            publish.amend(new, self.options.output, fresh, gone)
            return
        if self.intact:
            stays, folder = [one.path for one in made if not one.fresh], publish.Folder(new)
            linked = spread(lambda start, stop: [folder.reuse(self.options.output, path, None) for path in stays[start:stop]], len(stays), self.options.jobs)
            if not all(linked):
                raise ToolError(f"{stays[linked.index(False)]} is gone from the site; build again. The old site stays")
        publish.put_in_place(new, self.options.output)

    def _index(self) -> tuple[str, dict[str, bytes]]:
        """Whether the search bundle is "off", "reused" or "made", and its files."""
        searched = [output for part in parts(self.archive) for output in planned(self.archive, part) if output.area == "search"] if self.options.search else []
        if not searched:
            return "off", {}
        files, state = bundle(self.renderer, searched, self.store, self.options, self.tell)
        return state, {f"pagefind/{path}": data for path, data in files.items()}


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


def bundle(renderer: Renderer, outputs: list[Output], store: Store, options: Options, tell: Tell) -> tuple[dict[str, bytes], str]:
    """The search bundle of the documents, and whether it was "reused" or "made". One that is reused needs no document to be made.

    Documents hold no address, so a bundle is the same wherever the site stands, and whoever made it.
    """
    told = replace(renderer.setting, base_url=renderer.setting.site.base_url, noindex=False)
    renderer = Renderer(told, options.root / "templates", version())
    language = renderer.setting.site.language.split("-")[0]
    key = search.bundle_key(((output.path, renderer.key(output)) for output in outputs), language)
    files = search.kept(store, key)
    if files is not None:
        return files, "reused"
    tell(f"indexing {len(outputs)} documents")
    with publish.new_folder(options.output, "index") as documents, publish.new_folder(options.output, "bundle") as folder:
        making = Making(lambda output: iter([output]), outputs, ("search",), renderer, publish.Folder(documents), options.output, {})
        spread(making, len(outputs), options.jobs)
        files = search.index(documents, folder, language)
    store.save("search", {key: files})
    return files, "made"


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of the program itself, of Python (whose Unicode its output follows), and of the libraries that its output depends on."""
    digest = blake2b(platform.python_version().encode() + b"\0", digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    digest.update(cards.version().encode())
    return digest.hexdigest()


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
