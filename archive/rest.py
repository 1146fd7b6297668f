"""What is left of a record whose file is wrong somewhere: its text, and its keys as they were read, so that the rest is told in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from archive.model import Body, Record
from archive.problems import Loc


class Rest(NamedTuple):
    """`record` stands in for the one that could not be made: only its kind, id and path are true. `values` are those of the front matter as they are
    written, of whatever sort; none where it is no YAML."""

    record: Record
    body: Body
    values: dict[str, Any]


def texts(value: Any, path: tuple[str, ...], loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Every text that a path of keys leads to in values as they are written, with its loc; "*" stands for each of a list, or for a text alone."""
    if isinstance(value, str):
        if value and path in ((), ("*",)):
            yield loc, value
    elif path and path[0] == "*" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts(item, path[1:], (*loc, index))
    elif path and isinstance(value, dict) and path[0] in value:
        yield from texts(value[path[0]], path[1:], (*loc, path[0]))
