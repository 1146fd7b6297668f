"""The records held against the raw captures that they were made from: what is quoted stands there, and nothing else does.

The captures are not in the repository. Where they are not at hand these tests are skipped and say so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from archive.markdown import count_words
from archive.model import Actor, Article, Record, key_of
from archive.model.part import Part
from archive.read import read
from tests.support.tools import REPOSITORY, captures

LONGEST_QUOTATION = 30
LONGEST_SHARED_RUN = 12
BODY = range(200, 451)

ENTRIES = read(REPOSITORY).entries
RECORDS: list[Record] = [entry.record for entry in ENTRIES]
TEXTS = {key_of(entry.record): entry.body.source for entry in ENTRIES}
ARTICLES = [record for record in RECORDS if isinstance(record, Article) and record.capture]
ids = [article.id for article in ARTICLES]


def plain(text: str) -> str:
    """Text without what print and files vary in: quotation marks, dashes, white space."""
    text = re.sub(r"[“”„«»″]", '"', text)
    text = re.sub(r"[‘’‚′`]", "'", text)
    text = re.sub(r"[‐‑‒–—−]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


@pytest.fixture(scope="session")
def folder() -> Path:
    return captures()


def capture_of(article: Article, folder: Path) -> str:
    assert article.capture
    return plain((folder / article.capture.file).read_text("utf-8"))


def everything(folder: Path) -> str:
    return "\n".join(plain(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt")))


def test_there_is_a_record_of_every_capture(folder: Path) -> None:
    assert sorted(article.capture.file for article in ARTICLES if article.capture) == sorted(path.name for path in folder.glob("*.txt"))


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_the_capture_is_the_one_whose_checksum_is_recorded(article: Article, folder: Path) -> None:
    assert article.capture
    assert hashlib.sha256((folder / article.capture.file).read_bytes()).hexdigest() == article.capture.sha256


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_what_is_recorded_as_printed_stands_in_the_capture(article: Article, folder: Path) -> None:
    capture = capture_of(article, folder)
    credits = article.credits
    printed = [article.title, article.subtitle, article.date_printed, article.updated_printed, article.section, credits.photo, *article.byline]
    printed += [*credits.additional_reporting, *credits.writing, *credits.editing, *credits.translation]
    printed += [medium.credit for medium in article.media] + [figure.printed for figure in article.figures]
    missing = [text for text in printed if text and plain(text).casefold() not in capture.casefold()]
    assert missing == []


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_every_quotation_stands_word_for_word_in_its_capture(article: Article, folder: Path) -> None:
    capture = capture_of(article, folder)
    quotations = [statement.quote for statement in article.statements if statement.quote] + quoted(TEXTS[key_of(article)])
    # an ellipsis parts the pieces of a quotation; each piece must stand, in order
    missing = []
    for quotation in quotations:
        at = 0
        for piece in re.split(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*", plain(quotation).strip("\"'")):
            found = capture.find(piece.strip(" ,."), at)
            if found < 0:
                missing.append(quotation)
                break
            at = found
    assert missing == []


def quoted(text: str) -> list[str]:
    """What stands in a text between quotation marks."""
    return re.findall(r'"([^"\n]+)"', plain(text))


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_every_figure_stands_in_its_capture(article: Article, folder: Path) -> None:
    capture = capture_of(article, folder)
    words = {"0.5": "half", "1/2": "half", "2/3": "two-thirds", "0.667": "two-thirds"}
    missing = []
    for figure in article.figures:
        value = figure.value.replace(",", "").replace(" ", "")
        forms = {value, words.get(value, value)}
        if value.isdigit():
            forms |= {f"{int(value):,}", f"{int(value) / 1_000_000:g} million", f"{int(value) / 1_000_000_000:g} billion"}
        if not any(form in capture for form in forms) and not (figure.printed and plain(figure.printed) in capture):
            missing.append(f"{figure.id}: {figure.value} {figure.what}")
    assert missing == []


def test_every_name_of_an_actor_as_printed_stands_in_a_capture(folder: Path) -> None:
    everywhere = everything(folder)
    actors = [record for record in RECORDS if isinstance(record, Actor)]
    missing = [f"{record.id}: {name}" for record in actors for name in record.also if plain(name).removesuffix("[sic]").strip() not in everywhere]
    assert missing == []


def test_a_misspelling_as_printed_is_marked_so(folder: Path) -> None:
    everywhere = everything(folder)
    for record in RECORDS:
        for name in record.also:
            if name.endswith("[sic]"):
                assert plain(name.removesuffix("[sic]")) in everywhere


@pytest.mark.parametrize("record", RECORDS, ids=[record.id for record in RECORDS])
def test_quotations_are_short(record: Record) -> None:
    own = [statement.quote for statement in record.statements if statement.quote] if isinstance(record, Article) else []
    assert [quote for quote in [*own, *quoted(TEXTS[key_of(record)])] if count_words(quote) > LONGEST_QUOTATION] == []


@pytest.mark.parametrize("article", ARTICLES, ids=ids)
def test_our_own_account_has_its_length(article: Article) -> None:
    assert article.rights.access == "summary"
    assert count_words(re.sub(r"\[\[[^\]|]*\|?([^\]]*)\]\]", r"\1", TEXTS[key_of(article)])) in BODY


def texts(value: Any) -> Iterator[str]:
    """Every text in a record that is ours: without what is quoted or recorded as printed."""
    printed = {"quote", "title", "subtitle", "date_printed", "updated_printed", "printed", "also", "capture", "path", "id", "url_original"}
    if isinstance(value, str):
        yield re.sub(r'"[^"\n]{0,400}"', " | ", plain(value))
    elif isinstance(value, Part):
        for name, one in value.values.items():
            if name not in printed:
                yield from texts(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts(one)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+|\|", text.lower())
    for start in range(len(words) - LONGEST_SHARED_RUN):
        run = tuple(words[start : start + LONGEST_SHARED_RUN + 1])
        if "|" not in run:
            yield run


def test_no_sentence_of_a_newspaper_stands_in_a_record(folder: Path) -> None:
    """No run of more than twelve words outside quotation marks stands both in a record and in a capture."""
    theirs = {run for path in folder.glob("*.txt") for run in runs(plain(path.read_text("utf-8")).replace("|", " "))}
    assert theirs
    shared = [f"{record.path}: {' '.join(run)}" for record in RECORDS for text in texts((record, TEXTS[key_of(record)])) for run in runs(text) if run in theirs]
    assert shared == []


def test_a_copied_sentence_would_be_found(folder: Path) -> None:
    path = min(folder.glob("*.txt"))
    whole = plain(path.read_text("utf-8"))
    theirs = set(runs(whole.replace("|", " ")))
    copied = " ".join(re.findall(r"[a-z0-9]+", whole.lower())[60:90])
    assert any(run in theirs for run in runs(f"We write: {copied} and so on"))
