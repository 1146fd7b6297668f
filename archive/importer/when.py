"""When a report was published and updated, by the dates that its page prints, ranked by label, place and weekday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from archive.importer.datelines import dateline
from archive.importer.dates import Stamp, month_order, stamps, weekdays
from archive.importer.features import is_post, is_rights_line, mostly_date, size
from archive.importer.findings import LIKELY, Finding, best
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import fold, patterns
from archive.importer.people import is_name_line

NO_DATES = ("comments", "photo", "legal", "reply", "speaker", "cookie")
HEADED = re.compile(r"\s?[:：]\s[^\W\d_]")  # a date that is the head of an entry: "4 May 2013: first proposal"
LONGEST_HEAD = 26  # words of a line that tells who wrote when
BY_A_CLOCK = re.compile(
    r"updated|today|weather|°|log ?in|sign in|e-?paper|anmelden|wetter|météo|meteo|bonne fête|se connecter|el tiempo|edición impresa"
    r"|iniciar sesión|assine|inloggen|logga in|zaloguj|войти"
)
SHORT = 26  # signs of what stands beside a date: a section, a place, the number of an issue
DECK = 70  # words of a deck and its captions, which can pass for the first lines of the text
BARE_MONTH = re.compile(r"(?<![\d/])(?:[1-9]/\d\d?|1[0-2]/[1-9])/(?:20)?\d\d,?\s(?:at\s)?\d\d?:\d\d\s?[AP]M\b")
LINKED = 0.9  # the part of a line that leads elsewhere: it is another story's headline
MENU, ENTRIES = 3, 5  # words of an entry of a menu, and how many of them stand right above a page's clock
TAKEN = 2.0
BARE = 2.45  # what must speak for a date without a word that says what it is


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stamp on a line, whether it tells of an update, and how much speaks for it."""

    row: Labelled
    stamp: Stamp
    updated: bool
    labelled: bool
    score: float
    why: str


def dates(sheet: Sheet, language: str | None) -> list[Finding]:
    """Findings for "date" and "updated": at most one each."""
    order = _month_first(sheet, language)
    found = [candidate for at, row in enumerate(sheet.rows) for candidate in _candidates(sheet, at, row, order)]
    published = [candidate for candidate in found if not candidate.updated and candidate.score >= TAKEN]
    updated = [candidate for candidate in found if candidate.updated and candidate.score >= TAKEN]
    published = _one_day(published or list(_in_title(sheet, order)))
    if not published and updated:
        first = max(updated, key=lambda one: one.score)
        day = replace(first.stamp, minutes=None, second=None, offset=None)
        published = [replace(first, stamp=day, why="only the stamp of an update is printed", score=min(first.score, 2.2))]
    out = [finding for name, some in (("date", published), ("updated", updated)) if (finding := best(_finding(name, one, found) for one in some))]
    return _in_order(out)


def _in_title(sheet: Sheet, order: bool | None) -> Iterator[Candidate]:
    """The date that the page's title ends with, after the headline: "Headline | Site | 12.03.2013"."""
    if sheet.page is None:
        return
    row = next(row for row in sheet.rows if row.text == sheet.page.whole)
    after = len(sheet.page.headline) if row.text.startswith(sheet.page.headline) else 0
    for stamp in stamps(row.text, order)[-1:]:
        if stamp.start >= after > 0 and len(row.text) - stamp.end <= 3:
            yield Candidate(row, stamp, False, False, 2.1, "at the end of the page's title")


def _month_first(sheet: Sheet, language: str | None) -> bool | None:
    """How this page writes numeric dates: as its other dates show, else as its language does, where that is plain."""
    shown = month_order("\n".join(row.text for row in sheet.rows if row.zone not in ("body", "comments")))
    if shown is not None or language is None:
        return shown
    if language == "en":
        american = re.search(r"\b(?:a\.m\.|p\.m\.|E[SD]T|P[SD]T|C[SD]T|ET)\b", "\n".join(row.text for row in sheet.zone("head", "pre")))
        return True if american else None
    return False


def _candidates(sheet: Sheet, at: int, row: Labelled, order: bool | None) -> Iterator[Candidate]:
    found = _read(row.text, order)
    opens = bool(found) and not row.text[: found[0].start].strip() and found[0].minutes is not None
    pictured = row.zone == "head" and opens  # "12 March 2013, 06:17 - Photo: AP"
    counted = row.zone in ("head", "pre") and row.has("comments") and size(row.text) <= LONGEST_HEAD  # "12 March 2013, 3 comments"
    told = row.zone == "head" and row.has("legal") and not is_rights_line(row.text)  # Chinese pages name the source, the day and the author in one line
    others = {"comments": not counted, "photo": not pictured, "legal": not told}
    if not found or row.zone == "comments" or row.has(*(name for name in NO_DATES if others.get(name, True))):
        return
    text = row.text
    before = sheet.rows[at - 1].text if at else ""
    if is_post(text) or (is_post(before) and found[0].start <= 1):
        return
    if row.zone in ("body", "sub") and not mostly_date(row.text):
        opens = (stamp := found[0]).minutes is not None and _opens(sheet, at) and size(text[: stamp.start]) <= 12
        if opens and not of_another_day(text[: stamp.start]):
            yield Candidate(row, stamp, False, False, 2.1, "with its time, in the first line of the text")
        elif stamp.certain and _opens(sheet, at) and (line := dateline(text)) and stamp.end <= line.end:
            yield Candidate(row, stamp, False, False, 2.0, "in the dateline")
        return
    covered = sum(stamp.end - stamp.start for stamp in found)
    changed = len(found) <= 2 and _label(text[found[0].end : found[-1].start if found[1:] else None])[1]  # "12 March 2013 (updated 13 March 2013)"
    for number, stamp in enumerate(found):
        lead = text[found[number - 1].end if number else 0 : stamp.start]
        alone = not number and not lead.strip(" :,|-–·") and size(before) <= 5
        if of_another_day(lead, text[stamp.end :]) or (not lead.strip() and HEADED.match(text, stamp.end)) or (alone and _names_another_day(before)):
            continue
        labelled, updated = _label(before if alone and size(before) <= 4 else lead)
        told = labelled or (changed and not number and size(lead) <= 5)
        signed = row.zone == "head" and row.has("by") and size(text) <= LONGEST_HEAD
        near = size(text[:covered]) + 8 >= size(text) - 6 or covered >= 0.3 * len(text) or signed
        if not told and not near:
            continue
        place, why = _place(sheet, at)
        score = place + _purity(text, covered, "" if (named := is_name_line(lead.strip(" ,|·–-"))) else lead) * (not told and not signed)
        score += 0.6 if named and at >= sheet.body_ends and not told else 0.0
        score += (0.0 if not labelled else 1.2 if why == "just below the body" else 2.0) + (0.4 if stamp.minutes is not None else 0.0)
        score += 0.5 if stamp.weekday else -3.0 if stamp.weekday is False else 0.0
        score -= 0.3 * number if not told else 0.0
        score -= 0.6 if row.has("related") else 0.0
        if told or score >= BARE:
            yield Candidate(row, stamp, updated, labelled, score, f"{'labelled, ' if labelled else ''}{why}")


def _read(text: str, order: bool | None) -> tuple[Stamp, ...]:
    """The stamps of a line. Where nothing tells the order of a page, "4/6/2013 6:30 AM" is read as Americans write, and stays doubtful."""
    if order is not None or not BARE_MONTH.search(text):
        return stamps(text, order)
    sure = {stamp.start for stamp in stamps(text) if stamp.certain}
    return tuple(replace(stamp, certain=stamp.start in sure) for stamp in stamps(text, month_first=True))


def _purity(text: str, covered: int, lead: str) -> float:
    """A line that is a date and nothing else speaks for it; one in which it ends a sentence or a caption, against it."""
    if len(text) - covered <= 14 or covered >= 0.6 * len(text):
        return 0.6
    if (last := re.search(r"([^\W\d_]+)[\s.,]*$", lead)) and fold(last[1]) in weekdays():
        lead = lead[: last.start()]
    if size(lead) > 5 and not lead.rstrip().endswith(("|", "/", "·", "•", " -", " –", " —")):
        return -1.4
    return 0.2 if len(text) - covered <= SHORT else 0.0


def _opens(sheet: Sheet, at: int) -> bool:
    """Whether a line is one of the first two of the text, so that a head may have run into it."""
    first = sheet.body_at
    return first is not None and at - first <= 1


def _label(lead: str) -> tuple[bool, bool]:
    """Whether the words before a date say that it is one of publication or update; and whether of an update."""
    words = lead.lower().strip()
    updated = bool(patterns()["updated"].start.search(words) or patterns()["updated"].inside.search(words))
    published = bool(patterns()["published"].start.search(words) or patterns()["published"].inside.search(words))
    if updated and published:
        spots = [(found.start(), name) for name in ("updated", "published") for found in patterns()[name].start.finditer(words)]
        updated = max(spots, default=(0, "updated"))[1] == "updated"
    return updated or published, updated


def of_another_day(lead: str, after: str = "") -> bool:
    """Whether the words before a date, or the only ones after it, say that it is no day of the report: that on which its page
    was printed, looked up or kept, on which something ends, or on which something that it announces takes place."""
    other = patterns()["otherday"]
    parts = re.split(r"[|·•;]|\s[-–—]\s", re.sub(r"\s*[:：]", ":", fold(lead)))
    told = next((words for part in reversed(parts) if (words := part.strip(" ,.([\"'–—-"))), "")
    if found := other.start.match(told) or other.inside.search(told):
        return not _label(told[found.end() :].partition(",")[2])[0]
    return _names_another_day(after)


def _names_another_day(text: str) -> bool:
    """Whether a text is nothing but a word that says so."""
    words = re.sub(r"\s*[:：]", ":", fold(text)).strip(" ,.()[]")
    found = patterns()["otherday"].start.match(words)
    return found is not None and not words[found.end() :].strip(" :")


def _place(sheet: Sheet, at: int) -> tuple[float, str]:
    """How much the place of a line speaks for its dates."""
    title, body, end = sheet.title_at, sheet.body_at, sheet.body_ends
    if title is not None and at > title and (body is None or at < body):
        if at - title > 1 and _below_a_teaser(sheet, at) and not sheet.rows[at].has("by", "published", "updated"):
            if sheet.rows[at - 1].line.linked > LINKED and at - title > 3:
                return -1.0, "among other stories or comments"
            return 2.52, "between headline and body"  # less than one beside the text, more than one above the headline
        return max(3.0 - 0.05 * (at - title), 2.6 - 0.05 * (body - at) if body is not None else 0.0), "between headline and body"
    if title is not None and at < title and _beside_headline(sheet, at, title):
        return 2.5, "beside the headline, which stands twice"
    if title is not None and at < title and sum(not row.has("share", "updated") for row in sheet.rows[at:title]) <= 4:
        return (2.3 if at == title - 1 else 2.1) if not _is_clock(sheet, at) else 0.0, "just above the headline"
    if at < (title if title is not None else body or 0):
        return 0.4 if not _is_clock(sheet, at) else -1.0, "far above the headline"
    if title is None and at <= 4:
        return 2.4, "at the head of the text"
    return _place_below(sheet, at, body, end)


def _place_below(sheet: Sheet, at: int, body: int | None, end: int) -> tuple[float, str]:
    row = sheet.rows[at]
    if body is not None and at > body + 1 and is_anothers(sheet, at):
        return -1.0, "among other stories or comments"
    if body is not None and row.zone in ("box", "sub", "body") and _heads_text(sheet, body, at):
        return 2.6, "near the head of the body"
    if row.zone in ("box", "sub", "body") and at < end - 1:
        return (2.2 - 0.1 * (at - body) if body is not None and at - body <= 5 else -1.0), "near the head of the body"
    if end <= at <= end + 3 and not any(other.has("related", "comments", "reply", "speaker") for other in sheet.rows[end:at]):
        signed = all(other.has("names", "by") for other in sheet.rows[end:at]) and not (at + 1 < len(sheet.rows) and sheet.rows[at + 1].seen["prose"])
        return 2.0 if signed or sheet.rows[at - 1].zone in ("credits", "body") else 1.2, "just below the body"
    return -1.0, "far below the body"


def _heads_text(sheet: Sheet, body: int, at: int) -> bool:
    """Whether a line parts what can be a deck from the text, and stands among those of a head: who wrote, when, how long it takes to read, share."""
    above, below = (sum(size(row.text) for row in rows if row.zone == "body") for rows in (sheet.rows[body:at], sheet.rows[at + 1 :]))
    beside = (*sheet.rows[max(0, at - 2) : at], *sheet.rows[at : at + 3])
    return above <= DECK and below > 2 * above and any(row.has("by", "names", "readtime", "share", "updated", "published") for row in beside)


def is_anothers(sheet: Sheet, at: int) -> bool:
    """Whether a date or byline below the head is that of another story or of a comment: words that say so, or a headline, stand above it."""
    if any(row.has("related", "comments", "reply", "speaker") for row in sheet.rows[max(0, at - 5) : at]):
        return True
    return (at >= sheet.body_ends - 1 or sheet.rows[at - 1].zone == "box") and _below_a_teaser(sheet, at)


def _below_a_teaser(sheet: Sheet, at: int) -> bool:
    """Whether the line above one can be the headline of another story."""
    above = sheet.rows[at - 1]
    known = above.has("by", "names", "role", "credits", "agency", "share", "published", "updated", "readtime", "tags", "photo")
    return not known and 3 <= size(above.text) <= 20 and not above.seen["ended"]


def _beside_headline(sheet: Sheet, at: int, title: int) -> bool:
    """Whether the headline's words stand already in the same line, or alone in one of the few lines above."""
    words = fold(sheet.rows[title].text)
    if words in fold(sheet.rows[at].text):
        return True
    return at > 2 and any(fold(row.text) == words for row in sheet.rows[max(1, at - 6) : at])


def _is_clock(sheet: Sheet, at: int) -> bool:
    """Whether a line above the headline is the page's own clock: a page prints it with a time alone after "Updated", in
    pieces of a list, or with the weekday at the very top among the furniture."""
    row = sheet.rows[at]
    if row.has("updated") or (at + 1 < len(sheet.rows) and sheet.rows[at + 1].has("updated") and not re.search(r"\d", sheet.rows[at + 1].text)):
        return False  # "9 September 2013 Last updated at 08:41 ET"
    title = sheet.title_at if sheet.title_at is not None else len(sheet.rows)
    reach = 1 if at == title - 1 else 2
    around = [other for other in sheet.rows[max(0, at - reach) : at + 3] if other is not row and other.zone == "pre" and not other.has("ago")]
    if any(BY_A_CLOCK.search(other.text.lower()) for other in around):
        return True
    if at < title - 2 and below_menu(sheet, at) and mostly_date(row.text) and (day := stamps(row.text)[0]).weekday is not None and day.minutes is None:
        return True
    return bool(row.line.bullet) or (at < title - 1 and any(other.has("nav", "account", "share") for other in around))


def below_menu(sheet: Sheet, at: int) -> bool:
    """Whether the lines right above one are entries of a menu."""
    return at >= ENTRIES and all(size(other.text) <= MENU and not other.has("by", "names", "date") for other in sheet.rows[at - ENTRIES : at])


def _one_day(found: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with the stamps that only repeat a better one left out; a time on the same day is worth keeping."""
    if not found:
        return []
    first = max(found, key=lambda one: one.score)
    same = [one for one in found if one.stamp.day == first.stamp.day and one.stamp.minutes is not None and one.score > first.score - 1.2]
    if first.stamp.minutes is None and same:
        first = replace(max(same, key=lambda one: one.score), score=first.score)
    return [first, *(one for one in found if one.stamp.day != first.stamp.day and one.score < first.score)]


def _finding(name: str, one: Candidate, found: Sequence[Candidate]) -> Finding:
    confidence = min(0.97, 0.25 + 0.17 * one.score)
    if not one.stamp.certain:
        confidence = min(confidence, LIKELY) - 0.2
    if name == "date" and any(other.stamp.day < one.stamp.day and other.labelled and not other.updated and other is not one for other in found):
        confidence -= 0.1
    rule = one.why + ("" if one.stamp.certain else "; day and month could be exchanged")
    return Finding(name, one.stamp.edtf, one.row.line.number, _words(one), rule, round(max(confidence, 0.1), 2))


def _words(one: Candidate) -> str:
    """The date as printed, from its label or weekday on."""
    text, start = one.row.text, one.stamp.start
    labels = [
        found.start() for name in ("published", "updated") for found in patterns()[name].start.finditer(text[:start].lower()) if start - found.start() <= 40
    ]
    weekday = re.search(r"([^\W\d_]+)\.?[\s,]*$", text[:start])
    if labels:
        start = max(labels)
    elif weekday and weekday[1].lower() in weekdays():
        start = weekday.start()
    return text[start : one.stamp.end].strip()


def _in_order(found: list[Finding]) -> list[Finding]:
    """An update before the publication is none."""
    by_field = {finding.field: finding for finding in found}
    date, updated = by_field.get("date"), by_field.get("updated")
    if date and updated and updated.value[:10] < date.value[:10]:
        return [date]
    return found
