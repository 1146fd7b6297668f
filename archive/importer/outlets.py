"""Newspapers and agencies that are known by name or address: `outlets.txt`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from archive.ids import id_of

ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|l'|el|il|de|o|a) ", re.I)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `marks` are words that show that a page is its own, though they name nobody; a name that is a `word` like
    any other is known by its address alone."""

    name: str
    domains: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    agency: bool = False
    word: bool = False

    @property
    def id(self) -> str:
        return id_of(self.name)


@lru_cache(maxsize=1)
def outlets() -> tuple[Outlet, ...]:
    """All that are known, in the order of the file."""
    out = []
    for line in files("archive.importer").joinpath("outlets.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            found = re.match(r"(agency|word):", line)
            kind = found[1] if found else ""
            name, domains, also, marks = [part.strip() for part in (line.removeprefix(f"{kind}:") + "|||").split("|")][:4]
            out.append(Outlet(name, _list(domains), _list(also), _list(marks), kind == "agency", kind == "word"))
    return tuple(out)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for outlet in outlets():
        for name in (*([] if outlet.word else [outlet.name]), *outlet.also):
            found.setdefault(_fold(name), outlet)
    return found


@lru_cache(maxsize=1)
def _by_domain() -> dict[str, Outlet]:
    return {domain.removeprefix("www."): outlet for outlet in reversed(outlets()) for domain in outlet.domains}


def _fold(name: str) -> str:
    return re.sub(r"^the |['’]|\W+$", "", " ".join(name.casefold().split()))


def by_name(name: str) -> Outlet | None:
    """The outlet of exactly that name (a leading article and case do not matter)."""
    return _by_name().get(_fold(name))


def by_address(url: str) -> Outlet | None:
    """The outlet at a web address or host."""
    try:
        host = (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:  # no address at all
        return None
    while host.count("."):
        if found := _by_domain().get(host):
            return found
        host = host.partition(".")[2]
    return None


@lru_cache(maxsize=1)
def _agency_names() -> re.Pattern[str]:
    names = [name for outlet in outlets() if outlet.agency for name in (outlet.name, *outlet.also) if len(name) > 1]
    return re.compile(r"(?<![\w/])(" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?![\w/])")


def agencies_in(text: str) -> tuple[Outlet, ...]:
    """The agencies named in a text, each once, in order."""
    found = [_by_name().get(_fold(name)) for name in _agency_names().findall(text)]
    return tuple(dict.fromkeys(outlet for outlet in found if outlet))


def agency_spans(text: str) -> list[tuple[int, int]]:
    """Where the names of agencies begin and end in a text, in order."""
    return [found.span() for found in _agency_names().finditer(text)]


def only_outlets(text: str) -> tuple[Outlet, ...]:
    """The outlets of a line that names nothing else, like "Reuters, The New York Times"; empty otherwise."""
    parts = [part for part in re.split(r"\s*(?:[,;/+&|]|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*", text.strip(" ().-–—[]*")) if part]
    found = [by_name(part) for part in parts]
    return tuple(outlet for outlet in found if outlet) if parts and all(found) else ()


def marked(text: str) -> Outlet | None:
    """The outlet whose marks stand in a text as lines of their own."""
    lines = {line.strip() for line in text.split("\n")}
    return next((outlet for outlet in outlets() if any(mark in lines for mark in outlet.marks)), None)
