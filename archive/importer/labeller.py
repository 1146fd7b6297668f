"""The zones of a page: the best sequence of labels for its lines (Viterbi's algorithm over weighed features).

A page runs pre (furniture above), title, head (deck, byline, date, captions), body with its subheads (sub) and what stands
in between (box), credits, then tail (furniture below) and comments. The order is told by the moves from zone to zone, and a
zone is entered where a line's features speak for it: what looks like prose after "related stories" or among readers'
comments has to earn its way back into the body. The weights are data, in `weights.txt`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from archive.importer.features import Features

LABELS = ("pre", "title", "head", "body", "sub", "box", "credits", "tail", "comments")
ZONES = range(len(LABELS))
NEVER = -1000.0
Row = list[float]


@dataclass(frozen=True, slots=True)
class Weights:
    """One number for each zone, in the order of `LABELS`: what a feature speaks for being in it (`within`) and for entering
    it (`entering`); the price of each move from a zone (`moves`), of beginning and of ending in one."""

    within: dict[str, Row] = field(default_factory=dict)
    entering: dict[str, Row] = field(default_factory=dict)
    moves: list[Row] = field(default_factory=list)
    start: Row = field(default_factory=list)
    end: Row = field(default_factory=list)


def read_weights(text: str) -> Weights:
    """Reads the form of `weights.txt`: sections in brackets, then a name and a number for each zone a line ("-": never)."""
    tables: dict[str, dict[str, Row]] = {}
    section = ""
    for line in text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif line.strip() and not line.startswith("#"):
            name, *numbers = line.split()
            tables.setdefault(section, {})[name] = [NEVER if number == "-" else float(number) for number in numbers]
    moves = tables["moves"]
    return Weights(tables["within"], tables["entering"], [moves[name] for name in LABELS], moves["start"], moves["end"])


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights that the program ships with."""
    return read_weights(files("archive.importer").joinpath("weights.txt").read_text("utf-8"))


def label(seen: Sequence[Features]) -> list[str]:
    """The best sequence of labels."""
    return [LABELS[zone] for zone in best_path(seen, weights())]


def best_path(seen: Sequence[Features], table: Weights, bonus: Sequence[Row] | None = None) -> list[int]:
    """The zones, as places in `LABELS`, of the best sequence; `bonus` is added to each line's score for each zone."""
    if not seen:
        return []
    scores: Row = []
    came: list[list[int]] = []
    for at, line in enumerate(seen):
        own, fresh = _weighed(line, table.within), _weighed(line, table.entering)
        if bonus is not None:
            own = [one + more for one, more in zip(own, bonus[at], strict=True)]
        if at == 0:
            scores = [start + one for start, one in zip(table.start, own, strict=True)]
            continue
        steps = [_step(zone, scores, table.moves, fresh[zone]) for zone in ZONES]
        came.append([old for _, old in steps])
        scores = [score + one for (score, _), one in zip(steps, own, strict=True)]
    path = [max(ZONES, key=lambda zone: scores[zone] + table.end[zone])]
    for row in reversed(came):
        path.append(row[path[-1]])
    return path[::-1]


def _step(zone: int, scores: Row, moves: list[Row], entering: float) -> tuple[float, int]:
    """(score, zone before) of the best way into a zone; `entering` is paid unless one stays in it."""
    best, old = scores[zone] + moves[zone][zone] - entering, zone
    for other in ZONES:
        if (score := scores[other] + moves[other][zone]) > best and other != zone:
            best, old = score, other
    return best + entering, old


def _weighed(line: Features, table: dict[str, Row]) -> Row:
    out = [0.0] * len(LABELS)
    for name, value in line.items():
        if value and (row := table.get(name)):
            out = [score + value * weight for score, weight in zip(out, row, strict=True)]
    return out
