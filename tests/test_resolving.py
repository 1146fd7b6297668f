"""Resolving: what leads where. Nothing is dropped in silence; whatever does not fit is a problem with a suggestion."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.concordance import Concordance, concord
from archive.model import Actor, key_of
from archive.names import Names
from archive.plan import Claim, clashes, parts, plan, planned
from archive.problems import Problem, split
from archive.publish import MARK
from archive.read import read
from archive.register import FILES, PARTS, Pair, Register
from archive.resolve import Catalogue, resolve
from tests.support.small import ARTICLE, actor, article, built, resolved, told, write

TWO = "content/articles/2014/two.md"
SAYS = "statements: [{{id: s1, by: ann, act: says, about: x{more}}}]"


def errors(root: Path, files: dict[str, str | bytes]) -> list[str]:
    return told(split(resolved(root, files)[1])[0])


def test_ids_lead_to_their_records_and_aliases_too(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann", "aliases: [anne]"),
        "content/actors/ministry.md": actor("Ministry"),
        ARTICLE: article("actors: [anne, ministry]", "[[anne|She]] and [[actors/ann]] and [[content/actors/ann.md]]."),
    }
    archive, problems = resolved(tmp_path, files)
    assert problems == []
    assert archive.article("one").actors == ("ann", "ministry")
    assert [target and target.url for target in archive.prose["article", "one"].links] == ["/actors/ann/"] * 3
    assert archive.moved == {"/actors/anne/": "/actors/ann/"}
    assert [(context.url, context.around.words) for context in archive.backlinks["actor", "ann"]] == [
        ("/articles/2013/one/#p1", "She"),
        ("/articles/2013/one/#p1", "Ann"),
        ("/articles/2013/one/#p1", "Ann"),
    ]


@pytest.mark.parametrize(
    ("front", "body", "error"),
    [
        ("actors: [ann-lee]", "", 'one.md: unknown-actor: no record "ann-lee"'),
        ("actors: [ministry-of-truth]", "", 'one.md: unknown-actor: no record "ministry-of-truth"'),
        ("topics: [ann]", "", 'one.md: unknown-topic: "ann" is an actor, not a topic'),
        ("related: [{article: three, how: cites}]", "", 'one.md: unknown-article: no record "three"'),
        ("", "[[nobody]]", 'one.md: unknown-link: no record "nobody"'),
        ("", "[x](nobody#p1)", 'one.md: unknown-link: no record "nobody"'),
        ("", "[[ann#p9]]", 'one.md: unknown-anchor: "ann" has no place "#p9"'),
        ("", "[[#p9]]", 'one.md: unknown-anchor: "one" has no place "#p9"'),
        ("", "[[/nowhere/]]", 'one.md: unknown-link: no page has the address "/nowhere/"'),
        ("", "[[both]]", 'one.md: ambiguous-link: "both" is the id of several records'),
        ("", "[[hidden]]", 'one.md: draft-in-use: "hidden" is a draft'),
        ("actors: [hidden]", "", 'one.md: draft-in-use: "hidden" is a draft'),
        ("aliases: [two]", "", 'one.md: clashing-alias: the address that "two" gives is that of a record'),
        ("aliases: [Old, old]", "", 'one.md: clashing-alias: "old" differs from "Old" in case or in the form of its letters alone'),
        ("aliases: [One]", "", 'one.md: clashing-alias: the address that "One" gives is this record\'s own'),
        ("aliases: [/Actors/Ann/]", "", 'one.md: clashing-alias: the address that "/Actors/Ann/" gives is that of a record'),
        ("aliases: [../up]", "", 'one.md: bad-alias: "../up" cannot be an address'),
        ("aliases: [//there.example/]", "", 'one.md: bad-alias: "//there.example/" cannot be an address'),
        ("aliases: [/.git/]", "", 'one.md: bad-alias: "/.git/" cannot be an address'),
        ("aliases: [a b]", "", 'one.md: bad-alias: "a b" cannot be an address'),
        (SAYS.format(more=", same_as: 'two#s9'"), "", 'one.md: unknown-statement: no statement "two#s9"'),
        (SAYS.format(more=", answers: '#s1'"), "", 'one.md: circle: "#s1" is this statement itself'),
        (SAYS.format(more="") + "\nfigures: [{id: s1, what: x, value: 1}]", "", 'one.md: duplicate-id: "s1" stands twice on the page'),
    ],
)
def test_what_leads_nowhere_is_an_error(tmp_path: Path, front: str, body: str, error: str) -> None:
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann", body="Text."),
        "content/actors/both.md": actor("Both"),
        "content/actors/hidden.md": actor("Hidden", "draft: true"),
        "content/topics/both.md": "---\nname: Both\n---\n",
        TWO: article("actors: [ann]\n" + SAYS.format(more="")),
        ARTICLE: article(front if "actors" in front else f"actors: [ann]\n{front}", body),
    }
    assert errors(tmp_path, files) == [error]


def test_every_error_says_what_to_write_instead(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"content/actors/hua-chunying.md": actor("Hua Chunying"), ARTICLE: article("actors: [hua-chunyin]", "[[Hua Chunying]]")}
    hints = [problem.hint for problem in resolved(tmp_path, files)[1]]
    assert hints == ['did you mean "hua-chunying"?'] * 2


@pytest.mark.parametrize(
    ("files", "errors_"),
    [
        ({"content/actors/a.md": actor("A", "part_of: [b]"), "content/actors/b.md": actor("B", "part_of: [a]")}, ["circle"]),
        ({"content/actors/a.md": actor("A", "part_of: [a]")}, ["circle"]),
        ({"content/actors/a.md": actor("A"), "content/actors/A.md": actor("A")}, ["clashing-address"]),
        ({ARTICLE: article(), "content/articles/2014/one.md": article()}, ["clashing-id"]),
        ({"content/pages/articles.md": "---\ntitle: x\n---\n"}, ["reserved-address"]),
        ({"content/actors/a.md": actor("A", "aliases: [x]"), "content/actors/b.md": actor("B", "aliases: [x]")}, ["clashing-alias"]),
    ],
)
def test_circles_and_clashes_are_errors(tmp_path: Path, files: dict[str, str | bytes], errors_: list[str]) -> None:
    if len({path.lower() for path in files}) < len(files):
        (tmp_path / "Case").touch()
        if (tmp_path / "case").exists():
            files = {}
            errors_ = []  # this file system has one file for both
    assert [problem.code for problem in split(resolved(tmp_path, files)[1])[0]] == errors_


def test_answers_in_a_circle_are_an_error_and_long_chains_are_not(tmp_path: Path) -> None:
    chain = "statements:\n" + "\n".join(f"- {{id: s{n}, by: ann, act: says, about: x, answers: '#s{n + 1}'}}" for n in range(1, 400))
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann"),
        ARTICLE: article(f"actors: [ann]\n{chain}\n- {{id: s400, by: ann, act: says, about: x}}"),
    }
    assert errors(tmp_path, files) == []
    files[ARTICLE] = article(f"actors: [ann]\n{chain}\n- {{id: s400, by: ann, act: says, about: x, answers: '#s1'}}")
    assert [error.split(": ")[1] for error in errors(tmp_path, files)] == ["circle"]


def test_references_to_what_was_withdrawn_are_taken_out_and_its_tombstone_stays(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2020, reason: asked for}"
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann"),
        "content/actors/gone.md": actor("Gone", gone, "SECRET"),
        TWO: article(f"actors: [ann]\n{SAYS.format(more='')}\n{gone}", "SECRET"),
        ARTICLE: article(
            "actors: [ann, gone]\nrelated: [{article: two, how: cites}]\nstatements:\n"
            "- {id: s1, by: [ann, gone], act: says, about: x, same_as: 'two#s1'}\n- {id: s2, by: gone, act: says, about: y}",
            "[[gone]] and [[two#p1]], [[#s2]].",
        ),
    }
    archive, problems = resolved(tmp_path, files)
    assert [(one.code, one.severity, one.loc) for one in problems] == [
        ("withdrawn-in-use", "warning", ("related", 0, "article")),
        ("withdrawn-speaker", "warning", ("statements", 0, "by", 1)),
        ("withdrawn-speaker", "warning", ("statements", 1, "by", 0)),
        ("withdrawn-in-use", "warning", ("statements", 0, "same_as", 0)),
        ("withdrawn-in-use", "warning", ("body", 1, 14)),
        ("withdrawn-speaker", "warning", ("body", 1, 26)),
    ]
    one = archive.article("one")
    assert (one.actors, one.related, [statement.by for statement in one.statements]) == (("ann",), (), [("ann",)])
    assert [record.id for record in archive.withdrawn] == ["gone", "two"]
    assert [target and target.url for target in archive.prose["article", "one"].links] == ["/actors/gone/", "/articles/2014/two/", "/articles/2013/one/"]
    assert "SECRET" not in repr(archive.prose)


def test_the_same_utterance_and_its_answers_hold_in_both_directions(tmp_path: Path) -> None:
    by = "actors: [ann]\nstatements:\n"
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann"),
        ARTICLE: article(by + "- {id: s1, by: ann, act: says, about: x}\n- {id: s2, by: ann, act: says, about: x, answers: 'three#s1'}"),
        TWO: article(by + "- {id: s1, by: ann, act: says, about: x, same_as: 'one#s1'}"),
        "content/articles/2015/three.md": article(by + "- {id: s1, by: ann, act: says, about: x, same_as: 'two#s1'}"),
    }
    archive, problems = resolved(tmp_path, files)
    assert problems == []
    found = {key: (one.same, one.answers, one.answered_by) for key, one in archive.utterances.items()}
    assert found == {
        "one#s1": (("two#s1", "three#s1"), (), ("one#s2",)),
        "one#s2": ((), ("three#s1",), ()),
        "two#s1": (("one#s1", "three#s1"), (), ("one#s2",)),
        "three#s1": (("one#s1", "two#s1"), (), ("one#s2",)),
    }


def test_figures_that_agree_or_disagree_do_so_in_both_directions(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        ARTICLE: article("figures:\n- {id: f1, what: x, value: 1}\n- {id: f2, what: x, value: 2, disputes: '#f1'}"),
        TWO: article("figures: [{id: f1, what: x, value: 1, same_as: 'one#f1'}]"),
    }
    archive, problems = resolved(tmp_path, files)
    assert problems == []
    assert {key: (one.same, one.disputes) for key, one in archive.figures.items()} == {
        "one#f1": (("two#f1",), ("one#f2",)),
        "one#f2": ((), ("one#f1",)),
        "two#f1": (("one#f1",), ()),
    }


def test_articles_stand_in_the_order_of_their_dates_and_undated_ones_at_the_end_of_their_year(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/articles/2013/late.md": article("date: 2013-12-31T23:00"),
        "content/articles/2013/early.md": article("date: 2013-12-31T01:00"),
        "content/articles/2013/when.md": article(),
        "content/articles/2014/next.md": article("date: 2014"),
        "content/articles/undated/never.md": article(),
    }
    assert [one.id for one in resolved(tmp_path, files)[0].articles] == ["early", "late", "when", "next", "never"]


def test_names_stand_by_their_plain_letters_whatever_marks_they_bear(tmp_path: Path) -> None:
    names = ["Zola", "Étienne Roux", "Łukasz Żak", "« Le Comité »", "Émile Abou", "Çelik Ali", "Adam", "Oscar", "Ángel Ortiz", "Øystein Aas", "emile abou"]
    files: dict[str, str | bytes] = {f"content/actors/a{number}.md": actor(name) for number, name in enumerate(names)}
    files["content/actors/sorted.md"] = actor("Who", "sort_name: Étain, Éric")
    archive, _ = resolved(tmp_path, files)
    first, last = ["Adam", "Ángel Ortiz", "Çelik Ali", "emile abou", "Émile Abou", "Who"], ["Łukasz Żak", "Oscar", "Øystein Aas", "Zola"]
    assert [one.name for one in archive.actors] == [*first, "Étienne Roux", "« Le Comité »", *last]


@pytest.mark.parametrize(
    ("site", "front", "linked"),
    [
        ("", "", {"Ann", "Bob"}),
        ("features: {autolink: false}", "", set()),
        ("features: {autolink: [Bob]}", "", {"Ann"}),
        ("", "autolink: false", set()),
        ("", "autolink: [Ann]", {"Bob"}),
    ],
)
def test_links_by_name_can_be_turned_off_for_a_word_an_article_or_the_site(tmp_path: Path, site: str, front: str, linked: set[str]) -> None:
    files: dict[str, str | bytes] = {
        "content/site.yaml": f"title: S\n{site}\n",
        "content/actors/ann.md": actor("Ann"),
        "content/actors/bob.md": actor("Bob"),
        ARTICLE: article(front, "Ann met Bob."),
    }
    prose = resolved(tmp_path, files)[0].prose_of(resolved(tmp_path, files)[0].article("one"))
    assert {target.title for _, target in prose.actors} == linked


def test_a_quotation_longer_than_thirty_words_is_an_error_unless_the_text_is_ours_to_print(tmp_path: Path) -> None:
    quote = " ".join(["word"] * 31)
    said = f"actors: [ann]\nstatements: [{{id: s1, by: ann, act: says, about: x, quote: {quote}}}]\nrights: {{access: %s}}"
    ann: dict[str, str | bytes] = {"content/actors/ann.md": actor("Ann")}
    assert errors(tmp_path / "a", {**ann, ARTICLE: article(said % "summary")}) == ["one.md: long-quotation: the quotation has 31 words"]
    assert errors(tmp_path / "b", {**ann, ARTICLE: article(said % "full")}) == []


OWN = (
    *("/data/", "/Data/", "/assets/style.css", "/assets/", "/pagefind/x/", "/feed.xml", "/robots.txt/old/", "/sitemap-2.xml", "/card.png", "/years/2013/"),
    *("/events/e/feed.xml", "/events/e/E.json", "/events/e/card.png/x/", "/events/e/page/2/", "/actors/page/2/", "/articles/2014/two/two.csl.json"),
    *("/actors/ann/mentions/", "/actors/index.html", "/events/e/index.html"),
)


@pytest.mark.parametrize("alias", OWN)
def test_an_alias_may_not_stand_where_the_site_has_a_page_or_a_file(tmp_path: Path, alias: str) -> None:
    files: dict[str, str | bytes] = {
        "content/events/e.md": "---\nname: E\n---\n",
        "content/actors/ann.md": actor("Ann"),
        TWO: article(),
        ARTICLE: article(f"aliases: [{alias}]"),
    }
    assert errors(tmp_path, files) == [f'one.md: clashing-alias: the address that "{alias}" gives is one of the site\'s own']


@pytest.mark.parametrize(
    "path", ["pages/robots.txt", "pages/Search", "pages/feed.xml", "events/page", "topics/index.html", "actors/page/2", "sources/paper/feed.xml"]
)
def test_a_record_may_not_stand_where_the_site_has_a_page_or_a_file(tmp_path: Path, path: str) -> None:
    keys = "title: X" if path.startswith("pages") else "name: X\nkind: person" if path.startswith("actors") else "name: X"
    (found,) = errors(tmp_path, {f"content/{path}.md": f"---\n{keys}\n---\n"})
    assert "reserved-address" in found


GOOD = (
    "old-one",
    "/old-front-page/",
    "old/",
    "/2009/05/talks.html",
    "/2009/05/index.html",
    "/articles/2012/one/",
    "/actors/12/",
    "/events/e/old/",
    "/pages/x/",
)


def test_what_resolve_lets_pass_a_build_can_write(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/events/e.md": "---\nname: E\n---\n",
        "content/events/12.md": "---\nname: Twelve\n---\n",
        "content/articles/2013/1.md": article("events: [e, '12']"),
        ARTICLE: article(f"events: [e]\naliases: [{', '.join(GOOD)}]"),
    }
    built(write(tmp_path, files))
    site = tmp_path / "site"
    for old in ("articles/2013/old-one", "old-front-page", "articles/2013/old", "2009/05/index.html", "actors/12"):
        assert "/articles/2013/one/" in (site / old / "index.html").read_text("utf-8"), old
    assert (site / "events/12/index.html").is_file()
    own = {path.name for path in site.iterdir() if path.is_file()} - {MARK}
    assert {name for name in own if not FILES.fullmatch(name)} == set()
    below = {path.name for path in (site / "events/e").iterdir()} | {path.name for path in (site / "articles/2013/1").iterdir()}
    assert {name for name in below if not PARTS.fullmatch(name) and not name.startswith(("e.", "1."))} == {"old"}


def test_concordances_may_be_worked_out_elsewhere_and_one_by_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "content/actors/ann.md": actor("Ann", body="[[one#p1]]"),
        ARTICLE: article("actors: [ann]", "Ann spoke of [[two]].\n\nAnn left, and [[nobody]] came."),
        TWO: article(body="Ann again."),
    }
    reading = read(write(tmp_path, files))
    assert reading.site
    pairs = [Pair(entry.record, entry.body) for entry in reading.entries]

    def elsewhere(work: Callable[[int, int], list[Concordance]], count: int) -> Iterator[Concordance]:
        for place in range(count):
            yield from pickle.loads(pickle.dumps(work(place, place + 1)))

    assert resolve(reading.site, pairs, spread=elsewhere) == resolve(reading.site, pairs)
    names = Names(pair.record for pair in pairs if isinstance(pair.record, Actor))
    catalogue = Catalogue({key_of(pair.record): pair.record for pair in pairs}, Register(reading.site, pairs), names)
    _, register, names = pickle.loads(pickle.dumps(catalogue))
    assert [concord(*pair, register, names) for pair in pairs] == [concord(*pair, *catalogue[1:]) for pair in pairs]


def test_two_pages_of_one_address_are_told_with_their_files(tmp_path: Path) -> None:
    archive, _ = resolved(tmp_path, {ARTICLE: article(), TWO: article()})
    archive = replace(archive, moved={"/articles/2013/one/": "/articles/2014/two/"})
    problems: list[Problem] = []
    outputs = list(plan(archive, problems))
    assert ("articles/2013/one/index.html", "moved.html") not in {(output.path, output.template) for output in outputs}
    claims = [Claim(output.area, output.path, part) for part in parts(archive) for output in planned(archive, part)]
    assert clashes(archive, claims) == problems
    assert [(problem.path, problem.code, problem.message) for problem in problems] == [
        (TWO, "clashing-address", f"two pages want the address /articles/2013/one/: {ARTICLE} and {TWO}")
    ]


def test_what_hangs_on_a_draft_or_on_a_withdrawn_record_is_left_out_or_told(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2020, reason: asked}"
    said = 'actors: [ann, bob]\nstatements:\n- {id: s1, by: ann, act: says, about: x}\n- {id: s2, by: bob, act: says, about: y, answers: "#s1"}'
    archive, problems = resolved(
        tmp_path / "speaker", {"content/actors/ann.md": actor("Ann", gone), "content/actors/bob.md": actor("Bob"), ARTICLE: article(said)}
    )
    assert [(one.code, one.loc) for one in problems] == [
        ("withdrawn-speaker", ("statements", 0, "by", 0)),
        ("withdrawn-speaker", ("statements", 1, "answers", 0)),
    ]
    assert list(archive.utterances) == ["one#s2"]
    answer = article('actors: [bob]\nstatements: [{id: s1, by: bob, act: says, about: x, answers: "two#s1"}]')
    draft = article("draft: true\nactors: [bob]\nstatements: [{id: s1, by: bob, act: says, about: y}]")
    _, problems = resolved(tmp_path / "answer", {"content/actors/bob.md": actor("Bob"), ARTICLE: answer, "content/articles/2013/two.md": draft})
    assert told(problems) == ['one.md: draft-in-use: "two" is a draft']
    archive, problems = resolved(tmp_path / "draft", {ARTICLE: article("draft: true\naliases: [old]")})
    assert (problems, archive.moved) == ([], {})
    _, problems = resolved(tmp_path / "source", {"content/sources/paper.md": f"---\nname: P\n{gone}\n---\n", ARTICLE: article()})
    assert told(problems) == ['one.md: unknown-source: the source "paper" is withdrawn']
