"""The figures: what of a sample an import got right."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trafilatura import extract

from archive.ids import id_of
from archive.importer.capture import read_capture
from archive.importer.draft import draft_of
from archive.importer.findings import Draft
from benchmarks.importing.corpus import Sample

SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LEAK = 6
LONG, WIDE = 80, 30
"""Signs of a line that the simplest way takes for a paragraph: of most writing, and of Chinese and Japanese."""


@dataclass(frozen=True, slots=True)
class Score:
    """One sample's figures; `None` where the page has no such fact. `simple` is the F1 that the simplest way gives."""

    sample: Sample
    draft: Draft
    f1: float
    simple: float
    title: bool
    date: bool | None
    invented: bool | None
    author: bool | None
    source: bool | None
    leaked: bool | None


def score(sample: Sample) -> Score:
    """Imports one sample and compares."""
    name = sample.name.replace("/", "-") + (".html" if sample.form == "html" else ".txt")
    draft = draft_of(read_capture(name, sample.data))
    story = sample.story
    body = "\n".join(block.text for block in draft.body)
    shown = sample.data.decode()
    day = draft.value("date")
    named = [author for author in story.authors if author.casefold() in shown.casefold()]
    complete = len(named) == len(story.authors)
    dated = _prints_date(sample)
    return Score(
        sample,
        draft,
        f1(body, story.body),
        f1(simple(sample), story.body),
        _same(draft.value("title"), story.title),
        (day or "")[:10] == str(story.published)[:10] if dated else None,
        None if story.published else day is not None,
        _folded(draft.values("byline")) == _folded(named) if complete and named else None,
        _outlet(draft.value("source") or "") == _outlet(story.outlet) if story.outlet in shown and "house-" not in sample.name else None,
        _leaks(body, story.comments) if story.comments and sample.form.startswith(("page", "html")) else None,
    )


def simple(sample: Sample) -> str:
    """The body as the simplest way finds it: of a page what trafilatura takes out, of a text its long lines."""
    text = sample.data.decode()
    if sample.form == "html":
        return extract(text, include_comments=False) or ""
    lines = [" ".join(part.split()) for part in text.split("\n\n")] if sample.form.endswith("wrapped") else text.split("\n")
    return "\n".join(line for line in lines if len(line) >= (WIDE if SIGN.search(line) else LONG))


def _outlet(name: str) -> str:
    """What makes two names of an outlet one."""
    return id_of(name).removeprefix("the-")


def _prints_date(sample: Sample) -> bool:
    """Whether the capture says the day at all; every layout does where the story has one."""
    return sample.dated


def _folded(names: Iterable[str]) -> set[str]:
    return {name.casefold() for name in names}


def _same(found: str | None, true: str) -> bool:
    return _words(found or "") == _words(true)


def _words(text: str) -> list[str]:
    """Words; each sign of Chinese and Japanese is one."""
    return re.findall(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+", text.casefold())


def f1(found: str, true: str) -> float:
    """The harmonic mean of precision and recall over runs of four words."""
    got, want = _runs(found), _runs(true)
    common = sum((got & want).values())
    if not common:
        return 0.0
    precision, recall = common / got.total(), common / want.total()
    return 2 * precision * recall / (precision + recall)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _words(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3))) if words else Counter()


def _leaks(body: str, comments: Iterable[list[str]]) -> bool:
    """Whether six words in a row of a reader's comment stand in the body."""
    text = " ".join(_words(body))
    for _, comment in comments:
        words = _words(comment)
        if any(" ".join(words[at : at + LEAK]) in text for at in range(len(words) - LEAK + 1)):
            return True
    return False


def table(scores: Iterable[Score]) -> str:
    """Means for each form of capture."""
    groups: dict[str, list[Score]] = defaultdict(list)
    for one in scores:
        groups[one.sample.form].append(one)
    lines = [f"{'form':14} {'n':>4} {'body F1':>8} {'simple':>7} {'title':>6} {'date':>6} {'invented':>9} {'author':>7} {'source':>7} {'leaked':>7}"]
    for form in sorted(groups):
        some = groups[form]
        facts = [_mean(getattr(one, name) for one in some) for name in ("f1", "simple", "title", "date", "invented", "author", "source", "leaked")]
        lines.append(f"{form:14} {len(some):4} " + " ".join(f"{fact:>{width}}" for fact, width in zip(facts, (8, 7, 6, 6, 9, 7, 7, 7), strict=True)))
    return "\n".join(lines)


def _mean(values: Iterable[float | bool | None]) -> str:
    known = [float(value) for value in values if value is not None]
    return f"{sum(known) / len(known):.3f}" if known else "-"
