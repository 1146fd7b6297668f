"""How long an edit takes to be seen: from the write of a file to its new bytes served, and to its new words on the screen.

    python -m benchmarks.serve --articles 10000

Starts `archive serve` on a generated archive, opens an article, and appends a sentence to its file again and again. Each
time runs from just before the write until a request is answered with the sentence, and in Chromium until the browser has it
in the page and has drawn a frame with it.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.generate import whole, write

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
PATIENCE = 900_000


@contextmanager
def served(root: Path, port: int) -> Iterator[str]:
    """The address of a server of the archive at `root`, which answers with pages."""
    command = [sys.executable, "-m", "archive", "serve", "--root", str(root), "--port", str(port), "--no-search"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            while not _answers(address):
                if server.poll() is not None:
                    raise SystemExit("archive serve did not start")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return int(answer.status) == 200
    except (urllib.error.URLError, OSError):
        return False


def measure(page: Page, file: Path, times: int, pause: float) -> list[float]:
    """Milliseconds from the write of each edit to the frame that shows it. The file is left as it was."""
    before = file.read_text("utf-8")
    taken: list[float] = []
    try:
        for number in range(times):
            words = f"The sentence of edit {number}."
            started = time.perf_counter()
            file.write_text(f"{before}\n{words}\n", "utf-8")
            page.get_by_text(words).wait_for(state="attached", timeout=PATIENCE)
            page.evaluate(DRAWN)
            taken.append(1000 * (time.perf_counter() - started))
            time.sleep(pause)
    finally:
        file.write_text(before, "utf-8")
    return taken


def measure_bytes(address: str, file: Path, times: int, pause: float) -> list[float]:
    """Milliseconds from the write of each edit until its page is served with it. The file is left as it was."""
    before = file.read_text("utf-8")
    taken: list[float] = []
    try:
        for number in range(times):
            words = f"The bytes of edit {number}."
            started = time.perf_counter()
            file.write_text(f"{before}\n{words}\n", "utf-8")
            while words not in _page(address):
                time.sleep(0.001)
            taken.append(1000 * (time.perf_counter() - started))
            time.sleep(pause)
    finally:
        file.write_text(before, "utf-8")
    return taken


def _page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=20)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between one edit seen and the next")
    parser.add_argument("--root", type=Path, help="a generated archive that is there already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as name, sync_playwright() as play:
        root = given.root or Path(name)
        if given.root is None:
            write(whole(given.articles), root)
        files = sorted((root / "content/articles").rglob("*.md"))
        file = files[len(files) // 2]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        path = next(found for browser in BROWSERS if (found := shutil.which(browser)))
        started = time.perf_counter()
        with served(root, port) as address:
            ready = time.perf_counter() - started
            browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
            where = f"{address}articles/{file.parent.name}/{file.stem}/"
            served_after = measure_bytes(where, file, given.edits, given.pause)
            page = browser.new_page()
            page.goto(where, timeout=PATIENCE)
            page.locator("#archive-live nav a").first.wait_for()
            taken = measure(page, file, given.edits, given.pause)
            browser.close()
    print(f"{len(files)} articles; served after {ready:.1f} s")
    for what, some in (("new bytes served", served_after), ("screen", taken)):
        print(f"from the write to the {what}: median {statistics.median(some):.0f} ms, least {min(some):.0f}, most {max(some):.0f}, of {len(some)} edits")


if __name__ == "__main__":
    main()
