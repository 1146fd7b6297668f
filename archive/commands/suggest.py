"""archive suggest"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import click

from archive.commands.common import ROOT, clear, count, fail, find_root, pass_by, say, tell_problems
from archive.editing.whole import find
from archive.inspection import kept
from archive.model import Article
from archive.problems import ContentError, UsageError
from archive.suggesting import KINDS, Suggestion, suggest
from archive.suggesting.reading import read_all
from archive.workers import spread


@click.command("suggest")
@click.argument("records", nargs=-1, metavar="[RECORD]...")
@ROOT
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="What to suggest, if not everything; may be given several times.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to tell it: for people, or for programs.")
def command(records: tuple[str, ...], root: Path | None, kinds: tuple[str, ...], form: str) -> None:
    """Tell what records do not say and their texts speak for, with the evidence. Nothing is written: that is for an editor to do.

    RECORD is the id of an article or the path of its file; without one, all are gone through. Drafts are looked at too. Exits with 0, whatever is found, and
    with 1 where anything is wrong with a record: that comes first.
    """
    gc.disable()  # nothing that is made here holds a circle, and the process ends with it
    at = find_root(root)
    pass_by("reading ...")
    try:
        with kept(at) as store:
            archive, drafts = read_all(at, store)
    except ContentError as error:
        clear()
        fail(f"mend this first: {tell_problems(error.problems)}")
    clear()
    every = list(archive.records.values())
    asked = {article.id: article for article in (_article(find(every, word), word) for word in records)}
    pass_by(f"comparing {count(len(archive.articles), 'article')} ...")
    found = suggest(archive, asked.values(), kinds or KINDS, spread, drafts)
    clear()
    if form == "json":
        click.echo(_as_json(found))
    else:
        _tell(found)
        say(_summary(found, len(asked or archive.articles)))


def _article(record: object, word: str) -> Article:
    if not isinstance(record, Article):
        raise UsageError(f'"{word}" is no article; suggestions are made for what its articles say')
    return record


def _tell(found: Iterable[Suggestion]) -> None:
    """Suggestions by the files that they belong into, in the order of these."""
    for path, some in groupby(sorted(found, key=lambda one: (not one.path, one.path)), key=lambda one: one.path):
        say(path or "names without a record: of people and bodies, perhaps of places and things")
        for one in some:
            say(f"  {_place(one.keys)}{one.write}  ({one.name})")
            for line in one.why:
                say(f"      {line}")


def _place(keys: tuple[str, ...]) -> str:
    """Where a suggestion belongs, in words: "add to actors: ", "add to statement s3: same_as: "."""
    if len(keys) < 2:
        return f"add to {keys[0]}: " if keys else ""
    part, id, key = keys
    return f"add to {part.removesuffix('s')} {id}: {key}: "


def _as_json(found: Iterable[Suggestion]) -> str:
    return json.dumps([{"path": one.path or None, "keys": one.keys, "write": one.write, "name": one.name, "why": one.why} for one in found], indent=2)


def _summary(found: Sequence[Suggestion], articles: int) -> str:
    told = f"{count(len(found), 'suggestion')} for {count(articles, 'article')}"
    return f"{told}; nothing is written: take what is right into the files" if found else told
