"""What an import found, and why: frozen values that carry their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

LIKELY = 0.7


@dataclass(frozen=True, slots=True)
class Rejected:
    """A value that was weighed and not taken."""

    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for one field of the record.

    `line` is the line of the capture, from 1, or 0 where it stands in no line of its own (structured data); `words` are
    the capture's, and `rule` names the reason. `confidence` runs from 0 to 1; below `LIKELY` the editor is asked to check.
    """

    field: str
    value: str
    line: int
    words: str
    rule: str
    confidence: float
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a paragraph; `href` is the web address that they lead to, if any; `struck`: the page prints them struck through."""

    text: str
    href: str | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body. `kind` is "p", "h" (a subheading), "li", "ol", "quote" or "row" (of a table). Of an item, `depth` is
    how many lists it stands in besides its own, and `number` what an ordered one prints before it (0: not known)."""

    kind: str
    runs: tuple[Run, ...]
    line: int = 0
    depth: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, and whose picture it is."""

    shows: str | None
    credit: str | None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A reader's comment; name and time as printed, where they are."""

    name: str | None
    when: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """All that was found in one capture. `marks` are remarks for the editor; `dropped` the lines that are no part of it."""

    findings: tuple[Finding, ...] = ()
    body: tuple[Block, ...] = ()
    media: tuple[Caption, ...] = ()
    highlights: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    marks: tuple[str, ...] = ()
    dropped: tuple[tuple[int, str], ...] = ()
    labels: tuple[tuple[int, str, str], ...] = field(default=(), repr=False)

    def first(self, name: str) -> Finding | None:
        """The finding for a field that has one value."""
        return next((finding for finding in self.findings if finding.field == name), None)

    def value(self, name: str) -> str | None:
        found = self.first(name)
        return found.value if found else None

    def values(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may have many, each once, in order."""
        return tuple(dict.fromkeys(finding.value for finding in self.findings if finding.field == name))


def best(candidates: Iterable[Finding]) -> Finding | None:
    """The most trusted candidate (the first among equals), with the others as rejected."""
    ordered = sorted(candidates, key=lambda finding: -finding.confidence)
    if not ordered:
        return None
    first, *rest = ordered
    others = {other.value: f"{other.rule}, {other.confidence:.2f}" for other in reversed(rest) if other.value != first.value}
    told = tuple(Rejected(value, why) for value, why in reversed(others.items()))
    return Finding(first.field, first.value, first.line, first.words, first.rule, first.confidence, (*first.rejected, *told))
