"""The forms of data that are not HTML: whatever a record holds, each stays well-formed and says the same."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.downloads import as_bib, as_csv, as_json, as_ris
from archive.render import as_line
from archive.words import machine_date

ODD = [
    "plain",
    "",
    "a,b",
    'a "b" c',
    "a\nb",
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t=x",
    "\r=x",
    " =x",
    "{}",
    "\\",
    "%#_^~&$",
    "<script>",
    "</script>",
    "\u2028",
    "é中",
    "'",
]


def cell(value: object) -> str:
    (line,) = csv.reader(io.StringIO(as_csv([[value]]), newline=""))
    return line[0] if line else ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain", "plain"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+1", "'+1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("-cmd", "'-cmd"),
        ("-1", "-1"),
        ("2,000", "2,000"),
        (None, ""),
        (0, "0"),
        (-5, "-5"),
        (("a", "b"), "a; b"),
        (("=a", "b"), "'=a; b"),
    ],
)
def test_no_spreadsheet_runs_what_a_record_holds(value: object, written: str) -> None:
    assert cell(value) == written


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=5))
def test_a_line_of_csv_reads_back_as_it_was(row: list[str]) -> None:
    (line,) = csv.reader(io.StringIO(as_csv([row]), newline=""))
    assert [field.removeprefix("'") if field.startswith("'") else field for field in line] == [
        field.removeprefix("'") if field.startswith("'") else field for field in row
    ]


@given(st.text())
def test_bibtex_stays_inside_its_braces(text: str) -> None:
    written = as_bib(text)
    assert "\n" not in written
    bare = re.sub(r"\\textbackslash\{\}|\\textasciitilde\{\}|\\textasciicircum\{\}|\\[{}&%$#_]", "", written)
    assert not re.search(r"[{}\\&%$#_~^]", bare)


def test_bibtex_says_every_sign() -> None:
    assert as_bib(r"a\b{c}~^_&%$#  d" + "\ne") == r"a\textbackslash{}b\{c\}\textasciitilde{}\textasciicircum{}\_\&\%\$\# d e"


@given(st.text(), st.text())
def test_ris_and_plain_lines_keep_to_one_line(text: str, other: str) -> None:
    assert len(str(as_ris(text)).splitlines()) <= 1
    assert len(str(as_line(text)).split()) <= 1


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_json_says_the_same_and_may_stand_in_html(value: object) -> None:
    written = str(as_json(value))
    assert json.loads(written) == value
    assert not re.search(r"[<>&]", written)


@pytest.mark.parametrize(
    ("date", "datetime"),
    [
        ("2013", "2013"),
        ("2013-03", "2013-03"),
        ("2013-03-12", "2013-03-12"),
        ("2013-03-12T06:17", "2013-03-12T06:17"),
        ("2013-03-12T06:17:00-04:00", "2013-03-12T06:17:00-04:00"),
        ("2013-03-12T06:17Z", "2013-03-12T06:17Z"),
        ("2013-21", ""),
        ("2013-06~", ""),
        ("2013?", ""),
        ("201X", ""),
        ("2013/2014", ""),
        ("../2013", ""),
        ("-0044", ""),
        ("0000", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_machine_is_told_a_date_only_in_a_form_that_html_knows(date: str | None, datetime: str) -> None:
    assert machine_date(date) == datetime
