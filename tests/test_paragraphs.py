"""Plain paragraphs: what is read without markdown-it is what markdown-it makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.markdown import WIDE, WORD, count_words, parse, parse_as_one
from archive.model import Body
from archive.paragraphs import parts
from benchmarks.generate import whole
from tests.support.tools import REPOSITORY
from tests.test_markdown import CASES

WORDS = ["one", "two words", "A. B.", "don’t", "“said”", "50", "2013.", "1)", "中国", "é", "A&B", "&amp;", "\u00a0", "٣", "①", "a_b", "x; y", "—", "€5"]
SIGNS = ["*", "**", "***", "_", "`", "```", "~~~", "~~", "[", "]", "[[", "]]", "|", "](", "](u)", "]:", "!", "<", ">", "<b>", "#", "-", "+", "=", "|---|"]
LINKS = ["[[a]]", "[[a|b c]]", "[[a#p1|中]]", "[sic]", "[a](b)", "![a](b)", "[x]: /u"]
MARKS = [*LINKS, "*em*", "**strong**", "(*em*)", "*a b*, ", " ^name", "\n^name", "\\*", "# h", "- a", "1. a", "> q", ":-:", "---"]
SPACES = [" ", "  ", "\n", "\n\n", "\n\n", "\n \n", "\n\n\n", "    ", "\t", "\r\n", "\0", "\x1f", "\x85"]
TEXTS = st.lists(st.sampled_from([*WORDS, *SIGNS, *MARKS, *SPACES]), max_size=30).map("".join)
MOSTLY_PLAIN = st.lists(
    st.lists(st.sampled_from([*WORDS, *MARKS, " ", " ", "\n"]), max_size=8).map("".join),
    max_size=6,
).map("\n\n".join)


def told(body: Body) -> tuple[object, ...]:
    """All that a body says, however it is kept."""
    return (body.digest, body.pieces, body.links, body.anchors, body.blocks, body.words, body.remarks)


def without_parser(text: str) -> int:
    return sum(part.marks is not None for part in parts(text))


@settings(max_examples=1500)
@given(TEXTS | MOSTLY_PLAIN | st.text(max_size=80))
@example("a *b* *c*d* e")
@example("*a*[[b]]*c*")
@example("one\n\n- a\n\n  b\n\ntwo\n\n    code\n\nthree ^x\n\n> q\n\nfour ^x")
@example("[a]\n\nb\n\n> [a]: /u")
@example("a  ^b")
@example("Title\n\n# One\n\nText *em*")
@example("[[中]] 中\n中 中")
def test_a_text_becomes_what_markdown_it_makes_of_it(text: str) -> None:
    assert told(parse(text)) == told(parse_as_one(text))


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_so_do_all_the_cases_of_markdown(path: Path) -> None:
    for text in re.split(r"^\.\n", path.read_text("utf-8"), flags=re.M):
        assert told(parse(text)) == told(parse_as_one(text)), text


def test_so_does_all_markdown_of_the_repository() -> None:
    paths = [path for folder in ("", "content/**/", "docs/", "tests/**/") for path in REPOSITORY.glob(f"{folder}*.md") if path.is_file()]
    assert len(paths) > 100
    for path in paths:
        text = path.read_text("utf-8", "replace")
        assert told(parse(text)) == told(parse_as_one(text)), path


def test_so_does_a_generated_archive_nearly_all_of_it_without_a_parser() -> None:
    texts = [article.body for article in whole(200).articles()]
    assert [told(parse(text)) for text in texts] == [told(parse_as_one(text)) for text in texts]
    assert sum(map(without_parser, texts)) > 0.9 * sum(len(list(parts(text))) for text in texts)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("One.\n\nTwo [[a|b]] and *three*, **four**.\n\n“Five”\nsix ^name", 3),
        ("AT&T [sic] said (so) at 5 p.m.; it's 50% > 40% = more!", 1),
        ("One\n\n- two\n\n  three\n\nfour", 2),
        ("2013 was\n\n2013. was", 1),
        ("a `b`\n\nc", 1),
        ("[a]: /u\n\nb", 0),
        ("```\n\nb\n\n```", 0),
    ],
)
def test_which_paragraphs_need_no_parser(text: str, plain: int) -> None:
    assert without_parser(text) == plain


@settings(max_examples=500)
@given(st.text("ab1_é'’.- \n“ªŸ中/", max_size=20) | st.text(max_size=40))
@example("U.S.A. a.b. .c d..e -f")
def test_words_are_counted_alike_in_western_letters_and_in_others(text: str) -> None:
    wide = len(WIDE.findall(text))
    assert count_words(text) == len(WORD.findall(WIDE.sub(" ", text))) + (wide + 1) // 2
