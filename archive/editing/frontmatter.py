"""A file taken apart into front matter and body without losing a byte, and the places of the values in the front matter."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import yaml

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
PLAIN = re.compile(r"""[^\W_](?:[\w .()/+;!?&%$€'"’“”–—…-]|:(?=\S)|,(?=\s))*(?<=[\w.)!?'"’”…])""")
"""Text that may stand without quotes wherever a block value may; what else might, is quoted all the same."""


class UnclearError(Exception):
    """The front matter cannot be edited safely; says why, in words for an editor."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file, in order: `opening` (a byte order mark, if any, and the line ---), `front`, `closing` (the second line ---)
    and `body`. Put together they are the file, byte for byte. `site.yaml` is `front` alone."""

    opening: str
    front: str
    closing: str
    body: str

    @property
    def data(self) -> bytes:
        return f"{self.opening}{self.front}{self.closing}{self.body}".encode()

    @property
    def eol(self) -> str:
        """The line end of the file's first line."""
        found = re.search(r"\r\n|\n|\r", self.opening + self.front)
        return found[0] if found else "\n"

    def with_front(self, front: str) -> Parts:
        return replace(self, front=front)


def take_apart(data: bytes) -> Parts:
    """The parts of a record's file. Raises UnclearError where it has no front matter or is not in UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnclearError("the file is not in UTF-8") from None
    lines = LINE.findall(text)
    if not lines or lines[0].removeprefix("\ufeff").rstrip() != "---":
        raise UnclearError("the first line is not ---")
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        raise UnclearError("the second line --- is missing")
    return Parts(lines[0], "".join(lines[1:end]), lines[end], "".join(lines[end + 1 :]))


def take_whole(data: bytes) -> Parts:
    """`site.yaml`: all of it is front matter."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UnclearError("the file is not in UTF-8") from None
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return Parts(mark, text.removeprefix(mark), "", "")


# ----------------------------------------------------------------------------------------------------------- places


def compose(front: str) -> yaml.MappingNode | None:
    """The front matter as nodes with marks; `None` where it is empty. Raises UnclearError."""
    try:
        node = yaml.compose(front, Loader=LOADER)
    except yaml.YAMLError as error:
        raise UnclearError(f"the front matter cannot be read ({str(error).splitlines()[0]})") from None
    if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
        return None
    if not isinstance(node, yaml.MappingNode):
        raise UnclearError("the front matter has no keys")
    return node


def values_at(node: yaml.Node | None, path: tuple[str, ...]) -> Iterator[yaml.ScalarNode]:
    """Every scalar that a path of keys leads to; "*" stands for each of a list, or for the one thing in its place."""
    if isinstance(node, yaml.ScalarNode):
        if not path or path == ("*",):
            yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from values_at(item, path[1:] if path[:1] == ("*",) else path)
    elif isinstance(node, yaml.MappingNode) and path:
        for key, value in node.value:
            if key.value == path[0]:
                yield from values_at(value, path[1:])
            elif path[0] == "*" and len(path) > 1 and key.value == path[1]:
                yield from values_at(value, path[2:])


def entry(node: yaml.MappingNode | None, name: str) -> tuple[yaml.ScalarNode, yaml.Node] | None:
    """A key of the mapping with its value."""
    return next(((key, value) for key, value in (node.value if node else ()) if key.value == name), None)


@dataclass(frozen=True, slots=True)
class Change:
    """Text to put in place of what stands from `start` to `end`."""

    start: int
    end: int
    text: str


def changed(text: str, changes: list[Change]) -> str:
    """The text with all changes made; they may not overlap."""
    out, at = [], 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        assert change.start >= at, "changes overlap"
        out += [text[at : change.start], change.text]
        at = change.end
    return "".join([*out, text[at:]])


def in_place_of(front: str, node: yaml.ScalarNode, value: str) -> Change:
    """A scalar with another value, in the quotes that it has."""
    start, end = node.start_mark.index, node.end_mark.index
    raw = front[start:end]
    if node.style in ("|", ">"):
        at = raw.find(node.value.strip())
        if at < 0:
            raise UnclearError(f'the value "{node.value.strip()}" is folded over several lines')
        return Change(start + at, start + at + len(node.value.strip()), value)
    if node.style in ("'", '"'):
        return Change(start, end, f"{node.style}{value}{node.style}")
    return Change(start, end, value)


def quoted(value: str) -> str:
    """A text as a YAML scalar that stands behind a key: plain where that is safe, else in double quotes."""
    return value if PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


# ------------------------------------------------------------------------------------------------------------ lines


class Lines:
    """A text and the starts of its lines: an index becomes a line and a column, both from 0."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n|\n|\r", text))]

    def number(self, index: int) -> int:
        return bisect_right(self.starts, index) - 1

    def column(self, index: int) -> int:
        return index - self.starts[self.number(index)]

    def start(self, number: int) -> int:
        return self.starts[number] if number < len(self.starts) else len(self.text)

    def line(self, number: int) -> str:
        """One line without its end."""
        return self.text[self.start(number) : self.start(number + 1)].rstrip("\r\n")

    def last(self, node: yaml.Node) -> int:
        """The number of the last line that belongs to a value; comments and empty lines behind it do not."""
        first = self.number(node.start_mark.index)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return self._last_of_block(node, first)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            end = node.value[-1]
            return max(self.number(end[0].start_mark.index), self.last(end[1])) if isinstance(end, tuple) else self.last(end)
        return self.number(max(node.start_mark.index, node.end_mark.index - 1))

    def _last_of_block(self, node: yaml.ScalarNode, first: int) -> int:
        end = self.number(node.end_mark.index)
        last = end if self.text[self.start(end) : node.end_mark.index].strip() else end - 1
        header = self.text[node.start_mark.index :].split("\n", 1)[0].split(" #")[0]
        if "+" not in header:
            depth = self.depth(first + 1, last)
            while last > first and not self.line(last).strip() and len(self.line(last)) <= depth:
                last -= 1
        return max(first, last)

    def depth(self, first: int, last: int) -> int:
        """The indent of the first line, of those numbers, that holds anything."""
        lines = (self.line(number) for number in range(first, last + 1))
        return next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)


def comments(front: str) -> list[str]:
    """Every comment, in order, without the space around it."""
    inside: list[tuple[int, int]] = []
    for token in yaml.scan(front, Loader=LOADER):
        if isinstance(token, yaml.ScalarToken):
            start = token.start_mark.index
            if token.style in ("|", ">"):
                start = front.find("\n", start) if "\n" in front[start:] else len(front)
            inside.append((start, max(start, token.end_mark.index)))
    found, at = [], 0
    for start, end in [*inside, (len(front), len(front))]:
        found += [text.strip() for text in re.findall(r"#[^\r\n]*", front[at:start])]
        at = end
    return found
