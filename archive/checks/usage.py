"""What is said twice, oddly or not at all; what nothing uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from archive.checks.common import heading, problem
from archive.hints import distance, mistakes
from archive.model import Actor, Archive, Event, Key, Page, Record, Source, Topic, Utterance
from archive.problems import Loc, Problem

ONCE, OFTEN = 1, 3
LISTS = ("actors", "events", "topics", "agencies", "part_of", "broader", "also", "aliases", "byline")


def check(archive: Archive, named: Collection[Key]) -> Iterator[Problem]:
    """`named` are records that one names which is not published: they are in use too."""
    used = _used(archive).union(named)
    for key, record in archive.records.items():
        if record.summary is None and not isinstance(record, Page):
            hint = "add a line summary: with one or two sentences in our own words; lists and previews show it"
            yield problem(record, heading(record), "no-summary", f"the {record.kind_name} has no summary", hint)
        if isinstance(record, (Actor, Event, Topic, Source)) and key not in used:
            hint = f"name {record.id} in a record that it belongs to; or, if it was never published, delete the file, and else archive withdraw {record.id}"
            yield problem(record, heading(record), "unused-record", f"no record names this {record.kind_name}", hint)
        yield from _repeated(record)
    yield from _differing(archive)
    yield from _odd_words(archive)


def _used(archive: Archive) -> set[Key]:
    used = {key for key in archive.articles_of if archive.articles_of[key]}
    used |= {key for key in archive.backlinks if archive.backlinks[key]} | {("actor", id) for id in archive.mentions}
    for article in archive.articles:
        used |= {("actor", id) for statement in article.statements for id in statement.to}
        used |= {("actor", id) for figure in article.figures for id in figure.by}
        used |= {("topic", id) for statement in article.statements for id in statement.topics}
    for actor in archive.actors:
        used |= {("actor", id) for id in (*actor.part_of, *(role.of for role in actor.roles if role.of))}
    for event in archive.events:
        used |= {("actor", id) for id in event.actors} | {("topic", id) for id in event.topics} | {("event", id) for id in event.part_of}
    for topic in archive.topics:
        used |= {("topic", id) for id in topic.broader}
    for source in archive.sources:
        used |= {("source", id) for id in source.part_of} | ({("actor", source.actor)} if source.actor else set())
    return used


def _repeated(record: Record) -> Iterator[Problem]:
    for name in LISTS:
        values = getattr(record, name, ())
        if len(set(values)) < len(values):
            for index, value in enumerate(values):
                if value in values[:index]:
                    yield problem(record, (name, index), "repeated-value", f'"{value}" stands twice in {name}', "take one of the two out")


def _differing(archive: Archive) -> Iterator[Problem]:
    """Two people cannot have said the same words; a body and the one who speaks for it can."""
    for utterance in archive.utterances.values():
        people = _people(archive, utterance)
        for key in utterance.same if utterance.statement.same_as else ():
            others = _people(archive, archive.utterances[key])
            if people and others and not set(people) & set(others):
                loc: Loc = ("statements", utterance.article.statements.index(utterance.statement), "same_as")
                message = f"{key}, said to be the same, is by {', '.join(others)}, and this one by {', '.join(people)}"
                yield problem(utterance.article, loc, "same-as-differs", message, "mend the speaker, or take same_as out")
                break


def _people(archive: Archive, utterance: Utterance) -> tuple[str, ...]:
    """Who speaks, where all of them are persons."""
    by = utterance.statement.by
    known = [archive.records.get(("actor", id)) for id in by]
    return by if all(isinstance(actor, Actor) and actor.kind == "person" for actor in known) else ()


def _odd_words(archive: Archive) -> Iterator[Problem]:
    """Open words, each for itself: what stands once and is a letter away from what stands often."""
    kinds = [*(_kinds(archive, kind) for kind in (Actor, Event, Source)), _words(archive, "media", "kind")]
    for some in kinds:
        yield from _two_spellings(some)
    for some in (*kinds, _words(archive, "statements", "act")):
        count = Counter(word for word, _, _ in some)
        often = [word for word, number in count.items() if number >= OFTEN]
        meant = {word: other for word, number in count.items() if number == ONCE for other in often if _slip(word, other)}
        for word, record, loc in some if meant else ():
            if word in meant:
                message = f'"{word}" stands only here, and "{meant[word]}" {count[meant[word]]} times'
                yield problem(record, loc, "odd-word", message, f'did you mean "{meant[word]}"?')


def _two_spellings(some: list[tuple[str, Record, Loc]]) -> Iterator[Problem]:
    """Words that differ from one that stands more often in capitals alone; of acts, each of which has an address, a build tells as much."""
    count = Counter(word for word, _, _ in some)
    usual = {word.casefold(): word for word in sorted(count, key=lambda word: (count[word], word.islower()))}
    for word, record, loc in some:
        if word != (better := usual[word.casefold()]):
            message = f'"{word}" and "{better}" differ in capitals alone, and readers are shown two kinds'
            yield problem(record, loc, "odd-word", message, f'write "{better}"')


def _kinds(archive: Archive, kind: type[Record]) -> list[tuple[str, Record, Loc]]:
    return [(word, record, ("kind",)) for record in archive.records.values() if isinstance(record, kind) and (word := getattr(record, "kind", None))]


def _words(archive: Archive, part: str, name: str) -> list[tuple[str, Record, Loc]]:
    return [(getattr(one, name), article, (part, index, name)) for article in archive.articles for index, one in enumerate(getattr(article, part))]


def _slip(word: str, other: str) -> bool:
    """Whether one is the other with a letter more, a letter less, or two that have changed places."""
    return len(word) > 3 and mistakes(word) > 0 and distance(word, other, 1) == 1 and (len(word) != len(other) or sorted(word) == sorted(other))


