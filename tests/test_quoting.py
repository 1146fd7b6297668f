"""A quotation mark that closes only in another key swallows what stands between: that is told where it opens."""

from __future__ import annotations

import pytest

from archive.quoting import unclosed
from tests.support.small import ARTICLE, article, problems_of


@pytest.mark.parametrize(
    ("front", "opened"),
    [
        ('title: "Talks: the second day\ndate: 2001\nmedia:\n  - {kind: photo, credit: "Ana"}', (0, 7)),
        ('statements:\n  - id: s1\n    quote: "twice the trade\n  - {id: s2, quote: "x"}', (2, 11)),
        ('statements:\n  - about: "The crane\n    quote: twice\n    act: "x"', (1, 11)),
        ("section: 'World\nplace: Harbour\nsummary: The harbour'", (0, 9)),
        ('media:\n  - {kind: photo, shows: "A\n  - {kind: photo, shows: "B"}', (1, 25)),
        ('also: ["a", "b]\ndate: "x"', (0, 12)),
    ],
)
def test_the_mark_is_found_that_swallows_the_next_key(front: str, opened: tuple[int, int]) -> None:
    assert unclosed(front) == opened


@pytest.mark.parametrize(
    "front",
    [
        'title: "A long\n  title: that goes on"\ndate: 2001',
        'title: "A long\n\n  title"\ndate: 2001',
        'title: It\'s a "quote\ndate: x',
        "title: 'it''s'\nx: y",
        'a: "x \\" y"\nb: "z"',
        'media:\n  - {kind: photo, shows: "A\n      crane"}\ndate: 1',
        'summary: |\n  He said: "a\n  quote: b"\ndate: 1',
        'summary: >-\n  x: "a\n  y: b\ntitle: "c"',
        'title: "never',
        "",
    ],
)
def test_a_text_that_goes_on_further_in_is_a_text(front: str) -> None:
    assert unclosed(front) is None


def test_nothing_of_it_is_read_as_words() -> None:
    says = "  - id: s1\n    by: ann\n    act: claims\n    about: \"It will hold.\n    quote: twice\n"
    wrong = f'statements:\n{says}  - {{id: s2, by: ann, act: denies, about: "No."}}'
    assert [(problem.line, problem.column, problem.code) for problem in problems_of(ARTICLE, article(wrong))][:1] == [(8, 12, "bad-yaml")]
