"""Every kind of page, in light and in dark, on a phone and at a desk: axe-core finds nothing, nothing runs over the edge,
nothing is asked of another host, and the page's own policy stops nothing that it needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.audit.host import serve
from tests.support.small import article, built, write
from tests.support.tools import node_file

KINDS = {
    "home": "index.html",
    "article": "articles/2013/*/index.html",
    "articles": "articles/index.html",
    "actor": "actors/*/index.html",
    "actors": "actors/index.html",
    "year": "years/2*/index.html",
    "years": "years/index.html",
    "event": "events/*/index.html",
    "events": "events/index.html",
    "topic": "topics/*/index.html",
    "topics": "topics/index.html",
    "source": "sources/*/index.html",
    "sources": "sources/index.html",
    "statements": "statements/index.html",
    "statements of one": "statements/by/*/index.html",
    "exchanges": "statements/exchanges/index.html",
    "timeline": "timeline/index.html",
    "comparison": "compare/*/*/index.html",
    "comparisons": "compare/index.html",
    "search": "search/index.html",
    "data": "data/index.html",
    "own page": "about/index.html",
    "not found": "404.html",
}
ODD = {
    "right to left": "articles/1998/al-jisr/index.html",
    "Chinese": "articles/undated/carte/index.html",
    "full text with a table": "articles/1998/le-pont/index.html",
    "withdrawn": "articles/2001/retire/index.html",
    "under embargo": "articles/2001/sous-embargo/index.html",
}
ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SEEN = {"type": "rule", "values": ["color-contrast", "target-size", "scrollable-region-focusable"]}
WIDTHS = {"phone": 390, "desk": 1440}


def heaviest(site: Path, pattern: str) -> str:
    """The address of the largest page of a kind: the one with most on it."""
    some = [path for path in site.glob(pattern) if 'http-equiv="refresh"' not in path.read_text("utf-8")]
    found = max(some, key=lambda path: path.stat().st_size)
    return "/" + found.relative_to(site).as_posix().removesuffix("index.html")


@pytest.fixture(scope="session")
def hosts(real: Path, golden: Path) -> Iterator[dict[str, tuple[Path, str]]]:
    with serve(real) as one, serve(golden) as other:
        yield {"real": (real, one), "golden": (golden, other)}


@pytest.fixture(scope="session")
def axe() -> str:
    return node_file("axe-core/axe.min.js").read_text("utf-8")


@pytest.fixture
def look(browser: Browser, hosts: dict[str, tuple[Path, str]]) -> Iterator[Any]:
    """`look(site, pattern, width, scheme)` opens the page; what goes wrong in it fails the test at its end."""
    contexts, wrong = [], []

    def open_page(site: str, pattern: str, width: int, scheme: str = "light") -> Page:
        folder, address = hosts[site]
        path = heaviest(folder, pattern)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: wrong.append(f"{path}: {message.text}") if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else wrong.append(f"{path}: asked for {request.url}"))
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


CASES = [*(("real", name) for name in KINDS), *(("golden", name) for name in ODD)]


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds in a page, on a phone and at a desk, in light and in dark.

    All rules run once in light and once in dark; the other two times those that look at colours and sizes.
    """
    page.evaluate(axe)  # not by a <script>, which the page's policy would refuse
    found = []
    for width, scheme, rules in (("phone", "light", ALL), ("desk", "light", SEEN), ("desk", "dark", ALL), ("phone", "dark", SEEN)):
        page.set_viewport_size({"width": WIDTHS[width], "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for violation in page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)["violations"]:
            where = [f"{node['target']} {node['failureSummary'].splitlines()[-1].strip()}" for node in violation["nodes"][:3]]
            found.append(f"{width}, {scheme}: {violation['id']}: {violation['help']}: {where}")
    return found


@pytest.mark.parametrize(("site", "kind"), CASES, ids=[name for _, name in CASES])
def test_axe_finds_nothing(look: Any, axe: str, site: str, kind: str) -> None:
    assert violations(look(site, {**KINDS, **ODD}[kind], WIDTHS["phone"]), axe) == []


def test_axe_finds_what_is_wrong(browser: Browser, axe: str) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><p style="color: #bbb; background: white">pale</p><img src="data:,"></main>')
    assert {line.split(": ")[1] for line in violations(page, axe)} == {"color-contrast", "image-alt"}
    page.close()


@pytest.mark.parametrize(("site", "kind"), CASES, ids=[name for _, name in CASES])
def test_nothing_runs_over_the_edge_of_a_small_phone(look: Any, site: str, kind: str) -> None:
    page = look(site, {**KINDS, **ODD}[kind], 320)
    wide = page.evaluate(
        """() => document.documentElement.scrollWidth <= 320 ? [] : [...document.querySelectorAll("body *")]
        .filter(one => one.getBoundingClientRect().right > 321 || one.getBoundingClientRect().left < -1)
        .filter(one => !one.closest(".scroll, .hidden, .skip"))
        .slice(0, 5).map(one => `${one.tagName} ${one.className} ${Math.round(one.getBoundingClientRect().right)}`)"""
    )
    assert (page.evaluate("document.documentElement.scrollWidth") <= 320, wide) == (True, [])


@pytest.mark.parametrize("width", [390, 1100, 1280])
def test_nothing_lies_on_anything_else_where_a_record_runs_against_its_site(look: Any, width: int) -> None:
    page = look("golden", "articles/1998/al-jisr/index.html", width)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    boxes = page.evaluate(
        """() => [...document.querySelectorAll(".record-head > :not(.head-text), .head-text > *, .abstract, .beside, .apparatus > *, "
            + ".block > :not(.permalink, .beside)")]
        .map(one => [one.className || one.tagName, one.getBoundingClientRect()]).filter(([, box]) => box.height)
        .map(([name, {left, top, right, bottom}]) => [name, left, top, right, bottom])"""
    )
    lying = [
        (one[0], other[0])
        for at, one in enumerate(boxes)
        for other in boxes[at + 1 :]
        if min(one[3], other[3]) - max(one[1], other[1]) > 1 and min(one[4], other[4]) - max(one[2], other[2]) > 1
    ]
    assert (lying, len(boxes) > 10) == ([], True)


@pytest.mark.parametrize("width", [1100, 1280, 1600])
def test_notes_in_the_margin_stand_beside_their_paragraphs(look: Any, width: int) -> None:
    """The card of the record begins beside the headline, so that it leaves the margin to the notes on the text."""
    page = look("real", "articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/index.html", width)
    card, headline = (page.locator(one).bounding_box() for one in (".in-margin", "h1"))
    assert card["y"] < headline["y"]
    top = page.locator(".beside").first.bounding_box()["y"] - page.locator(".block").first.bounding_box()["y"]
    assert abs(top) < 40


def test_years_that_do_not_fit_beside_each_other_stand_in_rows(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.cards.available", lambda: False)
    files = {f"content/articles/{year}/of-{year}.md": article(f"date: {year}-05-01", title=f"Of {year}") for year in range(1961, 1976)}
    files["content/articles/undated/of-none.md"] = article("date_note: not known", title="Of no year")
    root = write(tmp_path, files)
    built(root)
    with serve(root / "site") as address:
        page = browser.new_page(viewport={"width": 320, "height": 800})
        page.goto(f"{address}/years/")
        hidden = page.evaluate("[...document.querySelectorAll('.histogram')].map(one => one.scrollWidth - one.clientWidth)")
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.close()
    assert (hidden, wide <= 320) == ([0], True)
