"""The search page in a real browser, under the site's own content policy: what a reader does there, and sees."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from archive import search
from archive.build import Options, build
from tests.search import derived
from tests.search.accuracy import TARGET, misses, queries
from tests.search.archives import CHINESE, FRENCH, made
from tests.search.reading import Reader, reader
from tests.support.tools import REPOSITORY

Once = Callable[[str, Callable[[Path], object]], Path]
REUTERS_2013 = "/articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/"
SCMP_2013 = "/articles/2013/2013-03-12-china-open-to-cybersecurity-talks/"


@pytest.fixture(scope="module")
def open_page(real: Path, browser: Browser) -> Iterator[Reader]:
    with reader(real, browser) as at:
        yield at


@pytest.fixture
def at(open_page: Reader) -> Iterator[Reader]:
    """A reader who has just come to the search page; what the console said must be nothing."""
    open_page.said.clear()
    open_page.asked.clear()
    open_page.visit()
    yield open_page
    assert open_page.said == []


def test_a_reader_finds_an_article_narrows_it_by_year_and_actor_and_follows_it(at: Reader) -> None:
    at.type("mountains of data")
    assert at.pages[0] == "/articles/2013/2013-06-china-state-media-claims-cyber-attacks/"
    at.type("hacking")
    before = len(at.links)
    at.page.check("[name=year][value='2013']")
    at.settle()
    at.page.check("[name=actor][value=hua-chunying]")
    at.settle()
    assert 0 < len(at.links) < before
    assert at.query == "q=hacking&year=2013&actor=hua-chunying"
    link = at.links[0]
    at.page.click("#search-results a >> nth=0")
    at.page.wait_for_url(f"**{link}")
    assert "#" not in link or at.page.locator(f"#{link.partition('#')[2]}").count() == 1


def test_choices_are_counted_before_anything_is_typed_and_nothing_is_fetched_for_it(at: Reader) -> None:
    assert at.counts("kind")["article"] == "5"
    assert at.counts("year").keys() >= {"2011", "2013", "2015"}
    assert at.page.is_visible("#search-ways")
    assert [address for address in at.asked if "pagefind" in address] == []


def test_the_counts_of_the_page_are_those_of_the_index(at: Reader) -> None:
    shown = {(name, value): int(n) for name in ("kind", "year", "source", "actor", "topic") for value, n in at.counts(name).items()}
    made = at.page.evaluate("fetch('/pagefind/facets.json').then(answer => answer.json())")["facets"]
    assert {(name, value): len(pages) for name, values in made.items() if name != "lang" for value, pages in values.items()} == shown


def test_three_letters_are_needed_or_a_word_of_two_but_one_chinese_sign_is_enough(at: Reader) -> None:
    for query in ("s", "sn"):
        at.type(query)
        assert (at.status, at.notes, at.links) == ("Three letters are needed, or a whole word of two.", "", [])
    at.type("xi")
    assert at.pages[0] == "/actors/xi-jinping/"
    at.type("FM")
    assert at.pages[0] == "/actors/foreign-ministry-china/"
    at.type("华")
    assert "/actors/hua-chunying/" in at.pages


def test_a_result_shows_source_date_and_the_marked_words_and_goes_to_the_paragraph(at: Reader) -> None:
    at.type("marginalized group")
    first = at.page.text_content(".result:first-child .about")
    assert at.links[0].startswith(f"{REUTERS_2013}#")
    assert first.startswith("Reuters · ")
    assert "2013" in first
    assert {"marginalized", "group"} <= set(at.marks)


def test_a_report_is_found_by_its_day_though_it_has_a_time(at: Reader) -> None:
    at.type("2013-03-12")
    place = at.below[0][0] if at.below else len(at.pages)
    assert {REUTERS_2013, SCMP_2013} <= set(at.pages[:place])
    assert (at.notes, at.said) == ("", [])


def test_words_that_are_not_in_the_archive_are_named(at: Reader) -> None:
    at.type("espionage zzyzx")
    assert "“zzyzx” is not in this archive." in at.notes
    assert "/topics/espionage/" in at.pages
    at.type("cybernetics")
    assert "“cybernetics” is not in this archive." in at.notes


def test_a_name_in_signs_that_is_not_in_the_archive_is_named_as_it_was_typed(at: Reader) -> None:
    at.type("奥巴马 espionage")
    assert at.notes.count("is not in this archive") == 1
    assert "“奥巴马” is not in this archive." in at.notes
    at.type("<script>alert(1)</script>")
    assert "script>" not in at.notes


def test_a_phrase_is_shown_where_it_stands(at: Reader) -> None:
    at.type('"cyber war"')
    assert at.links
    assert at.status.endswith(" for “cyber war”")
    for about in at.page.locator(".result .excerpt").all_text_contents()[:3]:
        assert "cyber war" in about.lower()


def test_another_form_of_a_word_is_not_called_absent(at: Reader) -> None:
    at.type("accusation")
    assert (at.notes, bool(at.links)) == ("", True)


def test_the_nearest_spelling_is_shown_and_can_be_taken(at: Reader) -> None:
    at.type("snodwen")
    assert at.pages[0] == "/actors/edward-snowden/"
    at.page.click("#search-notes button")
    at.settle()
    assert (at.query, at.notes, at.pages[0]) == ("q=snowden", "", "/actors/edward-snowden/")


def test_three_spellings_find_the_same(at: Reader) -> None:
    found = []
    for query in ("cyber security", "cybersecurity", "cyber-security"):
        at.type(query)
        found.append((set(at.pages), at.status.split()[0]))
    assert found[0] == found[1] == found[2]
    assert {REUTERS_2013, SCMP_2013} <= found[0][0]


def test_counts_of_joined_searches_add_up(at: Reader) -> None:
    at.type("cyber security")
    assert sum(int(n) for n in at.counts("kind").values()) == int(at.status.split()[0])


def test_an_order_that_is_none_is_that_of_relevance(at: Reader) -> None:
    at.visit(q="cyber security")
    found = at.links
    at.visit(q="cyber security", sort="shortest")
    assert at.links == found


def test_joined_searches_keep_the_order_of_time(at: Reader) -> None:
    for sort in ("newest", "oldest"):
        at.visit(q="cyber security", sort=sort, kind="article")
        years = [link.split("/")[2] for link in at.links]
        assert len(set(years)) > 1
        assert years == sorted(years, reverse=sort == "newest")


def test_a_phrase_is_searched_as_one(at: Reader) -> None:
    at.type('"constructive dialogue" groundless')
    with_both = at.pages
    assert at.status.endswith(' for “"constructive dialogue" groundless”')
    at.type('"dialogue constructive"')
    assert at.status == "Nothing in this archive matches “dialogue constructive”."
    assert (bool(with_both), at.links) == (True, [])


def test_when_no_page_has_all_the_words_those_with_the_most_are_shown(at: Reader) -> None:
    at.type("Merkel censorship Honolulu")
    assert "these have the most of them" in at.notes
    assert at.links


def test_pages_with_all_the_words_stand_above_a_line_and_are_not_denied(at: Reader) -> None:
    at.type("mountains of data")
    assert (at.notes, at.below) == ("", [(1, "These have only some of the words:")])
    at.page.check("[name=kind][value=actor]")
    at.settle()
    assert at.notes.startswith("None of the chosen pages has all of these words")
    at.page.click("#search-notes button")
    at.settle()
    assert (at.notes, len(at.below)) == ("", 1)


def test_words_that_only_begin_so_stand_below_those_that_are_so(at: Reader) -> None:
    at.type("PLA")
    ((place, said),) = at.below
    assert said == "In these, a word only begins so:"
    assert {"/actors/peoples-liberation-army/", "/actors/unit-61398/"} <= set(at.pages[:place])
    assert "/about/" in at.pages[place:]
    at.type("peopl")  # where none is so, nothing is said
    assert (at.below, bool(at.links)) == ([], True)


def test_a_shared_address_restores_everything_and_back_and_forward_move_through_it(at: Reader) -> None:
    at.visit(q="china", sort="oldest", kind=["article", "event"], year=["2013", "2015"])
    assert (at.page.input_value("#q"), at.page.input_value("#sort"), at.chips.count()) == ("china", "oldest", 4)
    links, status = at.links, at.status
    at.chips.filter(has_text="2013").click()
    at.settle()
    assert (at.chips.count(), "year=2013" in at.query, at.links != links) == (3, False, True)
    at.page.go_back()
    at.settle()
    assert (at.links, at.status, at.chips.count()) == (links, status, 4)
    at.page.go_forward()
    at.settle()
    assert at.chips.count() == 3


def test_a_facet_narrows_and_keeps_the_counts_of_its_other_choices(at: Reader) -> None:
    at.type("china")
    before, years = at.counts("source"), at.counts("year")
    at.page.check("[name=source][value=reuters]")
    at.settle()
    assert at.counts("source") == before
    assert at.counts("year") != years


def test_choices_without_a_word_lead_to_the_pages_that_list_them_and_load_no_index(at: Reader) -> None:
    at.visit(actor="xi-jinping")
    assert at.page.get_attribute("#search-notes a", "href") == "/actors/xi-jinping/"
    assert [address for address in at.asked if "pagefind" in address] == []


def test_keys_lead_through_the_page(at: Reader) -> None:
    at.page.keyboard.press("/")
    assert at.at("#q")
    at.page.keyboard.type("china")
    at.page.wait_for_timeout(300)
    at.settle()
    at.page.keyboard.press("ArrowDown")
    at.page.keyboard.press("ArrowDown")
    assert at.at("#search-results li:nth-child(2) a")
    at.page.keyboard.press("ArrowUp")
    at.page.keyboard.press("ArrowUp")
    assert at.at("#q")
    at.page.keyboard.press("Escape")
    at.settle()
    assert (at.page.input_value("#q"), at.links, at.query) == ("", [], "")


def test_more_results_come_below_and_stay_when_the_reader_comes_back(at: Reader) -> None:
    at.type("china")
    assert len(at.links) == 10
    at.page.click("#search-more")
    at.page.locator("#search-results li:nth-child(11) a:focus").wait_for()
    at.page.locator("#search-results a").nth(12).click()
    at.page.locator("h1").wait_for()
    at.page.go_back()
    at.settle()
    at.page.locator("#search-results li:nth-child(20)").wait_for()


def test_an_empty_answer_offers_ways_on(at: Reader) -> None:
    at.visit(q="merkel", year="2011")
    assert (at.links, at.page.is_visible("#search-ways")) == ([], True)
    at.page.click("#search-notes button")
    at.settle()
    assert (at.query, "/actors/angela-merkel/" in at.pages) == ("q=merkel", True)


def test_the_count_is_told_to_a_screen_reader(at: Reader) -> None:
    at.type("espionage")
    assert at.page.get_by_role("status").first.text_content() == at.status
    assert at.status.endswith("results for “espionage”")


def test_nothing_in_a_query_becomes_an_element(at: Reader) -> None:
    at.type('<img src=x onerror="alert(1)"> china')
    assert at.page.locator("main img").count() == 0


def test_without_javascript_the_page_leads_to_every_index(real: Path, browser: Browser) -> None:
    with reader(real, browser, java_script_enabled=False) as at:
        at.page.goto(f"{at.root}/search/")
        assert at.page.locator("#search-ways a:visible").count() == 9
        assert "cannot be looked up" in at.page.locator("noscript .notice").inner_text()
        for path in ("/search/", "/", "/actors/"):  # no box, for what is typed would be lost
            at.page.goto(at.root + path)
            assert at.page.locator("[name=q]:visible, .facet:visible").count() == 0


def test_a_phone_folds_the_choices(real: Path, browser: Browser) -> None:
    with reader(real, browser, viewport={"width": 320, "height": 700}) as at:
        at.visit(q="china")
        assert at.page.evaluate("document.documentElement.scrollWidth") == 320
        assert not at.page.is_visible(".facet >> nth=0")
        at.page.click("#search-narrow")
        assert at.page.is_visible(".facet >> nth=0")
        assert at.page.get_attribute("#search-narrow", "aria-expanded") == "true"


def test_a_phone_fetches_what_choices_need_only_when_they_are_opened(real: Path, browser: Browser) -> None:
    def fetched(at: Reader) -> int:
        return sum("facets" in address for address in at.asked)

    with reader(real, browser, viewport={"width": 320, "height": 700}) as at:
        at.visit(q="hacking")
        assert (bool(at.links), fetched(at)) == (True, 0)
        at.page.click("#search-narrow")
        at.settle()
        opened = at.counts("year")
        assert fetched(at) == 1
    with reader(real, browser) as at:
        at.visit(q="hacking")
        assert at.counts("year") == opened


def test_the_count_of_a_choice_is_what_it_finds(at: Reader) -> None:
    at.type("hacking")
    found, counts = at.status, at.counts("year") | at.counts("kind")
    assert len(counts) > 4
    for value, n in counts.items():
        at.page.check(f".facet [value='{value}']")
        at.settle()
        assert at.status.split()[0] == n
        at.page.uncheck(f".facet [value='{value}']")
        at.settle()
    assert at.status == found


def test_without_the_facets_results_stand_and_the_counts_are_those_of_all(real: Path, browser: Browser) -> None:
    with reader(real, browser) as at:
        at.page.route("**/facets.json", lambda route: route.abort())
        at.visit(q="hacking")
        assert at.links
        assert at.counts("kind")["article"] == "5"
        at.page.check("[name=year][value='2013']")
        at.settle()
        assert (at.links, at.status) == ([], "The search could not be loaded. These pages lead to everything:")


def test_the_scripts_are_small(real: Path) -> None:
    scripts = sorted((real / "assets").glob("search*.js"))
    assert sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in scripts) <= 8 * 1024


def test_the_right_page_is_among_the_first_three(at: Reader) -> None:
    wanted = queries()
    assert len(wanted) >= 60
    missed = misses(at, wanted)
    assert 1 - len(missed) / len(wanted) >= TARGET, missed


@pytest.mark.parametrize("kind", derived.KINDS)
def test_what_the_files_themselves_hold_is_found_and_not_denied(at: Reader, kind: str) -> None:
    asked = derived.queries(REPOSITORY / "content")[kind][::3]
    assert len(asked) > 10
    assert derived.misses(at, asked) == []


WORDS = ("china", "cyber security", "snowden", "espion", "state media claims", "hua chunying")
ASKED: tuple[dict[str, object], ...] = (
    *(
        {"q": query, "sort": sort}
        for query in WORDS
        for sort in ("", "newest", "oldest")
    ),
    *({"q": "hacking", "sort": sort, "year": ["2013", "2015"], "kind": "article"} for sort in ("", "newest")),
    {"q": '"constructive dialogue"'},
    {"q": "Merkel censorship Honolulu"},
    {"q": "snodwen"},
)


def answers(at: Reader) -> list[tuple[object, ...]]:
    """All that the page tells for each query: which records in which order, how many, what is missing, and every count."""
    told: list[tuple[object, ...]] = []
    for state in ASKED:
        at.visit(**state)
        told.append((state, at.links, at.status, at.notes, *(at.counts(facet) for facet in ("kind", "year", "source", "actor", "topic"))))
    return told


def test_an_index_made_in_parts_answers_as_one_made_at_once(once: Once, real: Path, browser: Browser) -> None:
    def in_parts(folder: Path) -> None:
        shutil.copytree(REPOSITORY / "content", folder / "content")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(search, "MOST", 1500)
            build(Options(folder, folder / "site"))

    site = once("in-parts", in_parts) / "site"
    with reader(real, browser) as at:
        whole = answers(at)
    with reader(site, browser) as at:
        assert answers(at) == whole
    assert all(links for _, links, *_ in whole)


def test_a_french_archive_is_searched_in_french(once: Once, browser: Browser) -> None:
    site = once("french", lambda folder: made(folder, FRENCH)) / "site"
    with reader(site, browser) as at:
        wanted = {
            "lefevre": "/actors/helene-lefevre/",
            "Hélène Lefèvre": "/actors/helene-lefevre/",
            "ostergaard": "/actors/soren-ostergard/",
            "Gazette du fleuve": "/sources/gazette/",
            "grands ponts": "/actors/compagnie/",
            "cngp": "/actors/compagnie/",
            "quand le pont de l'île sera-t-il rouvert": "/articles/1998/pont/",
            "péages supprimés": "/articles/1998/pont/",
            "ingenieures": "/actors/helene-lefevre/",
            "chantier": "/topics/chantiers/",
            "recognized": "/articles/undated/lettre/",
            "labor": "/articles/undated/lettre/",
            "1998": "/years/1998/",
        }
        assert misses(at, {query: (page,) for query, page in wanted.items()}) == []
        at.type("recognised tolls")
        assert at.page.get_attribute(".result a", "lang") == "en"
        assert at.said == []


def test_a_chinese_archive_is_searched_in_chinese_under_a_sub_path(once: Once, browser: Browser) -> None:
    site = once("chinese", lambda folder: made(folder, CHINESE)) / "site"
    with reader(site, browser, base="/archive") as at:
        wanted = {
            "李文华": "/actors/li-wenhua/",
            "文华": "/actors/li-wenhua/",
            "Li Wenhua": "/actors/li-wenhua/",
            "港务局": "/actors/gangwuju/",
            "江城晚报": "/sources/wanbao/",
            "新码头": "/articles/1986/mukau/",
            "防洪堤": "/articles/1986/mukau/",
            "三千吨": "/articles/1986/mukau/",
            "航运": "/topics/hangyun/",
            "harbor": "/articles/1987/flood/",
            "quay closed": "/articles/1987/flood/",
        }
        assert misses(at, {query: (page,) for query, page in wanted.items()}) == []
        at.type("防洪堤")
        assert at.marks == ["防洪堤"]
        assert at.links[0] == "/articles/1986/mukau/#p2"
        at.type("机场")
        assert (at.links, "机场" in at.notes) == ([], True)
        at.type("harbour")
        at.page.click("#search-results a >> nth=0")
        at.page.wait_for_url("**/archive/articles/1987/flood/*")
        assert at.said == []
