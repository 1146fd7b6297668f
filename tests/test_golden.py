"""A tiny archive in four languages, right to left and left to right, with every odd thing that a record can hold: undated, in
draft, withdrawn, under embargo, moved, full of signs that other forms must escape. What it becomes is committed beside it.

`tests/golden/archive` is the archive. `tests/golden/expected` holds the list of all files of its site (`files.txt`) and, to be
read by people, the files that SHOWN names: each form of data whole, and one page of each sort that differs in kind.
After a change that is meant, write what is expected anew, and read the difference: `pytest tests/test_golden.py --update-golden`.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.tools import REPOSITORY

EXPECTED = REPOSITORY / "tests/golden/expected"
SHOWN = (
    r"articles/1998/al-jisr/[^/]*(html|json|xml)",  # right to left, a date in doubt
    r"articles/1998/le-pont/le-pont\..*",  # every sign that a form of data must escape
    r"articles/1998/ancien-pont/index\.html",  # a moved page
    r"articles/2001/retire/index\.html",  # a tombstone
    r"articles/2001/sous-embargo/sous-embargo\.json",
    r"articles/undated/carte/index\.html",
    r"actors/lea-dubois/index\.html",
    r"data/.*\.(csv|json|bib|ris)",
    r"(feed|sitemap)\.xml|robots\.txt|_headers|_redirects|manifest\.webmanifest",
)


@pytest.fixture(scope="session")
def made(golden: Path) -> dict[str, bytes]:
    files = {path.relative_to(golden).as_posix(): path.read_bytes() for path in sorted(golden.rglob("*")) if path.is_file()}
    ours = {name: data for name, data in files.items() if not name.startswith("pagefind/")}
    shown = {name: data for name, data in ours.items() if any(re.fullmatch(pattern, name) for pattern in SHOWN)}
    return {"files.txt": "".join(f"{name}\n" for name in ours).encode(), **shown}


def test_the_golden_site_is_what_it_was(made: dict[str, bytes], request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name, data in made.items():
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            (EXPECTED / name).write_bytes(data)
    expected = {path.relative_to(EXPECTED).as_posix(): path.read_bytes() for path in sorted(EXPECTED.rglob("*")) if path.is_file()}
    assert sorted(made) == sorted(expected)
    for name, data in made.items():
        assert _lines(data) == _lines(expected[name]), f"{name} is not what it was; if this is meant: pytest tests/test_golden.py --update-golden"


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8").splitlines(keepends=True)


@pytest.mark.parametrize("secret", ["SECRET-EMBARGO", "SECRET-BROUILLON", "SECRET-RETIRE"])
def test_what_is_withheld_in_draft_or_withdrawn_comes_out_nowhere(golden: Path, secret: str) -> None:
    assert [path.name for path in golden.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()] == []
    assert any(secret in path.read_text("utf-8") for path in (REPOSITORY / "tests/golden/archive").rglob("*.md"))


def test_no_markup_of_a_record_comes_out_as_markup(golden: Path) -> None:
    for path in golden.rglob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"<script>alert|<b>Pas|<Essai>|<curieux>|<voilà>", text), path


def test_each_record_speaks_its_own_language_in_its_own_direction(golden: Path) -> None:
    def root(address: str) -> str:
        return re.search(r"<html[^>]*>", (golden / address / "index.html").read_text("utf-8"))[0]  # type: ignore[index]

    assert root("articles/1998/al-jisr") == '<html lang="ar" dir="rtl">'
    assert root("articles/undated/carte") == '<html lang="zh-Hans" dir="ltr">'
    assert root("articles/1998/le-pont") == '<html lang="fr" dir="ltr">'
