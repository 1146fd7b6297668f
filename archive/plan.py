"""plan: asks each page kind for its outputs. After it nothing looks anything up."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output
from archive.pages import KINDS
from archive.problems import Problem


def plan(archive: Archive, problems: list[Problem]) -> Iterator[Output]:
    """Every output of the site, each path once; two that want the same one are a problem."""
    seen: set[tuple[str, str]] = set()
    for kind in KINDS:
        for output in kind.outputs(archive):
            place = (output.area, output.path.casefold())
            if place in seen:
                address = "/" + output.path.removesuffix("index.html")
                message = f"two pages want the address {address}"
                problems.append(Problem(path="content", code="clashing-address", message=message, hint="rename one of the records"))
                continue
            seen.add(place)
            yield output
