"""The dateline at the head of a report: its place, and the agency that it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from archive.importer.dates import months, weekdays
from archive.importer.lexicon import fold, patterns
from archive.importer.outlets import Outlet, by_name

DASH = r"(?:--|[-–—:])"
CAPITALS = r"(?:[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.\-]+(?:[ /][A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я'’.\-]+){0,3})"
TAIL = r"(?:,\s?(?P<region>[A-Z][\w.]+(?: [A-Z][\w.]+)?))?"
WHEN = r"(?:,?\s*(?:[A-Z][a-zé]+\.?\s\d{1,2}|\d{1,2}\.?\s(?:de\s)?[A-Za-zéû]+\.?)(?:[, ]+(?:19|20)\d\d)?)?"
FORMS = (
    re.compile(rf"^(?P<place>{CAPITALS}){TAIL}{WHEN}\s*(?:\(|/(?=[^/]+/))(?P<who>[^()/]{{2,40}})[)/]\s?\.?{DASH}\s?"),
    re.compile(rf"^(?P<place>{CAPITALS}){TAIL}{WHEN},?\s*{DASH}\s"),
    re.compile(rf"^(?P<place>[A-ZÀ-Þ][\w'’.-]+(?:[ /][A-ZÀ-Þ][\w'’.-]+){{0,2}}){TAIL}{WHEN}\s*\((?P<who>[^()]{{2,40}})\)\s?\.?{DASH}\s?"),
    re.compile(r"^据?(?P<who>[\u3400-\u9fff]{1,7}?[社报報网網台])(?P<place>[\u3400-\u9fff]{2,6})\d{1,2}月\d{1,2}日[电電讯訊]"),
)
ALONE = re.compile(rf"^(?P<who>[^()\d]{{2,40}}?)\s+{DASH}\s*$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`end` is the number of signs of the paragraph that are the dateline."""

    place: str | None
    agency: Outlet | None
    end: int


def dateline(text: str) -> Dateline | None:
    """The dateline that a paragraph opens with, or `None`."""
    for form in FORMS:
        if found := form.match(text):
            parts = found.groupdict()
            place = parts.get("place")
            agency = _agency(parts.get("who"))
            told = bool(agency or parts.get("region") or re.search(r"\d", found[0]))
            if place and not (is_place(place, told) and (told or not text[found.end() :][:1].islower())):
                continue
            if form is FORMS[2] and agency is None:
                continue
            return Dateline(_place(place, parts.get("region")), agency, found.end())
    return None


def is_place(words: str, told: bool = False) -> bool:
    """Whether words in capitals can be a place: no day, no label like "WARNING", and nothing with an article ("THE MAYOR"),
    unless it is a known name or an agency or region tells (`told`) that it is one."""
    line = fold(words)
    if not without_days(line):
        return False
    label = patterns()["kicker"].start.match(line)
    if label and label.end() == len(line):
        return False
    return told or not line.startswith("the ") or bool(patterns()["placewiththe"].start.match(line))


def without_days(words: str) -> str:
    """The words before the first name of a month or weekday."""
    return " ".join(takewhile(lambda word: fold(word).strip(".,") not in {*months(), *weekdays()}, words.split()))


def alone(text: str) -> Outlet | None:
    """The outlet of a line that is a dateline without place, like "Financial Times —"."""
    found = ALONE.match(text)
    return by_name(found["who"]) if found else None


def _agency(who: str | None) -> Outlet | None:
    for part in re.split(r"[/,]", who or ""):
        if found := by_name(part.strip()):
            return found
    return by_name(who.removeprefix("本报")) if who else None


def _place(place: str | None, region: str | None) -> str | None:
    if not place:
        return None
    return normal_case(place) + (f", {region}" if region and region.lower().strip(".") not in months() else "")


def normal_case(place: str) -> str:
    """A place set in capitals, in the usual letters: capitals are layout, not wording."""
    if not place.isupper() or "." in place:
        return place
    return re.sub(r"[^\W\d_]+", lambda word: word[0] if len(word[0]) < 3 and word.start() else word[0].capitalize(), place)
