"""Markdown (CommonMark, with tables and strikethrough) to a `Body`; and a `Prose` to HTML.

markdown-it-py is set up here once. Raw HTML is off. Added: `[[wikilinks]]`, numbered blocks with anchors, and Obsidian's
`^anchor` at the end of a paragraph, which names it for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from html import escape, unescape

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import Markup

from archive.model.text import Block, Body, Link, Mention, Piece, Prose, Remark, Span, Target

WIKILINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\\?\|([^\[\]\n]+))?\]\]")
ANCHOR = re.compile(r"[ \n]\^([A-Za-z][\w-]*)$")
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
BREAK = re.compile(r"<(?:br|hr)[^>]*>|</(?:p|li|t[dh]|h\d|div|pre)>")
ANY_TAG = re.compile(r"<[^>]*>")
OUTSIDE = ("http:", "https:", "mailto:")
END = Block(0, "")


def _wikilink(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[[target]]` and `[[target|label]]`."""
    found = WIKILINK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.meta = {"target": found[1].strip(), "label": found[2] and found[2].strip(), "at": state.pos, "raw": found[0]}
    state.pos = found.end()
    return True


def _named_blocks(state: StateCore) -> None:
    """The core rule that takes `^anchor` from the end of a block and keeps it on the block's opening token."""
    top: Token | None = None
    for token in state.tokens:
        if token.level == 0 and token.nesting == 1:
            top = token
        if token.type == "inline" and top is not None and (found := ANCHOR.search(token.content)):
            token.content = token.content[: found.start()]
            top.meta["anchor"] = found[1]


def _set_up() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    md.inline.ruler.before("link", "wikilink", _wikilink)
    md.core.ruler.before("inline", "named_blocks", _named_blocks)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged in _Reader, which can tell the editor
    return md


MD = _set_up()


def parse(text: str) -> Body:
    """Reads Markdown. Never fails: what cannot come out as meant is a remark."""
    return _Reader(text).read()


def count_words(text: str) -> int:
    """Words as a reader counts them; in scripts without spaces, two characters to a word."""
    wide = len(WIDE.findall(text))
    return len(WORD.findall(WIDE.sub(" ", text))) + (wide + 1) // 2


def slug(text: str) -> str:
    """A text as a part of an address: its letters and digits in lower case, joined by "-"."""
    return "-".join(re.findall(r"\w+", text.lower())) or "section"


def _render(tokens: list[Token], index: int) -> str:
    """One token, by markdown-it's own renderer."""
    renderer = MD.renderer
    assert isinstance(renderer, RendererHTML)
    rule = renderer.rules.get(tokens[index].type)
    return str(rule(tokens, index, MD.options, {}) if rule else renderer.renderToken(tokens, index, MD.options, {}))


def _heading_words(token: Token) -> str:
    return "".join(child.meta.get("label") or child.meta.get("target") or child.content for child in token.children or ())


class _Reader:
    """Walks the tokens of one text and gathers its pieces."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.lines = text.split("\n")
        self.pieces: list[Piece] = []
        self.html: list[str] = []
        self.anchors: dict[str, None] = {}  # in order, each once
        self.headings: dict[str, int] = {}  # how many have these words
        self.remarks: list[Remark] = []
        self.number = 0
        self.words = 0
        self.within = 0

    def read(self) -> Body:
        tokens = MD.parse(self.source)
        shift = 1 if any(token.type == "heading_open" and token.tag == "h1" for token in tokens) else 0
        for index, token in enumerate(tokens):
            if token.type == "inline":
                heading = index > 0 and tokens[index - 1].type == "heading_open"
                self.inline(token, linkable=not heading)
            else:
                self.block(token, tokens, index, shift)
        self.flush()
        digest = blake2b(self.source.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        return Body(digest, tuple(self.pieces), tuple(self.anchors), self.number, self.words, tuple(self.remarks))

    # -- output

    def flush(self) -> None:
        if self.html:
            self.pieces.append("".join(self.html))
            self.html.clear()

    def piece(self, piece: Piece) -> None:
        self.flush()
        self.pieces.append(piece)

    def remark(self, code: str, detail: str, line: int, column: int = 1) -> None:
        self.remarks.append(Remark(code, detail, line, column))

    # -- blocks

    def block(self, token: Token, tokens: list[Token], index: int, shift: int) -> None:
        if style := str(token.attrs.pop("style", "")):
            token.attrSet("class", style.replace("text-align:", "align-"))
        numbered = token.level == 0 and not token.type.startswith(("heading", "hr"))
        if numbered and token.nesting >= 0:
            self.open_block(token)
        if token.type.startswith("heading"):
            self.heading(token, tokens, index, shift)
        elif token.type == "paragraph_open" and token.hidden:
            pass
        else:
            self.html.append(_render(tokens, index))
        if token.type in ("fence", "code_block"):
            self.words += count_words(token.content)
        if numbered and token.nesting <= 0:
            self.piece(END)
            self.within = 0

    def open_block(self, token: Token) -> None:
        self.number += 1
        self.within = self.number
        anchor = token.meta.get("anchor") or f"p{self.number}"
        line = (token.map or [0])[0] + 1
        if anchor in self.anchors:
            self.remark("duplicate-anchor", anchor, line)
            anchor = f"{anchor}-{self.number}"
        self.anchors[anchor] = None
        self.piece(Block(self.number, anchor))

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
        line = start = (token.map or [0])[0] + 1
        run: list[str] = []  # plain text not yet written
        label: list[str] | None = None  # the words of a link to a record, while one is open
        target = closing = ""  # where it leads; what closes the link that is open, of whatever sort

        def end_run() -> None:
            if run and linkable:
                self.piece(Span("".join(run), self.within))
            else:
                self.html.extend(escapeHtml(text) for text in run)
            run.clear()

        self.look_for_tags(token, start)
        for child in token.children or ():
            into = self.html if label is None else label
            if child.type in ("text", "softbreak"):
                text = child.content if child.type == "text" else "\n"
                line += text == "\n"
                self.words += count_words(text)
                into.append(escapeHtml(text)) if closing else run.append(text)
                continue
            end_run()
            if child.type == "wikilink":
                self.wikilink(child, into if closing else None, token, start)
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
                self.words += count_words(child.content) if child.type == "code_inline" else 0
                into.append(_render([child], 0))
        end_run()

    def wikilink(self, child: Token, into: list[str] | None, token: Token, start: int) -> None:
        target, label = child.meta["target"], child.meta["label"]
        self.words += count_words(label or target)
        if into is not None:
            into.append(escapeHtml(label or target))
            return
        line = start + token.content[: child.meta["at"]].count("\n")
        column = self.column(line, child.meta["raw"])
        self.piece(Link(target, escapeHtml(label) if label else None, self.within, line, column))

    def image(self, child: Token, into: list[str], line: int, inside: bool) -> None:
        """No picture is fetched from elsewhere: the words for it stand, linked to it where that is safe."""
        source, words = str(child.attrGet("src") or ""), child.content or "image"
        self.remark("image-not-shown", source, line, self.column(line, "!["))
        if source.lower().startswith(("http:", "https:")) and not inside:
            into.append(f'<a href="{escape(source)}" rel="external noopener">{escapeHtml(words)}</a>')
        else:
            into.append(escapeHtml(words))

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
        if isinstance(piece, str):
            out.append(piece)
        elif isinstance(piece, Span):
            out.append(_span(piece.text, mentions.get(index, ()), actors, url))
        elif isinstance(piece, Link):
            out.append(_link(piece, next(targets, None), url))
        elif piece == END:
            out.append("</div>\n")
        else:
            name = escape(paragraph(piece.number))
            out.append(
                f'<div class="block" id="{escape(piece.anchor)}"><a class="permalink" href="#{escape(piece.anchor)}"'
                f' aria-label="{name}">{piece.number}</a>{beside(piece.number)}'
            )
    return Markup("".join(out))  # noqa: S704  # every part above is escaped or made by markdown-it with HTML off


def _span(text: str, mentions: Iterable[Mention], actors: dict[str, Target], url: Url) -> str:
    out, at = [], 0
    for mention in mentions:
        target = actors[mention.actor]
        mark = "name" if mention.listed else "name found"
        out.append(escapeHtml(text[at : mention.start]))
        out.append(f'<a class="{mark}" href="{escape(url(target.url))}" data-preview="{escape(target.line)}">')
        out.append(f"{escapeHtml(text[mention.start : mention.end])}</a>")
        at = mention.end
    out.append(escapeHtml(text[at:]))
    return "".join(out)


def _link(link: Link, target: Target | None, url: Url) -> str:
    if target is None:
        return link.label or escapeHtml(link.target)
    label = link.label if link.label is not None else escapeHtml(target.title)
    return f'<a class="{escape(target.kind)}" href="{escape(url(target.url))}" data-preview="{escape(target.line)}">{label}</a>'


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
