"""The store: what was worked out before, by the digest of all that it was worked out from.

One SQLite file. What lies on its shelves is content-addressed and cannot be out of date; what is kept by another name is tied to
what `fixity` remembers. Every value carries its own checksum, so a damaged one is simply not known; deleting the file changes nothing but
time.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from zlib import crc32

MANY = 500
SHELVES = 2048
OLD = 4
"""How many values that are of no use now lie on a shelf."""
LOG = 32768
"""How many pages of 4 KiB the log may have before it is worked into the file: each time the disk is waited for."""
WAIT = 5.0
"""How long another process may keep the file locked, in seconds."""


V = TypeVar("V")


class Store(Protocol):
    """Values by key, apart for each kind of work."""

    def load(self, work: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        """The values that are known, of those asked for."""

    def save(self, work: str, values: Mapping[bytes, Any]) -> None:
        """Keeps values; what cannot be kept is lost without harm."""


class Memory:
    """A store that knows nothing: each time is the first."""

    def load(self, work: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        return {}

    def save(self, work: str, values: Mapping[bytes, Any]) -> None:
        pass


class Disk:
    """A store in one file. `version` stands for the program: another version knows nothing of what this one kept.

    A file that cannot be used (damaged, read-only, locked) makes the store forgetful, never wrong.
    """

    def __init__(self, path: Path, version: str) -> None:
        self.version = version.encode()
        self.path = path
        self.wanted: set[bytes] = set()
        self.process = os.getpid()
        self.inherited: list[sqlite3.Connection | None] = []
        self.db = self._open()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return self._opened()
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                    return None
            for name in (self.path, Path(f"{self.path}-wal"), Path(f"{self.path}-shm")):
                name.unlink(missing_ok=True)
            return self._opened()
        except (OSError, sqlite3.DatabaseError):
            return None

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, timeout=WAIT)
        try:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            db.execute(f"pragma wal_autocheckpoint={LOG}")
            # Rows lie in the order in which they came: in the order of their keys, which is none, each would be put among others that are read for it.
            db.execute("create table if not exists kept (key blob primary key, value blob)")
        except sqlite3.DatabaseError:
            db.close()
            raise
        return db

    def _key(self, work: str, key: bytes) -> bytes:
        return blake2b(b"\0".join((self.version, work.encode(), key)), digest_size=20).digest()

    def load(self, work: str, keys: Iterable[bytes]) -> dict[bytes, Any]:
        names = {self._key(work, key): key for key in keys}
        self.wanted.update(names)
        known: dict[bytes, Any] = {}
        for name, value in self._rows(list(names)):
            data = _checked(value)
            if data is not None:
                known[names[name]] = data
        return known

    def _rows(self, names: list[bytes]) -> Iterable[tuple[bytes, bytes]]:
        if self.process != os.getpid():  # SQLite forbids a forked process to use what its parent has opened, or to close it
            self.inherited.append(self.db)
            self.process, self.db = os.getpid(), self._open()
        if self.db is None:
            return
        for start in range(0, len(names), MANY):
            some = names[start : start + MANY]
            marks = ",".join("?" * len(some))
            try:
                yield from self.db.execute(f"select key, value from kept where key in ({marks})", some)  # noqa: S608
            except sqlite3.DatabaseError:
                return

    def save(self, work: str, values: Mapping[bytes, Any]) -> None:
        if self.db is None or not values:
            return
        names = {key: self._key(work, key) for key in values}
        self.wanted.update(names.values())
        rows = ((name, _sealed(values[key])) for key, name in names.items())  # one at a time: together they take as much again as the values
        try:
            with self.db:
                self.db.executemany("insert or replace into kept (key, value) values (?, ?)", rows)
        except sqlite3.DatabaseError:
            self.db = None

    def want(self, work: str, keys: Iterable[bytes]) -> None:
        """Tells that these are still of use, without asking for them."""
        self.wanted.update(self._key(work, key) for key in keys)

    def forget(self, work: str, keys: Iterable[bytes]) -> None:
        """Forgets these at once: for what is large, and known to be of no use any more."""
        if self.db is None:
            return
        try:
            with self.db:
                self.db.executemany("delete from kept where key = ?", [(self._key(work, key),) for key in keys])
        except sqlite3.DatabaseError:
            self.db = None

    def prune(self) -> None:
        """Forgets what was neither asked for, saved nor wanted since the store was opened, once that is more than half of it."""
        if self.db is None:
            return
        try:
            with self.db:
                (count,) = self.db.execute("select count(*) from kept").fetchone()
                if count <= 2 * len(self.wanted) + 100:
                    return
                self.db.execute("create temp table wanted (key blob primary key)")
                self.db.executemany("insert or ignore into wanted values (?)", ((name,) for name in self.wanted))
                self.db.execute("delete from kept where key not in (select key from wanted)")
                self.db.execute("drop table wanted")
        except sqlite3.DatabaseError:
            self.db = None

    def close(self) -> None:
        if self.db is not None:
            self.db.close()
            self.db = None


class Kept(Disk):
    """A store that is only looked into: nothing of it changes, and nothing comes to lie beside it."""

    def _opened(self) -> sqlite3.Connection:
        # Without its log nobody writes to the file; told so, SQLite makes no files of its own beside it.
        alone = "" if Path(f"{self.path}-wal").exists() else "&immutable=1"
        return sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro{alone}", uri=True, timeout=WAIT)

    def _open(self) -> sqlite3.Connection | None:
        try:
            return self._opened()
        except sqlite3.DatabaseError:
            return None

    def save(self, work: str, values: Mapping[bytes, Any]) -> None:
        """Keeps nothing."""

    def forget(self, work: str, keys: Iterable[bytes]) -> None:
        """Forgets nothing."""

    def prune(self) -> None:
        """Forgets nothing."""


class Shelves(Generic[V]):
    """Values of many small things, each by the digest of what it was worked out from, kept some together on a shelf: to load
    them all is to read a few rows, and where one changes only what stands beside it is written again. A shelf is loaded when it is first asked for."""

    def __init__(self, store: Store, work: str) -> None:
        self.store = store
        self.work = work
        self.rows: dict[bytes, dict[bytes, V]] = {}

    def known(self) -> dict[bytes, V]:
        """Every value, by its digest."""
        self._load(number.to_bytes(2, "big") for number in range(SHELVES))
        return {key: value for row in self.rows.values() for key, value in row.items()}

    def get(self, name: str, key: bytes) -> V | None:
        """The value of a thing that has that digest now, if it is known."""
        shelf = _shelf(name)
        self._load([shelf])
        return self.rows[shelf].get(key)

    def save(self, values: Iterable[tuple[str, bytes, V]]) -> None:
        """Keeps these values, each as (the name of the thing, the digest, the value), and on each shelf a few of those before: a build that finds
        something wrong leaves a site that was made of these, and what mends it is an edit of that."""
        rows: dict[bytes, dict[bytes, V]] = {}
        for name, key, value in values:
            rows.setdefault(_shelf(name), {})[key] = value
        every = {number: _with_last(self.rows.get(number, {}), rows.get(number, {})) for number in self.rows.keys() | rows.keys()}
        self.store.save(self.work, {number: row for number, row in every.items() if row.keys() != self.rows.get(number, {}).keys()})

    def add(self, values: Iterable[tuple[str, bytes, V]]) -> None:
        """Keeps these values besides those that are kept."""
        rows: dict[bytes, dict[bytes, V]] = {}
        for name, key, value in values:
            self._load([_shelf(name)])
            rows.setdefault(_shelf(name), self.rows[_shelf(name)])[key] = value
        self.store.save(self.work, rows)

    def _load(self, numbers: Iterable[bytes]) -> None:
        wanted = [number for number in numbers if number not in self.rows]
        found = self.store.load(self.work, wanted) if wanted else {}
        self.rows |= {number: found.get(number, {}) for number in wanted}


def _shelf(name: str) -> bytes:
    """The shelf on which a thing lies."""
    return (crc32(name.encode("utf-8", "surrogatepass")) % SHELVES).to_bytes(2, "big")


def _with_last(before: Mapping[bytes, V], now: Mapping[bytes, V]) -> dict[bytes, V]:
    """What lies on a shelf: values as they are now, behind the last few that were there before."""
    gone = [key for key in before if key not in now][-OLD:]
    return {**{key: before[key] for key in gone}, **now}


def _sealed(value: Any) -> bytes:
    data = pickle.dumps(value, protocol=5)
    return crc32(data).to_bytes(4, "big") + data


def _checked(value: bytes) -> Any | None:
    """The value, or `None` if it is not what was sealed."""
    data = memoryview(value)[4:]
    if crc32(data).to_bytes(4, "big") != value[:4]:
        return None
    try:
        return pickle.loads(data)  # noqa: S301  # our own file, and its checksum holds
    except Exception:  # a pickle of classes that have changed can fail in any way; it is then not known
        return None
