"""A capture of either sort becomes a draft."""

from __future__ import annotations

from archive.importer.capture import Capture
from archive.importer.findings import Draft
from archive.importer.text import draft_of_text
from archive.installed import with_extra


class MissingExtraError(Exception):
    """A library that reading pages needs is not installed; one clear line."""


def draft_of(capture: Capture) -> Draft:
    """Reads a capture. Raises `MissingExtraError` where a page needs libraries that are not there."""
    if not capture.html:
        return draft_of_text(capture.text)
    try:
        from archive.importer.page import draft_of_page
    except ImportError as error:
        name = (error.name or "a library").partition(".")[0]
        raise MissingExtraError(f"reading HTML needs {name}: {with_extra('import')}") from error
    return draft_of_page(capture.text)
