"""Waits for files to change: one set of changed files for each burst of saves, however an editor saves."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Condition

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.03
"""How long nothing must happen before a burst is over, in seconds."""
LONGEST = 0.3
"""How long a burst may keep others waiting, in seconds."""
WRITING = {"created", "modified", "moved", "deleted", "closed"}
FOLDERS = ("content", "templates")


class Watch(FileSystemEventHandler):
    """The changes below `content/` and `templates/`. Folders that are replaced as a whole are found again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.changed: set[str] = set()
        self.condition = Condition()
        self.stopped = False
        self.observer: BaseObserver = Observer()
        self.watched: dict[str, ObservedWatch] = {}
        try:
            self._begin()
        except OSError:  # the system has no watches left: look at the files instead
            self.observer = PollingObserver(timeout=0.5)
            self.watched.clear()
            self._begin()

    def _begin(self) -> None:
        self.observer.schedule(self, str(self.root), recursive=False)
        self._find_folders()
        self.observer.start()

    def _find_folders(self) -> None:
        """Watches the folders that are there now: one that was made anew is another one, though it has the same name."""
        for name in FOLDERS:
            if name in self.watched:
                self.observer.unschedule(self.watched.pop(name))
            if (self.root / name).is_dir():
                self.watched[name] = self.observer.schedule(self, str(self.root / name), recursive=True)

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type not in WRITING:
            return
        ends = [str(path) for path in (event.src_path, event.dest_path) if path]
        paths = {path for path in map(self._below, ends) if path and _matters(path)}
        if event.is_directory and event.event_type == "modified":
            return
        if event.event_type in ("created", "moved", "deleted") and paths & set(FOLDERS):
            with suppress(OSError, KeyError):  # one that is gone again already: its return is told in its turn
                self._find_folders()
        if paths:
            with self.condition:
                self.changed |= paths
                self.condition.notify_all()

    def _below(self, path: str) -> str:
        """The path from the root, where it lies in a folder that is watched."""
        found = Path(path)
        below = found.relative_to(self.root).as_posix() if found.is_relative_to(self.root) else ""
        return below if below.split("/")[0] in FOLDERS else ""

    def bursts(self) -> Iterator[frozenset[str]]:
        """The files of each burst of changes, as paths from the root, until the watch is stopped."""
        while True:
            with self.condition:
                self.condition.wait_for(lambda: self.changed or self.stopped)
                if self.stopped:
                    return
                latest = time.monotonic() + LONGEST
                while not self.stopped and time.monotonic() < latest and self.condition.wait(min(QUIET, max(0.0, latest - time.monotonic()))):
                    pass
                changed, self.changed = frozenset(self.changed), set()
            yield changed

    def stop(self) -> None:
        with self.condition:
            self.stopped = True
            self.condition.notify_all()
        self.observer.stop()


def _matters(path: str) -> bool:
    """Whether a file may be of the archive: not what editors put beside it while they save."""
    name = path.rsplit("/", 1)[-1]
    return not (name.startswith(".") or name.endswith(("~", ".swp", ".swx", ".tmp", ".bak")) or name == "4913" or (name.startswith("#") and name.endswith("#")))
