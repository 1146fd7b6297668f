"""JSON Schema (draft 2020-12) of every record, from the models that validate; and what makes VS Code use it.

A schema says what an editor's program can know of one file: keys, kinds of values, forms. Ids that lead nowhere, dates that
do not exist and all that needs other files is told by `archive check`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from archive.editing.descriptions import description
from archive.editing.order import below, keys
from archive.model import KINDS, Site, forms, records
from archive.model.part import Part
from archive.validation import json_schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCALAR = ["string", "number", "boolean"]
"""What a YAML reader may make of a text that stands without quotes; the archive reads all of them as they are written."""

PORTABLE = {"bad-id": r"""^[^\s/#|\\\[\]{}"'<>?*%:,]+$""", "bad-reference": r"^[^#\s]*#\^?[^\s#]+$", "bad-word": r"^[^\s,;:]+$"}
"""Forms that speak of letters of any script, which JSON Schema's regular expressions cannot name alike everywhere."""

TRUTH = {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "yes", "no", "on", "off"]}]}


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind of record, and of `site.yaml`, by name: article, actor ... site."""
    return {kind.kind_name: schema(kind) for kind in KINDS} | {"site": schema(Site)}


def schema(model: type[Part]) -> dict[str, Any]:
    """One model as a schema of what an editor writes: without what comes from the file's place, unknown keys forbidden."""
    made = json_schema(model, _Generator)
    parts = _parts(model)
    for name, part in made.get("$defs", {}).items():
        _describe(part, parts[name])
    _describe(made, model)
    about = "content/site.yaml" if model is Site else f"The front matter of a file in content/{getattr(model, 'folder', '')}/"
    return {"$schema": DIALECT, "title": model.__name__, "description": about, **_plain(made)}


def _parts(model: type[Part]) -> dict[str, type[Part]]:
    """The models inside a model, by name."""
    found: dict[str, type[Part]] = {}
    for key in keys(model):
        inner = below(model, key)
        if inner is not None and inner.__name__ not in found:
            found |= {inner.__name__: inner} | _parts(inner)
    return found


def _describe(made: dict[str, Any], model: type[Part]) -> None:
    """Puts keys in order with what they are for; an empty value stands for none wherever none may stand."""
    made.pop("title", None)
    properties = made["properties"]
    made["required"] = [key for key in made.get("required", ()) if key in keys(model)]
    made["properties"] = {}
    for key in keys(model):
        about = description(model, key)
        value = {name: inner for name, inner in properties[key].items() if name not in ("title", "default")}
        if key not in made["required"] and {"type": "null"} not in value.get("anyOf", ()):
            value = {"anyOf": [*(value.get("anyOf") or [value]), {"type": "null"}]}
        example = {} if about.example == "..." or about.example[0] in "[{" else {"examples": [about.example]}
        made["properties"][key] = {"description": about.what, **value, **example}


def _plain(value: Any) -> Any:
    """The schema with every text as what YAML may make of it, and without the titles that are made of names."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    out = {name: _plain(inner) for name, inner in value.items() if not (name == "title" and isinstance(inner, str))}
    if out.get("type") == "string" and "enum" not in out and "const" not in out:
        out["type"] = SCALAR
    return out


class _Generator(GenerateJsonSchema):
    """The checks that stand before a type, as a schema can say them."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        check: Any = schema["function"]["function"]
        if check is forms.one_or_many:
            return {"anyOf": [inner["items"], inner]}
        if check is forms.truth:
            return dict(TRUTH)
        if check is forms.truth_or_texts:
            return {"anyOf": [*TRUTH["anyOf"], {"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
        if check is records.editors_named:
            return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"anyOf": [{"type": "string"}, inner["items"]]}}]}
        if isinstance(check, forms.Matched):
            return {**inner, "pattern": PORTABLE.get(check.code, f"^(?:{check.form.pattern})$")}
        return inner


# --------------------------------------------------------------------------------------------------------- VS Code


def snippets() -> dict[str, dict[str, Any]]:
    """Every key of every kind as a snippet of VS Code: it completes front matter, which no YAML extension reads in Markdown."""
    made: dict[str, dict[str, Any]] = {}
    for model, key in _every_key():
        about = description(model, key)
        name = f"{key}: {about.what}"
        made.setdefault(name, {"scope": "markdown,yaml", "prefix": key, "body": [f"{key}: {_body(model, key)}"], "description": about.what})
    return made


def _every_key() -> Iterator[tuple[type[Part], str]]:
    models: tuple[type[Part], ...] = (*KINDS, Site)
    for model in models:
        for part in (model, *_parts(model).values()):
            for key in keys(part):
                yield part, key


def _body(model: type[Part], key: str) -> str:
    """The example as a place to fill in, or the words to choose from."""
    of = str(keys(model)[key])
    words = re.findall(r"'([\w-]+)'", of) if "Literal" in of else []
    if words:
        return f"${{1|{','.join(words)}|}}"
    example = description(model, key).example
    if example[0] in "[{":
        return f"{example[0]}${{1:{_escaped(example[1:-1])}}}{example[-1]}"
    return f"${{1:{_escaped(example)}}}"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def for_vs_code() -> dict[str, str]:
    """The files that VS Code needs, made of the models, by their paths from the archive's root."""
    files = {f".vscode/schemas/{name}.schema.json": as_json(one) for name, one in schemas().items()}
    return {**files, ".vscode/archive.code-snippets": as_json(snippets())}


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
