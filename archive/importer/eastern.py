"""Bylines in Chinese, Japanese and Korean, which say by signs and brackets what others say by words."""

from __future__ import annotations

import re
from itertools import takewhile

from archive.importer.dates import stamps
from archive.importer.labelled import Sheet
from archive.importer.outlets import by_name

SPACED = re.compile(r"[\u3400-\u9fff]{1,3} [\u3040-\u30ff\u3400-\u9fff]{1,4}")  # a Japanese name in two parts
NAME = re.compile(r"[\u3400-\u9fff]{3,4}|[\u3400-\u9fff]{1,3} [\u3040-\u30ff\u3400-\u9fff]{1,4}")
SIGNS = re.compile(rf"[\u3400-\u9fff\uac00-\ud7af]{{2,4}}|{NAME.pattern}")
REPORTER = re.compile(r"(?:.{0,4}[ 　])?(?:本报|首席|高级|資深|资深|特约|实习|専門)?(?:记者|記者|기자|特派员|特派員|編集委員|撰稿人|撰文)(?:[,，、] ?.{2,16})?")
INLINE = re.compile(
    r"(?:^|[\s,·=])([\uac00-\ud7af]{2,4}) 기자(?=\s|$)"
    r"|[(（【]\s?[\u3400-\u9fff]{0,6}?[记記]者[:：\s]*([^()（）【】摄攝]{2,30}?)(?:\s?(?:报道|报导|發自\S*|发自\S*)|[／/]\S{0,8}?報導)?[)）】]"
    r"|^本[报報][讯訊]\s?[（(][记記]者\s?([^)）]+)[)）]"
)
REPORTER_END = re.compile(r"[(（]\s?(?:[记記]者|作者|文)[:：\s]*([\u3400-\u9fff、\s]{2,20})[)）]$|[(（【]([\u3040-\u30ff\u3400-\u9fff]{3,6})[)）】]$")


def in_head(sheet: Sheet, at: int, dated: bool) -> tuple[float, tuple[str, ...], str] | None:
    """Who wrote the report, as a line at its head says it, with how sure that is and why; `dated` tells that a date stands beside the line."""
    text = sheet.rows[at].text
    if people := _titled(sheet, at):
        return 0.96, people, "a name above what its bearer does"
    if dated and SPACED.fullmatch(text):
        return 0.7, (text,), "a name beside a date"
    if (found := stamps(text)) and NAME.fullmatch(rest := text[found[-1].end :].strip()) and not _no_one(rest):
        return 0.7, (rest,), "a name after the date in its line"
    return None


def _titled(sheet: Sheet, at: int) -> tuple[str, ...]:
    """The names of a run of Chinese, Japanese or Korean lines, each right above one that says reporter, that begins here."""

    def is_one(other: int) -> bool:
        one, below, *rest = (*(row.text for row in sheet.rows[other : other + 4]), "", "", "", "")[:4]
        named = SIGNS.fullmatch(one) and REPORTER.fullmatch(below)
        return named is not None and not (SIGNS.fullmatch(rest[0]) and not REPORTER.fullmatch(rest[1]))  # or else a section, and a reporter below

    if not is_one(at) or (at > 1 and is_one(at - 2)):
        return ()
    return tuple(sheet.rows[other].text for other in takewhile(is_one, range(at, len(sheet.rows), 2)))


def _no_one(text: str) -> bool:
    """Whether signs after a date are the name of a newspaper or of its edition."""
    return by_name(text) is not None or text[-1] in "刊版"
