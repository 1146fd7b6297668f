"""What a host makes of `_headers` and `_redirects` (Netlify's syntax), so that what works here works when it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from mimetypes import types_map
from urllib.parse import unquote

TYPES = {
    **types_map,
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".csl.json": "application/vnd.citationstyles.csl+json",
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yml": "text/yaml",
    ".yaml": "text/yaml",
}
PLAIN_FILES = ("_headers", "_redirects", "CITATION.cff")


@dataclass(frozen=True)
class Rules:
    """The headers by pattern of path, in order, and the redirects by path."""

    headers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    redirects: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def headers_of(self, path: str) -> dict[str, str]:
        """Every header that the rules give this path; of two with one name, the later holds."""
        return {name: value for pattern, found in self.headers if matches(pattern, path) for name, value in found}


def rules(headers: str, redirects: str) -> Rules:
    """Reads the two files; lines that are neither are left out, as hosts do."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in headers.splitlines():
        if not line.strip() or line.strip().startswith("#"):
            continue
        if not line[0].isspace():
            found.append((line.strip(), []))
        elif found and ":" in line:
            name, _, value = line.strip().partition(":")
            found[-1][1].append((name.strip(), value.strip()))
    moves: dict[str, tuple[str, int]] = {}
    for line in redirects.splitlines():
        old, new, status = [*line.split(), "", "", ""][:3]
        if new and not old.startswith("#"):
            digits = status.removesuffix("!")
            moves.setdefault(unquote(old), (new, int(digits) if digits.isdigit() else 301))
    return Rules(tuple((pattern, tuple(some)) for pattern, some in found), moves)


def matches(pattern: str, path: str) -> bool:
    """Whether a pattern holds for a path: a `*` at its end stands for anything."""
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern


def content_type(path: str) -> str:
    """The media type of a file, with its character encoding where it is text."""
    if path in PLAIN_FILES:
        return "text/plain; charset=utf-8"
    name = path.rsplit("/", 1)[-1]
    known = (TYPES[ending] for ending in (name[at:].lower() for at, char in enumerate(name) if char == ".") if ending in TYPES)
    kind = next(known, "application/octet-stream")
    text = kind.startswith("text/") or kind.endswith(("+xml", "+json", "/json", "/xml"))
    return f"{kind}; charset=utf-8" if text else kind
