"""The words by which texts are compared, and how telling each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from math import log, sqrt

from archive.importer.language import FUNCTION_WORDS

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+")
"""Signs of scripts that part no words, or long ones: they are taken by pairs."""
SHORT, SHORT_NUMBER = 3, 4
SHOWN = 5


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters, but for short ones, short numbers and little words, which tell nothing. In scripts that do not part words, pairs
    of signs stand for them."""
    every = {word.removesuffix("'s").removesuffix("’s") for word in set(WORD.findall(text.casefold()))} - FUNCTION_WORDS
    parted = {word for word in every if not UNPARTED.search(word)} if UNPARTED.search(text) else every
    pairs = {run[at : at + 2] for word in every - parted for run in UNPARTED.findall(word) for at in range(max(1, len(run) - 1))}
    return frozenset({word for word in parted if len(word) >= (SHORT_NUMBER if word.isdigit() else SHORT)} | pairs)


class Weights:
    """How telling words are among some texts, given as sets of words: the fewer texts have one, the more it tells."""

    def __init__(self, texts: Collection[frozenset[str]]) -> None:
        self.number = len(texts)
        self.counts = Counter(word for words in texts for word in words)

    def of(self, word: str) -> float:
        """From less than 1, where all have the word, up."""
        return log(1 + self.number / self.counts.get(word, 1))

    def telling(self, words: Iterable[str], most: int = SHOWN) -> list[str]:
        """The most telling words of some, in order; of those that are as rare, the longest."""
        return sorted(words, key=lambda word: (self.counts.get(word, 1), -len(word), word))[:most]

    def length(self, words: Iterable[str]) -> float:
        return sqrt(sum(self.of(word) ** 2 for word in words))

    def overlap(self, one: frozenset[str], other: frozenset[str]) -> float:
        """How much of the shorter of two texts stands in the other too, from 0 to 1, by the weight of its words."""
        least = min(sum(map(self.of, one)), sum(map(self.of, other)))
        return sum(map(self.of, one & other)) / least if least else 0.0
