"""The words of the interface in the site's language: strings, plurals, numbers, and dates in words (CLDR, by Babel)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date as calendar_date
from datetime import time as clock
from functools import lru_cache
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from archive.model import Date, parse_date
from archive.problems import ToolError

QUALIFIED = re.compile(r"(.*?)([?~%])$")
QUOTED = re.compile(r'"([^"]+)"|“([^“”]+)”|„([^„“”]+)[“”]|«\s*([^«»]+?)\s*»|»([^«»]+)«')
"""Words between double marks, of which one kind or another stands around what a page quotes."""
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
Strings = Mapping[str, Any]


class Words:
    """The interface in one language. `strings` maps keys to texts, or to texts by plural form (one, few, other...), those with the `language` that they
    are in, if it is another; or to vocabularies, whose words are mapped so."""

    def __init__(self, language: str, strings: Strings) -> None:
        self.language = language
        self.strings = strings
        self.locale = _locale(language)

    def inside(self, text: str) -> str:
        """A text that is to stand between marks: those in it are the ones for words within the words of others."""
        return QUOTED.sub(lambda found: self.t("quote_inside", words=found[found.lastindex or 1]), text)

    def t(self, key: str, n: int | None = None, **values: object) -> str:
        """The text of a key, with its {places} filled. Raises ToolError for a key or a place that there is not."""
        if key not in self.strings:
            raise ToolError(f'templates/strings/en.yaml: there is no text "{key}"')
        text = self.strings[key]
        if isinstance(text, Mapping):
            text = self._of_number(text, n or 0) or key
        if n is not None:
            values["n"] = self.number(n)
        try:
            return str(text).format(**values) if values else str(text)
        except (KeyError, IndexError, ValueError, AttributeError) as error:
            raise ToolError(f'templates/strings/{self.language}.yaml: the text "{key}" has a place that is not filled: {error}') from None

    def term(self, group: str, word: str, n: int = 1) -> str:
        """The name of a word from an open vocabulary (a kind, an act), in its form for so many; an unknown word is shown as it is."""
        known = self.strings.get(group)
        found = known.get(word) if isinstance(known, Mapping) else None
        if isinstance(found, Mapping):
            found = self._of_number(found, n)
        return str(found) if found else word.replace("-", " ").replace("_", " ")

    def _of_number(self, forms: Mapping[str, str], n: int) -> str | None:
        """The form of a text for a number, by the rules of the language that it is in."""
        return forms.get(str(_locale(forms.get("language", self.language)).plural_form(n)), forms.get("other"))

    def number(self, value: object) -> str:
        return _number(self.locale, value) if isinstance(value, int) else str(value)

    def month(self, number: str) -> str:
        return str(self.locale.months["stand-alone"]["abbreviated"][int(number)]) if number != "0" else self.t("month_unknown")

    def language_of(self, tag: str) -> str:
        """The name of the language of a tag (BCP 47); the tag itself where there is none."""
        try:
            return Locale.parse(tag, sep="-").get_display_name(self.locale) or tag
        except (ValueError, UnknownLocaleError):
            return tag

    def date(self, value: Date | str | None) -> str:
        """An EDTF date in words: "12 March 2013, 06:17 (UTC−04:00)", "about June 2013", "the 2010s"."""
        return _in_words(self, str(value)) if value else ""

    def day(self, value: Date | str | None) -> str:
        """The same without the time of day."""
        return _in_words(self, re.sub(r"T\d\d:\d\d.*$", "", str(value))) if value else ""

    def direction(self, language: str = "") -> str:
        return _locale(language or self.language).text_direction


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    """The locale of a language tag, or of as much of it as CLDR knows; English for a language that it does not know."""
    parts = language.split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale("en")


@lru_cache(maxsize=4096)
def _number(locale: Locale, value: int) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=1024)
def _in_words(words: Words, text: str) -> str:  # noqa: PLR0911  # a table of forms, one a line
    if "/" in text:
        return _interval(words, *text.split("/", 1))
    if found := QUALIFIED.match(text):
        name = {"?": "date_uncertain", "~": "date_about", "%": "date_uncertain_about"}[found[2]]
        return words.t(name, date=_in_words(words, found[1]))
    day, _, time = text.partition("T")
    known = _calendar(day)
    if known:
        return _day(words, day, *known) + _time(words, time)
    if found := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        return words.t(f"date_{SEASONS[found[2]]}", year=found[1])
    if found := re.fullmatch(r"(\d{3})X", text):
        return words.t("date_decade", year=f"{found[1]}0")
    if found := re.fullmatch(r"(\d{2})XX", text):
        return words.t("date_century", first=f"{found[1]}00", last=f"{found[1]}99")
    if found := re.fullmatch(r"(\d{4}-\d\d)-XX", text):
        return words.t("date_some_day", date=_in_words(words, found[1]))
    if found := re.fullmatch(r"(\d{4})-XX(-XX)?", text):
        return words.t("date_some_day", date=found[1])
    if found := re.fullmatch(r"([\[{])(.+)[\]}]", text):
        return _set(words, found[2].split(","), "or" if found[1] == "[" else "standard")
    return _bounds(words, text)


def _calendar(day: str) -> tuple[calendar_date, int] | None:
    """A day within the calendar and how many of year, month and day are given."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", day)
    if not found:
        return None
    try:
        return calendar_date(int(found[1]), int(found[2] or 1), int(found[3] or 1)), 1 + sum(part is not None for part in found.groups()[1:])
    except ValueError:
        return None


@lru_cache(maxsize=16384)
def _day(words: Words, day: str, known: calendar_date, parts: int) -> str:
    if parts == 1:
        return day
    return str(format_date(known, "long", locale=words.locale) if parts == 3 else format_skeleton("yMMMM", known, locale=words.locale))


@lru_cache(maxsize=1440)
def _time(words: Words, time: str) -> str:
    found = re.match(r"(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?$", time)
    if not found:
        return ""
    told = format_time(clock(int(found[1]), int(found[2])), "short", locale=words.locale)
    zone = "" if not found[3] else " (UTC)" if found[3] in ("Z", "+00:00") else f" (UTC{found[3].replace('-', '−')})"
    return f"{words.t('comma')}{told}{zone}"


def _interval(words: Words, first: str, last: str) -> str:
    if first in ("", ".."):
        return words.t("date_until", date=_in_words(words, last))
    if last in ("", ".."):
        return words.t("date_since", date=_in_words(words, first))
    a, b = _calendar(first), _calendar(last)
    if a and b and a[1] == b[1] and a[1] > 1:
        return str(format_interval(a[0], b[0], "yMMMMd" if a[1] == 3 else "yMMMM", locale=words.locale))
    return words.t("date_between", first=_in_words(words, first), last=_in_words(words, last))


def _set(words: Words, dates: list[str], style: Literal["or", "standard"]) -> str:
    """One of several dates, or all of them (EDTF, level 2): "1952 or 1953"."""
    told = [_in_words(words, date.strip().replace("..", "/")) for date in dates]
    return format_list(told, style=style, locale=words.locale)


def _bounds(words: Words, text: str) -> str:
    """A date of any other form in EDTF: by the first and the last day that it can mean."""
    date = parse_date(text)
    if not isinstance(date, Date) or not date.first or not date.last:
        return text
    first, last = ("{:04}-{:02}-{:02}".format(*day) for day in (date.first, date.last))
    return _in_words(words, first) if first == last else _interval(words, first, last)


def machine_date(value: Any) -> str:
    """The value of <time datetime>, where HTML knows the form (HTML, 4.5.14); else nothing."""
    text = str(value or "")
    plain_form = text.replace("-", "").replace(":", "").replace("T", "").replace("+", "").replace("Z", "").isdigit()
    return text if plain_form and "/" not in text and text[:4].isdigit() and text[:4] != "0000" and text[4:7] not in ("-21", "-22", "-23", "-24") else ""
