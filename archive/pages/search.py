"""The search page, and the documents that the search program reads in place of the pages.

A search document holds what is searched and nothing else: no navigation, no lists, no apparatus. Its path is that of the
page which it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from archive.model import Actor, Archive, Article, Named, Output, Record
from archive.pages.common import Bar, bars, file, year_of

MOST_FACETS = 400


def outputs(archive: Archive) -> Iterator[Output]:
    if not archive.site.features.search:
        return
    yield Output("search/index.html", "search.html", {"url": "/search/", "facets": facets(archive), "total": len(archive.articles)})
    for record in searched(archive):
        yield Output(file(record.url), "search-document.html", document(archive, record), area="search")


def searched(archive: Archive) -> Iterator[Record]:
    for some in (archive.articles, archive.actors, archive.events, archive.topics, archive.sources, archive.pages):
        yield from some


def facets(archive: Archive) -> dict[str, tuple[Bar, ...]]:
    """What results can be narrowed by, with how many records each choice has."""
    years = Counter(year_of(article) for article in archive.articles)
    kinds = Counter(record.kind_name for record in searched(archive))
    return {
        "kind": bars((kind, count, "") for kind, count in kinds.items()),
        "year": bars((year, count, "") for year, count in sorted(years.items(), reverse=True)),
        "source": _named(archive.sources, archive),
        "actor": _named(archive.actors, archive),
        "topic": _named(archive.topics, archive),
    }


def _named(records: Iterable[Named], archive: Archive) -> tuple[Bar, ...]:
    counted = [(record.name, len(archive.articles_with(record)), record.id) for record in records]
    best = sorted((item for item in counted if item[1]), key=lambda item: (-item[1], item[0]))
    return bars(best[:MOST_FACETS])


def document(archive: Archive, record: Record) -> dict[str, Any]:
    """What is searched of a record: its words, and what its results are narrowed and sorted by."""
    common = {"url": record.url, "kind": record.kind_name, "title": record.heading, "summary": record.summary or "", "also": record.also, "prose": archive.prose_of(record), "language": record.language or ""}
    empty: dict[str, Any] = {"names": (), "date": "", "year": (), "actors": (), "sources": (), "topics": (), "source": "", "said": (), "figures": (), "byline": ()}
    if isinstance(record, Article):
        return {**empty, **common, **_of_article(archive, record)}
    if isinstance(record, Actor):
        empty["names"] = tuple(record.names.values())
        empty["also"] = ()
        common["also"] = tuple(name for name, _ in record.also_printed)
    date = getattr(record, "date", None)
    if date:
        empty["date"] = _sortable(date)
        empty["year"] = tuple(str(year) for year in date.years[:5])
    return {**empty, **common}


def _of_article(archive: Archive, article: Article) -> dict[str, Any]:
    return {
        "also": tuple(text for text in (article.subtitle, *article.also) if text),
        "date": _sortable(article.date) if article.date else "",
        "year": (year_of(article),),
        "actors": tuple(archive.actor(id).name for id in article.actors),
        "sources": tuple(archive.source(id).name for id in dict.fromkeys((article.source, *article.agencies))),
        "topics": tuple(archive.topic(id).name for id in article.topics),
        "source": archive.source(article.source).name,
        "said": tuple((one.id, tuple(archive.actor(id).name for id in one.by), one.act, one.about, one.quote or "") for one in article.statements),
        "figures": tuple((one.id, one.what, one.printed or one.value) for one in article.figures),
        "byline": article.byline,
    }


def _sortable(date: Any) -> str:
    """A text that sorts as the date does: the first possible day."""
    day = date.first or date.last
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}" if day else ""
