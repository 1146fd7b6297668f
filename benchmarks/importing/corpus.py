"""Captures made from invented stories: every layout family of a part dresses every story of that part.

A layout makes a whole HTML page; three flatteners make text of it, the way that scrapers and readers do. The part of the
page that holds the article is the element marked with `data-part`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from lxml import html as lxml_html

BLOCKS = {
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "header", "hr", "li", "main", "nav", "ol", "p", "section", "table", "td", "title", "tr", "ul", "body", "head", "button",
}  # fmt: skip
HIDDEN = {"script", "style", "noscript", "template"}


@dataclass(frozen=True, slots=True)
class Story:
    """An invented story, as its YAML tells it; `w` are the words of its newspaper's interface."""

    id: str
    language: str
    outlet: str
    domain: str
    section: str
    title: str
    deck: str | None
    authors: list[str]
    role: str | None
    place: str | None
    published: date | None
    updated: date | None
    caption: str | None
    credit: str | None
    paragraphs: list[str]
    related: list[list[str]]
    comments: list[list[str]]
    words: dict[str, Any]

    @property
    def body(self) -> str:
        """The words that an import should find, a paragraph a line; pull quotes and credits are no part of them."""
        kept = [text for text in self.paragraphs if not text.startswith(("> ", "(Additional"))]
        return "\n".join(re.sub(r"\[\[|\]\]|^## |^\* ", "", text) for text in kept)


@dataclass(frozen=True, slots=True)
class Sample:
    """One capture with the facts that it should give."""

    name: str
    form: str  # html, page-nodes, page-blocks, page-wrapped, part-nodes, part-blocks, part-wrapped
    data: bytes
    story: Story
    dated: bool


Layout = Callable[[Story], str]


PARTS = ("development", "earlier", "otherhand", "secondhand", "heldout")
"""What the rules were written with, what was held out before, and what is only measured."""


def stories(part: str) -> list[Story]:
    path = Path(__file__).parent / part / "stories.yaml"
    return [Story(**item) for item in yaml.safe_load(path.read_text(encoding="utf-8"))]


def samples(part: str) -> Iterator[Sample]:
    """Every capture of a part."""
    layouts: dict[str, Layout] = import_module(f"benchmarks.importing.{part}.layouts").LAYOUTS
    for story in stories(part):
        for name, layout in layouts.items():
            page = layout(story)
            if not page:
                continue
            tree = lxml_html.document_fromstring(page)
            (inner,) = tree.xpath("//*[@data-part]")
            dated = story.published is not None
            yield Sample(f"{story.id}/{name}", "html", page.encode(), story, dated)
            for form, flatten in (("nodes", nodes), ("blocks", blocks), ("wrapped", wrapped)):
                yield Sample(f"{story.id}/{name}", f"page-{form}", flatten(tree).encode(), story, dated)
                yield Sample(f"{story.id}/{name}", f"part-{form}", flatten(inner).encode(), story, dated)


# --------------------------------------------------------------------------------------------------------- flatteners


def nodes(element: Any) -> str:
    """One text node a line, stripped: what soup.get_text("\\n", strip=True) gives."""
    out = []
    for text in element.xpath(".//text()"):
        if text.getparent().tag in HIDDEN and not text.is_tail:
            continue
        if text.strip():
            out.append(" ".join(text.split()))
    return "\n".join(out)


def blocks(element: Any) -> str:
    """One block a line, blank lines between paragraphs: what a reader copies from the window."""
    out: list[str] = []
    _walk(element, out, links=False)
    lines = [" ".join(line.split()) for line in "".join(out).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def wrapped(element: Any) -> str:
    """Markdown-like text, with addresses of links and lines cut at 78 characters: what html2text gives."""
    out: list[str] = []
    _walk(element, out, links=True)
    paragraphs = [" ".join(line.split()) for line in "".join(out).split("\n")]
    return "\n\n".join(_wrap(paragraph) for paragraph in paragraphs if paragraph)


def _wrap(text: str) -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > 78:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _walk(element: Any, out: list[str], links: bool) -> None:
    if not isinstance(element.tag, str) or element.tag in HIDDEN or (element.tag == "title" and not links):
        out.append(element.tail or "")
        return
    block = element.tag in BLOCKS
    out.append("\n" * (2 if element.tag in ("p", "h1", "h2", "h3") else 1) if block else "")
    mark = {"h1": "# ", "h2": "## ", "h3": "### ", "li": "* "}.get(element.tag, "") if links else ""
    link = links and element.tag == "a" and element.get("href")
    out.append(mark + ("[" if link else "") + re.sub(r"\s+", " ", element.text or ""))
    for child in element:
        _walk(child, out, links)
    out.append(f"]({element.get('href')})" if link else "")
    out.append("\n" * (2 if element.tag in ("p", "h1", "h2", "h3") else 1) if block else "")
    out.append(re.sub(r"\s+", " ", element.tail or ""))


# ------------------------------------------------------------------------------------------------ helpers for layouts


def esc(text: str | None) -> str:
    return html.escape(text or "", quote=False)


def tag(name: str, text: str | None, attributes: str = "") -> str:
    """An element with escaped words, or nothing where there are no words."""
    return f"<{name}{' ' + attributes if attributes else ''}>{esc(text)}</{name}>\n" if text else ""


def link(text: str, href: str = "/a/b") -> str:
    return f'<a href="{href}">{esc(text)}</a>' if text else ""


def items(texts: list[str]) -> str:
    return "<ul>" + "\n".join(f"<li>{link(text)}</li>" for text in texts if text) + "</ul>\n"


def inline(text: str) -> str:
    """A paragraph's words with its [[links]] as elements."""
    return re.sub(r"\[\[(.+?)\]\]", r'<a href="/x/y">\1</a>', esc(text))


def paragraphs(story: Story, sub: str = "h2", quote: str = '<aside class="pullquote"><blockquote>{}</blockquote></aside>') -> list[str]:
    """The body's elements in order."""
    out = []
    for text in story.paragraphs:
        if text.startswith("## "):
            out.append(f"<{sub}>{inline(text[3:])}</{sub}>\n")
        elif text.startswith("> "):
            out.append(quote.format(inline(text[2:])) + "\n")
        elif text.startswith("* "):
            out.append(f"<ul><li>{inline(text[2:])}</li></ul>\n")
        else:
            out.append(f"<p>{inline(text)}</p>\n")
    return out


def iso(when: date | None) -> str:
    return when.isoformat() if when else ""


def clock(when: date | None, form: str) -> str:
    """The time of day, or nothing for a date without one."""
    return when.strftime(form) if isinstance(when, datetime) else ""
