"""Years and numbers as some newspapers print them and no other part of the program reads them: Japanese eras, the years of the Republic in Taiwan,
Buddhist years in Thailand, and Chinese numerals.
"""

from __future__ import annotations

import re

from babel import Locale

BEFORE = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
"""The years before the first of each era."""
BUDDHIST = 543
"""By how many years the Buddhist reckoning is ahead."""
DIGITS = "〇一二三四五六七八九"
ZEROS = "零○"
MONTHS = (*"一二三四五六七八九十", "十一", "十二")
ERA = rf"(?:{'|'.join(BEFORE)})\s?(?:\d{{1,3}}|元)"
NUMERAL = rf"[{DIGITS}{ZEROS}]{{4}}"
SIGNS = rf"2[45]\d\d|{ERA}|{NUMERAL}年"
"""Where there is none of these, there is no such year."""
YEARS = rf"2[45]\d\d|{ERA}|{NUMERAL}"
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = rf"[{DIGITS[1:]}]?十[{DIGITS[1:]}]?|[{DIGITS[1:]}]"


def year(printed: str, month: str | None) -> int | None:
    """The year of our era; two digits are of this century. `None` for one that could only be Buddhist, where no month is named in Thai. `month` is its
    name, if it has one."""
    era = re.fullmatch(rf"({'|'.join(BEFORE)})\s?(\d+|元)", printed)
    if era:
        return BEFORE[era[1]] + (1 if era[2] == "元" else int(era[2]))
    if not printed.isdecimal():
        return int("".join("0" if sign in ZEROS else str(DIGITS.index(sign)) for sign in printed))
    value = int(printed)
    if value < 100:
        return 2000 + value
    if value < 2400:
        return value
    return value - BUDDHIST if month and month in _thai() else None


def number(printed: str) -> int:
    """A month or a day, in digits or in Chinese numerals up to ninety-nine."""
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    return (10 * (DIGITS.index(tens) if tens else 1) if ten else 0) + (DIGITS.index(ones) if ones else 0)


def _thai() -> set[str]:
    """The names of months in Thai, as `dates` has them."""
    months = Locale.parse("th").months["format"]
    return {name.strip(" .") for width in ("wide", "abbreviated") for name in months[width].values()}
