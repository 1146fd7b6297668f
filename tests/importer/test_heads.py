"""What stands between a headline and the text, in the many ways in which newspapers print it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.importer import readers
from archive.importer.findings import LIKELY
from archive.importer.labelled import Sheet, read_sheet
from archive.importer.lines import read_lines
from archive.importer.text import draft_of_text

TITLE = "Harbour board votes to close ferry pier after storms"
BODY = """The harbour board of Merrow Bay voted on Friday to close the town's ferry pier, ending a service that has carried commuters since 1911.
Engineers told the board that three storms in six weeks had undermined the pilings and that the structure could no longer be insured.
“We looked for a way to keep it open and there was none,” said Margaret Oduya, who chairs the board.
The decision was carried by seven votes to two."""
FOOT = "Share\nRelated stories\nStorm tears roof\n14 May 2019\nMost read\n© 2024 Merrow Courier"

JANE = ("Jane Doe",)
HEADS = {
    "{}\nMarch 12, 2013 by Jane Doe 3 Comments": ("2013-03-12", None, JANE),
    "{}\nPosted: 12 Mar 2013 | 06:17\nJane Doe": ("2013-03-12T06:17:00", None, JANE),
    "12 March 2013\n{}\nJane Doe": ("2013-03-12", None, JANE),
    "News\n{}\nJane Doe, Staff Reporter\njdoe@example.com\nMar 12, 2013 Updated Mar 13, 2013": ("2013-03-12", "2013-03-13", JANE),
    "{}\nBY JANE DOE\nMARCH 12, 2013 06:17 AM": ("2013-03-12T06:17:00", None, ("JANE DOE",)),
    "{}\nJane Doe\n@janedoe\nTuesday 12 March 2013 06:17": ("2013-03-12T06:17:00", None, JANE),
    "{}\nPublished: 06:17 EST, 12 March 2013 | Updated: 10:12 EST, 13 March 2013": ("2013-03-12T06:17:00-05:00", "2013-03-13T10:12:00-05:00", ()),
    "{}\nBy Jane Doe | Merrow Courier\nUPDATED: 06:17, 13 March 2013": ("2013-03-13", "2013-03-13T06:17:00", JANE),
    "Home > News > {}\n{}\nLast updated 06:17, March 12 2013\nJANE DOE": ("2013-03-12", "2013-03-12T06:17:00", ("JANE DOE",)),
    "{}\nWritten by Jane Doe | Merrow Bay | Updated: March 12, 2013 6:17:00 am": ("2013-03-12", "2013-03-12T06:17:00", JANE),
    "{}\nJane Doe and John Roe\nThe Merrow Courier\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nPosted By: Jane Doe\nMarch 12, 2013\nIn: Local news": ("2013-03-12", None, JANE),
    "{}\nTue., March 12, 2013\ntimer\n4 min. read\nBy\nJane Doe\nStaff Reporter": ("2013-03-12", None, JANE),
    "{}\nJane Doe Mar 12, 2013": ("2013-03-12", None, JANE),
    "{}\n2013-03-12 06:17:23 | Xinhua | Editor: Li": ("2013-03-12T06:17:23", None, ()),
    "{}\nBy\nJane Doe\nand\nJohn Roe\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nBy Jane Doe\n3 hours ago": (None, None, JANE),
    "{}\nAuthor of the article:\nBy\nJane Doe\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "{}\nBy\nJane Doe &\nJohn Roe\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nMarch 12, 2013\nJane Doe Parliamentary editor": ("2013-03-12", None, JANE),
    "{}\nJane Doe2 minutes ago": (None, None, JANE),
    "{}\nMarch 12, 2013\nJane Doe 2 minutes read": ("2013-03-12", None, JANE),
    "{}\nJane Doe (AFP)\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "Opinion\n{}\nJane Doe\nColumnist\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "{}\nBy Jane Doe, Reuters • March 12, 2013 6:17 am": ("2013-03-12T06:17:00", None, JANE),
    "{}\nby Jane Doe, Merrow Courier\nTue, March 12th 2013 at 6:17 AM\nUpdated Wed, March 13th 2013 at 1:02 AM": (
        "2013-03-12T06:17:00",
        "2013-03-13T01:02:00",
        JANE,
    ),
    "{}\nJane Doe\nJohn Roe\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nJane Doe\n,\nJohn Roe\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nJane Doe · Merrow Courier · Posted: March 12, 2013 6:17 AM": ("2013-03-12T06:17:00", None, JANE),
    "{}\nAuthor of the article:\nJane Doe\nPublished Mar 12, 2013": ("2013-03-12", None, JANE),
    "{}\nMarch 12, 2013\nJane Doe\n{}\nShare": ("2013-03-12", None, JANE),
    "{}\nMargaret Oduya\nMarch 12, 2013": ("2013-03-12", None, ()),
    "{}\nJane Doe @janedoe / 2 days": (None, None, JANE),
    "{}\nJane Doe Deputy Picture Editor\n06:17, 12 Mar 2013": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy Jane Doe, in News, Harbour, Ferries, Trade · 12 Mar 2013, 06:17 · 0 Comments": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy Jane Doe and John Roe The Associated Press\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nBy Jane Doe March 12, 2013": ("2013-03-12", None, JANE),
    "{}\nJane DoePublished Mar 12, 2013, 6:17am": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy\nJane DoeNews Reporter\nJohn RoeNews Reporter\n06:17, 12 Mar 2013": ("2013-03-12T06:17:00", None, ("Jane Doe", "John Roe")),
    "News / Harbour / Ferries\n{}\nBy Jane Doe\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "HomeNewsHarbour{}\n{}\nBy Jane Doe\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "Before the Storms\n{}\nMarch 12, 2013": ("2013-03-12", None, ()),
    "{}\nJane Doe, Merrow\n12.03.2013, 06.17 Uhr": ("2013-03-12T06:17:00", None, JANE),
    "{}\nJane Doe / MCN / Mar 12, 2013, 06:17 IST": ("2013-03-12T06:17:00", None, JANE),
    "{}\nJane Doe, Reuters\n12 March 2013": ("2013-03-12", None, JANE),
    "{}\nJane Doe jdoe@example.com\n12 March 2013": ("2013-03-12", None, JANE),
    "{}\nJane DOE.\nPublié le 12/03/13": ("2013-03-12", None, ("Jane DOE",)),
    "{}\nJane Doe, Contributor\n3/15/2013 @ 6:17AM": ("2013-03-15T06:17:00", None, JANE),
    "{}\nBy JANE DOE\nAnd JOHN ROE\nIn Summary\nMarch 12, 2013": ("2013-03-12", None, ("JANE DOE", "JOHN ROE")),
    "{}\nBy harbour affairs reporter Jane Doe\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "{}\ndalla nostra inviata Jane Doe\n12 marzo 2013": ("2013-03-12", None, JANE),
    "{}\nJane Doe\nin Merrow\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "{}\nBy Jane Doe Tue 12 Mar 2013, 6:17 AM": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy JANE DOEMARCH 12, 2013": ("2013-03-12", None, ("JANE DOE",)),
    "Mar\n12\n2013\n{}\nBy Jane Doe": ("2013-03-12", None, JANE),
    "{}\nTue\n,\nMar 12\n,\n2013\n06:17\nBy Jane Doe": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy Jane Doe\n12 marzo 2013 (modifica il 13 marzo 2013)": ("2013-03-12", "2013-03-13", JANE),
    "Merrow\n12 March 2013 Last updated at 06:17 GMT\nShare this page\nPrint\n{}\nBy Jane Doe": ("2013-03-12", None, JANE),
    "{}\nBy Jane Doe\nClosures so far\n4 May 2011: the eastern pier": (None, None, JANE),
    "30 de noviembre de 2026\nEdición impresa\n{}\nBy Jane Doe": (None, None, JANE),
    "{}\nJane Doe | 12. März 201313. März 2013 | Hafen": ("2013-03-12", None, JANE),
    "{}\n12.03.2013 um 6:17 Uhr - Jane Doe - 3 Ergänzungen": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy\nJane Doe\n@janedoe\nJohn Roe\n12 March 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nBy Jane Doe - Mar 12, 2013 at 6:17AM\nPrice as of August 10, 2015, 1:20 p.m. ET": ("2013-03-12T06:17:00", None, JANE),
    "March 15, 2013 Issue\n{}\nBy Jane Doe\nMarch 12, 2013": ("2013-03-12", None, JANE),
    "1. März 2013 |No. 698 | Hafen\n{}\nVon Jane Doe": ("2013-03-01", None, JANE),
    "{}\n12 March 2013, 06:17 - Bay - Photo: John Roe/Merrow": ("2013-03-12T06:17:00", None, ()),
    "{}\nBAY DAYS - Jane Doe (Merrow Evening Post) - March 12, 2013 - 12:00am": ("2013-03-12T00:00:00", None, ()),
    "{}\nJane Doe\nSearch for this author in:\nPub Med\nGoogle Scholar\n12 March 2013": ("2013-03-12", None, JANE),
    "{}\nBy Jane Doe\nView author archive\nGet author RSS feed\nMarch 12, 2013 | 6:17am": ("2013-03-12T06:17:00", None, JANE),
    "{}\nvon Jane Doe Foto: © Merrow Archiv\nMerrow - Dienstag, 12.03.2013, 06:17 Uhr": ("2013-03-12T06:17:00", None, JANE),
    "{}\nJane Doe\n2 hours ago · 4 min read": (None, None, JANE),
    "{}\nJane Doe\nvor 2 Stunden": (None, None, JANE),
    "{}\nJane Doe\n2 ore fa\nCondividi": (None, None, JANE),
    "{}\nJane Doe\nHarbour Press\nJohn Roe\nHarbour Press\n2 hours ago": (None, None, ("Jane Doe", "John Roe")),
    "{}\nJane Doe\nStaff Reporter\nJohn Roe\nColumnist\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe")),
    "{}\nJane Doe in Merrow Bay, Man.\nmerrowcourier.example\n,\nTuesday 12 March 2013 06.17": ("2013-03-12T06:17:00", None, JANE),
    "{}\nBy\nJane Doe\n,\nJohn Roe\nand\nAnn Poe\n, Merrow Bay\nMarch 12, 2013": ("2013-03-12", None, ("Jane Doe", "John Roe", "Ann Poe")),
    "{}\n12/03/2013 06:17\nShare\nJane Doe and John Roe\nThe board voted on Friday; the last boat leaves at the end of the month\n{}": (
        "2013-03-12T06:17:00",
        None,
        ("Jane Doe", "John Roe"),
    ),
    "{}": (None, None, ()),
}


def test_a_date_below_the_text_stands_beside_the_name_of_who_signed() -> None:
    found = draft_of_text("\n".join([TITLE, BODY, "Jane Doe", "12 March 2013", FOOT]))
    assert (found.value("date"), found.values("byline")) == ("2013-03-12", JANE)
    reader = draft_of_text("\n".join([TITLE, BODY, "Jane Doe", "14 March 2013", "Nobody ever asked those of us who live on the other side of the bay.", FOOT]))
    assert reader.value("date") is None


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", " (Jane Doe)", JANE),
        ("", " (Margaret Oduya)", ()),
        ("", " (Merrow, Bay)", ()),
        ("MERROW BAY, March 12 (Harbour Wire) -- by Jane Doe, John Roe ", "", ("Jane Doe", "John Roe")),
        ("MERROW BAY, March 12 (Harbour Wire) -- ", "", ()),
        ("", "\nby Jane Doe\nEditor: Ann Poe", JANE),
    ],
)
def test_names_may_stand_at_the_beginning_of_the_text_and_at_its_end(before: str, after: str, found: tuple[str, ...]) -> None:
    assert draft_of_text(f"{TITLE}\n12 March 2013\n{before}{BODY}\n{BODY}{after}").values("byline") == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("林若川\n记者\n杜明溪\n记者\n2小时前", ("林若川", "杜明溪")),
        ("佐伯美緒\n記者\n2時間前", ("佐伯美緒",)),
        ("윤서진\n기자, 새여울통신", ("윤서진",)),
        ("财经\n记者\n杜明溪\n2013年3月12日", ("杜明溪",)),
    ],
)
def test_a_name_in_signs_stands_above_what_its_bearer_does(lines: str, found: tuple[str, ...]) -> None:
    text = "一家开了四十年的馄饨铺把门关上了。三个月里，老板娘赔了六百一十二碗，她说她不后悔。她的女儿在城里工作，每个月回来一次，带回来一袋面粉和一些消息。"
    page = ["一家开了四十年的馄饨铺关门了", lines, text, f"{text}后来她又开了一家。", "街坊们都来了，一直坐到天黑。"]
    assert draft_of_text("\n".join(page)).values("byline") == found


def test_a_message_that_a_report_quotes_has_neither_its_byline_nor_its_date() -> None:
    first, *rest = BODY.split("\n")
    message = "The pier is closed for good, they tell us.\n— John Roe (@johnroe)"
    for quoted in (f"{message} March 14, 2013", f"{message}\nMarch 14, 2013"):
        found = draft_of_text("\n".join([TITLE, "Jane Doe", first, quoted, *rest]))
        assert (found.value("date"), found.values("byline")) == (None, JANE)


def test_a_teaser_between_headline_and_byline_hides_no_date() -> None:
    teasers = "Storm tears the roof from the hall\nMerrow Desk 21/02/2013 00:00\nBus fares to rise by a tenth in rural areas\nMerrow Desk 22/02/2013 00:00"
    assert draft_of_text("\n".join([TITLE, teasers, "Jane Doe", "Merrow Desk", "18/02/2013 06:17", BODY, FOOT])).value("date") == "2013-02-18T06:17:00"


def test_a_line_at_the_end_that_tells_who_wrote_the_text_takes_no_name_from_the_byline() -> None:
    told = "What is told here was found in the papers of the harbour by Jane Doe and others, and others were asked to look at all of it."
    assert draft_of_text("\n".join([TITLE, "Jane Doe", "12 March 2013", BODY, BODY, BODY, told, FOOT])).values("byline") == JANE
    assert draft_of_text("\n".join([TITLE, "Jane Doe", "12 March 2013", told, BODY, BODY, FOOT])).values("byline") == ()


def test_a_long_menu_above_the_headline_hides_no_fact() -> None:
    menu = ["MERROW", "HARBOUR", "TRADE", "BUSES", "PEOPLE", "STARS", "WINDS", "TIDES", "ANGLERS", "BOATS", "FERRIES", "MARKET", "QUAY", "NOTICES"] * 7
    found = draft_of_text("\n".join([*menu, "Front MERROW HARBOUR", TITLE, "By", "Jane Doe @janedoe", "march 12, 2013", "Twitter", "Facebook", BODY, FOOT]))
    assert (found.value("title"), found.value("date")) == (TITLE, "2013-03-12")


def test_a_deck_that_passes_for_the_text_hides_no_date() -> None:
    deck = "The board of the harbour voted on Friday. It gave no reasons for it, and no other place was named for the boats that carry 1,400 people a day."
    found = draft_of_text("\n".join([TITLE, deck, *2 * ["Share"], "March 12, 2013, 12:31 PM UTC / Updated March 13, 2013, 6:06 PM UTC", "By Jane Doe", BODY]))
    assert (found.value("date"), found.value("updated")) == ("2013-03-12T12:31:00+00:00", "2013-03-13T18:06:00+00:00")


def test_two_letters_alone_on_a_line_name_no_source() -> None:
    assert draft_of_text("\n".join([TITLE, "Share", "AA", BODY])).value("source") is None


def test_the_byline_of_a_teaser_between_paragraphs_is_not_the_reports() -> None:
    first, *rest = BODY.split("\n")
    teaser = "Bus fares to rise by a tenth in rural areas\nJohn Roe · 11 March 2013"
    found = draft_of_text("\n".join([TITLE, "12 March 2013, 6:17am", first, rest[0], teaser, *rest[1:], "Jane Doe", "Reporter"]))
    assert (found.value("date"), found.values("byline")) == ("2013-03-12T06:17:00", JANE)


@pytest.mark.parametrize(
    "title", ["Harbour board votes to close pier – and opens another", "Ferry pier is closed - board gives no reasons", "Pier closed – “Nobody asked us”"]
)
def test_a_headline_goes_on_after_a_dash(title: str) -> None:
    assert draft_of_text("\n".join([title, "By Jane Doe", BODY, FOOT])).value("title") == title


@pytest.mark.parametrize(
    ("lines", "below"),
    [
        (["Old ferry pier", TITLE, "By Jane Doe"], ["Old ferry pier"]),  # the name of a picture, or of a section
        ([f"Front page {TITLE} in this issue Bay", TITLE, "By Jane Doe"], []),  # a trail of sections that runs through it
        (["then press the key that you know", TITLE, "By Jane Doe"], []),  # a piece of a sentence
    ],
)
def test_a_line_that_only_looks_like_a_headline_is_none(lines: list[str], below: list[str]) -> None:
    assert draft_of_text("\n".join([*lines, BODY, *below, FOOT])).value("title") == TITLE


@pytest.mark.parametrize("head", HEADS)
def test_the_facts_above_a_text_are_found(head: str) -> None:
    found = draft_of_text("\n".join([head.replace("{}", TITLE), BODY, FOOT]))
    assert found.value("title") == TITLE
    assert (found.value("date"), found.value("updated"), found.values("byline")) == HEADS[head]
    assert "\n".join(block.text for block in found.body) == BODY
    assert found.value("source") == "Merrow Courier"


def test_what_readers_argue_below_a_text_is_none_of_it() -> None:
    remark = "That is not true at all, for the harbour board of Merrow Bay was asked about the ferry pier three times, and it never answered us in writing."
    foot = f"Share\n6 comments\nDagmar\n13 March 2013, 01:10\n{remark}\nReply\nKarim\n13 March 2013, 02:10\n{remark} {remark}\nReply"
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", BODY, foot]))
    assert "\n".join(row.text for row in taken_in(sheet, remark).zone("body")) == BODY


def test_a_long_form_may_stand_between_the_count_of_comments_and_the_first() -> None:
    remark = "That is not true at all, for the harbour board of Merrow Bay was asked about the ferry pier three times, and it never answered us in writing."
    form = "\n".join(f"{word}\n{word} again" for word in ("Sign in", "Register", "Password", "E-mail", "Profile", "Send", "Cancel", "Rules", "Newest"))
    foot = f"Share\n2 comments\n{form}\nDagmar\n13 March 2013, 01:10\n{remark}\nReply\nKarim\n13 March 2013, 02:10\n{remark} {remark}\nReply"
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", BODY, foot]))
    assert "\n".join(row.text for row in taken_in(sheet, remark).zone("body")) == BODY


def taken_in(sheet: Sheet, remark: str) -> Sheet:
    """The sheet, of which what readers write was taken for the body, fenced."""
    return readers.fenced(replace(sheet, rows=tuple(replace(row, zone="body" if remark in row.text else row.zone) for row in sheet.rows)))


LONG = "Those who run the boats say that nobody asked them before the vote, and that the bus which is to take their place will need twice the time on the road."


@pytest.mark.parametrize(("label", "kept"), [("(Drawing: anybody)", 5), ("Reply", 0), ("12 March 2013, 06:17", 0)])
def test_a_long_text_is_no_readers_comment_where_nothing_shows_a_reader(label: str, kept: int) -> None:
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", BODY, *5 * [label, LONG]]))
    zones = {**dict.fromkeys(BODY.split("\n"), "body"), label: "comments", LONG: "comments"}
    taken = replace(sheet, rows=tuple(replace(row, zone=zones.get(row.text, row.zone)) for row in sheet.rows))
    assert [row.text for row in readers.fenced(taken).zone("body")] == [*BODY.split("\n"), *kept * [LONG]]


@pytest.mark.parametrize("refrain", ["Article content", "Advertisement", "Werbung"])
def test_what_a_page_says_between_all_its_paragraphs_is_none_of_them(refrain: str) -> None:
    offer = "Enjoy the latest local, national and international news.\nUnlimited online access to the paper.\nSign in to unlock more articles."
    text = f"\n{refrain}\n".join(BODY.split("\n") * 2)
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", "March 12, 2013", offer, text, FOOT]))
    assert [row.text for row in sheet.zone("body")][-8:] == BODY.split("\n") * 2
    assert refrain not in {row.text for row in sheet.rows}


def test_short_answers_in_an_interview_are_no_refrain() -> None:
    questions = BODY.split("\n")[:3] * 2
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", "March 12, 2013", "\nNo.\n".join(questions), FOOT]))
    assert sum(row.text == "No." for row in sheet.rows) == 5


def test_a_label_between_a_few_paragraphs_stays_in_the_sheet() -> None:
    text = BODY.replace("\n", "\nAdvertisement\n", 2)
    sheet = read_sheet("\n".join([TITLE, "By Jane Doe", text, FOOT]))
    assert sum(row.text == "Advertisement" for row in sheet.rows) == 2


SPLIT_AT_LINKS = """\
Harbour board votes to close ferry pier
By
Jane Doe
The
Merrow Courier
reported on Friday that the board of Merrow Bay will close the pier.
A survey that was made last spring for Rep.
Margaret Oduya
(I-Merrow) counted 1,400 passengers
, most of whom go to work.
Engineers told the board, which had
an estimated
300 letters to read, that the pilings were undermined.
»Wir haben lange nach einem Ausweg gesucht.«
Nobody asked the passengers.
"""


def test_paragraphs_that_links_have_split_are_made_whole() -> None:
    assert [line.text for line in read_lines(SPLIT_AT_LINKS)] == [
        "Harbour board votes to close ferry pier",
        "By",
        "Jane Doe",
        "The Merrow Courier reported on Friday that the board of Merrow Bay will close the pier.",
        "A survey that was made last spring for Rep. Margaret Oduya (I-Merrow) counted 1,400 passengers, most of whom go to work.",
        "Engineers told the board, which had an estimated 300 letters to read, that the pilings were undermined.",
        "»Wir haben lange nach einem Ausweg gesucht.«",
        "Nobody asked the passengers.",
    ]


OTHER_DAYS = [
    "Printed on November 29, 2025",
    "Printed from The Merrow Courier on November 29, 2025",
    "This page was printed on 29 November 2025",
    "Accessed 29 November 2025",
    "Date accessed: 29.11.2025",
    "Accessed\n29 November 2025",
    "29 November 2025 (accessed)",
    "Downloaded on 29 November 2025 at 10:11",
    "Captured 29 Nov 2025",
    "Today is Saturday, November 29, 2025",
    "Expires November 29, 2025",
    "Hearing: November 29, 2025, 10 a.m.",
    "Event date: May 2, 2013",
    "Archived from the original on 29 November 2025",
    "Abgerufen am 29. November 2025",
    "Video verfügbar bis 29.11.2025",
    "Consulté le 29 novembre 2025",
    "Fecha de consulta : 29 de noviembre de 2025",
    "Consultato il 29 novembre 2025",
    "Acesso em: 29 de novembro de 2025",
    "Geraadpleegd op 29 november 2025",
    "Data dostępu: 29 listopada 2025",
    "Дата обращения: 29 ноября 2025",
    "访问时间：2025年11月29日",
    "2025年11月29日閲覧",
    "تاريخ الاطلاع: 29 نوفمبر 2025",
]


@pytest.mark.parametrize("line", OTHER_DAYS)
def test_a_day_that_is_none_of_the_report_is_not_its_date(line: str) -> None:
    assert draft_of_text("\n".join([TITLE, "By Jane Doe", line, BODY])).value("date") is None


@pytest.mark.parametrize(
    "line",
    [
        "Accessed 29 November 2025 | 12 March 2013",
        "12 March 2013\nAccessed 29 November 2025",
        "Accessed by many, published 12 March 2013",
        "Printed in The Merrow Courier, 12 March 2013",
        "When Published: 12 March 2013",
    ],
)
def test_the_date_of_the_report_beside_such_a_day_is_taken(line: str) -> None:
    assert draft_of_text("\n".join([TITLE, "By Jane Doe", line, BODY])).value("date") == "2013-03-12"


def test_a_headline_that_begins_like_such_a_label_is_none() -> None:
    assert draft_of_text("\n".join(["Captured soldiers freed", "12 March 2013", "By Jane Doe", BODY])).value("date") == "2013-03-12"


def test_a_bare_month_before_the_half_of_the_day_is_read_as_americans_write() -> None:
    assert draft_of_text("\n".join([TITLE, "By Jane Doe", "Updated 4/6/2013 6:30 PM", BODY])).value("updated") == "2013-04-06T18:30:00"


@pytest.mark.parametrize(("line", "sure"), [("4/6/2013", False), ("4/6/2013 6:30 AM", False), ("Published 4/6/2013, 06:30", False), ("14/6/2013 06:30", True)])
def test_a_date_whose_day_and_month_could_be_exchanged_is_to_be_checked(line: str, sure: bool) -> None:
    date = draft_of_text("\n".join([TITLE, "By Jane Doe", line, BODY])).first("date")
    assert date
    assert (date.confidence >= LIKELY) is sure


def test_a_colon_alone_on_its_line_joins_a_kicker_with_its_headline() -> None:
    draft = draft_of_text(f"News\nFerries\n:\n{TITLE}\nBy\nJane Doe\n12 March 2013\n{BODY}\n{FOOT}")
    assert draft.value("title") == f"Ferries: {TITLE}"


def test_whose_a_picture_is_on_the_next_line_is_neither_headline_nor_byline() -> None:
    draft = draft_of_text(f"News\n{TITLE}\nJane Doe\n12 March 2013\nImage:\nFiona Dale\n{BODY}\n{FOOT}")
    assert draft.value("title") == TITLE
    assert draft.values("byline") == JANE


@pytest.mark.parametrize(
    "line", ["Storms have shaken the pier (Image: Fiona Dale)", "The pier in winter. (Photo credit: Dale Pictures)", "Fiona Dale/via Reuters"]
)
def test_a_line_that_ends_with_whose_a_picture_is_is_its_caption(line: str) -> None:
    first, *rest = BODY.split("\n")
    draft = draft_of_text("\n".join([TITLE, "By Jane Doe", "12 March 2013", first, line, *rest, FOOT]))
    assert line not in [block.text for block in draft.body]
    assert draft.values("byline") == JANE


def test_a_byline_above_a_text_without_a_headline_is_read() -> None:
    assert draft_of_text(f"By\nJANE DOE\nand\nJOHN ROE\nShare\nCopy\nPrint\n{BODY}\n{FOOT}").values("byline") == ("JANE DOE", "JOHN ROE")


def test_who_wrote_the_text_is_told_below_it() -> None:
    assert draft_of_text(f"{TITLE}\n12 March 2013\n{BODY}\nText by Jane Doe\n{FOOT}").values("byline") == JANE


@pytest.mark.parametrize("line", ["FERRY OWNER SAYS HE WAS NEVER ASKED", "pic.twitter.com/ab12CD34ef", "Jane Doe (@janedoe_merrow)"])
def test_a_line_between_paragraphs_that_leads_elsewhere_is_none_of_the_text(line: str) -> None:
    first, *rest = BODY.split("\n")
    draft = draft_of_text("\n".join([TITLE, "By Jane Doe", "12 March 2013", first, line, *rest, FOOT]))
    assert [block.text for block in draft.body] == BODY.split("\n")
