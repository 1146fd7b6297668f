"""index: gives the search documents to Pagefind, the program itself, and returns its bundle.

Its output is not the same byte for byte from run to run, so a bundle is kept by the digest of the documents that it was
made from: same documents, same bundle. Beside what Pagefind makes, a bundle holds the archive's vocabulary, by which the
reader's browser tells which words of a query the archive does not have, and what may have been meant.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from html import unescape
from importlib import metadata
from itertools import groupby
from pathlib import Path

from archive import folding
from archive.problems import ToolError
from archive.store import Store

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind_ui")
SECONDS = 3600
MOST_WORDS = 2000
"""How many words a file of the vocabulary may hold, unless more of them begin with the same two letters."""

META = re.compile(r'<meta data-pagefind-meta="(\w+)\[content\]" content="([^"]*)">')
UNWRITTEN = ("spellings", "whole")
"""Fields of a document with forms that nobody wrote: they are known, but never offered as the right spelling."""
EXACT = "exact"
"""The field of whole names with a mark before them, which no reader types."""
TAG = re.compile(r"<[^>]*>")


def program() -> Path:
    """The Pagefind program. Raises ToolError where it is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ToolError('the search program Pagefind is missing: run "pip install pagefind-bin", or build with --no-search; the old site stays') from None


def version() -> str:
    try:
        return metadata.version("pagefind-bin")
    except metadata.PackageNotFoundError:
        return "none"


def bundle_key(documents: Iterable[tuple[str, bytes]], language: str) -> bytes:
    """The digest of all that a bundle depends on; `documents` are (path, digest or bytes)."""
    digest = blake2b(f"{version()}\0{language}\0".encode(), digest_size=20)
    for path, data in sorted(documents):
        digest.update(blake2b(path.encode(), digest_size=20).digest() + blake2b(data, digest_size=20).digest())
    return digest.digest()


def kept(store: Store, key: bytes) -> dict[str, bytes] | None:
    found: dict[str, bytes] | None = store.load("search", [key]).get(key)
    return found


def index(folder: Path, bundle: Path, language: str) -> dict[str, bytes]:
    """Indexes every page below `folder` into `bundle`, both empty of anything else; the files of the bundle, by path.

    Raises ToolError with one line where the program is missing, fails, takes more than an hour, or does less than it says.
    """
    documents = sorted(folder.rglob("*.html"))
    _run([str(program()), "--site", str(folder), "--output-path", str(bundle), "--force-language", language, "--quiet"], folder)
    files = {path.relative_to(bundle).as_posix(): path.read_bytes() for path in sorted(bundle.rglob("*")) if path.is_file()}
    languages = _verified(files, len(documents))
    counts = vocabulary(path.read_text("utf-8") for path in documents)
    served = {path: data for path, data in files.items() if _served(path, languages)}
    return {**served, **{f"vocabulary/{name}": _json(content) for name, content in divided(counts).items()}}


def _run(command: list[str], folder: Path) -> None:
    """Runs the program with nothing of ours in its way: its settings may come from variables and from files beside it."""
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith("PAGEFIND_")}
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=folder, env=environment)  # noqa: S603  # our own words
    except subprocess.TimeoutExpired:
        raise ToolError(f"the search program took more than {SECONDS // 60} minutes; the old site stays") from None
    except OSError as error:
        raise ToolError(f"the search program cannot be started: {error.strerror}; the old site stays") from None
    if done.returncode:
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise ToolError(f"the search program failed ({done.returncode}): {said[-1] if said else 'no reason given'}; the old site stays")


def _verified(files: Mapping[str, bytes], documents: int) -> dict[str, dict[str, object]]:
    """The languages of a bundle that is whole. The program ends well on a full disk too, so what it wrote is looked at."""
    try:
        languages: dict[str, dict[str, object]] = json.loads(files["pagefind-entry.json"])["languages"]
        indexed = sum(int(str(one["page_count"])) for one in languages.values())
    except (KeyError, TypeError, ValueError):
        raise ToolError("the search program made no index that can be read; is the disk full? The old site stays") from None
    if empty := [path for path, data in files.items() if not data]:
        raise ToolError(f"the search program wrote {empty[0]} without any content; is the disk full? The old site stays")
    if indexed != documents or "pagefind.js" not in files:
        raise ToolError(f"the search program indexed {indexed} of {documents} pages; the old site stays")
    return languages


def _served(path: str, languages: Mapping[str, Mapping[str, object]]) -> bool:
    """Whether the site needs a file: not Pagefind's own interface, nor its program for languages that it has no stemmer for."""
    if path == "wasm.unknown.pagefind":
        return not languages or any(not one.get("wasm") for one in languages.values())
    return not path.startswith(UNUSED)


# ---------------------------------------------------------------------------------------------------------- vocabulary


def vocabulary(documents: Iterable[str]) -> Counter[str]:
    """The words of search documents, folded, with in how many each stands as it is written; 0 for mere spellings."""
    counts: Counter[str] = Counter()
    for document in documents:
        fields = META.findall(document)
        written = " ".join(value for name, value in fields if name not in (*UNWRITTEN, EXACT))
        counts.update(folding.words(unescape(f"{TAG.sub(' ', document)} {written}")))
        for form in folding.words(unescape(" ".join(value for name, value in fields if name in UNWRITTEN))):
            counts.setdefault(form, 0)
    return counts


def divided(counts: Mapping[str, int], most: int = MOST_WORDS) -> dict[str, dict[str, object]]:
    """The vocabulary as files: name -> content.

    While it is small, `index.json` is {"words": {word: n}}. Else it is {"parts": [first letters...]}, each with a file of
    words from there on, named by the code points of those letters. Words that share two first letters are never parted,
    so what begins like a word, or nearly is that word, lies in the word's own file.
    """
    ordered = sorted(counts, key=lambda word: word.encode("utf-16-be", "surrogatepass"))  # as JavaScript compares
    if len(counts) <= most:
        return {"index.json": {"words": {word: counts[word] for word in ordered}}}
    parts = dict(_parts(ordered, most))
    files: dict[str, dict[str, object]] = {"index.json": {"parts": list(parts)}}
    for start, some in parts.items():
        files["-".join(f"{ord(char):x}" for char in start) + ".json"] = {"words": {word: counts[word] for word in some}}
    return files


def _parts(ordered: Iterable[str], most: int) -> Iterator[tuple[str, list[str]]]:
    """Runs of sorted words, of `most` or fewer where two first letters are not too common, with the letters they begin at."""
    start, part = "", list[str]()
    for letters, group in groupby(ordered, key=lambda word: word[:2]):
        some = list(group)
        if part and len(part) + len(some) > most:
            yield start, part
            part = []
        start = start if part else letters
        part += some
    yield start, part


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
