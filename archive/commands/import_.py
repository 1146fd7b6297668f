"""archive import"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import click

from archive.commands.common import ROOT, again, clear, count, fail, pass_by, root_here, say, shown
from archive.editing.files import replace_all, write_new
from archive.importer.capture import read_capture
from archive.importer.draft import MissingExtraError, draft_of
from archive.importer.errorpages import error_in
from archive.importer.explain import explain
from archive.importer.features import size
from archive.importer.record import Written, record_of
from archive.importer.shelf import Shelf, read_shelf, root_of
from archive.importer.sources import of_the_archive
from archive.problems import UsageError

LEAST = 12  # words; less is no article
KINDS = (".txt", ".md", ".html", ".htm", ".xhtml", ".text", ".eml")
DOCUMENTS = (".mht", ".mhtml", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".webarchive", ".epub")
"""What people keep reports in, too: in a folder these are told one by one for what they are."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for; `root` is the archive that the records go to, where there is one."""

    output: Path | None
    into: Path | None
    root: Path | None
    force: bool
    explain: bool


class RefusedError(Exception):
    """A capture that gives no record; the words say why."""


@click.command("import")
@click.argument("captures", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write the one record to this file (default: print it).")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write each record into the folder of its year in DIR.")
@click.option("--force", is_flag=True, help="Write over files, and import captures again.")
@click.option("--explain", "reasons", is_flag=True, help="Tell the evidence for each fact.")
@ROOT
def command(captures: tuple[Path, ...], output: Path | None, into: Path | None, force: bool, reasons: bool, root: Path | None) -> None:
    """Make records of raw CAPTURES: pages (HTML), texts, folders of them, or - for standard input.

    Nothing is fetched from the network, and no file is written over without --force. What is doubtful is told in lines
    "# check: ..." of the record.
    """
    files = list(_files(captures))
    if output and into:
        raise UsageError("give -o or --into, not both")
    if len(files) != 1 and not into:
        raise UsageError(f"{len(files)} captures need a folder: --into DIR" if files else "no captures (.txt, .html) there")
    at = root or (root_of(into) if into else root_of(output.parent) if output else root_here())
    if root and not (root / "content").is_dir():
        raise UsageError(f"{root} holds no folder content/")
    options = Options(output, into, at, force, reasons)
    written, bad = _import_all(files, options, read_shelf(at) if at else Shelf())
    if written:
        clear()
        say('next: look up what "# check:" marks' + (f", then run {again('check', at)}" if at else ""))
    if bad:
        fail(f"{count(len(bad), 'capture')} not imported: {', '.join(bad)}")


def _files(captures: tuple[Path, ...]) -> Iterator[Path]:
    for path in captures:
        if path.is_dir():
            yield from _within(path)
        elif str(path) == "-" or path.exists():
            yield path
        else:
            raise UsageError(f"{path} is not there")


def _within(folder: Path) -> Iterator[Path]:
    """The captures below a folder, in order. What a link leads to elsewhere is none of them, and is told."""
    inside = folder.resolve()
    kept = (file for file in folder.rglob("*") if file.suffix.lower() in (*KINDS, *DOCUMENTS) and not file.name.startswith("."))
    for file in sorted(file for file in kept if file.is_file()):
        if file.resolve().is_relative_to(inside):
            yield file
        else:
            _say(f"{file}: passed over: it is a link that leads out of {folder}; give what it leads to by its own name")


def _import_all(files: list[Path], options: Options, shelf: Shelf) -> tuple[int, list[str]]:
    """Imports one after the other; returns how many records were written into files, and the names of the captures that gave none."""
    written, bad = 0, list[str]()
    seen: dict[str, str] = {}
    taken: set[str] = set()
    for number, file in enumerate(files, 1):
        _progress(number, len(files), file)
        try:
            written += _import(file, options, shelf, seen, taken)
        except MissingExtraError as error:
            fail(str(error))
        except (RefusedError, OSError) as error:
            _say(f"{file}: {_told(error, file) if isinstance(error, OSError) else error}")
            bad.append(str(file))
        except RecursionError:
            _say(f"{file}: its elements are nested too deep to be read: save the page's text")
            bad.append(str(file))
        except Exception as error:  # pages are of all kinds; the others are imported all the same
            if len(files) == 1:
                raise
            _say(f"{file}: a mistake of the program itself ({type(error).__name__}: {error}); import it alone to see where")
            bad.append(str(file))
    return written, bad


def _told(error: OSError, file: Path) -> str:
    """What the system says, with the file that it says it of, where that is not the capture itself."""
    return f"{error.filename}: {error.strerror}" if error.filename not in (None, str(file)) else error.strerror or str(error)


def _import(file: Path, options: Options, shelf: Shelf, seen: dict[str, str], taken: set[str]) -> bool:
    """Imports one; tells whether a record was written into a file."""
    name = "stdin" if str(file) == "-" else file.name
    capture = read_capture(name, sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    if capture.refused:
        raise RefusedError(capture.refused)
    known = shelf.captured(capture.sha256)
    before = seen.get(capture.sha256) or (known.path if known else None)
    if before and (capture.sha256 in seen or not options.force) and (options.into or options.output):
        _say(f"{file}: imported already: {before}")
        return False
    place = options.root / known.path if known and options.root else None
    if place and options.output and _is_second(options.output, place, options.root):
        raise RefusedError(f"its record is {shown(place)}: give that as the file to write over, or rename it")
    draft = draft_of(capture)
    if not capture.html:  # in a page, a name alone is more often a link
        draft = of_the_archive(draft, shelf.publisher)
    if options.explain:
        for line in explain(draft):
            _say(line)
    if words := error_in(draft):
        raise RefusedError(f'this is the page of an error or a challenge, not a report: "{words[:80]}"')
    if sum(size(block.text) for block in draft.body) < LEAST:
        raise RefusedError("no article was found in it")
    others = replace(shelf, articles=tuple(pair for pair in shelf.articles if pair[0] is not known))
    written = record_of(draft, capture, others)
    if options.into and not options.force and (twin := _just_made(options.into / written.path, capture.sha256)):
        _say(f"{file}: imported already: {shown(twin)}")
        return False
    where = _write(written, options, shelf, taken, place)
    seen[capture.sha256] = str(where or file)
    _tell(file, where, written, capture.encoding)
    if options.root and where:
        _stubs(written, options.root, where)
    return where is not None


def _just_made(path: Path, sha256: str) -> Path | None:
    """The record of these bytes that another import has written since this one began to look."""
    return next((twin for twin in sorted(path.parent.glob(f"{path.stem}*.md")) if sha256 in twin.read_text("utf-8", "replace")), None)


def _is_second(output: Path, place: Path, root: Path | None) -> bool:
    """Whether a file would be another record in the archive of what the record at `place` was made from."""
    inside = root is not None and output.absolute().is_relative_to((root / "content").absolute())
    return inside and output.absolute() != place.absolute()


def _write(written: Written, options: Options, shelf: Shelf, taken: set[str], place: Path | None) -> Path | None:
    """Writes the record, over that at `place` which was made from the same capture, whatever its name is by now; returns its
    path, or `None` where it was printed."""
    if options.output:
        _put(options.output, written.text, options.force)
        return options.output
    if not options.into:
        click.echo(written.text, nl=False)
        return None
    if place:
        _put(place, written.text, force=True)
        return place
    free, number = written, 1
    while free.path in taken or free.id in shelf.aliases or (not options.force and (options.into / free.path).exists()):
        number += 1
        free = replace(written, id=f"{written.id}-{number}")
    taken.add(free.path)
    _put(options.into / free.path, written.text, options.force)
    return options.into / free.path


def _put(path: Path, text: str, force: bool) -> None:
    try:
        if force and path.exists() and not path.is_file():  # a pipe or a terminal holds nothing that could be lost
            path.write_bytes(text.encode())
        elif force:
            replace_all(path.parent, {path.name: text.encode()})
        else:
            write_new({path: text.encode()})
    except FileExistsError:
        raise RefusedError(f"{path} is there already; --force writes over it") from None


def _stubs(written: Written, root: Path, where: Path) -> None:
    """Sources that the archive has no record of get one with their name, so that the new record holds."""
    if not where.absolute().is_relative_to((root / "content").absolute()):
        for id, name in written.sources:
            _say(f"    the archive has no source {id}: add content/sources/{id}.md with the name {name}")
        return
    for id, name in written.sources:
        path = root / "content" / "sources" / f"{id}.md"
        if not path.exists():
            _put(path, f"---\nname: {_scalar(name)}\n# check: made by archive import; complete it\n---\n", force=False)
            _say(f"    new source: {shown(path)}")


def _scalar(text: str) -> str:
    from archive.importer.frontmatter import scalar

    return scalar(text)


def _tell(file: Path, where: Path | None, written: Written, encoding: str) -> None:
    if where is None:
        return
    note = "" if encoding in ("utf-8", "utf-8-sig") else f", read as {encoding}"
    clear()
    say(f"{file} -> {shown(where)} ({count(len(written.checks), 'thing')} to check{note})")


def _progress(number: int, total: int, file: Path) -> None:
    if total > 1:
        pass_by(f"{number} of {total}: {file.name}")


def _say(line: str) -> None:
    clear()
    say(line, err=True)
