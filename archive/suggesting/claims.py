"""Statements that are one utterance in two reports. What answers what is a judgement of what was meant: nothing here guesses at that."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from archive.model import Archive, Article, Kept, Utterance
from archive.pages.common import known_by
from archive.suggesting.known import Dated, Days, Known, Suggestion, apart, span
from archive.suggesting.words import Weights, words_of

DAYS = 7
"""How many days may lie between two reports of one utterance."""
ALIKE, QUOTED_ALIKE = 0.55, 0.6
"""How much of the shorter of two statements, or of their quotations, must stand in the other."""
WORDS, WORDS_QUOTED = 3, 4


class Claim(NamedTuple):
    """A statement with its words, those of its quotation, and the days on which it may have been said."""

    utterance: Utterance
    words: frozenset[str]
    quoted: frozenset[str]
    days: Days | None


class Claims(NamedTuple):
    """All statements of an archive, by their keys and by those who speak together, and how telling their words are."""

    every: dict[str, Claim]
    by: dict[frozenset[str], Dated[Claim]]
    weights: Weights


def of_statements(known: Known, article: Article) -> Iterator[Suggestion]:
    claims = _claims(known.archive)
    for statement in article.statements:
        own = claims.every.get(f"{article.id}#{statement.id}")
        if own is not None and not own.utterance.same:
            near = claims.by[frozenset(statement.by)].around(own.days, DAYS, DAYS)
            others = [one for one in near if known.may_tell(article, one.utterance.article)]
            much, key = max(((_alike(claims.weights, own, one), one.utterance.key) for one in others), default=(0.0, ""))
            if much:
                yield _suggestion(claims.weights, own, claims.every[key])


@Kept
def _claims(archive: Archive) -> Claims:
    every = {key: _claim(one) for key, one in archive.utterances.items()}
    by: dict[frozenset[str], list[Claim]] = defaultdict(list)
    for claim in every.values():
        by[frozenset(claim.utterance.statement.by)].append(claim)
    dated = {speakers: Dated((one, one.days) for one in some) for speakers, some in by.items()}
    return Claims(every, dated, Weights([one.words for one in every.values()]))


def _claim(one: Utterance) -> Claim:
    quoted = words_of(one.statement.quote or "")
    return Claim(one, words_of(one.statement.about) | quoted, quoted, span(known_by(one)))


def _alike(weights: Weights, own: Claim, other: Claim) -> float:
    """How alike two statements are, or their quotations; nothing where that is too little."""
    words, quoted = weights.overlap(own.words, other.words), weights.overlap(own.quoted, other.quoted)
    in_words = words >= ALIKE and len(own.words & other.words) >= WORDS
    as_quoted = quoted >= QUOTED_ALIKE and len(own.quoted & other.quoted) >= WORDS_QUOTED
    return max(words, quoted) if in_words or as_quoted else 0.0


def _suggestion(weights: Weights, own: Claim, other: Claim) -> Suggestion:
    days = apart(known_by(own.utterance), known_by(other.utterance))
    why = f"the same speaker, {days}; both say {', '.join(weights.telling(own.words & other.words))}"
    keys = ("statements", own.utterance.statement.id, "same_as")
    write = f'"{other.utterance.key}"'
    return Suggestion(own.utterance.article.path, keys, write, other.utterance.article.title, (f"here: {_told(own)}", f"there: {_told(other)}", why))


def _told(one: Claim) -> str:
    statement = one.utterance.statement
    words = f'"{statement.quote}"' if statement.quote else statement.about
    return f"{statement.act}: {' '.join(words.split())}"
