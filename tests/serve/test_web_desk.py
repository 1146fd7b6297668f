"""The web desk: its configuration agrees with the models, it stands apart from the site, and it runs in a browser."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from archive import webdesk
from archive.model import BY_FOLDER, Article, Site
from archive.pages.admin import backend, config
from archive.problems import ToolError
from archive.resolve import REFERENCES
from archive.validation import validate
from tests.serve.conftest import FILES, Served, serving
from tests.support.small import built, tree, write
from tests.support.tools import REPOSITORY, lacking

PACKAGE = f"sveltia-cms-{webdesk.VERSION}.tgz"
DESK = "title: Small\nbase_url: https://small.example/\nlanguage: en\nfeatures: {desk: true}\n"


def fields(found: list[dict[str, Any]], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every field of a collection, by the keys that lead to it; "*" stands for each of a list."""
    for field in found:
        here = (*path, field["name"])
        below = (*here, "*") if field["widget"] == "list" or field.get("multiple") else here
        yield below, field
        yield from fields(field.get("fields", []), below)


def test_every_key_of_a_record_has_a_field() -> None:
    for collection in config(Site(title="x"))["collections"]:
        kind = BY_FOLDER[collection["name"]]
        keys = {field.key for field in kind.fields if field.name not in kind.from_file}
        assert {field["name"] for field in collection["fields"]} == keys | {"body"}


def test_pickers_lead_where_references_lead() -> None:
    folders = {kind.kind_name: folder for folder, kind in BY_FOLDER.items()}
    for collection in config(Site(title="x"))["collections"]:
        picked = {path: field["collection"] for path, field in fields(collection["fields"]) if field["widget"] == "relation"}
        assert picked == {path: folders[kind] for path, kind in REFERENCES[BY_FOLDER[collection["name"]]]}


def test_what_must_be_filled_in_is_asked_for() -> None:
    article = next(one for one in config(Site(title="x"))["collections"] if one["name"] == Article.folder)
    assert [field["name"] for field in article["fields"] if field["required"]] == ["title", "source"]


@pytest.mark.parametrize(
    ("repository", "expected"),
    [
        ("https://github.com/some/archive", {"name": "github", "repo": "some/archive", "branch": "main"}),
        ("https://github.com/some/archive.git", {"name": "github", "repo": "some/archive", "branch": "main"}),
        ("https://gitlab.com/some/group/archive/", {"name": "gitlab", "repo": "some/group/archive", "branch": "main"}),
        ("https://git.example/some/archive", {"name": "test-repo"}),
        (None, {"name": "test-repo"}),
    ],
)
def test_changes_go_to_the_repository(repository: str | None, expected: dict[str, str]) -> None:
    assert backend(Site(title="x", repository=repository)) == expected


def test_without_the_line_there_is_no_desk(tmp_path: Path) -> None:
    built(write(tmp_path, FILES))
    site = tree(tmp_path / "site")
    assert [path for path in site if path.startswith("admin")] == []
    assert b"admin" not in site["_headers"] + site["robots.txt"] + site["sitemap.xml"]


def test_without_npm_the_build_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(ToolError, match="needs npm, which is missing"):
        built(write(tmp_path, {**FILES, "content/site.yaml": DESK}))


# ---------------------------------------------------------------------------------------------------- with the package


@pytest.fixture(scope="module")
def package() -> bytes:
    """The package from npm, as the repository's own `.archive/` keeps it."""
    kept = REPOSITORY / ".archive" / PACKAGE
    if not kept.is_file():
        if not shutil.which("npm"):
            lacking("npm", "install Node 20 or later with npm")
        try:
            webdesk.files(validate(Site, {"title": "x", "features": {"desk": "true"}}), REPOSITORY)
        except ToolError as error:
            lacking("the package of the web desk", str(error))
    return kept.read_bytes()


@pytest.fixture
def desk(tmp_path: Path, package: bytes) -> Iterator[Served]:
    (tmp_path / ".archive").mkdir()
    (tmp_path / ".archive" / PACKAGE).write_bytes(package)
    yield from serving(write(tmp_path, {**FILES, "content/site.yaml": DESK}))


def test_the_desk_stands_apart_from_the_site(desk: Served) -> None:
    policy = {path: desk.get(path)[0].headers["Content-Security-Policy"] for path in ("/", "/articles/2013/one/", "/admin/")}
    assert policy["/"] == policy["/articles/2013/one/"] != policy["/admin/"]
    assert "unsafe" not in policy["/admin/"].split("script-src", 1)[1].split(";", 1)[0]
    assert b"Disallow: /admin/" in desk.get("/robots.txt")[1]
    assert b"admin" not in desk.get("/sitemap.xml")[1]
    assert b'content="noindex"' in desk.get("/admin/")[1]
    written = desk.get("/admin/config.yml")[1].decode()
    assert json.loads(written[written.index("{") :])["collections"]


def test_the_desk_runs_under_its_own_policy_and_makes_an_article(desk: Served, browser: Browser) -> None:
    page = browser.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(f"{desk.address}admin/")
    page.get_by_role("button", name="Work with Test Repository").click()
    expect(page.get_by_text("Articles").first).to_be_visible()
    page.goto(f"{desk.address}admin/#/collections/articles/new")
    for name in ("Title", "Source", "Byline"):
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
    page.close()
    assert broken == []
