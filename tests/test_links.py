"""Every link of a site leads somewhere, and every page has what a page must have: at the root of a host and below a path."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote

import pytest
from lxml import etree

from tests.support.pages import Site


@pytest.fixture(scope="session", params=["real", "real_below", "golden", "golden_below"])
def site(request: pytest.FixtureRequest) -> Site:
    bases = {"real": "https://example.org/", "golden": "https://carnet.example/"}
    return Site(request.getfixturevalue(request.param), bases.get(request.param, "https://example.org/some/where/"))


def test_no_link_is_broken(site: Site) -> None:
    links = list(site.links())
    assert len(links) > 500
    broken = Counter(f"{trouble}: {address} (in {name})" for name, address in links if (trouble := site.trouble(address)))
    assert sorted(broken) == []


def test_every_address_in_the_sitemap_is_a_page_that_says_so_itself(site: Site) -> None:
    tree = etree.parse(site.folder / "sitemap.xml")
    for element in tree.iterfind("{*}url/{*}loc"):
        name = unquote(element.text.removeprefix(site.base_url)) + "index.html"
        assert site.pages[name].xpath("string(//link[@rel='canonical']/@href)") == element.text


def test_every_page_can_be_reached_from_the_home_page(site: Site) -> None:
    reached, wanted = set[str](), ["index.html"]
    targets: dict[str, set[str]] = {}
    for name, address in site.links():
        if address.startswith(site.base_url):
            path = unquote(address.removeprefix(site.base_url).partition("#")[0].partition("?")[0])
            targets.setdefault(name, set()).add(f"{path}index.html" if not path or path.endswith("/") else path)
    while wanted:
        name = wanted.pop()
        if name not in reached:
            reached.add(name)
            wanted += targets.get(name, ())
    unlisted = {name for name, page in site.pages.items() if page.xpath("//meta[@name='robots' and contains(@content, 'noindex')]")}
    assert sorted(site.pages.keys() - reached - unlisted - {"404.html"}) == []


def test_every_page_has_a_heading_a_title_a_description_a_language_and_landmarks(site: Site) -> None:
    wanting = []
    for name, page in site.pages.items():
        moved = bool(page.xpath("//meta[@http-equiv='refresh']"))
        counts = {
            "one h1": len(page.xpath("//h1")) == 1 and bool(page.xpath("normalize-space(//h1)")),
            "title": bool(page.xpath("normalize-space(//title)")),
            "lang": bool(page.get("lang")),
            "dir": page.get("dir") in ("ltr", "rtl"),
            "charset first": page.xpath("count(//meta[@charset]/preceding::*)") <= 2,
            "main": len(page.xpath("//main")) == 1,
            "description": moved or bool(page.xpath("normalize-space(//meta[@name='description']/@content)")),
            "viewport": moved or bool(page.xpath("//meta[@name='viewport']")),
            "header, nav, footer": moved or all(page.xpath(f"//{tag}") for tag in ("header", "nav", "footer")),
            "skip link": moved or page.xpath("//body/a[1]/@href") == ["#main"],
            "unique ids": all(count == 1 for count in Counter(page.xpath("//@id")).values()),
            "headings in order": _in_order([int(element.tag[1]) for element in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]),
        }
        wanting += [f"{name}: {what}" for what, there in counts.items() if not there]
    assert wanting == []


def _in_order(levels: list[int]) -> bool:
    """Whether no heading skips a level on the way down."""
    return all(below <= above + 1 for above, below in pairwise(levels))


def test_titles_tell_pages_apart(site: Site) -> None:
    titles = Counter(page.xpath("normalize-space(//title)") for page in site.pages.values() if not page.xpath("//meta[@http-equiv='refresh']"))
    assert [title for title, count in titles.items() if count > 1] == []


def test_pages_hold_no_inline_script_or_style_and_name_no_other_host(site: Site) -> None:
    for name, page in site.pages.items():
        inline = "//script[not(@src) and not(contains(@type, 'json'))]|//style|//@style|//@*[starts-with(name(), 'on')]"
        assert (name, page.xpath(inline)) == (name, [])
        fetched = page.xpath("//script/@src|//link[@rel='stylesheet' or @rel='icon' or @rel='manifest' or @rel='preload']/@href|//img/@src|//iframe/@src")
        assert [address for address in fetched if "//" in address] == []


def test_feeds_sitemaps_and_icons_are_well_formed(site: Site) -> None:
    for path in site.files(".xml", ".svg"):
        etree.parse(path)


ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_hold_what_atom_demands(site: Site) -> None:
    """RFC 4287: one id, title and updated for the feed and each entry, ids that differ, an author, dates in RFC 3339."""
    feeds = [path for path in site.files(".xml") if path.name.endswith("feed.xml")]
    assert feeds
    for path in feeds:
        feed = etree.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed"
        entries = feed.findall(f"{ATOM}entry")
        for part in (feed, *entries):
            for name in ("id", "title", "updated"):
                assert [bool(found.text and found.text.strip()) for found in part.findall(f"{ATOM}{name}")] == [True], f"{path}: {name}"
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        assert feed.find(f"{ATOM}link[@rel='self']").get("href") == site.address(site.name(path))
        for date in [*feed.iter(f"{ATOM}updated"), *feed.iter(f"{ATOM}published")]:
            assert date.text
            assert len(date.text) == 20
            assert date.text.endswith("Z")
        assert feed.findtext(f"{ATOM}updated") == max((entry.findtext(f"{ATOM}updated") for entry in entries), default="1970-01-01T00:00:00Z")


def test_every_json_file_parses_without_repeated_keys(site: Site) -> None:
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        assert len(found) == len(pairs)
        return found

    files = site.files(".json", ".webmanifest")
    assert files
    for path in files:
        json.loads(path.read_text("utf-8"), object_pairs_hook=once, parse_constant=pytest.fail)
    for page in site.pages.values():
        for script in page.xpath("//script[@type='application/ld+json']"):
            json.loads(script.text, object_pairs_hook=once)


def test_no_folder_holds_more_files_than_a_host_can_list(site: Site) -> None:
    folders = Counter(path.parent for path in site.folder.rglob("*"))
    assert max(folders.values()) < 5000


def test_pages_are_light(site: Site) -> None:
    """At most 200 kB of HTML a page; 100 kB of our own CSS and JavaScript together that every page loads."""
    assert [site.name(path) for path in site.files(".html") if path.stat().st_size > 200_000] == []
    page = site.pages["index.html"]
    names = {address.rsplit("/assets/", 1)[1] for address in page.xpath("//script/@src|//link[@rel='stylesheet']/@href")}
    assert sum((site.folder / "assets" / name.partition("?")[0]).stat().st_size for name in names) < 100_000
