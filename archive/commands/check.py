"""archive check"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.commands.common import ROOT, count, fail, find_root, left_out, say, summed_up
from archive.formats import as_github, as_json, as_sarif, as_summary
from archive.inspection import captures_of, inspect, kept
from archive.installed import version_of
from archive.model import Archive
from archive.problems import Problem, as_text, split


@click.command("check")
@ROOT
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How to tell the problems: for people, for programs, as annotations of GitHub Actions, or as SARIF 2.1.0.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="The day on which embargoes are judged, if not today.")
def command(root: Path | None, strict: bool, form: str, today: datetime | None) -> None:
    """Tell every problem of the whole archive, and write nothing.

    Exits with 0 if there are no errors, with 1 if there are, with 2 if it was called wrongly. docs/problems.md explains
    every code.
    """
    gc.disable()  # nothing that is made here holds a circle, and the process ends with it
    at = find_root(root)
    with kept(at) as store:
        archive, problems = inspect(at, (today or datetime.now(UTC)).date(), store)
    errors, warnings = split(problems)
    told = f"{count(len(errors), 'error')}, {count(len(warnings), 'warning')}"
    _tell(problems, form)
    if form == "github":
        _summarise(problems, told)
    if errors or archive is None or (strict and warnings):
        fail(told)
    if form in ("text", "github"):
        say(f"{count(len(archive.records), 'record')}: {told}{left_out(archive.drafts)}{_not_at_hand(at, archive)}")


def _tell(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        click.echo(as_json(problems))
    elif form == "sarif":
        click.echo(as_sarif(problems, version_of("archive") or ""))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    else:
        for problem in sorted(problems, key=lambda problem: problem.sort_key):
            click.echo(as_text(problem))
        for line in summed_up(*split(problems)):
            say(line)


def _summarise(problems: Sequence[Problem], told: str) -> None:
    """Adds all problems to the run's page, since GitHub shows only ten annotations of a step."""
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as summary:
            summary.write(as_summary(problems, told))


def _not_at_hand(root: Path, archive: Archive) -> str:
    if archive.site.captures and captures_of(root, archive.site) is None:
        return f" (captures not at hand in {archive.site.captures}: quotations and checksums not compared)"
    return ""
