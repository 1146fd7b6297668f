"""What a command costs: seconds by the clock, seconds of all its processes, and the most memory that they had together."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import NamedTuple

EVERY = 0.05


class Cost(NamedTuple):
    """`wall` and `cpu` in seconds (user and system time of all processes), `memory` in MB (PSS of all together, sampled)."""

    wall: float
    cpu: float
    memory: float


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Runs a command to its end. Raises RuntimeError with its last words if it fails."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as process:
        most, done = [0.0], Event()
        watcher = Thread(target=_watch, args=(process.pid, most, done))
        watcher.start()
        said = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {said[-2000:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, most[0])


def _watch(session: int, most: list[float], done: Event) -> None:
    while not done.wait(EVERY):
        most[0] = max(most[0], sum(_pss(process) for process in _members(session)))


def _members(session: int) -> list[str]:
    """The processes of a session. One that ends while we look is not there."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            found.append(process.name)
    return found


def _pss(process: str) -> float:
    """The proportional set size of a process in MB: pages that several share count once in all."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians, each of its own."""
    return Cost(*(median(values) for values in zip(*costs, strict=True)))
