"""read: the files of `content/` become typed records, bodies and problems. The only stage that sees YAML.

A file is front matter between two lines `---`, then Markdown; `site.yaml` is front matter alone. Scalars stay text. A file
is read from its bytes alone, so what came of it can be kept by their digest.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.anchors import free, is_own
from archive.digests import digest
from archive.files import CONTENT, CONTROL, NOT_UTF8, SITE, content_of, files, misnamed, of_no_kind, stray, unreadable
from archive.markdown import parse as parse_markdown
from archive.model import BY_FOLDER, Article, Body, Key, Page, Record, Site
from archive.model import text as model_text
from archive.model.forms import ID_FORM
from archive.model.packed import Room, Stored, pickled, unpacked
from archive.problems import Problem, few_of_a_line, line_of, short
from archive.rest import Rest
from archive.store import Memory, Shelves, Store
from archive.workers import Spread, in_turn

if TYPE_CHECKING:
    from archive.document import Document
    from archive.model.part import Part

MOST_CONTROLS = 20
"""How many lines of a file are told that hold controls."""
READ = "read"
"""The shelves of the store on which what was read lies."""
UNPRINTED = bytes(byte for byte in range(256) if byte not in b"\t\n\r" and (byte < 32 or byte == 127))
PRINTED = bytes(byte for byte in range(256) if byte not in UNPRINTED)
SUSPECT = re.compile(
    r"(?P<lost>\ufffd|(?:\u00e2\u20ac[\u0080-\u00bf\u0152\u0153\u0160\u0161\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2039\u203a\u20ac\u2122\u02dc]|\u00c3[\u00a0-\u00bf]|\u00c2[\u00a0-\u00bf]))"
    r"|(?P<turning>[\u202a-\u202e\u2066-\u2069])|(?P<ending>[\u2028\u2029])|[\u00ad\u200b\u2060\ufeff]"
)
SUSPECT_FIRST = re.compile("[\ufffd\u00e2\u00c3\u00c2\u2028-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]")
"""How a suspect thing begins: such characters are found much faster than the things."""
ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)")
"""What stands for a character between double quotes (YAML 1.2, section 5.7)."""
DASHES = re.compile("[-\u2010-\u2015\u2212]*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*")
COMMENT = re.compile(r"[ \t]#[^\s#]")
CLOSE_COMMENT = re.compile(r"(?<=\S) # +(?!check:)\S")
FENCE = re.compile(r"---[^\S\n]*(?=\n|\Z)")
END = re.compile(r"\n---[^\S\n]*(?=\n|\Z)")
LIKE_END = re.compile(r"-{2,}|-(?: -)+|_{3,}|={3,}")
ID = re.compile(ID_FORM)
BLANK = re.compile("^[ \t]*[\u00a0\u2000-\u200a\u202f\u3000][ \t\u00a0\u2000-\u200a\u202f\u3000]*$", re.MULTILINE)
"""A line that only looks empty: pages and word processors put such spaces between paragraphs."""
HARM = {"turning": "it turns round what readers see", "ending": "it ends a line", "hiding": "a word that holds it is not found by a search"}
UNCHECKED = re.compile(r"# check:(.*)")
DOTS = re.compile(r"""[.…](?<=[\s"'\[,:-].)[ .…]*["']?[ \t]*(?=$|[,\]}]|#)""", re.MULTILINE)
"""Where a value may be nothing but dots."""


class Entry(NamedTuple):
    """A record with its parsed body, which lies packed, the places in that, and the digest of its front matter."""

    record: Record
    packed: bytes | Stored
    anchors: tuple[str, ...]
    front: bytes

    @property
    def body(self) -> Body:
        """Opened each time that it is asked for."""
        found: Body = unpacked(bytes(self.packed))
        return found


@dataclass(frozen=True, slots=True)
class Reading:
    """All that `content/` holds; `site` is `None` where `site.yaml` is missing or wrong. `reused` counts the files that
    the store knew; `unread` are the records whose files are wrong, `broken` the paths of those that could be opened; `digests` are those of all files
    that were read, by their paths."""

    site: Site | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    reused: int = 0
    unread: tuple[Key, ...] = ()
    broken: tuple[str, ...] = ()
    digests: Mapping[str, bytes] = field(default_factory=dict)


Result = tuple[Entry | None, tuple[Problem, ...]]
"""What came of one file."""


def read(root: Path, store: Store | None = None, spread: Spread = in_turn) -> Reading:
    """Reads every file under `root/content`. Raises nothing: what is wrong is a problem.

    `spread(work, count)` gives the results of `work(start, stop)` over all of `count` files, in order; it may have several
    processes do it.
    """
    store = store or Memory()
    problems = list(_astray(root))
    entries: list[Entry] = []
    unread = [key for problem in problems if problem.code == "misplaced" for key in _keys(problem.path, [problem])]
    digests: dict[str, bytes] = {}
    broken: list[str] = []
    shelves: Shelves[Result] = Shelves(store, READ)
    known = shelves.known()
    paths = list(files(root, problems))
    works: list[Callable[[], Any]] = [partial(_site, root), *(partial(_one, root, path, known) for path in paths)]
    results: list[tuple[str, bytes, Result]] = []
    bodies, new = Room(), 0
    ones = iter(spread(lambda start, stop: [work() for work in works[start:stop]], len(works)))
    site, wrong, of_site = next(ones)
    for path, one in zip(paths, ones, strict=True):
        if isinstance(one, Problem):
            problems.append(one)
            unread += _keys(path)
            continue
        of_file, fresh = one
        key = kept_by(path, of_file)
        entry, found = fresh or known[key]
        path = entry.record.path if entry else path  # noqa: PLW2901  # the same; held once for the record and its digest
        digests[path] = of_file
        new += fresh is not None
        problems += found
        if entry:
            entry = entry._replace(packed=bodies.put(bytes(entry.packed)))
            entries.append(entry)
        else:
            unread += _keys(path, found)
            broken.append(path)
        results.append((path, key, (entry, found)))
    shelves.save(results)
    return Reading(site, tuple(entries), (*problems, *wrong), len(digests) - new, tuple(unread), tuple(broken), {**digests, SITE: of_site})


def _one(root: Path, path: str, known: Container[bytes]) -> tuple[bytes, Result | None] | Problem:
    """The digest of a file, and what comes of it unless that is known."""
    try:
        data = content_of(f"{root}/{path}")
    except OSError as error:
        return unreadable(path, error)
    of = digest(data)
    return of, None if kept_by(path, of) in known else read_file(path, data)


def kept_by(path: str, known: bytes) -> bytes:
    """What the result of a file is kept by, whose bytes are known by that digest."""
    return blake2b(path.encode() + b"\0" + known, digest_size=20).digest()


def _keys(path: str, problems: Iterable[Problem] = ()) -> list[Key]:
    """The record that a file holds; where it is misplaced, it may be one of any kind."""
    if any(problem.code == "misplaced" for problem in problems):
        id = unicodedata.normalize("NFC", path.rpartition("/")[2].removesuffix(".md"))
        return [(kind.kind_name, id) for kind in BY_FOLDER.values()]
    kind, _, id, _ = _place(path)
    return [(kind.kind_name, id)]


def _astray(root: Path) -> Iterator[Problem]:
    """What lies in `content/` itself and in no folder of a kind."""
    for item in sorted((root / CONTENT).iterdir()) if (root / CONTENT).is_dir() else ():
        path = f"{CONTENT}/{item.name}"
        if item.name.startswith("."):
            continue
        if item.is_dir():
            if item.name not in BY_FOLDER:
                yield of_no_kind(root, path)
        elif NOT_UTF8.search(path):
            yield misnamed(path)
        elif item.name.endswith(".md"):
            yield _homeless(root, path)
        elif path != SITE and not item.name.endswith("~"):
            yield stray(path)


def _homeless(root: Path, path: str) -> Problem:
    """A file beside the folders: a record, as its first line tells, or something else."""
    try:
        text = decode(path, content_of(f"{root}/{path}"))[0] or ""
    except OSError:
        text = ""
    if not FENCE.match(text):
        return stray(path, "a record lies in the folder of its kind; keep other files outside content/")
    from archive.document import Document, home_of, kinds_meant

    document = Document.load(path, _halves(text)[0] or "", first=2, lines=text.split("\n"))
    kinds = kinds_meant([str(loc[0]) for loc in document.keys if len(loc) == 1])
    folders = ", ".join(f"{CONTENT}/{folder}/" for folder in BY_FOLDER)
    hint = home_of(kinds, document.data.get("date")) if kinds else f"move it to the one that it belongs to: {folders}"
    return Problem(path=path, code="misplaced", message="the record lies beside the folders of the kinds", hint=hint)


def read_file(path: str, data: bytes, before: Entry | None = None) -> Result:
    """One record from the bytes of its file; `path` is relative to the archive's root. `before` is what was read of the file when it held something
    else: where its front matter is the same, its record is."""
    kind, shelf, name, misplaced = _place(path)
    text, problems = decode(path, data)
    if text is None and (text := _uncontrolled(data)) is None:
        return None, (*problems, *misplaced)
    front, body, start = _halves(text)
    if front is None:
        return None, (*problems, *misplaced, _headless(path, text))
    if problems:
        before, misplaced = None, [*problems, *misplaced]
    extra = {"id": name, "path": path, "shelf": shelf}
    parsed = parse_markdown(body)
    of_front = (*_unchecked(path, front), *_dropped(path, kind, front), *_unwritten(path, kind, front))
    remarks = (*_characters(path, text), *_escaped(path, front), *of_front, *_remarks(path, parsed, start, text), *_taken(path, kind, parsed, start, text))
    known = digest(front.encode())
    record = before.record if before and before.front == known else None if misplaced else _at_once(kind, front, extra)
    if record is None:
        from archive.document import Document

        document = Document.load(path, front, first=2, lines=text.split("\n"))
        checked, wrong = document.validate(kind, extra)
        if checked is None or document.problems or misplaced:
            found = (*document.problems, *document.consequent(wrong))
            if any(problem.code == "misplaced" for problem in found):
                misplaced = [problem for problem in misplaced if problem.code != "misplaced"]
            return None, (*misplaced, *found, *remarks)
        assert isinstance(checked, Record)
        record = checked
    return Entry(record, pickled(parsed), parsed.anchors, known), remarks


def rest_of(path: str, data: bytes) -> Rest | None:
    """What can be told of a file besides what made it impossible to make a record of it; `None` where it has no front matter."""
    from archive.document import FATAL, Document
    from archive.validation import validate

    kind, shelf, name, _ = _place(path)
    text = _loosely(path, data)
    front, body, _ = _halves(text or "")
    if text is None or front is None:
        return None
    document = Document.load(path, front, first=2, lines=text.split("\n"))
    whole = not any(problem.code in FATAL for problem in document.problems)
    needed = {field.key: "x" for field in kind.fields if field.usual is ...}
    record = validate(kind, {**needed, "id": name, "path": path, "shelf": shelf})
    return Rest(record, parse_markdown(body), document.data if whole else {})


def _loosely(path: str, data: bytes) -> str | None:
    """The text of a file, also if it holds controls; they are left out."""
    return decode(path, data)[0] or _uncontrolled(data)


def _uncontrolled(data: bytes) -> str | None:
    """The text of a file that is in UTF-8, as it is without the controls in it, which are told."""
    if _wide(data):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return unicodedata.normalize("NFC", CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _at_once(kind: type[Record], front: str, extra: dict[str, str]) -> Record | None:
    """The record, where nothing is wrong with it and nothing odd about it."""
    from archive.document import keys  # what reads YAML, and what validates, takes time to load
    from archive.validation import ValidationError, validate
    from archive.values import values

    found = values(front)
    if found is None or not found.known.keys().isdisjoint(extra) or not keys(kind).issuperset(found.empty):
        return None

    try:
        return validate(kind, {**found.known, **extra})
    except ValidationError:
        return None


def _headless(path: str, text: str) -> Problem:
    lines = text.split("\n")
    first = at = lines[0]
    end = next((line for line in lines[1:] if LIKE_END.fullmatch(line.strip()) or DASHES.fullmatch(line.strip())), "")
    if not text.strip():
        message, hint = "the file is empty", "write the record, or delete the file"
    elif FENCE.match(text) and end:
        at, message, hint = end, "the line that ends the keys is not ---, three hyphens at the very left", "write --- in its place"
    elif first.rstrip() == "---":
        message, hint = "the front matter has no end", "write a line --- after the last key, before the text"
    elif not first.strip() and FENCE.match(text.lstrip()):
        message, hint = "blank lines stand above the first line ---", "delete them: the line --- must be the very first of the file"
    elif first != first.lstrip() and FENCE.match(text.lstrip()):
        message, hint = "the first line --- is indented", "delete the spaces before it: the line --- begins at the very left"
    elif DASHES.fullmatch(first.strip()):
        message, hint = "the first line is a dash, not three hyphens", "type --- there; a word processor makes one dash of them"
    else:
        message, hint = "the front matter is missing", "the first line is ---, then the keys, then a line --- again, then the text"
    return Problem(path=path, code="no-front-matter", message=message, hint=hint, line=lines.index(at) + 1, column=1, quote=at.rstrip())


def _characters(path: str, text: str) -> Iterator[Problem]:
    """Characters that a reader cannot see, or that show that letters were lost; one problem a line."""
    if text.isascii():
        return
    last, line, at = 0, 1, 0
    lines: list[str] = []
    for first in SUSPECT_FIRST.finditer(text):
        found = SUSPECT.match(text, first.start())
        if not found:
            continue
        line += text.count("\n", at, found.start())
        at = found.start()
        if line == last:
            continue
        last, lines = line, lines or text.split("\n")
        column = found.start() - text.rfind("\n", 0, found.start())
        yield _suspect(path, found, line, column, line_of(lines, line))


def _suspect(path: str, found: re.Match[str], line: int, column: int, quote: str) -> Problem:
    """What is wrong with a character that SUSPECT has found."""
    if found["lost"]:
        code, message = "lost-character", f'"{found[0]}" stands where another letter was lost'
        meant = _unspoilt(found[0])
        hint = f'write "{meant}"' if meant else "look it up in the original, and save the file as UTF-8"
    else:
        code, message = "hidden-character", f"an invisible character, {unicodedata.name(found[0], 'unnamed').lower()} (U+{ord(found[0]):04X})"
        harm = "turning" if found["turning"] else "ending" if found["ending"] else "hiding"
        hint = f"delete it: {HARM[harm]}"
    return Problem(path=path, code=code, message=message, hint=hint, severity="warning", line=line, column=column, quote=quote)


def _escaped(path: str, front: str, first: int = 2) -> Iterator[Problem]:
    """The same characters where YAML's escapes stand for them, as in "re\\u200bopened"; one problem a line."""
    if not any(_meant(escape) for escape in ESCAPE.finditer(front)):
        return
    from archive.values import in_double_quotes

    lines, last = front.split("\n"), -1
    for start, text in in_double_quotes(front):
        for escape in ESCAPE.finditer(text):
            line = start[0] + text.count("\n", 0, escape.start())
            before = text.rfind("\n", 0, escape.start())
            column = escape.start() - before + (start[1] if before < 0 else 0)
            if line != last and (found := _meant(escape)):
                last = line
                yield _suspect(path, found, line + first, column, lines[line].rstrip())


def _meant(escape: re.Match[str]) -> re.Match[str] | None:
    """What is suspect about the character that an escape stands for."""
    code = int(escape[escape.lastindex], 16) if escape.lastindex else 0
    return SUSPECT.match(chr(code)) if 0 < code <= sys.maxunicode else None


def _unspoilt(spoilt: str) -> str:
    """The text that was read in Windows' encoding and saved in UTF-8."""
    try:
        return spoilt.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _comment(line: str) -> int:
    """Where the comment of a line of YAML begins, or -1. A quotation mark opens a text only where one can begin."""
    quote, before, at = "", " ", 0
    while at < len(line):
        char = line[at]
        if quote:
            if char == "\\" and quote == '"':
                at += 1
            elif char == quote:
                quote = ""
        elif char == "#" and before in " \t":
            return at
        elif char in "'\"" and before in " \t[{,:'":
            quote = char
        before = char
        at += 1
    return -1


def _unchecked(path: str, front: str) -> Iterator[Problem]:
    """The importer's remarks `# check: ...` that still stand."""
    if "# check:" not in front:
        return
    for number, line in enumerate(front.split("\n"), 2):
        start = _comment(line)
        if found := UNCHECKED.match(line, start) if start >= 0 else None:
            message = f"still to be checked: {found[1].strip()}" if found[1].strip() else "still to be checked"
            hint = "compare it with the capture, mend it if need be, and delete the remark from # on"
            at = start + 1
            yield Problem(path=path, code="unchecked", message=message, hint=hint, severity="warning", line=number, column=at, quote=line.rstrip())


def _dropped(path: str, kind: type[Part], front: str, first: int = 2) -> Iterator[Problem]:
    """Words that YAML takes for a comment, though none is written like it: "case #4", or "Crane # 2" in a text of one line."""
    if "#" not in front or not (COMMENT.search(front) or CLOSE_COMMENT.search(front)):
        return
    document = None
    lines = front.split("\n")
    for number, line in enumerate(lines, first):
        start = _comment(line)
        if start <= 0 or not line[:start].strip():
            continue
        if COMMENT.match(line, start - 1):
            hint = "put the whole value in quotes, or write a space after # if it is a comment"
        elif CLOSE_COMMENT.match(line, start - 1):
            from archive.document import Document

            document = document or Document.load(path, front, first=first, lines=["---"] * (first - 1) + lines)
            if not document.ends_a_text(kind, number, start + 1):
                continue
            hint = "put the whole value in quotes, or write two spaces before # if it is a comment"
        else:
            continue
        message = f'"{short(line[start:].strip())}" is taken for a comment, and left out'
        yield Problem(path=path, code="left-out", message=message, hint=hint, severity="warning", line=number, column=start + 1, quote=line.rstrip())


def _unwritten(path: str, kind: type[Part], front: str, first: int = 2) -> Iterator[Problem]:
    """Texts that are nothing but dots: `archive new` writes them where an editor's own words belong."""
    places = ((front.rfind("\n", 0, found.start()) + 1, found.start()) for found in DOTS.finditer(front))
    if all(front[start:end].lstrip().startswith("#") for start, end in places):
        return
    from archive.document import Document, last_name

    document = Document.load(path, front, first=first, lines=["---"] * (first - 1) + front.split("\n"))
    for loc in document.dotted(kind):
        line, column = document.mark(loc)
        message, hint = f'"{last_name(loc)}" is still a placeholder', "write it, or delete the line if nothing is to be said"
        quote = line_of(document.lines, line)
        yield Problem(path=path, code="placeholder", message=message, hint=hint, severity="warning", line=line, column=column, quote=quote)


def _place(path: str) -> tuple[type[Record], str, str, list[Problem]]:
    """Kind, shelf and id as the path tells them, and what is wrong with the place."""
    _, folder, *middle, file = path.split("/") if path.isascii() else unicodedata.normalize("NFC", path).split("/")
    kind, shelf, name = BY_FOLDER[folder], "/".join(middle), file.removesuffix(".md")
    problems = []
    if name.startswith("~$"):
        hint = "a word processor that is open left it: close that, and delete the file"
        problems.append(Problem(path=path, code="bad-id", message=f'the file\'s name "{name}" cannot be an id', hint=hint))
    elif not ID.fullmatch(name):
        better = "-".join(re.findall(r"[^\W_]+", name.lower())) or "a-name"
        hint = f'rename the file to "{better}.md"'
        problems.append(Problem(path=path, code="bad-id", message=f'the file\'s name "{name}" cannot be an id', hint=hint))
    if kind is Article and not re.fullmatch(r"[0-9]{4}|undated", shelf):
        year = re.match(r"[0-9]{4}(?=/)|undated(?=/)", shelf)
        hint = "an article lies in the folder of its year, content/articles/2013/, or in content/articles/undated/"
        hint = f"move it to content/articles/{year[0]}/: the folder of a year has no folders" if year else hint
        problems.append(Problem(path=path, code="misplaced", message="the article lies in no year", hint=hint))
    if kind is Page and shelf:
        problems.append(Problem(path=path, code="misplaced", message="pages have no folders", hint="move it to content/pages/"))
    if not all(map(ID.fullmatch, middle)):
        problems.append(Problem(path=path, code="bad-id", message=f'the folder "{shelf}" cannot be part of an address'))
    return kind, shelf, name, problems


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file in NFC with line ends as `\\n`, or why it cannot be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if encoding := _wide(data):
            return None, [_not_utf8(path, data, encoding)]
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save the file as UTF-8"
        quote = line_of(data.decode("utf-8", "replace").split("\n"), line)
        return None, [Problem(path=path, code="not-utf-8", message="the file is not in UTF-8", hint=hint, line=line, column=1, quote=quote)]
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    printed = not data.translate(None, PRINTED) if text.isascii() else text.replace("\n", "").isprintable()
    if not printed and CONTROL.search(text):
        if encoding := _wide(data):
            return None, [_not_utf8(path, data, encoding)]
        return None, _controls(path, text.split("\n"))
    return text, []


def _controls(path: str, lines: list[str]) -> list[Problem]:
    """The first control of each line that holds one."""
    found = [(number, first) for number, line in enumerate(lines, 1) if (first := CONTROL.search(line))]
    return [
        Problem(
            path=path,
            code="control-character",
            message=f"an invisible control character, U+{ord(first[0]):04X}",
            hint="delete it",
            line=number,
            column=first.start() + 1,
            quote=line_of(lines, number),
        )
        for number, first in found[:MOST_CONTROLS]
    ]


def _wide(data: bytes) -> str:
    """The form of UTF-16 that bytes are in, as its mark or the zeros of its plain letters show; nothing where they are in none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:40]  # plain letters for the most part, in whatever script the rest is
    first, second, least = head[::2].count(0), head[1::2].count(0), len(head) / 5
    return "utf-16-le" if second > least > first else "utf-16-be" if first > least > second else ""


def _not_utf8(path: str, data: bytes, encoding: str) -> Problem:
    quote = line_of(data.decode(encoding, "replace").splitlines(), 1)
    return Problem(path=path, code="not-utf-8", message="the file is saved as UTF-16", hint="save it as UTF-8", line=1, column=1, quote=quote)


def _halves(text: str) -> tuple[str | None, str, int]:
    """Front matter, body, and the number of the body's first line."""
    first = FENCE.match(text)
    last = END.search(text, first.end()) if first else None
    if not first or not last:
        return None, text, 1
    rest = text[last.end() :]
    body = rest.strip("\n")
    number = text.count("\n", 0, last.start()) + 2
    return text[first.end() + 1 : last.start()], BLANK.sub("", body), number + (len(rest) - len(rest.lstrip("\n")) if body else 1)


REMARKS = {
    "unsafe-link": ("error", 'a link to "{}" is not allowed', "links lead to https:, http:, mailto: or a record"),
    "duplicate-anchor": ("error", 'the anchor "^{}" stands twice', "give each paragraph a name of its own"),
    "image-not-shown": ("warning", 'the picture "{}" is not shown', "describe pictures in media; the words for it stand instead"),
    "raw-html": ("warning", "{} is shown as it stands: HTML is not read", "use Markdown, or write it as code: `{}`"),
}


def _remarks(path: str, body: Body, start: int, text: str) -> list[Problem]:
    """What the Markdown that begins in line `start` of the file will not do."""
    lines = text.split("\n") if body.remarks else []
    return [_remark(path, remark, start, lines) for remark in body.remarks]


def _remark(path: str, remark: model_text.Remark, start: int, lines: list[str]) -> Problem:
    severity, message, hint = REMARKS[remark.code]
    line = remark.line + start - 1
    return Problem(
        path=path,
        code=remark.code,
        message=message.format(remark.detail),
        hint=hint.format(remark.detail),
        severity="error" if severity == "error" else "warning",
        line=line,
        column=remark.column,
        quote=line_of(lines, line),
    )


def _taken(path: str, kind: type[Record], body: Body, start: int, text: str) -> Iterator[Problem]:
    """Names that paragraphs give themselves, and that the page has by itself."""
    for anchor in body.anchors if "^" in body.source else ():
        if is_own(kind.kind_name, anchor) and (found := re.search(rf"[ \n]\^{re.escape(anchor)}$", body.source, re.MULTILINE)):
            at = found.start() + 1
            line = body.source.count("\n", 0, at) + start
            column = at - body.source.rfind("\n", 0, at)
            message, hint = f'the page has a place "#{anchor}" of its own', f"give the paragraph another name, like ^{free(anchor)}"
            quote = line_of(text.split("\n"), line)
            yield Problem(path=path, code="taken-anchor", message=message, hint=hint, line=line, column=column, quote=quote)


def _site(root: Path) -> tuple[Site | None, tuple[Problem, ...], bytes]:
    """The site's own record, what is wrong with it, and the digest of its file."""
    try:
        data = (root / SITE).read_bytes()
    except OSError:
        hint = 'write at least "title: The name of the archive" and "base_url: https://example.org/" there'
        return None, (Problem(path=SITE, code="no-site", message="the file is missing", hint=hint),), b""
    text, problems = decode(SITE, data)
    if text is None:
        return None, tuple(problems), b""
    from archive.document import Document

    document = Document.load(SITE, text, first=1, lines=text.split("\n"))
    site, wrong = document.validate(Site, {})
    if document.problems or not isinstance(site, Site):
        return None, (*document.problems, *document.consequent(wrong)), b""
    return site, (*_characters(SITE, text), *_escaped(SITE, text, 1), *_dropped(SITE, Site, text, 1), *_unwritten(SITE, Site, text, 1)), digest(data)


def locate(root: Path, problems: Iterable[Problem]) -> list[Problem]:
    """Fills in line, column and quote of problems that name a value by its keys, by reading their files again. Of those that say the same of one
    line only a few are left."""
    found: dict[str, tuple[Document | None, int, list[str]]] = {}
    return few_of_a_line(_located(root, problem, found) if not problem.line else problem for problem in problems)


def _located(root: Path, problem: Problem, found: dict[str, tuple[Document | None, int, list[str]]]) -> Problem:
    if not problem.loc:
        return replace(problem, line=1, column=1)  # the file as a whole
    if problem.path not in found:
        found[problem.path] = _document(root, problem.path)
    document, start, lines = found[problem.path]
    if document is None:
        return problem
    if problem.loc[0] == "body":
        line, column = int(problem.loc[1]) + start - 1, int(problem.loc[2])
    else:
        line, column = document.mark(problem.loc)
    return replace(problem, line=line, column=column, quote=line_of(lines, line))


def _document(root: Path, path: str) -> tuple[Document | None, int, list[str]]:
    try:
        text = _loosely(path, (root / path).read_bytes())
    except OSError:
        text = None
    if text is None:
        return None, 1, []
    from archive.document import Document

    lines = text.split("\n")
    if path.endswith(".yaml"):
        return Document.load(path, text, first=1, lines=lines), 1, lines
    front, _, start = _halves(text)
    return Document.load(path, front or "", first=2, lines=lines), start, [line.rstrip() for line in lines]  # once: a line may be told of many times
