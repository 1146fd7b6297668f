"""A raw capture: its bytes, its fixity and its text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256

from archive.importer.formats import advice_on, is_unreadable
from archive.importer.language import language_of

META = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|div|p|meta|table|h1)\b", re.I)
# what pages mean by these names: larger sets of signs (WHATWG, Encoding Standard, 4.2)
MEANT = {
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "iso8859-1"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "latin5", "iso8859-9"), "cp1254"),
    **dict.fromkeys(("shift-jis", "sjis", "x-sjis", "shiftjis", "ms-kanji"), "cp932"),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb-2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("euc-kr", "ks-c-5601-1987", "ksc5601", "korean"), "cp949"),
    **dict.fromkeys(("tis-620", "iso-8859-11"), "cp874"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5"), "big5hkscs"),
}
BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
# the encodings of other regions read western letters as their own, and no likeness of signs tells them apart: the words do
ONE_BYTE = re.compile(r"cp(?!9)\d+|iso8859|mac|latin|hp_roman|koi8|tis|ptcp|johab|ascii")
SOFT = re.compile("\u00ad[ \t]*\n[ \t]*([^\\s<>]+)[ \t]*")  # the end of a line has cut a word: its rest goes up, so that lines keep their numbers
REFERENCE = re.compile(r"&#(?:0*([0-9]{1,3})|[xX]0*([0-9a-fA-F]{1,2}));")
MARKUP = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
LONGEST = 5_000_000  # signs of text
BROKEN = 0.25  # of the signs beyond ASCII, so many can be bytes that a bad copy has spoilt
NULS = 0.01  # of its bytes, so many are zero in UTF-16 at least: each space and line end has one
WESTERN = {"en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "id"}


@dataclass(frozen=True, slots=True)
class Capture:
    """`text` is in NFC, with line ends as `\\n` and without invisible characters; `sha256` is that of the bytes. `refused` tells
    why there can be no report in it, where its bytes are neither a page nor a text, or the text of a whole library."""

    name: str
    sha256: str
    encoding: str
    text: str
    html: bool
    refused: str | None = None


def read_capture(name: str, data: bytes) -> Capture:
    """Reads bytes in any encoding. Never fails: what no encoding explains is read as Latin-1."""
    name = INVISIBLE.sub("", name.encode("utf-8", "replace").decode())
    if advice := advice_on(data):
        return Capture(name, sha256(data).hexdigest(), "", "", html=False, refused=advice)
    if not data.strip():
        return Capture(name, sha256(data).hexdigest(), "utf-8", "", html=False, refused="there is nothing in it")
    raw, encoding = (name.lower().endswith(".eml") and _of_mail(data)) or decode(data)
    text = REFERENCE.sub(_referred, clean(raw))
    html = is_html(name, text)
    refused = "this is no text" if is_unreadable(raw) else _too_long(MARKUP.sub("", text) if html and len(text) > LONGEST else text)
    return Capture(name, sha256(data).hexdigest(), encoding, text, html, refused)


def _of_mail(data: bytes) -> tuple[str, str] | None:
    """What a saved e-mail says (RFC 5322, 2045), its page rather than its text; `None` where it is not in parts."""
    message = message_from_bytes(data, policy=policy.default)
    part = message.get_body(("html", "plain")) if isinstance(message, EmailMessage) else None
    try:
        return (str(part.get_content()), part.get_content_charset("utf-8")) if part and message.is_multipart() else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _referred(found: re.Match[str]) -> str:
    """A reference by number to a sign that no text has: those of Windows are meant by 128 to 159 (HTML, 13.2.5.80), and nothing by control characters."""
    number = int(found[1]) if found[1] else int(found[2], 16)
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore")
    return "" if (number < 0x20 and number not in (9, 10, 12, 13)) or number == 0x7F else found[0]


def _too_long(text: str) -> str | None:
    """Why a text is refused that is longer than a hundred long reports."""
    return f"this is {len(text) / 1e6:.0f} million signs of text, and no report is so long: cut the report out of it" if len(text) > LONGEST else None


def decode(data: bytes) -> tuple[str, str]:
    """Text, as it stands, and the encoding it was read in: by mark, by what the page says, by what the bytes allow, by likeness."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    if wide := _wide(data):
        return data.decode(wide, "replace"), wide
    declared = META.search(data[:4096])
    told = declared[1].decode("ascii").lower() if declared else ""
    for encoding in ("utf-8", MEANT.get(told.replace("_", "-"), told)):
        try:
            return data.decode(encoding), encoding
        except (UnicodeError, LookupError):
            continue
    with suppress(UnicodeError):
        return SURROGATE.sub("\ufffd", data.decode("utf-8", "surrogatepass")), "damaged utf-8"
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= BROKEN * sum(sign > "\x7f" for sign in text):
        return text, "damaged utf-8"
    encoding = _likely(data)
    return data.decode(encoding, "replace"), encoding


def _wide(data: bytes) -> str | None:
    """Which UTF-16 a text without a mark is in: the one in which it has spaces and line ends, by the place of their other byte."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    most, encoding = (odd, "utf-16-le") if odd > even else (even, "utf-16-be")
    if most < NULS * len(data) or most < 20 * min(even, odd):
        return None
    text = data.decode(encoding, "replace")
    return encoding if re.search(r"[ \n]", text) and "\x00" not in text and "\ufffd" not in text[:-1] else None


def _likely(data: bytes) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return "cp1252"
    found = from_bytes(data[:200_000]).best()
    language = language_of(data[:200_000].decode("cp1252", "replace"))
    western = language is not None and language[0] in WESTERN
    return "cp1252" if found is None or (western and ONE_BYTE.match(found.encoding)) else found.encoding


def clean(text: str) -> str:
    """Layout characters made plain: line ends, tabs, special spaces; soft hyphens and other invisible ones go."""
    text = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text))
    text = SOFT.sub(r"\1\n", text)
    return INVISIBLE.sub("", re.sub(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]", " ", text))


def is_html(name: str, text: str) -> bool:
    """Whether a capture is a page rather than text: by its elements, or by its name and any element."""
    head = text[:20_000]
    if name.lower().endswith((".htm", ".html", ".xhtml")):
        return bool(re.search(r"<\w+[^<>]*>", head))
    return len(HTML.findall(head)) >= 2 and head.lstrip().startswith("<")
