"""What `withdraw` promises: a tombstone at the address, nothing of the record anywhere else, and no byte lost in its file."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from archive.editing.files import replace_all
from archive.editing.frontmatter import UnclearError, comments, take_apart
from archive.editing.insertion import with_key
from archive.editing.whole import find, load
from archive.editing.withdrawing import withdrawn
from archive.model import Article
from archive.problems import UsageError
from tests.editing.odd import Odd, files, readable, values
from tests.support.small import actor, article, built, write
from tests.test_commands import archive

OLD = "content/articles/2013/old.md"
TOLD = {"date": "2026-11-20", "reason": 'At the publisher\'s request: "wrong" # really', "by": "Éd 华"}


@settings(max_examples=80)
@given(files())
def test_no_comment_key_or_byte_of_the_body_is_lost(odd: Odd) -> None:
    assume(readable(odd))
    before = take_apart(odd.data)
    front = with_key(before.front, Article, "withdrawn", TOLD, before.eol)
    after = take_apart(replace(before, front=front).data)
    made = values(after.front)
    assert isinstance(made, dict)
    assert made.pop("withdrawn") == TOLD
    assert made == values(before.front)
    assert (after.opening, after.closing, after.body) == (before.opening, before.closing, before.body)
    assert [line for line in before.front.splitlines() if line not in after.front.splitlines()] == []
    assert sorted(comments(after.front)) == sorted([*comments(before.front)])
    assert set(re.findall(r"\r\n|\n", after.front)) <= set(re.findall(r"\r\n|\n", before.front))


def withdraw(root: Path, id: str, **given: bool) -> bytes:
    whole = load(root)
    record = find(whole.records, id)
    done = withdrawn(whole, record, "2026-11-20", "It was wrong.", "The editors", **given)
    replace_all(root, {record.path: done.data})
    return done.data


def test_the_key_stands_in_its_place(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: "---\ntitle: One\nsource: paper\n# what was done\nhistory: []  # nothing yet\n---\nText.\n"})
    assert withdraw(root, "old").decode() == (
        "---\ntitle: One\nsource: paper\nwithdrawn:\n  date: 2026-11-20\n  reason: It was wrong.\n  by: The editors\n"
        "# what was done\nhistory: []  # nothing yet\n---\nText.\n"
    )


def test_the_text_can_be_erased_too(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article(body="SECRET")})
    assert withdraw(root, "old", erase=True).endswith(b"\n---\n")


def test_a_tombstone_stands_and_nothing_else_speaks_of_it(tmp_path: Path) -> None:
    mine = "date: 2013-05-01\nactors: ann\nsummary: SECRET words.\nstatements:\n  - {id: s1, by: ann, act: says, about: SECRET claim}"
    other = "date: 2013-06-01\nactors: ann\nrelated: [{article: old, how: follows}]\nstatements:\n  - {id: s1, by: ann, act: says, about: x, answers: old#s1}"
    root = write(
        tmp_path,
        {
            OLD: article(mine, "SECRET text.", "Gone Title"),
            "content/articles/2013/two.md": article(other, "See [[old|that]]."),
            "content/actors/ann.md": actor("Ann"),
        },
    )
    withdraw(root, "old")
    assert load(root).errors() == []
    built(root, search=True)
    site = root / "site"
    shown = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file() and b"Gone Title" in path.read_bytes()}
    assert shown == {"articles/2013/old/index.html", "articles/2013/old/gone.html"}
    assert [path for path in site.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()] == []
    tombstone = (site / "articles/2013/old/index.html").read_text("utf-8")
    assert "It was wrong." in tombstone
    assert "The editors" in tombstone
    assert '<meta name="robots" content="noindex">' in tombstone
    for name in ("sitemap.xml", "feed.xml", "data/articles.json"):
        assert "2013/old" not in (site / name).read_text("utf-8"), name


def test_a_host_that_can_is_told_to_answer_410_with_the_tombstone(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: article()})
    withdraw(root, "old")
    built(root, base_url="https://small.example/sub/")
    assert (root / "site/_redirects").read_text("utf-8") == "/sub/articles/2013/old/ /sub/articles/2013/old/gone.html 410!\n"
    assert "It was wrong." in (root / "site/articles/2013/old/gone.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("id", "why"),
    [
        ("gone", "content/articles/2013/gone.md was withdrawn on 2020-01-01 already"),
        ("rough", "is a draft, which no reader has seen: delete the file"),
        ("picked", '"picked" is among the picks in content/site.yaml: take it out there first'),
        ("paper", "content/articles/2013/picked.md has it as its source"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused_in_one_line(tmp_path: Path, id: str, why: str) -> None:
    root = write(
        tmp_path,
        {
            "content/site.yaml": "title: S\npicks: picked\n",
            "content/articles/2013/gone.md": article("withdrawn: {date: 2020-01-01, reason: x}"),
            "content/articles/2013/rough.md": article("draft: true"),
            "content/articles/2013/picked.md": article(),
        },
    )
    with pytest.raises(UsageError, match=re.escape(why)) as told:
        withdraw(root, id)
    assert "\n" not in str(told.value)


def test_keys_in_braces_are_refused_rather_than_guessed(tmp_path: Path) -> None:
    root = write(tmp_path, {OLD: "---\n{title: One, source: paper}\n---\nText.\n"})
    with pytest.raises(UnclearError, match=re.escape("old.md: its keys stand in braces")):
        withdraw(root, "old")


# ------------------------------------------------------------------------------------------------------ what it says

SAID = """
date: 2013-05-01
actors: [ann, bob]
summary: Two speak.
statements:
  - {id: s1, by: ann, act: says, about: x, quote: SECRET words}
  - {id: s2, by: [ann, bob], act: says, about: y}
  - {id: s3, by: bob, act: denies, about: z, answers: "#s1"}
figures:
  - {id: f1, what: ships, value: 3, by: ann}
  - {id: f2, what: ships, value: 4}
"""


@pytest.fixture
def said(tmp_path: Path) -> Path:
    people = {f"content/actors/{name.lower()}.md": actor(name, "summary: S.") for name in ("Ann", "Bob", "Eve")}
    other = article("draft: true\nstatements: [{id: s1, by: ann, act: says, about: x}]")
    return write(tmp_path, {OLD: article(SAID, "A text that names Ann."), "content/articles/2013/rough.md": other, **people})


def test_what_a_speaker_takes_along_is_said_and_told_until_it_is_mended(said: Path) -> None:
    done = archive("withdraw", "ann", "--reason", "At her wish.", cwd=said).stdout.splitlines()
    assert done[1:3] == [
        f"{OLD}: no longer shows the statement s1 and the figure f1, because ann speaks there; take that out, or give it to another",
        "Texts go on naming Ann, as plain text: archive withdraw changes no other record.",
    ]
    for command in (["check"], ["build", "--no-search"]):
        run = archive(*command, cwd=said)
        told = [line for line in (run.stdout + run.stderr).splitlines() if "withdrawn-speaker" in line]
        assert [line.split(": ")[0] for line in told] == [f"{OLD}:8:18", f"{OLD}:9:19", f"{OLD}:10:55", f"{OLD}:12:41"]
    page = (said / "site/articles/2013/old/index.html").read_text("utf-8")
    assert "A text that names Ann." in page
    assert "SECRET" not in page
    assert 'href="/actors/ann/"' not in page
    mended = re.sub(r"(?m)^  - .id: (s1|f1),.*\n", "", (said / OLD).read_text("utf-8")).replace("[ann, bob]", "bob").replace(', answers: "#s1"', "")
    (said / OLD).write_text(mended, "utf-8")
    assert "withdrawn-speaker" not in archive("check", cwd=said).stdout


def test_who_has_said_nothing_takes_nothing_along(said: Path) -> None:
    assert len(archive("withdraw", "eve", "--reason", "At her wish.", cwd=said).stdout.splitlines()) == 3


def test_problems_of_what_follows_stand_where_they_are_written(said: Path) -> None:
    """Statements that are taken out are counted all the same."""
    write(said, {OLD: article(SAID.replace("[ann, bob]\nsummary", "[ann]\nsummary"))})
    withdraw(said, "ann")
    assert f"{OLD}:10:18: warning: speaker-not-listed" in archive("check", cwd=said).stdout


def test_what_is_only_compared_stands_where_it_is_written_too(said: Path) -> None:
    text = (said / OLD).read_text("utf-8").replace("about: z,", "about: z, quote: '\"Marked\"',")
    (said / OLD).write_text(text.replace("value: 4}", "value: 1_000}"), "utf-8")
    archive("withdraw", "ann", "--reason", "At her wish.", cwd=said)
    told = [line for line in archive("check", cwd=said).stdout.splitlines() if "doubled-marks" in line or "odd-figure" in line]
    assert [line.split(":")[1] for line in told] == ["10", "13"]


@pytest.mark.parametrize("in_git", [True, False])
def test_what_stays_in_the_file_is_said_as_it_is(said: Path, in_git: bool) -> None:
    if in_git:
        (said / ".git").mkdir()
    git = ", and in Git" if in_git else ""
    stays = f"Its text stays in the file, unpublished{git}. To empty it too, delete what stands below the second line ---.\n"
    assert stays in archive("withdraw", "eve", "--reason", "R.", cwd=said).stdout
    told = archive("withdraw", "old", "--reason", "R.", "--erase", cwd=said).stdout
    stays = "the title, the summary, 3 statements (1 with a quotation) and 2 figures stay in it: delete what must not stay."
    earlier = " Earlier versions in Git still hold it." if in_git else ""
    assert f"Its text is gone from the file; {stays}{earlier}\n" in told
    assert "SECRET words" in (said / OLD).read_text("utf-8")
    assert "Its text is gone from the file; the name stays in it: delete what must not stay." in archive(
        "withdraw", "bare", "--reason", "R.", "--erase", cwd=write(said, {"content/topics/bare.md": "---\nname: Bare\n---\nText.\n"})
    ).stdout
