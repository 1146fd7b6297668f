"""revision: an edit of texts alone, made without reading, resolving and planning all the rest.

Most edits change the text of a record or two, and nothing in a front matter. Then the catalogue is what it was: every record, who
stands with whom, what ids mean. A whole build keeps it (`Standing`), with the texts that each part of the site was made from
(`archive.model.reads`); so what has to be made again is told by what has changed in texts: those of the records that were
edited, and the words around the names and links in them, which other pages quote. Where anything else has changed, or anything
is wrong, there is no revision, and a whole build tells.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from archive import connections, fixity
from archive.concordance import Concordance, concord, prose_of
from archive.concordance import key as concordance_key
from archive.digests import digest
from archive.files import content_of
from archive.model import Archive, Around, Body, Context, Key, Prose, Record, key_of
from archive.model.reads import Text
from archive.options import Options
from archive.plan import Part, lasting
from archive.problems import Problem, ToolError, split
from archive.read import READ, Result, kept_by, read_file
from archive.register import withheld
from archive.resolve import CONCORDANCES, Catalogue, Resolved
from archive.site import Found, Made
from archive.store import Disk, Shelves

NAME, VALUE = b"name", b"value"
"""The two rows in which the last catalogue is kept."""
MOST = 64
"""How many edited files make a revision; a build of more is made as a whole."""

K = TypeVar("K")
V = TypeVar("V")


class Standing(NamedTuple):
    """What a build leaves for revisions of its site: the digest of what went in, the name of its catalogue, the parts of the site by
    the texts that they were made from, every search document, and of each record that has a text which records its text links to and
    which actors it names."""

    inputs: bytes
    catalogue: bytes
    parts: dict[Text, list[Part]]
    documents: dict[str, Found]
    leading: dict[Key, tuple[frozenset[Key], frozenset[str]]]


def keep(store: Disk, site: bytes, inputs: fixity.Inputs, whole: Resolved, planned: Archive, made: Made) -> None:
    """Keeps what a whole build leaves for revisions: of the site of that name, of what went in, as it was read, and of the archive
    that its pages were planned from."""
    name = inputs.content
    if store.load("catalogue", [NAME]).get(NAME) != name:
        store.save("catalogue", {VALUE: (whole.bare, whole.catalogue, lasting(planned)), NAME: name})
    store.want("catalogue", [NAME, VALUE])
    parts = _by_key((text, one.part) for one in made.parts for text in one.texts)
    leading = {key: _leading(whole.concordances[key]) for key in whole.archive.prose}
    store.save("standing", {site: Standing(inputs.digest, name, parts, made.documents, leading)})


def _leading(one: Concordance) -> tuple[frozenset[Key], frozenset[str]]:
    return frozenset(key for key, _ in one.leads), frozenset(actor for actor, _ in one.names)


class Unknown(ToolError):  # noqa: N818  # seldom told: another way is taken
    """What a revision needs is not known any more: a whole build is to be made."""

    def __init__(self) -> None:
        super().__init__("what an earlier build kept is lost; build with --clean; the old site stays")

    def __reduce__(self) -> tuple[type[Unknown], tuple[()]]:
        return Unknown, ()


class Revised(NamedTuple):
    """An edited text: its file and the digest of that, what was read of it before and now, its concordance before and now, and what that
    is kept by."""

    path: str
    known: bytes
    before_read: Result
    result: Result
    record: Record
    body: Body
    before: Concordance
    concordance: Concordance
    key: bytes


class Texts:
    """The texts that the store knows, by their records. Raises Unknown for one that it does not know."""

    def __init__(self, catalogue: Catalogue, store: Disk) -> None:
        self.catalogue = catalogue
        self.read: Shelves[Result] = Shelves(store, READ)
        self.concordances: Shelves[Concordance] = Shelves(store, CONCORDANCES)

    def read_of(self, path: str, known: bytes) -> Result:
        """What was read of a file that has that digest."""
        result = self.read.get(path, kept_by(path, known))
        if result is None:
            raise Unknown
        return result

    def of(self, record: Record, known: bytes) -> tuple[Body, Concordance]:
        """The body of a record whose file has that digest, and its concordance."""
        entry = self.read_of(record.path, known)[0]
        if entry is None:
            raise Unknown
        body = entry.body
        name = concordance_key(record, body, self.catalogue.register, self.catalogue.names)
        found = self.concordances.get(record.path, name) if name else None
        if found is None:
            raise Unknown
        return body, found


class Revision:
    """An edit of texts alone: the `archive` as it is now, and the parts of the site and the search documents that are to be made again.
    `values` are those that planning keeps."""

    def __init__(
        self, look: fixity.Look, standing: Standing, bare: Archive, values: tuple[Any, ...], texts: Texts, edited: Iterable[Revised]
    ) -> None:
        self.look, self.standing, self.texts, self.values = look, standing, texts, values
        self.records = texts.catalogue.records
        self.edited = {key_of(one.record): one for one in edited}
        self.leading = {key: leading for key, leading in standing.leading.items() if key not in self.edited}
        self.leading |= {key: _leading(one.concordance) for key, one in self.edited.items() if _told(one.body, one.record)}
        self.archive = replace(bare, prose=_Lazily(self._prose), backlinks=_Lazily(self._backlinks), mentions=_Lazily(self._mentions))
        self.warnings = self._warnings(look)
        differing = set(self._differing())
        self.parts = sorted({part for text in differing for part in standing.parts.get(text, ())})
        self.searched = sorted({found.part for found in standing.documents.values() if not differing.isdisjoint(found.texts)})

    def _warnings(self, look: fixity.Look) -> tuple[Problem, ...]:
        """What is to be told: what was told of all else, and what was found in the texts. Raises Unknown where something else was told of
        an edited file, for its place there may be another now."""
        before = {problem for one in self.edited.values() for problem in one.before_read[1]}
        rest = [problem for problem in (look.last.warned if look.last else ()) if problem not in before]
        if {problem.path for problem in rest} & {one.path for one in self.edited.values()}:
            raise Unknown
        return tuple(split([*rest, *(problem for one in self.edited.values() for problem in one.result[1])])[1])

    def _differing(self) -> Iterator[Text]:
        """The texts that are not what they were."""
        for key, one in self.edited.items():
            yield "prose", key
            yield from (("backlinks", other) for other in _differing(one.before.leads, one.concordance.leads))
            yield from (("mentions", actor) for actor in _differing(one.before.names, one.concordance.names))

    # -- texts, as they are asked for

    def _text(self, key: Key) -> tuple[Body, Concordance]:
        if key in self.edited:
            return self.edited[key].body, self.edited[key].concordance
        record = self.records[key]
        known = self.look.inputs.files.get(record.path)
        if known is None:
            raise Unknown
        return self.texts.of(record, known)

    def _prose(self, key: Key) -> Prose | None:
        if key not in self.leading:
            return None
        return prose_of(*self._text(key), self.records)

    def _backlinks(self, key: Key) -> tuple[Context, ...] | None:
        some = {other: self._text(other)[1] for other, (leads, _) in self.leading.items() if key in leads}
        return connections.backlinks(self.records, some).get(key)

    def _mentions(self, actor: str) -> tuple[Context, ...] | None:
        some = {other: self._text(other)[1] for other, (_, names) in self.leading.items() if actor in names}
        return connections.mentions(self.records, some).get(actor)

    # -- what is kept

    def keep(self, store: Disk, site: bytes, made: Made) -> None:
        """Keeps the texts as they are now, and what was `made` again of them."""
        self.texts.read.add((one.path, kept_by(one.path, one.known), one.result) for one in self.edited.values())
        self.texts.concordances.add((one.path, one.key, one.concordance) for one in self.edited.values())
        parts = dict(self.standing.parts)
        for part in made.parts:
            for text in part.texts:
                parts[text] = list(dict.fromkeys((*parts.get(text, ()), part.part)))
        now = Standing(self.look.inputs.digest, self.standing.catalogue, parts, made.documents, self.leading)
        store.save("standing", {site: now})


class _Lazily(Mapping[K, V]):
    """A mapping whose values are worked out when they are asked for; it cannot be gone through."""

    def __init__(self, make: Callable[[K], V | None]) -> None:
        self.make = make
        self.made: dict[K, V | None] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self.made:
            self.made[key] = self.make(key)
        found = self.made[key]
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[K]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def begun(options: Options, look: fixity.Look, store: Disk) -> Revision | None:
    """The revision that an edit asks for, if it is one of texts alone; where warnings stop a build, the whole is to tell them."""
    last, edited = look.last, look.edited
    if last is None or not 0 < len(edited) <= MOST or options.cluster or options.strict:
        return None
    name = os.fsencode(options.output)
    standing: Standing | None = store.load("standing", [name]).get(name)
    if standing is None or standing.inputs != last.inputs.digest or store.load("catalogue", [NAME]).get(NAME) != standing.catalogue:
        return None
    bare, catalogue, values = store.load("catalogue", [VALUE]).get(VALUE, (None, None, ()))
    if bare is None or catalogue is None:
        return None
    texts = Texts(catalogue, store)
    try:
        revised = [_revised(options.root, path, last.inputs.files[path], look.inputs.files[path], texts) for path in edited]
        return Revision(look, standing, bare, values, texts, revised)
    except (Unknown, OSError):
        return None


def _revised(root: Path, path: str, before: bytes, known: bytes, texts: Texts) -> Revised:
    """The text of an edited file, whose digest was `before` and is `known` now. Raises Unknown where more than the text has changed, or
    anything is wrong with it."""
    records, register, names = texts.catalogue
    record = next((one for one in records.values() if one.path == path), None)
    data = content_of(f"{root}/{path}")
    if record is None or digest(data) != known:
        raise Unknown
    entry, problems = read_file(path, data)
    if entry is None or split(problems)[0]:
        raise Unknown
    name, body = key_of(record), entry.body
    if register.all[name] != entry.record or register.anchors[name] != body.anchors:
        raise Unknown
    key, found = concordance_key(record, body, register, names), concord(record, body, register, names)
    if key is None or found.problems:
        raise Unknown
    return Revised(path, known, texts.read_of(path, before), (entry, problems), record, body, texts.of(record, before)[1], found, key)


def _differing(before: Iterable[tuple[K, Around]], now: Iterable[tuple[K, Around]]) -> Iterator[K]:
    """What does not stand in the same words as before."""
    one, other = _by_key(before), _by_key(now)
    yield from (key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def _by_key(some: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in some:
        found.setdefault(key, []).append(value)
    return found


def _told(body: Body, record: Record) -> bool:
    """Whether a text is shown."""
    return bool(body.laid) and not withheld(record)
