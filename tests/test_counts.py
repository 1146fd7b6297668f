"""Numbers on pages count what they say they count, and ways through a series stay in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.support.small import actor, article, built, write

FILES = {
    "content/sources/other.md": "---\nname: The Other\nactor: house\n---\n",
    "content/actors/house.md": actor("The House").replace("kind: person", "kind: media"),
    "content/actors/ann.md": actor("Ann"),
    "content/articles/2012/early.md": article(
        "date: 2012-05-01\nactors: [ann]\nstatements:\n  - {id: s1, by: ann, act: claims, about: First.}\n  - {id: s2, by: ann, act: denies, about: Second.}",
        title="Early",
    ),
    "content/articles/2013/drawn.md": article(
        "date: 2013-02-01\nagencies: [paper]\nactors: [ann]\ncomments: {captured: 2}\ncredits: {photo: Ana Foto}\n"
        "statements:\n  - {id: s1, by: ann, act: claims, about: Third.}",
        title="Drawn",
    ).replace("source: paper", "source: other"),
    "content/articles/2013/late.md": article(
        "date: 2013-06-01\ncomments: {declared: 7, captured: 3}\ncredits: {photo: Ana Foto}\nmedia: [{kind: photo, credit: Ana Foto}]", title="Late"
    ),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("counts"), FILES)
    built(root)
    return root / "site"


def page(site: Path, path: str) -> html.HtmlElement:
    return html.fromstring((site / path / "index.html").read_text("utf-8"))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def choices(site: Path, path: str) -> dict[str, str]:
    """The choices of a list of statements: where each leads, and its number."""
    return {item.find("a").get("href"): text(item.find("span")) for item in page(site, path).find_class("choices")[0].iter("li")}


def test_a_list_of_statements_counts_its_choices_within_itself(site: Path) -> None:
    found = choices(site, "statements/year/2013")
    assert found["/statements/by/ann/?year=2013"] == "1"
    assert found["/statements/act/claims/?year=2013"] == "1"
    assert not any("denies" in address or "/year/" in address for address in found)
    narrowed = page(site, "statements/year/2013").find_class("choices")[0]
    assert [link.get("href") for link in narrowed.find_class("all")] == ["/statements/"]


def test_the_list_of_all_statements_counts_all(site: Path) -> None:
    assert choices(site, "statements")["/statements/by/ann/"] == "3"


def test_a_credit_of_a_photo_is_told_once(site: Path) -> None:
    told = [text(page(site, path)).count("Ana Foto") for path in ("articles/2013/drawn", "articles/2013/late")]
    assert told == [1, 1]


def test_a_house_that_is_an_actor_too_tells_what_it_published(site: Path) -> None:
    assert "As a publisherThe Other · 1 published here" in text(page(site, "actors/house").find_class("card")[0])


def test_a_further_page_of_a_list_of_statements_leads_to_its_choices(tmp_path: Path) -> None:
    many = "\n".join(f"  - {{id: s{number}, by: ann, act: claims, about: It is {number}.}}" for number in range(101))
    write(tmp_path, {"content/actors/ann.md": actor("Ann"), "content/articles/2012/early.md": article(f"date: 2012-05-01\nactors: [ann]\nstatements:\n{many}")})
    built(tmp_path)
    for address in ("/statements/", "/statements/by/ann/"):
        first, second = (page(tmp_path / "site", f"{address[1:]}{path}") for path in ("", "page/2"))
        assert len(first.find_class("choices")) == 1
        assert not second.find_class("choices")
        assert "Narrow the list" in [text(link) for link in second.xpath(f"//a[@href='{address}']")]


def test_what_a_source_published_is_counted_apart_from_what_draws_on_it(site: Path) -> None:
    told = [text(item) for item in page(site, "sources").find_class("index")[0].iter("li")]
    assert told == ["The Other · 1 published here", "The Paper · 2 published here · 1 published by others that draws on it"]
    assert text(page(site, ".").get_element_by_id("sources").getnext()) == "The Paper 2 The Other 1"
    assert "The Paper,,,,,,,2,1," in (site / "data/sources.csv").read_text("utf-8")


def test_a_series_of_a_source_is_what_it_published(site: Path) -> None:
    series = page(site, "articles/2012/early").find_class("around")[0].iter("li")
    assert {text(one.find_class("label")[0]): one.xpath("a[@rel='next']/@href")[0] for one in series} == {
        "In this archive": "/articles/2013/drawn/",
        "The Paper": "/articles/2013/late/",
    }


def test_captured_comments_are_called_comments_where_the_page_declared_none(site: Path) -> None:
    drawn, late = (text(page(site, f"articles/2013/{id}").get_element_by_id("beside-text").getparent()) for id in ("drawn", "late"))
    assert drawn.endswith("The capture holds 2 readers' comments.")
    assert late.endswith("The page declared 7 readers' comments. The capture holds 3 of them.")


def test_what_has_no_date_stands_last_and_the_timeline_tells_that_it_is_not_there(tmp_path: Path) -> None:
    built(write(tmp_path, {**FILES, "content/articles/undated/lost.md": article(title="Lost")}))
    rows = [text(one) for one in page(tmp_path / "site", "articles").xpath('//*[contains(@class, "row-title")]')]
    assert (rows, text(page(tmp_path / "site", "").xpath('//*[contains(@class, "row-title")]')[0])) == (["Late", "Drawn", "Early", "Lost"], "Late")
    assert "1 report has no date and is not here." in text(page(tmp_path / "site", "timeline"))
    assert "no date" not in text(page(tmp_path / "site", "statements"))


def test_two_reports_of_one_source_are_told_apart_by_their_dates(tmp_path: Path) -> None:
    related = article("date: 2013-06-01\nrelated: [{article: early, how: corrects}]", title="Late")
    built(write(tmp_path, {**FILES, "content/articles/2013/late.md": related}))
    one = page(tmp_path / "site", "compare/early/late")
    assert text(one.xpath("//h1")[0]) == "The Paper, May 1, 2012 and The Paper, June 1, 2013"
    assert [text(some) for some in one.xpath('//*[@id="only"]/..//h3')] == ["Only in The Paper, May 1, 2012", "Only in The Paper, June 1, 2013"]


def test_a_comparison_does_not_lead_to_itself(tmp_path: Path) -> None:
    said = "statements: [{{id: s1, by: ann, act: claims, about: That{}}}]\nrelated: [{{article: {}, how: same-story}}]"
    files = {
        "content/articles/2012/early.md": article("date: 2012-05-01\n" + said.format("", "late"), title="Early"),
        "content/articles/2013/late.md": article("date: 2013-06-01\n" + said.format(", same_as: early#s1", "early"), title="Late"),
    }
    built(write(tmp_path, {**FILES, **files}))
    assert page(tmp_path / "site", "articles/2012/early").xpath('//a[@href="/compare/early/late/"]')
    one = page(tmp_path / "site", "compare/early/late")
    assert len(one.find_class("match")) == 1
    assert one.xpath('//main//a[@href="/compare/early/late/"]') == []


def test_words_of_others_are_copied_with_their_marks(tmp_path: Path) -> None:
    said = "date: 2013-06-01\ndate_printed: June 1\nstatements: [{id: s1, by: ann, act: claims, about: That, quote: We did}]"
    built(write(tmp_path, {**FILES, "content/articles/2013/late.md": article(said, title="Late")}))
    one = page(tmp_path / "site", "articles/2013/late")
    assert (text(one.xpath("//blockquote")[0]), text(one.xpath('//*[@class="printed"]')[0])) == ("“We did”", "as printed: “June 1”")


def test_a_feed_tells_of_an_undated_report_when_it_was_captured_or_its_year(tmp_path: Path) -> None:
    captured = article("capture: {file: a.txt, captured: 2014-02-03}", title="Captured")
    files = {"content/articles/undated/lost.md": article(), "content/articles/2013/year.md": article(), "content/articles/undated/kept.md": captured}
    built(write(tmp_path, files))
    entries = html.fromstring((tmp_path / "site/feed.xml").read_bytes()).xpath("//entry/updated")
    assert sorted(text(one) for one in entries) == ["1970-01-01T00:00:00Z", "2013-01-01T00:00:00Z", "2014-02-03T00:00:00Z"]


def test_the_statements_of_a_year_are_counted_by_month_and_each_month_leads_to_its_first(site: Path) -> None:
    bars = page(site, "statements/year/2012").find_class("months")[0]
    assert [text(item.find_class("n")[0]) for item in bars.iter("li")][:6] == ["0: 0 statements"] * 4 + ["2: 2 statements", "0: 0 statements"]
    (address,) = [link.get("href") for link in bars.iter("a")]
    assert address == "/statements/year/2012/#n1"
    assert text(page(site, "statements/year/2012").get_element_by_id("n1")).startswith("Ann claims First.")
    assert page(site, "statements").find_class("months") == []


def test_an_event_shows_its_first_claims_with_their_answers_and_folds_the_others_by_report(tmp_path: Path) -> None:
    claims = "date: 2013-0{n}-01\nactors: [ann]\nevents: [talks]\nstatements:"
    claims += "".join(f"\n  - {{{{id: s{k}, by: ann, act: claims, about: C{{n}}{k}.}}}}" for k in "123")
    files = {f"content/articles/2013/a{n}.md": article(claims.format(n=n), title=f"Report {n}") for n in range(1, 8)}
    answer = "date: 2013-08-01\nactors: [ann]\nevents: [talks]\nstatements:\n  - {id: s1, by: [ann, bob], act: denies, about: Answer., answers: a1#s2}"
    late = {"content/articles/2013/a8.md": article(answer, title="Report 8"), "content/events/talks.md": "---\nname: Talks\n---\n"}
    root = write(tmp_path, {"content/actors/ann.md": actor("Ann"), "content/actors/bob.md": actor("Bob"), **files, **late})
    built(root)
    thread = page(root / "site", "events/talks").find_class("thread")[0]
    opened = [text(one) for turn in thread.findall("div") for one in turn.find_class("about")]
    assert text(thread.find_class("said-head")[2]) == "Ann, Bob deny"
    assert "Ann, Bob deny · The Paper" in text(thread)
    assert opened == ["C11.", "C12.", "Answer.", "C13.", "C21.", "C22.", "C23.", "C31."]
    folded = {text(fold.find("summary")): [text(one) for one in fold.find_class("about")] for fold in thread.findall("details")}
    assert list(folded.items())[:2] == [
        ("March 1, 2013, The Paper: Report 3 2", ["C32.", "C33."]),
        ("April 1, 2013, The Paper: Report 4 3", ["C41.", "C42.", "C43."]),
    ]
    assert list(folded)[-1] == "July 1, 2013, The Paper: Report 7 3"
    cells = [text(cell) for cell in page(root / "site", "events/talks").find_class("grid")[0].iter("td")]
    assert [cell[-10:] for cell in cells] == ["and 4 more"]
