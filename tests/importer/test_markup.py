"""What the markup of a page means for the words of its report."""

from __future__ import annotations

import pytest

pytest.importorskip("trafilatura")

from archive.importer.dates import stamps
from archive.importer.findings import Block, Draft, Run
from archive.importer.markdown import markdown
from archive.importer.page import draft_of_page
from archive.markdown import parse, plain
from archive.model.text import Prose

FIRST = "The harbour board of Merrow Bay voted on Friday to close the town's ferry pier, ending a service of a century."
LAST = "The last boat will leave at the end of the month, and a bus will take its place on the road around the bay."
UNSEEN = "This sentence is on the page for machines, and none of its readers has seen it since the page was made."


def page(middle: str) -> Draft:
    top = "<h1>Harbour board closes ferry pier</h1><p>By Jane Doe</p><p>12 March 2019</p>"
    return draft_of_page(f"<html lang='en'><body><nav><a href='/'>Home</a></nav><article>{top}<p>{FIRST}</p>{middle}<p>{LAST}</p></article></body></html>")


def between(middle: str) -> str:
    """The Markdown between the first and the last paragraph."""
    whole = markdown(page(middle).body)
    assert whole.startswith(FIRST)
    assert whole.endswith(LAST)
    return whole[len(FIRST) : -len(LAST)].strip()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("The board said so in a report<sup>1</sup> to the town.", "The board said so in a report¹ to the town."),
        ("The board said so in a report<sup><a href='#n'>12</a></sup> to the town.", "The board said so in a report¹² to the town."),
        ("The tanks hold CO<sub>2</sub> and 10<sup>−3</sup> grams of lead.", "The tanks hold CO2 and 10⁻³ grams of lead."),
        ("The 21<sup>st</sup> vote, said M<sup>me</sup> Blanc, was the last.", "The 21st vote, said Mme Blanc, was the last."),
        ("The <ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby> boat was sold on Monday.", "The 東京 boat was sold on Monday."),
        ("The <ruby><rb>東</rb><rt>とう</rt><rb>京</rb><rt>きょう</rt></ruby> boat was sold on Monday.", "The 東京 boat was sold on Monday."),
        ("The price is <del>forty</del> fifty pounds, the board said.", "The price is ~~forty~~ fifty pounds, the board said."),
        ("The board, as noted, said <s>no</s> yes: <a href='https://example.org/no'>no</a>, it <s>notes.</s>",
         "The board, as noted, said ~~no~~ yes: [no](https://example.org/no), it ~~notes.~~"),
        ("<del>The whole of it was struck by the paper on Monday.</del>", "~~The whole of it was struck by the paper on Monday.~~"),
        ("The <a href='https://example.org/b'>new <s>old</s> board</a> is as old as all.", "The [new old board](https://example.org/b) is as old as all."),
        ("The <s>old mayor</s> mayor paid it, the board said.", "The ~~old mayor~~ mayor paid it, the board said."),
        ("The board met in the hall on Monday,<br>and sold the boats.", "The board met in the hall on Monday, and sold the boats."),
        ("The board met in the hall on Monday.<br><br>The boats were sold.", "The board met in the hall on Monday.\n\nThe boats were sold."),
    ],
)
def test_words_are_those_that_a_reader_sees(markup: str, words: str) -> None:
    assert between(f"<p>{markup}</p>") == words


@pytest.mark.parametrize(
    "markup",
    [
        "<p hidden>{}</p>",
        "<p style='display: none'>{}</p>",
        "<div style='color:red;DISPLAY:none'><p>{}</p></div>",
        "<p style='visibility:hidden'>{}</p>",
        "<p class='sr-only'>{}</p>",
        "<div class='note visually-hidden'><p>{}</p></div>",
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
    ],
)
def test_what_no_reader_sees_is_no_part_of_the_report(markup: str) -> None:
    assert between(markup.format(UNSEEN)) == ""


def test_hidden_sentences_are_told() -> None:
    assert [words for _, words in page(f"<p hidden>{UNSEEN}</p>").dropped] == [UNSEEN]


@pytest.mark.parametrize("markup", ["<p aria-hidden='true'>{}</p>", "<template shadowrootmode='open'><p>{}</p></template>"])
def test_what_eyes_see_stays(markup: str) -> None:
    assert between(markup.format(UNSEEN)) == UNSEEN


def test_a_text_that_waits_for_a_button_is_the_text() -> None:
    text = "".join(f"<p>{LAST.replace('last', number)}</p>" for number in ("first", "second", "third"))
    assert [len(page(f"<div {hidden}>{text}</div>").body) for hidden in ("style='display:none'", "hidden")] == [5, 5]


def test_a_date_for_machines_holds_though_it_is_hidden() -> None:
    body = f"<article><h1>Harbour board closes ferry pier</h1><time hidden datetime='2019-03-12'>12 March 2019</time><p>{FIRST}</p><p>{LAST}</p></article>"
    assert draft_of_page(f"<html lang='en'><body>{body}</body></html>").value("date") == "2019-03-12"


def test_lists_keep_their_numbers_and_what_stands_within_them() -> None:
    inner = "<ul><li>The small one first, for it is old.</li><li>The large one in May.</li></ul>"
    lists = f"<ol start='3'><li>Close the pier by May.</li><li>Sell the boats.{inner}</li><li value='9'>Build a bridge.</li></ol>"
    assert between(lists) == (
        "3. Close the pier by May.\n4. Sell the boats.\n   - The small one first, for it is old.\n   - The large one in May.\n9) Build a bridge."
    )


def test_lists_are_rendered_with_the_same_words() -> None:
    items = [Block("ol", (Run(f"item {number}"),), depth=depth, number=number) for number, depth in ((9, 0), (10, 0), (1, 1), (2, 1), (1, 2), (11, 0), (1, 0))]
    assert markdown(items) == "9. item 9\n10. item 10\n    1. item 1\n    2. item 2\n       1. item 1\n11. item 11\n1) item 1"
    assert " ".join(words for _, words in plain(Prose(parse(markdown(items))))) == " ".join(block.text for block in items)


def test_a_note_beside_a_date_is_no_part_of_it() -> None:
    assert [stamp.edtf for stamp in stamps("Published 12 March 2019¹")] == ["2019-03-12"]
