"""Related articles, found by machine: those that share most of what few share."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from archive.model import Archive, Article, Kept, Key, Record

NEAR = 5
LEAST, MOST = 20, 100
"""What more articles share than the root of their number counts for nothing, within these bounds: the work stays in step with the archive."""


class Near(NamedTuple):
    """An article found automatically, and the records that both share: the reason why."""

    article: Article
    shared: tuple[Record, ...]


class Index(NamedTuple):
    """Records that few articles share: of each the places of its articles, and of each article the records, by their numbers."""

    records: list[Record]
    shelves: list[list[int]]
    own: list[tuple[int, ...]]


@Kept
def index(archive: Archive) -> Index:
    shelves: dict[Key, list[int]] = defaultdict(list)
    every = [_keys(article) for article in archive.articles]
    for place, keys in enumerate(every):
        for key in keys:
            shelves[key].append(place)
    limit = min(MOST, max(LEAST, int(len(every) ** 0.5)))
    rare = sorted(key for key, some in shelves.items() if 1 < len(some) <= limit and key in archive.records)
    number = {key: number for number, key in enumerate(rare)}
    own = [tuple([number[key] for key in keys if key in number]) for keys in every]
    return Index([archive.records[key] for key in rare], [shelves[key] for key in rare], own)


def near(archive: Archive, place: int) -> tuple[Near, ...]:
    """The articles that share most with the one in that place; what many share counts for little, what nearly all share for nothing."""
    records, shelves, own = index(archive)
    score: dict[int, float] = defaultdict(float)
    for number in own[place]:
        weight = 1 / len(shelves[number])
        for other in shelves[number]:
            score[other] += weight
    score.pop(place, None)
    least = sorted(score.values())[-NEAR] if len(score) > NEAR else 0
    best = sorted([(-more, abs(other - place), other) for other, more in score.items() if more >= least])[:NEAR]

    def shared(other: int) -> tuple[Record, ...]:
        both = sorted([(len(shelves[number]), number) for number in own[place] if number in own[other]])
        return tuple([records[number] for _, number in both[:3]])

    return tuple([Near(archive.articles[other], shared(other)) for _, _, other in best])


def _keys(article: Article) -> dict[Key, None]:
    """What an article may share with others."""
    return dict.fromkeys([*[("event", id) for id in article.events], *[("topic", id) for id in article.topics], *[("actor", id) for id in article.actors]])
