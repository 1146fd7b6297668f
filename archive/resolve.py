"""resolve: the records become one archive: ids, aliases, links, chronology, threads. What does not fit is a problem.

Nothing is dropped in silence: a reference that leads nowhere is an error; one to a withdrawn record is taken out, because
its tombstone stands instead, and a warning tells what of an article goes with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any, NamedTuple, TypeVar

from archive import concordance, connections
from archive.anchors import free, is_own
from archive.concordance import Concordance, concord, is_shown
from archive.files import SITE
from archive.markdown import count_words
from archive.model import (
    Actor,
    Archive,
    Article,
    Counted,
    Event,
    Key,
    Page,
    Prose,
    Record,
    Site,
    Source,
    Statement,
    Topic,
    Utterance,
    key_of,
)
from archive.model.forms import ID_FORM
from archive.model.letters import filed
from archive.model.noting import noting
from archive.model.packed import Packed, Room, Stored, pickled, unpacked
from archive.model.part import Part, part_in, types
from archive.names import Names
from archive.problems import Loc, Problem, nearest
from archive.register import Register, Told, having, problem
from archive.rest import Rest, texts
from archive.store import Memory, Shelves, Store
from archive.workers import Spread, in_turn

ID = re.compile(ID_FORM)
QUOTE_WORDS = 30
PARTS = {"statements": "statement", "figures": "figure"}
"""The lists of an article that hold what somebody gives, and what one of each is called."""
CALLED = {**PARTS, "related": "relation", "roles": "role"}
"""The same of all lists whose parts name other records."""
CONCORDANCES = "concordances"
"""The shelves of the store on which concordances are kept, each packed."""

REFERENCES: dict[type[Record], tuple[tuple[tuple[str, ...], str], ...]] = {
    Article: (
        (("source",), "source"),
        (("agencies", "*"), "source"),
        (("actors", "*"), "actor"),
        (("events", "*"), "event"),
        (("topics", "*"), "topic"),
        (("related", "*", "article"), "article"),
        (("statements", "*", "by", "*"), "actor"),
        (("statements", "*", "to", "*"), "actor"),
        (("statements", "*", "topics", "*"), "topic"),
        (("figures", "*", "by", "*"), "actor"),
    ),
    Actor: (
        (("roles", "*", "of"), "actor"),
        (("part_of", "*"), "actor"),
        (("not_to_be_confused_with", "*"), "actor"),
    ),
    Event: ((("actors", "*"), "actor"), (("topics", "*"), "topic"), (("part_of", "*"), "event")),
    Topic: ((("broader", "*"), "topic"),),
    Source: ((("part_of", "*"), "source"), (("actor",), "actor")),
    Page: (),
}
"""Where records name other records by id, and of which kind."""

PART_REFERENCES = (("statements", "same_as"), ("statements", "answers"), ("figures", "same_as"), ("figures", "disputes"))
"""Where parts of articles name parts of others."""

Place = tuple[Article, int, Any]
"""A statement or figure: its article, its number in the list there, and itself."""


class Catalogue(NamedTuple):
    """All of an archive but its texts: the records that are published, each naming others by the ids that they have now, and what ids
    and names of actors mean. It can be pickled."""

    records: Mapping[Key, Record]
    register: Register
    names: Names


class Worked(NamedTuple):
    """The concordance of a text, packed, and the name that it is kept by, unless a link is wrong; whether the text is shown."""

    name: bytes | None
    packed: bytes | Stored
    shown: bool


class Resolved(NamedTuple):
    """An archive, the same without its texts, all that its texts were resolved by, the records that have a text, and by each record the texts that show
    its words. `fixed` are records of which even words that are shown went into the catalogue, beyond themselves and the names of actors."""

    archive: Archive
    bare: Archive
    catalogue: Catalogue
    fixed: frozenset[Key]
    texts: frozenset[Key]
    shown: Mapping[Key, tuple[Key, ...]]
    problems: list[Problem]


def resolve(
    site: Site, pairs: Iterable[Told], unread: Iterable[Key] = (), spread: Spread = in_turn, store: Store | None = None
) -> tuple[Archive, list[Problem]]:
    """The archive of these records, with every problem found. The archive is only whole where no problem is an error.

    `unread` are records whose files could not be read: that they are missing is no problem of those that name them. `spread` may have
    the concordances worked out elsewhere, which is the bulk of the time; `store` may know some of them.
    """
    whole = resolved(site, pairs, unread, spread, store)
    return whole.archive, whole.problems


def resolved(
    site: Site, pairs: Iterable[Told], unread: Iterable[Key] = (), spread: Spread = in_turn, store: Store | None = None
) -> Resolved:
    """The same, with what it was made from."""
    pairs = tuple(pairs)
    with noting() as asked:
        resolver = _Resolver(site, pairs, unread)
        archive = resolver.archive()
    catalogue = Catalogue(archive.records, resolver.register, names_in(archive))
    texts = {key: pair for pair in reversed(pairs) if (key := key_of(pair.record)) in catalogue.records}
    worked = concorded(catalogue, texts, spread, store or Memory())
    fixed = frozenset(key for _, key in asked)
    whole, shown, wrong = with_texts(archive, texts, worked)
    return Resolved(whole, archive, catalogue, fixed, frozenset(whole.prose), shown, [*resolver.problems, *wrong])


def names_in(archive: Archive) -> Names:
    """The names by which the actors of an archive are linked in its texts."""
    rule = archive.site.features.autolink
    return Names(archive.actors if rule is not False else (), rule if isinstance(rule, tuple) else ())


def concorded(catalogue: Catalogue, texts: Mapping[Key, Told], spread: Spread, store: Store) -> dict[Key, Worked]:
    """The concordance of each text."""
    records, register, names = catalogue
    shelves: Shelves[Any] = Shelves(store, CONCORDANCES)
    known = shelves.known()
    every = [key for key in records if key in texts]

    def one(key: Key) -> Worked:
        record, body = records[key], texts[key].body
        name = concordance.key(record, body, register, names)
        packed = b"" if name in known else pickled(concord(record, body, register, names))
        return Worked(name, packed, is_shown(record, body))

    some, room = spread(lambda start, stop: [one(key) for key in every[start:stop]], len(every)), Room()
    found = {key: worked._replace(packed=room.put(bytes(worked.packed or known[worked.name or b""]))) for key, worked in zip(every, some, strict=True)}
    shelves.save((records[key].path, worked.name, worked.packed) for key, worked in found.items() if worked.name is not None)
    return found


def with_texts(
    archive: Archive, texts: Mapping[Key, Told], worked: Mapping[Key, Worked]
) -> tuple[Archive, dict[Key, tuple[Key, ...]], list[Problem]]:
    """The archive with these texts, and with what follows from them, all else as it is; by each record the texts that show its words; and every problem.
    One concordance is open at a time."""
    links: dict[Key, bytearray] = defaultdict(bytearray)
    names: dict[str, bytearray] = defaultdict(bytearray)
    shown: dict[Key, list[Key]] = defaultdict(list)
    problems: dict[Key, tuple[Problem, ...]] = {}

    def prose() -> Iterator[tuple[Key, tuple[bytes | Stored, bytes]]]:
        for key in connections.in_order(archive.records, worked):
            one: Concordance = unpacked(bytes(worked[key].packed))
            if one.problems:
                problems[key] = one.problems
            if worked[key].shown:
                for to, around in one.leads:
                    links[to] += connections.packed(key, around)
                for actor, around in one.names:
                    names[actor] += connections.packed(key, around)
                for other in one.shows:
                    shown[other].append(key)
                yield key, (texts[key].packed, pickled(Concordance(one.links, one.mentions, one.linked)))

    whole = replace(
        archive,
        prose=Packed(prose(), partial(_prose, archive.records)),
        backlinks=connections.contexts(archive.records, links),
        mentions=connections.contexts(archive.records, names),
    )
    return whole, {key: tuple(some) for key, some in shown.items()}, [one for key in worked for one in problems.get(key, ())]


def _prose(records: Mapping[Key, Record], packed: tuple[bytes, bytes]) -> Prose:
    body, one = packed
    return concordance.prose_of(unpacked(body), unpacked(one), records)


def meanings(pairs: Iterable[Told]) -> Callable[[Record, str], tuple[Key, ...]]:
    """What links mean: a function of the record in which a link stands, and its target; several keys where it is ambiguous."""
    register = Register(Site(title="?"), pairs)
    return lambda record, target: tuple(register.meant(record, target.partition("#")[0]))


def named_by(some: Iterable[Told], register: Register) -> set[Key]:
    """The records that these name, by keys or by links in their texts, whether they are published or not."""
    found: set[Key] = set()
    for record, body in ((one.record, one.body) for one in some):
        ids = [(kind, id) for path, kind in REFERENCES[type(record)] for _, id in _walk(record, path)]
        found |= {key for kind, id in ids if (key := register.find(kind, id))}
        found |= {key for link in body.links for key in register.meant(record, link.target.partition("#")[0])}
    return found


class _Resolver:
    """Works out all of an archive that does not depend on its texts."""

    def __init__(self, site: Site, pairs: Iterable[Told], unread: Iterable[Key]) -> None:
        self.site = site
        self.register = Register(site, pairs, unread)
        self.all = self.register.all
        self.problems = list(self.register.problems)
        self.sound: dict[str, set[str]] = defaultdict(set)
        for key, record in self.all.items():
            if not record.draft and not record.withdrawn:
                self.sound[key[0]].add(key[1])

    def archive(self) -> Archive:
        """The archive without its texts."""
        records = {key: self._canonical(record) for key, record in self.all.items() if not record.draft and not record.withdrawn}
        self._check_site(records)
        self._check_trees(records)
        articles = tuple(sorted(_of(records, Article), key=lambda article: article.key))
        actors = tuple(sorted(_of(records, Actor), key=lambda actor: (filed(actor.sort_name or actor.name), actor.id)))
        drafts = {record.url for record in self.all.values() if record.draft}
        return Archive(
            site=self.site,
            articles=articles,
            actors=actors,
            events=tuple(sorted(_of(records, Event), key=lambda event: event.key)),
            topics=_by_name(_of(records, Topic)),
            sources=_by_name(_of(records, Source)),
            pages=tuple(sorted(_of(records, Page), key=lambda page: (page.order, page.id))),
            withdrawn=tuple(record for record in self.all.values() if record.withdrawn and not record.draft),
            records=records,
            articles_of=connections.articles_of(articles),
            utterances=self._utterances(articles),
            figures=self._figures(articles),
            stated=connections.stated(articles, records),
            moved={old: new for old, new in self.register.moved.items() if new not in drafts},
            parts=connections.parts(records),
            drafts=len(drafts),
        )

    # -- references

    def _canonical(self, record: Record) -> Record:
        """The record with every id as the other record now has it, and without those that are withdrawn."""
        changes: dict[Loc, str | None] = {}
        gone: list[tuple[Loc, str]] = []
        for path, kind in REFERENCES[type(record)]:
            for loc, id in _walk(record, path) if not _within(record, path, self.sound[kind]) else ():
                key = self.register.find(kind, id)
                other = self.all.get(key) if key else None
                if other is None or other.draft:
                    self.problems += _unfit(self.register, record, loc, kind, id)
                elif other.withdrawn and loc == ("source",):
                    hint = "withdraw the article too, or name another source"
                    self._problem(record, loc, "unknown-source", f'the source "{id}" is withdrawn', hint)
                elif other.withdrawn:
                    changes[loc] = None
                    gone.append((loc, id))
                elif other.id != id:
                    changes[loc] = other.id
        self._unsaid(record, gone)
        return _changed(record, changes) if changes else record

    def _unsaid(self, record: Record, gone: list[tuple[Loc, str]]) -> None:
        """Tells which parts of a record are not shown, or not as they stand, because of withdrawn records that they name. `gone` are the places of all that
        are named; where one stands in a list of its own, nothing but the link goes with it."""
        without = Counter(loc[:3] for loc, _ in gone)
        for loc, id in gone:
            if len(loc) < 3:
                continue
            name, index, field = str(loc[0]), loc[1], str(loc[2])
            part, speaks = CALLED[name], field == "by"
            if speaks and len(getattr(record, name)[index].by) == without[loc[:3]]:
                message, hint = f'this {part} is not shown: "{id}", who gives it, is withdrawn', f"take the {part} out, or give it to another"
            elif field == "article":
                message, hint = f'this {part} is not shown: "{id}" is withdrawn', f"take the {part} out"
            else:
                message, hint = f'"{id}" is withdrawn, and is not named with this {part}', "take the name out"
            self._problem(record, loc, "withdrawn-speaker" if speaks else "withdrawn-in-use", message, hint, "warning")

    def _check_site(self, records: Mapping[Key, Record]) -> None:
        for index, id in enumerate(self.site.picks):
            if (known := self.all.get(("article", id))) and known.withdrawn:
                hint = "take it out of picks"
                self.problems.append(Problem(path=SITE, code="unknown-article", message=f'"{id}" is withdrawn', hint=hint, loc=("picks", index)))
            elif ("article", id) not in records and self.register.of_another_kind("article", id):
                self.problems.append(_nobody(self.register, SITE, ("picks", index), "article", id, "take it out: picks holds ids of articles"))
            elif ("article", id) not in records:
                hint = self.register.did_you_mean("article", id) or "take it out, or write the id of an article that is published"
                self.problems.append(Problem(path=SITE, code="unknown-article", message=f'no record "{id}"', hint=hint, loc=("picks", index)))

    def _check_trees(self, records: Mapping[Key, Record]) -> None:
        for kind, name in connections.TREES.items():
            up = {record.id: tuple(getattr(record, name)) for record in _of(records, kind)}
            for id in _circling(up):
                record = records[kind.kind_name, id]
                self._problem(record, (name,), "circle", f'following {name} from "{id}" leads back to it', f'take out one "{name}" on the way')

    # -- statements and figures

    def _utterances(self, articles: tuple[Article, ...]) -> dict[str, Utterance]:
        parts = {key: place for article in articles for key, place in self._parts_of(article, "statements")}
        same = self._edges(parts, "same_as", "statements")
        answers = self._edges(parts, "answers", "statements")
        groups = _groups(parts, same)
        acts = _usual(statement.act for article in articles for statement in article.statements)
        for article in articles:
            self._check_article(article)
            for index, statement in enumerate(article.statements):
                self._check_statement(article, index, statement)
                if statement.act != acts[statement.act.casefold()]:
                    usual = acts[statement.act.casefold()]
                    message = f'the act "{statement.act}" differs from "{usual}" in capitals alone, and each has a page'
                    self._problem(article, ("statements", index, "act"), "clashing-address", message, f'write "{usual}"')
        whole = {key: {other for member in (key, *groups[key]) for other in answers.get(member, ())} for key in parts}
        self._check_threads(parts, groups, answers)
        back: dict[str, set[str]] = defaultdict(set)
        for key, found in answers.items():
            for other in found:
                for member in (other, *groups[other]):
                    back[member].add(key)
        order = {key: number for number, key in enumerate(parts)}
        return {
            key: Utterance(
                key,
                article,
                number,
                tuple(sorted(groups[key], key=order.__getitem__)),
                tuple(sorted(whole[key], key=order.__getitem__)),
                tuple(sorted(back.get(key, ()), key=order.__getitem__)),
            )
            for key, (article, number, _) in parts.items()
        }

    def _check_threads(self, parts: Mapping[str, Place], groups: Mapping[str, tuple[str, ...]], answers: Mapping[str, tuple[str, ...]]) -> None:
        """No statement answers itself, through others or as another report gives it."""
        first = {key: min((key, *groups[key])) for key in answers}
        up: dict[str, dict[str, str]] = defaultdict(dict)  # from one utterance to those that it answers, each by which key
        for key, found in answers.items():
            for other in found:
                up[first[key]].setdefault(min((other, *groups[other])), key)
        for said in _circling(up):
            key = next(iter(up[said].values()))
            article, index, _ = parts[key]
            loc = ("statements", index, "answers")
            hint = "an answer comes later than what it answers: take out the one that cannot be"
            self._problem(article, loc, "circle", f'following the answers from "{key}" leads back to it', hint)

    def _figures(self, articles: tuple[Article, ...]) -> dict[str, Counted]:
        parts = {key: place for article in articles for key, place in self._parts_of(article, "figures")}
        groups = _groups(parts, self._edges(parts, "same_as", "figures"))
        against: dict[str, set[str]] = defaultdict(set)
        for key, found in self._edges(parts, "disputes", "figures").items():
            for other in found:
                against[key].add(other)
                against[other].add(key)
        return {
            key: Counted(key, article, number, tuple(sorted(groups[key])), tuple(sorted(against.get(key, ())))) for key, (article, number, _) in parts.items()
        }

    def _parts_of(self, article: Article, name: str) -> Iterator[tuple[str, Place]]:
        seen: set[str] = set()
        taken = set(self.register.anchors[key_of(article)])
        if name == "figures":
            taken |= {statement.id for statement in article.statements}
        for index, part in enumerate(getattr(article, name)):
            if is_own(article.kind_name, part.id):
                ids = {*(one.id for one in article.statements), *(one.id for one in article.figures)}
                number = next(number for number in count(index + 1) if f"{name[0]}{number}" not in ids)
                hint = f'give it another id, like "{name[0]}{number}" or "{free(part.id)}"'
                self._problem(article, (name, index, "id"), "taken-anchor", f'the page has a place "#{part.id}" of its own', hint)
                continue
            if part.id in seen or part.id in taken:
                hint = f"number them through: {name[0]}1, {name[0]}2, ..."
                self._problem(article, (name, index, "id"), "duplicate-id", f'"{part.id}" stands twice on the page', hint)
                continue
            seen.add(part.id)
            yield f"{article.id}#{part.id}", (article, index, part)

    def _edges(self, parts: Mapping[str, Place], name: str, field: str) -> dict[str, tuple[str, ...]]:
        """For each part the keys of those that its `name` refers to."""
        edges: dict[str, tuple[str, ...]] = {}
        for key, (article, index, part) in parts.items():
            found: list[str] = []
            for number, ref in enumerate(getattr(part, name)):
                other = _part_meant(self.register, article, ref)
                loc = (field, index, name, number)
                if other is None:
                    message = f'the {PARTS[field]} "{ref}" is not shown, because its article is withdrawn'
                    self._problem(article, loc, "withdrawn-in-use", message, f"take {name} out here", "warning")
                elif other == key:
                    self._problem(article, loc, "circle", f'"{ref}" is this {PARTS[field]} itself', "name another one, or take it out")
                elif other in parts:
                    found.append(other)
                else:
                    self._unfit_part(article, loc, ref, other)
            if found:
                edges[key] = tuple(dict.fromkeys(found))
        return edges

    def _unfit_part(self, article: Article, loc: Loc, ref: str, key: str) -> None:
        """Tells why a statement or figure that is meant is none that is published: it is not there, or who gives it is withdrawn."""
        field, (id, _, anchor) = str(loc[0]), key.partition("#")
        if wrong := _unfit_part(self.register, article, loc, field, ref, key):
            self.problems += [replace(one, loc=self._in_the_file(article, one.loc)) for one in wrong]
        elif any(part.id == anchor for part in getattr(self.all.get(("article", id)), field, ())):
            message = f'the {PARTS[field]} "{ref}" is not shown, because who gives it is withdrawn'
            self._problem(article, loc, "withdrawn-speaker", message, f"take {loc[2]} out here, or give that {PARTS[field]} to another", "warning")

    def _check_article(self, article: Article) -> None:
        if article.date and article.shelf.isdigit() and article.date.years and int(article.shelf) not in article.date.years:
            year = article.date.years[0]
            hint = f"mend the date; or move it to content/articles/{year:04}/, and its old address goes on working: archive mv {article.id} {article.id}"
            self._problem(article, ("date",), "wrong-year", f'the article lies in {article.shelf}, and its date is "{article.date}"', hint)
        if article.date and article.shelf == "undated":
            year = (article.date.years or (0,))[0]
            hint = f"move it to content/articles/{year:04}/, and its old address goes on working: archive mv {article.id} {article.id}"
            self._problem(article, ("date",), "wrong-year", f'the article lies in undated/, and its date is "{article.date}"', hint)
        for index, relation in enumerate(article.related):
            if relation.article == article.id:
                self._problem(article, ("related", index, "article"), "circle", "the article is related to itself", "name another one, or take it out")

    def _check_statement(self, article: Article, index: int, statement: Statement) -> None:
        for number, speaker in enumerate(statement.by):
            if speaker not in article.actors and ("actor", speaker) in self.all:
                message, hint = f'"{speaker}" speaks here but is not among the actors', f"add {speaker} to actors"
                self._problem(article, ("statements", index, "by", number), "speaker-not-listed", message, hint, "warning")
        words = count_words(statement.quote or "")
        if words > QUOTE_WORDS and article.rights.gives != "full":
            hint = f"at most {QUOTE_WORDS}; quote the heart of it and tell the rest in about"
            self._problem(article, ("statements", index, "quote"), "long-quotation", f"the quotation has {words} words", hint)

    # -- helpers

    def _problem(self, record: Record, loc: Loc, code: str, message: str, hint: str = "", severity: Any = "error") -> None:
        self.problems.append(problem(record, self._in_the_file(record, loc), code, message, hint, severity))

    def _in_the_file(self, record: Record, loc: Loc) -> Loc:
        return in_the_file(record, self.all[key_of(record)], loc)


def in_the_file(record: Record, whole: Record, loc: Loc) -> Loc:
    """Where in its file stands what a loc names in a record that is published: what is taken out of that stands there still, in the `whole`, and is counted."""
    if whole is record or len(loc) < 2 or loc[0] not in PARTS:
        return loc
    written = iter(enumerate(getattr(whole, loc[0])))
    for part in getattr(record, loc[0])[: int(loc[1]) + 1]:
        number = next(number for number, one in written if one.id == part.id)
    return (loc[0], number, *loc[2:])


R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)


def _of(records: Mapping[Key, Record], kind: type[R]) -> list[R]:
    return [record for record in records.values() if isinstance(record, kind)]


def _by_name(records: list[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda record: (filed(record.heading), record.id)))


def _usual(words: Iterable[str]) -> dict[str, str]:
    """How words that differ in capitals alone are mostly written."""
    counts = Counter(words)
    return {word.casefold(): word for word, _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))}


def _walk(value: Any, path: tuple[str, ...], loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text that a path leads to, with its loc; "*" stands for each of a list."""
    if not path:
        if value:
            yield loc, value
    elif path[0] == "*":
        for index, item in enumerate(value):
            yield from _walk(item, path[1:], (*loc, index))
    else:
        yield from _walk(getattr(value, path[0]), path[1:], (*loc, path[0]))


def _within(value: Any, path: tuple[str, ...], ids: set[str]) -> bool:
    """Whether every text that a path leads to is among these."""
    found = getattr(value, path[0])
    if len(path) == 1:
        return not found or found in ids
    return ids.issuperset(found) if len(path) == 2 else all(_within(item, path[2:], ids) for item in found)


def _changed(value: Any, changes: Mapping[Loc, str | None]) -> Any:
    """The value with those places replaced; a place with `None` is taken out, with the entry of a list that needs it."""
    if () in changes:
        return changes[()]
    by_head: dict[Any, dict[Loc, str | None]] = defaultdict(dict)
    for loc, new in changes.items():
        by_head[loc[0]][loc[1:]] = new
    if isinstance(value, tuple):
        items = [_changed(item, by_head[index]) if index in by_head else item for index, item in enumerate(value)]
        return tuple(item for item in items if item is not None)
    update = {name: _changed(getattr(value, name), inner) for name, inner in by_head.items()}
    if any(field.usual is ... and field.name in update and update[field.name] is None for field in value.fields):
        return None
    if "by" in update and not update["by"]:
        return None
    return value.but(update)


def of_the_rest(rest: Rest, register: Register) -> list[Problem]:
    """What is wrong with ids and links in a file of which no record could be made."""
    record, body, values = rest
    named = [(loc, kind, id) for path, kind in REFERENCES[type(record)] for loc, id in texts(values, path) if ID.fullmatch(id)]
    unfit = [one for loc, kind, id in named for one in _unfit(register, record, loc, kind, id)]
    for field, name in PART_REFERENCES if isinstance(record, Article) else ():
        for loc, ref in texts(values, (field, "*", name, "*")):
            if "#" in ref.lstrip("#") and (key := _part_meant(register, record, ref)):
                unfit += _unfit_part(register, record, loc, field, ref, key)
    return [*unfit, *concordance.wrong_links(record, body, register)]


def _unfit(register: Register, record: Record, loc: Loc, kind: str, id: str) -> list[Problem]:
    """What is wrong with an id that a record names: that no record of that kind has it, or that it is that of a draft."""
    key = register.find(kind, id)
    if key and register.all[key].draft:
        return [problem(record, loc, "draft-in-use", f'"{id}" is a draft', "publish it (take out its line draft), or take it out here")]
    if key or (kind, id) in register.unread:
        return []
    return [_nobody(register, record.path, loc, kind, id, _home(record, loc, register.of_another_kind(kind, id)))]


def _part_meant(register: Register, record: Record, ref: str) -> str | None:
    """The key of the statement or figure that a reference means; `None` where its article is withdrawn."""
    id, _, anchor = ref.partition("#")
    key = register.find("article", id) if id else key_of(record)
    if key and key in register.all and register.all[key].withdrawn:
        return None
    return f"{key[1] if key else id}#{anchor.removeprefix('^')}"


def _unfit_part(register: Register, record: Record, loc: Loc, field: str, ref: str, key: str) -> list[Problem]:
    """What is wrong with a reference to a part that is not published: nothing where it is there, and its speaker is withdrawn."""
    id, _, anchor = key.partition("#")
    other, kind = register.all.get(("article", id)), PARTS[field]
    if ("article", id) in register.unread:
        return []
    if not isinstance(other, Article):
        home = f"take it out: here stand {field} of articles, like ARTICLE-ID#{kind[0]}1"
        return [_nobody(register, record.path, loc, "article", id, home)]
    ids = [part.id for part in getattr(other, field)]
    if other.draft:
        return [problem(record, loc, "draft-in-use", f'"{id}" is a draft', "publish it (take out its line draft), or take it out here")]
    if anchor in ids:
        return []
    hint = nearest(anchor, ids) or (f"it has {having(kind, ids)}" if ids else f"it has no {field}")
    return [problem(record, loc, f"unknown-{kind}", f'no {kind} "{ref}"', hint)]


def _nobody(register: Register, path: str, loc: Loc, kind: str, id: str, home: str = "") -> Problem:
    """That no record of a kind has an id; `home` is where the id belongs, if it is that of a record of another kind."""
    other = register.of_another_kind(kind, id)
    if other is not None:
        message = f'"{id}" is {_a(other.kind_name)}, not {_a(kind)}'
        hint = _counterpart(register, other, kind) or home or f"write the id of {_a(kind)} that there is"
    else:
        message = f'no record "{id}"'
        hint = register.did_you_mean(kind, id) or register.where(kind, id)
    return Problem(path=path, code=f"unknown-{kind}", message=message, hint=hint, loc=loc)


def _counterpart(register: Register, other: Record, kind: str) -> str:
    """The hint that names the actor that a source is, where an actor is meant, or the source that an actor is."""
    if kind == "actor" and isinstance(other, Source) and ("actor", other.actor) in register.all:
        return f'write "{other.actor}", which is this source as an actor'
    source = next((key[1] for key, one in register.all.items() if isinstance(one, Source) and one.actor == other.id), "") if kind == "source" else ""
    return f'write "{source}", which is this actor as a source' if source else ""


BELONGS = {"actor": "actors: [{}]", "event": "events: [{}]", "topic": "topics: [{}]", "article": "related: [{{article: {}, how: follows}}]"}
"""Where the id of a record stands in an article, by the kind of that record."""


def _home(record: Record, loc: Loc, other: Record | None) -> str:
    """The hint on where an id that stands in the wrong place of a record belongs; nothing where the place needs another id."""
    if other is None or _needed(record, loc):
        return ""
    where = BELONGS.get(other.kind_name, "") if isinstance(record, Article) else ""
    taken = f"take it out: {last_key(loc)} holds ids of another kind"
    return f"move it to {where.format(other.id)}" if where else taken


def _needed(record: Record, loc: Loc) -> bool:
    """Whether the part that a loc leads into needs a value in that field."""
    here: type[Part] | None = type(record)
    keys = [key for key in loc if isinstance(key, str)]
    for key in keys[:-1]:
        here = part_in(types(here).get(key)) if here else None
    return here is not None and any(field.name == keys[-1] and field.usual is ... for field in here.fields)


def last_key(loc: Loc) -> str:
    """The key that a loc leads to, or into."""
    return next((key for key in reversed(loc) if isinstance(key, str)), "")


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _circling(up: Mapping[K, Collection[K]]) -> list[K]:
    """One member of each circle that following `up` can run into, without recursion."""
    state: dict[K, int] = {}
    found: list[K] = []
    for start in up:
        stack: list[tuple[K, Iterator[K]]] = [] if start in state else [(start, iter(up[start]))]
        state.setdefault(start, 1)
        while stack:
            here, rest = stack[-1]
            following = next(rest, None)
            if following is None:
                state[here] = 2
                stack.pop()
            elif state.get(following) == 1:
                found.append(following)
            elif following not in state:
                state[following] = 1
                stack.append((following, iter(up.get(following, ()))))
    return found


def _groups(keys: Iterable[str], edges: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """For each key the others that are joined to it, through any number of edges."""
    parent = {key: key for key in keys}

    def top(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for key, others in edges.items():
        for other in others:
            parent[top(other)] = top(key)
    members: dict[str, list[str]] = defaultdict(list)
    for key in parent:
        members[top(key)].append(key)
    return {key: tuple(other for other in members[top(key)] if other != key) for key in parent}
