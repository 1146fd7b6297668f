"""Work for several processes at once: ranges of a list go out, and small answers come back, in order.

The processes are forked, so they share all that was loaded before them, and only numbers are sent to them. What a range
gives does not depend on how many processes there are.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from archive.model import Output
from archive.publish import Folder
from archive.render import Renderer

CHUNK = 64
WORTH_FORKING = 400
T = TypeVar("T")
Work = Callable[[int, int], list[T]]

_work: Work[Any] | None = None


def spread(work: Work[T], count: int, jobs: int = 0) -> Iterator[T]:
    """What `work(start, stop)` gives for the ranges of `count` items, in order; `jobs` 0 is one process for each core."""
    global _work  # noqa: PLW0603  # inherited by the forked processes, so that it need not be sent to them
    jobs = jobs or os.cpu_count() or 1
    ranges = [(start, min(start + CHUNK, count)) for start in range(0, count, CHUNK)]
    if jobs == 1 or count < WORTH_FORKING or "fork" not in multiprocessing.get_all_start_methods():
        for start, stop in ranges:
            yield from work(start, stop)
        return
    _work = work
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("fork"), initializer=_end_with, initargs=(os.getpid(),)) as pool:
            for some in pool.map(_do, *zip(*ranges, strict=True)):
                yield from some
    finally:
        _work = None


def _end_with(parent: int) -> None:
    """Ends this process as soon as its parent is gone, however that came (prctl(2), PR_SET_PDEATHSIG); Linux only."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _do(start: int, stop: int) -> list[Any]:
    assert _work is not None
    return _work(start, stop)


class Made(NamedTuple):
    """A file of the site: the key of its bytes, their digest, and whether it was rendered now."""

    key: bytes
    digest: bytes
    fresh: bool


@dataclass(frozen=True)
class Making:
    """Outputs to be written below `new`: taken from the site `old` where it has them as `before` tells, or rendered."""

    renderer: Renderer
    outputs: Sequence[Output]
    new: Folder
    old: Path | None = None
    before: Mapping[str, Made] = field(default_factory=dict)

    def __call__(self, start: int, stop: int) -> list[Made]:
        return [self._one(output) for output in self.outputs[start:stop]]

    def _one(self, output: Output) -> Made:
        key = self.renderer.key(output)
        known = self.before.get(output.path)
        if known and known.key == key and self.old and self.new.reuse(self.old, output.path, known.digest):
            return Made(key, known.digest, fresh=False)
        return Made(key, self.new.write(output.path, self.renderer.render(output)), fresh=True)
