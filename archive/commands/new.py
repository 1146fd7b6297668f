"""archive new"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from archive.commands.common import ROOT, again, fail, find_root, say, tell_problems
from archive.editing.descriptions import description
from archive.editing.drafting import Value, drafted, proposed_id, shelf
from archive.editing.files import write_new
from archive.editing.order import keys
from archive.hints import date_meant, fold
from archive.model import KINDS, Actor, Article, Date, Page, Record, Source, Topic, parse_date
from archive.model.forms import ID_FORM
from archive.problems import UsageError, nearest, visible
from archive.read import read, read_file
from archive.register import is_reserved

MADE = {kind.kind_name: kind for kind in KINDS}
ASKED: dict[str, tuple[str, ...]] = {
    "article": ("title", "date", "date_note", "source", "url", "actors", "summary"),
    "actor": ("name", "kind", "summary"),
    "event": ("name", "date", "place", "summary"),
    "topic": ("name", "summary"),
    "source": ("name", "kind", "url", "summary"),
    "page": ("title", "summary"),
}
"""What is asked for on a terminal, in this order. Everything else may be given as an option, or written into the file."""

NEEDED = {"article": ("title", "source"), "actor": ("name", "kind"), "event": ("name",), "topic": ("name",), "source": ("name",), "page": ("title",)}
IDS = {"source": "source", "agencies": "source", "actors": "actor", "events": "event", "topics": "topic", "part_of": "", "broader": "topic"}
"""Options that take ids, and of which kind; part_of takes those of the record's own."""

MANY = ("actors", "events", "topics", "agencies", "byline", "part_of", "broader", "also")


@dataclass
class Desk:
    """What a new record is made with: the archive, the kind, the records that are there, and what is known so far."""

    root: Path
    kind: type[Record]
    records: list[Record]
    values: dict[str, Value]

    def known(self, key: str) -> dict[str, Record]:
        """The records that a key may name, by id."""
        wanted = IDS[key] or self.kind.kind_name
        return {record.id: record for record in self.records if record.kind_name == wanted}

    @property
    def heading(self) -> str:
        return str(self.values.get("title") or self.values.get("name") or "")

    @property
    def date(self) -> Date | None:
        found = parse_date(str(self.values["date"])) if "date" in self.values else None
        return found if isinstance(found, Date) else None

    @property
    def twin(self) -> Record | None:
        """A record of the kind that has this very name. Articles and events may well have the same: one that has, or had, the id too which this one
        would get of its date and name."""
        same = [record for record in self.records if isinstance(record, self.kind)]
        named = [record for record in same if isinstance(record, (Actor, Source, Topic))]
        if found := next((record for record in named if fold(self.heading) in map(fold, (record.heading, *record.also))), None):
            return found
        id = proposed_id(self.kind, self.heading, self.date, ())
        return next((record for record in same if id in _ids(record)), None)

    @property
    def taken(self) -> set[str]:
        """Ids and old names that are not free."""
        return {id for record in self.records if isinstance(record, self.kind) for id in _ids(record)}


def _ids(record: Record) -> set[str]:
    """The id that a record has, and those that it had."""
    return {record.id, *(alias.strip("/").rsplit("/", 1)[-1] for alias in record.aliases)}


def _option(name: str, text: str) -> Callable[[Any], Any]:
    many = " Several: part them with commas." if name in MANY else ""
    return click.option(f"--{name.replace('_', '-')}", name, metavar=name.upper().replace("_", "-"), help=f"{text}{many}")


HALVES = re.compile("[\ud800-\udfff]")
"""What stands for bytes that are not in UTF-8, where a command was given them (PEP 383)."""


@click.command("new")
@click.argument("record", metavar="KIND", type=click.Choice(list(MADE)))
@ROOT
@_option("title", "The headline, as printed (articles); the title (pages).")
@_option("name", "What it is called (all others).")
@_option("date", "When (EDTF): 2013-03-12, 2013-06~, 2013-06-03/2013-06-06.")
@_option("date_note", "The evidence for a date, or why there is none.")
@_option("source", "Who published it: the id of a source.")
@_option("agencies", "News agencies that it draws on: ids of sources.")
@_option("byline", "Who wrote it, as printed.")
@_option("kind", "person, state, company ...; newspaper, agency ...; summit, breach ...")
@_option("place", "The dateline's place, or where it happened.")
@_option("url", "The original address.")
@_option("language", "The language of the text, if not the site's.")
@_option("actors", "Who is in it: ids of actors.")
@_option("events", "What it reports on: ids of events.")
@_option("topics", "What it is about: ids of topics.")
@_option("part_of", "What it belongs to: ids of the same kind.")
@_option("broader", "The wider topics: ids of topics.")
@_option("also", "Other names.")
@_option("summary", "One or two sentences in our own words.")
@_option("order", "A page's place among the pages: those with low numbers come first.")
@click.option("--id", "id", metavar="ID", help="The id, if not the one made of date and title.")
@click.option("--draft", is_flag=True, help="Check it, but do not publish it yet.")
@click.option("--edit/--no-edit", default=None, help="Open the file in $VISUAL or $EDITOR (on a terminal, if nothing is said).")
def command(record: str, root: Path | None, id: str | None, draft: bool, edit: bool | None, **given: str | None) -> None:
    """Write a new record: an article, actor, event, topic, source, or page of the archive's own. What is missing is asked for."""
    at = find_root(root)
    desk = Desk(at, MADE[record], [entry.record for entry in read(at).entries], {})
    for name, text in given.items():
        if text is not None and HALVES.search(text):
            raise UsageError(f"what --{name} gives is not in UTF-8; set the terminal to UTF-8, or write it into the file")
        if text is not None and text.strip():
            desk.values[name] = _given(desk, name, text.strip())
    asking = sys.stdin.isatty() and sys.stdout.isatty()
    missing = [key for key in NEEDED[record] if key not in desk.values]
    if missing and not asking:
        options = ", ".join(f"--{key}" for key in missing)
        raise UsageError(f"a new {record} needs {options}; there is no terminal to ask on")
    if missing:
        _ask(desk, record)
    if draft:
        desk.values["draft"] = "true"
    if twin := desk.twin:
        say(f"  {twin.path} has this name already; see that this is another {record}")
    path = _place(desk, _id(desk, id, asking))
    text = drafted(desk.kind, desk.values)
    _, problems = read_file(path, text.encode())
    if problems:
        fail(f"nothing was written: {tell_problems(problems)}", 2)
    try:
        write_new({at / path: text.encode()})
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another --id") from None
    say(f"wrote {path}")
    if asking if edit is None else edit:
        _open(at / path, path)
    say(f"next: {'write its text below the second line ---, then ' if desk.kind in (Article, Page) else ''}run {again('check', at)}")


# ---------------------------------------------------------------------------------------------------------- answers


def _given(desk: Desk, key: str, text: str) -> Value:
    """An option's value. Raises UsageError where it is none."""
    if key not in keys(desk.kind):
        raise UsageError(f"{desk.kind.folder} have no --{key.replace('_', '-')}")
    value, wrong, better = _read(desk, key, text)
    if wrong:
        offer = f"; write {better}" if better and better not in wrong else ""
        raise UsageError(f"--{key.replace('_', '-')}: {wrong}{offer}")
    return value


def _read(desk: Desk, key: str, text: str) -> tuple[Value, str, str]:
    """An answer as a value, or what is wrong with it and what to offer instead."""
    if key == "date":
        found = parse_date(text)
        if isinstance(found, str):
            better = date_meant(text).removeprefix("write ").strip('"')
            holds = better and not isinstance(parse_date(better), str)
            return "", found.partition(";")[0] if holds else found, better if holds else ""
        return text, "", ""
    if key not in IDS:
        value = tuple(part.strip() for part in text.split(",") if part.strip()) if key in MANY else text
        return value, _wrong(desk, key, value), ""
    ids: list[str] = []
    for word in (part.strip() for part in text.split(",")):
        if not word:
            continue
        id, wrong, better = _known(desk, key, word)
        if wrong:
            return "", wrong, text.replace(word, better) if better else ""
        ids.append(id)
    return (tuple(ids) if key in MANY else ids[0] if ids else ""), "", ""


def _wrong(desk: Desk, key: str, value: Value) -> str:
    """What is wrong with a value that names no record, as the check of the file would tell it."""
    path = f"content/{desk.kind.folder}/{'2000/' if desk.kind is Article else ''}id.md"
    needed = {one: desk.values.get(one) or "x" for one in NEEDED[desk.kind.kind_name] if one != "date"}
    problems = read_file(path, drafted(desk.kind, {**needed, key: value}).encode())[1]
    return next((f"{one.message}; {one.hint}" for one in problems if one.severity == "error"), "")


def _known(desk: Desk, key: str, word: str) -> tuple[str, str, str]:
    """The id that a word means: an id, or the name of a record. Else what is wrong, and the nearest id."""
    known = desk.known(key)
    by_name = {record.heading.casefold(): id for id, record in known.items()}
    if word in known or word.casefold() in by_name:
        return (word if word in known else by_name[word.casefold()]), "", ""
    kind = IDS[key] or desk.kind.kind_name
    if hint := nearest(word, known):
        return "", f'no {kind} "{word}"; {hint}', hint.split('"')[1]
    if hint := nearest(word, (record.heading for record in known.values())):
        id = by_name[hint.split('"')[1].casefold()]
        return "", f'no {kind} "{word}"; did you mean "{id}"?', id
    some = f"; there are {', '.join(sorted(known)[:8])}{' ...' if len(known) > 8 else ''}" if known else ""
    return "", f'no {kind} "{word}"{some}; make one with: archive new {kind}', ""


def _ask(desk: Desk, record: str) -> None:
    """Asks for what is not known yet; an empty answer leaves out what is not needed."""
    say(f"A new {record}. Return leaves out what is not known; Ctrl-C stops, and nothing is written.")
    for key in ASKED[record]:
        if key in desk.values or (key == "date_note" and "date" in desk.values) or (key == "actors" and not desk.known("actors")):
            continue
        if value := _answer(desk, key, key in NEEDED[record]):
            desk.values[key] = value


def _answer(desk: Desk, key: str, needed: bool) -> Value:
    about = description(desk.kind, key).what
    offer = ""
    while True:
        text = click.prompt(f"{key} ({about})", default=offer, show_default=bool(offer)).strip()
        if not text:
            if not needed:
                return ""
            say(f"  {key} is needed")
            continue
        value, wrong, offer = _read(desk, key, text)
        if not wrong:
            return value
        say(f"  {wrong}")
        if key == "source" and not offer and click.confirm(f'  write a record of the source "{visible(text)}" now?', default=True):
            return _source(desk, text)


def _source(desk: Desk, name: str) -> str:
    """Writes a record of a source with a name and nothing else; returns its id."""
    taken = {record.id for record in desk.records if isinstance(record, Source)}
    id = proposed_id(Source, name, None, taken) or click.prompt("  id of the source").strip()
    path = f"content/{Source.folder}/{id}.md"
    text = drafted(Source, {"name": name})
    entry, problems = read_file(path, text.encode())
    if entry is None:
        fail(f"nothing was written: {tell_problems(problems)}", 2)
    write_new({desk.root / path: text.encode()})
    say(f"  wrote {path}")
    desk.records.append(entry.record)
    return id


# --------------------------------------------------------------------------------------------------------- the file


def _id(desk: Desk, id: str | None, asking: bool) -> str:
    offer = proposed_id(desk.kind, desk.heading, desk.date, desk.taken)
    if desk.kind is Page and is_reserved(f"/{offer}/"):
        offer = proposed_id(Page, f"our {offer}", None, desk.taken)
    if id is None and not asking:
        if not offer:
            raise UsageError(f'"{desk.heading}" has no letters: choose an id with --id')
        return offer
    while True:
        if id is None:
            id = click.prompt("id (its address, for ever)", default=offer, show_default=bool(offer)).strip()
        wrong = ""
        if not re.fullmatch(ID_FORM, id):
            wrong = f'"{id}" cannot be an id: ids are letters and digits joined by "-"'
        elif id in desk.taken:
            wrong = f'the id "{id}" is taken'
        elif desk.kind is Page and is_reserved(f"/{id}/"):
            wrong = f'/{id}/ is an address of the site\'s own; choose another id, like "our-{id}"'
        if not wrong:
            return id
        if not asking:
            raise UsageError(wrong)
        say(f"  {wrong}")
        id = None


def _place(desk: Desk, id: str) -> str:
    below = f"{shelf(desk.date)}/" if desk.kind is Article else ""
    return f"content/{desk.kind.folder}/{below}{id}.md"


def _open(file: Path, path: str) -> None:
    """Opens the file in the editor's program, and tells what is wrong with it afterwards."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        say("no $VISUAL or $EDITOR is set: open the file yourself")
        return
    try:
        subprocess.run([*shlex.split(program), str(file)], check=False)  # noqa: S603  # the editor's own choice of program
    except (OSError, ValueError) as error:
        say(f"{program} could not be started ({error}): open the file yourself", err=True)
        return
    if file.is_file():
        tell_problems(read_file(path, file.read_bytes())[1])
