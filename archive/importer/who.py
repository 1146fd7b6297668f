"""Who wrote a report: its byline, in one line or split over several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

from archive.importer import eastern
from archive.importer.datelines import dateline
from archive.importer.dates import is_age, stamps
from archive.importer.features import is_post, sentence_like, size
from archive.importer.findings import Finding
from archive.importer.labelled import SIGNED_END, Labelled, Sheet
from archive.importer.language import FUNCTION_WORDS
from archive.importer.lexicon import categories, fold, opening
from archive.importer.outlets import by_name
from archive.importer.people import MAIL, addressed, byline, credited, is_name_line, names, placed, strip_by, unglued, with_role, without_notes
from archive.importer.signatures import reporters, signature
from archive.importer.when import is_anothers

CONNECTS = re.compile(r"^(?:,|&|;|/|\||•|·|and|und|et|y|e|en|och|og|и|,? and|、)$")
CLOSES = re.compile(r"(?:and|und|et|y|e|en|och|og|и)\b")
MARKS = re.compile(r"\s*[|·•/]\s*|(?<=\w)\s?(?=@\w)")
PARTED = re.compile(rf"{MARKS.pattern}|\s[-–—]\s")
NUMBERED = re.compile(r"(\D{4,40}?)\s?\d+\D{0,20}$")
SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}")
HANDLE = re.compile(r"@\w+")
LABELLED = re.compile(r"(?:Author|Autor(?:in)?(?:/Autor(?:in)?)?|Auteur|Autore|Автор|作者)\s?[:：/]|Autorin/Autor\b")
THING = re.compile(r"(?:[^\W\d_]{4,}(?:schaft|heit|keit|tion|tionen|ismus|ität|ungen)|[^\W\d_]{6,}ung)s?\b")
PICTURED = re.compile(r"(?i)\S\s(?:fotos?|photos?|photographs?|bild(?:er)?|illustrations?)\s?(?::|by\b|von\b|de\b)")
GIVEN = {"will", "may", "an", "le", "la", "de", "van", "von", "mais", "una", "do", "den", "dan", "jan", "per", "el", "al", "di", "da", "ha", "bin", "din", "vi"}
ARABIC = re.compile(r"[\u0621-\u0652]{3,12}(?: [\u0621-\u0652]{2,10})?\s?[:–-]\s?([\u0621-\u0652]{2,10}(?: [\u0621-\u0652]{2,10}){1,2})")
"""A place before a name."""
WROTE = re.compile(r"(?i)(?:text|words|story) by ")
FROM = re.compile(r"(?i:de|do|da|from)\s")  # a line below a name that tells the place: "DE SÃO PAULO"
TITLE = 5  # words of what somebody does
LINE = 12  # words of a line of names and where they report from
NAMED = 0.7  # a line of people beside their newspaper's name speaks for as much
ENDING = 5  # lines
TAKEN = 0.4  # a place that speaks for less is none
BELOW = 25  # lines below the text in which a label is believed that says who the author is
PROPER = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]+)(?: (?:[A-ZÀ-Þ][\w.'’-]*|of|the|de|der)){0,4}")
WITHIN = re.compile(
    r"(?:\s|\||·|,)\s?((?:(?:[Bb]y|BY|Von|Par|Por|Door)\b|Автор:?|Haber\s?:|Yazan\s?:|بقلم|作者[:：]|记者[:：\s]?|文[/・／])\s?.{2,60})$"
)
"""A byline that follows something else in its line."""

Candidate = tuple[float, Labelled, tuple[str, ...], str]


def authors(sheet: Sheet, house: Collection[str] = ()) -> list[Finding]:
    """Findings for "byline", one a name, all from the best place; `house` are names of the publisher, which give way to people."""
    found = sorted((one for one in _candidates(sheet) if one[0] >= TAKEN), key=lambda one: -one[0])
    if not found:
        return []
    own = {fold(name) for name in house}
    of_the_house = all(fold(name) in own for name in found[0][2])
    confidence, row, people, rule = next((one for one in found if _is_instead(one, found[0], of_the_house)), found[0])
    people = tuple(name for name in people if not by_name(name)) or people
    return [Finding("byline", name, row.line.number, row.text, rule, confidence) for name in people]


def _is_instead(other: Candidate, first: Candidate, of_the_house: bool) -> bool:
    """Whether a line of people is meant rather than the one that names their newspaper: any where that is the page's own, else one beside it."""
    if all(map(by_name, other[2])) or not {*other[2]}.isdisjoint(first[2]):
        return False
    near = all(map(by_name, first[2])) and abs(other[1].line.number - first[1].line.number) <= 2
    return (near and other[0] >= NAMED) or of_the_house


def _candidates(sheet: Sheet) -> Iterator[Candidate]:
    title, end = sheet.title_at, sheet.body_ends
    for at, row in enumerate(sheet.rows):
        place = _place(sheet, at, title, end)
        pictured = row.has("photo") and not (PICTURED.search(row.text) and opening("by", row.text))  # "By Jane Doe Photo: John Roe"
        if place <= 0 or pictured or row.has("comments", "reply", "speaker", "advert") or is_post(row.text) or _credits_others(row):
            continue
        if row.has("legal") and not row.has("by") and not LABELLED.search(row.text):
            continue
        for confidence, people, rule in _in_row(sheet, at, row):
            if people:
                yield round(confidence * place, 2), row, people, rule
        if people := _addressed(sheet, at):
            yield round(0.96 * place, 2), row, people, "names with addresses for mail"
    yield from _told_as(sheet, end)
    yield from _within(sheet, end)


def _told_as(sheet: Sheet, end: int) -> Iterator[Candidate]:
    """Candidates that their own words tell to be reporters, wherever the line stands."""
    for row in (*sheet.zone("body", "head"), *sheet.rows[end : end + 3]):
        for found in (eastern.INLINE.search(row.text), eastern.REPORTER_END.search(row.text) if row.seen["after"] < 0.5 else None):
            people = names(next(filter(None, found.groups()))) if found else ()
            if people:
                yield 0.7, row, people, "a reporter named in brackets in the text"
    for row in (*sheet.zone("head", "credits"), *sheet.rows[end : end + 2]):
        if (told := signature(row.text)) and told.names and (opening("by", row.text) or not row.has("photo")):
            yield 0.8, row, told.names, "names beside an agency's"
        elif row.zone == "head" and (people := reporters(row.text)):
            yield 0.8, row, people, "a line of reporters"
    for row in sheet.zone("credits"):
        if people := credited(row.text).get("reporting", ()):
            yield 0.55, row, people, "reporting credited below the text"
    for row in sheet.rows[end : end + 3]:
        if people := credited(row.text).get("writing", ()) if WROTE.match(row.text) else ():
            yield 0.55, row, people, "the text credited below it"


def _within(sheet: Sheet, end: int) -> Iterator[Candidate]:
    """Candidates at the beginning of the text, and at its end."""
    for row in [*sheet.zone("body")][:2]:
        if people := _after_dateline(row.text):
            yield 0.8, row, people, "a byline behind the dateline"
    for row in sheet.rows[max(0, end - ENDING) : end]:
        if (signed := SIGNED_END.search(row.text)) and row.zone == "body" and is_name_line(signed[1]) and not is_told_of(signed[1], sheet, but=row):
            yield 0.62, row, names(signed[1]), "names in brackets that end the text"


def _after_dateline(text: str) -> tuple[str, ...]:
    """The names in "MERROW, March 12 (Reuters) -- by Jane Doe, John Roe The harbour board voted": the last capital before a small letter begins the text,
    or a little word does."""
    line = dateline(text)
    rest = text[line.end :].lstrip() if line else ""
    mark = opening("by", rest)
    if not mark:
        return ()
    words = rest[mark:].split()
    capital = [*takewhile(lambda word: word[:1].isupper() or word in ("and", "&"), words[:LINE])]
    ends = next((at for at, word in enumerate(capital) if at > 1 and word.lower() in FUNCTION_WORDS - GIVEN and word[:1].isupper()), len(capital) - 1)
    return tuple(name for name in names(" ".join(capital[:ends])) if " " in name)


def _credits_others(row: Labelled) -> bool:
    """Whether a line says who did what besides writing; "Written by" at the head of a report is its byline."""
    roles = credited(row.text)
    if roles and not row.text.isascii() and byline(row.text) and opening("by", row.text):
        return False  # Chinese lines name the editor after the reporter
    return bool(roles) and not (row.zone in ("head", "pre") and set(roles) <= {"writing", "reporting"})


def _place(sheet: Sheet, at: int, title: int | None, end: int) -> float:
    row = sheet.rows[at]
    if row.zone == "box" and sheet.body_at is not None and at > sheet.body_at + 1 and not row.has("by", "published", "updated") and is_anothers(sheet, at):
        return 0.0
    if _is_head(sheet, at) or (row.zone in ("box", "sub") and title is not None and at - title <= 14):
        return 1.0
    if row.zone == "pre" and title is not None and title - at <= (8 if row.has("by") else 5):
        return 0.8 if row.has("by") or title - at <= 2 else 0.6
    if row.zone == "pre" and title is None and row.has("by") and at < (sheet.body_at or 0):
        return 0.8
    if row.zone == "credits":
        return 0.85
    if end <= at <= end + 2 and row.zone in ("tail", "box"):
        return 0.6
    if row.zone == "body" and (at == end - 1 or (at >= end - ENDING and _is_signed(sheet, at, end))):
        return 0.6
    return 0.7 if end <= at <= end + BELOW and row.zone in ("tail", "box") and LABELLED.match(row.text) else 0.0


def _is_signed(sheet: Sheet, at: int, end: int) -> bool:
    """Whether a line is a byline below the last sentence of the text: "By Jane Doe", "Editor: John Roe", "Most read"."""
    ends = size(sheet.rows[at].text) <= LINE and sheet.rows[at].has("by") and not sheet.rows[at].text.endswith((".", "!", "?"))
    return ends and all(size(row.text) <= LINE and sentence_like(row.text) < 1 for row in sheet.rows[at + 1 : end])


def _in_row(sheet: Sheet, at: int, row: Labelled) -> Iterator[tuple[float, tuple[str, ...], str]]:
    known = categories(row.text)
    if "by=" in known:
        people = _split(sheet, at)
        yield 0.95, people, "the names after a line that says by"
    elif row.has("by") and size(row.text) <= 30:
        own = byline(row.text) or _proper(strip_by(row.text))
        after = sheet.rows[at + 1].text if at + 1 < len(sheet.rows) else ""
        more = _split(sheet, at) if own and (re.search(r"(?:,| and|&)$", row.text) or re.match(r"(?:[Aa]nd|AND|&) (?=[A-Z])", after)) else ()
        yield 0.95 if row.zone != "tail" else 0.8, (*own, *more), "a byline"
    elif (
        (rest := _undated(row.text))
        and size(row.text) <= 24
        and (opening("by", rest) or (_named(rest) and not opening("published", rest) and not opening("updated", rest)))
    ):
        yield 0.85, byline(rest), "names beside a date"
    elif people := _signed(row):
        yield 0.8, people, "a name before the date in its line"
    elif found := WITHIN.search(row.text):
        if size(row.text) <= 24:
            yield 0.85, tuple(name for name in byline(found[1].strip()) if " " in name or not name.isascii()), "a byline within a line"
    elif row.zone in ("head", "pre") and row.has("role") and (found := re.match(r"([^,|]{4,40})\s*[,|]\s", row.text)) and is_name_line(found[1]):
        yield 0.8, names(found[1]), "a name with a role"
    elif row.zone == "head" and (signed := eastern.in_head(sheet, at, any(other.has("date") for other in _beside(sheet, at)))):
        yield signed
    elif row.has("names") and not row.has("related", "tags", "published", "updated") and _holds_names(sheet, at) and not _is_thing(row.text):
        yield _names_only(sheet, at, row)
    elif row.zone == "head" and size(row.text) <= LINE and not row.has("published", "updated") and _by_a_date(sheet, at):
        held = tuple(name for name in _with_place(row.text) if not is_told_of(name, sheet))
        yield (0.8, people, "a name with a role, beside the date") if (people := with_role(row.text)) else (0.7, held, "names with a place, beside the date")


def _with_place(text: str) -> tuple[str, ...]:
    """The names of a line that tells from where they report, as well: "Jane Doe, Merrow", "From Jane Doe, Merrow"; or of one that ends in a full stop."""
    if found := ARABIC.fullmatch(text):
        return (found[1],)
    if found := re.fullmatch(r"(?:From|FROM) ([^,]{4,40}),\s[A-Z][\w ]{2,20}", text):
        return names(found[1]) if is_name_line(found[1]) else ()
    return placed(text) or (names(bare) if is_name_line(bare := text.removesuffix(".")) and not _is_thing(bare) else ())


def _by_a_date(sheet: Sheet, at: int) -> bool:
    return any(other.has("date", "published", "updated") for other in _beside(sheet, at))


def _beside(sheet: Sheet, at: int) -> tuple[Labelled, ...]:
    """The lines right above and below one."""
    return (*sheet.rows[max(0, at - 1) : at], *_below(sheet, at)[:1])


def _below(sheet: Sheet, at: int) -> list[Labelled]:
    """The two lines right below one, but for marks and the newspaper's address."""
    return [row for row in sheet.rows[at + 1 : at + 5] if not CONNECTS.match(row.text) and not SITE.fullmatch(row.text)][:2]


def _is_head(sheet: Sheet, at: int) -> bool:
    """Whether a line stands at the head of the report, also between its headline and the same headline again."""
    row, title = sheet.rows[at], sheet.title_at
    again = row.zone == "pre" and title is not None and any(other.text == sheet.rows[title].text for other in sheet.rows[max(0, at - 6) : at])
    return row.zone == "head" or again


def _is_thing(text: str) -> bool:
    """Whether words that could be a name are rather a label: they begin with a little word, hold a word for a thing, or name an agency."""
    first = re.match(r"[^\W\d_]+", text)
    if by_name(text):
        return False
    if (told := signature(text)) and not told.names:
        return True
    return text.endswith(("-", "–", "—")) or (first is not None and first[0].lower() in FUNCTION_WORDS - GIVEN) or THING.search(text) is not None


def _addressed(sheet: Sheet, at: int) -> tuple[str, ...]:
    """The names of a run of lines, each a name and its address for mail, that begins here."""
    if at and addressed(sheet.rows[at - 1].text):
        return ()
    rows = takewhile(lambda row: addressed(row.text), sheet.rows[at:])
    return tuple(name for row in rows for name in addressed(row.text))


def _proper(text: str) -> tuple[str, ...]:
    """What a line says after "By" where it has the form of a name, though not of a person's."""
    return (text,) if PROPER.fullmatch(text) and " " in text and stamps(text) == () else ()


def _signed(row: Labelled) -> tuple[str, ...]:
    """The name that a line like "Jane Doe · Merrow Courier · Posted: 12 March 2013" begins with, or one like "Jane Doe 3 minutes ago"."""
    timed = NUMBERED.match(row.text) if row.zone == "head" else None
    if timed and (row.has("ago") or "readtime" in categories(row.text[timed.end(1) :].strip())) and is_name_line(timed[1]) and not _is_thing(timed[1]):
        return names(timed[1])
    mark = MARKS.search(row.text)
    first, rest = (row.text[: mark.start()], row.text[mark.end() :]) if mark else ("", "")
    dated = bool(stamps(rest)) or row.has("ago", "published", "updated")
    handled = HANDLE.match(rest) is not None and " " in first
    known = is_name_line(first) and not _is_thing(first) and not is_age(first)
    return names(first) if mark and (dated or handled) and row.zone != "body" and known else ()


def is_told_of(name: str, sheet: Sheet, but: Labelled | None = None) -> bool:
    """Whether a name is rather that of somebody in the report: it stands in the headline, or within a line of the text above those that end a
    long one, which can tell who wrote it. One line may have it."""
    title = sheet.title_at
    if title is not None and name in sheet.rows[title].text:
        return True
    written = re.compile(re.escape(name), re.I if name.isupper() else 0)
    rows = [row for row in sheet.zone("body") if row is not but]
    return any(found.start() for row in rows[: max(ENDING, len(rows) - ENDING)] if (found := written.search(row.text)))


def _holds_names(sheet: Sheet, at: int) -> bool:
    """Whether a line of names can be a byline where it stands: at the head, or right below the text."""
    row, title = sheet.rows[at], sheet.title_at
    near = row.zone == "box" and title is not None and at - title <= 6 and any(other.has("date", "ago", "readtime") for other in sheet.rows[at + 1 : at + 3])
    return near or row.zone in ("head", "pre", "credits") or sheet.body_ends <= at <= sheet.body_ends + 1


def _named(text: str) -> bool:
    """Whether a text is names, perhaps with the letters of an agency: "Jane Doe / TNN"."""
    return is_name_line(text) or is_name_line(re.sub(r"\s*[/|,]\s*[A-Z]{2,5}\s*$", "", text)) or bool(placed(text))


def _undated(text: str) -> str:
    """The words of a line around its dates; nothing where it has none."""
    found = stamps(text)
    if not found:
        return ""
    after = PARTED.split(text[found[-1].end :].strip(" ,|·•-–—/"))[0]
    before = unglued(text[: found[0].start].strip(" ,|·•-–—/"))
    return after if size(after) >= 1.5 and not (opening("updated", after) and _named(before)) else before


def _names_only(sheet: Sheet, at: int, row: Labelled) -> tuple[float, tuple[str, ...], str]:
    """A line of names without a word that says what they are: what stands beside it decides."""
    first, last = _run_of_names(sheet, at)
    if at != first:
        return 0.0, (), ""
    beside = (*sheet.rows[max(0, first - 1) : first], *_below(sheet, last))
    mailed = any(MAIL.fullmatch(other.text) for other in beside)
    backed = mailed or any(other.has("role", "date", "published", "updated", "readtime", "ago", "by", "share") for other in beside)
    rows = [other for number, other in enumerate(sheet.rows[first : last + 1]) if other.has("names") and not (number and FROM.match(other.text))]
    people = [name for other in rows for name in names(other.text)]
    people = [name for name in people if not is_told_of(name, sheet)]
    if all(by_name(name) for name in people):
        return (0.5, tuple(dict.fromkeys(people)), "an agency's name beside a date") if backed and row.zone == "head" else (0.0, (), "")
    ends = at == sheet.body_ends and not row.has("repeated")
    return (
        (0.9 if mailed else 0.75 if backed else 0.7 if ends else 0.5 if _is_head(sheet, at) else 0.3),
        tuple(dict.fromkeys(people)),
        "a line of names" + (" beside a date or role" if backed else ""),
    )


def _run_of_names(sheet: Sheet, at: int) -> tuple[int, int]:
    """The first and the last of the lines of names (with words like "and" or addresses for mail between) that a line stands among."""

    def follows(other: int) -> bool:
        row = sheet.rows[other]
        parts = CONNECTS.match(row.text) or MAIL.fullmatch(row.text)
        return row.zone == sheet.rows[at].zone and (row.has("names") or parts is not None) and not row.has("photo", "date")

    def parts(other: int) -> bool:
        """Whether a line stands between two names because it tells what each of both does, or for whom."""
        if not 0 < other < len(sheet.rows) - 2 or not (follows(other - 1) and follows(other + 1)):
            return False
        row, below = sheet.rows[other], sheet.rows[other + 2]
        return size(row.text) <= TITLE and not row.has("date", "ago", "photo") and (row.text == below.text or (row.has("role") and below.has("role")))

    first = last = at
    while first > 0 and at - first < 8 and (follows(first - 1) or parts(first - 1)):
        first -= 1
    while last + 1 < len(sheet.rows) and last - at < 8 and (follows(last + 1) or parts(last + 1)):
        last += 1
    while first < at and not sheet.rows[first].has("names"):
        first += 1
    return first, last


def _split(sheet: Sheet, at: int) -> tuple[str, ...]:
    """Names that stand on lines of their own after a line like "By"."""
    found: list[str] = []
    linked, closed = True, False
    for row in sheet.rows[at + 1 : at + 12]:
        text = without_notes(row.text)
        if closed and text.startswith(","):
            break  # after "A and B" a comma parts the place
        closed = closed or CLOSES.match(text) is not None
        if CONNECTS.match(text) or "by=" in categories(text) or (found and HANDLE.fullmatch(text)):
            linked = True
            continue
        tied = unglued(re.sub(r"^(?:,|[Aa]nd\b|AND\b|&|und\b|et\b|y\b)\s*", "", text))
        joined = re.sub(r"\s*(?:\band|&|\bund|\bet|\by)$", "", tied)
        more = names(joined) if is_name_line(joined) or (not found and size(joined) <= 8 and not opening("published", joined)) else ()
        if not found and (not more or re.match(r"[A-ZÀ-Þ]+\d", joined)) and PROPER.fullmatch(joined) and not row.has("date", "share", "nav", "related"):
            more = (joined,)
        if not more or (found and not (linked or tied != text or (row.has("names") and row.zone == sheet.rows[at].zone))):
            break
        found += more
        linked = text.endswith((",", " and", "&", " und", " et", " y"))
    return tuple(dict.fromkeys(found))
