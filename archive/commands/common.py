"""What the commands share: finding the archive, telling problems, and what to do next."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click

from archive.problems import Problem, UsageError, as_text, split, visible

CLEAR = "\r\033[K"
"""Takes a terminal back to the beginning of the line, and empties it."""
MANY, NAMED = 20, 8
"""So many problems are summed up below their list, and so many places of errors are named there."""
ROOT = click.option("--root", type=click.Path(file_okay=False, path_type=Path), help="The folder that holds content/ (found upwards from here).")


def find_root(given: Path | None) -> Path:
    """The archive's folder: the one given, or the nearest above that holds `content/`. Raises UsageError."""
    if given is not None:
        if not (given / "content").is_dir():
            raise UsageError(f"{given} holds no folder content/")
        return given.resolve()
    if found := root_here():
        return found
    raise UsageError("no folder content/ here or above; go to the archive's folder, or name it with --root")


def root_here() -> Path | None:
    """The archive that one stands in: the nearest folder above that holds `content/`."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "content").is_dir()), None)


def again(command: str, root: Path) -> str:
    """A command for that archive, as it can be typed next by whoever stands here: with the program as it was called now."""
    where = "" if root_here() == root.resolve() else f" --root {shlex.quote(str(shown(root)))}"
    return f"{_called()} {command}{where}"


def _called() -> str:
    """The program's name where the shell finds this very program by it; else the way to it."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return "python -m archive"
    found = shutil.which("archive")
    if program.stem != "archive" or (found and program.exists() and program.samefile(found)):
        return "archive"
    return shlex.quote(str(shown(program)))


def shown(path: Path) -> Path:
    """A path as it is told, however it was given: from the folder where one stands, if it lies in that, else whole."""
    here, whole = Path.cwd(), Path(os.path.abspath(path))  # noqa: PTH100  # no link is followed
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def check_base_url(url: str) -> None:
    """Raises UsageError where `archive check` would refuse that address in `site.yaml`."""
    from archive.files import CONTROL  # both take time to load
    from archive.model.forms import BASE_FORM

    if CONTROL.search(url) or not re.fullmatch(BASE_FORM, url):
        plain = CONTROL.sub("\ufffd", url)
        raise UsageError(f'"{plain}" cannot be the address of a site; write --base-url https://example.org/ or https://example.org/archive/')


def tell_problems(problems: Iterable[Problem]) -> str:
    """Prints problems in the order of the files; returns their count in words: "1 error, 2 warnings"."""
    errors, warnings = split(problems)
    for problem in sorted([*errors, *warnings], key=lambda problem: problem.sort_key):
        click.echo(as_text(problem), err=True)
    for line in summed_up(errors, warnings):
        say(line, err=True)
    return f"{count(len(errors), 'error')}, {count(len(warnings), 'warning')}"


def summed_up(errors: Sequence[Problem], warnings: Sequence[Problem]) -> Iterator[str]:
    """What is told below many problems, so that nobody need count them: how many there are of each kind, and where the errors stand among the warnings."""
    if len(errors) + len(warnings) < MANY:
        return
    yield f"in all: {', '.join(f'{n} {code}' for code, n in Counter(one.code for one in (*errors, *warnings)).most_common())}"
    if errors and warnings:
        places = list(dict.fromkeys(f"{one.path}:{one.line}" if one.line else one.path for one in errors))
        more = f" and {len(places) - NAMED} more" if len(places) > NAMED else ""
        yield f"errors: {', '.join(places[:NAMED])}{more}"


def say(line: str, err: bool = False) -> None:
    """Prints a line. Names of files and words of records reach a terminal as text, whatever they hold; so whatever is told goes this way."""
    click.echo(visible(line), err=err)


def pass_by(line: str) -> None:
    """Tells on a terminal what is being done, until something else is told there."""
    if sys.stderr.isatty():
        click.echo(f"{CLEAR}{visible(line)}", err=True, nl=False)


def clear() -> None:
    """Takes off the terminal what was told in passing."""
    if sys.stderr.isatty():
        click.echo(CLEAR, err=True, nl=False)


def fail(line: str, code: int = 1) -> NoReturn:
    """Ends the program with one line."""
    say(f"archive: {line}", err=True)
    sys.exit(code)


def left_out(drafts: int) -> str:
    """What is to be added to a count of what is published."""
    return f"; {count(drafts, 'draft')} {'is' if drafts == 1 else 'are'} left out" if drafts else ""


def count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
