"""What `mv` promises: every reference and link follows, no address breaks, and nothing else changes by a byte."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest
from hypothesis import assume, given, settings

from archive.editing.files import replace_all
from archive.editing.frontmatter import UnclearError, comments, take_apart
from archive.editing.links import found, retargeted
from archive.editing.order import below, keys
from archive.editing.renaming import PARTS, _referring, _with_alias, renamed
from archive.editing.whole import find, load
from archive.inspection import inspect
from archive.model import KINDS, Actor, Article
from archive.model.forms import Id, Ref
from archive.model.part import Part, types
from archive.problems import ContentError, UsageError
from archive.read import read_file
from archive.resolve import REFERENCES
from archive.validation import validate
from archive.workers import in_turn
from tests.editing.odd import Odd, files, readable, values
from tests.support.small import actor, article, built, write

OLD = "content/articles/2013/old.md"
TWO = "content/articles/2013/two.md"


def after(root: Path, old: str, new: str, year: str | None = None) -> Mapping[str, bytes | None]:
    whole = load(root)
    return renamed(whole, find(whole.records, old), new, year).files


def text(files: Mapping[str, bytes | None], path: str) -> str:
    data = files[path]
    assert data is not None
    return data.decode()


# ------------------------------------------------------------------------------------------------ nothing is lost


def record(kind: type[Any], id: str, **given: object) -> Any:
    required = {"title": "x", "source": "x"} if kind is Article else {"name": "x", "kind": "person"}
    return validate(kind, {"id": id, "path": f"{id}.md", "shelf": "2013" if kind is Article else "", **required, **given})


@settings(max_examples=60)
@given(files())
def test_front_matter_changes_by_the_id_alone(odd: Odd) -> None:
    assume(readable(odd))
    one, moved = record(Article, "any"), record(Article, "old")
    for kind in (moved, record(Actor, "old")):
        front, count = _referring(odd.front, one, kind, "a-new-id")
        assert front.count("a-new-id") == count
        assert front.replace("a-new-id", "old") == odd.front
        assert sorted(comments(front)) == sorted(comments(odd.front))


@settings(max_examples=60)
@given(files())
def test_an_alias_is_added_and_nothing_else_changes(odd: Odd) -> None:
    assume(readable(odd))
    before = values(odd.front)
    assert isinstance(before, dict)
    try:
        front = _with_alias(odd.front, "\r\n" if "\r\n" in odd.front else "\n", record(Article, "zzz"), record(Article, "new-one"))
    except UnclearError:
        assert "aliases" in before  # one that is written over several lines
        return
    made = values(front)
    assert isinstance(made, dict)
    old = before.get("aliases") or []
    assert made.pop("aliases") == [*(old if isinstance(old, list) else [old]), "zzz"]
    assert made == {key: value for key, value in before.items() if key != "aliases"}
    assert sorted(comments(front)) == sorted(comments(odd.front))


@settings(max_examples=60)
@given(files())
def test_bodies_change_by_their_links_alone(odd: Odd) -> None:
    targets = {target: target.replace("old", "a-new-id") for target in found(odd.body)}
    body, count = retargeted(odd.body, targets)
    assert body.count("a-new-id") == count
    assert body.replace("a-new-id", "old") == odd.body
    assert found(body) == [targets[target] for target in found(odd.body)]


@settings(max_examples=25)
@given(files())
def test_whole_files_keep_every_byte_but_the_id(odd: Odd) -> None:
    """Through the whole of it; front matter that no archive would accept gives way to a plain one."""
    with TemporaryDirectory() as name:
        two = odd.data if read_file(TWO, odd.data)[0] else f"---\ntitle: Two  # t\nsource: paper\n# end\n---\n{odd.body}".encode()
        root = write(Path(name), {OLD: article(), TWO: two})
        whole = load(root)
        try:
            done = renamed(whole, find(whole.records, "old"), "a-new-id")
        except ContentError:
            assert whole.errors()  # the other file claims the same alias, which no renaming can mend
            return
        assert (done.files.get(TWO) or two).replace(b"a-new-id", b"old") == two


# --------------------------------------------------------------------------------------------------- what follows


def test_references_of_the_right_kind_follow_and_others_stay(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            "content/actors/paper.md": actor("The Paper"),
            "content/actors/ann.md": actor("Ann", "roles: [{title: Editor, of: paper}]\npart_of: paper"),
            OLD: article(
                'actors: [ann, "paper"]  # who\nstatements:\n  - {id: s1, by: paper, act: says, about: x}', "See [[actors/paper]] and [[sources/paper]]."
            ),
        },
    )
    files = after(root, "actors/paper", "the-paper")
    assert text(files, OLD) == (
        'title: One\nsource: paper\nactors: [ann, "the-paper"]  # who\nstatements:\n  - {id: s1, by: the-paper, act: says, about: x}\n'
        "---\nSee [[actors/the-paper]] and [[sources/paper]].\n"
    ).join(["---\n", ""])
    assert "of: the-paper}]\npart_of: the-paper\n" in text(files, "content/actors/ann.md")
    assert files["content/actors/paper.md"] is None
    assert text(files, "content/actors/the-paper.md") == "---\nname: The Paper\nkind: person\naliases: [paper]\n---\n\n"


def test_statements_figures_relations_and_picks_follow(tmp_path: Path) -> None:
    front = """
        related: [{article: old, how: follows}]
        statements:
          - {id: s1, by: ann, act: says, about: x, same_as: "old#s1"}
          - {id: s2, by: ann, act: says, about: y, answers: [old#s1, '#s1']}
        figures:
          - {id: f1, what: z, value: 1, disputes: old#f1}
        actors: ann
    """
    mine = "actors: ann\nstatements:\n  - {id: s1, by: ann, act: says, about: x}\nfigures:\n  - {id: f1, what: z, value: 2}"
    site = "title: S\npicks:\n  - old  # the first\nbase_url: https://small.example/\n"
    root = write(tmp_path, {OLD: article(mine), TWO: article(front), "content/actors/ann.md": actor("Ann"), "content/site.yaml": site})
    files = after(root, "old", "new-one")
    assert text(files, "content/site.yaml") == site.replace("old", "new-one")
    assert text(files, TWO) == (root / TWO).read_text().replace("old", "new-one")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[[old]] [[old|words]] [[old#p1]]", "[[new]] [[new|words]] [[new#p1]]"),
        ("[[ old ]]", "[[ new ]]"),
        ("[[articles/old]] [[content/articles/2013/old.md]]", "[[articles/new]] [[content/articles/2013/new.md]]"),
        ("[w](old) [w](old.md) [w](<old>) [w](../2013/old.md#p1)", "[w](new) [w](new.md) [w](<new>) [w](../2013/old.md#p1)"),
        ("[w](/articles/2013/old/ 'title')", "[w](/articles/2013/new/ 'title')"),
        ("[w][r] and [r]\n\n[r]: old.md 'old'", "[w][r] and [r]\n\n[r]: new.md 'old'"),
        ("`[[old]]` [[old]] ``` [[old]] ```", "`[[old]]` [[new]] ``` [[old]] ```"),
        ("```\n[[old]]\n```\n\n    [[old]]\n\n[[old]]", "```\n[[old]]\n```\n\n    [[old]]\n\n[[new]]"),
        ("| a |\n|---|\n| [[old\\|w]] |", "| a |\n|---|\n| [[new\\|w]] |"),
        ("> - [[old]]\n>   [[old|x]]", "> - [[new]]\n>   [[new|x]]"),
        ("old \\[[old]] [[older]] the old", None),
        ("[[two]] *[[old]]* ~~[[old|o]]~~", "[[two]] *[[new]]* ~~[[new|o]]~~"),
    ],
)
def test_links_follow_wherever_they_are_links(tmp_path: Path, body: str, expected: str | None) -> None:
    root = write(tmp_path, {OLD: article(), "content/articles/2013/older.md": article(), TWO: article(body=body)})
    if "../2013" in body:  # a path of folders is no kind, and no link
        body, expected = body.replace(" [w](../2013/old.md#p1)", ""), (expected or "").replace(" [w](../2013/old.md#p1)", "")
        write(root, {TWO: article(body=body)})
    files = after(root, "old", "new")
    if expected is None:
        assert TWO not in files
    else:
        assert take_apart(files[TWO] or b"").body == f"{expected}\n"


def test_ids_and_links_in_other_unicode_forms_follow(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "caf\u00e9")
    root = write(tmp_path, {"content/actors/caf\u00e9.md": actor("C"), TWO: article(f"actors: [{apart}]", f"[[{apart}]]")})
    files = after(root, "caf\u00e9", "cafe")
    assert text(files, TWO) == article("actors: [cafe]", "[[cafe]]")


def test_a_link_that_would_become_ambiguous_names_its_kind(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/actors/gazette.md": actor("G"), TWO: article("actors: gazette", "[[gazette]] and [[paper]].")})
    files = after(root, "gazette", "paper")
    assert take_apart(files[TWO] or b"").body == "[[actors/paper]] and [[sources/paper]].\n"


# ------------------------------------------------------------------------------------------------------ addresses


def links_hold(site: Path) -> None:
    """Every link of every page leads to a file of the site."""
    broken: set[str] = set()
    for page in site.rglob("*.html"):
        for link in re.findall(r'href="(/[^"#?]*)', page.read_text("utf-8")):
            place = site / link.lstrip("/")
            if not (place.is_file() or (place / "index.html").is_file()):
                broken.add(link)
    assert broken == set()


def test_old_addresses_lead_to_the_new_ones_through_many_renamings(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("date: 2013-05-01"), TWO: article("related: [{article: old, how: follows}]", "[[old]] says.")})
    for old, new in (("old", "second"), ("second", "third"), ("third", "old"), ("old", "fourth")):
        replace_all(root, after(root, old, new))
    whole = load(root)
    assert whole.errors() == []
    assert set(find(whole.records, "fourth").aliases) == {"old", "second", "third"}
    built(root)
    for name in ("old", "second", "third"):
        assert "/articles/2013/fourth/" in (root / f"site/articles/2013/{name}/index.html").read_text()
    links_hold(root / "site")


def test_an_article_moves_to_the_year_of_its_new_date_and_its_old_addresses_hold(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("aliases: [before]\ndate: 2012-12-31"), TWO: article("", "[[old]], [x](/articles/2013/old/).")})
    files = after(root, "old", "old")
    assert text(files, "content/articles/2012/old.md").split("\n")[3] == 'aliases: ["/articles/2013/before/", "/articles/2013/old/"]'.replace(
        '"/articles/2013/before/"', "/articles/2013/before/"
    )
    replace_all(root, files)
    built(root)
    assert not (root / OLD).exists()
    for name in ("before", "old"):
        assert "/articles/2012/old/" in (root / f"site/articles/2013/{name}/index.html").read_text()
    links_hold(root / "site")


def test_an_old_address_from_the_root_stays_one(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("aliases: [/front-page/]\ndate: 2012-12-31")})
    replace_all(root, after(root, "old", "new"))
    built(root)
    for name in ("front-page", "articles/2013/old"):
        assert "/articles/2012/new/" in (root / f"site/{name}/index.html").read_text()


def test_a_draft_has_no_old_address_to_keep(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("draft: true")})
    assert "aliases" not in text(after(root, "old", "new"), "content/articles/2013/new.md")


# -------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("old", "new", "year", "why"),
    [
        (
            "old",
            "two",
            None,
            'the id "two" is taken by content/articles/2013/two.md; if the two are one, delete content/articles/2013/old.md and add old to the aliases there',
        ),
        ("old", "once", None, '"once" is an old name of content/articles/2013/two.md'),
        ("old", "a b", None, '"a b" cannot be an id: ids are letters and digits joined by "-"; write a-b'),
        ("old", "old", None, "is its id already"),
        ("odl", "new", None, 'no record "odl"; did you mean "old"?'),
        ("once", "new", None, '"once" is an old name of "two"; write that'),
        ("paper", "new", "2013", "only articles lie in years"),
        ("old", "new", "13", '"13" is no year'),
        ("planets/old", "new", None, '"planets" is no kind of record'),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(tmp_path: Path, old: str, new: str, year: str | None, why: str) -> None:
    root = write(tmp_path, {OLD: article(), TWO: article("aliases: once")})
    with pytest.raises(UsageError, match=re.escape(why)) as told:
        after(root, old, new, year)
    assert "\n" not in str(told.value)


def test_an_article_in_the_wrong_year_is_moved_as_the_check_says(tmp_path: Path) -> None:
    write(tmp_path, {"content/articles/2014/old.md": article("date: 2013-04-02")})
    _, problems = inspect(tmp_path, date(2026, 11, 20), spread=in_turn)
    (hint,) = [one.hint for one in problems if one.code == "wrong-year"]
    assert hint.endswith("archive mv old old")
    replace_all(tmp_path, after(tmp_path, "old", "old"))
    _, problems = inspect(tmp_path, date(2026, 11, 20), spread=in_turn)
    assert not [one for one in problems if one.severity == "error"]


def test_a_year_that_the_date_contradicts_is_refused(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("date: 2013-05-01")})
    with pytest.raises(ContentError):
        after(root, "old", "new", "2012")


def test_while_a_file_cannot_be_read_nothing_is_renamed(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article(), TWO: "---\ntitle: [\n---\n"})
    with pytest.raises(ContentError):
        after(root, "old", "new")


def test_what_is_written_over_several_lines_is_refused_rather_than_guessed(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article("aliases: |\n  once\n")})
    with pytest.raises(UnclearError, match=re.escape('old.md: "aliases" is written over several lines; nothing was renamed')):
        after(root, "old", "new")


def test_a_failure_half_way_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, {OLD: article(), TWO: article("", "[[old]]")})
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    files = after(root, "old", "new")
    replace, calls = Path.replace, [0]

    def failing(self: Path, target: Path) -> Path:
        calls[0] += 1
        if calls[0] == 2:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space"):
        replace_all(root, files)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


# ------------------------------------------------------------------------------------------- kept in step with models


def test_every_key_that_names_a_record_or_a_part_of_one_is_known() -> None:
    named: set[tuple[str, ...]] = set()

    def walk(model: type[Part], path: tuple[str, ...]) -> None:
        for key, hint in types(model).items():
            if key in getattr(model, "from_file", ()):
                continue
            if inner := below(model, key):
                walk(inner, (*path, key, "*") if "tuple" in str(hint) else (*path, key))
            elif str(Id) in str(hint) or str(Ref) in str(hint) or Id in get_args(hint):
                named.add((*path, key, "*") if "tuple" in str(hint) else (*path, key))

    for kind in KINDS:
        named.clear()
        walk(kind, ())
        known = {path for path, _ in REFERENCES[kind]} | set(PARTS.get(kind, ()))
        assert named or not known, kind
        missing = {path for path in named if path not in known and path[-1] != "id"}
        assert missing == set(), kind
        assert all(path[0] in keys(kind) for path in known)
