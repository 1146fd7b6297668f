"""The words of an archive's search documents, by which the reader's browser tells which words of a query the archive does not
have, and what may have been meant."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import groupby

from archive import folding

MOST_WORDS = 2000
"""How many words a file of the vocabulary may hold, unless more of them begin with the same two letters."""

META = re.compile(r'<meta data-pagefind-meta="(\w+)\[content\]" content="([^"]*)">')
UNWRITTEN = ("spellings", "whole")
"""Fields of a document with forms that nobody wrote: they are known, but never offered as the right spelling."""
EXACT = "exact"
"""The field of whole names with a mark before them, which no reader types."""
TAG = re.compile(r"<[^>]*>")


def counted(documents: Iterable[str]) -> Counter[str]:
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


def files(counts: Mapping[str, int]) -> dict[str, bytes]:
    """The files of a vocabulary, by their paths in a bundle."""
    return {f"vocabulary/{name}": _json(content) for name, content in divided(counts).items()}


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
