"""How well `archive suggest` brings back what an editor has written: from one article after the other all that it says under a key is taken out, and what is
suggested for it is compared with that.

    python -m benchmarks.suggesting ROOT [--most 50]

Found: what share of what was taken out is suggested. Right: what share of what is suggested was taken out; what is not may be right all the same, and
nobody has written it.
"""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from archive.model import Archive, Article
from archive.read import Entry, Reading, read
from archive.resolve import resolve
from archive.suggesting import Suggestion, suggest
from archive.workers import spread

QUOTE = '"'
LISTS = ("actors", "topics", "events")
PARTS = ("statements", "figures")


class Counts(NamedTuple):
    """How many links were taken out, how many were suggested, and how many are both."""

    hidden: int = 0
    suggested: int = 0
    both: int = 0

    def plus(self, hidden: Collection[str], suggested: Collection[str]) -> Counts:
        return Counts(self.hidden + len(hidden), self.suggested + len(suggested), self.both + len({*hidden} & {*suggested}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("--most", type=int, default=50, help="of how many articles, spread evenly")
    given = parser.parse_args()
    reading = read(given.root.resolve(), None, spread)
    articles = [entry.record for entry in reading.entries if isinstance(entry.record, Article) and not entry.record.draft]
    some = articles[:: max(1, len(articles) // given.most)]
    print(f"{given.root}: {len(some)} of {len(articles)} articles")
    print(f"{'':22}{'taken out':>10}{'suggested':>10}{'found':>8}{'right':>8}")
    for name, counts in _counted(reading, some):
        found = f"{counts.both / counts.hidden:.2f}" if counts.hidden else "-"
        right = f"{counts.both / counts.suggested:.2f}" if counts.suggested else "-"
        print(f"{name:22}{counts.hidden:>10}{counts.suggested:>10}{found:>8}{right:>8}")


def _counted(reading: Reading, articles: list[Article]) -> Iterator[tuple[str, Counts]]:
    whole = _archive(reading, reading.entries)
    for name in LISTS:
        counts = Counts()
        for article in articles:
            without = _with(reading, article, **{name: ()})
            counts = counts.plus(getattr(whole.article(article.id), name), [one.write for one in _suggested(without, article, name)])
        yield name, counts
    counts = Counts()
    for article in articles:
        hidden = {one.article.id for one in whole.stated.get(article.id, ()) if one.relation.how == "same-story"}
        without = _without_relations(reading, article)
        counts = counts.plus(hidden, [one.write.split("article: ")[1].split(",")[0] for one in _suggested(without, article, "related")])
    yield "related (same story)", counts
    for part in PARTS:
        counts = Counts()
        for article in articles:
            hidden = {f"{one.id} {key}" for one in getattr(whole.article(article.id), part) for key in _same(whole, article, part, one.id)}
            told = [one for one in _suggested(_without_same(reading, article, part), article, part) if one.keys[-1] == "same_as"]
            counts = counts.plus(hidden, [f"{one.keys[1]} {one.write.strip(QUOTE)}" for one in told])
        yield f"{part}: same_as", counts


def _same(whole: Archive, article: Article, part: str, id: str) -> tuple[str, ...]:
    known: Any = whole.utterances if part == "statements" else whole.figures
    found = known.get(f"{article.id}#{id}")
    return tuple(found.same) if found else ()


def _suggested(archive: Archive, article: Article, kind: str) -> list[Suggestion]:
    return suggest(archive, [archive.article(article.id)], [kind])


def _with(reading: Reading, article: Article, **values: Any) -> Archive:
    return _archive(reading, [one._replace(record=replace(one.record, **values)) if one.record.id == article.id else one for one in reading.entries])


def _without_relations(reading: Reading, article: Article) -> Archive:
    """Neither the article nor another tells that it is related to one."""

    def without(record: Any) -> Any:
        if not isinstance(record, Article):
            return record
        return replace(record, related=() if record.id == article.id else tuple(one for one in record.related if one.article != article.id))

    return _archive(reading, [one._replace(record=without(one.record)) for one in reading.entries])


def _without_same(reading: Reading, article: Article, part: str) -> Archive:
    """Nobody tells that a statement or figure of the article is one with another's."""

    def kept(record: Article, one: Any) -> Any:
        others = () if record.id == article.id else tuple(key for key in one.same_as if not key.startswith(f"{article.id}#"))
        return replace(one, same_as=others)

    def without(record: Any) -> Any:
        return replace(record, **{part: tuple(kept(record, one) for one in getattr(record, part))}) if isinstance(record, Article) else record

    return _archive(reading, [one._replace(record=without(one.record)) for one in reading.entries])


def _archive(reading: Reading, entries: Collection[Entry]) -> Archive:
    assert reading.site
    return resolve(reading.site, entries)[0]


if __name__ == "__main__":
    main()
