"""mv: a record under another id, and everything that named the old one naming the new one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import yaml

from archive.editing.frontmatter import Change, Parts, UnclearError, changed, compose, entry, in_place_of, take_apart, take_whole, values_at
from archive.editing.insertion import with_item
from archive.editing.links import retargeted
from archive.editing.whole import Whole, verified
from archive.files import SITE
from archive.hints import slug_of
from archive.model import Article, Key, Record, key_of
from archive.model.forms import ID_FORM
from archive.problems import UsageError
from archive.register import Pair
from archive.resolve import REFERENCES, meanings

PARTS: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Article: (
        ("statements", "*", "same_as", "*"),
        ("statements", "*", "answers", "*"),
        ("figures", "*", "same_as", "*"),
        ("figures", "*", "disputes", "*"),
    ),
}
"""Where records name parts of articles: ARTICLE#s1."""


@dataclass(slots=True)
class Renaming:
    """What a renaming does: the new content of each file (`None`: it goes), and what is told about it."""

    record: Record
    path: str
    url: str
    files: dict[str, bytes | None] = field(default_factory=dict)
    references: int = 0
    links: int = 0


def renamed(whole: Whole, record: Record, new: str, year: str | None = None) -> Renaming:
    """Works out the renaming of a record, and makes sure that it breaks nothing. Raises UsageError, ContentError or UnclearError."""
    id = _checked(whole, record, new)
    shelf = _shelf(record, year)
    moved = record.but({"id": id, "shelf": shelf})
    path = _path(record, id, shelf)
    if (id, shelf) == (record.id, record.shelf):
        raise UsageError(f'"{id}" is its id already, and {path} its place')
    if path != record.path and (whole.root / path).exists():
        raise UsageError(f"{path} is there already")
    done = Renaming(record, path, moved.url)
    aims = _aims(whole, record, moved)
    for old in whole.records:
        _rewrite(whole, old, record, moved, aims, done)
    _site(whole, record, id, done)
    verified(whole, done.files)
    return done


def _checked(whole: Whole, record: Record, new: str) -> str:
    id = unicodedata.normalize("NFC", new).removesuffix(".md")
    if not re.fullmatch(ID_FORM, id):
        better = slug_of(id.rsplit("/", 1)[-1])
        raise UsageError(f'"{new}" cannot be an id: ids are letters and digits joined by "-"{f"; write {better}" if better else ""}')
    for other in whole.records:
        if other is record or not isinstance(other, type(record)):
            continue
        if other.id == id:
            one = f"if the two are one, delete {record.path} and add {record.id} to the aliases there"
            raise UsageError(f'the id "{id}" is taken by {other.path}; {one}')
        if id in (alias.strip("/").rsplit("/", 1)[-1] for alias in other.aliases):
            raise UsageError(f'"{id}" is an old name of {other.path}: its old address would be lost')
    return id


def _shelf(record: Record, year: str | None) -> str:
    if not isinstance(record, Article):
        if year is not None:
            raise UsageError("only articles lie in years")
        return record.shelf
    if year is not None:
        if not re.fullmatch(r"\d{4}|undated", year):
            raise UsageError(f'"{year}" is no year; write four digits, or undated')
        return year
    first = record.date and (record.date.first or record.date.last)
    return f"{first[0]:04}" if first else record.shelf


def _path(record: Record, id: str, shelf: str) -> str:
    folder = f"content/{record.folder}/{shelf}/" if shelf else f"content/{record.folder}/"
    return f"{folder}{id}.md"


# ------------------------------------------------------------------------------------------------------------ links


def _aims(whole: Whole, record: Record, moved: Record) -> dict[str, dict[str, str]]:
    """For each file the targets of links that must change, with what they become."""
    aliases = (*_kept_aliases(record, moved), _alias(record, moved))
    after_record = moved.but({"aliases": aliases})
    before = meanings(whole.pairs)
    after = meanings([Pair(after_record, body) if one is record else Pair(one, body) for one, body in whole.pairs])
    aims: dict[str, dict[str, str]] = {}
    for one, body in whole.pairs:
        here = after_record if one is record else one
        for link in body.links:
            meant = before(one, link.target)
            if len(meant) != 1 or not link.target.partition("#")[0]:
                continue
            wanted = key_of(moved) if meant[0] == key_of(record) else meant[0]
            new = _new_target(link.target, record, moved) if wanted == key_of(moved) else link.target
            if after(here, new) != (wanted,):
                new = _qualified(new, wanted)
            if new != link.target:
                aims.setdefault(one.path, {})[link.target] = new
    return aims


def _new_target(target: str, record: Record, moved: Record) -> str:
    """A link's target with the new id, and with the new year where it names the old one."""
    words, hash, anchor = target.partition("#")
    parts = words.split("/")
    last = max(number for number, part in enumerate(parts) if part)
    suffix = ".md" if parts[last].endswith(".md") else ""
    if unicodedata.normalize("NFC", parts[last].removesuffix(".md")) != record.id:
        return target  # an old name, which goes on working
    parts[last] = moved.id + suffix
    if record.shelf and last and parts[last - 1] == record.shelf:
        parts[last - 1] = moved.shelf
    return "/".join(parts) + hash + anchor


def _qualified(target: str, key: Key) -> str:
    words, hash, anchor = target.partition("#")
    folder = next(kind.folder for kind in REFERENCES if kind.kind_name == key[0])
    return f"{folder}/{words.rstrip('/').rsplit('/', 1)[-1]}{hash}{anchor}"


# ------------------------------------------------------------------------------------------------------------ files


def _rewrite(whole: Whole, one: Record, record: Record, moved: Record, aims: dict[str, dict[str, str]], done: Renaming) -> None:
    """One file with the new id in place of the old one."""
    data = whole.data(one.path)
    mine = one is record
    if not mine and one.path not in aims and record.id not in unicodedata.normalize("NFC", data.decode("utf-8")):
        return
    try:
        parts = take_apart(data)
        front, count = _referring(parts.front, one, record, moved.id)
        body, links = retargeted(parts.body, aims.get(one.path, {}))
        if mine and not record.draft:
            front = _with_alias(front, parts.eol, record, moved)
    except UnclearError as error:
        raise UnclearError(f"{one.path}: {error}; nothing was renamed") from None
    done.references += count
    done.links += links
    new = replace(parts, front=front, body=body).data
    if mine and done.path != one.path:
        done.files[done.path] = new
        done.files[one.path] = None
    elif new != data:
        done.files[one.path] = new


def _referring(front: str, one: Record, record: Record, id: str) -> tuple[str, int]:
    """Front matter that names the record by its new id, and how often it does."""
    changes = list(_changes(front, compose(front), one, record, id))
    return changed(front, changes), len(changes)


def _changes(front: str, node: yaml.Node | None, one: Record, record: Record, id: str) -> Iterator[Change]:
    for path, kind in REFERENCES[type(one)]:
        if kind == record.kind_name:
            for value in values_at(node, path):
                if _plain(value) == record.id:
                    yield in_place_of(front, value, id)
    for path in PARTS.get(type(one), ()) if isinstance(record, Article) else ():
        for value in values_at(node, path):
            article, hash, anchor = _plain(value).partition("#")
            if article == record.id:
                yield in_place_of(front, value, f"{id}{hash}{anchor}")


def _plain(node: yaml.ScalarNode) -> str:
    return unicodedata.normalize("NFC", str(node.value).strip())


def _site(whole: Whole, record: Record, id: str, done: Renaming) -> None:
    """The picks of the first page."""
    if not isinstance(record, Article) or record.id not in whole.site.picks:
        return
    parts = take_whole(whole.data(SITE))
    try:
        changes = [in_place_of(parts.front, value, id) for value in values_at(compose(parts.front), ("picks", "*")) if _plain(value) == record.id]
    except UnclearError as error:
        raise UnclearError(f"{SITE}: {error}; nothing was renamed") from None
    if id != record.id:
        done.references += len(changes)
        done.files[SITE] = Parts(parts.opening, changed(parts.front, changes), "", "").data


# ---------------------------------------------------------------------------------------------------------- aliases


def _alias(record: Record, moved: Record) -> str:
    """What keeps the old address: the old id, or the whole address where the record has left its year."""
    return record.id if record.shelf == moved.shelf else record.url


def _kept_alias(alias: str, record: Record, moved: Record) -> str:
    """An alias that means the same address from the record's new place."""
    address = record.address_of(alias)
    return alias if moved.address_of(alias) == address else address


def _kept_aliases(record: Record, moved: Record) -> tuple[str, ...]:
    kept = (_kept_alias(alias, record, moved) for alias in record.aliases)
    return tuple(alias for alias in kept if moved.address_of(alias) != moved.url)


def _with_alias(front: str, eol: str, record: Record, moved: Record) -> str:
    """Front matter whose aliases keep every old address. One that is now the record's own gives its place to the old one."""
    new = _alias(record, moved)
    found = entry(compose(front), "aliases")
    changes: list[Change] = []
    placed = False
    for value in values_at(found[1], ("*",)) if found else ():
        kept = _kept_alias(_plain(value), record, moved)
        if kept and moved.address_of(kept) == moved.url:
            changes.append(in_place_of(front, value, new))
            placed = True
        elif kept != _plain(value):
            changes.append(in_place_of(front, value, kept))
    front = changed(front, changes)
    return front if placed else with_item(front, type(record), "aliases", new, eol)
