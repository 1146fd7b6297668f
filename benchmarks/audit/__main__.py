"""`make audit`: the weight of pages, and Lighthouse's four scores with its mobile settings.

    python -m benchmarks.audit [--site site] [--work FOLDER]

Lighthouse is installed by npm into FOLDER (default: `.archive/audit`); Chromium is the system's.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.audit.host import serve

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = ("index.html", "articles/*/*/index.html", "actors/*/index.html", "years/*/index.html", "search/index.html")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --no-first-run"


def pages(site: Path) -> list[str]:
    """The heaviest page of each kind, as addresses: the worst case is what is measured."""
    found = []
    for kind in KINDS:
        some = [path for path in site.glob(kind) if "page" not in path.parts]
        if some:
            found.append("/" + max(some, key=lambda path: path.stat().st_size).relative_to(site).as_posix().removesuffix("index.html"))
    return found


def weight(site: Path, address: str) -> tuple[int, int, int]:
    """Bytes, gzipped, of a page's HTML, of its style, and of the scripts that it loads at once."""
    html = (site / address.strip("/") / "index.html").read_text("utf-8")
    scripts = set(re.findall(r'<script src="([^"]+)"', html))

    def packed(data: bytes) -> int:
        return len(gzip.compress(data, 9))

    style = packed((site / "assets" / "style.css").read_bytes())
    return packed(html.encode()), style, sum(packed((site / name.lstrip("/")).read_bytes()) for name in scripts)


def install(work: Path) -> Path:
    """Lighthouse's own program, installed where it is missing."""
    program = work / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        if not shutil.which("npm"):
            sys.exit("npm is missing: install Node with npm")
        work.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", work)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"], cwd=work, check=True)
    return program


def scores(program: Path, address: str) -> dict[str, int]:
    """Lighthouse's scores of an address, of 100; what keeps them below is printed."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = ["node", str(program), address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"]
        command += [f"--only-categories={','.join(CATEGORIES)}"]
        chrome = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("Chromium is missing")
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": str(chrome)}, stdout=subprocess.DEVNULL)
        told = json.loads(report.read_text("utf-8"))
    for category in CATEGORIES:
        for ref in told["categories"][category]["auditRefs"]:
            audit = told["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"      {category}: {audit['title']} ({audit.get('displayValue') or audit['score']})")
    return {category: round(100 * (told["categories"][category]["score"] or 0)) for category in CATEGORIES}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--site", type=Path, default=Path("site"))
    options.add_argument("--work", type=Path, default=Path(".archive/audit"))
    given = options.parse_args()
    program = install(given.work)
    low = 100
    with serve(given.site) as address:
        for page in pages(given.site):
            html, style, script = weight(given.site, page)
            parts = f"HTML {html / 1000:.1f}, CSS {style / 1000:.1f}, JavaScript {script / 1000:.1f}"
            print(f"{page}\n      {(html + style + script) / 1000:.1f} kB gzipped: {parts}")
            found = scores(program, address + page)
            low = min(low, *found.values())
            print("      " + ", ".join(f"{name} {score}" for name, score in found.items()), flush=True)
    print(f"lowest score: {low} of 100")


if __name__ == "__main__":
    main()
