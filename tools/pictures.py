"""Takes the pictures of the documentation from `site/`, with Debian's Chromium. Run it after `archive build`."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = {
    "article.png": ("/articles/2013/2013-03-12-china-willing-to-discuss-cyber-security/", 1280, 1000, "light"),
    "article-phone-dark.png": ("/articles/2015/2015-06-24-china-hacking-claims-cloud-strategic-talks/", 390, 1000, "dark"),
    "event.png": ("/events/offer-of-talks-2013/", 1280, 1000, "light"),
    "timeline.png": ("/timeline/", 1280, 1000, "light"),
}


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-background-networking"]
        )
        for name, (address, width, height, scheme) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            page.goto(f"http://127.0.0.1:{server.server_port}{address}")
            page.screenshot(path=ROOT / "docs" / "pictures" / name)
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    if not (ROOT / "site" / "index.html").is_file():
        sys.exit("there is no site yet: run archive build")
    main()
