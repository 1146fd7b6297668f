"""Every page is valid HTML: html-validate and the W3C's own checker (vnu) say so."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.tools import java, node, node_file

CONFIG = Path(__file__).with_name("html-validate.cjs")

EXCUSED_BY_HTML_VALIDATE = (
    # The heading of a result stands in a <template>: the script fills it.
    ("search/index.html", "empty-heading"),
)
EXCUSED_BY_VNU = (
    # A list of facts gives two facts of one sort a line each.
    "Duplicate “dt” name",
    "The first occurrence of “dt” name",
    # A page marked as being in one language may quote mostly another: a guess by statistics.
    "This document appears to be written in",
)


def vnu() -> list[str]:
    """The W3C's checker. Java's second compiler would take longer than it saves in a run as short as ours."""
    return [java(), "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(node_file("vnu-jar/build/dist/vnu.jar"))]


@pytest.fixture(scope="session", params=["real", "golden", "real_below"])
def pages(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_html_validate_finds_nothing(pages: Path) -> None:
    program = node_file("html-validate/bin/html-validate.mjs")
    files = [str(path) for path in sorted(pages.rglob("*.html"))]
    done = subprocess.run([node(), str(program), "--config", str(CONFIG), "--formatter", "json", *files], capture_output=True, text=True, check=False)
    found = [
        f"{Path(file['filePath']).relative_to(pages)}:{message['line']}: {message['ruleId']}: {message['message']}"
        for file in json.loads(done.stdout)
        for message in file["messages"]
        if (Path(file["filePath"]).relative_to(pages).as_posix(), message["ruleId"]) not in EXCUSED_BY_HTML_VALIDATE
    ]
    assert found == []


def test_the_checker_of_the_w3c_finds_nothing(pages: Path) -> None:
    command = [*vnu(), "--skip-non-html", "--format", "json", "--exit-zero-always", str(pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = [
        f"{message['url'].partition('/site/')[2]}:{message.get('lastLine')}: {message['type']}: {message['message']}: {message.get('extract', '')}"
        for message in messages
        if not message["message"].startswith(EXCUSED_BY_VNU)
    ]
    assert found == []


def test_the_checkers_find_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "site/index.html"
    page.parent.mkdir()
    page.write_text('<!doctype html><html lang="en"><title>x</title><p><div id="a" id="b"></p><img>')
    program = node_file("html-validate/bin/html-validate.mjs")
    assert subprocess.run([node(), str(program), "--config", str(CONFIG), str(page)], capture_output=True, check=False).returncode == 1
    assert subprocess.run([*vnu(), str(page)], capture_output=True, check=False).returncode == 1
