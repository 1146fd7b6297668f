"""A built site, parsed: what each page holds and where each link leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html

ADDRESSES = ("href", "src", "action", "poster", "data", "cite", "formaction", "longdesc")


@dataclass(frozen=True)
class Site:
    """A site's folder and the address that it was built for."""

    folder: Path
    base_url: str

    def files(self, *endings: str) -> list[Path]:
        """Files of our own, in order: the search program's bundle is not ours."""
        every = sorted(path for path in self.folder.rglob("*") if path.is_file() and "pagefind" not in path.relative_to(self.folder).parts)
        return [path for path in every if not endings or path.name.endswith(endings)]

    def name(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    @cached_property
    def pages(self) -> dict[str, html.HtmlElement]:
        """Every HTML page, parsed, by its file."""
        return {self.name(path): html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8")) for path in self.files(".html")}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        return {name: {str(one) for one in page.xpath("//@id")} for name, page in self.pages.items()}

    def address(self, name: str) -> str:
        """The whole address of a file."""
        return urljoin(self.base_url, name.removesuffix("index.html"))

    def trouble(self, address: str) -> str:
        """What is wrong with an address that should lead into this site; "" if nothing is, or if it leads elsewhere."""
        base, parts = urlsplit(self.base_url), urlsplit(address)
        if parts.netloc != base.netloc or parts.scheme not in ("http", "https"):
            return ""
        if not parts.path.startswith(base.path):
            return "leads out of the site's folder"
        path = unquote(parts.path.removeprefix(base.path))
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if not (self.folder / file).is_file():
            return "leads nowhere"
        if parts.fragment and file.endswith(".html") and unquote(parts.fragment) not in self.ids[file]:
            return "leads to a place that the page lacks"
        return ""

    def links(self) -> Iterator[tuple[str, str]]:
        """Every address in every file, made whole, with the file that it stands in."""
        for name, page in self.pages.items():
            here = self.address(name)
            for address in _addresses(page):
                yield name, urljoin(here, address)
        for path in self.files(".xml"):
            tree = etree.parse(path)
            for element in tree.iter():
                if isinstance(element.tag, str):
                    name_only = etree.QName(element).localname
                    if name_only in ("loc", "id", "uri") and element.text:
                        yield self.name(path), element.text.strip()
                    if name_only == "link":
                        yield self.name(path), urljoin(self.base_url, element.get("href", ""))
        for path in self.files(".json", ".csv", ".bib", ".ris", ".txt", ".webmanifest"):
            for found in re.findall(rf"{re.escape(self.base_url)}[^\s\"'<>,;}}\\]*", path.read_text("utf-8")):
                yield self.name(path), found
        for line in (self.folder / "_redirects").read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield "_redirects", urljoin(self.base_url, line.split()[1])


def _addresses(page: html.HtmlElement) -> Iterator[str]:
    for name in ADDRESSES:
        yield from (str(one) for one in page.xpath(f"//@{name}"))
    for element in page.xpath("//*[@srcset]"):
        yield from (part.split()[0] for part in element.get("srcset").split(","))
    for element in page.xpath("//meta[@property='og:url' or @property='og:image' or @http-equiv='refresh']"):
        yield element.get("content").partition("url=")[2] or element.get("content")
