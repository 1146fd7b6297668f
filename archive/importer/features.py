"""What is seen of each line before it is labelled: numbers from 0 to 1, most of them yes or no."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from archive.importer.dates import is_age, stamps
from archive.importer.language import FUNCTION_WORDS
from archive.importer.lexicon import categories, fold, patterns
from archive.importer.lines import Line, terminal
from archive.importer.outlets import agencies_in, only_outlets
from archive.importer.people import GLUED_BY, addressed, byline, is_name_line

Features = dict[str, float]
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NAMED_CREDIT = re.compile(
    r"(?:[A-ZÀ-Þ][\w.'’-]*\.? ){1,4}(?:for|via) (?:the |The )?[A-Z]|(?:[A-ZÀ-Þ][\w.'’-]+ ){1,3}\([A-Z][^()]{2,30}\)$"
    r"|.{20,}[.!?”\"] (?:[A-ZÀ-Þ][\w.'’-]+ ){1,3}(?:for|/|via) (?:[Tt]he )?[A-Z][\w ]+$"
)
BRACKETED_CREDIT = re.compile(r"\((?:[\w.'’-]+ ){0,4}[\w.'’-]+ ?/ ?(?:[\w.'’-]+ ?){1,5}\)$")
SLASHED_CREDIT = re.compile(r".{20,}[\s.!?”\")][A-ZÀ-Þ@][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){0,3} ?/ ?[A-ZÀ-Þ][\w.'’-]*(?: (?:via )?[A-ZÀ-Þ][\w.'’-]*){0,3}$")
TOLD_CREDIT = re.compile(
    r"(?i)[(\[]\s?(?:image|photo|picture|pic|foto|bild|photograph|video|credit|crédito?)s?(?: ?credit| by)?\s?:[^()\[\]]{1,60}[)\]]\W*$|/\s?via\s\w"
)
"""A caption that ends with whose the picture is: "(Image credit: Jane Doe)", "Jane Doe/via Reuters"."""
WHOSE = re.compile(r"(?i)(?:image|photo|picture|foto|bild|photograph)s?(?: ?credit| by)?\s?[:：]")
"""A line that says that whose a picture is stands in the next."""
RIGHTS = re.compile(r"\W*(?:©|\(c\)|copyright:?\s*(?:©|\(c\)|(?=(?:19|20)\d\d)))\s*(.*)", re.I)
POST = re.compile(r"(?:[—–-]\s?|&mdash;\s?).{1,60}\(@\w+\)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# in lines of up to so many words is the start of a line believed
BELIEVED = {
    "share": 12, "nav": 14, "account": 26, "newsletter": 34, "cookie": 200, "advert": 14, "related": 24, "comments": 90, "reply": 14, "legal": 60,
    "tags": 30, "readtime": 9, "by": 26, "credits": 60, "photo": 40, "role": 8, "highlight": 6, "published": 26, "updated": 26, "outro": 200,
}  # fmt: skip
BESIDE = (
    "prose", "long", "ended", "tiny", "label", "date", "share", "nav", "account", "newsletter", "advert", "related", "comments", "reply", "legal", "tags",
    "readtime", "by", "names", "role", "photo", "published", "updated", "speaker", "ago", "highlight", "bullet", "linked", "heading", "quoted", "credits",
)  # fmt: skip
OPENS = {
    "comments": ("comments", "speaker"),
    "tail": ("outro", "bio", "related", "legal", "tags", "comments", "share", "account", "newsletter", "linked", "nav", "ago"),
}
WIDTHS = (1, 3, 6, 10, 15, 25, 40)
LONGEST_OWNER = 8  # words of whose a picture is
LIKE_PROSE = 0.6
LABEL_COSTS = 6.0
BOILERPLATE = ("share", "nav", "account", "newsletter", "cookie", "advert", "legal", "tags", "readtime", "reply")


@lru_cache(maxsize=8192)
def size(text: str) -> float:
    """Words, with two signs of a script without spaces to a word; a line that has no spaces at all is long, too."""
    wide = len(CJK.findall(text))
    return max(len(CJK.sub(" ", text).split()) + wide / 1.8, len(text) / 40)


def function_words(text: str) -> float:
    """The share of words that carry grammar; 0.4 for scripts in which they are not known."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not words or not re.search(r"[a-zа-я]", text.lower()):
        return 0.4
    return sum(word in FUNCTION_WORDS for word in words) / len(words)


@lru_cache(maxsize=8192)
def sentence_like(text: str) -> float:
    """How much a line is prose: 0 for labels, 0.6 for a short sentence, 1 for a long one with grammar in it."""
    length = size(text)
    if not terminal(text) and length < 22:
        return 0.0
    if length < 5:
        return 0.2
    grammar = function_words(text)
    if length >= 14 and grammar >= 0.18:
        return 1.0
    return 0.6 if grammar >= 0.1 or terminal(text) else 0.3


@lru_cache(maxsize=8192)
def mostly_date(text: str) -> bool:
    """Whether a line is a date and little else."""
    found = stamps(text)
    rest = len(text) - sum(stamp.end - stamp.start for stamp in found)
    return bool(found) and (rest <= 45 or rest <= 0.6 * len(text)) and size(text) <= 26


def features(lines: Sequence[Line], own: Sequence[Features], headlines: Sequence[Features]) -> list[Features]:
    """The features of every line of a capture, from those that each has by itself (`own_features`); `headlines` tells how
    well each would be the headline (see `titles.marks`)."""
    prose = [sentence_like(line.text) if not one.get("furniture") else 0.0 for line, one in zip(lines, own, strict=True)]
    mass = [min(size(line.text), 60.0) for line in lines]
    out = [dict(one) for one in own]
    _mark_neighbours(out, own, lines, prose, mass)
    _mark_core(out, lines, prose, mass)
    for one, marks in zip(out, headlines, strict=True):
        one.update(marks)
    _mark_beside(out)
    return out


def own_features(lines: Sequence[Line]) -> list[Features]:
    """What each line shows by itself."""
    counts = Counter(line.text.casefold() for line in lines)
    out = [_own(line, counts) for line in lines]
    for at, one in enumerate(out):
        if at and WHOSE.fullmatch(lines[at - 1].text) and _is_owner(lines[at].text, out[at : at + 3]):
            one["photo"] = 1.0
        if one.get("photo") and is_rights_line(lines[at].text, closing=_closes(out, at)):
            del one["photo"]
    return out


def _is_owner(text: str, seen: Sequence[Features]) -> bool:
    """Whether a line below one that says "Image:" can tell whose it is: no sentence or byline, and nothing that makes it one stands below."""
    signs = ("by", "role", "date", "published", "updated", "photo")
    return size(text) <= LONGEST_OWNER and not seen[0]["ended"] and not seen[0].get("by") and not any(one.get(sign) for one in seen[1:] for sign in signs)


def is_rights_line(text: str, closing: bool = False) -> bool:
    """Whether a line tells whose the text is, not whose a picture: a mark of copyright with a year or with reserved rights;
    with a bare name where it is the `closing` line below the text."""
    found = RIGHTS.match(text)
    if found is None or patterns()["photo"].inside.search(fold(found[1])):
        return False
    return closing or bool(YEAR.search(found[1]) or patterns()["legal"].inside.search(fold(text)))


def is_post(text: str) -> bool:
    """Whether a line signs a message of a social network, quoted in a report: "— Jane Doe (@janedoe) 12 March 2013"."""
    return POST.match(text) is not None


def _closes(own: Sequence[Features], at: int) -> bool:
    """Whether text stands above a line, and none below it."""
    return not any(one["prose"] >= LIKE_PROSE for one in own[at + 1 :]) and sum(one["prose"] >= LIKE_PROSE for one in own[:at]) > 1


def _mark_neighbours(out: list[Features], own: Sequence[Features], lines: Sequence[Line], prose: Sequence[float], mass: Sequence[float]) -> None:
    writers = _writers(lines, own)
    teasers = [
        prose[at] > 0 and size(lines[at].text) < 28 and _is_label(lines, at - 1) and (at + 1 == len(lines) or _is_label(lines, at + 1))
        for at in range(len(lines))
    ]
    solid = [0.3 * one if teaser else one for one, teaser in zip(prose, teasers, strict=True)]
    for at, one in enumerate(out):
        above, below = range(max(0, at - 4), at), range(at + 1, min(len(lines), at + 5))
        one["before"], one["after"] = _weighed(solid, mass, above), _weighed(solid, mass, below)
        one["next_prose"] = max(solid[at + 1 : at + 3], default=0.0)
        one["last_prose"] = max(solid[max(0, at - 2) : at], default=0.0)
        told = {
            "bio": bool(prose[at]) and any(line_starts(lines[at].text, writer) for writer in writers),
            "after_highlight": _under_highlights(own, prose, at),
            "twice": _stands_twice(lines, at),
            "credit_next": _credit_follows(own, lines, at),
            "meta_next": one["before"] < 0.5 and any(other.get(name) for other in own[at + 1 : at + 4] for name in ("date", "published", "readtime", "by")),
            "after_related": _follows_related(own, prose, lines, at),
            "teaser": teasers[at],
        }
        one.update({name: 1.0 for name, holds in told.items() if holds})


def _under_highlights(own: Sequence[Features], prose: Sequence[float], at: int) -> bool:
    return any(other.get("highlight") for other in own[max(0, at - 5) : at]) and prose[at] < 1 and not own[at].get("date") and not own[at].get("by")


def _stands_twice(lines: Sequence[Line], at: int) -> bool:
    text = lines[at].text
    return size(text) >= 4 and any(_covers(lines[other].text, text) for other in (at - 2, at - 1, at + 1, at + 2) if 0 <= other < len(lines))


def _credit_follows(own: Sequence[Features], lines: Sequence[Line], at: int) -> bool:
    if at + 1 >= len(own) or size(lines[at + 1].text) >= 12:
        return False
    return bool(own[at + 1].get("photo") or (own[at + 1].get("names") and lines[at + 1].text.isupper()))


def _mark_core(out: list[Features], lines: Sequence[Line], prose: Sequence[float], mass: Sequence[float]) -> None:
    """Where a line stands to the core (the run of lines with the most prose), and how much it speaks of the same things."""
    first, last = core(prose, mass)
    told = Counter(word for at in range(first, last) if prose[at] == 1 for word in content_words(lines[at].text))
    for at, one in enumerate(out):
        away = first - at if at < first else at - last + 1
        where = "in_core" if first <= at < last else "above_core" if at < first else "below_core"
        one[where] = 1.0
        if where != "in_core":
            one[f"near_{where}"] = max(0.0, 1 - away / 12)
        elif at - first < 3:
            one["begins_core"] = 1.0
        words = content_words(lines[at].text)
        if len(words) >= 3 and told:
            known = sum(told[word] > (1 if where == "in_core" and prose[at] == 1 else 0) for word in words) / len(words)
            one["kin"], one["stranger"] = known, float(known < 0.2)


def core(prose: Sequence[float], mass: Sequence[float]) -> tuple[int, int]:
    """(first, after the last) of the run of lines in which prose outweighs labels the most; (0, 0) where there is none."""
    best, run, first = 0.0, 0.0, 0
    found = (0, 0)
    for at, (share, words) in enumerate(zip(prose, mass, strict=True)):
        worth = words * share if share >= LIKE_PROSE else -LABEL_COSTS
        if run <= 0:
            run, first = 0.0, at
        run += worth
        if run > best:
            best, found = run, (first, at + 1)
    return found


@lru_cache(maxsize=8192)
def content_words(text: str) -> frozenset[str]:
    """The words that tell what a text is about; pairs of signs where a script has no spaces."""
    if CJK.search(text):
        signs = re.sub(r"\W", "", text)
        return frozenset(signs[at : at + 2] for at in range(len(signs) - 1))
    return frozenset(word for word in re.findall(r"[^\W_]{4,}", fold(text)) if word not in FUNCTION_WORDS)


def _mark_beside(out: list[Features]) -> None:
    """Each line is told what the lines just above and below it are like."""
    kinds = [[name for name in BESIDE if one.get(name)] for one in out]
    for at, one in enumerate(out):
        for side, other in (("up", at - 1), ("down", at + 1)):
            if not 0 <= other < len(out):
                one[f"{side}:none"] = 1.0
                continue
            for name in kinds[other]:
                one[f"{side}:{name}"] = 1.0


def _follows_related(own: Sequence[Features], prose: Sequence[float], lines: Sequence[Line], at: int) -> bool:
    """Whether only labels stand between a line and a word like "Related" above it."""
    if own[at].get("comments") or prose[at] == 1 or (terminal(lines[at].text) and size(lines[at].text) > 14):
        return False
    if any(one == 1 for one in prose[at + 1 : at + 4]) and prose[at] > 0:
        return False
    if prose[at] > 0 and at + 1 < len(lines) and prose[at + 1] > 0:
        return False
    for back in range(at - 1, max(-1, at - 9), -1):
        if own[back].get("related"):
            return "related=" in categories(lines[back].text) or size(lines[back].text) <= 4.5
        if own[back].get("comments") or prose[back] == 1 or (prose[back] > 0.3 and at - back > 4):
            return False
    return False


def _writers(lines: Sequence[Line], own: Sequence[Features]) -> frozenset[str]:
    """Names that stand in bylines, or alone on a line, of two words at least."""
    rows = [line.text for line, one in zip(lines, own, strict=True) if (one.get("by") or one.get("names")) and size(line.text) <= 14]
    return frozenset(name for text in rows[:40] for name in byline(text) if " " in name)


def line_starts(text: str, name: str) -> bool:
    """Whether a line begins with a name, and goes on."""
    return len(text) > len(name) + 3 and text[: len(name)].casefold() == name.casefold() and not text[len(name)].isalnum()


def _is_label(lines: Sequence[Line], at: int) -> bool:
    """Whether a line could be the headline of a teaser."""
    return at >= 0 and not terminal(lines[at].text) and 2 < size(lines[at].text) < 20 and not lines[at].text[:1].islower()


def _covers(other: str, text: str) -> bool:
    """Whether one of two neighbours begins with the whole of the other (a caption printed twice)."""
    first, second = sorted((other.casefold(), text.casefold()), key=len)
    return len(first) >= 20 and second.startswith(first.rstrip("."))


def _weighed(prose: Sequence[float], mass: Sequence[float], where: range) -> float:
    total = sum(mass[at] for at in where)
    return sum(prose[at] * mass[at] for at in where) / total if total else 0.0


def _own(line: Line, counts: Counter[str]) -> Features:
    text, length = line.text, size(line.text)
    known = categories(text)
    ended = terminal(text)
    out: Features = {
        "bias": 1.0,
        "length": min(length / 30, 1.5),
        "prose": sentence_like(text),
        "long": float(length >= 16),
        "ended": float(ended),
        "tiny": float(length <= 2.5),
        "label": float(length <= 14 and not ended),
        "wordy": float(14 < length < 22 and not ended),
        "lower": float(text[:1].islower()),
        "quoted": float(text[:1] in "\"“„«‘»「'–—"),
        "heading": min(line.level, 1) * 1.0,
        "bullet": float(bool(line.bullet)),
        "linked": line.linked,
        "apart": float(line.apart),
        "repeated": float(counts[text.casefold()] > 1),
        "date": float(mostly_date(text)),
        f"words_{next((width for width in WIDTHS if length <= width), 'many')}": 1.0,
        f"ends_{last_sign(text)}": 1.0,
        "capitals": _capitals(text),
        "upper": float(text.isupper()),
        "digits": sum(sign.isdigit() for sign in text) / len(text),
        "grammar": min(function_words(text), 0.6),
        "gap": float(line.gap),
    }
    for name in (
        "share",
        "nav",
        "account",
        "newsletter",
        "cookie",
        "advert",
        "related",
        "comments",
        "reply",
        "legal",
        "tags",
        "readtime",
        "by",
        "credits",
        "photo",
        "role",
        "highlight",
        "published",
        "updated",
        "outro",
    ):
        if f"{name}=" in known or (name in known and _believed(name, length, ended)):
            out[name] = 1.0
    if (length <= 8 and GLUED_BY.match(text)) or (length <= 12 and addressed(text)):
        out["by"] = 1.0
    out["furniture"] = float(any(out.get(name) for name in BOILERPLATE) and length < 40)
    if (
        not out.get("by")
        and length <= 40
        and not ended
        and NAMED_CREDIT.match(text)
        and not agencies_in(text[-12:])
        and (length <= 8 or re.search(r"[.!?”\"] \S+ .{1,40}$", text))
    ):
        out["photo"] = 1.0
    if length <= 60 and (BRACKETED_CREDIT.search(text) or (not ended and not out["date"] and SLASHED_CREDIT.match(text))):
        out["photo"] = 1.0
    if length <= 60 and not out.get("by") and TOLD_CREDIT.search(text):
        out["photo"] = 1.0
    if length <= 8 and only_outlets(text):
        out["agency"] = 1.0
    if length <= 8 and not ended and is_name_line(text):
        out["names"] = 1.0
    if re.search(r"^\S.{0,40}\s(?:wrote|says|said|schrieb|escribió|a écrit|disse|zegt|пишет)\s?:?$|^\S{2,30}\s·\s", text) and length < 8:
        out["speaker"] = 1.0
    if is_age(text):
        out["ago"] = 1.0
    for zone, cues in OPENS.items():
        out[f"opens_{zone}"] = float(any(out.get(cue) for cue in cues))
    return out


def last_sign(text: str) -> str:
    """How a line ends: like a sentence, with another mark, or in a word."""
    if terminal(text):
        return "question" if text.rstrip("\"'”’») ").endswith(("?", "？")) else "stop"
    return {":": "colon", "：": "colon", ",": "comma", ";": "comma", "…": "dots", ")": "bracket", "”": "quote", '"': "quote", "-": "dash", "—": "dash"}.get(
        text[-1:], "word"
    )


def _capitals(text: str) -> float:
    """The part of its words that begin with a capital."""
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) / len(words) if len(words) > 1 else 0.0


def _believed(name: str, length: float, ended: bool) -> bool:
    """Opening words are believed in short lines; in long sentences only where they can mean nothing else."""
    if name == "by" and ended and length > 9:
        return False
    if name in ("share", "related", "nav") and ended and length > 9:
        return False
    return length <= BELIEVED[name]
