"""The commands. The only place that prints and exits: 0 well, 1 something is wrong with the content, 2 wrong usage."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from archive.problems import ContentError, Problem, ToolError, UsageError, as_text, split

ROOT = click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds content/ (found upwards from here).")


def find_root(given: Path | None) -> Path:
    """The archive's folder: the one given, or the nearest above that holds `content/`."""
    if given is not None:
        if not (given / "content").is_dir():
            raise UsageError(f"{given} holds no folder content/")
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "content").is_dir():
            return folder
    raise UsageError("no folder content/ here or above; go to the archive's folder, or name it with --root")


def report(problems: Iterable[Problem]) -> tuple[int, int]:
    """Prints problems in the order of the files, and how many errors and warnings there are."""
    problems = list(problems)
    errors, warnings = split(problems)
    for problem in sorted(problems, key=lambda problem: problem.sort_key):
        click.echo(as_text(problem), err=True)
    return len(errors), len(warnings)


def fail(line: str, code: int) -> NoReturn:
    click.echo(f"archive: {line}", err=True)
    sys.exit(code)


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="archive", prog_name="archive")
def commands() -> None:
    """Builds a curated, cross-linked digital archive of news articles from Markdown files."""


@commands.command()
@ROOT
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Where to write the site (default: site/ in the root).")
@click.option("--base-url", metavar="URL", help="The address of this site, if not the one in site.yaml.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="How many processes may render (default: one for each core).")
@click.option("--clean", is_flag=True, help="Forget what earlier builds kept.")
@click.option("--strict", is_flag=True, help="Warnings stop the build too.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@click.option("--noindex", is_flag=True, help="Ask search engines to stay away: for previews.")
def build(root: Path | None, output: Path | None, base_url: str | None, jobs: int, clean: bool, strict: bool, no_search: bool, noindex: bool) -> None:  # noqa: PLR0913
    """Write the whole site, or leave the old one as it was."""
    from archive.build import Options
    from archive.build import build as build_site

    started = time.perf_counter()
    if base_url is not None and not base_url.startswith(("http://", "https://")):
        raise UsageError(f'"{base_url}" is not a web address; write --base-url https://example.org/')
    at = find_root(root)
    options = Options(at, (output or at / "site").absolute(), base_url, jobs, clean, strict, not no_search, noindex)
    try:
        done = build_site(options, tell=_tell)
    except ContentError as error:
        errors, warnings = report(error.problems)
        fail(f"nothing built: {_count(errors, 'error')}, {_count(warnings, 'warning')}; the old site stays", 1)
    report(done.warnings)
    seconds = time.perf_counter() - started
    click.echo(
        f"{_count(len(done.archive.articles), 'article')}, {_count(done.files, 'file')} in {_short(options.output)}/ "
        f"({done.rendered} rendered, {done.reused} reused, search index {done.indexed}) in {seconds:.1f} s"
    )


@commands.command()
@ROOT
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
def check(root: Path | None, strict: bool) -> None:
    """Tell every problem of the whole archive, and write nothing."""
    from archive.build import examine

    archive, _, problems = examine(find_root(root))
    errors, warnings = report(problems)
    if errors or archive is None or (strict and warnings):
        fail(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}", 1)
    click.echo(f"{_count(len(archive.records), 'record')}: {_count(warnings, 'warning')}, no error")


def _tell(line: str) -> None:
    """A stage that begins: one line that is written over on a terminal, plain lines elsewhere."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{line} ...", err=True, nl=False)
    else:
        click.echo(f"{line} ...", err=True)


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def main() -> None:
    """The program: every failure is one line, and no traceback reaches a user."""
    try:
        commands(standalone_mode=False)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        fail("stopped", 130)
    except UsageError as error:
        fail(str(error), 2)
    except ToolError as error:
        fail(str(error), 1)
    except OSError as error:
        fail(f"{error.filename or 'a file'}: {error.strerror or error}", 1)
    except KeyboardInterrupt:
        fail("stopped; the old site stays", 130)
