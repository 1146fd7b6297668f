"""The list of all articles, the newest first, what is undated last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import Archive, Article, Output
from archive.pages.common import Chunk, divided, file, newest_first, rows, totals, year_of


def subjects(archive: Archive) -> Sequence[Chunk[Article]]:
    return divided(newest_first(archive), "/articles/", lambda one: year_of(one, archive))


def outputs(archive: Archive, page: Chunk[Article]) -> Iterator[Output]:
    items, pager = page
    view = {"url": pager.url, "rows": rows(items, archive), "pager": pager, "years": totals(archive).years, "total": pager.total}
    yield Output(file(pager.url), "articles.html", view)
