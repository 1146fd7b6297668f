"""Mangled captures: never a crash, never an invented date, never a paragraph lost in silence."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.importer.capture import read_capture
from archive.importer.dates import stamps
from archive.importer.draft import draft_of
from archive.importer.features import sentence_like, size
from archive.importer.findings import Draft
from archive.importer.record import record_of
from archive.importer.shelf import Shelf
from archive.read import read_file
from benchmarks.importing.corpus import Sample, samples

EVERY = list(samples("development"))
TEXTS = [sample for sample in EVERY if sample.form != "html"]


def draft(name: str, data: bytes) -> Draft:
    """Imports, and makes sure that the record which comes of it holds."""
    capture = read_capture(name, data)
    found = draft_of(capture)
    record = record_of(found, capture, Shelf())
    entry, problems = read_file(f"content/articles/{record.path}", record.text.encode())
    assert entry is not None, problems
    assert not [problem for problem in problems if problem.severity == "error"]
    return found


def mangled(data: bytes, seed: int) -> bytes:
    """The capture with lines dropped, doubled, cut and swapped, and bytes changed."""
    chance = random.Random(seed)
    lines = data.split(b"\n")
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randint(0, 5):
            case 0:
                del lines[at]
            case 1:
                lines.insert(other, lines[at])
            case 2:
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 4:
                lines[at] = bytes(chance.randrange(256) for _ in range(chance.randint(0, 30)))
            case _:
                lines[at] += b"\x00\xff\xfe\r\n\t\xe2\x80"
        lines = lines or [b""]
    return b"\n".join(lines)


@settings(max_examples=60)
@given(st.sampled_from(range(len(EVERY))), st.integers())
def test_no_capture_breaks_it_and_every_record_holds(number: int, seed: int) -> None:
    sample = EVERY[number]
    draft("x.html" if sample.form == "html" else "x.txt", mangled(sample.data, seed))


@settings(max_examples=80)
@given(
    st.one_of(
        st.text(max_size=400),
        st.lists(st.sampled_from(["<p>", "</div>", "<script type='application/ld+json'>", "{", '"@type":"NewsArticle"', "]", "<h1>A", "<table>", "&#0;"])).map(
            "".join
        ),
    )
)
def test_no_text_at_all_breaks_it(text: str) -> None:
    draft("x.html", text.encode("utf-8", "surrogatepass"))
    draft("x.txt", text.encode("utf-8", "surrogatepass"))


@settings(max_examples=60)
@given(st.sampled_from(range(len(TEXTS))), st.integers())
def test_a_date_is_one_that_the_capture_prints(number: int, seed: int) -> None:
    data = mangled(TEXTS[number].data, seed)
    text = read_capture("x.txt", data).text
    printed = {stamp.day.isoformat() for order in (True, False) for stamp in stamps(" ".join(text.split()), order)}
    printed |= {stamp.day.isoformat() for order in (True, False) for line in text.split("\n") for stamp in stamps(line, order)}
    for name in ("date", "updated"):
        found = draft("x.txt", data).value(name)
        assert found is None or found[:10] in printed


@pytest.mark.parametrize("form", ["page-nodes", "part-blocks", "html"])
def test_without_its_dates_a_capture_has_none(form: str) -> None:
    for sample in EVERY:
        if sample.form == form:
            bare = _without_dates(sample)
            assert draft("x.html" if form == "html" else "x.txt", bare).value("date") is None, sample.name


def _without_dates(sample: Sample) -> bytes:
    text = sample.data.decode()
    for stamp in reversed(stamps(text)):
        text = text[: stamp.start] + "soon" + text[stamp.end :]
    return re.sub(r"20\d\d-\d\d-\d\d\S*", "", text).encode()


@settings(max_examples=60)
@given(st.sampled_from(range(len(TEXTS))), st.integers())
def test_every_long_sentence_is_kept_or_told(number: int, seed: int) -> None:
    """Prose of a text capture is in the body, in another field, among the comments, or told as left out."""
    data = mangled(TEXTS[number].data, seed)
    found = draft("x.txt", data)
    told = " ".join([*(block.text for block in found.body), *(words for _, words in found.dropped), *(finding.value for finding in found.findings)])
    told += " ".join([*(comment.text for comment in found.comments), *found.highlights, *(str(caption) for caption in found.media)])
    zones = {words: zone for _, zone, words in found.labels}
    for words, zone in zones.items():
        if sentence_like(words) == 1.0 and size(words) >= 14 and zone not in ("credits", "comments"):
            assert _squeezed(words) in _squeezed(told), (zone, words)


def _squeezed(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_the_captures_lie_where_the_benchmark_says() -> None:
    assert len(EVERY) > 400
    assert (Path(__file__).parents[2] / "benchmarks" / "importing" / "heldout" / "stories.yaml").is_file()
