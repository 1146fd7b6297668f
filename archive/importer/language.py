"""Which language a text is in: by its script, and by its little words where scripts are shared."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files


def _sets() -> dict[str, frozenset[str]]:
    rows = files("archive.importer").joinpath("language.txt").read_text("utf-8").splitlines()
    return {row[: row.index(":")]: frozenset(row[row.index(":") + 1 :].split()) for row in rows if row and not row.startswith("#")}


SETS = _sets()
FUNCTION_WORDS = frozenset().union(*SETS.values())
SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]", 0.1), ("ko", r"[\uac00-\ud7af]", 0.3), ("zh", r"[\u3400-\u9fff]", 0.3),
    ("fa", r"[پچژگ]", 0.02), ("ar", r"[\u0600-\u06ff]", 0.4), ("he", r"[\u0590-\u05ff]", 0.4),
    ("el", r"[\u0370-\u03ff]", 0.4), ("th", r"[\u0e00-\u0e7f]", 0.4), ("hi", r"[\u0900-\u097f]", 0.4),
    ("bn", r"[\u0980-\u09ff]", 0.4), ("ta", r"[\u0b80-\u0bff]", 0.4),
)  # fmt: skip


def language_of(text: str) -> tuple[str, float] | None:
    """(BCP 47 code, confidence) of a text's language; `None` where nothing can be said."""
    letters = re.findall(r"[^\W\d_]", text)
    if not letters:
        return None
    for code, signs, share in SCRIPTS:
        if len(re.findall(signs, text)) >= share * len(letters):
            return code, 0.95
    words = Counter(re.findall(r"[^\W\d_]+", text.lower()))
    scores = sorted(((sum(words[word] for word in known), code) for code, known in SETS.items()), reverse=True)
    (first, code), (second, _) = scores[:2]
    if first < 3 or first < 0.08 * words.total():
        return None
    return code, 0.95 if first > 1.2 * second else 0.6
