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
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from threading import Condition, Thread

from archive import search
from archive.build import Options, examine, setting, version
from archive.problems import ToolError, split
from archive.render import Renderer
from archive.store import Disk

QUIET = 1.0
"""How long nothing must have been asked before an index is made, in seconds."""


class Indexer:
    """Makes an index some time after it is asked to, one at a time, and gives it to `done`. The old one serves until then."""

    def __init__(self, options: Options, done: Callable[[Mapping[str, bytes]], None]) -> None:
        self.options = options
        self.done = done
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
            made = self._make()
            if made is not None and not self.stopped:
                self.done(made)

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
    with suppress(ToolError):
        bundle(Options(Path(root), Path(root) / "site", base_url), Path(folder))


def bundle(options: Options, folder: Path) -> None:
    """Writes the bundle into a folder: the one that the store has for these documents, or a new one."""
    store = Disk(options.root / ".archive" / "store.sqlite", version())
    archive, outputs, problems = examine(options.root, store, 1)
    if split(problems)[0] or archive is None:
        return
    renderer = Renderer(setting(archive, options), options.root / "templates", version())
    made = [(output.path, renderer.render(output)) for output in outputs if output.area == "search"]
    language = archive.site.language.split("-")[0]
    key = search.bundle_key(((path, blake2b(data, digest_size=20).digest()) for path, data in made), language)
    files = search.kept(store, key)
    if files is None:
        with tempfile.TemporaryDirectory(prefix="archive-documents-") as documents, tempfile.TemporaryDirectory(prefix="archive-bundle-") as out:
            _write(Path(documents), made)
            files = search.index(Path(documents), Path(out), language)
        store.save("search", {key: files})
    store.close()
    _write(folder, files.items())


def _write(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _end_with_the_other() -> None:
    """Waits for the end of standard input, then ends this program and what it started."""
    while os.read(0, 64):
        pass
    shutil.rmtree(sys.argv[3], ignore_errors=True)
    with suppress(OSError):
        os.killpg(0, 9)


if __name__ == "__main__":
    main(*sys.argv[1:4])
