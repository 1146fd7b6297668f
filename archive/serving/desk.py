"""The editors' page, `/_desk/`: what is wrong, what waits, what stands unlinked, what changed, and the way into each file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from archive.model import Actor, Archive, Article, Context, Output, Record
from archive.problems import Problem, as_text, split
from archive.serving.site import State

MOST = 200
"""How many lines a list of the page has."""
RECENT = 30
EDITOR = "vscode://file{path}:{line}:{column}"
"""The address that opens a file in the editor: Visual Studio Code's own."""


class Opens(NamedTuple):
    """A place in a file: its path from the root, the address that opens it ("" where none does), and a line on it."""

    path: str
    href: str
    line: str = ""


class Told(NamedTuple):
    """A problem in the words of `check`."""

    text: str
    severity: str
    opens: Opens


class Unlinked(NamedTuple):
    """A name of a known actor in the text of an article that does not list this actor."""

    actor: str
    actor_url: str
    article: str
    url: str
    before: str
    words: str
    after: str
    opens: Opens


class Changed(NamedTuple):
    """A file and when it was changed last."""

    when: str
    opens: Opens


class Listed(NamedTuple):
    """A record: its address is "" while it is a draft; what keeps it from being published is told by the name of its key, or ""."""

    title: str
    kind: str
    url: str
    hidden: str
    opens: Opens


def href(root: Path, path: str, editor: str, line: int = 0, column: int = 0) -> str:
    """The address that opens a file at a place; `editor` is a template with {path}, {line} and {column}, or ""."""
    whole = quote((root / path).as_posix())
    return editor.replace("{path}", whole if whole.startswith("/") else f"/{whole}").replace("{line}", str(line or 1)).replace("{column}", str(column or 1))


def page(state: State, records: Iterable[Record], root: Path, editor: str, query: str) -> Output:
    """The page. `records` are all there are, drafts and withdrawn ones too; `query` narrows the list of them."""
    every = tuple(records)
    found = [record for record in every if query.casefold() in f"{record.id} {record.heading} {record.path}".casefold()]
    unlinked = _unlinked(state.archive, root, editor) if state.archive else ()
    drafts = [record for record in every if record.draft]
    told = _told(state.told, root, editor)
    view: dict[str, Any] = {
        "url": "/_desk/",
        "problems": told[:MOST],
        "problems_total": len(told),
        "compared": state.advice is not None,
        "drafts": tuple(_listed(record, root, editor) for record in drafts[:MOST]),
        "drafts_total": len(drafts),
        "unlinked": unlinked[:MOST],
        "unlinked_total": len(unlinked),
        "recent": _recent(every, root, editor),
        "query": query,
        "records": tuple(_listed(record, root, editor) for record in found[:MOST]),
        "records_total": len(found),
        "hidden_total": sum(bool(_hidden(record)) for record in found),
    }
    return Output("_desk/index.html", "desk.html", view)


def _told(problems: Iterable[Problem], root: Path, editor: str) -> tuple[Told, ...]:
    errors, warnings = split(problems)
    return tuple(told(problem, root, editor) for problem in (*errors, *warnings))


def told(problem: Problem, root: Path, editor: str) -> Told:
    return Told(as_text(problem), problem.severity, Opens(problem.path, href(root, problem.path, editor, problem.line, problem.column)))


def _listed(record: Record, root: Path, editor: str) -> Listed:
    url = "" if record.draft else record.url
    return Listed(record.heading, record.kind_name, url, _hidden(record), Opens(record.path, href(root, record.path, editor)))


def _hidden(record: Record) -> str:
    return "draft" if record.draft else "withdrawn" if record.withdrawn else ""


def _unlinked(archive: Archive, root: Path, editor: str) -> tuple[Unlinked, ...]:
    """By article, the newest first: what was added last is what an editor has at hand."""
    found = [
        (one.record, actor, one)
        for actor in archive.actors
        for one in archive.mentions.get(actor.id, ())
        if not one.around.listed and isinstance(one.record, Article)
    ]
    found.sort(key=lambda item: (item[0].key, item[2].around.number), reverse=True)
    return tuple(_name(record, actor, one, root, editor) for record, actor, one in found)


def _name(article: Article, actor: Actor, one: Context, root: Path, editor: str) -> Unlinked:
    opens = Opens(article.path, href(root, article.path, editor))
    before, after = one.around.sides
    return Unlinked(actor.name, actor.url, article.title, one.url, before, one.around.words, after, opens)


def _recent(records: Iterable[Record], root: Path, editor: str) -> tuple[Changed, ...]:
    times: list[tuple[float, str]] = []
    for record in records:
        try:
            times.append(((root / record.path).stat().st_mtime, record.path))
        except OSError:
            continue
    best = sorted(times, reverse=True)[:RECENT]
    return tuple(
        Changed(datetime.fromtimestamp(when, UTC).astimezone().strftime("%Y-%m-%d %H:%M"), Opens(path, href(root, path, editor))) for when, path in best
    )
