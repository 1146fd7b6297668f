"""A host as strict as a good one: the site's own `_headers`, gzip, the 404 page. On 127.0.0.1 and a free port only."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

TYPES = {".js": "text/javascript", ".json": "application/json", ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml"}


def headers_of(site: Path) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules of `_headers`: for each path, which may end in "*", its headers."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in (site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            rules.append((line.strip(), []))
        elif line.strip() and rules:
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
    return rules


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serves a site until the block ends; gives its address, without a "/" at the end."""
    rules = headers_of(site)

    @lru_cache(maxsize=1024)
    def packed(path: Path) -> bytes:
        return gzip.compress(path.read_bytes(), 9)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            address = unquote(urlsplit(self.path).path)
            path = (site / address.lstrip("/")).resolve()
            if path.is_dir():
                path /= "index.html"
            status = 200 if path.is_file() and path.is_relative_to(site.resolve()) else 404
            path = path if status == 200 else site / "404.html"
            data = packed(path)
            self.send_response(status)
            self.send_header("Content-Type", TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(data)))
            for pattern, some in rules:
                if address == pattern or (pattern.endswith("*") and address.startswith(pattern[:-1])):
                    for name, value in some:
                        self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # a browser that was closed meanwhile
                self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
