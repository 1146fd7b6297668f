"""The site as a whole: its parts are made by whichever process takes them, what is searched is indexed, and all is published at once.

Only small answers come back from where parts are made; nobody holds all that is planned.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archive import publish, webdesk
from archive.digests import digest
from archive.making import Facts, MadePart, Making, numbers, packed
from archive.model import Archive, Key, Output
from archive.model.noting import noting
from archive.model.reads import noted
from archive.options import Options, Tell
from archive.plan import Claim, Part, clashes, parts, planned, searched
from archive.problems import ContentError, ToolError
from archive.publish import Folder, MadeFile
from archive.render import ROOT, Renderer
from archive.rolls import Rolls
from archive.store import Disk
from archive.workers import each, spread

if TYPE_CHECKING:
    from archive import search

BUNDLE = "pagefind/"
WORTH = 20
"""How many parts are worth another process, also while one more makes the search index."""
TOGETHER, SHARES = 8, 128
"""How many parts a process takes at once, if there are enough for even shares: neighbours show much the same, which each process works out for itself."""
MANY = 200
"""How many search documents are worth other processes: fewer are written here, while others make pages, and what they load is of use to those."""


class Found(NamedTuple):
    """A search document: where it is planned, its key, how many words it has, about, and what it is made from."""

    part: Part
    key: bytes
    words: int
    facts: Facts


class Made(NamedTuple):
    """What was made: the parts of the site, the files that are of none, the search documents by their paths, whether the search
    index is "off", "reused" or "made", and the keys of its parts. `gone` are files that were there and are not made any more; `amended` tells
    that all else was left where it lay."""

    parts: list[MadePart]
    given: list[MadeFile]
    documents: dict[str, Found]
    indexed: str
    bundle: tuple[bytes, ...]
    gone: list[str]
    amended: bool

    @property
    def files(self) -> list[MadeFile]:
        """Every file."""
        return [*(one for part in self.parts for one in part.files), *self.given]


class Old(NamedTuple):
    """What is known of a site that was made before: its files, by path, with key and digest, the keys of the parts of its search index,
    whether all lies as the last build left it, and whether it does `still`, where some files are or everywhere. `reworded` are the records of which
    words, and nothing but words, are others since; `None` where more may be."""

    files: Mapping[str, bytes] = {}
    bundle: Sequence[bytes] = ()
    intact: bool = False
    still: Callable[[Iterable[str] | None], bool] = lambda touched: True
    reworded: Collection[Key] | None = None


class Site:
    """The site of one archive, to be made in the folder `options.output`. `old` is what is known of the site that lies there."""

    def __init__(self, archive: Archive, renderer: Renderer, options: Options, store: Disk, old: Old, tell: Tell) -> None:
        self.whole = archive  # for other machines, which note for themselves what is asked
        self.archive = noted(archive)
        self.renderer, self.options, self.store, self.tell = renderer, options, store, tell
        self.before = old.files
        self.bundle = old.bundle
        self.intact = old.intact and bool(old.files)
        self.rolls = Rolls(store, os.fsencode(options.output), old.reworded)
        self.still = old.still
        self.areas = ("site", "cards") if renderer.setting.cards else ("site",)

    def make(self) -> Made:
        """Makes every file that is new, and puts all in place. Raises ContentError for addresses that clash, and ToolError."""
        documents = self.documents() if self.options.search else {}
        with self.indexing(documents) as index, publish.new_folder(self.options.output, "new") as new:
            self.tell("rendering")
            folder = Folder(new)
            rendered = self._rendered(folder, index)
            made = self._published(folder, rendered, [*self._given(folder, self._unrendered(rendered))], documents, index)
        assert made
        self._remember(made, index)
        return made

    def remake(self, again: Sequence[Part], documents: Mapping[str, Found], given: Mapping[str, bytes]) -> Made | None:
        """Makes some parts again, and the search index of these documents, in a site that is intact; all else of it stays as it
        is. `given` are the files of no part. `None`, and nothing in place, where other pages would come of that than lie
        there, or too much changes. Raises ToolError."""
        with self.indexing(documents) as index, publish.new_folder(self.options.output, "new") as new:
            self.tell("rendering")
            folder = Folder(new, flat=True)
            rendered = self._made(again, folder, index)
            stay = [MadeFile("site", path, known, fresh=False) for path, known in given.items() if not (index and path.startswith(BUNDLE))]
            made = self._published(folder, rendered, stay, documents, index, whole=False)
        if made:
            self._remember(made, index)
        return made

    # -- pages

    def _rendered(self, new: Folder, index: search.Index | None) -> list[MadePart]:
        every = parts(self.archive)
        if self.options.cluster:
            self.begin(index)
            made = self._elsewhere(every, new)
        else:
            if not self.before:
                self.renderer.load(self.options.jobs)
            made = self._made(every, new, index)
        if found := clashes(self.archive, (Claim(one.area, one.path, some.part) for some in made for one in some.files)):
            raise ContentError(found)
        return made

    def _made(self, some: Sequence[Part], new: Folder, index: search.Index | None) -> list[MadePart]:
        """What parts give, made here, while the search index is made."""
        making = Making(
            lambda part: planned(self.archive, part),
            numbers(self.archive),
            some,
            self.areas,
            self.renderer,
            new,
            self.options.output,
            self.before,
            self.intact,
            self.rolls,
        )
        steps = self._index_in_steps(index)
        if index and index.lacking >= MANY:
            next(steps)
        return spread(making, len(some), self.options.jobs, chunk=max(1, min(TOGETHER, len(some) // SHARES)), worth=WORTH, meanwhile=steps)

    def _elsewhere(self, every: list[Part], new: Folder) -> list[MadePart]:
        """Has a cluster make what is new."""
        from archive import cluster

        known = self.before if self.intact else {}
        job = cluster.Job(self.whole, self.renderer.setting, cluster.templates_of(self.options.root), self.areas, known, self.renderer.version)
        with cluster.connected(self.options.cluster, job) as (executor, packed, workers):
            return cluster.spread_over(executor, packed, every, new, workers)

    def _unrendered(self, rendered: Iterable[MadePart]) -> dict[str, bytes]:
        """The files of no page, by path. Raises ToolError where one of the archive's own has the address of another file."""
        ours = {**webdesk.files(self.archive.site, self.options.root), publish.MARK: publish.MARKED}
        own = self.renderer.assets()
        taken = {*ours, *(one.path.casefold() for some in rendered for one in some.files if one.area == "site")}
        for path in own:
            if path.casefold() in taken or path.startswith(BUNDLE):
                raise ToolError(f"templates/{ROOT}{path}: the site makes a file of this name itself; give it another. The old site stays")
        return {**own, **ours}

    def _given(self, new: Folder, files: Mapping[str, bytes]) -> Iterator[MadeFile]:
        """Files that are not rendered: what they are known by is their digest."""
        for path, data in files.items():
            known = digest(data)
            fresh = not (self.intact and self.before.get(path) == known)
            if fresh:
                new.write(path, data)
            yield MadeFile("site", path, known, fresh)

    # -- the search index

    @contextmanager
    def indexing(self, found: Mapping[str, Found]) -> Iterator[search.Index | None]:
        """The search index, which is to be begun.

        Documents hold no address, so an index is the same wherever the site stands, and whoever made it.
        """
        if not found:
            yield None
            return
        from archive import search  # it takes time to load

        documents = [search.Document(path, one.key, one.words) for path, one in found.items()]
        language = self.renderer.words.language.split("-")[0]
        with publish.new_folder(self.options.output, "index") as folder:
            index = search.Index(documents, lambda path: self._document(found[path].part, path), language, self.store, folder, self.bundle)
            if index.missing:
                self.tell(f"indexing {index.lacking} documents")
            try:
                yield index
            finally:
                index.stop()

    def _index_in_steps(self, index: search.Index | None) -> Iterator[None]:
        """The steps in which the search index is begun, waited for and gathered, between those of other work."""
        self.begin(index)
        yield
        if index:
            while not index.ready:
                yield
            index.files()
            yield

    def begin(self, index: search.Index | None) -> None:
        """Has what is missing of the search index made beside this process, if more than one may be used."""
        if index and self.options.jobs != 1:
            index.begin(partial(each, jobs=self.options.jobs, worth=MANY, aside=True))

    @cached_property
    def _plain(self) -> Renderer:
        """Renders documents, whatever the address of the site is."""
        told = replace(self.renderer.setting, base_url=self.archive.site.base_url, noindex=False)
        if told == self.renderer.setting:
            return self.renderer
        return Renderer(told, self.options.root / "templates", self.renderer.version, self.renderer.compiled)

    def documents(self, given: Sequence[Part] | None = None) -> dict[str, Found]:
        """What is searched, of some parts or of all, by its path."""
        some = searched(self.archive) if given is None else given

        def work(start: int, stop: int) -> list[tuple[str, Found]]:
            return [one for part in some[start:stop] for one in self._found(part)]

        return dict(spread(work, len(some), self.options.jobs))

    def _found(self, part: Part) -> list[tuple[str, Found]]:
        with noting() as asked:
            found = [(one.path, self._plain.key(one), _words(one)) for one in planned(self.archive, part) if one.area == "search"]
        return [(path, Found(part, key, words, packed(asked, numbers(self.archive)))) for path, key, words in found]

    def _document(self, part: Part, path: str) -> bytes:
        return next(self._plain.render(output) for output in planned(self.archive, part) if (output.area, output.path) == ("search", path))

    def _indexed(self, new: Folder, index: search.Index | None) -> Iterator[MadeFile]:
        """The files of the bundle; of one that is known and lies where it was put, nothing is read or made."""
        if index is None:
            return
        before = {path.removeprefix(BUNDLE): known for path, known in self.before.items() if path.startswith(BUNDLE)} if self.intact else {}
        if before and list(self.bundle) == list(index.parts):
            yield from (MadeFile("site", BUNDLE + path, known, fresh=False) for path, known in before.items())
        else:
            for path, known, data in index.files():
                fresh = before.get(path) != known
                yield MadeFile("site", BUNDLE + path, new.write(BUNDLE + path, data()) if fresh else before[path], fresh)

    # -- publishing

    def _published(
        self, folder: Folder, rendered: list[MadePart], given: list[MadeFile], documents: Mapping[str, Found], index: search.Index | None, whole: bool = True
    ) -> Made | None:
        """Puts what was made in place, with the search index, and takes away what is gone. Unless it is the `whole`, nothing but the index may
        have other files than before."""
        indexed = "off" if index is None else "made" if index.lacked else "reused"
        given += self._indexed(folder, index)
        made = Made(rendered, given, dict(documents), indexed, tuple(index.parts if index else ()), [], amended=False)
        files = made.files
        fresh, gone = [one.path for one in files if one.fresh], sorted(self.before.keys() - {one.path for one in files})
        amended = self.intact and publish.few(fresh, gone)
        others = (*gone, *(path for path in fresh if path not in self.before))
        if not whole and not (amended and all(path.startswith(BUNDLE) for path in others)):
            return None
        if self.intact and not self.still([*fresh, *gone] if amended else None):
            raise ToolError("somebody changes the site while it is made; build again. The old site stays")
        if amended:
            publish.amend(folder, self.options.output, fresh, gone)
        else:
            self._exchange(folder, fresh, gone)
        return made._replace(gone=gone, amended=amended)

    def _exchange(self, folder: Folder, fresh: Sequence[str], gone: Sequence[str]) -> None:
        """Puts a whole new folder in place: what stays is linked into it."""
        if self.intact:
            stays = sorted(self.before.keys() - set(fresh) - set(gone))
            linked = spread(lambda start, stop: [folder.reuse(self.options.output, path, None) for path in stays[start:stop]], len(stays), self.options.jobs)
            if not all(linked):
                raise ToolError(f"{stays[linked.index(False)]} is gone from the site; build again. The old site stays")
        publish.put_in_place(Path(folder.at), self.options.output)

    def _remember(self, made: Made, index: search.Index | None) -> None:
        """Keeps what the next build of this site can use. Only what is in place is remembered: a build that is killed before leaves
        the old index with its old parts."""
        if index:
            index.keep(self.bundle)
        for one in made.parts:
            self.rolls.keep(one.rolls)
        if self.renderer.compiled.fresh:
            self.store.save("templates", {b"": self.renderer.compiled.kept})


def _words(output: Output) -> int:
    """How many words a search document has, about: its names and summary besides its body."""
    prose = output.view["prose"]
    return 100 + (prose.body.words if prose else 0)
