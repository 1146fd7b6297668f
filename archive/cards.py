"""Social cards: the picture that other sites show beside a link (Open Graph). Needs the extra `archive[cards]` (Pillow)."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from importlib import metadata
from typing import Any

SIZE = (1200, 630)
EDGE = 80
PAPER, INK, MUTED, ACCENT = "#faf8f3", "#211d18", "#5d564b", "#7c2d20"
DRAWABLE = re.compile(r"[\u0000-\u017f\u2010-\u2026\u20ac]*")
"""What the letters that come with Pillow can draw; a title with others is left out, and the site's name stands alone."""


def available() -> bool:
    """Whether cards can be drawn here."""
    try:
        from PIL import ImageFont

        ImageFont.load_default(40)
    except (ImportError, OSError, TypeError):
        return False
    return True


def version() -> str:
    """The version of the library that draws, or nothing where there is none."""
    try:
        return metadata.version("pillow")
    except metadata.PackageNotFoundError:
        return ""


def draw(view: dict[str, Any]) -> bytes:
    """A card as PNG: `title` large, `line` above it, `site` below. The same view gives the same bytes."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, SIZE[0], 18), fill=ACCENT)
    pen.rectangle((EDGE, SIZE[1] - 130, SIZE[0] - EDGE, SIZE[1] - 129), fill=MUTED)
    pen.text((EDGE, SIZE[1] - 105), _drawable(view["site"]), font=_font(34), fill=MUTED)
    pen.text((EDGE, 80), _drawable(view["line"]), font=_font(32), fill=ACCENT)
    for size in (72, 62, 54, 46):
        font = _font(size)
        lines = _wrapped(_drawable(view["title"]), lambda text, font=font: float(font.getlength(text)))
        if len(lines) * size * 1.2 <= SIZE[1] - 290:
            break
    for number, line in enumerate(lines[:5]):
        pen.text((EDGE, 140 + number * size * 1.2), line, font=font, fill=INK)
    out = io.BytesIO()
    picture.quantize(16, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=16)
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _drawable(text: str) -> str:
    return text if DRAWABLE.fullmatch(text) else ""


def _wrapped(text: str, length: Any) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if length(longer) <= SIZE[0] - 2 * EDGE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
