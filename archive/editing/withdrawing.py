"""withdraw: a record taken off the site; a tombstone stands at its address."""

from __future__ import annotations

from dataclasses import replace

from archive.editing.frontmatter import UnclearError, take_apart
from archive.editing.insertion import with_key
from archive.editing.whole import Whole, verified
from archive.model import Article, Record, Source
from archive.problems import UsageError


def withdrawn(whole: Whole, record: Record, date: str, reason: str, by: str = "", erase: bool = False) -> bytes:
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
    verified(whole, {record.path: data})
    return data


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
