"""What is wrong with the content, told so that an editor can mend it: where, what, and what to write instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from archive.hints import nearest as nearest  # noqa: PLC0414  # a hint belongs to its problem

WIDTH = 120
"""How much of a long line is quoted."""

ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Controls, ends of lines, marks that turn the direction of writing round, and what stands for bytes that are no text."""

Severity = Literal["error", "warning"]
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend.

    `path` is relative to the archive's root. `loc` names the value inside the file as the keys that lead to it
    (`("statements", 2, "by")`, or `("body", LINE, COLUMN)` within the body, both from 1); `line` and `column`, from 1,
    are filled in by the reader, which alone knows where each value stood. `quote` is that line of the file.
    """

    path: str
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    loc: Loc = ()
    line: int = 0
    column: int = 0
    quote: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.line, self.column, self.code, self.message)


class ContentError(Exception):
    """The content does not hold together; carries every problem found, not the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.sort_key))
        super().__init__(f"{len(self.problems)} problem(s)")


class UsageError(Exception):
    """The command was asked for something that cannot be done: exit code 2."""


class ToolError(Exception):
    """A program that the build needs is missing or failed; one clear line."""


def as_text(problem: Problem) -> str:
    """`path:line:column: code: message; hint`, then the line quoted with the place marked."""
    place = ":".join(str(part) for part in (problem.path, problem.line, problem.column) if part)
    level = "warning: " if problem.severity == "warning" else ""
    hint = f"; {problem.hint}" if problem.hint else ""
    lines = [visible(f"{place}: {level}{problem.code}: {problem.message}{hint}")]
    if problem.quote:
        quote, at = _clipped(problem.quote, max(problem.column - 1, 0))
        lines += [f"    {quote}", f"    {''.join(_blank(char) for char in quote[:at])}^"]
    return "\n".join(lines)


def visible(text: str) -> str:
    """A text in one line, with no sign in it that a terminal would act on: each stands as Python writes it, like \\n or \\x1b. Files can have such names."""
    return text if text.isprintable() else ACTING.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def _clipped(quote: str, at: int) -> tuple[str, int]:
    """The part of a line around [at], and where that place is in it. Controls, which could act on a terminal, are taken out."""
    plain = "".join(char if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else "\ufffd" for char in quote)
    start = 0 if at < WIDTH - 20 else max(0, at - WIDTH // 2)
    shown = plain[start : start + WIDTH]
    lead = "…" if start else ""
    return f"{lead}{shown.rstrip()}{'…' if start + WIDTH < len(plain) else ''}", at - start + len(lead)


def _blank(char: str) -> str:
    """As much space as a character takes up in a terminal."""
    if char == "\t":
        return "\t"
    return "" if unicodedata.combining(char) else "  " if unicodedata.east_asian_width(char) in "WF" else " "


MOST_ALIKE = 3
"""How many problems of one line are told that say the same."""


def few_of_a_line(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, of those that say the same of one line only the first, the last of which tells how many more there are; it
    stands for several places, and its `loc` tells no more than whether they are in the body."""
    alike: dict[tuple[str, int, str, str, str], list[Problem]] = {}
    for one in problems:
        alike.setdefault((one.path, one.line, one.code, one.message, one.hint) if one.line else (one.path, 0, "", "", str(len(alike))), []).append(one)
    return [one for same in alike.values() for one in _few(same)]


def _few(same: list[Problem]) -> list[Problem]:
    if len(same) <= MOST_ALIKE:
        return same
    told = sorted(same, key=lambda one: one.column)[:MOST_ALIKE]
    last = told[-1]
    more = f"{last.message} (and {len(same) - MOST_ALIKE} more times in this line)"
    return [*told[:-1], replace(last, message=more, loc=last.loc[:1] if last.loc[:1] == ("body",) else ())]


def split(problems: Iterable[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Errors and warnings apart, each in the order of the files."""
    ordered = sorted(problems, key=lambda problem: problem.sort_key)
    return (
        [problem for problem in ordered if problem.severity == "error"],
        [problem for problem in ordered if problem.severity == "warning"],
    )


def line_of(lines: list[str], number: int) -> str:
    """The line of that number, from 1; none where there is none."""
    return lines[number - 1].rstrip() if 0 < number <= len(lines) else ""


def short(message: str) -> str:
    """A text that is not too long to be told."""
    return message if len(message) < 160 else f"{message[:100]}…{message[-40:]}"
