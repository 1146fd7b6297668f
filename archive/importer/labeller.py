"""The zones of a page: the best sequence of labels for its lines (Viterbi's algorithm over hand-set weights).

A page runs pre (furniture above), title, head (deck, byline, date, captions), body with its subheads (sub) and what stands
in between (box), credits, then tail (furniture below) and comments. The order is told by the transitions: what looks like
prose after "related stories" or among readers' comments has to earn its way back into the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from archive.importer.features import Features

LABELS = ("pre", "title", "head", "body", "sub", "box", "credits", "tail", "comments")
NEVER = -1000.0
TITLE = 2.0
START = {"pre": 0.0, "title": 0.0, "head": -8.0, "body": -6.0}
END = {"pre": -15.0, "title": -8.0, "head": -6.0, "sub": -4.0, "box": -1.5}
MOVES: dict[str, dict[str, float]] = {
    "pre": {"pre": 0, "title": 0, "head": -9, "body": -8},
    "title": {"head": 0, "body": -0.4, "title": -14, "box": -8},
    "head": {"head": 0, "body": 0, "sub": -5, "tail": -9},
    "body": {"body": 0.4, "sub": -0.6, "box": -1.4, "credits": 0, "tail": -1.8, "comments": -1.5},
    "sub": {"body": 0.1, "sub": -2.6, "box": -2.5, "tail": -4, "credits": -4, "comments": -5},
    "box": {"box": -0.1, "body": -2.2, "sub": -2.6, "credits": -1, "tail": -0.6, "comments": -1.5},
    "credits": {"credits": 0, "tail": 0, "comments": 0, "body": -4, "box": -2.5, "sub": -7},
    "tail": {"tail": 0, "comments": -1.2, "body": -16, "credits": -1.5, "sub": -19},
    "comments": {"comments": 0.2, "tail": -2.2, "body": -28},
}
CUES = {
    "comments": (("comments", "speaker"), -30.0),
    "tail": (("outro", "bio", "related", "legal", "tags", "comments", "share", "account", "newsletter", "linked", "nav", "ago"), -1.2),
}


@lru_cache(maxsize=1)
def weights() -> dict[str, dict[str, float]]:
    """label -> feature -> weight, from `weights.txt`."""
    out: dict[str, dict[str, float]] = {label: {} for label in LABELS}
    for line in files("archive.importer").joinpath("weights.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, *numbers = line.split()
            for label, number in zip(LABELS, numbers, strict=True):
                out[label][name] = float(number)
    return out


def label(seen: Sequence[Features], titles: Sequence[float]) -> list[str]:
    """The best sequence of labels. `titles` says how well each line would be the headline."""
    if not seen:
        return []
    table = weights()
    best: list[dict[str, tuple[float, str]]] = []
    for at, line in enumerate(seen):
        scores = {name: _score(table[name], line) for name in LABELS}
        scores["title"] += TITLE * titles[at]
        row: dict[str, tuple[float, str]] = {}
        for name in LABELS:
            came = (
                max(((best[-1][old][0] + MOVES[old].get(name, NEVER) + _entry(old, name, line), old) for old in LABELS), default=(0.0, ""))
                if best
                else (START.get(name, NEVER), "")
            )
            row[name] = (came[0] + scores[name], came[1])
        best.append(row)
    last = max(LABELS, key=lambda name: best[-1][name][0] + END.get(name, 0.0))
    path = [last]
    for row in reversed(best[1:]):
        path.append(row[path[-1]][1])
    return path[::-1]


def _score(table: dict[str, float], line: Features) -> float:
    return sum(table.get(name, 0.0) * value for name, value in line.items())


def _entry(old: str, new: str, line: Features) -> float:
    """The price of entering a zone without a word that opens it."""
    if old == new or new not in CUES:
        return 0.0
    cues, price = CUES[new]
    return 0.0 if any(line.get(cue) for cue in cues) else price
