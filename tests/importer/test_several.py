"""Captures that hold less than one report, or more."""

from __future__ import annotations

import pytest

from tests.support.mill import HEAD, TEXT, read, texts

OTHER = (
    "Storm tears roof off school",
    "By John Roe",
    "March 14, 2013",
    "A storm tore the roof off a school in the town of Merrow on Thursday, and forty pupils had to be brought to safety by boat.",
    "No one was hurt, the mayor said, but the school will stay closed until a new roof has been built in the summer.",
    "The storm reached a speed of a hundred miles an hour when it came to the roof, the weather service said.",
)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading",
        "To continue reading, please subscribe to the Gazette.",
        "This article is for subscribers only.",
        "Il vous reste 70% de cet article à lire. La suite est réservée aux abonnés.",
        "Jetzt weiterlesen mit dem Probeabo",
        "Para seguir leyendo, suscríbete al diario",
        "この記事は有料会員限定です",
    ],
)
def test_a_text_that_ends_at_a_paywall_is_told(line: str) -> None:
    draft = read(*TEXT[:2], line, "Share", "Related stories")
    assert texts(draft) == list(TEXT[:2])
    assert draft.marks == (f'the text breaks off at a paywall (line 6 of the capture: "{line[:60]}")',)


@pytest.mark.parametrize(
    ("head", "below", "mark"),
    [
        ("", "<div class='wall'><p>Subscribe to continue reading</p></div>", "the text breaks off at a paywall"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>', "", "the page says that its text is not free"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": true}</script>', "", None),
    ],
)
def test_a_page_that_ends_at_a_paywall_is_told(head: str, below: str, mark: str | None) -> None:
    draft_of_page = pytest.importorskip("archive.importer.page").draft_of_page
    text = "".join(f"<p>{line}</p>" for line in TEXT)
    draft = draft_of_page(f"<html lang='en'><head>{head}</head><body><article><h1>{HEAD[0]}</h1><p>{HEAD[1]}</p>{text}</article>{below}</body></html>")
    assert texts(draft) == list(TEXT)
    assert [told.startswith(mark or "") for told in draft.marks] == [True] * (mark is not None)


def test_a_long_text_is_not_cut_by_a_line_that_sells_subscriptions() -> None:
    more = [TEXT[at % 4].replace("mill", f"mill of {name}") for at, name in enumerate(f"Merrow{chr(97 + at % 26)}{at}" for at in range(24))]
    assert [mark for mark in read(*more, "Subscribe to continue reading").marks if "paywall" in mark] == []


@pytest.mark.parametrize("between", [(), ("* * *",), ("", "")])
def test_another_report_below_the_first_is_told_and_is_no_part_of_it(between: tuple[str, ...]) -> None:
    draft = read(*TEXT, *between, *OTHER)
    number = 8 + len(between)
    assert texts(draft) == list(TEXT)
    assert draft.values("byline") == ("Jane Doe",)
    assert draft.marks == (
        f'another report seems to begin in line {number} of the capture ("{OTHER[0]}"); its lines are not in the body: import it from a file of its own',
    )
    assert [words for _, words in draft.dropped] == list(OTHER[3:])


def test_a_report_that_may_be_another_stays_and_is_told() -> None:
    second = ("Union of the mill plans to strike", "By John Roe", TEXT[2].replace("said on Monday", "plans"), TEXT[3].replace("appeal", "strike"), TEXT[2])
    draft = read(*TEXT, *second)
    assert texts(draft)[:4] == list(TEXT)
    assert [mark for mark in draft.marks if mark.startswith("another report seems to begin in line 8")]
    told = [*texts(draft), *(words for _, words in draft.dropped), *draft.highlights]
    assert set(second[2:]) <= set(told)


def test_a_teaser_between_paragraphs_begins_no_report() -> None:
    draft = read(*TEXT[:3], *OTHER[:3], TEXT[3], TEXT[1].replace("owner", "tenant"))
    assert [mark for mark in draft.marks if "another report" in mark] == []
