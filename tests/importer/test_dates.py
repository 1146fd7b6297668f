"""Dates as pages print them, and as they must be read: in full, or not at all."""

from __future__ import annotations

import pytest

from archive.importer.dates import machine, stamps

READ = {
    "BEIJING Wed Jun 22, 2011 2:28pm EDT": "2011-06-22T14:28:00-04:00",
    "Source:Global Times Published: 2015-6-24 0:53:01": "2015-06-24T00:53:01",
    "PUBLISHED : Tuesday, 12 March, 2013, 6:21pm": "2013-03-12T18:21:00",
    "March 12, 2013 6:17 a.m. ET": "2013-03-12T06:17:00-04:00",
    "January 12, 2013 6:17 a.m. ET": "2013-01-12T06:17:00-05:00",
    "10:15 a.m. EST, Mon January 7, 2013": "2013-01-07T10:15:00-05:00",
    "13:20 GMT, 4 November 2025": "2025-11-04T13:20:00+00:00",
    "12.03.2013, 18:21 Uhr": "2013-03-12T18:21:00",
    "Le 12 mars 2013 à 11h05": "2013-03-12T11:05:00",
    "1er mars 2013": "2013-03-01",
    "12 de marzo de 2013": "2013-03-12",
    "5 de setembro de 2022 às 20h30": "2022-09-05T20:30:00",
    "21 ottobre 2017": "2017-10-21",
    "9 listopada 2021": "2021-11-09",
    "2 апреля 2021 г., 15:10": "2021-04-02T15:10:00",
    "2013年3月12日 09:26": "2013-03-12T09:26:00",
    "2013年03月12日 星期二 09:26": "2013-03-12T09:26:00",
    "2013-03-12 (二) 09:26": "2013-03-12T09:26:00",
    "12 Mart 2013 Salı 09:26": "2013-03-12T09:26:00",
    "12 maart 2013 09u26": "2013-03-12T09:26:00",
    "Publicerad 2013-03-12 09.26": "2013-03-12T09:26:00",
    "2013-03-12 12:05 AM": "2013-03-12T00:05:00",
    "2013. március 12. 9:26": "2013-03-12T09:26:00",
    "Marzo 12 de 2013": "2013-03-12",
    "12 مارس، 2013": "2013-03-12",
    "12 mar 13, 09:26": "2013-03-12T09:26:00",
    "By JANE ROEMARCH 12, 2013": "2013-03-12",
    "Jane RoePublishedMarch 12, 2013": "2013-03-12",
    "２０１８年１１月２日１６時３０分": "2018-11-02T16:30:00",
    "2013년 3월 12일": "2013-03-12",
    "15 يناير 2019": "2019-01-15",
    "١٥ يناير ٢٠١٩": "2019-01-15",
    "AUGUST 8, 2014 / 2:28 PM / 5 YEARS AGO": "2014-08-08T14:28:00",
    "12th March 2013": "2013-03-12",
    "12/25/2013": "2013-12-25",
    "25/12/2013": "2013-12-25",
    "2018-02-09T16:45:00.000+0100": "2018-02-09T16:45:00+01:00",
    "Publisert: 05.08.24 kl. 14:47": "2024-08-05T14:47:00",
    "On 11/13/19 at 4:00 PM EST": "2019-11-13T16:00:00-05:00",
    "13.08.24": "2024-08-13",
    "15\u200f/01\u200f/2019": "2019-01-15",
    "11.14.2019 09:00 AM": "2019-11-14T09:00:00",
    "Merrow-29/05/2025 20:00": "2025-05-29T20:00:00",
    "30.01.202430. Januar 2024": "2024-01-30",
    "Issue 23, 4-10 June 2013": "2013-06-04/2013-06-10",
    "4–5 June 2013": "2013-06-04/2013-06-05",
    "4 - 10 June 2013": "2013-06-04/2013-06-10",
    "Page 4 - 10 June 2013": "2013-06-10",
    "12:30-10 June 2013": "2013-06-10T12:30:00",
    "June 4-10, 2013": "2013-06-04/2013-06-10",
    "30 May – 4 June 2013": "2013-05-30/2013-06-04",
    "vom 4. bis 10. Juni 2013": "2013-06-04/2013-06-10",
    "du 4 au 10 juin 2013": "2013-06-04/2013-06-10",
    "2013年6月4日至10日": "2013-06-04/2013-06-10",
    "28.6.-2.7.2013": "2013-06-28/2013-07-02",
    "Nr. 26, 28.06. – 02.07.2013": "2013-06-28/2013-07-02",
    "28.12.2012-3.1.2013": "2012-12-28/2013-01-03",
    "28.-30.6.2013": "2013-06-28/2013-06-30",
    "28.6.2013 bis 2.7.2013": "2013-06-28/2013-07-02",
    "2013-06-28 to 2013-07-02": "2013-06-28/2013-07-02",
    "2013-06-28/2013-07-02": "2013-06-28/2013-07-02",
    "Du 28/06/2013 au 02/07/2013": "2013-06-28/2013-07-02",
    "28 June 2013 – 2 July 2013": "2013-06-28/2013-07-02",
    "December 28, 2012 - January 3, 2013": "2012-12-28/2013-01-03",
    "2012年12月28日至2013年1月3日": "2012-12-28/2013-01-03",
    "الاثنين 4 مارس 2024 - 6:32 م": "2024-03-04T18:32:00",
    "الاثنين 4 مارس 2024، 6:32م": "2024-03-04T18:32:00",
    "4 مارس 2024 - 12:32 ص": "2024-03-04T00:32:00",
    "4 مارس 2024 6:32 مساءً": "2024-03-04T18:32:00",
    "6:32 م | 4 مارس 2024": "2024-03-04T18:32:00",
    "4 Ιουνίου 2013, 6:30 μ.μ.": "2013-06-04T18:30:00",
    "4 Ιουνίου 2013, 6:30 πμ": "2013-06-04T06:30:00",
    "2 апреля 2021 г., 15:10 по московскому времени": "2021-04-02T15:10:00",
}
NONE = [
    "il y a 3 jours",
    "vor 2 Stunden",
    "yesterday",
    "Monday 12 March",
    "March 2013",
    "31 February 2013",
    "1,400 people",
    "call 020 7946 0018",
    "12:30",
    "May 5-6",
    "version 2.10.2013.1.2",
    "version 05.08.24 is out",
    "1-29/05/2025",
]


@pytest.mark.parametrize("text", READ)
def test_a_date_is_read_as_printed(text: str) -> None:
    assert [stamp.edtf for stamp in stamps(text)] == [READ[text]]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert stamps(text) == ()


@pytest.mark.parametrize(
    "text",
    ["28 June 2013 | 2 July 2013", "28 June 2013, 2 July 2013", "2 July 2013 - 28 June 2013", "1920-02-03 - 2013-07-02", "2013-06-28 12:30 - 2013-07-02 13:20"],
)
def test_two_dates_are_a_span_only_where_nothing_else_can_be_meant(text: str) -> None:
    assert [stamp.until for stamp in stamps(text)] == [None, None]


def test_the_weekday_beside_a_date_is_a_witness() -> None:
    assert [stamps(text)[0].weekday for text in ("Tue 12 Mar 2013", "Fri 12 Mar 2013", "12 Mar 2013")] == [True, False, None]


def test_day_and_month_in_digits_are_exchanged_only_with_a_reason() -> None:
    assert [(stamp.edtf, stamp.certain) for order in (None, True, False) for stamp in stamps("03/04/2013", order)] == [
        ("2013-04-03", False),
        ("2013-03-04", True),
        ("2013-04-03", True),
    ]


def test_structured_data_without_a_date_has_none() -> None:
    assert [machine(text) for text in (None, "", "today")] == [None, None, None]


def test_the_half_of_the_day_belongs_to_the_printed_date() -> None:
    for text in ("4 مارس 2024 - 6:32 م", "4 Ιουνίου 2013, 6:30 μ.μ."):
        assert (stamps(text)[0].start, stamps(text)[0].end) == (0, len(text))
