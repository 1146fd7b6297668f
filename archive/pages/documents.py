"""The documents that the search program reads in place of the pages.

A search document holds what is searched and nothing else: no navigation, no lists, no apparatus. Its path is that of the
page which it stands for, and its blocks have the anchors of that page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from archive.model import Actor, Archive, Article, Date, Event, Output, Record, Source, Topic
from archive.pages.common import file, year_of
from archive.pages.year import by_year

SEARCHED = True
MOST_YEARS = 10
TIME = re.compile(r"T[^/]*")
Filters = dict[str, tuple[str, ...]]


class Document(NamedTuple):
    """What is searched of one page. `anchor`s of blocks are ids on that page, or begin with "_" where it has none.

    `names` are the record's own names besides its title, `others` names of the records that it belongs to. `newest` and
    `oldest` sort as the date does, with what is undated last in both; `when` are the days as printed, and years, that it is found by.
    """

    title: str
    kind: str
    lang: str = ""
    date: str = ""
    newest: str = "0000"
    oldest: str = "9999"
    source: str = ""
    when: str = ""
    abbreviate: bool = True
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, tuple[str, ...], str, str, str], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()
    articles: int = 0


def subjects(archive: Archive) -> Sequence[Record | str]:
    """What is searched, years by their labels."""
    return (*searched(archive), *sorted(years(archive))) if archive.site.features.search else ()


def outputs(archive: Archive, subject: Record | str) -> Iterator[Output]:
    if isinstance(subject, Record):
        view = {"document": document(archive, subject), "prose": archive.prose_of(subject)}
        yield Output(file(subject.url), "search-document.html", view, area="search")
    else:
        view = {"document": _of_year(subject, years(archive)[subject]), "prose": None}
        yield Output(f"years/{subject}/index.html", "search-document.html", view, area="search")


def searched(archive: Archive) -> Iterator[Record]:
    """Every record that can be found. The years, which are no records, are searched besides."""
    for some in (archive.articles, archive.actors, archive.events, archive.topics, archive.sources, archive.pages):
        yield from some


def years(archive: Archive) -> dict[str, int]:
    """How many articles each year with a page has."""
    return {year: len(articles) for year, articles in by_year(archive).items() if year != "undated"}


def document(archive: Archive, record: Record) -> Document:
    """What is searched of a record, but for its body."""
    filtered = tuple((name, value) for name, values in filters(record, archive).items() for value in values)
    found = Document(record.heading, record.kind_name, record.language or "", names=_names(record), filters=filtered)
    found = found._replace(lines=(("_summary", record.summary or ""),))
    if isinstance(record, Article):
        return _of_article(archive, record, found)
    if isinstance(record, Actor):
        return _of_actor(archive, record, found)
    if isinstance(record, Event):
        return _of_event(archive, record, found)
    if isinstance(record, Source):  # its language is that of what it prints
        return found._replace(lang="", lines=(*found.lines, ("_place", record.place or "")))
    return found


def _names(record: Record) -> tuple[str, ...]:
    """The other names of a record. A headline's second line is none: it stands in the body."""
    if isinstance(record, Actor):
        return (*(name for name, _ in record.also_printed), *record.names.values())
    return record.also


def _of_article(archive: Archive, article: Article, found: Document) -> Document:
    sources = [archive.source(id) for id in dict.fromkeys((article.source, *article.agencies))]
    credit = article.credits
    signed = (*article.byline, *credit.writing, *credit.additional_reporting, *credit.editing, article.place, article.section)
    newest, oldest = _order(article.date, article.year)
    events = [archive.event(id) for id in article.events]
    return found._replace(
        date=str(article.date or ""),
        newest=newest,
        oldest=oldest,
        source=sources[0].name,
        when=_when(article.date, year_of(article, archive)),
        abbreviate=False,
        others=(*_all_names(archive, article.actors), *(name for one in (*sources, *events) for name in (one.name, *one.also))),
        lines=(("_deck", article.subtitle or ""), *found.lines, ("_by", _joined(signed, " · ")), ("_date", article.date_note or "")),
        said=tuple((one.id, tuple(archive.actor(id).name for id in one.by), one.act, one.about, one.quote or "") for one in article.statements),
        figures=tuple((one.id, _joined((one.what, one.printed or one.value, one.note), " · ")) for one in article.figures),
    )


def _of_actor(archive: Archive, actor: Actor, found: Document) -> Document:
    held = _joined((_joined((role.title, archive.actor(role.of).name if role.of else ""), ", ") for role in actor.roles), "; ")
    return found._replace(abbreviate=actor.kind != "person", others=_all_names(archive, actor.part_of), lines=(*found.lines, ("_roles", held)))


def _of_event(archive: Archive, event: Event, found: Document) -> Document:
    newest, oldest = _order(event.date, None)
    return found._replace(
        date=str(event.date or ""),
        newest=newest,
        oldest=oldest,
        when=_when(event.date, *_years_of(event.date)),
        others=_all_names(archive, event.actors),
        lines=(*found.lines, ("_place", event.place or "")),
    )


def _of_year(year: str, count: int) -> Document:
    return Document(year, "year", newest=year, oldest=year, when=year, filters=(("kind", "year"), ("year", year)), articles=count)


def _joined(parts: Iterable[str | None], between: str) -> str:
    return between.join(part for part in parts if part)


def _all_names(archive: Archive, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Every name of these actors, so that a record is found by those that it does not print."""
    actors = (archive.actor(id) for id in _once(ids))
    return tuple(name for actor in actors for name in (actor.name, *_names(actor)))


def _when(date: Date | None, *years: str) -> str:
    """The ends of a date without times, each a word of its own, and years."""
    return " ".join(dict.fromkeys((*TIME.sub("", date.text).replace("/", " ").split(), *years) if date else years))


def _order(date: Date | None, year: int | None) -> tuple[str, str]:
    """Texts that sort as the moment does, the newest first and the oldest first; undated ones last, or at their year's end."""
    day = (date.first or date.last) if date else ((year, 12, 31) if year else None)
    if day is None:
        return ("0000", "9999")
    if not 2 <= day[0] <= 9998:
        return 2 * (f"{max(day[0], 0):04d}",)
    moment = (datetime(*day) + timedelta(minutes=date.minute if date else 0)).strftime("%Y-%m-%dT%H:%M")
    return (moment.zfill(16),) * 2


# ------------------------------------------------------------------------------------------------------------- filters


def filters(record: Record, archive: Archive) -> Filters:
    """The values of each facet that a record's document carries: ids. A record counts as about itself."""
    own = {record.kind_name: (record.id,)} if isinstance(record, (Actor, Topic, Source)) else {}
    return {"kind": (record.kind_name,), **own, **_about(record, archive)}


def _about(record: Record, archive: Archive) -> Filters:
    if isinstance(record, Article):
        years = (year_of(record, archive),)
        return {"year": years, "source": (record.source,), "actor": _once(record.actors), "topic": _once(record.topics)}
    if isinstance(record, Event):
        return {"year": _years_of(record.date), "actor": _once(record.actors), "topic": _once(record.topics)}
    return {}


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _years_of(date: Date | None) -> tuple[str, ...]:
    return tuple(str(year) for year in date.years[:MOST_YEARS]) if date else ()
