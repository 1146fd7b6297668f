"""Social cards: the picture that other sites show beside a link (Open Graph). Needs the extra `cards` (Pillow).

A card is three bands of text between bands that are the same on all cards. Each letter is drawn once and copied from then on,
each band is compressed for itself, and a PNG is put together from compressed bands (PNG, 3rd edition, 10; RFC 1950 and 1951).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import normalize

from archive.installed import version_of
from archive.marks import Marked, marked

WIDTH, HEIGHT = 1200, 630
EDGE = 80
SPARE = 2
"""How many pixels stand before each row while it is drawn: as bytes they are the one that says that the row is not filtered."""
LINE, TITLE, FOOT = 80, 140, HEIGHT - 130
"""Where the bands of text begin, from the top."""
SIZES = (72, 62, 54, 46)
LEAST = SIZES[-1]
MOST_LINES = 5
PAPER, INK, MUTED, ACCENT = "faf8f3", "211d18", "5d564b", "7c2d20"
TINTS = {INK: 7, ACCENT: 4, MUTED: 4}
"""How many steps there are from the paper to each colour; with the paper they are the 16 colours of a card."""
PLAIN = str.maketrans("‐‑‒–—―‚‛„‟", "------''\"\"") | str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "№": "No."})
"""Signs that the letters which come with Pillow lack, and those that stand for them."""
STROKE = 0.075
"""How wide the strokes of marks are, of the size of the type."""
FINE = 4
"""How many times as large they are drawn, so that their edges come out smooth."""
MISSING = "\ufffe"


class Band(NamedTuple):
    """Rows of a picture as a piece of a zlib stream: raw deflate that ends at a whole byte, with the sum and length of what it holds."""

    data: bytes
    sum: int
    length: int


def available() -> bool:
    """Whether cards can be drawn here."""
    try:
        from PIL import ImageFont

        ImageFont.load_default(40)
    except (ImportError, OSError, TypeError):
        return False
    return True


def version() -> str:
    """The versions of the libraries that draw, or nothing where there is none."""
    pillow = version_of("pillow") if find_spec("PIL") else None
    return f"{pillow} {zlib.ZLIB_RUNTIME_VERSION}" if pillow else ""


def draw(view: dict[str, Any]) -> bytes:
    """A card as PNG: `title` large, `line` above it, `site` below. The same view gives the same bytes."""
    size, lines = _set(_drawable(view["title"]))
    step = size * 1.2
    high = min(round(len(lines) * step) + 8, FOOT - TITLE)
    title = _band(high, INK, size, tuple((int(number * step), line) for number, line in enumerate(lines)))
    return _png((_head(), _line(_drawable(view["line"])), title, _blank(FOOT - TITLE - high), _foot(_drawable(view["site"]))))


def _drawable(text: str) -> str:
    """The text on one line; nothing where a letter of it cannot be drawn: the site's name then stands alone."""
    line = " ".join(normalize("NFC", text).translate(PLAIN).split())
    return line if all(map(_known, line)) else ""


@lru_cache(maxsize=4096)
def _known(char: str) -> bool:
    return char == " " or bytes(_font(LEAST).getmask(marked(char).base)) != _missing()


@lru_cache(maxsize=1)
def _missing() -> bytes:
    """What is drawn for a letter that there is not."""
    return bytes(_font(LEAST).getmask(MISSING))


# ------------------------------------------------------------------------------------------------------------- letters


@lru_cache(maxsize=16)
def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


@lru_cache(maxsize=4096)
def _letter(char: str, size: int) -> tuple[Any, int, int]:
    """A letter in white on black, and where it stands from the pen."""
    letter = marked(char)
    picture, left, top = _plain_letter(letter.base, size)
    return (picture, left, top) if letter.plain else _with_marks(letter, picture, left, top, size)


def _plain_letter(char: str, size: int) -> tuple[Any, int, int]:
    from PIL import Image, ImageDraw

    left, top, right, bottom = _font(size).getbbox(char)
    picture = Image.new("L", (max(right - left, 1), max(bottom - top, 1)))
    ImageDraw.Draw(picture).text((-left, -top), char, font=_font(size), fill=255)
    return picture, left, top


def _with_marks(letter: Marked, plain: Any, left: int, top: int, size: int) -> tuple[Any, int, int]:
    """A letter with its marks, on a larger picture."""
    from PIL import Image, ImageChops, ImageDraw

    wide, high, line = plain.width, plain.height, _font(size).getbbox("x")[3] - top  # of the line, counted from the letter's top
    if letter.turned:
        plain = plain.transpose(Image.Transpose.ROTATE_180)
        left, top, line = round(_font(size).getlength(letter.base)) - left - wide, top + size // 5, line - size // 5
    if letter.bare:
        bare = max(_font(size).getbbox("x")[1] - top, 0)
        plain.paste(0, (0, 0, wide, bare))
    else:
        bare = 0
    edge = size // 3
    picture = Image.new("L", (wide + 2 * edge, high + 2 * edge))
    fine = Image.new("L", (picture.width * FINE, picture.height * FINE))
    pen, middle = ImageDraw.Draw(fine), edge + wide / 2
    for strokes, origin in ((letter.above, edge + bare - size * 0.08), (letter.below, edge + line), (letter.across, edge + line)):
        for stroke in strokes:
            _draw(pen, [((middle + size * x) * FINE, (origin - size * y) * FINE) for x, y in stroke], size * STROKE * FINE)
    picture.paste(plain, (edge, edge))
    return ImageChops.lighter(picture, fine.resize(picture.size, Image.Resampling.BOX)), left - edge, top - edge


def _draw(pen: Any, points: Sequence[tuple[float, float]], wide: float) -> None:
    """A stroke with round ends; a dot where there is one point."""
    half = wide / 2 if len(points) > 1 else wide * 0.7
    pen.line(points, fill=255, width=round(wide), joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - half, y - half, x + half, y + half), fill=255)


@lru_cache(maxsize=32768)
def _advance(char: str, following: str, size: int) -> float:
    """How far the pen moves for a letter before another one."""
    font, char, following = _font(size), marked(char).base, marked(following).base
    return float(font.getlength(char + following) - font.getlength(following))


def _length(text: str, size: int) -> float:
    return sum(_advance(char, following, size) for char, following in pairwise(f"{text} "))


def _set(text: str) -> tuple[int, list[str]]:
    """The largest size in which the title fits, and its lines."""
    for size in SIZES:
        lines = _wrapped(text, size)
        if len(lines) * size * 1.2 <= FOOT - TITLE - 20:
            break
    return size, lines[:MOST_LINES]


def _wrapped(text: str, size: int) -> list[str]:
    lines, room, gap = [""], 0.0, _length(" ", size)
    for word in text.split():
        length = _length(word, size)
        if lines[-1] and length + gap <= room:
            lines[-1] += f" {word}"
            room -= length + gap
        else:
            lines = [*lines, word] if lines[-1] else [word]
            room = WIDTH - 2 * EDGE - length
    return lines


# --------------------------------------------------------------------------------------------------------------- bands


def _band(height: int, colour: str, size: int, lines: Iterable[tuple[int, str]]) -> Band:
    """Lines of text, each with its distance from the band's top."""
    from PIL import Image, ImageDraw

    picture = Image.new("L", (SPARE + WIDTH, height))
    pen = ImageDraw.Draw(picture)
    for top, text in lines:
        at = float(SPARE + EDGE)
        for char, following in pairwise(f"{text} "):
            letter, left, below = _letter(char, size)
            pen.bitmap((round(at) + left, top + below), letter, TINTS[colour])
            at += _advance(char, following, size)
    picture.putpalette(_palette())
    rows: bytes = picture.tobytes("raw", "P;4")
    return _pressed(rows.translate(_shifted(colour)) if _first(colour) else rows)


def _pressed(rows: bytes) -> Band:
    """Rows of half bytes, each led by the byte that says that it is not filtered."""
    press = zlib.compressobj(2, zlib.DEFLATED, -15)
    return Band(press.compress(rows) + press.flush(zlib.Z_FULL_FLUSH), zlib.adler32(rows), len(rows))


def _plain(height: int, colour: int, edge: int = 0) -> bytes:
    """Rows of one colour, with paper at both ends."""
    return (bytes((SPARE + edge) // 2) + bytes((colour * 17,)) * (WIDTH // 2 - edge) + bytes(edge // 2)) * height


@lru_cache(maxsize=HEIGHT)
def _blank(height: int) -> Band:
    return _pressed(_plain(height, 0))


@lru_cache(maxsize=1)
def _head() -> Band:
    """The stripe at the top."""
    return _pressed(_plain(19, _full(ACCENT)) + _plain(LINE - 19, 0))


@lru_cache(maxsize=256)
def _line(text: str) -> Band:
    """The line above the title, which many cards have alike."""
    return _band(TITLE - LINE, ACCENT, 32, ((0, text),))


@lru_cache(maxsize=16)
def _foot(site: str) -> Band:
    """The rule, and the site's name below it."""
    rule = _pressed(_plain(2, _full(MUTED), EDGE))
    return _joined((rule, _blank(23), _band(HEIGHT - FOOT - 25, MUTED, 34, ((0, site),))))


def _first(colour: str) -> int:
    """The place before the first tint of a colour in the palette."""
    order = list(TINTS)
    return sum(TINTS[one] for one in order[: order.index(colour)])


def _full(colour: str) -> int:
    return _first(colour) + TINTS[colour]


@lru_cache(maxsize=3)
def _shifted(colour: str) -> bytes:
    """For each two pixels of a band, counted in tints of its colour, the same in places of the palette."""
    places = [step and _first(colour) + step for step in range(16)]
    return bytes((places[two >> 4] << 4 | places[two & 15]) & 255 for two in range(256))


@lru_cache(maxsize=1)
def _palette() -> bytes:
    paper = bytes.fromhex(PAPER)
    tints = [(bytes.fromhex(colour), step / steps) for colour, steps in TINTS.items() for step in range(1, steps + 1)]
    return paper + b"".join(bytes(round(a + (b - a) * share) for a, b in zip(paper, full, strict=True)) for full, share in tints)


# ----------------------------------------------------------------------------------------------------------------- PNG


def _joined(bands: Iterable[Band]) -> Band:
    """Bands as one; sums of Adler-32 add up (RFC 1950, 2.2)."""
    data, low, high, length = b"", 1, 0, 0
    for band in bands:
        high = (high + (band.sum >> 16) + band.length * (low - 1)) % 65521
        low = (low + (band.sum & 0xFFFF) - 1) % 65521
        data, length = data + band.data, length + band.length
    return Band(data, high << 16 | low, length)


def _png(bands: Iterable[Band]) -> bytes:
    whole = _joined(bands)
    stream = b"\x78\x01" + whole.data + b"\x03\x00" + struct.pack(">I", whole.sum)
    return b"\x89PNG\r\n\x1a\n" + _prologue() + _chunk(b"IDAT", stream) + _chunk(b"IEND", b"")


@lru_cache(maxsize=1)
def _prologue() -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)) + _chunk(b"PLTE", _palette())


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
