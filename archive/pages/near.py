"""Related articles, found by machine: those that share most of what few share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import nlargest
from typing import NamedTuple

from archive.model import Archive, Article, Kept, Key, Record
from archive.pages.common import places

NEAR = 5
LEAST, MOST = 20, 100
"""What more articles share than the root of their number counts for nothing, within these bounds: the work stays in step with the archive."""


class Near(NamedTuple):
    """An article found automatically, and the records that both share: the reason why."""

    article: Article
    shared: tuple[Record, ...]


class Index(NamedTuple):
    """The places of the articles that share each record, and how much that weighs."""

    shelves: Mapping[Key, list[int]]
    weight: Mapping[Key, float]


@Kept
def index(archive: Archive) -> Index:
    shelves: dict[Key, list[int]] = defaultdict(list)
    for number, article in enumerate(archive.articles):
        for key in _keys(article):
            shelves[key].append(number)
    limit = min(MOST, max(LEAST, int(len(archive.articles) ** 0.5)))
    rare = {key: some for key, some in shelves.items() if 1 < len(some) <= limit and key in archive.records}
    return Index(rare, {key: 1 / len(some) for key, some in rare.items()})


def near(archive: Archive, article: Article) -> tuple[Near, ...]:
    """The articles that share most with one; what many share counts for little, what nearly all share for nothing."""
    shelves, weight = index(archive)
    own = [key for key in _keys(article) if key in weight]
    score: dict[int, float] = defaultdict(float)
    for key in own:
        more = weight[key]
        for other in shelves[key]:
            score[other] += more
    here = places(archive)[article.id]
    score.pop(here, None)
    least = min(nlargest(NEAR, score.values()), default=0)
    best = sorted((other for other in score if score[other] >= least), key=lambda other: (-score[other], abs(other - here), other))[:NEAR]
    return tuple(Near(archive.articles[other], _shared(archive, own, archive.articles[other], weight)) for other in best)


def _keys(article: Article) -> dict[Key, None]:
    """What an article may share with others."""
    return dict.fromkeys([*(("event", id) for id in article.events), *(("topic", id) for id in article.topics), *(("actor", id) for id in article.actors)])


def _shared(archive: Archive, own: list[Key], other: Article, weight: Mapping[Key, float]) -> tuple[Record, ...]:
    common = _keys(other)
    return tuple(archive.records[key] for key in sorted((key for key in own if key in common), key=lambda key: (-weight[key], key))[:3])
