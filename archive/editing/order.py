"""The order in which an editor writes keys: as one reads a record aloud. Parts of records keep the model's own order."""

from __future__ import annotations

from typing import Any

from archive.model import Record
from archive.model.part import Part, part_in, types

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


def keys(model: type[Part]) -> dict[str, Any]:
    """The keys of a model as an editor writes them, in canonical order, each with its type."""
    own = getattr(model, "from_file", ())
    found = {key: of for field, (key, of) in zip(model.fields, types(model).items(), strict=True) if field.name not in own}
    if not issubclass(model, Record):
        return found
    known = {name: found[name] for name in READING_ORDER if name in found}
    return known | {name: of for name, of in found.items() if name not in known}


def below(model: type[Part] | None, key: str) -> type[Part] | None:
    """The model of what stands under a key, or of each item in it; `None` for plain values."""
    return part_in(keys(model).get(key)) if model else None
