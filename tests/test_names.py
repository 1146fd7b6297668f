"""Names in running text: longest first, whole words, exact case, and never a guess between two who bear the same."""

from __future__ import annotations

import pytest

from archive.model import Actor
from archive.names import Names
from archive.validation import validate


def actor(id: str, name: str, **more: object) -> Actor:
    return validate(Actor, {"id": id, "path": "", "kind": "person", "name": name, **more})


ACTORS = [
    actor("china", "China", names={"zh": "中国", "ar": "الصين", "th": "จีน", "hi": "चीन"}),
    actor("bank", "Bank of China"),
    actor("us", "U.S.", also=("US", "America")),
    actor("oneil", "O'Neil"),
    actor("xi", "Xi Jinping", also=("Xi", "Xi Jingping [sic]")),
    actor("x", "X"),
    actor("off", "Silent", autolink=False),
    actor("some", "Some Body", also=("Body",), autolink=("Body",)),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("China", ["China"]),
        ("Chinatown, MacroChina, China1, China_x", []),
        ("China's, China-based, (China), “China”", ["China"] * 4),
        ("china CHINA", []),
        ("the Bank of China and China", ["Bank of China", "China"]),
        ("the Bank\nof China", ["Bank\nof China"]),
        ("the Bank of China", ["Bank of China"]),
        ("U.S. US USA U.S.A", ["U.S.", "US", "U.S."]),
        ("O’Neil and O'Neil", ["O’Neil", "O'Neil"]),
        ("Xi Jinping, Xi Jingping, Xi", ["Xi Jinping", "Xi Jingping", "Xi"]),
        ("中国人在中国", ["中国", "中国"]),
        ("الصين والصين", ["الصين"]),
        ("ในจีนมี", ["จีน"]),
        ("चीनी चीन", ["चीन"]),
        ("X is one letter", []),
        ("Silent", []),
        ("Some Body, Body", ["Some Body"]),
        ("", []),
        ("Chiná China\u0301", []),
    ],
)
def test_names_are_found_as_whole_words(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in Names(ACTORS).find(text)] == found


def test_an_archive_without_actors_has_no_names() -> None:
    assert list(Names([]).find("China")) == []


def test_a_name_of_two_actors_belongs_to_both() -> None:
    names = Names([actor("a", "Li"), actor("b", "Li"), actor("c", "Li Na")])
    assert [(one.start, one.actors) for one in names.find("Li and Li Na")] == [(0, ("a", "b")), (7, ("c",))]
