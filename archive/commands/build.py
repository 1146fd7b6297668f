"""archive build"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from archive.commands.common import ROOT, check_base_url, clear, count, fail, find_root, left_out, pass_by, say, shown, tell_problems
from archive.fixity import Look, left_behind, look
from archive.options import Options, Report
from archive.problems import ContentError


@click.command("build")
@ROOT
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write the site (default: site/ in the root).")
@click.option("--base-url", metavar="URL", help="The address of this site, if not the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="How many processes may render (default: one for each core).")
@click.option("--clean", is_flag=True, help="Forget what earlier builds kept.")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@click.option("--noindex", is_flag=True, help="Ask search engines to stay away: for previews.")
@click.option("--cluster", metavar="ADDRESS", default="", help="Have the workers of this Dask scheduler make the pages: tcp://host:8786.")
def command(  # noqa: PLR0913, PLR0917  # one argument an option
    root: Path | None, output: Path | None, base_url: str | None, jobs: int, clean: bool, strict: bool, no_search: bool, noindex: bool, cluster: str
) -> None:
    """Write the site; where something is wrong, the old one stays as it was."""
    started = time.perf_counter()
    if base_url is not None:
        check_base_url(base_url)
    at = find_root(root)
    options = Options(at, (output or at / "site").absolute(), base_url, jobs, clean, strict, not no_search, noindex, cluster)
    try:
        found = look(options)
        done = (not left_behind(options) and found.report) or _built(options, found)
    except ContentError as error:
        clear()
        fail(f"nothing built: {tell_problems(error.problems)}; the old site stays")
    clear()
    tell_problems(done.warnings)
    say(_summary(done, options, time.perf_counter() - started))


def _built(options: Options, found: Look) -> Report:
    from archive.build import build  # it loads all stages

    return build(options, _tell, found)


def _summary(done: Report, options: Options, seconds: float) -> str:
    why = f" ({done.why})" if done.why else ""
    work = f"{done.rendered} rendered{why}, {done.reused} reused, search index {done.indexed}"
    return f"{count(done.articles, 'article')}, {count(done.files, 'file')} in {shown(options.output)}/ ({work}) in {seconds:.1f} s{left_out(done.drafts)}"


def _tell(line: str) -> None:
    """A stage that begins: one line that is written over on a terminal, plain lines elsewhere."""
    if sys.stderr.isatty():
        pass_by(f"{line} ...")
    else:
        say(f"{line} ...", err=True)
