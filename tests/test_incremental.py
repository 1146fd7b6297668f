"""The site is a pure function of the repository: however one came to a state of it, the same bytes come out.

The twin proof stands below: with any part left out of what a page's key is made of, the same property must fail.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from archive import assembly, fixity, site, workers
from archive import build as building
from archive.render import Renderer
from archive.words import Words
from tests.support.small import built, tree
from tests.support.tools import REPOSITORY

GOLDEN = REPOSITORY / "tests/golden/archive"
Edit = Callable[[Path, int], None]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "one", ignore=shutil.ignore_patterns(".archive", "site"))
    return tmp_path / "one"


@pytest.fixture(autouse=True)
def no_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures take most of the time of a clean build, and are kept by the same rule; a test of their own draws them."""
    monkeypatch.setattr("archive.cards.available", lambda: False)


def incremental(root: Path, **options: object) -> dict[str, bytes]:
    built(root, **options)
    return tree(root / "site")


def clean(root: Path, **options: object) -> dict[str, bytes]:
    """The site as a first build of the same files gives it, elsewhere and without anything kept."""
    twin = root.parent / "twin"
    shutil.rmtree(twin, ignore_errors=True)
    shutil.copytree(root, twin, ignore=shutil.ignore_patterns(".archive", "site"))
    built(twin, **options)
    return tree(twin / "site")


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


# ------------------------------------------------------------------------------------------------ what may be edited


def change(path: str, old: str, new: str) -> Edit:
    """Replaces `old`, or takes `new` back, so that each edit can come at any time and more than once."""

    def edit(root: Path, number: int) -> None:
        place = root / "content" / path
        if place.exists():
            text = place.read_text("utf-8")
            place.write_text(text.replace(old, new, 1) if old in text else text.replace(new, old, 1), "utf-8")

    return edit


def add(root: Path, number: int) -> None:
    place = root / f"content/articles/2003/new-{number}.md"
    place.parent.mkdir(exist_ok=True)
    place.write_text(
        f"---\ntitle: Nouveau {number}\ndate: 2003-01-{number % 28 + 1:02d}\nsource: gazette\nactors: [lea-dubois]\n---\nLéa Dubois, [[le-pont]].\n"
    )


def delete(root: Path, number: int) -> None:
    for path in sorted((root / "content/articles/2003").glob("*.md"))[:1] or [root / "content/articles/2001/brouillon.md"]:
        path.unlink(missing_ok=True)


def move(root: Path, number: int) -> None:
    """A file that gets another name, and leaves an alias."""
    for path in sorted((root / "content/articles/2003").glob("new-*.md"))[:1]:
        text = (
            path.read_text("utf-8").replace("source:", f"aliases: [{path.stem}]\nsource:", 1)
            if "aliases" not in path.read_text("utf-8")
            else path.read_text("utf-8")
        )
        path.unlink()
        (path.parent / f"moved-{number}.md").write_text(text, "utf-8")


def template(name: str, before: str, own: str = "<!-- own -->") -> Edit:
    """An own template of the archive that has `own` before some words of the default, put there or taken away."""

    def edit(root: Path, number: int) -> None:
        place = root / "templates" / name
        if place.exists():
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            default = (REPOSITORY / "templates" / name).read_text("utf-8")
            assert before in default
            place.write_text(default.replace(before, f"{own}{before}", 1), "utf-8")

    return edit


def tamper(root: Path, number: int) -> None:
    """Somebody's hand in the site itself: what is published does not depend on what was published."""
    for path in sorted((root / "site").rglob("index.html"))[number % 5 :: 7]:
        path.write_bytes(path.read_bytes() + b"<!-- by hand -->")
    for path in sorted((root / "site").rglob("*.json"))[:1]:
        path.unlink(missing_ok=True)


EDITS: dict[str, Edit] = {
    "body": change("articles/1998/le-pont.md", "parlait bas", "parlait haut"),
    "body that links elsewhere": change("articles/1998/al-jisr.md", "[[le-pont#fin]]", "[[carte]]"),
    "title": change("articles/1998/le-pont.md", "Le pont est ouvert", "Le pont n’est pas ouvert"),
    "summary": change("articles/1998/al-jisr.md", "المهندسة", "السيدة"),
    "date": change("articles/1998/al-jisr.md", "date: 1998-05-04/1998-05-06", "date: 1998-06~"),
    "statement": change("articles/1998/le-pont.md", "same_as: al-jisr#s1", "answers: al-jisr#s1"),
    "alias": change("articles/1998/le-pont.md", "ancien-pont", "tres-ancien-pont"),
    "draft": change("articles/2001/brouillon.md", "draft: true", "draft: false"),
    "withdrawal": change("articles/2001/retire.md", "date: 2010-10-10", "date: 2010-10-11"),
    "embargo": change("articles/2001/sous-embargo.md", ", embargo_until: 2071-01-01", ""),
    "name": change("actors/lea-dubois.md", "name: Léa Dubois", "name: Léa D. Dubois"),
    "other name": change("actors/lea-dubois.md", "also: [Mme Dubois,", "also: ["),
    "line about an actor": change("actors/lea-dubois.md", "bâtisseuse", "et bâtisseuse"),
    "role": change("actors/lea-dubois.md", "ingénieure en chef", "cheffe"),
    "biography": change("actors/lea-dubois.md", "Elle a bâti", "Elle bâtit"),
    "tree of topics": change("topics/peages.md", "name: Péages", "name: Péages\nbroader: [ponts]"),
    "name of a source": change("sources/gazette.md", "La Gazette", "La Nouvelle Gazette"),
    "page": change("pages/a-propos.md", "title: À propos", "title: De nous"),
    "site": change("site.yaml", "Trois ponts", "Quatre ponts"),
    "language of the site": change("site.yaml", "language: fr", "language: de"),
    "names not to be linked": change("site.yaml", "licence: CC0-1.0", "licence: CC0-1.0\nfeatures: {autolink: [Mme Dubois]}"),
    "add": add,
    "delete": delete,
    "move": move,
    "template": template("actor.html", "<h1"),
    "included template": template("macros.html", "{% macro row(", "{% macro more() %}{% endmacro %}"),
    "base template": template("base.html", "</body>"),
    "asset": template("assets/site.js", "\n", "// own"),
    "strings": lambda root, number: (root / "templates/strings/fr.yaml").write_text(f"home: Accueil {number}\n", "utf-8") and None,
    "site by hand": tamper,
}


@pytest.mark.parametrize("half", [0, 1])
def test_each_single_edit_gives_what_a_clean_build_gives(root: Path, half: int) -> None:
    built(root)
    for number, (name, edit) in list(enumerate(EDITS.items()))[half::2]:
        edit(root, number)
        if name != "site by hand":
            assert (name, differences(incremental(root), clean(root))) == (name, [])


def test_a_site_that_somebody_changed_by_hand_is_made_whole(root: Path) -> None:
    before = incremental(root)
    tamper(root, 0)
    assert tree(root / "site") != before
    assert differences(incremental(root), before) == []


@pytest.mark.parametrize("seed", range(3))
def test_any_sequence_of_edits_gives_what_a_clean_build_gives(root: Path, seed: int) -> None:
    chance = random.Random(seed)
    built(root)
    for step in range(5):
        some = chance.sample(sorted(EDITS), chance.randint(1, 4))
        for name in some:
            EDITS[name](root, chance.randint(0, 99))
        assert (step, some, differences(incremental(root), clean(root))) == (step, some, [])


def test_an_edit_of_a_body_touches_few_pages_and_none_touches_nothing(root: Path) -> None:
    built(root)
    assert built(root).rendered == 0
    EDITS["body"](root, 0)
    body = built(root).rendered
    EDITS["base template"](root, 0)
    base = built(root).rendered
    assert 0 < body < 15 < base


def test_a_card_is_drawn_again_when_what_it_shows_has_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    built(root)
    EDITS["title"](root, 0)
    assert differences(incremental(root), clean(root)) == []


# ------------------------------------------------------------------------------------------------ clean builds


def test_two_clean_builds_give_the_same_bytes(root: Path) -> None:
    assert differences(clean(root), clean(root)) == []


def test_one_process_and_many_give_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = clean(root, jobs=1)
    monkeypatch.setattr(workers, "WORTH_FORKING", 0)
    monkeypatch.setattr(site, "WORTH", 0)
    assert differences(one, clean(root, jobs=2)) == []


def test_the_place_of_the_archive_and_of_its_output_leave_no_trace(root: Path, tmp_path: Path) -> None:
    here = clean(root)
    elsewhere = tmp_path / "a b/ç/archive"
    shutil.copytree(root, elsewhere)
    built(elsewhere, tmp_path / "public")
    assert differences(here, tree(tmp_path / "public")) == []


def test_a_build_writes_nothing_into_the_content(root: Path) -> None:
    before = tree(root / "content")
    built(root, search=True)
    assert tree(root / "content") == before


def test_options_come_and_go_without_a_trace(root: Path) -> None:
    ways: list[dict[str, object]] = [{}, {"noindex": True}, {"base_url": "https://other.example/sub/"}, {}]
    first = incremental(root)
    for _, way in pairwise(ways):
        found = incremental(root, **way)
        assert differences(found, clean(root, **way)) == []
    assert differences(found, first) == []


# ------------------------------------------------------------------------------------------------ the twin proof


def test_another_python_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = building.version.__wrapped__()
    assert building.version.__wrapped__() == before
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    assert building.version.__wrapped__() != before


def without_version(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (building, assembly):
        monkeypatch.setattr(module, "version", lambda: "always the same")
    monkeypatch.setattr(fixity, "program", lambda: b"always the same")


def without_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "base_key", b"")


def without_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "closure", lambda self, template: b"")


def without_view(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Renderer.key
    monkeypatch.setattr(Renderer, "key", lambda self, output: whole(self, output._replace(view=None)))


def another_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program itself changes, and its version with it, as `version()` makes sure by reading the program's files."""
    if building.version() != "always the same":
        for module in (building, assembly):
            monkeypatch.setattr(module, "version", lambda: "another")
        monkeypatch.setattr(fixity, "program", lambda: b"another")
    monkeypatch.setattr(Words, "number", lambda self, value: f"№ {value}")


SABOTAGE: list[tuple[Callable[[pytest.MonkeyPatch], None], str]] = [
    (without_version, "program"),
    (without_setting, "site"),
    (without_setting, "strings"),
    (without_templates, "template"),
    (without_templates, "base template"),
    (without_view, "title"),
    (without_view, "body"),
]


def _twin_proof(root: Path, edit: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Differences between the incremental and the clean build after one edit."""
    if edit == "moved pages that tell their own path":
        template("moved.html", "</body>", "{{ path }}")(root, 0)
    built(root)
    if edit == "program":
        another_program(monkeypatch)
    elif edit in EDITS:
        EDITS[edit](root, 1)
    return differences(incremental(root), clean(root))


@pytest.mark.parametrize(("sabotage", "edit"), SABOTAGE, ids=lambda one: one if isinstance(one, str) else one.__name__)
def test_leaving_any_part_out_of_the_key_is_found_out(
    root: Path, monkeypatch: pytest.MonkeyPatch, sabotage: Callable[[pytest.MonkeyPatch], None], edit: str
) -> None:
    sabotage(monkeypatch)
    assert _twin_proof(root, edit, monkeypatch) != []


# the path is not among the parts that can be left out: a file is only ever taken over to the place where it stood
@pytest.mark.parametrize("edit", ["moved pages that tell their own path", *sorted({edit for _, edit in SABOTAGE})])
def test_with_the_whole_key_the_same_edits_are_right(root: Path, monkeypatch: pytest.MonkeyPatch, edit: str) -> None:
    assert _twin_proof(root, edit, monkeypatch) == []
