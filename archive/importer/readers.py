"""Readers' comments, taken apart; and how many a page says that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from archive.importer.dates import stamps
from archive.importer.features import LIKE_PROSE, size
from archive.importer.findings import Comment, Finding
from archive.importer.labelled import Labelled, Sheet
from archive.importer.lexicon import categories

REACH = 14  # lines between the line that opens the comments and the first signs of one, and between two of these
LONG = 30  # words of a paragraph in a long text, as readers seldom write
LEAST = 60  # words of the text that stand above
WROTE = re.compile(r"^(\S.{0,40}?)\s(?:wrote|says|said|schrieb|escribió|a écrit|disse|zegt|пишет)\s?:?$", re.I)
COUNT = re.compile(
    r"(\d[\d.,]*)\s*(?:comments?|responses?|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarz\w*|комментари\w+|条评论)|(?:comments?|kommentare|commentaires|comentarios|comentários|commenti|reacties|komentarze|комментарии|评论|コメント|التعليقات)\s*[(（:]\s*(\d+)",
    re.I,
)


def fenced(sheet: Sheet) -> Sheet:
    """The sheet with nothing of the body below the line that opens readers' comments: what they quote or argue looks like prose."""
    sheet = _unread(sheet)
    at = _opened(sheet)
    if at is None:
        return sheet
    below = (replace(row, zone="comments" if row.zone in ("body", "sub", "box") else row.zone) for row in sheet.rows[at:])
    return replace(sheet, rows=(*sheet.rows[:at], *below))


def _unread(sheet: Sheet) -> Sheet:
    """The sheet with what was taken for readers' comments in the body, where none of its lines shows a reader: a long text goes on there."""
    run = [at for at, row in enumerate(sheet.rows) if row.zone == "comments"]
    prose = [at for at in run if sheet.rows[at].seen["prose"] >= LIKE_PROSE]
    around = sheet.rows[run[0] - 1 : run[-1] + 1] if run and run[0] else ()
    words = sum(size(sheet.rows[at].text) for at in prose)
    if words < max(LEAST, LONG * len(prose)) or any(row.has("comments", "reply", "speaker", "ago", "date") for row in around):
        return sheet
    rows = list(sheet.rows)
    for at in run:
        label = "tail" if at > prose[-1] else "box" if rows[at].has("repeated", "photo", "furniture") else "sub"
        rows[at] = replace(rows[at], zone="body" if at in prose else label)
    return replace(sheet, rows=tuple(rows))


def _opened(sheet: Sheet) -> int | None:
    """The place of the last line like "12 comments" above the first signs of readers' writing, where the text has begun above it."""
    first = sheet.body_at
    if first is None:
        return None
    signs = [at for at, row in enumerate(sheet.rows) if at > first and _is_sign(row)]
    sure = next((at for at, after in pairwise(signs) if after - at <= REACH), None)
    labels = [at for at, row in enumerate(sheet.rows) if at > first and row.has("comments") and size(row.text) <= 6]
    counted = [at for at in labels if COUNT.search(sheet.rows[at].text)]
    near = [at for at in counted if any(at < sign <= at + 4 for sign in signs)]
    words = [size(row.text) if row.zone == "body" else 0.0 for row in sheet.rows]
    # a form to sign in by, or the rules of the house, may stand between; no text does
    above = [at for at in counted if sure is not None and at < sure and not sum(words[at:sure])]
    openers = [at for at in labels if sure is not None and sure - REACH <= at <= sure] or near[:1] or above
    return openers[-1] if openers and sum(words[: openers[-1]]) >= LEAST else None


def _is_sign(row: Labelled) -> bool:
    """Whether a line is one of those around a reader's comment: a button to answer it, or who wrote it when."""
    timed = row.has("date") and any(stamp.minutes is not None for stamp in stamps(row.text))
    return size(row.text) <= 12 and (row.has("reply", "speaker") or timed) and not row.has("published", "updated")


def comments(sheet: Sheet) -> tuple[Comment, ...]:
    """Each comment with name and time as printed, where they are."""
    done: list[Comment] = []
    name, when = None, None
    words: list[str] = []

    def close() -> None:
        nonlocal name, when
        if words:
            done.append(Comment(name, when, "\n\n".join(words)))
        name, when = None, None
        words.clear()

    for row in sheet.zone("comments"):
        text = row.text
        if found := WROTE.match(text):
            close()
            name = found[1]
        elif stamps(text) or row.has("ago", "date"):
            when = text.split("  --")[0].strip()
            if row.has("reply"):
                close()
        elif _ends(text):
            close()
        elif _is_furniture(row):
            continue
        elif _is_name(row):
            if words:
                close()
            name = text
        else:
            words.append(text)
    close()
    return tuple(done)


def _ends(text: str) -> bool:
    return "reply=" in categories(text)


def _is_furniture(row: Labelled) -> bool:
    return row.has("comments", "legal", "account", "nav", "share", "reply", "related") and size(row.text) < 60


def _is_name(row: Labelled) -> bool:
    return size(row.text) <= 3.5 and not row.seen["ended"] and row.seen["next_prose"] > 0


def declared(sheet: Sheet) -> list[Finding]:
    """At most one finding for "comments.declared": the largest count that the page prints."""
    found = [(int(re.sub(r"\D", "", hit[1] or hit[2])), row) for row in sheet.rows if size(row.text) <= 8 and (hit := COUNT.search(row.text))]
    if not found:
        opened = next((row for row in sheet.rows[sheet.body_ends :] if row.has("comments") and size(row.text) >= 4), None)
        return [Finding("comments.open", "yes", opened.line.number, opened.text, "the page has a place for comments", 0.6)] if opened else []
    count, row = max(found, key=lambda one: one[0])
    return [Finding("comments.declared", str(count), row.line.number, row.text, "the page's own count", 0.85)]


def earliest(lines: Iterable[Comment]) -> str | None:
    """The first moment at which a comment was made, in EDTF; `None` where no comment has a time."""
    found = [stamp.edtf for comment in lines if comment.when for stamp in stamps(comment.when) if stamp.minutes is not None]
    return min(found, default=None)
