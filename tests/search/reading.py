"""A reader at the search page: a site served with its own content policy, and Debian's Chromium in front of it."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), "")
WHY_NOT = "needs Chromium: apt-get install chromium"
SECONDS = 30
"""How long an answer may take."""


@contextmanager
def served(site: Path, base: str = "") -> Iterator[str]:
    """Serves a built site under a path, with the policy of its `_headers`; gives the address of its root."""
    policy = re.search(r"Content-Security-Policy: (.*)", (site / "_headers").read_text("utf-8"))
    assert policy, "the site has no content policy"

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(base) if path.startswith(f"{base}/") else "/outside-of-the-site")

        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", policy[1])
            self.send_header("Cache-Control", "no-store")
            super().end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # the name it has in the class above
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


class Reader:
    """What a reader does and sees. `said` is all that the console said, broken policies among it; `asked` every request."""

    def __init__(self, page: Any, root: str) -> None:
        self.page, self.root = page, root
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))

    def visit(self, path: str = "/search/", **state: Any) -> None:
        self.page.goto(self.root + path + (f"?{urlencode(state, doseq=True)}" if state else ""))
        self.settle()

    def settle(self) -> None:
        """Waits until the answer stands. The policy forbids to evaluate conditions in the page, so a mark is looked for, again
        and again: Playwright itself would soon look only twice a second."""
        idle = self.page.locator("#search:not([aria-busy]) ~ #search-facets:not([aria-busy])")
        end = time.monotonic() + SECONDS
        for _ in range(2):
            while not idle.count():
                assert time.monotonic() < end, "no answer"
                self.page.wait_for_timeout(20)
            self.page.wait_for_timeout(30)

    def type(self, query: str) -> None:
        self.page.fill("#q", query)
        self.page.wait_for_timeout(230)
        self.settle()

    def ask(self, query: str) -> None:
        """Types a query and presses Enter: the answer does not wait whether more will be typed."""
        self.page.fill("#q", query)
        self.page.press("#q", "Enter")
        self.settle()

    def ask_for_all(self) -> None:
        """Has the page show every result."""
        more = self.page.locator("#search-more:visible")
        while more.count():
            shown = len(self.links)
            more.click()
            self.page.locator(f".result:nth-child({shown + 1})").wait_for()

    @property
    def links(self) -> list[str]:
        """Where the results lead, from the site's root."""
        path = re.compile(r"^(https?://[^/]+)?")
        base = path.sub("", self.root)
        found = self.page.eval_on_selector_all("#search-results a", "links => links.map(link => link.getAttribute('href'))")
        return [path.sub("", link).removeprefix(base) for link in found]

    @property
    def pages(self) -> list[str]:
        """The same without anchors."""
        return [link.partition("#")[0] for link in self.links]

    @property
    def below(self) -> list[tuple[int, str]]:
        """What is said above results of a lower kind, with how many results stand higher."""
        found = self.page.eval_on_selector_all(".result", "all => all.map(one => one.querySelector('.below')?.textContent ?? '')")
        return [(at, text) for at, text in enumerate(found) if text]

    @property
    def status(self) -> str:
        return str(self.page.text_content("#search-status"))

    @property
    def notes(self) -> str:
        return str(self.page.text_content("#search-notes"))

    @property
    def query(self) -> str:
        return str(self.page.url).partition("?")[2]

    @property
    def chips(self) -> Any:
        return self.page.locator("#search-chips button")

    @property
    def marks(self) -> list[str]:
        return [str(text) for text in self.page.eval_on_selector_all("#search-results mark", "marks => marks.map(mark => mark.textContent)")]

    def at(self, selector: str) -> bool:
        """Whether the focus is on what the selector finds first."""
        return bool(self.page.locator(selector).first.evaluate("element => element === document.activeElement"))

    def counts(self, facet: str) -> dict[str, str]:
        """The choices of a facet that are shown, with their counts."""
        found = self.page.eval_on_selector_all(
            f"[data-facet={facet}] li:not([hidden])",
            "items => items.map(item => [item.querySelector('input').value, item.querySelector('.n').textContent])",
        )
        return {str(value): str(n) for value, n in found}


@contextmanager
def reader(site: Path, browser: Any, base: str = "", **options: Any) -> Iterator[Reader]:
    """A reader of a site, in a window of the reader's own."""
    with served(site, base) as root:
        window = browser.new_context(**options)
        page = window.new_page()
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.log('policy broken: ' + e.violatedDirective + ' ' + e.blockedURI))")
        yield Reader(page, root)
        window.close()


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser for a program; tests have one as a fixture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()
