"""Lines that name those who wrote a report beside the agencies whose copy they drew on: "Jane Roe, with Reuters"."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importer.lexicon import fold, patterns
from archive.importer.outlets import Outlet, agency_spans, by_name, only_outlets
from archive.importer.people import byline, is_name_line, names, strip_by

LONGEST = 100  # signs
TIES = " ,;/|·•&+(（-–—"
OPENED = re.compile(r"^[\s(（\[【*]+(?=[^()（）]*[)）\]】*.\s]*$)|[)）\]】*.\s]+$")
REPORTER = re.compile(r"(?:^|[(（【\s])([\u3400-\u9fff]{2,6}?)(?:特约|特派|驻\S{2,6}?)?记者")


class Signature(NamedTuple):
    """Who signs a line, and the agencies that it names beside them."""

    names: tuple[str, ...]
    agencies: tuple[Outlet, ...]


def signature(text: str) -> Signature | None:
    """What a line says that is nothing but names, or a word like "with", and agencies at its end; `None` for all others."""
    if len(text) > LONGEST:
        return None
    line = OPENED.sub("", text).strip()
    for start in agency_spans(line) or _wires(line):
        found = only_outlets(line[start:])
        if (not found or not all(outlet.agency for outlet in found)) and not _is_wires(line[start:]):
            continue
        head, tied = _untied(line[:start])
        people = _people(head)
        bracketed = tied and line[len(head) : start].strip()[:1] in ("(", "（")
        if (head and (people or by_name(head) or bracketed)) or (not head and tied):
            return Signature(people, found)
    return None


def reporters_agency(text: str) -> Outlet | None:
    """The agency whose reporter a Chinese line names: "（新华社记者李四）"."""
    found = REPORTER.search(text)
    outlet = by_name(found[1]) if found else None
    return outlet if outlet and outlet.agency else None


def _people(head: str) -> tuple[str, ...]:
    signed = strip_by(head)
    return byline(head) if signed != head else names(head) if is_name_line(head) else ()


def _untied(head: str) -> tuple[str, bool]:
    """What stands before an agency's name without the words that tie the two, and whether there were any."""
    bare = head.rstrip(TIES)
    words = bare.split(" ")
    whole = patterns()["together"].whole
    for count in range(min(len(words), 5), 0, -1):
        if whole.fullmatch(fold(" ".join(words[-count:]).lstrip(TIES))):
            return " ".join(words[:-count]).rstrip(TIES), True
    return bare, bare != head.rstrip()


def _wires(line: str) -> list[int]:
    """Where a line ends in a word for agencies in general, the place of that word."""
    return [found.start() for found in re.finditer(r"(?<!\S)\S", line) if _is_wires(line[found.start() :])]


def _is_wires(text: str) -> bool:
    return patterns()["wires"].whole.fullmatch(fold(text)) is not None
