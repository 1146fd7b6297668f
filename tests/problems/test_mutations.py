"""Whatever happens to a good record, the check ends with a record or with problems, and each problem has its place."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.codes import CODES
from archive.formats import as_github, as_json, as_sarif, as_summary
from archive.inspection import inspect
from archive.problems import as_text
from tests.problems.test_cases import HERE, lay_out
from tests.support.tools import REPOSITORY

RECORDS = sorted((REPOSITORY / "content").rglob("*.md"))
PIECES = [
    "---", "\n---\n", ": ", ":", "\t", "  ", "\n", '"', "'", "[", "]", "{", "}", "[[", "]]", "|", "#", "^", "&a", "*a", "!t", "%", "@", "`", "~", "- ",
    "\u202e", "\u200b", "\ufffd", "\x00", "\r", "é", "会议", "𝕏", "2013-02-30", "talks#s9", "hua-chuying", "[[nobody]]", "<b>", "<!--", "![x](y)",
    "actors: [nobody]\n", "title: a\n", "statements:\n  - id: s1\n", "aliases: [talks]\n", "date: soon\n", "draft: yes\n",
    "\n    code\n", "withdrawn: {date: 2020, reason: x}\n",
]  # fmt: skip
CHANGES = st.tuples(st.sampled_from(["put", "cut", "double", "swap"]), st.integers(0, 10**6), st.integers(1, 40), st.sampled_from(PIECES))


def changed(text: str, how: str, at: int, length: int, piece: str) -> str:
    at %= len(text) + 1
    if how == "put":
        return text[:at] + piece + text[at:]
    if how == "cut":
        return text[:at] + text[at + length :]
    if how == "double":
        return text[: at + length] + text[at:]
    lines = text.split("\n")
    one, other = at % len(lines), length % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


@settings(max_examples=150)
@given(st.sampled_from(RECORDS), st.lists(CHANGES, min_size=1, max_size=6))
@example(RECORDS[0], [("put", 0, 1, "\ud800")])
def test_a_spoilt_record_is_told_with_its_place(record: Path, changes: list[tuple[str, int, int, str]]) -> None:
    text = record.read_text("utf-8")
    for how, at, length, piece in changes:
        text = changed(text, how, at, length, piece)
    with tempfile.TemporaryDirectory() as folder:
        root = lay_out(HERE / "cases" / "clean", Path(folder) / "archive")
        path = root / record.relative_to(REPOSITORY)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        archive, problems = inspect(root, date(2026, 11, 20))
        assert archive is not None
        for problem in problems:
            assert problem.code in CODES
            assert problem.severity == CODES[problem.code].severity
            lines = (root / problem.path).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= max(len(lines[problem.line - 1]), len(problem.quote)) + 1
            assert as_text(problem).startswith(f"{problem.path}:{problem.line}:{problem.column}: ")
        for form in (as_json(problems), as_github(problems), as_summary(problems, ""), as_sarif(problems, "0")):
            form.encode("utf-8")


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), CHANGES), min_size=1, max_size=5))
def test_a_spoilt_archive_is_told_once_and_in_the_same_words(changes: list[tuple[int, tuple[str, int, int, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = lay_out(HERE / "cases" / "clean", Path(folder) / "archive")
        files = sorted((root / "content").rglob("*.*"))
        for which, (how, at, length, piece) in changes:
            path = files[which % len(files)]
            path.write_text(changed(path.read_text("utf-8"), how, at, length, piece), "utf-8", newline="")
        told = [as_text(problem) for problem in sorted(inspect(root, date(2026, 11, 20))[1], key=lambda problem: problem.sort_key)]
        again = [as_text(problem) for problem in sorted(inspect(root, date(2026, 11, 20))[1], key=lambda problem: problem.sort_key)]
        assert told == again
        assert len(told) == len(set(told))
