"""What a single value in a record may look like, and what becomes of it.

A form tells pydantic what it checks, in pydantic's own protocol, so that what validates is loaded only where something is read anew: an archive that
is kept needs none of it. Vocabularies are the field's own: EDTF dates, BCP 47 languages, rightsstatements.org codes, PREMIS-like events.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Annotated, Any, Literal

from archive.model.dates import Date, parse

Schema = Any
"""A schema of pydantic-core, or one of JSON."""


class Before:
    """A check that a value passes before its type is looked at; it may make another value of it."""

    def __init__(self, check: Callable[[Any], object]) -> None:
        self.check = check

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.check, handler(source))


class After:
    """What is made of a value that has its type."""

    def __init__(self, make: Callable[[Any], object]) -> None:
        self.make = make

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.make, handler(source))


class Bounds:
    """Limits of a value, by pydantic-core's names for them."""

    def __init__(self, **bounds: int) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        return {**handler(source), **self.bounds}


class AsDate:
    """A date in EDTF, level 1."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Callable[[Any], Schema]) -> Schema:
        from pydantic_core.core_schema import no_info_plain_validator_function

        return no_info_plain_validator_function(_date)

    def __get_pydantic_json_schema__(self, schema: Schema, handler: Callable[[Any], Schema]) -> Schema:
        return {"type": "string", "title": "EDTF"}


def _wrong(code: str, message: str, **told: str) -> Exception:
    from pydantic_core import PydanticCustomError

    return PydanticCustomError(code, message, told)


class Matched:
    """A check that a text has a form; `message` may name it as {value}."""

    def __init__(self, form: re.Pattern[str], code: str, message: str) -> None:
        self.form, self.code, self.message = form, code, message

    def __call__(self, value: object) -> object:
        if isinstance(value, str) and not self.form.fullmatch(value.strip()):
            raise _wrong(self.code, self.message, value=value)
        return value


def matching(pattern: str, code: str, message: str) -> Before:
    return Before(Matched(re.compile(pattern), code, message))


def one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _date(value: object) -> Date:
    if isinstance(value, Date):
        return value
    found = parse(value.strip()) if isinstance(value, str) else "a date is one text, like 2013-03-12"
    if isinstance(found, str):
        raise _wrong("bad-date", "{why}", why=found)
    return found


def truth(value: object) -> object:
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    return known.get(value.lower(), value) if isinstance(value, str) else value


def truth_or_texts(value: object) -> object:
    found = truth(value)
    return found if isinstance(found, bool) else one_or_many(value)


def _by_language(names: dict[str, str]) -> dict[str, str]:
    """In one order, however they were written: mappings in another order are equal, and must not be shown otherwise."""
    return dict(sorted(names.items()))


ID_FORM = r"[^\W_](?:[\w.-]*[^\W_])?"
Id = Annotated[str, matching(ID_FORM, "bad-id", '"{value}" cannot be an id: ids are letters and digits joined by "-"'), After(intern)]
Ids = Annotated[tuple[Id, ...], Before(one_or_many)]
Ref = Annotated[
    str,
    matching(r"[^#\s]*#\^?[\w.-]+", "bad-reference", '"{value}" is no reference: write ARTICLE-ID#s1, or "#s1", in quotes, within the article'),
]
Refs = Annotated[tuple[Ref, ...], Before(one_or_many)]
Word = Annotated[str, matching(r"[^\W\d_][\w-]*", "bad-word", '"{value}" is not one word: write it like "calls-for"')]
WebAddress = Annotated[
    str,
    matching(r"https?://[^\s/?#\[\]]+(?:[/?#]\S*)?", "bad-address", '"{value}" is not a web address: it begins with https:// or http://'),
]
BASE_FORM = r"(?i:https?)://[^\s/?#@*:\[\]\\]+(:[0-9]{1,5})?(/(?!/)(?!\.\.?(/|$))[^\s?#*:/\\]*)*"
BaseAddress = Annotated[
    str,
    matching(BASE_FORM, "bad-address", '"{value}" cannot be the address of a site: write it like https://example.org/ or https://example.org/archive/'),
]
LANGUAGE_FORM = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}|-[A-Za-z0-9](?=-[A-Za-z0-9]))*"
Language = Annotated[
    str,
    matching(LANGUAGE_FORM, "bad-language", '"{value}" is no language tag (BCP 47): write en, zh-Hans or pt-BR'),
]
EDTF = Annotated[Date, AsDate()]
Truth = Annotated[bool, Before(truth)]
Text = Annotated[str, Bounds(min_length=1)]
Texts = tuple[Text, ...]
Names = Annotated[Texts, Before(one_or_many)]
NamesByLanguage = Annotated[dict[Language, Text], After(_by_language)]
Count = Annotated[int, Bounds(ge=0)]
Sha256 = Annotated[str, matching(r"[0-9a-fA-F]{64}", "bad-checksum", '"{value}" is no SHA-256: it has 64 hexadecimal digits')]
Wikidata = Annotated[str, matching(r"Q[1-9]\d*", "bad-authority", '"{value}" is no Wikidata item: it looks like Q42')]
VIAF = Annotated[str, matching(r"[1-9]\d*", "bad-authority", '"{value}" is no VIAF number: it has digits only')]
ISNI = Annotated[str, matching(r"(\d{4} ?){3}\d{3}[\dX]", "bad-authority", '"{value}" is no ISNI: it has 16 digits')]
LCNAF = Annotated[str, matching(r"n[a-z]{0,2}\d+", "bad-authority", '"{value}" is no LCNAF number: it looks like n79021164')]
Autolink = Annotated[bool | Texts, Before(truth_or_texts)]

Access = Literal["full", "excerpt", "summary", "metadata"]
How = Literal["same-story", "follows", "answers", "cites", "corrects"]
