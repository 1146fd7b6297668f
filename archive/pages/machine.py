"""What machines ask for: sitemaps, robots.txt, the host's headers and redirects, the web manifest, icons."""

from __future__ import annotations

from collections.abc import Iterator

from archive.model import Archive, Output
from archive.pages.common import divided
from archive.pages.search import searched
from archive.pages.year import by_year

MOST = 40000
"""Addresses in one sitemap; the protocol allows 50,000."""


def outputs(archive: Archive) -> Iterator[Output]:
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
    yield Output("_headers", "_headers", {})
    yield Output("_redirects", "_redirects", {"moved": tuple(archive.moved.items())})
    yield Output("manifest.webmanifest", "manifest.webmanifest", {})
    yield Output("icon.svg", "icon.svg", {})
