"""A draft becomes a record: front matter in the archive's model, the body as Markdown, and what an editor must check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.ids import id_of
from archive.importer import frontmatter
from archive.importer.capture import Capture
from archive.importer.findings import LIKELY, Caption, Draft
from archive.importer.frontmatter import Value
from archive.importer.markdown import markdown
from archive.importer.shelf import Shelf

QUOTED = 70  # signs of a line that a remark quotes
TOLD = 8
NO_TITLE = "Untitled"
NO_SOURCE = "Unknown source"
CHECKED = ("title", "subtitle", "date", "updated", "byline", "source", "place", "section", "language", "url")


@dataclass(frozen=True, slots=True)
class Written:
    """A record's file: its id, the folder of its year, its text; and the stubs of sources that it needs, as (id, name)."""

    id: str
    folder: str
    text: str
    sources: tuple[tuple[str, str], ...]
    checks: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where it lies, from the folder of articles."""
        return f"{self.folder}/{self.id}.md"


def record_of(draft: Draft, capture: Capture, shelf: Shelf) -> Written:
    """The record of a draft. Keys are the model's; whatever is doubtful has a `# check:` line above the front matter's end."""
    title, day = draft.value("title") or NO_TITLE, draft.value("date")
    source = draft.value("source") or NO_SOURCE
    agencies = draft.values("agencies")
    ids = {name: shelf.source(name) for name in (source, *agencies)}
    body = markdown(draft.body)
    actors = shelf.named("\n".join(block.text for block in draft.body))
    checks = (*_checks(draft, capture), *_archive_checks(draft, shelf, title, day, actors))
    keys: list[tuple[str, Value | None]] = [
        ("title", title),
        ("subtitle", draft.value("subtitle")),
        ("date", day),
        ("date_printed", _printed(draft, "date")),
        ("updated", draft.value("updated")),
        ("updated_printed", _printed(draft, "updated")),
        ("source", ids[source]),
        ("agencies", tuple(dict.fromkeys(ids[name] for name in agencies))),
        ("byline", draft.values("byline")),
        ("credits", _credits(draft)),
        ("place", draft.value("place")),
        ("section", draft.value("section")),
        ("language", draft.value("language")),
        ("url", draft.value("url")),
        ("capture", {"file": capture.name, "sha256": capture.sha256}),
        ("rights", {"access": "full"}),
        ("actors", actors),
        ("media", tuple(_medium(caption) for caption in draft.media)),
        ("comments", _comments(draft)),
    ]
    front = [line for key, value in keys for line in frontmatter.lines(key, value)]
    front += [frontmatter.comment("highlight", text) for text in dict.fromkeys(draft.highlights)]
    front += [frontmatter.comment("check", text) for text in checks]
    text = "\n".join(["---", *front, "---", body]).rstrip("\n") + "\n"
    return Written(_id(title, day), day[:4] if day else "undated", text, tuple((ids[name], name) for name in ids if not shelf.has_source(ids[name])), checks)


def _id(title: str, day: str | None) -> str:
    """The day and the headline's words."""
    words = id_of(title) or id_of(NO_TITLE)
    return f"{day[:10]}-{words}" if day else words


def _printed(draft: Draft, name: str) -> str | None:
    """The words of a date, where they stand in a line of the capture."""
    found = draft.first(name)
    return found.words if found and found.line and found.words else None


def _credits(draft: Draft) -> dict[str, Value]:
    out: dict[str, Value] = {role: draft.values(f"credits.{role}") for role in ("additional_reporting", "writing", "editing")}
    owners = {caption.credit for caption in draft.media if caption.credit}
    photo = draft.value("credits.photo") or (owners.pop() if len(owners) == 1 else None)
    if photo:
        out["photo"] = photo
    return {**out, "translation": draft.values("credits.translation")}


def _medium(caption: Caption) -> dict[str, Value]:
    out: dict[str, Value] = {"kind": "photo"}
    if caption.shows:
        out["shows"] = caption.shows
    if caption.credit:
        out["credit"] = caption.credit
    return out


def _comments(draft: Draft) -> dict[str, Value]:
    out: dict[str, Value] = {}
    if declared := draft.value("comments.declared"):
        out["declared"] = declared
    if draft.comments or draft.value("comments.open") or declared:
        out["captured"] = str(len(draft.comments))
    return out


def _checks(draft: Draft, capture: Capture) -> Iterator[str]:
    yield "the rights are not decided: below access, add lines like statement: InC (in copyright) and holder: The Paper; or set access to summary or metadata"
    if draft.value("title") is None:
        yield "no headline was found"
    if draft.value("source") is None:
        yield "no source was found"
    if draft.value("date") is None:
        yield "no date was found: the page prints none that is surely its own"
    for name in CHECKED:
        found = draft.first(name)
        if found and found.confidence < LIKELY:
            others = f"; or {' or '.join(other.value for other in found.rejected[:2])}" if found.rejected else ""
            where = f"line {found.line} of the capture, " if found.line else ""
            yield f"{name} is doubtful ({where}{found.rule}){others}"
    yield from draft.marks
    for number, words in draft.dropped[:TOLD]:
        yield f'line {number} of the capture is not in the body: "{_short(words)}"'
    if len(draft.dropped) > TOLD:
        yield f"{len(draft.dropped) - TOLD} more lines of prose are not in the body (archive import --explain tells them)"
    if capture.encoding not in ("utf-8", "utf-8-sig"):
        yield f"the capture is not in UTF-8; it was read as {capture.encoding}"


def _short(words: str) -> str:
    """Words as a remark quotes them; where some are left out, a sign says so."""
    return words if len(words) <= QUOTED else f"{words[:QUOTED].rsplit(' ', 1)[0]} ..."


def _archive_checks(draft: Draft, shelf: Shelf, title: str, day: str | None, actors: tuple[str, ...]) -> Iterator[str]:
    if actors:
        yield "the actors were found by their names alone"
    for id in shelf.alike(title, day, "\n".join(block.text for block in draft.body)):
        yield f"related to {id}? (same-story)"
