"""The store only ever saves time: damaged, read-only, cut short or of another version, it is forgetful and never wrong."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from archive import store as store_module
from archive.store import Disk, Kept

VALUES = {bytes([n]) * 20: {"n": n, "text": "x" * n} for n in range(50)}


def kept(path: Path, version: str = "1") -> dict[bytes, object]:
    store = Disk(path, version)
    try:
        return store.load("work", VALUES)
    finally:
        store.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = Disk(tmp_path / "in/store.sqlite", "1")
    store.save("work", VALUES)
    store.close()
    return tmp_path / "in/store.sqlite"


def test_what_was_kept_is_known_again(path: Path) -> None:
    assert kept(path) == VALUES


def test_another_version_and_another_work_know_nothing_of_it(path: Path) -> None:
    assert kept(path, "2") == {}
    store = Disk(path, "1")
    assert store.load("other", VALUES) == {}
    store.close()


@pytest.mark.parametrize("damage", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_file_that_is_no_database_is_begun_anew(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    assert kept(path) == {}
    store = Disk(path, "1")
    store.save("work", VALUES)
    store.close()
    assert kept(path) == VALUES


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_file_that_was_cut_or_scribbled_in_gives_only_true_values(path: Path, part: float) -> None:
    data = bytearray(path.read_bytes())
    path.write_bytes(data[: int(len(data) * part)])
    found = kept(path)
    assert found == {key: VALUES[key] for key in found}
    place = int(len(data) * part)
    data[place : place + 200] = b"\0" * len(data[place : place + 200])
    path.write_bytes(data)
    found = kept(path)
    assert found == {key: VALUES[key] for key in found}


def test_a_value_that_was_changed_is_not_known(path: Path) -> None:
    with sqlite3.connect(path) as database:
        for (key,) in database.execute("select key from kept").fetchall():
            database.execute("update kept set value = ? where key = ?", (b"\0" * 40, key))
    assert kept(path) == {}


def test_a_store_that_cannot_be_written_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    store = Disk(tmp_path / "file/store.sqlite", "1")
    store.save("work", VALUES)
    assert store.load("work", VALUES) == {}
    store.close()


def test_a_store_that_another_writes_to_waits_or_forgets(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    assert kept(path) == VALUES
    other.execute("rollback")
    other.close()


def test_a_store_that_another_has_locked_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("pragma locking_mode=exclusive")
    other.execute("begin exclusive")
    assert kept(path) == {}
    store = Disk(path, "1")
    store.save("work", {b"new": "lost"})
    store.prune()
    store.close()
    other.execute("rollback")
    other.close()
    assert kept(path) == VALUES


def test_a_store_that_may_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda name, **options: connect(f"{name.as_uri()}?mode=ro", uri=True, **options))
    store = Disk(path, "1")
    assert store.load("work", VALUES) == VALUES
    store.save("work", {b"new": "lost"})
    store.prune()
    store.close()
    assert kept(path) == VALUES


def test_a_store_that_cannot_be_opened_forgets(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").mkdir()
    assert kept(tmp_path / "store.sqlite") == {}
    assert (tmp_path / "store.sqlite").is_dir()


def test_a_look_into_the_store_leaves_no_trace(path: Path) -> None:
    def there() -> dict[str, tuple[int, bytes]]:
        return {one.name: (one.stat().st_mtime_ns, one.read_bytes()) for one in path.parent.iterdir() if not one.name.endswith("-shm")}

    def look() -> dict[bytes, object]:
        store = Kept(path, "1")
        found = store.load("work", VALUES)
        store.save("work", {b"new": "lost"})
        store.prune()
        store.close()
        return found

    before = there()
    assert look() == VALUES
    assert there() == before
    assert not path.with_name("store.sqlite-shm").exists()
    other = Disk(path, "1")  # a build that goes on meanwhile
    other.save("other", VALUES)
    before = there()
    assert look() == VALUES
    assert there() == before
    other.close()
    path.write_bytes(b"no database at all")
    assert look() == {}
    assert path.read_bytes() == b"no database at all"
    path.unlink()
    assert look() == {}
    assert not path.exists()
