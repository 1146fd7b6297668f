"""Long files of lines, of which an edit of words makes only the lines of the edited records."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.build import read_whole
from archive.downloads import FORMS
from archive.model import Archive, Output, Roll
from archive.model.noting import CARD, HEAD, noting
from archive.model.reads import noted
from archive.pages import data
from archive.rolls import Rolls
from archive.store import Disk
from tests.support.small import ARTICLE, article, built, write
from tests.test_incremental import GOLDEN, clean

OTHER = "content/articles/2013/two.md"
LONG = [f"data/{name}" for name in ("articles.csv", "articles.json", "articles.bib", "articles.ris", "articles.csl.json")]


def rolls(archive: Archive) -> list[tuple[Output, Roll]]:
    outputs = [output for subject in data.subjects(archive) for output in data.outputs(archive, subject)]
    return [(output, value) for output in outputs for value in output.view.values() if isinstance(value, Roll)]


def test_a_line_asks_for_no_words_but_those_of_its_own_record() -> None:
    archive = read_whole(GOLDEN)
    assert archive
    archive = noted(archive)
    found = rolls(archive)
    assert {output.template for output, _ in found} == set(FORMS)
    asked_for = set()
    for output, roll in found:
        for number, key in enumerate(roll.of):
            with noting() as asked:
                roll.make(number)
            assert asked <= {(CARD, key), (HEAD, key)}, output.path
            assert not asked or key[0] in roll.shows, output.path
            asked_for |= asked
    assert asked_for


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two articles, the first of which was given words of another length."""
    write(tmp_path / "one", {ARTICLE: article(), OTHER: article(title='"Un été, «deux»"'), "content/topics/x.md": "---\nname: X\n---\n"})
    built(tmp_path / "one")
    return tmp_path / "one"


def test_an_edit_of_words_makes_the_lines_of_the_edited_record(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    line = data.TABLES["articles"].line
    monkeypatch.setitem(data.TABLES, "articles", data.TABLES["articles"]._replace(line=lambda some, one: made.append(1) or line(some, one)))
    for path, title in ((ARTICLE, "A much longer headline, 汉字 and all"), (OTHER, "B"), (ARTICLE, "C"), (ARTICLE, '"D, \\"E\\""')):
        made.clear()
        write(root, {path: article(title=title)})
        report = built(root)
        assert report.why == "1 record edited"
        assert len(made) == 2  # one each in CSV and in JSON
        whole = clean(root)
        assert {name: (root / "site" / name).read_bytes() for name in LONG} == {name: whole[name] for name in LONG}


def test_a_file_that_is_written_in_many_pieces_is_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: (root / "site" / name).read_bytes() for name in LONG}
    monkeypatch.setattr("archive.rolls.PIECE", 1)
    whole = clean(root)
    assert before == {name: whole[name] for name in LONG}
    monkeypatch.undo()
    write(root, {OTHER: article(title="A much longer headline")})
    built(root)
    again = clean(root)
    assert {name: (root / "site" / name).read_bytes() for name in LONG} == {name: again[name] for name in LONG}


def test_what_is_kept_of_another_file_is_not_gone_by(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store could not keep how a file was written: the next edit makes all of its lines."""
    save = Disk.save
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "save", lambda self, work, values: None if work == "rolls" else save(self, work, values))
        write(root, {ARTICLE: article(title="A much longer headline")})
        built(root)
    write(root, {OTHER: article(title="B")})
    assert built(root).why == "1 record edited"
    whole = clean(root)
    assert {name: (root / "site" / name).read_bytes() for name in LONG} == {name: whole[name] for name in LONG}


def test_a_line_that_asks_for_more_is_made_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept of a file whose lines show words of other kinds of records: nobody could tell which of them are others now."""
    table = data.TABLES["articles"]
    monkeypatch.setitem(data.TABLES, "articles", table._replace(line=lambda some, one: (*table.line(some, one)[:-1], some.topic("x").summary)))
    write(root, {ARTICLE: article(title="Two")})
    built(root, clean=True)
    kept: list[str] = []
    of = Rolls.of
    monkeypatch.setattr(Rolls, "of", lambda self, path, known: kept.append(path) or of(self, path, known))
    write(root, {"content/topics/x.md": "---\nname: X\nsummary: Other words\n---\n"})
    assert built(root).why == "1 record edited"
    assert "Other words" in (root / "site/data/articles.csv").read_text("utf-8")
    assert "data/articles.csv" in kept
