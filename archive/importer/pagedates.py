"""When the report of a page was published: as the page tells machines, as its elements and its lines print it, as its address says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from datetime import date as day_of
from typing import Any

from archive.importer import when
from archive.importer.dates import Stamp, machine, stamps
from archive.importer.features import mostly_date
from archive.importer.findings import Finding, Rejected, best
from archive.importer.labelled import Sheet
from archive.importer.lexicon import categories
from archive.importer.structured import Facts, text_of
from archive.importer.tree import Piece, words

PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "item:datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "date.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "published_date", "published_at", "originalpublicationdate", "article.published", "article.created",
    "displaydate", "ptime", "pdate", "cxenseparse:recs:publishtime", "rnews:datepublished", "bt:pubdate", "citation_publication_date", "dc.date",
    "dcterms.date", "date", "og:article:published_time", "article_date_original", "cxenseparse:publishtime", "created", "item:pubdate",
    "vr:published_time", "iso-8601-publish-date", "last-published",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "item:datemodified", "dcterms.modified", "dc.date.modified",
    "lastmod", "last-modified", "utime",
)  # fmt: skip
FOR_MACHINES = ("JSON-LD", "meta ")
ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")
PLACEHOLDERS = {1899: ((12, 30), (12, 31)), 1900: ((1, 1),), 1970: ((1, 1),), 2038: ((1, 19),), 2099: ((12, 31), (1, 1))}
BY_THE_HEADLINE = re.compile(r"(?:labelled, )?(?:between headline|just above|beside the headline|near the head|at the head)")
QUARTER = timedelta(minutes=15)  # zones differ by so much at least
LATE = timedelta(minutes=3)  # and two clocks of one page by so much at most
EAST, WEST = timedelta(hours=14), timedelta(hours=-12)  # the zones farthest from UTC
YEAR = re.compile(r"(?<!\d)(1[789]\d\d|20\d\d)(?!\d)")
ABOVE, BELOW = 8, 6  # lines above the headline, and below it or the text, in which a report's own date can stand
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_-]|\b)")


def dates(facts: Facts, tree: Any, sheet: Sheet, pieces: Sequence[Piece], address: Finding | None, page: str, language: str | None) -> list[Finding]:
    """Findings for "date" and "updated": at most one each; what else was told or printed is kept as rejected."""
    printed = [one for one in when.dates(sheet, language) if not (_is_of_another_story(sheet, one) or _is_masthead(sheet, pieces, one))]
    published = [*_told("date", facts, "datePublished", PUBLISHED), *_times(tree, sheet, pieces), *(finding for finding in printed if finding.field == "date")]
    if address and (found := URL_DATE.search(address.value)) and (stamp := machine("-".join(found.groups()))):
        published.append(Finding("date", stamp.edtf, 0, address.value, "the date in the address", 0.72))
    if not published and (guess := _htmldate(page, address.value if address else None)) and _is_printed_near(sheet, guess.value):
        published.append(guess)
    told = _with_printed_time(best(published))
    date = _with_printed_time(_in_its_zone(told, printed))
    updated = best([*_told("updated", facts, "dateModified", MODIFIED), *(finding for finding in printed if finding.field == "updated")])
    out = [date] if date else []
    if updated and (not told or (updated.value[:10] >= told.value[:10] and updated.value[:16] != told.value[:16])):
        out.append(updated)
    return out


def _is_of_another_story(sheet: Sheet, finding: Finding) -> bool:
    """Whether a date below the body stands after a heading or a link: there it is the date of what those lead to."""
    if not finding.rule.endswith("below the body"):
        return False
    at = next((at for at, row in enumerate(sheet.rows) if at >= sheet.body_ends and row.line.number == finding.line and finding.words in row.text), None)
    return at is None or _begins_another(sheet, at)


def _is_masthead(sheet: Sheet, pieces: Sequence[Piece], finding: Finding) -> bool:
    """Whether a date right below a menu stands outside the element that holds both the headline and the text: it is the page's own clock."""
    title, first = sheet.title_at, sheet.body_at
    if title is None or first is None or not finding.rule.startswith("just above"):
        return False
    at = next((at for at, row in enumerate(sheet.rows[:title]) if row.line.number == finding.line and finding.words in row.text), None)
    if at is None or at >= title - 1 or not when.below_menu(sheet, at):
        return False
    around = [parent for parent in pieces[first].holder.iterancestors() if parent in [*pieces[title].holder.iterancestors()]]
    return bool(around) and around[0].tag not in ("body", "html") and around[0] not in [*pieces[at].holder.iterancestors()]


def _begins_another(sheet: Sheet, at: int) -> bool:
    """Whether a heading or a link stands between the body and a line below it."""
    return any(row.line.level or row.line.linked > 0.5 for row in sheet.rows[sheet.body_ends : at])


def _told(name: str, facts: Facts, key: str, meta: tuple[str, ...]) -> Iterator[Finding]:
    if stamp := _moment(text_of(facts.article.get(key))):
        yield Finding(name, stamp.edtf, 0, str(facts.article.get(key)), f"JSON-LD {key}", 0.96)
    for node in facts.nodes:
        if node is not facts.article and not facts.article and (stamp := _moment(text_of(node.get(key)))):
            yield Finding(name, stamp.edtf, 0, str(node.get(key)), f"JSON-LD {key}", 0.8)
    for place, label in enumerate(meta):
        for value in facts.meta.get(label, ())[:1]:
            if stamp := _moment(_spread(value)):
                yield Finding(name, stamp.edtf, 0, value, f"meta {label}", round(0.93 - 0.004 * place - (0.25 if not stamp.certain else 0), 2))


def _moment(value: str | None) -> Stamp | None:
    """A moment that is written for machines, unless it is the one that a program writes where it knows none: the beginning or the end of its time."""
    stamp = machine(value)
    if stamp is None or (stamp.day.month, stamp.day.day) in PLACEHOLDERS.get(stamp.day.year, ()):
        return None
    moment = datetime.combine(stamp.day, time(), UTC) + timedelta(minutes=(stamp.minutes or 0) - (stamp.offset or 0))
    return None if moment == datetime(1970, 1, 1, tzinfo=UTC) else stamp


def marks(date: Finding | None, facts: Facts, sheet: Sheet) -> Iterator[str]:
    """What an editor must know of a date: that the page prints another one than it tells machines, or that it has no other
    year that is near one that it tells machines alone."""
    if date is None:
        return
    found = [(date.value, date.rule), *((other.value, other.why.rpartition(",")[0]) for other in date.rejected)]
    printed = next((value for value, why in found if why.startswith("labelled")), None)
    told = next(((value, why) for value, why in found if why.startswith(FOR_MACHINES)), None)
    if printed and told and abs((day_of.fromisoformat(printed[:10]) - day_of.fromisoformat(told[0][:10])).days) > 1:
        yield f"date: the page prints {printed[:10]} and tells machines {told[0][:10]} ({told[1]})"
    if date.rule.startswith(FOR_MACHINES) and "; the time from" not in date.rule:
        year = int(date.value[:4])
        words = [row.text for row in sheet.rows] + [value for values in facts.meta.values() for value in values if value != date.words]
        words += [value for node in facts.nodes for value in node.values() if isinstance(value, str) and value != date.words]
        years = {int(other) for text in words for other in YEAR.findall(text)}
        if not any(abs(other - year) <= 1 for other in years):
            latest = f"; the latest other year is {max(years)}" if years else ""
            yield f"date: the page tells {date.value[:10]} to machines alone ({date.rule}), and no other year on it is near{latest}"


def _spread(value: str) -> str:
    """A date in digits alone, with its parts parted."""
    return re.sub(
        r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?$",
        lambda part: f"{part[1]}-{part[2]}-{part[3]}" + (f" {part[4]}:{part[5]}" if part[4] else ""),
        value.strip(),
    )


def _near(sheet: Sheet) -> list[int]:
    """The places of the lines on which a report's own date can stand: around its headline, above its first lines, and right below the text."""
    title = sheet.title_at if sheet.title_at is not None else sheet.body_at or 0
    first = sheet.body_at if sheet.body_at is not None else title
    ends = sheet.body_ends
    rows = range(len(sheet.rows))
    return [*rows[max(0, title - ABOVE) : max(title, first) + BELOW], *rows[ends : ends + BELOW]]


def _is_printed_near(sheet: Sheet, day: str) -> bool:
    """Whether a day stands on one of those lines, as no comment's, no picture's and no other story's."""
    return any(
        stamp.day.isoformat() == day
        for at in _near(sheet)
        if not _begins_another(sheet, at) and (row := sheet.rows[at])
        if row.zone != "comments" and row.line.linked < 0.5 and mostly_date(row.text) and not row.has("related", "reply", "speaker", "photo")
        for stamp in stamps(row.text)
        if not when.of_another_day(row.text[: stamp.start], row.text[stamp.end :])
    )


def _times(tree: Any, sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Finding]:
    """`time` elements around the headline; one that stands among other articles' teasers, or in a link to one, is not asked."""
    lines = {piece.holder: row for piece, row in zip(pieces, sheet.rows, strict=True)}
    near = {id(sheet.rows[at]) for at in _near(sheet)}
    for element in tree.xpath("//time[@datetime]")[:4]:
        holders = [parent.tag for parent in element.iterancestors()]
        stamp = _moment(element.get("datetime"))
        row = next((lines[part] for part in element.iter() if part in lines), None)
        linked = next((parent for parent in element.iterancestors("a") if parent.get("rel") != "bookmark"), None)
        if stamp is None or linked is not None or {"aside", "footer", "li"} & set(holders) or (row is not None and id(row) not in near):
            continue
        before, _, after = words(element.getparent()).partition(words(element) or "\n")
        if when.of_another_day(before, after):
            continue
        marked = element.get("pubdate") is not None or "pub" in (element.get("class") or "") or "entry-date" in (element.get("class") or "")
        updated = bool({"updated"} & categories(words(element))) or "updat" in (element.get("class") or "") or "modif" in (element.get("class") or "")
        if not updated:
            yield Finding("date", stamp.edtf, element.sourceline or 0, words(element) or element.get("datetime"), "a time element", 0.88 if marked else 0.8)
            return


def _htmldate(page: str, url: str | None) -> Finding | None:
    from htmldate import find_date

    try:
        found = find_date(page, extensive_search=False, original_date=True, url=url)
    except Exception:  # the library meets pages that it cannot read with many kinds of error
        return None
    return Finding("date", found, 0, found, "htmldate, from the page's markup", 0.55) if found else None


def _with_printed_time(date: Finding | None) -> Finding | None:
    """Of a day without a time, the time that another place tells of the same day; of a time without a zone, the zone that one tells of the same minute."""
    if date is None:
        return None
    day, known = date.value[:10], "T" in date.value
    same = [other for other in date.rejected if other.value.startswith(date.value[:16] if known else day) and "T" in other.value and "address" not in other.why]
    timed = next((other for other in same if not known or (ZONED.search(other.value) and not ZONED.search(date.value))), None)
    if timed is None:
        return date
    rule = f"{date.rule}; the {'zone' if known else 'time'} from {timed.why.rpartition(',')[0]}"
    return Finding("date", timed.value, date.line, date.words, rule, date.confidence, date.rejected)


def _in_its_zone(date: Finding | None, printed: Sequence[Finding]) -> Finding | None:
    """Of a moment that machines are told in UTC, the day that is printed beside the headline, where that is the day before or after and
    some place on earth has it then: readers know the report by it. A printed minute tells the zone, too."""
    shown = next((one for one in printed if one.field == "date" and BY_THE_HEADLINE.match(one.rule)), None)
    stamp, day = machine(date.value) if date else None, machine(shown.value) if shown else None
    if not (date and shown and stamp and day) or stamp.offset != 0 or stamp.minutes is None or day.until or abs((day.day - stamp.day).days) != 1:
        return date
    moment = datetime.combine(stamp.day, time()) + timedelta(minutes=stamp.minutes)
    first = datetime.combine(day.day, time()) + timedelta(minutes=day.minutes or 0)
    last = first if day.minutes is not None else first + timedelta(days=1) - timedelta(minutes=1)
    if not (moment + WEST <= last and first <= moment + EAST) or (day.minutes is not None and day.offset is not None):
        return date
    zone = round((first - moment) / QUARTER) * QUARTER
    known = day.minutes is not None and abs(first - moment - zone) <= LATE
    value = replace(day, second=stamp.second, offset=int(zone.total_seconds()) // 60).edtf if known else shown.value
    told = (*date.rejected, Rejected(date.value, f"{date.rule}, {date.confidence:.2f}: the same moment in UTC"))
    return Finding("date", value, shown.line, shown.words, f"{shown.rule}; its moment in UTC from {date.rule}", date.confidence, told)
