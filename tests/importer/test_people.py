"""Names out of bylines and credits, as printed."""

from __future__ import annotations

import pytest

from archive.importer.features import size
from archive.importer.people import addressed, byline, credited, each, is_name_line, names

BYLINES = {
    "By Bai Tiantian Source:Global Times Published: 2015-6-24 0:53:01": ("Bai Tiantian",),
    "By Jane Doe and John Smith, Staff Writers": ("Jane Doe", "John Smith"),
    "By JANE DOE AND JOHN ROE": ("JANE DOE", "JOHN ROE"),
    "By Robert E. Lee and Dan Smith": ("Robert E. Lee", "Dan Smith"),
    "By Jo Bloggs BBC News, Beijing": ("Jo Bloggs",),
    "By Jane Doe, Political Editor": ("Jane Doe",),
    "By Ludwig van der Berg in Oslo": ("Ludwig van der Berg",),
    "By Nadia Farrow For Mail Online": ("Nadia Farrow",),
    "By Michael O'Brien, Reuters": ("Michael O'Brien",),
    "By The Associated Press": ("The Associated Press",),
    "Von Katrin Oberländer und Jens Vogt, Talheim": ("Katrin Oberländer", "Jens Vogt"),
    "Par Solène Perrault (Villard, correspondance)": ("Solène Perrault",),
    "Por Lucía Ferrer, Andrés Molina | Madrid": ("Lucía Ferrer", "Andrés Molina"),
    "di Giulia Bressan": ("Giulia Bressan",),
    "Автор: Анна Лебедева": ("Анна Лебедева",),
    "记者 周明远": ("周明远",),
    "كتب: سامي الحداد": ("سامي الحداد",),
    "Jane DoeStaff Reporter": ("Jane Doe",),
    "By Jane Doe Deputy Content Director": ("Jane Doe",),
    "By Jane A. Doe Business Columnist": ("Jane A. Doe",),
    "By Jane Doe Jane Doe": ("Jane Doe",),
    "byJane Doe": ("Jane Doe",),
    "By Ann FitzGerald and Ian McDonald": ("Ann FitzGerald", "Ian McDonald"),
    "By Jane Doe On 11/13/19 at 4:00 PM EST": ("Jane Doe",),
    "By InstaTunnel": ("InstaTunnel",),
    "By Jane Doe, Former Ferry Consultant": ("Jane Doe",),
    "Jane Doe, Fact Checked": ("Jane Doe",),
    "By Jane Doe | Merrow Bay": ("Jane Doe",),
    "von Jane Doe, BBC Merrow": ("Jane Doe",),
    "Reuters, Jane Doe": ("Jane Doe",),
    "By Jane Doe and Sun Wei": ("Jane Doe", "Sun Wei"),
    "By JANE DOE AND SUN WEI": ("JANE DOE", "SUN WEI"),
    "Leitender Wirtschaftsredakteur": (),
    "By Capt. Jane Doe": ("Capt. Jane Doe",),
    "by Doctor. Strange Things": (),
    "Center for Harbour Safety and Research": (),
    "Kolumne von": (),
    "SUSCRÍBETE PARA ESCUCHAR": (),
    "By our own correspondent": (),
    "By 2015 it was over": (),
    "ByJ.R. Roe": ("J.R. Roe",),
    "VON KATRIN OBERLÄNDER UND JENS VOGT": ("KATRIN OBERLÄNDER", "JENS VOGT"),
    "POR LUCÍA FERRER Y ANDRÉS MOLINA": ("LUCÍA FERRER", "ANDRÉS MOLINA"),
    "By JOHN E SMITH": ("JOHN E SMITH",),
    "Автор: Анна Лебедева A A A": ("Анна Лебедева",),
    "Von Katrin Oberländer, Talheimer Bote": ("Katrin Oberländer",),
    "文・高橋美咲 文字サイズ 小 中 大": ("高橋美咲",),
    "By Gazette Roe and Jane Doe": ("Gazette Roe", "Jane Doe"),
    "Byby JANE DOE and JOHN ROE": ("JANE DOE", "JOHN ROE"),
    "PorLucía Ferrer": ("Lucía Ferrer",),
    "By Jane Doe on Tue, Mar 12, 2013 at 6:17 am": ("Jane Doe",),
    "By Jane Doe Published in Harbour News March 12, 2013 6:17 am": ("Jane Doe",),
    "By Jane Doe Jr. and John R. Roe": ("Jane Doe Jr.", "John R. Roe"),
    "Por Lucía Ferrer C. | Madrid": ("Lucía Ferrer C.",),
    "By Jane Doe and John Roe.": ("Jane Doe", "John Roe"),
    "By The New York Times": ("The New York Times",),
    "Por Lucía Ferrer e Molina": ("Lucía Ferrer e Molina",),
    "Por Lucía e Andrés": ("Lucía", "Andrés"),
    "Por Lucía Ferrer e Reuters": ("Lucía Ferrer",),
    "von Jane Doe Foto: © Merrow Archiv": ("Jane Doe",),
    "By Jane Doe Illustration by John Roe": ("Jane Doe",),
    "Text: Jane v. Doe-Roe": ("Jane v. Doe-Roe",),
}
CREDITS = {
    "(Additional reporting by Ann Lee and Bo Chen in Washington; writing by Cy Dow; editing by Di Eve and Flo Gray)": {
        "additional_reporting": ("Ann Lee", "Bo Chen"),
        "writing": ("Cy Dow",),
        "editing": ("Di Eve", "Flo Gray"),
    },
    "Additional reporting by Ann Lee": {"additional_reporting": ("Ann Lee",)},
    "Reporting by Ann Lee; Editing by Bo Chen": {"reporting": ("Ann Lee",), "editing": ("Bo Chen",)},
    "Nobody did anything": {},
}


@pytest.mark.parametrize("text", BYLINES)
def test_a_byline_gives_names(text: str) -> None:
    assert byline(text) == BYLINES[text]


@pytest.mark.parametrize("text", CREDITS)
def test_credits_give_names_by_role(text: str) -> None:
    assert credited(text) == CREDITS[text]


def test_a_line_of_names_is_told_from_a_headline() -> None:
    lines = [
        "Jane Doe",
        "Eleanor Whitcombe, Tom Adeyemi",
        "Jane Doe in Beijing",
        "Sign In",
        "World News",
        "Storm hits coast",
        "Give Feedback",
        "Open Navigation Menu",
    ]
    assert [line for line in lines if is_name_line(line)] == ["Jane Doe", "Eleanor Whitcombe, Tom Adeyemi", "Jane Doe in Beijing"]


def test_a_line_without_spaces_is_long() -> None:
    assert size("1234567890" * 100) > 20
    assert size("Harbour board votes to close ferry pier") == 7


def test_a_line_of_names_alone_may_part_them_by_bars() -> None:
    assert names("Jane Doe | John Roe") == ("Jane Doe", "John Roe")
    assert is_name_line("Jane Doe | John Roe")
    assert names("Jane Doe | Merrow") == ("Jane Doe",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Urs Zeller und Mirjam Kofmel", ("Urs Zeller", "Mirjam Kofmel")),
        ("Ana Volta e Pinto", ("Ana Volta e Pinto",)),
        ("Ana e Pedro Silva", ("Ana e Pedro Silva",)),
        ("Karl von und zu Merrow", ("Karl von und zu Merrow",)),
    ],
)
def test_what_could_be_one_name_is_two_only_where_both_are_whole(text: str, found: tuple[str, ...]) -> None:
    assert each(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jane Doe | jane.doe@gazette.example", ("Jane Doe",)),
        ("Jane Doe and John Roe, desk@gazette.example", ("Jane Doe", "John Roe")),
        ("高橋美咲 misaki@gazette.example", ("高橋美咲",)),
        ("Jane Doe", ()),
        ("desk@gazette.example", ()),
        ("Newsroom: desk@gazette.example", ()),
        ("Write to Jane Doe at jane.doe@gazette.example", ()),
    ],
)
def test_a_line_of_names_and_addresses_for_mail_is_known(text: str, found: tuple[str, ...]) -> None:
    assert addressed(text) == found
