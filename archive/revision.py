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
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from archive import connections, fixity, standing
from archive.concordance import Concordance, concord, is_shown, prose_of
from archive.concordance import key as concordance_key
from archive.digests import digest
from archive.files import content_of
from archive.making import number_of, numbers
from archive.model import Archive, Around, Article, Body, Context, Key, Prose, Record, key_of
from archive.model.noting import CARD, EVERY, Fact
from archive.model.packed import unpacked
from archive.options import Options
from archive.problems import Problem, split
from archive.read import READ, Result, kept_by, locate, read_file
from archive.render import Renderer
from archive.resolve import CONCORDANCES, Catalogue, names_in
from archive.site import Made
from archive.standing import DOCUMENT, Asking, Base, Catalogued, Contexts, Fields, Since, Unknown, by_key, made_with, subjects
from archive.store import Disk, Shelves
from archive.workers import spread

MOST = 64
"""How many edited files make a revision; a build of more is made as a whole."""
MOST_TEXTS = 1000
"""How many texts a revision may remember besides those that the last whole build has left."""
WORD = re.compile(r"\w+")
HIDING = re.compile(r"[&\\]")
"""Words, and what letters can be written by that are not there: entities and escapes."""

K = TypeVar("K")
V = TypeVar("V")


class Edited(NamedTuple):
    """An edited file and the digest of what it holds now, what was read of it before and now, its record, the words of that which are
    others now, and whether links may have led to places of it that are gone."""

    path: str
    known: bytes
    before: Result
    result: Result
    record: Record
    words: Fields
    shorter: bool


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
        self.concordances: Shelves[bytes] = Shelves(store, CONCORDANCES)

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
            packed = self.concordances.get(record.path, name) if name else None
            found = unpacked(packed) if packed else None
        if found is None:
            raise Unknown
        return body, found


class Revision:
    """An edit of words alone: the `archive` as it is now, and the parts of the site and the search documents that are to be made again.
    `values` are those that planning keeps. Raises Unknown where the edit is another one."""

    def __init__(self, options: Options, look: fixity.Look, base: Base, since: Since, kept: Catalogued, store: Disk) -> None:
        assert look.last
        bare, catalogue, self.values = kept
        self.options, self.look, self.base, self.since = options, look, base, since
        self.records, self.register = catalogue.records, catalogue.register
        self.register.anchors.update(since.anchors)
        self._reword(since.reworded)
        self.texts = Texts(catalogue, store, since.concordances)
        self.contexts = Contexts(store, since.catalogue)
        self.files = look.last.inputs.files
        edited = look.edited or []
        self.edited = {key_of(one.record): one for one in map(self._edit, edited) if one}
        self.templated = len(self.edited) < len(edited)
        self.templates = since.templates
        self.names = names_in(bare) if any(key[0] == "actor" and "also" in words for key, words in since.reworded.items()) else catalogue.names
        self.shows = dict(since.shows)
        self.revised = self._revised(bare)
        self.shows |= {key: one.concordance.shows if is_shown(self.records[key], one.body) else None for key, one in self.revised.items()}
        self.archive = replace(bare, prose=_Lazily(self._prose), backlinks=_Lazily(self._backlinks), mentions=_Lazily(self._mentions))
        self.warnings = self._warnings(look)
        differing = set(self._differing())
        numbered = numbers(self.archive)
        of_records = {number for fact in differing if (number := number_of(fact, numbered)) is not None}
        asking = Asking(store, os.fsencode(options.output), since.catalogue).of(of_records)
        since_made = {part for part, facts in since.parts.items() if facts.hold(differing, of_records)}
        self.parts = sorted({part for fact in differing for part in subjects(base.parts.get(fact, b""))} | since_made | asking)
        self.documents = base.documents | since.documents
        self.searched = sorted({found.part for found in self.documents.values() if found.facts.hold(differing, of_records)})

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
        name, old = key_of(record), self.texts.read_of(path, self.files[path])
        entry, problems = read_file(path, data, old[0])
        if entry is None or split(problems)[0] or old[0] is None or bool(old[0].body.laid) != bool(entry.body.laid):
            raise Unknown
        had, has = self.register.anchors[name], entry.anchors
        if has != had and isinstance(record, Article):
            parts = {*(one.id for one in record.statements), *(one.id for one in record.figures)}
            if not parts.isdisjoint(has):  # "^s1" at the end of a paragraph
                raise Unknown
        before, now = self.register.all[name].values, entry.record.values
        words = {field: value for field, value in now.items() if value != before[field]}
        if words and (not words.keys() <= {*record.shown} or name in self.base.fixed):
            raise Unknown
        self.register.anchors[name] = has
        return Edited(path, known, old, (entry, problems), record, words, not {*had} <= {*has})

    def _reword(self, words: Mapping[Key, Mapping[str, Any]]) -> None:
        """Records are in the register as they were written, and in the archive as others mean them now."""
        for key, some in words.items():
            for record in {id(one): one for one in (self.register.all[key], self.records[key])}.values():
                record.reword(some)

    def _revised(self, bare: Archive) -> dict[Key, Revised]:
        """The texts that were edited, that show the words of an edited record, that lead to one which has fewer places now, or that name an
        actor by another name now."""
        words = {key: one.words for key, one in self.edited.items() if one.words}
        touched = {key for name, key in self._worded() if name == CARD} | {key for key, one in self.edited.items() if one.shorter}
        before = {key: self.texts.of(one.record, self.files[one.path]) for key, one in self.edited.items()}
        for key in self._showing(touched) - before.keys():
            before[key] = self.texts.of(self.records[key], self.files.get(self.records[key].path))
        self._reword(words)
        if any(key[0] == "actor" and "also" in some for key, some in words.items()):
            old, self.names = self.names, names_in(bare)
            differing = {name for name, _ in {*old.owners} ^ {*self.names.owners}}
            for key in self._naming(differing, [key for key in self.records if key not in before and self._has_text(key)]):
                before[key] = self.texts.of(self.records[key], self.files.get(self.records[key].path))
        return {key: self._again(key, *some) for key, some in before.items()}

    def _showing(self, touched: Collection[Key]) -> set[Key]:
        """The records in whose texts words of these records are shown."""
        before = {text for key in touched for text in self.base.shown.get(key, ()) if text not in self.shows}
        return before | {text for text, shown in self.shows.items() if shown and not shown.isdisjoint(touched)}

    def _has_text(self, key: Key) -> bool:
        return self.shows[key] is not None if key in self.shows else key in self.base.texts

    def _again(self, key: Key, body: Body, before: Concordance) -> Revised:
        if key in self.edited and (entry := self.edited[key].result[0]):
            body = entry.body
        found = concord(self.records[key], body, self.register, self.names)
        if split(found.problems)[0]:
            raise Unknown
        return Revised(body, before, found)

    def _naming(self, names: set[str], keys: list[Key]) -> list[Key]:
        """Those of some records whose files may hold one of these names; all of its words are there, unless something is written otherwise."""
        wanted = [set(WORD.findall(name)) for name in names]

        def within(key: Key) -> bool:
            data = content_of(f"{self.options.root}/{self.records[key].path}").decode("utf-8", "replace")
            text = data if data.isascii() else unicodedata.normalize("NFC", data)
            return any(all(word in text for word in words) for words in wanted) or bool(HIDING.search(text))

        return spread(lambda start, stop: [key for key in keys[start:stop] if within(key)], len(keys), self.options.jobs) if names else []

    def _warnings(self, look: fixity.Look) -> tuple[Problem, ...]:
        """What is to be told: what was told of all else, what was found in the edited files and follows from their texts, and what resolving has found at their
        heads, where that stands now. Raises Unknown where something was told of an edited file as a whole."""
        edited, root = {one.path: one for one in self.edited.values()}, self.options.root
        told = look.last.warned if look.last else ()
        before = {problem for one in edited.values() for problem in one.before[1]}
        heads = [one for one in told if one.path in edited and one not in before and one.loc[:1] != ("body",)]
        if not all(one.loc for one in heads):
            raise Unknown
        now = [problem for key, one in self.edited.items() for problem in (*one.result[1], *self.revised[key].concordance.problems)]
        of_edited = locate(root, [*now, *(replace(one, line=0) for one in heads)]) if now or heads else []
        return tuple(split([*(one for one in told if one.path not in edited), *of_edited])[1])

    def take(self, renderer: Renderer) -> None:
        """Adds the subjects that are made with templates that have changed. Raises Unknown where more than these has."""
        if not self.templated:
            return
        self.templates = renderer.closures(made_with(self.base.parts))
        changed = {name for name, known in self.templates.items() if known != self.since.templates.get(name)}
        if renderer.common != self.base.common or (DOCUMENT in changed and self.documents):
            raise Unknown
        self.parts = sorted({*self.parts, *(part for name in changed for part in subjects(self.base.parts.get(("template", name), b"")))})

    @property
    def reworded(self) -> set[Key]:
        """The records of which words are others now."""
        return {key for key, one in self.edited.items() if one.words}

    # -- what follows

    def _differing(self) -> Iterator[Fact]:
        """What is not as it was."""
        yield from (worded := self._worded())
        yield from {(EVERY, kind) for _, (kind, _) in worded}
        carded = {key for name, key in worded if name == CARD}
        for key, one in self.revised.items():
            if key in self.edited or one.before != one.concordance or not one.concordance.shows.isdisjoint(carded):
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
        if not self._has_text(key):
            return None
        return prose_of(*self._text(key), self.records)

    def _backlinks(self, key: Key) -> tuple[Context, ...] | None:
        return self._contexts(key, self.contexts.of("backlinks", key), lambda one: one.leads)

    def _mentions(self, actor: str) -> tuple[Context, ...] | None:
        return self._contexts(actor, self.contexts.of("mentions", ("actor", actor)), lambda one: one.names)

    def _contexts(self, wanted: K, before: Iterable[tuple[Key, Around]], within: Callable[[Concordance], Iterable[tuple[K, Around]]]) -> tuple[Context, ...]:
        """Contexts as they are now: of the texts that are as the last whole build found them, and of those that are not."""
        other = {**self.since.concordances, **{key: one.concordance for key, one in self.revised.items()}}
        before = list(before)
        found = by_key((key, around) for key, around in before if key not in other)
        for key, one in other.items():
            if self._has_text(key) and (some := [around for to, around in within(one) if to == wanted]):
                found[key] = some
        order = [key for key in dict.fromkeys(key for key, _ in before) if key in found]
        if len(order) < len(found):  # a text that has led elsewhere before; to ask all for their dates takes long
            order = connections.in_order(self.records, found)
        return tuple(Context(self.records[key], around) for key in order for around in found[key])

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
            shows=self.shows,
            reworded=reworded,
            anchors=self.since.anchors | {key: entry.anchors for key, one in self.edited.items() if (entry := one.result[0])},
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
    left = standing.load(store, os.fsencode(options.output), last.inputs.digest)
    if left is None or len(left[1].concordances) > MOST_TEXTS:
        return None
    try:
        return Revision(options, look, *left, store)
    except (Unknown, OSError):
        return None


def _differing(before: Iterable[tuple[K, Around]], now: Iterable[tuple[K, Around]]) -> Iterator[K]:
    """What does not stand in the same words as before."""
    one, other = by_key(before), by_key(now)
    yield from (key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
