"""Everything as data: CSV, JSON, BibTeX, RIS, CSL-JSON, and a data package that describes the tables (Frictionless v1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from archive.model import Actor, Archive, Article, Counted, Event, Output, Record, Relation, Role, Roll, Shared, Source, Topic, Utterance, key_of
from archive.pages.citations import citation
from archive.pages.source import counts


class Table(NamedTuple):
    """A table: the names of its columns, what has a line in it, the line of each, the record that this is of, and the kind of these records where their words
    are shown. Columns named "address" hold addresses from the site's root, which the templates make whole."""

    columns: tuple[str, ...]
    among: Callable[[Archive], Sequence[Any]]
    line: Callable[[Archive, Any], tuple[Any, ...]]
    of: Callable[[Any], Record]
    shows: tuple[str, ...] = ()

    def roll(self, archive: Archive) -> Roll:
        some = self.among(archive)
        return Roll([key_of(self.of(one)) for one in some], lambda number: self.line(archive, some[number]), self.shows)


WEIGHT = 64
FORMS = ("bib", "ris", "csl.json")


def subjects(_: Archive) -> Sequence[str]:
    """Names of tables, then the forms of the bibliography, then what describes them."""
    return (*TABLES, *FORMS, "")


def outputs(archive: Archive, subject: str) -> Iterator[Output]:
    if subject in TABLES:
        table = TABLES[subject]
        view = {"columns": table.columns, "lines": table.roll(archive)}
        yield Output(f"data/{subject}.csv", "data/table.csv", view)
        yield Output(f"data/{subject}.json", "data/table.json", view)
    elif subject:
        cited = Roll([key_of(one) for one in archive.articles], lambda number: citation(archive, archive.articles[number]), ("article",))
        yield Output(f"data/articles.{subject}", f"data/cite.{subject}", {"lines": cited})
    else:
        shapes = tuple((name, table.columns, len(table.among(archive))) for name, table in TABLES.items())
        yield Output("data/datapackage.json", "data/package.json", {"tables": shapes})
        yield Output("data/index.html", "data.html", {"url": "/data/", "tables": shapes, "articles": len(archive.articles)})


def _itself(one: Record) -> Record:
    return one


def _reported(one: Utterance | Counted) -> Article:
    return one.article


def _article(archive: Archive, one: Article) -> tuple[Any, ...]:
    return (one.id, one.url, one.title, one.title_note, one.subtitle, one.date, one.date_printed, one.date_note, one.updated, one.source, one.agencies,
            one.byline, _credits(one), one.place, one.section,
            one.language or archive.site.language, one.url_original, one.archived_url, one.rights.gives, one.rights.statement, one.actors, one.events,
            one.topics, one.summary, one.capture and one.capture.file, one.capture and one.capture.sha256, one.path)


def _credits(one: Article) -> tuple[str, ...]:
    """Who else is credited, each behind the key of what they did."""
    told = {role: (named,) if isinstance(named, str) else named for role, named in one.credits.values.items() if named}
    return tuple(f"{role}: {name}" for role, names in told.items() for name in names)


def _role(one: Role) -> str:
    """A role with the actor in which it is held, and its time as an interval in EDTF."""
    time = f"{one.from_ or '..'}/{one.to or '..'}" if one.from_ or one.to else ""
    return ", ".join(filter(None, (one.title, one.of, time)))


def _actor(archive: Archive, one: Actor) -> tuple[Any, ...]:
    return (one.id, one.url, one.name, one.sort_name, one.kind, one.also, tuple(f"{tag}: {name}" for tag, name in one.names.items()),
            tuple(_role(role) for role in one.roles), one.part_of, one.wikidata, one.viaf, one.isni, one.lcnaf,
            len(archive.articles_with(one)), one.summary, one.path)


def _event(archive: Archive, one: Event) -> tuple[Any, ...]:
    return (one.id, one.url, one.name, one.kind, one.date, one.date_note, one.place, one.actors, one.topics, one.part_of,
            len(archive.articles_with(one)), one.summary, one.path)


def _topic(archive: Archive, one: Topic) -> tuple[Any, ...]:
    return (one.id, one.url, one.name, one.broader, len(archive.articles_with(one)), one.summary, one.path)


def _source(archive: Archive, one: Source) -> tuple[Any, ...]:
    return (one.id, one.url, one.name, one.kind, one.place, one.language, one.url_home, one.part_of, one.actor, *counts(archive, one), one.summary, one.path)


def _statement(archive: Archive, one: Utterance) -> tuple[Any, ...]:
    article, said = one.article, one.statement
    return (one.key, one.url, article.id, article.title, archive.source(article.source).name, said.by, tuple(archive.actor(id).name for id in said.by), said.to,
            said.act, said.about, said.quote, said.date, article.date, said.via, said.topics, one.same, one.answers, article.path)


def _figure(_: Archive, one: Counted) -> tuple[Any, ...]:
    article, counted = one.article, one.figure
    return (one.key, one.url, article.id, counted.what, counted.qualifier, counted.value, counted.unit, counted.period, counted.by, counted.printed, one.same,
            one.disputes, counted.note, article.path)


def _relation(_: Archive, one: tuple[Article, Relation]) -> tuple[Any, ...]:
    article, relation = one
    return article.id, relation.how, relation.article, relation.note, article.path


@Shared
def _relations(archive: Archive) -> list[tuple[Article, Relation]]:
    return [(article, relation) for article in archive.articles for relation in article.related]


TABLES: dict[str, Table] = {
    "articles": Table(
        ("id", "address", "title", "title_note", "subtitle", "date", "date_printed", "date_note", "updated", "source", "agencies", "byline", "credits",
         "place", "section", "language", "original", "archived", "access", "rights", "actors", "events", "topics", "summary", "capture", "sha256", "file"),
        lambda archive: archive.articles, _article, _itself, ("article",),
    ),
    "actors": Table(
        ("id", "address", "name", "sort_name", "kind", "also", "names", "roles", "part_of", "wikidata", "viaf", "isni", "lcnaf", "articles", "summary", "file"),
        lambda archive: archive.actors, _actor, _itself, ("actor",),
    ),
    "events": Table(
        ("id", "address", "name", "kind", "date", "date_note", "place", "actors", "topics", "part_of", "articles", "summary", "file"),
        lambda archive: archive.events, _event, _itself, ("event",),
    ),
    "topics": Table(("id", "address", "name", "broader", "articles", "summary", "file"), lambda archive: archive.topics, _topic, _itself, ("topic",)),
    "sources": Table(
        ("id", "address", "name", "kind", "place", "language", "home", "part_of", "actor", "published", "supplied", "summary", "file"),
        lambda archive: archive.sources, _source, _itself, ("source",),
    ),
    "statements": Table(
        ("id", "address", "article", "headline", "source", "by", "speakers", "to", "act", "about", "quote", "said", "reported", "via", "topics", "same_as",
         "answers", "file"),
        lambda archive: list(archive.utterances.values()), _statement, _reported, ("article",),
    ),
    "figures": Table(
        ("id", "address", "article", "what", "qualifier", "value", "unit", "period", "by", "printed", "same_as", "disputes", "note", "file"),
        lambda archive: list(archive.figures.values()), _figure, _reported,
    ),
    "relations": Table(("article", "how", "other", "note", "file"), _relations, _relation, lambda one: one[0]),
}  # fmt: skip
