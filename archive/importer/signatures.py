"""Lines that name those who wrote a report beside the agencies whose copy they drew on: "Jane Roe, with Reuters"."""

from __future__ import annotations

import re
from typing import NamedTuple

from archive.importer.lexicon import fold, opening, patterns
from archive.importer.outlets import Outlet, agencies_in, agency_spans, by_name, only_outlets
from archive.importer.people import byline, is_name_line, names, strip_by

LONGEST = 100  # signs
TIES = " ,;/|·•&+(（-–—"
OPENED = re.compile(r"^[\s(（\[【*–—-]+(?=[^()（）]*[)）\]】*.\s]*$)|[)）\]】*.\s]+$")
SLASH = re.compile(r"(?<=\w)/(?=\w)")
REPORTER = re.compile(r"(?:^|[(（【\s])([\u3400-\u9fff]{2,6}?)(?:特约|特派|驻\S{2,6}?)?[记記]者")
REPORTER_LINE = re.compile(r"[(（【]?\s?[\u3400-\u9fff]{0,10}?[记記]者[:：\s]*([^()（）【】。！？，,:：]{2,30}?)\s?[)）】]?")


class Signature(NamedTuple):
    """Who signs a line, and the agencies that it names beside them."""

    names: tuple[str, ...]
    agencies: tuple[Outlet, ...]


def signature(text: str) -> Signature | None:
    """What a line says that is nothing but names, or a word like "with" or "by", and agencies; `None` for all others."""
    if len(text) > LONGEST:
        return None
    line = SLASH.sub(" / ", OPENED.sub("", text)).strip()
    return _agencies_last(line) or _agencies_first(line)


def reporters(text: str) -> tuple[str, ...]:
    """The names in a Chinese line that is nothing but its reporters: "本报记者 王小明 北京报道"."""
    found = REPORTER_LINE.fullmatch(text)
    return names(found[1]) if found else ()


def reporters_agency(text: str) -> Outlet | None:
    """The agency whose reporter a Chinese line names: "（新华社记者李四）"."""
    found = REPORTER.search(text)
    outlet = by_name(found[1]) if found else None
    return outlet if outlet and outlet.agency else None


def _agencies_last(line: str) -> Signature | None:
    """ "By Jane Roe and AFP", "Max Muster (dpa)", "with inputs from PTI"."""
    for start in [start for start, _ in agency_spans(line)] or _wires(line):
        found = only_outlets(line[start:])
        if (not found or not all(outlet.agency for outlet in found)) and not _is_wires(line[start:]):
            continue
        head, tied = _untied(line[:start])
        people = byline(head) if strip_by(head) != head else names(head) if is_name_line(head) else ()
        bracketed = tied and line[len(head) : start].strip()[:1] in ("(", "（")
        if people or (tied and not head) or (head and (bracketed or by_name(head))):
            return Signature(people, found)
    return None


def _agencies_first(line: str) -> Signature | None:
    """ "By Reuters", "AFP and Jane Roe"; what stands after a slash took a picture."""
    bare = strip_by(line)
    start, end = next(iter(agency_spans(bare)), (-1, -1))
    tie, _, rest = bare[end:].strip(" ,").partition(" ")
    if start == 0 and patterns()["together"].whole.fullmatch(fold(tie)) and is_name_line(rest):
        return Signature(names(rest), agencies_in(bare[:end]))
    alone = only_outlets(bare) if opening("by", line) else ()
    return Signature((), alone) if alone and all(outlet.agency for outlet in alone) else None


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
