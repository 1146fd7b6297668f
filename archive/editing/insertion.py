"""A new key in front matter that somebody wrote: put where it belongs, nothing else touched."""

from __future__ import annotations

import yaml

from archive.editing.frontmatter import LOADER, Change, Lines, UnclearError, changed, compose, entry, quoted
from archive.editing.order import keys
from archive.model.part import Part

Written = str | dict[str, str]


def with_key(front: str, model: type[Part], name: str, value: Written, eol: str) -> str:
    """Front matter with one more key, which it may not have yet. A mapping is written with a line to each key. Raises UnclearError."""
    node = compose(front)
    if node is not None and node.flow_style:
        raise UnclearError("its keys stand in braces: write one key to a line")
    lines = Lines(front)
    indent = lines.column(node.value[0][0].start_mark.index) if node else 0
    new = f"{' ' * indent}{name}: {value}{eol}" if isinstance(value, str) else _written(name, value, indent, eol)
    out = changed(front, [Change(at, at, new) for at in [_place(node, lines, model, name)]])
    before = yaml.load(front, Loader=LOADER) or {}  # noqa: S506  # the base loader makes texts, lists and mappings only
    after = yaml.load(out, Loader=LOADER)  # noqa: S506  # the same
    if {key: inner for key, inner in after.items() if key != name} != before:
        raise UnclearError(f'there is no safe place for the key "{name}" in it')
    return out


def _written(name: str, value: dict[str, str], indent: int, eol: str) -> str:
    inner = [f"{' ' * (indent + 2)}{key}: {quoted(text)}{eol}" for key, text in value.items()]
    return f"{' ' * indent}{name}:{eol}{''.join(inner)}"


def _place(node: yaml.MappingNode | None, lines: Lines, model: type[Part], name: str) -> int:
    """Where the line of a key begins: behind the last key that comes before it in canonical order."""
    if node is None:
        return len(lines.text)
    rank = {key: number for number, key in enumerate(keys(model))}
    before = [(rank[key.value], number) for number, (key, _) in enumerate(node.value) if rank.get(key.value, len(rank)) < rank[name]]
    if not before:
        return lines.start(lines.number(node.value[0][0].start_mark.index))
    number = max(before)[1]
    key, value = node.value[number]
    last = max(lines.number(key.start_mark.index), lines.last(value))
    column = lines.column(key.start_mark.index)
    following = last + 1
    while following < len(lines.starts) and _inside(lines.line(following), column):
        following += 1
    return lines.start(following)


def _inside(line: str, column: int) -> bool:
    """Whether a line is a comment that still belongs to the value above it."""
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) > column


def with_item(front: str, model: type[Part], name: str, item: str, eol: str) -> str:
    """Front matter with one more item in a list of texts, which is begun where there is none. Raises UnclearError."""
    node = compose(front)
    found = entry(node, name)
    if found is None:
        return with_key(front, model, name, f"[{quoted(item)}]", eol)
    key, value = found
    if isinstance(value, yaml.ScalarNode):
        return _begun(front, key, value, item)
    if not isinstance(value, yaml.SequenceNode):
        raise UnclearError(f'"{name}" is no list in it')
    if not value.value:
        return changed(front, [Change(value.start_mark.index, value.end_mark.index, f"[{quoted(item)}]")])
    if value.flow_style:
        end = value.value[-1].end_mark.index
        return changed(front, [Change(end, end, f", {quoted(item)}")])
    lines = Lines(front)
    at = lines.start(lines.last(value) + 1)
    dash = " " * lines.column(value.start_mark.index)
    return changed(front, [Change(at, at, f"{dash}- {quoted(item)}{eol}")])


def _begun(front: str, key: yaml.ScalarNode, value: yaml.ScalarNode, item: str) -> str:
    """The one thing that stood in place of a list becomes a list of two."""
    if value.style in ("|", ">") or "\n" in front[value.start_mark.index : value.end_mark.index]:
        raise UnclearError(f'"{key.value}" is written over several lines')
    if not value.value:
        end = front.index(":", key.end_mark.index) + 1
        return changed(front, [Change(end, end, f" [{quoted(item)}]")])
    start, end = value.start_mark.index, value.end_mark.index
    return changed(front, [Change(start, start, "["), Change(end, end, f", {quoted(item)}]")])
