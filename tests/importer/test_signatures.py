"""Those who wrote a report, the agencies that they drew on, and its editor, where one line names them."""

from __future__ import annotations

import pytest

pytest.importorskip("trafilatura")

from archive.importer.findings import Draft
from archive.importer.page import draft_of_page
from archive.importer.signatures import signature
from archive.importer.text import draft_of_text

ENGLISH = (
    "Court orders mill to close",
    "March 12, 2013",
    "The county court ruled on Tuesday that the mill must close its gates by the end of the year, lawyers for both sides said.",
    "The owner said that he would appeal, and that the mill had stood on the river for two hundred years.",
    "The mill employs 140 people, most of whom have worked there for more than ten years, the union said.",
)
CHINESE = (
    "法院下令关闭河边的百年磨坊",
    "2013年3月12日",
    "县法院周二裁定，这家磨坊必须在年底前关闭，双方律师都表示将研究判决的内容并考虑下一步行动。",
    "业主说他将提出上诉，磨坊已在河边矗立了两百年，当地居民对它有很深的感情，不愿看到它消失。",
    "工会说，磨坊雇用了一百四十人，其中大多数人在那里工作了十多年，他们担心今后的生活没有着落。",
)


def read(form: str, *lines: str) -> Draft:
    if form == "txt":
        return draft_of_text("\n".join(lines))
    title, *rest = lines
    below = "".join(f"<p>{line}</p>" for line in rest)
    return draft_of_page(f"<html><body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{below}</article></body></html>")


@pytest.mark.parametrize(
    ("line", "names", "agencies"),
    [
        ("Par Jean Dupont (avec AFP)", ("Jean Dupont",), ("Agence France-Presse",)),
        ("Jean Dupont avec l'AFP", ("Jean Dupont",), ("Agence France-Presse",)),
        ("Jean Dupont et AFP", ("Jean Dupont",), ("Agence France-Presse",)),
        ("Le Courrier (avec AFP)", (), ("Agence France-Presse",)),
        ("By Jane Roe and AFP", ("Jane Roe",), ("Agence France-Presse",)),
        ("Jane Roe, with Reuters", ("Jane Roe",), ("Reuters",)),
        ("By JANE ROE and JOHN DOE, Associated Press", ("JANE ROE", "JOHN DOE"), ("Associated Press",)),
        ("By Jane Roe, with AP and Reuters", ("Jane Roe",), ("Associated Press", "Reuters")),
        ("Jane Roe and agencies", ("Jane Roe",), ()),
        ("(with inputs from PTI)", (), ("Press Trust of India",)),
        ("By AFP and Jane Roe", ("Jane Roe",), ("Agence France-Presse",)),
        ("By Reuters", ("Reuters",), ("Reuters",)),
        ("Von Max Muster/dpa", ("Max Muster",), ("dpa",)),
        ("Von Max Muster, dpa", ("Max Muster",), ("dpa",)),
        ("Von Max Muster mit Material von dpa", ("Max Muster",), ("dpa",)),
    ],
)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_byline_names_the_agencies_that_it_draws_on(line: str, names: tuple[str, ...], agencies: tuple[str, ...], form: str) -> None:
    draft = read(form, ENGLISH[0], line, *ENGLISH[1:])
    assert (draft.values("byline"), draft.values("agencies")) == (names, agencies)
    assert (draft.value("source"), draft.value("subtitle"), len(draft.body)) == (None, None, 3)


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(("line", "names"), [("(avec AFP)", ()), ("— With AFP", ()), ("Jane Roe, with AFP", ("Jane Roe",))])
def test_so_does_a_line_below_the_text(line: str, names: tuple[str, ...], form: str) -> None:
    draft = read(form, *ENGLISH, line)
    assert (draft.values("byline"), draft.values("agencies"), draft.value("source")) == (names, ("Agence France-Presse",), None)
    assert [block.text for block in draft.body] == list(ENGLISH[2:])


@pytest.mark.parametrize(
    "line", ["Court orders mill to close", "Jane Roe", "Mayor talks to Reuters", "He told the AP.", "Reuters", "The mill and the AP", "AFP/Jim Poe"]
)
def test_other_lines_are_no_signatures(line: str) -> None:
    assert signature(line) is None


@pytest.mark.parametrize(
    ("line", "names", "agencies", "editors"),
    [
        ("记者 王小明 北京报道", ("王小明",), (), ()),
        ("本报记者 王小明 李四 广西桂林报道", ("王小明", "李四"), (), ()),
        ("记者王小明北京报道", ("王小明",), (), ()),
        ("本报记者 王小明 发自华盛顿", ("王小明",), (), ()),
        ("記者王小明／台北報導", ("王小明",), (), ()),
        ("新京报记者 王小明", ("王小明",), (), ()),
        ("（新华社记者李四）", ("李四",), ("Xinhua",), ()),
        ("新华社记者 李四", ("李四",), ("Xinhua",), ()),
        ("记者：王小明 责任编辑：赵六", ("王小明",), (), ("赵六",)),
    ],
)
@pytest.mark.parametrize("form", ["txt", "html"])
def test_chinese_lines_name_reporters_agencies_and_editors(
    line: str, names: tuple[str, ...], agencies: tuple[str, ...], editors: tuple[str, ...], form: str
) -> None:
    draft = read(form, CHINESE[0], line, *CHINESE[1:])
    assert (draft.values("byline"), draft.values("agencies"), draft.values("credits.editing")) == (names, agencies, editors)
    assert (draft.value("subtitle"), len(draft.body)) == (None, 3)


@pytest.mark.parametrize("form", ["txt", "html"])
@pytest.mark.parametrize(("line", "editors"), [("责任编辑：赵六", ("赵六",)), ("（责任编辑：赵六、钱七）", ("赵六", "钱七")), ("责编：赵六", ("赵六",))])
def test_chinese_lines_below_the_text_name_them_too(line: str, editors: tuple[str, ...], form: str) -> None:
    draft = read(form, *CHINESE, "（新华社记者李四）", line)
    assert (draft.values("byline"), draft.values("agencies"), draft.values("credits.editing")) == (("李四",), ("Xinhua",), editors)
    assert len(draft.body) == 3


def test_the_figure_of_a_note_is_no_part_of_a_name() -> None:
    assert draft_of_text("\n".join([ENGLISH[0], "By", "Rachel Brandt¹", *ENGLISH[1:]])).values("byline") == ("Rachel Brandt",)
