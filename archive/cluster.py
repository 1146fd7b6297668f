"""A site made by other machines too: planning and rendering are pure, so parts of it can go to any executor.

A `Job` holds all that they depend on and can be pickled: the archive, the setting, the archive's own templates, and what is
known of the files that are there. What comes back are the keys of files, and the bytes of those that are new; the process
that builds is the only one that writes. `--cluster ADDRESS` sends a job to the scheduler of Dask (the extra `cluster`).
"""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from weakref import finalize

from archive.digests import digest
from archive.installed import with_extra
from archive.making import MadePart, Making, numbers
from archive.model import Archive
from archive.model.packed import Stored
from archive.model.reads import noted
from archive.plan import Part, planned
from archive.problems import ToolError
from archive.publish import Folder
from archive.render import Renderer, Setting
from archive.version import version

WAITING = 4
"""How many tasks wait for each worker, so that none is idle and few answers are on their way at once."""
PARTS = 4
"""How many parts of a site make a task."""
SECONDS = 20
"""How long a scheduler may take to answer."""


@dataclass(frozen=True)
class Job:
    """All that the making of a site depends on. `templates` are the archive's own, by path; `known` is what files have for a
    key now; `version` is the program's."""

    archive: Archive
    setting: Setting
    templates: Mapping[str, bytes]
    areas: Collection[str]
    known: Mapping[str, bytes]
    version: str


class Answer(NamedTuple):
    """What was made of a part, subject by subject, and the bytes of its files that have to be written, by path."""

    part: Part
    made: list[MadePart]
    data: dict[str, bytes]


class Held(Folder):
    """New files that are only held, by path, to be sent to where they are written. None is there to be taken over."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.data: dict[str, bytes] = {}

    def write(self, path: str, *data: bytes | Stored) -> bytes:
        self.data[path] = b"".join(map(bytes, data))
        return digest(self.data[path])

    def reuse(self, other: Path, path: str, known: bytes | None) -> bool:
        return False


def make(packed: bytes, parts: Sequence[Part]) -> list[Answer]:
    """What some parts of a packed job give; this is what a worker does."""
    job, renderer, archive = _unpacked(packed)
    return [_answer(job, renderer, archive, part) for part in parts]


def _answer(job: Job, renderer: Renderer, archive: Archive, part: Part) -> Answer:
    held = Held()
    made = Making(lambda one: planned(archive, one), numbers(archive), [part], job.areas, renderer, held, Path(), job.known, intact=True)(0, 1)
    return Answer(part, made, held.data)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> tuple[Job, Renderer, Archive]:
    job: Job = pickle.loads(packed)  # noqa: S301  # what the process that builds has sent
    folder = tempfile.TemporaryDirectory(prefix="archive-templates-")
    for path, data in job.templates.items():
        place = Path(folder.name, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    renderer = Renderer(job.setting, Path(folder.name), job.version)
    finalize(renderer, folder.cleanup)
    return job, renderer, noted(job.archive)


def templates_of(root: Path) -> dict[str, bytes]:
    """The archive's own templates, by their path below `templates/`."""
    own = root / "templates"
    return {path.relative_to(own).as_posix(): path.read_bytes() for path in sorted(own.rglob("*")) if path.is_file()}


def spread_over(executor: Executor, packed: Any, parts: Sequence[Part], new: Folder, workers: int) -> list[MadePart]:
    """What all parts give, made by an executor and written into `new`, in the order of the parts. `packed` is a packed job, or
    what the executor knows one by. Raises what making raises."""
    ranges = iter([parts[start : start + PARTS] for start in range(0, len(parts), PARTS)])
    found: dict[Part, list[MadePart]] = {}
    waiting: set[Future[list[Answer]]] = set()
    while True:
        waiting |= {executor.submit(make, packed, some) for some in islice(ranges, WAITING * workers - len(waiting))}
        if not waiting:
            return [one for part in parts for one in found[part]]
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        for future in done:
            for part, made, data in future.result():
                found[part] = made
                for path, written in data.items():
                    new.write(path, written)


@contextmanager
def connected(address: str, job: Job) -> Iterator[tuple[Executor, Any, int]]:
    """The workers of Dask's scheduler at `address` as an executor, the job as they know it, and how many they are.

    Raises ToolError where Dask is missing, nobody answers, or a worker has another version of the program.
    """
    try:
        from distributed import Client, KilledWorker
        from distributed.comm.core import CommClosedError
    except ImportError:
        raise ToolError(f"building on a cluster needs Dask: {with_extra('cluster')}") from None
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ToolError(f"no scheduler answers at {address}: {str(error).splitlines()[0]}") from None
    with client:
        try:
            versions: dict[str, str] = client.run(version)
        except ImportError:
            raise ToolError(f"a worker at {address} does not have this program installed") from None
        if not versions:
            raise ToolError(f"the scheduler at {address} has no workers")
        if strange := [worker for worker, theirs in versions.items() if theirs != job.version]:
            raise ToolError(f"{strange[0]} has another version of this program, or of a library that it uses; install the same on every worker")
        try:
            yield client.get_executor(), client.scatter(pickle.dumps(job, protocol=5), broadcast=True, hash=False), len(versions)
        except (KilledWorker, CommClosedError, CancelledError) as error:
            raise ToolError(f"the cluster at {address} gave up ({type(error).__name__}); is there enough memory on its workers? The old site stays") from None
