"""From values as they were read to parts of records, by pydantic.

What pydantic makes of a kind is worked out once and kept beside the code of the program: to load pydantic and to have it done takes longer than to
read many records.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic_core import SchemaValidator, ValidationError

from archive import codecache
from archive.model.part import Part

if TYPE_CHECKING:
    from pydantic import TypeAdapter
    from pydantic.json_schema import GenerateJsonSchema

__all__ = ["ValidationError", "json_schema", "validate"]
P = TypeVar("P", bound=Part)


def validate(kind: type[P], values: Mapping[str, Any]) -> P:
    """The part that these values make, by the keys that an editor writes. Raises ValidationError with all that is wrong."""
    made: P = _validator(kind).validate_python(values)
    return made


def json_schema(kind: type[Part], generator: type[GenerateJsonSchema] | None = None) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what validates, as pydantic gives it or a `generator` of ours."""
    if generator:
        return _adapter(kind).json_schema(by_alias=True, schema_generator=generator, mode="validation")
    found: dict[str, Any] = json.loads(_worked_out("forms", kind, lambda: json.dumps(_adapter(kind).json_schema(by_alias=True, mode="validation")).encode()))
    return found


@cache
def _validator(kind: type[Part]) -> SchemaValidator:
    return SchemaValidator(pickle.loads(_worked_out("schema", kind, lambda: pickle.dumps(_adapter(kind).core_schema, protocol=5))))  # noqa: S301  # our own


def _worked_out(what: str, kind: type[Part], work: Callable[[], bytes]) -> bytes:
    """What follows from a kind, as it was worked out once."""
    name, of = f"{what}-{kind.__name__.lower()}", f"{kind.__module__}.{kind.__qualname__}"
    known = codecache.found(name, of)
    if known is None:
        known = work()
        codecache.put(name, of, known)
    return known


def _adapter(kind: type[Part]) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter  # it takes time to load

    return TypeAdapter(kind)
