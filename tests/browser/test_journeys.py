"""Readers' ways through the archive, as they are walked: by mouse, by keyboard alone, without JavaScript, on a phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESK, PHONE

WAYS = [
    pytest.param({"viewport": DESK}, id="at a desk"),
    pytest.param({"viewport": PHONE, "has_touch": True, "is_mobile": True}, id="on a phone"),
    pytest.param({"viewport": DESK, "java_script_enabled": False}, id="without JavaScript"),
    pytest.param({"viewport": PHONE, "java_script_enabled": False}, id="on a phone, without JavaScript"),
]


def follow(page: Page, link: Locator) -> None:
    link.first.click()
    page.wait_for_load_state()


def by_key(page: Page, link: Locator) -> None:
    """Reaches a link by Tab alone and follows it by Enter; the focus must be seen on the way."""
    for _ in range(600):
        page.keyboard.press("Tab")
        if link.first.evaluate("one => one === document.activeElement"):
            break
    else:
        pytest.fail(f"no way by Tab to {link}")
    assert link.first.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def walk(page: Page, go: Any) -> None:
    """From the first page to an article, to its speaker, to what they answered, to the other report, to the two compared."""
    go(page, page.get_by_role("link", name="China says willing to discuss cyber security with the U.S."))
    expect(page.locator("h1")).to_contain_text("China says willing")
    go(page, page.locator(".said-head a", has_text="Hua Chunying"))
    expect(page.locator("h1")).to_contain_text("Hua Chunying")
    go(page, page.locator(".ties a", has_text="Tom Donilon calls for"))
    expect(page.locator(":target")).to_contain_text("Tom Donilon")
    go(page, page.locator("#related ~ .related .row-title a", has_text="China open to cybersecurity talks with US"))
    expect(page.locator("h1")).to_contain_text("China open to cybersecurity talks")
    go(page, page.locator("a[href*='/compare/2013-03-12']"))
    expect(page.locator("h1")).to_contain_text("Reuters and South China Morning Post")
    expect(page.locator(".match")).not_to_have_count(0)


@pytest.mark.parametrize("way", WAYS)
def test_from_the_first_page_to_two_reports_compared(visit: Any, way: dict[str, Any]) -> None:
    walk(visit("/", **way), follow)


def test_the_same_by_keyboard_alone(visit: Any) -> None:
    walk(visit("/"), by_key)


@pytest.mark.parametrize("way", WAYS)
def test_every_section_is_reached_from_the_first_page(visit: Any, way: dict[str, Any]) -> None:
    page = visit("/", **way)
    for name in ["Articles", "Years", "People and bodies", "Events", "Topics", "Sources", "Statements", "Timeline"]:
        follow(page, page.get_by_role("navigation", name="Sections of the archive").get_by_role("link", name=name, exact=True))
        expect(page.locator("h1")).to_contain_text(name)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if way.get("java_script_enabled", True) else True


def test_a_preview_opens_on_focus_and_on_hover_and_escape_closes_it(visit: Any) -> None:
    page = visit("/articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/")
    link = page.locator(".text a.name").first
    link.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_be_visible()
    expect(link).to_have_attribute("aria-describedby", "preview")
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(0, 0)
    page.keyboard.press("Tab")
    for _ in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("one => one === document.activeElement"):
            break
    expect(preview).to_be_visible()


def test_statements_are_filtered_at_once_and_the_filter_is_in_the_address(visit: Any) -> None:
    page = visit("/statements/")
    every = page.locator("#statements > li").count()
    page.get_by_text("By speaker").click()
    page.locator("a[data-choice=by]", has_text="Lu Kang").click()
    shown = page.locator("#statements > li:visible")
    assert 0 < shown.count() < every
    for words in shown.locator(".said-head").all_inner_texts():
        assert "Lu Kang" in words
    assert "by=lu-kang" in page.url
    page.reload()
    assert 0 < page.locator("#statements > li:visible").count() < every


def test_without_javascript_the_same_choice_is_a_page(visit: Any) -> None:
    page = visit("/statements/", java_script_enabled=False)
    page.get_by_text("By speaker").click()
    follow(page, page.locator("a[data-choice=by]", has_text="Lu Kang"))
    expect(page.locator("h1")).to_contain_text("Statements by Lu Kang")


def test_matches_are_walked_by_key(visit: Any) -> None:
    page = visit("/compare/2013-03-12-china-willing-to-discuss-cyber-security/2013-03-12-china-open-to-cybersecurity-talks/")
    page.keyboard.press("n")
    expect(page.locator("#match-1")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#match-2")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#match-1")).to_be_focused()


def test_the_colours_that_a_reader_chose_stay(visit: Any) -> None:
    page = visit("/")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_label("Colours").select_option("dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert dark != light
    page.goto(page.url + "actors/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark


def test_nothing_moves_while_a_page_loads(visit: Any) -> None:
    page = visit("/articles/2015/2015-06-24-china-hacking-claims-cloud-strategic-talks/")
    shift = page.evaluate(
        "new Promise(done => { let sum = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })"
        ".observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"
    )
    assert shift == 0


def test_a_reference_leads_to_the_paragraph_that_the_reader_has_come_to(visit: Any) -> None:
    page = visit("/articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/#p2")
    assert page.locator("#citation .address").text_content().endswith("/2013-03-12-china-willing-to-discuss-cyber-security/#p2")
    page.evaluate("location.hash = 'cite'")
    page.wait_for_function("!document.querySelector('#citation .address').textContent.includes('#')")
    page.evaluate("location.hash = 's1'")
    page.wait_for_function("document.querySelector('#citation-record .address').textContent.endsWith('#s1')")


def test_a_report_whose_day_is_not_certain_looks_so_in_the_timeline(visit: Any) -> None:
    page = visit("/timeline/")
    marks = "one => getComputedStyle(document.querySelector(one), '::before').backgroundColor"
    assert page.evaluate(marks, ".lanes > .report.doubtful") != page.evaluate(marks, ".lanes > .report:not(.doubtful)")


def test_on_paper_numbers_stand_beside_their_paragraphs_and_no_words_of_the_screen(visit: Any) -> None:
    page = visit("/articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/", viewport={"width": 643, "height": 900})
    page.emulate_media(media="print")
    number, words = (page.locator(f"#p2 > {one}").first.bounding_box() for one in (".permalink", "p"))
    assert number["x"] + number["width"] <= words["x"]
    assert words["y"] <= number["y"] + number["height"] / 2 <= words["y"] + 40
    assert number["x"] >= 0
    assert not page.get_by_text("BibTeX", exact=True).is_visible()
