"""The words that a search may use for what stands in a record: folded, respelt, squeezed, cut into pairs.

Pure functions over text, with the rules of spelling in tables: a language is a line in SPELLINGS, a letter one in LETTERS.
The reader's browser folds a query by the same LETTERS; the page hands them over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from archive.model.letters import LETTERS, fold

TYPED = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
"""Letters that are also typed as two where a keyboard lacks them, in names of any language."""

Rules = tuple[tuple[str, str], ...]
SPELLINGS: dict[str, Rules] = {
    # British and American; each rule is tried on every word, so each stands in both directions
    "en": (
        (r"is(e|ed|es|ing|ation|ations|er|ers)$", r"iz\1"),
        (r"iz(e|ed|es|ing|ation|ations|er|ers)$", r"is\1"),
        (r"ys(e|ed|es|ing)$", r"yz\1"),
        (r"yz(e|ed|es|ing)$", r"ys\1"),
        (r"(?<=..)our(s|ed|ing|able|al|ite|ites|hood|hoods)?$", r"or\1"),
        (r"(?<=[bvnld])or(s|ed|ing|able|al|ite|ites|hood|hoods)?$", r"our\1"),
        (r"enc(e|es|eless)$", r"ens\1"),
        (r"ens(e|es|eless)$", r"enc\1"),
        (r"(?<=[tbh])re(s|d)?$", r"er\1"),
        (r"(?<=[aeioun]t)er(s|ed)?$", r"re\1"),
        (r"(?<=[aeiou]b)er(s)?$", r"re\1"),
        (r"ogue(s)?$", r"og\1"),
        (r"(?<=[aeiou]l)og(s)?$", r"ogue\1"),
        (r"ll(ed|ing|er|ers)$", r"l\1"),
        (r"(?<=[aeiou])l(ed|ing|er|ers)$", r"ll\1"),
        (r"(?<=gr)am(s)?$", r"amme\1"),
        (r"(?<=gr)amme(s)?$", r"am\1"),
        (r"ae", r"e"),
    ),
    "de": ((r"ss", r"ß"), (r"ph", r"f"), (r"ae", r"ä"), (r"oe", r"ö"), (r"ue", r"ü")),
    "fr": ((r"œ", r"oe"), (r"aî", r"ai"), (r"oû", r"ou"), (r"clef", r"clé"), (r"clé", r"clef")),
    "pt": ((r"c([tç])", r"\1"), (r"p([tç])", r"\1")),
}

ARTICLES: dict[str, tuple[str, ...]] = {
    "en": ("the", "a", "an"),
    "fr": ("le", "la", "les", "l'"),
    "de": ("der", "die", "das"),
    "es": ("el", "la", "los", "las"),
    "it": ("il", "lo", "la", "i", "gli", "le", "l'"),
    "nl": ("de", "het"),
    "pt": ("o", "a", "os", "as"),
}
"""Words that may lead a name or be left out of it; the first of each stands for all where one is added."""

UNASKED: dict[str, str] = {
    "en": "a an the of in on at to by for from with about and or is are was were be been do does did has have had who whom what when where which why how",
    "fr": "le la les un une des du de d l au aux en dans sur par pour avec et ou est sont était a ont qui que qu quoi quand où comment pourquoi quel quelle",
    "de": "der die das den dem des ein eine einen einem eines in im an am auf zu zum zur von vom mit für über und oder ist sind war wer was wann wo wie warum",
    "es": "el la los las un una unos unas de del al a en por para con y o es son fue qué que quién cuándo dónde cómo por",
    "it": "il lo la i gli le un una di del della dei a al in nel su per con e o è sono chi che cosa quando dove come perché",
    "nl": "de het een van in op te aan bij voor met over en of is zijn was wie wat wanneer waar hoe waarom",
    "pt": "o a os as um uma de do da dos das em no na por para com e ou é são foi quem que quando onde como porque",
}
"""Words of a question that say nothing of what is looked for: a query that has others too is asked without them."""

_FORMS = "inc incorporated corp corporation co ltd limited llc llp lp plc gmbh ag kg sa sas sarl srl spa bv nv ab oyj kk pty bhd"
LEGAL_FORMS = r"([\s,&]+(" + "|".join(r"\.?".join(form) for form in _FORMS.split()) + r")\.?)+\s*$"
"""Legal forms of companies, as a regular expression of Python's and JavaScript's: with one at its end or without, it is the same name."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\ufa0e-\ufaff\U00020000-\U0003fffd"
"""Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Han. Written for a character class."""

RUN = re.compile(f"[{UNSPACED}]+")
PART = re.compile(r"[^\W_]+")
JOINED = re.compile(r"[\W_]+")
DASHES = re.compile(r"[\u2013-\u2015\u2026\u2e3a\u2e3b/|]")
DASH = re.compile(r"\s*([\u2013-\u2015\u2026\u2e3a\u2e3b/|])\s*")
MARK = "qxq"
_TYPED = str.maketrans(TYPED)
SHORTEST = 5
LONGEST_NAME = 80


def _base(language: str) -> str:
    """The language of a tag without its script or region: pt of pt-BR."""
    return language.split("-", 1)[0]


def bare(text: str) -> str:
    """The folded text without anything but letters and digits: how Pagefind keys a word."""
    return JOINED.sub("", fold(text))


@lru_cache(maxsize=64)
def unasked(language: str) -> list[str]:
    """The folded words of UNASKED in a language."""
    return sorted({fold(word) for word in UNASKED.get(_base(language), "").split()})


def spaced(text: str) -> str:
    """The text with spaces around dashes, ellipses and slashes: Pagefind parts words at spaces and would join these."""
    return DASH.sub(r" \1 ", text) if DASHES.search(text) else text


def pairs(text: str) -> list[str]:
    """The signs of each unspaced run, two by two and overlapping, and the last alone: every sign begins some pair."""
    if text.isascii():
        return []
    return list(dict.fromkeys(run[at : at + 2] for run in RUN.findall(text) for at in range(len(run))))


def words(text: str) -> set[str]:
    """The words as Pagefind keys them: each run between spaces, and the parts of one that is joined by signs."""
    if not text.isascii():
        text = RUN.sub(" ", text.replace("\u2019", "'"))
    return set(chain.from_iterable(map(_keys, set(text.split()))))


@lru_cache(maxsize=1 << 17)
def _keys(raw: str) -> tuple[str, ...]:
    parts = PART.findall(fold(raw.replace("'", "")))
    return (parts[0],) if len(parts) == 1 else ("".join(parts), *(part for part in parts if len(part) > 1)) if parts else ()


def spellings(text: str, language: str) -> list[str]:
    """What stands in the text, written otherwise: by another spelling, without special letters, in pairs. Sorted."""
    text = spaced(text)
    own = words(text)
    found = set(chain.from_iterable(map(_respeller(_base(language)), own)))
    if not text.isascii():
        found.update(chain.from_iterable(_typed(raw) for raw in text.lower().split() if not raw.isascii()))
    return sorted((found - own) | set(pairs(text)))


@lru_cache(maxsize=16)
def _respeller(language: str) -> Callable[[str], tuple[str, ...]]:
    """A function that gives the other spellings of a word in a language, and remembers them."""
    rules = [(re.compile(pattern), other) for pattern, other in SPELLINGS.get(language, ())]
    some = re.compile("|".join(f"(?:{pattern})" for pattern, _ in SPELLINGS.get(language, ())) or "(?!)")

    @lru_cache(maxsize=1 << 17)
    def respelt(word: str) -> tuple[str, ...]:
        if len(word) < SHORTEST or not some.search(word):  # to try all rules takes ten times as long
            return ()
        others = (pattern.sub(other, word) for pattern, other in rules)
        return tuple(fold(other) for other in others if other != word)

    return respelt


def _typed(raw: str) -> Iterator[str]:
    """A word with letters beyond ASCII, as it may be typed without them."""
    raw = RUN.sub("", raw)
    if any(char in LETTERS for char in raw):
        yield bare(raw)
    if any(char in TYPED for char in raw):
        yield bare(raw.translate(_TYPED))


def known_as(names: Iterable[str]) -> str:
    """The words of a record's other names, folded, and their pairs of unspaced signs."""
    return " ".join(dict.fromkeys(word for name in names for word in (*fold(name).split(), *pairs(name))))


def whole_names(names: Iterable[str], language: str, abbreviate: bool = False) -> list[str]:
    """Each name as one word, for a query that leaves out its spaces; with its initials, where `abbreviate`."""
    every = tuple(names)
    found = [form for name in every for form in exact(name, language)]
    found += [initials(name, language) for name in every if abbreviate]
    return [form for form in dict.fromkeys(found) if form]


def marked(forms: Iterable[str]) -> list[str]:
    """Whole names with a mark before them that no word has: who asks for one finds the records of exactly that name."""
    return [f"{MARK}{form}" for form in forms]


def exact(name: str, language: str) -> list[str]:
    """The whole name as one word: with and without the article that may lead it, the legal form at its end, and what stands in brackets."""
    if len(name) > LONGEST_NAME:
        return []
    articles = ARTICLES.get(_base(language), ())
    forms: list[str] = []
    for form in dict.fromkeys((name, unbracketed := re.sub(r"\s*\([^)]*\)", "", name), re.sub(LEGAL_FORMS, "", unbracketed, flags=re.I))):
        first, _, rest = fold(form).partition(" ")
        forms += [bare(form), bare(rest) if first in articles and rest else bare(f"{articles[0]} {form}") if articles else ""]
    return [form for form in dict.fromkeys(forms) if form]


def initials(name: str, language: str) -> str:
    """The first letters of the words of a name that say something, if they are 2 to 8 and no word of a question themselves: Office of
    Personnel Management is opm."""
    silent = unasked(language)
    letters = "".join(part[0] for part in PART.findall(fold(name).replace("'s", "").replace("\u2019s", "")) if part not in silent)
    return letters if 2 <= len(letters) <= 8 and letters not in silent else ""
