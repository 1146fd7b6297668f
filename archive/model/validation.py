"""From values as they were read to parts of records, by pydantic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from archive.model.part import Part

__all__ = ["ValidationError", "json_schema", "validate"]
P = TypeVar("P", bound=Part)


def validate(kind: type[P], values: Mapping[str, Any]) -> P:
    """The part that these values make, by the keys that an editor writes. Raises ValidationError with all that is wrong."""
    made: P = _adapter(kind).validate_python(values)
    return made


def json_schema(kind: type[Part], generator: type[GenerateJsonSchema] = GenerateJsonSchema) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what validates."""
    return _adapter(kind).json_schema(by_alias=True, schema_generator=generator, mode="validation")


@cache
def _adapter(kind: type[Part]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
