"""The list of all articles, the newest first."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output
from archive.pages.common import divided, file, rows, years


def outputs(archive: Archive) -> Iterator[Output]:
    newest = rows(reversed(archive.articles), archive)
    counted = years(archive.articles)
    for items, pager in divided(newest, "/articles/", lambda row: row.year):
        url = pager.pages[pager.number - 1][1]
        yield Output(file(url), "articles.html", {"url": url, "rows": items, "pager": pager, "years": counted, "total": len(newest)})
