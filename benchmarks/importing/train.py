"""`python -m benchmarks.importing.train [FOLDER ...] [--rounds N] [-o FILE]`: finds the labeller's weights.

It learns from the development part, and from any folders of captures with their truth: NAME.txt (or NAME.html) beside NAME.json
with `title`, `body` and, where they are told apart, `deck` and `comments`. What is taken for right is what the truth demands, and no more:
a line of the body has to be in "body" or "sub", a line after it in any zone below, and so on. Between the best sequence that the
truth allows and the best one at all (where each wrong line costs as many points as it has words of a hundred of the body) the
weights are moved, and their mean over the last rounds is kept: a structured perceptron with margin and AdaGrad's steps.
Only numbers come out of it. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from archive.importer import titles
from archive.importer.capture import read_capture
from archive.importer.features import Features, features, own_features
from archive.importer.labeller import LABELS, NEVER, weights
from archive.importer.lexicon import categories
from archive.importer.lines import Line, read_lines
from benchmarks.importing.corpus import samples

HEADER = """\
# How much each feature of a line speaks for (+) or against (-) each zone of a page: for being in it, and for entering it;
# and the price of each move from one zone to another. See labeller.py for the zones. `python -m benchmarks.importing.train`
# finds the numbers.
"""
ALL = frozenset(range(len(LABELS)))
SEEN = 0.8  # of a line's runs of four words are in the true body: it belongs there


@dataclass(frozen=True, slots=True)
class Example:
    """`seen`: lines by features; `wrong`: lines by zones, the price of a zone that the truth forbids (0 where it allows it)."""

    seen: np.ndarray
    wrong: np.ndarray


def zones(*names: str) -> frozenset[int]:
    return frozenset(LABELS.index(name) for name in names)


def words(text: str) -> list[str]:
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", text.casefold())


def runs(text: str) -> Counter[tuple[str, ...]]:
    found = words(text)
    return Counter(tuple(found[at : at + 4]) for at in range(len(found) - 3))


# ------------------------------------------------------------------------------------------------------- what is right


def allowed(lines: Sequence[Line], title: str, deck: str, body: str, comments: Sequence[str] = ()) -> list[frozenset[int]] | None:
    """The zones that each line may be in; `None` where the body is not in the capture."""
    want, paragraphs = set(runs(body)), {tuple(words(one)) for one in body.split("\n")}
    inside = [_inside(line.text, want, paragraphs) for line in lines]
    strong = [at for at, share in enumerate(inside) if share >= SEEN and len(words(lines[at].text)) >= 8]
    if not strong:
        return None
    first, last = strong[0], strong[-1]
    head = _headline(lines, title, first)
    said, opened = [set(runs(one)) for one in comments], False
    out: list[frozenset[int]] = []
    for at, line in enumerate(lines):
        out.append(_zones(at, line, inside[at], first, last, head, deck))
        opened = opened or (at > last and "comments" in categories(line.text))
        if said and at > last and any(run in one for one in said for run in runs(line.text)):
            out[-1] = zones("comments")
        elif not opened:
            out[-1] -= zones("comments")
    return out


def _inside(text: str, want: set[tuple[str, ...]], paragraphs: set[tuple[str, ...]]) -> float:
    own = runs(text)
    if not own:
        return 1.0 if tuple(words(text)) in paragraphs else 0.0
    return sum(count for run, count in own.items() if run in want) / own.total()


def _headline(lines: Sequence[Line], title: str, first: int) -> int | None:
    """The last line above the body that is the headline, or nearly so."""
    same = [at for at in range(first + 1) if words(lines[at].text) == words(title)]
    if same:
        return same[-1]
    key = " ".join(words(title))
    near = [at for at in range(first) if key and key in " ".join(words(lines[at].text)) and len(words(lines[at].text)) <= 2 * len(words(title))]
    return near[-1] if near else None


def _zones(at: int, line: Line, share: float, first: int, last: int, head: int | None, deck: str) -> frozenset[int]:
    if at == head:
        return zones("title")
    if share >= SEEN and first <= at <= last:
        return zones("body", "sub", *(("head",) if at == first and head is None else ()))
    if at < first:
        if head is None:
            return zones("pre", "title", "head")
        return zones("pre") if at < head else zones("head", *(("body",) if deck and words(line.text) == words(deck) else ()))
    if at <= last:
        return zones("box", "credits", "head") if share < 0.3 else ALL
    return zones("credits", "tail", "comments", "box")


# ------------------------------------------------------------------------------------------------------------ examples


def seen_in(lines: tuple[Line, ...]) -> list[Features]:
    own = own_features(lines)
    return features(lines, own, titles.marks(lines, own))


def page_lines(data: bytes) -> tuple[Line, ...]:
    from archive.importer import tree

    return tuple(piece.line for piece in tree.page_pieces(tree.read_tree(read_capture("page.html", data).text)))


def read_examples(folders: Iterable[Path], own: bool) -> Iterator[tuple[tuple[Line, ...], str, str, str, list[str]]]:
    """(lines, title, deck, body, comments) of every capture."""
    if own:
        for sample in samples("development"):
            lines = page_lines(sample.data) if sample.form == "html" else read_lines(read_capture("a.txt", sample.data).text)
            yield lines, sample.story.title, sample.story.deck or "", sample.story.body, [text for _, text in sample.story.comments]
    for folder in folders:
        for path in sorted(folder.glob("*.json")):
            truth = json.loads(path.read_text("utf-8"))
            for capture in sorted(folder.glob(f"{path.stem}*.*")):
                if capture.suffix in (".txt", ".html"):
                    data = capture.read_bytes()
                    lines = page_lines(data) if capture.suffix == ".html" else read_lines(read_capture(capture.name, data).text)
                    yield lines, truth["title"] or "", truth.get("deck") or "", truth["body"], truth.get("comments") or []


def prices(lines: Sequence[Line], right: Sequence[frozenset[int]]) -> np.ndarray:
    text = zones("body", "sub")
    mass = [len(words(line.text)) for line in lines]
    total = max(1, sum(count for count, some in zip(mass, right, strict=True) if some <= text))
    out = np.zeros((len(lines), len(LABELS)), dtype=np.float32)
    for at, some in enumerate(right):
        for zone in ALL - some:
            crossed = (zone in text) != bool(some & text) and not (zone in text and some & text)
            out[at, zone] = 0.15 + (min(30.0, 60.0 * mass[at] / total) if crossed else 0.0) + (4.0 if some == zones("title") else 0.0)
    return out


# ------------------------------------------------------------------------------------------------------------ learning


class Learner:
    """The weights as arrays, with AdaGrad's sums of squares."""

    def __init__(self, names: list[str], rate: float) -> None:
        table = weights()
        self.names, self.rate = names, rate
        self.within = np.array([table.within.get(name, [0.0] * len(LABELS)) for name in names])
        self.entering = np.array([table.entering.get(name, [0.0] * len(LABELS)) for name in names])
        self.moves, self.start, self.end = (np.array(one, dtype=float) for one in (table.moves, table.start, table.end))
        self.parts = [self.within, self.entering, self.moves, self.start, self.end]  # the same arrays, changed in place
        self.squares = [np.full(one.shape, 1.0) for one in self.parts]
        self.sums = [np.zeros(one.shape) for one in self.parts]
        self.count = 0

    def path(self, seen: np.ndarray, bonus: np.ndarray) -> tuple[list[int], float]:
        own, fresh = seen @ self.within + bonus, seen @ self.entering
        away = 1.0 - np.eye(len(LABELS))
        scores, came = self.start + own[0], []
        for at in range(1, len(own)):
            steps = scores[:, None] + self.moves + away * fresh[at]
            came.append(steps.argmax(0))
            scores = steps.max(0) + own[at]
        scores = scores + self.end
        path = [int(scores.argmax())]
        for row in reversed(came):
            path.append(int(row[path[-1]]))
        return path[::-1], float(scores.max())

    def counts(self, seen: np.ndarray, path: list[int]) -> list[np.ndarray]:
        out = [np.zeros(one.shape) for one in self.parts]
        chosen = np.zeros((len(path), len(LABELS)))
        chosen[np.arange(len(path)), path] = 1.0
        fresh = chosen.copy()
        fresh[0] = 0.0
        for at in range(1, len(path)):
            out[2][path[at - 1], path[at]] += 1.0
            if path[at] == path[at - 1]:
                fresh[at] = 0.0
        out[0], out[1] = seen.T @ chosen, seen.T @ fresh
        out[3][path[0]] += 1.0
        out[4][path[-1]] += 1.0
        return out

    def learn(self, example: Example) -> float:
        """One step; tells by how much the wrong sequence won."""
        seen = example.seen.astype(np.float64)
        right, right_score = self.path(seen, np.where(example.wrong > 0, -4000.0, 0.0))
        if right_score < NEVER / 2:
            return 0.0
        guess, score = self.path(seen, example.wrong)
        lost = score - right_score
        if lost > 1e-6:
            for at, (good, bad) in enumerate(zip(self.counts(seen, right), self.counts(seen, guess), strict=True)):
                step = good - bad
                self.squares[at] += step * step
                self.parts[at] += self.rate * step / np.sqrt(self.squares[at])
        return lost

    def keep(self) -> None:
        self.count += 1
        self.sums = [one + part for one, part in zip(self.sums, self.parts, strict=True)]

    def mean(self) -> list[np.ndarray]:
        return [one / self.count for one in self.sums]

    def text(self) -> str:
        within, entering, moves, start, end = self.mean()
        out = [HEADER + "#".ljust(20) + " ".join(name.rjust(8) for name in LABELS)]
        for section, table in (("within", within), ("entering", entering)):
            out.append(f"[{section}]")
            out += [_row(name, row) for name, row in zip(self.names, table, strict=True) if np.abs(row).max() >= 0.005]
        out += ["[moves]", *(_row(name, row) for name, row in zip(LABELS, moves, strict=True)), _row("start", start), _row("end", end)]
        return "\n".join(out) + "\n"


def _row(name: str, row: np.ndarray) -> str:
    return name.ljust(20) + " ".join(("-" if value < NEVER / 2 else f"{value:.2f}").rjust(8) for value in row)


def main() -> None:
    parser = argparse.ArgumentParser(description="Finds the labeller's weights.")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--rate", type=float, default=0.15)
    parser.add_argument("--without-own", action="store_true", help="learn from the folders alone")
    parser.add_argument("-o", dest="output", type=Path, default=Path("archive/importer/weights.txt"))
    options = parser.parse_args()
    found = []
    for lines, title, deck, body, comments in read_examples(options.folders, not options.without_own):
        if lines and (right := allowed(lines, title, deck, body, comments)):
            found.append((seen_in(lines), prices(lines, right)))
    known = Counter(name for seen, _ in found for line in seen for name, value in line.items() if value)
    names = sorted(name for name, count in known.items() if count >= 20 or name in weights().within)
    place = {name: at for at, name in enumerate(names)}
    examples = []
    for seen, wrong in found:
        table = np.zeros((len(seen), len(names)), dtype=np.float32)
        for at, line in enumerate(seen):
            for name, value in line.items():
                if value and name in place:
                    table[at, place[name]] = value
        examples.append(Example(table, wrong))
    del found
    print(f"{len(examples)} captures, {len(names)} features", flush=True)
    learner, chance = Learner(names, options.rate), random.Random(1)
    for number in range(options.rounds):
        chance.shuffle(examples)
        lost = 0.0
        for example in examples:
            lost += learner.learn(example)
            if number >= options.rounds // 2:
                learner.keep()
        print(f"round {number + 1}: {lost / len(examples):.3f}", flush=True)
    options.output.write_text(learner.text(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
