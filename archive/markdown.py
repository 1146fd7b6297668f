"""Markdown (CommonMark, with tables and strikethrough) to a `Body`; and a `Prose` to HTML.

Raw HTML is off. Added: `[[wikilinks]]`, numbered blocks with anchors, and Obsidian's `^anchor` at the end of a paragraph,
which names it for ever. Plain paragraphs are read as `archive.paragraphs` gives them, all else by markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from html import escape, unescape
from sys import intern
from typing import TYPE_CHECKING

from markupsafe import Markup

from archive.model.text import Block, Body, Link, Mention, Piece, Prose, Remark, Span, Stretch, Target, block
from archive.paragraphs import Part, parts

if TYPE_CHECKING:
    from markdown_it.token import Token

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
WESTERN = bytes(range(256)).decode("cp1252", "replace")
LETTERS = bytes(WORD.match(char) is not None for char in WESTERN)
JOINERS = bytes(char in "'’.-" for char in WESTERN)
BREAK = re.compile(r"<(?:br|hr)[^>]*>|</(?:p|li|t[dh]|h\d|div|pre)>")
ANY_TAG = re.compile(r"<[^>]*>")
OUTSIDE = ("http:", "https:", "mailto:")
END = Block(0, "")
MANY = 1024
"""How many openings of blocks and links are remembered."""


def parse(text: str) -> Body:
    """Reads Markdown. Never fails: what cannot come out as meant is a remark."""
    return _Reader(text).read(parts(text))


def parse_as_one(text: str) -> Body:
    """The same, all of it by markdown-it: what `parse` is held to."""
    return _Reader(text).read([Part(0, 0, text)])


def count_words(text: str) -> int:
    """Words as a reader counts them; in scripts without spaces, two characters to a word."""
    western = _count_western(text)
    if western is not None:
        return western
    wide = len(WIDE.findall(text))
    return len(WORD.findall(WIDE.sub(" ", text))) + (wide + 1) // 2


def _count_western(text: str) -> int | None:
    """The same for a text in Western letters alone: how many of them begin a run, less how many runs are joined to the one before.

    All characters are looked at in one step, as one number with eight bits for each.
    """
    try:
        data = text.encode("ascii" if text.isascii() else "cp1252")
    except UnicodeEncodeError:
        return None
    letters, joiners = int.from_bytes(data.translate(LETTERS), "big"), int.from_bytes(data.translate(JOINERS), "big")
    before = letters >> 8
    return (letters & ~before).bit_count() - (before & joiners & (letters << 8)).bit_count()


def _count_each(texts: list[str]) -> int:
    """The words of several texts, none of which goes on in the next."""
    western = _count_western("\n".join(texts))
    return sum(map(count_words, texts)) if western is None else western


def escape_text(text: str) -> str:
    """As HTML, with the quotation marks that CommonMark escapes."""
    return escape(text, quote=False).replace('"', "&quot;")


def slug(text: str) -> str:
    """A text as a part of an address: its letters and digits in lower case, joined by "-"."""
    return "-".join(re.findall(r"\w+", text.lower())) or "section"


def _tokens(text: str) -> list[Token]:
    from archive.commonmark import MD  # slow to load, and not needed for most texts

    return MD.parse(text)


def _html_of(tokens: list[Token], index: int) -> str:
    from archive.commonmark import render

    return render(tokens, index)


def _heading_words(token: Token) -> str:
    return "".join(_shown(child.meta["found"]) if child.type == "wikilink" else child.content for child in token.children or ())


def _shown(wikilink: re.Match[str]) -> str:
    """The words of a wikilink in the text itself."""
    return (wikilink[2] or "").strip() or wikilink[1].strip()


class _Reader:
    """Walks the tokens of one text and gathers its pieces."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.lines = text.split("\n")
        self.laid: list[Piece | Stretch] = []
        self.html: list[str] = []
        self.anchors: dict[str, None] = {}  # in order, each once
        self.headings: dict[str, int] = {}  # how many have these words
        self.remarks: list[Remark] = []
        self.number = 0
        self.counted: list[str] = []  # the texts whose words count
        self.within = 0
        self.before = 0  # how many lines stand before the part that is being read

    def read(self, parts: Iterable[Part]) -> Body:
        read = [(part, _tokens(part.text) if part.marks is None else []) for part in parts]
        shift = 1 if any(token.type == "heading_open" and token.tag == "h1" for _, tokens in read for token in tokens) else 0
        for part, tokens in read:
            self.before = part.before
            if part.marks is not None:
                self.paragraph(part, part.marks)
            for index, token in enumerate(tokens):
                if token.type == "inline":
                    heading = index > 0 and tokens[index - 1].type == "heading_open"
                    self.inline(token, linkable=not heading)
                else:
                    self.block(token, tokens, index, shift)
        self.flush()
        digest = blake2b(self.source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return Body(digest, self.source, tuple(self.laid), tuple(self.anchors), self.number, _count_each(self.counted), tuple(self.remarks))

    # -- output

    def flush(self) -> None:
        if self.html:
            self.laid.append(intern("".join(self.html)))
            self.html.clear()

    def piece(self, piece: Piece | Stretch) -> None:
        if self.html:
            self.flush()
        self.laid.append(piece)

    def remark(self, code: str, detail: str, line: int, column: int = 1) -> None:
        self.remarks.append(Remark(code, detail, line, column))

    # -- plain paragraphs

    def paragraph(self, part: Part, marks: Sequence[re.Match[str]]) -> None:
        self.open_block(part.anchor, part.before + 1)
        if not marks:  # the same as below, for most paragraphs
            self.counted += part.text.split("\n")
            self.laid += ("<p>", Stretch(part.start, part.start + len(part.text), self.within), "</p>\n", END)
            self.within = 0
            return
        self.html.append("<p>")
        at = part.start
        for mark in marks:
            self.stretch(at, part.start + mark.start())
            at = part.start + mark.end()
            if mark[4]:
                tag = "strong" if mark[3] else "em"
                self.html.append(f"<{tag}>")
                self.stretch(part.start + mark.start(4), part.start + mark.end(4))
                self.html.append(f"</{tag}>")
            else:
                self.link(mark, part.before + 1 + part.text.count("\n", 0, mark.start()))
        self.stretch(at, part.start + len(part.text))
        self.html.append("</p>\n")
        self.close_block()

    def stretch(self, start: int, end: int) -> None:
        if start < end:
            self.counted += self.source[start:end].split("\n")
            self.piece(Stretch(start, end, self.within))

    def link(self, found: re.Match[str], line: int) -> None:
        """A wikilink."""
        label = (found[2] or "").strip()
        self.counted.append(_shown(found))
        self.piece(Link(found[1].strip(), escape_text(label) if label else None, self.within, line, self.column(line, found[0])))

    # -- blocks

    def block(self, token: Token, tokens: list[Token], index: int, shift: int) -> None:
        if style := str(token.attrs.pop("style", "")):
            token.attrSet("class", style.replace("text-align:", "align-"))
        numbered = token.level == 0 and not token.type.startswith(("heading", "hr"))
        if numbered and token.nesting >= 0:
            self.open_block(str(token.meta.get("anchor", "")), (token.map or [0])[0] + 1 + self.before)
        if token.type.startswith("heading"):
            self.heading(token, tokens, index, shift)
        elif token.type == "paragraph_open" and token.hidden:
            pass
        else:
            self.html.append(_html_of(tokens, index))
        if token.type in ("fence", "code_block"):
            self.counted.append(token.content)
        if numbered and token.nesting <= 0:
            self.close_block()

    def open_block(self, anchor: str, line: int) -> None:
        """A numbered block, named or not, that begins in this line."""
        self.number += 1
        self.within = self.number
        anchor = anchor or f"p{self.number}"
        if anchor in self.anchors:
            self.remark("duplicate-anchor", anchor, line)
            anchor = f"{anchor}-{self.number}"
        opened = block(self.number, anchor)
        self.anchors[opened.anchor] = None
        self.piece(opened)

    def close_block(self) -> None:
        self.piece(END)
        self.within = 0

    def heading(self, token: Token, tokens: list[Token], index: int, shift: int) -> None:
        level = f"h{min(6, int(token.tag[1]) + shift)}"
        if token.nesting < 0:
            self.html.append(f"</{level}>\n")
            return
        anchor = unique = f"h-{slug(_heading_words(tokens[index + 1]))}"
        count = self.headings.get(anchor, 1)
        while unique in self.anchors:
            count += 1
            unique = f"{anchor}-{count}"
        self.headings[anchor] = count
        self.anchors[unique] = None
        self.html.append(f'<{level} id="{escape(unique)}">')

    # -- inline text

    def inline(self, token: Token, linkable: bool) -> None:
        line = start = (token.map or [0])[0] + 1 + self.before
        run: list[str] = []  # plain text not yet written
        label: list[str] | None = None  # the words of a link to a record, while one is open
        target = closing = ""  # where it leads; what closes the link that is open, of whatever sort

        def end_run() -> None:
            if linkable and (text := "".join(run)):
                self.piece(Span(text, self.within))
            else:
                self.html.extend(escape_text(text) for text in run)
            run.clear()

        self.look_for_tags(token, start)
        for child in token.children or ():
            into = self.html if label is None else label
            if child.type in ("text", "softbreak"):
                text = child.content if child.type == "text" else "\n"
                line += text == "\n"
                self.counted.append(text)
                into.append(escape_text(text)) if closing else run.append(text)
                continue
            end_run()
            if child.type == "wikilink":
                self.wikilink(child, into if closing else None, start + token.content[: child.meta["at"]].count("\n"))
            elif child.type == "link_open":
                target = str(child.attrGet("href") or "")
                if target.lower().startswith(OUTSIDE):
                    self.html.append(f'<a href="{escape(target)}" rel="external noopener">')
                    closing = "</a>"
                elif SCHEME.match(target) or target.startswith("//"):
                    self.remark("unsafe-link", target, line, self.column(line, target[:12]))
                    self.html.append("<span>")
                    closing = "</span>"
                else:
                    label, closing = [], "record"
            elif child.type == "link_close":
                if label is None:
                    self.html.append(closing)
                else:
                    self.piece(Link(target, "".join(label), self.within, line, self.column(line, target)))
                label, closing = None, ""
            elif child.type == "image":
                self.image(child, into, line, bool(closing))
            else:
                line += child.type == "hardbreak"
                self.counted += [child.content] if child.type == "code_inline" else []
                into.append(_html_of([child], 0))
        end_run()

    def wikilink(self, child: Token, into: list[str] | None, line: int) -> None:
        """A wikilink that markdown-it found; one within another link, `into` whose label it goes, is its words alone."""
        found = child.meta["found"]
        if into is None:
            self.link(found, line)
        else:
            self.counted.append(_shown(found))
            into.append(escape_text(_shown(found)))

    def image(self, child: Token, into: list[str], line: int, inside: bool) -> None:
        """No picture is fetched from elsewhere: the words for it stand, linked to it where that is safe."""
        source, words = str(child.attrGet("src") or ""), child.content or "image"
        self.remark("image-not-shown", source, line, self.column(line, "!["))
        if source.lower().startswith(("http:", "https:")) and not inside:
            into.append(f'<a href="{escape(source)}" rel="external noopener">{escape_text(words)}</a>')
        else:
            into.append(escape_text(words))

    def look_for_tags(self, token: Token, start: int) -> None:
        for child in token.children or ():
            if child.type == "text" and (found := TAG.search(child.content)):
                line = next((n for n in range(start, start + token.content.count("\n") + 1) if found[0] in self.line(n)), start)
                self.remark("raw-html", found[0], line, self.column(line, found[0]))

    def line(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def column(self, line: int, words: str) -> int:
        return max(self.line(line).find(words), 0) + 1


# ------------------------------------------------------------------------------------------------------------ weaving

Url = Callable[[str], str]


def weave(prose: Prose, url: Url, paragraph: Callable[[int], str], beside: Callable[[int], str] = lambda number: "") -> Markup:
    """The HTML of a prose.

    `url` turns an address from the site's root into one for the page; `paragraph` gives the accessible name of the
    permalink to the block of that number, and `beside` the HTML of what stands beside that block.
    """
    targets = iter(prose.links)
    mentions: dict[int, list[Mention]] = {}
    for mention in prose.mentions:
        if mention.linked:
            mentions.setdefault(mention.piece, []).append(mention)
    actors = dict(prose.actors)
    out: list[str] = []
    for index, piece in enumerate(prose.body.pieces):
        kind = type(piece)
        if kind is str:
            out.append(piece)  # type: ignore[arg-type]  # mypy does not follow `kind`, which is thrice as fast as isinstance
        elif isinstance(piece, Span):
            out.append(_span(piece.text, mentions[index], actors, url) if index in mentions else escape_text(piece.text))
        elif isinstance(piece, Link):
            out.append(_link(piece, next(targets, None), url))
        elif isinstance(piece, Block):
            out.append(f"{_opened(piece, paragraph(piece.number))}{beside(piece.number)}" if piece.number else "</div>\n")
    return Markup("".join(out))  # noqa: S704  # every part above is escaped or made by markdown-it with HTML off


@lru_cache(MANY)
def _opened(block: Block, name: str) -> str:
    anchor = escape(block.anchor)
    return f'<div class="block" id="{anchor}"><a class="permalink" href="#{anchor}" aria-label="{escape(name)}">{block.number}</a>'


def _span(text: str, mentions: Iterable[Mention], actors: dict[str, Target], url: Url) -> str:
    out, at = [], 0
    for mention in mentions:
        out.append(escape_text(text[at : mention.start]))
        target = actors[mention.actor]
        out.append(_anchor("name" if mention.listed else "name found", url(target.url), target.line))
        out.append(f"{escape_text(text[mention.start : mention.end])}</a>")
        at = mention.end
    out.append(escape_text(text[at:]))
    return "".join(out)


def _link(link: Link, target: Target | None, url: Url) -> str:
    if target is None:
        return link.label or escape_text(link.target)
    label = link.label if link.label is not None else escape_text(target.title)
    return f"{_anchor(target.kind, url(target.url), target.line)}{label}</a>"


@lru_cache(MANY)
def _anchor(kind: str, address: str, line: str) -> str:
    return f'<a class="{escape(kind)}" href="{escape(address)}" data-preview="{escape(line)}">'


def words_of_pieces(prose: Prose) -> list[str]:
    """The words of each piece of the body, in order."""
    targets = iter(prose.links)
    return [words_of_piece(piece, next(targets, None) if isinstance(piece, Link) else None) for piece in prose.body.pieces]


def words_of_piece(piece: Piece, target: Target | None = None) -> str:
    """The words of a piece of a body, without markup; a block's mark has none. `target` is that of a link."""
    if isinstance(piece, Span):
        return piece.text
    if isinstance(piece, str):
        return _words(piece)
    if isinstance(piece, Link):
        return _words(piece.label) if piece.label is not None else (target.title if target else piece.target)
    return ""


def plain(prose: Prose) -> list[tuple[str, str]]:
    """The words without markup, as (anchor, words) for each numbered block, in order; headings have the anchor ""."""
    out: list[tuple[str, list[str]]] = [("", [])]
    for piece, words in zip(prose.body.pieces, words_of_pieces(prose), strict=True):
        if isinstance(piece, Block):
            out.append((piece.anchor, []))
        out[-1][1].append(words)
    joined = [(anchor, " ".join("".join(parts).split())) for anchor, parts in out]
    return [(anchor, words) for anchor, words in joined if words]


@lru_cache(maxsize=4096)  # most pieces are the same few tags
def _words(html: str) -> str:
    return unescape(ANY_TAG.sub("", BREAK.sub(" ", html)))
