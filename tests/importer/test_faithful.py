"""The words of a record are the words of its capture."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from archive.document import Document
from archive.importer.capture import clean, read_capture
from archive.importer.findings import Block, Run
from archive.importer.frontmatter import lines
from archive.importer.markdown import markdown
from archive.markdown import parse, plain
from archive.model.text import Prose

SIGNS = st.text(st.sampled_from("ab Z9.\"'*_`~[]()<>#+-=!|\\^&;:/{}$%@\n\té中ع—“”1."), max_size=40)
ANY = st.text(max_size=60)
KINDS = st.sampled_from(["p", "h", "li", "ol", "quote", "row"])


def words(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


@given(st.lists(st.tuples(KINDS, st.one_of(SIGNS, ANY)), max_size=6))
def test_the_rendered_words_are_the_captured_words(parts: list[tuple[str, str]]) -> None:
    told = [Block(kind, (Run(" ".join(clean(text).split())),)) for kind, text in parts]
    rendered = [words for _, words in plain(Prose(parse(markdown(told))))]
    assert words(" ".join(rendered)) == words(" ".join(block.text for block in told))


@given(SIGNS, st.sampled_from(["https://example.org/a_(b)?c=[d]&e", "http://x.example/ä b", "javascript:alert(1)"]))
def test_links_do_not_change_the_words(text: str, href: str) -> None:
    block = Block("p", (Run("before "), Run(clean(text), href), Run(" after")))
    body = parse(markdown([block]))
    assert words(" ".join(words for _, words in plain(Prose(body)))) == words(block.text)
    assert not [remark for remark in body.remarks if remark.code == "unsafe-link"]


@given(st.one_of(SIGNS, ANY))
def test_front_matter_means_the_text_it_was_given(text: str) -> None:
    value = " ".join(clean(text).split())
    written = "\n".join([*lines("title", value), *lines("byline", (value, value)), *lines("rights", {"note": value})])
    document = Document.load("x.md", written, 1, written.split("\n"))
    assert not document.problems
    assert document.data == ({"title": value, "byline": [value, value], "rights": {"note": value}} if value else {})


def test_any_encoding_gives_the_same_text() -> None:
    text = "Der Rat hat am Dienstag nicht über die Brücke entschieden, sagte Köhler – „à la carte“.\n" * 20
    codings = ("utf-8", "utf-8-sig", "utf-16", "cp1252")
    assert {read_capture("x.txt", text.encode(coding)).text for coding in codings} == {text}
    assert read_capture("x.txt", text.replace("\n", "\r\n").encode()).text == text


def test_layout_characters_are_made_plain() -> None:
    assert clean("a\u00a0b\u2009c\u00add\u200be\ufefff\x07g\u2028h") == "a b cdefg\nh"


def test_a_soft_hyphen_at_the_end_of_a_line_leaves_the_word_whole_and_the_lines_their_numbers() -> None:
    assert clean("the govern\u00ad\nment said\nso") == "the government\nsaid\nso"
