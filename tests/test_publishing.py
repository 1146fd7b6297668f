"""Publishing: all at once or not at all. Whoever looks, whenever a build dies, sees one whole site."""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
import time
from errno import EBUSY, EXDEV
from pathlib import Path

import pytest

from archive import publish
from archive.build import build
from archive.problems import ContentError, ToolError, UsageError
from tests.support.small import ARTICLE, Options, article, built, tree, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(tmp_path / "one", {ARTICLE: article(), **{f"content/actors/a{n}.md": f"---\nname: A{n}\nkind: person\n---\n" for n in range(30)}})


def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_site(root: Path) -> None:
    chance = random.Random(7)
    built(root)
    old = tree(root / "site")
    write(root, {ARTICLE: article(title="Another")})
    built(root, root.parent / "new")
    new = tree(root.parent / "new")
    seen: list[str] = []
    killed = 0
    command = [sys.executable, "-m", "archive", "build", "--no-search", "--clean", "--jobs", "1"]
    moment = 1.0  # seconds; drawn to where the new site takes the old one's place, however slow the machine is just now
    before = old
    while len(seen) < 8 or len(set(seen)) < 2 or killed < 4:
        assert len(seen) < 60, f"no build was killed early and late enough: {seen}, {killed} killed"
        after = old if before == new else new
        write(root, {ARTICLE: article(title="One" if after == old else "Another")})
        process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment * chance.uniform(0.6, 1.2))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        now = tree(root / "site")
        assert now in (before, after)
        seen.append("new" if now == after else "old")
        moment *= 0.8 if now == after else 1.4
        before = now
    write(root, {ARTICLE: article(title="A third")})  # a build that has nothing to do would leave all as it is
    assert built(root).rendered
    left = [path.name for path in root.iterdir() if path.name.startswith(".site")]
    assert left == []


HOLDING = """
import sys
from pathlib import Path
from archive.build import _alone
with _alone(Path(sys.argv[1]), print):
    print("alone", flush=True)
    sys.stdin.readline()
"""


def test_a_build_waits_for_another_one_of_the_same_archive(root: Path) -> None:
    """Both are processes of their own, for a process never waits for its own lock."""
    other = subprocess.Popen([sys.executable, "-c", HOLDING, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert other.stdin
    assert other.stdout
    assert other.stdout.readline() == "alone\n"
    command = [sys.executable, "-m", "archive", "build", "--no-search", "--jobs", "1"]
    build = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, bufsize=0)
    assert build.stderr
    assert build.stderr.readline() == b"waiting for another build of this archive ...\n"
    assert select.select([build.stderr], [], [], 2)[0] == [], "it went on, or ended"
    assert not (root / "site").exists()
    other.communicate("done\n", timeout=60)
    build.communicate(timeout=60)
    assert (other.returncode, build.returncode) == (0, 0)
    assert (root / "site/index.html").is_file()


def test_a_build_that_fails_leaves_the_old_site_and_nothing_beside_it(root: Path) -> None:
    built(root)
    old = tree(root / "site")
    write(root, {ARTICLE: article("actors: [nobody]")})
    with pytest.raises(ContentError):
        built(root)
    assert tree(root / "site") == old
    assert sorted(path.name for path in root.iterdir()) == [".archive", "content", "site"]


def test_a_file_that_is_no_longer_made_is_gone(root: Path) -> None:
    built(root)
    assert (root / "site/actors/a7/index.html").is_file()
    (root / "content/actors/a7.md").unlink()
    built(root)
    assert not (root / "site/actors/a7").exists()


def test_files_of_its_own_stand_in_the_root_of_the_site(root: Path) -> None:
    own = root / "templates/root"
    (own / ".well-known").mkdir(parents=True)
    (own / "CNAME").write_text("press.example.org\n", "utf-8")
    (own / ".well-known/security.txt").write_bytes(b"\xff as it is")
    (own / ".DS_Store").write_bytes(b"left")
    build(Options(root, root / "site"))
    assert (root / "site/CNAME").read_text("utf-8") == "press.example.org\n"
    assert (root / "site/.well-known/security.txt").read_bytes() == b"\xff as it is"
    assert not (root / "site/.DS_Store").exists()
    (own / "CNAME").write_text("other.example.org\n", "utf-8")
    build(Options(root, root / "site"))
    assert (root / "site/CNAME").read_text("utf-8") == "other.example.org\n"
    (own / "CNAME").unlink()
    build(Options(root, root / "site"))
    assert not (root / "site/CNAME").exists()


@pytest.mark.parametrize("name", ["index.html", "Feed.xml", "articles/index.html", "pagefind/pagefind.js"])
def test_a_file_of_its_own_that_takes_the_place_of_another_is_told(root: Path, name: str) -> None:
    build(Options(root, root / "site"))
    before = (root / "site/index.html").read_bytes()
    (root / "templates/root" / name).parent.mkdir(parents=True)
    (root / "templates/root" / name).write_text("mine", "utf-8")
    with pytest.raises(ToolError, match=f"templates/root/{name}: the site makes a file of this name"):
        build(Options(root, root / "site"))
    assert (root / "site/index.html").read_bytes() == before


@pytest.mark.parametrize("output", [".", "..", "content", "content/deep/site", "templates", ".git", ".archive/site", "site.txt", "mine"])
def test_no_folder_but_a_site_is_ever_replaced(root: Path, output: str) -> None:
    write(root, {"site.txt": "a file", "mine/precious.txt": "mine"})
    before = {path: data for path, data in tree(root).items() if not path.startswith(".archive")}
    with pytest.raises(UsageError):
        build(Options(root, root / output, search=False))
    assert {path: data for path, data in tree(root).items() if not path.startswith(".archive")} == before


def test_a_link_to_a_folder_that_holds_the_archive_is_seen_through(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root / "content")
    with pytest.raises(UsageError):
        build(Options(root, tmp_path / "link", search=False))


@pytest.mark.parametrize("there", [True, False])
def test_the_folder_behind_a_link_is_replaced_and_the_link_stays(root: Path, tmp_path: Path, there: bool) -> None:
    real = tmp_path / "else/where"
    (real if there else real.parent).mkdir(parents=True)
    (root / "site").symlink_to(real)
    built(root)
    first = tree(real)
    assert "index.html" in first
    write(root, {ARTICLE: article(title="Another")})
    assert built(root).reused > 0
    assert (root / "site").readlink() == real
    assert tree(real) != first
    assert [path.name for path in real.parent.iterdir()] == ["where"]
    assert sorted(path.name for path in root.iterdir()) == [".archive", "content", "site"]


def test_a_link_that_leads_in_a_circle_is_told(root: Path) -> None:
    (root / "site").symlink_to(root / "site")
    with pytest.raises(UsageError):
        built(root)


def test_an_empty_folder_and_an_old_site_are_replaced(root: Path) -> None:
    (root / "empty").mkdir()
    built(root, root / "empty")
    first = tree(root / "empty")
    built(root, root / "empty")
    assert tree(root / "empty") == first


def test_two_builds_at_once_wait_for_each_other(root: Path) -> None:
    command = [sys.executable, "-m", "archive", "build", "--no-search"]
    some = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
    assert [process.wait(120) for process in some] == [0, 0, 0]
    for process in some:
        process.communicate()
    found = tree(root / "site")
    built(root, root.parent / "alone")
    assert found == tree(root.parent / "alone")


def test_leftovers_of_a_killed_build_are_swept_and_those_of_a_living_one_are_not(root: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for process in (dead.pid, os.getppid()):
        (root / f".site.new-{process}-aaaaaaaa").mkdir(parents=True)
    (root / f".site.new-{dead.pid}-bbbbbbbb").symlink_to(root / "content")
    (root / f".site.my-{dead.pid}-notes").mkdir()
    (root / f".site.old-{dead.pid}-precious").mkdir()
    built(root)
    assert (root / ARTICLE).is_file()
    kept = {f".site.new-{os.getppid()}-aaaaaaaa", f".site.my-{dead.pid}-notes", f".site.old-{dead.pid}-precious"}
    assert {path.name for path in root.iterdir() if path.name.startswith(".site.")} == kept


def test_a_build_that_has_nothing_to_do_sweeps_too(root: Path) -> None:
    command = [sys.executable, "-m", "archive", "build", "--no-search"]
    dead = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert dead.wait(120) == 0
    (root / f".site.index-{dead.pid}-aaaaaaaa" / "documents").mkdir(parents=True)
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    assert "(0 rendered" in done.stdout
    assert not [path.name for path in root.iterdir() if path.name.startswith(".site.")]


def test_few_files_are_put_in_place_and_the_others_stay_untouched(root: Path) -> None:
    built(root)
    there = (root / "site/actors/a7/index.html").stat()
    folder = (root / "site").stat().st_ino
    write(root, {ARTICLE: article(title="Another")})
    report = built(root)
    assert 0 < report.rendered < report.reused
    assert ((root / "site").stat().st_ino, (root / "site/actors/a7/index.html").stat()) == (folder, there)
    built(root, root.parent / "clean", clean=True)
    assert tree(root / "site") == tree(root.parent / "clean")


@pytest.mark.parametrize("few", [True, False], ids=["few files", "all"])
def test_a_site_on_a_disk_of_its_own_is_told_and_stays(root: Path, few: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be renamed into a folder where a disk is mounted, nor the folder itself."""
    built(root)
    old = tree(root / "site")
    write(root, {ARTICLE: article(title="Another")})

    def put(one: str, other: str) -> None:
        raise OSError(EXDEV, "Invalid cross-device link", one, None, other)

    def rename(self: Path, target: Path) -> Path:
        if self == root / "site":
            raise OSError(EBUSY, "Device or resource busy", str(self), None, str(target))
        return renamed(self, target)

    renamed = Path.rename
    monkeypatch.setattr(publish, "_put", put)
    monkeypatch.setattr(Path, "rename", rename)
    monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    if not few:
        monkeypatch.setattr(publish, "FEW", 0)
    with pytest.raises(ToolError, match=r"\(site/ is a disk or a volume of its own: give --output a folder within it\); the old site stays"):
        built(root)
    assert tree(root / "site") == old
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


@pytest.mark.parametrize("whole", [False, True], ids=["an edit of words", "a whole build"])
@pytest.mark.parametrize("done", [0, 1, 2, 5])
def test_putting_files_in_place_that_was_cut_short_is_completed(root: Path, done: int, whole: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build is killed while it puts its files in place: the next one, even one that fails, makes the site whole; one that had put none of
    them there has changed nothing."""
    built(root)
    old = tree(root / "site")
    write(root, {ARTICLE: article(title="Another")})
    if whole:
        (root / "content/actors/a7.md").unlink()
    built(root, root.parent / "new")
    new = tree(root.parent / "new")
    moved: list[str] = []
    put = publish._put

    def dying(one: str, other: str) -> None:
        moved.append(one)
        if len(moved) > done:
            os._exit(9)
        put(one, other)

    if (child := os.fork()) == 0:
        monkeypatch.setattr(publish, "_put", dying)
        built(root)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (tree(root / "site") == new) is False
    good = (root / ARTICLE).read_text("utf-8")
    write(root, {ARTICLE: article("actors: [nobody]")})
    with pytest.raises(ContentError):
        built(root)
    assert tree(root / "site") == (new if done else old)
    write(root, {ARTICLE: good})
    built(root)
    assert tree(root / "site") == new
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []


def test_a_file_that_becomes_a_folder_and_a_folder_that_becomes_a_file(root: Path) -> None:
    write(root, {"content/actors/a8.md": "---\nname: A8\nkind: person\naliases: [/old]\n---\n"})
    built(root)
    for alias in ("/old/deep/in", "/old"):
        write(root, {"content/actors/a8.md": f"---\nname: A8\nkind: person\naliases: [{alias}]\n---\n"})
        built(root)
        built(root, root.parent / "clean", clean=True)
        assert tree(root / "site") == tree(root.parent / "clean")


def test_an_exchange_that_was_cut_in_two_is_mended(root: Path) -> None:
    built(root)
    old = tree(root / "site")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (root / "site").rename(root / f".site.old-{dead.pid}-0")
    write(root, {ARTICLE: article("actors: [nobody]")})
    with pytest.raises(ContentError):
        built(root)
    write(root, {ARTICLE: article()})
    built(root)
    assert tree(root / "site") == old


def test_what_was_to_be_put_in_place_is_dropped_when_the_site_has_gone_on(root: Path) -> None:
    """A list of a killed build, whose process's number another one has now, does not come over a newer site."""
    built(root)
    left = root / f".site.new-{os.getppid()}-abcdefgh"
    left.mkdir()
    (left / "index.html").write_text("of old")
    (left / publish.LIST).write_bytes(b"index.html\0index.html\0gone.html\0gone.html\0\0")
    write(root, {ARTICLE: article(title="Another")})
    built(root)
    assert not left.exists()


def test_a_build_that_is_stopped_by_hand_while_it_puts_its_files_in_place_is_completed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root)
    write(root, {ARTICLE: article(title="Another")})
    built(root, root.parent / "new")
    put, count = publish._put, 0

    def stopped(one: str, other: str) -> None:
        nonlocal count
        count += 1
        if count > 2:
            raise KeyboardInterrupt
        put(one, other)

    with monkeypatch.context() as patch:
        patch.setattr(publish, "_put", stopped)
        with pytest.raises(KeyboardInterrupt):
            built(root)
    built(root)
    assert tree(root / "site") == tree(root.parent / "new")
    assert [path.name for path in root.iterdir() if path.name.startswith(".site")] == []
