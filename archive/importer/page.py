"""An HTML page becomes a draft: structured data first for the facts, trafilatura for the body, the labelled lines for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any
from urllib.parse import urljoin

from archive.importer import bodies, eastern, pagedates, readers, sources, text
from archive.importer.authors import authors, told_agencies
from archive.importer.features import is_rights_line, last_sign, mostly_date, sentence_like, size
from archive.importer.findings import Block, Caption, Draft, Finding, best
from archive.importer.heading import heading_of, title_of
from archive.importer.kin import squeezed
from archive.importer.labelled import Sheet, label_lines
from archive.importer.language import language_of
from archive.importer.lexicon import categories, fold
from archive.importer.mainpart import extract
from archive.importer.people import addressed, byline, credited, is_name_line
from archive.importer.publisher import publisher
from archive.importer.several import paywall
from archive.importer.signatures import signature
from archive.importer.structured import Facts, read_facts, text_of
from archive.importer.tree import Piece, page_pieces, read_tree, without_hidden, words
from archive.importer.zones import below_byline, without_comments, zoned

STUB = 150  # words of a text that can be what a page shows of one that is not free
DIGITS = 7  # of a count of comments
HEAD, LONGEST_HEAD = 8, 70  # blocks, and words, that can stand above a byline
DECK_NAMES = re.compile(r"standfirst|lead|summary|chapo|deck|subtitle|dek|teaser|intro", re.I)


def draft_of_page(page: str) -> Draft:
    """Reads a page. Never fails; a page without an article gives a draft with little in it."""
    tree = read_tree(page)
    facts = read_facts(tree)
    heading = heading_of(tree, facts)
    facts = facts.about(heading)
    hidden = without_hidden(tree)
    pieces = page_pieces(tree)
    sheet = label_lines(tuple(piece.line for piece in pieces))
    title = title_of(tree, facts, heading, sheet)
    address = _address(tree, facts)
    whole = without_comments(sheet, pieces, extract(tree, facts, pieces, address, title.value if title else None))
    blocks = below_byline(sheet, pieces, _tidy(whole, title, heading, _is_signed_above(sheet, whole)))
    sheet = zoned(sheet, pieces, blocks, title.value if title else None)
    last = _last_line(sheet)
    named = [finding for finding in sources.source(sheet, "") if finding.rule != "copyright line" or finding.line >= last]
    rights = [(row.line.number, row.text) for row in sheet.rows if row.line.number >= last and is_rights_line(row.text)]
    source = publisher(tree, facts, address, named, rights)
    deck = _deck(facts, sheet, pieces, tree, title.value if title else None)
    blocks = [block for at, block in enumerate(blocks) if not (at < 4 and deck and fold(block.text) == fold(deck.value))]
    language = _language(tree, facts, blocks)
    dates = pagedates.dates(facts, tree, sheet, pieces, address, page, language.value if language else None)
    pulled = _pulled(blocks)
    remarks = readers.comments(sheet)
    written = authors(facts, sheet, pieces, (source.value if source else "", facts.one("og:site_name") or ""))
    found = [title, deck, *dates, *written, source, language, address, _section(facts), *_rest(sheet, facts, source, named)]
    return Draft(
        findings=tuple(finding for finding in found if finding),
        body=tuple(block for at, block in enumerate(blocks) if at not in pulled),
        media=_media(tree, blocks),
        highlights=tuple(blocks[at].text for at in sorted(pulled)),
        comments=remarks,
        marks=(
            *pagedates.marks(next((finding for finding in dates if finding.field == "date"), None), facts, sheet),
            *(f'the text breaks off in line {block.line}: "... {block.text[-40:].lstrip()}"' for block in bodies.broken(blocks[-1:])),
            *_unpaid(facts, sheet, blocks),
        ),
        dropped=tuple(sorted([*_missed(sheet, blocks), *_long(hidden, blocks)])),
        labels=tuple((row.line.number, row.zone, row.text) for row in sheet.rows),
    )


def _unpaid(facts: Facts, sheet: Sheet, blocks: list[Block]) -> Iterator[str]:
    """Remarks on a text that ends at a paywall: as its last lines say, or as the page tells machines of a text that is short."""
    wall = paywall(sheet)
    paid = str(facts.article.get("isAccessibleForFree")).lower() == "false"
    if wall is None and paid and sum(size(block.text) for block in blocks) < STUB:
        yield "the page says that its text is not free to read, and what is here is short: is it all of it?"
    yield from text.unpaid(sheet, wall)


def _last_line(sheet: Sheet) -> int:
    """The number of the body's last line: a mark of rights above it is that of a picture."""
    return max((row.line.number for row in sheet.zone("body")), default=0)


def _deck(facts: Facts, sheet: Sheet, pieces: Sequence[Piece], tree: Any, title: str | None) -> Finding | None:
    """A deck is printed: the description counts only where its words stand on the page outside the body."""
    row = bodies.deck(sheet)
    if row is not None and not (title and fold(row.text) == fold(title)) and not _is_caption(pieces[sheet.rows.index(row)].holder):
        return Finding("subtitle", row.text, row.line.number, row.text, "a line between headline and body", 0.75)
    described = text_of(facts.article.get("description")) or facts.one("og:description", "description")
    if not described or size(described) > 60:
        return None
    for element in tree.xpath("//h2|//h3|//p[@class]"):
        if element.tag == "p" and not DECK_NAMES.search(element.get("class")):
            continue
        if fold(words(element)) == fold(described):
            return Finding("subtitle", words(element), element.sourceline or 0, described, "the page's description, printed", 0.8)
    return None


def _is_caption(element: Any) -> bool:
    """Whether an element tells of a picture."""
    return any(one.tag in ("figure", "figcaption") or "caption" in (one.get("class") or "") for one in (element, *element.iterancestors()))


# ------------------------------------------------------------------------------------------------------ other facts


def _address(tree: Any, facts: Facts) -> Finding | None:
    told = [
        ("canonical", facts.one("canonical")),
        ("og:url", facts.one("og:url")),
        ("JSON-LD url", text_of(facts.article.get("url") or facts.article.get("mainEntityOfPage"))),
    ]
    base = tree.xpath("//base/@href")
    found = []
    for place, (rule, value) in enumerate(told):
        whole = _joined(base[0], value) if value and base else value
        if whole and re.fullmatch(r"https?://[^\s/]+/\S+", whole):
            found.append(Finding("url", whole, 0, whole, rule, 0.95 - 0.05 * place))
    return best(found)


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _section(facts: Facts) -> Finding | None:
    for value, rule in ((text_of(facts.article.get("articleSection")), "JSON-LD articleSection"), (facts.one("article:section"), "meta article:section")):
        if value and size(value) <= 5 and not value.startswith("http"):
            return Finding("section", unescape(value), 0, value, rule, 0.8)
    return None


def _language(tree: Any, facts: Facts, blocks: list[Block]) -> Finding | None:
    """By the words; what the page says decides between variants of one language."""
    seen = language_of("\n".join(block.text for block in blocks))
    told = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or text_of(facts.article.get("inLanguage")) or facts.one("og:locale") or ""
    )
    code = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", told)
    if seen and (code is None or code[0].lower() != seen[0]):
        return Finding("language", seen[0], 0, "", "the words of the text", seen[1])
    return Finding("language", code[0].lower(), 0, told, "the page's own word", 0.95) if code else None


def _rest(sheet: Sheet, facts: Facts, source: Finding | None, named: list[Finding]) -> Iterator[Finding]:
    yield from (finding for finding in named if finding.field == "agencies" and not (source and finding.value == source.value and finding.rule != "dateline"))
    yield from (finding for finding in told_agencies(facts) if not (source and finding.value == source.value))
    yield from text.credits_of(sheet)
    yield from text.place_of(sheet)
    counted = text_of(facts.article.get("commentCount"))
    if counted and counted.isdigit() and len(counted) <= DIGITS and int(counted):
        yield Finding("comments.declared", counted, 0, counted, "JSON-LD commentCount", 0.9)
    else:
        yield from readers.declared(sheet)


# --------------------------------------------------------------------------------------------------------------- body


def _tidy(blocks: list[Block], title: Finding | None, heading: str | None, signed: bool) -> list[Block]:
    """The body without what the record tells elsewhere: headline, byline and date at its head, furniture at its end."""
    told = {squeezed(fold(text)) for text in (title.value if title else "", heading or "") if text}
    out = [block for at, block in enumerate(blocks) if not (at < 4 and squeezed(fold(block.text)) in told)]
    out = out[_head_size(out, signed) :]
    while out and _is_closing(out[-1]):
        out = out[:-1]
    if len(out) > 2 and _is_signature(out[-1]) and not _is_signature(out[-2]):
        out = out[:-1]
    return [block for at, block in enumerate(out) if not _is_furniture(block, at, out)]


def _head_size(blocks: list[Block], signed: bool) -> int:
    """How many blocks at the start are the report's head: all up to its byline, date or credit, where those stand among them."""
    near = blocks[: min(HEAD, len(blocks) - 1)]
    found = [at for at, block in enumerate(near) if _is_meta(block) and _can_head(blocks[:at], signed)]
    return found[-1] + 1 if found else 0


def _can_head(blocks: list[Block], signed: bool) -> bool:
    """Whether blocks can stand above a byline: they are few words and, where one stands above them already (`signed`), no more than a deck is a sentence."""
    sentences = sum(sentence_like(block.text) == 1 for block in blocks)
    return sum(size(block.text) for block in blocks) <= LONGEST_HEAD and (sentences <= 1 or not signed)


def _is_signed_above(sheet: Sheet, blocks: list[Block]) -> bool:
    """Whether a byline stands between the headline and the first sentence of these blocks."""
    opening = next((block.text for block in blocks if sentence_like(block.text) == 1), "")
    first = next((at for at, row in enumerate(sheet.rows) if row.text == opening), 0)
    return sheet.title_at is not None and any(row.has("by") and byline(row.text) for row in sheet.rows[sheet.title_at : first])


def _missed(sheet: Sheet, blocks: list[Block]) -> Iterator[tuple[int, str]]:
    """Lines of prose that look like the body and are not in it."""
    whole = [re.sub(r"\W", "", block.text) for block in blocks]
    told, kept = frozenset(whole), "".join(whole)
    for row in sheet.zone("body"):
        prose = sentence_like(row.text) >= 0.6 and size(row.text) >= 12 and not row.line.apart
        if prose and (key := re.sub(r"\W", "", row.text)) not in told and key not in kept:
            yield row.line.number, row.text


def _long(hidden: list[tuple[int, str]], blocks: list[Block]) -> Iterator[tuple[int, str]]:
    """Sentences that the page hides, and that stand nowhere in the body."""
    kept = " ".join(block.text for block in blocks)
    return ((number, text) for number, text in hidden if sentence_like(text) == 1 and not categories(text) and text not in kept)


def _is_meta(block: Block) -> bool:
    known = categories(block.text)
    if size(block.text) <= 7 and (is_name_line(block.text) or addressed(block.text)):
        return True
    return size(block.text) <= 14 and (
        mostly_date(block.text)
        or (size(block.text) <= 9 and bool({"photo"} & known))
        or bool({"by=", "readtime", "share=", "advert="} & known)
        or ("by" in known and bool(byline(block.text)) and size(block.text) <= 9)
    )


def _is_closing(block: Block) -> bool:
    """Whether a block below the last paragraph is no part of it: who did what, where else it appeared, whose it is."""
    if size(block.text) <= 12 and (eastern.INLINE.fullmatch(block.text) or signature(block.text)):
        return True
    if size(block.text) <= 9 and "by" in categories(block.text) and last_sign(block.text) != "stop" and byline(block.text):
        return True
    return size(block.text) <= 60 and (is_rights_line(block.text) or bool(credited(block.text)) or bool({"outro", "legal", "tags"} & categories(block.text)))


def _is_signature(block: Block) -> bool:
    """Whether a paragraph is the names of those who wrote what stands above; in a list, they are those of others."""
    return block.kind == "p" and size(block.text) <= 8 and is_name_line(block.text)


def _is_furniture(block: Block, at: int, blocks: list[Block]) -> bool:
    known = categories(block.text)
    sure = {"share=", "advert=", "comments=", "newsletter=", "cookie=", "reply=", "account=", "readtime="}
    if size(block.text) <= 7 and known & sure:
        return True
    if size(block.text) <= 30 and {"newsletter", "account"} & known and not re.search(r"[\"“”«»]", block.text):
        return at > len(blocks) * 0.6 or size(block.text) <= 14
    return (
        size(block.text) <= 24
        and "related" in known
        and block.kind in ("p", "h", "li")
        and (block.text.rstrip().endswith(":") or "related=" in known or bool(re.match(r"[^:]{3,40}:\s", block.text)))
    )


def _pulled(blocks: list[Block]) -> set[int]:
    """The quotations that stand again inside a paragraph, by their places."""
    quotes = [at for at, block in enumerate(blocks) if block.kind == "quote" and 6 <= size(block.text) <= 45]
    said = [re.sub(r"[\W_]+", " ", fold(block.text)).strip() for block in blocks] if quotes else []
    return {at for at in quotes if bodies.is_pulled(blocks[at].text, said[at], said[:at] + said[at + 1 :])}


def _media(tree: Any, blocks: list[Block]) -> tuple[Caption, ...]:
    inside = {fold(block.text) for block in blocks}
    out = []
    for element in tree.xpath("//figcaption|//*[contains(@class,'wp-caption-text')]")[:30]:
        line = words(element)
        if not line or size(line) > 90 or any(parent.tag in ("aside", "footer", "nav") for parent in element.iterancestors()) or fold(line) in inside:
            continue
        shows, credit = bodies.split_caption(line)
        out.append(Caption(shows, credit, element.sourceline or 0))
    return tuple(dict.fromkeys(out))
