"""Names in texts: of actors whom the record does not list, of agencies, spelled otherwise than any record says, and of nobody who has a record."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from archive.hints import distance
from archive.importer.language import FUNCTION_WORDS
from archive.importer.people import PARTICLES
from archive.model import Actor, Archive, Article, Kept
from archive.names import Names, names_of
from archive.suggesting.known import PLACES, Known, Suggestion, quoted, shown, some_of

ARTICLES, TIMES = 2, 3
"""In how many articles a name must stand that has no record, or how often in one."""
LONG, LONGER = 5, 9
"""A word of so many letters may be a slip of another that differs in one, and in two."""
AGENCY = "agency"
CAPITALS = "".join(char for char in map(chr, range(0x41, 0x600)) if unicodedata.category(char) == "Lu")
"""Those of the scripts that have any: Latin, Greek, Cyrillic, Armenian."""
PARTS = r"[^\W\d_]\.|(?:[dDlLOo]['’])?[^\W\d_]+(?:-[^\W\d_]+)*(?:['’]s?(?= ))?"
"""A word of a name: an initial, or letters, with hyphens and such as "O'" and "d'"; "'s" and "s'" belong to it within the name only."""
WORD = re.compile(PARTS)
SPACE = "[ \u00a0\n]"
RUN = re.compile(
    rf"(?<!\w)(?=[{CAPITALS}])(?:{PARTS})(?:{SPACE}(?:(?:{'|'.join(sorted(map(re.escape, PARTICLES), reverse=True))}){SPACE})*(?=[{CAPITALS}])(?:{PARTS}))+"
)
"""Words with capitals, two at least, and little words between them: what may be a name."""
OWNED = re.compile(r"['’]s?$")
ENDS = re.compile(r"""(?:^|[.!?:;…„“”"«»(\[])\s*$""")
"""What stands before a word that has a capital whatever it means."""
LETTERS = re.compile(r"[^\W\d_]+")
TITLES = {
    "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "lord", "lady", "dame", "judge", "justice", "king", "queen", "prince", "princess", "pope",
    "president", "vice", "minister", "prime", "chancellor", "chairman", "premier", "senator", "governor", "mayor", "secretary", "ambassador",
    "professor", "general", "colonel", "major", "captain", "lieutenant", "sergeant", "admiral", "inspector", "superintendent", "police", "bishop",
    "herr", "frau", "monsieur", "madame", "mme", "señor", "señora", "don", "doña", "signor", "signora", "präsident", "président", "ministre",
    "presidente", "ministro",
}  # fmt: skip
"""What stands before a name and is none, in the languages of most captures."""


class Printed(NamedTuple):
    """A name as it stands in a paragraph of an article, with the words around."""

    name: str
    article: Article
    told: str


def of_actors(known: Known, article: Article) -> Iterator[Suggestion]:
    """Actors who are named in a text, a headline or a deck, and whom the record does not list."""
    archive = known.archive
    found: dict[str, list[str]] = {mention.actor: [] for mention in archive.prose_of(article).mentions if not mention.listed}
    for id in found:
        found[id] = [quoted(one.around) for one in archive.mentions.get(id, ()) if one.record is article]
    barred = article.autolink if isinstance(article.autolink, tuple) else ()
    for name, text in known.heads(article):
        for one in _names_of_all(archive).find(text):
            if len(one.actors) == 1 and text[one.start : one.end] not in barred:
                found.setdefault(one.actors[0], []).append(shown(name, text, one.start, one.end))
    publishers = {archive.source(id).actor for id in (article.source, *article.agencies)}
    for id, places in found.items():
        if id not in publishers and id not in article.actors and known.may_name(article, ("actor", id)):
            yield Suggestion(article.path, ("actors",), id, known.name(("actor", id)), some_of(places))


@Kept
def _names_of_all(archive: Archive) -> Names:
    rule = archive.site.features.autolink
    return Names(archive.actors, rule if isinstance(rule, tuple) else ())


def of_agencies(known: Known, article: Article) -> Iterator[Suggestion]:
    """Agencies that a text names, and that its record does not say it draws on."""
    for id, places in known.within(article, "source").items():
        is_new = id not in (article.source, *article.agencies) and known.may_name(article, ("source", id))
        if is_new and AGENCY in (known.archive.source(id).kind or "").casefold():
            yield Suggestion(article.path, ("agencies",), id, known.name(("source", id)), some_of(places))


def of_spellings(known: Known) -> Iterator[Suggestion]:
    """Names that differ in a letter or two of one word from one that an actor has."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in _printed(known):
        for id in _meant(known, one.name):
            if known.may_name(one.article, ("actor", id)):
                found[id, one.name].append(f"{one.article.id}, {one.told}")
    for (id, name), places in found.items():
        actor = known.archive.actor(id)
        why = (*some_of(places), f'if it is a mistake of the report, write "{name} [sic]"; if another is meant, nothing')
        yield Suggestion(actor.path, ("also",), f'"{name}"', f"another spelling of {actor.name}?", why)


def of_records(known: Known) -> Iterator[Suggestion]:
    """Names that stand often, and that nothing in the archive is called by."""
    every = dict.fromkeys(one.name for one in _printed(known) if not _meant(known, one.name))
    names = [name for name in every if name.partition(" ")[2] not in every]  # "Later Ann Lee" at the beginning of a sentence
    places = _places(known, names)
    for name in sorted(names, key=lambda name: (-len(places[name]), -sum(map(len, places[name].values())), name)):
        articles, number = places[name], sum(map(len, places[name].values()))
        if len(articles) >= ARTICLES or number >= TIMES:
            told = f"in {len(articles)} articles" if len(articles) > 1 else f"in {number} paragraphs"
            first = [(id, one) for id, some in articles.items() for one in (some[:1] if len(articles) > 1 else some)]
            yield Suggestion("", (), f'archive new actor --name "{name}"', told, tuple(f"{id}, {one}" for id, one in first[:PLACES]))


def _places(known: Known, names: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Where names stand: by the ids of articles, those that are asked about first, the paragraphs with the words around."""
    found: dict[str, dict[str, dict[str, str]]] = {name: {} for name in names}
    machine = Names.of({name: (name,) for name in found})
    for article in (*known.asked, *(one for one in known.archive.articles if one.id not in known.ids)):
        for place, text in known.stretches(article):
            for one in machine.find(text):
                found[one.actors[0]].setdefault(article.id, {}).setdefault(place, shown(place, text, one.start, one.end))
    return {name: {id: list(some.values()) for id, some in articles.items()} for name, articles in found.items()}


# ------------------------------------------------------------------------------------------------- names without a record


@Kept
def _printed(known: Known) -> list[Printed]:
    """Names in the texts that are asked about, by which nothing in the archive is called, each once in a paragraph."""
    ordinary, taken = _ordinary(known), _taken(known)
    found: dict[tuple[str, str, str], Printed] = {}
    for article in known.asked:
        for place, text in known.stretches(article):
            for name, start, end in _names(text, ordinary):
                if not _is_taken(name, taken):
                    found.setdefault((article.id, place, name), Printed(name, article, shown(place, text, start, end)))
    return list(found.values())


def _meant(known: Known, name: str) -> list[str]:
    """The actors of whose name this may be another spelling: all of its words but one are the same."""
    words = name.split()
    found: dict[str, None] = {}
    for at, word in enumerate(words):
        for other, id in _without_one(known.archive).get((at, *words[:at], "", *words[at + 1 :]), ()):
            if _is_slip(word, other):
                found[id] = None
    return list(found)


@Kept
def _without_one(archive: Archive) -> dict[tuple[object, ...], list[tuple[str, str]]]:
    """The names of actors without one of their words, each with that word and with who bears it."""
    found: dict[tuple[object, ...], list[tuple[str, str]]] = defaultdict(list)
    for actor in archive.actors:
        for words in map(str.split, names_of(actor)):
            for at, word in enumerate(words if len(words) > 1 else ()):
                found[at, *words[:at], "", *words[at + 1 :]].append((word, actor.id))
    return found


def _is_slip(word: str, other: str) -> bool:
    """Whether a word differs from another in a letter, or a long one in two; not where it begins."""
    short = min(len(word), len(other))
    limit = 0 if short < LONG or word[0] != other[0] else 1 if short < LONGER else 2
    return limit > 0 and 0 < distance(word, other, limit) <= limit


def _names(text: str, ordinary: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """What may be names, with the places where they begin and end. Words that are written small elsewhere are none at the beginning of a sentence, and
    before two others."""
    for found in RUN.finditer(text):
        end = found.start() + len(OWNED.sub("", found[0]))
        run = list(WORD.finditer(text, found.start(), end))
        while len(run) > 2 and run[0][0].casefold().rstrip(".") in TITLES:
            run = run[1:]
        if run[0][0].casefold() in ordinary and ENDS.search(text[max(0, found.start() - 9) : found.start()]):
            run = run[1:]
        while len(run) > 2 and run[0][0].casefold().rstrip(".") in ordinary:
            run = run[1:]
        if len(run) > 1 and _may_be_name([word[0].casefold().rstrip(".") for word in run], ordinary) and not found[0].isupper():
            start = run[0].start()
            yield " ".join(text[start:end].split()), start, end


def _may_be_name(words: list[str], ordinary: Collection[str]) -> bool:
    return words[0] not in TITLES and words[0] not in PARTICLES and not all(word in ordinary for word in words)


def _ordinary(known: Known) -> frozenset[str]:
    """Words that are written small somewhere."""
    return FUNCTION_WORDS | {word for article in known.archive.articles for word in set(LETTERS.findall(known.text_of(article))) if word.islower()}


def _taken(known: Known) -> frozenset[str]:
    """All that something in the archive is called by: records, withdrawn ones too, those who wrote, and places."""
    archive = known.archive
    actors = [*archive.actors, *(record for record in archive.withdrawn if isinstance(record, Actor))]
    names = [name for actor in actors for name in (*names_of(actor), actor.name, *(also for also, _ in actor.also_printed))]
    names += [name for record in (*archive.events, *archive.topics, *archive.sources) for name in (record.name, *record.also)]
    names += [name for article in archive.articles for name in (*article.byline, article.place or "", article.section or "")]
    names += [event.place or "" for event in archive.events]
    return frozenset(_plain(name) for name in names if name)


def _is_taken(name: str, taken: frozenset[str]) -> bool:
    """Whether a name is one of these, or its words are the beginning or the end of it."""
    words = _plain(name).split()
    return any(" ".join(words[start:end]) in taken for start in range(len(words)) for end in range(start + 1, len(words) + 1) if end - start > len(words) / 2)


def _plain(name: str) -> str:
    return " ".join(WORD.findall(name.casefold().replace("’", "'")))
