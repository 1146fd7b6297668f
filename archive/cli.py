"""The program `archive`: its commands by name, and every way in which it can end.

Exit codes: 0 well, 1 something is wrong with the content or the machine, 2 wrong usage, 130 stopped by hand.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from io import StringIO
from typing import NoReturn

import click

from archive.problems import ToolError, UsageError, visible

COMMANDS = {
    "build": "archive.commands.build",
    "check": "archive.commands.check",
    "serve": "archive.commands.serve",
    "new": "archive.commands.new",
    "fmt": "archive.commands.fmt",
    "suggest": "archive.commands.suggest",
    "mv": "archive.commands.mv",
    "withdraw": "archive.commands.withdraw",
    "init": "archive.commands.init",
    "schema": "archive.commands.schema",
    "import": "archive.commands.import_",
}
"""Each command is a module with a click command named `command`, loaded only when it is asked for."""


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(COMMANDS[cmd_name]).command
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="archive", prog_name="archive")
def commands() -> None:
    """Builds a curated, cross-linked digital archive of news articles from Markdown files."""


def fail(line: str, code: int) -> NoReturn:
    click.echo(f"archive: {visible(line)}", err=True)
    sys.exit(code)


def _leave() -> NoReturn:
    """Ends the program well, at once: to give back piece by piece what it has in memory would take longer than some of what it does."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def main() -> None:
    """The program: every failure is one line, and no traceback reaches a user."""
    build = sys.argv[1:2] == ["build"]
    if build:  # it ends soon, and to look through all that it loads for circles would take a fifth of its time
        gc.disable()
    try:
        commands(standalone_mode=False)
        if build:
            _leave()
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show(told := StringIO())
        for line in told.getvalue().expandtabs(4).rstrip("\n").split("\n"):
            click.echo(visible(line), err=True)
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
    except Exception as error:  # a mistake of the program itself: told in one line, kept whole for its makers
        fail(f"a mistake of the program itself, {type(error).__name__}: {error}. What it did is in {_kept_trace()}", 1)
    finally:
        gc.freeze()  # what is held goes with the process; to look through it for circles once more takes a tenth of a second


def _kept_trace() -> str:
    """Writes the traceback of the error at hand where a maintainer can be shown it; the file's path."""
    import traceback
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", prefix="archive-", suffix=".txt", delete=False, encoding="utf-8") as file:
        traceback.print_exc(file=file)
    return file.name
