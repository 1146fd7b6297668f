"""archive withdraw"""

from __future__ import annotations

from datetime import date as calendar_date
from pathlib import Path

import click

from archive.commands.common import ROOT, again, fail, find_root, say, tell_problems
from archive.editing.files import replace_all
from archive.editing.frontmatter import UnclearError
from archive.editing.whole import find, load
from archive.editing.withdrawing import remains, withdrawn
from archive.model import Record, parse_date
from archive.problems import ContentError, UsageError


@click.command("withdraw")
@click.argument("id")
@ROOT
@click.option("--reason", required=True, help="Why, as readers will see it.")
@click.option("--by", default="", metavar="NAME", help="Who decided it.")
@click.option("--date", metavar="DATE", help="When (default: today).")
@click.option("--erase", is_flag=True, help="Empty the record's text too. Without this it stays in the file, unpublished.")
def command(id: str, root: Path | None, reason: str, by: str, date: str | None, erase: bool) -> None:
    """Take a record off the site. Its address shows when and why; search, feeds, lists and data leave it out.

    ID is an id, actors/ID or the path of a file. To bring the record back, delete its key withdrawn.
    """
    at = find_root(root)
    reason, by = " ".join(reason.split()), " ".join(by.split())
    when = date or calendar_date.today().isoformat()
    if isinstance(wrong := parse_date(when), str):
        raise UsageError(wrong)
    if not reason:
        raise UsageError("say why: --reason TEXT is shown to readers")
    try:
        whole = load(at)
        record = find(whole.records, id)
        done = withdrawn(whole, record, when, reason, by, erase)
    except ContentError as error:
        fail(f"nothing was withdrawn: {tell_problems(error.problems)}")
    except UnclearError as error:
        fail(str(error))
    replace_all(at, {record.path: done.data})
    say(f"{record.path}: withdrawn; {record.url} will say so after the next build")
    for path, what in done.unsaid.items():
        say(f"{path}: no longer shows {what}, because {record.id} speaks there; take that out, or give it to another")
    if done.named:
        say(f"Texts go on naming {record.heading}, as plain text: archive withdraw changes no other record.")
    say(_what_stays(at, record, erase))
    say(f"next: run {again('build', at)}, and publish the site: until then readers see it")


def _what_stays(root: Path, record: Record, erased: bool) -> str:
    in_git = any((folder / ".git").exists() for folder in (root, *root.parents))
    if not erased:
        return f"Its text stays in the file, unpublished{', and in Git' if in_git else ''}. To empty it too, delete what stands below the second line ---."
    *some, last = remains(record)
    left = f"{', '.join(some)} and {last}" if some else last
    git = " Earlier versions in Git still hold it." if in_git else ""
    return f"Its text is gone from the file; {left} {'stay' if some or not last.startswith('the ') else 'stays'} in it: delete what must not stay.{git}"
