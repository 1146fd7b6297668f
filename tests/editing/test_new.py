"""What `new` promises: it asks, or says what is missing; it proposes, and never writes over anything; what it writes holds."""

from __future__ import annotations

import os
import pty
import re
import select
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from archive.editing.drafting import drafted, proposed_id, shelf
from archive.ids import id_of
from archive.model import KINDS, Actor, Article, Page, Record, parse_date
from archive.model.part import types
from archive.read import read_file
from tests.support.small import actor, article, write
from tests.test_commands import archive

ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """The program on a pseudo-terminal, as a person meets it."""

    def __init__(self, *arguments: str, cwd: Path, env: dict[str, str] | None = None) -> None:
        self.shown = ""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(cwd)
            os.execvpe(sys.executable, [sys.executable, "-m", "archive", *arguments], {**os.environ, "VISUAL": "", "EDITOR": "", **(env or {})})

    def expect(self, text: str, seconds: float = 30) -> None:
        """Reads until `text` is shown, and forgets what came before."""
        until = time.monotonic() + seconds
        while text not in self.shown:
            ready, _, _ = select.select([self.fd], [], [], max(0, until - time.monotonic()))
            assert ready, f"{text!r} was not shown in {seconds} s, but: {self.shown!r}"
            try:
                self.shown += ANSI.sub("", os.read(self.fd, 4096).decode("utf-8", "replace"))
            except OSError:
                assert text in self.shown, f"{text!r} was not shown before the end, but: {self.shown!r}"
        self.shown = self.shown.partition(text)[2]

    def say(self, text: str) -> None:
        os.write(self.fd, f"{text}\n".encode())

    def interrupt(self, text: str) -> None:
        """Presses Ctrl-C until `text` is shown, as a person does: one that comes just before Python waits for the line is not seen
        until something is typed."""
        for seconds in (3, 3, 24):
            os.write(self.fd, b"\x03")
            with suppress(AssertionError if seconds < 24 else ()):
                self.expect(text, seconds)
                return

    def end(self) -> int:
        while True:
            try:
                if not os.read(self.fd, 4096):
                    break
            except OSError:
                break
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.fd)
        return code


@pytest.fixture
def root(tmp_path: Path) -> Path:
    site = "title: S\nbase_url: https://s.example/\n"
    return write(
        tmp_path,
        {
            "content/site.yaml": site,
            "content/sources/paper.md": "---\nname: The Paper\nkind: newspaper\nsummary: A paper.\n---\n",
            "content/actors/ann-lee.md": actor("Ann Lee", "summary: A person."),
        },
    )


def test_on_a_terminal_it_asks_corrects_and_writes_a_record_that_passes_check(root: Path, tmp_path: Path) -> None:
    program = tmp_path / "editor.sh"
    program.write_text('#!/bin/sh\nprintf "They met in [[ann-lee]].\\n" >> "$2"\n')
    program.chmod(0o755)
    desk = Terminal("new", "article", cwd=root, env={"VISUAL": f"{program} --wait"})
    desk.expect("title (")
    desk.say("")
    desk.expect("title is needed")
    desk.say("Talks: “open” at last, 不 & more")
    desk.expect("date (")
    desk.say("12 March 2013")
    desk.expect("is not a date in EDTF")
    desk.expect("[2013-03-12]")
    desk.say("")
    desk.expect("source (")
    desk.say("papr")
    desk.expect('no source "papr"; did you mean "paper"?')
    desk.expect("[paper]")
    desk.say("")
    desk.expect("url (")
    desk.say("")
    desk.expect("actors (")
    desk.say("Ann Lee")
    desk.expect("summary (")
    desk.say("They talk: again.")
    desk.expect("id (")
    desk.expect("[2013-03-12-talks-open-at-last-more]")
    desk.say("")
    desk.expect("wrote content/articles/2013/2013-03-12-talks-open-at-last-more.md")
    desk.expect("run python -m archive check")
    assert desk.end() == 0
    made = (root / "content/articles/2013/2013-03-12-talks-open-at-last-more.md").read_text("utf-8")
    assert 'title: "Talks: “open” at last, 不 & more"\n' in made
    assert "\ndate: 2013-03-12\n" in made
    assert "\nsource: paper\n" in made
    assert "\nactors: [ann-lee]\n" in made
    assert made.endswith("---\nThey met in [[ann-lee]].\n")
    archive("check", "--strict", cwd=root)
    archive("fmt", "--check", cwd=root)


def test_control_c_stops_it_and_nothing_is_written(root: Path) -> None:
    before = sorted(root.rglob("*"))
    desk = Terminal("new", "actor", cwd=root)
    desk.expect("shown):")
    desk.interrupt("archive: stopped")
    assert desk.end() == 130
    assert sorted(root.rglob("*")) == before


def test_a_title_in_another_script_is_its_id_if_no_other_is_given(root: Path) -> None:
    desk = Terminal("new", "topic", "--name", "网络", "--no-edit", cwd=root)
    desk.expect("[网络]")
    desk.say("a b")
    desk.expect("cannot be an id")
    desk.expect("id (")
    desk.say("networks")
    desk.expect("wrote content/topics/networks.md")
    assert desk.end() == 0


def test_without_a_terminal_options_do_and_what_is_missing_is_named(root: Path) -> None:
    done = archive("new", "article", cwd=root, code=2)
    assert done.stderr == "archive: a new article needs --title, --source; there is no terminal to ask on\n"
    options = ["--title", "Talks", "--source", "The Paper", "--actors", "ann-lee", "--summary", "S.", "--date-note", "Not dated."]
    done = archive("new", "article", *options, cwd=root)
    assert done.stdout.startswith("wrote content/articles/undated/talks.md\n")
    archive("check", "--strict", cwd=root)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["article", "--title", "T", "--source", "papr"], '--source: no source "papr"; did you mean "paper"?'),
        (["article", "--title", "T", "--source", "x"], '--source: no source "x"; there are paper; make one with: archive new source'),
        (["article", "--title", "T", "--source", "paper", "--date", "12.3.2013"], "is not a date in EDTF"),
        (["article", "--title", "T", "--source", "paper", "--actors", "an-lee"], 'did you mean "ann-lee"?'),
        (["actor", "--name", "N", "--kind", "person", "--date", "2013"], "actors have no --date"),
        (["actor", "--name", "N", "--kind", "a person"], "is not one word"),
        (["topic", "--name", "?!"], '"?!" has no letters: choose an id with --id'),
        (["topic", "--name", "N", "--id", "a/b"], '"a/b" cannot be an id'),
        (["actor", "--name", "N", "--kind", "person", "--id", "ann-lee"], 'the id "ann-lee" is taken'),
        (["planet"], "'planet' is not one of"),
    ],
)
def test_mistakes_get_one_helpful_line_and_nothing_is_written(root: Path, arguments: list[str], line: str) -> None:
    before = sorted(root.rglob("*"))
    done = archive("new", *arguments, cwd=root, code=2)
    assert line in done.stderr
    assert sorted(root.rglob("*")) == before


def test_the_same_again_gets_another_id(root: Path) -> None:
    for id in ("ann-lee-2", "ann-lee-3"):
        told = archive("new", "actor", "--name", "Ann Lee", "--kind", "person", cwd=root).stdout
        assert f"wrote content/actors/{id}.md" in told
        assert re.match(r"  content/actors/ann-lee(-2)?.md has this name already; see that this is another actor\n", told)


def test_an_article_of_the_same_title_and_day_is_told_and_no_other(root: Path) -> None:
    def new(title: str, date: str) -> str:
        return archive("new", "article", "--title", title, "--date", date, "--source", "paper", cwd=root).stdout

    for title, date, one in (("Talks begin", "2013-03-12", ""), ("Talks begin", "2013-03-13", ""), ("Talks: begin!", "2013-03-12", "2013-03-12-talks-begin")):
        told = f"  content/articles/2013/{one}.md has this name already; see that this is another article\n" if one else ""
        id = f"{one}-2" if one else f"{date}-talks-begin"
        assert new(title, date).startswith(f"{told}wrote content/articles/2013/{id}.md\n")
    write(root, {"content/events/storm.md": "---\nname: Storm\naliases: [the-gale]\n---\n"})
    told = archive("new", "event", "--name", "The gale", cwd=root).stdout
    assert told.startswith("  content/events/storm.md has this name already; see that this is another event\nwrote content/events/the-gale-2.md\n")


def test_an_editor_that_cannot_be_started_is_told(root: Path) -> None:
    done = archive("new", "topic", "--name", "N", "--edit", cwd=root, env={"VISUAL": "no-such-program"})
    assert "no-such-program could not be started" in done.stderr


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("China says: “No cyber-war” with U.S.", "china-says-no-cyber-war-with-us"),
        ("L'été à Besançon", "lete-a-besancon"),
        ("Straße, Ørsted & Łódź", "strasse-orsted-lodz"),
        ("Перемирие: щит и меч", "peremirie-shchit-i-mech"),
        ("Αθήνα", "athina"),
        ("L'Écho de Tiguès", "lecho-de-tigues"),
        ("The J. R. Smith Co. at example.org", "the-j-r-smith-co-at-example-org"),
        ("网络安全", "网络安全"),
        ("网络 5G", "网络-5g"),
        ("الجسر الجديد", "الجسر-الجديد"),
        ("がんばる", "がんばる"),
        ("한국 신문", "한국-신문"),
        ("?!", ""),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_ids_are_made_of_titles(words: str, id: str) -> None:
    assert id_of(words) == id


def test_an_articles_id_begins_with_its_date_as_far_as_it_is_known() -> None:
    for date, id in (("2013-03-12T06:17:00-04:00", "2013-03-12-x"), ("2013-06~", "2013-06-x"), ("201X", "x"), ("2013-06-03/2013-06-06", "2013-06-03-x")):
        found = parse_date(date)
        assert not isinstance(found, str)
        assert proposed_id(Article, "X", found, ()) == id
        assert shelf(found) == ("2010" if date == "201X" else "2013")
    assert proposed_id(Article, "X", None, ()) == "x"
    assert shelf(None) == "undated"
    assert proposed_id(Actor, "X", None, ("x", "x-2")) == "x-3"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_proposed_in_comments_can_be_taken_as_it_stands(kind: type[Record]) -> None:
    """Every commented line holds when its mark is taken away, but for ids and numbers that are examples."""
    named = {"name": "N", "kind": "person"} if "kind" in types(kind) else {"name": "N"}
    text = drafted(kind, {"title": "T", "source": "paper"} if kind is Article else {"title": "T"} if kind is Page else named)
    bare = re.sub(r"(?m)^# (?=\s*(?:- )?[a-z_]+:)|^#(?=   )", "", text).replace("sha256: ...", f"sha256: {'0' * 64}")
    bare = re.sub(r"history: .*", "history: [{date: 2026-11-20, what: made}]", bare)
    path = f"content/{kind.folder}/{'2013/' if kind is Article else ''}one.md"
    entry, problems = read_file(path, bare.encode())
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert entry is not None


def test_a_page_of_the_archives_own_is_made_too(root: Path) -> None:
    said = archive("new", "page", "--title", "Method and sources", "--order", "30", cwd=root).stdout
    assert "write its text below" in said
    made = (root / "content/pages/method-and-sources.md").read_text("utf-8")
    assert "\ntitle: Method and sources\n" in made
    assert "\norder: 30\n" in made
    archive("new", "page", "--title", "Search", cwd=root)
    assert (root / "content/pages/our-search.md").is_file()
    refused = archive("new", "page", "--title", "T", "--id", "search", cwd=root, code=2)
    assert '/search/ is an address of the site\'s own; choose another id, like "our-search"' in refused.stderr
    assert "whole number" in archive("new", "page", "--title", "T", "--order", "first", cwd=root, code=2).stderr
    assert archive("check", cwd=root)


def test_options_are_read_as_values(root: Path) -> None:
    archive("new", "article", "--title", "T", "--source", "paper", "--byline", "Ann Lee, Bob: Roe", "--draft", "--date", "2013", cwd=root)
    made = (root / "content/articles/2013/2013-t.md").read_text("utf-8")
    assert 'byline: [Ann Lee, "Bob: Roe"]\n' in made
    assert "draft: true\n" in made
    write(root, {"content/articles/2013/one.md": article("date: 2013")})
    assert archive("check", cwd=root)


def test_a_source_that_has_no_record_yet_is_written_beside_it(root: Path) -> None:
    session = Terminal("new", "article", cwd=root)
    for question, answer in (("title (", "A storm"), ("date (", "2014-03-12"), ("source (", "Der Hafenbote"), ("now?", "")):
        session.expect(question)
        session.say(answer)
    session.expect("url (")
    session.say("www.hafenbote.example")
    session.expect("not a web address")
    session.expect("url (")
    session.say("https://hafenbote.example/1")
    for question in ("actors (", "summary (", "id ("):
        session.expect(question)
        session.say("")
    assert session.end() == 0
    assert (root / "content/sources/der-hafenbote.md").read_text("utf-8").startswith("---\nname: Der Hafenbote\n")
    assert "source: der-hafenbote" in (root / "content/articles/2014/2014-03-12-a-storm.md").read_text("utf-8")


def test_what_is_not_in_utf_8_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {})
    done = archive("new", "actor", "--name", os.fsdecode(b"Ann \xff"), "--kind", "person", "--no-edit", cwd=root, code=2)
    assert "what --name gives is not in UTF-8" in done.stderr
