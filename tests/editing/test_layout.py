"""What `fmt` promises: nothing is lost, twice is once, and what it cannot lay out it leaves."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings

from archive.editing.frontmatter import UnclearError, comments, take_apart
from archive.editing.layout import lay_out, tidy
from archive.editing.order import READING_ORDER, keys
from archive.model import KINDS, Article
from tests.editing.odd import Odd, files, readable, values


def laid(text: str) -> str:
    return lay_out(dedent(text).lstrip("\n"), Article)


@settings(max_examples=60)
@given(files())
def test_no_comment_key_value_or_byte_of_the_body_is_lost(odd: Odd) -> None:
    assume(readable(odd))
    before = take_apart(odd.data)
    after = tidy(before, Article)
    assert after.body == before.body == odd.body
    assert sorted(comments(after.front.replace("\r\n", "\n"))) == odd.remarks
    for comment in odd.comments:
        assert len(re.findall(rf"{re.escape(comment)}(?=\s*(?:\r?\n|$))", after.front)) == 1
    assert values(after.front) == values(before.front)
    assert not after.opening.startswith("\ufeff")


@settings(max_examples=60)
@given(files())
def test_twice_is_once(odd: Odd) -> None:
    assume(readable(odd))
    once = tidy(take_apart(odd.data), Article)
    assert tidy(take_apart(once.data), Article) == once


@settings(max_examples=40)
@given(files())
def test_known_keys_stand_in_order(odd: Odd) -> None:
    assume(readable(odd))
    found = list(values(tidy(take_apart(odd.data), Article).front))  # type: ignore[call-overload]
    rank = {name: number for number, name in enumerate(keys(Article))}
    assert found == sorted(found, key=lambda name: rank.get(name, len(rank)))


def test_keys_stand_as_one_reads_a_record() -> None:
    assert laid("history: []\nsource: paper\ntitle: One\nstatements: []\ndate: 2013\n") == (
        "title: One\ndate: 2013\nsource: paper\nstatements: []\nhistory: []\n"
    )


def test_keys_of_parts_stand_in_the_order_of_the_model() -> None:
    assert laid("""
        statements:
        - about: x
          by: [b,a]
          id: s1
        rights: {note: n, access: full}
    """) == "rights: {access: full, note: n}\nstatements:\n  - id: s1\n    by: [b, a]\n    about: x\n"


def test_a_comment_above_a_key_goes_with_it_and_one_at_the_head_stays() -> None:
    assert laid("""
        # About this record.

        # the place
        place: Beijing  # dateline
        # the title
        title: One
        # the end
    """) == "# About this record.\n\n# the title\ntitle: One\n# the place\nplace: Beijing  # dateline\n# the end\n"


def test_words_in_braces_or_brackets_over_several_lines_come_together_unless_a_comment_stands_between() -> None:
    assert laid("actors: [a,\n  b]\n") == "actors: [a, b]\n"
    assert laid("actors: [a, # one\n  b]\n") == "actors: [a, # one\n  b]\n"


def test_block_texts_keep_every_space_that_counts() -> None:
    front = "summary: |2\n     three\n    two\ntitle: >+\n    a\n\n    b\n\n"
    assert values(laid(front)) == values(front)


def test_every_key_of_the_model_has_its_place_and_own_keys_stand_as_in_the_model() -> None:
    shared = set(keys(KINDS[0])) & set(keys(KINDS[1]))
    for kind in KINDS:
        assert set(keys(kind)) <= set(READING_ORDER), kind
        own = [field.key for field in kind.fields if field.key in keys(kind)]
        assert [name for name in own if name not in shared] == [name for name in keys(kind) if name not in shared], kind


@pytest.mark.parametrize(
    ("front", "why"),
    [
        ("{title: One}\n", "braces"),
        ("? title\n: One\n", "key: value"),
        ("title: One\n...\n", "second document"),
        ("title: [\n", "cannot be read"),
        ("- title\n", "no keys"),
    ],
)
def test_what_cannot_be_laid_out_is_left_and_says_why(front: str, why: str) -> None:
    with pytest.raises(UnclearError, match=re.escape(why)):
        lay_out(front, Article)
