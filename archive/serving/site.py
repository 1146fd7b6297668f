"""The site in memory: what is planned, and the bytes of it that somebody asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import unquote_to_bytes

from archive.model import Archive, Output
from archive.problems import Problem, ToolError
from archive.render import Renderer
from archive.serving.hosting import Rules, rules

KEPT = 3000
"""How many rendered files are kept; of those not asked for, none is ever rendered."""


@dataclass(frozen=True)
class State:
    """What is served, and what is wrong. The site is the last good one: problems change nothing of it.

    `fault` is one line where a template or a tool fails. `advice` is what only comparisons tell; `None` where they would take too long.
    `number` counts the states, from 0 for the one before the first.
    """

    renderer: Renderer
    number: int = 0
    archive: Archive | None = None
    outputs: Mapping[str, Output] = field(default_factory=dict)
    assets: Mapping[str, bytes] = field(default_factory=dict)
    bundle: Mapping[str, bytes] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    problems: tuple[Problem, ...] = ()
    advice: tuple[Problem, ...] | None = None
    fault: str = ""

    @property
    def told(self) -> tuple[Problem, ...]:
        """All that is known to be wrong, as `check` tells it."""
        return (*self.problems, *(self.advice or ()))

    @property
    def broken(self) -> bool:
        return bool(self.fault) or any(problem.severity == "error" for problem in self.problems)


class Site:
    """The bytes of a state's files: rendered when first asked for, and kept by their keys."""

    def __init__(self) -> None:
        self.made: dict[bytes, bytes] = {}
        self.last: dict[str, bytes] = {}

    def file(self, state: State, path: str) -> bytes | None:
        """A file of the site, by its path from the root; `None` where there is none. Raises ToolError where its template fails."""
        if path in state.assets:
            return state.assets[path]
        if path.startswith("pagefind/"):
            return state.bundle.get(path.removeprefix("pagefind/"))
        output = state.outputs.get(path)
        if output is None:
            return None
        data = self.rendered(state.renderer, output)
        self.last[path] = data
        return data

    def rendered(self, renderer: Renderer, output: Output) -> bytes:
        key = renderer.key(output)
        data = self.made.get(key)
        if data is None:
            data = renderer.render(output)
            if len(self.made) >= KEPT:
                self.made.clear()
            self.made[key] = data
        return data

    def page(self, state: State, path: str) -> tuple[bytes, int]:
        """A page and its status, also where its template fails: then as it last was."""
        try:
            found = self.file(state, path)
            if found is not None:
                return found, 200
            return self.file(state, "404.html") or b"", 404
        except ToolError:
            return self.last.get(path, b""), 200 if path in self.last else 500

    def fault(self, state: State, path: str) -> str:
        """Why this page cannot be rendered, in one line; "" where it can."""
        if state.fault:
            return state.fault
        try:
            self.file(state, path)
        except ToolError as error:
            return str(error)
        return ""


def with_rules(site: Site, state: State) -> Rules:
    """The rules that the state's own `_headers` and `_redirects` hold."""
    return rules((site.file(state, "_headers") or b"").decode(), (site.file(state, "_redirects") or b"").decode())


def digest(state: State, data: bytes) -> str:
    """What tells one look of a page from another: its bytes, and the style and scripts that it has."""
    seen = blake2b(data, digest_size=12)
    for name in sorted(state.assets):
        seen.update(blake2b(state.assets[name], digest_size=8).digest())
    return seen.hexdigest()


def file_of(target: str) -> str | None:
    """The file that a request's path asks for, from the site's root; `None` for a path that no file of a site has.

    The path is decoded once (RFC 3986, 2.4). Nothing here touches the disk: a path can only name what is in memory.
    """
    raw = target.split("#", 1)[0].split("?", 1)[0]
    if not raw.startswith("/"):
        return None
    try:
        path = unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return None
    parts = path[1:].split("/")
    if "\0" in path or "\\" in path or any(part in (".", "..") for part in parts) or "" in parts[:-1]:
        return None
    return path[1:] + "index.html" if parts[-1] == "" else path[1:]
