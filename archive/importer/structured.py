"""Facts that a page tells machines: JSON-LD (schema.org), OpenGraph and other meta elements, microdata."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from archive.importer.titles import likeness
from archive.importer.tree import words

ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|Posting|Recipe)$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found; texts as they stand, lists in order. `article` is the JSON-LD node of the page's article."""

    article: dict[str, Any]
    nodes: tuple[dict[str, Any], ...]
    meta: dict[str, tuple[str, ...]]

    def one(self, *names: str) -> str | None:
        """The first meta element of these names that says something."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


    def articles(self) -> list[dict[str, Any]]:
        """The JSON-LD nodes of articles, those that say something of them first."""
        found = [node for node in self.nodes if any(ARTICLE.search(kind) for kind in _types(node))]
        return sorted(found, key=lambda node: "datePublished" not in node and "headline" not in node)

    def about(self, heading: str | None) -> Facts:
        """The same facts, with the article of the page's heading."""
        found = self.articles()
        if heading:
            found.sort(key=lambda node: -likeness(str(node.get("headline") or node.get("name") or ""), heading))
            found.sort(key=lambda node: "datePublished" not in node and "headline" not in node)
        return Facts(found[0] if found else {}, self.nodes, self.meta)


def read_facts(tree: Any) -> Facts:
    """Reads the structured data of a page; among several articles, the first."""
    return Facts({}, tuple(_nodes(tree)), _meta(tree)).about(None)


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type") or ""
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)]


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            yield from _flat(_load(script.text or ""))


def _load(text: str) -> Any:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$", "", text.strip()).rstrip("; \n")
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", re.sub(r"[\x00-\x1f]", " ", text))):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _flat(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "hasPart"):
            if depth < 4 and isinstance(value.get(name), (dict, list)):
                yield from _flat(value[name], depth + 1)


def _meta(tree: Any) -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            out.setdefault(name.strip().lower(), []).append(content)
    for element in tree.xpath("//*[@itemprop and not(self::meta)]"):
        value = element.get("datetime") or element.get("content") or words(element)
        if value and len(value) < 400:
            out.setdefault(f"item:{element.get('itemprop').strip().lower()}", []).append(value)
    for element in tree.xpath("//link[@rel='canonical' and @href]"):
        out.setdefault("canonical", []).append(element.get("href"))
    return {name: tuple(values) for name, values in out.items()}


def text_of(value: Any) -> str | None:
    """One text out of a JSON-LD value."""
    if isinstance(value, list):
        return next((text for item in value if (text := text_of(item))), None)
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("url") or value.get("@id"))
    return " ".join(str(value).split()) or None if isinstance(value, (str, int, float)) else None


def names_of(value: Any) -> list[tuple[str, str]]:
    """(name, type) of each person or body in a JSON-LD value like `author`."""
    if isinstance(value, list):
        return [pair for item in value for pair in names_of(item)]
    if isinstance(value, dict):
        name = value.get("name")
        kind = _types(value)[0]
        return [(text, kind) for text in (name if isinstance(name, list) else [name]) if isinstance(text, str) and text.strip()]
    return [(value, "")] if isinstance(value, str) and value.strip() else []
