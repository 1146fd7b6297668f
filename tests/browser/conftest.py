"""A browser, and the site served as its own `_headers` say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.audit.host import serve

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def address(real: Path) -> Iterator[str]:
    with serve(real) as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Any]:
    """`visit(path, **context)` opens a page in a context of its own; errors and foreign requests fail the test at its end."""
    contexts, wrong = [], []

    def tell(text: str) -> None:
        # Chromium says so when it leaves out the fade between two pages because the second came too soon: no fault of a page
        if not text.startswith("Transition was aborted because of invalid state"):
            wrong.append(text)

    def look(path: str, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESK, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: tell(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: tell(str(error)))
        page.on("request", lambda request: None if request.url.startswith((address, "data:")) else wrong.append(f"asked for {request.url}"))
        page.goto(address + path)
        return page

    yield look
    for context in contexts:
        context.close()
    assert wrong == []
