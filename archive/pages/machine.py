"""What machines ask for: sitemaps, robots.txt, the host's headers and redirects, the web manifest, icons."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output
from archive.pages.admin import sources_of
from archive.pages.common import divided, gone
from archive.pages.documents import searched
from archive.pages.year import by_year

MOST = 40000
"""Addresses in one sitemap; the protocol allows 50,000."""


WEIGHT = 64


def subjects(_: Archive) -> tuple[None]:
    return (None,)


def outputs(archive: Archive, _: None) -> Iterator[Output]:
    own = ["/", *(f"/{name}/" for name in ("articles", "actors", "years", "events", "topics", "sources", "statements", "timeline", "data"))]
    addresses = [(url, "") for url in own]
    addresses += [(f"/years/{year}/", "") for year in by_year(archive)]
    addresses += [(record.url, max((change.date.text[:10] for change in record.history if change.date.certain), default="")) for record in searched(archive)]
    chunks = divided(addresses, "/", lambda item: "", size=MOST)
    if len(chunks) == 1:
        yield Output("sitemap.xml", "sitemap.xml", {"addresses": chunks[0][0]})
    else:
        for items, pager in chunks:
            yield Output(f"sitemap-{pager.number}.xml", "sitemap.xml", {"addresses": items})
        yield Output("sitemap.xml", "sitemaps.xml", {"count": len(chunks)})
    yield Output("robots.txt", "robots.txt", {})
    yield Output("_headers", "_headers", {"desk": sources_of(archive.site) if archive.site.features.desk else None, "tops": _tops(archive)})
    yield Output("_redirects", "_redirects", {"moved": tuple(archive.moved.items()), "gone": tuple(gone(record) for record in archive.withdrawn)})
    yield Output("manifest.webmanifest", "manifest.webmanifest", {})
    yield Output("icon.svg", "icon.svg", {})


def _tops(archive: Archive) -> tuple[str, ...]:
    """The first parts of all addresses: where the web desk is on, its pages are the only ones with another policy."""
    own = ("articles", "actors", "years", "events", "topics", "sources", "statements", "timeline", "compare", "search", "data")
    files = ("assets", "feeds", "pagefind")
    return tuple(sorted({*own, *files, *(page.id for page in archive.pages), *(old.split("/")[1] for old in archive.moved)}))
