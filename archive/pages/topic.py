"""The index of topics, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output, Topic, key_of
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
    for topic in archive.topics:
        articles = archive.articles_with(topic)
        chunks = divided(rows(articles, archive), topic.url, lambda row: row.year)
        ids = {article.id for article in articles}
        told = [one for one in archive.utterances.values() if topic.id in one.statement.topics]
        view = {
            "url": topic.url,
            "topic": topic,
            "prose": archive.prose_of(topic),
            "broader": cards(archive.topic(id) for id in topic.broader),
            "narrower": cards(archive.parts.get(key_of(topic), ())),
            "years": years(articles),
            "events": cards(event for event in archive.events if topic.id in event.topics or any(a.id in ids for a in archive.articles_with(event)))[:40],
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
