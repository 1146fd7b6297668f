"""The web desk, `/admin/`: Sveltia CMS with a configuration that is read off the models. Off unless `features: {desk: true}`.

The form of the configuration is that of Netlify CMS and its successors: a collection for each kind of record, a widget for
each key. The text of a record is edited as it stands, because a rich editor would not leave `[[links]]` alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from archive.model import KINDS, Archive, Article, Output, Page, Record, Site

RELATIONS = {
    "source": "sources",
    "agencies": "sources",
    "actors": "actors",
    "actor": "actors",
    "of": "actors",
    "not_to_be_confused_with": "actors",
    "events": "events",
    "topics": "topics",
    "broader": "topics",
    "article": "articles",
}
"""Keys whose values are ids of records, with the folder of those records."""
SPEAKERS = ("by", "to")
"""Keys that hold actors' ids where they are lists."""
LONG = {"summary", "about", "quote", "note", "date_note", "title_note", "statement", "reason", "what", "shows"}
"""Keys whose values are sentences."""
LEFT_OUT = {"id", "path", "shelf"}
FEW = 20
HOSTS = {
    "github.com": ("github", "https://api.github.com https://www.githubstatus.com", "https://avatars.githubusercontent.com"),
    "gitlab.com": ("gitlab", "https://gitlab.com", "https://gitlab.com https://secure.gravatar.com"),
}
"""Where repositories may lie: the backend, whom the page asks, and where portraits come from."""
PATTERN = "^[0-9X?~%.:T/Z+-]+$"


def subjects(archive: Archive) -> tuple[Site, ...]:
    return (archive.site,) if archive.site.features.desk else ()


def outputs(_: Archive, site: Site) -> Iterator[Output]:
    yield Output("admin/index.html", "admin/index.html", {"url": "/admin/"})
    yield Output("admin/config.yml", "admin/config.yml", {"config": config(site)})


def config(site: Site) -> dict[str, Any]:
    """The configuration of Sveltia CMS, as data; the address of the site is added when it is written."""
    return {
        "backend": backend(site),
        "publish_mode": "editorial_workflow",
        "app_title": site.title,
        "media_folder": "content/media",
        "output": {"omit_empty_optional_fields": True, "encode_file_path": False, "yaml": {"quote": "none", "indent_sequences": True}},
        "slug": {"encoding": "unicode", "clean_accents": False},
        "editor": {"preview": True},
        "collections": [collection(kind) for kind in KINDS],
    }


def backend(site: Site) -> dict[str, str]:
    """Where changes go: pull requests at the repository's host; nowhere (to try it out) without a repository that it knows."""
    place = urlsplit(site.repository or "")
    known = HOSTS.get(place.netloc)
    repo = place.path.strip("/").removesuffix(".git")
    return {"name": known[0], "repo": repo, "branch": "main"} if known and "/" in repo else {"name": "test-repo"}


def sources_of(site: Site) -> tuple[str, str]:
    """Whom the page may ask, and where it may take pictures from, besides its own site."""
    known = HOSTS.get(urlsplit(site.repository or "").netloc)
    return (known[1], known[2]) if known else ("", "")


def collection(kind: type[Record]) -> dict[str, Any]:
    from archive.validation import json_schema  # it takes time to load

    schema = json_schema(kind)
    parts = schema.get("$defs", {})
    heading = "title" if kind in (Article, Page) else "name"
    day = "{{date | truncate(10, '')}}-{{slug}}" if kind is Article else "{{slug}}"
    fields = [_field(name, value, parts, name in schema["required"], kind.folder) for name, value in schema["properties"].items() if name not in LEFT_OUT]
    shared = {field.key for field in Record.fields}
    fields.sort(key=lambda field: (field["name"] != heading, not field["required"], field["name"] in shared))
    return {
        "name": kind.folder,
        "label": kind.folder.capitalize(),
        "label_singular": kind.kind_name.capitalize(),
        "folder": f"content/{kind.folder}",
        **({"path": "{{date | truncate(4, '') | default('undated')}}/{{slug}}"} if kind is Article else {}),
        "slug": day,
        "identifier_field": heading,
        "summary": f"{{{{{heading}}}}}",
        "extension": "md",
        "format": "yaml-frontmatter",
        "create": True,
        "delete": False,
        "preview_path": "{{slug}}/" if kind is Page else f"{kind.folder}/{{{{dirname}}}}/{{{{slug}}}}/" if kind is Article else f"{kind.folder}/{{{{slug}}}}/",
        "fields": [*fields, {"name": "body", "label": "Text", "widget": "markdown", "modes": ["raw"], "required": False}],
    }


def _field(name: str, schema: Mapping[str, Any], parts: Mapping[str, Any], required: bool, folder: str) -> dict[str, Any]:
    """The widget of one key."""
    own = {"name": name, "label": name.rstrip("_").replace("_", " ").capitalize(), "required": required}
    value = _sort(schema, parts)
    known = _relation(name, value, folder)
    if known:
        many = {"multiple": True} if value.get("type") == "array" else {}
        return {**own, "widget": "relation", "collection": known, "value_field": "{{slug}}", **_shown(known), **many}
    if value.get("type") == "array":
        inner = _sort(value["items"], parts)
        if "properties" in inner:
            return {**own, "widget": "list", "collapsed": True, "fields": _fields(inner, parts, folder)}
        return {**own, "widget": "list", "field": {"name": "value", "label": own["label"], "widget": "string"}}
    if "properties" in value:
        return {**own, "widget": "object", "collapsed": True, "fields": _fields(value, parts, folder)}
    return {**own, **_scalar(name, value)}


def _scalar(name: str, value: Mapping[str, Any]) -> dict[str, Any]:
    if "enum" in value:
        return {"widget": "select", "options": value["enum"], **({"default": value["default"]} if "default" in value else {})}
    if value.get("type") == "boolean":
        return {"widget": "boolean", "default": bool(value.get("default", False))}
    if value.get("type") == "integer":
        return {"widget": "number", "value_type": "int"}
    if value.get("type") == "object":
        return {"widget": "keyvalue"}
    if value.get("title") == "EDTF":
        return {"widget": "string", "hint": "2013-03-12, 2013-03, 2013-06~ (about), 2013-06-03/2013-06-06, 201X", "pattern": [PATTERN, "a date (EDTF)"]}
    return {"widget": "text" if name in LONG else "string"}


def _fields(part: Mapping[str, Any], parts: Mapping[str, Any], folder: str) -> list[dict[str, Any]]:
    return [_field(name, value, parts, name in part.get("required", ()), folder) for name, value in part["properties"].items()]


def _sort(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The form of a value, if there is one: without "or nothing", and with what it refers to."""
    if "anyOf" in schema:
        found = next(one for one in schema["anyOf"] if one.get("type") != "null")
        return {**_sort(found, parts), **({"default": schema["default"]} if schema.get("default") is not None else {})}
    if "$ref" in schema:
        return {**parts[schema["$ref"].rsplit("/", 1)[-1]]}
    return schema


def _relation(name: str, value: Mapping[str, Any], folder: str) -> str:
    """The folder of the records that a key names; "" for other keys."""
    if name == "part_of":
        return folder
    if name in SPEAKERS:
        return "actors" if value.get("type") == "array" else ""
    items = value.get("items", value)
    return RELATIONS.get(name, "") if items.get("type") == "string" and items.get("title") != "EDTF" else ""


def _shown(folder: str) -> dict[str, Any]:
    """How the records that can be picked are shown and found."""
    heading = "title" if folder == "articles" else "name"
    return {"display_fields": [heading], "search_fields": [heading, "also"] if folder != "articles" else [heading], "dropdown_threshold": FEW}
