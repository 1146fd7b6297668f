"""An HTML page as a tree, and as lines such as a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types

from archive.importer.lines import Line, terminal

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
HEADINGS = ("h1", "h2", "h3", "h4")
RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")
NUMBER = re.compile(r"\s*[-+−(]?[0-9]+[+)−-]?\s*")
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
FOR_SCREEN_READERS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|offscreen)(?:$|\s)", re.I)
WRAPPED = 4  # words of a line that can go on in the next
DATED = 8  # words of an element that holds a date
SPOKEN = 2  # words of a label for those who hear the page, like "By"
HIDDEN_MOST = 0.34
WHOLE = "data-archive-whole"
HIDDEN = frozenset(["script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "object", "video", "audio", "canvas", "head", "math"])


def read_tree(text: str) -> Any:
    """The tree of a page, with its words as they are read: without the readings above them, with figures that stand high
    as such. An empty one where nothing can be read."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = html.document_fromstring("<html><body></body></html>")
    for reading in tree.xpath("//ruby//rt|//ruby//rp|//ruby//rtc"):
        reading.drop_tree()
    for root in tree.xpath("//template[@shadowrootmode]"):
        root.tag = "div"  # which a browser shows
    for mark in [mark for mark in tree.iter("br") if _is_wrap(mark)]:
        mark.tail = f" {mark.tail}"
        mark.drop_tag()
    for element in tree.iter("sup"):
        _raise(element)
    _mark_whole(tree)
    return tree


def _mark_whole(tree: Any) -> None:
    """Marks the elements that hold a headline and a good part of all paragraphs: whatever their classes are named ("with-sidebar"), they are
    no part beside the text."""
    most = HIDDEN_MOST * _prose(tree)
    for element in {parent for heading in tree.iter("h1") for parent in heading.iterancestors() if _is_named_apart(parent)}:
        if _prose(element) > most:
            element.set(WHOLE, "")


def _is_wrap(mark: Any) -> bool:
    """Whether a break of a line stands in the middle of a sentence, so that it parts no paragraphs."""
    before = mark.getprevious()
    text = (mark.getparent().text if before is None else f"{'' if before.tag in BLOCKS else words(before)}{before.tail or ''}") or ""
    return (mark.tail or "").lstrip()[:1].islower() and len(text.split()) >= WRAPPED and not terminal(text.strip())


def _raise(element: Any) -> None:
    """Figures in the signs that Unicode has for them: "report¹" and "10 m²" are what a reader sees, "report1" is not. Low ones stay: CO2 is written so."""
    if NUMBER.fullmatch(element.text_content()):
        for part in element.iter():
            part.text = part.text and part.text.translate(RAISED)
            part.tail = part.tail and (part.tail if part is element else part.tail.translate(RAISED))


def without_hidden(tree: Any) -> list[tuple[int, str]]:
    """Takes out of a tree what no reader of the page sees; returns the prose that stood there, by lines of the file. What holds
    a good part of all paragraphs is what a button or a script brings to light, and stays; so does a date for machines."""
    most, whole = HIDDEN_MOST * _prose(tree), HIDDEN_MOST * len(words(tree))
    out = []
    for element in tree.xpath("//body//*[@hidden or @style or @class or self::template]"):
        if not _is_hidden(element) or _is_date(element):
            continue
        if _prose(element) <= most and len(words(element)) <= whole:
            out += [(part.sourceline or 0, words(part)) for part in element.iter("p")]
            element.drop_tree()
        elif element.tag != "template":
            for name in ("hidden", "style"):
                element.attrib.pop(name, None)
    return [(number, text) for number, text in out if text]


def _is_date(element: Any) -> bool:
    return len(words(element).split()) <= DATED and next(element.iter("time"), None) is not None


def _prose(tree: Any) -> int:
    """How many signs stand in paragraphs."""
    return sum(len(words(element)) for element in tree.iter("p"))


def _is_hidden(element: Any) -> bool:
    if element.tag == "template" or element.get("hidden") not in (None, "until-found", "false") or NOT_SHOWN.search(element.get("style") or ""):
        return True
    return bool(FOR_SCREEN_READERS.search(element.get("class") or "")) and element.tag not in HEADINGS and len(words(element).split()) > SPOKEN


def words(element: Any) -> str:
    """The words of an element in one line."""
    return " ".join("".join(_texts(element)).split())


def item_words(item: Any) -> str:
    """The words of an item of a list, without those of the lists within it."""
    return " ".join("".join(_texts(item, HIDDEN | {"ul", "ol"})).split())


def parts_of(element: Any, tags: Sequence[str]) -> list[tuple[Any, int, int]]:
    """The parts of an element that have one of these tags, the outermost of each, with the places where their signs begin and end
    among those of its words; spaces do not count, nor does what stands in a list within an item."""
    out: list[tuple[Any, int, int]] = []
    but = HIDDEN | {"ul", "ol"} if element.tag == "li" else HIDDEN

    def walk(node: Any, at: int, free: bool) -> int:
        start, at = at, at + len("".join((node.text or "").split()))
        taken = free and node is not element and node.tag in tags
        for child in node:
            if isinstance(child.tag, str) and child.tag not in but:
                at = walk(child, at, free and not taken)
            at += len("".join((child.tail or "").split()))
        if taken and at > start:
            out.append((node, start, at))
        return at

    walk(element, 0, free=True)
    return out


def _texts(element: Any, but: frozenset[str] = HIDDEN) -> Iterator[str]:
    """Texts in order, hidden elements left out, blocks parted by a space."""
    if not isinstance(element.tag, str) or element.tag in but:
        return
    gap = " " if element.tag in BLOCKS else ""
    yield gap + (element.text or "")
    for child in element:
        yield from _texts(child, but)
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
    return element.tag in APART or (element.get(WHOLE) is None and _is_named_apart(element))


def _is_named_apart(element: Any) -> bool:
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
