"""The server: answers requests of this machine's own browser, and of nobody else.

It listens on the loopback alone, answers GET and HEAD, and only requests whose Host is its own address and which no other
site's page has sent: another name that leads here (DNS rebinding) and other origins get 403. Every path is looked up in
memory, so none can lead out of the site.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from email.utils import formatdate
from hashlib import blake2b
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from archive.problems import ToolError, UsageError
from archive.read import read
from archive.serving import desk
from archive.serving.engine import Engine
from archive.serving.hosting import content_type
from archive.serving.site import State, digest, file_of

LOOPBACK = "127.0.0.1"
OWN = "/_desk/"
FILES = {f"{OWN}{name}": Path(__file__).parent / name for name in ("live.js", "live.css", "desk.css")}
"""The server's own files. They are put into pages as these are sent, and stand in no site."""
IDLE = 120
"""How long a connection may say nothing, in seconds."""
BEAT = 10
"""How often an idle stream of events says something, in seconds, so that a reader who left is noticed."""
MOST_NEWS = 100
"""How many problems are shown above a page; all stand on the editors' page."""
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'"


class Server(ThreadingHTTPServer):
    """Serves an engine's site on the loopback, once it is given one. `tell` is told in one line what goes wrong. Raises UsageError where the port is taken."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"
    request_queue_size = 64
    engine: Engine
    editor: str

    def __init__(self, port: int, tell: Callable[[str], None] = lambda line: None) -> None:
        self.tell = tell
        try:
            super().__init__((LOOPBACK, port), Handler)
        except OverflowError:
            raise UsageError(f"there is no port {port}: ports go to 65535") from None
        except PermissionError:
            raise UsageError(f"port {port} is not allowed here; choose one above 1023, like --port 8000") from None
        except OSError:
            raise UsageError(f"port {port} is in use; choose another, like --port {port + 1}") from None
        own = self.server_address[1]
        self.hosts = {f"{name}:{own}" for name in (LOOPBACK, "localhost")} | ({LOOPBACK, "localhost"} if own == 80 else set())
        self.origins = {f"http://{host}" for host in self.hosts}

    @property
    def address(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}/"

    def show(self, engine: Engine, editor: str = desk.EDITOR) -> None:
        """Serves the engine's site in a thread of its own; `editor` is the template of addresses that open a file, or ""."""
        self.engine, self.editor = engine, editor
        Thread(target=self.serve_forever, args=(0.1,), daemon=True, name="server").start()

    def server_bind(self) -> None:
        """Binds without asking for the machine's name, which can take long."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tells a mistake of the program itself; a reader who left is none."""
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            self.tell(f"archive: a mistake of the program itself, {type(error).__name__}: {error}")


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "archive"
    sys_version = ""
    timeout = IDLE

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: what was asked for is no news."""

    def do_GET(self) -> None:
        if refused := self._refused():
            self._send(403, f"{refused}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"})
            return
        path = self.path.split("?", 1)[0]
        if path == f"{OWN}events":
            self._events()
        elif path in FILES:
            self._send_cached(FILES[path].read_bytes(), {"Content-Type": content_type(path)})
        elif path in (OWN, OWN.rstrip("/")):
            self._desk()
        else:
            self._file(path)

    do_HEAD = do_GET  # noqa: N815  # the name that the library calls

    # -- who asks

    def _refused(self) -> str:
        """Why the request is not answered; "" where it is."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or hosts[0].lower() not in self.server.hosts:
            return f"This server answers to {self.server.address} alone."
        origin = self.headers.get("Origin")
        if origin is not None and origin.lower() not in self.server.origins:
            return "Other sites cannot read from here."
        if self.headers.get("Sec-Fetch-Site", "none") in ("cross-site", "same-site") and self.headers.get("Sec-Fetch-Mode") != "navigate":
            return "Other sites cannot read from here."
        return ""

    # -- files of the site

    def _file(self, target: str) -> None:
        state, site = self.server.engine.state, self.server.engine.site
        path = file_of(target)
        if path is None:
            self._send(400, b"No file of a site has such an address.\n", {"Content-Type": "text/plain; charset=utf-8"})
            return
        if state.archive is None:
            self._html(state, _waiting(state), 503, {"Content-Security-Policy": STRICT})
            return
        address = "/" + path.removesuffix("index.html")
        if address in state.rules.redirects:
            to, status = state.rules.redirects[address]
            if status >= 400 and (stands := file_of(to) or "") in state.outputs:
                headers = {**state.rules.headers_of(address), "Content-Type": "text/html; charset=utf-8"}
                self._html(state, site.page(state, stands)[0], status, headers)
                return
            if path not in state.outputs or status >= 300:
                self._send(status, b"", {"Location": to} if status < 400 else {})
                return
        if path not in state.outputs and f"{path}/index.html" in state.outputs:
            self._send(301, b"", {"Location": f"{urlsplit(target).path}/"})
            return
        headers = {**state.rules.headers_of(address), "Content-Type": content_type(path)}
        if path.endswith(".html") or (path not in state.outputs and path not in state.assets and path.removeprefix("pagefind/") not in state.bundle):
            data, status = site.page(state, path)
            self._html(state, data, 404 if path == "404.html" else status, {**headers, "Content-Type": "text/html; charset=utf-8"})
            return
        try:
            self._send_cached(site.file(state, path) or b"", headers)
        except ToolError as error:
            self._send(500, f"{error}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"})

    def _html(self, state: State, data: bytes, status: int, headers: Mapping[str, str], seen: str = "") -> None:
        """A page, with the script that keeps it up to date; `seen` is what tells its look, where its bytes do not."""
        seen = seen or (digest(state, data) if state.archive else "none")
        own = f'<script src="{OWN}live.js" data-seen="{seen}" data-events="{OWN}events" data-style="{OWN}live.css"></script>'.encode()
        if b"</head>" not in data:
            data = b"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>archive</title></head><body>" + data
        whole = data.replace(b"</head>", own + b"</head>", 1)
        self._send(status, whole, {"Content-Type": "text/html; charset=utf-8", **headers, "Cache-Control": "no-store"})

    def _send_cached(self, data: bytes, headers: Mapping[str, str]) -> None:
        """A file that the browser may keep, if it asks each time whether it is the same."""
        tag = f'"{blake2b(data, digest_size=12).hexdigest()}"'
        known = self.headers.get("If-None-Match") == tag
        self._send(304 if known else 200, b"" if known else data, {**headers, "ETag": tag, "Cache-Control": "no-cache"})

    def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        own = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store", "Date": formatdate(usegmt=True)}
        self.send_response_only(status)
        for name, value in {**own, **headers}.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    # -- the editors' page

    def _desk(self) -> None:
        state = self.server.engine.state
        if state.archive is None:
            self._html(state, _waiting(state), 503, {"Content-Security-Policy": STRICT})
            return
        try:
            self._html(state, self._desk_data(state, self._asked("q")), 200, state.rules.headers_of(OWN), str(state.number))
        except ToolError as error:
            self._html(state, f"<pre>{escape(str(error))}</pre>".encode(), 500, {"Content-Security-Policy": STRICT})

    def _desk_data(self, state: State, query: str) -> bytes:
        engine = self.server.engine
        records = (entry.record for entry in read(engine.options.root, engine.store).entries)
        return state.renderer.render(desk.page(state, records, engine.options.root, self.server.editor, query))

    def _asked(self, name: str) -> str:
        return parse_qs(urlsplit(self.path).query).get(name, [""])[0]

    # -- the stream of events (HTML, 9.2: server-sent events)

    def _events(self) -> None:
        """Tells the page at hand what it looks like now and what is wrong, again each time that the state changes."""
        page = self._asked("page")
        self.send_response_only(200)
        for name, value in {"Content-Type": "text/event-stream", "Cache-Control": "no-store", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self.close_connection = True
        if self.command == "HEAD":
            return
        engine, last = self.server.engine, ""
        state = engine.state
        self.wfile.write(b"retry: 500\n\n")
        while not engine.stopped:
            news = json.dumps(self._news(state, page), ensure_ascii=False)
            beat = ": \n\n" if news == last else f"event: state\ndata: {news}\n\n"
            try:
                self.wfile.write(beat.encode())
            except OSError:
                return
            last = news
            state = engine.wait(state.number, BEAT)

    def _news(self, state: State, page: str) -> dict[str, Any]:
        """What the page's script is told. `seen` tells what the page looks like now: where it has another look, it loads itself anew."""
        site, root, editor = self.server.engine.site, self.server.engine.options.root, self.server.editor
        path = file_of(page)
        fault = site.fault(state, path or "") if state.archive else state.fault
        t = state.renderer.words.t
        order = sorted(state.problems, key=lambda problem: problem.sort_key)
        problems = [{"text": one.text, "href": one.opens.href} for one in (desk.told(problem, root, editor) for problem in order[:MOST_NEWS])]
        if fault:
            problems.insert(0, {"text": f"archive: {fault}", "href": ""})
        errors = sum(problem.severity == "error" for problem in state.problems)
        advice, record = len(state.told) - errors, _record(state, page)
        return {
            "seen": self._look(state, page, path, bool(fault)),
            "broken": bool(fault or errors),
            "warnings": advice,
            "problems": problems if fault or errors else [],
            "desk": OWN,
            "edit": desk.href(root, record, editor) if record else "",
            "words": {
                "desk": t("desk"),
                "edit": t("desk_edit"),
                "warnings": t("desk_warnings", n=advice),
                "close": t("desk_close"),
                "open": t("desk_open"),
                "heading": t("desk_broken", n=len(problems)) if fault else t("desk_broken", n=errors),
                "stays": t("desk_stays" if state.archive else "desk_none_yet"),
            },
        }

    def _look(self, state: State, page: str, path: str | None, fault: bool) -> str:
        """What tells the page's look now; "" while nothing can be said."""
        if state.archive is None or fault or path is None:
            return ""
        if page == OWN:
            return str(state.number)
        return digest(state, self.server.engine.site.page(state, path)[0])


def _record(state: State, page: str) -> str:
    """The file of the record whose page this is; "" for others."""
    output = state.outputs.get(file_of(page) or "")
    view = output.view if output and isinstance(output.view, Mapping) else {}
    found = next((value for value in view.values() if hasattr(value, "kind_name") and getattr(value, "url", "") == page), None)
    return str(found.path) if found else ""


def _waiting(state: State) -> bytes:
    """The page before there is a site: what is wrong is told above it."""
    words = state.renderer.words
    said = "" if state.broken else f"<p>{escape(words.t('desk_waiting'))}</p>"
    return f'<!doctype html>\n<html lang="{words.language}"><head><meta charset="utf-8"><title>archive</title></head><body>{said}</body></html>'.encode()
