"""Work for several processes at once: ranges of a list are taken by whoever is free, and the answers come back in order.

The processes are forked, so they share all that was loaded before them; this process has a share in the work itself. What
comes back does not depend on how many there are. This module is light: it loads nothing that takes time.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from traceback import format_exc
from typing import Any, BinaryIO, TypeVar

from archive.problems import ToolError

CHUNK = 64
WORTH_FORKING = 400
MOST = 16_000
"""How many ranges there may be: their numbers wait in a pipe, which holds 64 KiB."""
T = TypeVar("T")
Work = Callable[[int, int], list[T]]


def spread(work: Work[T], count: int, jobs: int = 0, chunk: int = CHUNK, worth: int | None = None) -> list[T]:
    """What `work(start, stop)` gives for the ranges of `count` items, in order; `jobs` 0 is one process for each core. Fewer
    items than `worth` are not worth another process.

    Raises what the work raises, in whatever process, and ToolError where a process is lost.
    """
    chunk = max(chunk, -(-count // MOST))
    ranges = [(start, min(start + chunk, count)) for start in range(0, count, chunk)]
    jobs = min(jobs or os.cpu_count() or 1, len(ranges))
    if jobs < 2 or count < (WORTH_FORKING if worth is None else worth) or not hasattr(os, "fork"):
        return [one for start, stop in ranges for one in work(start, stop)]
    queue, fill = os.pipe()
    os.write(fill, b"".join(number.to_bytes(4, "big") for number in range(len(ranges))))
    os.close(fill)
    helpers: list[_Helper] = []
    found: dict[int, list[T]] = {}
    try:
        helpers += (_Helper(work, ranges, queue) for _ in range(jobs - 1))
        found |= _taken(work, ranges, queue)
        for helper in helpers:
            found |= helper.answers()
    finally:
        os.close(queue)
        for helper in helpers:
            helper.end()
    return [one for number in range(len(ranges)) for one in found[number]]


def begun(work: Callable[[], T], jobs: int = 0) -> Callable[[], T]:
    """Begins some work beside this process, if more than one may be used; what is given back waits for it and gives what it gives. Raises, then,
    what the work raises, and ToolError where the process is lost."""
    if (jobs or os.cpu_count() or 1) < 2 or not hasattr(os, "fork"):
        return work
    queue, fill = os.pipe()
    os.write(fill, bytes(4))
    os.close(fill)
    helper = _Helper(lambda start, stop: [work()], [(0, 1)], queue)
    os.close(queue)

    def waiting() -> T:
        try:
            return helper.answers()[0][0]  # type: ignore[no-any-return]
        finally:
            helper.end()

    return waiting


def _taken(work: Work[T], ranges: list[tuple[int, int]], queue: int) -> Iterator[tuple[int, list[T]]]:
    """Does what nobody has taken yet, until nothing is left."""
    while token := os.read(queue, 4):
        number = int.from_bytes(token, "big")
        yield number, work(*ranges[number])


class _Helper:
    """A forked process that has a share in the work. Its answers wait in a file of its own, so that it never waits for us."""

    def __init__(self, work: Work[Any], ranges: list[tuple[int, int]], queue: int) -> None:
        self.file = _file()
        parent = os.getpid()
        self.process = os.fork()
        if self.process == 0:
            code = 1
            try:
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                _end_with(parent)
                _answer(_taken(work, ranges, queue), self.file)
                code = 0
            finally:
                os._exit(code)

    def answers(self) -> dict[int, list[Any]]:
        """What it did, once it is done."""
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        if status:
            raise ToolError(f"a process of this program was stopped from outside ({os.waitstatus_to_exitcode(status)}); is there enough memory?")
        self.file.seek(0)
        found: dict[int, list[Any]] = {}
        while (one := pickle.load(self.file)) is not None:  # noqa: S301  # what our own process wrote
            if isinstance(one, BaseException):
                raise one
            found[one[0]] = one[1]
        return found

    def end(self) -> None:
        self.file.close()
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _answer(taken: Iterator[tuple[int, list[Any]]], file: BinaryIO) -> None:
    try:
        for one in taken:
            pickle.dump(one, file, protocol=5)
        pickle.dump(None, file)
    except Exception as error:  # told where the work was asked for
        error.add_note(format_exc())
        pickle.dump(error, file)
    file.flush()


def _file() -> BinaryIO:
    """A file without a name."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("archive"), "w+b")
    from tempfile import TemporaryFile

    return TemporaryFile()  # it is closed when the process is ended


def _end_with(parent: int) -> None:
    from archive.processes import end_with  # it takes time to load

    end_with(parent)
