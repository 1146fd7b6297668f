"""What is searched of each record, and the counts that the page shows before anything is searched."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from archive.model import Archive
from archive.pages import documents, search
from tests.support.small import actor, article, resolved

FILES = {
    "content/actors/ann.md": actor("Ann Lee", "also: [Anne Li]\nnames: {zh: 李安}\nroles: [{title: Envoy, of: board}]"),
    "content/actors/ann-2.md": actor("Ann Lee"),
    "content/actors/board.md": actor("Board of Inland Ports", "also: ['The Boerd [sic]']").replace("person", "organisation"),
    "content/topics/tolls.md": "---\nname: Tolls\n---\n",
    "content/events/strike.md": "---\nname: The strike\ndate: 2012-11/2013-02\nactors: [ann]\n---\n",
    "content/articles/2013/one.md": article("date: 2013-03-12T23:30:00-04:00\nactors: [ann, ann-2]\ntopics: [tolls]\nsubtitle: A deck"),
    "content/articles/2013/two.md": article("actors: [ann]", title="Two"),
    "content/articles/undated/three.md": article("", title="Three"),
}


def archive(root: Path, more: dict[str, str] | None = None) -> Archive:
    found, problems = resolved(root, FILES | (more or {}))
    assert not [problem for problem in problems if problem.severity == "error"], problems
    return found


def document(found: Archive, kind: str, id: str) -> documents.Document:
    return documents.document(found, found.records[kind, id])


def test_the_counts_are_those_of_the_documents(tmp_path: Path) -> None:
    found = archive(tmp_path)
    views = [output.view["document"] for subject in documents.subjects(found) for output in documents.outputs(found, subject)]
    counted = Counter(pair for view in views for pair in view.filters)
    assert {(name, choice.value): choice.n for name, choices in search.facets(found) for choice in choices} == counted


def test_choices_are_ids_and_labels_tell_namesakes_apart(tmp_path: Path) -> None:
    actors = dict(search.facets(archive(tmp_path)))["actor"]
    assert [(choice.value, choice.label, choice.n, choice.url) for choice in actors] == [
        ("ann", "Ann Lee (ann)", 4, "/actors/ann/"),
        ("ann-2", "Ann Lee (ann-2)", 2, "/actors/ann-2/"),
        ("board", "Board of Inland Ports", 1, "/actors/board/"),
    ]


def test_years_are_the_latest_first_and_only_those_with_a_page_lead_to_it(tmp_path: Path) -> None:
    years = dict(search.facets(archive(tmp_path, {"content/events/age.md": "---\nname: An age\ndate: 2009/2012\nactors: [ann]\n---\n"})))["year"]
    told = [(choice.value, choice.n, choice.url) for choice in years]
    assert told[:3] == [("2013", 4, "/years/2013/"), ("2012", 3, "/years/2012/"), ("2011", 1, "")]
    assert told[3:] == [("2010", 1, ""), ("2009", 1, ""), ("undated", 1, "/years/undated/")]


def test_a_day_is_found_as_it_is_printed_and_so_are_both_ends_of_a_span(tmp_path: Path) -> None:
    found = archive(tmp_path)
    told = {id: document(found, kind, id).when for kind, id in (("article", "one"), ("article", "two"), ("article", "three"), ("event", "strike"))}
    assert told == {"one": "2013-03-12 2013", "two": "2013", "three": "undated", "strike": "2012-11 2013-02 2012 2013"}


def test_a_moment_is_sorted_in_universal_time_and_the_undated_last(tmp_path: Path) -> None:
    found = archive(tmp_path)
    order = {id: (document(found, "article", id).newest, document(found, "article", id).oldest) for id in ("one", "two", "three")}
    assert order == {"one": ("2013-03-13T03:30",) * 2, "two": ("2013-12-31T00:00",) * 2, "three": ("0000", "9999")}


def test_an_article_is_found_by_every_name_of_its_actors(tmp_path: Path) -> None:
    assert {"Ann Lee", "Anne Li", "李安"} <= set(document(archive(tmp_path), "article", "one").others)


def test_an_actor_is_found_by_its_names_and_offices(tmp_path: Path) -> None:
    found = archive(tmp_path)
    assert document(found, "actor", "ann").names == ("Anne Li", "李安")
    assert ("_roles", "Envoy, Board of Inland Ports") in document(found, "actor", "ann").lines
    assert document(found, "actor", "board").names == ("The Boerd",)


def test_only_bodies_are_known_by_initials(tmp_path: Path) -> None:
    found = archive(tmp_path)
    assert (document(found, "actor", "board").abbreviate, document(found, "actor", "ann").abbreviate) == (True, False)
