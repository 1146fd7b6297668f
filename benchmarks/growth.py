"""What ten times as many articles cost: time and memory of builds of generated archives, each beside the one before.

    python -m benchmarks.growth --articles 1000 10000 100000 [--no-search]

For each size a cold build, one after a body was edited, and one after nothing was. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.generate import whole, write
from benchmarks.measure import Cost, measure
from benchmarks.run import Editor, aside


def grown(program: Sequence[str], work: Path, articles: int, words: int, options: Sequence[str]) -> Iterator[tuple[str, Cost]]:
    """The costs of one size."""
    root = work / f"{articles}x{words}" / "archive"
    if not root.exists():
        write(whole(articles, words), root)
    shutil.rmtree(root / "templates", ignore_errors=True)
    aside(root / "site")
    command = [*program, "build", "--root", str(root), *options]
    yield "cold", measure([*command, "--clean"], root)
    edit = Editor(root)
    edit.body()
    yield "body edited", measure(command, root)
    yield "nothing changed", measure(command, root)


def main() -> None:
    parser = argparse.ArgumentParser(description="What growth costs.")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--words", type=int, default=830)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "archive-benchmarks")
    parser.add_argument("--no-search", action="store_true")
    given = parser.parse_args()
    options = ["--no-search"] if given.no_search else []
    before: dict[str, Cost] = {}
    print("| articles | work | wall s | CPU s | peak MB | wall, times the step before | memory, the same |\n|--:|---|--:|--:|--:|--:|--:|")
    for articles in given.articles:
        for work, cost in grown((sys.executable, "-P", "-m", "archive"), given.work, articles, given.words, options):
            ratios = [f"{cost.wall / before[work].wall:.1f}", f"{cost.memory / before[work].memory:.1f}"] if work in before else ["", ""]
            print(f"| {articles} | {work} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.memory:.0f} | {' | '.join(ratios)} |", flush=True)
            before[work] = cost


if __name__ == "__main__":
    main()
