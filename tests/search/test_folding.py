"""What words become before they are compared: the same in the build as in the reader's browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import folding
from archive.model import letters


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Huà Chūnyíng", "hua chunying"), ("Wałęsa", "walesa"), ("Søren Østergård", "soren ostergard"),
        ("STRAUß", "strauss"), ("Œuvre", "oeuvre"), ("习近平", "习近平"),
    ],
)  # fmt: skip
def test_case_marks_and_letters_of_their_own_are_folded(text: str, folded: str) -> None:
    assert letters.fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folding.bare(folding.bare(text)) == folding.bare(text)


@pytest.mark.parametrize(
    ("written", "searched"),
    [
        ("organise", "organize"), ("organization", "organisation"), ("analyse", "analyze"), ("colour", "color"), ("neighbor", "neighbour"),
        ("defence", "defense"), ("license", "licence"), ("centre", "center"), ("theater", "theatre"), ("dialogue", "dialog"), ("catalog", "catalogue"),
        ("travelled", "traveled"), ("programme", "program"), ("encyclopaedia", "encyclopedia"),
    ],
)  # fmt: skip
def test_british_and_american_spellings_find_each_other(written: str, searched: str) -> None:
    assert searched in folding.spellings(written, "en")


def test_rules_of_one_language_are_not_tried_in_another() -> None:
    assert folding.spellings("organiser la couleur", "fr") == []


def test_umlauts_are_found_as_they_are_typed_without_them() -> None:
    assert {"mueller", "schroeder"} <= set(folding.spellings("Müller Schröder", "en"))


def test_signs_without_spaces_become_pairs() -> None:
    assert folding.pairs("外交部 and 网络") == ["外交", "交部", "部", "网络", "络"]


def test_words_are_keyed_whole_and_in_their_parts() -> None:
    assert folding.words("cyber-security U.S. 140,000 O’Brien's") == {"cybersecurity", "cyber", "security", "us", "140000", "140", "000", "obriens"}


def test_dashes_do_not_join_words() -> None:
    assert folding.spaced("talks—which broke…") == "talks — which broke … "


def test_a_whole_name_is_known_with_and_without_its_article() -> None:
    assert folding.exact("The New York Times", "en") == ["thenewyorktimes", "newyorktimes"]
    assert folding.exact("White House", "en") == ["whitehouse", "thewhitehouse"]
    assert folding.exact("La Gazette", "fr") == ["lagazette", "gazette"]


def test_bodies_are_known_by_their_initials() -> None:
    assert folding.initials("Office of Personnel Management", "en") == "opm"
    assert folding.initials("The New York Times", "en") == "nyt"
    assert folding.initials("Compagnie nationale des grands ponts", "fr") == "cngp"
    assert folding.initials("Financial Times", "en") == "ft"
    assert folding.initials("Reuters", "en") == ""
    assert folding.initials("Industry Standards", "en") == ""  # "is" is asked for as a word


@pytest.mark.parametrize("name", ["Baidu Inc", "Baidu, Inc.", "Baidu Co., Ltd", "Baidu S.p.A.", "Baidu GmbH & Co. KG"])
def test_a_company_is_known_with_and_without_its_legal_form(name: str) -> None:
    assert "baidu" in folding.exact(name, "en")


def test_a_name_that_only_ends_like_a_legal_form_stays_whole() -> None:
    assert folding.exact("Costco", "en") == ["costco", "thecostco"]
    assert folding.exact("Corp", "en") == ["corp", "thecorp"]
