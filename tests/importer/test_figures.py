"""The figures of the development part stay where they are: a floor under each."""

from __future__ import annotations

from benchmarks.importing.corpus import samples
from benchmarks.importing.measure import score

BODIES = {"html": 0.98, "page": 0.96, "part": 0.97}
FACTS = {"title": 0.98, "date": 0.99, "author": 0.88, "source": 0.85}


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def test_every_figure_of_the_development_part_is_above_its_floor() -> None:
    """One test, for the imports take half a minute."""
    scores = [score(sample) for sample in samples("development")]
    pages = [one for one in scores if one.sample.form.startswith(("html", "page"))]
    found = {form: mean([one.f1 for one in scores if one.sample.form.startswith(form)]) for form in BODIES}
    found |= {fact: mean([float(value) for one in pages if (value := getattr(one, fact)) is not None]) for fact in FACTS}
    assert {name: figure for name, figure in found.items() if figure < {**BODIES, **FACTS}[name]} == {}
    assert [one.sample.name for one in scores if one.leaked] == []
