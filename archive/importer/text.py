"""A text capture becomes a draft."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date as date_of
from datetime import timedelta

from archive.importer import bodies, readers, sources, when, who
from archive.importer.datelines import dateline, is_place, normal_case, without_days
from archive.importer.dates import stamps
from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Caption, Draft, Finding, Rejected
from archive.importer.labelled import Labelled, Sheet, read_sheet
from archive.importer.language import language_of
from archive.importer.lexicon import fold
from archive.importer.lines import cut_words
from archive.importer.people import credited
from archive.importer.several import Next, above, next_report, paywall
from archive.importer.talks import speaker
from archive.importer.titles import split_title

PLACE_STAMP = re.compile(r"^((?:[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+ ?){1,3}?)[\s,|/-]+(?=(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d))")
SECTION = re.compile(r"^(?:Posted in|Filed under|Section|Category|Rubrik|Rubrique|Archivado en|栏目)\s?[:：]\s?(.{2,40})$", re.I)
CRUMB = re.compile(r"^(?:home|startseite|accueil|inicio|portada|início|главная|首页|トップ|voorpagina)\s*[>›»/]\s*(.{2,60})$", re.I)
OLDER = "a reader's comment"
TOLD = 8  # cut words that are told
SHORT = 20  # words of a line that names an editor
EDITOR = re.compile(r"(?:^|[\s(（【\[])(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s?[:：]")
ADDRESS = re.compile(r"^(?:url|link|adresse|source|retrieved from)?\s?:?\s?(https?://[^\s/]+/\S*)$", re.I)


def draft_of_text(text: str) -> Draft:
    """Reads a text. Never fails; a text without an article gives a draft without findings."""
    sheet = readers.fenced(read_sheet(text))
    other = next_report(sheet)
    sheet = above(sheet, other.at) if other and other.sure else sheet
    wall = paywall(sheet)
    sheet = above(sheet, wall) if wall is not None and sheet.rows[wall].zone == "body" else sheet
    prose = "\n".join(row.text for row in sheet.zone("body", "sub", "head", "title"))
    language = language_of(prose or text)
    title, deck = _title(sheet), bodies.deck(sheet)
    told = bodies.highlights(sheet)
    if deck is not None and deck in told:
        deck = None
    blocks, pulled = bodies.body(sheet, deck.text if deck else None)
    remarks = readers.comments(sheet)
    dates = when.dates(sheet, language[0] if language else None)
    source = sources.source(sheet, text)
    findings = [*title, *_deck(deck), *_dates(dates, readers.earliest(remarks)), *_writers(sheet, source), *source, *credits_of(sheet)]
    findings += [*place_of(sheet), *_section(sheet), *_address(sheet), *readers.declared(sheet)]
    if language:
        findings.append(Finding("language", language[0], 0, "", "the words of the text", language[1]))
    used = {row.line.number for row in told} | ({deck.line.number} if deck else set())
    media = bodies.captions(sheet, used)
    return Draft(
        findings=tuple(findings),
        body=blocks,
        media=media,
        highlights=(*(row.text for row in told), *pulled),
        comments=remarks,
        marks=(*_worked_out(findings), *_broken(blocks), *_cut(text), *unpaid(sheet, wall), *_another(sheet, other)),
        dropped=tuple(lost_prose(sheet, used, media)),
        labels=tuple((row.line.number, row.zone, row.text) for row in sheet.rows),
    )


def _title(sheet: Sheet) -> list[Finding]:
    at = sheet.title_at if sheet.title_at is not None else _likeliest(sheet)
    if at is None:
        return []
    row = sheet.rows[at]
    value, confidence = row.text, min(0.95, 0.55 + 0.06 * sheet.title_scores[at])
    following = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else None
    if following and following.zone == "title" and fold(following.text) != fold(value):
        value = f"{value} {following.text}"
    if sheet.page and value == sheet.page.whole:
        value = sheet.page.headline
    elif at == 0:
        value = split_title(value, [other.text for other in sheet.rows[1:40]]).headline
    others = sorted(
        ((score, other) for score, other in zip(sheet.title_scores, sheet.rows, strict=True) if other is not row and score > 1), key=lambda one: -one[0]
    )
    rejected = tuple(
        Rejected(other.text, f"line {other.line.number}, score {score:.1f} of {sheet.title_scores[at]:.1f}")
        for score, other in others[:3]
        if other.text != value
    )
    return [Finding("title", value, row.line.number, row.text, "the line that is most like a headline", round(max(0.2, confidence), 2), rejected)]


def _likeliest(sheet: Sheet) -> int | None:
    """Where no line was labelled as the headline: the one above the text that is most like one."""
    above = range(sheet.body_at or 0)
    best = max(above, key=lambda at: sheet.title_scores[at], default=None)
    return best if best is not None and sheet.title_scores[best] > 0.5 else None


def _deck(row: Labelled | None) -> list[Finding]:
    return [Finding("subtitle", row.text, row.line.number, row.text, "a line between headline and body", 0.75)] if row else []


def _dates(found: list[Finding], first_comment: str | None) -> list[Finding]:
    """A stamp later than a reader's comment is that of a change: then only its day holds for the publication."""
    date = next((finding for finding in found if finding.field == "date"), None)
    if (
        not date
        or not first_comment
        or "T" not in date.value
        or (first_comment[16:] not in (date.value[19:], date.value[16:]) and first_comment[19:] != date.value[19:])
    ):
        return found
    if not (day_before(date.value[:10]) <= first_comment[:10] <= date.value[:10] and first_comment[:16] < date.value[:16]):
        return found
    why = f"{OLDER} of {first_comment} is older than this stamp"
    day = Finding("date", first_comment[:10], date.line, date.words, why, 0.8, (Rejected(date.value, "the stamp of a later change"),))
    rest = [finding for finding in found if finding.field not in ("date", "updated")]
    return [day, Finding("updated", date.value, date.line, date.words, why, 0.8), *rest]


def _worked_out(found: list[Finding]) -> Iterator[str]:
    """What to know of a date of change that nothing but a reader's comment tells."""
    for one in found:
        if one.field == "updated" and one.rule.startswith(OLDER):
            yield f'the one stamp of the page ("{one.words}") is taken for that of a change, for {one.rule.replace("this stamp", "it")}'


def day_before(day: str) -> str:
    return (date_of.fromisoformat(day) - timedelta(days=1)).isoformat()


def _writers(sheet: Sheet, source: list[Finding]) -> list[Finding]:
    """The byline without the publisher's own name, where others stand beside it."""
    house = {finding.value.casefold() for finding in source if finding.field == "source"}
    found = who.authors(sheet, house)
    people = [finding for finding in found if finding.value.casefold() not in house]
    return people or found


def credits_of(sheet: Sheet) -> list[Finding]:
    found = []
    for row in sheet.zone("credits", "head", "box", "body", "tail"):
        if row.zone == "credits" or row.has("credits") or (size(row.text) <= SHORT and EDITOR.search(row.text)):
            for role, people in credited(row.text).items():
                if role != "reporting":
                    found += [Finding(f"credits.{role}", name, row.line.number, row.text, "credited by role", 0.9) for name in people]
    return found


def place_of(sheet: Sheet) -> list[Finding]:
    said = Counter(name for row in sheet.zone("body") if (name := speaker(row.text)))
    for row in [*sheet.zone("body")][:2]:
        line = dateline(row.text)
        if line and line.place and said[speaker(row.text) or ""] < 2:
            return [Finding("place", line.place, row.line.number, row.text[: line.end].strip(), "dateline", 0.9)]
    for row in sheet.zone("head"):
        found = PLACE_STAMP.match(row.text)
        place = without_days(found[1]) if found and stamps(row.text) and not row.has("published", "updated", "by") else ""
        if place and size(place) <= 3 and is_place(place):
            return [Finding("place", normal_case(place), row.line.number, row.text, "beside the date", 0.75)]
    return []


def _section(sheet: Sheet) -> list[Finding]:
    for row in sheet.rows:
        if row.zone in ("body", "comments"):
            continue
        if found := SECTION.match(row.text):
            return [Finding("section", found[1].strip(), row.line.number, row.text, "labelled", 0.85)]
        if (found := CRUMB.match(row.text)) and size(found[1]) <= 8:
            parts = [part.strip() for part in re.split(r"[>›»/]", found[1]) if part.strip()]
            if parts and size(parts[0]) <= 3:
                return [Finding("section", parts[0], row.line.number, row.text, "the trail of sections", 0.75)]
    return []


def _address(sheet: Sheet) -> list[Finding]:
    for row in sheet.rows:
        if row.zone in ("pre", "title", "head") and (found := ADDRESS.match(row.text)):
            return [Finding("url", found[1], row.line.number, row.text, "a line that is an address", 0.7)]
    return []


def _broken(blocks: tuple[Block, ...]) -> list[str]:
    return [f'the text breaks off in line {block.line}: "... {block.text[-40:].lstrip()}"' for block in bodies.broken(blocks)]


def _cut(text: str) -> Iterator[str]:
    words = cut_words(text)
    if words:
        told = ", ".join(f"{word} (line {number})" for number, word in words[:TOLD])
        yield f"a hyphen at the end of a line was kept, for the text does not tell whether it is the word's own: {told}{', ...' if words[TOLD:] else ''}"


def unpaid(sheet: Sheet, wall: int | None) -> Iterator[str]:
    """A remark on a text that ends where its page asks to pay for the rest, in the line at that place."""
    if wall is not None:
        row = sheet.rows[wall]
        yield f'the text breaks off at a paywall (line {row.line.number} of the capture: "{row.text[:60]}")'


def _another(sheet: Sheet, other: Next | None) -> Iterator[str]:
    if other:
        row = sheet.rows[other.at]
        what = "its lines are not in the body: import it from a file of its own" if other.sure else "its lines are in the body"
        yield f'another report seems to begin in line {row.line.number} of the capture ("{row.text[:60]}"); {what}'


def lost_prose(sheet: Sheet, used: set[int], captions: tuple[Caption, ...]) -> list[tuple[int, str]]:
    """Lines of prose that are in no part of the record, so that nothing is left out in silence."""
    shown = " ".join(f"{caption.shows} {caption.credit}" for caption in captions)
    out = []
    for row in sheet.rows:
        prose = sentence_like(row.text) >= 0.6 and size(row.text) >= 12
        captioned = row.zone in ("head", "box") and row.text[:40] in shown
        if prose and row.zone in ("pre", "box", "tail", "head") and row.line.number not in used and not captioned:
            out.append((row.line.number, row.text))
    return out
