"""What a reader is told above a report, and where pages show it among others."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from tests.support.small import article, built, write

ONE, TWO = "content/articles/2013/one.md", "content/articles/2013/two.md"


def head(root: Path, id: str) -> str:
    page = html.fromstring((root / f"site/articles/2013/{id}/index.html").read_text("utf-8"))
    return " ".join(page.find_class("record-head")[0].text_content().split())


def test_a_report_that_was_corrected_says_so_above_its_text(tmp_path: Path) -> None:
    correction = article("date: 2013-03-14\nrelated: [{article: one, how: corrects}]", title="A correction")
    write(tmp_path, {ONE: article("date: 2013-03-12"), TWO: correction})
    built(tmp_path, tmp_path / "site")
    assert "Is corrected by: A correction (The Paper, March 14, 2013)" in head(tmp_path, "one")
    assert "orrect" not in head(tmp_path, "two").replace("A correction", "")


def test_the_summary_of_a_report_in_another_language_runs_as_that_does_wherever_it_is_shown(tmp_path: Path) -> None:
    front = "date: 2013-03-12\nlanguage: ar\nevents: [talks]\nsummary: وقّع الوزراء."
    write(tmp_path, {ONE: article(front), "content/events/talks.md": "---\nname: Talks\n---\n"})
    built(tmp_path, tmp_path / "site")
    for page in ("events/talks", "articles", "years/2013"):
        (shown,) = html.fromstring((tmp_path / f"site/{page}/index.html").read_text("utf-8")).xpath("//p[. = 'وقّع الوزراء.']")
        assert (shown.get("lang"), shown.get("dir")) == ("ar", "rtl"), page


def test_doubt_about_a_day_is_told_once(tmp_path: Path) -> None:
    write(tmp_path, {ONE: article("date: 2013-03-12?")})
    built(tmp_path, tmp_path / "site")
    (told,) = html.fromstring((tmp_path / "site/timeline/index.html").read_text("utf-8")).xpath("//ol[@class='lanes']//p[@class='row-meta']")
    assert " ".join(told.text_content().split()) == "March 12, 2013 (uncertain) report"


def test_the_source_of_a_figure_without_an_author_stands_alone(tmp_path: Path) -> None:
    front = "date: 2013-03-12\nevents: [talks]\nfigures: [{id: f1, what: votes, value: 12}]"
    write(tmp_path, {ONE: article(front), "content/events/talks.md": "---\nname: Talks\n---\n"})
    built(tmp_path, tmp_path / "site")
    (whose,) = html.fromstring((tmp_path / "site/events/talks/index.html").read_text("utf-8")).find_class("whose")
    assert whose.text_content().strip() == "The Paper"
