"""A build that has nothing to do is told so at once, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import fixity
from archive.build import build
from archive.fixity import look
from archive.options import Options
from archive.store import Disk
from tests.support.small import ARTICLE, article, built, write

SLOW = ("pydantic", "jinja2", "babel", "yaml", "markdown_it", "edtf")


@pytest.fixture
def settling(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every file had lain for a long time as it is: its state is believed at once."""
    monkeypatch.setattr(fixity, "SETTLED", -(10**18))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "one", {ARTICLE: article(), "templates/strings/en.yaml": "home: Start\n"})
    built(tmp_path / "one")
    return tmp_path / "one"


def options(root: Path, **more: object) -> Options:
    return Options(root, root / "site", search=False, **more)  # type: ignore[arg-type]


def test_nothing_changed(root: Path) -> None:
    report = look(options(root)).report
    assert report
    assert (report.articles, report.rendered) == (1, 0)
    assert report.files == report.reused == sum(path.is_file() for path in (root / "site").rglob("*"))


def in_place(path: Path) -> None:
    """Other bytes, as many, in the very same file."""
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    with path.open("r+b") as file:
        file.write(data)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a body": lambda root: write(root, {ARTICLE: article(body="Other text.")}),
    "a body, in place": lambda root: in_place(root / ARTICLE),
    "a new record": lambda root: write(root, {"content/topics/more.md": "---\nname: More\n---\n"}),
    "a record that is gone": lambda root: (root / ARTICLE).unlink(),
    "a record of another name": lambda root: (root / ARTICLE).rename((root / ARTICLE).with_name("two.md")),
    "a stray file": lambda root: write(root, {"content/articles/notes.txt": "not read, and told so"}),
    "the words of the interface": lambda root: write(root, {"templates/strings/en.yaml": "home: Home\n"}),
    "a template": lambda root: write(root, {"templates/404.html": "gone"}),
    "a page, in place": lambda root: in_place(root / "site/index.html"),
    "a page that is gone": lambda root: (root / "site/articles/2013/one/index.html").unlink(),
    "a page put in another's place": lambda root: (root / "site/404.html").replace(root / "site/index.html"),
    "a file more": lambda root: (root / "site/articles/more.html").write_text("more"),
    "no site": lambda root: (root / "site").rename(root / "elsewhere"),
    "a record that cannot be read": lambda root: (root / ARTICLE).unlink() or os.mkfifo(root / ARTICLE),
    "what is kept, damaged": lambda root: [in_place(path) for path in (root / ".archive").glob("last-*")],
    "what is kept, cut": lambda root: [path.write_bytes(path.read_bytes()[:30]) for path in (root / ".archive").glob("last-*")],
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(root: Path, change: str) -> None:
    CHANGES[change](root)
    assert look(options(root)).report is None


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen_by_the_states_of_files(settling: None, root: Path, change: str) -> None:
    CHANGES[change](root)
    assert look(options(root)).report is None


def test_a_file_that_lies_as_it_was_read_is_not_read_again(settling: None, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    of = fixity._bytes
    monkeypatch.setattr(fixity, "_bytes", lambda path: read.append(path) or of(path))
    in_place(root / ARTICLE)
    assert look(options(root)).edited == [ARTICLE]
    assert [path for path in read if path.startswith(f"{root}/")] == [f"{root}/{ARTICLE}"]


def test_a_file_that_was_just_written_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock may stand still from one edit to the next."""
    monkeypatch.setattr(fixity, "_state", lambda state: 1)
    for title in ("Two", "Six"):
        write(root, {ARTICLE: article(title=title)})
        assert look(options(root)).edited == [ARTICLE]
        built(root)


@pytest.mark.parametrize("more", [{"noindex": True}, {"base_url": "https://other.example/"}, {"strict": True}, {"clean": True}, {"output": Path("other")}])
def test_other_options_are_another_build(root: Path, more: dict[str, object]) -> None:
    assert look(Options(**{"root": root, "output": root / "site", "search": False, **more})).report is None  # type: ignore[arg-type]


def test_what_an_editor_keeps_beside_the_records_is_no_change(root: Path) -> None:
    write(root, {"content/.obsidian/workspace.json": "{}", f"{ARTICLE}~": "a backup"})
    assert look(options(root)).report


def test_warnings_are_told_again(root: Path) -> None:
    write(root, {"content/articles/notes.txt": "not read"})
    first = built(root).warnings
    again = look(options(root)).report
    assert again
    assert [one.code for one in again.warnings] == [one.code for one in first] == ["stray-file"]


def test_code_that_python_keeps_or_is_writing_is_not_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"archive/one.py": "x = 1\n"})
    monkeypatch.setattr(fixity, "PACKAGE", str(tmp_path / "archive"))
    before = fixity.program()
    write(tmp_path, {"archive/__pycache__/one.cpython-311.pyc": "code", "archive/__pycache__/one.cpython-311.pyc.140213": "half of it"})
    assert fixity.program() == before
    write(tmp_path, {"archive/one.py": "x = 2\n"})
    assert fixity.program() != before


def test_a_command_that_finds_nothing_changed_loads_none_of_the_stages(root: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "archive", "build", "--no-search"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert "0 rendered" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "archive.fixity" in loaded
    assert [name for name in SLOW if name in loaded] == []


def test_an_edit_of_a_text_alone_loads_nothing_that_reads_front_matter(root: Path) -> None:
    """Nor what tells versions by way of a mail library, where a project is not installed."""
    write(root, {ARTICLE: article(title="One", body="Other words.")})
    command = [sys.executable, "-X", "importtime", "-m", "archive", "build", "--no-search"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    assert "1 text edited" in done.stdout
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "archive.read" in loaded
    assert [name for name in ("pydantic", "pydantic_core", "yaml", "archive.document", "importlib.metadata") if name in loaded] == []


def test_an_edit_while_a_build_runs_is_seen_by_the_next(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept is what was read, not what lay there when the build began to look."""
    good = (root / ARTICLE).read_text("utf-8")
    write(root, {ARTICLE: article(title="Two")})
    found = look(options(root))
    write(root, {ARTICLE: article(title="Three")})
    build(options(root), look=found)
    assert "Three" in (root / "site/articles/2013/one/index.html").read_text("utf-8")
    assert look(options(root)).report
    for text in (article(title="Two"), good):
        write(root, {ARTICLE: text})
        assert built(root).rendered


def test_files_that_are_no_records_do_not_keep_a_build_from_having_nothing_to_do(root: Path) -> None:
    write(root, {"content/README.md": "Notes.", "content/articles/2013/notes.txt": "More.", "templates/README.md": "Own templates."})
    built(root)
    assert look(options(root)).report
    for path in ("content/README.md", "templates/README.md"):
        write(root, {path: "Other notes."})
        assert built(root).rendered == 0


def test_a_folder_that_a_link_leads_to_is_looked_into(root: Path) -> None:
    (root / "content/articles").rename(root / "content/.real")
    (root / "content/articles").symlink_to(root / "content/.real", target_is_directory=True)
    (root / "content/articles/circle").symlink_to(root / "content", target_is_directory=True)
    built(root)
    assert look(options(root)).report
    (root / "content/.real/2013/one.md").write_text(article(body="Other text."), "utf-8")
    assert built(root).rendered


def test_a_row_of_another_build_is_not_believed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store could not keep what a build has placed: the next one knows nothing of it, and makes all."""
    good = (root / ARTICLE).read_text("utf-8")
    save = Disk.save
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "save", lambda self, work, values: None if work == "site" else save(self, work, values))
        write(root, {ARTICLE: article(title="Two")})
        built(root)
    write(root, {ARTICLE: good})
    report = built(root)
    assert report.rendered == report.files
    assert "Two" not in (root / "site/articles/2013/one/index.html").read_text("utf-8")
