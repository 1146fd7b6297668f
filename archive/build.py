"""build: composes the stages, read -> resolve -> plan -> render -> index -> publish. Data flows one way, once."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from archive import cards, publish, search
from archive.model import Archive, Output, Site
from archive.plan import plan
from archive.problems import ContentError, Problem, split
from archive.read import locate, read
from archive.render import Renderer, Setting
from archive.resolve import Pair, resolve
from archive.store import Disk, Store

LIBRARIES = ("babel", "edtf", "jinja2", "markdown-it-py", "markupsafe", "pydantic", "pyyaml")
CHUNK = 64
WORTH_FORKING = 400
T = TypeVar("T")
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


def examine(root: Path, store: Store | None = None) -> tuple[Archive | None, list[Output], list[Problem]]:
    """read, resolve and plan: the archive with its outputs, and every problem. No archive where `site.yaml` cannot be read."""
    reading = read(root, store)
    problems = list(reading.problems)
    site = reading.site or Site(title="?")
    archive, found = resolve(site, (Pair(entry.record, entry.body) for entry in reading.entries), reading.unread)
    problems += found
    outputs = list(plan(archive, problems)) if not split(problems)[0] else []
    return (archive if reading.site else None), outputs, locate(root, problems)


def build(options: Options, tell: Tell = lambda line: None) -> Report:
    """Writes the site. Raises ContentError, UsageError or ToolError; the old site then stays as it was."""
    publish.check_output(options.output, options.root)
    with _alone(options.root, tell), _store(options) as store:
        tell("reading")
        archive, outputs, problems = examine(options.root, store)
        errors, warnings = split(problems)
        if errors or archive is None or (options.strict and warnings):
            raise ContentError(problems)
        told = setting(archive, options)
        left_out = {area for area, made in (("search", options.search), ("cards", told.cards)) if not made}
        wanted = [output for output in outputs if output.area not in left_out]
        renderer = Renderer(told, options.root / "templates", version())
        with publish.new_folder(options.output, "new") as new, publish.new_folder(options.output, "index") as documents:
            tell(f"rendering {len(wanted)} files")
            rendered, digests = _render(renderer, wanted, store, {"site": new, "cards": new, "search": documents}, options.jobs)
            publish.write(new, renderer.assets().items())
            indexed = _index(archive, documents, digests, new, store, tell) if digests else "off"
            publish.put_in_place(new, options.output)
        files = sum(1 for output in wanted if output.area != "search")
        return Report(archive, files, rendered, len(wanted) - rendered, indexed, tuple(warnings))


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


def _render(renderer: Renderer, outputs: list[Output], store: Store, folders: dict[str, Path], jobs: int) -> tuple[int, list[tuple[str, bytes]]]:
    """Writes every output: as the store has it, or rendered. How many were rendered, and the digests of those to be searched."""
    digests: list[tuple[str, bytes]] = []
    fresh = 0
    missing: list[tuple[Output, bytes]] = []

    def put(output: Output, data: bytes) -> None:
        publish.write(folders[output.area], [(output.path, data)])
        if output.area == "search":
            digests.append((output.path, blake2b(data, digest_size=20).digest()))

    for some in _chunks(outputs, CHUNK * 8):
        keys = [renderer.key(output) for output in some]
        known = store.load("render", keys)
        for output, key in zip(some, keys, strict=True):
            if key in known:
                put(output, known[key])
            else:
                missing.append((output, key))
    for chunk, made in _made(renderer, list(_chunks(missing, CHUNK)), jobs):
        for (output, _), data in zip(chunk, made, strict=True):
            put(output, data)
        store.save("render", {key: data for (_, key), data in zip(chunk, made, strict=True)})
        fresh += len(made)
    return fresh, digests


_renderer: Renderer | None = None


def _made(renderer: Renderer, chunks: list[list[tuple[Output, bytes]]], jobs: int) -> Iterator[tuple[list[tuple[Output, bytes]], list[bytes]]]:
    """Chunks with their bytes, in order: here, or where it is worth it in forked processes, which share what is loaded."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(chunks) * CHUNK < WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
        for chunk in chunks:
            yield chunk, [renderer.render(output) for output, _ in chunk]
        return
    global _renderer  # noqa: PLW0603  # inherited by the forked processes, so that it need not be sent to them
    _renderer = renderer
    with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from zip(chunks, pool.map(_render_chunk, ([output for output, _ in chunk] for chunk in chunks)), strict=True)


def _render_chunk(outputs: list[Output]) -> list[bytes]:
    assert _renderer is not None
    return [_renderer.render(output) for output in outputs]


def _index(archive: Archive, documents: Path, digests: list[tuple[str, bytes]], new: Path, store: Store, tell: Tell) -> str:
    """Puts the search bundle of the documents into the new site: the one kept, or a new one."""
    language = archive.site.language.split("-")[0]
    key = search.bundle_key(digests, language)
    bundle = search.kept(store, key)
    state = "reused"
    if bundle is None:
        tell(f"indexing {len(digests)} documents")
        with publish.new_folder(documents, "bundle") as folder:
            bundle = search.index(documents, folder, language)
        store.save("search", {key: bundle})
        state = "made"
    publish.write(new / "pagefind", bundle.items())
    return state


@lru_cache(maxsize=1)
def version() -> str:
    """A digest of the program itself and of the libraries that its output depends on."""
    digest = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    digest.update(cards.version().encode())
    return digest.hexdigest()


@contextmanager
def _store(options: Options) -> Iterator[Store]:
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
    """Waits until no other build of this archive runs."""
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
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            tell("waiting for another build of this archive")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    every = list(items)
    yield from (every[start : start + size] for start in range(0, len(every), size))
