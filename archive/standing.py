"""standing: what a whole build leaves for revisions, so that they need not read, resolve and plan all the rest.

All of it is kept in the store under the name of a site or of what the records were read from, and tied together by the digest of what went in.
"""

from __future__ import annotations

import os
import pickle
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial
from io import BytesIO
from typing import Any, NamedTuple, TypeVar, cast
from zlib import crc32

from archive.concordance import Concordance
from archive.connections import opened
from archive.digests import digest
from archive.fixity import Inputs
from archive.making import OF_ONE, Facts, MadePart
from archive.model import Archive, Around, Key, Record, key_of
from archive.model.noting import Fact
from archive.model.packed import Packed, pickled, unpacked
from archive.model.records import Label, asleep
from archive.plan import Part, lasting
from archive.problems import ToolError
from archive.resolve import Catalogue, Resolved
from archive.site import Found, Made, Site
from archive.store import Disk

NAME, VALUE = b"name", b"value"
"""The two rows in which the last catalogue is kept."""
MANY = 500
"""How many rows are kept at once: only these are in memory."""
PLACES = 1 << 48
"""A subject is kept as one number: that of its kind times this, and its place."""
BLOCK = 64
"""How many things lie together that subjects asked for, and how many records."""
SHELVES = 512
"""How many shelves the digests of contexts lie on."""
DOCUMENT = "search-document.html"

_STATES = object()
"""Stands for where states are, until a catalogue is opened."""
K = TypeVar("K")
V = TypeVar("V")
Fields = dict[str, Any]
"""Fields of a record that are others now."""
Catalogued = tuple[Archive, Catalogue, tuple[Any, ...]]
"""The archive without its texts, its catalogue, and what planning works out once for it. Its records are asleep."""
LATE = ("utterances", "figures")
"""Mappings of an archive that are large, and that an edit asks for only where its pages show statements or figures."""
PackedCatalogue = tuple[bytes, dict[str, bytes]]
"""A catalogue without the states of its records, packed, and those of its mappings that are packed apart."""


class Unknown(ToolError):  # noqa: N818  # seldom told: another way is taken
    """What a revision needs is not known any more: a whole build is to be made."""

    def __init__(self) -> None:
        super().__init__("what an earlier build kept is lost; build with --clean; the old site stays")

    def __reduce__(self) -> tuple[type[Unknown], tuple[()]]:
        return Unknown, ()


class Base(NamedTuple):
    """What a whole build leaves for revisions of its site: the subjects of the site by the templates that they were made with, and by all else that is
    of no single record, as an array of their numbers, every search document, the records that have a text, and by each record those in whose texts
    its words are shown. `fixed` are records that no revision may reword; `common` stands for all that every page depends on besides its view
    and its template."""

    parts: dict[Fact, bytes]
    documents: dict[str, Found]
    texts: frozenset[Key]
    shown: Mapping[Key, tuple[Key, ...]]
    fixed: frozenset[Key]
    common: bytes


class Since(NamedTuple):
    """What revisions have changed since the last whole build: the digest of what went in, the names of the catalogue and of the base that they
    go by, the digests of templates, and what is to be added to the base or stands there otherwise. `shows` are the records whose words a text shows,
    or `None` where a record has no text any more, `reworded` words of records, `anchors` the places of texts, `concordances` what follows from them."""

    inputs: bytes
    catalogue: bytes
    base: bytes
    templates: dict[str, bytes]
    parts: dict[Part, Facts]
    documents: dict[str, Found]
    shows: dict[Key, frozenset[Key] | None]
    reworded: dict[Key, Fields]
    anchors: dict[Key, tuple[str, ...]]
    concordances: dict[Key, Concordance]


def keep(store: Disk, site: bytes, inputs: Inputs, whole: Resolved, again: Site, made: Made) -> None:
    """Keeps what a whole build leaves for revisions: of the site of that name, of what went in, as it was read, and of how it was made."""
    name = inputs.content
    if store.load("catalogue", [NAME]).get(NAME) != name:
        store.save("catalogue", {VALUE: States(store, name).keep((whole.bare, whole.catalogue, lasting(again.archive))), NAME: name})
    store.want("catalogue", [NAME, VALUE])
    States(store, name).want()
    made_from = by_key((fact, _number(one.part)) for one in made.parts for fact in one.facts.others)
    parts = {fact: array("Q", numbers).tobytes() for fact, numbers in made_from.items()}
    base = os.urandom(16)
    store.save("base", {site: (base, Base(parts, made.documents, whole.texts, whole.shown, whole.fixed, again.renderer.common))})
    store.save("since", {site: Since(inputs.digest, name, base, again.renderer.closures(made_with(parts)), {}, {}, {}, {}, {}, {})})
    Contexts(store, name).keep(whole.archive)
    Asking(store, site, name).keep(made.parts, len(OF_ONE) * len(whole.archive.records))


def load(store: Disk, site: bytes, inputs: bytes) -> tuple[Base, Since, Catalogued] | None:
    """What is left for revisions of that site, where it was made of these inputs."""
    since: Since | None = store.load("since", [site]).get(site)
    if since is None or since.inputs != inputs:
        return None
    stamp, base = store.load("base", [site]).get(site, (b"", None))
    known = store.load("catalogue", [NAME]).get(NAME) == since.catalogue
    kept: PackedCatalogue | None = store.load("catalogue", [VALUE]).get(VALUE) if known else None
    return (base, since, States(store, since.catalogue).opened(kept)) if base and kept and stamp == since.base else None


class States:
    """The states of the records of a catalogue, as it was made of the content of that name: they are kept apart from it, and each is loaded when the
    record is first asked for more than what it is known by and its label, which is kept apart once more: most records that a page shows are asked for
    nothing else."""

    def __init__(self, store: Disk, name: bytes) -> None:
        self.store, self.name = store, name
        self.rows: dict[int, list[bytes]] = {}
        self.labels: dict[int, list[Label]] = {}

    def keep(self, catalogued: Catalogued) -> PackedCatalogue:
        """Keeps the states of all records in a catalogue; the rest of it, packed."""
        archive, *others = catalogued
        packed = BytesIO()
        pickler = _WithoutStates(packed, protocol=5)
        bare: dict[str, Any] = {name: {} for name in LATE}
        pickler.dump((replace(archive, **bare), *others))
        rows = range(0, len(pickler.states), BLOCK)
        self.store.save("states", {self._key(row): pickler.states[row : row + BLOCK] for row in rows})
        self.store.save("labels", {self._key(row): [tuple(one) for one in pickler.labels[row : row + BLOCK]] for row in rows})
        self.store.save("states", {self.name: len(rows)})
        return packed.getvalue(), {name: _with_keys(getattr(archive, name)) for name in LATE}

    def want(self) -> None:
        """Tells that they are still of use."""
        count = self.store.load("states", [self.name]).get(self.name, 0)
        for kind in ("states", "labels"):
            self.store.want(kind, [self._key(row * BLOCK) for row in range(count)])

    def opened(self, kept: PackedCatalogue) -> Catalogued:
        """What `keep` has packed. Its records are asleep, and some of its mappings are opened when they are first asked for."""
        packed, late = kept
        archive, *others = _WithStates(packed, self).load()
        mappings: dict[str, Any] = {name: Late(partial(_with_records, data, archive.records)) for name, data in late.items()}
        return (replace(archive, **mappings), *others)

    def state(self, number: int) -> dict[str, Any]:
        """The state of the record of that number. Raises Unknown where that is not known."""
        row = number - number % BLOCK
        if row not in self.rows:
            self.rows[row] = self._load("states", row)
        state: dict[str, Any] = unpacked(self.rows[row][number - row])
        return state

    def label(self, number: int) -> Label:
        """The label of the record of that number. Raises Unknown where that is not known."""
        row = number - number % BLOCK
        if row not in self.labels:
            self.labels[row] = [Label(*one) for one in self._load("labels", row)]
        return self.labels[row][number - row]

    def _load(self, kind: str, row: int) -> list[Any]:
        found: list[Any] | None = self.store.load(kind, [self._key(row)]).get(self._key(row))
        if found is None:
            raise Unknown
        return found

    def _key(self, row: int) -> bytes:
        return self.name + b"\0" + row.to_bytes(4, "big")


class Late(Mapping[K, V]):
    """A mapping that is opened when it is first asked for."""

    def __init__(self, opened: Callable[[], Mapping[K, V]]) -> None:
        self._open = opened

    @cached_property
    def opened(self) -> Mapping[K, V]:
        return self._open()

    def __getitem__(self, key: K) -> V:
        return self.opened[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self.opened)

    def __len__(self) -> int:
        return len(self.opened)


class _WithKeys(pickle.Pickler):
    """Packs the keys of records in their place."""

    def persistent_id(self, value: Any) -> Key | None:
        return key_of(value) if isinstance(value, Record) else None


def _with_keys(value: Any) -> bytes:
    packed = BytesIO()
    _WithKeys(packed, protocol=5).dump(value)
    return packed.getvalue()


class _WithRecords(pickle.Unpickler):
    """Opens what has been packed with keys."""

    def __init__(self, packed: bytes, records: Mapping[Key, Record]) -> None:
        super().__init__(BytesIO(packed))
        self.records = records

    def persistent_load(self, key: Key) -> Record:
        return self.records[key]


def _with_records(packed: bytes, records: Mapping[Key, Record]) -> Any:
    return _WithRecords(packed, records).load()


class _WithStates(pickle.Unpickler):
    """Opens what has been packed without states."""

    def __init__(self, packed: bytes, states: States) -> None:
        super().__init__(BytesIO(packed))
        self.states = states

    def persistent_load(self, name: str) -> States:
        return self.states


class _WithoutStates(pickle.Pickler):
    """Packs records asleep, and gathers their states and labels."""

    states: list[bytes]
    labels: list[Label]

    def dump(self, value: Any) -> None:
        self.states, self.labels = [], []
        super().dump(value)

    def persistent_id(self, value: Any) -> str | None:
        return "states" if value is _STATES else None

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, Record):
            return NotImplemented
        self.states.append(pickled(value.__getstate__()))
        self.labels.append(value.label)
        return asleep, (type(value), _STATES, len(self.states) - 1, value.id, value.path, value.shelf)


class Contexts:
    """The places that link to each record, and the mentions of each actor, as a whole build found them in the content of that name. They lie by their digests,
    which lie on shelves: what another build has found too is not written again."""

    def __init__(self, store: Disk, name: bytes) -> None:
        self.store, self.name = store, name

    def keep(self, archive: Archive) -> None:
        """Keeps all of an archive, as it lies packed in it."""
        backlinks, mentions = cast(Packed[Key, Any], archive.backlinks), cast(Packed[str, Any], archive.mentions)
        rows = {_row("backlinks", key): partial(backlinks.pickle, key) for key in archive.records}
        rows |= {_row("mentions", key_of(actor)): partial(mentions.pickle, actor.id) for actor in archive.actors}
        before = self._shelves(map(_shelf, rows))
        shelves: dict[bytes, dict[bytes, bytes]] = {}
        every = list(rows)
        for start in range(0, len(every), MANY):
            some = {row: rows[row]() for row in every[start : start + MANY]}
            known = {row: digest(data) for row, data in some.items()}
            for row, name in known.items():
                shelves.setdefault(_shelf(row), {})[row] = name
            fresh = [row for row, name in known.items() if before.get(_shelf(row), {}).get(row) != name]
            self.store.save("contexts", {row + known[row]: some[row] for row in fresh})
        self.store.want("contexts", [row + name for shelf in shelves.values() for row, name in shelf.items()])
        self.store.save("contexts", {number: (self.name, shelf) for number, shelf in shelves.items()})

    def of(self, kind: str, key: Key) -> list[tuple[Key, Around]]:
        """The words around links to a record, or around names of an actor, each with the record that they stand in, in the order in
        which they are quoted. Raises Unknown where that is not known."""
        row = _row(kind, key)
        name, shelf = self.store.load("contexts", [_shelf(row)]).get(_shelf(row), (b"", {}))
        known = row + shelf[row] if name == self.name and row in shelf else None
        found: bytes | None = self.store.load("contexts", [known]).get(known) if known else None
        if found is None:
            self.store.forget("contexts", [_shelf(row)])  # so that the next whole build writes what lay there again
            raise Unknown
        return list(opened(unpacked(found) or b""))

    def _shelves(self, numbers: Iterable[bytes]) -> dict[bytes, dict[bytes, bytes]]:
        """What lies on some shelves, whatever the content was called then."""
        return {number: shelf for number, (_, shelf) in self.store.load("contexts", set(numbers)).items()}


def _row(kind: str, key: Key) -> bytes:
    return "\0".join((kind, *key)).encode("utf-8", "surrogatepass")


def _shelf(row: bytes) -> bytes:
    """The shelf on which the digest of a row lies."""
    return (crc32(row) % SHELVES).to_bytes(2, "big")


class Asking:
    """Which subjects of a site asked for what of which records; that is many times all else, and little of it is needed."""

    def __init__(self, store: Disk, site: bytes, name: bytes) -> None:
        self.store, self.site, self.name = store, site, name

    def keep(self, made: Iterable[MadePart], count: int) -> None:
        """Keeps what was made, where there are so many things to be asked for."""
        subjects = [array("Q") for _ in range(count)]
        for one in made:
            number = _number(one.part)
            for asked in memoryview(one.facts.of_records).cast("I"):
                subjects[asked].append(number)
        for start in range(0, count, BLOCK * MANY):
            rows = range(start, min(start + BLOCK * MANY, count), BLOCK)
            self.store.save("asking", {self._key(row): (self.name, [one.tobytes() for one in subjects[row : row + BLOCK]]) for row in rows})

    def of(self, numbers: Collection[int]) -> set[Part]:
        """The subjects that asked for one of these things. Raises Unknown where that is not known."""
        keys = {number - number % BLOCK: self._key(number - number % BLOCK) for number in numbers}
        rows = self.store.load("asking", list(keys.values()))
        found: set[Part] = set()
        for number in numbers:
            row = rows.get(keys[number - number % BLOCK])
            if row is None or row[0] != self.name:
                raise Unknown
            found.update(subjects(row[1][number % BLOCK]))
        return found

    def _key(self, start: int) -> bytes:
        return self.site + b"\0" + start.to_bytes(4, "big")


def subjects(numbers: bytes) -> Iterator[Part]:
    """The subjects of which these are the numbers, each as a part of its own."""
    return (Part(kind, place, place + 1) for kind, place in (divmod(number, PLACES) for number in memoryview(numbers).cast("Q")))


def _number(subject: Part) -> int:
    """What stands for a subject: a part that holds nothing else."""
    return subject.kind * PLACES + subject.start


def made_with(parts: Iterable[Fact]) -> list[str]:
    """The templates that pages are made with, and that of search documents."""
    return [*(name for kind, name in parts if kind == "template"), DOCUMENT]


def by_key(some: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Values by their keys, in order."""
    found: dict[K, list[V]] = {}
    for key, value in some:
        found.setdefault(key, []).append(value)
    return found
