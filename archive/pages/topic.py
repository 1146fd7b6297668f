"""The index of topics, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Event, Output, Topic, Utterance, key_of
from archive.pages.common import (
    card,
    cards,
    divided,
    file,
    further,
    quoted,
    reporting,
    rows,
    said,
    together,
    years,
)

MOST_SAID = 30


def outputs(archive: Archive) -> Iterator[Output]:
    yield Output("topics/index.html", "topics.html", {"url": "/topics/", "tree": _tree(archive), "total": len(archive.topics)})
    events, said_on_it = _events(archive), _told(archive)
    for topic in archive.topics:
        articles = archive.articles_with(topic)
        chunks = divided(rows(articles, archive), topic.url, lambda row: row.year)
        told = said_on_it.get(topic.id, [])
        view = {
            "url": topic.url,
            "topic": topic,
            "prose": archive.prose_of(topic),
            "broader": cards(archive.topic(id) for id in topic.broader),
            "narrower": cards(archive.parts.get(key_of(topic), ())),
            "years": years(articles),
            "events": cards(events.get(topic.id, ()))[:40],
            "with": together(articles, archive),
            "sources": reporting(articles, archive),
            "said": tuple(said(one, archive) for one in told[:MOST_SAID]),
            "said_total": len(told),
            "backlinks": quoted(archive.backlinks.get(key_of(topic), ())),
            "rows": chunks[0][0],
            "pager": chunks[0][1],
            "total": len(articles),
        }
        yield Output(file(topic.url), "topic.html", view)
        yield from further(topic.url, card(topic), chunks, "articles")
        yield Output(f"{topic.url.lstrip('/')}{topic.id}.json", "data/record.json", {"record": topic, "url": topic.url})


def _events(archive: Archive) -> dict[str, list[Event]]:
    """For each topic the events that are of it, or on which an article of it reports, in order."""
    found: dict[str, list[Event]] = {}
    for event in archive.events:
        reported = (id for article in archive.articles_with(event) for id in article.topics)
        for id in dict.fromkeys((*event.topics, *reported)):
            found.setdefault(id, []).append(event)
    return found


def _told(archive: Archive) -> dict[str, list[Utterance]]:
    """For each topic the statements on it."""
    found: dict[str, list[Utterance]] = {}
    for one in archive.utterances.values():
        for id in dict.fromkeys(one.statement.topics):
            found.setdefault(id, []).append(one)
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
