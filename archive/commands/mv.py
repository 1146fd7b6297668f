"""archive mv"""

from __future__ import annotations

from pathlib import Path

import click

from archive.commands.common import ROOT, again, count, fail, find_root, say, tell_problems
from archive.editing.files import replace_all
from archive.editing.frontmatter import UnclearError
from archive.editing.renaming import Renaming, renamed
from archive.editing.whole import find, load
from archive.problems import ContentError


@click.command("mv")
@click.argument("old")
@click.argument("new")
@ROOT
@click.option("--year", metavar="YEAR", help="The year that an article is to lie in (or: undated), if not that of its date.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
def command(old: str, new: str, root: Path | None, year: str | None, dry_run: bool) -> None:
    """Rename a record everywhere: its file, every link and reference to it. Its old address goes on working.

    OLD is an id, actors/ID or the path of a file; NEW is an id. With the same id, an article moves to the year of its date.
    """
    at = find_root(root)
    try:
        whole = load(at)
        done = renamed(whole, find(whole.records, old), new, year)
    except ContentError as error:
        fail(f"nothing was renamed: {tell_problems(error.problems)}")
    except UnclearError as error:
        fail(str(error))
    if not dry_run:
        replace_all(at, done.files)
    for path, data in done.files.items():
        say(f"{path}: {'goes' if data is None else _what(path, done)}")
    say(_summary(done, dry_run))
    say("next: the same without --dry-run" if dry_run else f"next: run {again('build', at)}")


def _what(path: str, done: Renaming) -> str:
    return f"new place of {done.record.path}" if path == done.path != done.record.path else "names it anew"


def _summary(done: Renaming, dry_run: bool) -> str:
    work = f"{count(done.references, 'reference')} and {count(done.links, 'link')}"
    if dry_run:
        return f"nothing done: {done.record.url} would become {done.url}, with {work}"
    keeps = "no reader knows the draft's old address" if done.record.draft else f"{done.record.url} leads there"
    return f"{done.record.id} is {done.url} now, with {work}; {keeps}"
