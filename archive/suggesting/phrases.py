"""Names of records as they stand in texts, whether with capitals or without, and with other endings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from ahocorasick_rs import AhoCorasick

from archive.model import Event, Key, Source, Topic, key_of
from archive.suggesting.words import UNPARTED, WORD

STEM, LONG, ENDING = 4, 8, 2
"""How many letters two forms of a word begin with, at least, and how many more the longer one may have; of long words these may be others."""

Words = tuple[str, ...]


class Phrases:
    """The names of some records, other names too. A name that several of a kind have is passed over."""

    def __init__(self, records: Iterable[Event | Topic | Source]) -> None:
        self.owners: dict[Words, list[Key]] = {}
        self.initials: set[Words] = set()
        for record in records:
            for name in dict.fromkeys((record.name, *record.also)):
                words = tuple(WORD.findall(name.casefold()))
                self.owners.setdefault(words, []).append(key_of(record))
                if name.isupper() and len(name) <= STEM:
                    self.initials.add(words)
        parted = [words for words in self.owners if words and not UNPARTED.search("".join(words))]
        self.starts: dict[str, list[Words]] = {}
        for words in sorted(parted, key=len, reverse=True):
            self.starts.setdefault(words[0][:STEM], []).append(words)
        self.unparted = [words for words in self.owners if UNPARTED.search("".join(words))]
        self.longest = max(map(len, parted), default=0)
        self.stems = list(self.starts)
        self.machine = AhoCorasick(self.stems) if self.stems else None

    def find(self, text: str) -> Iterator[tuple[Key, int, int]]:
        """The records whose names stand in a text, with the places where these begin and end."""
        small, last = _small(text), 0
        for stem, start, _ in self.machine.find_matches_as_indexes(small, overlapping=True) if self.machine else ():
            if start >= last and not small[max(0, start - 1) : start].isalnum():
                run = [*islice(WORD.finditer(small, start), self.longest)]
                if name := next((name for name in self.starts[self.stems[stem]] if _is_run(run, name) and self._is_written(text, run, name)), None):
                    last = run[len(name) - 1].end()
                    yield from ((key, start, last) for key in self._whose(name))
        for name in self.unparted if UNPARTED.search(small) else ():
            whole = " ".join(name)
            if (at := small.find(whole)) >= 0:
                yield from ((key, at, at + len(whole)) for key in self._whose(name))

    def _is_written(self, text: str, run: list[re.Match[str]], name: Words) -> bool:
        """Whether initials are written as such: "WHO" is nobody's in "who"."""
        return name not in self.initials or text[run[0].start() : run[len(name) - 1].end()].isupper()

    def _whose(self, name: Words) -> list[Key]:
        kinds = [kind for kind, _ in self.owners[name]]
        return [key for key in self.owners[name] if kinds.count(key[0]) == 1]


def _small(text: str) -> str:
    """A text in small letters, with as many signs as it has: places hold."""
    small = text.casefold()
    return small if len(small) == len(text) else text.lower() if len(text.lower()) == len(text) else text


def _is_run(words: list[re.Match[str]], name: Words) -> bool:
    """Whether words begin with those of a name."""
    return len(words) >= len(name) and all(_is_form(word[0], own) for word, own in zip(words, name, strict=False))


@lru_cache(maxsize=65536)
def _is_form(one: str, other: str) -> bool:
    """Whether two words are one but for their ending."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    same = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return same >= STEM and len(long) - same <= (ENDING if len(short) >= STEM + 1 else 1) and (same == len(short) or len(short) >= LONG)
