"""An HTML page as a tree, and as lines such as a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types

from archive.importer.lines import Line

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "legend",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "button",
        "label",
        "option",
    ]
)
LONGEST_ID = 40  # a longer one is made of a heading's words
APART = frozenset(["aside", "button", "figcaption", "figure", "footer", "form", "label", "nav"])
APART_NAMES = re.compile(
    r"(?:^|[\s_-])(?:aside|ad|ads|advert\w*|breadcrumbs?|caption|comments?|commentlist|comentarios?|commentaires?|kommentare?|replies|respond|responses|thread|discussion|cookies?|disqus|footer|gallery|inset|menu|most-?(?:read|popular|viewed)|nav(?:igation|bar)?|newsletter|outbrain|pullquote"
    r"|promo\w*|recirc\w*|recommend\w*|related\w*|share\w*|sharing|sidebar|signup|social|subscribe|subscription|taboola|tags?|teasers?|toolbar|widget)(?:$|[\s_-])",
    re.I,
)
HIDDEN = frozenset(["script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "object", "video", "audio", "canvas", "head", "math"])


def read_tree(text: str) -> Any:
    """The tree of a page; an empty one where nothing can be read."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = html.document_fromstring("<html><body></body></html>")
    return tree


def words(element: Any) -> str:
    """The words of an element in one line."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Any) -> Iterator[str]:
    """Texts in order, hidden elements left out, blocks parted by a space."""
    if not isinstance(element.tag, str) or element.tag in HIDDEN:
        return
    gap = " " if element.tag in BLOCKS else ""
    yield gap + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    yield gap


@dataclass(frozen=True, slots=True)
class Piece:
    """A line of a page, and the element that its words begin in."""

    line: Line
    holder: Any

    @property
    def text(self) -> str:
        return self.line.text


def page_pieces(tree: Any) -> tuple[Piece, ...]:
    """The page as lines, a block a line; numbers are those of the file's lines."""
    collector = _Lines()
    body = tree.find("body")
    collector.walk(tree if body is None else body)
    collector.close()
    return tuple(collector.done)


def is_apart(element: Any) -> bool:
    """Whether an element holds what is no running text, by its name or by the names of its classes."""
    if element.tag in APART:
        return True
    if element.tag in ("body", "html", "main", "article", "p"):
        return False
    name = element.get("id") or ""
    own = name if len(name) <= LONGEST_ID else ""
    return bool(APART_NAMES.search(f"{element.get('class') or ''} {own} {element.get('role') or ''}"))


class _Lines:
    """Gathers lines in one walk over the tree, without recursion."""

    def __init__(self) -> None:
        self.done: list[Piece] = []
        self.holder: Any = None
        self.parts: list[str] = []
        self.linked = 0
        self.start = 0
        self.level = 0
        self.bullet = ""
        self.apart = 0
        self.apart_now = False

    def walk(self, root: Any) -> None:
        depth_of_links = 0
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                if element.tag in BLOCKS:
                    self.close()
                    self.level = 0
                depth_of_links -= element.tag == "a"
                self.apart -= is_apart(element)
                self.take(element.tail, depth_of_links, element.getparent())
                continue
            if not isinstance(element.tag, str) or element.tag in HIDDEN:
                self.take(element.tail, depth_of_links, element.getparent())
                continue
            if element.tag in BLOCKS:
                self.close()
                self.level = int(element.tag[1]) if re.fullmatch(r"h[1-6]", element.tag) else 0
                self.bullet = "*" if element.tag == "li" else ""
            depth_of_links += element.tag == "a"
            self.apart += is_apart(element)
            self.take(element.text, depth_of_links, element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))

    def take(self, text: str | None, links: int, element: Any) -> None:
        if not text:
            return
        if text.strip() and not self.start:
            self.start = (element.sourceline or 0) if element is not None else 0
            self.holder = element
            self.apart_now = self.apart > 0
        self.parts.append(text)
        self.linked += len(text.strip()) if links else 0

    def close(self) -> None:
        text = " ".join("".join(self.parts).split())
        if re.search(r"\w", text):
            share = min(1.0, self.linked / len(text))
            line = Line(self.start, text, True, self.level, self.bullet, share, apart=self.apart_now)
            self.done.append(Piece(line, self.holder))
            self.bullet = ""
        self.parts.clear()
        self.linked = self.start = 0
