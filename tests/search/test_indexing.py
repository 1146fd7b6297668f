"""The search program is run in an empty room, and nothing that it says is taken for granted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from archive import search
from archive.problems import ToolError

PAGE = '<!doctype html><html lang="en"><body data-pagefind-body><h1>{0}</h1><p id="p1">A word on {0}.</p></body></html>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("bridges", "tolls"):
        (tmp_path / "documents" / name).mkdir(parents=True)
        (tmp_path / "documents" / name / "index.html").write_text(PAGE.format(name))
    (tmp_path / "bundle").mkdir()
    return tmp_path


def index(folder: Path) -> dict[str, bytes]:
    return search.index(folder / "documents", folder / "bundle", "en")


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program in Pagefind's place, which finds the bundle's folder in `bundle`."""
    program = folder / "program"
    program.write_text(f"#!{sys.executable}\nimport sys, json, pathlib\nbundle = pathlib.Path(sys.argv[4])\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "program", lambda: program)


ENTRY = (
    "(bundle / 'pagefind-entry.json').write_text(json.dumps({'languages': {'en': {'page_count': %d, 'wasm': 'en'}}}))\n"
    "(bundle / 'pagefind.js').write_text('x')\n"
)


def test_a_bundle_holds_what_the_page_needs_and_no_more(folder: Path) -> None:
    files = index(folder)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind", "vocabulary/index.json"} <= files.keys()
    assert not [path for path in files if "ui" in path or "highlight" in path or path == "wasm.unknown.pagefind"]


def test_the_same_documents_have_the_same_key() -> None:
    one, other = [("a", b"1"), ("b", b"2")], [("b", b"2"), ("a", b"1")]
    assert search.bundle_key(one, "en") == search.bundle_key(other, "en")
    assert len({search.bundle_key(some, language) for some in (one, one[:1], [("a", b"2"), ("b", b"1")]) for language in ("en", "fr")}) == 6


def test_settings_of_the_machine_do_not_reach_the_program(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nothing")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.toml").write_text("exclude_selectors = ['h1', 'p']\n")
    assert json.loads(index(folder)["pagefind-entry.json"])["languages"]["en"]["page_count"] == 2


def test_a_missing_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(ToolError, match="Pagefind is missing: run"):
        search.program()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("print('no such page', file=sys.stderr); sys.exit(3)", r"failed \(3\): no such page"),
        ("", "made no index that can be read"),
        ("(bundle / 'pagefind-entry.json').write_text('{')", "made no index that can be read"),
        (ENTRY % 1, "indexed 1 of 2 pages"),
        (f"{ENTRY % 2}(bundle / 'a.pf_index').write_text('')", "wrote a.pf_index without any content"),
    ],
)
def test_a_program_that_did_less_than_it_says_stops_the_build(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, told: str) -> None:
    stand_in(monkeypatch, folder, script)
    with pytest.raises(ToolError, match=told):
        index(folder)


def test_the_vocabulary_counts_words_as_written_and_knows_mere_spellings() -> None:
    page = '<meta data-pagefind-meta="{}[content]" content="{}">'
    document = page.format("names", "Xi Dada") + page.format("spellings", "organize") + page.format("exact", "qxqxi") + "<p>They organise &amp; organise.</p>"
    assert search.vocabulary([document, "<p>They</p>"]) == {"xi": 1, "dada": 1, "organize": 0, "they": 2, "organise": 1}


def test_a_small_vocabulary_is_one_file() -> None:
    assert search.divided({"b": 1, "a": 2}) == {"index.json": {"words": {"a": 2, "b": 1}}}


def test_a_large_vocabulary_is_divided_where_two_letters_change() -> None:
    files = search.divided({"bad": 1, "bar": 2, "bat": 3, "bee": 4, "cat": 5, "éa": 6}, most=2)
    assert files == {
        "index.json": {"parts": ["ba", "be", "éa"]},
        "62-61.json": {"words": {"bad": 1, "bar": 2, "bat": 3}},
        "62-65.json": {"words": {"bee": 4, "cat": 5}},
        "e9-61.json": {"words": {"éa": 6}},
    }
