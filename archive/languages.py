"""Tags of languages (BCP 47): what was meant by a word that is none, and whether there is such a language, as far as CLDR and IANA's lists go
(through Babel). Loaded only where there is something to be told."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale, localedata
from babel.core import get_global
from babel.languages import get_official_languages

from archive.hints import SPOKEN, did_you_mean, fold
from archive.model.forms import LANGUAGE_FORM

TAG = re.compile(LANGUAGE_FORM)
OTHER_NAMES = {"mandarin": "zh", "castilian": "es", "castellano": "es", "farsi": "fa"}
PRIVATE = re.compile(r"q[a-t][a-z]|x")


def meant(wrong: str) -> str:
    """The tag that a word means which is none: one in another form (de_DE, EN), or the name of a language; "" where it is not plain."""
    name = fold(wrong)
    if name in _names() or name in OTHER_NAMES:
        return _names().get(name) or OTHER_NAMES[name]
    parts = re.split(r"[-_ ]", wrong.strip().partition(".")[0])
    tag = "-".join([parts[0].lower(), *map(_cased, parts[1:])])
    return tag if TAG.fullmatch(tag) and unknown(tag) is None else _own_names().get(name, "")


def _cased(subtag: str) -> str:
    """A subtag as BCP 47 advises to write it: scripts like Hans, regions like DE."""
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag.upper() if len(subtag) == 2 else subtag.lower()


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for spoken in SPOKEN:
        for tag, name in Locale(spoken).languages.items():
            found.setdefault(fold(name), tag.replace("_", "-"))
    return found


@cache
def _own_names() -> dict[str, str]:
    """The names of languages in themselves; to load them takes a second."""
    found: dict[str, str] = {}
    for tag in sorted(localedata.locale_identifiers()):
        if "_" not in tag and (name := Locale(tag).languages.get(tag)):
            found.setdefault(fold(name), tag)
    return found


@lru_cache(maxsize=256)
def unknown(tag: str) -> tuple[str, str] | None:
    """What is not known about a tag of the right form, and what to write; `None` of a tag whose language, script and region are known."""
    language, *rest = tag.split("-")
    if PRIVATE.fullmatch(language):
        return None
    if language not in _languages():
        return f'no language has the tag "{language}"', _of_country(language) or "write the tag of the language, like en, zh-Hans or pt-BR"
    for part in rest:
        if len(part) == 1:  # what follows is an extension, or for private use
            return None
        if re.fullmatch(r"[A-Za-z]{4}", part) and part.title() not in Locale("en").scripts:
            return f'no script has the tag "{part}"', f"write {language}, or a script like Latn after it"
        if re.fullmatch(r"[A-Za-z]{2}|[0-9]{3}", part) and (part.upper() == "ZZ" or part.upper() not in Locale("en").territories):
            now = [code for code in get_global("territory_aliases").get(part.upper(), ()) if code in Locale("en").territories]
            return f'no country or region has the code "{part}"', did_you_mean([f"{language}-{code}" for code in now]) or f"write {language}"
    return None


@cache
def _languages() -> frozenset[str]:
    listed = (*Locale("en").languages, *get_global("likely_subtags"), *get_global("language_aliases"), *localedata.locale_identifiers())
    return frozenset(re.split(r"[_-]", one)[0] for one in listed)


def _of_country(code: str) -> str:
    """The hint for the code of a country where that of a language should stand."""
    country = Locale("en").territories.get(code.upper())
    return f"{code.upper()} is {country}: {did_you_mean(spoken)}" if country and (spoken := get_official_languages(code.upper())[:2]) else ""
