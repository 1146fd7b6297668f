"""The search page. What results are narrowed by is counted here from the same values that the search documents carry, so that the
page can show the counts before anything is searched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.model import Archive, Named, Output
from archive.model.letters import filed
from archive.pages.documents import filters, searched, years
from archive.pages.year import by_year

MOST_CHOICES = 200
"""How many choices of a facet the page lists; the rest can be reached by their own pages."""

FACETS = ("kind", "year", "source", "actor", "topic")
KINDS = {
    "article": "/articles/",
    "actor": "/actors/",
    "event": "/events/",
    "topic": "/topics/",
    "source": "/sources/",
    "year": "/years/",
    "page": "",
}
"""The kinds that are searched, in the order of the page, with the index that lists each."""


class Choice(NamedTuple):
    """A value that results can be narrowed to: an id, its label, how many documents have it, and the page that lists them.

    The label is "" where the interface has the word for it: for kinds, and for `undated`.
    """

    value: str
    label: str
    n: int
    url: str


def subjects(archive: Archive) -> Sequence[None]:
    return (None,) if archive.site.features.search else ()


def outputs(archive: Archive, _: None) -> Iterator[Output]:
    yield Output("search/index.html", "search.html", {"url": "/search/", "facets": facets(archive), "total": len(archive.articles)})


def facets(archive: Archive) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """What results can be narrowed by: for each facet its choices, the most frequent first; kinds and years in their order."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for record in searched(archive):
        for name, values in filters(record, archive).items():
            counts[name].update(values)
    for year in years(archive):
        counts["kind"]["year"] += 1
        counts["year"][year] += 1
    kinds = tuple(Choice(kind, "", counts["kind"][kind], url) for kind, url in KINDS.items() if counts["kind"][kind])
    named = ((name, _named(archive, name, counts[name])) for name in ("source", "actor", "topic"))
    return tuple((name, choices) for name, choices in (("kind", kinds), ("year", _years(archive, counts["year"])), *named) if choices)


def _years(archive: Archive, counts: Counter[str]) -> tuple[Choice, ...]:
    """The latest first; one in which only long events fall has no page."""
    paged = by_year(archive)
    ordered = sorted(counts, key=lambda year: -int(year) if year != "undated" else 9999)
    return tuple(Choice(year, "" if year == "undated" else year, counts[year], f"/years/{year}/" if year in paged else "") for year in ordered[:MOST_CHOICES])


def _named(archive: Archive, kind: str, counts: Counter[str]) -> tuple[Choice, ...]:
    """The records of a kind that have documents. Two of the same name are told apart by their ids."""
    best = sorted(counts, key=lambda value: (-counts[value], value))[:MOST_CHOICES]
    records: list[Named] = [archive.records[kind, id] for id in best]  # type: ignore[misc]
    same = Counter(record.name for record in records)
    labels = {record.id: f"{record.name} ({record.id})" if same[record.name] > 1 else record.name for record in records}
    choices = (Choice(record.id, labels[record.id], counts[record.id], record.url) for record in records)
    return tuple(sorted(choices, key=lambda choice: (-choice.n, filed(choice.label))))
