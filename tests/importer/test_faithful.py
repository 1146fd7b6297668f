"""The words of a record are the words of its capture."""

from __future__ import annotations

import unicodedata
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.document import Document
from archive.importer.capture import clean, read_capture
from archive.importer.dates import stamps
from archive.importer.findings import Block, Run
from archive.importer.frontmatter import lines
from archive.importer.markdown import markdown
from archive.importer.people import MAIL
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


@pytest.mark.parametrize(
    ("told", "coding", "words"),
    [
        ("iso-8859-1", "cp1252", "said the “attacks” – cost €5…"),
        ("latin1", "cp1252", "said the “attacks” – cost €5…"),
        ("iso-8859-9", "cp1254", "İstanbul’da “şehir” – €5…"),
        ("shift_jis", "cp932", "髙橋㈱の記者"),
        ("gb2312", "gb18030", "朱镕基说，“镕”字"),
        ("undefined", "cp1252", "said the “attacks” – cost €5…"),
    ],
)
def test_a_page_is_read_as_browsers_read_it(told: str, coding: str, words: str) -> None:
    page = f"<html><head><meta charset='{told}'></head><body><p>{words} and some more words that are plain</p></body></html>"
    assert words in read_capture("page.html", page.encode(coding)).text


def test_references_to_signs_that_no_text_has_are_those_of_windows_or_nothing() -> None:
    text = read_capture("page\x1b[31m.html", b"<html><body><p>so&#1;&#x1b;[31m &#147;called&#148;&#x7f; &#8220;caf&#233;&#8221;&#10;</p></body></html>").text
    assert text == "<html><body><p>so[31m “called” &#8220;caf&#233;&#8221;&#10;</p></body></html>"
    assert read_capture("page\x1b[31m.html", b"so").name == "page[31m.html"


def test_long_runs_of_letters_and_of_dates_are_looked_through_once() -> None:
    """Where each sign is looked at from each before it, this takes minutes."""
    assert not any(MAIL.search(piece * 50_000) for piece in ("aaaa", "中中中中", "平成元年"))
    assert len(stamps("12 March 2013 " * 2000)) == 2000


def test_of_a_saved_email_in_parts_its_page_is_read() -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = "Fwd: the pier", "ann@example.org", "Mon, 2 Feb 2015 08:14:52 +0000"
    message.set_content("See the page.")
    message.add_alternative("<html><body><p>The pier “of stone” is closed – for good.</p></body></html>", subtype="html", cte="quoted-printable")
    capture = read_capture("pier.eml", message.as_bytes())
    assert (capture.html, capture.text.strip()) == (True, "<html><body><p>The pier “of stone” is closed – for good.</p></body></html>")
    assert read_capture("pier.eml", b"From: a@example.org\n\nThe pier is closed.").text == "From: a@example.org\n\nThe pier is closed."
