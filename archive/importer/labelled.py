"""A capture whose lines have their zones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from archive.importer import titles
from archive.importer.features import LIKE_PROSE, Features, features, is_rights_line, last_sign, own_features, sentence_like, size
from archive.importer.labeller import label
from archive.importer.lexicon import categories
from archive.importer.lines import Line, read_lines
from archive.importer.talks import with_talks

SHORT = 4  # words of a section's name
LEAST = 0.1  # what speaks for a headline at least
BOXED = 6  # lines in which a box in the text ends, and the paragraph below it
SIGNED_END = re.compile(r"[.!?…»”\"'’]\s?[(\[]([^()\[\]]{5,60})[)\]]$")
"""The end of a text that names who wrote it: "... by seven votes to two. (Jane Doe)"."""
SHOUTED = 5  # words of a line in capitals that leads to another report
ADDRESS = re.compile(r"https?://|\bpic\.twitter\.com/|(?<![\w.])@\w{3,}")
BELOW = ("by", "names", "date", "comments", "related", "tags", "share", "legal", "newsletter", "account")
"""What stands below the last paragraph of a report."""
LEAST_WORDS = 3  # of a sentence that ends a report
REFRAIN = 3  # a label that stands so often between two paragraphs is said between all of them


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, what is seen of it, and its zone (see `labeller`)."""

    line: Line
    seen: Features
    zone: str

    @property
    def text(self) -> str:
        return self.line.text

    def has(self, *names: str) -> bool:
        """Whether any of these features was seen."""
        return any(self.seen.get(name) for name in names)


@dataclass(frozen=True)
class Sheet:
    """All lines of a capture, in order; `page` is the title of the page as a whole, where the capture has it."""

    rows: tuple[Labelled, ...]
    page: titles.PageTitle | None
    title_scores: tuple[float, ...] = ()

    def zone(self, *names: str) -> Iterator[Labelled]:
        return (row for row in self.rows if row.zone in names)

    def index(self, zone: str) -> int | None:
        """The place of the first line of a zone."""
        return next((at for at, row in enumerate(self.rows) if row.zone == zone), None)

    @cached_property
    def title_at(self) -> int | None:
        return self.index("title")

    @cached_property
    def body_at(self) -> int | None:
        return self.index("body")

    @cached_property
    def body_ends(self) -> int:
        """The place after the last line of the body."""
        return max((at + 1 for at, row in enumerate(self.rows) if row.zone in ("body", "sub")), default=0)


def read_sheet(text: str) -> Sheet:
    """Labels the lines of a text; refrains are no part of the sheet."""
    return label_lines(_without_refrains(read_lines(text)))


def label_lines(lines: tuple[Line, ...]) -> Sheet:
    """Labels lines."""
    own = own_features(lines)
    heads = titles.marks(lines, own)
    seen = features(lines, own, heads)
    zones = with_talks(_with_first_headline(label(seen), lines, seen), lines, seen)
    zones = _with_last_paragraph(zones, lines, seen)
    zones = ["box" if zone in ("body", "sub") and is_rights_line(line.text) else zone for zone, line in zip(zones, lines, strict=True)]
    zones = ["box" if zone == "sub" and _leads_elsewhere(line) else zone for zone, line in zip(zones, lines, strict=True)]
    rows = tuple(Labelled(line, one, zone) for line, one, zone in zip(lines, seen, zones, strict=True))
    return Sheet(rows, titles.page_title(lines), tuple(10 * one["headline"] for one in heads))


def _leads_elsewhere(line: Line) -> bool:
    """Whether a line between paragraphs is no heading of theirs: it is all in capitals, and longer than headings are, or has an address in it."""
    return not line.bullet and (ADDRESS.search(line.text) is not None or (line.text.isupper() and size(line.text) >= SHOUTED))


def _is_last(text: str, own: Features, below: Sequence[Features]) -> bool:
    """Whether a line below the text is its last paragraph: a sentence, however short, or one with who signed it in brackets, and below it nothing but
    who or when, or what stands below reports."""
    ends = not below or any(below[0].get(kind) for kind in BELOW)
    if SIGNED_END.search(text) is not None:
        return ends and not own.get("furniture")
    other = any(own.get(kind) for kind in ("furniture", "photo", "related", "outro", "by", "date", "credits", "agency", "role", "names"))
    return ends and not other and (own["prose"] >= LIKE_PROSE or (size(text) >= LEAST_WORDS and last_sign(text) == "stop" and not categories(text)))


def _with_last_paragraph(zones: list[str], lines: Sequence[Line], seen: Sequence[Features]) -> list[str]:
    """The zones, where a sentence is the last paragraph of the report: right below the text, below a line in it that leads elsewhere, or below a box (a
    newsletter's, an advertisement) and right above the names or the day that end the report."""
    last = max((at for at, zone in enumerate(zones) if zone == "body"), default=len(zones))
    for at in range(last + 1, min(last + BOXED, len(zones))):
        between = seen[last + 1 : at]
        signed = at + 1 < len(zones) and any(seen[at + 1].get(kind) for kind in ("by", "names", "date"))
        boxed = at > last + 1 and any(between[0].get(kind) for kind in ("newsletter", "advert")) and signed
        whole = seen[at]["prose"] == 1 or SIGNED_END.search(lines[at].text) is not None
        led = len(between) == 1 and bool(between[0].get("related")) and whole
        zoned = zones[at] in ("box", "credits") or (zones[at] == "tail" and boxed)
        if zoned and (not between or boxed or led) and _is_last(lines[at].text, seen[at], seen[at + 1 : at + 2]):
            return [*zones[: last + 1], *("box" for _ in between), "body", *zones[at + 1 :]]
    return zones


def _without_refrains(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leaves out what a page says between its paragraphs again and again ("Advertisement"): a paragraph is known by its
    neighbours, and these are none. Words that could be an answer ("No") are never left out so."""
    between = Counter(
        line.text
        for above, line, below in zip(lines, lines[1:], lines[2:], strict=False)
        if sentence_like(above.text) == sentence_like(below.text) == 1 and "advert=" in categories(line.text)
    )
    return tuple(line for line in lines if between[line.text] < REFRAIN)


def _with_first_headline(zones: list[str], lines: Sequence[Line], seen: Sequence[Features]) -> list[str]:
    """Of two lines that could be the headline, with nothing but dates, names, captions and buttons between, the better and earlier one is it:
    the other is its deck. A line that could hardly be one gives way to one below it, too."""
    if "title" not in zones and (first := _better(["head" if zone == "pre" else zone for zone in zones], lines, seen, 0)) is not None:
        return [*("pre" for _ in range(first)), "title", *zones[first + 1 :]]
    title = zones.index("title") if "title" in zones else 0
    if zones[title:] and seen[title]["headline"] < 0 and (better := _better(zones, lines, seen, title)) is not None:
        return [*("pre" for _ in range(better)), "title", *zones[better + 1 :]]
    for at in range(title - 1, max(-1, title - 7), -1):
        if seen[at]["headline"] > max(seen[title]["headline"], 0.0) and titles.plausible(lines[at], seen[at]):
            return [*zones[:at], "title", *("head" for _ in range(at + 1, title + 1)), *zones[title + 1 :]]
        if not _between(lines[at].text, seen[at]):
            break
    return zones


def _between(text: str, one: Features) -> bool:
    """Whether a line can stand between a headline and its deck: a date, a byline, a picture's caption, a button to share, a remark on the article's age.
    The name of a section cannot."""
    if one.get("furniture"):
        return bool(one.get("share")) or size(text) > SHORT
    return any(one.get(kind) for kind in ("date", "by", "names", "readtime", "role", "photo"))


def _better(zones: Sequence[str], lines: Sequence[Line], seen: Sequence[Features], title: int) -> int | None:
    """The place of the line below the headline, and above the body, that is rather the headline."""
    head = [at for at in takewhile(lambda at: zones[at] in ("title", "head"), range(title, len(lines))) if titles.plausible(lines[at], seen[at])]
    best = max(head, key=lambda at: seen[at]["headline"], default=None)
    return best if best is not None and seen[best]["headline"] > LEAST else None
