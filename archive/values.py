"""The values of a file's YAML, read at once: without the place of each, which only a file with something wrong needs.

Scalars stay text. Whatever is odd (anchors, tags, keys that stand twice or are no text, great depth, anything that does not
parse) is left to `archive.document`, which reads the file again and tells what and where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from archive.files import CONTROL
from archive.quoting import SEPARATOR, unclosed

ODD = re.compile(r"(?:^|[\s\[{,:?\ufeff-])(?:[&*]\S|!)")
"""An anchor, an alias or a tag, where one can stand."""
DEEPEST = 8
"""How deep values may lie in one another here; the model knows six levels."""
NESTED = re.compile(r"[ \t?:-]{1000}")


class Values(NamedTuple):
    """The keys with their values, and those of the outermost keys that have none."""

    known: dict[str, Any]
    empty: list[str]


class _OddError(Exception):
    pass


def values(text: str) -> Values | None:
    """What a mapping in YAML holds; `None` where `archive.document` has to look."""
    if _Parser is None or _can_be_deep(text) or unclosed(text) or SEPARATOR.search(text) or (("&" in text or "*" in text or "!" in text) and ODD.search(text)):
        return None
    try:
        node = _Parser(text).get_single_node()
        return _outermost(node, "\\" in text) if type(node) is yaml.MappingNode else None
    except (yaml.YAMLError, _OddError):
        return None


def in_double_quotes(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """The texts between double quotes, as they are written, each with the line and the column where it begins, from 0; as far as the text can be read."""
    lines = text.split("\n")
    with suppress(yaml.YAMLError):
        event: Any
        for event in yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)):
            if getattr(event, "style", "") == '"':
                start, end = event.start_mark, event.end_mark
                whole = lines[start.line : end.line + 1]
                whole[-1] = whole[-1][: end.column]
                whole[0] = whole[0][start.column :]
                yield (start.line, start.column), "\n".join(whole)


def _can_be_deep(text: str) -> bool:
    """Whether it could be so deep that libyaml's recursion would end the program; a file of usual length cannot."""
    return len(text) > 4000 and (text.count("[") + text.count("{") > 1000 or NESTED.search(text) is not None)


def _outermost(node: yaml.MappingNode, escapes: bool) -> Values:
    known: dict[str, Any] = {}
    empty: list[str] = []
    for key, value in node.value:
        if type(key) is not yaml.ScalarNode or key.value in known or key.value in empty:
            raise _OddError
        found = _value(value, escapes, 1)
        if found is None:
            empty.append(key.value)
        else:
            known[key.value] = found
    return Values(known, empty)


def _value(node: yaml.Node, escapes: bool, depth: int) -> Any:
    if type(node) is yaml.ScalarNode:
        if escapes and CONTROL.search(node.value):
            raise _OddError
        return None if node.value in ("", "~") and not node.style else node.value
    if depth > DEEPEST:
        raise _OddError
    if type(node) is yaml.SequenceNode:
        return [found for one in node.value if (found := _value(one, escapes, depth + 1)) is not None]
    made: dict[str, Any] = {}
    for key, value in node.value:
        found = _value(value, escapes, depth + 1)
        if found is None or type(key) is not yaml.ScalarNode or key.value in made:
            raise _OddError
        made[key.value] = found
    return made


def _parser() -> Any:
    """libyaml's parser, with nothing that finds out what type a scalar might have; `None` where PyYAML has come without it."""
    loader = getattr(yaml, "CBaseLoader", None)
    nothing = staticmethod("".format)  # takes anything, in C
    return loader and type("Parser", (loader,), {"descend_resolver": nothing, "ascend_resolver": nothing, "resolve": nothing})


_Parser = _parser()
