"""archive serve"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from archive.commands.common import ROOT, count, find_root, say
from archive.options import Options
from archive.problems import UsageError, split
from archive.serving.desk import EDITOR
from archive.serving.engine import Engine
from archive.serving.site import State
from archive.serving.web import OWN, Server

TURN = 0.0005
"""How long one thread may keep the others waiting, in seconds: to plan an archive is long work, and no page may wait for it."""


@click.command("serve")
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port on this machine; 0 for any that is free.")
@click.option("--no-search", is_flag=True, help="Make no search index.")
@click.option("--open", "opens", is_flag=True, help="Open the site in the browser.")
@click.option("--editor", default=EDITOR, metavar="ADDRESS", help="What opens a file, with {path}, {line}, {column}; or none. [Visual Studio Code]")
def command(root: Path | None, port: int, no_search: bool, opens: bool, editor: str) -> None:
    """Show the site on this machine as it is being written."""
    if editor != "none" and "{path}" not in editor:
        raise UsageError(f'"{editor}" names no file; write --editor "{EDITOR}", or --editor none')
    at = find_root(root)
    tell = say
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = Server(port, partial(say, err=True))
    engine = Engine(Options(at, at / "site", server.address, search=not no_search), Teller(tell))
    try:
        _serve(engine, server, "" if editor == "none" else editor, opens, tell)
    except KeyboardInterrupt:
        engine.stop()
        server.server_close()
    tell("stopped")
    os._exit(0)  # at once: to let a large archive go piece by piece would take seconds


def _serve(engine: Engine, server: Server, editor: str, opens: bool, tell: Callable[[str], None]) -> NoReturn:
    """Serves until it is interrupted."""
    sys.setswitchinterval(TURN)
    gc.disable()  # an archive is millions of values without a circle: to search them again and again takes seconds
    engine.start()
    server.show(engine, editor)
    tell(f"{server.address} shows the site, {server.address.rstrip('/')}{OWN} what is to be done (stop with Ctrl-C)")
    if opens:
        webbrowser.open(server.address)
    while True:
        time.sleep(0.2)  # a signal that another thread is given, or that comes just before the sleep, waits for its end


class Teller:
    """Tells each new state of the site in one line, where it is another than the last."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell = tell
        self.last = ""

    def __call__(self, state: State, seconds: float) -> None:
        errors, warnings = split(state.told)
        found = f"{count(len(errors), 'error')}, {count(len(warnings), 'warning')}"
        if state.fault:
            line = f"archive: {state.fault}; the last good site stays"
        elif state.broken:
            line = f"{found}; the last good site stays" if state.archive else f"{found}; there is no site yet"
        else:
            more = "" if state.advice is not None else "; archive check compares more"
            line = f"{count(len(state.archive.records) if state.archive else 0, 'record')}, {count(len(state.outputs), 'file')}: {found}{more}"
        if line != self.last:
            self.tell(f"{line} ({seconds:.1f} s)")
            self.last = line
