"""The lines of a text capture: markup of plain-text converters taken off, wrapped lines and split paragraphs made whole."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise

from archive.importer.dates import is_age, months, stamps, weekdays
from archive.importer.lexicon import categories, fold, opening, patterns
from archive.importer.people import byline

LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s<>]*(?:\([^()]*\)[^()\s]*)*)>?(?:\s+\"[^\"]*\")?\s*\)")
END = re.compile(r"[.!?…。！？؟।]+[\"'”’»«“‘」』)\]）】*]*(?:\s?[\[(]\d+[\])])?$")
CLOSING = re.compile(r"^(?:[,.;:!?)\]}”’»、，。；：！？）」』]|['’]s\b)")
OPENING = re.compile(r"[(\[{“‘«「『（]$")
QUOTED = re.compile("„[^„“]*“$")  # German quotations end with the sign that English ones begin with
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
CARRIES_ON = re.compile(
    r"(?:,|(?<![\w.])(?:the|a|an|of|to|in|on|at|by|for|from|with|and|or|but|that|which|who|as|is|was|were|are|has|had|have|said|says|told|according to"
    r"|called|its|his|her|their|than|into|about"
    r"|der|die|das|den|dem|des|ein|eine|einer|einem|und|von|vom|zu|zur|zum|mit|für|auf|bei|im|am|als|dass|sagte|nach"
    r"|le|la|les|un|une|du|de|et|à|au|aux|dans|par|pour|sur|que|qui|avec|selon|el|los|las|una|del|al|y|en|con|por|para|se|su|según"
    r"|o|os|as|do|da|dos|das|um|uma|no|na|com|il|lo|gli|di|della|dello|dei|che|per|het|een|van|op|met|voor|och|att|som|av|till|w|z|na|do|i|że|в|на|с|и|по|что|от|из|к))$",
)
ABBREVIATED = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|Reps?|Sens?|Gov|Gen|Lt|Col|Sgt|Capt|Rev|Hon|vs)\.$")
PART = re.compile(r"[^\W\d_]+|\d{1,4}(?:st|nd|rd|th|er|º|ª)?")
HAND = re.compile(r"[\s,.|·•@(–-]*(?:[01]?\d|2[0-3])[:.hH][0-5]\d(?::[0-5]\d)?\s?(?:[ap]\.?m\.?|uhr|hrs?|h)?(?:\s\(?[A-Z]{2,4}(?:\s?[+-]\d\d?)?\)?)?", re.I)
PARTS = 8
"""A date stands on so many lines at most."""
CLOCK = re.compile(r"\d\s?[ap]\.?m\.?$", re.I)
TAIL = 200
"""So many signs at the end of a line are looked at to tell how it ends."""
WRAP = (50, 100)
TURN = 60
"""A line that tells of another page of the paper has so many signs at most, and ends with its number."""
PAGE = re.compile(
    r"(?:\b(?:pages?|pg|p|seite|s|página|pág|pagina|pag|sidan|side|str|strana|стр|страниц\w+)\.?\s?[A-Z]{0,2}|\b[A-Z]{1,2}-?|[第转轉接])"
    r"\d+[a-z]?\s?[版面頁页]?[)）\]】.*»>\s]*$",
    re.I,
)
CUT = re.compile(r"(?:^|[\s(“„«\"'‘])((?:[^\W\d_]+-)*[^\W\d_]{2,})-$")
REST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
COLUMN = 10
"""The line of a column has so many signs at least."""
TIED = {"und", "oder", "bzw", "bis", "sowie", "and", "or", "to", "et", "ou", "y", "o", "e", "en", "of", "og", "och", "eller", "i", "и", "или", "by"}
"""Words after a hyphen that stands for what follows: "two- and three-year"."""
NEAR = 3
"""A byline that begins with a small letter, or is in pieces, has so many lines at most."""
LINKED, MANY, PROSE = 50, 4, 30
"""A link has so many signs at most; so many words of a line, or signs, tell that it is no label."""
SHEET = re.compile(
    r"(?i)(?:^|\s)(?:(?:page|seite|página|pagina|pág\.?|strona|sida|side|стр\.?) \d{1,3} (?:of|von|de|sur|di|van|z|av|af|из) \d{1,3}"
    r"|\d{1,3} ?/ ?\d{1,3})$"
)
ADDRESSED = re.compile(r"^(https?://\S+) \d[\d./-]{5,9},?(?: \d\d?:\d\d(?::\d\d)?(?: [AP]M)?)?$")
QUOTED_LINES = 5
"""So many lines that begin with ">" make an e-mail that quotes another."""
MAIL_HEAD = re.compile(
    r"(?i)(?:From|To|Cc|Bcc|Date|Sent|Subject|Reply-To|Von|An|Datum|Gesendet|Betreff|De|À|Objet|Envoyé|Para|Fecha|Enviado|Asunto|Da|A|Data|Inviato|Oggetto|Aan|Verzonden"
    r"|Onderwerp|От|Кому|Дата|Тема)\s?:\s"
)
MAIL_FIELDS, MAIL_HEADS = 3, 30
"""So many fields stand at the head of an e-mail, those among them that tell from whom it is and when it was sent; and in so many rows at the top."""
SENT_BY = {"from", "von", "de", "da", "от"}
SENT_AT = {"date", "sent", "datum", "gesendet", "envoyé", "fecha", "enviado", "data", "inviato", "verzonden", "дата"}
COLONS = {":", "："}
LABEL = 60
"""A label has so many signs at most."""
SPLIT = 0.04
"""Where so many lines of a capture begin with what only ends or goes on with a sentence, it was split at its links."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or a paragraph made whole again.

    `number` is that of its first line in the capture, from 1; `gap` tells whether an empty line stands before it. `level` is
    that of a Markdown heading (0: none), `bullet` a list mark, `linked` the part of its signs that stood in links, from 0 to 1;
    `href` is the address of a line that is one link. `apart`: it stands in a part of a page that is no running text.
    """

    number: int
    text: str
    gap: bool = False
    level: int = 0
    bullet: str = ""
    linked: float = 0.0
    href: str = ""
    apart: bool = False


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines that have words, in order. Lines that only tell on which page of the paper the text goes on are none, nor is the head of an e-mail, nor what a
    browser prints on each sheet."""
    rows, _ = _rejoined(_unprinted(_unmailed([" ".join(row.split()) for row in text.split("\n")])))
    turns = {number for number, row in enumerate(rows, 1) if is_turn(row)}
    rows = ["" if number in turns else row for number, row in enumerate(rows, 1)]
    first = next(filter(None, rows), "")
    marked = len(LINK.findall(text)) >= 3 or first.startswith("# ") or sum(row.startswith(("# ", "## ")) for row in rows) >= 2
    groups = (
        _unwrapped(rows) if _is_wrapped(rows) else [(number, row, not rows[number - 2] if number > 1 else True) for number, row in enumerate(rows, 1) if row]
    )
    lines = _over_turns([_line(number, row, gap, marked) for number, row, gap in groups], turns)
    return tuple(_joined(_with_whole_dates([line for line in lines if re.search(r"\w", line.text) or CLOSING.match(line.text)])))


def _unmailed(rows: list[str]) -> list[str]:
    """The rows of a forwarded e-mail without the marks of quoted lines, and without what its heads say: who sent it to whom, and when. Such a capture begins
    with one; a message that a report quotes stays whole."""
    quoted = [row for row in rows if row.startswith(">")]
    if len(quoted) >= QUOTED_LINES and len(quoted) >= sum(bool(row) for row in rows) / 2:
        rows = [re.sub(r"^(?:> ?)+", "", row) for row in rows]
    if not any(MAIL_HEAD.match(row) for row in [*filter(None, rows)][:2]):
        return rows
    out, at = list(rows), 0
    while at < min(len(rows), MAIL_HEADS):
        end = next((end for end in range(at, len(rows)) if not MAIL_HEAD.match(rows[end])), len(rows))
        fields = {fold(rows[row].partition(":")[0]) for row in range(at, end)}
        if len(fields) >= MAIL_FIELDS and fields & SENT_BY and fields & SENT_AT:
            out[at:end] = [""] * (end - at)
        at = max(end, at + 1)
    return out


def _unprinted(rows: list[str]) -> list[str]:
    """The rows without what a browser prints at the head and the foot of each sheet: the page's title with the number of the sheet, its address with the
    moment of printing. Their words stay once. Only lines that count the sheets through show that there are any: "SP 7/2" is none."""
    numbers: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        if found := SHEET.search(row):
            sheet, of = (int(number) for number in re.findall(r"\d+", found[0]))
            numbers[row[: found.start()]].append((sheet, of))
    sheets = {stem for stem, told in numbers.items() if len(told) > 1 and told == [(at, len(told)) for at in range(1, len(told) + 1)]}
    if not sheets:
        return rows
    seen: set[str] = set()
    out = []
    for row in rows:
        stem, address = SHEET.sub("", row), ADDRESSED.match(row)
        bare = stem if stem != row and stem in sheets else address[1] if address else None
        out.append(row if bare is None else "" if bare in seen else bare)
        seen.update([bare] if bare else [])
    return out


def cut_words(text: str) -> list[tuple[int, str]]:
    """The words that the end of a line has cut, by their lines, where the text does not tell whether their hyphen is their own."""
    return _rejoined([" ".join(row.split()) for row in text.split("\n")])[1]


def is_turn(row: str) -> bool:
    """Whether a line only tells on which page of a printed paper the text goes on, or from which it comes."""
    if len(row) > TURN or not PAGE.search(row):
        return False
    line, turned = fold(row).lstrip(" ([（【*>»-–—"), patterns()["turned"]
    return bool(turned.start.match(line) or turned.inside.search(line))


def terminal(text: str) -> bool:
    """Whether a line ends like a sentence."""
    return bool(END.search(text[-TAIL:]))


# ------------------------------------------------------------------------------------------------- words over two lines


def _rejoined(rows: list[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The rows with each word that the end of one had cut whole in the next, and those words of which the text does not tell whether
    they have a hyphen. It goes where the whole word stands elsewhere in the text; otherwise it stays."""
    if not any(CUT.search(row) for row in rows):
        return rows, []
    known = frozenset(REST.findall("\n".join(rows).casefold()))
    out, doubtful = list(rows), []
    for at, (row, after) in enumerate(pairwise(rows)):
        cut, rest = CUT.search(row), REST.match(after)
        if not cut or not rest or rest[0] in TIED or len(row) < COLUMN or not out[at].endswith("-"):
            continue
        named, hyphened = rest[0][0].isupper(), f"{cut[1]}-{rest[0]}"  # "Anne-Marie" is nobody's "Annemarie"
        if named and not cut[1][0].isupper():
            continue
        one = not named and (cut[1] + rest[0]).casefold() in known
        if not one and not named and hyphened.casefold() not in known:
            doubtful.append((at + 1, hyphened))
        head, part = out[at][: len(out[at]) - len(cut[1]) - 1].rstrip(), cut[1] if one else f"{cut[1]}-"
        if head:  # no row becomes empty, for an empty one parts paragraphs
            out[at], out[at + 1] = head, part + after
        else:
            moved = after.partition(" ")[0]
            out[at], out[at + 1] = part + moved, after[len(moved) :].lstrip()
    return out, doubtful


def _over_turns(lines: list[Line], turns: set[int]) -> list[Line]:
    """The lines, where one that a turn of the page had parted from the sentence above it stands right below that."""
    if not turns:
        return lines
    out = []
    for above, line in zip([None, *lines], lines, strict=False):
        parted = above is not None and any(above.number < turn < line.number for turn in turns)
        out.append(replace(line, gap=False) if parted and above and not terminal(above.text) and line.text[:1].islower() else line)
    return out


# ------------------------------------------------------------------------------------------------- dates over lines


def _with_whole_dates(lines: list[Line]) -> list[Line]:
    """The lines, with each date that stands in pieces on lines of its own ("Mar", "12", "2013") on one, and with its time."""
    out: list[Line] = []
    at = 0
    while at < len(lines):
        taken = _date_ends(lines, at)
        out.append(replace(lines[at], text=_one_line(lines[at:taken])) if taken - at > 1 else lines[at])
        at = taken
    return out


def _date_ends(lines: list[Line], at: int) -> int:
    """The place after the last piece of a date that begins in a line; after the line itself where none does, or it is whole."""
    ends, text = at + 1, lines[at].text
    if not (_is_dated(text) or _is_piece(text)):
        return ends
    while not _is_dated(text) and ends < min(len(lines), at + PARTS) and _is_piece(lines[ends].text):
        ends += 1
        text = _one_line(lines[at:ends])
    if not _is_dated(text):
        return at + 1
    return ends + 1 if ends < len(lines) and HAND.fullmatch(lines[ends].text) and stamps(text)[0].minutes is None else ends


def _one_line(lines: list[Line]) -> str:
    return re.sub(r"\s(?=[,.])", "", " ".join(line.text for line in lines))


def _is_dated(text: str) -> bool:
    """Whether a line ends with its one date, and says little before it."""
    if len(text) > LINKED:
        return False
    found = stamps(text)
    return len(found) == 1 and found[0].until is None and not re.search(r"\w", text[found[0].end :])


def _is_piece(text: str) -> bool:
    """Whether a line is nothing but parts of a date."""
    parts = PART.findall(fold(text)) if len(text) <= LINKED else []
    return all(part[0].isdigit() or part in months() or part in weekdays() or part in ("de", "del", "of") for part in parts)


# ------------------------------------------------------------------------------------------------------- wrapped lines


def _is_wrapped(rows: list[str]) -> bool:
    """Whether paragraphs were cut at a fixed width: most rows followed by another are nearly as long as the longest."""
    followed = [len(row) for row, after in pairwise(rows) if row and after and " " in row]
    plain = sorted(len(row) for row in rows if row and " " in row and "](" not in row)
    if len(followed) < 3 or not plain:
        return False
    widest = plain[int(len(plain) * 0.98)]
    full = sum(widest - 18 <= length <= widest + 25 for length in followed)
    return WRAP[0] <= widest <= WRAP[1] and full >= (0.5 if len(followed) > 5 else 0.8) * len(followed)


def _unwrapped(rows: list[str]) -> list[tuple[int, str, bool]]:
    widest = max(len(row) for row in rows if "](" not in row)
    out: list[tuple[int, str, bool]] = []
    before = ""
    for number, row in enumerate(rows, 1):
        if not row:
            before = ""
            continue
        fresh = re.match(r"(?:[*+•-] |#|\d+[.)] |>)", row)
        full = len(before) + len(row.split(" ")[0]) + 1 > widest - 2 and len(before) > 40
        if full and not fresh and (before[0] != "#" or (len(row) < widest / 2 and rows[number : number + 1] in ([""], []))):  # a headline's last words
            first, text, gap = out[-1]
            out[-1] = (first, f"{text} {row}", gap)
        else:
            out.append((number, row, number == 1 or not rows[number - 2]))
        before = row
    return out


# ------------------------------------------------------------------------------------------------------------- markup


def _line(number: int, row: str, gap: bool, marked: bool) -> Line:
    bullet = ""
    level = 0
    if found := re.match(r"([*+•▪‣◦·–-]) (?=\S)", row):
        bullet, rest = found[1], row[found.end() :]
        sign = bullet == "+" and (not marked or rest[0].isdigit())
        if sign or (bullet in "–-·" and not marked):  # a dash opens speech in many languages
            bullet, rest = "", row
        row = rest
    if marked and (found := re.match(r"(#{1,6}) +", row)):
        level, row = len(found[1]), row[found.end() :]
    if not marked:
        return Line(number, row, gap, level, bullet)
    whole = re.fullmatch(LINK, row)
    inside = sum(len(link[1]) for link in LINK.finditer(row))
    images = re.sub(r"!\[([^\[\]]*)\]\([^()]*\)", "", row)
    text = LINK.sub(lambda link: link[1], images)
    text = LINK.sub(lambda link: link[1], text)
    text = re.sub(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.+?)(?<=\S)\1(?!\w)", r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!>|~-])", r"\1", re.sub(r"^> ?", "", text))
    text = " ".join(text.split())
    return Line(number, text, gap, level, bullet, min(1.0, inside / max(len(text), 1)), whole[2] if whole else "")


# ----------------------------------------------------------------------------------------------------- split paragraphs


def _joined(lines: list[Line]) -> list[Line]:
    """Paragraphs that links or other marks had split over several lines are made one again."""
    split = _is_split(lines)
    head = _above_date(lines)
    out: list[Line] = []
    at = 0
    while at < len(lines):
        line, hung = lines[at], False
        at += 1
        while at < len(lines) and at not in head:
            taken = _continues(line, lines[at : at + 2], split, hung)
            if not taken:
                break
            for piece in lines[at : at + taken]:
                line = replace(line, text=_glue(line.text, piece.text, lines), linked=min(line.linked, piece.linked))
                hung = len(piece.text) <= LINKED and not _closed(piece.text) and piece.text[-1:] not in ":："
            at += taken
        out.append(line)
    return out


def _above_date(lines: list[Line]) -> set[int]:
    """The places of the short lines right above the first dates of a capture, before any prose: they sign the report, and go on with no headline."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if len(line.text) > PROSE and terminal(line.text):
            break
        if _is_meta(line.text) or (opening("published", line.text) and len(line.text) <= LINKED):
            found |= {at} if at and not CARRIES_ON.search(lines[at - 1].text) else set()
            found |= {other for other in range(max(1, at - NEAR), at) if _could_sign(lines[other:at]) and not CLOSING.match(lines[other].text)}
    return found


def _could_sign(lines: list[Line]) -> bool:
    """Whether lines are short, and none of them goes on with a sentence or ends in the middle of one."""
    return all(
        len(line.text) <= LINKED and not terminal(line.text) and (line.text in TIED or not CARRIES_ON.search(line.text))
        for line in lines
    )


def _is_split(lines: list[Line]) -> bool:
    """Whether links have split the paragraphs of a capture."""
    parted = sum(not line.gap and (CLOSING.match(line.text) is not None or (_is_small(line.text) and len(line.text.split()) >= MANY)) for line in lines)
    return parted >= 2 and parted >= SPLIT * len(lines)  # one can be an accident


def _continues(line: Line, after: list[Line], split: bool, hung: bool) -> int:
    """How many of the following lines belong to the same paragraph: 0, 1 or 2. `hung`: its last piece ended in the middle of a sentence."""
    text, piece = line.text, after[0]
    if _ends(line, piece):
        return 0
    if piece.text in COLONS:
        return 2 if len(after) > 1 and _labels(text, after[1]) else int(len(text) >= PROSE)
    initial = re.fullmatch(r"[A-ZÀ-ÝА-Я„“»«\"]", text) and re.match(r"[a-zà-ÿа-я]", piece.text) and len(piece.text) > 30
    words, tail = len(text[:TAIL].split()), text[-TAIL:]  # a paragraph can have thousands of pieces
    prose = len(text) >= 30 or (words >= 4 and CARRIES_ON.search(tail) is not None)
    if initial or (prose and (_carries_on(piece.text) or (OPENING.search(tail) and not QUOTED.search(tail)))):
        return 1
    if split and _goes_on(line, after, hung):
        return 1
    if WIDE.search(text):
        return 0
    if len(text) >= 25 and words >= 4 and CARRIES_ON.search(tail):
        return 1
    if len(text) < 40 or len(piece.text) > 50 or terminal(piece.text) or len(after) < 2:
        return 0
    third = after[1]
    named = len(third.text) < 3 and len(text) < 80  # a headline above names with a comma between
    return 2 if not named and not third.gap and third.text[-1:] not in ":：" and _carries_on(third.text) else 0


def _labels(text: str, value: Line) -> bool:
    """Whether a colon alone on its line parts a short line from what it is the label of: a kicker from its headline, a word from a date."""
    return len(text) <= LABEL and not terminal(text) and not value.gap and not value.bullet and re.match(r"\w|[\"“„«‘]", value.text) is not None


def _goes_on(line: Line, after: list[Line], hung: bool) -> bool:
    """The same of a capture that links have split, where a piece can be one word and a link can end one."""
    text, piece = line.text, after[0]
    third = after[1].text if len(after) > 1 and not after[1].gap and len(after[1].text.split()) >= MANY else ""
    told = len(piece.text.split()) >= MANY
    if told and (CLOSING.match(piece.text) or (hung and len(text) >= PROSE and terminal(piece.text))):
        return True
    ends = CLOSING.match(third) is not None
    if len(text) >= PROSE:
        return ends or ABBREVIATED.search(text[-TAIL:]) is not None or re.match(r"[(«„“\"]?[a-zà-ÿа-я]", piece.text) is not None
    if categories(text) or CLOCK.search(text):
        return False
    linked = _is_small(third) or ends
    return (_is_small(piece.text) and (told or linked)) or (linked and CARRIES_ON.search(text.lower()) is not None)


def _is_small(text: str) -> bool:
    """Whether a line begins with a small letter, and is no address."""
    first = text.split(" ", maxsplit=1)[0]
    return first[:1].isalpha() and first[:1].islower() and not re.search(r"[@/]|\.\w", first)


def _closed(text: str) -> bool:
    """Whether a line ends like a sentence, and not with an abbreviation that goes before a name."""
    return terminal(text) and not ABBREVIATED.search(text[-TAIL:])


def _ends(line: Line, piece: Line) -> bool:
    """Whether a paragraph certainly ends before a piece."""
    if piece.gap or piece.bullet or piece.level or line.level or any(name.endswith("=") for name in categories(piece.text)):
        return True
    if not terminal(line.text) and _is_meta(line.text):
        return not CLOSING.match(piece.text)
    lone_mark = CLOSING.match(piece.text) is not None and len(piece.text) < 3
    return _closed(line.text) and not lone_mark


def _is_meta(text: str) -> bool:
    """Whether a line is a date or a byline and little else."""
    if len(text) > 160:
        return False
    found = stamps(text)
    dated = bool(found) and len(text) - sum(stamp.end - stamp.start for stamp in found) <= 45
    return dated or (len(text.split()) <= 14 and opening("by", text) > 0 and bool(byline(text)))


def _carries_on(text: str) -> bool:
    """Whether a line begins in the middle of a sentence."""
    if re.match(r"[,;)\]”’»、，；）」』]|[.:!?](?=\s|$|[”’\"'])|['’]s\b", text):
        return True
    if is_age(text) or any(name.endswith("=") for name in categories(text)):
        return False
    first = text[:1]
    if " " not in text and not terminal(text) and not CARRIES_ON.search(text):
        return False  # one word alone is more often a button's
    signed = text[opening("by", text) :] if opening("by", text) else text[2:] if text.startswith("by") else ""
    bylined = len(text.split()) <= 8 and signed[:1].isupper()
    return first.isalpha() and first.islower() and "@" not in text.split(" ", maxsplit=1)[0] and not bylined


def _glue(left: str, right: str, lines: list[Line]) -> str:
    if re.fullmatch(r"[^\W\d_]", left):
        word = re.match(r"[^\W_]+", right)
        alone = left in "AIOÀEYaioàey" and word is not None and any(re.search(rf"(?<!\w){word[0]}(?!\w)", line.text) for line in lines if line.text != right)
        return f"{left} {right}" if alone else left + right
    if CLOSING.match(right) or OPENING.search(left[-1:]) or (WIDE.search(left[-1:]) and WIDE.search(right[:1])):
        return left + right
    return f"{left} {right}"
