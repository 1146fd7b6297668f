"""Dates in EDTF, level 1 (ISO 8601-2:2019, annex A), and the days that they can mean."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import lru_cache
from typing import Any

Day = tuple[int, int, int]

CALENDAR = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
SIMPLE = re.compile(r"([1-9]\d{3})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?[?~%]?", re.ASCII)
"""A year, month or day, with or without doubt: what nearly all dates without a time are."""
OPEN = ("", "..")
"""An end of an interval that is unknown, or open."""
WIDEST = 200


@dataclass(frozen=True, slots=True)
class Date:
    """A date as an editor wrote it.

    `text` is the EDTF. `first` and `last` are the (year, month, day) that it can mean, both inclusive; `None` where an
    interval is open or its end unknown. `minute` is the minute of the day, in UTC where a zone is given and else by the
    printed clock (it may then lie before 0 or after 1439: the day stays the printed one); 0 without a time.
    """

    text: str
    first: Day | None
    last: Day | None
    minute: int = 0

    @property
    def key(self) -> tuple[Day, int, str]:
        """The chronological order: first possible day, then minute, then the text."""
        return (self.first or self.last or (9999, 12, 31), self.minute, self.text)

    @property
    def years(self) -> tuple[int, ...]:
        """Every year that the date touches, 200 at the most; an open end counts as the known one."""
        low, high = self.first or self.last, self.last or self.first
        return tuple(range(low[0], min(high[0], low[0] + WIDEST - 1) + 1)) if low and high else ()

    @property
    def certain(self) -> bool:
        """Whether it means one single day, without doubt."""
        return self.first is not None and self.first == self.last and self.text[-1] not in "?~%"

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[Callable[..., Date], tuple[str, Day | None, Day | None, int]]:
        """What is loaded shares the dates that are known."""
        return _known, (self.text, self.first, self.last, self.minute)


@lru_cache(maxsize=4096)
def _known(text: str, first: Day | None, last: Day | None, minute: int) -> Date:
    return Date(text, first, last, minute)


@lru_cache(maxsize=65536)
def parse(text: str) -> Date | str:
    """The date, or why `text` is none. Accepts `hh:mm` without seconds besides the standard's `hh:mm:ss`."""
    if found := CALENDAR.fullmatch(text):
        return _calendar(text, found)
    try:
        first, last = _simple(text) or _read(text if text.isascii() else "")  # it takes the digits of other scripts for its own
    except Exception:  # the library meets text that it cannot read with many kinds of error, AttributeError among them
        return f'"{text}" is not a date in EDTF; write 2013, 2013-03, 2013-03-12, 2013-06~ or 2013-06-03/2013-06-06'
    if first is None and last is None:
        return f'"{text}" names no day at all; leave the date out and say why in date_note'
    if first and last and last < first:
        return f'the interval "{text}" ends before it begins; write the earlier date first'
    return Date(text, first, last)


def _simple(text: str) -> tuple[Day | None, Day | None] | None:
    """The first and last day of a simple date, or of an interval that begins or ends with one; the library takes a hundred times as long."""
    begin, between, end = text.partition("/")
    if not between or (begin in OPEN and end in OPEN):
        return _days(text)
    first, last = ((None, None) if one in OPEN else _days(one) for one in (begin, end))
    return (first[0], last[1]) if first and last else None


def _days(text: str) -> tuple[Day, Day] | None:
    found = SIMPLE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if not month:
        return (year, 1, 1), (year, 12, 31)
    longest = monthrange(year, month)[1]
    if day > longest:
        return None
    return (year, month, day or 1), (year, month, day or longest)


def _read(text: str) -> tuple[Day | None, Day | None]:
    """The first and last day that any date in EDTF can mean, as the library finds them."""
    parsed = _library()(text)
    return _bound(parsed, "lower"), _bound(parsed, "upper")


@lru_cache(maxsize=1)
def _library() -> Callable[[str], Any]:
    """The parser of the edtf library, which is slow to load and needed for few dates."""
    from edtf import parse_edtf
    from edtf.parser import parser_classes

    vars(parser_classes)["print"] = lambda *words: None  # it would print what it could not make sense of
    parser: Callable[[str], Any] = parse_edtf
    return parser


def _calendar(text: str, found: re.Match[str]) -> Date | str:
    year, month, day, hour, minute, second, zone = found.groups()
    at = (int(year), int(month), int(day))
    try:
        calendar_date(*at)
    except ValueError:
        return f'there is no day "{text[:10]}" in the calendar'
    if hour is None:
        return Date(text, at, at)
    if zone and zone != "Z" and (int(zone[1:3]) > 14 or int(zone[4:]) > 59):
        return f'there is no time zone "{zone}"; they go from -12:00 to +14:00'
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return f'there is no time "{text[11:]}"; hours go to 23, minutes and seconds to 59'
    return Date(text, at, at, int(hour) * 60 + int(minute) - _offset(zone))


def _offset(zone: str | None) -> int:
    """Minutes east of UTC."""
    if not zone or zone == "Z":
        return 0
    return (int(zone[1:3]) * 60 + int(zone[4:])) * (1 if zone[0] == "+" else -1)


def _bound(parsed: Any, side: str) -> Day | None:
    """The first or last day that a value of the edtf library can mean; `None` at an open or unknown end."""
    if type(parsed).__name__.endswith("Interval"):
        parsed = getattr(parsed, side)
        if not hasattr(parsed, "lower_strict") or str(parsed) in ("", "..", "unknown"):
            return None
    day = parsed.lower_strict() if side == "lower" else parsed.upper_strict()
    year, month, of_month = day[0], day[1], day[2]
    calendar_date(year if 0 < year < 9999 else 2000, month, of_month)
    return (year, month, of_month)
