"""Which publisher a text is from, and which agencies it draws on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from archive.importer.datelines import alone, dateline, normal_case
from archive.importer.dates import stamps
from archive.importer.features import size
from archive.importer.findings import Draft, Finding, best
from archive.importer.labelled import Sheet
from archive.importer.outlets import Outlet, agencies_in, by_address, by_name, marked, only_outlets
from archive.importer.people import says_paper
from archive.importer.signatures import reporters_agency, signature

LABEL = re.compile(
    r"(?:\b(?:Source|Fonte|Fuente|Quelle|Bron|Источник)|来源|來源|稿源)\s?[:：]\s?(.{2,40}?)(?=\s*(?:$|\||Published|Updated|Author|作者|记者|記者|通讯员|实习生|责任|责编|编辑|字体|字号|【|\[|\d{4}))",
    re.I,
)
ENDINGS = (
    r"\btutti i d|\balle rechten|\bwszelkie|\bвсе права|\bjyll|\bansvarig|\breproduction|版权|无断|無断|جميع"
    r"|\ball rights\b|\balle rechte\b|\btous droits\b|\btodos l?os d"
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:by\s)?(?:(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?)?[\s,.]*(?:by\s)?"
    rf"([^\d|©]{{2,70}}?)(?=\s*(?:$|\||[.,;] |{ENDINGS}|\s[-–—]\s|(?:19|20)\d\d|[.]$))",
    re.I,
)
COMPANY = re.compile(
    r",?\s*(?:Ltd|LLC|Inc|Limited|GmbH(?: & Co\. KG)?|S\.?A\.?|plc|Corp(?:oration)?|Company|Co|Group|B\.V\.|AG|Publishers?|Media|Newspapers?)\.?$",
    re.I,
)
REPORTED = re.compile(
    r"contributed|mit material|avec |con información|com informações|with (?:files|agencies|reporting)|\bquelle|source|\bvia\b|bron|источник", re.I
)
LONGEST, NAME, FIRST = 12, 5, 3  # words of a byline and of a newspaper's name; lines at the top on which it stands alone
BESIDE = "named beside those who signed"


def source(sheet: Sheet, text: str) -> list[Finding]:
    """At most one finding for "source" (a publisher's name), and one for each agency."""
    agencies = list(_agencies(sheet))
    found = list(_sources(sheet, text))
    chosen = best(found)
    own = by_name(chosen.value) if chosen else None
    kept = [finding for finding in agencies if finding.rule != "dateline" or own is not None or chosen is None]
    beside = {finding.value for finding in agencies if finding.rule == BESIDE}
    alone = [finding for finding in agencies if finding.value not in beside]
    if chosen is None and alone:
        first = alone[0]
        chosen = Finding("source", first.value, first.line, first.words, "the agency, for want of a publisher", 0.45)
    return ([chosen] if chosen else []) + kept


def of_the_archive(draft: Draft, known: Callable[[str], str | None]) -> Draft:
    """The draft of a text with the source of which a line outside the report is a name and nothing else, unless another is better founded. `known`
    gives the name of the archive's source that words are a name of. Such a line names no author."""
    lines = [(number, text) for number, zone, text in draft.labels if zone in ("pre", "head", "credits", "tail")]
    rule = "the name of a source of the archive, alone on its line"
    found = next((_told(name, number, text, rule, 0.8) for number, text in lines if (name := known(text))), None)
    before = draft.first("source")
    if found is None or (before and before.confidence >= found.confidence):
        return draft
    others = tuple(one for one in draft.findings if one is not before and not (one.field == "byline" and one.line == found.line))
    return replace(draft, findings=(*others, found))


def _sources(sheet: Sheet, text: str) -> Iterator[Finding]:
    if sheet.page and sheet.page.site:
        known = by_name(sheet.page.site)
        yield _told(known.name if known else sheet.page.site, 1, sheet.page.whole, "the end of the page's title", 0.93 if known else 0.8)
    for at, row in enumerate(sheet.rows):
        if row.zone in ("body", "sub") or (row.zone == "comments" and size(row.text) > 12):
            continue
        yield from _in_line(row.text, row.line.number, at - sheet.body_ends)
    yield from _at_the_head(sheet)
    first = next((row for row in sheet.zone("body")), None)
    line = dateline(first.text) if first else None
    if first and line and line.agency:
        yield _told(line.agency.name, first.line.number, first.text[: line.end], "dateline", 0.7)
    elif first and (found := re.match(r"^[^()]{2,40}\(([^()]{3,40})\)\s?[-–—]\s", first.text)):
        yield _told(found[1], first.line.number, found[0], "dateline", 0.6)
    if by_mark := marked(text):
        yield _told(by_mark.name, 0, "", "words that only its pages use", 0.45)


def _at_the_head(sheet: Sheet) -> Iterator[Finding]:
    """The newspaper's name beside who wrote the report, or alone in its first lines, perhaps with the day: a word that newspapers are named with tells it."""
    for row in sheet.zone("head"):
        beside = row.text.rpartition(", ")[2] if row.has("by") and size(row.text) <= LONGEST else ""
        if beside and says_paper(beside) and is_paper_form(beside):
            yield _told(beside, row.line.number, row.text, "named beside who wrote the report", 0.6)
    for row in sheet.rows[:FIRST]:
        found = stamps(row.text)
        name = (row.text[: found[0].start] if found else row.text).strip(" ,|·•-–—")
        if row.zone == "pre" and says_paper(name) and is_paper_form(name) and size(name) > 1:
            yield _told(known.name if (known := by_name(name)) else normal_case(name), row.line.number, row.text, "a newspaper's name in the first lines", 0.56)


def is_paper_form(name: str) -> bool:
    """Whether words have the form of a newspaper's name: a few, of which all but little ones have a capital."""
    return size(name) <= NAME and all(word[:1].isupper() or len(word) <= 3 for word in name.split()) and not re.search(r"[:?!\d]", name)


def _in_line(text: str, number: int, below: int) -> Iterator[Finding]:
    if (found := LABEL.search(text)) and size(text) <= 30:
        name = found[1].strip(" :：-–—")
        known = by_name(name)
        yield _told(known.name if known else name, number, text, "labelled as the source", 0.85 if known else 0.7)
    if (
        (found := RIGHTS.search(text))
        and re.search(r"\d{4}|copyright|reserved|rights|rechte|droits|derechos|direitos|diritti|права|版权|جميع", text, re.I)
        and (name := _owner(found[1]))
    ):
        known = by_name(name) or by_name(name.partition("/")[0])
        yield _told(known.name if known else name, number, text, "copyright line", 0.82 if known else 0.68)
    if size(text) <= 5 and len(text) > 2 and (known := by_name(text)) and not known.agency and alone(text) is None and not re.search(r"[-–—]\s*$", text):
        yield _told(known.name, number, text, "its name on a line of its own", 0.74)
    if below >= 0 and size(text) <= 12 and (found := re.match(r"([\w-]+\.(?:com|co\.uk|org|net|de|fr|cn))\b", text, re.I)) and (known := by_address(found[1])):
        yield _told(known.name, number, text, "its address below the text", 0.6)
    if found := re.search(r"https?://[^\s)>\]]+", text):
        known = by_address(found[0])
        if known and size(text) <= 3:
            yield _told(known.name, number, text, "an address in the capture", 0.6)


def _owner(text: str) -> str | None:
    name = " ".join(text.split()).strip(" .,:;-–—")
    name = re.sub(r"^(?:the copyright of|of|by)\s", "", name)
    while (shorter := COMPANY.sub("", name)) != name and by_name(name) is None and size(shorter) >= 1:
        name = shorter.strip(" .,")
    ok = (
        len(name) >= 2
        and size(name) <= 6
        and (name[0].isupper() or not name[0].isascii())
        and not re.search(r"reserved|rights|copyright|photo|image|getty", name, re.I)
        and ("/" not in name or by_name(name) is not None or by_name(name.partition("/")[0]) is not None)  # who took a picture, and for whom
    )
    return name if ok else None


def _agencies(sheet: Sheet) -> Iterator[Finding]:
    bodies = list(sheet.zone("body"))
    for row in bodies[:2]:
        line = dateline(row.text)
        if line and line.agency:
            yield _agency(line.agency.name, row.line.number, row.text[: line.end], "dateline", 0.9)
    for at, row in enumerate(sheet.rows):
        yield from (_agency(outlet.name, row.line.number, row.text, BESIDE, 0.85) for outlet in _beside(sheet, at))
        if row.zone in ("comments", "pre") or (row.zone == "tail" and not row.has("agency", "credits")):
            continue
        if len(row.text) <= 2 and any(other.has("share", "nav", "comments") for other in (*sheet.rows[max(0, at - 1) : at], *sheet.rows[at + 1 : at + 2])):
            continue  # among buttons "AA" changes the size of the letters
        if found := alone(row.text):
            yield _agency(found.name, row.line.number, row.text, "a dateline of its own", 0.8)
        elif row.has("agency") or (row.zone in ("credits", "head") and size(row.text) <= 8):
            for outlet in only_outlets(row.text):
                if outlet.agency or row.zone == "credits" or at == sheet.body_ends:
                    yield _agency(outlet.name, row.line.number, row.text, "a line that names agencies alone", 0.85)
        if row.has("credits") and REPORTED.search(row.text):
            for outlet in agencies_in(row.text):
                yield _agency(outlet.name, row.line.number, row.text, "credited below the text", 0.85)


def _beside(sheet: Sheet, at: int) -> tuple[Outlet, ...]:
    """The agencies that a line at the head or the end of a report names beside those who signed it."""
    row = sheet.rows[at]
    reporters = reporters_agency(row.text) if row.zone in ("head", "credits", "body") or sheet.body_ends <= at <= sheet.body_ends + 2 else None
    if reporters:
        return (reporters,)
    signed = row.zone in ("head", "credits") or at == sheet.body_ends
    told = signature(row.text) if signed and (row.has("by") or not row.has("photo")) else None
    return told.agencies if told else ()


def _told(name: str, line: int, words: str, rule: str, confidence: float) -> Finding:
    return Finding("source", name, line, words, rule, confidence)


def _agency(name: str, line: int, words: str, rule: str, confidence: float) -> Finding:
    return Finding("agencies", name, line, words, rule, confidence)
