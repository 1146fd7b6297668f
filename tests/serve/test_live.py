"""What an editor sees in the browser, under the site's own strict policy: edit, break, read, mend, heal."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from archive.build import examine
from archive.problems import as_text
from tests.serve.conftest import FILES, LONG, ONE, Served
from tests.support.small import article

PANEL = "#archive-live section[role=alert]"


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """An article's page, listening, with everything that the browser complained of gathered."""
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{served.address}articles/2013/one/")
    expect(page.locator("#archive-live nav a").first).to_be_visible()
    yield page
    context.close()
    assert complaints == []


def test_edit_break_mend_and_heal_without_losing_ones_place(page: Page, served: Served) -> None:
    page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
    front = "date: 2013-03-12\nactors: [ann]\naliases: [old-one]"
    served.write(ONE, article(front, LONG + "\n\nA new last paragraph."))
    expect(page.get_by_text("A new last paragraph.")).to_be_attached()
    page.wait_for_load_state("load")
    assert page.evaluate("scrollY") == 900

    served.write(ONE, article("date: 2013-33-12", LONG).replace("source:", "sorce:"))
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    told = sorted((problem for problem in examine(served.root)[2]), key=lambda problem: problem.sort_key)
    assert panel.locator("pre").all_inner_texts() == [as_text(problem) for problem in told]
    assert page.get_by_text("A new last paragraph.").count() == 1
    href = panel.locator("li a").first.get_attribute("href")
    assert href == f"vscode://file{(served.root / ONE).as_posix()}:{told[0].line}:{told[0].column}"

    served.replace(ONE, article(front, LONG + "\n\nMended."))
    expect(panel).to_be_hidden()
    expect(page.get_by_text("Mended.")).to_be_attached()
    page.wait_for_load_state("load")
    assert page.evaluate("scrollY") == 900


def test_what_is_wrong_can_be_closed_and_is_told_again_when_it_is_another(page: Page, served: Served) -> None:
    served.write(ONE, article("date: 2013-33-12", LONG))
    panel = page.locator(PANEL)
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    served.write(ONE, article("date: 2013-44-12", LONG))
    expect(panel).to_be_visible()
    panel.get_by_role("button").click()
    expect(panel).to_be_hidden()
    served.write(ONE, FILES[ONE])
    served.until(lambda state: not state.broken)


def test_a_page_that_is_the_same_is_not_loaded_anew(page: Page, served: Served) -> None:
    page.evaluate("document.body.dataset.mine = 'yes'")
    before = served.engine.state.number
    served.write("content/articles/2013/later.md", article("draft: true", "Still not.", title="A draft of another name"))
    served.write("content/actors/ben.md", "---\nname: Ben\nkind: person\nsummary: Nobody yet.\n---\n")
    served.until(lambda state: state.number > before and "actors/ben/index.html" in state.outputs)
    page.wait_for_timeout(300)
    assert page.evaluate("document.body.dataset.mine") == "yes"


def test_a_changed_style_is_seen(page: Page, served: Served) -> None:
    (served.root / "templates/assets/css").mkdir(parents=True)
    page.wait_for_timeout(200)
    served.write("templates/assets/css/99-own.css", "h1 { color: rgb(1, 2, 3) !important; }")
    expect(page.locator("h1").first).to_have_css("color", "rgb(1, 2, 3)")


def test_the_desk_follows_what_is_written(page: Page, served: Served) -> None:
    page.goto(f"{served.address}_desk/")
    expect(page.get_by_role("heading", name="5 problems")).to_be_visible()
    expect(page.get_by_role("heading", name="1 draft")).to_be_visible()
    served.write("content/articles/2013/later.md", article("date: 2013-09-09", "Now.", title="No draft"))
    expect(page.get_by_role("heading", name="0 drafts")).to_be_visible()
