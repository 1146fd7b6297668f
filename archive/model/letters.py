"""Letters without their marks: how names are filed, and by what words are looked for."""

from __future__ import annotations

import re
import unicodedata

LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "ng", "ə": "e"}
"""Letters that Unicode does not take apart into a plain letter and a mark, and what is typed for them."""
_LETTERS = str.maketrans(LETTERS)
LEADING = re.compile(r"^[\W_]+")


def fold(text: str) -> str:
    """Lower case, without diacritics, and with the letters of LETTERS as they are typed."""
    if text.isascii():
        return text.lower()
    parted = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in parted if not unicodedata.combining(char)).translate(_LETTERS)


def filed(name: str) -> str:
    """Where a name stands among others: by its plain letters, whatever marks they bear and whatever signs lead it; then as it is written."""
    return f"{LEADING.sub('', fold(name))}\0{name}"
