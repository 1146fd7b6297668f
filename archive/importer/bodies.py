"""The body out of labelled lines, and what stands apart from it: captions, highlights, pull quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from archive.importer.features import sentence_like, size
from archive.importer.findings import Block, Caption, Run
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import fold, opening
from archive.importer.lines import terminal
from archive.importer.signatures import reporters, signature

CREDIT = re.compile(
    r"(?:^|(?<=[.!?”\"')\s]))[\s(]*(?P<credit>"
    r"(?:Photo(?:graph|s)?|Picture|Image|Credit|Foto|Bild|Beeld|Fotos|Crédit|Crédito|Imagen|Фото|تصوير)(?: (?:by|credit|de|di|av))?\s?[:/|]?\s?[^\s:].{1,70}"
    r"|REUTERS/.{2,40}|©.{2,60}|\(?AP Photo/.{2,40}|(?:\w+[ /]){0,4}(?:Getty Images|AFP|Shutterstock|EPA)\S{0,12}"
    r"|\([^()]{2,40}(?:/|摄|供图)[^()]{0,40}\)|\S{2,4} 摄)\s*\)?$"
)  # fmt: skip
PLAIN_CREDIT = re.compile(
    r"^(?:photo(?:graph)?s?|picture|image|foto|bild|beeld|fot\.|crédit|crédito|credit|imagen|фото|تصوير)\s*(?:credit|source)?\s*(?:by|de|di|av)?\s*[:/,]?\s*",
    re.I,
)
PULLED_FROM = 80  # paragraphs before and after a quotation in which it can stand, too


def body(sheet: Sheet, deck: str | None) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of the body in order, and the quotations that stand twice, as pull quotes."""
    rows = list(sheet.zone("body", "sub"))
    said = [_squeezed(row.text) for row in rows]
    blocks: list[Block] = []
    pulled: list[str] = []
    before: set[str] = set()
    for at, row in enumerate(rows):
        near = said[max(0, at - PULLED_FROM) : at] + said[at + 1 : at + 1 + PULLED_FROM]
        if is_pulled(row.text, said[at], near) or (said[at] in before and size(row.text) > 6):
            pulled.append(row.text)
        elif deck is None or fold(row.text) != fold(deck):
            blocks.append(Block(_kind(row, rows, at), (Run(row.text),), row.line.number))
        before.add(said[at])
    return tuple(blocks), tuple(pulled)


def is_pulled(text: str, squeezed: str, others: Iterable[str]) -> bool:
    """Whether a short piece of text stands again inside a longer one."""
    return 6 <= size(text) <= 45 and len(squeezed) >= 12 and any(squeezed in other and len(other) > len(squeezed) + 8 for other in others)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(text)).strip()


def _kind(row: Labelled, rows: Sequence[Labelled], at: int) -> str:
    if row.line.bullet and row.line.bullet not in "–-":
        return "li"
    if row.line.level:
        return "h"
    nested = 0 < at < len(rows) - 1
    return (
        "h"
        if row.zone == "sub" and nested and not row.seen["ended"] and size(row.text) <= 14 and row.text[:1] not in "–—" and not row.text[:1].islower()
        else "p"
    )


def deck(sheet: Sheet) -> Labelled | None:
    """The line below the headline that sums the report up: no label, byline or caption, and above the body."""
    title = sheet.title_at
    if title is None:
        return None
    for at in range(title + 1, min(title + 8, len(sheet.rows))):
        row = sheet.rows[at]
        if row.zone != "head":
            return None
        if row.has("highlight"):
            return None
        if (
            row.has(
                "by",
                "photo",
                "date",
                "readtime",
                "share",
                "names",
                "credits",
                "published",
                "updated",
                "nav",
                "role",
                "advert",
                "twice",
                "credit_next",
                "related",
                "account",
                "tags",
                "comments",
                "ago",
            )
            or size(row.text) < 4
            or signature(row.text)
            or reporters(row.text)
        ):
            continue
        return row if size(row.text) <= 55 and not (at + 1 < len(sheet.rows) and sheet.rows[at + 1].has("photo")) else None
    return None


def highlights(sheet: Sheet) -> tuple[Labelled, ...]:
    """The lines under a label like "Story highlights", above the body."""
    rows = sheet.rows
    for at, row in enumerate(rows):
        if row.has("highlight") and row.zone in ("head", "box", "pre", "sub") and size(row.text) <= 4:
            out = []
            for other in rows[at + 1 : at + 9]:
                if other.zone in ("body", "credits") or other.has("by", "date", "photo") or re.search(r"[-–—]\s*$", other.text):
                    break
                out.append(other)
            return tuple(out)
    return ()


def captions(sheet: Sheet, taken: Iterable[int]) -> tuple[Caption, ...]:
    """Captions with their credits: a caption that stands twice is one, a line "Credit: ..." belongs to that before it."""
    skip = set(taken)
    out: list[Caption] = []
    rows = [row for row in sheet.rows if row.zone in ("head", "box") and row.line.number not in skip]
    for row in rows:
        if not (row.has("photo", "credit_next") or (row.has("twice") and sentence_like(row.text) > 0)):
            continue
        if row.has("by", "share", "related", "newsletter", "legal", "account", "date") and not row.has("photo"):
            continue
        shows, credit = split_caption(row.text)
        last = out[-1] if out else None
        if last and shows is None and last.credit is None:
            out[-1] = Caption(last.shows, credit, last.line)
        elif (
            last
            and last.shows
            and shows
            and (_squeezed(shows).startswith(_squeezed(last.shows)[:60]) or _squeezed(last.shows).startswith(_squeezed(shows)[:60]))
        ):
            out[-1] = Caption(min(last.shows, shows, key=len) if credit or last.credit else last.shows, last.credit or credit, last.line)
        elif last and shows is None and credit and last.credit and _squeezed(credit).endswith(_squeezed(last.credit)[-8:]):
            out[-1] = Caption(last.shows, credit, last.line)
        else:
            if shows is not None and size(shows) < 3 and credit is None:
                continue
            out.append(Caption(shows, credit, row.line.number))
    return tuple(caption for caption in out if caption.shows or caption.credit)


def split_caption(text: str) -> tuple[str | None, str | None]:
    """(what it shows, whose it is) of a caption; either may be missing."""
    if found := CREDIT.search(text):
        shows = text[: found.start("credit")].strip(" (|-–—") or None
        return shows, bare_credit(found["credit"])
    if opening("photo", text) and size(text) <= 9:
        return None, bare_credit(text)
    return text, None


def bare_credit(text: str) -> str:
    """A credit without the word that says that it is one, and without brackets around it."""
    text = text.strip().strip("()").strip()
    return PLAIN_CREDIT.sub("", text).lstrip("©").strip(" :") or text


def broken(blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs that break off in the middle of a sentence."""
    return [
        block for block in blocks if block.kind == "p" and size(block.text) >= 12 and not terminal(block.text) and not re.search(r"[:;\]…\-–—]$", block.text)
    ]
