"""Work that several processes do: what comes back is the same, whoever did it."""

from __future__ import annotations

import os

import pytest

from archive.workers import spread

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


@forks
@pytest.mark.parametrize("aside", [False, True])
def test_a_mistake_reaches_who_asked(aside: bool) -> None:
    def work(start: int, stop: int) -> list[int]:
        raise LookupError(f"nothing at {start}")

    with pytest.raises(LookupError, match="nothing at"):
        spread(work, 8, jobs=2, chunk=1, worth=1, aside=aside)
