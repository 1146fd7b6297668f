"""The list of all articles, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import Archive, Article, Output, Shared
from archive.pages.common import Bar, Chunk, divided, file, rows, year_of, years


def subjects(archive: Archive) -> Sequence[Chunk[Article]]:
    return divided(archive.articles[::-1], "/articles/", year_of)


@Shared
def counted(archive: Archive) -> tuple[Bar, ...]:
    return years(archive.articles)


def outputs(archive: Archive, page: Chunk[Article]) -> Iterator[Output]:
    items, pager = page
    view = {"url": pager.url, "rows": rows(items, archive), "pager": pager, "years": counted(archive), "total": pager.total}
    yield Output(file(pager.url), "articles.html", view)
