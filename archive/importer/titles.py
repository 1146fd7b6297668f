"""The headline: which line it is, and where a page's title ends and its site's name begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.importer.features import Features, sentence_like, size
from archive.importer.language import FUNCTION_WORDS
from archive.importer.lexicon import categories, fold
from archive.importer.lines import Line
from archive.importer.outlets import by_name
from archive.importer.people import GLUED, with_role

PARTS = re.compile(r"\s*(?:\s[|–—·•»›«-]\s|\s?[|｜»│ㅣ]\s?|\s::?\s|_|－|--|:\s(?=[A-Z][\w ]+$))\s*")
FENCES = ("|", "_", "--", "｜", "│", "ㅣ")  # no headline has these within it
MARKS = (*FENCES, "-", "–", "—", "»", "·")
NEAR = 40
LONGEST_TRAIL = 60
SHORT = 4  # words of a label
FURNITURE = {"nav", "share", "account", "legal", "advert", "related", "comments", "cookie", "newsletter"}
TRAIL = re.compile(r"\s*[|›»>]\s*|\s/\s")
CRUMBS = re.compile(r"^[^›»>]{2,25}\s[›»>]\s")


@dataclass(frozen=True, slots=True)
class PageTitle:
    """A page's title taken apart: the headline and the site, where they could be told."""

    whole: str
    headline: str
    site: str | None
    sure: bool


def split_title(whole: str, lines: Sequence[str] = (), site: str | None = None) -> PageTitle:
    """Parts "Headline | Site". A part that stands alone as a line (`lines`), or the known `site`, decides."""
    whole = " ".join(whole.split())
    places = [(found.start(), found.end()) for found in PARTS.finditer(whole)]
    standing = {fold(line) for line in lines}
    for start, end in places[::-1]:
        left, right = whole[:start].strip(), whole[end:].strip()
        if fold(left) in standing and size(left) >= 2 and size(left) >= size(right) - 3:
            return PageTitle(whole, left, _site(right), True)
    for start, end in places:
        left, right = whole[:start].strip(), whole[end:].strip()
        if fold(right) in standing and size(right) >= 4:
            return PageTitle(whole, right, _site(left, 0), True)
    if fold(whole) in standing:
        return PageTitle(whole, whole, None, True)
    head, name, last = whole, None, ""
    while (cuts := list(PARTS.finditer(head))) and (found := cuts[-1]):
        right, mark = head[found.end() :].strip(), found[0].strip()
        known, room = _is_site(right, site), size(head[: found.start()]) >= 4
        section = mark == last and mark in FENCES and size(right) <= 2
        if not (known or (room and section) or (room and name is None and size(right) <= 4 and mark in MARKS and _like_a_site(right, mark))):
            break
        name = right if known or not name else name
        head, last = head[: found.start()].strip(), mark
    first = PARTS.search(head)
    if first and _is_site(head[: first.start()], site):
        name, head = name or head[: first.start()], head[first.end() :]
    return PageTitle(whole, head or whole, name, False)


def _site(text: str, place: int = -1) -> str | None:
    """The site's name: the known part, or that at the end of the title."""
    parts = [part.strip() for part in PARTS.split(text) if part and part.strip() and not {"share=", "nav="} & categories(part)]
    known = [part for part in parts if by_name(part)]
    return (known or parts or [None])[place] if size((known or parts or [""])[place]) <= 7 else None


def _is_site(text: str, site: str | None) -> bool:
    return bool(text) and (
        by_name(text) is not None
        or (site is not None and fold(text) == fold(site))
        or re.fullmatch(r"[\w-]+\.(?:com|org|net|co\.uk|\w\w)", text.lower()) is not None
    )


def _like_a_site(text: str, mark: str) -> bool:
    """Whether the last part of a title has the form of a name; after a dash a headline can go on, in small letters or with a quotation."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'’-]*", text) if word.lower() not in FUNCTION_WORDS]
    return mark in FENCES or (not re.match(r"[\"'“”„‘’«»]", text) and not text[:1].islower() and not any(word[0].islower() for word in words))


def is_trail(text: str) -> bool:
    """Whether a line is a trail of sections, "Home / World / Asia": short parts between marks."""
    parts = [part for part in TRAIL.split(text) if part.strip()]
    return (len(parts) > 2 or (bool(parts) and TRAIL.search(text.strip()[-2:] + " ") is not None)) and all(size(part) <= 3 for part in parts)


def page_title(lines: Sequence[Line]) -> PageTitle | None:
    """The page's title, where the capture begins with one: it has a site's name, or stands again as a line."""
    for at, line in enumerate(lines[:3]):
        if FURNITURE & categories(line.text):
            continue
        others = [other.text for other in lines[at + 1 :]]
        found = split_title(line.text, others)
        if found.sure and size(found.headline) >= 2.5 and (found.headline != found.whole or _stands_above_text(found.whole, others)):
            return found
        if at == 0 and found.site and size(found.headline) >= 4 and _similar(found.headline, others):
            return found
    return None


def _stands_above_text(headline: str, texts: Sequence[str]) -> bool:
    """Whether a line of some words stands again above the third sentence of some lines: below it, or shorter, it is the name of a section or a picture."""
    prose = [at for at, text in enumerate(texts) if one_is_prose(text)]
    return size(headline) >= SHORT and fold(headline) in {fold(text) for text in (texts[: prose[2]] if len(prose) > 2 else texts)}


def _similar(headline: str, others: Sequence[str]) -> bool:
    return any(likeness(headline, other) > 0.55 for other in others[:200])


def likeness(one: str, other: str) -> float:
    """How many words two headlines share, of those that either has (Jaccard)."""
    first, second = _content(one), _content(other)
    return len(first & second) / len(first | second) if first and second else 0.0


def _content(text: str) -> frozenset[str]:
    words = re.findall(r"[^\W_]{3,}", fold(text))
    if re.search(r"[\u3040-\u30ff\u3400-\u9fff]", text):
        signs = re.sub(r"\W", "", text)
        return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))
    return frozenset(words) - FUNCTION_WORDS


def marks(lines: Sequence[Line], seen: Sequence[Features]) -> list[Features]:
    """What speaks for and against each line as the headline, from -10 upwards: the sum as "headline", and its parts."""
    page = page_title(lines)
    leads = _leads(lines, seen)
    small_print = " ".join(fold(line.text) for line, one in zip(lines, seen, strict=True) if one.get("legal"))
    out = []
    for at, line in enumerate(lines):
        parts = _parts(at, lines, seen, page, leads)
        parts["title_site"] = -5.0 if _names_site(line.text, small_print) else 0.0
        out.append({name: value / 10 for name, value in parts.items()} | {"headline": max(-1.0, min(sum(parts.values()) / 10, 1.0))})
    return out


def _names_site(text: str, small_print: str) -> bool:
    """Whether a line is a publisher's name (a known one, or that of the copyright line) or a trail of sections."""
    return by_name(text) is not None or CRUMBS.search(text) is not None or is_trail(text) or (1 <= size(text) <= 6 and fold(text) in small_print)


def _parts(at: int, lines: Sequence[Line], seen: Sequence[Features], page: PageTitle | None, leads: dict[int, frozenset[str]]) -> Features:
    text, one = lines[at].text, seen[at]
    length = size(text)
    return {
        "title_length": 0.0 if 4 <= length <= 18 else -1.0 if 2.5 < length < 28 else -4.0,
        "title_form": _form(text, one) + {1: 3.5, 2: 1.0}.get(lines[at].level, 0.0),
        "title_page": _by_page_title(at, text, page, lines),
        "title_dated": _below(at, seen, ("date", "published", "updated", "ago")) + 0.5 * any(other.get("date") for other in seen[max(0, at - 2) : at]),
        "title_signed": _below(at, seen, ("by", "readtime", "names")),
        "title_menu": -1.0 * any(other.get("nav") or other.get("account") for other in seen[at + 1 : at + 3]),
        "title_told": 3.2 * _overlap(at, text, leads),
        "title_split": -4.0 if page is None and "|" in text and split_title(text, [line.text for line in lines[at + 1 : at + 30]]).sure else 0.0,
        "title_place": _standing(at, lines, seen, page),
        "title_glued": -5.0 if _ends_in(text, [line.text for line in lines[at + 1 : at + 4]]) else 0.0,
        "title_again": 2.0 if length >= 3 and any(_ends_in(line.text, [text]) for line in lines[max(0, at - 3) : at]) else 0.0,
        "title_doubled": 0.8 if length >= 4 and any(0 <= other < len(lines) and lines[other].text == text for other in (at - 1, at + 1)) else 0.0,
        "title_pictured": -2.0 if one.get("photo") or (one["ended"] and at + 1 < len(lines) and seen[at + 1].get("photo")) else 0.0,
        "title_under": -1.6 if _is_under_headline(at, lines, seen) else 0.0,
        "title_over": -0.5 if at + 1 < len(lines) and length <= 4 and plausible(lines[at + 1], seen[at + 1]) else 0.0,
        "title_section": -1.0 if length <= 5 and _above_longer(at, lines, seen) else 0.0,
    }


def _form(text: str, one: Features) -> float:
    form = 0.3 if not one["ended"] or re.search(r"(?:\b[A-Z]\.){2,}$", text) else 0.2 if text.endswith(("?", "!", "’", "”", '"', "'")) else -1.6
    form -= 4.0 if any(one.get(kind) for kind in ("date", "by", "tags", "readtime")) or (one.get("role") and with_role(text)) else 0.0
    form -= 3.0 if one["furniture"] or (size(text) <= SHORT and any(one.get(kind) for kind in ("published", "updated"))) else 0.0
    form -= 1.5 if one["lower"] and not re.match(r"\w+[A-Z]|\d", text) else 0.0  # a piece of a sentence; but "eBay" begins one
    form -= 3.0 if len(GLUED.findall(text)) > 2 else 0.0  # a menu whose items ran together
    return form - (2.5 if text.endswith((":", ",", ";", "—", " –", " -")) else 0.0)


def _ends_in(text: str, others: Sequence[str]) -> bool:
    """Whether a line ends with the whole of another of at least three words, after a trail of sections that ran into it; or has the whole of
    a longer one within it."""
    return any(
        size(other) >= 3 and 3 <= len(text) - len(other) <= LONGEST_TRAIL and (text.endswith(other) or (size(other) > SHORT and other in text[1:]))
        for other in others
    )


def _below(at: int, seen: Sequence[Features], names: tuple[str, ...]) -> float:
    """What a date or byline within the next lines speaks for a headline; the nearer the more."""
    return max((1.1 - 0.12 * away for away, other in enumerate(seen[at + 1 : at + 8]) if any(other.get(name) for name in names)), default=0.0)


def _standing(at: int, lines: Sequence[Line], seen: Sequence[Features], page: PageTitle | None) -> float:
    fresh = at == 0 or seen[at - 1]["tiny"] or seen[at - 1]["furniture"] or seen[at - 1].get("date")
    again = seen[at]["repeated"] and not (page and fold(page.headline) == fold(lines[at].text))
    highlighted = any(other.get("highlight") for other in seen[max(0, at - 5) : at])
    return 0.2 + (0.8 if at == 0 else 0.4 if at <= 2 else 0.0) + (0.7 if fresh else 0.0) - (0.8 if again else 0.0) - (3.0 if highlighted else 0.0)


def _is_under_headline(at: int, lines: Sequence[Line], seen: Sequence[Features]) -> bool:
    """Whether the line above could be a headline; dates and bylines between do not part the two."""
    for other in range(at - 1, max(-1, at - 4), -1):
        if plausible(lines[other], seen[other]):
            return True
        if not any(seen[other].get(kind) for kind in ("date", "by", "names", "readtime")):
            return False
    return False


def _above_longer(at: int, lines: Sequence[Line], seen: Sequence[Features]) -> bool:
    """Whether the next line is more like a headline, so that this one is its section or kicker."""
    return at + 1 < len(lines) and size(lines[at + 1].text) > size(lines[at].text) + 2 and plausible(lines[at + 1], seen[at + 1])


def plausible(line: Line, one: Features) -> bool:
    """Whether a line could be a headline, so that the next is more like its deck."""
    kinds = ("furniture", "date", "by", "names", "related", "comments", "photo", "role", "bullet", "published")
    return 4 <= size(line.text) <= 22 and not one["ended"] and not any(one.get(kind) for kind in kinds)


def _by_page_title(at: int, text: str, page: PageTitle | None, lines: Sequence[Line]) -> float:
    if page is None:
        return 0.0
    if fold(text) == fold(page.headline):
        return 5.0 if any(fold(other.text) == fold(page.whole) for other in lines[:at]) or page.whole != page.headline else 2.5
    if fold(text) == fold(page.whole):
        return 1.5 if page.site and not page.sure else -6.0 if page.sure and page.headline != page.whole else 0.0
    if fold(page.headline) in fold(text) and size(text) > size(page.headline):
        return -3.0
    close = likeness(text, page.headline)
    return 4.0 * close if close > 0.5 and size(text) >= 3 else 0.0


def _leads(lines: Sequence[Line], seen: Sequence[Features]) -> dict[int, frozenset[str]]:
    """The words of each prose line."""
    return {at: _content(line.text) for at, line in enumerate(lines) if one_is_prose(line.text) and not seen[at]["furniture"]}


def one_is_prose(text: str) -> bool:
    return sentence_like(text) >= 0.6 and size(text) >= 10


def _overlap(at: int, text: str, leads: dict[int, frozenset[str]]) -> float:
    """The part of the line's words that the next four prose lines have, too."""
    words = _content(text)
    following = [leads[other] for other in range(at + 1, at + NEAR + 1) if other in leads][:4]
    if not words or not following:
        return 0.0
    return len(words & frozenset().union(*following)) / len(words)
