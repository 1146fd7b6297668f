"""References: who wrote, what is the archive's own, and dates that are more than one day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html

from archive.downloads import package_name
from tests.support.small import actor, article, built, write

SOURCES = {
    "content/sources/wire.md": "---\nname: The Wire\nkind: agency\n---\n",
    "content/sources/second-wire.md": "---\nname: Second Wire\nkind: agency\n---\n",
}
ONE = "content/articles/2013/one.md"


def site(root: Path, front: str) -> Path:
    text = article(f"{front}\nsummary: Our words.").replace("source: paper", "source: wire")
    write(root, {**SOURCES, ONE: text})
    built(root, root / "site")
    return root / "site/articles/2013/one"


def reference(folder: Path) -> str:
    page = html.fromstring((folder / "index.html").read_text("utf-8"))
    return str(page.get_element_by_id("citation").text_content())


def lines(folder: Path) -> dict[str, str]:
    return {line[:2]: line[6:] for line in (folder / "one.ris").read_text("utf-8").splitlines() if line}


def test_an_agency_that_publishes_is_not_named_twice(tmp_path: Path) -> None:
    folder = site(tmp_path, "date: 2013-03-12\nagencies: [wire, second-wire]")
    assert "The Wire (with Second Wire), March 12, 2013." in reference(folder)
    assert "Draws on: Second Wire;" in lines(folder)["N1"]
    assert "Draws on" not in lines(site(tmp_path, "date: 2013-03-12\nagencies: [wire]"))["N1"]


@pytest.mark.parametrize(
    ("updated", "told"),
    [
        ("2013-03-12T14:28:00", "March 12, 2013, updated March 12, 2013, 2:28\u202fPM."),
        ("2013-03-12", "March 12, 2013. "),
        ("2013-03-13T05:36:00", "March 12, 2013, updated March 13, 2013."),
    ],
)
def test_an_update_on_the_same_day_is_told_by_its_time_or_not_at_all(tmp_path: Path, updated: str, told: str) -> None:
    assert told in reference(site(tmp_path, f"date: 2013-03-12\nupdated: {updated}"))


def test_who_is_credited_with_the_writing_is_the_author_where_there_is_no_byline(tmp_path: Path) -> None:
    folder = site(tmp_path, "date: 2013-03-12\ncredits: {writing: [Ann Lee], editing: [Bo Chen]}")
    assert reference(folder).startswith("Ann Lee (writing). ")
    assert lines(folder)["AU"] == "Ann Lee"
    assert "Writing: Ann Lee; Editing: Bo Chen;" in lines(folder)["N1"]


def test_a_download_says_what_is_the_archives_own(tmp_path: Path) -> None:
    folder = site(tmp_path, "date: 2013-03-12")
    assert lines(folder)["AB"].startswith("Summary by ")
    assert lines(folder)["N1"].endswith("; the address is that of the record, not of the report")
    known = lines(site(tmp_path, "date: 2013-03-12\nurl: https://wire.example/one"))
    assert known["UR"] == "https://wire.example/one"
    assert "the address is" not in known["N1"]


@pytest.mark.parametrize(
    ("date", "ris", "csl"),
    [
        ("2013-03-12T06:17:00-04:00", "2013/03/12", {"date-parts": [[2013, 3, 12]]}),
        ("2013-06-05/2013-06-06", "2013/06//Jun 5 – 6, 2013", {"date-parts": [[2013, 6, 5], [2013, 6, 6]]}),
        ("2013-12/2014-02", "///December 2013 – February 2014", {"date-parts": [[2013, 12], [2014, 2]]}),
        ("2013-06~", "2013/06//about June 2013", {"date-parts": [[2013, 6]], "circa": True}),
        ("2013-06-05/..", "2013/06/05/since June 5, 2013", {"literal": "since June 5, 2013"}),
    ],
)
def test_a_date_keeps_what_it_tells_in_every_form(tmp_path: Path, date: str, ris: str, csl: dict[str, object]) -> None:
    folder = site(tmp_path, f"date: {date}")
    assert lines(folder)["DA"].replace("\u2009", " ") == ris
    assert json.loads((folder / "one.csl.json").read_text("utf-8"))[0]["issued"] == csl
    assert f"date = {{{date}}}" in (folder / "one.bib").read_text("utf-8")


def test_a_set_of_dates_is_told_to_biblatex_as_the_time_that_it_spans(tmp_path: Path) -> None:
    folder = site(tmp_path, 'date: "[2012-05,2013]"')
    assert "The Wire, May 2012 or 2013." in reference(folder)
    assert "date = {2012-05-01/2013-12-31}" in (folder / "one.bib").read_text("utf-8")


def test_a_reference_without_a_date_has_one_full_stop(tmp_path: Path) -> None:
    write(tmp_path, {**SOURCES, "content/articles/undated/one.md": article("summary: Our words.").replace("source: paper", "source: wire")})
    built(tmp_path, tmp_path / "site")
    assert "The Wire, n.d. Cited after" in reference(tmp_path / "site/articles/undated/one")


def test_the_record_has_a_reference_of_its_own(tmp_path: Path) -> None:
    page = html.fromstring((site(tmp_path, "date: 2013-03-12") / "index.html").read_text("utf-8"))
    told = str(page.get_element_by_id("citation-record").text_content())
    assert "Record of “One” (The Wire, March 12, 2013)." in told
    assert told.endswith("/articles/2013/one/.")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("The Harbour Papers", "the-harbour-papers"),
        ("L'Écho de Tiguès", "lecho-de-tigues"),
        ("Архив порта", "arkhiv-porta"),
        ("أرشيف الميناء", "ann.example-sub"),
        ("!", "ann.example-sub"),
    ],
)
def test_a_data_package_has_a_name_that_every_tool_can_read(title: str, name: str) -> None:
    assert package_name(title, "https://ann.example/sub/") == name


def test_tables_hold_what_the_records_say(tmp_path: Path) -> None:
    write(tmp_path, {
        ONE: article("date: 2013-03-12\ncredits: {editing: [Ann Lee], photo: Bob}"),
        "content/actors/ann.md": actor("Ann Lee", "sort_name: Lee, Ann\nroles: [{title: Mayor, of: town, from: 2010, to: 2012}, {title: Clerk}]"),
        "content/actors/town.md": actor("Town"),
        "content/topics/t.md": "---\nname: T\n---\n",
        "content/events/e.md": "---\nname: E\ndate: 2013~\ndate_note: As told.\ntopics: [t]\n---\n",
    })  # fmt: skip
    built(tmp_path, tmp_path / "site")
    (one,), (ann, _), (event,) = (json.loads((tmp_path / f"site/data/{name}.json").read_text("utf-8")) for name in ("articles", "actors", "events"))
    assert one["credits"] == ["editing: Ann Lee", "photo: Bob"]
    assert (ann["sort_name"], ann["roles"]) == ("Lee, Ann", ["Mayor, town, 2010/2012", "Clerk"])
    assert (event["date_note"], event["topics"]) == ("As told.", ["t"])


def test_a_report_under_embargo_is_told_as_what_readers_are_given_of_it(tmp_path: Path) -> None:
    folder = site(tmp_path, "date: 2013-03-12\nrights: {access: full, embargo_until: 2071-01-01}")
    page = html.fromstring((folder / "index.html").read_text("utf-8"))
    (head,), (table,) = page.find_class("record-head"), (tmp_path / "site/data").glob("articles.csv")
    assert "Recorded in" in reference(folder)
    assert lines(folder)["N1"].startswith("Recorded in")
    assert "Record only" in head.text_content()
    assert "Full text" not in head.text_content()
    assert ",metadata," in table.read_text("utf-8").splitlines()[1]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ('"The river talks": a report', "“‘The river talks’: a report.”"),
        ("What „the others“ said", "“What ‘the others’ said.”"),
        ("Le « grand jour »", "“Le ‘grand jour’.”"),
        ('A 12" gun isn\'t found', "“A 12\" gun isn't found.”"),
    ],
)
def test_marks_in_a_title_are_others_than_those_around_it(tmp_path: Path, title: str, told: str) -> None:
    write(tmp_path, {ONE: article("date: 2013-03-12", title=f"'{title.replace(chr(39), 2 * chr(39))}'")})
    built(tmp_path, tmp_path / "site")
    folder = tmp_path / "site/articles/2013/one"
    assert reference(folder).startswith(told)
    assert f"Record of {told.replace('.”', '”')}" in html.fromstring((folder / "index.html").read_text("utf-8")).text_content()
    assert lines(folder)["TI"] == title
