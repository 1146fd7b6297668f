"""What writing promises: a file is there whole or not at all, nothing is written over unasked, and an error names the file."""

from __future__ import annotations

import os
from errno import ENOSPC, EPERM
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.commands import import_, init, new
from archive.editing.files import replace_all, write_new
from tests.support.small import ARTICLE, article, tree, write

REPORT = "The Paper\n\nTalks begin\n\n12 March 2013\n\n" + "The two sides met at the harbour and spoke for a long time about the new pier. " * 3


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk on which no more than 100 bytes of a file find room; it does not tell which file that was, as the system does not."""

    def write_bytes(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:100])
            if len(data) > 100:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        return len(data)

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


@pytest.fixture(params=[True, False], ids=["with hard links", "without"])
def linking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(source: object, path: object) -> None:
        raise OSError(EPERM, os.strerror(EPERM), str(source), None, str(path))

    if not request.param:
        monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("linking")
def test_new_files_are_written_with_their_folders_and_nothing_is_left_beside_them(tmp_path: Path) -> None:
    long = f"{'n' * 252}.md"
    write_new({tmp_path / "a/b/one.md": b"1", tmp_path / "a" / long: b"2"})
    assert tree(tmp_path) == {"a/b/one.md": b"1", f"a/{long}": b"2"}


@pytest.mark.usefixtures("linking")
def test_nothing_is_written_over_and_then_nothing_at_all_is_written(tmp_path: Path) -> None:
    write(tmp_path, {"two.md": "mine"})
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(FileExistsError) as told:
        write_new({tmp_path / "one/one.md": b"1", tmp_path / "two.md": b"2"})
    assert told.value.filename == str(tmp_path / "two.md")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "two.md").read_text() == "mine"


@pytest.mark.usefixtures("full")
def test_where_the_disk_is_full_nothing_is_left_and_the_file_is_named(tmp_path: Path) -> None:
    for work in (lambda: write_new({tmp_path / "a/one.md": b"1", tmp_path / "a/two.md": b"2" * 200}), lambda: replace_all(tmp_path, {"a/two.md": b"2" * 200})):
        with pytest.raises(OSError, match="No space left on device") as told:
            work()
        assert told.value.filename == str(tmp_path / "a/two.md")
        assert tree(tmp_path) == {}


@pytest.mark.usefixtures("full")
def test_on_a_full_disk_no_command_leaves_a_file_that_blocks_the_others(tmp_path: Path) -> None:
    root = write(tmp_path / "one", {ARTICLE: article()})
    (tmp_path / "talks.txt").write_text(REPORT)
    before = tree(root)
    told = CliRunner().invoke(new.command, ["topic", "--name", "Trade", "--root", str(root)])
    assert isinstance(told.exception, OSError)
    assert told.exception.filename == str(root / "content/topics/trade.md")
    done = CliRunner().invoke(import_.command, [str(tmp_path / "talks.txt"), "--into", str(root / "content/articles")])
    assert f"talks.txt: {root}/content/articles/2013/2013-03-12-talks-begin.md: No space left on device" in done.output
    assert tree(root) == before
    told = CliRunner().invoke(init.command, [str(tmp_path / "new")])
    assert isinstance(told.exception, OSError)
    assert str(told.exception.filename).startswith(str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_what_is_replaced_keeps_its_rights(tmp_path: Path) -> None:
    write(tmp_path, {"one.md": "old"})
    for mode in (0o640, 0o755):
        (tmp_path / "one.md").chmod(mode)
        replace_all(tmp_path, {"one.md": b"new"})
        assert (tmp_path / "one.md").stat().st_mode & 0o777 == mode
    assert (tmp_path / "one.md").read_bytes() == b"new"
