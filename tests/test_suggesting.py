"""What `archive suggest` promises: it tells what a record does not say, with the words that speak for it, and writes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from archive.suggesting import KINDS, Suggestion, suggest
from archive.suggesting.known import Dated
from archive.suggesting.reading import read_all
from archive.workers import spread
from tests.support.small import actor, article, write
from tests.test_commands import archive, tree

ONE, TWO, THREE = (f"content/articles/2013/{name}.md" for name in ("one", "two", "three"))
STORM = (
    "The harbour wall at Merrow broke in the night, and the lower streets stood a metre under water by dawn. Fishermen pulled families "
    "from their roofs while the council argued about the pumps."
)


def suggested(root: Path, files: Mapping[str, str], *asked: str, kinds: tuple[str, ...] = KINDS) -> list[tuple[str, ...]]:
    """What is suggested for an archive of these files, each as its file's name, its keys and what to write."""
    return [(Path(one.path).stem, *one.keys, one.write) for one in found(root, files, *asked, kinds=kinds)]


def found(root: Path, files: Mapping[str, str], *asked: str, kinds: tuple[str, ...] = KINDS) -> list[Suggestion]:
    whole, drafts = read_all(write(root, files))
    return suggest(whole, [whole.article(id) for id in asked], kinds, drafts=drafts)


def test_an_actor_who_is_named_and_not_listed(tmp_path: Path) -> None:
    files = {ONE: article(body="The vote was lost.\n\nAnn Lee spoke last, and Bo Rue first."), "content/actors/ann.md": actor("Ann Lee")}
    (one,) = found(tmp_path, files)
    assert one == (ONE, ("actors",), "ann", "Ann Lee", ("p2: Ann Lee spoke last, and Bo Rue first.",))


def test_nothing_that_the_record_says_already(tmp_path: Path) -> None:
    paper = "---\nname: The Paper\nactor: ann\n---\n"
    listed = {ONE: article("actors: [ann]", "Ann Lee spoke."), "content/actors/ann.md": actor("Ann Lee")}
    published = {ONE: article(body="Ann Lee spoke."), "content/actors/ann.md": actor("Ann Lee"), "content/sources/paper.md": paper}
    assert suggested(tmp_path / "listed", listed) == []
    assert suggested(tmp_path / "published", published) == []


def test_an_agency_that_a_text_draws_on(tmp_path: Path) -> None:
    wire = "---\nname: Coast Wire\nkind: agency\n---\n"
    files = {ONE: article(body="The wall broke, Coast Wire said."), TWO: article("agencies: [wire]", "Coast Wire said so."), "content/sources/wire.md": wire}
    assert suggested(tmp_path, files, kinds=("agencies",)) == [("one", "agencies", "wire")]


def test_a_topic_by_its_name_in_another_form(tmp_path: Path) -> None:
    topics = {"content/topics/floods.md": "---\nname: Storm floods\n---\n", "content/topics/fish.md": "---\nname: Fish\nalso: [Herring]\n---\n"}
    once = "The storm flood came.\n\nHerring was scarce."
    assert suggested(tmp_path / "once", {ONE: article(body=once), **topics}) == [("one", "topics", "floods")]
    twice = "Herring was scarce.\n\nThe herrings were small."
    assert suggested(tmp_path / "twice", {ONE: article(body=twice), **topics}) == [("one", "topics", "fish")]
    assert suggested(tmp_path / "headline", {ONE: article(title="Herring is scarce"), **topics}) == [("one", "topics", "fish")]
    assert suggested(tmp_path / "said", {ONE: article("topics: [fish]", twice), **topics}) == []


def test_a_topic_by_words_that_hardly_any_other_report_has(tmp_path: Path) -> None:
    files = {f"content/articles/2013/on-{n}.md": article("topics: [floods]", f"The dyke and the sluice number {n}.", f"On {n}") for n in range(5)}
    files |= {f"content/articles/2013/off-{n}.md": article(body=f"A vote of the council and the mayor, number {n}.", title=f"Off {n}") for n in range(8)}
    files |= {ONE: article(body="The sluice was shut, and the dyke held."), "content/topics/floods.md": "---\nname: Water\n---\n"}
    (one,) = found(tmp_path, files, "one")
    assert one[:3] == (ONE, ("topics",), "floods")
    assert one.why[0] == '"sluice": 5 of the 5 other reports with it are on this topic; "dyke": 5 of the 5 other reports with it are on this topic'


def test_two_reports_of_one_story_and_its_event(tmp_path: Path) -> None:
    files = {ONE: article("date: 2013-03-12\nevents: [flood]", STORM), TWO: article("date: 2013-03-13", f"Merrow was flooded. {STORM}", "Two")}
    files |= {THREE: article("date: 2013-03-12", "A vote on harbour dues was put off.", "Three"), "content/events/flood.md": "---\nname: Deluge\n---\n"}
    assert suggested(tmp_path / "one", files) == [("two", "events", "flood"), ("two", "related", "{article: one, how: same-story}")]
    files[ONE] = article("date: 2013-03-12\nevents: [flood]\nrelated: [{article: two, how: follows}]", STORM)
    assert suggested(tmp_path / "told", files) == [("two", "events", "flood")]
    later = {**files, ONE: article("date: 2013-03-12", STORM), TWO: article("date: 2013-06-13", f"Merrow was flooded. {STORM}", "Two")}
    assert suggested(tmp_path / "later", later) == []


def test_of_two_reports_the_later_one_names_the_other_unless_only_the_earlier_is_asked_about(tmp_path: Path) -> None:
    files = {ONE: article("date: 2013-03-12", STORM), TWO: article("date: 2013-03-13", STORM, "Two")}
    assert suggested(tmp_path, files, "one") == [("one", "related", "{article: two, how: same-story}")]
    assert suggested(tmp_path, files, "two") == [("two", "related", "{article: one, how: same-story}")]
    assert suggested(tmp_path, files) == [("two", "related", "{article: one, how: same-story}")]


def statement(about: str, day: str, by: str = "ann") -> str:
    return f"date: {day}\nactors: [{by}]\nstatements:\n  - {{id: s1, by: {by}, act: says, about: {about}}}"


def test_one_utterance_in_two_reports(tmp_path: Path) -> None:
    people = {"content/actors/ann.md": actor("Ann Lee"), "content/actors/bo.md": actor("Bo Rue")}
    said, again = "The wall was rebuilt with bad stone in autumn", "In autumn the wall was rebuilt with poor stone"
    first = {ONE: article(statement(said, "2013-03-12")), **people}
    assert suggested(tmp_path / "same", {**first, TWO: article(statement(again, "2013-03-13"))}) == [("two", "statements", "s1", "same_as", '"one#s1"')]
    assert suggested(tmp_path / "other", {**first, TWO: article(statement(again, "2013-03-13", "bo"))}) == []
    assert suggested(tmp_path / "late", {**first, TWO: article(statement(again, "2013-06-13"))}) == []


def figure(what: str, value: str) -> str:
    return f"figures:\n  - {{id: f1, what: {what}, value: '{value}', unit: people}}"


def test_figures_that_agree_and_that_do_not(tmp_path: Path) -> None:
    first = {ONE: article(f"date: 2013-03-12\n{figure('people who lost their homes', '1200')}")}
    same = {**first, TWO: article(f"date: 2013-03-13\n{figure('people without their homes', '1,200')}")}
    assert suggested(tmp_path / "same", same) == [("two", "figures", "f1", "same_as", '"one#f1"')]
    other = {**first, TWO: article(f"date: 2013-03-13\n{figure('people without their homes', '900')}")}
    assert suggested(tmp_path / "other", other) == [("two", "figures", "f1", "disputes", '"one#f1"')]


def test_a_name_that_is_spelled_otherwise_and_one_that_nobody_has(tmp_path: Path) -> None:
    body = "The minister Hua Chunyin spoke.\n\nThe engineer Keith Marlow disagreed, and Keith Marlow left.\n\nThe Lower Streets stood under water."
    files = {ONE: article("actors: [hua]", body), TWO: article(body="Later, Keith Marlow resigned; the lower streets were dry.", title="Two")}
    files["content/actors/hua.md"] = actor("Hua Chunying")
    told = found(tmp_path, files)
    assert [(one.path, one.keys, one.write) for one in told] == [
        ("content/actors/hua.md", ("also",), '"Hua Chunyin"'),
        ("", (), 'archive new actor --name "Keith Marlow"'),
    ]
    assert told[1][3:] == (
        "in 2 articles",
        (
        "one, p2: The engineer Keith Marlow disagreed, and Keith Marlow left.",
        "two, p1: Later, Keith Marlow resigned; the lower streets were dry.",
        ),
    )


SMALL = "later in the hall they said so, then потом she had gone"
"""Words as they are written within a sentence: so a capital at its beginning tells nothing."""


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Ursula von der Leyen spoke.\n\nLater Ursula von der Leyen left.\n\nSo said Ursula von der Leyen.", ["Ursula von der Leyen"]),
        ("The People's Daily said so.\n\nIn the People's Daily it stood.\n\nThe People's Daily again.", ["People's Daily"]),
        ("Владимир Зуев молчал.\n\nПотом Владимир Зуев ушёл.\n\nТут Владимир Зуев вернулся.", ["Владимир Зуев"]),
        ("J. R. Ode wrote.\n\nThen J. R. Ode left.\n\nLater J. R. Ode came.", ["J. R. Ode"]),
        ("MERROW FLOODED AGAIN.\n\nMERROW FLOODED AGAIN.\n\nMERROW FLOODED AGAIN.", []),
        ("Mr Lee spoke.\n\nThen Mr Lee left.\n\nLater Mr Lee came.", []),
        ("Mr Axel Thorn spoke.\n\nThen Mr Axel Thorn left.\n\nJudge Axel Thorn came.", ["Axel Thorn"]),
        ("The United Dockers' Union met.\n\nA United Dockers' Union man.\n\nThe United Dockers' Union.", ["United Dockers' Union"]),
        ("Ann Lee spoke.\n\nThen Ann Lee left.", []),
    ],
)
def test_what_may_be_a_name(tmp_path: Path, body: str, names: list[str]) -> None:
    files = {ONE: article(body=body), TWO: article(body=SMALL, title="Two")}
    assert [one.write for one in found(tmp_path, files, kinds=("records",))] == [f'archive new actor --name "{name}"' for name in names]


def test_chinese_texts_are_compared_by_pairs_of_signs(tmp_path: Path) -> None:
    text = "昨夜港口堤坝决口，低处的街道清晨已被海水淹没，渔民从屋顶上救下许多人家。"
    files = {ONE: article("date: 2013-03-12", text), TWO: article("date: 2013-03-12", f"市议会争论。{text}", "Two")}
    files |= {"content/topics/floods.md": "---\nname: 海水\n---\n", THREE: article("date: 2013-03-12", "市议会争论预算。", "Three")}
    assert ("two", "related", "{article: one, how: same-story}") in suggested(tmp_path, files, "two")


def test_drafts_are_looked_at_and_no_published_record_is_to_name_one(tmp_path: Path) -> None:
    ann = {"content/actors/ann.md": actor("Ann Lee", "draft: true")}
    files = {ONE: article("draft: true", "Ann Lee spoke."), TWO: article(body="Ann Lee left.", title="Two")}
    assert suggested(tmp_path / "draft", {**files, **ann}) == [("one", "actors", "ann")]
    story = {ONE: article("date: 2013-03-12\ndraft: true", STORM), TWO: article("date: 2013-03-13", STORM, "Two")}
    assert suggested(tmp_path / "story", story) == []


def test_a_withdrawn_record_is_not_made_again(tmp_path: Path) -> None:
    gone = actor("Gustav Gone", "withdrawn: {date: 2020-01-01, reason: Asked for., by: The editors}")
    files = {ONE: article(body="Gustav Gone left."), TWO: article(body="Then Gustav Gone came.", title="Two"), "content/actors/gone.md": gone}
    assert suggested(tmp_path, files) == []


def test_several_processes_find_the_same(tmp_path: Path) -> None:
    files = {f"content/articles/2013/a{n}.md": article(body=f"Ann Lee spoke of {n}.", title=f"A {n}") for n in range(40)}
    whole, _ = read_all(write(tmp_path, {**files, "content/actors/ann.md": actor("Ann Lee")}))
    alone = suggest(whole)
    assert len(alone) == 40
    assert suggest(whole, spread=lambda work, count: spread(work, count, 2)) == alone


def test_the_command_tells_by_file_and_writes_nothing(tmp_path: Path) -> None:
    body = "The vote was lost.\n\nAnn Lee spoke last."
    root = write(tmp_path / "root", {ONE: article(body=body), TWO: article(body="Ann Lee.", title="Two"), "content/actors/ann.md": actor("Ann Lee")})
    before = tree(root)
    assert archive("suggest", "one", cwd=root).stdout.splitlines() == [
        "content/articles/2013/one.md",
        "  add to actors: ann  (Ann Lee)",
        "      p2: Ann Lee spoke last.",
        "1 suggestion for 1 article; nothing is written: take what is right into the files",
    ]
    assert archive("suggest", "--kind", "topics", cwd=root).stdout == "0 suggestions for 2 articles\n"
    told = json.loads(archive("suggest", ONE, "--format", "json", cwd=root).stdout)
    assert told == [{"path": ONE, "keys": ["actors"], "write": "ann", "name": "Ann Lee", "why": ["p2: Ann Lee spoke last."]}]
    assert tree(root) == before


def test_an_event_by_its_days(tmp_path: Path) -> None:
    events = {"content/events/crane.md": "---\nname: Crane accident at Pier Nine\ndate: 2013-03-11\n---\n"}
    told = "A crane fell on pier nine, and two men died in the accident."
    assert suggested(tmp_path / "next", {ONE: article("date: 2013-03-12", told), **events}) == [("one", "events", "crane")]
    assert suggested(tmp_path / "before", {ONE: article("date: 2013-03-10", told), **events}) == []
    flood = {TWO: article("date: 2013-03-14\nevents: [flood]", STORM, "Two"), "content/events/flood.md": "---\nname: Deluge\ndate: 2013-03-13\n---\n"}
    assert suggested(tmp_path / "early", {ONE: article("date: 2013-03-12", STORM), **flood}, kinds=("events",)) == []
    assert suggested(tmp_path / "late", {ONE: article("date: 2013-03-16", STORM), **flood}, kinds=("events",)) == [("one", "events", "flood")]


def test_other_people_are_no_slips(tmp_path: Path) -> None:
    text = "North Sea Lines and South Sea Lines met. Paula Marlow met Paul Marlow."
    files = {ONE: article("actors: [north, paul]", text), "content/actors/north.md": actor("North Sea Lines"), "content/actors/paul.md": actor("Paul Marlow")}
    assert suggested(tmp_path, files, kinds=("also",)) == []


def test_words_with_other_endings_are_not_other_words(tmp_path: Path) -> None:
    topics = {"content/topics/police.md": "---\nname: Police\n---\n", "content/topics/oil.md": "---\nname: Oil\n---\n"}
    text = "The policy was oily.\n\nPolicy and oil.\n\nMore oil, and policies."
    assert suggested(tmp_path, {ONE: article(body=text), **topics}) == [("one", "topics", "oil")]


def test_initials_are_found_as_they_are_written(tmp_path: Path) -> None:
    sources = {"content/sources/wire.md": "---\nname: World Health Wire\nalso: [WHO]\nkind: news-agency\n---\n"}
    assert suggested(tmp_path / "in", {ONE: article(body="PARIS (WHO) - It rained."), **sources}) == [("one", "agencies", "wire")]
    assert suggested(tmp_path / "not", {ONE: article(body="Who knows who it was."), **sources}) == []


def test_many_copies_of_one_text_suggest_few(tmp_path: Path) -> None:
    files = {f"content/articles/2013/a{n}.md": article("date: 2013-03-12", STORM, f"A {n}") for n in range(40)}
    told = suggested(tmp_path, files, kinds=("related",))
    assert max(sum(one[0] == f"a{n}" for one in told) for n in range(40)) == 3


def test_only_what_lies_near_is_looked_at() -> None:
    dated = Dated([("early", (1, 1)), ("long", (90, 100)), ("here", (103, 103)), ("undated", None), ("late", (107, 107))])
    assert list(dated.around((103, 103), 3, 3)) == ["long", "here"]
    assert list(dated.around((103, 103), 2, 4)) == ["here", "late"]
    assert list(dated.around(None, 3, 3)) == []


def test_what_is_wrong_is_told_first(tmp_path: Path) -> None:
    root = write(tmp_path / "root", {ONE: article("actors: [nobody]")})
    done = archive("suggest", cwd=root, code=1)
    assert "unknown-actor" in done.stderr
    assert done.stderr.splitlines()[-1] == "archive: mend this first: 1 error, 0 warnings"
    assert "no record" in archive("suggest", "two", cwd=write(tmp_path / "well", {ONE: article()}), code=2).stderr
    assert "is no article" in archive("suggest", "sources/paper", cwd=tmp_path / "well", code=2).stderr
