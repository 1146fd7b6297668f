"""Markdown: each file in `tests/markdown` holds cases of a title, a text, and the HTML (and remarks) that it becomes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from archive.markdown import count_words, parse, plain, slug, weave
from archive.model import EMPTY, Actor, Link, Prose, Target
from archive.names import Names

CASES = Path(__file__).parent / "markdown"
LISTED = {"china", "jones-a"}
ACTORS = [
    Actor(id=id, path="", kind="person", name=name, also=also, summary="A state." if id == "china" else None)
    for id, name, also in [
        ("china", "China", ("中国",)),
        ("bank", "Bank of China", ()),
        ("oneil", "O'Neil", ()),
        ("smith-a", "Smith", ()),
        ("smith-b", "Smith", ()),
        ("jones-a", "Jones", ()),
        ("jones-b", "Jones", ()),
    ]
]


def target(actor: Actor) -> Target:
    return Target(actor.url, actor.name, actor.summary or "", "actor")


def prose(text: str) -> Prose:
    """A text in an archive of the actors above."""
    body = parse(text)
    known = {actor.id: target(actor) for actor in ACTORS}
    links = tuple(known.get(link.target) for link in body.links)
    linked = {actor.id for actor in ACTORS if target(actor) in links}
    mentions = Names(ACTORS).mentions(body.pieces, LISTED, (), linked, link=True)
    return Prose(body, links, mentions, tuple((id, known[id]) for id in sorted({mention.actor for mention in mentions if mention.linked})))


def rendered(text: str) -> str:
    woven = prose(text)
    lines = [weave(woven, lambda url: url, lambda number: f"Paragraph {number}").strip("\n")]
    lines += [f"! {remark.line}:{remark.column} {remark.code} {remark.detail}" for remark in woven.body.remarks]
    return "\n".join(line for line in lines if line)


def cases() -> list[object]:
    found: list[object] = []
    for path in sorted(CASES.glob("*.md")):
        parts = re.split(r"^\.\n", path.read_text("utf-8"), flags=re.M)
        for title, text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False):
            found.append(pytest.param(text, expected, id=f"{path.stem}: {title.strip()}"))
    return found


@pytest.mark.parametrize(("text", "expected"), cases())
def test_markdown(text: str, expected: str) -> None:
    assert rendered(text).splitlines() == expected.splitlines()


ALLOWED = {"div", "a", "p", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "s", "span"}
ALLOWED |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"class", "id", "href", "rel", "aria-label", "data-preview", "start"}
SIGNS = [
    "[a](",
    "javascript:alert(1)",
    ")",
    "<script>",
    "<img/src=x/onerror=y>",
    "](",
    "![",
    "[[",
    "]]",
    "|",
    "`",
    "*",
    "_",
    ">",
    "-",
    "#",
    "1.",
    "<",
    '"',
    "'",
    "&",
    "&#106;",
    "&colon;",
    "\\",
    "//x.example",
    "data:x",
    "https://x.example/",
    "china",
    "China",
    "^a",
    "|---|",
    "~~",
    "```",
    "www.",
    "\u202e",
    "é",
]
PIECES = st.lists(st.sampled_from([*SIGNS, " ", "\n", "\n\n", "\t", "<img src=x onerror=y>"]), max_size=40).map("".join)


@settings(max_examples=600)
@given(PIECES)
def test_no_text_becomes_a_tag_an_attribute_or_an_address_that_is_not_ours(text: str) -> None:
    woven = weave(prose(text), lambda url: url, lambda number: "x")
    tree = html.fragment_fromstring(str(woven), create_parent="main")
    for element in tree.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.keys()) <= ATTRIBUTES
        address = element.get("href", "#")
        assert re.match(r"#|/actors/|https?:|mailto:", address, re.I), address
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


@given(st.text(max_size=200))
def test_any_text_is_a_body_whose_words_are_the_same(text: str) -> None:
    body = parse(text)
    assert parse(text) == body
    assert body.words >= 0
    assert len(body.anchors) == len(set(body.anchors))
    assert all(isinstance(words, str) and words for _, words in plain(Prose(body, tuple(None for _ in body.links))))


def test_the_words_of_a_text_are_those_of_its_blocks() -> None:
    text = "## Head\n\nOne [[china|side]] **two**\nthree.\n\n- a\n- b ^list"
    assert plain(prose(text)) == [("", "Head"), ("p1", "One side two three."), ("list", "a b")]
    assert plain(Prose(EMPTY)) == []


def test_links_know_where_they_stand() -> None:
    body = parse("One\ntwo [[a|b]].\n\nThree [c](d#e).")
    assert body.links == (Link("a", "b", 1, 2, 5), Link("d#e", "c", 2, 4, 11))


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("one two", 2), ("don’t stop-gap U.S.", 3), ("中国中国", 2), ("2,000 people", 3), ("ñandú", 1), ("مرحبا بك", 2)]
)
def test_words_are_counted_as_a_reader_counts_them(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "part"), [("The Cyber Dialogue!", "the-cyber-dialogue"), ("Çà & là", "çà-là"), ("中国 2013", "中国-2013"), ("...", "section")]
)
def test_a_text_as_part_of_an_address(text: str, part: str) -> None:
    assert slug(text) == part


def test_equal_headings_are_numbered_through() -> None:
    assert parse("# Same\n\n# Same 2\n\n# Same\n\n# Same\n\nText. ^h-same\n").anchors == ("h-same", "h-same-2", "h-same-3", "h-same-4", "h-same-1")
