"""What the checks share."""

from __future__ import annotations

from archive.codes import CODES
from archive.model import Article, Page, Record
from archive.problems import Loc, Problem


def problem(record: Record, loc: Loc, code: str, message: str, hint: str) -> Problem:
    return problem_at(record.path, loc, code, message, hint)


def problem_at(path: str, loc: Loc, code: str, message: str, hint: str) -> Problem:
    return Problem(path=path, code=code, message=message, hint=hint, severity=CODES[code].severity, loc=loc)


def heading(record: Record) -> Loc:
    """Where the record says what it is called: the place of what is wrong with it as a whole."""
    return ("title",) if isinstance(record, (Article, Page)) else ("name",)


def in_body(text: str, at: int) -> Loc:
    """The place of an offset into a body."""
    return ("body", text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
