"""The index of topics, and a page for each."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Event, Kept, Output, Topic, key_of
from archive.pages.common import (
    as_data,
    card,
    cards,
    file,
    listed,
    named,
    numbered,
    quoted,
    reporting_on,
    rows,
    said,
    standing_with,
    years,
)

WEIGHT = 8
MOST_SAID = 30
MOST_EVENTS = 40


def subjects(archive: Archive) -> Sequence[Topic | None]:
    """`None` is the index."""
    return (None, *archive.topics)


def outputs(archive: Archive, topic: Topic | None) -> Iterator[Output]:
    if topic is None:
        yield Output("topics/index.html", "topics.html", {"url": "/topics/", "tree": _tree(archive), "total": len(archive.topics)})
        return
    items, pager = listed(topic, archive)[0]
    yield Output(file(topic.url), "topic.html", {**_view(archive, topic), "rows": rows(items, archive), "pager": pager})
    yield as_data(topic, archive)


def _view(archive: Archive, topic: Topic) -> dict[str, Any]:
    articles, told = archive.articles_with(topic), numbered(archive, told_on(archive).get(topic.id, ()))
    return {
        "url": topic.url,
        "topic": topic,
        "prose": archive.prose_of(topic),
        "broader": named(archive, "topic", topic.broader),
        "narrower": cards(archive.parts.get(key_of(topic), ())),
        "years": years(articles, archive),
        "events": cards(events_on(archive).get(topic.id, ())[:MOST_EVENTS]),
        "with": standing_with(topic, archive),
        "sources": reporting_on(topic, archive),
        "said": tuple(said(one, archive) for one in told[:MOST_SAID]),
        "said_total": len(told),
        "backlinks": quoted(archive.backlinks.get(key_of(topic), ())),
        "total": len(articles),
    }


@Kept
def events_on(archive: Archive) -> dict[str, list[Event]]:
    """For each topic the events that are of it, or on which an article of it reports, in order."""
    found: dict[str, list[Event]] = {}
    for event in archive.events:
        reported = (id for article in archive.articles_with(event) for id in article.topics)
        for id in dict.fromkeys((*event.topics, *reported)):
            found.setdefault(id, []).append(event)
    return found


@Kept
def told_on(archive: Archive) -> dict[str, array[int]]:
    """For each topic the statements on it, by their numbers."""
    found: dict[str, array[int]] = {}
    for number, one in enumerate(archive.utterances.values()):
        for id in dict.fromkeys(one.statement.topics):
            found.setdefault(id, array("I")).append(number)
    return found


def _tree(archive: Archive) -> tuple[tuple[int, object, int], ...]:
    """Topics below their broader ones, as (depth, card, articles); without recursion, each once."""
    out: list[tuple[int, object, int]] = []
    seen: set[str] = set()
    tops: list[tuple[int, Topic]] = [(0, topic) for topic in reversed(archive.topics) if not topic.broader]
    while tops:
        depth, topic = tops.pop()
        if topic.id not in seen:
            seen.add(topic.id)
            out.append((depth, card(topic), len(archive.articles_with(topic))))
            below = [part for part in archive.parts.get(key_of(topic), ()) if isinstance(part, Topic)]
            tops += [(depth + 1, part) for part in reversed(below)]
    return tuple(out)
