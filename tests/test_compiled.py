"""The code of templates: compiled once for all archives, and never taken for what it is not."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from archive import codecache
from archive.compiled import Compiled
from archive.model import Output, Site
from archive.render import Renderer, Setting

ROBOTS = Output("robots.txt", "robots.txt", {})


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python may keep code in a test."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that are compiled from now on."""
    names: list[str] = []
    compile: Callable[..., object] = jinja2.Environment.compile

    def noted(self: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        names.append(name)
        return compile(self, source, name, *rest)

    monkeypatch.setattr(jinja2.Environment, "compile", noted)
    return names


def robots(base_url: str = "https://example.org/", own: Path | None = None, known: Compiled | None = None) -> str:
    return Renderer(Setting(Site(title="x"), base_url), own, compiled=known).render(ROBOTS).decode()


def files(place: Path) -> list[Path]:
    return sorted(place.rglob("templates-*"))


def test_a_template_of_the_program_is_compiled_once_for_all_archives(place: Path, compilations: list[str]) -> None:
    pages = [robots(), robots("https://other.example/below/"), robots()]
    assert pages[0] == pages[2]
    assert "https://other.example/below/sitemap.xml" in pages[1]
    assert compilations == ["robots.txt"]
    assert [path.name.split(".")[0] for path in files(place)] == ["templates-robots"]


def test_a_template_of_an_archive_is_kept_by_the_archive(tmp_path: Path, place: Path, compilations: list[str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "robots.txt").write_text("mine {{ '/x/'|url }}", "utf-8")
    before = Compiled()
    assert robots(own=own, known=before) == robots("https://example.org/", own, Compiled(before.kept)) == "mine /x/"
    assert robots("https://example.org/below/", own, Compiled(before.kept)) == "mine /below/x/"
    assert (compilations, files(place)) == (["robots.txt"], [])
    (own / "robots.txt").write_text("changed", "utf-8")
    assert robots(own=own, known=Compiled(before.kept)) == "changed"


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:], lambda data: b""])
def test_damaged_code_is_not_known(place: Path, compilations: list[str], damage: Callable[[bytes], bytes]) -> None:
    page = robots()
    (file,) = files(place)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert robots() == page
    assert file.read_bytes() == whole
    assert compilations == ["robots.txt", "robots.txt"]


def test_the_code_of_another_version_of_the_program_is_not_known(compilations: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    page = robots()
    monkeypatch.setattr(codecache, "version", lambda: "another")
    assert robots() == page
    assert compilations == ["robots.txt", "robots.txt"]


def test_where_the_program_cannot_be_written_the_archive_keeps_all_code(place: Path, compilations: list[str]) -> None:
    place.write_text("no folder", "utf-8")
    before = Compiled()
    assert robots(known=before) == robots(known=Compiled(before.kept))
    assert compilations == ["robots.txt"]


def test_where_python_may_write_no_code_none_is_written_beside_the_program(
    place: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = Compiled()
    robots(known=before)
    assert ([name.split()[0].rpartition("/")[2] for name in before.kept], files(place)) == (["strings", "robots.txt"], [])
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    robots()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    robots()  # what is there is read
    assert compilations == ["robots.txt", "robots.txt"]
