"""A short report as a text, for tests of what stands around it."""

from __future__ import annotations

from archive.importer.findings import Draft
from archive.importer.text import draft_of_text

HEAD = ("Court orders mill to close", "By Jane Doe", "March 12, 2013")
TEXT = (
    "The county court ruled on Tuesday that the mill must close its gates by the end of the year, lawyers for both sides said.",
    "The owner said that he would appeal, and that the mill had stood on the river for two hundred years.",
    "The mill employs 140 people, most of whom have worked there for more than ten years, the union said on Monday.",
    "A hearing on the appeal is set for May, and the judge has asked both sides to bring their books with them to it.",
)


def read(*lines: str) -> Draft:
    """What comes of the head and some lines below it."""
    return draft_of_text("\n".join([*HEAD, *lines]))


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.body]
