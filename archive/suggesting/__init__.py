"""suggest: what no record says and the archive speaks for. The machine proposes, the editor disposes: nothing of this is published before a file says it.

Each module holds kinds of suggestions, with their evidence. They are found by what two records share, never by comparing all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from archive.model import Archive, Article, Key
from archive.suggesting import claims, names, numbers, stories, subjects
from archive.suggesting.known import Known, Suggestion
from archive.workers import Spread, in_turn

__all__ = ["KINDS", "Suggestion", "suggest"]

OF_EACH: dict[str, Callable[[Known, Article], Iterable[Suggestion]]] = {
    "actors": names.of_actors,
    "agencies": names.of_agencies,
    "events": stories.of_events,
    "topics": subjects.of_topics,
    "related": stories.of_relations,
    "statements": claims.of_statements,
    "figures": numbers.of_figures,
}
"""What is suggested for an article, by the key that it belongs under."""
OF_ALL: dict[str, Callable[[Known], Iterable[Suggestion]]] = {"also": names.of_spellings, "records": names.of_records}
"""What several articles speak for: other spellings of actors, and records that are not there yet."""
KINDS = (*OF_EACH, *OF_ALL)
COMPARED = {"events", "topics", "related"}
"""Those for which the words of all articles are looked at."""


def suggest(
    archive: Archive, asked: Collection[Article] = (), kinds: Collection[str] = KINDS, spread: Spread = in_turn, drafts: Collection[Key] = ()
) -> list[Suggestion]:
    """Suggestions for some articles, or for all, of some kinds. `spread` may have several processes look through the articles; `drafts` are records that no
    published one may name."""
    known = Known(archive, asked or archive.articles, drafts)
    finders = [find for kind, find in OF_EACH.items() if kind in kinds]
    if not COMPARED.isdisjoint(kinds):
        known.prepare()

    def work(start: int, stop: int) -> list[Suggestion]:
        return [one for article in known.asked[start:stop] for find in finders for one in find(known, article)]

    found = list(spread(work, len(known.asked)))
    return [*found, *(one for kind, find in OF_ALL.items() if kind in kinds for one in find(known))]
