"""Datelines: where a report was written, and what only looks like a place."""

from __future__ import annotations

import pytest

from archive.importer.datelines import dateline
from archive.importer.findings import LIKELY
from archive.importer.text import draft_of_text

PLACES = {
    "THE HAGUE — The court ruled on Tuesday.": "The Hague",
    "THE HAGUE (Reuters) - The court ruled on Tuesday.": "The Hague",
    "THE VILLAGES, Fla. — The court ruled on Tuesday.": "The Villages, Fla.",
    "NEW DELHI: The court ruled on Tuesday.": "New Delhi",
    "SALEM, June 3 — Two men were in court on Tuesday.": "Salem",
    "LOS ANGELES (AP) — two men were in court on Tuesday.": "Los Angeles",
    "新华社北京6月21日电（记者王明）": "北京",
    "本报烟台6月21日讯": "烟台",
}
NO_PLACES = [
    "JUNE 3 2021 — The court ruled on Tuesday.",
    "TUESDAY — The court ruled that the mill must close.",
    "THE MAYOR — a man of few words — was in court.",
    "THE POLICE: They were in court on Tuesday.",
    "WARNING: The mill must close its gates.",
    "EXCLUSIVE — The mill must close its gates.",
    "EILMELDUNG: Die Mühle muss schließen.",
    "SILENCE — a rare guest in the court — fell.",
    "东江日报6月21日电（记者王明）",
]


@pytest.mark.parametrize("text", PLACES)
def test_a_dateline_gives_its_place(text: str) -> None:
    found = dateline(text)
    assert found is not None
    assert found.place == PLACES[text]


@pytest.mark.parametrize("text", NO_PLACES)
def test_words_in_capitals_are_not_always_a_place(text: str) -> None:
    found = dateline(text)
    assert found is None or found.place is None


def test_a_month_beside_its_day_is_no_place() -> None:
    text = "The county court ruled on Tuesday that the mill must close its gates by the end of the year, lawyers for both sides said."
    for line, place in (("JUNE 3 2021", None), ("SALEM JUNE 3 2021", "Salem")):
        assert draft_of_text(f"Court orders mill to close\n{line}\n{text}\n{text.replace('Tuesday', 'Friday')}").value("place") == place


REST = """The owner said that he would appeal, and that the mill had stood on the river for two hundred years.
The mill employs 140 people, and has been in the Voss family since the end of the last war.
"""


@pytest.mark.parametrize("opening", ["SALEM, May 17, 2023 (AP) --", "SALEM, May 17, 2023 /NewsLine/ --", "SALEM, 17 May 2023 —"])
def test_a_dateline_that_tells_the_year_gives_a_date_that_is_to_be_checked(opening: str) -> None:
    draft = draft_of_text(f"Court orders mill to close\n{opening} The county court ruled on Tuesday that the mill must close its gates.\n{REST}")
    found = next(one for one in draft.findings if one.field == "date")
    assert (found.value, draft.value("place")) == ("2023-05-17", "Salem")
    assert found.confidence < LIKELY


def test_a_dateline_without_a_year_gives_no_date() -> None:
    draft = draft_of_text(f"Court orders mill to close\nSALEM, May 17 (AP) -- The county court ruled on Tuesday that the mill must close its gates.\n{REST}")
    assert draft.value("date") is None
