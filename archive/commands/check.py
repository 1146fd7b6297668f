"""archive check"""

from __future__ import annotations

from pathlib import Path

import click

from archive.build import examine
from archive.commands.common import ROOT, count, fail, find_root, tell_problems
from archive.problems import split


@click.command("check")
@ROOT
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
def command(root: Path | None, strict: bool) -> None:
    """Tell every problem of the whole archive, and write nothing."""
    archive, _, problems = examine(find_root(root))
    errors, warnings = split(problems)
    told = tell_problems(problems)
    if errors or archive is None or (strict and warnings):
        fail(told)
    click.echo(f"{count(len(archive.records), 'record')}: {told}")
