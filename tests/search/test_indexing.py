"""The search program is run in an empty room, part by part, and nothing that it says is taken for granted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from archive import indexing, publish, search, vocabulary
from archive.problems import ToolError
from archive.store import Disk

PAGE = '<!doctype html><html lang="en"><body data-pagefind-body><h1>{0}</h1><p id="p1">A word on {0}.</p></body></html>'
TWO = {"bridges/index.html": PAGE.format("bridges"), "tolls/index.html": PAGE.format("tolls")}
MANY = {f"pages/{number}/index.html": PAGE.format(f"number {number}") for number in range(24)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Disk]:
    found = Disk(tmp_path / "store.sqlite", "1")
    yield found
    found.close()


Indexed = Callable[..., search.Index]


@pytest.fixture
def indexed(tmp_path: Path, store: Disk) -> Indexed:
    """An index of documents, given as texts by path; each counts as one word."""

    def index(documents: Mapping[str, str], before: Iterable[bytes] = ()) -> search.Index:
        (tmp_path / "work").mkdir(exist_ok=True)
        known = [search.Document(path, text.encode(), 1) for path, text in documents.items()]
        return search.Index(known, lambda path: documents[path].encode(), "en", store, tmp_path / "work", before)

    return index


def files(index: search.Index) -> dict[str, bytes]:
    return {path: data() for path, _, data in index.files()}


def stand_in(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """A program in Pagefind's place, which finds the bundle's folder in `bundle`."""
    program = folder / "program"
    program.write_text(f"#!{sys.executable}\nimport sys, json, os, pathlib, time\nbundle = pathlib.Path(sys.argv[4])\nbundle.mkdir(exist_ok=True)\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(indexing, "program", lambda: program)


# ---------------------------------------------------------------------------------------------------------- the bundle


def test_a_bundle_holds_what_the_page_needs_and_no_more(indexed: Indexed) -> None:
    made = files(indexed(TWO))
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind", "vocabulary/index.json"} <= made.keys()
    assert not [path for path in made if "ui" in path or "highlight" in path or path == "wasm.unknown.pagefind"]
    assert len([path for path in made if path.startswith("fragment/")]) == 2


def test_each_file_is_told_with_the_digest_of_its_bytes(indexed: Indexed) -> None:
    made = indexed(TWO).files()
    assert len(made) > 5
    assert [known for _, known, _ in made] == [publish.digest(data()) for _, _, data in made]


def test_settings_of_the_machine_do_not_reach_the_program(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "nothing")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pagefind.toml").write_text("exclude_selectors = ['h1', 'p']\n")
    assert json.loads(files(indexed(TWO))["pagefind-entry.json"])["languages"]["en"]["page_count"] == 2


def test_a_document_that_hides_what_it_is_sorted_by_is_told(indexed: Indexed) -> None:
    hidden = {"one/index.html": PAGE.format("one").replace("<h1>", '<h1 data-pagefind-sort="length">')}
    with pytest.raises(ToolError, match="what is sorted by must be written as"):
        files(indexed(hidden))


# ------------------------------------------------------------------------------------------------------------ the parts


def parts_of(documents: Mapping[str, str], most: int) -> list[list[search.Document]]:
    return search.divided([search.Document(path, text.encode(), 1) for path, text in documents.items()], most)


def test_parts_are_small_and_hold_every_document_once() -> None:
    parts = parts_of(MANY, 5)
    assert sorted(document.path for part in parts for document in part) == sorted(MANY)
    assert all(0 < len(part) <= 5 for part in parts)


def test_what_fits_is_one_part_and_what_cannot_be_divided_stays_whole() -> None:
    assert len(parts_of(MANY, 24)) == 1
    large = [search.Document("large/index.html", b"", 100)]
    assert search.divided(large, 5) == [large]


def test_growth_parts_one_part_and_leaves_the_others() -> None:
    before = {search.part_key(part, "en") for part in parts_of(MANY, 5)}
    after = {search.part_key(part, "en") for part in parts_of(MANY | {"pages/new/index.html": "new"}, 5)}
    assert len(before - after) == 1


def test_the_same_documents_have_the_same_key() -> None:
    one, other = search.Document("a", b"1", 1), search.Document("b", b"2", 1)
    changed = one._replace(key=b"2")
    assert search.part_key([one, other], "en") == search.part_key([other, one], "en")
    assert len({search.part_key(some, language) for some in ([one, other], [one], [changed, other]) for language in ("en", "fr")}) == 6


def test_an_edit_makes_one_part_anew(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 5)
    first = indexed(MANY)
    assert len(first.missing) == len(first.parts) > 4
    files(first)
    assert indexed(MANY).missing == []
    edited = indexed(MANY | {"pages/7/index.html": PAGE.format("another")})
    assert len(edited.missing) == 1
    assert b"another" in files(edited)["vocabulary/index.json"]


def test_parts_that_are_of_no_use_any_more_are_forgotten(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST", 5)
    first = indexed(MANY)
    files(first)
    edited = indexed(MANY | {"pages/7/index.html": PAGE.format("another")})
    files(edited)
    edited.keep(first.parts)
    assert len(indexed(MANY).missing) == 1
    assert indexed(MANY | {"pages/7/index.html": PAGE.format("another")}).missing == []


def test_parts_that_the_store_has_lost_are_made_again(indexed: Indexed) -> None:
    index = indexed(TWO)
    lost = indexed(TWO, before=index.parts)
    assert lost.missing == []
    assert files(lost) == files(index)


def test_files_that_the_store_has_lost_are_made_again(indexed: Indexed, store: Disk) -> None:
    made = files(indexed(TWO))
    lost = indexed(TWO)
    store.save("search files", dict.fromkeys(lost.parts))
    assert files(lost) == made


# ------------------------------------------------------------------------------------------------ beside this process


def test_a_process_of_its_own_makes_the_same(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(search, "MOST", 12)
    index = indexed(MANY)
    index.begin()
    assert len(index.missing) > 1
    assert until(lambda: len(list((tmp_path / "work").glob("*.made"))) == len(index.missing))
    beside = files(index)
    index.stop()
    assert list((tmp_path / "work").iterdir()) == []
    assert beside.keys() >= {"pagefind.js", "vocabulary/index.json"}
    assert len([path for path in beside if path.startswith("fragment/")]) == len(MANY)


def test_where_no_process_can_be_started_beside_all_is_made_here(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(search, "MOST", 12)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    index = indexed(MANY)
    index.begin()
    assert index.beside is None
    assert len([path for path in files(index) if path.startswith("fragment/")]) == len(MANY)


@pytest.mark.parametrize("most", [1, 2])
def test_what_fails_beside_this_process_is_told_here(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int) -> None:
    stand_in(monkeypatch, tmp_path, "print('no such page', file=sys.stderr); sys.exit(3)")
    monkeypatch.setattr(search, "MOST", most)
    index = indexed(TWO)
    index.begin()
    assert most == 2 or until((tmp_path / "work" / indexing.FAILED).exists)
    with pytest.raises(ToolError, match=r"failed \(3\): no such page"):
        files(index)


def until(there: Callable[[], bool]) -> bool:
    """Waits until something is so, for as long as a very busy machine may need."""
    for _ in range(600):
        if there():
            return True
        time.sleep(0.05)
    return False


def gone(process: int) -> bool:
    """Whether a process has ended; one that only waits to be reaped has."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


SLEEPING = """
note = pathlib.Path(__file__).with_name("pid")
note.with_suffix(".new").write_text(str(os.getpid()))
note.with_suffix(".new").rename(note)
time.sleep(600)
"""


@pytest.mark.parametrize("most", [1, 2])
def test_whoever_stops_leaves_nothing_running(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, most: int) -> None:
    monkeypatch.setattr(search, "MOST", most)
    stand_in(monkeypatch, tmp_path, SLEEPING)
    index = indexed(TWO)
    index.begin()
    assert until((tmp_path / "pid").exists)
    index.stop()
    assert until(lambda: gone(int((tmp_path / "pid").read_text())))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")
@pytest.mark.parametrize("most", [1, 2])
def test_a_build_that_is_killed_leaves_nothing_running(tmp_path: Path, most: int) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "program").write_text(f"#!{sys.executable}\nimport os, pathlib, time\n{SLEEPING}\n")
    (tmp_path / "program").chmod(0o755)
    script = f"""
import time
from pathlib import Path
from archive import indexing, search
from archive.store import Disk
folder = Path({str(tmp_path)!r})
indexing.program = lambda: folder / "program"
search.MOST = {most}
known = [search.Document(path, b"", 1) for path in ("a/index.html", "b/index.html")]
index = search.Index(known, lambda path: b"<p>", "en", Disk(folder / "store", "1"), folder / "work")
index.begin()
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", script], start_new_session=True) as build:
        started = until((tmp_path / "pid").exists)
        os.kill(build.pid, signal.SIGKILL)
    assert started
    assert until(lambda: gone(int((tmp_path / "pid").read_text())))


# ------------------------------------------------------------------------------------------------------- what can fail


def test_a_missing_program_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(ToolError, match="Pagefind is missing: run"):
        indexing.program()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("print('no such page', file=sys.stderr); sys.exit(3)", r"failed \(3\): no such page"),
        ("", "made no index that can be read"),
        ("(bundle / 'pagefind-entry.json').write_text('{')", "made no index that can be read"),
        ("(bundle / 'pagefind-entry.json').write_text(json.dumps({'languages': {'en': {'hash': 'x', 'wasm': 'en'}}}))", "made no index that can be read"),
        ("(bundle / 'a.pf_index').write_text('')", "wrote a.pf_index without any content"),
    ],
)
def test_a_program_that_did_less_than_it_says_stops_the_build(
    indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str, told: str
) -> None:
    stand_in(monkeypatch, tmp_path, script)
    with pytest.raises(ToolError, match=told):
        files(indexed(TWO))


def test_a_page_that_the_program_passed_over_stops_the_build(indexed: Indexed) -> None:
    with pytest.raises(ToolError, match="indexed 1 of 2 pages"):
        files(indexed(TWO | {"tolls/index.html": "<!doctype html><html><body>not to be searched</body></html>"}))


def test_a_program_that_does_not_end_is_ended(indexed: Indexed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(indexing, "SECONDS", 0.1)
    stand_in(monkeypatch, tmp_path, SLEEPING)
    with pytest.raises(ToolError, match="took more than 0 seconds for 2 pages"):
        files(indexed(TWO))
    assert not (tmp_path / "pid").exists() or until(lambda: gone(int((tmp_path / "pid").read_text())))


def test_a_program_that_has_ended_in_time_may_be_asked_late(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "SECONDS", 0.0)
    monkeypatch.setattr(indexing, "BYTES_A_SECOND", 1e9)
    index = indexed(TWO)
    index.begin()
    assert index.work
    work = index.work
    assert until(lambda: work.run.process.poll() is not None)
    assert time.monotonic() > work.run.deadline
    assert "pagefind.js" in files(index)


def test_the_digest_of_a_file_is_the_one_that_it_is_published_with() -> None:
    assert indexing.digest(b"data") == publish.digest(b"data")


# ------------------------------------------------------------------------------------------------------ the vocabulary


def test_the_vocabulary_counts_words_as_written_and_knows_mere_spellings() -> None:
    page = '<meta data-pagefind-meta="{}[content]" content="{}">'
    document = page.format("names", "Xi Dada") + page.format("spellings", "organize") + page.format("exact", "qxqxi") + "<p>They organise &amp; organise.</p>"
    assert vocabulary.counted([document, "<p>They</p>"]) == {"xi": 1, "dada": 1, "organize": 0, "they": 2, "organise": 1}


def test_the_vocabulary_of_parts_is_that_of_the_whole(indexed: Indexed, monkeypatch: pytest.MonkeyPatch) -> None:
    spelt = {"one/index.html": PAGE.format("one").replace("<body", '<meta data-pagefind-meta="spellings[content]" content="uno"><body')}
    whole = files(indexed(MANY | spelt))["vocabulary/index.json"]
    monkeypatch.setattr(search, "MOST", 5)
    assert files(indexed(MANY | spelt))["vocabulary/index.json"] == whole
    assert json.loads(whole)["words"] | {"uno": 0, "number": 24, "a": 25} == json.loads(whole)["words"]


def test_a_small_vocabulary_is_one_file() -> None:
    assert vocabulary.divided({"b": 1, "a": 2}) == {"index.json": {"words": {"a": 2, "b": 1}}}


def test_a_large_vocabulary_is_divided_where_two_letters_change() -> None:
    divided = vocabulary.divided({"bad": 1, "bar": 2, "bat": 3, "bee": 4, "cat": 5, "éa": 6}, most=2)
    assert divided == {
        "index.json": {"parts": ["ba", "be", "éa"]},
        "62-61.json": {"words": {"bad": 1, "bar": 2, "bat": 3}},
        "62-65.json": {"words": {"bee": 4, "cat": 5}},
        "e9-61.json": {"words": {"éa": 6}},
    }
