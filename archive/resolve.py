"""resolve: the records become one archive: ids, aliases, links, chronology, threads. What does not fit is a problem.

Nothing is dropped in silence: a reference that leads nowhere is an error; one to a withdrawn record is taken out, because
its tombstone stands instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from archive import connections
from archive.hints import Lexicon, did_you_mean
from archive.markdown import count_words
from archive.model import (
    BY_FOLDER,
    KINDS,
    Actor,
    Archive,
    Article,
    Body,
    Counted,
    Event,
    Key,
    Link,
    Page,
    Prose,
    Record,
    Site,
    Source,
    Statement,
    Target,
    Topic,
    Utterance,
    key_of,
)
from archive.names import Names
from archive.problems import Loc, Problem, nearest

QUOTE_WORDS = 30

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

FOLDER_NAMES = {kind.folder: kind.kind_name for kind in KINDS} | {kind.kind_name: kind.kind_name for kind in KINDS}
RESERVED = frozenset(
    {
        *("articles", "actors", "events", "topics", "sources", "years", "statements", "timeline", "compare", "search", "data"),
        *("assets", "feeds", "404", "admin", "index", "pagefind"),
    }
)
FILES = re.compile(r"404\.html|_headers|_redirects|card\.png|feed\.xml|icon\.svg|index\.html|manifest\.webmanifest|robots\.txt|sitemap(-\d+)?\.xml")
"""Files at the site's root."""
PARTS = re.compile(r"card\.png|feed\.xml|gone\.html|index\.html|mentions|page")
"""What the site makes below the address of a record, besides files that have the record's id for a name."""


Place = tuple[Article, int, Any]
"""A statement or figure: its article, its number in the list there, and itself."""


class Pair(NamedTuple):
    """A record and its parsed body, as the reader gives them."""

    record: Record
    body: Body


def resolve(site: Site, pairs: Iterable[Pair], unread: Iterable[Key] = ()) -> tuple[Archive, list[Problem]]:
    """The archive of these records, with every problem found. The archive is only whole where no problem is an error.

    `unread` are records whose files could not be read: that they are missing is no problem of those that name them.
    """
    return _Resolver(site, pairs, unread).resolve()


def meanings(pairs: Iterable[Pair]) -> Callable[[Record, str], tuple[Key, ...]]:
    """What links mean: a function of the record in which a link stands, and its target; several keys where it is ambiguous."""
    resolver = _Resolver(Site(title="?"), pairs, ())
    return lambda record, target: tuple(resolver._meant(record, target.partition("#")[0]))


class _Resolver:
    def __init__(self, site: Site, pairs: Iterable[Pair], unread: Iterable[Key]) -> None:
        self.site = site
        self.unread = frozenset(unread)
        self.unread_ids = {id for _, id in self.unread}
        self.lexicons: dict[str, tuple[Lexicon, dict[str, str]]] = {}
        self.problems: list[Problem] = []
        self.bodies: dict[Key, Body] = {}
        self.all: dict[Key, Record] = {}
        self.aliases: dict[Key, Key] = {}
        self.moved: dict[str, str] = {}
        self.stands: dict[str, Record] = {}
        self.claims: dict[str, tuple[Record, str]] = {}
        self.claimed: set[str] = set()
        self.by_word: dict[str, list[Key]] = defaultdict(list)
        self._register(pairs)

    def resolve(self) -> tuple[Archive, list[Problem]]:
        records = {key: _shown(self._canonical(record)) for key, record in self.all.items() if not record.draft and not record.withdrawn}
        self._check_site(records)
        self._check_trees(records)
        articles = tuple(sorted(_of(records, Article), key=lambda article: article.key))
        actors = tuple(sorted(_of(records, Actor), key=lambda actor: ((actor.sort_name or actor.name).casefold(), actor.id)))
        prose = self._prose(records, actors)
        utterances = self._utterances(articles)
        drafts = {record.url for record in self.all.values() if record.draft}
        archive = Archive(
            site=self.site,
            articles=articles,
            actors=actors,
            events=tuple(sorted(_of(records, Event), key=lambda event: event.key)),
            topics=_by_name(_of(records, Topic)),
            sources=_by_name(_of(records, Source)),
            pages=tuple(sorted(_of(records, Page), key=lambda page: (page.order, page.id))),
            withdrawn=tuple(record for record in self.all.values() if record.withdrawn and not record.draft),
            records=records,
            prose=prose,
            articles_of=connections.articles_of(articles),
            backlinks=connections.backlinks(records, prose, self._destination),
            mentions=connections.mentions(records, prose),
            utterances=utterances,
            figures=self._figures(articles),
            stated=connections.stated(articles, records),
            near=connections.near(articles, records),
            moved={old: new for old, new in self.moved.items() if new not in drafts},
            parts=connections.parts(records),
        )
        return archive, self.problems

    # -- ids and aliases

    def _register(self, pairs: Iterable[Pair]) -> None:
        for record, body in pairs:
            key = key_of(record)
            other = self.all.get(key)
            if other is not None:
                self._clash(record, other)
                continue
            self.all[key] = record
            self.bodies[key] = body
        for record in self.all.values():
            first = self.stands.setdefault(_folded(record.url), record)
            if first is not record:
                message = f"its address differs from that of {first.path} in case or in the form of its letters alone"
                self._problem(record, (), "clashing-address", message, "rename one of the two files")
            self.claimed.update(_folded(record.address_of(alias)) for alias in record.aliases)
        for record in self.all.values():
            if self._is_own(record.url):
                where = record.url.removesuffix(f"{record.id}/")
                hint = "rename its folder" if record.shelf and self._is_own(where) else f'rename the file, like "our-{record.id}.md"'
                self._problem(record, (), "reserved-address", f"{record.url} is an address of the site's own", hint)
        for key in self.all:
            self.by_word[key[1]].append(key)
        for key, record in self.all.items():
            self._aliases_of(key, record)

    def _aliases_of(self, key: Key, record: Record) -> None:
        for index, alias in enumerate(record.aliases):
            loc: Loc = ("aliases", index)
            address = record.address_of(alias)
            parts = address.strip("/").split("/")
            folded = _folded(address)
            there = self.stands.get(folded) or (self.all.get((key[0], parts[-1]), record) if "/" not in alias else record)
            first, as_written = self.claims.get(folded, (record, alias))
            if not re.fullmatch(r"[^\s\\?#%:*\"<>|]+", "".join(parts)) or {"", ".", ".."} & set(parts):
                self._problem(record, loc, "bad-alias", f'"{alias}" cannot be an address', "write an old id, or /an/old/address/")
            elif folded in self.stands or there is not record:
                whose = "this record's own" if there is record else "that of a record"
                self._problem(record, loc, "clashing-alias", f'the address that "{alias}" gives is {whose}', "take the alias out")
            elif self._is_own(address):
                self._problem(record, loc, "clashing-alias", f'the address that "{alias}" gives is one of the site\'s own', "take the alias out")
            elif first is not record:
                self._problem(record, loc, "clashing-alias", f'"{alias}" is an alias of {first.path} too', "keep one of them")
            elif record.address_of(as_written) != address:
                message = f'"{alias}" differs from "{as_written}" in case or in the form of its letters alone'
                self._problem(record, loc, "clashing-alias", message, "keep one of them")
            else:
                self.claims[folded] = record, alias
                self.moved[address] = record.url
                if (key[0], parts[-1]) not in self.all:
                    self.aliases[key[0], parts[-1]] = key
                    self.by_word[parts[-1]].append(key)

    def _is_own(self, address: str) -> bool:
        """Whether the site keeps an address for itself, or has a file of its own there or on the way to it."""
        parts = _folded(address).strip("/").split("/")
        if FILES.fullmatch(parts[0]) or (parts[0] in RESERVED and (len(parts) == 1 or parts[0] not in BY_FOLDER)):
            return True
        above = "/"
        for part, name in pairwise(parts):
            above += f"{part}/"
            if above in self.stands and (PARTS.fullmatch(name) or name.startswith(f"{part}.")):
                return True
            if (name == "index.html" and (above in self.claimed or above.strip("/") in BY_FOLDER)) or (name == "page" and above.strip("/") in BY_FOLDER):
                return True
        return False

    def _clash(self, record: Record, other: Record) -> None:
        if unicodedata.normalize("NFC", record.path) == unicodedata.normalize("NFC", other.path):
            message = "another file has this very name, its letters written in another form of Unicode"
        else:
            message = f'the id "{record.id}" is taken by {other.path}'
        self._problem(record, (), "clashing-id", message, "rename one of the two files, or delete it")

    def _find(self, kind: str, id: str) -> Key | None:
        key = (kind, id)
        return key if key in self.all else self.aliases.get(key)

    # -- references

    def _canonical(self, record: Record) -> Record:
        """The record with every id as the other record now has it, and without those that are withdrawn."""
        changes: dict[Loc, str | None] = {}
        for path, kind in REFERENCES[type(record)]:
            for loc, id in _walk(record, path):
                key = self._find(kind, id)
                other = self.all.get(key) if key else None
                if other is None:
                    self._unknown(record, loc, kind, id)
                elif other.draft:
                    self._problem(record, loc, "draft-in-use", f'"{id}" is a draft', "publish it (take out its line draft), or take it out here")
                elif other.withdrawn and loc == ("source",):
                    hint = "withdraw the article too, or name another source"
                    self._problem(record, loc, "unknown-source", f'the source "{id}" is withdrawn', hint)
                elif other.withdrawn:
                    changes[loc] = None
                elif other.id != id:
                    changes[loc] = other.id
        return _changed(record, changes) if changes else record

    def _unknown(self, record: Record, loc: Loc, kind: str, id: str) -> None:
        if (kind, id) in self.unread:
            return
        other = next((one for one in self.by_word.get(id, ()) if one[0] != kind), None)
        if other is not None:
            moved = f"{other[0]}s" if isinstance(record, Article) and other[0] in ("actor", "event", "topic") else ""
            hint = f"move it to {moved}" if moved else self._where(kind, id)
            self._problem(record, loc, f"unknown-{kind}", f'"{id}" is {_a(other[0])}, not {_a(kind)}', hint)
            return
        self._problem(record, loc, f"unknown-{kind}", f'no record "{id}"', self._meant_id(kind, id) or self._where(kind, id))

    def _where(self, kind: str, id: str) -> str:
        folder = next(one.folder for one in KINDS if one.kind_name == kind)
        return f"take it out, or write the record content/{folder}/{'YEAR/' if kind == 'article' else ''}{id}.md"

    def _meant_id(self, kind: str, words: str) -> str:
        """The hint for an id or a name that no record has; `kind` "" looks through all."""
        if kind not in self.lexicons:
            some = [record for key, record in self.all.items() if kind in ("", key[0])]
            names = {record.heading: record.id for record in some}
            self.lexicons[kind] = Lexicon(record.id for record in some), {**{record.id: record.id for record in some}, **names}
        ids, named = self.lexicons[kind]
        found = ids.meant(words)
        if not found:
            if f"{kind} names" not in self.lexicons:
                self.lexicons[f"{kind} names"] = Lexicon(named), named
            found = [named[name] for name in self.lexicons[f"{kind} names"][0].meant(words)]
        return did_you_mean(dict.fromkeys(found))

    def _check_site(self, records: Mapping[Key, Record]) -> None:
        for index, id in enumerate(self.site.picks):
            if (known := self.all.get(("article", id))) and known.withdrawn:
                hint = "take it out of picks"
                self.problems.append(Problem(path="content/site.yaml", code="unknown-article", message=f'"{id}" is withdrawn', hint=hint, loc=("picks", index)))
            elif ("article", id) not in records:
                hint = self._meant_id("article", id) or "take it out, or write the id of an article that is published"
                self.problems.append(Problem(path="content/site.yaml", code="unknown-article", message=f'no record "{id}"', hint=hint, loc=("picks", index)))

    def _check_trees(self, records: Mapping[Key, Record]) -> None:
        for kind, name in connections.TREES.items():
            up = {record.id: tuple(getattr(record, name)) for record in _of(records, kind)}
            for id in _circling(up):
                record = records[kind.kind_name, id]
                self._problem(record, (name,), "circle", f'following {name} from "{id}" leads back to it', f'take out one "{name}" on the way')

    # -- links and names in bodies

    def _prose(self, records: Mapping[Key, Record], actors: tuple[Actor, ...]) -> dict[Key, Prose]:
        site_rule = self.site.features.autolink
        names = Names(actors if site_rule is not False else (), site_rule if isinstance(site_rule, tuple) else ())
        by_url = {actor.url: actor.id for actor in actors}
        prose: dict[Key, Prose] = {}
        for key, record in records.items():
            body = self.bodies[key]
            if not body.pieces or withheld(record):
                continue
            links = tuple(self._link(record, link) for link in body.links)
            listed = set(getattr(record, "actors", ())) | {record.id if isinstance(record, Actor) else ""}
            linked = {by_url[target.url] for target in links if target and target.url in by_url}
            if isinstance(record, Actor):
                linked.add(record.id)
            barred = record.autolink if isinstance(record.autolink, tuple) and not isinstance(record, Actor) else ()
            mentions = names.mentions(body, listed, barred, linked, link=isinstance(record, Actor) or record.autolink is not False)
            ids = sorted({mention.actor for mention in mentions if mention.linked})
            targets = tuple((id, _target(records["actor", id])) for id in ids)
            prose[key] = Prose(body, links, mentions, targets)
        return prose

    def _link(self, record: Record, link: Link) -> Target | None:
        """Where a link of a body leads. Problems are told with the link's own place."""
        loc: Loc = ("body", link.line, link.column)
        words, _, anchor = link.target.partition("#")
        anchor = anchor.removeprefix("^")
        keys = self._meant(record, words)
        if len(keys) > 1:
            choice = " or ".join(f"[[{self.all[key].folder}/{key[1]}]]" for key in keys)
            self._problem(record, loc, "ambiguous-link", f'"{words}" is the id of several records', f"write {choice}")
            return None
        if not keys:
            if words.strip("/") in RESERVED or words.startswith("/"):
                return self._own_page(record, loc, words, anchor)
            if words.rsplit("/", 1)[-1].removesuffix(".md") not in self.unread_ids:
                hint = self._meant_id("", words.rsplit("/", 1)[-1].removesuffix(".md")) or "write the record, or take the link out"
                self._problem(record, loc, "unknown-link", f'no record "{words}"', hint)
            return None
        other = self.all[keys[0]]
        if other.draft:
            self._problem(record, loc, "draft-in-use", f'"{words}" is a draft', "publish it, or take the link out")
            return None
        if anchor and not other.withdrawn and anchor not in self._anchors(other):
            hint = nearest(anchor, self._anchors(other)) or self._anchor_hint(other)
            self._problem(record, loc, "unknown-anchor", f'"{other.id}" has no place "#{anchor}"', hint)
            return None
        return _target(other, f"#{anchor}" if anchor else "")

    def _own_page(self, record: Record, loc: Loc, words: str, anchor: str) -> Target | None:
        """A page that the site makes itself, or an old address of a record."""
        path = f"/{words.strip('/')}/" if words.strip("/") else "/"
        top = path.split("/")[1]
        if path in self.moved:
            return Target(self.moved[path] + (f"#{anchor}" if anchor else ""), words, "", "page")
        if path == "/" or (top in RESERVED and path.count("/") == 2 and top not in ("404", "assets", "feeds", "index", "pagefind", "admin")):
            return Target(path + (f"#{anchor}" if anchor else ""), top or self.site.title, "", "page")
        self._problem(record, loc, "unknown-link", f'no page has the address "{words}"', "write the id of a record")
        return None

    def _meant(self, record: Record, words: str) -> list[Key]:
        if not words:
            return [key_of(record)]
        parts = [part for part in unicodedata.normalize("NFC", words).removesuffix(".md").split("/") if part not in ("", ".", "..")]
        if not parts:
            return []
        if parts[0] == "content":
            parts = parts[1:] or [""]
        word = parts[-1]
        if len(parts) > 1:
            kind = FOLDER_NAMES.get(parts[0])
            found = self._find(kind, word) if kind else None
            return [found] if found else []
        own = [key for key in self.by_word.get(word, ()) if key[1] == word]
        return own or list(dict.fromkeys(self.by_word.get(word, ())))

    def _anchors(self, record: Record) -> list[str]:
        anchors = [] if withheld(record) else list(self.bodies[key_of(record)].anchors)
        if isinstance(record, Article):
            anchors += [statement.id for statement in record.statements] + [figure.id for figure in record.figures]
        return anchors

    def _anchor_hint(self, record: Record) -> str:
        paragraphs = [] if withheld(record) else [anchor for anchor in self.bodies[key_of(record)].anchors if not anchor.startswith("h-")]
        parts = [("paragraph", paragraphs)]
        if isinstance(record, Article):
            parts += [("statement", [one.id for one in record.statements]), ("figure", [one.id for one in record.figures])]
        told = [_having(name, ids) for name, ids in parts if ids]
        return f"it has {' and '.join(told)}" if told else "it has no text"

    # -- statements and figures

    def _utterances(self, articles: tuple[Article, ...]) -> dict[str, Utterance]:
        parts = {key: place for article in articles for key, place in self._parts_of(article, "statements")}
        same = self._edges(parts, "same_as", "statements")
        answers = self._edges(parts, "answers", "statements")
        groups = _groups(parts, same)
        for article in articles:
            self._check_article(article)
            for index, statement in enumerate(article.statements):
                self._check_statement(article, index, statement)
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
                statement,
                tuple(sorted(groups[key], key=order.__getitem__)),
                tuple(sorted(whole[key], key=order.__getitem__)),
                tuple(sorted(back.get(key, ()), key=order.__getitem__)),
            )
            for key, (article, _, statement) in parts.items()
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
            key: Counted(key, article, figure, tuple(sorted(groups[key])), tuple(sorted(against.get(key, ())))) for key, (article, _, figure) in parts.items()
        }

    def _parts_of(self, article: Article, name: str) -> Iterator[tuple[str, Place]]:
        seen: set[str] = set()
        taken = set(self.bodies[key_of(article)].anchors)
        if name == "figures":
            taken |= {statement.id for statement in article.statements}
        for index, part in enumerate(getattr(article, name)):
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
                other = self._part(article, ref)
                loc = (field, index, name, number)
                if other == key:
                    self._problem(article, loc, "circle", f'"{ref}" is this {field[:-1]} itself', "name another one, or take it out")
                elif other is not None and other in parts:
                    found.append(other)
                elif other is not None and not self._taken_out(other, field):
                    self._unknown_part(article, loc, field[:-1], ref, other)
            if found:
                edges[key] = tuple(dict.fromkeys(found))
        return edges

    def _taken_out(self, key: str, field: str) -> bool:
        """Whether a record has that part, and it is not published because its speaker is withdrawn."""
        id, _, anchor = key.partition("#")
        return any(part.id == anchor for part in getattr(self.all.get(("article", id)), field, ()))

    def _part(self, article: Article, ref: str) -> str | None:
        """The key that a reference means; `None` where its article is withdrawn."""
        id, _, anchor = ref.partition("#")
        key = self._find("article", id) if id else key_of(article)
        if key and self.all[key].withdrawn:
            return None
        return f"{key[1] if key else id}#{anchor.removeprefix('^')}"

    def _unknown_part(self, article: Article, loc: Loc, kind: str, ref: str, key: str) -> None:
        id = key.partition("#")[0]
        other = self.all.get(("article", id))
        if ("article", id) in self.unread:
            return
        if isinstance(other, Article):
            ids = [one.id for one in getattr(other, f"{kind}s")]
            hint = nearest(key.partition("#")[2], ids) or (f"it has {_having(kind, ids)}" if ids else f"it has no {kind}s")
            if other.draft:
                self._problem(article, loc, "draft-in-use", f'"{id}" is a draft', "publish it (take out its line draft), or take it out here")
            else:
                self._problem(article, loc, f"unknown-{kind}", f'no {kind} "{ref}"', hint)
            return
        self._problem(article, loc, "unknown-article", f'no record "{id}"', self._meant_id("article", id) or self._where("article", id))

    def _check_article(self, article: Article) -> None:
        if article.date and article.shelf.isdigit() and article.date.years and int(article.shelf) not in article.date.years:
            year = article.date.years[0]
            hint = f'move the file to content/articles/{year:04}/; if it was published, add "{article.url}" to its aliases there'
            self._problem(article, ("date",), "wrong-year", f'the article lies in {article.shelf}, and its date is "{article.date}"', hint)
        if article.date and article.shelf == "undated":
            year = (article.date.years or (0,))[0]
            hint = f'move the file to content/articles/{year:04}/; if it was published, add "{article.url}" to its aliases there'
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
        if words > QUOTE_WORDS and article.rights.access != "full":
            hint = f"at most {QUOTE_WORDS}; quote the heart of it and tell the rest in about"
            self._problem(article, ("statements", index, "quote"), "long-quotation", f"the quotation has {words} words", hint)

    # -- helpers

    def _destination(self, record: Record, link: Link) -> Key | None:
        keys = self._meant(record, link.target.partition("#")[0])
        return keys[0] if len(keys) == 1 else None

    def _problem(self, record: Record, loc: Loc, code: str, message: str, hint: str = "", severity: Any = "error") -> None:
        self.problems.append(Problem(path=record.path, code=code, message=message, hint=hint, severity=severity, loc=loc))


R = TypeVar("R", bound=Record)
K = TypeVar("K", bound=Hashable)


def withheld(record: Record) -> bool:
    """Whether the body is not shown: under embargo, or a record of metadata only."""
    return isinstance(record, Article) and (record.rights.access == "metadata" or record.rights.embargo_until is not None)


def _shown(record: Record) -> Record:
    """The record without a body that is not to be shown, so that it cannot come out anywhere."""
    return record.model_copy(update={"body": ""}) if withheld(record) and record.body else record


def _folded(address: str) -> str:
    """An address as systems take it that know neither case nor the forms of letters."""
    return unicodedata.normalize("NFKC", address.casefold())


def _of(records: Mapping[Key, Record], kind: type[R]) -> list[R]:
    return [record for record in records.values() if isinstance(record, kind)]


def _by_name(records: list[R]) -> tuple[R, ...]:
    return tuple(sorted(records, key=lambda record: (record.heading.casefold(), record.id)))


def _target(record: Record, anchor: str = "") -> Target:
    line = "" if record.withdrawn else record.summary or ""
    return Target(record.url + anchor, record.heading, line, record.kind_name)


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
    if any(new is None and type(value).model_fields[name].is_required() for name, new in update.items()):
        return None
    if "by" in update and not update["by"]:
        return None
    return value.model_copy(update=update)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _having(name: str, ids: Sequence[str]) -> str:
    return f"the {name} {ids[0]}" if len(ids) == 1 else f"the {name}s {_span(ids)}"


def _span(ids: Sequence[str]) -> str:
    """Ids that are numbered through as "s1 to s9"; others one by one."""
    numbered = [f"{ids[0][:1]}{number}" for number in range(1, len(ids) + 1)]
    if len(ids) > 2 and list(ids) == numbered:
        return f"{ids[0]} to {ids[-1]}"
    return ", ".join(ids[:12]) + (", ..." if len(ids) > 12 else "")


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
