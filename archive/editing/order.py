"""The order in which an editor writes keys: as one reads a record aloud. Parts of records keep the model's own order."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from archive.model import Record

READING_ORDER = (
    *("title", "name", "title_note", "subtitle", "kind", "sort_name", "also", "names"),
    *("date", "date_printed", "date_note", "updated", "updated_printed"),
    *("source", "agencies", "byline", "credits", "place", "section", "language", "url", "archived_url", "capture", "rights"),
    *("roles", "broader", "actors", "events", "topics", "related", "part_of", "actor", "not_to_be_confused_with"),
    *("wikidata", "viaf", "isni", "lcnaf", "order", "summary"),
    *("statements", "figures", "media", "comments"),
    *("autolink", "draft", "withdrawn", "history", "aliases"),
)
"""The keys of every kind of record. Those of one kind alone stand as in its model."""


def keys(model: type[BaseModel]) -> dict[str, Any]:
    """The keys of a model as an editor writes them, in canonical order, each with its field."""
    own = getattr(model, "from_file", ())
    fields = {field.alias or name: field for name, field in model.model_fields.items() if name not in own}
    if not issubclass(model, Record):
        return fields
    known = {name: fields[name] for name in READING_ORDER if name in fields}
    return known | {name: field for name, field in fields.items() if name not in known}


def below(model: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    """The model of what stands under a key, or of each item in it; `None` for plain values."""
    field = keys(model).get(key) if model else None
    return _model_in(field.annotation) if field is not None else None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in getattr(annotation, "__args__", ()) if (found := _model_in(part))), None)
