"""Values of YAML read at once: what comes out is what `read` makes of the same text with all its places, or nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.document import Document
from archive.values import values
from benchmarks.generate import article_text, whole
from tests.support.tools import REPOSITORY

PIECES = ["a", "b:", "b: ", "- ", "? ", ": ", "[", "]", "{", "}", ", ", "&x", "*x", "!", "!!str ", "'", '"', "|", ">", "#", " # c", "~", "null", "NO", "%", "@"]
PIECES += ["1.0", "<<", "---", "...", "\n", "\n", "\n  ", "\n- ", "\nc: ", "\t", "\\", "\\x07", "\\n", "\x85", "\u2028", "\ufeff", "é", "'x'", '"x\\"y"']
PIECES += ["d: {e: f}\n", "g: [h, i]\n"]
KEYS = st.sampled_from(["a", "b", "'c'", "d e", "~", "''"])
SOLID = ["x", "'~'", "[]", "{}", "[a, ~]", "{a: b}", "{a: b, a: c}", "&x y", "*x", "A & B", "Stop!", "!x y", '"\\x07"', "|\n  text"]
VALUES = st.sampled_from([*SOLID, "''", "~", "", " "])
MAPPINGS = st.lists(st.tuples(KEYS, VALUES), max_size=5).map(lambda pairs: "\n".join(f"{key}: {value}" for key, value in pairs))


def front(text: str) -> str:
    return text.split("\n---\n", 1)[0].removeprefix("---\n")


def agree(text: str) -> bool:
    """Whether a text was read at once; then it was read rightly."""
    found = values(text)
    if found is None:
        return False
    document = Document.load("x.md", text, first=1, lines=text.split("\n"))
    assert document.problems == []
    assert document.data == found.known
    assert list(document.data) == list(found.known)
    assert document.empty == [(key,) for key in found.empty]
    return True


@settings(max_examples=1500)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join) | MAPPINGS | st.text(max_size=30))
@example("a: ! ''")
@example("a: 1\n---\nb: 2")
@example("a: &x b\nc: *x")
@example("a:\n  b:\n  c: d")
def test_no_text_is_read_otherwise_at_once_than_with_its_places(text: str) -> None:
    agree(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: b\nc: [d, 'e']\nf: {g: h}\n# remark\nk: |\n  l\n",
        "a: B & C, what? 5 * 3! [sic]\nd: ~\ne:\nf: ''",
        'a: "b \\"c\\" \\u00e9"',
        "- a: b",
        "",
    ],
)
def test_an_ordinary_mapping_is_read_at_once(text: str) -> None:
    assert agree(text) == (text not in ("", "- a: b"))


def test_so_is_every_good_file() -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "content").rglob("*/*.md")] + [article_text(article) for article in whole(20).articles()]
    assert len(texts) > 100
    assert all(agree(front(text)) for text in texts)


@pytest.mark.parametrize("sign", ["[", "{a: ", "- ", "? ", ": ", "- ? ", "[\n"])
def test_values_that_lie_too_deep_in_one_another_do_not_end_the_program(sign: str) -> None:
    for count in (10, 33, 1000, 100_000):
        assert values(f"a: b\nc: {sign * count}") is None or count == 10
        assert values(sign * count) is None
    assert values("".join(f"{' ' * depth}a:\n" for depth in range(3000))) is None
