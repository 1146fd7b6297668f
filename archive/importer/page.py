"""An HTML page becomes a draft: structured data first for the facts, trafilatura for the body, the labelled lines for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from datetime import date as day_of
from html import unescape
from typing import Any
from urllib.parse import urljoin

from archive.importer import bodies, readers, sources, text, when, who
from archive.importer.authors import authors, told_agencies
from archive.importer.dates import Stamp, machine, stamps
from archive.importer.features import mostly_date, sentence_like, size
from archive.importer.findings import Block, Caption, Draft, Finding, best
from archive.importer.heading import heading_of, title_of
from archive.importer.kin import squeezed
from archive.importer.labelled import Labelled, Sheet, label_lines
from archive.importer.language import language_of
from archive.importer.lexicon import categories, fold
from archive.importer.mainpart import extract
from archive.importer.people import byline, credited, is_name_line
from archive.importer.publisher import publisher
from archive.importer.several import paywall
from archive.importer.signatures import signature
from archive.importer.structured import Facts, read_facts, text_of
from archive.importer.tree import Piece, page_pieces, read_tree, without_hidden, words
from archive.importer.zones import below_byline, without_comments, zoned

PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "item:datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.created", "dc.date.created", "date.issued", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "publish_date", "publication_date", "published_date", "published_at", "originalpublicationdate", "article.published", "article.created",
    "displaydate", "ptime", "pdate", "cxenseparse:recs:publishtime", "rnews:datepublished", "bt:pubdate", "citation_publication_date", "dc.date",
    "dcterms.date", "date", "og:article:published_time", "article_date_original", "cxenseparse:publishtime", "created", "item:pubdate",
    "vr:published_time", "iso-8601-publish-date", "last-published",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "article:updated_time", "datemodified", "item:datemodified", "dcterms.modified", "dc.date.modified",
    "lastmod", "last-modified", "utime",
)  # fmt: skip
FOR_MACHINES = ("JSON-LD", "meta ")
ZONED = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")
PLACEHOLDERS = {1899: ((12, 30), (12, 31)), 1900: ((1, 1),), 1970: ((1, 1),), 2038: ((1, 19),), 2099: ((12, 31), (1, 1))}
YEAR = re.compile(r"(?<!\d)(1[789]\d\d|20\d\d)(?!\d)")
STUB = 150  # words of a text that can be what a page shows of one that is not free
HEAD, LONGEST_HEAD = 8, 70  # blocks, and words, that can stand above a byline
ABOVE, BELOW = 8, 6  # lines above the headline, and below it or the text, in which a report's own date can stand
DECK_NAMES = re.compile(r"standfirst|lead|summary|chapo|deck|subtitle|dek|teaser|intro", re.I)
URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?:[/_-]|\b)")


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
    blocks = below_byline(sheet, pieces, _tidy(whole, title, heading))
    sheet = zoned(sheet, pieces, blocks, title.value if title else None)
    named = [finding for finding in sources.source(sheet, "") if finding.rule != "copyright line" or finding.line >= _last_line(sheet)]
    source = publisher(tree, facts, address, named)
    deck = _deck(facts, sheet, tree, title.value if title else None)
    blocks = [block for at, block in enumerate(blocks) if not (at < 4 and deck and fold(block.text) == fold(deck.value))]
    language = _language(tree, facts, blocks)
    dates = _dates(facts, tree, sheet, pieces, address, page, language.value if language else None)
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
            *_date_marks(next((finding for finding in dates if finding.field == "date"), None), facts, sheet),
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


def _deck(facts: Facts, sheet: Sheet, tree: Any, title: str | None) -> Finding | None:
    """A deck is printed: the description counts only where its words stand on the page outside the body."""
    row = bodies.deck(sheet)
    if row is not None and not (title and fold(row.text) == fold(title)):
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


# -------------------------------------------------------------------------------------------------------------- dates


def _dates(facts: Facts, tree: Any, sheet: Sheet, pieces: Sequence[Piece], address: Finding | None, page: str, language: str | None) -> list[Finding]:
    printed = [finding for finding in when.dates(sheet, language) if not _is_of_another_story(sheet, finding)]
    published = [*_told("date", facts, "datePublished", PUBLISHED), *_times(tree, sheet, pieces), *(finding for finding in printed if finding.field == "date")]
    if address and (found := URL_DATE.search(address.value)) and (stamp := machine("-".join(found.groups()))):
        published.append(Finding("date", stamp.edtf, 0, address.value, "the date in the address", 0.72))
    if not published and (guess := _htmldate(page, address.value if address else None)) and _is_printed_near(sheet, guess.value):
        published.append(guess)
    date = _with_printed_time(best(published))
    updated = best([*_told("updated", facts, "dateModified", MODIFIED), *(finding for finding in printed if finding.field == "updated")])
    out = [date] if date else []
    if updated and (not date or (updated.value[:10] >= date.value[:10] and updated.value[:16] != date.value[:16])):
        out.append(updated)
    return out


def _is_of_another_story(sheet: Sheet, finding: Finding) -> bool:
    """Whether a date below the body stands after a heading or a link: there it is the date of what those lead to."""
    if not finding.rule.endswith("below the body"):
        return False
    below = sheet.rows[sheet.body_ends :]
    at = next((at for at, row in enumerate(below) if row.line.number == finding.line and finding.words in row.text), None)
    return at is None or any(row.line.level or row.line.linked > 0.5 for row in below[:at])


def _told(name: str, facts: Facts, key: str, meta: tuple[str, ...]) -> Iterator[Finding]:
    if stamp := _moment(text_of(facts.article.get(key))):
        yield Finding(name, stamp.edtf, 0, str(facts.article.get(key)), f"JSON-LD {key}", 0.96)
    for node in facts.nodes:
        if node is not facts.article and not facts.article and (stamp := _moment(text_of(node.get(key)))):
            yield Finding(name, stamp.edtf, 0, str(node.get(key)), f"JSON-LD {key}", 0.8)
    for place, label in enumerate(meta):
        for value in facts.meta.get(label, ())[:1]:
            if stamp := _moment(_spread(value)):
                yield Finding(name, stamp.edtf, 0, value, f"meta {label}", round(0.93 - 0.004 * place - (0.25 if not stamp.certain else 0), 2))


def _moment(value: str | None) -> Stamp | None:
    """A moment that is written for machines, unless it is the one that a program writes where it knows none: the beginning or the end of its time."""
    stamp = machine(value)
    if stamp is None or (stamp.day.month, stamp.day.day) in PLACEHOLDERS.get(stamp.day.year, ()):
        return None
    moment = datetime.combine(stamp.day, time(), UTC) + timedelta(minutes=(stamp.minutes or 0) - (stamp.offset or 0))
    return None if moment == datetime(1970, 1, 1, tzinfo=UTC) else stamp


def _date_marks(date: Finding | None, facts: Facts, sheet: Sheet) -> Iterator[str]:
    """What an editor must know of a date: that the page prints another one than it tells machines, or that it has no other
    year that is near one that it tells machines alone."""
    if date is None:
        return
    found = [(date.value, date.rule), *((other.value, other.why.rpartition(",")[0]) for other in date.rejected)]
    printed = next((value for value, why in found if why.startswith("labelled")), None)
    told = next(((value, why) for value, why in found if why.startswith(FOR_MACHINES)), None)
    if printed and told and abs((day_of.fromisoformat(printed[:10]) - day_of.fromisoformat(told[0][:10])).days) > 1:
        yield f"date: the page prints {printed[:10]} and tells machines {told[0][:10]} ({told[1]})"
    if date.rule.startswith(FOR_MACHINES) and "; the time from" not in date.rule:
        year = int(date.value[:4])
        words = [row.text for row in sheet.rows] + [value for values in facts.meta.values() for value in values if value != date.words]
        words += [value for node in facts.nodes for value in node.values() if isinstance(value, str) and value != date.words]
        years = {int(other) for text in words for other in YEAR.findall(text)}
        if not any(abs(other - year) <= 1 for other in years):
            latest = f"; the latest other year is {max(years)}" if years else ""
            yield f"date: the page tells {date.value[:10]} to machines alone ({date.rule}), and no other year on it is near{latest}"


def _spread(value: str) -> str:
    """A date in digits alone, with its parts parted."""
    return re.sub(
        r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?$",
        lambda part: f"{part[1]}-{part[2]}-{part[3]}" + (f" {part[4]}:{part[5]}" if part[4] else ""),
        value.strip(),
    )


def _near(sheet: Sheet) -> list[Labelled]:
    """The lines on which a report's own date can stand: around its headline, above its first lines, and right below the text."""
    title = sheet.title_at if sheet.title_at is not None else sheet.body_at or 0
    first = sheet.body_at if sheet.body_at is not None else title
    ends = sheet.body_ends
    return [*sheet.rows[max(0, title - ABOVE) : max(title, first) + BELOW], *sheet.rows[ends : ends + BELOW]]


def _is_printed_near(sheet: Sheet, day: str) -> bool:
    """Whether a day stands on one of those lines, as no comment's, no picture's and no other story's."""
    return any(
        stamp.day.isoformat() == day
        for row in _near(sheet)
        if row.zone != "comments" and row.line.linked < 0.5 and mostly_date(row.text) and not row.has("related", "reply", "speaker", "photo")
        for stamp in stamps(row.text)
        if not when.of_another_day(row.text[: stamp.start], row.text[stamp.end :])
    )


def _times(tree: Any, sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Finding]:
    """`time` elements around the headline; one that stands among other articles' teasers, or in a link to one, is not asked."""
    lines = {piece.holder: row for piece, row in zip(pieces, sheet.rows, strict=True)}
    near = {id(row) for row in _near(sheet)}
    for element in tree.xpath("//time[@datetime]")[:4]:
        holders = [parent.tag for parent in element.iterancestors()]
        stamp = _moment(element.get("datetime"))
        row = next((lines[part] for part in element.iter() if part in lines), None)
        linked = next((parent for parent in element.iterancestors("a") if parent.get("rel") != "bookmark"), None)
        if stamp is None or linked is not None or {"aside", "footer", "li"} & set(holders) or (row is not None and id(row) not in near):
            continue
        before, _, after = words(element.getparent()).partition(words(element) or "\n")
        if when.of_another_day(before, after):
            continue
        marked = element.get("pubdate") is not None or "pub" in (element.get("class") or "") or "entry-date" in (element.get("class") or "")
        updated = bool({"updated"} & categories(words(element))) or "updat" in (element.get("class") or "") or "modif" in (element.get("class") or "")
        if not updated:
            yield Finding("date", stamp.edtf, element.sourceline or 0, words(element) or element.get("datetime"), "a time element", 0.88 if marked else 0.8)
            return


def _htmldate(page: str, url: str | None) -> Finding | None:
    from htmldate import find_date

    try:
        found = find_date(page, extensive_search=False, original_date=True, url=url)
    except Exception:  # the library meets pages that it cannot read with many kinds of error
        return None
    return Finding("date", found, 0, found, "htmldate, from the page's markup", 0.55) if found else None


def _with_printed_time(date: Finding | None) -> Finding | None:
    """Of a day without a time, the time that another place tells of the same day; of a time without a zone, the zone that one tells of the same minute."""
    if date is None:
        return None
    day, known = date.value[:10], "T" in date.value
    same = [other for other in date.rejected if other.value.startswith(date.value[:16] if known else day) and "T" in other.value and "address" not in other.why]
    timed = next((other for other in same if not known or (ZONED.search(other.value) and not ZONED.search(date.value))), None)
    if timed is None:
        return date
    rule = f"{date.rule}; the {'zone' if known else 'time'} from {timed.why.rpartition(',')[0]}"
    return Finding("date", timed.value, date.line, date.words, rule, date.confidence, date.rejected)



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
        whole = urljoin(base[0], value) if value and base else value
        if whole and re.fullmatch(r"https?://[^\s/]+/\S+", whole):
            found.append(Finding("url", whole, 0, whole, rule, 0.95 - 0.05 * place))
    return best(found)


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
    if counted and counted.isdigit() and int(counted):
        yield Finding("comments.declared", counted, 0, counted, "JSON-LD commentCount", 0.9)
    else:
        yield from readers.declared(sheet)


# --------------------------------------------------------------------------------------------------------------- body


def _tidy(blocks: list[Block], title: Finding | None, heading: str | None) -> list[Block]:
    """The body without what the record tells elsewhere: headline, byline and date at its head, furniture at its end."""
    told = {squeezed(fold(text)) for text in (title.value if title else "", heading or "") if text}
    out = [block for at, block in enumerate(blocks) if not (at < 4 and squeezed(fold(block.text)) in told)]
    out = out[_head_size(out) :]
    while out and _is_closing(out[-1]):
        out = out[:-1]
    if len(out) > 2 and _is_signature(out[-1]) and not _is_signature(out[-2]):
        out = out[:-1]
    return [block for at, block in enumerate(out) if not _is_furniture(block, at, out)]


def _head_size(blocks: list[Block]) -> int:
    """How many blocks at the start are the report's head: all up to its byline, date or credit, where those stand among them."""
    near = blocks[: min(HEAD, len(blocks) - 1)]
    found = [at for at, block in enumerate(near) if _is_meta(block) and sum(size(other.text) for other in blocks[:at]) <= LONGEST_HEAD]
    return found[-1] + 1 if found else 0


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
    if size(block.text) <= 7 and is_name_line(block.text):
        return True
    return size(block.text) <= 14 and (
        mostly_date(block.text)
        or (size(block.text) <= 9 and bool({"photo"} & known))
        or bool({"by=", "readtime", "share=", "advert="} & known)
        or ("by" in known and bool(byline(block.text)) and size(block.text) <= 9)
    )


def _is_closing(block: Block) -> bool:
    """Whether a block below the last paragraph is no part of it: who did what, where else it appeared, whose it is."""
    if size(block.text) <= 12 and (who.INLINE.fullmatch(block.text) or signature(block.text)):
        return True
    return size(block.text) <= 60 and (bool(credited(block.text)) or bool({"outro", "legal", "tags"} & categories(block.text)))


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
