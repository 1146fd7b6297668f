"""Whose page it is: what it says of its publisher in many places is weighed together, and what agrees counts for more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from archive.importer.features import size
from archive.importer.findings import Finding, Rejected
from archive.importer.lexicon import fold
from archive.importer.outlets import Outlet, by_address, by_name
from archive.importer.sources import is_paper_form
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
ARTICLES = {"The", "the", "Der", "Die", "Das", "Le", "La", "Les", "El", "Il", "Lo", "O", "A", "De", "Het"}
SPELLED = "the name that its address is made of"
TELLING = 1.0  # a place that counts so much tells a name; an address that is not known, or a picture's words, only stand in
HOSTS = {"its address": 3.5, "the address that it is shared by": 2.0, "the address of its links": 3.0}


@dataclass(frozen=True, slots=True)
class Vote:
    """One place in which a page names its publisher, and how much it counts."""

    name: str
    rule: str
    weight: float
    line: int = 0
    words: str = ""


def publisher(tree: Any, facts: Facts, address: Finding | None, named: list[Finding], rights: Sequence[tuple[int, str]]) -> Finding | None:
    """The finding for "source": the name, in its known form, that most of the page stands for. `named` is what its lines say, `rights` are those that tell
    whose the text is, with their numbers."""
    hosts = _hosts(tree, facts, address)
    labels = {_label(one) for one in hosts.values()}
    own = [known for one in hosts.values() if (known := by_address(one))]
    groups: dict[str, list[Vote]] = defaultdict(list)
    for vote in [*_addressed(hosts), *_votes(tree, facts, named)]:
        if name := _plain(vote.name, own):
            groups[_key(name)].append(Vote(name, vote.rule, vote.weight, vote.line, vote.words or vote.name))
    if not groups:
        return None
    told = {key for key, votes in groups.items() if max(vote.weight for vote in votes) >= TELLING}
    scores = {key: _weight(votes) + (1.5 if key in labels else 0.0) for key, votes in groups.items()}
    order = sorted(groups, key=lambda key: (key not in told, -scores[key]))
    votes = groups[order[0]]
    if DOMAIN.fullmatch(_form(votes, own)) and (printed := _printed(order[0], facts, rights, chain(*groups.values()))):
        votes = [*votes, printed]
    name = _form(votes, own)
    name = next((found for label in labels if (found := spelled(label, name))), name)
    first = max(votes, key=lambda vote: vote.weight)
    rules = list(dict.fromkeys(vote.rule for vote in votes))
    others = tuple(Rejected(_form(groups[key], own), groups[key][0].rule) for key in order[1:5])
    return Finding("source", name, first.line, first.words, "; ".join(rules[:3]), _confidence(scores[order[0]]), others)


def _weight(votes: list[Vote]) -> float:
    """The weights of different places; the same place twice counts once."""
    best: dict[str, float] = {}
    for vote in votes:
        best[vote.rule] = max(best.get(vote.rule, 0.0), vote.weight)
    return sum(best.values())


def _confidence(score: float) -> float:
    return round(min(0.97, 0.42 + 0.16 * score), 2)


def _addressed(hosts: dict[str, str]) -> Iterator[Vote]:
    """What is known of the page's addresses; the known address of a house can be that of another title of it."""
    for rule, host in hosts.items():
        if known := by_address(host):
            exact = host in known.domains or host.count(".") == 1
            yield Vote(known.name, rule, HOSTS[rule] * (1.0 if exact else 0.5), words=host)
        else:
            yield Vote(host, rule, 0.4, words=host)


def _votes(tree: Any, facts: Facts, named: list[Finding]) -> Iterator[Vote]:
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
    for finding in named:
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


def _printed(label: str, facts: Facts, rights: Iterable[tuple[int, str]], votes: Iterable[Vote]) -> Vote | None:
    """Where the page prints the name that its address is made of: in a line of rights, beside its author, or in another place that names it."""
    told = [(0, text) for field in ("author", "copyright") for text in facts.meta.get(field, ())]
    places = [*rights, *told, *((vote.line, vote.name) for vote in votes)]
    every = ((line, part) for line, text in places for part in re.split(r"[,|©]|\.\s", text))
    return next((Vote(name, SPELLED, 2 * TELLING, line, part.strip()) for line, part in every if (name := spelled(label, part))), None)


def spelled(label: str, text: str) -> str:
    """The words of a text that an address is made of: "The Merrow Courier" in "2019 The Merrow Courier and its companies" for "merrowcourier". A short
    text that begins so, or has other words between, is the name as a whole: "Merrow Courier Weekly", "Merrow Bay Courier". Else nothing."""
    text = re.sub(r"^(?:19|20)\d\d(?:\s?[-–—]\s?(?:19|20)?\d\d)?\s*", "", OWNER.sub("", text.strip())).strip(" .:;-–—")
    parts = text.split()
    plain = [_squeezed(_key(part)) for part in parts]
    rest, used = label, 0
    for at, part in enumerate(plain):
        if rest and part and rest.startswith(part):
            rest, used = rest[len(part) :], at + 1
    if not rest and used > 1 and is_paper_form(text):
        return text
    for start in range(len(parts)):
        stop = next((stop for stop in range(start + 2, len(parts) + 1) if len("".join(plain[start:stop])) >= len(label)), start)
        if stop > start and "".join(plain[start:stop]) == label and parts[start][:1].isupper():
            return " ".join(parts[start - (parts[start - 1] in ARTICLES if start else 0) : stop])
    return ""


def _plain(text: str, own: list[Outlet]) -> str:
    """A publisher's name without what is printed around it; nothing where it is none."""
    text = OWNER.sub("", " ".join(unescape(text).split())).strip(" .,:;|-–—©")
    text = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", text) if DOMAIN.fullmatch(re.sub(r"^https?://|/$", "", text)) else text
    if not 1 <= len(text) <= 60 or size(text) > 8 or text.startswith("@") or "//" in text or not re.search(r"[^\W\d_]", text):
        return ""
    known = _known(text, own) or (by_address(text) if DOMAIN.fullmatch(text) else None)
    return known.name if known else text


def _known(name: str, own: list[Outlet]) -> Outlet | None:
    """The outlet of a name; those of the page's own addresses are asked first, for two can have one name."""
    return next((outlet for outlet in own if fold(name) in {fold(one) for one in (outlet.name, *outlet.also)}), None) or by_name(name)


def _key(name: str) -> str:
    """What makes two names one: no article, no accents, no address's end, no spaces."""
    if DOMAIN.fullmatch(name):
        return _label(name.lower())
    text = unicodedata.normalize("NFKD", fold(name))
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = TAIL.sub("", SUFFIX.sub("", re.sub(r"^(?:the|der|die|das) ", "", text)))
    return _squeezed(text)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _form(votes: list[Vote], own: list[Outlet]) -> str:
    """How the name is written: as it is known, else as a name rather than an address, and as most places have it."""
    if known := next((found for vote in votes if (found := _known(vote.name, own))), None):
        return known.name
    counts: Counter[str] = Counter()
    for vote in votes:
        address = DOMAIN.fullmatch(vote.name) is not None
        quality = 0.2 if address or vote.name.islower() else 0.6 if TAIL.search(vote.name) or (vote.name.isupper() and len(vote.name) > 5) else 1.0
        counts[vote.name] += quality * vote.weight  # type: ignore[assignment]  # a counter of weights
    return max(counts, key=lambda name: counts[name])


# -------------------------------------------------------------------------------------------------------------- address


def _hosts(tree: Any, facts: Facts, address: Finding | None) -> dict[str, str]:
    """The page's hosts: that of its address, that of the address it is shared by, and the one most of its links lead to."""
    links: Counter[str] = Counter()
    for href in tree.xpath("//a/@href|//link[@rel='alternate' or @rel='amphtml' or @rel='shortlink']/@href"):
        if (found := re.match(r"https?://(?:www\.)?([\w.-]+)", href)) and not re.search(r"facebook|twitter|youtube|instagram|google|linkedin", found[1]):
            links[found[1].lower()] += 1
    most, count = links.most_common(1)[0] if links else ("", 0)
    told = {
        "its address": _host(address.value if address else ""),
        "the address that it is shared by": _host(facts.one("og:url") or ""),
        "the address of its links": most if count >= 5 and count > 0.4 * links.total() else "",
    }
    return {rule: host for rule, host in told.items() if host}


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _label(host: str) -> str:
    """The name in a host: "elpais" of english.elpais.com."""
    parts = host.split(".")
    if len(parts) < 2:
        return ""
    place = -3 if len(parts) > 2 and parts[-2] in SECOND else -2
    return _squeezed(parts[place])
