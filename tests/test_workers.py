"""Work that several processes do: what comes back is the same, whoever did it."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar
from weakref import WeakSet

import pytest

from archive.problems import ToolError
from archive.workers import each, spread


class Large:
    """An answer; `living` are those that this process holds."""

    living: ClassVar[WeakSet[Large]] = WeakSet()

    def __init__(self, number: int) -> None:
        self.number = number
        self.living.add(self)

    def __reduce__(self) -> tuple[type[Large], tuple[int]]:
        return Large, (self.number,)


FULL = Path("/dev/full")
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork processes")


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize("jobs", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 7, 64])
def test_answers_come_in_order(jobs: int, count: int, aside: bool) -> None:
    found = spread(lambda start, stop: [number * number for number in range(start, stop)], count, jobs, chunk=3, worth=2, aside=aside)
    assert found == [number * number for number in range(count)]


@forks
def test_what_is_done_aside_is_done_by_others() -> None:
    assert os.getpid() not in spread(lambda start, stop: [os.getpid()], 8, jobs=2, chunk=1, worth=1, aside=True)


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_step_meanwhile_is_done_here_before_anything_else_is(jobs: int, aside: bool) -> None:
    done: list[int] = []

    def steps() -> Iterator[None]:
        done.append(os.getpid())
        yield

    found = spread(lambda start, stop: [(os.getpid(), len(done))], 8, jobs, chunk=1, worth=1, aside=aside, meanwhile=steps())
    assert done == [os.getpid()]
    assert all(before == (process == os.getpid()) for process, before in found)


def test_between_ranges_that_are_done_here_is_a_step_of_other_work() -> None:
    done: list[str] = []

    def steps() -> Iterator[None]:
        while True:
            done.append("step")
            yield

    spread(lambda start, stop: [done.append("work")], 3, 1, chunk=1, meanwhile=steps())
    assert done == ["step", "work", "step", "work", "step", "work", "step"]


@forks
def test_beside_work_that_others_do_all_steps_are_done_here() -> None:
    done: list[int] = []
    spread(lambda start, stop: [None], 1, 2, worth=1, aside=True, meanwhile=map(done.append, range(3)))
    assert done == [0, 1, 2]


@forks
@pytest.mark.parametrize("aside", [False, True])
def test_others_have_begun_before_what_is_done_meanwhile(aside: bool) -> None:
    came, said = os.pipe()

    def work(start: int, stop: int) -> list[int]:
        os.write(said, b"!")
        return [start]

    seen: list[bytes] = []
    assert spread(work, 2, jobs=2, chunk=1, worth=1, aside=aside, meanwhile=(seen.append(os.read(came, 1)) for _ in "1")) == [0, 1]
    assert seen == [b"!"]


@forks
@pytest.mark.parametrize("aside", [False, True])
def test_a_mistake_meanwhile_ends_the_others(aside: bool) -> None:
    def fail() -> Iterator[None]:
        raise LookupError("nothing here")
        yield

    came, held = os.pipe()
    with pytest.raises(LookupError, match="nothing here"):
        spread(lambda start, stop: [time.sleep(600)], 2, jobs=2, chunk=1, worth=1, aside=aside, meanwhile=fail())
    os.close(held)
    assert select.select([came], [], [], 20)[0], "somebody still holds the other end"
    assert os.read(came, 1) == b""


@forks
@pytest.mark.parametrize("aside", [False, True])
def test_a_mistake_reaches_who_asked(aside: bool) -> None:
    def work(start: int, stop: int) -> list[int]:
        raise LookupError(f"nothing at {start}")

    with pytest.raises(LookupError, match="nothing at"):
        spread(work, 8, jobs=2, chunk=1, worth=1, aside=aside)


@pytest.mark.parametrize("aside", [False, True])
@pytest.mark.parametrize("jobs", [1, 2])
def test_of_answers_that_are_asked_for_one_by_one_few_are_in_memory(jobs: int, aside: bool) -> None:
    found = each(lambda start, stop: [Large(number) for number in range(start, stop)], 60, jobs, chunk=4, worth=2, aside=aside)
    for expected, one in enumerate(found):
        assert one.number == expected
        del one
        assert len(Large.living) <= 4


@forks
@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("aside", [False, True])
def test_where_answers_find_no_room_is_told(aside: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.workers._file", lambda: FULL.open("r+b", buffering=0))
    with pytest.raises(ToolError, match=r"no room in .* set TMPDIR"):
        spread(lambda start, stop: [start], 8, jobs=2, chunk=1, worth=1, aside=aside)
