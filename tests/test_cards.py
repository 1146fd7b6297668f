"""Social cards: pictures that any reader of PNG takes for whole, with every word of a title or none."""

from __future__ import annotations

import io
from typing import Any

import pytest

from archive import cards

if not cards.available():
    pytest.skip("Pillow is missing: install archive[cards]", allow_module_level=True)

LONG = "What the commission found, and what it left out: twelve months of dispute and silence in the city by the river, told by those who were there " * 2
MARKS = "¿Qué? ¡Łódź, Ørsted, Straße, 3 € à l’été!"
TITLES = ["", "A bridge", "AVATAR To Wave", "“Never” – the harbour’s answer…", MARKS, LONG, "Pneumonoultramicroscopicsilicovolcanoconiosis" * 3]


def view(title: str) -> dict[str, str]:
    return {"title": title, "line": "The Gazette · 2013-03-12", "site": "Three Bridges"}


def opened(data: bytes) -> Any:
    from PIL import Image

    with Image.open(io.BytesIO(data)) as picture:  # checks every checksum
        picture.load()
        return picture.convert("RGB")


def inked(picture: Any) -> set[tuple[int, int]]:
    """The dark dots between the line and the rule."""
    return {(x, y) for y in range(140, 498) for x in range(1200) if picture.getpixel((x, y))[0] < 128}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:12])
def test_a_card_is_a_whole_picture_of_the_size_that_pages_tell(title: str) -> None:
    picture = opened(cards.draw(view(title)))
    assert picture.size == (1200, 630)
    assert picture.getpixel((600, 5)) == (0x7C, 0x2D, 0x20)
    assert picture.getpixel((600, 629)) == picture.getpixel((20, 300)) == (0xFA, 0xF8, 0xF3)
    assert picture.getpixel((600, 500)) == (0x5D, 0x56, 0x4B)


@pytest.mark.parametrize("title", ["A bridge", "AVATAR To Wave", "“Never”, they said"])
def test_a_title_stands_as_the_font_itself_sets_it(title: str) -> None:
    from PIL import Image, ImageDraw, ImageFont

    expected = Image.new("RGB", (1200, 630), "#faf8f3")
    ImageDraw.Draw(expected).text((80, 140), title, font=ImageFont.load_default(72), fill="#211d18")
    ours, theirs = inked(opened(cards.draw(view(title)))), inked(expected)
    assert len(ours ^ theirs) < len(theirs) / 20  # tints are rounded; one dot aside would be more


@pytest.mark.parametrize("title", TITLES[1:], ids=lambda title: title[:12])
def test_a_title_keeps_its_margin_and_its_place(title: str) -> None:
    ink = inked(opened(cards.draw(view(title))))
    assert ink
    assert min(x for x, _ in ink) >= 78
    assert max(y for _, y in ink) < 495


@pytest.mark.parametrize(
    ("plain", "marked", "where"), [("eE", "éÈ", "above"), ("oO", "öŐ", "above"), ("nu", "ñů", "above"), ("cs", "çș", "below"), ("aE", "ąĘ", "below")]
)
def test_a_letter_with_a_mark_is_the_plain_one_and_something_above_or_below(plain: str, marked: str, where: str) -> None:
    without, ink = inked(opened(cards.draw(view(plain)))), inked(opened(cards.draw(view(marked))))
    assert without < ink
    edge = min(y for _, y in without) if where == "above" else max(y for _, y in without)
    assert any(y < edge if where == "above" else y > edge for _, y in ink - without)


def test_a_mark_above_takes_the_place_of_the_dot() -> None:
    dotless = inked(opened(cards.draw(view("ı"))))
    assert dotless < inked(opened(cards.draw(view("i"))))
    assert dotless < inked(opened(cards.draw(view("î"))))
    assert len({frozenset(inked(opened(cards.draw(view(title))))) for title in ("i", "ı", "í", "ï")}) == 4


def test_two_marks_stand_one_above_the_other() -> None:
    one, two = inked(opened(cards.draw(view("ê")))), inked(opened(cards.draw(view("ế"))))
    assert min(y for _, y in two) < min(y for _, y in one)


def test_a_decomposed_letter_is_drawn_as_the_composed_one() -> None:
    assert cards.draw(view("cafe\u0301")) == cards.draw(view("café"))


@pytest.mark.parametrize("title", ["Мост", "الجسر", "橋", "a \u0301", "ꜵ"])
def test_a_title_with_a_letter_that_the_font_lacks_is_left_out(title: str) -> None:
    assert inked(opened(cards.draw(view(title)))) == set()


def test_each_line_of_a_long_title_fits() -> None:
    ink = inked(opened(cards.draw(view(LONG))))
    assert max(x for x, _ in ink) <= 1121


def test_the_same_view_gives_the_same_bytes_whatever_was_drawn_before() -> None:
    first = [cards.draw(view(title)) for title in TITLES]
    assert [cards.draw(view(title)) for title in reversed(TITLES)] == first[::-1]
