"""A small archive that is being served, and a browser to look at it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from archive.options import Options
from archive.serving.engine import Engine
from archive.serving.site import State
from archive.serving.web import Server
from tests.support.small import actor, article, write

ONE = "content/articles/2013/one.md"
LONG = "\n\n".join(f"Paragraph {number} of the text, long enough to scroll." for number in range(60))
FILES = {
    "content/site.yaml": "title: Small\nbase_url: https://small.example/some/where/\nlanguage: en\n",
    ONE: article("date: 2013-03-12\nactors: [ann]\naliases: [old-one]", LONG),
    "content/articles/2013/two.md": article("date: 2013-03-13", "Ann Lee was named here.", title="Two"),
    "content/actors/ann.md": actor("Ann Lee"),
    "content/articles/2013/later.md": article("draft: true", "Not yet.", title="A draft"),
}


@dataclass
class Served:
    """An archive that is being served."""

    root: Path
    engine: Engine
    server: Server

    @property
    def address(self) -> str:
        return self.server.address

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        """An answer, with its body; the path is sent as it stands."""
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def write(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")

    def replace(self, path: str, text: str) -> None:
        """Writes a file as careful editors do: a new one beside it takes its place."""
        new = self.root / f"{path}.tmp"
        new.write_text(text, "utf-8")
        os.replace(new, self.root / path)  # noqa: PTH105  # the very call of those editors

    def until(self, holds: Callable[[State], object], seconds: float = 20) -> State:
        """The first state of which something holds."""
        end = time.monotonic() + seconds
        while not holds(self.engine.state):
            assert time.monotonic() < end, f"never: {self.engine.state.problems} {self.engine.state.fault}"
            time.sleep(0.01)
        return self.engine.state


def serving(root: Path, search: bool = False) -> Iterator[Served]:
    server = Server(0)
    engine = Engine(Options(root, root / "site", server.address, search=search))
    engine.start()
    server.show(engine)
    served = Served(root, engine, server)
    try:
        served.until(lambda state: state.archive or state.problems)
        yield served
    finally:
        engine.stop()
        server.shutdown()
        server.server_close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    yield from serving(write(tmp_path, FILES))


@pytest.fixture
def searched(tmp_path: Path) -> Iterator[Served]:
    yield from serving(write(tmp_path, FILES), search=True)
