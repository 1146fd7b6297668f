"""Where the text of a report goes on, and where it ends."""

from __future__ import annotations

import pytest

from archive.importer.features import is_rights_line
from archive.importer.findings import Draft
from archive.importer.text import draft_of_text

HEAD = "Court orders mill to close\nBy Jane Doe\nMarch 12, 2013"
TEXT = (
    "The county court ruled on Tuesday that the mill must close its gates by the end of the year, lawyers for both sides said.",
    "The owner said that he would appeal, and that the mill had stood on the river for two hundred years.",
)


def read(*lines: str) -> Draft:
    return draft_of_text("\n".join([HEAD, *TEXT, *lines]))


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.body]


@pytest.mark.parametrize(
    "line",
    ["© 2013 The Gazette", "(c) 2013 The Gazette", "Copyright 2013 The Gazette", "© The Gazette", "© RIPRODUZIONE RISERVATA", "©RIPRODUZIONE RISERVATA"],
)
@pytest.mark.parametrize("last", ["The mill employs 140 people.", "“He will lose.”"])
def test_the_paragraph_above_a_line_of_copyright_is_no_caption(line: str, last: str) -> None:
    draft = read(last, line)
    assert (texts(draft), draft.media) == ([*TEXT, last], ())


def test_a_sentence_about_copyright_stays() -> None:
    sentence = "Copyright in the plans, which the county bought in 2013, lies with the owner of the mill and not with its tenants."
    assert texts(read(sentence, TEXT[1].replace("owner", "tenant"))) == [*TEXT, sentence, TEXT[1].replace("owner", "tenant")]


def test_a_picture_has_its_credit_still() -> None:
    assert [is_rights_line(text) for text in ("© Jim Poe / AFP", "© 2013 Getty Images", "© Jim Poe", "The mill. © 2013 Jim Poe")] == [False] * 4
    draft = draft_of_text("\n".join([HEAD, "The mill on the river in May.", "© Jim Poe / AFP", *TEXT, "The mill employs 140 people."]))
    assert [(caption.shows, caption.credit) for caption in draft.media] == [("The mill on the river in May.", "Jim Poe / AFP")]
