"""What a page says of itself in several places, and what of it is the report."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("trafilatura")

from archive.importer.findings import Block, Draft, Run
from archive.importer.labelled import label_lines
from archive.importer.mending import mended
from archive.importer.page import draft_of_page
from archive.importer.publisher import spelled
from archive.importer.tree import page_pieces, read_tree
from archive.importer.zones import below_byline

TITLE = "Harbour board votes to close ferry pier after storms"
PARAGRAPHS = (
    "The harbour board of Merrow Bay voted on Friday to close the town's ferry pier, ending a service that has carried commuters since 1911.",
    "Engineers told the board that three storms in six weeks had undermined the pilings and that the structure could no longer be insured.",
    "“We looked for a way to keep it open and there was none,” said Margaret Oduya, who chairs the board and cast the last vote.",
    "About 1,400 people use the ferry on a working day, according to a survey that the county made last spring among its passengers.",
    "The last boat will leave at the end of the month, and a bus will take its place on the road around the bay until the pier is mended.",
)


def page(head: str = "", top: str = "", body: str = "", below: str = "", title: str = TITLE) -> Draft:
    text = body or "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    story = f"<article><h1>{title}</h1>{top}<div class='text'>{text}</div></article>"
    return draft_of_page(f"<!doctype html><html lang='en'><head>{head}</head><body><main>{story}{below}</main></body></html>")


def data(*nodes: dict[str, object]) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@graph': list(nodes)})}</script>"


def text(draft: Draft) -> str:
    return "\n".join(block.text for block in draft.body)


ARTICLE = {"@type": "NewsArticle", "headline": TITLE}


@pytest.mark.parametrize(
    ("head", "source"),
    [
        (data({**ARTICLE, "publisher": {"@id": "#org"}}, {"@id": "#org", "@type": "Organization", "name": "Merrow Courier"}), "Merrow Courier"),
        (data({**ARTICLE, "publisher": {"name": "merrowcourier.example"}}) + "<meta property='og:site_name' content='Merrow Courier'>", "Merrow Courier"),
        ("<meta property='og:site_name' content='Merrow Courier'><meta name='copyright' content='Harbour Media Group'>", "Merrow Courier"),
        ("<link rel='canonical' href='https://www.nytimes.com/2019/01/02/us/pier.html'>", "The New York Times"),
        ("<link rel='canonical' href='http://[bad/'><meta property='og:site_name' content='産経新聞：産経ニュース'>", "Sankei Shimbun"),
        (
            "<link rel='canonical' href='https://www.morgenpost.de/a/b'><meta property='og:url' content='https://www.waz.de/a/b'>"
            + data({**ARTICLE, "publisher": {"name": "Westdeutsche Allgemeine Zeitung"}}),
            "Westdeutsche Allgemeine Zeitung",
        ),
    ],
)
def test_the_publisher_is_the_one_that_most_of_the_page_stands_for(head: str, source: str) -> None:
    assert page(head).value("source") == source


def test_a_name_alone_in_a_menu_is_no_publisher() -> None:
    draft = page("<meta property='og:site_name' content='Merrow Courier'>", below="<ul><li>Time</li><li>Die Welt</li></ul>")
    assert draft.value("source") == "Merrow Courier"


@pytest.mark.parametrize(
    ("head", "top", "names"),
    [
        ("", "<div class='article-byline'><span>Jane Doe</span> <span>John Roe</span></div>", ("Jane Doe", "John Roe")),
        ("", "<div class='story-authors'>By <a href='/j'>Jane Doe</a>, <a href='/r'>John Roe</a></div>", ("Jane Doe", "John Roe")),
        (data({**ARTICLE, "author": {"name": "Jane Doe"}}), "<div class='byline'>By Jane Doe and John Roe</div>", ("Jane Doe", "John Roe")),
        (
            data({**ARTICLE, "author": {"name": "Merrow Courier"}, "publisher": {"name": "Merrow Courier"}}),
            "<p class='byline'>By Jane Doe</p>",
            ("Jane Doe",),
        ),
        (data({**ARTICLE, "author": {"name": "Merrow Courier"}, "publisher": {"name": "Merrow Courier"}}), "", ("Merrow Courier",)),
        ("<meta name='author' content='courier.example, Merrow Bay, England'>", "", ()),
        ("<meta name='twitter:misc:Written by' content='Jane Doe'>", "", ("Jane Doe",)),
        ("<meta name='citation_author' content='Doe, Jane'><meta name='citation_author' content='Roe, John'>", "", ("Jane Doe", "John Roe")),
        (data({**ARTICLE, "author": {"@type": "Organization", "name": "Center for Harbour Safety"}}), "", ("Center for Harbour Safety",)),
        ("", "<div class='byline'><span>JD</span> <span>Jane Doe</span> <span>Fact Checked</span></div>", ("Jane Doe",)),
    ],
)
def test_authors(head: str, top: str, names: tuple[str, ...]) -> None:
    assert page(head, top).values("byline") == names


def test_an_agency_among_the_authors_is_told_as_an_agency() -> None:
    draft = page(data({**ARTICLE, "author": {"@type": "Person", "name": "Jane Doe and John Roe, dpa"}}))
    assert draft.values("byline") == ("Jane Doe", "John Roe")
    assert draft.values("agencies") == ("dpa",)


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        (f"<span class='kicker'>Ferries</span> {TITLE}", ""),
        (f"<span>Ferries</span><span>{TITLE}</span>", f"<meta property='og:title' content='{TITLE}'>"),
        (TITLE, "<meta property='og:title' content='Board to close pier in Merrow Bay, ending a ferry service'>"),
    ],
)
def test_the_headline_is_the_printed_one_without_its_kicker(heading: str, head: str) -> None:
    assert page(head, title=heading).value("title") == TITLE


def test_links_to_other_stories_and_boxes_are_no_part_of_the_body() -> None:
    parts = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    parts[2:2] = ["<p><a href='/x'>Storm tears the roof from Merrow Bay's market hall</a></p>", "<div class='related-box'><p>Pictures of the storm</p></div>"]
    draft = page(body="".join(parts))
    assert text(draft) == "\n".join(PARAGRAPHS)


def test_a_subheading_between_paragraphs_stays() -> None:
    parts = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    parts.insert(2, "<h2>A longer way to work</h2>")
    assert "A longer way to work" in text(page(body="".join(parts))).split("\n")


def test_what_stands_above_the_byline_is_the_deck() -> None:
    deck = "Commuters will lose the fastest route to the city for at least two years while engineers rebuild the seawall"
    parts = [f"<p>{deck}</p>", "<p>By Jane Doe</p>", "<p>9 February 2018</p>", *(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)]
    draft = page(body="".join(parts))
    assert text(draft) == "\n".join(PARAGRAPHS)
    assert draft.value("subtitle") == deck
    assert draft.value("date") == "2018-02-09"


def test_a_table_that_only_lays_the_page_out_is_no_table() -> None:
    cells = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    draft = page(body=f"<table><tr><td>{cells}</td></tr></table>")
    assert all(block.kind == "p" for block in draft.body)


@pytest.mark.parametrize(("names", "apart"), [("layout with sidebar", {"Write to the harbour office"}), ("layout", {"Write to the harbour office"})])
def test_a_part_that_holds_headline_and_text_is_not_beside_it_whatever_its_name(names: str, apart: set[str]) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    markup = f"<div class='{names}'><h1>{TITLE}</h1>{paragraphs}</div><div class='sidebar'><p>Write to the harbour office</p></div>"
    pieces = page_pieces(read_tree(f"<html><body>{markup}</body></html>"))
    assert {piece.text for piece in pieces if piece.line.apart} == apart


def test_a_page_without_a_date_gets_none() -> None:
    draft = page("<meta property='og:site_name' content='Merrow Courier'>", below="<footer>© 2024 Merrow Courier</footer>")
    assert draft.value("date") is None


@pytest.mark.parametrize(
    "line", ["<p>Accessed 29 November 2025</p>", "<p>Printed on <time datetime='2025-11-29'>November 29, 2025</time></p>", "<p>Expires 2025-11-29</p>"]
)
def test_a_day_on_which_a_page_was_printed_or_looked_up_is_not_its_date(line: str) -> None:
    assert page(top=line).value("date") is None


@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00Z", "1969-12-31T19:00:00-05:00", "1900-01-01", "2099-12-31T00:00:00Z"])
def test_a_moment_that_stands_for_no_moment_is_no_date(moment: str) -> None:
    draft = page(f"<meta property='article:published_time' content='{moment}'>", below="<footer>© 2024 Merrow Courier</footer>")
    assert draft.value("date") is None
    assert page(data({**ARTICLE, "datePublished": moment}), "<p>Published: March 3, 2019</p>").value("date") == "2019-03-03"


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("2019-03-03T18:24:10+01:00", "2019-03-03T18:24:10+01:00"),  # the same minute: it has the zone as well
        ("2019-03-03T17:24:10Z", "2019-03-03T18:24:00"),  # another clock: what is printed stays
        ("2019-03-03", "2019-03-03T18:24:00"),
    ],
)
def test_a_time_that_is_printed_has_the_zone_that_is_told_of_the_same_minute(told: str, value: str) -> None:
    draft = page(data({**ARTICLE, "datePublished": told}), "<p>Published: March 3, 2019, 18:24</p>")
    assert draft.value("date") == value


@pytest.mark.parametrize(
    ("told", "printed", "value"),
    [
        ("2019-03-04T02:24:10Z", "3 March 2019, 9:24 p.m.", "2019-03-03T21:24:10-05:00"),  # the minute tells the zone
        ("2019-03-04T02:24:10Z", "3 March 2019", "2019-03-03"),
        ("2019-03-02T22:24:10Z", "3 March 2019, 07:24", "2019-03-03T07:24:10+09:00"),
        ("2019-03-04T02:24:10+01:00", "3 March 2019", "2019-03-04T02:24:10+01:00"),  # it has the day of some place already
        ("2019-03-04T18:24:10Z", "3 March 2019", "2019-03-04T18:24:10+00:00"),  # nowhere is it yesterday
        ("2019-03-06T02:24:10Z", "3 March 2019", "2019-03-06T02:24:10+00:00"),
    ],
)
def test_a_moment_told_in_utc_has_the_day_that_is_printed(told: str, printed: str, value: str) -> None:
    draft = page(data({**ARTICLE, "datePublished": told, "dateModified": told}), f"<p class='when'>{printed}</p>")
    assert (draft.value("date"), draft.value("updated")) == (value, None)


@pytest.mark.parametrize(("below", "marked"), [("", True), ("<footer>© 2019 Merrow Courier</footer>", True), ("<footer>© 2068 Merrow Courier</footer>", False)])
def test_a_date_for_machines_alone_that_no_other_year_is_near_is_marked(below: str, marked: bool) -> None:
    draft = page("<meta property='article:published_time' content='2068-05-04T10:00:00Z'>", below=below)
    assert [mark for mark in draft.marks if "2068-05-04 to machines alone" in mark] == list(draft.marks)
    assert bool(draft.marks) is marked


@pytest.mark.parametrize(("printed", "marked"), [("March 3, 2019", True), ("April 2, 2024", False)])
def test_a_printed_date_and_another_for_machines_are_marked(printed: str, marked: bool) -> None:
    draft = page("<meta property='article:published_time' content='2024-04-03T00:00:00Z'>", f"<p>Published: {printed}</p>")
    assert any("2019-03-03" in mark and "2024-04-03" in mark for mark in draft.marks) is marked


def test_the_date_of_another_story_below_the_body_is_not_taken() -> None:
    draft = page(below="<div><a href='/x'>Storm tears the roof from the hall</a></div><div>Published: 3 March 2017</div>")
    assert draft.value("date") is None


def test_readers_comments_below_their_heading_are_no_part_of_the_body() -> None:
    remarks = "".join(f"<li><p>{name} thinks that the board has waited far too long with the repair of the pier.</p></li>" for name in ("Anna", "Ben", "Cy"))
    draft = page(below=f"<section><h3>3 comments</h3><ol>{remarks}</ol></section>")
    assert text(draft) == "\n".join(PARAGRAPHS)


def test_a_name_is_written_as_a_name_and_not_as_its_site() -> None:
    draft = page("<title>Pier closes | Merrow Courier Online</title>", below="<footer>Copyright © 2024 Merrow Courier</footer>")
    assert draft.value("source") == "Merrow Courier"


TEASER = "<div><div>Read also</div><div>Island waits for its boat</div><div>A visit to those who stay at home.</div><div>9 February 2018</div></div>"


def test_a_box_of_another_story_within_the_text_gives_neither_words_nor_a_date() -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    draft = page(body="".join([*paragraphs[:3], TEASER, *paragraphs[3:]]))
    assert text(draft) == "\n".join(PARAGRAPHS)
    assert draft.value("date") is None


def test_a_part_with_long_paragraphs_is_none_whatever_it_opens_with() -> None:
    long = " ".join(PARAGRAPHS[3:])
    first = "".join(f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, *(paragraph.replace("board", "council") for paragraph in PARAGRAPHS)))
    draft = page(body=f"{first}<div><p>Read also</p><p>{long}</p></div>")
    assert long in text(draft)


def test_a_line_under_a_label_that_ends_the_text_is_no_part_of_it() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    draft = page(body=f"{paragraphs}<div>Newsletter</div><p>The news of the bay in your mailbox every morning.</p>")
    assert text(draft) == "\n".join(PARAGRAPHS)


def opened(head: str) -> list[str]:
    """The blocks of a report of which only the last paragraphs were found."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    pieces = page_pieces(read_tree(f"<body><article><h1>{TITLE}</h1>{head}{paragraphs}</article></body>"))
    found = [Block("p", (Run(paragraph),)) for paragraph in PARAGRAPHS[2:]]
    return [block.text for block in mended(found, pieces, TITLE)]


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<p>By Anna Reed</p>",
        "<p class='lead'>The last boat leaves at the end of the month, after a hundred years.</p>",
        "<p>The pier at low tide, seen from the road in the last days of January.</p><p>Photo: Cy Dow</p>",
    ],
)
def test_paragraphs_below_the_headline_that_were_left_out_come_back_without_the_head(head: str) -> None:
    assert opened(head) == list(PARAGRAPHS)


MORE = tuple(f"{paragraph[:-1]}, as the council of the island said again in spring." for paragraph in PARAGRAPHS)
P = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
Q = "".join(f"<p>{paragraph}</p>" for paragraph in MORE)


def mended_from(markup: str, *found: str) -> list[str]:
    """The blocks of an article of which these were found."""
    pieces = page_pieces(read_tree(f"<body>{markup}</body>"))
    return [block.text for block in mended([Block("p", (Run(paragraph),)) for paragraph in found], pieces, TITLE)]


@pytest.mark.parametrize(
    "rest",
    [
        "<div class='body part'>{}</div>",
        "<div class='ad'><div>Advertisement</div></div><section><div class='body last'>{}</div></section>",
        "<div class='teaser'><p>Read also</p><p>Storm tears the roof from the hall</p></div><div class='body part'>{}</div>",
    ],
)
def test_paragraphs_below_the_last_that_was_found_come_back(rest: str) -> None:
    markup = f"<article><h1>{TITLE}</h1><div class='body part'>{P}</div>{rest.format(f'<h2>What comes next</h2>{Q}')}</article>"
    assert mended_from(markup, *PARAGRAPHS) == [*PARAGRAPHS, "What comes next", *MORE]


@pytest.mark.parametrize(
    "rest",
    [
        "<p>Anna Reed is our reporter for the coast, and has written of the pier and those who use it since 2009.</p>",
        "<h1>Storm tears the roof from the hall</h1>{}",
        "<p>Read also</p>{}",
    ],
)
def test_what_is_not_the_reports_does_not_come_back(rest: str) -> None:
    assert mended_from(f"<article><h1>{TITLE}</h1><div class='body'>{P}{rest.format(Q)}</div></article>", *PARAGRAPHS) == list(PARAGRAPHS)


def test_the_next_report_of_a_page_is_left_out_and_a_section_is_not() -> None:
    def shown(head: str, text: str) -> str:
        return f"<article><div class='head'>{head}</div><div class='body'>{text}</div></article>"

    following = shown(f"<h1 class='big'>{TITLE}</h1>", P) + shown("<h1 class='big small'>Storm tears the roof from the hall</h1>", Q)
    assert mended_from(following, *PARAGRAPHS, *MORE) == list(PARAGRAPHS)
    sections = f"<article><h1>{TITLE}</h1><div class='body'>{P}</div><div class='part'><h1>What comes next</h1></div><div class='body'>{Q}</div></article>"
    assert mended_from(sections, *PARAGRAPHS, *MORE) == [*PARAGRAPHS, *MORE]


def test_stories_that_a_heading_announces_below_the_text_are_left_out() -> None:
    cards = "".join(f"<div class='card'><p>{paragraph}</p></div>" for paragraph in MORE[:3])
    markup = f"<article><h1>{TITLE}</h1><div class='body'>{P}</div></article><section><h2>More from the Courier</h2>{cards}</section>"
    pieces = page_pieces(read_tree(f"<body>{markup}</body>"))
    found = [*(Block("p", (Run(one),)) for one in PARAGRAPHS), Block("h", (Run("More from the Courier"),)), *(Block("p", (Run(one),)) for one in MORE[:3])]
    assert [block.text for block in mended(found, pieces, TITLE)] == list(PARAGRAPHS)


def test_names_of_classes_that_the_text_itself_bears_say_nothing() -> None:
    markup = f"<article><h1>{TITLE}</h1><div class='sidebar-grid'><p>{MORE[0]}</p></div><div class='sidebar-grid'>{P}</div></article>"
    assert mended_from(markup, MORE[0], *PARAGRAPHS) == [MORE[0], *PARAGRAPHS]


def test_a_paragraph_that_begins_with_a_link_is_no_part_of_what_the_link_is_called() -> None:
    first = f"<p><a id='tag_merrow-bay' href='/merrow'>{PARAGRAPHS[0][:30]}</a>{PARAGRAPHS[0][30:]}</p>"
    rest = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[1:])
    assert mended_from(f"<article><h1>{TITLE}</h1><div class='body'>{first}{rest}</div></article>", *PARAGRAPHS) == list(PARAGRAPHS)


def test_a_box_that_counts_the_comments_on_other_stories_ends_nothing() -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in (*PARAGRAPHS, *MORE)]
    box = "<div class='more'><div>More on this</div><div><div>Storm tears the roof from the hall</div><div>Comments: 7</div></div></div>"
    assert text(page(body="".join([*paragraphs[:6], box, *paragraphs[6:]]))) == "\n".join((*PARAGRAPHS, *MORE))


@pytest.mark.parametrize(("heading", "first"), [("<h4><a href='/x'>Storm tears the roof from the hall</a></h4>", 0), ("", 1)])
def test_a_byline_parts_the_deck_from_the_text_where_it_is_the_reports_own(heading: str, first: int) -> None:
    paragraphs = [f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS]
    paragraphs.insert(1, f"<div class='inline'>{heading}<div>By Cy Dow</div></div>")
    pieces = page_pieces(read_tree(f"<body><article><h1>{TITLE}</h1>{''.join(paragraphs)}</article></body>"))
    sheet = label_lines(tuple(piece.line for piece in pieces))
    blocks = [Block("p", (Run(paragraph),)) for paragraph in PARAGRAPHS]
    assert [block.text for block in below_byline(sheet, pieces, blocks)] == list(PARAGRAPHS[first:])


def test_names_that_end_the_text_wrote_it() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    draft = page(body=f"{paragraphs}<p>Anna Reed, Ben Hale</p>")
    assert [finding.value for finding in draft.findings if finding.field == "byline"] == ["Anna Reed", "Ben Hale"]
    assert text(draft) == "\n".join(PARAGRAPHS)


def test_a_name_of_the_report_that_ends_it_is_no_author() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert page(body=f"{paragraphs}<p>Margaret Oduya</p>").value("byline") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Merrow Bay Courier", "Merrow Bay Courier"),
        ("2019 The Merrow Courier", "The Merrow Courier"),
        ("Merrow Courier Weekly", "Merrow Courier Weekly"),
        ("printed by the Merrow Courier and sold by others everywhere", "the Merrow Courier"),
        ("Courier of Merrow", ""),
        ("merrowcourier", ""),
        ("Harbour Media", ""),
    ],
)
def test_an_address_is_made_of_the_words_of_a_name(text: str, name: str) -> None:
    assert spelled("merrowcourier", text) == name


@pytest.mark.parametrize(
    ("below", "source"),
    [
        ("<footer>© 2024 Courier of Merrow Bay. All rights reserved</footer>", "Courier of Merrow Bay"),
        ("<footer><a href='/'><img class='logo' alt='Download our app'></a></footer>", "merrowcourier.example"),
        ("<footer>© 2019 The Merrow Courier, Inc. or its affiliated companies. All rights reserved. <a href='/t'>Terms</a></footer>", "The Merrow Courier"),
        ("<footer>© 2019 The Merrow Courier Printable version | All rights reserved</footer>", "The Merrow Courier"),
        ("<footer>© 2019 Harbour Trust. All rights reserved</footer>", "Harbour Trust"),
    ],
)
def test_an_address_only_stands_in_for_a_printed_name(below: str, source: str) -> None:
    address = "<meta property='og:url' content='https://www.merrowcourier.example/n/1'>"
    assert page(address, below=below).value("source") == source


@pytest.mark.parametrize(
    ("top", "head", "found"),
    [
        # an h1 that ends a trail of sections is not the headline that is printed below it
        (
            f"<ol><li><a href='/'>Home</a></li><li><a href='/n'>News</a></li><li><h1>Ferry pier Merrow Bay: {TITLE}</h1></li></ol><h2>{TITLE}</h2>",
            data({"@type": "NewsArticle", "headline": TITLE}),
            TITLE,
        ),
        # though it is most of what the page's titles say, and a script for machines stands between
        (
            "<nav><ol><li><a href='/'>Home</a></li><li><h1>Ferry pier of Merrow Bay: what commuters must know of the closing</h1></li></ol></nav>"
            + data({"@type": "BreadcrumbList", "name": "x" * 500})
            + "<h2>Merrow Bay closes its ferry pier</h2>",
            "<meta property='og:title' content='Ferry pier of Merrow Bay: what commuters must know of the closing'>",
            "Merrow Bay closes its ferry pier",
        ),
        # nor is the site's slogan, where another heading says what the page's titles say
        (f"<h1>News from the bay, every day of the week</h1><h3>{TITLE}</h3>", f"<meta property='og:title' content='{TITLE}'>", TITLE),
        # a deck, or a date, in the heading as an element of its own
        (f"<h1>{TITLE}<small>12 March 2013 by the newsroom</small></h1>", f"<meta property='og:title' content='{TITLE}'>", TITLE),
        (f"<h1><em>Harbour</em><span>{TITLE}</span></h1>", data({"@type": "NewsArticle", "headline": TITLE}), TITLE),
        (f"<h1><em>Ferries</em><span>{TITLE}</span></h1>", f"<meta property='og:title' content='Ferries: {TITLE}'>", f"Ferries: {TITLE}"),
        # the headline of the article, though the titles for machines say something else
        (f"<h1>{TITLE}</h1><p>Text.</p><h1>More from the bay</h1>", "<meta property='og:title' content='Why commuters will soon sit in buses'>", TITLE),
    ],
)
def test_the_headline_is_the_one_that_is_printed(top: str, head: str, found: str) -> None:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert draft_of_page(f"<html><head>{head}</head><body><main><article>{top}<div>{text}</div></article></main></body></html>").value("title") == found


@pytest.mark.parametrize("title", [f"{TITLE}--Region--Merrow Courier", f"{TITLE}ㅣMerrow Courier", f"{TITLE} | News | Merrow Courier"])
def test_a_title_ends_where_the_sections_and_the_site_begin(title: str) -> None:
    head = f"<title>{title}</title><meta property='og:site_name' content='Merrow Courier'>"
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert draft_of_page(f"<html><head>{head}</head><body><div>{text}</div></body></html>").value("title") == TITLE


def test_a_page_laid_out_in_tables_is_read_in_its_order() -> None:
    text = "<br><br>".join(PARAGRAPHS)
    picture = "<table align=right><tr><td><img src='p.gif'></td></tr><tr><td>The pier at Merrow Bay before the first storm.<br>Joan Abela/MC</td></tr></table>"
    head = f"<font>Sunday, March 3, 2013</font><br><b>{TITLE}</b><br><b>Dale Roe</b> | <a href='mailto:x'>dale@courier.example</a><br>"
    draft = draft_of_page(
        f"<html><head><title>Merrow Courier - News - {TITLE}</title></head><body><table><tr><td>{head}<a href='/p'>Print</a> | <a href='/s'>Share this"
        f" article</a><br>{picture}<font>{text}</font></td></tr><tr><td>Copyright 2013 Merrow Courier. All rights reserved.</td></tr></table></body></html>"
    )
    paragraphs = [block.text for block in draft.body]
    assert paragraphs[-len(PARAGRAPHS) :] == [*PARAGRAPHS]
    assert (draft.values("byline"), draft.value("source"), draft.value("date")) == (("Dale Roe",), "Merrow Courier", "2013-03-03")


def test_an_author_told_to_machines_can_be_two() -> None:
    told = {**ARTICLE, "author": {"@type": "Person", "name": "Urs Zeller und Mirjam Kofmel"}}
    assert page(data(told)).values("byline") == ("Urs Zeller", "Mirjam Kofmel")
    assert page(top="<p class='author'>Von Urs Zeller und Mirjam Kofmel</p>").values("byline") == ("Urs Zeller", "Mirjam Kofmel")


@pytest.mark.parametrize("stamp", ["<span>2013.06.23 13:02</span>", "<span>3 days ago</span>"])
def test_comments_that_only_their_days_part_from_the_text_are_none_of_it(stamp: str) -> None:
    said = (
        "I met her on the pier last winter and she let me hold the rope for twenty minutes while she told me all of this.",
        "Lovely piece, though I did wonder who pays for the bus and whether the drivers have been told about it.",
    )
    readers = "".join(f"<div class='dsq'><a>reader{at}</a> {stamp}<p>{words}</p><a>Like</a> <a>Share</a></div>" for at, words in enumerate(said))
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    tree = read_tree(f"<html><body><h1>{TITLE}</h1><div class='text'>{body}</div><div id='d'><h4>Later</h4>{readers}</div></body></html>")
    blocks = [Block("p", (Run(words),)) for words in (*PARAGRAPHS, *said)]
    assert [block.text for block in mended(blocks, page_pieces(tree), TITLE)] == [*PARAGRAPHS]
    going_on = [*blocks[: len(PARAGRAPHS)], Block("h", (Run("Later"),)), *blocks[len(PARAGRAPHS) :]]
    assert mended(going_on, page_pieces(tree), TITLE) == going_on


def test_the_day_of_a_teaser_below_is_none_of_the_report() -> None:
    teaser = "<article><h3><a href='/a'>Old mill opens its doors</a></h3><p>It had rained.</p><footer>19 June 2013</footer></article>"
    assert page(below=f"<section><h2>Most read</h2>{teaser}</section>").value("date") is None
    assert page(below="<p>19 June 2013</p>").value("date") == "2013-06-19"


@pytest.mark.parametrize(("clock", "date"), [("Monday 3 June 2013", None), ("3 June 2013", None), ("Posted on Monday 3 June 2013", "2013-06-03")])
def test_a_day_below_the_menu_and_apart_from_the_report_is_the_clock_of_the_page(clock: str, date: str | None) -> None:
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("Ferries", "Buses", "Anglers", "Tides", "Winds", "Quays"))
    body = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    between = "<div><p>Edition of the bay</p><p>Large letters</p><p>Small letters</p></div>"
    found = draft_of_page(
        f"<html><body><ul>{menu}</ul><p>{clock}</p><div><div class='story'>{between}<h1>{TITLE}</h1><div>By Jane Doe</div>{body}</div></div></body></html>"
    )
    assert found.value("date") == date


def test_the_day_of_a_link_between_paragraphs_is_none_of_the_report() -> None:
    first, second, *rest = (f"<p>{words}</p>" for words in PARAGRAPHS)
    link = "<div><div><a href='/a'>Old mill opens its doors to all</a></div><div>18 September 2016, 09:41</div></div>"
    assert page(body=f"{first}<h3>1. The pier</h3>{link}{second}{''.join(rest)}").value("date") is None


def test_words_between_paragraphs_that_stand_in_none_are_text_too() -> None:
    first, second, third, *rest = PARAGRAPHS
    tail = "".join(f"<p>{words}</p>" for words in rest)
    assert text(page(body=f"<p>{first}</p>{second}<p>{third}</p>{tail}")) == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize("line", ["John Smith", "By John Smith", "12 March 2013"])
def test_a_short_line_in_the_text_takes_nothing_with_it_that_stands_above(line: str) -> None:
    first, second, *rest = (f"<p>{words}</p>" for words in PARAGRAPHS)
    assert text(page(top="<p>By Jane Doe</p>", body=f"{first}{second}<p>{line}</p>{''.join(rest)}")).startswith("\n".join(PARAGRAPHS[:2]))


def test_a_name_that_readers_see_goes_before_one_for_machines_alone() -> None:
    told = data({**ARTICLE, "author": {"@type": "Person", "name": "Mallory Ghost"}})
    assert page(told, top="<p>By Jane Doe</p>").values("byline") == ("Jane Doe",)
    assert page(told).values("byline") == ("Mallory Ghost",)


def test_a_caption_above_the_text_is_no_deck() -> None:
    figure = "<figure><img><figcaption>The pier on the day of its opening, 4 July 1966. Picture: Merrow Museum</figcaption></figure>"
    assert page(top=f"<p>By Jane Doe</p><p>First published: 12 March 2013 | Last updated: 13 March 2013</p>{figure}").value("subtitle") is None


def test_what_a_page_may_not_say_stops_nothing() -> None:
    for head in ("<base href='http://[bad/'><link rel='canonical' href='/a/b'>", data({**ARTICLE, "commentCount": "9" * 5000})):
        assert text(page(head)) == "\n".join(PARAGRAPHS)
