"""What search costs: to make the index, to make it again after an edit, and to ask it over a slow line, in Chromium.

    python -m benchmarks.search --articles 1000 10000 --bundles 1 4 16 --chunks 20000 60000

The search documents are written directly, without a site around them. For each number of articles it prints what the index
costs (all of it, after one edit, with nothing changed) beside what Pagefind takes for the same documents in one run; `--alone 0`
leaves that out, for it takes 4 GB at 10,000 articles. Then readers with a cold cache ask the index over a slow 4G line (400 ms,
1.6 Mbit/s; the server makes it one, so that what workers fetch is slow too), with the program of the search page, whose choices are
counted after the results; once for each size of the files of words; and once divided into bundles that Pagefind merges in the
browser, when it is told how the ten first results agree with those that Pagefind alone gives from the one index.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import mimetypes
import re
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

from archive import folding, indexing, joining, publish, search
from archive.model.letters import LETTERS
from archive.store import Disk
from benchmarks.generate import Report, Whole, whole
from benchmarks.measure import Cost, measure
from benchmarks.serve import BROWSERS

META = '<meta data-pagefind-meta="{}[content]" content="{}">'
FILTER = '<meta data-pagefind-filter="{}[content]" content="{}">'
SORT = '<meta data-pagefind-sort="{}[content]" content="{}">'
LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")
LATENCY, RATE = 0.4, 1.6e6 / 8
RANKING = {"metaWeights": {"title": 6, "others": 0.5}, "termSimilarity": 4, "pageLength": 0.5}
SCRIPTS = Path(__file__).parent.parent / "templates/assets"
PAGE = """<!doctype html><html lang="en"><title>Search</title><script type="application/json" id="search-data">{data}</script><script type="module">
const told = async (results) => {
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { total: results.length, urls: shown.map(({ url }) => url) };
};
window.merged = async (bundles, query, ranking) => {
  const pagefind = (await import(`/${bundles[0]}/pagefind.js`)).createInstance({ basePath: `/${bundles[0]}/`, baseUrl: "/", noWorker: true, ranking });
  for (const more of bundles.slice(1)) await pagefind.mergeIndex(`/${more}/`, { baseUrl: "/", ranking });
  return told((await pagefind.search(query)).results);
};
window.ours = async (bundle, query, state) => {
  const { open } = await import("/search-engine.js"), facets = ["year", "actor"];
  const engine = open({ bundle: `/${bundle}/`, base: "/", facets }), found = await engine.find({ q: query, sort: "", year: [], actor: [], ...state });
  window.found = found;
  return { ...(await told(found.slice(0))), total: found.total };
};
window.counted = async () => Object.keys((await found.counts()).actor).length;
window.ready = true;
</script></html>"""
DATA = {"say": {}, "letters": LETTERS, "unspaced": folding.UNSPACED, "mark": folding.MARK, "unasked": folding.unasked("en"), "forms": "$^"}


# ------------------------------------------------------------------------------------------------------------ documents


def document(article: Report, names: dict[str, str]) -> str:
    """About what the template of search documents makes of an article."""
    fields = [("title", article.title), ("source", article.source), ("others", " ".join(names[one] for one in article.actors)), ("when", str(article.year))]
    filters = [("kind", "article"), ("year", str(article.year)), ("source", article.source)]
    filters += [("actor", one) for one in article.actors] + [("topic", one) for one in article.topics]
    date = str(article.more["date"])
    metas = [META.format(name, escape(value)) for name, value in fields] + [FILTER.format(*one) for one in filters]
    metas += [SORT.format(name, escape(date)) for name in ("newest", "oldest")]
    paragraphs = enumerate(LINK.sub(r"\1", article.body).split("\n\n"), 1)
    blocks = [f'<p id="p{number}">{escape(text)}</p>' for number, text in paragraphs]
    head = f'<!doctype html><html lang="en"><head>{"".join(metas)}</head><body data-pagefind-body>'
    return "\n".join((head, f"<h1>{escape(article.title)}</h1>", f'<p id="_summary">{escape(article.summary)}</p>', *blocks, "</body></html>"))


def write(archive: Whole, folder: Path) -> None:
    names = {actor.id: actor.name for actor in archive.actors}
    into = publish.Folder(folder)
    for article in archive.articles():
        into.write(f"articles/{article.year}/{article.id}/index.html", document(article, names).encode())


# ---------------------------------------------------------------------------------------------------------------- index


def make(documents: Path, work: Path, bundle: Path, share: str = "1/1") -> None:
    """Makes the bundle of the documents, or of a share of them ("2/4": the second quarter), as a build does."""
    number, of = map(int, share.split("/"))
    paths = sorted(path.relative_to(documents).as_posix() for path in documents.rglob("*.html"))[number - 1 :: of]
    known = [search.Document(path, publish.digest((documents / path).read_bytes()), 100 + (documents / path).stat().st_size // 7) for path in paths]
    work.mkdir(parents=True, exist_ok=True)
    store = Disk(work / "store.sqlite", "1")
    with tempfile.TemporaryDirectory(dir=work) as folder:
        index = search.Index(known, lambda path: (documents / path).read_bytes(), "en", store, Path(folder))
        index.begin()
        new = bundle.with_name(f"{bundle.name}.new")
        publish.write(new, ((path, data()) for path, _, data in index.files()))
        publish.put_in_place(new, bundle)
    store.close()


def costs(documents: Path, work: Path, alone: bool) -> Iterator[tuple[str, Cost]]:
    """What each kind of making costs, and what the program alone does. One document is left with a changed sentence."""
    command = [sys.executable, "-m", "benchmarks.search", "--make", str(documents), str(work), str(work / "site/one")]
    yield "everything", measure(command, Path.cwd())
    yield "nothing changed", measure(command, Path.cwd())
    edited = next(iter(sorted(documents.rglob("*.html"))))
    edited.write_text(edited.read_text("utf-8").replace("<p id=", "<p>An edited sentence.</p><p id=", 1), "utf-8")
    yield "one body edited", measure(command, Path.cwd())
    if not alone:
        return
    program = [str(indexing.program()), "--site", str(documents), "--output-path", str(work / "alone"), "--force-language", "en", "--quiet"]
    yield "Pagefind, one run", measure(program, Path.cwd())
    shutil.rmtree(work / "alone")


# --------------------------------------------------------------------------------------------------------------- asking


class Line:
    """A slow line, which all answers share, and what went over it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.free = 0.0
        self.sizes: list[int] = []

    def carry(self, size: int) -> None:
        """Takes the time that an answer of some bytes takes."""
        arrived = time.monotonic() + LATENCY
        with self.lock:
            self.sizes.append(size)
            self.free = max(self.free, arrived) + size / RATE
            end = self.free
        time.sleep(max(0.0, end - time.monotonic()))


@contextmanager
def served(site: Path) -> Iterator[tuple[str, Line]]:
    """Serves a folder over a slow line, scripts and texts packed as hosts do."""
    line = Line()

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # the name that the class above looks for
            path = self.path.partition("?")[0]
            place = site / path.lstrip("/")
            place = place if place.is_file() else SCRIPTS / place.name
            if not place.is_file():
                self.send_error(404)
                return
            data, packed = place.read_bytes(), place.suffix in (".html", ".js", ".json")
            data = gzip.compress(data, 6) if packed else data
            if place.name != "ask.html":
                line.carry(len(data) + 300)  # about what heads take
            self.send_response(200)
            self.send_header("Content-Type", mimetypes.guess_type(place.name)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:  # the same
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", line
    finally:
        server.shutdown()
        server.server_close()


def queries(archive: Whole) -> list[tuple[str, dict[str, object]]]:
    """Words that are common, less common and rare, two together, names, the beginning of a word, a title, and one in the order of time;
    then what only the page's own program is asked: one narrowed to a year, and the commonest word of all."""
    text = next(archive.articles())
    words = sorted({word.lower() for word in re.findall(r"[a-z]{6,}", text.body)}, key=lambda word: (len(word), word))
    rare, other, common = words[-1], words[len(words) // 2], words[0]
    commonest = Counter(re.findall(r"[a-z]{3,}", text.body.lower())).most_common(1)[0][0]
    asked = [common, other, rare, f"{other} {common}", archive.actors[0].name, archive.actors[7].name, f"{other[:4]}", text.title]
    return [*((one, {}) for one in asked), (common, {"sort": "newest"}), (common, {"year": ["2013"]}), (commonest, {})]


class Answer(NamedTuple):
    """Bytes, requests and seconds until the first ten results were there; the same until the choices were counted; how many and which results."""

    size: int
    requests: int
    seconds: float
    counted_size: int
    counted_seconds: float
    found: list[str]


def ask(browser: Browser, root: str, line: Line, bundles: Sequence[str], query: str, state: dict[str, object], ours: bool) -> Answer:
    """What a reader with a cold cache gets."""
    window = browser.new_context()
    page = window.new_page()
    page.goto(f"{root}/ask.html")
    page.wait_for_function("window.ready")
    line.sizes.clear()
    started = time.monotonic()
    if ours:
        found = page.evaluate("([bundle, query, state]) => ours(bundle, query, state)", [bundles[0], query, state])
    else:
        found = page.evaluate("([bundles, query, ranking]) => merged(bundles, query, ranking)", [list(bundles), query, RANKING])
    size, requests, seconds = sum(line.sizes), len(line.sizes), time.monotonic() - started
    if ours:
        page.evaluate("counted()")
    counted_size, counted_seconds = sum(line.sizes), time.monotonic() - started
    window.close()
    return Answer(size, requests, seconds, counted_size, counted_seconds, [str(found["total"]), *found["urls"]])


def agreement(one: Sequence[str], other: Sequence[str]) -> tuple[bool, bool, float]:
    """Whether as many are found, whether the first ten are the same in the same order, and Kendall's tau of those that both have."""
    place = {url: at for at, url in enumerate(other[1:])}
    both = [place[url] for url in one[1:] if url in place]
    pairs = [1 if a < b else -1 for a, b in combinations(both, 2)]
    return one[0] == other[0], list(one[1:]) == list(other[1:]), sum(pairs) / len(pairs) if pairs else 1.0


# -------------------------------------------------------------------------------------------------------------- telling


def tell(articles: int, given: argparse.Namespace, browser: Browser) -> None:
    archive = whole(articles)
    with tempfile.TemporaryDirectory(prefix="archive-bench-", dir=given.work) as name:
        work = Path(name)
        documents, site = work / "documents", work / "site"
        write(archive, documents)
        site.mkdir()
        (site / "ask.html").write_text(PAGE.replace("{data}", json.dumps(DATA)), "utf-8")
        for what, cost in costs(documents, work, given.alone):
            print(f"{articles} articles | {what} | {cost.wall:.1f} s | {cost.cpu:.1f} CPU s | {cost.memory:.0f} MB", flush=True)
        for size in given.chunks:
            joining.CHUNK = size
            make(documents, work, site / f"chunk-{size}")
        for count in (count for count in given.bundles if count > 1):
            for number in range(1, count + 1):
                make(documents, work / f"{number}-of-{count}", site / f"{number}-of-{count}", f"{number}/{count}")
        asked = queries(archive)
        with served(site) as (root, line):
            for variant in ("one", *(f"chunk-{size}" for size in given.chunks)):
                answers = [ask(browser, root, line, [variant], query, state, ours=True) for query, state in asked]
                for (query, state), one in zip(asked, answers, strict=True):
                    print(f"  {query[:30]} {state or ''} | {one.size / 1000:.0f} KB | {one.seconds:.1f} s | {one.found[0]} found", flush=True)
                told(articles, f"the page, {variant}", answers)
            plain = [query for query, state in asked if not state]
            one = [ask(browser, root, line, ["one"], query, {}, ours=False) for query in plain]
            told(articles, "Pagefind, one bundle", one)
            for count in (count for count in given.bundles if count > 1):
                names = [f"{number}-of-{count}" for number in range(1, count + 1)]
                answers = [ask(browser, root, line, names, query, {}, ours=False) for query in plain]
                told(articles, f"Pagefind, {count} bundles", answers)
                same = [agreement(a.found, b.found) for a, b in zip(one, answers, strict=True)]
                print(
                    f"  as many {sum(x[0] for x in same)}, same ten {sum(x[1] for x in same)} of {len(same)}, tau {sum(x[2] for x in same) / len(same):.3f}",
                    flush=True,
                )


def told(articles: int, variant: str, answers: Sequence[Answer]) -> None:
    print(
        f"{articles} articles | {variant} | {median(one.size for one in answers) / 1000:.0f} KB | {median(one.requests for one in answers):.0f} requests | "
        f"{median(one.seconds for one in answers):.1f} s (most {max(one.seconds for one in answers):.1f}) | with the choices counted "
        f"{median(one.counted_size for one in answers) / 1000:.0f} KB, {median(one.counted_seconds for one in answers):.1f} s",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--bundles", type=int, nargs="*", default=[4, 16])
    parser.add_argument("--chunks", type=int, nargs="*", default=[15_000, 30_000, 120_000])
    parser.add_argument("--alone", type=int, default=1, help="0: without Pagefind's own run over everything")
    parser.add_argument("--work", type=Path, help="a folder on the disk that is to be measured")
    parser.add_argument("--make", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.make:
        make(Path(given.make[0]), Path(given.make[1]), Path(given.make[2]))
        return
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        for articles in given.articles:
            tell(articles, given, browser)
        browser.close()


if __name__ == "__main__":
    main()
