"""What search costs: to make the index, to make it again after an edit, and to ask it over a slow line, in Chromium.

    python -m benchmarks.search --articles 1000 10000 --bundles 1 4 16 --chunks 20000 60000

The search documents are written directly, without a site around them. For each number of articles it prints what the index
costs (all of it, after one edit, with nothing changed) beside what Pagefind takes for the same documents in one run. Then
readers with a cold cache ask the index over a slow 4G line (400 ms, 1.6 Mbit/s), once divided into bundles that Pagefind
merges in the browser, and once for each size of the files of words; and it is told how the ten first results of the bundles
agree with those of the one index.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import re
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from archive import joining, publish, search
from archive.store import Disk
from benchmarks.generate import Report, Whole, whole
from benchmarks.measure import Cost, measure
from benchmarks.serve import BROWSERS

META = '<meta data-pagefind-meta="{}[content]" content="{}">'
FILTER = '<meta data-pagefind-filter="{}[content]" content="{}">'
SORT = '<meta data-pagefind-sort="{}[content]" content="{}">'
LINK = re.compile(r"\[\[(?:[^|\]]*\|)?([^\]]*)\]\]")
LATENCY, DOWN, UP = 400, 1.6e6 / 8, 0.75e6 / 8
RANKING = {"metaWeights": {"title": 6, "others": 0.5}, "termSimilarity": 4, "pageLength": 0.5}
PAGE = """<!doctype html><html lang="en"><title>Search</title><script type="module">
window.ask = async (bundles, query, options, ranking) => {
  const pagefind = (await import(`/${bundles[0]}/pagefind.js`)).createInstance({ basePath: `/${bundles[0]}/`, baseUrl: "/", noWorker: true, ranking });
  for (const more of bundles.slice(1)) await pagefind.mergeIndex(`/${more}/`, { baseUrl: "/", ranking });
  await pagefind.filters();
  const { results } = await pagefind.search(query, options);
  const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { total: results.length, urls: shown.map(({ url }) => url) };
};
window.ready = true;
</script></html>"""


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
        index.start()
        new = bundle.with_name(f"{bundle.name}.new")
        publish.write(new, ((path, data()) for path, _, data in index.files()))
        publish.put_in_place(new, bundle)
    store.close()


def costs(documents: Path, work: Path) -> Iterator[tuple[str, Cost]]:
    """What each kind of making costs. One document is left with a changed sentence."""
    command = [sys.executable, "-m", "benchmarks.search", "--make", str(documents), str(work), str(work / "site/one")]
    yield "everything", measure(command, Path.cwd())
    yield "nothing changed", measure(command, Path.cwd())
    edited = next(iter(sorted(documents.rglob("*.html"))))
    edited.write_text(edited.read_text("utf-8").replace("<p id=", "<p>An edited sentence.</p><p id=", 1), "utf-8")
    yield "one body edited", measure(command, Path.cwd())
    program = [str(search.program()), "--site", str(documents), "--output-path", str(work / "alone"), "--force-language", "en", "--quiet"]
    yield "Pagefind, one run", measure(program, Path.cwd())
    shutil.rmtree(work / "alone")


# --------------------------------------------------------------------------------------------------------------- asking


@contextmanager
def served(site: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: Any) -> None:  # the name it has in the class above
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def queries(archive: Whole) -> list[tuple[str, dict[str, object]]]:
    """Words that are common, less common and rare, two together, a name, the beginning of a word, and one in the order of time."""
    text = next(archive.articles())
    words = sorted({word.lower() for word in re.findall(r"[a-z]{6,}", text.body)}, key=lambda word: (len(word), word))
    rare, other, common = words[-1], words[len(words) // 2], words[0]
    asked = [common, other, rare, f"{other} {common}", archive.actors[0].name, archive.actors[7].name, f"{other[:4]}", text.title]
    return [*((one, {}) for one in asked), (common, {"sort": {"newest": "desc"}}), (common, {"filters": {"year": {"any": ["2013"]}}})]


def ask(browser: Browser, root: str, bundles: Sequence[str], query: str, options: dict[str, object]) -> tuple[int, int, float, list[str]]:
    """Bytes, requests, and seconds until the first ten results are there, for a reader with a cold cache; and the results."""
    window = browser.new_context()
    page = window.new_page()
    page.goto(f"{root}/ask.html")
    page.wait_for_function("window.ready")
    line = window.new_cdp_session(page)
    line.send("Network.enable")
    sizes: list[int] = []
    line.on("Network.loadingFinished", lambda told: sizes.append(int(told["encodedDataLength"])))
    line.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP})
    script = """async ([bundles, query, options, ranking]) => {
        const started = performance.now(), found = await ask(bundles, query, options, ranking);
        return [performance.now() - started, found.total, found.urls];
    }"""
    taken, total, urls = page.evaluate(script, [list(bundles), query, {**options}, RANKING])
    window.close()
    return sum(sizes), len(sizes), taken / 1000, [str(total), *urls]


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
        (site / "ask.html").write_text(PAGE, "utf-8")
        for what, cost in costs(documents, work):
            print(f"{articles} articles | {what} | {cost.wall:.1f} s | {cost.cpu:.1f} CPU s | {cost.memory:.0f} MB", flush=True)
        variants = {"1 bundle": ["one"]}
        for size in given.chunks:
            joining.CHUNK = size
            make(documents, work, site / f"chunk-{size}")
            variants[f"files of {size} bytes"] = [f"chunk-{size}"]
        for count in (count for count in given.bundles if count > 1):
            for number in range(1, count + 1):
                make(documents, work / f"{number}-of-{count}", site / f"{number}-of-{count}", f"{number}/{count}")
            variants[f"{count} bundles"] = [f"{number}-of-{count}" for number in range(1, count + 1)]
        with served(site) as root:
            asked = {variant: [ask(browser, root, bundles, *one) for one in queries(archive)] for variant, bundles in variants.items()}
        for variant, answers in asked.items():
            sizes, requests, seconds, _ = zip(*answers, strict=True)
            same = [agreement(one[3], other[3]) for one, other in zip(asked["1 bundle"], answers, strict=True)]
            print(
                f"{articles} articles | {variant} | {median(sizes) / 1000:.0f} KB | {median(requests):.0f} requests | {median(seconds):.1f} s "
                f"(most {max(seconds):.1f}) | as many {sum(one[0] for one in same)}, same ten {sum(one[1] for one in same)} of {len(same)} | "
                f"tau {sum(one[2] for one in same) / len(same):.3f}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--bundles", type=int, nargs="*", default=[4, 16])
    parser.add_argument("--chunks", type=int, nargs="*", default=[15_000, 30_000, 120_000])
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
