"""Who wrote a report: its byline, in one line or split over several."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.importer.dates import stamps
from archive.importer.features import size
from archive.importer.findings import Finding
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import categories, opening
from archive.importer.outlets import by_name
from archive.importer.people import byline, credited, is_name_line, names

CONNECTS = re.compile(r"^(?:,|&|;|/|and|und|et|y|e|en|och|и|,? and|、)$")
INLINE = re.compile(
    r"[(（【]\s?(?:本报|见习|实习|特约|特派)?记者[:：\s]*([^()（）【】]{2,30}?)(?:\s?(?:报道|发自\S*))?[)）】]|^本报讯\s?[（(]记者\s?([^)）]+)[)）]"
)
REPORTER_END = re.compile(r"[(（]\s?(?:记者|作者|文)[:：\s]*([\u3400-\u9fff、\s]{2,20})[)）]$|[(（【]([\u3040-\u30ff\u3400-\u9fff]{3,6})[)）】]$")


def authors(sheet: Sheet) -> list[Finding]:
    """Findings for "byline", one a name, all from the best place."""
    found = sorted(_candidates(sheet), key=lambda one: -one[0])
    if not found:
        return []
    confidence, row, people, rule = found[0]
    return [Finding("byline", name, row.line.number, row.text, rule, confidence) for name in people]


def _candidates(sheet: Sheet) -> Iterator[tuple[float, Labelled, tuple[str, ...], str]]:
    title, end = sheet.title_at, sheet.body_ends
    for at, row in enumerate(sheet.rows):
        place = _place(sheet, at, title, end)
        if place <= 0 or row.has("photo", "comments", "reply", "speaker") or _credits_others(row) or (row.has("legal") and not row.has("by")):
            continue
        for confidence, people, rule in _in_row(sheet, at, row):
            if people:
                yield round(confidence * place, 2), row, people, rule
    for row in sheet.zone("body"):
        for found in (INLINE.search(row.text), REPORTER_END.search(row.text) if row.seen["after"] < 0.5 else None):
            people = names(next(filter(None, found.groups()))) if found else ()
            if people:
                yield 0.7, row, people, "a reporter named in brackets in the text"
    for row in sheet.zone("credits"):
        if people := credited(row.text).get("reporting", ()):
            yield 0.55, row, people, "reporting credited below the text"


def _credits_others(row: Labelled) -> bool:
    """Whether a line says who did what besides writing; "Written by" at the head of a report is its byline."""
    roles = credited(row.text)
    return bool(roles) and not (row.zone in ("head", "pre") and set(roles) <= {"writing", "reporting"})


def _place(sheet: Sheet, at: int, title: int | None, end: int) -> float:
    row = sheet.rows[at]
    if row.zone == "head" or (row.zone in ("box", "sub") and title is not None and at - title <= 14):
        return 1.0
    if row.zone == "pre" and title is not None and title - at <= 3:
        return 0.8
    if row.zone == "credits":
        return 0.85
    if end <= at <= end + 2 and row.zone in ("tail", "box"):
        return 0.6
    if row.zone == "body" and at == end - 1:
        return 0.6
    return 0.0


def _in_row(sheet: Sheet, at: int, row: Labelled) -> Iterator[tuple[float, tuple[str, ...], str]]:
    known = categories(row.text)
    if "by=" in known:
        people = _split(sheet, at)
        yield 0.95, people, "the names after a line that says by"
    elif row.has("by") and size(row.text) <= 30:
        own = byline(row.text)
        more = _split(sheet, at) if own and re.search(r"(?:,| and|&)$", row.text) else ()
        yield 0.95 if row.zone != "tail" else 0.8, (*own, *more), "a byline"
    elif (
        (rest := _undated(row.text))
        and size(row.text) <= 24
        and (opening("by", rest) or (_named(rest) and not opening("published", rest) and not opening("updated", rest)))
    ):
        yield 0.85, byline(rest), "names beside a date"
    elif found := re.search(r"(?:\s|\||·|,)\s?((?:[Bb]y|BY|Von|Par|Por|Door|Автор:?|作者[:：]|记者[:：\s]?|文/)\s?.{2,60})$", row.text):
        if size(row.text) <= 24:
            yield 0.85, tuple(name for name in byline(found[1].strip()) if " " in name or not name.isascii()), "a byline within a line"
    elif row.zone in ("head", "pre") and row.has("role") and (found := re.match(r"([^,|]{4,40})\s*[,|]\s", row.text)) and is_name_line(found[1]):
        yield 0.8, names(found[1]), "a name with a role"
    elif row.zone in ("head", "pre", "credits") and row.has("names") and not row.has("related", "tags", "published", "updated"):
        yield _names_only(sheet, at, row)


def _named(text: str) -> bool:
    """Whether a text is names, perhaps with the letters of an agency: "Jane Doe / TNN"."""
    return is_name_line(text) or is_name_line(re.sub(r"\s*[/|,]\s*[A-Z]{2,5}\s*$", "", text))


def _undated(text: str) -> str:
    """The words of a line around its dates; nothing where it has none."""
    found = stamps(text)
    if not found:
        return ""
    after = text[found[-1].end :].strip(" ,|·•-–—/")
    return after if size(after) >= 1.5 else text[: found[0].start].strip(" ,|·•-–—/")


def _names_only(sheet: Sheet, at: int, row: Labelled) -> tuple[float, tuple[str, ...], str]:
    """A line of names without a word that says what they are: what stands beside it decides."""
    beside = sheet.rows[max(0, at - 1) : at] + sheet.rows[at + 1 : at + 3]
    backed = any(other.has("role", "date", "published", "updated", "readtime", "by", "share") for other in beside)
    if all(by_name(name) for name in names(row.text)):
        return 0.0, (), ""
    more = (
        [name for other in sheet.rows[at + 1 : at + 4] if other.has("names") and not other.has("photo", "date") for name in names(other.text)]
        if sheet.rows[at + 1 : at + 2] and sheet.rows[at + 1].has("names")
        else []
    )
    return (
        (0.75 if backed else 0.5 if row.zone == "head" else 0.3),
        tuple(dict.fromkeys((*names(row.text), *more))),
        "a line of names" + (" beside a date or role" if backed else ""),
    )


def _split(sheet: Sheet, at: int) -> tuple[str, ...]:
    """Names that stand on lines of their own after a line like "By"."""
    found: list[str] = []
    for row in sheet.rows[at + 1 : at + 12]:
        text = row.text.strip()
        if CONNECTS.match(text):
            continue
        text = re.sub(r"^(?:,|and\b|&|und\b|et\b|y\b)\s*", "", text)
        if not (is_name_line(text) or (not found and size(text) <= 8 and names(text) and not opening("published", text))):
            break
        if found and found and not CONNECTS.match(sheet.rows[sheet.rows.index(row) - 1].text) and not row.text.startswith((",", "and ", "&")):
            break
        found += names(text)
    return tuple(dict.fromkeys(found))
