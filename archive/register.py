"""The register: the ids, old ids and addresses of all records, and what a word means by them.

It depends on no text: of bodies it holds the anchors only. It can be pickled.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

from archive.hints import Lexicon, did_you_mean
from archive.model import BY_FOLDER, KINDS, Article, Body, Key, Record, Site, key_of
from archive.model.packed import Stored, pickled
from archive.problems import Loc, Problem

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
ADDRESS = re.compile(r"[^\s\\?#%:*\"<>|]+")


class Told(Protocol):
    """A record and its parsed body, also as it lies packed, with the places in that, as the reader gives them."""

    @property
    def record(self) -> Record: ...

    @property
    def body(self) -> Body: ...

    @property
    def packed(self) -> bytes | Stored: ...

    @property
    def anchors(self) -> tuple[str, ...]: ...


class Pair(NamedTuple):
    """A record and a body that somebody has put together."""

    record: Record
    body: Body

    @property
    def packed(self) -> bytes:
        return pickled(self.body)

    @property
    def anchors(self) -> tuple[str, ...]:
        return self.body.anchors


class Register:
    """Every record by its key, its aliases, and the addresses that lead to it. Ids, aliases and addresses that clash are `problems`.

    `unread` are records whose files could not be read: that they are missing is no problem of those that name them.
    """

    def __init__(self, site: Site, pairs: Iterable[Told], unread: Iterable[Key] = ()) -> None:
        self.title = site.title
        self.unread = frozenset(unread)
        self.unread_ids = {id for _, id in self.unread}
        self.problems: list[Problem] = []
        self.all: dict[Key, Record] = {}
        self.anchors: dict[Key, tuple[str, ...]] = {}
        self.aliases: dict[Key, Key] = {}
        self.moved: dict[str, str] = {}
        self.by_word: dict[str, list[Key]] = {}
        self.lexicons: dict[str, tuple[Lexicon, dict[str, str]]] = {}
        self.meanings: dict[str, list[Key]] = {}
        alike: dict[tuple[str, ...], tuple[str, ...]] = {}  # most texts have the same anchors as some other: they are held once
        for one in pairs:
            key = key_of(one.record)
            other = self.all.setdefault(key, one.record)
            if other is one.record:
                self.anchors[key] = alike.setdefault(one.anchors, one.anchors)
            else:
                self._clash(one.record, other)
        _Addresses(self).check()

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "lexicons": {}, "meanings": {}}  # both are found again when they are asked for

    def _clash(self, record: Record, other: Record) -> None:
        if unicodedata.normalize("NFC", record.path) == unicodedata.normalize("NFC", other.path):
            message = "another file has this very name, its letters written in another form of Unicode"
        else:
            message = f'the id "{record.id}" is taken by {other.path}'
        self.problems.append(problem(record, (), "clashing-id", message, "rename one of the two files, or delete it"))

    # -- what words mean

    def find(self, kind: str, id: str) -> Key | None:
        """The record of that kind that has or had that id."""
        key = (kind, id)
        return key if key in self.all else self.aliases.get(key)

    def meant(self, record: Record, words: str) -> list[Key]:
        """What the target of a link means in a record, without its anchor; several where it is ambiguous."""
        if not words:
            return [key_of(record)]
        found = self.meanings.get(words)
        if found is None:
            found = self.meanings[words] = self._meant(words)
        return found

    def _meant(self, words: str) -> list[Key]:
        parts = [part for part in unicodedata.normalize("NFC", words).removesuffix(".md").split("/") if part not in ("", ".", "..")]
        if not parts:
            return []
        if parts[0] == "content":
            parts = parts[1:] or [""]
        word = parts[-1]
        if len(parts) > 1:
            kind = FOLDER_NAMES.get(parts[0])
            found = self.find(kind, word) if kind else None
            return [found] if found else []
        own = [key for key in self.by_word.get(word, ()) if key[1] == word]
        return own or list(dict.fromkeys(self.by_word.get(word, ())))

    def anchors_of(self, record: Record) -> list[str]:
        """The places of a record's page that links may lead to."""
        anchors = [] if withheld(record) else list(self.anchors[key_of(record)])
        if isinstance(record, Article):
            anchors += [statement.id for statement in record.statements] + [figure.id for figure in record.figures]
        return anchors

    def has_anchor(self, record: Record, anchor: str) -> bool:
        return (not withheld(record) and anchor in self.anchors[key_of(record)]) or anchor in self.anchors_of(record)

    def unsaid(self, record: Record, anchor: str) -> str:
        """What a place of a page is called that is not shown, because all who speak there are withdrawn: "statement" or "figure"; nothing of other places."""
        if not isinstance(record, Article) or anchor in self.anchors[key_of(record)]:
            return ""
        for called, parts in (("statement", record.statements), ("figure", record.figures)):
            for by in (part.by for part in parts if part.id == anchor and part.by):
                keys = [self.find("actor", id) for id in by]
                return called if all(key and self.all[key].withdrawn for key in keys) else ""
        return ""

    # -- hints

    def where(self, kind: str, id: str) -> str:
        folder = next(one.folder for one in KINDS if one.kind_name == kind)
        return f"take it out, or write the record content/{folder}/{'YEAR/' if kind == 'article' else ''}{id}.md"

    def of_another_kind(self, kind: str, id: str) -> Record | None:
        """The record that has or had that id, where it is of another kind than the one that is meant, and none of that has it."""
        return next((self.all[key] for key in self.by_word.get(id, ()) if key[0] != kind), None)

    def did_you_mean(self, kind: str, words: str) -> str:
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
        return did_you_mean(dict.fromkeys(found), words)


class _Addresses:
    """The addresses that records have and had, while they are entered in the register."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.stands: dict[str, Record] = {}
        self.claims: dict[str, tuple[Record, str]] = {}
        self.claimed: set[str] = set()

    def check(self) -> None:
        every = self.register.all
        for record in every.values():
            first = self.stands.setdefault(_folded(record.url), record)
            if first is not record:
                message = f"its address differs from that of {first.path} in case or in the form of its letters alone"
                self._problem(record, (), "clashing-address", message, "rename one of the two files")
            if record.aliases:
                self.claimed.update(_folded(record.address_of(alias)) for alias in record.aliases)
        for record in every.values():
            if self._is_own(_folded(record.url)):
                where = record.url.removesuffix(f"{record.id}/")
                hint = "rename its folder" if record.shelf and self._is_own(_folded(where)) else f'rename the file, like "our-{record.id}.md"'
                self._problem(record, (), "reserved-address", f"{record.url} is an address of the site's own", hint)
        by_word: dict[str, list[Key]] = defaultdict(list)
        for key in every:
            by_word[key[1]].append(key)
        for key, record in every.items():
            self._aliases_of(key, record, by_word)
        self.register.by_word = dict(by_word)

    def _aliases_of(self, key: Key, record: Record, by_word: Mapping[str, list[Key]]) -> None:
        every = self.register.all
        for index, alias in enumerate(record.aliases):
            loc: Loc = ("aliases", index)
            address = record.address_of(alias)
            parts = address.strip("/").split("/")
            folded = _folded(address)
            there = self.stands.get(folded) or (every.get((key[0], parts[-1]), record) if "/" not in alias else record)
            first, as_written = self.claims.get(folded, (record, alias))
            if not ADDRESS.fullmatch("".join(parts)) or alias.startswith("//") or any(not part or part.startswith(".") for part in parts):
                self._problem(record, loc, "bad-alias", f'"{alias}" cannot be an address', "write an old id, or /an/old/address/")
            elif folded in self.stands or there is not record:
                whose = "this record's own" if there is record else "that of a record"
                self._problem(record, loc, "clashing-alias", f'the address that "{alias}" gives is {whose}', "take the alias out")
            elif self._is_own(folded):
                self._problem(record, loc, "clashing-alias", f'the address that "{alias}" gives is one of the site\'s own', "take the alias out")
            elif first is not record:
                self._problem(record, loc, "clashing-alias", f'"{alias}" is an alias of {first.path} too', "keep one of them")
            elif record.address_of(as_written) != address:
                message = f'"{alias}" differs from "{as_written}" in case or in the form of its letters alone'
                self._problem(record, loc, "clashing-alias", message, "keep one of them")
            else:
                self.claims[folded] = record, alias
                self.register.moved[address] = record.url
                if (key[0], parts[-1]) not in every:
                    self.register.aliases[key[0], parts[-1]] = key
                    by_word[parts[-1]].append(key)

    def _is_own(self, folded: str) -> bool:
        """Whether the site keeps an address for itself, or has a file of its own there or on the way to it."""
        if is_reserved(folded):
            return True
        parts = folded.strip("/").split("/")
        above = "/"
        for part, name in pairwise(parts):
            above += f"{part}/"
            if above in self.stands and (PARTS.fullmatch(name) or name.startswith(f"{part}.")):
                return True
            if (name == "index.html" and (above in self.claimed or above.strip("/") in BY_FOLDER)) or (name == "page" and above.strip("/") in BY_FOLDER):
                return True
        return False

    def _problem(self, record: Record, loc: Loc, code: str, message: str, hint: str) -> None:
        self.register.problems.append(problem(record, loc, code, message, hint))


def is_reserved(folded: str) -> bool:
    """Whether the site keeps an address for itself, whatever records there are."""
    first, _, below = folded.strip("/").partition("/")
    return FILES.fullmatch(first) is not None or (first in RESERVED and not (below and first in BY_FOLDER))


def problem(record: Record, loc: Loc, code: str, message: str, hint: str = "", severity: Any = "error") -> Problem:
    """A problem of a record."""
    return Problem(path=record.path, code=code, message=message, hint=hint, severity=severity, loc=loc)


def withheld(record: Record) -> bool:
    """Whether the body is not shown: under embargo, or a record of metadata only."""
    return isinstance(record, Article) and record.rights.gives == "metadata"


def having(name: str, ids: Sequence[str]) -> str:
    """Which parts of a name a record has, in words."""
    return f"the {name} {ids[0]}" if len(ids) == 1 else f"the {name}s {_span(ids)}"


def _span(ids: Sequence[str]) -> str:
    """Ids that are numbered through as "s1 to s9"; others one by one."""
    numbered = [f"{ids[0][:1]}{number}" for number in range(1, len(ids) + 1)]
    if len(ids) > 2 and list(ids) == numbered:
        return f"{ids[0]} to {ids[-1]}"
    return ", ".join(ids[:12]) + (", ..." if len(ids) > 12 else "")


def _folded(address: str) -> str:
    """An address as systems take it that know neither case nor the forms of letters."""
    return address.lower() if address.isascii() else unicodedata.normalize("NFKC", address.casefold())
