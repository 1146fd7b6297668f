"""Figures of two reports that count the same thing: they agree, or they do not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from archive.model import Archive, Article, Counted, Kept
from archive.suggesting.known import Known, Suggestion
from archive.suggesting.words import Weights, words_of

ALIKE = 0.5
WORDS = 2
COMMON = 100
"""What more figures share than that tells nothing."""


class Numbers(NamedTuple):
    """What all figures of an archive count, in words: by their keys, by each word, and how telling words are."""

    words: dict[str, frozenset[str]]
    shelves: dict[str, list[str]]
    weights: Weights


def of_figures(known: Known, article: Article) -> Iterator[Suggestion]:
    words, shelves, weights = _numbers(known.archive)
    for figure in article.figures:
        own = known.archive.figures.get(f"{article.id}#{figure.id}")
        if own is None or own.same or own.disputes:
            continue
        near = sorted({key for word in words[own.key] if len(shelves[word]) <= COMMON for key in shelves[word]})
        others = [known.archive.figures[key] for key in near if len(words[own.key] & words[key]) >= WORDS]
        may_be = [(weights.overlap(words[own.key], words[one.key]), one) for one in others if _may_be_same(known, own, one)]
        alike = [(_is_same(own, one), much, one.key) for much, one in may_be if much >= ALIKE and _is_same(own, one) is not None]
        if alike:
            same, _, key = max(alike, key=lambda one: (one[0] or False, one[1], one[2]))
            yield _suggestion(own, known.archive.figures[key], "same_as" if same else "disputes")


@Kept
def _numbers(archive: Archive) -> Numbers:
    words = {key: words_of(one.figure.what) for key, one in archive.figures.items()}
    shelves: dict[str, list[str]] = defaultdict(list)
    for key, some in words.items():
        for word in some:
            shelves[word].append(key)
    return Numbers(words, shelves, Weights(words.values()))


def _may_be_same(known: Known, own: Counted, other: Counted) -> bool:
    """Whether two figures count in one unit, in one period, in two reports."""
    may_tell = known.may_tell(own.article, other.article)
    return may_tell and other.figure.unit == own.figure.unit and _agree(own.figure.period, other.figure.period)


def _is_same(own: Counted, other: Counted) -> bool | None:
    """Whether two figures have one value; `None` where that cannot be told, because one is in words."""
    one, two = own.figure, other.figure
    if _value(one.value) == _value(two.value):
        return True
    return None if one.number is None or two.number is None else one.number == two.number


def _suggestion(own: Counted, other: Counted, name: str) -> Suggestion:
    keys = ("figures", own.figure.id, name)
    return Suggestion(own.article.path, keys, f'"{other.key}"', other.article.title, (f"here: {_told(own)}", f"there: {_told(other)}"))


def _told(one: Counted) -> str:
    return f"{one.figure.what}: {one.figure.value} {one.figure.unit or ''}".rstrip()


def _agree(one: object, other: object) -> bool:
    """Whether two periods may be one: the same, or one that is not told."""
    return one is None or other is None or str(one) == str(other)


def _value(value: str) -> str:
    """A value without what only parts its digits."""
    return re.sub(r"(?<=\d)[,\s'’](?=\d)", "", value.strip().casefold())
