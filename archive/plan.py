"""plan: asks each page kind for its outputs. After it nothing looks anything up.

What is planned is divided into parts: some subjects of one kind each. Every process finds the same parts in an archive, so that each may
plan and make its share of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol, cast

from archive.model import Archive, Kept, Output, Record, Shared
from archive.model.noting import noting
from archive.pages import KINDS as MODULES
from archive.pages import LASTING
from archive.problems import Problem

FILES = 64
"""About how many files a part gives, or work that is worth as many."""


class Kind(Protocol):
    """A page kind, as its module in `archive/pages/` has it. `WEIGHT`, where a module has one, tells how many files its subjects give
    each; `SEARCHED`, that they give search documents and nothing else."""

    def subjects(self, archive: Archive, /) -> Sequence[Any]: ...
    def outputs(self, archive: Archive, subject: Any, /) -> Iterator[Output]: ...


KINDS = tuple(cast(Kind, module) for module in MODULES)
_subjects = tuple(Shared(kind.subjects) for kind in KINDS)


class Part(NamedTuple):
    """The subjects [start, stop) of the kind of that number."""

    kind: int
    start: int
    stop: int

    @property
    def subjects(self) -> list[Part]:
        """Each subject as a part of its own."""
        return [Part(self.kind, number, number + 1) for number in range(self.start, self.stop)]


class Claim(NamedTuple):
    """That an output of a part has that path in that area."""

    area: str
    path: str
    part: Part


def parts(archive: Archive) -> list[Part]:
    """The parts of a site, in order: each subject of each kind that gives pages stands in one of them."""
    found = []
    for number, kind in enumerate(KINDS):
        if getattr(kind, "SEARCHED", False):
            continue
        count = len(_subjects[number](archive))
        size = max(1, FILES // getattr(kind, "WEIGHT", 1))
        found += [Part(number, start, min(start + size, count)) for start in range(0, count, size)]
    return found


def searched(archive: Archive) -> list[Part]:
    """The subjects that have a search document, each as a part of its own."""
    found = []
    for number, kind in enumerate(KINDS):
        if getattr(kind, "SEARCHED", False):
            found += [Part(number, start, start + 1) for start in range(len(_subjects[number](archive)))]
    return found


def planned(archive: Archive, part: Part) -> Iterator[Output]:
    """The outputs of a part, in order."""
    for subject in _of(archive, part):
        yield from KINDS[part.kind].outputs(archive, subject)


def plan(archive: Archive, problems: list[Problem]) -> Iterator[Output]:
    """Every output of the site, each path once; two that want the same one are a problem."""
    claims: dict[tuple[str, str], Claim] = {}
    for part in (*parts(archive), *searched(archive)):
        for output in planned(archive, part):
            claim = Claim(output.area, output.path, part)
            first = claims.setdefault(_address(claim), claim)
            if first is claim:
                yield output
            else:
                problems.append(_clash(archive, first, claim))


def clashes(archive: Archive, claims: Iterable[Claim]) -> list[Problem]:
    """The problems of outputs that want the address of an earlier one."""
    known: dict[tuple[str, str], Claim] = {}
    pairs = ((known.setdefault(_address(claim), claim), claim) for claim in claims)
    return [_clash(archive, first, claim) for first, claim in pairs if first is not claim]


def lasting(archive: Archive) -> tuple[Any, ...]:
    """What planning works out once for an archive and can be kept as long as nothing of its records changes but words that are shown. Raises
    ValueError where it was made from such words, or from a text."""
    with noting() as asked:
        values = tuple(make(archive) for make in LASTING)
    if asked:
        raise ValueError(f"what lasts may ask for nothing that is noted: {min(map(repr, asked))}")
    return values


def know(archive: Archive, values: tuple[Any, ...]) -> None:
    """Takes `lasting` values of an archive with the same records."""
    for function, value in zip(LASTING, values, strict=True):
        cast(Kept[Archive, Any], function).know(archive, value)


def _of(archive: Archive, part: Part) -> Sequence[Any]:
    return _subjects[part.kind](archive)[part.start : part.stop]


def _address(claim: Claim) -> tuple[str, str]:
    """An address as hosts take it that do not tell cases apart."""
    return claim.area, claim.path.casefold()


def _clash(archive: Archive, first: Claim, other: Claim) -> Problem:
    """Names the files of the two records, where the outputs are of records."""
    files = [file for part in dict.fromkeys((first.part, other.part)) for file in _files(archive, part, _address(other))]
    files = [files[0], files[-1]]
    whose = " and ".join(file or "a page of the site's own" for file in files)
    message = f"two pages want the address /{other.path.removesuffix('index.html')}: {whose}"
    hint = "rename one of the records, or take its alias out"
    return Problem(path=files[1] or files[0] or "content", code="clashing-address", message=message, hint=hint)


def _files(archive: Archive, part: Part, address: tuple[str, str]) -> Iterator[str]:
    """The record's file of each subject of a part that has an output of that address; "" where it is no record's."""
    for subject in _of(archive, part):
        for output in KINDS[part.kind].outputs(archive, subject):
            if _address(Claim(output.area, output.path, part)) == address:
                among = subject if isinstance(subject, tuple) else (subject,)
                yield next((one.path for one in among if isinstance(one, Record)), "")
