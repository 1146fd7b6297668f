"""Keys of a file's YAML that stand a space too far to one side, or have no colon: slips of whoever never saw YAML, told by the keys that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args, get_origin

from archive.hints import in_quotes
from archive.model import KINDS, Site
from archive.model.part import Part, part_in, types

WORD = re.compile(r"(?:- )?([a-z_0-9]+)[ \t]*[;=\u2013\u2014-]?[ \t]+(\S.*)")
KEY = re.compile(r"(?P<lead> *(?P<dash>- +)?)(?P<key>[a-z_0-9]+):(?=\s|$)")
_KINDS: tuple[type[Part], ...] = (*KINDS, Site)


def out_of_line(lines: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with the indent of the key in the last of these lines, and what to write; `None` where it is no key that is known, or its place
    cannot be told, or it stands right."""
    found = KEY.match(lines[-1]) if lines else None
    if not found or found["dash"]:
        return None
    key, indent = found["key"], len(found["lead"])
    columns = dict(_above(lines[:-1], key))
    if key in outer_keys():
        columns[0] = ""
    if not columns or indent in columns:
        return None
    column = min(columns, key=lambda one: (abs(one - indent), -one))
    if not column:
        return f'"{key}" is indented, though it belongs to no key above', "delete the spaces before it: it begins at the very left"
    return f'"{key}" does not stand below the key that it belongs with', f"put {spaces(column)} before it, so that it stands below {columns[column]}"


def in_the_last(lines: Sequence[str]) -> str:
    """What to write where the key in the last of these lines belongs within the key of the line above, which has no value; "" where it does not."""
    above = KEY.fullmatch(lines[-2].rstrip()) if len(lines) > 1 else None
    found = KEY.match(lines[-1])
    if not above or not found:
        return ""
    for part in (*_KINDS, *_parts()):
        annotation = types(part).get(above["key"])
        inner = part_in(annotation)
        if inner and any(field.key == found["key"] for field in inner.fields):
            first = '"  - " before it, and four spaces before the keys that follow it' if is_list(annotation) else f"{spaces(len(above['lead']) + 2)} before it"
            return f'put {first}, so that it stands within "{above["key"]}"'
    return ""


def is_list(annotation: Any) -> bool:
    """Whether a type is that of a list, or may be."""
    return get_origin(annotation) is tuple or any(is_list(one) for one in get_args(annotation))


def spaces(number: int) -> str:
    return "1 space" if number == 1 else f"{number} spaces"


def no_colon(line: str) -> tuple[str, str] | None:
    """That a line begins with the word of a key, and no colon follows it; what to write."""
    found = WORD.fullmatch(line.rstrip())
    if not found or found[1] not in outer_keys():
        return None
    value = found[2].strip()
    written = in_quotes(value) if ": " in value or " #" in value or value[0] in "[{&*!|>@`%'" else value
    return f'a colon is missing after "{found[1]}"', f"write {found[1]}: {written}"


def _above(lines: Sequence[str], key: str) -> Iterator[tuple[int, str]]:
    """The columns at which that key can stand within the value that these lines end with, each with a key that is there: one of the same part."""
    for line in reversed(lines):
        if found := KEY.match(line):
            if not found["lead"]:
                return
            if any({key, found["key"]} <= keys for keys in part_keys()):
                yield len(found["lead"]), f'"{found["key"]}"' + (", the first key of its item" if found["dash"] else "")


@cache
def outer_keys() -> frozenset[str]:
    """The keys that begin at the very left: those of records, and of the file of the site."""
    return frozenset(field.key for kind in _KINDS for field in kind.fields)


@cache
def part_keys() -> tuple[frozenset[str], ...]:
    """The keys of each part that stands within a record, or within the file of the site."""
    return tuple(frozenset(field.key for field in part.fields) for part in _parts())


@cache
def _parts() -> frozenset[type[Part]]:
    return frozenset(inner for kind in _KINDS for annotation in types(kind).values() if (inner := part_in(annotation)))
