"""What follows from the records of a whole archive: who stands with whom, what links where, in which words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from archive.markdown import words_of_pieces
from archive.model import (
    Actor,
    Article,
    Block,
    Context,
    Event,
    Key,
    Link,
    Near,
    Prose,
    Record,
    Source,
    Stated,
    Topic,
)

NEAR = 5
AROUND = 110
TREES: dict[type[Record], str] = {Actor: "part_of", Event: "part_of", Topic: "broader", Source: "part_of"}
"""The key by which records of a kind name what they are part of."""


def articles_of(articles: tuple[Article, ...]) -> dict[Key, tuple[Article, ...]]:
    found: dict[Key, list[Article]] = defaultdict(list)
    for article in articles:
        speakers = [speaker for statement in article.statements for speaker in statement.by]
        for id in dict.fromkeys((*article.actors, *speakers)):
            found["actor", id].append(article)
        for id in dict.fromkeys(article.events):
            found["event", id].append(article)
        for id in dict.fromkeys(article.topics):
            found["topic", id].append(article)
        for id in dict.fromkeys((article.source, *article.agencies)):
            found["source", id].append(article)
    return {key: tuple(some) for key, some in found.items()}


def parts(records: Mapping[Key, Record]) -> dict[Key, tuple[Record, ...]]:
    """For each record those that name it as what they are part of, or as their broader topic."""
    found: dict[Key, list[Record]] = defaultdict(list)
    for kind, name in TREES.items():
        for record in records.values():
            for id in getattr(record, name) if isinstance(record, kind) else ():
                found[kind.kind_name, id].append(record)
    return {key: tuple(sorted(some, key=lambda record: (record.heading.casefold(), record.id))) for key, some in found.items()}


def stated(articles: tuple[Article, ...], records: Mapping[Key, Record]) -> dict[str, tuple[Stated, ...]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for article in articles:
        for relation in article.related:
            other = records.get(("article", relation.article))
            if isinstance(other, Article):
                found[article.id].append(Stated(other, relation, inverse=False))
                found[other.id].append(Stated(article, relation, inverse=True))
    return {id: tuple(_once(some)) for id, some in found.items()}


def _once(stated: list[Stated]) -> Iterator[Stated]:
    """Each pair once: what the article's own record says stands before what the other one says."""
    seen: set[tuple[str, str, bool]] = set()
    for one in sorted(stated, key=lambda one: (one.inverse, one.article.key)):
        symmetric = one.relation.how == "same-story"
        name = (one.article.id, one.relation.how, one.inverse and not symmetric)
        if name not in seen:
            seen.add(name)
            yield one


def near(articles: tuple[Article, ...], records: Mapping[Key, Record]) -> dict[str, tuple[Near, ...]]:
    """The articles that share most with each one; what many share counts for little, what nearly all share for nothing."""
    shelves: dict[Key, list[int]] = defaultdict(list)
    keys: list[list[Key]] = []
    for number, article in enumerate(articles):
        own = [("event", id) for id in article.events] + [("topic", id) for id in article.topics] + [("actor", id) for id in article.actors]
        keys.append(list(dict.fromkeys(own)))
        for key in keys[-1]:
            shelves[key].append(number)
    limit = max(20, int(len(articles) ** 0.5))
    weight = {key: 1 / len(some) for key, some in shelves.items() if 1 < len(some) <= limit and key in records}
    found: dict[str, tuple[Near, ...]] = {}
    for number, article in enumerate(articles):
        score: dict[int, float] = defaultdict(float)
        for key in keys[number]:
            if key in weight:
                for other in shelves[key]:
                    score[other] += weight[key]
        score.pop(number, None)
        best = sorted(score, key=lambda other: (-score[other], abs(other - number), other))[:NEAR]
        found[article.id] = tuple(Near(articles[other], _shared(keys[number], keys[other], weight, records)) for other in best)
    return {id: some for id, some in found.items() if some}


def _shared(one: list[Key], other: list[Key], weight: Mapping[Key, float], records: Mapping[Key, Record]) -> tuple[Record, ...]:
    common = set(other)
    both = [key for key in one if key in common and key in weight]
    return tuple(records[key] for key in sorted(both, key=lambda key: (-weight[key], key))[:3])


def backlinks(records: Mapping[Key, Record], prose: Mapping[Key, Prose], destination: Callable[[Record, Link], Key | None]) -> dict[Key, tuple[Context, ...]]:
    """For each record the paragraphs of others that link to it by hand, articles first, in the order of their dates."""
    found: dict[Key, list[Context]] = defaultdict(list)
    for key in _in_order(records, prose):
        record, text = records[key], prose[key]
        targets = iter(text.links)
        around: _Around | None = None
        for index, piece in enumerate(text.body.pieces):
            if isinstance(piece, Link) and next(targets, None) is not None and piece.block:
                to = destination(record, piece)
                if to is not None and to != key:
                    around = around or _Around(record, text)
                    found[to].append(around.context(index, 0, len(around.words[index]), listed=True))
    return {key: tuple(some) for key, some in found.items()}


def mentions(records: Mapping[Key, Record], prose: Mapping[Key, Prose]) -> dict[str, tuple[Context, ...]]:
    """For each actor the paragraphs that name it, one mention a paragraph, articles first, in the order of their dates."""
    found: dict[str, list[Context]] = defaultdict(list)
    for key in _in_order(records, prose):
        record, text = records[key], prose[key]
        seen: set[tuple[str, int]] = set()
        around = _Around(record, text) if text.mentions else None
        for mention in text.mentions:
            if around and mention.block and (mention.actor, mention.block) not in seen and key != ("actor", mention.actor):
                seen.add((mention.actor, mention.block))
                found[mention.actor].append(around.context(mention.piece, mention.start, mention.end, mention.listed))
    return {id: tuple(some) for id, some in found.items()}


def _in_order(records: Mapping[Key, Record], prose: Mapping[Key, Prose]) -> list[Key]:
    articles = sorted((record for key in prose if isinstance(record := records[key], Article)), key=lambda one: one.key)
    return [("article", article.id) for article in articles] + sorted(key for key in prose if key[0] != "article")


class _Around:
    """The words around places in the body of a record, each within its block."""

    def __init__(self, record: Record, text: Prose) -> None:
        self.record = record
        self.words = words_of_pieces(text)
        self.blocks = [(index, piece) for index, piece in enumerate(text.body.pieces) if isinstance(piece, Block)]
        self.starts = [index for index, _ in self.blocks]

    def context(self, piece: int, start: int, end: int, listed: bool) -> Context:
        """The words around [start, end) of a piece."""
        here = bisect_right(self.starts, piece)
        first, block = self.blocks[here - 1]
        last = self.starts[here] if here < len(self.starts) else len(self.words)
        words = self.words[piece]
        before, index = f"{words[:start]}|", piece
        while index > first and len(_spaced(before)) <= AROUND + 1:
            index -= 1
            before = self.words[index] + before
        after, index = f"|{words[end:]}", piece + 1
        while index < last and len(_spaced(after)) <= AROUND + 1:
            after += self.words[index]
            index += 1
        url = f"{self.record.url}#{block.anchor}"
        return Context(self.record, url, block.number, _tail(_spaced(before)[:-1]), _spaced(words[start:end]), _head(_spaced(after)[1:]), listed)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _tail(words: str) -> str:
    if len(words) <= AROUND:
        return words
    cut = words[-AROUND:]
    return "… " + cut.partition(" ")[2] if " " in cut[:40] else "…" + cut


def _head(words: str) -> str:
    if len(words) <= AROUND:
        return words
    cut = words[:AROUND]
    return cut.rpartition(" ")[0] + " …" if " " in cut[-40:] else cut + "…"
