"""archive withdraw"""

from __future__ import annotations

from datetime import date as calendar_date
from pathlib import Path

import click

from archive.commands.common import ROOT, again, fail, find_root, tell_problems
from archive.editing.files import replace_all
from archive.editing.frontmatter import UnclearError
from archive.editing.whole import find, load
from archive.editing.withdrawing import withdrawn
from archive.model import parse_date
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
        data = withdrawn(whole, record, when, reason, by, erase)
    except ContentError as error:
        fail(f"nothing was withdrawn: {tell_problems(error.problems)}")
    except UnclearError as error:
        fail(str(error))
    replace_all(at, {record.path: data})
    click.echo(f"{record.path}: withdrawn; {record.url} will say so after the next build")
    if erase:
        click.echo("Its text is gone from the file. Earlier versions in Git still hold it.")
    else:
        click.echo("Its text stays in the file, unpublished, and in Git. To empty it too: --erase")
    click.echo(f"next: run {again('build', at)}, and publish the site: until then readers see it")
