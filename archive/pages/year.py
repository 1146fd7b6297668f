"""The index of years, and a page for each: what happened, what was reported, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Article, Event, Kept, KeptEach, Output, Shared
from archive.pages.common import (
    Chunk,
    by_month,
    card,
    cards,
    divided,
    file,
    in_years,
    reporting,
    rows,
    the_most,
    together,
    year_of,
)
from archive.pages.statements import filed

WEIGHT = 8
SOME = 6
BRIEF = 3
"""An event of more years makes no page for each."""


def subjects(archive: Archive) -> Sequence[str]:
    """Labels of years; "" is the index."""
    return ("", *by_year(archive))


def outputs(archive: Archive, label: str) -> Iterator[Output]:
    if not label:
        yield Output("years/index.html", "years.html", _index(archive))
        return
    url = f"/years/{label}/"
    items, pager = listed_in(archive, label)[0]
    yield Output(file(url), "year.html", {**_view(archive, label), "rows": rows(items, archive), "pager": pager})


@KeptEach
def listed_in(archive: Archive, label: str) -> list[Chunk[Article]]:
    """The articles of a year, in pages."""
    return divided(by_year(archive)[label], f"/years/{label}/", lambda article: str(article.date or "")[:7])


@Shared
def said_by_year(archive: Archive) -> Counter[str]:
    """How many statements are filed under each year."""
    return Counter(filed(archive).years)


@Kept
def by_year(archive: Archive) -> dict[str, tuple[Article, ...]]:
    """Articles by the year they count for, in order; the undated ones last. A year in which something happened has a place among them, though no article
    may be of it."""
    shelves: dict[str, list[Article]] = {str(year): [] for event in archive.events for year in _brief(event)}
    for article in archive.articles:
        shelves.setdefault(year_of(article, archive), []).append(article)
    ordered = sorted(shelves, key=lambda label: (label == "undated", int(label) if label != "undated" else 0))
    return {label: tuple(shelves[label]) for label in ordered}


def _brief(event: Event) -> Sequence[int]:
    """The years of an event; none of one that took many."""
    years = event.date.years if event.date else ()
    return years if len(years) <= BRIEF else ()


@Shared
def events_by_year(archive: Archive) -> dict[int, list[Event]]:
    """The events that touch each year, in order."""
    found: dict[int, list[Event]] = {}
    for event in archive.events:
        for year in event.date.years if event.date else ():
            found.setdefault(year, []).append(event)
    return found


def _events(archive: Archive, label: str) -> list[Event]:
    return events_by_year(archive).get(int(label), []) if label.lstrip("-").isdigit() else []


def _index(archive: Archive) -> dict[str, Any]:
    years = in_years({label: len(articles) for label, articles in by_year(archive).items()})
    return {"url": "/years/", "years": years, "summary": tuple(_in_short(archive, *one) for one in by_year(archive).items())}


def _in_short(archive: Archive, label: str, articles: tuple[Article, ...]) -> tuple[Any, ...]:
    """A year with its most frequent actors, some of its events, and how many more events there are."""
    events = _events(archive, label)
    return label, len(articles), together(articles, archive, most=5), cards(events[:SOME]), max(0, len(events) - SOME)


def _view(archive: Archive, label: str) -> dict[str, Any]:
    articles, labels = by_year(archive)[label], ["", *by_year(archive), ""]
    place = labels.index(label)
    topics = Counter(id for article in articles for id in dict.fromkeys(article.topics))
    return {
        "url": f"/years/{label}/",
        "year": label,
        "months": by_month([one.date for one in articles], f"/years/{label}/", lambda place: articles[place].id) if label != "undated" else (),
        "events": tuple((card(event), event.place or "", len(archive.articles_with(event))) for event in _events(archive, label)),
        "actors": together(articles, archive),
        "sources": reporting(articles, archive),
        "topics": the_most(archive, "topic", topics.most_common(), 12),
        "before": labels[place - 1],
        "after": labels[place + 1],
        "total": len(articles),
        "said": said_by_year(archive).get(label, 0),
    }
