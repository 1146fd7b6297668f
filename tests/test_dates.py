"""Dates: what an editor writes in EDTF, the days that it can mean, and how it is said in five languages."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.compiled import Compiled
from archive.hints import date_meant
from archive.model import Date, parse_date
from archive.strings import strings
from archive.words import Words
from tests.support.tools import REPOSITORY

ENGLISH = yaml.load((REPOSITORY / "templates/strings/en.yaml").read_text("utf-8"), yaml.BaseLoader)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2013", (2013, 1, 1), (2013, 12, 31)),
        ("2013-03", (2013, 3, 1), (2013, 3, 31)),
        ("2012-02", (2012, 2, 1), (2012, 2, 29)),
        ("2013-03-12", (2013, 3, 12), (2013, 3, 12)),
        ("2013-03-12T06:17:00-04:00", (2013, 3, 12), (2013, 3, 12)),
        ("2013-03-12T06:17", (2013, 3, 12), (2013, 3, 12)),
        ("2013-06~", (2013, 6, 1), (2013, 6, 30)),
        ("2013?", (2013, 1, 1), (2013, 12, 31)),
        ("2013-06-03%", (2013, 6, 3), (2013, 6, 3)),
        ("201X", (2010, 1, 1), (2019, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2013-XX", (2013, 1, 1), (2013, 12, 31)),
        ("2013-05-XX", (2013, 5, 1), (2013, 5, 31)),
        ("2013-21", (2013, 3, 1), (2013, 5, 31)),
        ("2013-06-03/2013-06-06", (2013, 6, 3), (2013, 6, 6)),
        ("2013-06/2013-07", (2013, 6, 1), (2013, 7, 31)),
        ("2013-06-03/..", (2013, 6, 3), None),
        ("../2013-06-03", None, (2013, 6, 3)),
        ("2013/", (2013, 1, 1), None),
    ],
)
def test_the_days_that_a_date_can_mean(text: str, first: object, last: object) -> None:
    date = parse_date(text)
    assert isinstance(date, Date)
    assert (date.text, date.first, date.last) == (text, first, last)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2013-02-30", 'there is no day "2013-02-30" in the calendar'),
        ("2013-13-01", 'there is no day "2013-13-01" in the calendar'),
        ("2013-03-12T25:00", 'there is no time "25:00"; hours go to 23, minutes and seconds to 59'),
        ("2013-06-06/2013-06-03", 'the interval "2013-06-06/2013-06-03" ends before it begins; write the earlier date first'),
        ("../..", '"../.." names no day at all; leave the date out and say why in date_note'),
        *(
            (text, f'"{text}" is not a date in EDTF; write 2013, 2013-03, 2013-03-12, 2013-06~ or 2013-06-03/2013-06-06')
            for text in ("12 March 2013", "03/12/2013", "2013-3-12", "yesterday", "20130312T", "NO", "-", "~")
        ),
    ],
)
def test_what_is_no_date_is_told_with_the_right_form(text: str, why: str) -> None:
    assert parse_date(text) == why


def test_dates_stand_in_the_order_of_their_first_day_then_of_their_minute_in_utc() -> None:
    texts = ["../2012-05", "2013", "2013-03-12T09:00Z", "2013-03-12T06:17:00-04:00", "2013-03-12T23:00", "2013-06~", "201X"]
    dates = [date for text in texts if isinstance(date := parse_date(text), Date)]
    assert [date.text for date in sorted(dates, key=lambda date: date.key)] == [
        "201X",
        "../2012-05",
        "2013",
        "2013-03-12T09:00Z",
        "2013-03-12T06:17:00-04:00",
        "2013-03-12T23:00",
        "2013-06~",
    ]


@given(st.text(alphabet="0123456789-/.~?%XTZ:+", max_size=24))
def test_any_text_is_a_date_or_a_reason_never_an_error(text: str) -> None:
    found = parse_date(text)
    assert isinstance(found, (Date, str))
    if isinstance(found, Date):
        assert found.text == text
        assert found.first or found.last
        assert len(found.years) <= 200


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2013", "2013"),
        ("2013-03", "March 2013"),
        ("2013-03-12", "March 12, 2013"),
        ("2013-03-12T06:17:00-04:00", "March 12, 2013, 6:17\u202fAM (UTC−04:00)"),
        ("2013-03-12T06:17Z", "March 12, 2013, 6:17\u202fAM (UTC)"),
        ("2013-06~", "about June 2013"),
        ("2013-06-03?", "June 3, 2013 (uncertain)"),
        ("2013%", "about 2013 (uncertain)"),
        ("201X", "the 2010s"),
        ("19XX", "between 1900 and 1999"),
        ("2013-21", "spring 2013"),
        ("2013-24", "winter 2013"),
        ("2013-05-XX", "some day in May 2013"),
        ("2013-XX", "some day in 2013"),
        ("2013-06-03/2013-06-06", "Jun 3\u2009–\u20096, 2013"),
        ("2013-06/2014-01", "June 2013\u2009–\u2009January 2014"),
        ("2013/..", "since 2013"),
        ("../2013-06-03", "until June 3, 2013"),
        ("2013/2015-06", "between 2013 and June 2015"),
        ("[2012,2013]", "2012 or 2013"),
        ("[2012-03-01,2012-04,2013]", "March 1, 2012, April 2012, or 2013"),
        ("[2012..2014]", "between 2012 and 2014"),
        ("{2012,2013}", "2012 and 2013"),
        ("2013-06?-11", "June 11, 2013"),
    ],
)
def test_every_form_of_a_date_in_english_words(text: str, said: str) -> None:
    assert Words("en", ENGLISH).date(text) == said


@pytest.mark.parametrize(
    ("language", "day", "month", "span", "number"),
    [
        ("en", "March 12, 2013", "March 2013", "Jun 3\u2009–\u20096, 2013", "1,234"),
        ("en-GB", "12 March 2013", "March 2013", "3–6 Jun 2013", "1,234"),
        ("fr", "12 mars 2013", "mars 2013", "3–6 juin 2013", "1\u202f234"),
        ("de", "12. März 2013", "März 2013", "3.–6. Juni 2013", "1.234"),
        ("zh-Hans", "2013年3月12日", "2013年3月", "2013年6月3日至6日", "1,234"),
        ("ar", "12 مارس 2013", "مارس 2013", "3–6 يونيو 2013", "1,234"),
        ("xx", "March 12, 2013", "March 2013", "Jun 3\u2009–\u20096, 2013", "1,234"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(language: str, day: str, month: str, span: str, number: str) -> None:
    words = Words(language, ENGLISH)
    assert [words.date("2013-03-12"), words.date("2013-03"), words.date("2013-06-03/2013-06-06"), words.number(1234)] == [day, month, span, number]


@pytest.mark.parametrize(
    ("language", "n", "said"),
    [("pt", 0, "0 problems"), ("pt", 1, "1 problem"), ("fr", 0, "0 problème"), ("ja", 1, "1 problem"), ("de", 0, "0 Probleme"), ("en", 0, "0 problems")],
)
def test_a_text_that_stands_in_for_another_language_keeps_its_own_plurals(language: str, n: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings/de.yaml").write_text('desk_problems: {one: "{n} Problem", other: "{n} Probleme"}\n', "utf-8")
    words = Words(language, strings([str(tmp_path), str(REPOSITORY / "templates")], language, Compiled()))
    assert words.t("desk_problems", n=n) == said


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("he-IL", "rtl"), ("ur", "rtl"), ("zh-Hant", "ltr"), ("ks-Deva", "ltr")]
)
def test_the_direction_of_a_page_follows_its_language(language: str, direction: str) -> None:
    assert Words("en", ENGLISH).direction(language) == direction


def test_the_library_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    parse_date.__wrapped__("201X")  # which loads it
    from edtf.parser import parser_classes

    class Unfit(parser_classes.EDTFObject):
        def __init__(self, **parts: int) -> None:
            raise ValueError(parts)

    class Tokens:
        def asDict(self) -> dict[str, int]:  # noqa: N802  # the name that the library calls
            return {"year": 1}

    with pytest.raises(ValueError, match="year"):
        Unfit.parse_action(Tokens())  # type: ignore[no-untyped-call]
    assert capsys.readouterr().out == ""


PART = st.from_regex(r"[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[?~%]?", fullmatch=True)


END = st.one_of(PART, st.sampled_from(["", ".."]))


@given(st.one_of(PART, st.tuples(END, END).map("/".join)))
def test_simple_dates_mean_what_the_library_says(text: str) -> None:
    from archive.model import dates

    found = dates._simple(text)
    if found is not None:
        assert found == dates._read(text)


@pytest.mark.parametrize("text", ["2013-03-12T06:17:00-04:00", "2013-06~", "2013/..", "201X", "2013-21"])
def test_a_date_that_is_stored_is_the_same_when_it_is_loaded(text: str) -> None:
    date = parse_date(text)
    assert pickle.loads(pickle.dumps(date)) == date


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("spring 1952", "write 1952-21"),
        ("Summer of 1952", "write 1952-22"),
        ("printemps 1952", "write 1952-21"),
        ("Herbst 1952", "write 1952-23"),
        ("invierno de 1952", "write 1952-24"),
        ("1952 or 1953", 'write "[1952,1953]"'),
        ("March 1952 or 2 April 1952", 'write "[1952-03,1952-04-02]"'),
        ("before 1953", "write /1952"),
        ("before January 1953", "write /1952-12"),
        ("avant 1953", "write /1952"),
        ("before 1 March 1952", "write /1952-02-29"),
        ("until 1953", "write /1953"),
        ("after 1950", "write 1951/"),
        ("nach 1950", "write 1951/"),
        ("since 1950", "write 1950/"),
        ("between 1951 and 1953", "write 1951/1953"),
        ("zwischen 1951 und 1953", "write 1951/1953"),
        ("from May 1951 to 1953", "write 1951-05/1953"),
        ("the 1950s", "write 195X"),
        ("1950er Jahre", "write 195X"),
        ("années 1950", "write 195X"),
        ("19th century", "write 18XX"),
        ("circa 1953", "write 1953~"),
        ("about 12 March 1953", "write 1953-03-12~"),
        ("17.5.2001", "write 2001-05-17"),
        ("5/17/2001", "write 2001-05-17"),
        ("5.5.2001", "write 2001-05-05"),
        ("17.15.2001", ""),
        ("before circa 1953", ""),
        ("about 3/4/1953", ""),
        ("before 1 January 0001", ""),
        ("circa " * 5000 + "1953", ""),
    ],
)
def test_a_date_in_words_is_offered_in_edtf(said: str, hint: str) -> None:
    assert date_meant(said) == hint
    if hint:
        assert isinstance(parse_date(hint.removeprefix("write ").strip('"')), Date)
