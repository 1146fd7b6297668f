"""What follows from the records of a whole archive: who stands with whom, what links where, in which words."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import TypeVar

from archive.model import Actor, Around, Article, Context, Event, Key, Record, Source, Stated, Topic
from archive.model.letters import filed
from archive.model.packed import Packed, pickled

K = TypeVar("K")
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
    return {key: tuple(sorted(some, key=lambda record: (filed(record.heading), record.id))) for key, some in found.items()}


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


def packed(key: Key, around: Around) -> bytes:
    """Words around a link or a name, with the key of the record that they stand in. What leads to one record is kept as these, one after the other."""
    return pickled((key, *around))


def opened(some: bytes) -> Iterator[tuple[Key, Around]]:
    """What was packed."""
    file = BytesIO(some)
    while file.tell() < len(some):
        key, *around = pickle.load(file)  # noqa: S301  # packed by this program
        yield key, Around(*around)


def contexts(records: Mapping[Key, Record], found: Mapping[K, bytes | bytearray]) -> Mapping[K, tuple[Context, ...]]:
    """The words around links or names, by what they lead to."""
    return Packed(found.items(), partial(_contexts, records))


def _contexts(records: Mapping[Key, Record], some: bytes) -> tuple[Context, ...]:
    return tuple([Context(records[key], around) for key, around in opened(some)])


def in_order(records: Mapping[Key, Record], keys: Iterable[Key]) -> list[Key]:
    """Records as their words are quoted: articles in the order of their dates, then all others."""
    articles = sorted((record for key in keys if isinstance(record := records[key], Article)), key=lambda one: one.key)
    return [("article", article.id) for article in articles] + sorted(key for key in keys if key[0] != "article")
