"""plan: asks each page kind for its outputs. After it nothing looks anything up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from archive.model import Archive, Output
from archive.pages import KINDS
from archive.problems import Problem


def plan(archive: Archive, problems: list[Problem]) -> Iterator[Output]:
    """Every output of the site, each path once; two that want the same one are a problem."""
    seen: dict[tuple[str, str], Output] = {}
    for kind in KINDS:
        for output in kind.outputs(archive):
            first = seen.setdefault((output.area, output.path.casefold()), output)
            if first is output:
                yield output
            else:
                problems.append(_clash(archive, first, output))


def _clash(archive: Archive, *both: Output) -> Problem:
    """Names the files of the two records, where they are of records."""
    files = [_file_of(archive, output) for output in both]
    whose = " and ".join(file or "a page of the site's own" for file in files)
    message = f"two pages want the address /{both[1].path.removesuffix('index.html')}: {whose}"
    hint = "rename one of the records, or take its alias out"
    return Problem(path=files[1] or files[0] or "content", code="clashing-address", message=message, hint=hint)


def _file_of(archive: Archive, output: Output) -> str:
    url = output.view.get("url", "") if isinstance(output.view, Mapping) else ""
    if output.template == "moved.html":
        url = archive.moved[url]
    return next((record.path for record in (*archive.records.values(), *archive.withdrawn) if record.url == url), "")
