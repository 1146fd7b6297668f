"""Whose page it is: what it says of its publisher in many places is weighed together, and what agrees counts for more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from archive.importer import sources
from archive.importer.features import size
from archive.importer.findings import Finding, Rejected
from archive.importer.labelled import Sheet
from archive.importer.lexicon import fold
from archive.importer.outlets import Outlet, by_address, by_name
from archive.importer.structured import Facts, names_of
from archive.importer.titles import split_title
from archive.importer.tree import words

META = (
    ("og:site_name", 3.0), ("application-name", 1.6), ("apple-mobile-web-app-title", 1.2), ("al:ios:app_name", 0.8), ("al:android:app_name", 0.8),
    ("article:publisher_name", 2.0), ("dc.publisher", 1.2), ("dcterms.publisher", 1.2), ("publisher", 1.2), ("cre", 1.0), ("copyright", 0.8),
)  # fmt: skip
ORGANISATIONS = ("NewsMediaOrganization", "Organization", "WebSite", "Corporation")
DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.I)
SUFFIX = re.compile(r"\.(?:com?|org|net|news|info|[a-z]{2})(?:\.[a-z]{2})?$")
SECOND = {"co", "com", "org", "net", "ac", "gov", "or", "ne", "go"}
OWNER = re.compile(r"^(?:©|\(c\)|copyright)\s*(?:\d{4}\s*)?|\s*(?:Alle Rechte vorbehalten|All rights reserved|版权所有)\.?$", re.I)
LOGO = re.compile(r"\s*(?:[-–|]\s*)?\b(?:logo(?:type)?|home ?page|home|startseite|accueil|portada|inicio)\b\s*", re.I)
TAIL = re.compile(r"\s+(?:online|digital|\.de|website|homepage)$", re.I)
HOUSE, PARENT = 6.5, 3.5  # a known address; one below it, which can be that of another title of the house


@dataclass(frozen=True, slots=True)
class Vote:
    """One place in which a page names its publisher, and how much it counts."""

    name: str
    rule: str
    weight: float
    line: int = 0
    words: str = ""


def publisher(tree: Any, facts: Facts, address: Finding | None, sheet: Sheet) -> Finding | None:
    """The finding for "source": the name, in its known form, that most of the page stands for."""
    host = _host(tree, address)
    label = _label(host)
    groups: dict[str, list[Vote]] = defaultdict(list)
    for vote in _votes(tree, facts, host, sheet):
        if name := _plain(vote.name):
            groups[_key(name)].append(Vote(name, vote.rule, vote.weight, vote.line, vote.words or vote.name))
    if not groups:
        return Finding("source", host, 0, host, "the address", 0.5) if host else None
    scores = {key: _weight(votes) + (1.5 if label and (_squeezed(SUFFIX.sub("", key)) == label) else 0.0) for key, votes in groups.items()}
    order = sorted(groups, key=lambda key: -scores[key])
    votes = groups[order[0]]
    name = _form(votes)
    told = max(votes, key=lambda vote: vote.weight)
    rules = list(dict.fromkeys(vote.rule for vote in votes))
    others = tuple(Rejected(_form(groups[key]), groups[key][0].rule) for key in order[1:5])
    return Finding("source", name, told.line, told.words, "; ".join(rules[:3]), _confidence(scores[order[0]], told), others)


def _weight(votes: list[Vote]) -> float:
    """The weights of different places; the same place twice counts once."""
    best: dict[str, float] = {}
    for vote in votes:
        best[vote.rule] = max(best.get(vote.rule, 0.0), vote.weight)
    return sum(best.values())


def _confidence(score: float, told: Vote) -> float:
    return round(min(0.97, 0.42 + 0.16 * score), 2) if told.rule != "the address's publisher" else 0.97


def _votes(tree: Any, facts: Facts, host: str, sheet: Sheet) -> Iterator[Vote]:
    if known := by_address(host) if host else None:
        exact = host in known.domains or host.count(".") == 1
        yield Vote(known.name, "the address's publisher", HOUSE if exact else PARENT, words=host)
    yield from _structured(facts)
    for label, weight in META:
        for value in facts.meta.get(label, ())[:1]:
            yield Vote(value, f"meta {label}", weight)
    whole = words(tree.find(".//title")) if tree.find(".//title") is not None else ""
    parts = split_title(whole, [words(element) for element in tree.iter("h1", "h2")], facts.one("og:site_name"))
    if parts.site:
        yield Vote(parts.site, "the end of the page's title", 2.0 if by_name(parts.site) else 1.4 if parts.sure else 1.0, words=whole)
    for element in tree.xpath("//header//img[@alt]|//a[@href='/']//img[@alt]|//*[contains(@class,'logo')]//img[@alt]|//img[contains(@class,'logo')][@alt]")[:3]:
        yield Vote(LOGO.sub(" ", element.get("alt")), "its logo", 0.7)
    for finding in sources.source(sheet, ""):
        if finding.field == "source":
            if finding.rule.startswith(("its name on a line", "the agency", "dateline")):
                continue  # on a page, a name alone is more often a link to a section or to a partner
            yield Vote(finding.value, finding.rule, 0.6 if finding.rule.startswith("labelled") else 1.0, finding.line, finding.words)


def _structured(facts: Facts) -> Iterator[Vote]:
    by_id = {str(node["@id"]): node for node in facts.nodes if "@id" in node and node.get("name")}
    told = facts.article.get("publisher")
    named = names_of(told)
    if not named and isinstance(told, dict) and (node := by_id.get(str(told.get("@id")))):
        named = names_of(node)
    for name, _ in named[:1]:
        yield Vote(name, "JSON-LD publisher", 3.0)
    for node in facts.nodes:
        kind = node.get("@type")
        kinds = kind if isinstance(kind, list) else [kind]
        if node is facts.article:
            continue
        if not named:
            for name, _ in names_of(node.get("publisher"))[:1]:
                yield Vote(name, "JSON-LD publisher", 2.5)
        if any(one in ORGANISATIONS for one in kinds) and isinstance(node.get("name"), str):
            yield Vote(node["name"], f"JSON-LD {kinds[0]}", 1.2)
    for name in facts.meta.get("item:publisher", ())[:1]:
        yield Vote(name, "microdata publisher", 1.0)


# ---------------------------------------------------------------------------------------------------------------- names


def _plain(text: str) -> str:
    """A publisher's name without what is printed around it; nothing where it is none."""
    text = OWNER.sub("", " ".join(unescape(text).split())).strip(" .,:;|-–—©")
    text = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", text) if DOMAIN.fullmatch(re.sub(r"^https?://|/$", "", text)) else text
    if not 1 < len(text) <= 60 or size(text) > 8 or text.startswith("@") or "//" in text:
        return ""
    known = by_name(text) or (by_address(text) if DOMAIN.fullmatch(text) else None)
    return known.name if known else text


def _key(name: str) -> str:
    """What makes two names one: no article, no accents, no address's end, no spaces."""
    known = by_name(name)
    text = unicodedata.normalize("NFKD", fold(known.name if known else name))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = TAIL.sub("", SUFFIX.sub("", re.sub(r"^(?:the|der|die|das) ", "", text)))
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _form(votes: list[Vote]) -> str:
    """How the name is written: as it is known, else as a name rather than an address, and as most places have it."""
    known: Outlet | None = next((found for vote in votes if (found := by_name(vote.name))), None)
    if known or votes[0].rule == "the address's publisher":
        return known.name if known else votes[0].name
    counts: Counter[str] = Counter()
    for vote in votes:
        address = DOMAIN.fullmatch(vote.name) is not None
        quality = 0.2 if address or vote.name.islower() else 0.6 if vote.name.isupper() and len(vote.name) > 5 else 1.0
        counts[vote.name] += quality * vote.weight  # type: ignore[assignment]  # a counter of weights
    return max(counts, key=lambda name: counts[name])


# -------------------------------------------------------------------------------------------------------------- address


def _host(tree: Any, address: Finding | None) -> str:
    """The page's host: that of its address, else the one that most of its links lead to."""
    if address:
        return (urlsplit(address.value).hostname or "").removeprefix("www.")
    hosts: Counter[str] = Counter()
    for href in tree.xpath("//a/@href|//link[@rel='alternate' or @rel='amphtml' or @rel='shortlink']/@href"):
        if found := re.match(r"https?://(?:www\.)?([\w.-]+)", href):
            hosts[found[1].lower()] += 1
    if not hosts:
        return ""
    host, count = hosts.most_common(1)[0]
    return host if count >= 5 and count > 0.4 * hosts.total() else ""


def _label(host: str) -> str:
    """The name in a host: "elpais" of english.elpais.com."""
    parts = host.split(".")
    if len(parts) < 2:
        return ""
    place = -3 if len(parts) > 2 and parts[-2] in SECOND else -2
    return _squeezed(parts[place])
