"""The headline of a page: which of its headings it is, and what its titles for machines add to that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from archive.importer.features import size
from archive.importer.findings import Finding, best
from archive.importer.kin import squeezed
from archive.importer.labelled import Sheet
from archive.importer.lexicon import fold
from archive.importer.outlets import by_name
from archive.importer.structured import Facts, text_of
from archive.importer.titles import likeness, split_title
from archive.importer.tree import HIDDEN, is_apart, words

KICKER = re.compile(
    r"kicker|over-?line|over-?title|dachzeile|top-?line|eyebrow|spitzmarke|surtitre|vignette|pre-?title|antet|sur-?title|ober-?zeile|(?:^|[_-])label", re.I
)
CRUMBS = re.compile(r"crumb|you-?are-?here", re.I)
LEVELS = ("h1", "h2", "h3", "h4")
LEAST = 1.5  # words of a heading that no title of the page repeats
ALIKE = 0.5  # of the words of a heading and of a title, that both have
IN_NAV = 0.3  # the same, where the other heading is no headline, for it stands among links
MOST = 0.6  # of a title, that the part of a heading has which it begins with
NEAR = 400  # signs that can stand between a trail of sections and the headline below it


def heading_of(tree: Any, facts: Facts) -> str | None:
    """The words of the printed headline: the h1 that is most like the page's own titles, or the heading that stands for it
    where the h1 is the end of a trail of sections, or no title says what it says and another heading does."""
    told = told_titles(tree, facts)
    whole = page_title(tree)
    every = [words(element) for element in tree.iter("h1", "h2")]
    parts = split_title(whole, every)
    chosen = _first_heading(tree, told, parts.site)
    if chosen is not None and (other := _below_crumbs(chosen)) is not None:
        least = ALIKE if next(chosen.iterancestors("nav"), None) is None else IN_NAV
        if max(likeness(words(other), text) for text in told or [""]) >= least:
            return plain_heading(other, told)
    if parts.sure and parts.headline != whole and (standing := [head for head in every if fold(head) == fold(parts.headline)]):
        return standing[0]
    found = plain_heading(chosen, told) if chosen is not None else None
    if not (found and any(fold(found) in fold(title) for title in told)) and (other := _as_told(tree, chosen, told)) is not None:
        return words(other)
    return found


def page_title(tree: Any) -> str:
    """The words of the page's `title` element."""
    element = tree.find(".//title")
    return words(element) if element is not None else ""


def told_titles(tree: Any, facts: Facts) -> list[str]:
    """The titles that the page tells machines, without the site's name, and its own title."""
    shared = [*facts.meta.get("og:title", ())[:1], *facts.meta.get("twitter:title", ())[:1]]
    bare = [split_title(text, site=facts.one("og:site_name")).headline for text in shared]
    headlines = [unescape(text_of(node.get("headline")) or "") for node in facts.articles()[:2]]
    return [text for text in dict.fromkeys([*headlines, *shared, *bare, page_title(tree)]) if text]


def _first_heading(tree: Any, told: list[str], site: str | None) -> Any:
    """The h1 that is most like what is told; among equals one in an article, and the first."""
    known = {fold(text) for text in told}
    sites = {fold(name) for name in (site, *tree.xpath("//meta[@property='og:site_name']/@content")) if name}
    heads = [(element, plain_heading(element, told)) for element in tree.iter("h1")]
    heads = [(element, head) for element, head in heads if (size(head) >= LEAST or (head and fold(head) in known)) and fold(head) not in sites]
    if not heads:
        return None
    return max(
        heads,
        key=lambda pair: (max((likeness(pair[1], text) for text in told), default=0.0), is_in_article(pair[0])),
    )[0]


def is_in_article(element: Any) -> bool:
    return any(parent.tag == "article" for parent in element.iterancestors())


def _below_crumbs(element: Any) -> Any:
    """The heading right below an h1 that ends a trail of sections, where there is one."""
    if not _ends_crumbs(element):
        return None
    passed = 0
    for other in element.getroottree().iter():
        if other is element:
            passed = 1
        elif passed and other.tag == "h2":
            return other if size(words(other)) >= 3 and not is_apart(other) and not _linked(other) else None
        elif passed and isinstance(other.tag, str) and other.tag not in HIDDEN and element not in other.iterancestors():
            passed += len((other.text or "").strip())
            if passed > NEAR:
                return None
    return None


def _ends_crumbs(element: Any) -> bool:
    """Whether a heading stands in the same row as the links of a trail: an item of their list, or right behind them."""
    holders = [element, *list(element.iterancestors())[:3]]
    if any(CRUMBS.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in holders):
        return True
    parent = element.getparent()
    if parent is None:
        return False
    row = parent if parent.tag == "li" else element
    before = [one for one in row.itersiblings(preceding=True) if isinstance(one.tag, str) and words(one)]
    return bool(before) and (row.tag == "li" or len(before) == 1) and all(_linked(one) and size(words(one)) <= 8 for one in before)


def _linked(element: Any) -> bool:
    """Whether all words of an element are links."""
    inside = any(parent.tag == "a" for parent in element.iterancestors())
    return inside or sum(len(squeezed(words(link))) for link in element.iter("a")) >= len(squeezed(words(element))) > 0


def _as_told(tree: Any, first: Any, told: list[str]) -> Any:
    """A heading below the first one that says what the page's titles say, and leads nowhere."""
    known = {fold(text) for text in told}
    passed = first is None
    for element in tree.iter(*LEVELS):
        passed = passed or element is first
        said = passed and element is not first and size(words(element)) >= 3 and fold(words(element)) in known
        if said and not _linked(element) and not any(is_apart(parent) for parent in element.iterancestors()):
            return element
    return None


def plain_heading(element: Any, told: list[str]) -> str:
    """The words of a heading without a kicker, a byline or a deck that stands in it as an element of its own."""
    whole = words(element)
    known = [fold(text) for text in told]
    if fold(whole) in known:
        return whole
    cuts = list(_cuts(element))
    if found := next((part for cut in cuts for part in cut[::-1] if size(part) >= LEAST and fold(part) in known), None):
        return found
    if same := next((text for text in told if size(whole) >= LEAST and _letters(text) == _letters(whole)), None):
        return same  # a kicker that stands in the heading, and how the page parts the two
    begun = [before for before, _ in cuts if any(text.startswith(fold(before)) and len(before) > MOST * len(text) for text in known)]
    return begun[-1] if begun else _without_kicker(element, whole)


def _cuts(element: Any) -> Iterator[tuple[str, str]]:
    """The words of an element before and after each border of its parts."""
    texts = [text for text in element.itertext() if text.strip()]
    for at in range(1, len(texts)):
        before, after = (" ".join("".join(some).split()) for some in (texts[:at], texts[at:]))
        yield before.rstrip(" :|/–—-•"), after.lstrip(" :|/–—-•")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _without_kicker(element: Any, whole: str) -> str:
    """The words of a heading without a part whose class says that it is a kicker."""
    for part in element.iter("span", "div", "small", "p", "strong", "a", "em"):
        kicker = words(part)
        if kicker and KICKER.search(f"{part.get('class') or ''} {part.get('itemprop') or ''}") and whole.startswith(kicker) and size(whole) - size(kicker) >= 2:
            return whole[len(kicker) :].lstrip(" :|/–—-•")
    return whole


def title_of(tree: Any, facts: Facts, heading: str | None, sheet: Sheet) -> Finding | None:
    """The finding for "title": what is printed as the headline, where the page's titles bear it out or nothing else can be it."""
    site = facts.one("og:site_name")
    standing = [heading] if heading else [row.text for row in sheet.rows]
    told = [
        (unescape(text_of(facts.article.get("headline")) or ""), "JSON-LD headline", 0.9),
        (split_title(facts.one("og:title") or "", site=site).headline, "og:title", 0.85),
        (split_title(page_title(tree), standing, site).headline, "the page's title", 0.7),
    ]
    told = [one for one in told if one[0]]
    candidates = [Finding("title", text, 0, text, rule, confidence) for text, rule, confidence in told]
    if heading and not by_name(heading):
        like = max((likeness(heading, text) for text, _, _ in told), default=0.0)
        if kicker := next((text for text, _, _ in told if _follows_kicker(heading, text, told)), None):
            candidates.append(Finding("title", kicker, 0, heading, "the heading of the page, without what stands before it", 0.95))
        elif like >= 0.3 or not told:
            candidates.append(Finding("title", heading, 0, heading, "the heading of the page", 0.97 if like > 0.6 else 0.92 if like >= 0.3 else 0.75))
        elif size(heading) >= 4 and _stands_alone(tree, heading):
            candidates.append(Finding("title", heading, 0, heading, "the only heading of the page", 0.92))
    if not candidates and sheet.title_at is not None:
        row = sheet.rows[sheet.title_at]
        candidates.append(Finding("title", row.text, row.line.number, row.text, "the line that is most like a headline", 0.6))
    return best(candidates)


def _follows_kicker(heading: str, text: str, told: list[tuple[str, str, float]]) -> bool:
    """Whether a told title is the heading but for a few words before it, which no other told title has."""
    whole = squeezed(fold(heading))
    return whole.endswith(squeezed(fold(text))) and len(heading) - len(text) >= 3 and whole not in {squeezed(fold(other)) for other, _, _ in told}


def _stands_alone(tree: Any, heading: str) -> bool:
    """Whether a heading is the only h1 of the page, or the only one of its article."""
    heads = [element for element in tree.iter("h1") if size(words(element)) >= LEAST]
    own = [element for element in heads if is_in_article(element) or any(parent.tag == "main" for parent in element.iterancestors())]
    return len(heads) == 1 or (bool(own) and fold(plain_heading(own[0], [])) == fold(heading))
