"""Where the text of a report goes on, and where it ends."""

from __future__ import annotations

from textwrap import wrap

import pytest

from archive.importer.features import is_rights_line
from archive.importer.findings import LIKELY, Draft
from archive.importer.lines import read_lines
from archive.importer.markdown import markdown
from archive.importer.text import draft_of_text

HEAD = "Court orders mill to close\nBy Jane Doe\nMarch 12, 2013"
TEXT = (
    "The county court ruled on Tuesday that the mill must close its gates by the end of the year, lawyers for both sides said.",
    "The owner said that he would appeal, and that the mill had stood on the river for two hundred years.",
)


def read(*lines: str) -> Draft:
    return draft_of_text("\n".join([HEAD, *TEXT, *lines]))


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.body]


@pytest.mark.parametrize(
    "line",
    ["© 2013 The Gazette", "(c) 2013 The Gazette", "Copyright 2013 The Gazette", "© The Gazette", "© RIPRODUZIONE RISERVATA", "©RIPRODUZIONE RISERVATA"],
)
@pytest.mark.parametrize("last", ["The mill employs 140 people.", "“He will lose.”"])
def test_the_paragraph_above_a_line_of_copyright_is_no_caption(line: str, last: str) -> None:
    draft = read(last, line)
    assert (texts(draft), draft.media) == ([*TEXT, last], ())


def test_a_sentence_about_copyright_stays() -> None:
    sentence = "Copyright in the plans, which the county bought in 2013, lies with the owner of the mill and not with its tenants."
    assert texts(read(sentence, TEXT[1].replace("owner", "tenant"))) == [*TEXT, sentence, TEXT[1].replace("owner", "tenant")]


def test_a_picture_has_its_credit_still() -> None:
    assert [is_rights_line(text) for text in ("© Jim Poe / AFP", "© 2013 Getty Images", "© Jim Poe", "The mill. © 2013 Jim Poe")] == [False] * 4
    draft = draft_of_text("\n".join([HEAD, "The mill on the river in May.", "© Jim Poe / AFP", *TEXT, "The mill employs 140 people."]))
    assert [(caption.shows, caption.credit) for caption in draft.media] == [("The mill on the river in May.", "Jim Poe / AFP")]


SAID = ("When did you begin?", "At six. On the piano.", "And did you like it?", "No.", "Do you like it now?", "Yes.", "What will you do next?", "Garden.")
LETTERS, NAMES, DASHES, POINTS = (
    [f"{who[at % 2]} {words}" for at, words in enumerate(SAID)] for who in (("Q:", "A:"), ("Herald:", "Brandt:"), ("—", "—"), ("Q.", "A."))
)


@pytest.mark.parametrize("turns", [LETTERS, NAMES, DASHES, POINTS, [*LETTERS, "What will you do now?", "Garden."]])
@pytest.mark.parametrize("above", [TEXT, TEXT[:1]])
def test_an_interview_goes_on_through_its_short_turns(turns: list[str], above: tuple[str, ...]) -> None:
    draft = draft_of_text("\n".join([HEAD, *above, *turns, "Share", "Related stories", "Storm tears roof"]))
    assert texts(draft) == [*above, *turns]
    assert draft.value("place") is None


def test_an_interview_can_be_all_of_the_text() -> None:
    turns = [turn.replace("Herald", "HERALD") for turn in NAMES]
    draft = draft_of_text("\n".join([HEAD, *turns]))
    assert (texts(draft), draft.media, draft.value("place")) == (turns, (), None)


def test_labels_and_readers_are_no_interview() -> None:
    labels = ["Phone: 555-0100", "Address: 3 Mill Lane", "Phone: 555-0101", "Address: 5 Mill Lane"]
    assert texts(read("The mill employs 140 people, and has been in the Voss family since the end of the war.", *labels))[3:] == []


def test_a_question_and_its_answer_above_a_line_of_copyright_stay() -> None:
    assert texts(read("Why now?", "Steel has become dear.", "© 2013 The Gazette")) == [*TEXT, "Why now?", "Steel has become dear."]


@pytest.mark.parametrize("line", ["+ 3 percent was the rise in shares of the mill, the bank said on Tuesday evening.", "+ Plus one more for the mill."])
def test_a_plus_before_words_is_no_mark_of_a_list(line: str) -> None:
    draft = read(line, TEXT[1].replace("owner", "tenant"))
    assert [(block.kind, block.text) for block in draft.body][2] == ("p", line)
    assert "\n\\" + line in markdown(draft.body)


def test_a_headline_that_was_cut_at_the_width_of_its_text_is_whole() -> None:
    words = "The council of Merrow Bay voted on Friday to close the ferry pier, and to end a service that has carried people to work for a hundred years. "
    paragraph = "\n".join(wrap(words * 3, 78))
    text = f"# Harbour board votes to close the old ferry pier of Merrow Bay after the three\nstorms\n\nMarch 12, 2013\n\n{paragraph}\n\n{paragraph}\n"
    assert draft_of_text(text).value("title") == "Harbour board votes to close the old ferry pier of Merrow Bay after the three storms"


@pytest.mark.parametrize("parted", [" | ", "\n|\n", "\n"])
def test_names_with_their_addresses_for_mail_have_written_the_report(parted: str) -> None:
    lines = "\n".join(f"{name}{parted}{name.split()[0].lower()}@gazette.example" for name in ("Dale Roe", "Keisha Lind"))
    draft = draft_of_text("\n".join(["March 12, 2013", "Court orders mill to close", lines, "Print", *TEXT, TEXT[0].replace("county", "high")]))
    assert draft.values("byline") == ("Dale Roe", "Keisha Lind")


@pytest.mark.parametrize("box", ["Sign up for our newsletter\nEnter your email address to get our daily email.", "Advertisement"])
def test_the_last_paragraph_stands_below_a_box_and_above_the_names(box: str) -> None:
    signed = ("He has two hundred and forty days.", "By Jane Doe", "Tuesday, March 12, 2013")
    draft = draft_of_text("\n".join(("Court orders mill to close", *TEXT, TEXT[0].replace("county", "high"), box, *signed)))
    assert texts(draft)[-1] == "He has two hundred and forty days."
    assert (draft.values("byline"), draft.value("date")) == (("Jane Doe",), "2013-03-12")


@pytest.mark.parametrize("last", ["The board meets again Sept. 12.", "Admission is free.", "No vote was taken.", "The next meeting is on Monday at 7 p.m."])
@pytest.mark.parametrize("below", ["", "3 Comments\nBob Smith says:\nI walked there as a child.\nReply", "Share\nRelated stories", "© 2013 Merrow Courier"])
def test_a_short_last_paragraph_stays_whatever_stands_below_it(last: str, below: str) -> None:
    told = (
        "The school board of Merrow Bay voted on Tuesday to fence the river path after two children fell in this summer.",
        "Parents had asked for a fence since 2011, and the county had said that it had no money for one of that length.",
        "Supporters said they had raised $22,000 toward fencing.",
    )
    text = "\n\n".join(["Board votes to fence river path", "By Jane Doe", "March 12, 2013", *told, last, below])
    assert [block.text for block in draft_of_text(text).body] == [*told, last]


def test_an_email_that_forwards_a_report_gives_the_report_alone() -> None:
    text = """From: Ann Poe <ann@example.org>
To: archive@example.org
Date: Mon, 2 Feb 2015 08:14:52 +0000
Subject: Fwd: for the files

Saw this in the paper.

> From: "John Roe" <roe@example.net>
> Date: 1 February 2015 21:30:11 GMT
> To: Ann Poe <ann@example.org>
> Subject: Library
>
> Library roof collapses under snow
>
> By Jane Doe, Merrow Herald
> Sunday 1 February 2015
>
> Part of the roof of the library of Merrow Bay fell in early on Saturday
> under the weight of the heaviest snow in the town for thirty years.
>
> Nobody was hurt. The keeper had locked the building ten minutes earlier and
> gone home.
"""
    found = draft_of_text(text)
    assert (found.value("title"), found.value("date"), found.values("byline"), found.value("source")) == (
        "Library roof collapses under snow",
        "2015-02-01",
        ("Jane Doe",),
        "Merrow Herald",
    )
    assert [block.text[:24] for block in found.body] == ["Part of the roof of the ", "Nobody was hurt. The kee"]


@pytest.mark.parametrize(
    ("first", "source"),
    [("NORTH SHORE GAZETTE", "North Shore Gazette"), ("The Merrow Advertiser, 6 May 1976", "The Merrow Advertiser"), ("Weather", None)],
)
def test_a_newspapers_name_in_the_first_lines_is_a_source_that_is_doubtful(first: str, source: str | None) -> None:
    body = "The harbour board of Merrow Bay voted on Friday to close the ferry pier, ending a service that has carried commuters since 1911.\n" * 3
    found = draft_of_text(f"{first}\n\nHarbour board votes to close ferry pier\n\nBy Jane Doe\n\n{body}")
    assert found.value("source") == source
    assert source is None or found.first("source").confidence < LIKELY  # type: ignore[union-attr]


def test_a_short_report_below_another_is_told() -> None:
    text = """Fire destroys mill at Merrow
By Jane Doe

Fire destroyed the mill on Tuesday night, and two hundred people have lost their work.
The keeper said the blaze began in the wool store shortly after ten, and could be seen from the bay.
The owners said that they hoped to build again by the spring.

Salmon catch best since the war
By John Roe

The salmon catch in the bay in April was the best since 1947, the board said on Wednesday.
Nets at the mouth took 3,120 fish, against 1,940 in April of last year.
"The cold spring did it," said Andrew Wood, who has fished there for thirty years.
"""
    assert any(mark.startswith("another report seems to begin") for mark in draft_of_text(text).marks)


def test_what_a_browser_prints_on_each_sheet_stands_once_and_parts_no_text() -> None:
    head = "Ferry pier closes - Merrow Courier   Page {} of 2\n\nhttps://merrowcourier.example/ferry-pier   23/08/2007 09:15\n"
    first = "The harbour board of Merrow Bay voted on Friday to close the ferry pier, which has carried commuters since 1911."
    last = "Nobody was hurt, and the water went down before noon, said the keeper of the gate. The cause is not known."
    title = "Ferry pier closes\nBy Jane Doe\nTuesday 21 August 2007\n"
    found = draft_of_text("\n".join([head.format(1), title, first, "", head.format(2), last, "", "Copyright (c) 2007 Merrow Courier"]))
    assert [block.text for block in found.body] == [first, last]
    assert (found.value("source"), found.value("date"), found.value("url")) == ("Merrow Courier", "2007-08-21", "https://merrowcourier.example/ferry-pier")


def test_a_message_and_odds_that_a_report_prints_stay_whole() -> None:
    text = """Harbour board closes ferry pier
By Jane Doe
12 March 2013

The harbour board of Merrow Bay voted on Friday to close the ferry pier, and one message shows how it came to that decision, the court heard.

From: John Roe
To: Ann Poe
Date: 3 March 2013
Subject: the pier

I never saw a pier that cost us so much money and that gave the town so little in return for all of it, he wrote.
The last race was won by a boat at SP 7/2
The second was won by another at SP 9/4
"""
    kept = "\n".join(line.text for line in read_lines(text))
    for words in ("From: John Roe", "Date: 3 March 2013", "Subject: the pier", "SP 7/2", "SP 9/4"):
        assert words in kept
