"""Records of one kind that look like the same one. Likenesses are found by what two share, never by comparing all pairs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from archive.checks.common import heading, problem
from archive.model import Actor, Archive, Article, Source, Topic
from archive.problems import Problem

COMMON = 20
"""What more articles or actors share than that tells nothing."""
LONG_NAME = 9
LONG_SENTENCE = 25
AUTHORITIES = {"wikidata": "Wikidata", "viaf": "VIAF", "isni": "ISNI", "lcnaf": "the Library of Congress"}


def check(archive: Archive) -> Iterator[Problem]:
    yield from _articles(archive)
    yield from _actors(archive)
    yield from _called_alike(archive.sources)
    yield from _called_alike(archive.topics)


# ---------------------------------------------------------------------------------------------------------- articles


def _articles(archive: Archive) -> Iterator[Problem]:
    reasons: dict[tuple[int, int], str] = {}
    for why, shelves in (
        ("the same capture", _by(archive.articles, _capture)),
        ("the same original address", _by(archive.articles, _address)),
        ("the same headline on the same day", _by(archive.articles, _title_and_day)),
    ):
        for some in shelves.values():
            for pair in combinations(some, 2) if 1 < len(some) <= COMMON else ():
                reasons.setdefault(pair, why)
    for pair, why in _same_text([archive.prose_of(article).body.source for article in archive.articles]):
        reasons.setdefault(pair, why)
    related = {(article.id, relation.article) for article in archive.articles for relation in article.related}
    for (first, second), why in sorted(reasons.items()):
        one, other = archive.articles[first], archive.articles[second]
        if (one.id, other.id) not in related and (other.id, one.id) not in related:
            hint = f"if they are one, delete one and add its id to the aliases of the other; if not, write related: [{{article: {one.id}, how: same-story}}]"
            yield problem(other, heading(other), "duplicate-article", f"it has {why} as {one.path}", hint)


def _by(articles: tuple[Article, ...], name: Callable[[Article], str]) -> dict[str, list[int]]:
    shelves: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        if key := name(article):
            shelves[key].append(number)
    return shelves


def _capture(article: Article) -> str:
    return (article.capture.sha256 or article.capture.file).lower() if article.capture else ""


def _address(article: Article) -> str:
    return re.sub(r"^https?://(www\.)?|[/#]+$", "", article.url_original or "").lower()


def _title_and_day(article: Article) -> str:
    return f"{_plain(article.title)} {article.date.text[:10]}" if article.date else ""


def _same_text(texts: Iterable[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Pairs that share most of their longer sentences."""
    first: dict[int, int] = {}
    shelves: dict[int, list[int]] = {}
    count: list[int] = []
    for number, text in enumerate(texts):
        own = {hash(sentence) for sentence in text.replace("。", ". ").replace("\n", " ").split(". ") if len(sentence) > LONG_SENTENCE}
        count.append(len(own))
        for sentence in own:
            if sentence in first:
                shelves.setdefault(sentence, [first[sentence]]).append(number)
            else:
                first[sentence] = number
    shared = Counter(pair for some in shelves.values() if len(some) <= COMMON for pair in combinations(some, 2))
    for (one, other), sentences in shared.items():
        if sentences >= 3 and sentences * 2 > min(count[one], count[other]):
            yield (one, other), "mostly the same text"


# ------------------------------------------------------------------------------------------------------------ actors


def _actors(archive: Archive) -> Iterator[Problem]:
    actors = archive.actors
    for name, called in AUTHORITIES.items():
        shelves: dict[str, list[Actor]] = defaultdict(list)
        for actor in actors:
            if number := getattr(actor, name):
                shelves[number.replace(" ", "")].append(actor)
        for some in shelves.values():
            for one, other in pairwise(some):
                hint = "look the number up and take it from the wrong one; if they are one, delete one and add its id to the aliases of the other"
                yield problem(other, (name,), "shared-authority", f"{one.path} has the same number in {called}", hint)
    apart = {frozenset((actor.id, other)) for actor in actors for other in (*actor.not_to_be_confused_with, *actor.part_of)}
    seen: set[frozenset[str]] = set()
    for one, other, why in _alike(actors):
        pair = frozenset((one.id, other.id))
        if one is not other and pair not in apart and pair not in seen:
            seen.add(pair)
            hint = f"if they are one, delete one and add its id to the aliases of the other; if not, write not_to_be_confused_with: [{one.id}]"
            yield problem(other, heading(other), "similar-actor", f"{why} {one.path}", hint)


def _alike(actors: tuple[Actor, ...]) -> Iterator[tuple[Actor, Actor, str]]:
    exact: dict[str, list[Actor]] = defaultdict(list)
    for actor in actors:
        for name in {_key(name) for name in _names(actor)} - {""}:
            exact[name].append(actor)
    for some in exact.values():
        if len(some) <= COMMON:
            yield from ((one, other, "it has the same name as") for one, other in combinations(some, 2))
    near: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
    for name, some in exact.items():
        if len(name) >= LONG_NAME and not any(char.isdigit() for char in name):
            for variant in {name, *_shortened(name)}:
                near[f"{some[0].kind} {variant}"].append((name, some[0]))
    for found in near.values():
        if 1 < len(found) <= COMMON:
            for (name, one), (other_name, other) in combinations(found, 2):
                if abs(len(name) - len(other_name)) == 1 or sorted(name) == sorted(other_name):
                    yield one, other, "its name differs by one letter from that of"


def _shortened(name: str) -> Iterable[str]:
    """A name without one of its letters, each in turn. Two names that differ by one letter more, or by two letters that
    have changed places, have one of these in common; so have those with another letter, which are sorted out later."""
    return (name[:at] + name[at + 1 :] for at in range(len(name)))


def _names(actor: Actor) -> list[str]:
    return [actor.name, *(name for name, _ in actor.also_printed), *actor.names.values()]


def _key(name: str) -> str:
    """A name without case, marks and the order of its parts; one of a single short part tells too little."""
    parts = sorted(_plain(name).split())
    return " ".join(parts) if len(parts) > 1 or (parts and len(parts[0]) > 2) else ""


def _plain(text: str) -> str:
    if not text.isascii():
        text = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", text.casefold()))


# -------------------------------------------------------------------------------------------------- sources and topics


def _called_alike(records: Sequence[Source | Topic]) -> Iterator[Problem]:
    """Each record whose name one before it has, as its own or as another name, but for capitals and accents."""
    first: dict[str, Source | Topic] = {}
    for record in records:
        for name in (record.name, *record.also):
            first.setdefault(_plain(name), record)
    for record in records:
        other = first[_plain(record.name)]
        if other is not record and _plain(record.name):
            hint = "if they are one, delete one and add its id to the aliases of the other; if not, give each a name that tells it apart"
            yield problem(record, heading(record), "same-name", f"{other.path} has this name too", hint)
