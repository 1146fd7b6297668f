"""A capture that holds more than one report, and one that holds less than all of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from archive.importer.features import content_words, size
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import fold, patterns
from archive.importer.titles import plausible

SHORTEST, SURELY = 30, 60  # words of a report that is told, and of one that is surely another
PARAGRAPHS = 2  # and so many of them
MOST = 40  # lines below its head that are looked at
LINE = 12  # words of a byline
HEAD = 5  # lines between a headline and its report
OWN = 0.34  # of a headline's words, that its report has
FOREIGN = 0.2  # and at most so many has the report above it
REACH = 4  # lines below the text in which a page asks for money to show the rest
LONGEST = 400  # words of a text that can be the beginning of one


@dataclass(frozen=True, slots=True)
class Next:
    """Where another report seems to begin in the body, and whether it is surely another: signed, dated, and about something else."""

    at: int
    sure: bool


def next_report(sheet: Sheet) -> Next | None:
    """The headline, with a byline or a date below it, of another report whose text has gone into the body; `None` where there is none."""
    first = sheet.body_at
    if first is None:
        return None
    said = 0.0
    for at, row in enumerate(sheet.rows):
        if at > first and said >= SHORTEST and row.zone != "body" and plausible(row.line, row.seen) and not row.line.apart:
            signed, dated, below = _head(sheet.rows[at + 1 : at + 1 + HEAD])
            text = _text(sheet.rows[at + 1 + below : at + 1 + below + MOST])
            if (signed or dated) and len(text) >= PARAGRAPHS and sum(size(one.text) for one in text) >= SHORTEST and _is_told(row, text) >= OWN:
                before = [one for one in sheet.rows[first:at] if one.zone == "body"]
                long = min(said, sum(size(one.text) for one in text)) >= SURELY
                if any(one.zone == "body" for one in text):
                    return Next(at, long and signed and dated and _is_told(row, before) <= FOREIGN)
        said += size(row.text) if row.zone == "body" else 0.0
    return None


def _head(rows: Sequence[Labelled]) -> tuple[bool, bool, int]:
    """Whether a byline and a date stand among the lines below a headline, above the first sentence; and how many lines these are."""
    head: list[Labelled] = []
    for row in rows:
        if row.seen["prose"] == 1:
            break
        head.append(row)
    return any(row.has("by") and size(row.text) <= LINE for row in head), any(row.has("date") for row in head), len(head)


def _text(rows: Sequence[Labelled]) -> list[Labelled]:
    """The paragraphs at the start of some lines, up to a label."""
    out = []
    for row in rows:
        if row.seen["prose"] < 0.6 or row.has("comments", "related", "legal"):
            break
        out.append(row)
    return out


def _is_told(headline: Labelled, text: Sequence[Labelled]) -> float:
    """The part of a headline's words that a text has, too."""
    words = content_words(headline.text)
    told = frozenset[str]().union(*(content_words(row.text) for row in text))
    return len(words & told) / len(words) if words else 0.0


def above(sheet: Sheet, at: int) -> Sheet:
    """The sheet with nothing of the body from a line on."""
    below = (replace(row, zone="tail" if row.zone != "comments" else "comments") for row in sheet.rows[at:])
    return replace(sheet, rows=(*sheet.rows[:at], *below))


def paywall(sheet: Sheet) -> int | None:
    """The place of the line at or right below the end of a short text by which its page asks to pay for, or to sign in to, the rest."""
    if not sheet.body_ends or sum(size(row.text) for row in sheet.zone("body")) > LONGEST:
        return None
    near = range(max(0, sheet.body_ends - 1), min(sheet.body_ends + REACH, len(sheet.rows)))
    return next((at for at in near if is_paywall(sheet.rows[at].text)), None)


def is_paywall(text: str) -> bool:
    """Whether a line asks its readers to pay, or to sign in, for the rest of a text."""
    known, line = patterns()["paywall"], re.sub(r"^\W+", "", fold(text))
    return size(text) <= 40 and bool(known.start.match(line) or known.inside.search(line))
