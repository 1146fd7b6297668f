"""Atom feeds (RFC 4287): of the archive, and of each actor, event, topic, source and year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Article, Date, KeptEach, Output, Record
from archive.pages.common import card
from archive.pages.year import by_year

NEWEST = 50


def subjects(archive: Archive) -> Sequence[Record | str]:
    """"" is the archive itself; years stand by their labels."""
    return ("", *archive.actors, *archive.events, *archive.topics, *archive.sources, *(label for label, some in by_year(archive).items() if some))


def outputs(archive: Archive, subject: Record | str) -> Iterator[Output]:
    if isinstance(subject, Record):
        yield _feed(archive, subject.url, subject.heading, archive.articles_with(subject))
    elif subject:
        yield _feed(archive, f"/years/{subject}/", subject, by_year(archive)[subject])
    else:
        yield _feed(archive, "/", "", archive.articles)


def _feed(archive: Archive, url: str, title: str, articles: Sequence[Article]) -> Output:
    newest = articles[-NEWEST:][::-1]
    entries = tuple([_entry(archive, article.id) for article in newest])
    updated = max((entry["updated"] for entry in entries), default="1970-01-01T00:00:00Z")
    return Output(f"{url.lstrip('/')}feed.xml", "feed.xml", {"url": url, "title": title, "entries": entries, "updated": updated})


@KeptEach
def _entry(archive: Archive, id: str) -> dict[str, Any]:
    article = archive.article(id)
    published = _instant(article.date)
    changed = [f"{change.date.text[:10]}T00:00:00Z" for change in article.history if change.date.certain]
    return {
        "card": card(article),
        "source": archive.source(article.source).name,
        "byline": article.byline,
        "published": published,
        "updated": max([*changed, published or _known_since(article)]),
        "topics": tuple(archive.topic(id).name for id in article.topics),
        "summary": article.summary or "",
    }


def _known_since(article: Article) -> str:
    """What stands for the date of an undated article, for a feed must have one and a build knows no clock (RFC 4287, 4.2.15): the day on which it was
    captured, or else the year that it is shelved under."""
    captured = _instant(article.capture.captured) if article.capture else ""
    return captured or f"{article.year or 1970:04d}-01-01T00:00:00Z"


def _instant(date: Date | None) -> str:
    """The date as RFC 3339 in UTC, at the start of the first day it can mean; nothing outside the years 1 to 9999."""
    day = date and (date.first or date.last)
    if not date or not day or not 0 < day[0] < 10000:
        return ""
    minute = min(max(date.minute, 0), 1439)
    return f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}T{minute // 60:02d}:{minute % 60:02d}:00Z"
