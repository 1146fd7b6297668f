"""The archive as an editing command sees it: every record with its body, and the way from a word to the record meant."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.document import Document
from archive.files import SITE
from archive.model import KINDS, Archive, Record, Site
from archive.problems import ContentError, Problem, UsageError, nearest, split
from archive.read import Entry, decode, locate, read, read_file
from archive.register import Pair
from archive.resolve import resolve

FOLDERS = {kind.folder: kind for kind in KINDS} | {kind.kind_name: kind for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Whole:
    """Every record of an archive, by the path of its file."""

    root: Path
    site: Site
    entries: Mapping[str, Entry]

    @property
    def records(self) -> list[Record]:
        return [entry.record for entry in self.entries.values()]

    @property
    def pairs(self) -> list[Pair]:
        return [Pair(entry.record, entry.body) for entry in self.entries.values()]

    def data(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def errors(self) -> list[Problem]:
        return split(resolve(self.site, self.pairs)[1])[0]

    def published(self) -> Archive:
        """What readers see of it."""
        return resolve(self.site, self.pairs)[0]


def load(root: Path) -> Whole:
    """Reads an archive. Raises ContentError where a file cannot be read: what it says about others would be missed."""
    reading = read(root)
    errors = split(reading.problems)[0]
    if errors or reading.site is None:
        raise ContentError(locate(root, errors))
    return Whole(root, reading.site, {entry.record.path: entry for entry in reading.entries})


def find(records: list[Record], word: str) -> Record:
    """The record that an id, `actors/ID` or the path of a file means. Raises UsageError with the nearest, or the choice."""
    parts = [part for part in unicodedata.normalize("NFC", word).replace("\\", "/").removesuffix(".md").split("/") if part not in ("", ".")]
    if "content" in parts:
        parts = parts[parts.index("content") + 1 :]
    id = parts[-1] if parts else ""
    kind = FOLDERS.get(parts[0]) if len(parts) > 1 else None
    if len(parts) > 1 and kind is None:
        raise UsageError(f'"{parts[0]}" is no kind of record; write one of {", ".join(kind.folder for kind in KINDS)}')
    found = [record for record in records if record.id == id and (kind is None or isinstance(record, kind))]
    if len(found) == 1:
        return found[0]
    if found:
        choice = " or ".join(f"{record.folder}/{record.id}" for record in found)
        raise UsageError(f'"{word}" is the id of several records; write {choice}')
    by_alias = next((record for record in records if id in (alias.strip("/").rsplit("/", 1)[-1] for alias in record.aliases)), None)
    if by_alias is not None:
        raise UsageError(f'"{word}" is an old name of "{by_alias.id}"; write that')
    hint = nearest(id, (record.id for record in records if kind is None or isinstance(record, kind)))
    raise UsageError(f'no record "{word}"{"; " + hint if hint else ""}')


def _site(data: bytes | None) -> Site | None:
    """`site.yaml` from its bytes."""
    text = decode(SITE, data)[0] if data is not None else None
    if text is None:
        return None
    site, _ = Document.load(SITE, text, first=1, lines=text.split("\n")).validate(Site, {})
    return site if isinstance(site, Site) else None


def verified(whole: Whole, files: Mapping[str, bytes | None]) -> Whole:
    """The archive with these files in place of the old ones, in memory. Raises ContentError where that makes new errors."""
    entries = {path: entry for path, entry in whole.entries.items() if path not in files}
    problems: list[Problem] = []
    for path, data in files.items():
        if data is not None and path != SITE:
            entry, found = read_file(path, data)
            problems += split(found)[0]
            if entry is not None:
                entries[path] = entry
    new = replace(whole, entries=entries, site=_site(files.get(SITE)) or whole.site)
    known = Counter((problem.code, problem.message) for problem in whole.errors())
    for problem in new.errors() if not problems else ():
        if not known[problem.code, problem.message]:
            problems.append(problem)
        known[problem.code, problem.message] -= 1
    if problems:
        raise ContentError(problems)
    return new
