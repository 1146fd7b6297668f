"""What records are made of: frozen values with named fields, each kind declared by the types of its fields.

What validates them (`archive.validation`) takes time to load, and is there only where something is read anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass
from dataclasses import fields as fields_of
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, dataclass_transform, get_type_hints

from archive.model.dates import Date
from archive.model.noting import Shown

WRITTEN = {"from_": "from", "url_original": "url", "url_home": "url"}
"""Fields that an editor writes by another key than their name."""


def written(name: str) -> str:
    """The key by which a field is written."""
    return WRITTEN.get(name, name)


class Kind(type):
    """What kinds of parts are themselves: things to look up by, whatever their objects are equal to."""


class Part(metaclass=Kind):
    """A piece of a record, or a whole one. Unknown keys are errors; an empty value is the same as none.

    Records are many, and kept: a default is not stored with them. To make one of values checks nothing but that all are there that must be.
    """

    __slots__ = ("__weakref__",)
    fields: ClassVar[tuple[Field, ...]] = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "str_strip_whitespace": True, "alias_generator": written}

    def __init__(self, **values: Any) -> None:
        names = [field.name for field in self.fields]
        missing = [field.name for field in self.fields if field.usual is ... and field.name not in values]
        if missing or not values.keys() <= {*names}:
            raise TypeError(f"{type(self).__name__} has {', '.join(names)}; missing: {', '.join(missing) or 'none'}")
        self.__setstate__(values)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, _, usual, get, _ in self.fields if (value := get(self)) is not usual}

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        for name, _, usual, _, put in self.fields:
            put(self, state.get(name, usual))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{name} cannot be set: records are frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{name} cannot be deleted: records are frozen")

    if not TYPE_CHECKING:  # or else mypy holds the kinds themselves for what cannot be hashed

        def __eq__(self, other: object) -> bool:
            return type(self) is type(other) and self.values == other.values

        def __hash__(self) -> int:
            return hash((type(self), *self.values.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__getstate__().items())})"

    @property
    def values(self) -> dict[str, Any]:
        """The values of all fields by name, in order. That they are asked for is not noted."""
        return {name: get(self) for name, _, _, get, _ in self.fields}

    def but(self: P, values: Mapping[str, Any]) -> P:
        """The same with other values of these fields. That the others are asked for is not noted."""
        made = type(self).__new__(type(self))
        made.__setstate__({**self.values, **values})
        return made

    def plain(self) -> dict[str, Any]:
        """What is written in it, as JSON has it, by the keys that an editor writes."""
        return {key: _plain(value) for _, key, usual, get, _ in self.fields if (value := get(self)) != usual}


P = TypeVar("P", bound=Part)


def _plain(value: Any) -> Any:
    if type(value) is tuple:
        return [_plain(one) for one in value]
    if isinstance(value, Part):
        return value.plain()
    if type(value) is dict:
        return {key: _plain(one) for key, one in value.items()}
    return value.text if type(value) is Date else value


@dataclass_transform(kw_only_default=True, frozen_default=True)
def part(kind: type[P]) -> type[P]:
    """Declares a kind of part: each of its fields has a place in its objects, and those that it says are `shown` are noted when they are asked for. All
    that a dataclass does besides is done by `Part`."""
    made = dataclass(init=False, repr=False, eq=False, kw_only=True, slots=True)(kind)
    places = {one.name: getattr(made, one.name) for one in fields_of(made)}  # type: ignore[arg-type]  # it is one now
    slots = {name: place.slot if isinstance(place, Shown) else place for name, place in places.items()}
    for name, words in getattr(made, "shown", {}).items():
        setattr(made, name, Shown(name, words, slots[name]))
    made.fields = tuple(Field(one.name, written(one.name), _usual(one), slots[one.name].__get__, slots[one.name].__set__) for one in fields_of(made))  # type: ignore[arg-type]
    return made


def _usual(field: Any) -> Any:
    if field.default is not MISSING:
        return field.default
    return ... if field.default_factory is MISSING else field.default_factory()


class Field(NamedTuple):
    """A field of a kind: its name, the key that an editor writes, what it holds if nothing is written (`...` where something must be), and what gets
    and puts its value in an object, unnoted and unchecked."""

    name: str
    key: str
    usual: Any
    get: Callable[[Any], Any]
    put: Callable[[Any, Any], None]


@cache
def types(kind: type[Part]) -> dict[str, Any]:
    """The types of the fields of a kind by the keys that an editor writes, in order."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.key: hints[field.name] for field in kind.fields}


def part_in(annotation: Any) -> type[Part] | None:
    """The kind inside a type like `tuple[Statement, ...]` or `Capture | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for one in getattr(annotation, "__args__", ()) if (found := part_in(one))), None)
