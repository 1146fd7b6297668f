"""Which quotation marks are an editor's own around a whole quotation, and which belong to its words."""

from __future__ import annotations

import pytest

from archive.checks.quotes import around


@pytest.mark.parametrize(
    ("quote", "marks"),
    [
        ("« tout est prêt »", "«»"),
        ("“All is ready.”", "“”"),
        ("“All is ready”.", "“”"),
        ("„Alles ist „fast“ bereit“", "„“"),
        ("„Alles ist bereit”", "„”"),
        ("»Alles ist bereit«", "»«"),
        ("「準備ができた」", "「」"),
        ('"All is ready"', '""'),
        ("‘We don’t know’", "‘’"),
        ("'We don't know'", "''"),
        ("”Allt är klart”", "””"),
        ('"Yes" is no word for "ready"', ""),
        ("“Yes” is no word for “ready”", ""),
        ("«Oui» et «non»", ""),
        ("“Ready” is no word for it", ""),
        ("It is “ready”", ""),
        ("All is ready", ""),
        ("“", ""),
        ("", ""),
    ],
)
def test_the_marks_around_a_whole_quotation_are_found(quote: str, marks: str) -> None:
    assert around(quote) == marks
