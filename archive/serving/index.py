"""The search index of the site that is served: made in a program of its own, behind the reader's back.

    python -m archive.serving.index ROOT BASE_URL FOLDER

writes the bundle that `build` would make into FOLDER. It ends by itself when its standard input is closed, so that it never
outlives the one who started it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread

from archive import publish
from archive.assembly import site
from archive.build import read_whole
from archive.options import Options
from archive.problems import ToolError
from archive.store import Disk
from archive.version import version

QUIET = 1.0
"""How long nothing must have been asked before an index is made, in seconds."""


class Indexer:
    """Makes an index some time after it is asked to, one at a time, and gives it to `done`; what hinders it, to `failed`. The old one serves until then."""

    def __init__(self, options: Options, done: Callable[[Mapping[str, bytes]], None], failed: Callable[[Exception], None]) -> None:
        self.options = options
        self.done = done
        self.failed = failed
        self.condition = Condition()
        self.asked = False
        self.stopped = False
        self.running: subprocess.Popen[bytes] | None = None
        Thread(target=self._work, daemon=True, name="index").start()

    def ask(self) -> None:
        with self.condition:
            self.asked = True
            self.condition.notify_all()

    def stop(self) -> None:
        with self.condition:
            self.stopped = True
            self.condition.notify_all()
            running = self.running
        if running:
            with suppress(OSError):
                running.kill()

    def _work(self) -> None:
        first = True
        while True:
            with self.condition:
                self.condition.wait_for(lambda: self.asked or self.stopped)
                while not self.stopped and self.asked:
                    self.asked = False
                    self.condition.wait(0 if first else QUIET)
            if self.stopped:
                return
            first = False
            try:
                made = self._make()
                if made is not None and not self.stopped:
                    self.done(made)
            except Exception as error:  # the old index stays, and the next one may come about
                self.failed(error)

    def _make(self) -> dict[str, bytes] | None:
        """The bundle; `None` where it cannot be made now, and the old one stays."""
        with tempfile.TemporaryDirectory(prefix="archive-index-") as name:
            words = [sys.executable, "-m", "archive.serving.index", str(self.options.root), str(self.options.base_url), name]
            with self.condition:
                if self.stopped:
                    return None
                self.running = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  # our own words
            code = self.running.wait()
            if self.running.stdin:
                self.running.stdin.close()
            self.running = None
            folder = Path(name)
            files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
            return files if code == 0 and "pagefind-entry.json" in files else None


def main(root: str, base_url: str, folder: str) -> None:
    """Writes the bundle of the archive at `root`; nothing where it cannot be made."""
    Thread(target=_end_with_the_other, daemon=True).start()
    with suppress(AttributeError, OSError):
        os.nice(10)
    with suppress(ToolError), tempfile.TemporaryDirectory(prefix="archive-documents-") as beside:
        write_bundle(Options(Path(root), Path(beside) / "site", base_url, jobs=1), Path(folder))


def write_bundle(options: Options, folder: Path) -> None:
    """Writes the bundle into a folder: the one that the store has for these documents, or a new one."""
    store = Disk(options.root / ".archive" / "store.sqlite", version())
    archive = read_whole(options.root, store, options.jobs)
    if archive is None:
        return
    whole = site(archive, options, store)
    with whole.indexing(whole.documents()) as index:
        if index:
            publish.write(folder, ((path, data()) for path, _, data in index.files()))
    store.close()


def _end_with_the_other() -> None:
    """Waits for the end of standard input, then ends this program and what it started."""
    while os.read(0, 64):
        pass
    shutil.rmtree(sys.argv[3], ignore_errors=True)
    with suppress(OSError):
        os.killpg(0, 9)


if __name__ == "__main__":
    main(*sys.argv[1:4])
