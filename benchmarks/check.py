"""What a check costs beside a clean build without search, of the same generated archive.

    python -m benchmarks.check [--articles 10000] [--rounds 3] [--work FOLDER]

Both begin without a store, in turn; CPU seconds of all processes, wall seconds, and the ratio of the medians are printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

WORKS = {"check": ["check"], "build": ["build", "--no-search", "--clean"]}


def once(root: Path, command: list[str]) -> tuple[float, float]:
    """CPU and wall seconds of one run that begins without a store."""
    shutil.rmtree(root / ".archive", ignore_errors=True)
    before, started = os.times(), time.perf_counter()
    subprocess.run([sys.executable, "-m", "archive", *command, "--root", str(root)], check=True, capture_output=True)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, time.perf_counter() - started


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, default=10000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--work", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.work) as folder:
        root = Path(folder) / "archive"
        subprocess.run([sys.executable, "-m", "benchmarks.generate", str(root), "--articles", str(given.articles)], check=True)
        runs = [{name: once(root, command) for name, command in WORKS.items()} for _ in range(given.rounds)]
    for place, unit in ((0, "CPU"), (1, "wall")):
        check, build = (median(run[name][place] for run in runs) for name in ("check", "build"))
        print(f"{given.articles} articles, {unit} seconds: check {check:.1f}, clean build {build:.1f}, ratio {check / build:.2f}")


if __name__ == "__main__":
    main()
