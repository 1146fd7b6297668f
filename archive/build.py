"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import gc
import os
import platform
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from archive import cards, publish, search, webdesk
from archive.model import Archive, Output, Site
from archive.plan import plan
from archive.problems import ContentError, Problem, split
from archive.read import locate, read
from archive.render import Renderer, Setting
from archive.resolve import Pair, resolve
from archive.store import Disk, Store
from archive.workers import Made, Making, spread

LIBRARIES = ("babel", "edtf", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pyyaml")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Options:
    """How to build. `base_url` overrides the site's own; `jobs` is how many processes may render."""

    root: Path
    output: Path
    base_url: str | None = None
    jobs: int = 0
    clean: bool = False
    strict: bool = False
    search: bool = True
    noindex: bool = False


@dataclass(frozen=True)
class Report:
    """What a build did: files in the site, those rendered now, those reused, and the warnings."""

    archive: Archive
    files: int
    rendered: int
    reused: int
    indexed: str
    warnings: tuple[Problem, ...]


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
    reading = read(root, store, lambda work, count: spread(work, count, jobs))
    problems = list(reading.problems)
    site = reading.site or Site(title="?")
    archive, found = resolve(site, (Pair(entry.record, entry.body) for entry in reading.entries), reading.unread)
    problems += found
    outputs = list(plan(archive, problems)) if not split(problems)[0] else []
    return (archive if reading.site else None), outputs, locate(root, problems)


@_no_collector()
def build(options: Options, tell: Tell = lambda line: None) -> Report:
    """Writes the site. Raises ContentError, UsageError or ToolError; the old site then stays as it was."""
    options = replace(options, output=publish.check_output(options.output, options.root))
    with _alone(options.root, tell), _store(options) as store:
        tell("reading")
        archive, outputs, problems = examine(options.root, store, options.jobs)
        errors, warnings = split(problems)
        if errors or archive is None or (options.strict and warnings):
            raise ContentError(problems)
        told = setting(archive, options)
        wanted = [output for output in outputs if output.area == "site" or (output.area == "cards" and told.cards)]
        searched = [output for output in outputs if output.area == "search" and options.search]
        renderer = Renderer(told, options.root / "templates", version())
        begun = indexing(renderer, searched, store, options, tell, options.output / "pagefind") if searched else nullcontext()
        with begun as index, publish.new_folder(options.output, "new") as new:
            tell(f"rendering {len(wanted)} files")
            made = _render(renderer, wanted, store, new, options)
            publish.write(new, {**renderer.assets(), **webdesk.files(archive.site, options.root)}.items())
            indexed = put_index(index, new / "pagefind", store, options.output / "pagefind") if index else "off"
            publish.put_in_place(new, options.output)
        store.save("site", {_name_of(options.output): {output.path: one for output, one in zip(wanted, made, strict=True)}})
        store.prune()
        rendered = sum(one.fresh for one in made)
        return Report(archive, len(wanted), rendered, len(wanted) - rendered, indexed, tuple(warnings))


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


def _render(renderer: Renderer, outputs: list[Output], store: Store, new: Path, options: Options) -> list[Made]:
    """Makes every published file in the folder `new`: as the old site has it, or rendered."""
    name = _name_of(options.output)
    before = store.load("site", [name]).get(name, {})
    return list(spread(Making(renderer, outputs, publish.Folder(new), options.output, before), len(outputs), options.jobs))


def _name_of(output: Path) -> bytes:
    return os.fsencode(output.absolute())


@contextmanager
def indexing(renderer: Renderer, outputs: list[Output], store: Disk, options: Options, tell: Tell, old: Path | None = None) -> Iterator[search.Index]:
    """The search index of these documents, begun: what is not known of it is made in a process of its own, if more than one may be used.

    Documents hold no address, so a bundle is the same wherever the site stands, and whoever made it.
    """
    told = replace(renderer.setting, base_url=renderer.setting.site.base_url, noindex=False)
    renderer = Renderer(told, options.root / "templates", version())
    language = renderer.setting.site.language.split("-")[0]
    by_path = {output.path: output for output in outputs}
    documents = [search.Document(output.path, renderer.key(output), _length(output)) for output in outputs]
    with publish.new_folder(options.output, "index") as folder:
        index = search.Index(documents, lambda path: renderer.render(by_path[path]), language, store, folder, _before(store, old)[0])
        if index.missing:
            tell(f"indexing {sum(len(index.parts[key]) for key in index.missing)} documents")
        if options.jobs != 1:
            index.start()
        try:
            yield index
        finally:
            index.stop()


def _length(output: Output) -> int:
    """How many words a search document has, about: its names and summary besides its body."""
    prose = output.view["prose"]
    return 100 + (prose.body.words if prose else 0)


def put_index(index: search.Index, new: Path, store: Disk, old: Path | None = None) -> str:
    """Writes the search bundle into the folder `new`, or takes of it what the folder `old` has; tells whether it was "reused" or "made"."""
    state = "made" if index.missing else "reused"
    parts, made = _before(store, old)
    folder = publish.Folder(new)
    if not (old and parts == list(index.parts) and all(folder.reuse(old, path, digest) for path, digest in made.items())):
        shutil.rmtree(new, ignore_errors=True)
        folder, made = publish.Folder(new), {}
        for path, digest, data in index.files():
            made[path] = digest if old and digest and folder.reuse(old, path, digest) else folder.write(path, data())
        store.save("bundle", {_bundle_of(old): (list(index.parts), made)})
    index.keep(parts)
    return state


def _before(store: Disk, old: Path | None) -> tuple[list[bytes], dict[str, bytes]]:
    """The parts that the bundle in a folder was made of, and the digests of its files; without a folder, of the last one that was made."""
    found: tuple[list[bytes], dict[str, bytes]] = store.load("bundle", [_bundle_of(old)]).get(_bundle_of(old), ([], {}))
    return found


def _bundle_of(old: Path | None) -> bytes:
    return os.fsencode(old.absolute()) if old else b""


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
