"""Advice holds: whoever does what a message says, to the letter, is rid of the problem, and has no other instead."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from archive.checks.languages import COMMON
from archive.hints import date_meant
from archive.inspection import inspect
from archive.languages import SPOKEN, unknown
from archive.model.forms import ID_FORM, LANGUAGE_FORM
from archive.problems import as_text
from archive.read import read_file
from archive.workers import in_turn
from tests.problems.test_cases import HERE, lay_out

VOTE = "content/articles/2013/vote.md"
ARTICLE = """\
---
title: A vote is called
date: 2013-04-02
source: paper
actors: [ada-byron, bob-cole]
events: [harbour-talks]
summary: The house will vote.
{}---
{}
"""


def told(root: Path) -> list[str]:
    """The problems of the file in question, each in its first line: `LINE:COLUMN: CODE: what is wrong; what to write instead`."""
    _, problems = inspect(root, date(2026, 11, 20), spread=in_turn)
    return [as_text(one).split("\n")[0].removeprefix(f"{VOTE}:") for one in sorted(problems, key=lambda one: one.sort_key) if one.path == VOTE]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_out(HERE / "cases" / "clean", tmp_path / "archive")


def put(root: Path, text: str) -> Path:
    (root / VOTE).write_text(text, "utf-8", newline="")
    return root


def keys(text: str, body: str = "The house will vote in May.") -> str:
    return ARTICLE.format(text and f"{text}\n", body)


SAYS = "statements:\n  - id: {id}\n    by: ada-byron\n    act: says\n    about: A vote."
ITEM = "statements:\n  - id: s1\n{}by: ada-byron\n    act: says\n    about: A vote."
STANDS = 'does not stand below the key that it belongs with; put 4 spaces before it, so that it stands below "id", the first key of its item'
FORMS = [
    (SAYS.format(id="1"), '9:9: bad-word: "1" is not one word; write it like "s1"', SAYS.format(id='"s1"')),
    (SAYS.format(id="2013 a"), '9:9: bad-word: "2013 a" is not one word; write it like "s2013-a"', SAYS.format(id='"s2013-a"')),
    (SAYS.format(id="..."), '9:9: bad-word: "..." is not one word; write it like "calls-for"', SAYS.format(id='"calls-for"')),
    (
        "figures: [{id: 1., what: votes, value: 12}]",
        '8:16: bad-word: "1." is not one word; write it like "f1"',
        'figures: [{id: "f1", what: votes, value: 12}]',
    ),
    (SAYS.format(id="s1").replace("says", "2"), '11:10: bad-word: "2" is not one word; write it like "calls-for"', SAYS.format(id="s1")),
]
SPACES = [
    ("topics:\n  -\ttrade", '9:4: bad-yaml: a tab stands after the hyphen; delete it and type a space: "- trade"', "topics:\n  - trade"),
    ("topics:\n  - \ttrade", '9:5: bad-yaml: a tab stands after the hyphen; delete it and type a space: "- trade"', "topics:\n  - trade"),
    (
        "rights: {access: full, note: It says: no}",
        "8:37: bad-yaml: a second colon stands in this value; put the value in quotes: it holds a colon",
        'rights: {access: full, note: "It says: no"}',
    ),
    (
        "rights: {access: full, note: 'It's ours'}",
        '8:34: bad-yaml: text goes on after the closing quotation mark; put the whole value between the other marks: "..."',
        'rights: {access: full, note: "It\'s ours"}',
    ),
    (
        "<<<<<<< HEAD\nplace: Here\n=======\nplace: There\n>>>>>>> mine",
        "8:1: bad-yaml: a line of Git, which could not join two versions; keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>",
        "place: Here",
    ),
    ("place: |Here", "8:9: bad-yaml: text goes on behind a | or > that begins a value; put the value in quotes", 'place: "|Here"'),
    ("place: > Here", "8:10: bad-yaml: text goes on behind a | or > that begins a value; put the value in quotes", 'place: "> Here"'),
    ("place: ? Here", "8:8: bad-yaml: a value cannot begin with ?; put the value in quotes", 'place: "? Here"'),
    ("place: ! Here", '8:8: yaml-tag: the tag "!" is not read; quote text that begins with !', 'place: "! Here"'),
    *((ITEM.format(" " * n), f'10:{n + 1 if n < 4 else n + 3}: bad-yaml: "by" {STANDS}', ITEM.format(" " * 4)) for n in (0, 1, 2, 3, 5, 6, 9)),
    (
        "credits:\n  photo: Zoe\n   translation: Max",
        '10:15: bad-yaml: "translation" does not stand below the key that it belongs with; put 2 spaces before it, so that it stands below "photo"',
        "credits:\n  photo: Zoe\n  translation: Max",
    ),
    (
        "credits:\n  photo: Zoe\n place: Here",
        '10:2: bad-yaml: "place" is indented, though it belongs to no key above; delete the spaces before it: it begins at the very left',
        "credits:\n  photo: Zoe\nplace: Here",
    ),
    (
        f"{SAYS.format(id='s1')}\n rights: {{access: full}}",
        '13:2: bad-yaml: "rights" is indented, though it belongs to no key above; delete the spaces before it: it begins at the very left',
        f"{SAYS.format(id='s1')}\nrights: {{access: full}}",
    ),
    *(
        (
            ITEM.format("    ").replace("- id", f"-{space}id"),
            f'10:7: bad-yaml: the line above has {called} after its hyphen; delete it and type a plain space: "- id: s1"',
            ITEM.format("    "),
        )
        for space, called in (("\u00a0", "a non-breaking space"), ("\u3000", "an ideographic space"), ("\u2003", "an em space"))
    ),
    *(
        (
            ITEM.format(space * 4),
            f"11:8: bad-yaml: {called} stands at the beginning of the line above; delete the spaces before its first word, and type them anew",
            ITEM.format("    "),
        )
        for space, called in (("\u00a0", "a non-breaking space"), ("\u3000", "an ideographic space"), ("\u2009", "a thin space"))
    ),
    (
        "credits:\n photo: Zoe\n   translation: Max",
        '10:15: bad-yaml: "translation" does not stand below the key that it belongs with; put 1 space before it, so that it stands below "photo"',
        "credits:\n photo: Zoe\n translation: Max",
    ),
    (
        "rights:\naccess: full",
        '9:1: unknown-key: "access" is not a key here; put 2 spaces before it, so that it stands within "rights"',
        "rights:\n  access: full",
    ),
    (
        "media:\nshows: A room",
        '9:1: unknown-key: "shows" is not a key here; put "  - " before it, and four spaces before the keys that follow it, so that it stands within "media"',
        "media:\n  - shows: A room\n    kind: photo",
    ),
    ("\u3000place: Here", '8:1: unknown-key: an ideographic space stands before "place"; delete them', "place: Here"),
    (
        "credits:\n\u2003\u2003photo: Zoe",
        '9:1: unknown-key: an em space stands before "photo"; delete them, and put 2 spaces before it, so that it stands within "credits"',
        "credits:\n  photo: Zoe",
    ),
    (
        "credits:\n  photo: Zoe\n\u00a0\u00a0translation: Max",
        '10:1: unknown-key: a non-breaking space stands before "translation"; delete them, and put 2 spaces before it, so that it stands below "photo"',
        "credits:\n  photo: Zoe\n  translation: Max",
    ),
    (
        "topics:\n  -\u2003trade",
        '9:3: bad-id: "-\u2003trade" cannot be an id; a plain space follows the hyphen, not an em space: write "- trade"',
        "topics:\n  - trade",
    ),
    (
        "place:\u3000Here\nsection: A",
        '8:1: bad-yaml: an ideographic space stands after the colon, where a plain space is expected; delete it and type a plain space: "place: ..."',
        "place: Here\nsection: A",
    ),
]


@pytest.mark.parametrize(("wrong", "message", "mended"), [*FORMS, *SPACES])
def test_keys_that_are_mended_as_they_are_told_to_be_have_no_problem(wrong: str, message: str, mended: str, root: Path) -> None:
    assert told(put(root, keys(wrong))) == [message]
    assert told(put(root, keys(mended))) == []


def test_a_key_at_the_very_left_is_told_where_it_belongs(root: Path) -> None:
    assert told(put(root, keys(f"{SAYS.format(id='s1')}\nquote: Yes")))[-1] == (
        '13:1: unknown-key: "quote" is not a key here; put 4 spaces before it, so that it stands below "id", the first key of its item'
    )
    assert told(put(root, keys(f"{SAYS.format(id='s1')}\n    quote: Yes"))) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("title A vote is called", '2:1: not-a-mapping: a colon is missing after "title"; write title: A vote is called'),
        ("title - A vote is called", '2:1: not-a-mapping: a colon is missing after "title"; write title: A vote is called'),
        ("title; A vote is called", '2:1: not-a-mapping: a colon is missing after "title"; write title: A vote is called'),
        ("\u00a0title: A vote is called", '2:1: unknown-key: a non-breaking space stands before "title"; delete them'),
        ("title：A vote is called", '2:1: not-a-mapping: the colon is a wide one, ：, as other scripts have it; type a plain colon and a space: "title: ..."'),
        ("title:A vote is called", '2:1: not-a-mapping: a space is missing after the colon; write "title: ..."'),
        ("A vote is called", "2:1: not-a-mapping: keys and values are expected here; write lines like title: The headline"),
    ],
)
def test_a_first_line_without_its_colon_is_told_alone(line: str, message: str, root: Path) -> None:
    assert told(put(root, keys("").replace("title: A vote is called", line))) == [message]
    assert told(put(root, keys(""))) == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("date 2013-04-02", '3:1: bad-yaml: a colon is missing after "date"; write date: 2013-04-02; or indent it, if it goes on with the line above'),
        ("date：2013-04-02", '3:1: bad-yaml: the colon is a wide one, ：, as other scripts have it; type a plain colon and a space: "date: ..."'),
    ],
)
def test_a_later_line_without_its_colon_is_told_as_well(line: str, message: str, root: Path) -> None:
    assert told(put(root, keys("").replace("date: 2013-04-02", line))) == [message]


CELLS = (
    "a row has more cells than the head of its table, and what stands in them is not shown; "
    "give the head as many; a | that parts no cells is written \\|, as in [[id\\|words]]"
)
TEXTS = [
    ("See [[talks|]].", ["9:5: warning: lost-text: a link has no words after its |; write them, or take the | out"], "See [[talks]]."),
    ("See [[|the talks]].", ["9:5: warning: lost-text: a link names no record; write its id between [[ and ]], or take the brackets away"], "See the talks."),
    ("See [[]].", ["9:5: warning: lost-text: a link names no record; write its id between [[ and ]], or take the brackets away"], "See [[talks]]."),
    (
        "See [[talks|the [first] talks]].",
        ["9:5: warning: lost-text: a link holds brackets of its own, and is shown as it stands; write [[id]] or [[id|words]], with no [ or ] between"],
        "See [[talks|the first talks]].",
    ),
    (
        "See [[talks|the\nfirst]].",
        ["9:5: warning: lost-text: a link is opened with [[ and not closed on its line; write [[id]] or [[id|words]], all on one line"],
        "See [[talks|the first]].",
    ),
    (
        "It was late.[^1]\n\n[^1]: About midnight.",
        [
            f"{place}: warning: lost-text: footnotes are not known here: the marks are shown as they stand; tell it in the sentence, or in brackets"
            for place in ("9:13", "11:1")
        ],
        "It was late (about midnight).",
    ),
    (
        "It was late.[^n]\n\n[^n]: note\n[paper]: https://paper.example/\n\nAs [paper] tells.",
        [
            f"{place}: warning: lost-text: footnotes are not known here: the marks are shown as they stand; tell it in the sentence, or in brackets"
            for place in ("9:13", "11:1")
        ],
        "It was late.\n\n[paper]: https://paper.example/\n\nAs [paper] tells.",
    ),
    (
        "<<<<<<< HEAD\nIn May.\n>>>>>>> mine",
        [
            f"{place}: warning: lost-text: a line of Git, which could not join two versions, is shown to readers; "
            "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
            for place in ("9:1", "11:1")
        ],
        "In May.",
    ),
    (
        "| a | b |\n|---|---|\n| 1 | 2 | three |\n| 1 | 2 | |",
        [f"11:11: warning: lost-text: {CELLS}"],
        "| a | b | c |\n|---|---|---|\n| 1 | 2 | three |\n| 1 | 2 | |",
    ),
    (
        "> a | b\n> --|--\n> [[talks|the talks]] | 2",
        [f"11:25: warning: lost-text: {CELLS}"],
        "> a | b\n> --|--\n> [[talks\\|the talks]] | 2",
    ),
    (
        "The votes:\n| a | b |\n| 1 | 2 |\n\n| a | b |\n|---|\n| 1 | 2 |",
        [
            f"{place}: warning: lost-text: these lines make no table, and come out as running text; "
            "write a line |---|---| below the first, with as many parts as that has"
            for place in ("10:1", "13:1")
        ],
        "The votes:\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    ),
]


@pytest.mark.parametrize(("wrong", "messages", "mended"), TEXTS)
def test_a_text_that_is_mended_as_it_is_told_to_be_has_no_problem(wrong: str, messages: list[str], mended: str, root: Path) -> None:
    assert told(put(root, keys("", wrong))) == messages
    assert told(put(root, keys("", mended))) == []


def test_a_link_that_begins_a_value_is_told_with_its_words(root: Path) -> None:
    message = "the value begins with [[, and links are read in the text below the keys alone"
    wrong = "subtitle: [[ada-byron|Ada]] and [[bob-cole]]: a vote"
    assert told(put(root, keys(wrong)))[0].endswith(f'bad-yaml: {message}; write its words without brackets: subtitle: "Ada and bob-cole: a vote"')
    assert told(put(root, keys('subtitle: "Ada and bob-cole: a vote"'))) == []


def test_a_first_key_that_is_indented_is_told_in_its_line(root: Path) -> None:
    (message,) = told(put(root, keys("").replace("title:", " title:")))
    assert message == '2:1: bad-yaml: "title" is indented, though it belongs to no key above; delete the spaces before it: it begins at the very left'


@pytest.mark.parametrize("line", ["----", "--", "\u2014", "\u2013-", " ---", "- - -", "___", "====="])
def test_a_line_that_is_meant_to_end_the_keys_is_told(line: str, root: Path) -> None:
    whole = keys("").rpartition("---")
    message = "9:1: no-front-matter: the line that ends the keys is not ---, three hyphens at the very left; write --- in its place"
    assert told(put(root, f"{whole[0]}{line}{whole[2]}"))[0].partition(": ")[2] == message.partition(": ")[2]
    assert told(put(root, keys(""))) == []


@pytest.mark.parametrize("text", ["", "\n", "  \n\n"])
def test_an_empty_file_is_told_as_such(text: str, root: Path) -> None:
    assert told(put(root, text)) == ["1:1: no-front-matter: the file is empty; write the record, or delete the file"]


@pytest.mark.parametrize(
    ("key", "place", "link"),
    [
        ("place: By {}", "8:8", "[[ada-byron|Ada]]"),
        ("subtitle: By {}", "8:11", "[Ada](https://ada.example/)"),
        (SAYS.format(id="s1").replace("A vote", "By {}"), "12:12", "[[ada-byron]]"),
    ],
)
def test_a_link_in_a_key_is_told(key: str, place: str, link: str, root: Path) -> None:
    message = f'a link is read in the text below the keys alone, and "{link}" is shown as it stands; write its words without brackets here'
    assert told(put(root, keys(key.format(link)))) == [f"{place}: warning: lost-text: {message}"]
    assert told(put(root, keys(key.format("Ada")))) == []


def test_kinds_that_differ_in_capitals_alone_are_told(root: Path) -> None:
    media = "media: [{kind: photo, shows: A room}, {kind: Photo, shows: A hall}, {kind: Photo, shows: A door}]"
    assert told(put(root, keys(media))) == [
        '8:16: warning: odd-word: "photo" and "Photo" differ in capitals alone, and readers are shown two kinds; write "Photo"'
    ]
    assert told(put(root, keys(media.replace("kind: photo", "kind: Photo")))) == []


@pytest.mark.parametrize("how", ["follows", "answers", "cites", "corrects"])
def test_an_article_that_follows_a_later_one_is_told(how: str, root: Path) -> None:
    later = BASE.replace("title: A vote is called", "title: Later").replace("2013-04-02", "2013-05-02")
    (root / VOTE).with_name("later.md").write_text(later, "utf-8")
    message = f"the article {how} later, which is later (2013-05-02); mend one of the dates, or say it in that article of this one"
    assert f"8:21: date-order: {message}" in told(put(root, keys(f"related: [{{article: later, how: {how}}}]")))


def test_of_one_line_the_same_is_told_a_few_times_and_then_how_often(root: Path) -> None:
    message = "a link is opened with [[ and not closed on its line"
    hint = "write [[id]] or [[id|words]], all on one line"
    assert told(put(root, keys("", "[" * 20000))) == [
        f"9:1: warning: lost-text: {message}; {hint}",
        f"9:3: warning: lost-text: {message}; {hint}",
        f"9:5: warning: lost-text: {message} (and 9997 more times in this line); {hint}",
    ]
    assert len(told(put(root, keys("", "[[\n" * 20)))) == 20


BASE = keys("")
SAID = keys(SAYS.format(id="s1"))
IDS = [
    *(
        (
            BASE.replace("ada-byron, bob-cole", f"ada-byron{sign} bob-cole"),
            f'5:10: bad-id: "ada-byron{sign} bob-cole" cannot be an id; write a list, like [ada-byron, bob-cole]',
            BASE,
        )
        for sign in (";", "،", "、")
    ),
    *(
        (BASE.replace("ada-byron", path), f'5:10: bad-id: "{path}" cannot be an id; write the id alone: "ada-byron"', BASE)
        for path in ("actors/ada-byron", "content/actors/ada-byron.md")
    ),
    (
        BASE.replace("in May", "in [May](www.vote.example/may)"),
        '9:30: unknown-link: no record "www.vote.example/may"; write https://www.vote.example/may',
        BASE.replace("in May", "in [May](https://www.vote.example/may)"),
    ),
    (
        BASE.replace("[harbour-talks]", "[talks]"),
        '6:10: unknown-event: "talks" is an article, not an event; move it to related: [{article: talks, how: follows}]',
        BASE.replace("events: [harbour-talks]", "related: [{article: talks, how: follows}]"),
    ),
    (
        BASE.replace("[ada-byron, bob-cole]", "[ada-byron, bob-cole, harbour-talks]").replace("events: [harbour-talks]\n", ""),
        '5:31: unknown-actor: "harbour-talks" is an event, not an actor; move it to events: [harbour-talks]',
        BASE,
    ),
    (
        BASE.replace("[ada-byron, bob-cole]", "[ada-byron, bob-cole, paper]"),
        '5:31: unknown-actor: "paper" is a source, not an actor; take it out: actors holds ids of another kind',
        BASE,
    ),
    (
        BASE.replace("source: paper", "source: ada-byron"),
        '4:9: unknown-source: "ada-byron" is an actor, not a source; write the id of a source that there is',
        BASE,
    ),
    (
        BASE.replace("source: paper", "source: paper\nagencies: [trade]"),
        '5:12: unknown-source: "trade" is a topic, not a source; move it to topics: [trade]',
        BASE.replace("source: paper", "source: paper\ntopics: [trade]"),
    ),
    (
        SAID.replace("by: ada-byron", "by: paper"),
        '10:9: unknown-actor: "paper" is a source, not an actor; write the id of an actor that there is',
        SAID,
    ),
    (
        f"{SAID}".replace("by: ada-byron", 'by: ada-byron\n    answers: "harbour-talks#s1"'),
        '11:14: unknown-article: "harbour-talks" is an event, not an article; take it out: here stand statements of articles, like ARTICLE-ID#s1',
        SAID,
    ),
    (
        BASE.replace("events:", "related: [{article: harbour-talks, how: cites}]\nevents:").replace("events: [harbour-talks]\n", ""),
        '6:21: unknown-article: "harbour-talks" is an event, not an article; write the id of an article that there is',
        BASE,
    ),
    (
        BASE.replace("ada-byron", "\u0430d\u0430-byron"),
        '5:10: unknown-actor: no record "\u0430d\u0430-byron"; did you mean "ada-byron"? The "\u0430" (U+0430) is a Cyrillic letter, not the Latin "a"',
        BASE,
    ),
    (
        BASE.replace("bob-cole", "b\u03bfb-\u0441\u043el\u0435"),
        '5:21: unknown-actor: no record "b\u03bfb-\u0441\u043el\u0435"; did you mean "bob-cole"? The "\u03bf" (U+03BF) is a Greek letter, not the Latin "o"',
        BASE,
    ),
    (
        BASE.replace("in May", "in [[t\u0430lks|May]]"),
        '9:24: unknown-link: no record "t\u0430lks"; did you mean "talks"? The "\u0430" (U+0430) is a Cyrillic letter, not the Latin "a"',
        BASE.replace("in May", "in [[talks|May]]"),
    ),
    (
        BASE.replace("summary:", "summ\u0430ry:"),
        '7:1: unknown-key: "summ\u0430ry" is not a key here; did you mean "summary"? The "\u0430" (U+0430) is a Cyrillic letter, not the Latin "a"',
        BASE,
    ),
]


@pytest.mark.parametrize(("wrong", "message", "mended"), IDS)
def test_an_id_that_is_mended_as_it_is_told_to_be_leads_to_its_record(wrong: str, message: str, mended: str, root: Path) -> None:
    assert told(put(root, wrong)) == [message]
    assert told(put(root, mended)) == []


def test_the_actor_that_a_source_is_and_the_source_that_an_actor_is_are_offered(root: Path) -> None:
    (root / "content/actors/the-paper.md").write_text("---\nname: The Paper\nkind: media\nsummary: A daily.\n---\n", "utf-8")
    source = root / "content/sources/paper.md"
    source.write_text(source.read_text("utf-8").replace("kind:", "actor: the-paper\nkind:"), "utf-8")
    assert told(put(root, BASE.replace("bob-cole", "paper"))) == [
        '5:21: unknown-actor: "paper" is a source, not an actor; write "the-paper", which is this source as an actor'
    ]
    assert told(put(root, BASE.replace("bob-cole", "the-paper"))) == []
    assert told(put(root, BASE.replace("source: paper", "source: the-paper"))) == [
        '4:9: unknown-source: "the-paper" is an actor, not a source; write "paper", which is this actor as a source'
    ]


TAKEN = f"{SAID}\nIt was said. ^main\n"
ANCHORS = [
    (
        SAID.replace("id: s1", "id: cite"),
        '9:9: taken-anchor: the page has a place "#cite" of its own; give it another id, like "s1" or "the-cite"',
        (SAID, SAID.replace("id: s1", "id: the-cite")),
    ),
    (TAKEN, '16:14: taken-anchor: the page has a place "#main" of its own; give the paragraph another name, like ^the-main', (TAKEN.replace("^", "^the-"),)),
    (
        keys("figures: [{id: find, what: votes, value: 12}]"),
        '8:16: taken-anchor: the page has a place "#find" of its own; give it another id, like "f1" or "the-find"',
        (keys("figures: [{id: f1, what: votes, value: 12}]"), keys("figures: [{id: the-find, what: votes, value: 12}]")),
    ),
]


@pytest.mark.parametrize(("wrong", "message", "mended"), ANCHORS)
def test_no_part_of_a_record_takes_an_id_that_its_page_has(wrong: str, message: str, mended: tuple[str, ...], root: Path) -> None:
    assert told(put(root, wrong)) == [message]
    for text in mended:
        assert told(put(root, text)) == []


FIELDS = [
    *(
        (
            f"language: {wrong}",
            f'8:11: bad-language: "{wrong}" is no language tag (BCP 47); write {tag}',
            f"language: {tag}",
        )
        for wrong, tag in (
            ("de_DE", "de-DE"),
            ("EN", "en"),
            ("EN_us", "en-US"),
            ("english", "en"),
            ("German", "de"),
            ("Deutsch", "de"),
            ("allemand", "de"),
            ("Nederlands", "nl"),
            ("中文", "zh"),
            ("Brazilian Portuguese", "pt-BR"),
            ("zh_hans", "zh-Hans"),
            ("Klingonisch", "tlh"),
        )
    ),
    *(
        (f"language: {wrong}", f"8:11: warning: unknown-language: {message}", f"language: {tag}")
        for wrong, message, tag in (
            ("cn", 'no language has the tag "cn"; CN is China: did you mean "zh"?', "zh"),
            ("xx", 'no language has the tag "xx"; write the tag of the language, like en, zh-Hans or pt-BR', "zh-Hans"),
            ("zz-QQ", 'no language has the tag "zz"; write the tag of the language, like en, zh-Hans or pt-BR', "pt-BR"),
            ("en-UK", 'no country or region has the code "UK"; did you mean "en-GB"?', "en-GB"),
            ("de-QQ", 'no country or region has the code "QQ"; write de', "de"),
            ("zh-Hanz", 'no script has the tag "Hanz"; write zh, or a script like Latn after it', "zh-Latn"),
        )
    ),
    (
        f"{SAYS.format(id='s1')}\n    language: jp",
        '13:15: warning: unknown-language: no language has the tag "jp"; JP is Japan: did you mean "ja"?',
        f"{SAYS.format(id='s1')}\n    language: ja",
    ),
    *(
        (f"{SAYS.format(id='s1')}\n    date: {date}", f'13:11: bad-date: "{date}" is not a date in EDTF; {hint}', f"{SAYS.format(id='s1')}{line}")
        for date, hint, line in (
            ("17. Mai 2001", "write 2001-05-17", "\n    date: 2001-05-17"),
            ("Thursday 17 May 2001", "write 2001-05-17", "\n    date: 2001-05-17"),
            ("le 17 mai 2001", "write 2001-05-17", "\n    date: 2001-05-17"),
            ("1er mai 2001", "write 2001-05-01", "\n    date: 2001-05-01"),
            ("17 de mayo de 2001", "write 2001-05-17", "\n    date: 2001-05-17"),
            ("c. 1950", "write 1950~", "\n    date: 1950~"),
            ("1950s", "write 195X", "\n    date: 195X"),
            ("im Frühjahr 2001", "write 2001-21", "\n    date: 2001-21"),
            ("17-19 May 2001", "write 2001-05-17/2001-05-19", "\n    date: 2001-05-17/2001-05-19"),
            ("May 17–19, 2001", "write 2001-05-17/2001-05-19", "\n    date: 2001-05-17/2001-05-19"),
            ("2001-05-17 to 2001-05-19", "write 2001-05-17/2001-05-19", "\n    date: 2001-05-17/2001-05-19"),
            ("Mai/Juni 2001", "write 2001-05/2001-06", "\n    date: 2001-05/2001-06"),
            ("winter 2001/02", "write 2001-24", "\n    date: 2001-24"),
            ("1958-60", "write 1958/1960", "\n    date: 1958/1960"),
            ("5/2001", "write 2001-05", "\n    date: 2001-05"),
            ("2001 (?)", "write 2001?", "\n    date: 2001?"),
            ("probably May 2001", "write 2001-05?", "\n    date: 2001-05?"),
            ("2001?~", "write 2001%", "\n    date: 2001%"),
            ("late 2001", "write 2001, and tell in words what is known besides", "\n    date: 2001"),
            ("Sommer 2001?", "write 2001-22, and tell in words what is known besides", "\n    date: 2001-22"),
            ("١٧ أيار ٢٠٠١", "write 2001-05-17", "\n    date: 2001-05-17"),
            ("n.d.", "take the line out", ""),
        )
    ),
]


@pytest.mark.parametrize(("wrong", "message", "mended"), FIELDS)
def test_languages_and_dates_in_words_are_told_in_their_form(wrong: str, message: str, mended: str, root: Path) -> None:
    assert told(put(root, keys(wrong))) == [message]
    assert told(put(root, keys(mended))) == []


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "sr-Latn-RS", "es-419", "kr", "grc", "aaa", "qaa", "de-1996", "sl-rozaj", "en-x-ours", "iw", "cmn-Hans"])
def test_a_language_that_a_list_knows_is_not_told(tag: str, root: Path) -> None:
    assert told(put(root, keys(f"language: {tag}"))) == []


@pytest.mark.parametrize("said", ["unknown", "n.d.", "undated", "o. J.", "sans date", "?", "sin fecha", "未知"])
def test_where_no_date_is_known_the_way_to_say_so_is_told(said: str, root: Path) -> None:
    (message,) = told(put(root, BASE.replace("date: 2013-04-02", f'date: "{said}"')))
    assert message.endswith('; take the line out, and write why there is none: "date_note: no date is known"')
    assert told(put(root, BASE.replace("date: 2013-04-02", "date_note: no date is known"))) == []


@pytest.mark.parametrize("language", [*SPOKEN, "pl", "ru", "fi"])
def test_months_are_known_in_the_languages_of_the_interface_and_in_that_of_the_record(language: str) -> None:
    for month, name in Locale(language).months["format"]["wide"].items():
        assert date_meant(f"17 {name} 2001", language) == f"write 2001-{month:02}-17", name
        if language != "zh":
            assert date_meant(f"{Locale(language).days['format']['wide'][0]}, 17. {name} 2001", language) == f"write 2001-{month:02}-17", name


FIGURE = "figures: [{{id: f1, what: votes, value: {}}}]"
PRINTED = 'write what is printed: a number like 1000, a fraction like 2/3, or words like "more than half"'


@pytest.mark.parametrize(
    ("value", "hint", "mended"),
    [
        ("1_000", "write 1000", ["1000"]),
        ("0x10", "write 16", ["16"]),
        ("1e3", "write 1000", ["1000"]),
        ("-2.5E-1", "write -0.25", ["-0.25"]),
        ("+5", "write 5", ["5"]),
        *((value, PRINTED, ["1000", "2/3", "more than half"]) for value in (".inf", "-.INF", ".nan", "1e999", "1e-999999999999999999999", "1/0")),
    ],
)
def test_a_figure_is_what_a_report_prints(value: str, hint: str, mended: list[str], root: Path) -> None:
    assert told(put(root, keys(FIGURE.format(value)))) == [f'8:40: warning: odd-figure: "{value}" is no number as a report prints it; {hint}']
    for text in mended:
        assert told(put(root, keys(FIGURE.format(text)))) == []


@pytest.mark.parametrize("value", ["2,000", "1 000", "-3", "0.5", "2/3", "a dozen", "10 %", "1000000", "3 to 1", "١٢", "一千", "1,5", "e5", "5e"])
def test_what_a_report_may_print_is_not_told(value: str, root: Path) -> None:
    assert told(put(root, keys(FIGURE.format(f'"{value}"')))) == []


GONE = """\
---
title: A strike ends
date: 2013-04-01
source: paper
withdrawn: {date: 2014-01-01, reason: It was another harbour.}
statements: [{id: s1, by: ada-byron, act: warns, about: The port may close.}]
---
The port works again.
"""
EVE = "---\nname: Eve Fox\nkind: person\nwithdrawn: {date: 2014-01-01, reason: At her wish.}\n---\n"
SAYING = keys("statements:\n  - {{id: s1, by: {}, act: says, about: A vote.}}\n  - {{id: s2, by: bob-cole, act: asks, about: A day.}}", "They said so[[#s1]].")
NAMED = "statements:\n  - {id: s1, by: ada-byron, %sact: says, about: A vote.%s}"
IS, NOT = "is withdrawn", "is not shown"
WITHDRAWN = [
    (
        keys("related: [{article: strike, how: follows}]"),
        ['8:21: warning: withdrawn-in-use: this relation is not shown: "strike" is withdrawn; take the relation out'],
        [keys("")],
    ),
    (
        keys(NAMED % ("to: [eve-fox, bob-cole], ", "")),
        ['9:34: warning: withdrawn-in-use: "eve-fox" is withdrawn, and is not named with this statement; take the name out'],
        [keys(NAMED % ("to: [bob-cole], ", ""))],
    ),
    (
        keys(NAMED % ("", ", same_as: strike#s1")),
        ['9:65: warning: withdrawn-in-use: the statement "strike#s1" is not shown, because its article is withdrawn; take same_as out here'],
        [keys(NAMED % ("", ""))],
    ),
    (
        keys("", "See [[strike#s1|the warning]]."),
        ['9:5: warning: withdrawn-in-use: "strike" is withdrawn, and its page has no place "#s1"; write [[strike]], or take the link out'],
        [keys("", "See [[strike|the warning]]."), keys("", "See the warning.")],
    ),
    (
        SAYING.format("eve-fox"),
        [
            f'9:18: warning: withdrawn-speaker: this statement is not shown: "eve-fox", who gives it, {IS}; take the statement out, or give it to another',
            f'12:13: warning: withdrawn-speaker: the statement "#s1" {NOT}, because who gives it {IS}; take the link out, or give that statement to another',
        ],
        [SAYING.format("ada-byron")],
    ),
]


@pytest.mark.parametrize(("wrong", "messages", "mended"), WITHDRAWN)
def test_what_a_withdrawn_record_takes_along_is_told_until_it_is_taken_out(wrong: str, messages: list[str], mended: list[str], root: Path) -> None:
    (root / "content/articles/2013/strike.md").write_text(GONE, "utf-8")
    (root / "content/actors/eve-fox.md").write_text(EVE, "utf-8")
    assert told(put(root, wrong)) == messages
    for text in mended:
        assert told(put(root, text)) == []


BROKEN = keys(
    "autor: Zoe\ntopics: [trades, trade]\nstatements:\n  - {id: 1, by: [ada-bryon, bob-cole], act: says, about: A vote., "
    'answers: [talks#s9, talk#s1, "#s4", talks#s1]}',
    "See [[harbor-talks]] and [[talks|]].\n\n<b>Bold</b> [here](javascript:x) and [[talks#p9]], [[#p1]].",
)
REST = [
    '9:10: unknown-topic: no record "trades"; did you mean "trade"?',
    '11:18: unknown-actor: no record "ada-bryon"; did you mean "ada-byron"?',
    '11:77: unknown-statement: no statement "talks#s9"; it has the statements s1, s2',
    '11:87: unknown-article: no record "talk"; did you mean "talks"?',
    '13:5: unknown-link: no record "harbor-talks"; did you mean "harbour-talks"?',
    "13:26: warning: lost-text: a link has no words after its |; write them, or take the | out",
    "15:1: warning: raw-html: <b> is shown as it stands: HTML is not read; use Markdown, or write it as code: `<b>`",
    '15:20: unsafe-link: a link to "javascript:x" is not allowed; links lead to https:, http:, mailto: or a record',
    '15:38: unknown-anchor: "talks" has no place "#p9"; it has the paragraphs p1, p2 and the statements s1, s2',
]


def test_the_rest_of_a_file_that_is_wrong_is_told_in_the_same_run(root: Path) -> None:
    assert told(put(root, BROKEN)) == sorted(
        ['8:1: unknown-key: "autor" is not a key here; did you mean "byline"?', '11:10: bad-word: "1" is not one word; write it like "s1"', *REST],
        key=lambda one: tuple(map(int, one.split(":")[:2])),
    )


def test_a_control_hides_nothing_else(root: Path) -> None:
    found = told(put(root, BROKEN.replace("will vote.", "will \x07vote.").replace("Bold", "Bold\x1b")))
    assert [one for one in found if "control-character" in one] == [
        "7:25: control-character: an invisible control character, U+0007; delete it",
        "15:8: control-character: an invisible control character, U+001B; delete it",
    ]
    assert {*REST} <= {*found}
    assert told(put(root, keys("").replace("will vote.", "will \x07vote."))) == ["7:25: control-character: an invisible control character, U+0007; delete it"]


def test_of_a_file_whose_keys_are_no_yaml_the_text_is_told(root: Path) -> None:
    found = told(put(root, BROKEN.replace("autor: Zoe", "autor: Zoe: Miller")))
    assert found[0].startswith("8:11: bad-yaml: ")
    assert found[1:] == REST[4:]


def test_what_names_a_file_that_is_wrong_is_not_told(root: Path) -> None:
    (root / "content/actors/eve.md").write_text("---\nnam: Eve\nkind: person\n---\n[[vote]] and [[vote#p7]]\n", "utf-8")
    assert told(put(root, BROKEN.replace("bob-cole]", "bob-cole, eve]"))) != []
    _, problems = inspect(root, date(2026, 11, 20), spread=in_turn)
    assert sorted(one.code for one in problems if one.path == "content/actors/eve.md") == ["missing-key", "unknown-key"]
    assert not [one for one in problems if '"eve"' in one.message]


def test_the_tags_that_are_known_without_a_look_are_known() -> None:
    assert [tag for tag in COMMON if unknown(tag)] == []


@given(st.text(max_size=30), st.sampled_from(["statements", "figures"]))
def test_a_word_that_is_offered_has_the_form_that_is_asked_for(text: str, part: str) -> None:
    value = json.dumps(text)
    entry = f"{part}: [{{id: {value}, by: a, act: {value}, about: x, what: x, value: x}}]\nevents: [{value}]\nlanguage: {value}\nurl: {value}"
    _, problems = read_file(VOTE, keys(entry).encode("utf-8", "replace"))
    for problem in problems:
        if problem.code in ("bad-word", "bad-id") and (offered := re.search(r'write it like "(.*)"$', problem.hint)):
            assert re.fullmatch(ID_FORM if problem.code == "bad-id" else r"[^\W\d_][\w-]*", offered[1]), problem
        if problem.code == "bad-language" and (offered := re.fullmatch(r"write (\S+)", problem.hint)):
            assert re.fullmatch(LANGUAGE_FORM, offered[1]), problem
