"""Work for several processes at once: ranges of a list are taken by whoever is free, and the answers come back in order.

The processes are forked, so they share all that was loaded before them; this process has a share in the work itself. What
comes back does not depend on how many there are. This module is light: it loads nothing that takes time.
"""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from struct import Struct
from typing import Any, BinaryIO, Generic, TypeVar

from archive.problems import ToolError

CHUNK = 64
WORTH_FORKING = 400
MOST = 16_000
"""How many ranges there may be: their numbers wait in a pipe, which holds 64 KiB."""
HEAD = Struct("=iQ")
"""What stands before each answer in a file: its number, and how many bytes it has."""
FULL = 3
"""With what a process ends that could not write its answers."""
RAISED = -1
"""Stands in place of the number of an answer before what was raised."""
T = TypeVar("T")
Work = Callable[[int, int], list[T]]
Spread = Callable[[Work[Any], int], Iterable[Any]]
"""Gives what `work(start, stop)` gives for ranges of so many items, in order: in this process, or in several."""


def in_turn(work: Work[T], count: int) -> Iterable[T]:
    """Work in this process alone."""
    return work(0, count)


def spread(
    work: Work[T], count: int, jobs: int = 0, chunk: int = CHUNK, worth: int | None = None, aside: bool = False, meanwhile: Iterable[Any] = ()
) -> list[T]:
    """What `work(start, stop)` gives for the ranges of `count` items, in order; `jobs` 0 is one process for each core. Fewer
    items than `worth` are not worth another process. Work that is done `aside` is left to others wholly: what it loads and uses is gone with them.
    `meanwhile` is what this process has to do besides, once the others have begun: the first step of it, and another after each range that it takes itself;
    or all of it, where the work is done aside. Steps that are left are left.

    Raises what the work raises, in whatever process, and ToolError where a process is lost.
    """
    return list(each(work, count, jobs, chunk, worth, aside, meanwhile))


def each(
    work: Work[T], count: int, jobs: int = 0, chunk: int = CHUNK, worth: int | None = None, aside: bool = False, meanwhile: Iterable[Any] = ()
) -> Iterator[T]:
    """The same, once all is done, one by one: in memory are the answers of one range."""
    return begun(work, count, jobs, chunk, worth, aside, meanwhile)()


def begun(
    work: Work[T], count: int, jobs: int = 0, chunk: int = CHUNK, worth: int | None = None, aside: bool = False, meanwhile: Iterable[Any] = ()
) -> Callable[[], Iterator[T]]:
    """The same, begun by the other processes at once; this one does what is left of it, unless that is done aside, when the answer is asked for, which
    may be once."""
    chunk = max(chunk, -(-count // MOST))
    ranges = [(start, min(start + chunk, count)) for start in range(0, count, chunk)]
    most, steps = jobs or os.cpu_count() or 1, iter(meanwhile)
    jobs = min(most, len(ranges))
    if most < 2 or jobs < (1 if aside else 2) or count < (WORTH_FORKING if worth is None else worth) or not hasattr(os, "fork"):
        return lambda: _here(work, ranges, steps)
    team = _Team(work, ranges, aside, steps)
    try:
        team.hire(jobs if aside else jobs - 1)
    except BaseException:
        team.end()
        raise
    return team.answers


def _here(work: Work[T], ranges: list[tuple[int, int]], steps: Iterator[Any]) -> Iterator[T]:
    """The work, done by this process alone."""
    next(steps, None)
    for start, stop in ranges:
        yield from work(start, stop)
        next(steps, None)


class _Team(Generic[T]):
    """The processes that do some work, and the queue from which they take its ranges."""

    def __init__(self, work: Work[T], ranges: list[tuple[int, int]], aside: bool, steps: Iterator[Any]) -> None:
        self.work, self.ranges, self.aside, self.steps = work, ranges, aside, steps
        self.helpers: list[_Helper] = []
        self.queue, fill = os.pipe()
        os.write(fill, b"".join(number.to_bytes(4, "big") for number in range(len(ranges))))
        os.close(fill)

    def hire(self, count: int) -> None:
        for _ in range(count):
            self.helpers.append(_Helper(self.work, self.ranges, self.queue))  # those that began are to be ended if one cannot

    def answers(self) -> Iterator[T]:
        with _file() as own:
            try:
                if self.aside:
                    deque(self.steps, maxlen=0)
                else:
                    self._do(own)
                for helper in self.helpers:
                    helper.wait()
                files = [own, *(helper.file for helper in self.helpers)]
                places = {number: (file, place) for file in files for number, place in _places(file)}
                for number in range(len(self.ranges)):
                    file, place = places[number]
                    file.seek(place)
                    yield from pickle.load(file)  # noqa: S301  # what our own processes wrote
            finally:
                self.end()

    def _do(self, file: BinaryIO) -> None:
        """Does what is left of the work here."""
        next(self.steps, None)
        for number, answer in _taken(self.work, self.ranges, self.queue):
            try:
                _write(iter([(number, answer)]), file)
            except OSError:
                raise no_room() from None
            next(self.steps, None)

    def end(self) -> None:
        os.close(self.queue)
        for helper in self.helpers:
            helper.end()


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
            except OSError:  # what the work itself meets is an answer
                code = FULL
            finally:
                os._exit(code)

    def wait(self) -> None:
        """Waits until it is done."""
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        if os.waitstatus_to_exitcode(status) == FULL:
            raise no_room()
        if status:
            raise ToolError(f"a process of this program was stopped from outside ({os.waitstatus_to_exitcode(status)}); is there enough memory?")

    def end(self) -> None:
        self.file.close()
        if self.process:
            with suppress(ProcessLookupError):
                os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)


def _answer(taken: Iterator[tuple[int, list[Any]]], file: BinaryIO) -> None:
    """Writes answers, or what was raised instead."""
    try:
        _write(taken, file)
    except Exception as error:  # told where the work was asked for
        from traceback import format_exc  # it takes time to load

        error.add_note(format_exc())
        _write(iter([(RAISED, error)]), file)


def _write(taken: Iterator[tuple[int, Any]], file: BinaryIO) -> None:
    """Writes answers one after the other, before each its number and how many bytes it has."""
    for number, answer in taken:
        data = pickle.dumps(answer, protocol=5)
        file.write(HEAD.pack(number, len(data)))
        file.write(data)
    file.flush()


def _places(file: BinaryIO) -> Iterator[tuple[int, int]]:
    """The numbers of the answers in a file, and where each lies. Raises what was raised instead of one."""
    file.seek(0)
    while head := file.read(HEAD.size):
        number, length = HEAD.unpack(head)
        if number == RAISED:
            raise pickle.load(file)  # noqa: S301  # what our own process wrote
        yield number, file.tell()
        file.seek(length, os.SEEK_CUR)


def _file() -> BinaryIO:
    """A file without a name, in which answers wait: while work is done, none is held in memory."""
    from tempfile import TemporaryFile  # it takes time to load

    return TemporaryFile()


def no_room() -> ToolError:
    """A temporary file could not be written."""
    from tempfile import gettempdir  # the same

    return ToolError(f"there is no room in {gettempdir()} for temporary files; set TMPDIR to a folder that has some; the old site stays")


def _end_with(parent: int) -> None:
    from archive.processes import end_with  # it takes time to load

    end_with(parent)
