"""The command `fmt` as an editor meets it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.small import article, tree, write
from tests.test_commands import archive

ONE, TWO = "content/articles/2013/one.md", "content/articles/2013/two.md"
ODD = "---\nsource:   paper # who\ntitle: One\n---\nText.  \n\n---\n"
EVEN = "---\ntitle: One\nsource: paper # who\n---\nText.  \n\n---\n"


def texts(root: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(root).items() if path.startswith("content/")}


def test_it_lays_out_every_record_and_says_which(tmp_path: Path) -> None:
    root = write(tmp_path, {ONE: ODD, TWO: article(), "content/site.yaml": "language: en\n# the name\ntitle: S\n"})
    done = archive("fmt", cwd=root)
    assert done.stdout == f"{ONE}: laid out anew\ncontent/site.yaml: laid out anew\n2 files changed, 2 as they were\nnext: run python -m archive check\n"
    assert (root / ONE).read_text() == EVEN
    assert (root / "content/site.yaml").read_text() == "# the name\ntitle: S\nlanguage: en\n"
    assert archive("fmt", cwd=root).stdout == "0 files changed, 4 as they were\n"


def test_check_changes_nothing_and_exits_with_1_if_something_would_change(tmp_path: Path) -> None:
    root = write(tmp_path, {ONE: ODD})
    before = texts(root)
    done = archive("fmt", "--check", cwd=root, code=1)
    assert done.stdout == f"{ONE}: would change\n"
    assert done.stderr == "archive: 1 file would change, 2 as they were; run archive fmt\n"
    assert texts(root) == before
    archive("fmt", cwd=root)
    archive("fmt", "--check", cwd=root)


def test_paths_choose_and_others_stay(tmp_path: Path) -> None:
    root = write(tmp_path, {ONE: ODD, TWO: ODD})
    archive("fmt", ONE, cwd=root)
    assert ((root / ONE).read_text(), (root / TWO).read_text()) == (EVEN, ODD)
    archive("fmt", "2013", cwd=root / "content/articles")
    assert (root / TWO).read_text() == EVEN
    for path in ("nowhere.md", "/", "site"):
        assert archive("fmt", path, cwd=root, code=2).stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: [\nsource: paper\n---\n", f"{ONE}:2:8: bad-yaml: "),
        ("---\ntitle: One\ntitle: Two\n---\n", f"{ONE}:3:1: duplicate-key: "),
        ("---\ntitle: &a One\n---\n", f"{ONE}:2:8: yaml-anchor: "),
        ("no front matter\n", f"{ONE}: left as it is: the first line is not ---"),
        ("---\ntitle: One\n", f"{ONE}: left as it is: the second line --- is missing"),
        ("---\n{source: paper, title: One}\n---\n", f"{ONE}: left as it is: it is written in braces"),
    ],
)
def test_what_cannot_be_read_is_left_and_named_and_the_rest_is_done(tmp_path: Path, text: str, told: str) -> None:
    root = write(tmp_path, {ONE: text, TWO: ODD})
    done = archive("fmt", cwd=root, code=0 if "left as" in told else 1)
    assert told in done.stderr
    assert ((root / ONE).read_text(), (root / TWO).read_text()) == (text, EVEN)


def test_a_file_that_cannot_be_opened_is_named_and_the_rest_is_done(tmp_path: Path) -> None:
    root = write(tmp_path, {TWO: ODD})
    (root / ONE).symlink_to("nowhere.md")
    for options in (["--check"], []):
        done = archive("fmt", *options, cwd=root, code=1)
        assert f"{ONE}: unreadable: cannot be read: No such file or directory; " in done.stderr
        assert done.stdout == f"{TWO}: {'would change' if options else 'laid out anew'}\n"
        assert "1 file cannot be read" in done.stderr
    assert ((root / ONE).is_symlink(), (root / TWO).read_text()) == (True, EVEN)


def test_line_ends_of_the_front_matter_become_those_of_the_first_line_and_a_mark_goes(tmp_path: Path) -> None:
    root = write(tmp_path, {ONE: b"\xef\xbb\xbf---\r\nsource: paper\ntitle: One\r\n---\nText.\r\nMore.\n"})
    archive("fmt", cwd=root)
    assert (root / ONE).read_bytes() == b"---\r\ntitle: One\r\nsource: paper\r\n---\r\nText.\r\nMore.\n"


def test_files_keep_their_mode_and_links_of_the_file_system_stay_links(tmp_path: Path) -> None:
    root = write(tmp_path, {ONE: ODD})
    (root / ONE).chmod(0o640)
    (root / TWO).symlink_to("one.md")
    archive("fmt", TWO, cwd=root)
    assert (root / TWO).is_symlink()
    assert (root / ONE).read_text() == EVEN
    assert (root / ONE).stat().st_mode & 0o777 == 0o640
