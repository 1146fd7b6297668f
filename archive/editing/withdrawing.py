"""withdraw: a record taken off the site; a tombstone stands at its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from archive.editing.frontmatter import UnclearError, take_apart
from archive.editing.insertion import with_key
from archive.editing.whole import Whole, verified
from archive.model import Actor, Archive, Article, Record, Source, key_of
from archive.problems import UsageError
from archive.register import having
from archive.resolve import PARTS

SHOWN = ("title", "name", "title_note", "subtitle", "summary")
"""Words of a record that readers are shown besides its body."""


class Withdrawal(NamedTuple):
    """The file of a record that is withdrawn, and what that takes along: by the paths of other articles, in words, the statements and figures that are
    no longer shown, because the record alone spoke in them. `named`: whether texts name it, which go on doing so."""

    data: bytes
    unsaid: Mapping[str, str]
    named: bool


def withdrawn(whole: Whole, record: Record, date: str, reason: str, by: str = "", erase: bool = False) -> Withdrawal:
    """The record's file with the withdrawal in it; with `erase`, without its body.

    Raises UsageError where the record cannot be withdrawn, ContentError where others would not hold, UnclearError where the
    file is written in a way that cannot be edited safely.
    """
    _check(whole, record)
    parts = take_apart(whole.data(record.path))
    told = {"date": date, "reason": reason} | ({"by": by} if by else {})
    try:
        parts = parts.with_front(with_key(parts.front, type(record), "withdrawn", told, parts.eol))
    except UnclearError as error:
        raise UnclearError(f"{record.path}: {error}") from None
    data = (replace(parts, body="") if erase else parts).data
    after = verified(whole, {record.path: data})
    if not isinstance(record, Actor):  # nobody else speaks
        return Withdrawal(data, {}, named=False)
    before = whole.published()
    return Withdrawal(data, _unsaid(before, after.published()), bool(before.mentions.get(record.id)))


def remains(record: Record) -> list[str]:
    """What a record's file holds besides its body that readers were shown, in words: "the title", "2 statements (1 with a quotation)"."""
    told = [f"the {key.replace('_', ' ')}" for key in SHOWN if getattr(record, key, None)]
    for key in ("statements", "figures"):
        if some := getattr(record, key, ()):
            quoted = sum(1 for part in some if getattr(part, "quote", None))
            told.append(f"{len(some)} {PARTS[key] if len(some) == 1 else key}" + (f" ({quoted} with a quotation)" if quoted else ""))
    return told + (["what is said of pictures"] if getattr(record, "media", ()) else [])


def _unsaid(before: Archive, after: Archive) -> dict[str, str]:
    found: dict[str, str] = {}
    for article in before.articles:
        if now := after.records.get(key_of(article)):
            gone = {name: _ids(article, name).keys() - _ids(now, name).keys() for name in PARTS}
            lost = [having(PARTS[name], [id for id in _ids(article, name) if id in ids]) for name, ids in gone.items() if ids]
            if lost:
                found[article.path] = " and ".join(lost)
    return found


def _ids(record: Record, name: str) -> dict[str, None]:
    """The ids of an article's statements or figures, in their order."""
    return dict.fromkeys(part.id for part in getattr(record, name))


def _check(whole: Whole, record: Record) -> None:
    if record.withdrawn:
        raise UsageError(f"{record.path} was withdrawn on {record.withdrawn.date} already")
    if record.draft:
        raise UsageError(f"{record.path} is a draft, which no reader has seen: delete the file")
    if isinstance(record, Article) and record.id in whole.site.picks:
        raise UsageError(f'"{record.id}" is among the picks in content/site.yaml: take it out there first')
    if isinstance(record, Source):
        using = [one for one in whole.records if isinstance(one, Article) and one.source in (record.id, *record.aliases) and not (one.draft or one.withdrawn)]
        if using:
            more = f" and {len(using) - 1} more" if len(using) > 1 else ""
            raise UsageError(f"{using[0].path}{more} has it as its source: name another there, or withdraw what it published first")
