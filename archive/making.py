"""Making: a site is planned and made in parts, by whichever process takes them, indexed, and published as a whole.

Only small answers come back from where parts are made; nobody holds all that is planned.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from archive import fixity, publish, search, webdesk
from archive.model import Archive, Output
from archive.options import Options
from archive.plan import Claim, Part, clashes, parts, planned, searched
from archive.problems import ContentError, ToolError
from archive.publish import KEY, Folder, MadeFile
from archive.render import Renderer
from archive.store import Disk
from archive.workers import spread

Tell = Callable[[str], None]
WORTH = 40
"""How many parts are worth another process: a small site, of which each kind is one part, is made while one more makes its search index."""


@dataclass(frozen=True)
class Making:
    """The outputs of parts, written below `new`: rendered, or taken from the site `old` where it has them as `before` tells
    (path -> key and digest). An `intact` site holds what it was given, and what stays as it is need not be taken over."""

    planned: Callable[[Any], Iterator[Output]]
    parts: Sequence[Any]
    areas: Collection[str]
    renderer: Renderer
    new: Folder
    old: Path
    before: Mapping[str, bytes]
    intact: bool = False

    def __call__(self, start: int, stop: int) -> list[MadeFile]:
        return [self._one(part, output) for part in self.parts[start:stop] for output in self.planned(part) if output.area in self.areas]

    def _one(self, part: Any, output: Output) -> MadeFile:
        key = self.renderer.key(output)
        known = self.before.get(output.path, b"")
        if known[:KEY] == key and (self.intact or self.new.reuse(self.old, output.path, known[KEY:])):
            return MadeFile(part, output.area, output.path, known, fresh=False)
        return MadeFile(part, output.area, output.path, key + self.new.write(output.path, self.renderer.render(output)), fresh=True)


class Made(NamedTuple):
    """What was made: every file of the site, whether the search index is "off", "reused" or "made", and whether the old site lay
    as it was left, if there was one."""

    files: list[MadeFile]
    indexed: str
    intact: bool


class Site:
    """The site of one archive, to be made in the folder `options.output`."""

    def __init__(self, archive: Archive, renderer: Renderer, options: Options, store: Disk, tell: Tell) -> None:
        self.archive, self.renderer, self.options, self.store, self.tell = archive, renderer, options, store, tell
        self.name = os.fsencode(options.output.absolute())
        self.before: dict[str, bytes] = store.load("site", [self.name]).get(self.name, {})
        self.intact = bool(self.before) and fixity.intact(options)

    def make(self) -> Made:
        """Makes every file that is new, and puts all in place. Raises ContentError for addresses that clash, and ToolError."""
        with self.indexing() as index, publish.new_folder(self.options.output, "new") as new:
            self.tell("rendering")
            folder = Folder(new)
            made = self._rendered(folder)
            made += self._given(folder, {**self.renderer.assets(), **webdesk.files(self.archive.site, self.options.root), publish.MARK: publish.MARKED})
            indexed = "off"
            if index:
                indexed = "made" if index.missing else "reused"
                made += self._indexed(folder, index)
            self._publish(new, made)
        if index:  # only what is in place is remembered: a build that is killed before leaves the old index with its old parts
            self.store.save("bundle", {self.name: list(index.parts)})
            index.keep(self._parts_before)
        files = {one.path: one.known for one in made}
        if files != self.before:
            self.store.save("site", {self.name: files})
        if self.renderer.compiled.fresh:
            self.store.save("templates", {b"": self.renderer.compiled.kept})
        return Made(made, indexed, self.intact or not self.before)

    # -- pages

    def _rendered(self, new: Folder) -> list[MadeFile]:
        areas = ("site", "cards") if self.renderer.setting.cards else ("site",)
        every = parts(self.archive)
        if self.options.cluster:
            made = self._elsewhere(every, areas, new)
        else:
            if not self.before:
                self.renderer.load()
            making = Making(lambda part: planned(self.archive, part), every, areas, self.renderer, new, self.options.output, self.before, self.intact)
            made = spread(making, len(every), self.options.jobs, chunk=1, worth=WORTH)
        if found := clashes(self.archive, (Claim(one.area, one.path, one.part) for one in made)):
            raise ContentError(found)
        return made

    def _elsewhere(self, every: list[Part], areas: Collection[str], new: Folder) -> list[MadeFile]:
        """Has a cluster make what is new."""
        from archive import cluster

        known = self.before if self.intact else {}
        job = cluster.Job(self.archive, self.renderer.setting, cluster.templates_of(self.options.root), areas, known, self.renderer.version)
        with cluster.connected(self.options.cluster, job) as (executor, packed, workers):
            return cluster.spread_over(executor, packed, every, new, workers)

    def _given(self, new: Folder, files: Mapping[str, bytes]) -> Iterator[MadeFile]:
        """Files that are not rendered: what they are known by is their digest."""
        for path, data in files.items():
            known = publish.digest(data)
            fresh = not (self.intact and self.before.get(path) == known)
            if fresh:
                new.write(path, data)
            yield MadeFile(None, "site", path, known, fresh)

    # -- the search index

    @contextmanager
    def indexing(self) -> Iterator[search.Index | None]:
        """The search index, begun: what is not known of it is made in a process of its own, if more than one may be used.

        Documents hold no address, so an index is the same wherever the site stands, and whoever made it.
        """
        found = self._documents() if self.options.search else {}
        if not found:
            yield None
            return
        documents = [search.Document(path, key, words) for path, (_, key, words) in found.items()]
        language = self.renderer.words.language.split("-")[0]
        with publish.new_folder(self.options.output, "index") as folder:
            index = search.Index(documents, lambda path: self._document(found[path][0], path), language, self.store, folder, self._parts_before)
            if index.missing:
                self.tell(f"indexing {sum(len(index.parts[key]) for key in index.missing)} documents")
            if self.options.jobs != 1:
                index.start()
            try:
                yield index
            finally:
                index.stop()

    @cached_property
    def _plain(self) -> Renderer:
        """Renders documents, whatever the address of the site is."""
        told = replace(self.renderer.setting, base_url=self.archive.site.base_url, noindex=False)
        if told == self.renderer.setting:
            return self.renderer
        return Renderer(told, self.options.root / "templates", self.renderer.version, self.renderer.compiled)

    @cached_property
    def _parts_before(self) -> list[bytes]:
        """The parts that the search bundle of this site was made of."""
        found: list[bytes] = self.store.load("bundle", [self.name]).get(self.name, [])
        return found

    def _documents(self) -> dict[str, tuple[Part, bytes, int]]:
        """What is searched, by its path: where it is planned, its key, and how many words it has, about."""
        every = searched(self.archive)

        def work(start: int, stop: int) -> list[tuple[str, tuple[Part, bytes, int]]]:
            return [
                (output.path, (part, self._plain.key(output), _words(output)))
                for part in every[start:stop]
                for output in planned(self.archive, part)
                if output.area == "search"
            ]

        return dict(spread(work, len(every), self.options.jobs))

    def _document(self, part: Part, path: str) -> bytes:
        return next(self._plain.render(output) for output in planned(self.archive, part) if (output.area, output.path) == ("search", path))

    def _indexed(self, new: Folder, index: search.Index) -> Iterator[MadeFile]:
        """The files of the bundle; of one that is known and lies where it was put, nothing is read or made."""
        top = "pagefind/"
        before = {path.removeprefix(top): known for path, known in self.before.items() if path.startswith(top)} if self.intact else {}
        if before and self._parts_before == list(index.parts):
            yield from (MadeFile(None, "site", top + path, known, fresh=False) for path, known in before.items())
        else:
            for path, digest, data in index.files():
                fresh = not (digest and before.get(path) == digest)
                yield MadeFile(None, "site", top + path, new.write(top + path, data()) if fresh else before[path], fresh)

    # -- publishing

    def _publish(self, new: Path, made: list[MadeFile]) -> None:
        fresh, stays = [one.path for one in made if one.fresh], [one.path for one in made if not one.fresh]
        gone = sorted(self.before.keys() - {one.path for one in made})
        if self.intact and publish.few(fresh, gone):
            publish.amend(new, self.options.output, fresh, gone)
            return
        if self.intact:
            folder = Folder(new)
            linked = spread(lambda start, stop: [folder.reuse(self.options.output, path, None) for path in stays[start:stop]], len(stays), self.options.jobs)
            if not all(linked):
                raise ToolError(f"{stays[linked.index(False)]} is gone from the site; build again. The old site stays")
        publish.put_in_place(new, self.options.output)


def _words(output: Output) -> int:
    """How many words a search document has, about: its names and summary besides its body."""
    prose = output.view["prose"]
    return 100 + (prose.body.words if prose else 0)
