"""Problems for machines: JSON, GitHub's annotations and its summary, SARIF; and how the command ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from archive.codes import CODES
from archive.formats import IN_SUMMARY, as_github, as_json, as_sarif, as_summary
from archive.problems import Problem, as_text
from tests.problems.test_cases import HERE, check, lay_out
from tests.support.small import built
from tests.support.tools import REPOSITORY

NASTY = Problem(
    path="content/articles/2013/a, b: 50%.md", line=3, column=7, code="bad-date", message='"1%\n2" | <b>', hint="write `x`, or @you", quote="date: 1"
)
GENTLE = Problem(path="content/actors/é.md", line=1, column=1, code="no-summary", message="the actor has no summary", hint="add one", severity="warning")


def test_json_holds_everything_in_the_order_of_the_files() -> None:
    told = json.loads(as_json([NASTY, GENTLE]))
    assert (told["errors"], told["warnings"]) == (1, 1)
    assert [one["code"] for one in told["problems"]] == ["no-summary", "bad-date"]
    assert told["problems"][1] == {
        "path": NASTY.path, "line": 3, "column": 7, "severity": "error", "code": "bad-date", "message": NASTY.message, "hint": NASTY.hint, "quote": "date: 1",
    }  # fmt: skip


def test_annotations_stand_errors_first_and_nothing_in_them_can_break_out() -> None:
    assert as_github([GENTLE, NASTY]).split("\n") == [
        '::error file=content/articles/2013/a%2C b%3A 50%25.md,line=3,col=7,title=bad-date::"1%25%0A2" | <b>; write `x`, or @you',
        "::warning file=content/actors/é.md,line=1,col=1,title=no-summary::the actor has no summary; add one",
    ]


def test_the_summary_is_a_table_that_no_problem_can_break() -> None:
    told = as_summary([GENTLE, NASTY], "1 error, 1 warning").split("\n")
    assert told[0] == "### archive check: 1 error, 1 warning"
    assert told[4] == r'| error | `content/articles/2013/a, b: 50%.md:3:7` | `bad-date` | "1% 2" \| &lt;b>; write \`x\`, or \@you |'
    assert len(told) == 7


ESCAPE = Problem(path="content/actors/a\nb\x1b[31m\u202e.md", line=1, column=1, code="bad-id", message='"a\n\x1b[2J"', hint="x\x9b", quote="\x1b[1m")


def test_no_name_of_a_file_acts_on_a_terminal_or_begins_a_line_of_its_own() -> None:
    assert as_text(ESCAPE).split("\n") == [
        r'content/actors/a\nb\x1b[31m\u202e.md:1:1: bad-id: "a\n\x1b[2J"; x\x9b',
        "    \ufffd[1m",
        "    ^",
    ]
    assert as_github([ESCAPE]) == r'::error file=content/actors/a%0Ab\x1b[31m\u202e.md,line=1,col=1,title=bad-id::"a%0A\x1b[2J"; x\x9b'
    assert len(as_summary([ESCAPE], "").split("\n")) == 6
    for told in (as_summary([ESCAPE], ""), as_github([ESCAPE]), as_text(ESCAPE)):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", told)


def test_a_file_with_an_odd_name_is_told_in_one_line(tmp_path: Path) -> None:
    root = lay_out(HERE / "cases" / "clean", tmp_path / "archive")
    try:
        (root / "content/actors/a\n::error::x\x1b[2J.md").write_text("---\nname: A\nkind: person\n---\n", "utf-8")
    except OSError:
        pytest.skip("this file system knows no such names: run it on Linux")
    for form in ("text", "github"):
        told = check(root, "--format", form)[1]
        assert "\x1b" not in told
        assert not [line for line in told.split("\n") if line.startswith("::error::")]


def test_a_long_summary_says_how_much_it_leaves_out() -> None:
    assert as_summary([GENTLE] * (IN_SUMMARY + 5), "").endswith("\nand 5 more: run `archive check`\n")


def test_sarif_says_what_version_2_1_0_asks_for() -> None:
    told = json.loads(as_sarif([NASTY, GENTLE], "1.2.3"))
    assert (told["version"], told["$schema"].endswith("sarif-2.1.0.json")) == ("2.1.0", True)
    (run,) = told["runs"]
    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("archive", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["bad-date", "no-summary"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1
        assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
        assert re.fullmatch(r"[\w./%-]+", place["artifactLocation"]["uri"], re.ASCII)
    assert unquote(run["results"][1]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == NASTY.path


@pytest.mark.parametrize(
    ("case", "options", "code"),
    [("clean", [], 0), ("unused-record", [], 0), ("unused-record", ["--strict"], 1), ("unknown-actor", [], 1)],
)
def test_the_exit_code_tells_how_it_stands(case: str, options: list[str], code: int, tmp_path: Path) -> None:
    assert check(lay_out(HERE / "cases" / case, tmp_path / "archive"), *options)[0] == code


def run(*options: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from archive.cli import main; main()", "check", *options],
        cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_wrong_usage_ends_with_2(tmp_path: Path) -> None:
    assert run("--format", "xml", cwd=REPOSITORY).returncode == 2
    assert run("--root", str(tmp_path), cwd=REPOSITORY).returncode == 2


def test_json_and_sarif_stand_alone_on_standard_output(tmp_path: Path) -> None:
    root = lay_out(HERE / "cases" / "unknown-actor", tmp_path / "archive")
    for form in ("json", "sarif"):
        done = run("--format", form, cwd=root)
        assert json.loads(done.stdout)
        assert (done.returncode, done.stderr) == (1, "archive: 5 errors, 0 warnings\n")


def test_github_gets_every_problem_in_the_summary_of_the_step(tmp_path: Path) -> None:
    root = lay_out(HERE / "cases" / "unknown-actor", tmp_path / "archive")
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    done = run("--format", "github", cwd=root, GITHUB_STEP_SUMMARY=str(summary))
    assert done.stdout.count("::error file=content/articles/2013/vote.md,line=5,col=") == 5
    assert summary.read_text("utf-8").startswith("before\n### archive check: 5 errors, 0 warnings\n")
    assert summary.read_text("utf-8").count("| error | ") == 5


def test_checking_writes_nothing(tmp_path: Path) -> None:
    root = lay_out(HERE / "cases" / "clean", tmp_path / "archive")
    built(root)
    article = root / "content/articles/2013/talks.md"
    article.write_text(article.read_text("utf-8").replace("actors: [", "actors: [nobody, "), "utf-8")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    code, told = check(root)
    assert (code, "unknown-actor" in told) == (1, True)
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


# ------------------------------------------------------------------------------------------------- what is documented


def sections() -> dict[str, str]:
    """The codes that docs/problems.md explains, each with its text."""
    parts = re.split(r"^### `([a-z0-9-]+)`$", (REPOSITORY / "docs/problems.md").read_text("utf-8"), flags=re.MULTILINE)
    return {code: text.split("\n## ")[0].strip() for code, text in zip(parts[1::2], parts[2::2], strict=True)}


def test_every_code_is_documented_and_no_other() -> None:
    assert set(sections()) == set(CODES)


def test_every_code_is_documented_with_its_weight_its_meaning_and_an_example() -> None:
    for code, text in sections().items():
        assert text.startswith(f"**{CODES[code].severity.capitalize()}.** {CODES[code].meaning}."), code
        assert f"{code}: " in text, code


def test_every_example_is_what_the_program_says() -> None:
    told = "\n".join(path.read_text("utf-8") for path in (HERE / "cases").glob("*/expected.txt"))
    for code, text in sections().items():
        for example in re.findall(r"```text\n(.*?)\n```", text, re.DOTALL):
            assert example in told, code


def test_the_program_tells_no_code_that_is_unknown() -> None:
    """Every code written out in the source stands in the list."""
    written: set[str] = set()
    for path in (REPOSITORY / "archive").rglob("*.py"):
        source = path.read_text("utf-8")
        written |= set(re.findall(r'code="([a-z0-9-]+)"', source))
        if path.name in ("read.py", "resolve.py") or path.parent.name == "checks":
            written |= set(re.findall(r'(?:_problem|_make|problem)\([^"\n]*(?:"aliases", |"name", )?[^"\n]*"([a-z]+-[a-z0-9-]+)", ', source))
    assert written - set(CODES) == set()


# ----------------------------------------------------------------------------------------------------- for the editors


def test_the_problem_matcher_reads_what_the_program_writes() -> None:
    block = re.search(r"```json\n(\{.*?\n\})\n```", (REPOSITORY / "docs/problems.md").read_text("utf-8"), re.DOTALL)
    assert block
    task = json.loads(block[1])["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    for problem in (NASTY, GENTLE):
        found = re.match(pattern["regexp"], as_text(problem).split("\n")[0])
        assert found
        assert found[pattern["file"]] == problem.path
        assert (int(found[pattern["line"]]), int(found[pattern["column"]])) == (problem.line, problem.column)
        assert (found[pattern["severity"]] or "error") == problem.severity
        assert found[pattern["code"]] == problem.code
        assert found[pattern["message"]].startswith(problem.message.split("\n")[0])


def test_the_pre_commit_hook_checks_the_whole_archive() -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert (hook["id"], hook["entry"], hook["pass_filenames"]) == ("archive-check", "archive check", False)
    assert re.search(hook["files"], "content/articles/2013/one.md")
