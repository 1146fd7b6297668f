"""Ids as they are made of names and titles, by whoever writes a new record."""

from __future__ import annotations

import re
import unicodedata

from archive.model.letters import LETTERS

LONGEST = 60
CYRILLIC = (
    "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s"
    " т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya ё:yo і:i ї:yi є:ye ґ:g"
)
GREEK = "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o"
ALPHABETS = str.maketrans(dict(pair.split(":") for pair in f"{CYRILLIC} {GREEK}".split()) | LETTERS)
"""Cyrillic and Greek letters in Latin ones, as libraries without marks do it (ISO 9 and ELOT 743, simplified)."""
INITIAL = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b|\W|$)")


def id_of(words: str) -> str:
    """Words as an id, at most some 60 of their letters and digits: in Latin letters, or as they are where the script has no simple rule (Chinese,
    Arabic ...). Empty where they have none."""
    words = INITIAL.sub("", words.lower())
    parts = re.findall(r"[a-z0-9]+", _in_latin_letters(words)) or re.findall(r"[^\W_]+", _without("M", unicodedata.normalize("NFC", words)))
    while len(parts) > 1 and len("-".join(parts)) > LONGEST:
        parts.pop()
    return "-".join(parts)[:LONGEST].strip("-")


def _in_latin_letters(words: str) -> str:
    """Nothing where most of the letters would be left out."""
    plain = _without("Mn", unicodedata.normalize("NFKD", words.translate(ALPHABETS))).translate(ALPHABETS)
    plain = plain.replace("'", "").replace("’", "")
    letters = [char for char in plain if char.isalnum()]
    return plain if sum(char.isascii() for char in letters) * 2 > len(letters) else ""


def _without(category: str, text: str) -> str:
    """A text without the characters of a category of Unicode, marks for the most part: \\\\w does not know them as parts of words."""
    return "".join(char for char in text if not unicodedata.category(char).startswith(category))
