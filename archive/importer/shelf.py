"""What an archive already holds, as far as an import must know it: sources, actors, captures, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from archive.hints import fold
from archive.ids import id_of
from archive.importer.outlets import by_name
from archive.importer.titles import likeness
from archive.model import Actor, Article, Source
from archive.names import Names
from archive.read import read

DAYS = 3


@dataclass(frozen=True, slots=True)
class Shelf:
    """An archive's records, its articles with their texts. An empty one knows nothing, and proposes nothing."""

    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    articles: tuple[tuple[Article, str], ...] = ()

    def source(self, name: str) -> str:
        """The id of a publisher: that of its record, or a new one made from the name."""
        known = by_name(name)
        wanted = {_fold(one) for one in (name, *((known.name, *known.also) if known else ()))}
        found = next((source.id for source in self.sources if wanted & _names(source)), None)
        return found or (known.id if known else id_of(name) or "source")

    def publisher(self, words: str) -> str | None:
        """The name of the source of which these words are a name, and nothing else."""
        return next((source.name for source in self.sources if _fold(words) in _names(source)), None)

    @property
    def aliases(self) -> set[str]:
        """Ids that articles had, whose addresses lead to these."""
        return {alias.strip("/").rpartition("/")[2] for article, _ in self.articles for alias in article.aliases}

    def has_source(self, id: str) -> bool:
        return any(source.id == id for source in self.sources)

    def named(self, text: str) -> tuple[str, ...]:
        """The ids of the actors that a text names, in order; a name that several bear is left alone."""
        if not self.actors:
            return ()
        return tuple(dict.fromkeys(found.actors[0] for found in Names(self.actors).find(text) if len(found.actors) == 1))

    def captured(self, sha256: str) -> Article | None:
        """The article that was made from a capture of these bytes."""
        return next((article for article, _ in self.articles if article.capture and (article.capture.sha256 or "").lower() == sha256), None)

    def alike(self, title: str, day: str | None, text: str) -> tuple[str, ...]:
        """The ids of articles that may tell the same story: of the same days and with a like headline, or with the same
        sentences."""
        runs = _runs(text)
        return tuple(article.id for article, own in self.articles if _same_story(article, own, title, day, runs))[:5]


def read_shelf(root: Path) -> Shelf:
    """Reads an archive's records; what is wrong in them is for `archive check` to tell."""
    entries = read(root).entries
    records = [entry.record for entry in entries]
    return Shelf(
        tuple(record for record in records if isinstance(record, Source)),
        tuple(record for record in records if isinstance(record, Actor)),
        tuple((entry.record, entry.body.source) for entry in entries if isinstance(entry.record, Article)),
    )


def root_of(folder: Path) -> Path | None:
    """The archive that a folder lies in: the nearest folder above whose `content/` holds it."""
    folder = folder.absolute()
    return next((above.parent for above in (folder, *folder.parents) if above.name == "content" and above.is_dir()), None)


def _names(source: Source) -> set[str]:
    return {_fold(one) for one in (source.name, *source.also)} - {""}


def _fold(name: str) -> str:
    return re.sub(r"\W+", "", fold(name).removeprefix("the-"))


def _same_story(article: Article, own: str, title: str, day: str | None, runs: frozenset[str]) -> bool:
    shared = len(runs & _runs(own))
    near = bool(day and article.date and article.date.first and abs(_number(article.date.first) - _number(_parts(day))) <= DAYS)
    return shared >= 5 or (near and (shared >= 2 or likeness(article.title, title) >= 0.3))


def _parts(day: str) -> tuple[int, int, int]:
    year, month, of_month = day[:10].split("-")
    return int(year), int(month), int(of_month)


def _number(day: tuple[int, int, int]) -> int:
    """Days, near enough to compare neighbours."""
    return day[0] * 372 + day[1] * 31 + day[2]


def _runs(text: str) -> frozenset[str]:
    words: Iterable[str] = re.findall(r"\w+", text.casefold())
    listed = list(words)
    return frozenset(" ".join(listed[at : at + 6]) for at in range(len(listed) - 5))
