"""Letters of Latin scripts that the font of social cards lacks: plain letters with their marks, which are drawn.

Lengths are shares of the size of the type, counted from the middle of the letter, upwards from its top or from the line.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

Point = tuple[float, float]
Stroke = tuple[Point, ...]
"""A line through some points; of one point alone, a dot."""

ACUTE: Stroke = ((-0.05, 0.0), (0.07, 0.14))
ROOF: Stroke = ((-0.11, 0.0), (0.0, 0.12), (0.11, 0.0))
ABOVE: dict[str, tuple[Stroke, ...]] = {
    "\u0300": (((0.05, 0.0), (-0.07, 0.14)),),  # grave
    "\u0301": (ACUTE,),
    "\u0302": (ROOF,),  # circumflex
    "\u0303": (((-0.13, 0.03), (-0.08, 0.08), (-0.03, 0.08), (0.03, 0.04), (0.08, 0.04), (0.13, 0.09)),),  # tilde
    "\u0304": (((-0.11, 0.05), (0.11, 0.05)),),  # macron
    "\u0306": (((-0.11, 0.11), (-0.07, 0.03), (0.0, 0.0), (0.07, 0.03), (0.11, 0.11)),),  # breve
    "\u0307": (((0.0, 0.05),),),  # dot
    "\u0308": (((-0.09, 0.05),), ((0.09, 0.05),)),  # diaeresis
    "\u030a": (((0.0, 0.0), (0.06, 0.02), (0.08, 0.07), (0.06, 0.12), (0.0, 0.14), (-0.06, 0.12), (-0.08, 0.07), (-0.06, 0.02), (0.0, 0.0)),),  # ring
    "\u030b": (((-0.12, 0.0), (-0.03, 0.14)), ((0.04, 0.0), (0.13, 0.14))),  # double acute
    "\u030c": (((-0.11, 0.12), (0.0, 0.0), (0.11, 0.12)),),  # caron
}
BELOW: dict[str, tuple[Stroke, ...]] = {
    "\u0323": (((0.0, -0.13),),),  # dot
    "\u0326": (((0.02, -0.09), (-0.03, -0.19)),),  # comma
    "\u0327": (((0.0, 0.0), (-0.01, -0.06), (0.06, -0.08), (0.06, -0.14), (0.0, -0.17), (-0.07, -0.15)),),  # cedilla
    "\u0328": (((0.12, 0.0), (0.06, -0.07), (0.06, -0.14), (0.12, -0.17), (0.17, -0.15)),),  # ogonek
}
ACROSS: dict[str, tuple[str, tuple[Stroke, ...]]] = {
    "ø": ("o", (((-0.24, -0.03), (0.24, 0.53)),)),
    "Ø": ("O", (((-0.30, -0.03), (0.30, 0.74)),)),
    "ł": ("l", (((-0.12, 0.28), (0.12, 0.46)),)),
    "Ł": ("L", (((-0.27, 0.29), (-0.03, 0.45)),)),
    "đ": ("d", (((0.0, 0.58), (0.30, 0.58)),)),
    "Đ": ("D", (((-0.40, 0.36), (-0.02, 0.36)),)),
    "ı": ("i", ()),
    "€": ("C", (((-0.32, 0.28), (0.06, 0.28)), ((-0.32, 0.43), (0.06, 0.43)))),
    "£": ("L", (((-0.36, 0.36), (0.06, 0.36)),)),
    "¥": ("Y", (((-0.22, 0.18), (0.22, 0.18)), ((-0.22, 0.31), (0.22, 0.31)))),
}
"""Letters that are another with a stroke through it; these are counted upwards from the line."""
TURNED = {"¿": "?", "¡": "!"}
"""Signs that are others upside down."""
HIGH = 0.17
"""How much higher a second mark above a letter stands."""
DOTTED = "ij"
"""Letters that lose their dot to a mark above."""


class Marked(NamedTuple):
    """A letter as it is drawn: the plain one, what stands above, below and across it, whether it is without its dot, and upside down."""

    base: str
    above: tuple[Stroke, ...] = ()
    below: tuple[Stroke, ...] = ()
    across: tuple[Stroke, ...] = ()
    bare: bool = False
    turned: bool = False

    @property
    def plain(self) -> bool:
        return self == (self.base, (), (), (), False, False)


@lru_cache(maxsize=4096)
def marked(char: str) -> Marked:
    """How a letter is drawn; as it stands, where nothing is known of it."""
    if char in TURNED:
        return Marked(TURNED[char], turned=True)
    if char in ACROSS:
        base, across = ACROSS[char]
        return Marked(base, across=across, bare=char == "ı")
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    if not base.isascii() or any(mark not in ABOVE and mark not in BELOW for mark in marks):
        return Marked(char)
    above = tuple(_raised(stroke, number) for number, mark in enumerate(mark for mark in marks if mark in ABOVE) for stroke in ABOVE[mark])
    below = tuple(stroke for mark in marks for stroke in BELOW.get(mark, ()))
    return Marked(base, above, below, bare=bool(above) and base in DOTTED)


def _raised(stroke: Stroke, number: int) -> Stroke:
    """A stroke of a mark that stands above so many others."""
    return tuple((x, y + number * HIGH) for x, y in stroke)
