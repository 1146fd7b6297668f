"""docs/editors.md, tried step by step exactly as it is written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.cli import COMMANDS
from tests.support.tools import REPOSITORY, write_program

GUIDE = (REPOSITORY / "docs/editors.md").read_text("utf-8")
STEPS = re.findall(r"(?ms)^```sh\n(.*?)^```$", GUIDE)
WRITTEN = next(number for number, step in enumerate(STEPS) if step.startswith("archive check"))
CD = "cd my-archive"


def run(steps: list[str], folder: Path) -> str:
    """Runs the steps in one shell, as a newcomer would; the first that fails ends it."""
    program = folder / "bin/archive"
    write_program(program)
    env = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    script = "set -e\n" + "\n".join(steps)
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def written(once: Callable[[str, Callable[[Path], object]], Path], tmp_path: Path) -> Path:
    """A folder in which the guide has been followed until its article is written: all tests begin with these steps."""
    shutil.copytree(once("guide", lambda folder: (folder / "told").write_text(run(STEPS[:WRITTEN], folder), "utf-8")), tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_newcomer_gets_from_nothing_to_the_published_page(written: Path) -> None:
    article = "articles/2001/2001-05-17-new-crane-lifts-its-first-ship"
    until = next(number for number, step in enumerate(STEPS) if step.startswith("archive fmt"))
    told = (written / "told").read_text("utf-8") + run([CD, *STEPS[WRITTEN:until]], written)
    root = written / "my-archive"
    assert "wrote content/actors/maria-silva.md" in told
    assert f"wrote content/{article}.md" in told
    assert {line.split(": warning: ")[0].split(":")[0] for line in told.splitlines() if ": warning: " in line} == {"content/site.yaml"}
    assert "0 errors, 4 warnings" in told
    page = (root / f"site/{article}/index.html").read_text("utf-8")
    assert "lifted its first ship on Wednesday" in page
    assert "/actors/maria-silva/" in page
    assert "The Harbour Papers" in (root / "site/index.html").read_text("utf-8")
    shown = re.search(r"(?ms)^```yaml\n(.*?)^```$", GUIDE)
    assert shown
    made = (root / f"content/{article}.md").read_text("utf-8").splitlines()
    assert [line for line in shown[1].splitlines() if line not in made] == []


def test_who_has_just_installed_the_program_finds_it_in_the_new_archive_too(tmp_path: Path) -> None:
    """As README.md leaves the folder: what the guide says about "command not found" is typed there once, and then step 1 and what follows."""
    advice = re.search(r"command\s+not\s+found.*?`(.+?)`", GUIDE, re.DOTALL)
    assert advice
    venv.create(tmp_path / ".venv")
    write_program(tmp_path / ".venv/bin/archive")
    steps = "\n".join(["set -e", advice[1], STEPS[0], "archive check"])
    done = subprocess.run(["bash", "-c", steps], cwd=tmp_path, env={**os.environ, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert "0 errors" in done.stdout, done.stdout + done.stderr


def test_every_step_of_the_guide_works(written: Path) -> None:
    run([CD, *STEPS[WRITTEN:], "archive check", "archive build --no-search", "archive fmt --check"], written)
    site = written / "my-archive/site"
    assert "/actors/m-silva/" in (site / "actors/maria-silva/index.html").read_text("utf-8")
    assert "At the publisher" in (site / "articles/2001/2001-05-17-new-crane-lifts-its-first-ship/index.html").read_text("utf-8")


def test_the_problem_that_the_guide_shows_is_what_check_says(written: Path) -> None:
    shown = re.search(r"(?m)^content/\S+?:\d+:(.*)$", GUIDE)
    assert shown
    break_it = "sed -i.bak 's/^actors: .maria-silva.$/actors: [maria-sliva]/' content/articles/2001/*.md && rm content/articles/2001/*.bak"
    told = run([CD, break_it, "archive check 2>&1 || true"], written)
    assert shown[0] in told


def test_the_editors_commands_are_in_the_guide() -> None:
    told = {name for name in COMMANDS if f"archive {name}" in GUIDE}
    assert {"new", "fmt", "mv", "withdraw", "init", "schema", "check", "serve", "build"} <= told
