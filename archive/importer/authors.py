"""Who wrote the report of a page: as it tells machines, as its elements are marked, as its lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import Any

from archive.importer import who
from archive.importer.dates import stamps
from archive.importer.features import size
from archive.importer.findings import Finding, Rejected
from archive.importer.kin import form_of
from archive.importer.labelled import Sheet
from archive.importer.lexicon import categories, fold
from archive.importer.outlets import agencies_in, by_name
from archive.importer.people import byline, each, is_name, says_standing, strip_by
from archive.importer.signatures import signature
from archive.importer.structured import Facts, names_of
from archive.importer.tree import Piece, words

META = (
    "author", "byl", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "article:author_name",
    "cxenseparse:author", "dc.creator.person", "article.author", "og:article:author", "citation_author", "twitter:misc:written by", "dcsext.author",
    "twitter:data1",
)  # fmt: skip
SIGNED = ("Written by", "Author", "By", "Verfasst von", "Geschrieben von", "Écrit par", "Escrito por", "Scritto da", "Geschreven door", "Napisane przez")
MARKED = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|autor(?:en|es|in|zy)?|auteurs?|autore|autori|writers?|reporters?|contributors?|journalists?|verfasser|redakteur|firma|origins?)"
    r"(?:$|[\s_-])",
    re.I,
)
NO_MARK = re.compile(r"bio|social|image|photo|follow|related|more|comment|newsletter", re.I)
INVERTED = re.compile(r"^\s*([^,]+),\s*([^,]+?)\s*$")  # scholarly elements tell the family name first, one author each
LONGEST = 26
SURE = 0.85  # how sure a printed byline must be to speak against what machines are told
Told = tuple[tuple[str, ...], str, float]


def authors(facts: Facts, sheet: Sheet, pieces: Sequence[Piece], house: Iterable[str]) -> list[Finding]:
    """Findings for "byline", one a name. Where only the publisher itself is named as the author, that is told."""
    names = {fold(name) for name in house if name}
    printed = [finding for finding in who.authors(sheet, names) if not (finding.rule == "a line of names" and _is_link(sheet, finding))]
    lists = [*_told(facts), *_marked(sheet, pieces)]
    if printed:
        lists.append((tuple(finding.value for finding in printed), printed[0].rule, printed[0].confidence))
    lists += _signed(sheet, pieces)
    people = [(_persons(kept), rule, confidence) for told, rule, confidence in lists if (kept := tuple(name for name in told if not _is_house(name, names)))]
    if people:
        whole = fold(" ".join(row.text for row in sheet.rows))
        shown = [one for one in people if any(fold(name) in whole for name in one[0])]
        if printed and printed[0].confidence >= SURE and shown and shown[0] is not people[0]:
            people = [*shown, *(one for one in people if one not in shown)]  # names for machines alone give way to those that readers see
        return _findings(_completed(people), people, printed)
    own = [(told, f"{rule}: the publisher itself", min(confidence, 0.72)) for told, rule, confidence in lists if told]
    own += [((name,), "JSON-LD author: the publisher itself", 0.72) for name, _ in names_of(facts.article.get("author")) if _is_title(name)]
    own += [((name,), "meta author: the publisher itself", 0.72) for name in facts.meta.get("author", ()) if _is_title(name) and _is_house(name, names)]
    return _findings(own[0], own, printed) if own else []


def _persons(told: tuple[str, ...]) -> tuple[str, ...]:
    """The names without what they do, which can stand among them, and without initials that stand for one of them."""
    people = tuple(name for name in told if "role" not in categories(name) and not says_standing(name)) or told
    initials = {"".join(word[0] for word in name.split()) for name in people if " " in name}
    return tuple(name for name in people if name not in initials)


def _is_link(sheet: Sheet, finding: Finding) -> bool:
    """Whether names that nothing backs stand in a link, or stand apart: on a page, those are sections and services."""
    row = next((row for row in sheet.rows if row.line.number == finding.line and row.text == finding.words), None)
    return row is None or row.line.apart or row.line.linked > 0.5 or finding.confidence < 0.5 or row.has("repeated")


def told_agencies(facts: Facts) -> Iterator[Finding]:
    """Agencies that the page names among its authors."""
    told = [name for key in ("author", "creator") for name, _ in names_of(facts.article.get(key))] + list(facts.meta.get("author", ()))
    for text in told:
        if size(text) <= 12:
            for outlet in agencies_in(unescape(text)):
                yield Finding("agencies", outlet.name, 0, text, "named among the authors", 0.8)


def _findings(chosen: Told, lists: Sequence[Told], printed: Sequence[Finding]) -> list[Finding]:
    people, rule, confidence = chosen
    others = {name: other for told, other, _ in reversed(lists) for name in told if name not in people}
    line = next((finding for finding in printed if finding.value in people), None)
    rejected = tuple(Rejected(name, why) for name, why in others.items())
    return [Finding("byline", name, line.line if line else 0, line.words if line else ", ".join(people), rule, confidence, rejected) for name in people]


def _completed(lists: Sequence[Told]) -> Told:
    """The first list, or a later one that has all its names and more, up to four."""
    first = lists[0]
    have = {fold(name) for name in first[0]}
    for other in lists[1:]:
        if have < {fold(name) for name in other[0]} and len(other[0]) <= len(have) + 3:
            return other
    return first


def _is_house(name: str, house: set[str]) -> bool:
    """Whether a name is the publisher's, or begins with it: "MDR Thüringen"."""
    plain = fold(name)
    if re.search(r"^https?:|\.\w{2,3}$", plain) or plain in house:
        return True
    known = by_name(name)
    if known is not None:
        return fold(known.name) in house
    return any(len(one) >= 3 and plain.startswith(one if len(one) > 8 else one + " ") and size(name) <= size(one) + 2 for one in house)


def _is_title(text: str) -> bool:
    """Whether a text can be the name of a newsroom."""
    return 1 <= size(text) <= 5 and not re.search(r"https?:|@|\badmin\b|\d{3}", text, re.I)


# ------------------------------------------------------------------------------------------------------ told to machines


def _told(facts: Facts) -> Iterator[Told]:
    told = names_of(facts.article.get("author")) or names_of(facts.article.get("creator"))
    yield _each(told), "JSON-LD author", 0.95
    for label in META:
        if label == "twitter:data1" and facts.one("twitter:label1") not in SIGNED:
            continue
        values = [value for value in facts.meta.get(label, ()) if not re.match(r"https?:|@", value) and "facebook.com" not in value]
        if label == "citation_author":
            values = [INVERTED.sub(r"\2 \1", value) for value in values]
        yield _each((value, "") for value in values[:6]), f"meta {label}", 0.88


def _each(told: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for text, kind in told for name in person(text, kind)))


def person(told: str, kind: str) -> tuple[str, ...]:
    """The names in what a page tells of one author. An address that follows a publisher's name is none."""
    told = re.sub(r"\s*\([^()]*\)\s*$", "", unescape(told)).strip()
    if re.search(r"^https?:|@|\badmin\b", told, re.I):
        return ()
    parts = [part.strip() for part in told.split(",")]
    if len(parts) > 1 and (by_name(parts[0]) or re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", parts[0])):
        return ()
    if kind.endswith("Organization") and 1 < size(told) <= 8 and not by_name(told):
        return (told,)
    bare = re.sub(r"^(?:By|Von|Par|Por|Door)\s(?=\S+\s)", "", told)
    if kind == "Person" and is_name(bare):
        return each(bare)
    found = byline(told)
    return found or ((told,) if kind == "Person" and 1 <= size(told) <= 4 and not re.search(r"\d|/", told) else ())


# -------------------------------------------------------------------------------------------------- marked in the page


def _marked(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Told]:
    """Names in elements that are marked as the author's: those at the head of the report first, then those right below it."""
    first, last = sheet.index("body"), sheet.body_ends
    if first is None:
        return
    title = sheet.title_at
    head = range(max(0, first - 12 if title is None else title - 4), first + 1)
    for places, confidence in ((head, 0.84), (range(last, min(last + 6, len(pieces))), 0.74)):
        seen: list[Any] = []
        for at in places:
            element = _author_element(pieces[at])
            if element is not None and element not in seen and not any(parent in seen for parent in element.iterancestors()):
                seen.append(element)
        found = tuple(dict.fromkeys(name for element in seen for name in _names_in(element)))
        if found and len(found) <= 8:
            yield found, "marked as the author in the page", confidence


def _signed(sheet: Sheet, pieces: Sequence[Piece]) -> Iterator[Told]:
    """Names in a paragraph of their own that ends the report: it is just like the last of them, and right below it."""
    end = sheet.body_ends
    if not 0 < end < len(pieces) or form_of(pieces[end]) != form_of(pieces[end - 1]):
        return
    row = sheet.rows[end]
    if row.has("names") and not signature(row.text) and not row.has("photo", "repeated") and row.line.linked <= 0.5:
        people = (name for name in byline(row.text) if " " in name and not by_name(name) and not who.is_told_of(name, sheet))
        yield tuple(people), "names that end the report", 0.62


def _author_element(piece: Piece) -> Any:
    """The outermost element around a line that is marked as the author's and holds little else."""
    best = None
    element = piece.holder
    while element is not None and element.tag not in ("body", "main", "article", "aside", "footer"):
        if _is_marked(element):
            if size(words(element)) > LONGEST:
                break
            best = element
        element = element.getparent()
    return best


def _is_marked(element: Any) -> bool:
    if element.get("rel") == "author" or element.get("itemprop") == "author" or element.tag == "address":
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('data-testid') or ''}"
    return bool(MARKED.search(named)) and not NO_MARK.search(named)


def _names_in(element: Any) -> tuple[str, ...]:
    """The names of an author's element: of its parts where each is a name, else of its words."""
    parts = [words(child) for child in element.iter("a", "span", "b", "strong", "li", "p") if not len(child)]
    people = [part for part in dict.fromkeys(strip_by(part).strip(" ,;&|") for part in parts) if _is_person(part)]
    if people:
        return tuple(dict.fromkeys(name for one in people for name in each(one)))
    line = words(element)
    dated = stamps(line)
    line = line[: dated[0].start] if dated and dated[0].start > 3 else line[dated[-1].end :] if dated else line
    return tuple(name for name in byline(line.strip(" ,|·•-–—")) if " " in name or not name.isascii())


def _is_person(text: str) -> bool:
    """Whether a text is the full name of a person, and no label."""
    last = text.rpartition(" ")[2]
    return " " in text and is_name(text) and last[:1].upper() == last[:1] and not by_name(text) and not any(name.endswith("=") for name in categories(text))
