"""Dates in running text: every span that states a day in full, in many languages. Relative dates are no dates.

Months are named as CLDR names them (through Babel). Nothing is completed: a date without a year is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError

from archive.importer import reckoning

# where two languages use one word for different months, the earlier language here is believed
LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "ar",
    "el",
    "ro",
    "hu",
    "bg",
    "sr",
    "hr",
    "sk",
    "sl",
    "ca",
    "gl",
    "eu",
    "lt",
    "lv",
    "et",
    "id",
    "ms",
    "vi",
    "fa",
    "he",
    "hi",
    "bn",
    "ta",
    "th",
    "sw",
    "af",
    "is",
    "ga",
    "cy",
    "ar_SY",
    "ar_MA",
    "ar_DZ",
    "en_AU",
    "en_GB",
    "en_CA",
    "de_AT",
    "es_MX",
    "pt_PT",
]
YEAR = re.compile(rf"1[789]\d\d|20\d\d|{reckoning.SIGNS}|\d\s[^\W\d_]{{3,9}}\.?\s\d\d\D{{1,4}}\d\d?\D\d\d|\d\s?[./-]\s?\d\d?[./-]\s?\d\d")
EXTRA = {
    "sept": 9,
    "sept.": 9,
    "set": 9,
    "setiembre": 9,
    "mrz": 3,
    "jänner": 1,
    "ocak": 1,
    "feb": 2,
    "avr": 4,
    "juil": 7,
    "déc": 12,
    "fév": 2,
    "août": 8,
    "maart": 3,
    "mrt": 3,
    **{f"{sign}月": number for number, sign in enumerate(reckoning.MONTHS, 1)},
}

# as newspapers print them beside CLDR's own
HALVES = {"صباحا": "am", "صباحاً": "am", "مساء": "pm", "ظهرا": "pm", "ظهراً": "pm", "ق.ظ": "am", "ب.ظ": "pm"}

ZONES = {
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480, "hst": -600,
    "gmt": 0, "utc": 0, "z": 0, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180, "msk": 180,
    "мск": 180, "pkt": 300, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540, "aest": 600, "aedt": 660, "acst": 570, "awst": 480, "nzst": 720, "nzdt": 780,
    "sast": 120, "wib": 420, "brt": -180,
}  # fmt: skip
AGO = re.compile(
    r"(?<!\d)\d+\s?(?:h|hr|hrs|hours?|min|mins|minutes?|days?|weeks?|months?|years?|yr)\.? ago\b"
    r"|^vor (?:\d|eine[mr] )|^il y a (?:\d|une? )|^hace (?:\d|una? )|^há (?:\d|uma? )|^(?:منذ|قبل) "
    r"|\d+(?:分钟|小时|天|分鐘|小時)前|\d+(?:分|時間|日)前|\d+(?:분|시간|일) 전"
    r"|^(?:\d+|un'?|una) ?(?:or[ae]|minut[oi]|giorn[oi]) fa\b|^\d+ (?:uur|uren|minuten|dagen) geleden\b|^\d+ (?:минут|час|дн|ден)\w* назад\b"
    r"|^\d+ (?:saat|dakika|gün) önce\b|^\d+ (?:godz|min|dni)\w*\.? temu\b|^(?:for|för) \d+ \w+ (?:siden|sedan)\b"
)
OLD = 70  # signs of a line that tells how long ago something was
MOVING = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}

TIME = (
    r"(?P<{p}h>[01]?\d|2[0-3])\s?(?:[:.hHu：時时시点]\s?)(?P<{p}m>[0-5]\d)(?:\s?[:.：分]\s?(?P<{p}s>[0-5]\d))?(?:\s?[分Uu]hr)?分?\s?(?P<{p}ap>[ap]\.?\s?m(?:\b|(?-i:(?<=M)(?=[A-Z][a-z])))\.?|(?:{half})(?![^\W\d_]))?"
)
HOUR = r"(?P<{p}h>1[0-2]|0?[1-9])\s?(?P<{p}ap>[ap]\.?m\b\.?)"
ZONE = r"(?:[\s(]*(?P<{p}z>(?:GMT|UTC|MSK)\s?[+-]\s?\d{{1,2}}(?::?\d\d)?|[+-]\d\d:?\d\d|[A-Z]{{1,4}}T|GMT|UTC|BST|CET|CEST|MEZ|MESZ|MSK|МСК|WIB|Z)(?![\w])\)?)?"
DASH = "[-–—]"
TO = rf"(?:\s?(?:{DASH}|[~〜至])\s?|\s(?:to|through|bis|au|al|tot|till|til|до|по)\s)"
LONGEST_SPAN = timedelta(days=100)
GAP = r"[\s,،.|·•\-–—/~@;:T(]{0,6}(?:(?:at|um|à|a las|às|kl\.?|alle|om|saat|ore|o godz\.|в|los|godz\.|klo|上午|下午|午前|午後|오전|오후)\s?)?(?:[\s|]*)"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, and its time and zone where they are printed; of a span of days the first, and `until` its last.

    `minutes` is the minute of the day (`None`: no time), `second` its second, `offset` minutes east of UTC. `weekday` tells
    whether a weekday beside it agrees (`None`: there is none). `certain` is false where day and month could be exchanged.
    """

    start: int
    end: int
    day: date
    minutes: int | None = None
    second: int | None = None
    offset: int | None = None
    weekday: bool | None = None
    certain: bool = True
    named: bool = False
    until: date | None = None

    @property
    def edtf(self) -> str:
        """The stamp in EDTF level 0: ISO 8601 with what is known; a span of days as an interval."""
        if self.until is not None:
            return f"{self.day.isoformat()}/{self.until.isoformat()}"
        if self.minutes is None:
            return self.day.isoformat()
        text = f"{self.day.isoformat()}T{self.minutes // 60:02}:{self.minutes % 60:02}:{self.second or 0:02}"
        if self.offset is None:
            return text
        sign, size = ("-" if self.offset < 0 else "+"), abs(self.offset)
        return text + (f"{sign}{size // 60:02}:{size % 60:02}" if size or sign == "-" else "+00:00")


@lru_cache(maxsize=8192)
def stamps(text: str, month_first: bool | None = None) -> tuple[Stamp, ...]:
    """Every full date in a text, in order; years of other reckonings (`reckoning`) are told in that of our era. `month_first` decides 03/04/2013;
    unknown (`None`), it is read by the day first and marked as not certain."""
    plain = _plain(text)
    if not YEAR.search(plain):
        return ()
    out = list(_spans(plain))
    taken = bytearray(len(plain))
    for stamp in out:
        taken[stamp.start : stamp.end] = b"\1" * (stamp.end - stamp.start)
    for form in _forms():
        for found in form.finditer(plain):
            if taken.find(1, found.start(), found.end()) >= 0:
                continue
            if (read := _stamp(found, plain, month_first)) is not None:
                out.append(read)
                taken[read.start : read.end] = b"\1" * (read.end - read.start)
    return tuple(_tied(sorted(out, key=lambda stamp: stamp.start), plain))


def is_age(text: str) -> bool:
    """Whether a short line tells how long ago something was."""
    return len(text) <= OLD and AGO.search(text.lower()) is not None


def machine(text: str | None) -> Stamp | None:
    """A date of structured data: the first in the text; `None` for none."""
    found = stamps(text.strip()[:80]) if text else ()
    return found[0] if found else None


def month_order(text: str) -> bool | None:
    """What the numeric dates of a text show: month first (`True`), day first (`False`), or nothing (`None`)."""
    pairs = [(int(a), int(b)) for a, b in re.findall(r"(?<!\d)(\d{1,2})/(\d{1,2})/(?:(?:20|19)\d\d|\d\d)(?!\d)", text)]
    if any(b > 12 >= a for a, b in pairs):
        return True
    return False if any(a > 12 >= b for a, b in pairs) else None


# ------------------------------------------------------------------------------------------------------------ reading


def _plain(text: str) -> str:
    """The text with wide digits and marks made narrow, character for character."""
    return text if text.isascii() else text.translate(NARROW)


class _Narrow(dict[int, str]):
    """Each character that was met, made narrow."""

    def __missing__(self, code: int) -> str:
        self[code] = _narrow(chr(code))
        return self[code]


def _narrow(char: str) -> str:
    if char in "\u200e\u200f" or (char.isdigit() and not char.isdecimal()):  # marks of direction stand between the digits of a date, and of notes after it
        return " "
    if char.isdigit() and not char.isascii():
        return str(unicodedata.digit(char, 0))
    if char in "ºª":  # "1º de maio"
        return char
    same = unicodedata.normalize("NFKC", char)
    return same if len(same) == 1 else char


NARROW = _Narrow()


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names, short and long, folded, to their numbers."""
    out: dict[str, int] = dict(EXTRA)
    for code in LANGUAGES:
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    word = name.lower().strip(" .")
                    if len(word) > 2 and not word.isdigit() and not re.search(r"\d", word):
                        out.setdefault(word, number)
    return out


@lru_cache(maxsize=1)
def weekdays() -> dict[str, int]:
    """Weekday names, folded, to 0 (Monday) to 6."""
    out: dict[str, int] = {}
    for code in (*LANGUAGES[:18], "ja"):
        locale = Locale.parse(code)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.days[context][width].items():
                    if len(name.strip(" .")) > 2:
                        out.setdefault(name.lower().strip(" ."), number)
    for number, sign in enumerate("一二三四五六日"):
        out |= {f"星期{sign}": number, f"周{sign}": number}
    return out


@lru_cache(maxsize=1)
def halves() -> dict[str, str]:
    """What stands after a time in scripts other than the Latin one, without dots, to "am" or "pm"."""
    out = {name.replace(".", ""): half for name, half in HALVES.items()}
    for code in LANGUAGES:
        for width in [width for context in Locale.parse(code).day_periods.values() for width in context.values()]:
            for half in ("am", "pm"):
                name = re.sub(r"[\s.]", "", width.get(half, "").lower())
                if name and not re.search(r"[a-zà-ž]", name):
                    out.setdefault(name, half)
    return out


@lru_cache(maxsize=1)
def _forms() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted((re.escape(name) for name in months()), key=len, reverse=True))
    year = rf"(?P<y>1[789]\d\d|20\d\d|{reckoning.YEARS})"
    day = r"(?P<d>3[01]|[12]\d|0?[1-9])"
    number = r"(?P<mo>1[0-2]|0?[1-9])"
    name = rf"(?P<mn>{month})\.?"
    fresh = r"(?:(?<![^\W\d_])|(?-i:(?<=[a-zß-ÿ])(?=[A-Z][a-z])|(?<=[A-Z][A-Z])(?=[A-Z]{4})))"  # a flattener can glue a month to the name before it
    half = "|".join(r"\.?\s?".join(map(re.escape, word)) + r"\.?" for word in sorted(halves(), key=len, reverse=True))
    weekday = "|".join(sorted((re.escape(word) for word in weekdays() if len(word) > 1), key=len, reverse=True))
    between = rf"(?:[\s,(（-]{{0,3}}(?:{weekday})(?![^\W\d_])\.?[)）]?)?"  # a weekday before the time
    after = "(?:" + between + GAP + "(?:" + TIME.format(p="t", half=half) + "|" + HOUR.format(p="u") + ")" + ZONE.format(p="t") + ")?"
    before = "(?:(?:" + TIME.format(p="b", half=half) + "|" + HOUR.format(p="c") + ")" + ZONE.format(p="b") + r"[\s,،|·\-–—]{1,4}(?:\w{2,12}\.?,?\s)?)?"
    of = r"(?:\s?(?:de|del|di|of|d'|do|da)\s)?"
    # a flattener can glue the day of publication to that of an update, and a year to the time or to a count
    alone = rf"(?:(?!\d)|(?=\d\d?\.?\s(?:{month})\b)|(?=\d\d?[:h]\d\d))"
    glued = r"(?:(?!\d)|(?<=\d, (?:19|20)\d\d)(?=\d))"
    forms = (
        rf"(?<!\d){year}-{number}-{day}(?:(?:\s?[(（]\w[)）])?[T\s,|·•-]{{1,3}}(?P<th>[01]?\d|2[0-3])[:.](?P<tm>[0-5]\d)(?::(?P<ts>[0-5]\d)(?:[.,]\d+)?)?\s?(?P<tap>[ap]\.?m\b\.?)?\s?(?P<tz>Z|[+-]\d\d:?\d\d|UTC|GMT|E[SD]T)?)?(?!\d)",
        rf"(?<!\d){year}\s?[年년]\s?(?:{number}|(?P<nmo>{reckoning.MONTH}))\s?[月월]\s?(?:{day}|(?P<nd>{reckoning.DAY}))\s?[日일]?(?:\s?[(（]?(?:星期|周)?[月火水木金土日一二三四五六월화수목금토일](?:曜日?|요일)?[)）])?{after}",
        rf"{before}(?:(?<![\d.])|(?<=(?:19|20)\d\d)){day}(?:st|nd|rd|th|er|º|ª|°|\.|-?го|e|ste|de)?[\s\-/.]{{0,3}}{of}\b{name}(?![^\W\d_]){of}[\s,،.\-/]{{0,3}}(?:(?:del?|พ\.ศ\.)\s)?{year}{alone}(?:\s?г(?:ода|\.)?)?{after}",
        rf"{before}{fresh}{name}[\s\-/]{{0,2}}{day}(?:st|nd|rd|th)?(?!\d),?[\s\-/]{{0,3}}(?:del?\s)?{year}{glued}{after}",
        rf"{before}(?<![\d./])(?<!\d[:-]){day}\s?(?P<sep>[./-])\s?{number}\s?(?P=sep)\s?{year}(?:(?![\d/]|[.:]\d)|(?=\d\d?\.\s)){after}",
        rf"{before}(?<![\d./])(?<!\d[:-]){number}\s?(?P<sep>[./-])\s?{day}\s?(?P=sep)\s?{year}(?![\d/]|[.:]\d){after}",
        rf"(?<![\d./-]){year}\s?(?P<sep>[./-])\s?{number}\s?(?P=sep)\s?{day}(?![\d/]){after}",
        rf"(?<!\d){day} tháng {number},? (?:năm )?{year}{after}",
        rf"(?<!\d){year}\.\s{name}\s{day}\.(?!\d){after}",
        # two digits of the year are believed where a time follows, or nothing else stands on the line but a label
        rf"(?<![\d./-])(?<!\d:){day}(?P<sep>[./])\s?{number}(?P=sep)\s?(?P<y>[0-3]\d)(?![\d./]){after[:-1]}",
        rf"(?<![\d./-])(?<!\d:){day}(?P<sep>-){number}(?P=sep)(?P<y>[0-3]\d)(?=,\s\d){after[:-1]}",
        rf"(?<![\d./-])(?<!\d:){number}(?P<sep>/){day}(?P=sep)(?P<y>[0-3]\d)(?![\d./]){after[:-1]}",
        rf"(?<![\d./-])(?<!\d:){day}\s{name}\s(?P<y>[0-3]\d)(?!\d){after[:-1]}",
        rf"(?:^|(?<=[:：]\s)|(?<=\b(?:le|am|el|op|om|on|em|du)\s)){day}(?P<sep>[./])\s?{number}(?P=sep)\s?(?P<y>[0-3]\d)$",
    )
    return tuple(re.compile(form, re.I) for form in forms)


@lru_cache(maxsize=1)
def _span_forms() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted((re.escape(name) for name in months()), key=len, reverse=True))
    day, end = (rf"(?P<d{at}>3[01]|[12]\d|0?[1-9])" for at in (1, 2))
    first, last = (rf"{bare}(?:st|nd|rd|th|er|\.|º)?(?!\d)" for bare in (day, end))
    number = "(?P<m{at}>1[0-2]|0?[1-9])"
    one, two = (rf"(?<![^\W\d_])(?P<m{at}>{month})\.?(?![^\W\d_])" for at in (1, 2))
    year = r"(?P<y>1[789]\d\d|20\d\d)(?!\d)"
    of = r"\s?(?:de\s|of\s|di\s)?"
    # a number before a dash with spaces can be that of a page or an issue, unless it opens the line or a part of it
    before = rf"(?:(?<![\w./:\-–—])|(?<=\w[.,;:|(]\s))(?:(?<=^)|(?<=[,;:|(]\s)|(?=\d\d?\D{{0,3}}{DASH}\d)|(?=\d\d?\.?(?:\s[^\W\d_]+){{1,2}}\.?\s))"
    return (
        re.compile(rf"{before}{first}(?:{of}{one})?{TO}{last}{of}{two}[\s,]{{1,3}}(?:del?\s)?{year}", re.I),
        re.compile(rf"{one}\s{first}{TO}(?:{two}\s)?{last},?\s{year}", re.I),
        re.compile(rf"(?<![\w./:\-–—]){day}\.(?:{number.format(at=1)}\.(?P<y1>1[789]\d\d|20\d\d)?)?{TO}{end}\.\s?{number.format(at=2)}\.\s?{year}(?![/.]\d)"),
        re.compile(rf"(?<!\d){year}年{number.format(at=1)}月(?P<d1>\d\d?)日?{TO}(?:{number.format(at=2)}月)?(?P<d2>\d\d?)日"),
    )


def _spans(text: str) -> Iterator[Stamp]:
    """Spans of days that name the year at their end: "4-10 June 2013", "30 May – 4 June 2013", "June 4-10, 2013", "28.6.-2.7.2013"."""
    for form in _span_forms():
        for found in form.finditer(text):
            named = [int(name) if name.isdigit() else months()[name.lower()] for name in (found["m1"], found["m2"]) if name]
            try:
                first = date(int(found.groupdict().get("y1") or found["y"]), named[0], int(found["d1"]))
                last = date(int(found["y"]), named[-1], int(found["d2"]))
            except ValueError:
                continue
            if first < last:
                yield Stamp(found.start(), found.end(), first, named=True, until=last)


def _tied(found: list[Stamp], text: str) -> list[Stamp]:
    """The stamps, with two days that nothing but a dash or a word like "to" parts as one span: "28 June 2013 - 2 July 2013"."""
    out: list[Stamp] = []
    for stamp in found:
        if out and _is_span(out[-1], stamp, text):
            certain = out[-1].certain or stamp.certain
            out[-1] = replace(out[-1], end=stamp.end, until=stamp.day, weekday=None, certain=certain)
        elif out and (out[-1].end, out[-1].day) == (stamp.start, stamp.day):  # told twice without a gap
            out[-1] = replace(out[-1] if stamp.minutes is None else stamp, start=out[-1].start, end=stamp.end)
        else:
            out.append(stamp)
    return out


def _is_span(first: Stamp, last: Stamp, text: str) -> bool:
    """Whether two days are the ends of one span, which is no longer than that of a quarterly."""
    if first.minutes is not None or last.minutes is not None or first.until or last.until or not timedelta(0) < last.day - first.day <= LONGEST_SPAN:
        return False
    between, iso = text[first.end : last.start], re.match(r"\d{4}-", text[first.start : first.end])
    return re.fullmatch(TO, between, re.I) is not None or (between == "/" and iso is not None)


def _stamp(found: re.Match[str], text: str, month_first: bool | None) -> Stamp | None:
    parts = found.groupdict()
    named_month = (parts.get("mn") or "").lower()
    digits, year = parts.get("mo") or parts.get("nmo"), reckoning.year(parts["y"], named_month)
    month = reckoning.number(digits) if digits else months().get(named_month, 0)
    day, certain = reckoning.number(parts["d"] or parts["nd"]), True
    slashed = parts.get("sep") and (found.re.pattern.startswith("(?:(?:") or len(parts["y"]) == 2)  # day and month both in digits, day first
    if slashed and day <= 12 and month <= 12 and day != month and parts["sep"] != ".":
        certain = month_first is not None
        if month_first and (found.re is _forms()[4] or len(parts["y"]) == 2):
            day, month = month, day
    try:
        when = date(year or 0, month, day)
    except ValueError:
        return None
    minutes, second = _time(parts, text[found.start() : found.end()])
    offset = _offset(parts.get("tz") or parts.get("bz"), when, minutes) if minutes is not None else None
    named = "mn" in parts or parts.get("sep") is None
    return Stamp(found.start(), found.end(), when, minutes, second, offset, _agrees(text, found, when), certain, named)


def _time(parts: dict[str, str | None], words: str) -> tuple[int | None, int | None]:
    for prefix in ("t", "b", "u", "c"):
        hour = parts.get(f"{prefix}h")
        if hour is None:
            continue
        value, half = int(hour), re.sub(r"[\s.]", "", parts.get(f"{prefix}ap") or "").lower()
        half = halves().get(half, half)
        if (half == "pm" or re.search(r"下午|午後|오후", words)) and value < 12:
            value += 12
        elif half == "am" and value == 12:
            value = 0
        return value * 60 + int(parts.get(f"{prefix}m") or 0), int(parts[f"{prefix}s"] or 0) if parts.get(f"{prefix}s") else None
    return None, None


def _offset(zone: str | None, day: date, minutes: int | None) -> int | None:
    if not zone:
        return None
    zone = re.sub(r"[\s:()]", "", zone.lower())
    if zone in MOVING:
        moment = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(MOVING[zone])) + timedelta(minutes=minutes or 0)
        shift = moment.utcoffset()
        return int(shift.total_seconds() // 60) if shift is not None else None
    if sign := re.fullmatch(r"(?:gmt|utc|msk)?([+-])(\d{1,2})(\d\d)?", zone):
        size = int(sign[2]) * 60 + int(sign[3] or 0)
        return (-size if sign[1] == "-" else size) if size <= 14 * 60 else None
    return ZONES.get(zone)


def _agrees(text: str, found: re.Match[str], day: date) -> bool | None:
    """Whether the weekday printed beside a date is that day's."""
    words = re.findall(r"[^\W\d_]+", text[max(0, found.start() - 14) : found.start()].lower())[-1:]
    words += re.findall(r"[^\W\d_]+", found[0].lower()) + re.findall(r"^\s?[(（]?((?:星期|周)[一二三四五六日])", text[found.end() :])
    told = [weekdays()[word] for word in words if word in weekdays() and word not in months()]
    return (day.weekday() in told) if told else None
