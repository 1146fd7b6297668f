"""The program as a user meets it: exit codes, options, one line for each failure and never a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.small import ARTICLE, article, tree, write


def archive(*arguments: object, cwd: Path, code: int = 0, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Runs the program; it must end with `code`, without a traceback, and not by a mistake of its own."""
    command = [sys.executable, "-m", "archive", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120, env={**os.environ, **(env or {})})
    assert "Traceback" not in done.stderr, done.stderr
    assert "a mistake of the program itself" not in done.stderr, done.stderr
    assert done.returncode == code, done.stdout + done.stderr
    return done


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "one", {ARTICLE: article()})


def test_build_writes_the_site_and_says_so_in_one_line(root: Path) -> None:
    done = archive("build", "--no-search", cwd=root)
    assert done.stdout.startswith("1 article, ")
    assert " in site/ (" in done.stdout
    assert done.stdout.count("\n") == 1
    assert (root / "site/articles/2013/one/index.html").is_file()


def test_the_archive_is_found_upwards_from_where_one_stands(root: Path) -> None:
    archive("build", "--no-search", cwd=root / "content/articles/2013")
    assert (root / "site/index.html").is_file()


def test_root_and_output_may_be_named(root: Path, tmp_path: Path) -> None:
    archive("build", "--no-search", "--root", root, "--output", tmp_path / "deep/er/public", cwd=tmp_path)
    assert (tmp_path / "deep/er/public/index.html").is_file()
    assert not (root / "site").exists()


def test_base_url_moves_every_address_below_a_path(root: Path) -> None:
    archive("build", "--no-search", "--base-url", "https://other.example/sub/", cwd=root)
    home = (root / "site/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://other.example/sub/">' in home
    assert 'href="/sub/articles/"' in home
    assert "small.example" not in "".join(path.read_text("utf-8") for path in (root / "site").rglob("*.html"))


def test_no_search_makes_no_index_and_keeps_the_search_page(root: Path) -> None:
    archive("build", "--no-search", cwd=root)
    assert not (root / "site/pagefind").exists()
    assert (root / "site/search/index.html").is_file()


def test_noindex_keeps_search_engines_away(root: Path) -> None:
    archive("build", "--no-search", "--noindex", cwd=root)
    site = root / "site"
    assert '<meta name="robots" content="noindex">' in (site / "index.html").read_text("utf-8")
    assert "Disallow: /\n" in (site / "robots.txt").read_text("utf-8")
    assert "X-Robots-Tag: noindex" in (site / "_headers").read_text("utf-8")


def test_a_second_build_renders_nothing_and_a_clean_one_everything(root: Path) -> None:
    first = archive("build", "--no-search", cwd=root).stdout
    site = tree(root / "site")
    assert ", 0 reused" in first
    assert "(0 rendered, " in archive("build", "--no-search", cwd=root).stdout
    assert ", 0 reused" in archive("build", "--no-search", "--clean", cwd=root).stdout
    assert tree(root / "site") == site


def test_problems_are_told_with_their_place_and_the_old_site_stays(root: Path) -> None:
    archive("build", "--no-search", cwd=root)
    site = tree(root / "site")
    write(root, {ARTICLE: article("actors: [nobody]\nsecton: x")})
    done = archive("build", "--no-search", cwd=root, code=1)
    assert done.stdout == ""
    assert done.stderr.splitlines()[-4:] == [
        'content/articles/2013/one.md:5:1: unknown-key: "secton" is not a key here; did you mean "section"?',
        "    secton: x",
        "    ^",
        "archive: nothing built: 1 error, 0 warnings; the old site stays",
    ]
    assert tree(root / "site") == site


def test_strict_makes_warnings_count(root: Path) -> None:
    write(root, {"content/articles/2013/notes.txt": ""})
    told = 'content/articles/2013/notes.txt:1:1: warning: stray-file: not read; if it is a record, rename it to "notes.md"'
    assert told in archive("build", "--no-search", cwd=root).stderr
    done = archive("build", "--no-search", "--strict", cwd=root, code=1)
    assert done.stderr.splitlines()[-1] == "archive: nothing built: 0 errors, 1 warning; the old site stays"
    archive("check", cwd=root)
    archive("check", "--strict", cwd=root, code=1)


def test_the_last_line_tells_how_many_drafts_are_left_out(root: Path) -> None:
    def last(*command: str) -> str:
        return archive(*command, cwd=root).stdout.splitlines()[-1]

    assert "draft" not in last("check") + last("build", "--no-search")
    two = "content/articles/2013/two.md"
    for files, told in (
        ({two: article("draft: true")}, "; 1 draft is left out"),
        ({"content/articles/2013/three.md": article("draft: true\nwithdrawn: {date: 2020, reason: x}")}, "; 2 drafts are left out"),
        ({ARTICLE: article(body="Other words.")}, "; 2 drafts are left out"),
        ({two: article("draft: true", "Other words.")}, "; 2 drafts are left out"),
        ({two: article()}, "; 1 draft is left out"),
    ):
        write(root, files)
        assert last("check").endswith(f" warnings{told}")
        for _ in range(2):
            assert last("build", "--no-search").endswith(f" s{told}")


def test_check_tells_the_same_problems_and_writes_nothing(root: Path) -> None:
    archive("build", "--no-search", cwd=root)
    write(root, {ARTICLE: article("actors: [nobody]")})
    before = tree(root), {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    done = archive("check", cwd=root, code=1)
    assert 'content/articles/2013/one.md:4:10: unknown-actor: no record "nobody"' in done.stderr + done.stdout
    assert (tree(root), {path: path.stat().st_mtime_ns for path in root.rglob("*")}) == before


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["build", "--base-url", "example.org"], 'archive: "example.org" cannot be the address of a site; write --base-url https://example.org/'),
        (["build", "--root", "elsewhere"], "archive: elsewhere holds no folder content/"),
        (["build", "--output", "content/site"], "the archive itself lies there"),
        (["build", "--output", "."], "the archive itself lies there"),
        (["build", "--output", ".."], "the archive itself lies there"),
        (["build", "--output", "content/site.yaml"], "is a file"),
        (["build", "--output", "full"], "is not empty and holds no site of this program"),
        (["build", "--jobs", "many"], "'many' is not a valid integer range"),
        (["build", "--jobs", "-1"], "-1 is not in the range"),
        (["build", "--fast"], "No such option"),
        (["biuld"], "No such command 'biuld'"),
        (["build", "extra"], "unexpected extra argument"),
    ],
)
def test_wrong_usage_ends_with_2_and_harms_nothing(root: Path, arguments: list[str], line: str) -> None:
    (root / "full").mkdir()
    (root / "full/precious.txt").write_text("mine")
    before = {path: data for path, data in tree(root).items() if not path.startswith(".archive")}
    done = archive(*arguments, cwd=root, code=2)
    assert line in done.stderr
    assert {path: data for path, data in tree(root).items() if not path.startswith(".archive")} == before


def test_outside_of_an_archive_the_way_in_is_told(tmp_path: Path) -> None:
    done = archive("build", cwd=tmp_path, code=2)
    assert done.stderr == "archive: no folder content/ here or above; go to the archive's folder, or name it with --root\n"


def test_commands_that_write_end_with_what_to_do_next(root: Path) -> None:
    program = "python -m archive"
    for arguments, told in (
        (["mv", "one", "two", "--dry-run"], "next: the same without --dry-run"),
        (["mv", "one", "two"], f"next: run {program} build"),
        (["new", "topic", "--name", "Trade"], f"next: run {program} check"),
        (["withdraw", "two", "--reason", "It was wrong."], f"next: run {program} build, and publish the site: until then readers see it"),
    ):
        assert archive(*arguments, cwd=root).stdout.splitlines()[-1] == told
    elsewhere = archive("new", "topic", "--name", "Ships", "--root", root, cwd=root.parent)
    assert elsewhere.stdout.splitlines()[-1] == f"next: run {program} check --root one"


def test_names_reach_a_terminal_as_text_alone(tmp_path: Path) -> None:
    """Whatever a folder or a file is called: colours, ends of lines, marks that turn the direction of writing round."""
    odd = "a\x1b[31m\u202eb\ntail"
    there = write(tmp_path / odd, {ARTICLE: article()})
    capture = tmp_path / f"{odd}.txt"
    capture.write_text("Pier closes\nBy Ann Ode\n9 February 2018\n" + "The harbour board voted to close the pier of the town for good.\n" * 3, "utf-8")
    (tmp_path / f"{odd}.pdf").write_bytes(b"%PDF-1.4")
    into = ["--into", f"{odd}/imported"]
    for arguments, code in [
        (["init", f"{odd}/new"], 0),
        (["init", odd], 2),
        (["import", capture.name, *into], 0),
        (["import", capture.name, *into], 0),
        (["import", capture.name, "--explain", "--force", *into], 0),
        (["import", f"{odd}.pdf", *into], 1),
        (["import", f"{odd}.txt2", *into], 2),
        (["new", "topic", "--name", "Piers", "--root", odd], 0),
        (["withdraw", "piers", "--reason", "R.", "--root", odd], 0),
        (["fmt", "--root", odd], 0),
        (["mv", "piers", "pier", "--root", odd], 0),
        (["schema", "--output", f"{odd}/schemas"], 0),
        (["build", "--no-search", "--root", odd], 0),
        (["build", "--output", capture.name], 2),
        ([odd], 2),
    ]:
        done = archive(*arguments, cwd=tmp_path, code=code)
        assert [line for line in (done.stdout + done.stderr).split("\n") if "\x1b" in line or "\u202e" in line or line.startswith("tail")] == [], arguments
    assert (there / "content/topics/pier.md").is_file()


def test_version_and_help_are_told(tmp_path: Path) -> None:
    assert archive("--version", cwd=tmp_path).stdout.startswith("archive, version ")
    for arguments in (["--help"], ["-h"], ["build", "--help"], ["check", "-h"]):
        assert "Usage:" in archive(*arguments, cwd=tmp_path).stdout


def test_every_command_is_described(tmp_path: Path) -> None:
    from archive.cli import COMMANDS

    for name in COMMANDS:
        told = archive(name, "--help", cwd=tmp_path).stdout
        assert len(told.split("\n\n")[1].strip()) > 10, name


def empty(content: Path) -> None:
    shutil.rmtree(content)
    content.mkdir()


def unreadable(content: Path) -> None:
    if os.geteuid() == 0:
        os.mkfifo(content / "articles/2013/x.md")  # root may read everything, but this never ends
    else:
        (content / "articles/2013/one.md").chmod(0)


def link_out(content: Path) -> None:
    secret = content.parent.parent / "secret.md"
    secret.write_text(article(body="secret words"))
    (content / "articles/2013/two.md").symlink_to(secret)


def named_in_latin_1(content: Path) -> None:
    Path(os.fsdecode(os.fsencode(content / "articles/2013") + b"/caf\xe9.md")).write_text(article())


def own(name: str, text: str) -> Callable[[Path], object]:
    """A file of the archive's own, beside its content."""
    return lambda content: write(content.parent, {name: text})


ODD: dict[str, tuple[Callable[[Path], object], int]] = {
    "empty content": (empty, 1),
    "no site.yaml": (lambda content: (content / "site.yaml").unlink(), 1),
    "unreadable file": (unreadable, 1),
    "folder named like a record": (own("content/articles/2013/two.md/three.md", article()), 1),
    "link of the file system that leads nowhere": (lambda content: (content / "articles/2013/two.md").symlink_to("nowhere.md"), 1),
    "link of the file system that leads in a circle": (lambda content: (content / "articles/2013/two.md").symlink_to("two.md"), 1),
    "link out of the archive": (link_out, 0),
    "own template with an error": (own("templates/article.html", "{% if %}"), 1),
    "own template that names what is not there": (own("templates/article.html", "\n{{ nothing.here }}"), 1),
    "own template that adds a number to a text": (own("templates/article.html", "\n{{ 1 + view.url }}"), 1),
    "own template that includes by a variable": (own("templates/article.html", "{% include view.url %}"), 1),
    "own template that is missing": (own("templates/article.html", '{% include "nowhere.html" %}'), 1),
    "own strings that are no YAML": (own("templates/strings/en.yaml", "a: [b"), 1),
    "own strings that are a list": (own("templates/strings/en.yaml", "- a"), 1),
    "own strings that lack a place": (own("templates/strings/en.yaml", 'n_articles: "{count} articles"'), 1),
    "a file where the site should be": (own("site", "a file"), 2),
    "two records, one id": (own("content/articles/2014/one.md", article()), 1),
    "file with a name in another encoding": (named_in_latin_1, 1),
}


@pytest.mark.parametrize("oddity", ODD)
def test_odd_input_is_one_clear_line_never_a_traceback(root: Path, oddity: str) -> None:
    make, code = ODD[oddity]
    make(root / "content")
    done = archive("build", "--no-search", cwd=root, code=code)
    if code:
        assert done.stderr.splitlines()[-1].startswith("archive: ")
        assert not (root / "site").is_dir()
    else:
        assert "secret" not in "".join(path.read_text("utf-8") for path in (root / "site").rglob("*.html"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{{ 1 + view.url }}", "TypeError: unsupported operand type(s) for +: 'int' and 'str'"),
        ("\n{{ 1 // 0 }}", "ZeroDivisionError: integer division or modulo by zero"),
        ("\n{{ nothing.here }}", "'nothing' is undefined"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(root: Path, text: str, told: str) -> None:
    write(root, {"templates/article.html": '\n{% include "own.html" %}', "templates/own.html": text})
    done = archive("build", "--no-search", cwd=root, code=1)
    assert done.stderr.splitlines()[-1] == f"archive: templates/own.html:2: {told} (for articles/2013/one/index.html)"


def test_without_the_search_program_the_old_site_stays(root: Path, tmp_path: Path) -> None:
    archive("build", "--no-search", cwd=root)
    site = tree(root / "site")
    write(tmp_path, {"without/pagefind_bin/__init__.py": "raise ImportError"})
    done = archive("build", cwd=root, code=1, env={"PYTHONPATH": str(tmp_path / "without")})
    assert done.stderr.splitlines()[-1] == (
        'archive: the search program Pagefind is missing: run "pip install pagefind-bin", or build with --no-search; the old site stays'
    )
    assert tree(root / "site") == site


def test_a_search_program_that_fails_is_quoted_and_the_old_site_stays(root: Path, tmp_path: Path) -> None:
    archive("build", "--no-search", cwd=root)
    site = tree(root / "site")
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'out of cheese' >&2\nexit 3\n")
    program.chmod(0o755)
    write(tmp_path, {"broken/pagefind_bin/__init__.py": f"def get_executable():\n    return {str(program)!r}\n"})
    done = archive("build", cwd=root, code=1, env={"PYTHONPATH": str(tmp_path / "broken")})
    assert done.stderr.splitlines()[-1] == "archive: the search program failed (3): out of cheese; the old site stays"
    assert tree(root / "site") == site


def test_it_can_be_stopped_while_it_is_being_loaded() -> None:
    """As by Ctrl-C in the first moments."""
    stopped = dedent("""
        import sys

        class Stopped:
            def find_spec(self, name, path=None, target=None):
                if name == "click":
                    raise KeyboardInterrupt

        sys.meta_path.insert(0, Stopped())
        from archive.__main__ import main
        main()
    """)
    done = subprocess.run([sys.executable, "-c", stopped], cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "archive: stopped; the old site stays\n")


def test_many_problems_are_summed_up_by_their_kinds_and_errors_by_their_places(root: Path) -> None:
    write(root, {f"content/articles/2013/a{number}.md": article("# check: look this up", title=f"A{number}") for number in range(25)})
    *_, kinds, last = archive("check", cwd=root).stdout.splitlines()
    assert kinds.startswith("in all: ")
    assert "25 unchecked" in kinds
    assert last.startswith("27 records: 0 errors")
    write(root, {"content/articles/2013/bad.md": article("date: yesterday")})
    *_, kinds, places = archive("check", cwd=root, code=1).stdout.splitlines()
    assert "1 bad-date" in kinds
    assert places == "errors: content/articles/2013/bad.md:4"
    assert "in all: " not in archive("check", cwd=write(root.parent / "few", {ARTICLE: article()})).stdout
