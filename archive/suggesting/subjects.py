"""Topics that a text is about: by their names, and by words that hardly any report of something else has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from archive.model import Archive, Article, Kept
from archive.suggesting.known import HEADS, Known, Suggestion, some_of

TIMES = 2
"""In how many paragraphs the name of a topic must stand if it is one word; in a headline or a deck, and of several words, once."""
FEWEST = 4
"""In how many reports of a topic a word must stand to tell of it."""
ALMOST_ALL = 0.8
"""What share of the reports with a word must be on the topic."""
WIDE = 0.5
"""A topic of more than this share of all reports is told by no word."""
WORDS = 2
"""How many such words make a suggestion."""


def of_topics(known: Known, article: Article) -> Iterator[Suggestion]:
    found: dict[str, list[str]] = {}
    for id, places in known.within(article, "topic").items():
        if len(places) >= (1 if " " in known.name(("topic", id)) else TIMES) or places[0].startswith(tuple(f"{name}:" for name in HEADS)):
            found[id] = [f"named in {place}" for place in places]
    for id, words in _by_words(known, article).items():
        if len(words) >= WORDS:
            found.setdefault(id, []).append("; ".join(words))
    for id, why in found.items():
        if id not in article.topics and known.may_name(article, ("topic", id)):
            yield Suggestion(article.path, ("topics",), id, known.name(("topic", id)), some_of(why))


def _by_words(known: Known, article: Article) -> dict[str, list[str]]:
    """Topics by the words of an article that tell of them, with what says so. The article itself does not count."""
    typical, found = _typical(known), defaultdict[str, list[str]](list)
    for word in known.weights.telling(known.words[article.id] & typical.keys(), len(typical)):
        id, number = typical[word]
        others = known.weights.counts[word] - 1
        if id not in article.topics and number >= ALMOST_ALL * others and len(found[id]) < WORDS + 1:
            found[id].append(f'"{word}": {number} of the {others} other reports with it are on this topic')
    return found


@Kept
def _typical(known: Known) -> dict[str, tuple[str, int]]:
    """Words that tell of a topic, each with it and with how many reports of it have the word."""
    on: dict[str, Counter[str]] = defaultdict(Counter)
    for article in known.archive.articles:
        for word in known.words[article.id]:
            if known.weights.counts[word] >= FEWEST:
                on[word].update(set(article.topics))
    best = {word: max(topics.items(), key=lambda one: (one[1], one[0])) for word, topics in on.items() if topics}
    least = {word: max(FEWEST, ALMOST_ALL * (known.weights.counts[word] - 1)) for word in best}
    return {word: (id, number) for word, (id, number) in best.items() if number >= least[word] and not _is_wide(known.archive, id)}


def _is_wide(archive: Archive, id: str) -> bool:
    return len(archive.articles_of.get(("topic", id), ())) > WIDE * len(archive.articles)
