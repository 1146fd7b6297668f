"""archive import: what it writes, what it says, and how it ends."""

from __future__ import annotations

import builtins
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result

from archive.commands.import_ import command
from archive.importer.capture import Capture
from archive.importer.draft import draft_of
from archive.importer.findings import Draft
from archive.importer.shelf import Shelf
from archive.installed import with_extra
from archive.model import Article
from archive.problems import UsageError
from archive.read import read

REPORT = """Harbour board closes ferry pier | Merrow Bay Courier
Home
News
Harbour board closes ferry pier
By Eleanor Whitcombe
Published 9 February 2018
The harbour board of Merrow Bay voted on Friday to close the town's ferry pier, ending a service of a century.
Engineers told the board that three storms in six weeks had undermined the pilings of the structure.
"Nobody in this room wanted to vote the way we did," said Margaret Oduya, who chairs the board.
The last boat will leave at the end of the month, and buses will run in its place from then on.
© 2018 Merrow Bay Courier
"""
PAGE = """<html lang="en"><head><title>Pier closes | Merrow Bay Courier</title></head><body><article><h1>Pier closes</h1>
<p>The harbour board of Merrow Bay voted on Friday to close the town's ferry pier, ending a service of a century.</p>
<p>Engineers told <a href="https://example.org/board">the board</a> that three storms had undermined the pilings.</p></article></body></html>"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "actors").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: Press\nbase_url: https://example.org/\n")
    (tmp_path / "content" / "actors" / "margaret-oduya.md").write_text("---\nname: Margaret Oduya\nkind: person\n---\n")
    (tmp_path / "pier.txt").write_text(REPORT)
    return tmp_path


def run(*arguments: object, data: str | None = None) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], input=data)


def record(root: Path) -> Article:
    (found,) = [entry.record for entry in read(root).entries if isinstance(entry.record, Article)]
    return found


def test_one_capture_is_printed(archive: Path) -> None:
    done = run(archive / "pier.txt")
    assert done.exit_code == 0
    assert done.stdout.startswith("---\ntitle: Harbour board closes ferry pier\ndate: 2018-02-09\n")


def test_standard_input_is_a_capture() -> None:
    assert "byline: [Eleanor Whitcombe]" in run("-", data=REPORT).stdout


def test_a_record_lies_in_the_folder_of_its_year_and_holds(archive: Path) -> None:
    done = run(archive / "pier.txt", "--into", archive / "content" / "articles")
    assert done.exit_code == 0, done.output
    found = record(archive)
    assert found.path == "content/articles/2018/2018-02-09-harbour-board-closes-ferry-pier.md"
    assert (found.source, found.byline, str(found.date)) == ("merrow-bay-courier", ("Eleanor Whitcombe",), "2018-02-09")
    assert read(archive).problems == () or all(problem.severity == "warning" for problem in read(archive).problems)


ARABIC = """{name}

افتتاح الجسر الجديد في المدينة

12 مارس 2013

قال رئيس البلدية إن الجسر الجديد سيفتح أمام حركة المرور في الأسبوع المقبل بعد سنوات من العمل الشاق.

وأضاف أن المدينة كانت تنتظر هذا اليوم منذ وقت طويل وأن السكان سعداء جدا بهذا الإنجاز الكبير للمدينة.
"""


@pytest.mark.parametrize("name", ["جريدة الميناء", "الميناء", "Harbour Daily", "The harbour daily"])
def test_a_line_that_is_the_name_of_a_source_of_the_archive_tells_the_source(name: str, archive: Path) -> None:
    (archive / "content/sources").mkdir()
    (archive / "content/sources/harbour.md").write_text("---\nname: جريدة الميناء\nalso: [الميناء, Harbour Daily]\n---\n", "utf-8")
    (archive / "bridge.txt").write_text(ARABIC.format(name=name), "utf-8")
    assert run(archive / "bridge.txt", "--into", archive / "content" / "articles").exit_code == 0
    found = record(archive)
    assert (found.source, found.byline) == ("harbour", ())


def test_a_source_that_a_line_only_mentions_is_not_taken(archive: Path) -> None:
    (archive / "content/sources").mkdir()
    (archive / "content/sources/pilings.md").write_text("---\nname: Engineers\n---\n", "utf-8")
    assert "source: merrow-bay-courier" in run(archive / "pier.txt", "--root", archive).stdout


def test_a_source_without_a_record_gets_one(archive: Path) -> None:
    done = run(archive / "pier.txt", "--into", archive / "content" / "articles")
    stub = archive / "content" / "sources" / "merrow-bay-courier.md"
    assert stub.read_text().startswith("---\nname: Merrow Bay Courier\n")
    assert f"new source: {stub}\n" in done.output


def test_every_path_is_told_from_where_one_stands_and_then_what_to_do(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, lead, root in ((archive.parent, f"{archive.name}/content/", f" --root {archive.name}"), (archive / "content", "", "")):
        (archive / "pier.txt").write_text(REPORT.replace("a century", f"{len(lead)} years").replace("Merrow Bay Courier", f"Courier {len(lead)}"))
        monkeypatch.chdir(folder)
        told = run(archive / "pier.txt", "--into", f"{lead}articles").output.splitlines()
        assert told[0].startswith(f"{archive}/pier.txt -> {lead}articles/2018/2018-02-09-harbour-board-closes-ferry-pier")
        assert told[1:] == [f"    new source: {lead}sources/courier-{len(lead)}.md", f'next: look up what "# check:" marks, then run archive check{root}']


def test_known_actors_are_proposed_and_marked(archive: Path) -> None:
    run(archive / "pier.txt", "--into", archive / "content" / "articles")
    found = record(archive)
    assert found.actors == ("margaret-oduya",)
    assert "# check: the actors were found by their names alone" in (archive / found.path).read_text()


def test_the_rights_are_left_to_the_editor(archive: Path) -> None:
    text = run(archive / "pier.txt").stdout
    assert "rights:\n  access: full\n" in text
    assert "# check: the rights are not decided" in text


def test_an_issue_of_several_days_has_an_interval_as_its_date(archive: Path) -> None:
    (archive / "pier.txt").write_text(REPORT.replace("9 February 2018", "9-15 February 2018"))
    assert run(archive / "pier.txt", "--into", archive / "content" / "articles").exit_code == 0
    found = record(archive)
    assert (str(found.date), found.date_printed) == ("2018-02-09/2018-02-15", "Published 9-15 February 2018")
    assert found.path == "content/articles/2018/2018-02-09-harbour-board-closes-ferry-pier.md"


def test_the_same_capture_is_not_imported_twice(archive: Path) -> None:
    for _ in range(2):
        done = run(archive / "pier.txt", "--into", archive / "content" / "articles")
    assert done.exit_code == 0
    assert "imported already: content/articles/2018/" in done.output
    assert record(archive)


def test_a_capture_that_is_imported_again_is_written_over_its_record_whatever_its_name(archive: Path) -> None:
    articles = archive / "content" / "articles"
    run(archive / "pier.txt", "--into", articles)
    renamed = articles / "2018" / "pier.md"
    next((articles / "2018").iterdir()).rename(renamed)
    renamed.write_text(renamed.read_text().replace("title: Harbour board closes ferry pier", "title: Mine"))
    done = run(archive / "pier.txt", "--into", articles, "--force")
    assert done.exit_code == 0, done.output
    found = record(archive)
    assert (found.path, found.title) == ("content/articles/2018/pier.md", "Harbour board closes ferry pier")
    assert "related to" not in renamed.read_text()


def test_no_second_record_of_a_capture_is_written_to_a_file_of_the_archive(archive: Path) -> None:
    articles = archive / "content" / "articles"
    run(archive / "pier.txt", "--into", articles)
    refused = run(archive / "pier.txt", "-o", articles / "pier.md", "--force")
    assert refused.exit_code == 1
    assert "its record is" in refused.output
    assert record(archive)


def test_a_capture_that_lies_there_twice_gives_one_record(archive: Path) -> None:
    (archive / "again.txt").write_text(REPORT)
    done = run(archive / "pier.txt", archive / "again.txt", "--into", archive / "content" / "articles", "--force")
    assert done.exit_code == 0
    assert record(archive)


def test_nothing_is_written_over_without_force(archive: Path) -> None:
    (archive / "out.md").write_text("mine")
    refused = run(archive / "pier.txt", "-o", archive / "out.md")
    assert (refused.exit_code, (archive / "out.md").read_text()) == (1, "mine")
    assert run(archive / "pier.txt", "-o", archive / "out.md", "--force").exit_code == 0
    assert (archive / "out.md").read_text().startswith("---\n")


def test_two_reports_of_one_name_and_day_both_stand(archive: Path) -> None:
    (archive / "again.txt").write_text(REPORT.replace("a century", "many years"))
    run(archive / "pier.txt", archive / "again.txt", "--into", archive / "content" / "articles")
    names = sorted(path.name for path in (archive / "content" / "articles" / "2018").iterdir())
    assert names == ["2018-02-09-harbour-board-closes-ferry-pier-2.md", "2018-02-09-harbour-board-closes-ferry-pier.md"]


def test_a_report_of_the_same_story_is_pointed_to(archive: Path) -> None:
    run(archive / "pier.txt", "--into", archive / "content" / "articles")
    (archive / "other.txt").write_text(REPORT.replace("Courier", "Herald").replace("9 February", "10 February"))
    run(archive / "other.txt", "--into", archive / "content" / "articles")
    (other,) = (archive / "content" / "articles" / "2018").glob("2018-02-10-*.md")
    assert "# check: related to 2018-02-09-harbour-board-closes-ferry-pier? (same-story)" in other.read_text()


def test_a_folder_goes_on_after_a_bad_file_and_names_it(archive: Path) -> None:
    (archive / "in").mkdir()
    (archive / "in" / "bad.txt").write_text("nothing")
    (archive / "in" / "good.txt").write_text(REPORT)
    done = run(archive / "in", "--into", archive / "content" / "articles")
    assert done.exit_code == 1
    assert done.stderr.strip().endswith(f"1 capture not imported: {archive / 'in' / 'bad.txt'}")
    assert record(archive)


def test_whatever_a_folder_holds_the_others_are_imported(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are told for what they are, what is nested too deep for it, and even what the program itself stumbles on."""
    folder = archive / "in"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"%PDF-1.4")
    (folder / "b.html").write_text(f"<html><body>{'<div>' * 5000}<p>{REPORT}</p></body></html>")
    (folder / "c.txt").write_text("  ")
    (folder / "d.txt").write_text(f"stumble {REPORT}")
    (folder / "e.txt").write_text(REPORT)
    (archive / "secret.txt").write_text(REPORT.replace("Harbour", "Secret"))
    (folder / "f.txt").symlink_to(archive / "secret.txt")
    (folder / "g.txt").symlink_to(folder / "g.txt")
    (folder / "picture.png").write_bytes(b"")

    def draft(capture: Capture) -> Draft:
        if capture.text.startswith("stumble"):
            raise ValueError("over a stone")
        return draft_of(capture)

    monkeypatch.setattr("archive.commands.import_.draft_of", draft)
    done = run(folder, "--into", archive / "content" / "articles")
    assert done.exit_code == 1
    assert done.stderr.strip().endswith(f"4 captures not imported: {', '.join(str(folder / name) for name in ('a.pdf', 'b.html', 'c.txt', 'd.txt'))}")
    passed_over = f"{folder / 'f.txt'}: passed over: it is a link that leads out"
    for words in ("this is a PDF", "nested too deep", "there is nothing in it", "ValueError: over a stone", passed_over):
        assert words in done.stderr, done.stderr
    assert record(archive).title == "Harbour board closes ferry pier"


def test_a_record_that_another_import_has_written_meanwhile_is_no_second_one(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = archive / "content" / "articles"
    run(archive / "pier.txt", "--into", articles)
    monkeypatch.setattr("archive.commands.import_.read_shelf", lambda root: Shelf())
    done = run(archive / "pier.txt", "--into", articles)
    assert (done.exit_code, "imported already" in done.stderr) == (0, True)
    assert record(archive)


def test_an_id_that_leads_elsewhere_is_not_taken_again(archive: Path) -> None:
    articles = archive / "content" / "articles"
    run(archive / "pier.txt", "--into", articles)
    made = articles / "2018" / "2018-02-09-harbour-board-closes-ferry-pier.md"
    kept = made.with_name("kept.md")
    other = made.read_text().replace("capture:", f"aliases: [{made.stem}]\ncapture:")
    kept.write_text(re.sub(r"sha256: \w+", f"sha256: {'0' * 64}", other))
    made.unlink()
    run(archive / "pier.txt", "--into", articles)
    assert not made.exists()
    assert made.with_name(f"{made.stem}-2.md").is_file()


def test_who_stands_in_an_archive_is_told_what_it_knows(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(archive)
    assert "actors: [margaret-oduya]" in run("pier.txt").stdout


def test_the_reasons_are_told_when_asked(archive: Path) -> None:
    told = run(archive / "pier.txt", "--explain").stderr
    assert "date: 2018-02-09\n    line 6 'Published 9 February 2018'; labelled, between headline and body; confidence" in told


@pytest.mark.parametrize("arguments", [["no-such-file.txt"], ["a.txt", "b.txt"], ["a.txt", "-o", "x.md", "--into", "y"], ["a.txt", "--root", "nowhere"]])
def test_wrong_usage_is_told(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(REPORT)
    assert isinstance(run(*arguments).exception, UsageError)


def test_a_page_keeps_its_links(archive: Path) -> None:
    (archive / "pier.html").write_text(PAGE)
    assert "Engineers told [the board](https://example.org/board) that" in run(archive / "pier.html").stdout


def test_a_missing_library_is_told_in_one_line(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "pier.html").write_text(PAGE)
    real = builtins.__import__

    def without(
        name: str, globals: Mapping[str, object] | None = None, locals: Mapping[str, object] | None = None, fromlist: Sequence[str] = (), level: int = 0
    ) -> ModuleType:
        if name.startswith("archive.importer.page"):
            raise ModuleNotFoundError("No module named 'trafilatura'", name="trafilatura")
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", without)
    done = run(archive / "pier.html")
    assert (done.exit_code, done.stderr) == (1, f"archive: reading HTML needs trafilatura: {with_extra('import')}\n")
