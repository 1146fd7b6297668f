"""The index of years, and a page for each: what happened, what was reported, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from archive.model import Archive, Article, Event, Kept, Output
from archive.pages.common import (
    Card,
    bars,
    card,
    divided,
    file,
    further,
    reporting,
    rows,
    together,
    year_of,
    year_said,
    years,
)


def outputs(archive: Archive) -> Iterator[Output]:
    shelves = by_year(archive)
    labels = list(shelves)
    yield Output("years/index.html", "years.html", _index(archive, shelves))
    for place, (label, articles) in enumerate(shelves.items()):
        around = [labels[place - 1] if place else "", labels[place + 1] if place + 1 < len(labels) else ""]
        url = f"/years/{label}/"
        chunks = divided(rows(articles, archive), url, lambda row: row.date[:7])
        view = _view(archive, label, articles, around)
        yield Output(file(url), "year.html", {**view, "rows": chunks[0][0], "pager": chunks[0][1]})
        yield from further(url, Card(url, label, "year"), chunks, "articles")


def _said(archive: Archive) -> Counter[str]:
    """How many statements are filed under each year."""
    return Counter(year_said(one) for one in archive.utterances.values())


said_by_year = Kept(_said)


def by_year(archive: Archive) -> dict[str, tuple[Article, ...]]:
    """Articles by the year they count for, in order; the undated ones last."""
    shelves: dict[str, list[Article]] = {}
    for article in archive.articles:
        shelves.setdefault(year_of(article), []).append(article)
    ordered = sorted(shelves, key=lambda label: (label == "undated", int(label) if label != "undated" else 0))
    return {label: tuple(shelves[label]) for label in ordered}


def _index(archive: Archive, shelves: dict[str, tuple[Article, ...]]) -> dict[str, Any]:
    summary = tuple(
        (label, len(articles), together(articles, archive, most=5), tuple(card(event) for event in _events(archive, label)[:6]))
        for label, articles in shelves.items()
    )
    return {"url": "/years/", "years": years(archive.articles), "summary": summary}


def _view(archive: Archive, label: str, articles: tuple[Article, ...], around: list[str]) -> dict[str, Any]:
    topics = Counter(id for article in articles for id in dict.fromkeys(article.topics))
    return {
        "url": f"/years/{label}/",
        "year": label,
        "months": _months(label, articles),
        "events": tuple((card(event), event.place or "", len(archive.articles_with(event))) for event in _events(archive, label)),
        "actors": together(articles, archive),
        "sources": reporting(articles, archive),
        "topics": tuple((card(archive.topic(id)), count) for id, count in topics.most_common(12)),
        "before": around[0],
        "after": around[1],
        "total": len(articles),
        "said": said_by_year(archive).get(label, 0),
    }


def _events(archive: Archive, label: str) -> list[Event]:
    """The events that touch a year, in order."""
    return [event for event in archive.events if event.date and label.lstrip("-").isdigit() and int(label) in event.date.years]


def _months(label: str, articles: tuple[Article, ...]) -> Any:
    """Articles a month, each linked to the first of them; 0 stands for those whose month is not known."""
    counts: Counter[int] = Counter()
    places: dict[int, int] = {}
    for place, article in enumerate(articles):
        date = article.date
        known = date is not None and date.first is not None and date.last is not None and date.first[:2] == date.last[:2]
        month = date.first[1] if known and date and date.first else 0
        counts[month] += 1
        places.setdefault(month, place)
    pages = divided(articles, f"/years/{label}/", lambda article: "")
    size = len(pages[0][0]) or 1
    wanted = [*range(1, 13), *([0] if counts[0] else [])] if label != "undated" else []
    counted = [
        (str(month), counts[month], f"{pages[0][1].pages[places[month] // size][1]}#{articles[places[month]].id}" if counts[month] else "")
        for month in wanted
    ]
    return bars(counted)
