"""The figures of the development part stay where they are: a floor under each."""

from __future__ import annotations

import pytest

from benchmarks.importing.corpus import samples
from benchmarks.importing.measure import Score, score


@pytest.fixture(scope="module")
def scores() -> list[Score]:
    return [score(sample) for sample in samples("development")]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize(("form", "floor"), [("html", 0.98), ("page", 0.96), ("part", 0.97)])
def test_bodies(scores: list[Score], form: str, floor: float) -> None:
    assert mean([one.f1 for one in scores if one.sample.form.startswith(form)]) >= floor


@pytest.mark.parametrize(("fact", "floor"), [("title", 0.98), ("date", 0.99), ("author", 0.88), ("source", 0.85)])
def test_facts(scores: list[Score], fact: str, floor: float) -> None:
    assert mean([float(value) for one in scores if (value := getattr(one, fact)) is not None and one.sample.form.startswith(("html", "page"))]) >= floor


def test_no_readers_comment_is_in_a_body(scores: list[Score]) -> None:
    assert [one.sample.name for one in scores if one.leaked] == []
