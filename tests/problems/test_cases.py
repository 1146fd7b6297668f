"""What an editor is told. Each folder of `cases/` is laid over `base/`, an archive without a problem, and `expected.txt` holds
every word that `archive check` then says.

Write anew what is expected, then read it: `pytest tests/problems --update-cases`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.codes import CODES
from archive.commands.check import command

HERE = Path(__file__).parent
CASES = sorted(folder for folder in (HERE / "cases").iterdir() if folder.is_dir())
TODAY = "2026-11-20"
LINE = re.compile(r"^(\S.*?):(\d+):(\d+): (warning: )?([a-z0-9-]+): ", re.MULTILINE)


def lay_out(case: Path, root: Path) -> Path:
    """The base with a case laid over it."""
    shutil.copytree(HERE / "base", root)
    for name in ("content", "captures", "templates"):
        if (case / name).is_dir():
            shutil.copytree(case / name, root / name, symlinks=True, dirs_exist_ok=True)
    if (case / "remove.txt").is_file():
        for path in (case / "remove.txt").read_text("utf-8").split():
            (root / path).unlink()
    return root


def check(root: Path, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(command, ["--root", str(root), "--today", TODAY, *options], standalone_mode=False)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_editor_is_told(case: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    code, told = check(lay_out(case, tmp_path / "archive"))
    text = f"{told}exit {code}\n"
    expected = case / "expected.txt"
    if request.config.getoption("--update-cases", default=False):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_problem_has_a_place_a_known_code_and_a_hint(case: Path) -> None:
    told = (case / "expected.txt").read_text("utf-8")
    problems = [line for line in told.splitlines() if LINE.match(line)]
    others = [line for line in told.splitlines() if line.startswith(("content", "templates")) and not LINE.match(line)]
    assert others == []
    for line in problems:
        found = LINE.match(line)
        assert found
        assert int(found[2]) > 0
        assert int(found[3]) > 0
        assert CODES[found[5]].severity == ("warning" if found[4] else "error")
        assert "; " in line, f"no word on what to write: {line}"


def test_every_code_has_a_case() -> None:
    told = {found[5] for case in CASES for found in LINE.finditer((case / "expected.txt").read_text("utf-8"))}
    assert told == set(CODES)
    assert len(CASES) >= 60


MEANT = re.compile(r'^((?:content|templates)\S*):(\d+):(\d+): (?:warning: )?([a-z-]+): .*?"([^"\n]+)".*; did you mean "([^"\n]+)"\?$', re.MULTILINE)
OFFERS = [(case, found) for case in CASES if (case / "expected.txt").exists() for found in MEANT.findall((case / "expected.txt").read_text("utf-8"))]


@pytest.mark.parametrize(("case", "offer"), OFFERS, ids=lambda one: one.name if isinstance(one, Path) else one[4])
def test_what_is_offered_is_right(case: Path, offer: tuple[str, ...], tmp_path: Path) -> None:
    """Whoever writes the word that "did you mean" offers is rid of the problem."""
    path, line, column, code, wrong, meant = offer
    root = lay_out(case, tmp_path / "archive")
    if (root / path).is_dir():
        (root / path).rename((root / path).with_name(meant))
    else:
        lines = (root / path).read_text("utf-8").split("\n")
        start = int(column) - 1
        text = lines[int(line) - 1]
        lines[int(line) - 1] = text[:start] + text[start:].replace(wrong, meant, 1)
        (root / path).write_text("\n".join(lines), "utf-8")
    assert f"{path}:{line}:{column}: {code}" not in check(root)[1].replace("warning: ", "")


def test_offers_are_tried() -> None:
    assert len(OFFERS) >= 20


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("first-fleet", "First-Fleet", "clashing-address: its address differs from that of content/actors/First-Fleet.md in case"),
        ("zo\u00eb", "zoe\u0308", "clashing-id: another file has this very name, its letters written in another form of Unicode"),
    ],
)
def test_addresses_that_some_systems_take_for_one_are_told(one: str, other: str, told: str, tmp_path: Path) -> None:
    """Written here, because not every file system can hold both."""
    root = lay_out(HERE / "cases" / "clean", tmp_path / "archive")
    for name in (one, other):
        (root / f"content/actors/{name}.md").write_text(f"---\nname: The one called {name!a}\nkind: person\nsummary: A.\n---\n", "utf-8")
    if len(list((root / "content/actors").iterdir())) < 4:
        pytest.skip("this file system takes both names for one: run it on Linux")
    assert told in check(root)[1]
