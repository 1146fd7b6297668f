"""Captures: whether they are there, are what they were (fixity), and hold what is quoted from them, as whole texts do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from hashlib import sha256
from html import unescape
from pathlib import Path

from archive.checks.common import problem
from archive.hints import nearest
from archive.importer.capture import read_capture
from archive.markdown import plain
from archive.model import Archive, Article, Statement
from archive.problems import Problem

GAP = re.compile(r"\[[^\]]*\]|\.{3,}|…|\. \. \.")
NOT_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
WORD = re.compile(r"[^\W_]+")


def check(archive: Archive, folder: Path | None) -> Iterator[Problem]:
    """Without a folder only what the records say themselves is checked."""
    for article in archive.articles:
        if article.rights.gives == "full":
            quoted = [one for one in _quoted(article) if one[1].language in (None, article.language)]  # not what it tells in other words than were said
            yield from _quotations(article, quoted, _whole(archive, article) if quoted else "", "text")
        if article.capture is None:
            continue
        if _leads_out(article.capture.file):
            hint = "write the path from the folder of captures, without .. and without a / at its beginning"
            yield problem(article, ("capture", "file"), "unsafe-path", f'"{article.capture.file}" leads out of the folder of captures', hint)
        elif folder is not None:
            yield from _against(article, folder)
        elif article.capture.sha256 is None:
            yield problem(article, ("capture", "file"), "no-checksum", "the capture has no checksum", "add sha256: with the SHA-256 of the file")


def _leads_out(file: str) -> bool:
    return file.startswith(("/", "\\", "~")) or ".." in re.split(r"[/\\]", file) or re.match(r"[A-Za-z]:", file) is not None


def _against(article: Article, folder: Path) -> Iterator[Problem]:
    capture = article.capture
    assert capture is not None
    path = folder / capture.file
    try:
        data = path.read_bytes()
    except OSError:
        beside = [file.relative_to(folder).as_posix() for file in path.parent.iterdir() if file.is_file()] if path.parent.is_dir() else []
        hint = nearest(capture.file, beside) or "put the file there, or mend its name"
        yield problem(article, ("capture", "file"), "capture-missing", f'no file "{capture.file}" in the folder of captures', hint)
        return
    digest = sha256(data).hexdigest()
    if capture.sha256 is None:
        yield problem(article, ("capture", "file"), "no-checksum", "the capture has no checksum", f"add sha256: {digest}")
    elif capture.sha256.lower() != digest:
        hint = f"bring back the file as it was; if the record is made from this one, write {digest}"
        yield problem(article, ("capture", "sha256"), "checksum-mismatch", f'"{capture.file}" is not the file that the record was made from', hint)
        return
    if quoted := _quoted(article):
        read = read_capture(capture.file, data)
        words = unescape(NOT_TEXT.sub(" ", read.text)) if read.html else read.text
        yield from _quotations(article, quoted, words, "capture")


def _quoted(article: Article) -> list[tuple[int, Statement]]:
    """The statements that quote, each with its number."""
    return [(index, statement) for index, statement in enumerate(article.statements) if statement.quote]


def _whole(archive: Archive, article: Article) -> str:
    """All words of a report that its record has: its text, and what stands above and beside that; nothing where it has no text."""
    blocks = [words for _, words in plain(archive.prose_of(article))]
    beside = [one.shows or "" for one in article.media]
    return "\n".join((article.title, article.subtitle or "", *blocks, *beside)) if blocks else ""


def _quotations(article: Article, quoted: list[tuple[int, Statement]], words: str, where: str) -> Iterator[Problem]:
    """Quotations that do not stand in the `words` of the capture, or of the text."""
    letters = _letters(words)
    for index, statement in quoted if words else ():
        quote = statement.quote or ""
        if not _holds(letters, quote):
            passage = _passage(quote, words)
            hint = f'the {where} has "{passage}"' if passage else "quote what stands there, or tell it in about, in our words"
            message = f"the words of {statement.id} do not stand in the {where}"
            yield problem(article, ("statements", index, "quote"), f"quote-not-in-{where}", message, hint)


def _letters(text: str) -> str:
    """Letters and digits alone: line breaks, marks and hyphens differ where the words do not."""
    return "".join(WORD.findall(text.casefold()))


def _holds(letters: str, quote: str) -> bool:
    """Whether the parts of a quotation, between its gaps, stand there in order."""
    at = 0
    for part in GAP.split(quote):
        wanted = _letters(part)
        at = letters.find(wanted, at)
        if at < 0:
            return False
        at += len(wanted)
    return True


def _passage(quote: str, capture: str) -> str:
    """The words of the capture that are most like a quotation, if half of them or more are."""
    places = list(WORD.finditer(capture))
    wanted = [word.casefold() for word in WORD.findall(quote)]
    if not wanted or not places:
        return ""
    matcher = SequenceMatcher(None, wanted, [place[0].casefold() for place in places], autojunk=False)
    longest = matcher.find_longest_match()
    start = max(longest.b - longest.a, 0)
    window = places[start : start + len(wanted)]
    alike = SequenceMatcher(None, wanted, [place[0].casefold() for place in window], autojunk=False).ratio()
    return " ".join(capture[window[0].start() : window[-1].end()].split()) if alike >= 0.5 else ""
