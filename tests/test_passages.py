"""What two texts have alike, and what only one of them has."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from archive.markdown import parse
from archive.model import Prose
from archive.passages import Alone, alone
from tests.support.small import article, built, write

LONG = """The ministers of three states signed the treaty on Monday.

The *company* puts the cost at four hundred million, of which one third is ours.

Some six thousand people must leave their houses before the spring.

A last word."""
CUT = "The ministers of three states signed the treaty on Monday. The company puts the cost at four hundred million."


def test_a_paragraph_that_only_one_has_is_one_of_which_no_passage_stands_in_the_other() -> None:
    long, cut = Prose(parse(LONG)), Prose(parse(CUT))
    assert alone(long, cut) == (Alone(3, "p3", "Some six thousand people must leave their houses before the spring."),)
    assert alone(cut, long) == ()


def test_a_comparison_shows_the_paragraphs_that_were_cut(tmp_path: Path) -> None:
    full = "date: 2013-03-12\nrights: {access: full}"
    two = article(f"{full}\nrelated: [{{article: one, how: same-story}}]", CUT, "Two")
    write(tmp_path, {"content/articles/2013/one.md": article(full, LONG), "content/articles/2013/two.md": two})
    built(tmp_path, tmp_path / "site")
    page = html.fromstring((tmp_path / "site/compare/one/two/index.html").read_text("utf-8"))
    (where,) = page.xpath("//section[h2/@id='passages']//a[@class='where']")
    assert where.get("href") == "/articles/2013/one/#p3"
    assert where.getparent().text.strip() == "Some six thousand people must leave their houses before the spring."
