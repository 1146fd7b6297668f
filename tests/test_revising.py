"""An edit of words alone is made by itself, and gives what a clean build gives, byte for byte."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml

from archive import standing
from archive.build import build
from archive.fixity import Inputs, look
from archive.model import Archive, Article, Kept, Topic
from archive.model.noting import EVERY, Shown, noting, noting_every_word
from archive.model.reads import Noted, noted
from archive.options import Options
from archive.plan import lasting
from archive.problems import ContentError, ToolError, split
from archive.render import DEFAULTS
from archive.resolve import Resolved
from archive.store import Disk
from tests.support.small import ARTICLE, actor, article, built, tree, write
from tests.test_incremental import EDITS, GOLDEN, clean, differences

WORDS = [
    "Léa Dubois",
    "Mme Dubois",
    "la Compagnie du Pont",
    "李雷",
    "[[le-pont]]",
    "[[actors/lea-dubois|elle]]",
    "[[al-jisr#p1]]",
    "un pont",
    "*fort*",
    "`rien`",
]
HEADS = {
    "articles": {"title": "{}", "summary": "{}", "subtitle": "{}", "byline": ["{}", "B. Autre"], "place": "{}", "section": "{}", "also": ["{}"]},
    "actors": {"summary": "{}", "also": ["{}", "Dubois"]},
    "topics": {"summary": "{}", "also": ["{}"]},
    "events": {"summary": "{}"},
    "sources": {"summary": "{}"},
}
"""Keys whose words are shown and mean nothing to other records, with values that they can have."""
TEXTS = ["articles/1998/le-pont.md", "articles/1998/al-jisr.md", "actors/lea-dubois.md", "topics/ponts.md", "events/inauguration.md", "sources/gazette.md"]


@pytest.fixture(autouse=True)
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.cards.available", lambda: False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "one", ignore=shutil.ignore_patterns(".archive", "site"))
    built(tmp_path / "one")
    return tmp_path / "one"


def reworded(root: Path, path: str, chance: random.Random) -> None:
    """Puts other words in a paragraph of a text, or at its end, so that no paragraph gets another number."""
    place = root / "content" / path
    front, text = place.read_text("utf-8").split("\n---\n", 1)
    paragraphs = text.strip("\n").split("\n\n")
    at = chance.randrange(len(paragraphs))
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 3)))
    plain = paragraphs[at][:1].isalpha() and not paragraphs[at].endswith("^fin")
    paragraphs[at] = f"{words} {paragraphs[at]}" if plain and chance.random() < 0.5 else f"{paragraphs[at].removesuffix(' ^fin')} {words}"
    place.write_text(f"{front}\n---\n" + "\n\n".join(paragraphs) + "\n", "utf-8")


def paragraphed(root: Path, path: str, chance: random.Random) -> None:
    """Puts a paragraph somewhere, or takes the last one away."""
    place = root / "content" / path
    front, text = place.read_text("utf-8").split("\n---\n", 1)
    paragraphs = text.strip("\n").split("\n\n")
    if len(paragraphs) > 1 and chance.random() < 0.4:
        paragraphs.pop()
    else:
        paragraphs.insert(chance.randrange(len(paragraphs) + 1), " ".join(chance.choice(WORDS) for _ in range(3)))
    place.write_text(f"{front}\n---\n" + "\n\n".join(paragraphs) + "\n", "utf-8")


def renamed(root: Path, path: str, chance: random.Random) -> None:
    """Puts other words at the head of a record: some that no text has, or names that texts have."""
    place = root / "content" / path
    front, text = place.read_text("utf-8").removeprefix("---\n").split("\n---\n", 1)
    keys = yaml.load(front, Loader=yaml.BaseLoader)  # texts only
    name, form = chance.choice(sorted(HEADS[path.partition("/")[0]].items()))
    word = chance.choice(["La Compagnie", "un pont", "Mme Dubois", "李雷", "Rien de tel", f"Mot {chance.random()}"])
    if chance.random() < 0.2 and name != "title":
        keys.pop(name, None)
    else:
        keys[name] = [one.format(word) for one in form] if isinstance(form, list) else form.format(word)
    place.write_text(f"---\n{yaml.safe_dump(keys, allow_unicode=True, sort_keys=False)}---\n{text}", "utf-8")


@pytest.mark.parametrize("search", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_heads_and_texts_in_other_words_give_what_a_clean_build_gives(root: Path, seed: int, search: bool) -> None:
    chance, revisions = random.Random(100 + seed), 0
    built(root, search=search)
    for step in range(3 if search else 8):
        for path in chance.sample([path for path in TEXTS if (root / "content" / path).is_file()], chance.randint(1, 2)):
            chance.choice([renamed, renamed, reworded])(root, path, chance)
        revisions += "edited" in built(root, search=search).why
        assert (step, differences(tree(root / "site"), clean(root, search=search))) == (step, [])
    assert revisions > (0 if search else 4)


def test_names_that_come_and_go_are_found_in_texts_that_nobody_edited(tmp_path: Path) -> None:
    two = "content/articles/2013/two.md"
    ann = "content/actors/ann.md"
    root = write(tmp_path, {ann: actor("Ann Lee"), ARTICLE: article("actors: [ann]", "Miss\nLee came. O&#39;Lee went."), two: article(body="Not O\\'Lee.")})
    built(root)
    for also in ("[Miss Lee]", "[\"O'Lee\", Miss]", "[Nobody]", "[Lee]"):
        write(root, {ann: actor("Ann Lee", f"also: {also}")})
        assert built(root).why == "1 record edited"
        assert (also, differences(tree(root / "site"), clean(root))) == (also, [])


@pytest.mark.parametrize("search", [False, True])
@pytest.mark.parametrize("edit", ["template", "included template", "base template"])
def test_templates_are_made_again_where_they_are_used(root: Path, edit: str, search: bool) -> None:
    """An own template is put there, and taken away again."""
    built(root, search=search)
    for number in (0, 1):
        EDITS[edit](root, number)
        if number:
            EDITS["title"](root, number)
        report = built(root, search=search)
        assert report.why == ("1 record and templates edited" if number else "templates edited")
        assert (edit != "template") or report.rendered < report.files / 2
        assert differences(tree(root / "site"), clean(root, search=search)) == []


def test_another_template_of_search_documents_is_made_with_the_whole(root: Path) -> None:
    built(root, search=True)
    (root / "templates").mkdir(exist_ok=True)
    text = (DEFAULTS / "search-document.html").read_text("utf-8")
    (root / "templates/search-document.html").write_text(text.replace("<body", "<body class='own'", 1), "utf-8")
    assert "edited" not in built(root, search=True).why
    assert differences(tree(root / "site"), clean(root, search=True)) == []


def test_a_template_that_is_not_noted_is_found_out(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.making.note", lambda fact: None)
    built(root, clean=True)
    EDITS["base template"](root, 0)
    built(root)
    assert differences(tree(root / "site"), clean(root)) != []


def test_the_line_about_an_actor_follows_it_into_every_text_that_names_it(tmp_path: Path) -> None:
    ann, topic = "content/actors/ann.md", "content/topics/trade.md"
    files = {topic: "---\nname: Trade\n---\nHere is Ann Lee.\n", "content/pages/about.md": "---\ntitle: About\n---\nBy Ann Lee.\n"}
    root = write(tmp_path, {ann: actor("Ann Lee", "summary: A clerk."), ARTICLE: article("topics: [trade]"), **files})
    built(root)
    for line in ("A banker.", "A judge."):
        write(root, {ann: actor("Ann Lee", f"summary: {line}")})
        assert built(root).why == "1 record edited"
        assert differences(tree(root / "site"), clean(root)) == []


def test_a_headline_is_made_again_where_it_is_shown_and_nowhere_else(root: Path) -> None:
    EDITS["title"](root, 0)
    report = built(root)
    assert (report.why, 0 < report.rendered < report.files / 2) == ("1 record edited", True)
    assert differences(tree(root / "site"), clean(root)) == []


@pytest.mark.parametrize("seed", range(4))
def test_texts_in_other_words_give_what_a_clean_build_gives(root: Path, seed: int) -> None:
    chance, revisions = random.Random(seed), 0
    for step in range(6):
        for path in chance.sample([path for path in TEXTS if (root / "content" / path).is_file()], chance.randint(1, 2)):
            reworded(root, path, chance)
        revisions += "edited" in built(root).why
        assert (step, differences(tree(root / "site"), clean(root))) == (step, [])
    assert revisions > 2


def test_an_edit_of_a_text_is_made_by_itself(root: Path) -> None:
    EDITS["body"](root, 0)
    report = built(root)
    assert (report.why, 0 < report.rendered < 15) == ("1 text edited", True)
    assert report.files == report.rendered + report.reused == len(tree(root / "site"))
    assert built(root).rendered == 0


def test_what_the_search_finds_is_revised_too(root: Path) -> None:
    built(root, search=True)
    EDITS["body"](root, 0)
    report = built(root, search=True)
    assert (report.why, report.indexed) == ("1 text edited", "made")
    assert differences(tree(root / "site"), clean(root, search=True)) == []
    assert built(root, search=True).rendered == 0


@pytest.mark.parametrize("edit", ["name", "date", "statement", "alias", "draft", "role", "add", "strings", "site by hand", "site"])
def test_any_other_edit_beside_it_is_made_with_the_whole(root: Path, edit: str) -> None:
    EDITS["body"](root, 0)
    EDITS[edit](root, 0)
    assert "edited" not in built(root).why
    assert differences(tree(root / "site"), clean(root)) == []


@pytest.mark.parametrize("search", [False, True])
def test_paragraphs_come_and_go_by_themselves(tmp_path: Path, search: bool) -> None:
    two, three = "content/articles/2013/two.md", "content/articles/2013/three.md"
    root = write(tmp_path, {ARTICLE: article(body="A.\n\nB."), two: article(body="See [[one#p1]], and [[one]]."), three: article(body="Nothing.")})
    built(root, search=search)
    for body in ("A.\n\nB.\n\nC.", "A.\n\nB.\n\nC.\n\nD ^end", "New.\n\n## Head\n\nA.", "A."):
        write(root, {ARTICLE: article(body=body)})
        assert (body, built(root, search=search).why) == (body, "1 text edited")
        assert (body, differences(tree(root / "site"), clean(root, search=search))) == (body, [])
    write(root, {ARTICLE: article(body="A.\n\nE."), three: article(body="See [[one#p2]].")})
    assert built(root, search=search).why == "2 texts edited"
    assert differences(tree(root / "site"), clean(root, search=search)) == []
    write(root, {ARTICLE: article(body="A. See [[two]].\n\nE.")})
    assert built(root, search=search).why == "1 text edited"
    assert differences(tree(root / "site"), clean(root, search=search)) == []


@pytest.mark.parametrize("since", ["nothing", "the link", "the paragraph and the link"])
def test_a_paragraph_to_which_another_text_leads_is_not_lost(tmp_path: Path, since: str) -> None:
    """Whatever of it has come since the last build of the whole, by edits that were made by themselves."""
    two, body, link = "content/articles/2013/two.md", "A.\n\nB.", "See [[one#p2]]."
    root = write(tmp_path, {ARTICLE: article(body="A." if "paragraph" in since else body), two: article(body=link if since == "nothing" else "See [[one]].")})
    built(root)
    if since != "nothing":
        write(root, {ARTICLE: article(body=body), two: article(body=link)})
        assert built(root).why.endswith("edited")
    before = tree(root / "site")
    write(root, {ARTICLE: article(body="A.")})
    with pytest.raises(ContentError) as told:
        built(root)
    assert [one.code for one in told.value.problems] == ["unknown-anchor"]
    assert tree(root / "site") == before


def test_a_record_that_gets_its_first_text_is_made_with_the_whole(tmp_path: Path) -> None:
    root = write(tmp_path, {ARTICLE: article(body="")})
    for body in ("A.", ""):
        built(root)
        write(root, {ARTICLE: article(body=body)})
        assert (body, "edited" in built(root).why) == (body, False)
        assert (body, differences(tree(root / "site"), clean(root))) == (body, [])


def test_a_paragraph_may_not_take_the_place_of_a_statement(tmp_path: Path) -> None:
    said = "actors: [ann]\nstatements: [{id: s1, by: ann, act: says, about: it}]"
    root = write(tmp_path, {"content/actors/ann.md": actor("Ann Lee"), ARTICLE: article(said, "A.")})
    built(root)
    write(root, {ARTICLE: article(said, "A.\n\nB. ^s1")})
    with pytest.raises(ContentError) as told:
        built(root)
    assert [one.code for one in told.value.problems] == ["duplicate-id"]


@pytest.mark.parametrize("seed", range(3))
def test_longer_and_shorter_texts_give_what_a_clean_build_gives(root: Path, seed: int) -> None:
    chance, revisions = random.Random(500 + seed), 0
    for step in range(6):
        for path in chance.sample([path for path in TEXTS if (root / "content" / path).is_file()], chance.randint(1, 2)):
            paragraphed(root, path, chance)
        try:
            revisions += "edited" in built(root).why
        except ContentError:  # another text led to what is gone: a clean build says so too
            with pytest.raises(ContentError):
                clean(root)
            return
        assert (step, differences(tree(root / "site"), clean(root))) == (step, [])
    assert revisions > 2


def test_a_mistake_in_a_text_is_told_and_the_old_site_stays(root: Path) -> None:
    before = tree(root / "site")
    place = root / "content/articles/1998/al-jisr.md"
    good = place.read_text("utf-8")
    place.write_text(good.rstrip("\n") + " [[nulle-part]]\n", "utf-8")
    with pytest.raises(ContentError):
        built(root)
    assert tree(root / "site") == before
    place.write_text(good, "utf-8")
    assert built(root).rendered == 0


def test_warnings_are_told_each_time_and_no_longer_once_they_are_mended(tmp_path: Path) -> None:
    two = "content/articles/2013/two.md"
    root = write(tmp_path, {ARTICLE: article(body="A picture: ![it](it.png)"), two: article(body="Some text.")})
    assert len(built(root).warnings) == 1
    write(root, {two: article(body="Other text.")})
    again = built(root)
    assert (again.why, len(again.warnings)) == ("1 text edited", 1)
    write(root, {ARTICLE: article(body="No picture.")})
    mended = built(root)
    assert (mended.why, mended.warnings) == ("1 text edited", ())


def test_two_sites_of_one_archive_do_not_confuse_each_other(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    built(root, other)
    EDITS["title"](root, 0)
    built(root)
    EDITS["body"](root, 0)
    built(root, other)
    assert differences(tree(other), clean(root)) == []
    built(root)
    assert differences(tree(root / "site"), clean(root)) == []


@pytest.mark.parametrize("edit", ["biography", "title"])
@pytest.mark.parametrize("lost", ["read", "concordances", "base", "since", "catalogue", "asking", "contexts", "all"])
def test_what_the_store_has_lost_is_worked_out_again(root: Path, lost: str, edit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from archive.store import Disk

    load = Disk.load
    EDITS[edit](root, 0)
    monkeypatch.setattr(Disk, "load", lambda self, work, keys: {} if lost in (work, "all") else load(self, work, keys))
    built(root)
    monkeypatch.undo()
    monkeypatch.setattr("archive.cards.available", lambda: False)
    assert differences(tree(root / "site"), clean(root)) == []


def test_a_damaged_store_is_no_harm(root: Path) -> None:
    with sqlite3.connect(root / ".archive/store.sqlite") as db:
        db.execute("update kept set value = substr(value, 1, length(value) - 1)")
    EDITS["body"](root, 0)
    built(root)
    assert differences(tree(root / "site"), clean(root)) == []


# ------------------------------------------------------------------------------------------------ the twin proof


def others(root: Path) -> list[str]:
    """Differences from a clean build after the words around a name, and those around a link, have changed."""
    two, three = "content/articles/2013/two.md", "content/articles/2013/three.md"
    related = "related: [{article: one, how: follows}]"
    write(
        root, {"content/actors/ann.md": actor("Ann Lee"), ARTICLE: article(body="Here is Ann Lee."), two: article(related, "See [[three]]."), three: article()}
    )
    built(root)
    write(root, {ARTICLE: article(body="There is Ann Lee."), two: article(related, "Do see [[three]].")})
    assert built(root).why == "2 texts edited"
    return differences(tree(root / "site"), clean(root))


def test_pages_that_quote_a_text_follow_it(tmp_path: Path) -> None:
    assert others(tmp_path / "one") == []


@pytest.mark.parametrize("name", ["prose", "backlinks", "mentions"])
def test_a_text_that_is_not_noted_is_found_out(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    note = Noted._note
    monkeypatch.setattr(Noted, "_note", lambda self, key: None if self.name == name else note(self, key))
    assert others(tmp_path / "one") != []


def headed(root: Path) -> list[str]:
    """Differences from a clean build after the headline of a report to which a text leads has changed, and then another line at its head."""
    files = {"content/articles/2013/two.md": article(body="See [[one]]."), "content/articles/2013/three.md": article("related: [{article: one, how: follows}]")}
    write(root, {ARTICLE: article("date: 2013-03-12\nplace: Here"), **files})
    built(root)
    found = []
    for front, title in (("place: Here", "Another"), ("place: There", "Another")):
        write(root, {ARTICLE: article(f"date: 2013-03-12\n{front}", title=title)})
        assert built(root).why == "1 record edited"
        found += differences(tree(root / "site"), clean(root))
    return found


def test_pages_that_show_words_of_a_record_follow_them(tmp_path: Path) -> None:
    assert headed(tmp_path / "one") == []


@pytest.mark.parametrize("words", ["card", "head"])
def test_words_that_are_not_noted_are_found_out(tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.render.note_all", lambda facts: None)
    monkeypatch.setattr(Shown, "__get__", lambda self, record, kind=None: self.slot.__get__(record) if self.words == words else told(self, record, kind))
    assert headed(tmp_path / "one") != []


told = Shown.__get__


def test_a_text_that_shows_a_headline_unknown_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep = standing.keep

    def forgetful(store: Disk, site: bytes, inputs: Inputs, whole: Resolved, *more: Any) -> None:
        keep(store, site, inputs, whole._replace(shown={}), *more)

    monkeypatch.setattr("archive.standing.keep", forgetful)
    assert headed(tmp_path / "one") != []


def test_what_is_kept_counts_for_each_who_asks_for_it() -> None:
    one = Article(id="one", path="content/articles/2013/one.md", title="One", source="paper")
    archive = noted(Archive(None, records={("article", "one"): one}))  # type: ignore[arg-type]
    kept = Kept[Archive, object](lambda some: (some.mentions.get("ann"), some.article("one").heading))
    for _ in range(2):
        with noting() as asked:
            kept(archive)
        assert asked == {("mentions", "ann"), ("card", ("article", "one"))}
    with pytest.raises(TypeError, match="one by one"):
        list(archive.mentions)


def test_who_shows_the_words_of_all_records_of_a_kind_is_noted_at_once_and_all_else_still_is() -> None:
    one = Article(id="one", path="content/articles/2013/one.md", title="One", source="paper")
    topic = Topic(id="one", path="content/topics/one.md", name="One")
    archive = noted(Archive(None, records={("article", "one"): one, ("topic", "one"): topic}))  # type: ignore[arg-type]
    kept = Kept[Archive, str](lambda some: some.article("one").heading)
    with noting() as asked, noting_every_word(["article"]):
        archive.article("one").heading  # noqa: B018  # it is asked for
        archive.topic("one").summary  # noqa: B018
        archive.mentions.get("ann")
    assert asked == {(EVERY, "article"), ("card", ("topic", "one")), ("mentions", "ann")}
    with noting_every_word(["article"]):
        kept(archive)
    with noting() as asked:
        kept(archive)
    assert asked == {("card", ("article", "one"))}


def test_what_lasts_may_be_made_from_nothing_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.plan.LASTING", (Kept[Archive, object](lambda one: one.mentions.get("ann")),))
    with pytest.raises(ValueError, match="mentions"):
        lasting(noted(Archive(None)))  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------ what an attack has shown


def test_names_in_another_order_are_the_same_names(root: Path) -> None:
    place = root / "content/actors/lea-dubois.md"
    text = place.read_text("utf-8")
    place.write_text(text.replace("names: {ar: ليا دوبوا}", "names: {zh: 李雅, ar: ليا دوبوا}"), "utf-8")
    built(root)
    place.write_text(text.replace("names: {ar: ليا دوبوا}", "names: {ar: ليا دوبوا, zh: 李雅}"), "utf-8")
    built(root)
    assert differences(tree(root / "site"), clean(root)) == []


def test_a_folder_that_becomes_a_link_to_elsewhere_is_read_no_more(root: Path, tmp_path: Path) -> None:
    (root / "content/pages").rename(tmp_path / "elsewhere")
    (root / "content/pages").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    built(root)
    assert "a-propos/index.html" not in tree(root / "site")


@pytest.mark.parametrize(("page", "seen"), [("le-pont/le-pont.bib", "at once"), ("al-jisr/index.html", "by the next look")])
def test_a_hand_in_the_site_while_it_is_made_is_not_taken_for_ours(root: Path, page: str, seen: str) -> None:
    whole = tree(root / "site")
    EDITS["body"](root, 0)
    options = Options(root, root / "site", search=False, jobs=1)
    found = look(options)
    assert found.intact
    place = root / "site/articles/1998" / page
    place.write_bytes(place.read_bytes() + b"<!-- by hand -->")
    if seen == "at once":
        with pytest.raises(ToolError, match="build again"):
            build(options, look=found)
    else:
        build(options, look=found)
    built(root)
    assert differences(tree(root / "site"), clean(root)) == []
    assert tree(root / "site") != whole


@pytest.mark.parametrize("search", [False, True])
@pytest.mark.parametrize("harm", ["a page by hand", "a table cut", "a table gone", "all gone"])
def test_an_edit_of_words_in_a_site_that_is_not_as_it_was_left_is_made_with_the_whole(root: Path, harm: str, search: bool) -> None:
    if search:
        built(root, search=True)
    renamed(root, "articles/1998/le-pont.md", random.Random(3))
    table = root / "site/data/articles.csv"
    if harm == "a page by hand":
        place = root / "site/articles/1998/al-jisr/index.html"
        place.write_bytes(place.read_bytes() + b"<!-- by hand -->")
    elif harm == "a table cut":
        table.write_bytes(table.read_bytes()[:40])
    elif harm == "a table gone":
        table.unlink()
    else:
        shutil.rmtree(root / "site")
    report = built(root, search=search)
    assert "edited" not in report.why
    assert differences(tree(root / "site"), clean(root, search=search)) == []


def test_a_template_that_is_changed_while_a_build_runs_is_read_again_by_the_next(root: Path) -> None:
    EDITS["template"](root, 0)
    built(root)
    own = root / "templates/actor.html"
    text = own.read_text("utf-8")
    found = look(Options(root, root / "site", search=False, jobs=1))
    EDITS["site"](root, 0)
    own.write_text(text.replace("<!-- own -->", "<!-- a draft -->"), "utf-8")
    build(Options(root, root / "site", search=False, jobs=1), look=found)
    own.write_text(text, "utf-8")
    built(root)
    assert differences(tree(root / "site"), clean(root)) == []


@pytest.mark.parametrize("wrong", ["[[one]] and [[nobody]].", "See [[two#p9]]."])
def test_what_mends_a_mistake_is_an_edit_of_what_was_right_before(tmp_path: Path, wrong: str) -> None:
    """However often it was built with the mistake."""
    two = "content/articles/2013/two.md"
    root = write(tmp_path, {ARTICLE: article(body="A."), two: article(body="See [[one]].")})
    built(root)
    for text in (wrong, f"Now. {wrong}", f"And now. {wrong}"):
        write(root, {two: article(body=text)})
        with pytest.raises(ContentError):
            built(root)
    write(root, {two: article(body="Look at [[one]].")})
    assert built(root).why == "1 text edited"
    assert differences(tree(root / "site"), clean(root)) == []
    write(root, {two: article("actor: [ann]", body="Look at [[one]].")})  # no record comes of it, and what leads to it leads nowhere
    with pytest.raises(ContentError):
        built(root)
    write(root, {two: article(body="Look there at [[one]].")})
    assert built(root).why == "1 text edited"


def test_what_resolving_warns_of_goes_with_an_edit_to_where_it_stands_then(tmp_path: Path) -> None:
    """At the head of the file, and in its text, also where some of it comes or goes."""
    gone = "withdrawn: {date: 2020, reason: asked}"
    said = "actors: [bob]\nstatements:\n- {id: s1, by: ann, act: says, about: x}\n- {id: s2, by: eve, act: says, about: y}"
    files = {"content/actors/ann.md": actor("Ann", gone), "content/actors/eve.md": actor("Eve"), "content/actors/bob.md": actor("Bob")}
    two = {"content/articles/2013/two.md": article(body="It answers [[one#s1]].")}
    root = write(tmp_path / "one", {ARTICLE: article(said, "Then. See [[#s1]]."), **files, **two})
    assert sorted(one.code for one in built(root).warnings) == ["speaker-not-listed", *["withdrawn-speaker"] * 3]
    edits = [
        ("", "Now. Then. See [[#s1]]."),
        ("summary: A new line.\n", "Then.\n\nSee [[#s1]], [[#s1]], [[#s1]], [[#s1]]. ![it](it.png)"),
        ("summary: A new line.\n", "Then."),
        ("summary: A new line.\n", "Then. See [[#s1]]."),
    ]
    for number, (head, body) in enumerate(edits):
        write(root, {ARTICLE: article(f"{head}{said}", body)})
        revised = built(root)
        assert (body, revised.why.endswith("edited")) == (body, True)
        shutil.copytree(root / "content", tmp_path / str(number) / "content")
        assert (body, split(revised.warnings)) == (body, split(built(tmp_path / str(number)).warnings))
        assert (body, differences(tree(root / "site"), clean(root))) == (body, [])
