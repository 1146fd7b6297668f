"""Texts out of printed papers: turned pages, and words that the ends of lines have cut."""

from __future__ import annotations

from textwrap import wrap

import pytest

from archive.importer.lines import is_turn
from tests.support.mill import TEXT, read, texts


@pytest.mark.parametrize(
    "lines",
    [
        ("Continued on page A4", "Continued from page 1"),
        ("(Continued on Page 4)",),
        ("MILL, Page A4", "From Page A1"),
        ("Fortsetzung auf Seite 4", "Fortsetzung von Seite 1"),
        ("Suite page 4",),
        ("下转第4版", "上接第1版"),
    ],
)
def test_a_turn_to_another_page_parts_nothing(lines: tuple[str, ...]) -> None:
    draft = read(*TEXT[:2], "The union was not consulted.", *lines, "It will strike.", *TEXT[2:])
    assert texts(draft) == [*TEXT[:2], "The union was not consulted.", "It will strike.", *TEXT[2:]]
    assert draft.marks == ()


def test_a_sentence_goes_on_across_a_turn() -> None:
    first, rest = TEXT[3].split(" both ")
    assert texts(read(*TEXT[:3], f"{first} both", "", "Continued on page A4", "", "Continued from page 1", "", rest)) == list(TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Continued on page two of the report is a list of all who died.",
        "From page to screen",
        "Please see our list of all elections to 2024",
        "See page for details",
        "Page 4",
    ],
)
def test_other_lines_about_pages_are_no_turns(line: str) -> None:
    assert not is_turn(line)


def test_a_word_that_the_end_of_a_line_cut_is_whole_where_the_text_has_it_whole() -> None:
    lines = (
        "The county court ruled on Tuesday that the mill and its build-",
        "ings must close by the end of the year, lawyers for the owner-",
        "ship said. None of the buildings is well-kept, and no well-",
        "kept building is empty, the two- and three-storey houses be-",
        "ing let to workers of the Anglo-American Steel and the Anglo-",
        "Dutch Bank, which both said that they would stay on for now.",
    )
    draft = read("", *lines, "", *wrap(" ".join(TEXT[1:]), 62))
    assert texts(draft)[0] == (
        "The county court ruled on Tuesday that the mill and its buildings must close by the end of the year, lawyers for the owner-ship said."
        " None of the buildings is well-kept, and no well-kept building is empty, the two- and three-storey houses be-ing let to workers of"
        " the Anglo-American Steel and the Anglo-Dutch Bank, which both said that they would stay on for now."
    )
    (mark,) = draft.marks
    assert mark.endswith("whether it is the word's own: owner-ship (line 6), be-ing (line 8)")
