"""markdown-it-py, set up once: CommonMark with tables and strikethrough, `[[wikilinks]]` and `^anchors`; raw HTML is off.

Slow to load, so `archive.markdown` loads it for the first text that needs it.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from archive.paragraphs import ANCHOR
from archive.paragraphs import WIKILINK as WIKILINK_FORM

WIKILINK = re.compile(WIKILINK_FORM)


def _wikilink(state: StateInline, silent: bool) -> bool:
    """The inline rule for `[[target]]` and `[[target|label]]`."""
    found = WIKILINK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.meta = {"found": found, "at": state.pos}
    state.pos = found.end()
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule for `[name]: address`, but for footnotes, which are none: `[^1]: A note.` stands as it is written."""
    first = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", first) and reference(state, start, end, silent)


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
    md.block.ruler.at("reference", _definition)
    md.core.ruler.before("inline", "named_blocks", _named_blocks)
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # judged by the reader of tokens, which can tell the editor
    return md


MD = _set_up()


def render(tokens: list[Token], index: int) -> str:
    """One token, by markdown-it's own renderer."""
    renderer = MD.renderer
    assert isinstance(renderer, RendererHTML)
    rule = renderer.rules.get(tokens[index].type)
    return str(rule(tokens, index, MD.options, {}) if rule else renderer.renderToken(tokens, index, MD.options, {}))
