"""Pages that a server shows in place of a report: errors, and questions whether the reader is human."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from archive.importer.features import size
from archive.importer.findings import Draft
from archive.importer.lexicon import fold, patterns

SHORTEST = 60  # words in sentences that tell of no error; so many make a report whatever its headline is
LONGEST = 60  # words of a paragraph that tells of one
LEAST = 12  # words of a report that bears no name and no date
NAME = 14  # words of a line that begins with such a name
TOP = 20  # lines at the head, with those of a menu, that can name an error
STOPS = ".!?。！？؟।"
PARTS = re.compile(r"\s+[|–—·•»-]\s+|\s?[|｜_]\s?|\s*[:：]\s+|(?<=[!！])\s+")


def error_in(draft: Draft) -> str | None:
    """The words by which a capture is known as the page of an error or a challenge, with nothing else that could be a report;
    `None` for all others. A signed text is a report, whatever its headline says."""
    if any(name != draft.value("source") and not _names_error(name) for name in draft.values("byline")):
        return None
    named = next((text for text in _heads(draft) if _names_error(text)), None)
    told = next((text for _, _, text in draft.labels if _tells_of_error(text)), None)
    left = sum(size(_sentences(block.text)) for block in draft.body if not _tells_of_error(block.text))
    dated = draft.value("date") is not None
    if named and left < SHORTEST and (told or not dated):
        return named
    return told if told and not dated and left < LEAST else None


def _heads(draft: Draft) -> Iterator[str]:
    """The lines that can name what a page is: its headline, and those above its text."""
    yield draft.value("title") or ""
    yield from (text for _, _, text in takewhile(lambda label: label[1] != "body", draft.labels[:TOP]))
    yield from (text for _, _, text in draft.labels[:1])


def _sentences(text: str) -> str:
    """A text up to its last full stop: what follows is a list of links."""
    return text[: max((text.rfind(stop) for stop in STOPS), default=-1) + 1]


def _names_error(text: str) -> bool:
    """Whether a line is the name of an error, perhaps with its number and the site's name: "404 Not Found | The Gazette"."""
    known = patterns()["errorpage"]
    if size(text) <= NAME and known.start.match(fold(text)):
        return True
    return any(known.whole.fullmatch(fold(part)) for part in (text, *PARTS.split(text)) if part)


def _tells_of_error(text: str) -> bool:
    return size(text) <= LONGEST and patterns()["errorpage"].inside.search(fold(text)) is not None
