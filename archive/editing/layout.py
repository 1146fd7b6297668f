"""The canonical layout of front matter: keys in order, two spaces to a level, one space after a colon.

Values keep their words, their quotes and their folds; comments keep their place: those above a key go with the key, those
behind a value stay behind it. What cannot be laid out without doubt is left alone, and says why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

import yaml

from archive.editing.frontmatter import LOADER, Lines, Parts, UnclearError, comments, compose
from archive.editing.order import below, keys
from archive.model.part import Part

STEP = 2
WIDTH = 120
Model = type[Part] | None


def tidy(parts: Parts, model: type[Part]) -> Parts:
    """The file with its front matter laid out; the body is the same bytes. Raises UnclearError.

    A byte order mark goes. The front matter has the line end of the file's first line throughout.
    """
    eol = parts.eol
    front = lay_out(re.sub(r"\r\n|\r", "\n", parts.front), model).replace("\n", eol)
    if not parts.closing:
        return Parts("", front, "", "")
    closing = "---" + (eol if parts.closing[-1] in "\r\n" else "")
    return replace(parts, opening=f"---{eol}", front=front, closing=closing)


def lay_out(front: str, model: type[Part]) -> str:
    """Front matter, its lines ending in a newline, in canonical layout. Raises UnclearError where a value or a comment might be lost."""
    text = front if front.endswith("\n") or not front else f"{front}\n"
    node = compose(text)
    if node is None:
        return text
    new = _Layout(text).document(node, model)
    try:
        same = _values(new) == _values(text) and Counter(comments(new)) == Counter(comments(text))
    except yaml.YAMLError:
        same = False
    if not same:
        raise UnclearError("its style is too unusual to be laid out without risk")
    return new


def _values(text: str) -> object:
    """What the front matter says. Empty lines at the end of a text, which `|+` keeps, say nothing in this model."""
    return _plain(yaml.load(text, Loader=LOADER))  # noqa: S506  # the base loader makes texts, lists and mappings only


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else str(value).rstrip("\n")


@dataclass(slots=True)
class _Entry:
    """A key with its value, or an item of a list. `start` is where the key or the dash stands; `lead` are the comments
    above it, `tail` those that follow inside it."""

    start: int
    after: int
    value: yaml.Node
    key: str = ""
    raw: str = "-"
    lead: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


class _Layout:
    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        tokens = list(yaml.scan(text, Loader=LOADER))
        if any(isinstance(token, (yaml.DocumentStartToken, yaml.DocumentEndToken, yaml.DirectiveToken)) for token in tokens):
            raise UnclearError("it holds a second document (... or %)")
        self.dashes = [token.start_mark.index for token in tokens if isinstance(token, yaml.BlockEntryToken)]

    def document(self, node: yaml.MappingNode, model: type[Part]) -> str:
        if node.flow_style:
            raise UnclearError("it is written in braces: write one key to a line")
        first, last = self.lines.number(node.start_mark.index), self.lines.last(node)
        lead = self._between(0, first)
        tail = self._between(last + 1, len(self.lines.starts) - 1)
        while tail and not tail[-1]:
            tail.pop()
        return "\n".join(self._mapping(node, 0, model, lead, tail)) + "\n"

    # -- what stands between values

    def _between(self, first: int, end: int) -> list[str]:
        """Lines that can only be comments or empty; from `first` up to, not including, `end`."""
        lines = [self.lines.line(number).rstrip() for number in range(first, end)]
        if any(line.strip() and not line.lstrip().startswith("#") for line in lines):
            raise UnclearError("a line in it belongs to no key")
        return lines

    def _gaps(self, entries: list[_Entry], column: int, lead: list[str], tail: list[str]) -> list[str]:
        """Gives each entry the comments around it; returns those that close the whole."""
        entries[0].lead = lead
        for one, other in pairwise(entries):
            gap = self._between(max(self.lines.last(one.value), self.lines.number(one.start)) + 1, self.lines.number(other.start))
            one.tail, other.lead = _parted(gap, column)
        entries[-1].tail, rest = _parted(tail, column)
        return rest

    # -- blocks

    def _block(self, node: yaml.Node, indent: int, model: Model, lead: list[str], tail: list[str]) -> list[str]:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, indent, model, lead, tail)
        assert isinstance(node, yaml.SequenceNode)
        return self._sequence(node, indent, model, lead, tail)

    def _mapping(self, node: yaml.MappingNode, indent: int, model: Model, lead: list[str], tail: list[str]) -> list[str]:
        entries = [self._entry_of(key, value) for key, value in node.value]
        if entries[0].start != node.start_mark.index:
            raise UnclearError("a mark stands before its keys")
        column = self.lines.column(entries[0].start)
        closing = self._gaps(entries, column, lead, tail)
        opening = _header(entries[0])
        rank = {name: number for number, name in enumerate(keys(model))} if model else {}
        if rank:
            entries.sort(key=lambda entry: rank.get(entry.key, len(rank)))
        if not opening:
            entries[0].lead = _without_blank(entries[0].lead)
        out = _at(indent, opening)
        for entry in entries:
            out += _at(indent, entry.lead)
            out += self._written(entry, indent, column, below(model, entry.key))
        return out + _at(indent, closing)

    def _entry_of(self, key: yaml.Node, value: yaml.Node) -> _Entry:
        start, end = key.start_mark.index, key.end_mark.index
        found = re.compile(r"[ \t]*:").match(self.text, end)
        if not isinstance(key, yaml.ScalarNode) or "\n" in self.text[start:end] or not found:
            raise UnclearError("a key in it is not written as key: value")
        return _Entry(start, found.end(), value, key.value, f"{self.text[start:end]}:")

    def _sequence(self, node: yaml.SequenceNode, indent: int, model: Model, lead: list[str], tail: list[str]) -> list[str]:
        column = self.lines.column(node.start_mark.index)
        end = self.lines.start(self.lines.last(node) + 1)
        dashes = [at for at in self.dashes if node.start_mark.index <= at < end and self.lines.column(at) == column]
        if len(dashes) != len(node.value):
            raise UnclearError("a list in it is not written with one dash to an item")
        entries = [_Entry(at, at + 1, item) for at, item in zip(dashes, node.value, strict=True)]
        closing = self._gaps(entries, column, lead, tail)
        out: list[str] = []
        for entry in entries:
            out += _at(indent, entry.lead)
            out += self._written(entry, indent, column, model)
        return out + _at(indent, closing)

    def _written(self, entry: _Entry, indent: int, column: int, model: Model) -> list[str]:
        """One entry: the key or dash, and the value behind or below it."""
        remark, middle = self._before(entry)
        value = entry.value
        if isinstance(value, yaml.CollectionNode) and not value.flow_style:
            child = self._block(value, indent + STEP, model, middle, entry.tail)
            if entry.raw != "-":
                return [f"{' ' * indent}{entry.raw}{remark}", *child]
            count = next(number for number, line in enumerate(child) if line.strip() and not line.lstrip().startswith("#"))
            above = _at(indent, [*([remark] if remark else []), *child[:count]])
            return [*above, f"{' ' * indent}- {child[count].lstrip()}", *child[count + 1 :]]
        block = isinstance(value, yaml.ScalarNode) and value.style in ("|", ">")
        words = self._scalar(value, indent, column) if isinstance(value, yaml.ScalarNode) else self._flow(value, indent, model, len(entry.raw) + 1)
        if not block:
            words[-1] += self._behind(value)
        if remark or any(middle):
            out = [f"{' ' * indent}{entry.raw}{remark}", *_at(indent + STEP, middle), f"{' ' * (indent + STEP)}{words[0]}", *words[1:]]
        elif words[0].startswith((" ", "#")) or not words[0]:
            out = [f"{' ' * indent}{entry.raw}{words[0]}", *words[1:]]
        else:
            out = [f"{' ' * indent}{entry.raw} {words[0]}", *words[1:]]
        return out + _at(indent if block else indent + STEP, entry.tail)

    def _before(self, entry: _Entry) -> tuple[str, list[str]]:
        """The comment behind a key or dash whose value stands below it, and the lines between the two."""
        first, *rest = self.text[entry.after : entry.value.start_mark.index].split("\n")
        if not rest:
            if first.strip():
                raise UnclearError(f'something stands between "{entry.raw}" and its value')
            return "", []
        if rest[-1].strip() or (first.strip() and not first.lstrip().startswith("#")):
            raise UnclearError(f'something stands between "{entry.raw}" and its value')
        line = self.lines.number(entry.after)
        middle = self._between(line + 1, line + len(rest))
        return (_spaced(first.rstrip()) if first.strip() else ""), middle

    def _behind(self, value: yaml.Node) -> str:
        """The comment behind a value, with the space before it."""
        end = max(value.start_mark.index, value.end_mark.index)
        rest = self.text[end : self.lines.start(self.lines.number(max(end - 1, 0)) + 1)].rstrip()
        if rest.strip() and not rest.lstrip().startswith("#"):
            raise UnclearError("something stands behind a value")
        return _spaced(rest) if rest.strip() else ""

    # -- values

    def _scalar(self, node: yaml.ScalarNode, indent: int, column: int) -> list[str]:
        """The lines of a scalar as they are written, the further ones in their new place."""
        raw = self.text[node.start_mark.index : node.end_mark.index]
        if node.style in ("|", ">"):
            return self._literal(node, indent, column)
        first, *rest = raw.split("\n")
        if node.style is None:
            return [first.rstrip(), *(f"{' ' * (indent + STEP)}{line.strip()}".rstrip() for line in rest)]
        last = len(rest) - 1
        space = " " * (indent + STEP)
        return [first, *("" if not line.strip() and at != last else f"{space}{line.lstrip(' ' + chr(9))}" for at, line in enumerate(rest))]

    def _literal(self, node: yaml.ScalarNode, indent: int, column: int) -> list[str]:
        """A block scalar: its lines move by as much as its first one does."""
        first, last = self.lines.number(node.start_mark.index), self.lines.last(node)
        header = self.text[node.start_mark.index : self.lines.start(first + 1)].rstrip()
        lines = [self.lines.line(number) for number in range(first + 1, last + 1)]
        depth = self.lines.depth(first + 1, last)
        if digit := re.match(r"[|>][+-]?([1-9])", header):
            depth = column + int(digit[1])
            new = indent + int(digit[1])
        else:
            new = indent + STEP
        return [header, *(f"{' ' * new}{line[depth:]}" if line[depth:] else "" for line in lines)]

    def _flow(self, node: yaml.Node, indent: int, model: Model, used: int) -> list[str]:
        """A list in brackets or keys in braces: in one line where it fits and holds no comment."""
        raw = self.text[node.start_mark.index : node.end_mark.index]
        tidied = self._tidied(node, model)
        held = "\n" in raw and bool(comments(raw))
        if tidied is not None and not held and ("\n" not in raw or indent + used + len(tidied) <= WIDTH):
            return [tidied]
        first, *rest = raw.split("\n")
        depths = [len(line) - len(line.lstrip()) for line in rest if line.strip()]
        least = min(depths, default=0)
        return [first, *(f"{' ' * (indent + STEP)}{line[least:]}" if line.strip() else "" for line in rest)]

    def _tidied(self, node: yaml.Node, model: Model) -> str | None:
        """A flow value in one line with even spaces; `None` where it is written in a way that needs more care."""
        raw = self.text[node.start_mark.index : node.end_mark.index]
        if isinstance(node, yaml.ScalarNode):
            return raw if raw and "\n" not in raw else None
        if isinstance(node, yaml.SequenceNode):
            items = [self._tidied(item, model) for item in node.value]
            return f"[{', '.join(item for item in items if item)}]" if raw.startswith("[") and all(items) else None
        assert isinstance(node, yaml.MappingNode)
        rank = {name: number for number, name in enumerate(keys(model))} if model else {}
        pairs = [(key, self._tidied(key, None), self._tidied(value, below(model, key.value))) for key, value in node.value]
        if not raw.startswith("{") or not all(one and other for _, one, other in pairs):
            return None
        pairs.sort(key=lambda pair: rank.get(pair[0].value, len(rank)))
        return "{" + ", ".join(f"{one}: {other}" for _, one, other in pairs) + "}"


def _parted(gap: list[str], column: int) -> tuple[list[str], list[str]]:
    """The lines between two entries: comments that stand deeper than `column` still belong to the first."""
    cut = 0
    for number, line in enumerate(gap):
        if line.strip() and len(line) - len(line.lstrip()) <= column:
            break
        if line.strip():
            cut = number + 1
    return gap[:cut], gap[cut:]


def _header(entry: _Entry) -> list[str]:
    """Comments at the head that an empty line parts from the first key: they stay there whichever key comes first."""
    blank = [number for number, line in enumerate(entry.lead) if not line.strip()]
    if not blank or not any(line.strip() for line in entry.lead[: blank[-1]]):
        return []
    header, entry.lead = entry.lead[: blank[-1] + 1], entry.lead[blank[-1] + 1 :]
    return _without_blank(header)


def _without_blank(lines: list[str]) -> list[str]:
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    return lines[first:]


def _at(indent: int, lines: Iterable[str]) -> list[str]:
    return [f"{' ' * indent}{line.strip()}" if line.strip() else "" for line in lines]


def _spaced(remark: str) -> str:
    """A comment with a space before it at the least, and all the space that it has."""
    return remark if remark[0] in " \t" else f"  {remark}"
