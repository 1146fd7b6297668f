"""Everything as data: CSV, JSON, BibTeX, RIS, CSL-JSON, and a data package that describes the tables (Frictionless v1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from archive.model import Archive, Output
from archive.model.noting import noting_every_word
from archive.pages.article import citation
from archive.pages.source import counts

Table = tuple[tuple[str, ...], list[tuple[Any, ...]]]
"""Names of columns, and lines; columns named "address" hold addresses from the site's root, which the templates make whole."""
WEIGHT = 64
FORMS = ("bib", "ris", "csl.json")


def subjects(_: Archive) -> Sequence[str]:
    """Names of tables, then the forms of the bibliography, then what describes them."""
    return (*TABLES, *FORMS, "")


def outputs(archive: Archive, subject: str) -> Iterator[Output]:
    if subject in TABLES:
        with noting_every_word():
            columns, lines = TABLES[subject](archive)
        view = {"columns": columns, "lines": lines}
        yield Output(f"data/{subject}.csv", "data/table.csv", view)
        yield Output(f"data/{subject}.json", "data/table.json", view)
    elif subject:
        with noting_every_word():
            cited = tuple(citation(archive, article) for article in archive.articles)
        yield Output(f"data/articles.{subject}", f"data/cite.{subject}", {"items": cited})
    else:
        with noting_every_word():
            shapes = tuple((name, *_shape(make(archive))) for name, make in TABLES.items())
        yield Output("data/datapackage.json", "data/package.json", {"tables": shapes})
        yield Output("data/index.html", "data.html", {"url": "/data/", "tables": shapes, "articles": len(archive.articles)})


def _shape(table: Table) -> tuple[tuple[str, ...], int]:
    return table[0], len(table[1])


def _articles(archive: Archive) -> Table:
    columns = ("id", "address", "title", "title_note", "subtitle", "date", "date_printed", "date_note", "updated", "source", "agencies", "byline", "place",
               "section", "language", "original", "archived", "access", "rights", "actors", "events", "topics", "summary", "capture", "sha256", "file")
    lines = [
        (one.id, one.url, one.title, one.title_note, one.subtitle, one.date, one.date_printed, one.date_note, one.updated, one.source, one.agencies,
         one.byline, one.place, one.section,
         one.language or archive.site.language, one.url_original, one.archived_url, one.rights.access, one.rights.statement, one.actors, one.events, one.topics,
         one.summary, one.capture and one.capture.file, one.capture and one.capture.sha256, one.path)
        for one in archive.articles
    ]
    return columns, lines


def _actors(archive: Archive) -> Table:
    columns = ("id", "address", "name", "kind", "also", "names", "part_of", "wikidata", "viaf", "isni", "lcnaf", "articles", "summary", "file")
    lines: list[tuple[Any, ...]] = [
        (one.id, one.url, one.name, one.kind, one.also, tuple(f"{tag}: {name}" for tag, name in one.names.items()), one.part_of, one.wikidata, one.viaf,
         one.isni, one.lcnaf, len(archive.articles_with(one)), one.summary, one.path)
        for one in archive.actors
    ]
    return columns, lines


def _events(archive: Archive) -> Table:
    columns = ("id", "address", "name", "kind", "date", "place", "actors", "part_of", "articles", "summary", "file")
    lines: list[tuple[Any, ...]] = [
        (one.id, one.url, one.name, one.kind, one.date, one.place, one.actors, one.part_of, len(archive.articles_with(one)), one.summary, one.path)
        for one in archive.events
    ]
    return columns, lines


def _topics(archive: Archive) -> Table:
    lines: list[tuple[Any, ...]] = [
        (one.id, one.url, one.name, one.broader, len(archive.articles_with(one)), one.summary, one.path) for one in archive.topics
    ]
    return ("id", "address", "name", "broader", "articles", "summary", "file"), lines


def _sources(archive: Archive) -> Table:
    columns = ("id", "address", "name", "kind", "place", "language", "home", "part_of", "actor", "published", "supplied", "summary", "file")
    lines: list[tuple[Any, ...]] = [
        (one.id, one.url, one.name, one.kind, one.place, one.language, one.url_home, one.part_of, one.actor, *counts(archive, one),
         one.summary, one.path)
        for one in archive.sources
    ]
    return columns, lines


def _statements(archive: Archive) -> Table:
    columns = ("id", "address", "article", "headline", "source", "by", "speakers", "to", "act", "about", "quote", "said", "reported", "via", "topics",
               "same_as", "answers", "file")  # fmt: skip
    lines: list[tuple[Any, ...]] = [
        (key, one.url, one.article.id, one.article.title, archive.source(one.article.source).name, one.statement.by,
         tuple(archive.actor(id).name for id in one.statement.by), one.statement.to, one.statement.act, one.statement.about, one.statement.quote,
         one.statement.date, one.article.date,
         one.statement.via, one.statement.topics, one.same, one.answers, one.article.path)
        for key, one in archive.utterances.items()
    ]
    return columns, lines


def _figures(archive: Archive) -> Table:
    columns = ("id", "address", "article", "what", "qualifier", "value", "unit", "period", "by", "printed", "same_as", "disputes", "note", "file")
    lines: list[tuple[Any, ...]] = [
        (key, one.url, one.article.id, one.figure.what, one.figure.qualifier, one.figure.value, one.figure.unit, one.figure.period, one.figure.by,
         one.figure.printed, one.same, one.disputes, one.figure.note, one.article.path)
        for key, one in archive.figures.items()
    ]
    return columns, lines


def _relations(archive: Archive) -> Table:
    lines: list[tuple[Any, ...]] = [
        (article.id, relation.how, relation.article, relation.note, article.path) for article in archive.articles for relation in article.related
    ]
    return ("article", "how", "other", "note", "file"), lines


TABLES: dict[str, Callable[[Archive], Table]] = {
    "articles": _articles,
    "actors": _actors,
    "events": _events,
    "topics": _topics,
    "sources": _sources,
    "statements": _statements,
    "figures": _figures,
    "relations": _relations,
}
