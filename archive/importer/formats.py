"""Files that are neither a page nor a text: known by their first bytes, or by how many of their bytes are no text."""

from __future__ import annotations

import json
import re

UNREADABLE = 0.02  # of a text's signs, so many are control codes or stand for what could not be read
LOOKED_AT = 20_000
PICTURE = "this is a picture; save the text that it shows"
SIGNATURES = (
    (rb"\s{0,16}%PDF-", "this is a PDF; save its text"),
    (rb"\{\\rtf", "this is an RTF document; save it as text"),
    (rb"PK\x03\x04", "this is a ZIP archive or an office document; unpack it, or save it as text"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an office document; save it as text"),
    (rb"\x1f\x8b|BZh[1-9]1AY|\xfd7zXZ\x00|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd", "this is compressed; unpack it"),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\x00|MM\x00\*|BM.{4}\x00{4}|....ftyp(?:avif|hei[cf])", PICTURE),
    (rb"\x7fELF|MZ.\x00|....ftyp|ID3[\x02-\x04]|OggS\x00|\x1a\x45\xdf\xa3", "this is no text"),
    (rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?i:content-type:\s*multipart/related)", "this is a page saved as MHTML; save it as HTML"),
    (rb"WARC/\d|bplist00WebMainResource|bplist00.{0,40}Web", "this is a web archive; save the page as HTML"),
)
KNOWN = tuple((re.compile(form, re.S), advice) for form, advice in SIGNATURES)
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def advice_on(data: bytes) -> str | None:
    """What a file is that is neither a page nor a text, and what to do about it; `None` for all others."""
    head = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    return next((advice for form, advice in KNOWN if form.match(head)), None) or ("this is JSON; save the page or its text" if _is_json(data) else None)


def is_unreadable(text: str) -> bool:
    """Whether so many signs of a decoded text are no signs of writing that it cannot be one."""
    head = text[:LOOKED_AT].replace("\x00", "")
    return len(CONTROL.findall(head)) > UNREADABLE * len(head)


def _is_json(data: bytes) -> bool:
    if data.lstrip()[:1] not in (b"{", b"["):
        return False
    try:
        return isinstance(json.loads(data), (dict, list))
    except (ValueError, RecursionError):
        return False
