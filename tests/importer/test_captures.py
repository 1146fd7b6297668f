"""The five captures: what an import finds agrees with the records that were made by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.importer.capture import read_capture
from archive.importer.draft import draft_of
from archive.importer.findings import Draft
from archive.importer.record import record_of
from archive.importer.shelf import Shelf, read_shelf
from archive.model import Article
from archive.read import read, read_file
from tests.support.tools import REPOSITORY, captures

NAMES = ["000_17dbda5bcb5ac093.txt", "001_c2a3a3a024d5e447.txt", "002_bc61a0bc32e42c97.txt", "003_8e79191328485c93.txt", "004_962ab7e4b76f5b46.txt"]
INFERRED = {"003_8e79191328485c93.txt"}
"""Captures that print no date: the editors' is inferred from the text, which an import never does."""

SAME = ("title", "subtitle", "source", "agencies", "byline", "credits", "place", "section", "language", "updated", "updated_printed", "url_original")


@pytest.fixture(scope="module")
def by_hand() -> dict[str, Article]:
    records = [entry.record for entry in read(REPOSITORY).entries]
    return {record.capture.file: record for record in records if isinstance(record, Article) and record.capture}


def imported(name: str) -> tuple[Article, Draft]:
    capture = read_capture(name, (captures() / name).read_bytes())
    found = draft_of(capture)
    written = record_of(found, capture, read_shelf(REPOSITORY))
    entry, problems = read_file(f"content/articles/{written.path}", written.text.encode())
    assert entry is not None, problems
    assert isinstance(entry.record, Article)
    return entry.record, found


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_are_those_of_the_record_made_by_hand(name: str, by_hand: dict[str, Article]) -> None:
    (record, _), true = imported(name), by_hand[name]
    assert {field: getattr(record, field) for field in SAME} == {field: getattr(true, field) for field in SAME}


@pytest.mark.parametrize("name", NAMES)
def test_the_date_is_the_printed_one_or_none(name: str, by_hand: dict[str, Article]) -> None:
    (record, _), true = imported(name), by_hand[name]
    assert (record.date, record.date_printed) == ((None, None) if name in INFERRED else (true.date, true.date_printed))


@pytest.mark.parametrize("name", NAMES)
def test_capture_comments_and_pictures_agree(name: str, by_hand: dict[str, Article]) -> None:
    (record, _), true = imported(name), by_hand[name]
    assert record.capture is not None
    assert true.capture is not None
    assert (record.capture.file, record.capture.sha256) == (true.capture.file, true.capture.sha256)
    assert [(medium.kind, medium.credit) for medium in record.media] == [(medium.kind, medium.credit) for medium in true.media]
    if true.comments:
        assert record.comments == true.comments
    assert record.rights.access == "full"


BODIES = {
    "000_17dbda5bcb5ac093.txt": (21, "BEIJING (Reuters) - There is no", "barriers to trade."),
    "001_c2a3a3a024d5e447.txt": (14, "BEIJING (Reuters) - China offered", 'internal affairs," Yang said.'),
    "002_bc61a0bc32e42c97.txt": (18, "The latest US suspicion", "according to Reuters."),
    "003_8e79191328485c93.txt": (14, "Beijing has upped the ante on the US over", "more complicated”."),
    "004_962ab7e4b76f5b46.txt": (12, "China has offered to talk", "we'll want to have it too.\""),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_body_is_the_report_and_nothing_else(name: str) -> None:
    _, found = imported(name)
    count, first, last = BODIES[name]
    assert len(found.body) == count
    assert found.body[0].text.startswith(first)
    assert found.body[-1].text.endswith(last)


def test_highlights_and_pull_quotes_stand_apart() -> None:
    assert [len(imported(name)[1].highlights) for name in NAMES] == [0, 0, 0, 3, 1]


def test_readers_have_their_names_and_times() -> None:
    _, found = imported("001_c2a3a3a024d5e447.txt")
    assert [(comment.name, (comment.when or "")[:20]) for comment in found.comments] == [
        ("sjfella", "Mar 12, 2013 8:25am "),
        ("AdamSmith", "Mar 12, 2013 9:37am "),
        ("CountryPride", "Mar 12, 2013 10:08am"),
    ]


def test_a_sentence_that_breaks_off_is_told() -> None:
    _, found = imported("002_bc61a0bc32e42c97.txt")
    assert [mark for mark in found.marks if "breaks off" in mark and "news portal" in mark]


def test_an_archive_of_all_five_holds(tmp_path: Path) -> None:
    from archive.commands.check import command as check
    from archive.commands.import_ import command

    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: Press\nbase_url: https://example.org/\n")
    done = CliRunner().invoke(command, [str(captures()), "--into", str(tmp_path / "content" / "articles")])
    assert done.exit_code == 0, done.output
    checked = CliRunner().invoke(check, ["--root", str(tmp_path)])
    assert checked.exit_code == 0, checked.output
    assert len([entry for entry in read(tmp_path).entries if isinstance(entry.record, Article)]) == 5
    assert {source.id for source in read_shelf(tmp_path).sources} >= {"reuters", "cnn", "global-times", "financial-times", "south-china-morning-post"}
    assert Shelf().captured("0" * 64) is None
