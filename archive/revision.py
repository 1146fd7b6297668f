"""revision: an edit of words alone, made without reading, resolving and planning all the rest.

Most edits change the text of a record or two, or words at its head that are shown and mean nothing to other records: a headline, a summary,
another name. Then the catalogue is what it was: every record, who stands with whom, what ids mean. A whole build keeps it
(`Base`), with what each subject of the site was made from (`archive.model.noting`); so what has to be made again is told by what has
changed: the records that were edited, texts that lead to them or name them, and the words around names and links, which other pages quote.
Where anything else has changed, or anything is wrong, there is no revision, and a whole build tells.

What a whole build leaves stays as it is; a revision adds to what has changed `Since`.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from archive import connections, fixity
from archive.concordance import Concordance, concord, prose_of
from archive.concordance import key as concordance_key
from archive.digests import digest
from archive.files import content_of
from archive.making import Facts, MadePart, numbers
from archive.model import Archive, Around, Body, Context, Key, Prose, Record, key_of
from archive.model.noting import CARD, EVERY, Fact
from archive.options import Options
from archive.plan import Part, lasting
from archive.problems import Problem, ToolError, split
from archive.read import READ, Result, kept_by, read_file
from archive.register import withheld
from archive.render import Renderer
from archive.resolve import CONCORDANCES, Catalogue, Resolved, names_in
from archive.site import Found, Made, Site
from archive.store import Disk, Shelves
from archive.workers import spread

NAME, VALUE = b"name", b"value"
"""The two rows in which the last catalogue is kept."""
MOST = 64
"""How many edited files make a revision; a build of more is made as a whole."""
MOST_TEXTS = 1000
"""How many texts a revision may remember besides those that the last whole build has left."""
DOCUMENT = "search-document.html"
WORDS = re.compile(r"\w+")
HIDING = re.compile(r"[&\\]")
"""Words, and what letters can be written by that are not there: entities and escapes."""

K = TypeVar("K")
V = TypeVar("V")


class Leading(NamedTuple):
    """Of a text: which records it links to, which actors it names, and all whose words it shows."""

    leads: frozenset[Key]
    names: frozenset[str]
    shows: frozenset[Key]


Fields = dict[str, Any]
"""Fields of a record that are others now."""
BLOCK = 64
"""How many words lie together that are shown by subjects."""


class Base(NamedTuple):
    """What a whole build leaves for revisions of its site: the subjects of the site by the texts that they were made from, every search
    document, and of each record that has a text what that leads to. `fixed` are records that no revision may reword; `common` stands for
    all that every page depends on besides its view and its template."""

    parts: dict[Fact, list[Part]]
    documents: dict[str, Found]
    leading: dict[Key, Leading]
    fixed: frozenset[Key]
    common: bytes


class Since(NamedTuple):
    """What revisions have changed since the last whole build: the digest of what went in, the names of the catalogue and of the base that they
    go by, the digests of templates, and what is to be added to the base or stands there otherwise; `None` for a record that has no text any more.
    `reworded` are words of records, `concordances` those of texts."""

    inputs: bytes
    catalogue: bytes
    base: bytes
    templates: dict[str, bytes]
    parts: dict[Part, Facts]
    documents: dict[str, Found]
    leading: dict[Key, Leading | None]
    reworded: dict[Key, Fields]
    concordances: dict[Key, Concordance]


def keep(store: Disk, site: bytes, inputs: fixity.Inputs, whole: Resolved, again: Site, made: Made) -> None:
    """Keeps what a whole build leaves for revisions: of the site of that name, of what went in, as it was read, and of how it was made."""
    name = inputs.content
    if store.load("catalogue", [NAME]).get(NAME) != name:
        store.save("catalogue", {VALUE: (whole.bare, whole.catalogue, lasting(again.archive)), NAME: name})
    store.want("catalogue", [NAME, VALUE])
    parts = _by_key((fact, one.part) for one in made.parts for fact in one.facts.texts)
    leading = {key: _leading(whole.concordances[key]) for key in whole.archive.prose}
    base = os.urandom(16)
    store.save("base", {site: (base, Base(parts, made.documents, leading, whole.fixed, _common(again.renderer)))})
    store.save("since", {site: Since(inputs.digest, name, base, _templates(parts, again.renderer), {}, {}, {}, {}, {})})
    Contexts(store, name).keep(whole.archive)
    Showing(store, site, name).keep(made.parts, 2 * len(whole.archive.records))


class Contexts:
    """The places that link to each record, and the mentions of each actor, as a whole build found them in the content of that name."""

    def __init__(self, store: Disk, name: bytes) -> None:
        self.store, self.name = store, name

    def keep(self, archive: Archive) -> None:
        """Keeps all of an archive."""
        rows = {self._key("backlinks", key): archive.backlinks.get(key, ()) for key in archive.records}
        rows |= {self._key("mentions", key_of(actor)): archive.mentions.get(actor.id, ()) for actor in archive.actors}
        if not self.store.load("contexts", [self.name]):
            self.store.save("contexts", {key: [(key_of(one.record), one.around) for one in some] for key, some in rows.items()})
            self.store.save("contexts", {self.name: True})
        self.store.want("contexts", rows)

    def of(self, kind: str, key: Key) -> list[tuple[Key, Around]]:
        """The words around links to a record, or around names of an actor, each with the record that they stand in; in no order. Raises
        Unknown where that is not known."""
        row = self._key(kind, key)
        found: list[tuple[Key, Around]] | None = self.store.load("contexts", [row]).get(row)
        if found is None:
            raise Unknown
        return found

    def _key(self, kind: str, key: Key) -> bytes:
        return self.name + "\0".join((kind, *key)).encode("utf-8", "surrogatepass")


class Showing:
    """Which subjects of a site show the words of which records; that is many times all else, and little of it is asked for."""

    def __init__(self, store: Disk, site: bytes, name: bytes) -> None:
        self.store, self.site, self.name = store, site, name

    def keep(self, made: Iterable[MadePart], count: int) -> None:
        """Keeps what was made, of an archive with so many words."""
        subjects: list[list[Part]] = [[] for _ in range(count)]
        for one in made:
            for number in memoryview(one.facts.words).cast("I"):
                subjects[number].append(one.part)
        self.store.save("showing", {self._key(start): (self.name, subjects[start : start + BLOCK]) for start in range(0, count, BLOCK)})

    def of(self, words: Iterable[int]) -> set[Part]:
        """The subjects that show one of these words. Raises Unknown where that is not known."""
        found: set[Part] = set()
        for number in words:
            start = number - number % BLOCK
            row = self.store.load("showing", [self._key(start)]).get(self._key(start))
            if row is None or row[0] != self.name:
                raise Unknown
            found.update(row[1][number - start])
        return found

    def _key(self, start: int) -> bytes:
        return self.site + b"\0" + start.to_bytes(4, "big")


def _common(renderer: Renderer) -> bytes:
    """Stands for what all pages depend on alike, and for the files that no page is made of."""
    assets = b"".join(path.encode() + b"\0" + digest(data) for path, data in sorted(renderer.assets().items()))
    return digest(renderer.base_key + assets)


def _templates(parts: Iterable[Fact], renderer: Renderer) -> dict[str, bytes]:
    """The digest of each template that pages are made with, and of that of search documents."""
    return {name: renderer.closure(name) for name in (*(name for kind, name in parts if kind == "template"), DOCUMENT)}


def _leading(one: Concordance) -> Leading:
    return Leading(frozenset(key for key, _ in one.leads), frozenset(actor for actor, _ in one.names), one.shows)


class Unknown(ToolError):  # noqa: N818  # seldom told: another way is taken
    """What a revision needs is not known any more: a whole build is to be made."""

    def __init__(self) -> None:
        super().__init__("what an earlier build kept is lost; build with --clean; the old site stays")

    def __reduce__(self) -> tuple[type[Unknown], tuple[()]]:
        return Unknown, ()


class Edited(NamedTuple):
    """An edited file and the digest of what it holds now, what was read of it before and now, its record, and the words of that which are
    others now."""

    path: str
    known: bytes
    before: Result
    result: Result
    record: Record
    words: Fields


class Revised(NamedTuple):
    """A text of which another concordance may come: its body as it is now, and its concordance before and now."""

    body: Body
    before: Concordance
    concordance: Concordance


class Texts:
    """The texts that the store knows, by their records. `revised` are concordances that have changed since the last whole build.
    Raises Unknown for a text that is not known."""

    def __init__(self, catalogue: Catalogue, store: Disk, revised: Mapping[Key, Concordance]) -> None:
        self.catalogue = catalogue
        self.revised = revised
        self.read: Shelves[Result] = Shelves(store, READ)
        self.concordances: Shelves[Concordance] = Shelves(store, CONCORDANCES)

    def read_of(self, path: str, known: bytes) -> Result:
        """What was read of a file that has that digest."""
        result = self.read.get(path, kept_by(path, known))
        if result is None:
            raise Unknown
        return result

    def of(self, record: Record, known: bytes | None) -> tuple[Body, Concordance]:
        """The body of a record whose file has that digest, and its concordance."""
        entry = self.read_of(record.path, known)[0] if known else None
        if entry is None:
            raise Unknown
        body, found = entry.body, self.revised.get(key_of(record))
        if found is None:
            name = concordance_key(record, body, self.catalogue.register, self.catalogue.names)
            found = self.concordances.get(record.path, name) if name else None
        if found is None:
            raise Unknown
        return body, found


class Revision:
    """An edit of words alone: the `archive` as it is now, and the parts of the site and the search documents that are to be made again.
    `values` are those that planning keeps. Raises Unknown where the edit is another one."""

    def __init__(
        self, options: Options, look: fixity.Look, base: Base, since: Since, kept: tuple[Archive, Catalogue, tuple[Any, ...]], store: Disk
    ) -> None:
        assert look.last
        bare, catalogue, self.values = kept
        self.options, self.look, self.base, self.since = options, look, base, since
        self.records, self.register = catalogue.records, catalogue.register
        self._reword(since.reworded)
        self.texts = Texts(catalogue, store, since.concordances)
        self.contexts = Contexts(store, since.catalogue)
        self.files = look.last.inputs.files
        edited = look.edited or []
        self.edited = {key_of(one.record): one for one in map(self._edit, edited) if one}
        self.templated = len(self.edited) < len(edited)
        self.templates = since.templates
        self.names = names_in(bare) if any(key[0] == "actor" and "also" in words for key, words in since.reworded.items()) else catalogue.names
        self.leading = {key: leading for key, leading in (base.leading | since.leading).items() if leading}
        self.revised = self._revised(bare)
        self.changed = {key: _leading(one.concordance) if _told(one.body, self.records[key]) else None for key, one in self.revised.items()}
        self.leading = {key: leading for key, leading in (self.leading | self.changed).items() if leading}
        self.archive = replace(bare, prose=_Lazily(self._prose), backlinks=_Lazily(self._backlinks), mentions=_Lazily(self._mentions))
        self.warnings = self._warnings(look)
        differing = set(self._differing())
        words = {number for fact, number in numbers(bare).items() if fact in differing}
        showing = Showing(store, os.fsencode(options.output), since.catalogue).of(words)
        since_made = {part for part, facts in since.parts.items() if _made_from(facts, differing, words)}
        self.parts = sorted({part for fact in differing for part in base.parts.get(fact, ())} | since_made | showing)
        self.documents = base.documents | since.documents
        self.searched = sorted({found.part for found in self.documents.values() if _made_from(found.facts, differing, words)})

    # -- what was edited

    def _edit(self, path: str) -> Edited | None:
        """What was edited in a file; `None` for a template."""
        if path.startswith("templates/"):
            return None
        record = next((one for one in self.records.values() if one.path == path), None)
        known = self.look.inputs.files.get(path)
        if record is None or known is None or path not in self.files:
            raise Unknown
        data = content_of(f"{self.options.root}/{path}")
        if digest(data) != known:
            raise Unknown
        entry, problems = read_file(path, data)
        name = key_of(record)
        if entry is None or split(problems)[0] or self.register.anchors[name] != entry.body.anchors:
            raise Unknown
        before, now = vars(self.register.all[name]), vars(entry.record)
        words = {field: value for field, value in now.items() if value != before[field]}
        if words and (not words.keys() <= {*record.shown} or name in self.base.fixed):
            raise Unknown
        return Edited(path, known, self.texts.read_of(path, self.files[path]), (entry, problems), record, words)

    def _reword(self, words: Mapping[Key, Mapping[str, Any]]) -> None:
        """Records are in the register as they were written, and in the archive as others mean them now."""
        for key, some in words.items():
            for record in {id(one): one for one in (self.register.all[key], self.records[key])}.values():
                record.reword(some)

    def _revised(self, bare: Archive) -> dict[Key, Revised]:
        """The texts that were edited, that show the words of an edited record, or that name an actor by another name now."""
        words = {key: one.words for key, one in self.edited.items() if one.words}
        carded = {key for name, key in self._worded() if name == CARD}
        before = {key: self.texts.of(one.record, self.files[one.path]) for key, one in self.edited.items()}
        for key, leading in self.leading.items():
            if key not in before and not leading.shows.isdisjoint(carded):
                before[key] = self.texts.of(self.records[key], self.files.get(self.records[key].path))
        self._reword(words)
        if any(key[0] == "actor" and "also" in some for key, some in words.items()):
            old, self.names = self.names, names_in(bare)
            differing = {name for name, _ in {*old.owners} ^ {*self.names.owners}}
            for key in self._naming(differing, [key for key in self.leading if key not in before]):
                before[key] = self.texts.of(self.records[key], self.files.get(self.records[key].path))
        return {key: self._again(key, *some) for key, some in before.items()}

    def _again(self, key: Key, body: Body, before: Concordance) -> Revised:
        if key in self.edited and (entry := self.edited[key].result[0]):
            body = entry.body
        found = concord(self.records[key], body, self.register, self.names)
        if found.problems:
            raise Unknown
        return Revised(body, before, found)

    def _naming(self, names: set[str], keys: list[Key]) -> list[Key]:
        """Those of some records whose files may hold one of these names; all of its words are there, unless something is written otherwise."""
        wanted = [set(WORDS.findall(name)) for name in names]

        def within(key: Key) -> bool:
            data = content_of(f"{self.options.root}/{self.records[key].path}").decode("utf-8", "replace")
            text = data if data.isascii() else unicodedata.normalize("NFC", data)
            return any(all(word in text for word in words) for words in wanted) or bool(HIDING.search(text))

        return spread(lambda start, stop: [key for key in keys[start:stop] if within(key)], len(keys), self.options.jobs) if names else []

    def _warnings(self, look: fixity.Look) -> tuple[Problem, ...]:
        """What is to be told: what was told of all else, and what was found in the files. Raises Unknown where something else was told of
        an edited file, for its place there may be another now."""
        before = {problem for one in self.edited.values() for problem in one.before[1]}
        rest = [problem for problem in (look.last.warned if look.last else ()) if problem not in before]
        if {problem.path for problem in rest} & {one.path for one in self.edited.values()}:
            raise Unknown
        return tuple(split([*rest, *(problem for one in self.edited.values() for problem in one.result[1])])[1])

    def take(self, renderer: Renderer) -> None:
        """Adds the subjects that are made with templates that have changed. Raises Unknown where more than these has."""
        if not self.templated:
            return
        self.templates = _templates(self.base.parts, renderer)
        changed = {name for name, known in self.templates.items() if known != self.since.templates.get(name)}
        if _common(renderer) != self.base.common or (DOCUMENT in changed and self.documents):
            raise Unknown
        self.parts = sorted({*self.parts, *(part for name in changed for part in self.base.parts.get(("template", name), ()))})

    # -- what follows

    def _differing(self) -> Iterator[Fact]:
        """What is not as it was."""
        yield from (worded := self._worded())
        if worded:
            yield EVERY
        for key, one in self.revised.items():
            if key in self.edited or one.before != one.concordance:
                yield "prose", key
            yield from (("backlinks", other) for other in _differing(one.before.leads, one.concordance.leads))
            yield from (("mentions", actor) for actor in _differing(one.before.names, one.concordance.names))

    def _worded(self) -> set[Fact]:
        """The words of edited records that are others now."""
        return {(one.record.shown[field], key) for key, one in self.edited.items() for field in one.words}

    # -- texts, as they are asked for

    def _text(self, key: Key) -> tuple[Body, Concordance]:
        if key in self.revised:
            return self.revised[key].body, self.revised[key].concordance
        return self.texts.of(self.records[key], self.look.inputs.files.get(self.records[key].path))

    def _prose(self, key: Key) -> Prose | None:
        if key not in self.leading:
            return None
        return prose_of(*self._text(key), self.records)

    def _backlinks(self, key: Key) -> tuple[Context, ...] | None:
        return self._contexts(key, self.contexts.of("backlinks", key), lambda one: one.leads)

    def _mentions(self, actor: str) -> tuple[Context, ...] | None:
        return self._contexts(actor, self.contexts.of("mentions", ("actor", actor)), lambda one: one.names)

    def _contexts(self, wanted: K, before: Iterable[tuple[Key, Around]], within: Callable[[Concordance], Iterable[tuple[K, Around]]]) -> tuple[Context, ...]:
        """Contexts as they are now: of the texts that are as the last whole build found them, and of those that are not."""
        other = {**self.since.concordances, **{key: one.concordance for key, one in self.revised.items()}}
        found = _by_key((key, around) for key, around in before if key not in other)
        for key, one in other.items():
            if key in self.leading and (some := [around for to, around in within(one) if to == wanted]):
                found[key] = some
        return tuple(Context(self.records[key], around) for key in connections.in_order(self.records, found) for around in found[key])

    # -- what is kept

    @property
    def why(self) -> str:
        """What was edited, in words."""
        count, heads = len(self.edited), any(one.words for one in self.edited.values())
        told = [f"{count} {'record' if heads else 'text'}{'s' * (count != 1)}"] if count else []
        return f"{' and '.join([*told, *(['templates'] if self.templated else [])])} edited"

    def keep(self, store: Disk, site: bytes, made: Made) -> None:
        """Keeps the texts and words as they are now, and what was `made` again of them."""
        self.texts.read.add((one.path, kept_by(one.path, one.known), one.result) for one in self.edited.values())
        reworded = dict(self.since.reworded)
        for key, one in self.edited.items():
            if one.words:
                reworded[key] = {**reworded.get(key, {}), **one.words}
        again = {key: one.concordance for key, one in self.revised.items() if key in self.edited or one.before != one.concordance}
        now = self.since._replace(
            inputs=self.look.inputs.digest,
            templates=self.templates,
            parts=self.since.parts | {one.part: one.facts for one in made.parts},
            documents={path: found for path, found in made.documents.items() if found is not self.base.documents.get(path)},
            leading=self.since.leading | self.changed,
            reworded=reworded,
            concordances=self.since.concordances | again,
        )
        store.save("since", {site: now})


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
    """The revision that an edit asks for, if it is one of words alone; where warnings stop a build, the whole is to tell them."""
    last, edited = look.last, look.edited
    if last is None or not edited or len(edited) > MOST or options.cluster or options.strict:
        return None
    name = os.fsencode(options.output)
    since: Since | None = store.load("since", [name]).get(name)
    if since is None or since.inputs != last.inputs.digest or len(since.concordances) > MOST_TEXTS:
        return None
    stamp, base = store.load("base", [name]).get(name, (b"", None))
    kept = store.load("catalogue", [VALUE]).get(VALUE) if store.load("catalogue", [NAME]).get(NAME) == since.catalogue else None
    if stamp != since.base or not base or not kept:
        return None
    try:
        return Revision(options, look, base, since, kept, store)
    except (Unknown, OSError):
        return None


def _differing(before: Iterable[tuple[K, Around]], now: Iterable[tuple[K, Around]]) -> Iterator[K]:
    """What does not stand in the same words as before."""
    one, other = _by_key(before), _by_key(now)
    yield from (key for key in one.keys() | other.keys() if one.get(key) != other.get(key))


def _by_key(some: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    found: dict[K, list[V]] = {}
    for key, value in some:
        found.setdefault(key, []).append(value)
    return found


def _made_from(facts: Facts, texts: set[Fact], words: set[int]) -> bool:
    """Whether something was made from one of these texts or words."""
    return not texts.isdisjoint(facts.texts) or not words.isdisjoint(memoryview(facts.words).cast("I"))


def _told(body: Body, record: Record) -> bool:
    """Whether a text is shown."""
    return bool(body.laid) and not withheld(record)
