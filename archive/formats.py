"""Problems for machines: JSON, annotations of GitHub Actions, a summary in Markdown, SARIF 2.1.0 (OASIS)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from archive.codes import CODES
from archive.problems import Problem, split, visible

DOCS = "docs/problems.md"
IN_SUMMARY = 200
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_json(problems: Sequence[Problem]) -> str:
    """`{"errors": n, "warnings": n, "problems": [...]}`, in the order of the files."""
    errors, warnings = split(problems)
    listed = [
        {
            "path": one.path,
            "line": one.line,
            "column": one.column,
            "severity": one.severity,
            "code": one.code,
            "message": one.message,
            "hint": one.hint,
            "quote": one.quote,
        }
        for one in sorted(problems, key=lambda one: one.sort_key)
    ]
    return _json({"errors": len(errors), "warnings": len(warnings), "problems": listed})


def as_github(problems: Sequence[Problem]) -> str:
    """A workflow command a line, errors first: GitHub shows ten errors and ten warnings of a step."""
    errors, warnings = split(problems)
    return "\n".join(_command(one) for one in (*errors, *warnings))


def _command(problem: Problem) -> str:
    places = {"file": problem.path, "line": str(max(problem.line, 1)), "col": str(max(problem.column, 1)), "title": problem.code}
    told = ",".join(f"{name}={_property(value)}" for name, value in places.items())
    return f"::{problem.severity} {told}::{_data(told_in_full(problem))}"


def told_in_full(problem: Problem) -> str:
    return f"{problem.message}; {problem.hint}" if problem.hint else problem.message


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_summary(problems: Sequence[Problem], told: str) -> str:
    """A summary for GitHub's page of the run. `told` is the count in words. Long lists are cut, and say so."""
    errors, warnings = split(problems)
    rows = [_row(one) for one in (*errors, *warnings)]
    head = ["| | where | code | what |", "| --- | --- | --- | --- |"] if rows else []
    more = [f"\nand {len(rows) - IN_SUMMARY} more: run `archive check`"] if len(rows) > IN_SUMMARY else []
    return "\n".join([f"### archive check: {told}", "", *head, *rows[:IN_SUMMARY], *more]) + "\n"


def _row(problem: Problem) -> str:
    place = _cell(f"{problem.path}:{problem.line}:{problem.column}")
    return f"| {problem.severity} | {place} | {_cell(problem.code)} | {_words(told_in_full(problem))} |"


def _cell(text: str) -> str:
    return f"`{visible(text).replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def _words(text: str) -> str:
    """Text with nothing in it that Markdown or HTML would act on."""
    text = visible(text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", " "))
    return "".join(f"\\{char}" if char in "\\`*_[]|#~@" else char for char in text)


def as_sarif(problems: Sequence[Problem], version: str) -> str:
    """One run; a rule for each code that occurs; places count characters from 1 (SARIF 3.30)."""
    ordered = sorted(problems, key=lambda one: one.sort_key)
    codes = sorted({one.code for one in ordered})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": CODES[code].meaning},
            "help": {"text": f"{DOCS} explains it under {code}"},
            "defaultConfiguration": {"level": CODES[code].severity},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": one.severity,
            "message": {"text": told_in_full(one)},
            "locations": [{"physicalLocation": _place(one)}],
        }
        for one in ordered
    ]
    run = {
        "tool": {"driver": {"name": "archive", "version": version, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": "The folder that holds content/"}}},
        "results": results,
    }
    return _json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _place(problem: Problem) -> dict[str, object]:
    region: dict[str, object] = {"startLine": max(problem.line, 1), "startColumn": max(problem.column, 1)}
    if problem.quote:
        region["snippet"] = {"text": problem.quote}
    return {"artifactLocation": {"uri": quote(problem.path), "uriBaseId": "ROOT"}, "region": region}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
