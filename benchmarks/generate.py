"""An archive of any size in our content model, the same for the same seed: for measuring, not for reading.

    python -m benchmarks.generate DIR --articles 10000

Words, actors, sources and events follow Zipf's law, as in a real archive; one actor stands in three articles of ten, and one
year holds nine of a hundred. Articles link to earlier ones, to single paragraphs, to actors, events and topics; their
statements repeat and answer earlier statements. `archive check` finds no error in it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

YEARS = range(2003, 2024)
FULL_YEAR = 2013
TOPICS = 40
SOURCES = 30
VOCABULARY = 12_000
FIRST_ACTOR = 0.30
ACTS = ("accuses", "denies", "claims", "reports", "warns", "demands", "offers", "confirms", "opposes", "calls-for")
SYLLABLES = [consonant + vowel for consonant in (*"bdfghklmnprstvz", "br", "st", "tr") for vowel in "aeiou"]


@dataclass(frozen=True)
class Named:
    """An actor, event, topic or source. `line` is one sentence on it; `more` its other keys, as YAML values."""

    id: str
    name: str
    line: str
    more: dict[str, object]


@dataclass(frozen=True)
class Report:
    """An article. `body` is Markdown with wikilinks; `more` its other keys, as YAML values."""

    id: str
    year: int
    title: str
    summary: str
    source: str
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    events: tuple[str, ...]
    more: dict[str, object]
    body: str


@dataclass(frozen=True)
class Whole:
    """All records of an archive. Articles are made as they are asked for, always the same."""

    count: int
    words: int
    seed: int
    actors: tuple[Named, ...]
    events: tuple[Named, ...]
    topics: tuple[Named, ...]
    sources: tuple[Named, ...]

    def articles(self) -> Iterator[Report]:
        return _articles(self)


class Zipf:
    """Draws from a sequence, its first items the most often."""

    def __init__(self, items: Sequence[str], power: float = 1.0, shift: float = 0.0) -> None:
        self.items = items
        self.weights = list(accumulate(1 / (rank + 1 + shift) ** power for rank in range(len(items))))

    def draw(self, random: Random, count: int) -> list[str]:
        return random.choices(self.items, cum_weights=self.weights, k=count)


# ------------------------------------------------------------------------------------------------- the other records


def whole(count: int, words: int = 830, seed: int = 1) -> Whole:
    """The records of an archive of `count` articles of about `words` words."""
    random = Random(f"{seed} records")
    vocabulary = Zipf(_vocabulary(seed))
    sources = tuple(_source(random, number) for number in range(SOURCES))
    topics = tuple(_topic(random, vocabulary, number) for number in range(TOPICS))
    actors: list[Named] = []
    for number in range(max(12, count // 20)):
        actors.append(_actor(random, vocabulary, number, actors))
    events = tuple(_event(random, vocabulary, number, actors, topics) for number in range(max(4, count // 25)))
    return Whole(count, words, seed, tuple(actors), events, topics, sources)


def _vocabulary(seed: int) -> list[str]:
    """Words, all different: the short ones first, as in a language."""
    random = Random(f"{seed} words")
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = 1 + min(4, len(words) // 60, 1 + len(words) // 1500)
        words.setdefault("".join(random.choices(SYLLABLES, k=length)) + random.choice(("", "n", "r", "s")))
    return list(words)


def _sentence(random: Random, vocabulary: Zipf, low: int, high: int) -> str:
    words = vocabulary.draw(random, random.randint(low, high))
    return f"{words[0].capitalize()} {' '.join(words[1:])}."


def _proper(random: Random, number: int) -> str:
    """A name of two words, which no other number has."""
    first = "".join(random.choices(SYLLABLES, k=2)).capitalize()
    last, rest = "", number
    for _ in range(3):
        rest, at = divmod(rest, len(SYLLABLES))
        last += SYLLABLES[(at * 37 + 11) % len(SYLLABLES)]
    return f"{first} {last.capitalize()}"


def _source(random: Random, number: int) -> Named:
    name = f"The {_proper(random, number)} {random.choice(('Times', 'Post', 'Herald', 'Agency'))}"
    return Named(f"source-{number:02}", name, f"A publisher of {_proper(random, number)}.", {"kind": "agency" if number < 6 else "newspaper", "language": "en"})


def _topic(random: Random, vocabulary: Zipf, number: int) -> Named:
    name = " ".join(random.sample(vocabulary.items[100:2000], 2))
    broader = [f"topic-{number % 8:02}"] if number >= 8 else []
    return Named(f"topic-{number:02}", name, _sentence(random, vocabulary, 8, 16), {"broader": broader})


def _actor(random: Random, vocabulary: Zipf, number: int, before: Sequence[Named]) -> Named:
    name = _proper(random, number)
    first, last = name.split()
    more: dict[str, object] = {"kind": random.choice(("person", "person", "person", "company", "government-body", "state", "university"))}
    if number % 3 == 0:
        more["also"] = [f"{last} {first}", *([f"{first} {last}s [sic]"] if number % 9 == 0 else [])]
    if number % 5 == 0:
        more["names"] = {"zh": "".join(chr(0x4E00 + random.randrange(3000)) for _ in range(4))}
    if before and number % 2:
        of = before[random.randrange(len(before))].id
        more["roles"] = [{"title": f"Head of {_sentence(random, vocabulary, 2, 3)[:-1].lower()}", "of": of, "from": str(random.choice(YEARS))}]
    if len(before) > 4 and number % 7 == 0:
        more["part_of"] = [before[number // 7].id]
    return Named(f"actor-{number:04}", name, _sentence(random, vocabulary, 8, 18), more)


def _event(random: Random, vocabulary: Zipf, number: int, actors: Sequence[Named], topics: Sequence[Named]) -> Named:
    day = date(random.choice(YEARS), 1, 1) + timedelta(days=random.randrange(365))
    written = [str(day), f"{day}/{day + timedelta(days=3)}", f"{day:%Y-%m}", f"{day:%Y-%m}~"][number % 4]
    more: dict[str, object] = {
        "date": written,
        "kind": random.choice(("summit", "breach", "indictment", "report")),
        "place": _proper(random, number).split()[1],
        "actors": sorted({random.choice(actors).id for _ in range(3)}),
        "topics": [random.choice(topics).id],
    }
    return Named(f"event-{number:04}", _sentence(random, vocabulary, 4, 7)[:-1], _sentence(random, vocabulary, 10, 20), more)


# ---------------------------------------------------------------------------------------------------------- articles


def _articles(archive: Whole) -> Iterator[Report]:
    random = Random(f"{archive.seed} articles")
    vocabulary = Zipf(_vocabulary(archive.seed))
    actors = Zipf([actor.id for actor in archive.actors[1:]], shift=1.0)
    names = {actor.id: actor.name for actor in archive.actors}
    topics = Zipf([topic.id for topic in archive.topics], 0.8)
    sources = Zipf([source.id for source in archive.sources])
    events = Zipf([event.id for event in archive.events], 0.8)
    earlier: list[tuple[str, int]] = []  # id and paragraphs
    spoken: list[tuple[str, str]] = []  # the latest statements: their reference and speaker
    for number, day in enumerate(_days(random, archive.count)):
        listed = list(dict.fromkeys(actors.draw(random, random.randint(2, 5))))
        if random.random() < FIRST_ACTOR:
            listed.insert(random.randrange(len(listed) + 1), archive.actors[0].id)
        of = list(dict.fromkeys(events.draw(random, random.choice((0, 1, 1, 2)))))
        about = list(dict.fromkeys(topics.draw(random, random.randint(1, 3))))
        title = _sentence(random, vocabulary, 6, 11)[:-1]
        id = f"{day}-{'-'.join(title.lower().split()[:3])}-{number:05}"
        body, paragraphs = _body(random, archive, vocabulary, [names[one] for one in listed], [*listed, *of, *about], earlier)
        statements = _statements(random, vocabulary, listed, about, spoken)
        more: dict[str, object] = {"date": _written(random, day), "language": "en", "place": vocabulary.draw(random, 1)[0].capitalize()}
        more["byline"] = [_proper(random, random.randrange(400))]
        more["rights"] = {"statement": "CC-BY-4.0", "access": "full"}
        if random.random() < 0.3:
            more["agencies"] = [f"source-{random.randrange(6):02}"]
        if statements:
            more["statements"] = statements
        if random.random() < 0.3:
            more["figures"] = _figures(random, vocabulary, listed)
        if earlier and random.random() < 0.2:
            how = random.choice(("follows", "same-story", "cites"))
            more["related"] = [{"article": earlier[max(0, len(earlier) - random.randint(1, 300))][0], "how": how}]
        if random.random() < 0.02:
            more["aliases"] = [f"old-{number:05}"]
        yield Report(id, day.year, title, _sentence(random, vocabulary, 14, 28), sources.draw(random, 1)[0], tuple(listed), tuple(about), tuple(of), more, body)
        earlier.append((id, paragraphs))
        spoken += [(f"{id}#{one['id']}", str(one["by"])) for one in statements]
        del spoken[:-400]


def _days(random: Random, count: int) -> list[date]:
    """The days of the articles, in order: nine of a hundred in one year, the rest spread over the others."""
    others = [year for year in YEARS if year != FULL_YEAR]
    years = [FULL_YEAR if random.random() < 0.09 else random.choice(others) for _ in range(count)]
    return sorted(date(year, 1, 1) + timedelta(days=random.randrange(365)) for year in years)


def _written(random: Random, day: date) -> str:
    """A date as EDTF: most with a time, some doubtful."""
    chance = random.random()
    if chance < 0.6:
        return f"{day}T{random.randrange(24):02}:{random.randrange(60):02}:00+08:00"
    return str(day) if chance < 0.95 else f"{day:%Y-%m}~"


def _body(
    random: Random, archive: Whole, vocabulary: Zipf, names: Sequence[str], others: Sequence[str], earlier: Sequence[tuple[str, int]]
) -> tuple[str, int]:
    """Markdown, and how many paragraphs it has: words with names, links and now and then a quotation or a list."""
    words = vocabulary.draw(random, max(40, int(archive.words * random.uniform(0.7, 1.3))))
    inserted = [*names, *random.choices(names, k=2)]
    for _ in range(random.randint(0, 3) if earlier else 0):
        id, blocks = earlier[int(len(earlier) * random.random() ** 2)]
        inserted.append(f"[[{id}#p{random.randint(1, blocks)}|{' '.join(vocabulary.draw(random, 3))}]]" if random.random() < 0.5 else f"[[{id}]]")
    inserted += [f"[[{random.choice(others)}]]" for _ in range(random.randint(0, 2))]
    inserted.append(f"*{vocabulary.draw(random, 1)[0]}*")
    for one in inserted:
        words[random.randrange(len(words))] = one
    sentences: list[str] = []
    at = 0
    while at < len(words):
        some = words[at : at + random.randint(8, 24)]
        sentences.append(f"{some[0][:1].upper()}{some[0][1:]} {' '.join(some[1:])}".rstrip() + ".")
        at += len(some)
    paragraphs: list[str] = []
    at = 0
    while at < len(sentences):
        step = random.randint(3, 6)
        paragraphs.append(" ".join(sentences[at : at + step]))
        at += step
    if len(paragraphs) > 3 and random.random() < 0.2:
        paragraphs[2] = f"> {paragraphs[2]}"
    if len(paragraphs) > 5 and random.random() < 0.1:
        paragraphs[4] = "\n".join(f"- {line}." for line in paragraphs[4].rstrip(".").split(". "))
    return "\n\n".join(paragraphs), len(paragraphs)


def _statements(
    random: Random, vocabulary: Zipf, listed: Sequence[str], about: Sequence[str], spoken: Sequence[tuple[str, str]]
) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number in range(1, random.choice((0, 1, 1, 2, 3)) + 1):
        one: dict[str, object] = {"id": f"s{number}", "by": random.choice(listed), "act": random.choice(ACTS), "about": _sentence(random, vocabulary, 10, 22)}
        if len(listed) > 1 and random.random() < 0.6:
            one["to"] = random.choice([actor for actor in listed if actor != one["by"]])
        if random.random() < 0.5:
            one["quote"] = _sentence(random, vocabulary, 6, 24)
        if random.random() < 0.5:
            one["topics"] = [random.choice(about)]
        if spoken and random.random() < 0.2:
            one["answers"] = random.choice(spoken)[0]
        elif (same := [ref for ref, speaker in spoken if speaker == one["by"]]) and random.random() < 0.1:
            one["same_as"] = random.choice(same)
        made.append(one)
    return made


def _figures(random: Random, vocabulary: Zipf, listed: Sequence[str]) -> list[dict[str, object]]:
    return [
        {
            "id": f"f{number}",
            "what": _sentence(random, vocabulary, 4, 9)[:-1],
            "value": str(random.randrange(1, 500_000)),
            "unit": vocabulary.draw(random, 1)[0],
            "by": random.choice(listed),
        }
        for number in range(1, random.randint(1, 2) + 1)
    ]


# ----------------------------------------------------------------------------------------------------------- writing


def front_matter(pairs: dict[str, object]) -> str:
    """YAML front matter; a value is written as JSON, which YAML holds, where it is no plain text."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in pairs.items() if value not in ([], {}, "")]
    return "---\n" + "\n".join(lines) + "\n---\n"


def article_text(article: Report) -> str:
    """The file of an article in our content model."""
    own = {"title": article.title, "source": article.source, "summary": article.summary}
    ids = {"actors": list(article.actors), "events": list(article.events), "topics": list(article.topics)}
    return front_matter({**own, **ids, **article.more}) + article.body + "\n"


def write(archive: Whole, root: Path) -> None:
    """Writes `content/` below `root`, which must not hold one yet."""
    content = root / "content"
    content.mkdir(parents=True)
    site = {"title": "A generated archive", "base_url": "https://example.org/", "language": "en", "description": "Made to be measured.", "licence": "CC0-1.0"}
    (content / "site.yaml").write_text("".join(f"{key}: {json.dumps(value)}\n" for key, value in site.items()), "utf-8")
    for folder, records in (("actors", archive.actors), ("events", archive.events), ("topics", archive.topics), ("sources", archive.sources)):
        (content / folder).mkdir()
        for record in records:
            front = front_matter({"name": record.name, "summary": record.line, **record.more})
            (content / folder / f"{record.id}.md").write_text(f"{front}{record.line}\n", "utf-8")
    (content / "pages").mkdir()
    (content / "pages" / "about.md").write_text('---\ntitle: About\n---\nThis archive was made by a program, to be measured.\n', "utf-8")
    for year in YEARS:
        (content / "articles" / str(year)).mkdir(parents=True)
    for article in archive.articles():
        (content / "articles" / str(article.year) / f"{article.id}.md").write_text(article_text(article), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes a generated archive.")
    parser.add_argument("root", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--words", type=int, default=830)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(whole(given.articles, given.words, given.seed), given.root)


if __name__ == "__main__":
    main()
