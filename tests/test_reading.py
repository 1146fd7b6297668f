"""Reading: what an editor wrote is what the record says, and whatever is wrong is told with its place. Nothing crashes."""

from __future__ import annotations

import os
import unicodedata
from errno import EACCES
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.model import Article
from archive.problems import as_text
from archive.read import Entry, read, read_file
from tests.support.small import ARTICLE, actor, article, problems_of, write


def front(text: str) -> list[str]:
    """The problems of an article with these further keys, as `LINE:COLUMN code`."""
    return [f"{problem.line}:{problem.column} {problem.code}" for problem in problems_of(ARTICLE, article(text))]


def entry_of(text: str | bytes) -> Entry:
    entry, problems = read_file(ARTICLE, text if isinstance(text, bytes) else text.encode("utf-8"))
    assert problems == ()
    assert entry
    return entry


def record_of(text: str | bytes) -> Article:
    record = entry_of(text).record
    assert isinstance(record, Article)
    return record


@pytest.mark.parametrize("written", ["NO", "0123", "12:30", "1.10", "1e3", "0x1F", "2013-03-12", "yes", "null", "~~", ".5", "1_000", "+1", "=", "<<"])
def test_a_value_stays_the_text_that_was_written(written: str) -> None:
    assert record_of(article(title=f"{written}\nsection: {written}\nbyline: [{written}, {written}]")).title == written
    record = record_of(article(f"section: {written}\nbyline: [{written}, '{written}']"))
    assert (record.section, record.byline) == (written, (written, written))


def test_an_empty_value_is_the_same_as_none() -> None:
    record = record_of(article("section:\nplace: ~\nbyline: []\nactors:\nsummary: ''", title="One").replace("summary: ''\n", ""))
    assert (record.section, record.place, record.byline, record.actors) == (None, None, (), ())


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("section: A\nsection: B", ["5:1 duplicate-key"]),
        ("credits: {photo: A, photo: B}", ["4:21 duplicate-key"]),
        ("section: &a A\nplace: *a", ["4:10 yaml-anchor", "5:8 yaml-anchor"]),
        ("section: !!str A", ["4:10 yaml-tag"]),
        ("section: !!python/object/apply:os.system [date]", ["4:10 yaml-tag"]),
        ("<<: {section: A}", ["4:1 unknown-key"]),
        ("? [a, b]\n: c", ["4:3 bad-key"]),
        ("secton: A", ["4:1 unknown-key"]),
        ("id: other", ["4:1 unknown-key"]),
        ("secton:", ["4:1 unknown-key"]),
        ("related: [{article: a, how: cites, note: one, two and three}]", ["4:47 unknown-key"]),
        ("date: 12 March 2013", ["4:7 bad-date"]),
        ("rights: {access: everything}", ["4:18 unknown-word"]),
        ("comments: {declared: -1}", ["4:22 wrong-type"]),
        ("comments: {declared: some}", ["4:22 wrong-type"]),
        ("actors: {a: b}", ["4:9 wrong-type"]),
        ("section: [a]", ["4:10 wrong-type"]),
        ("credits: photo", ["4:10 wrong-type"]),
        ("statements:\n  - id: s1\n    by: a\n    act: says", ["5:5 missing-key"]),
        ("statements:\n  - id: 1\n    by: a b\n    act: says it\n    about: x", ["5:9 bad-word", "6:9 bad-id", "7:10 bad-word"]),
        ("url: javascript:alert(1)", ["4:6 bad-address"]),
        ("archived_url: //evil.example/", ["4:15 bad-address"]),
        ("language: English", ["4:11 bad-language"]),
        ("capture: {file: a.txt, sha256: abc}", ["4:32 bad-checksum"]),
        ("section: 'open", ["4:10 bad-yaml"]),
        ("section: a: b", ["4:11 bad-yaml"]),
        ("section: A\n\tplace: B", ["5:1 bad-yaml"]),
    ],
)
def test_what_is_wrong_is_told_with_line_and_column(text: str, problems: list[str]) -> None:
    assert front(text) == problems


@pytest.mark.parametrize(
    ("text", "where", "key"),
    [
        ("date:\u00a02001-05-17", "4:1 bad-yaml", "date"),
        ("date:\u202f2001-05-17\nsection: A", "4:1 bad-yaml", "date"),
        ("actors:\u00a0\n  - ann-lee", "4:1 bad-yaml", "actors"),
        ("statements:\n  - id:\u00a0s1\n    by: ann-lee", "6:7 bad-yaml", "id"),
        ("statements:\n  - id: s1\n    by:\u00a0ann-lee\n    act: says", "6:5 bad-yaml", "by"),
        ("rights:\n  access:\u00a0full", "5:3 wrong-type", "access"),
    ],
)
def test_a_non_breaking_space_after_a_colon_is_named(text: str, where: str, key: str) -> None:
    found = problems_of(ARTICLE, article(text))
    assert [f"{problem.line}:{problem.column} {problem.code}" for problem in found] == [where]
    assert "a non-breaking space stands after the colon" in found[0].message
    assert found[0].hint == f'delete it and type a plain space: "{key}: ..."'


def test_a_non_breaking_space_after_every_colon_is_named() -> None:
    found = problems_of(ARTICLE, "---\ntitle:\u00a0One\nsource:\u00a0paper\n---\n")
    assert [(problem.code, problem.hint) for problem in found] == [("not-a-mapping", 'delete it and type a plain space: "title: ..."')]


@pytest.mark.parametrize(
    ("items", "shown"),
    [
        ("\n  – ann-lee", "- ann-lee"),
        ("\n  • ann-lee\n  • bob", '- ann-lee", then "- bob'),
        ("\n• ann-lee", "- ann-lee"),
        ("\n  * ann-lee", "- ann-lee"),
        ("\n  - bob\n  – ann-lee", "- ann-lee"),
        ("\n  - bob\n  -ann-lee", "- ann-lee"),
        ("\n  -\u00a0ann-lee", "- ann-lee"),
        ("\n  - bob\n  -\u00a0ann-lee", "- ann-lee"),
        (" – ann-lee • bob", "[ann-lee, bob]"),
    ],
)
def test_a_list_with_other_signs_than_hyphens_is_shown_as_it_should_be(items: str, shown: str) -> None:
    problem = problems_of(ARTICLE, article(f"actors:{items}"))[0]
    told = f"{problem.message}; {problem.hint}"
    assert shown in problem.hint
    assert ("non-breaking" if "\u00a0" in items else "a list") in told


def test_a_list_of_parts_with_dashes_is_shown_as_it_should_be() -> None:
    problem = problems_of(ARTICLE, article("statements:\n  – id: s1\n    by: ann-lee"))[0]
    assert (problem.message, problem.hint) == ("the line above is no item of a list: each begins with a hyphen and a space", 'write "- id: s1"')


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("section: [Update] Crane lifts", 'section: "[Update] Crane lifts"'),
        ("section: [Update] The \"Crane\": it's up\nplace: A", "section: '[Update] The \"Crane\": it''s up'"),
        ("section: {sic} Crane", 'section: "{sic} Crane"'),
        ("section: [sic]", '"[sic]"'),
        ("byline:\n  - [Ann] Lee\n  - Bob", '- "[Ann] Lee"'),
        ("figures:\n  - what: [Berths] all\n    id: f1", '- what: "[Berths] all"'),
        ("byline: [Ann, Bob] Lee", 'byline: "[Ann, Bob] Lee"'),
    ],
)
def test_a_value_that_begins_with_a_bracket_is_shown_in_quotes(text: str, shown: str) -> None:
    found = problems_of(ARTICLE, article(text))
    assert found[0].hint.endswith(f"put the whole value in quotes: {shown}")


@pytest.mark.parametrize(
    ("text", "key", "shown"),
    [
        ("rights: {access:full}", "access", "{access: full}"),
        ("rights: {access:full, statement: https://a.example/}", "access", "{access: full, statement: https://a.example/}"),
        ("rights: {note: A, access:full}", "access", "{note: A, access: full}"),
        ("rights: {access:\u00a0full}", "access", "{access: full}"),
        ("rights: {access:full,\n  note: A}", "access", "access: full,"),
        ("rights: {'access:full'}", "access", "access: full"),
        ("related: [{article:two, how: cites}]", "article", "{article: two, how: cites}"),
        ("rights:{access: full}", "rights", "rights: {access: full}"),
    ],
)
def test_a_space_that_is_missing_after_a_colon_is_named(text: str, key: str, shown: str) -> None:
    what = "a non-breaking space stands" if "\u00a0" in text else "a space is missing"
    found = problems_of(ARTICLE, article(text))
    assert [(problem.message, problem.hint) for problem in found] == [(f'{what} after the colon of "{key}"', f"write {shown}")]


def test_all_problems_of_a_file_are_told_at_once_and_each_says_what_to_write() -> None:
    text = article("dat: 2013\nsection: A\nsection: B\nrights: {acces: full}\nurl: www.example.org", title="")
    assert "\n".join(as_text(problem) for problem in sorted(problems_of(ARTICLE, text), key=lambda problem: problem.sort_key)) == (
        """content/articles/2013/one.md:2:1: missing-key: "title" is empty; fill it in
    title:
    ^
content/articles/2013/one.md:4:1: unknown-key: "dat" is not a key here; did you mean "date"?
    dat: 2013
    ^
content/articles/2013/one.md:6:1: duplicate-key: "section" stands twice; it stands in line 5 already: keep one
    section: B
    ^
content/articles/2013/one.md:7:10: unknown-key: "acces" is not a key here; did you mean "access"?
    rights: {acces: full}
             ^
content/articles/2013/one.md:8:6: bad-address: "www.example.org" is not a web address; write https://www.example.org
    url: www.example.org
         ^"""
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "0:0 no-front-matter"),
        (b"no front matter", "1:1 no-front-matter"),
        (b"---\ntitle: a\n", "1:1 no-front-matter"),
        (b"---\n- a\n---\n", "2:1 not-a-mapping"),
        (b"---\n---\n", "1:1 missing-key"),
        (b"---\ntitle: caf\xe9\n---\n", "2:1 not-utf-8"),
        (b"\xff\xfe-\x00-\x00", "1:1 not-utf-8"),
        (b"---\ntitle: a\x00b\nsource: paper\n---\n", "2:9 control-character"),
        (b"---\ntitle: a\nsource: paper\n---\nA \x1b[31m", "5:3 control-character"),
        ("---\ntitle: a\nsource: paper\n---\n\ufffe".encode("utf-8", "surrogatepass"), "5:1 control-character"),
    ],
)
def test_a_file_that_is_no_record_says_why(data: bytes, problem: str) -> None:
    found = read_file(ARTICLE, data)[1]
    expected = "1:1 no-front-matter" if data == b"" else problem
    assert f"{found[0].line}:{found[0].column} {found[0].code}" == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("title", ["One", "起重机吊起第一艘船" * 20])
def test_a_file_in_utf_16_is_told_as_that_with_a_mark_or_without(encoding: str, title: str) -> None:
    found = problems_of(ARTICLE, article(title=title, body="Ça et là.").encode(encoding))
    assert [as_text(problem) for problem in found] == [f"{ARTICLE}:1:1: not-utf-8: the file is saved as UTF-16; save it as UTF-8\n    ---\n    ^"]


@pytest.mark.parametrize("above", ["\n", "\n\n", " \n", "\t\r\n\u00a0\r\n", "\ufeff\n"])
def test_blank_lines_above_the_front_matter_are_told(above: str) -> None:
    found = problems_of(ARTICLE, above + article())
    assert [problem.message for problem in found] == ["blank lines stand above the first line ---"]
    assert (found[0].line, found[0].hint) == (1, "delete them: the line --- must be the very first of the file")


def test_a_front_matter_whose_first_line_is_indented_is_told() -> None:
    assert [problem.message for problem in problems_of(ARTICLE, f" {article()}")] == ["the first line --- is indented"]


def test_a_byte_order_mark_and_any_line_ends_are_read() -> None:
    plain = article("section: A", "One.\n\nTwo.")
    for text in (plain, plain.replace("\n", "\r\n"), plain.replace("\n", "\r"), f"\ufeff{plain}"):
        assert entry_of(text) == entry_of(plain)


def test_text_is_read_in_the_composed_form_of_unicode() -> None:
    text = unicodedata.normalize("NFD", article("section: Économie", "Ça: Ångström.", title="Zürich"))
    entry = entry_of(text)
    assert isinstance(entry.record, Article)
    assert (entry.record.title, entry.record.section, entry.body.source) == ("Zürich", "Économie", "Ça: Ångström.")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("content/articles/one.md", "misplaced"),
        ("content/articles/13/one.md", "misplaced"),
        ("content/articles/2013/two words.md", "bad-id"),
        ("content/articles/2013/-one.md", "bad-id"),
        ("content/articles/2013/one..md", "bad-id"),
        ("content/pages/more/one.md", "misplaced"),
        ("content/actors/../one.md", "bad-id"),
    ],
)
def test_a_file_in_the_wrong_place_or_with_a_wrong_name_is_told(path: str, code: str) -> None:
    assert code in [problem.code for problem in problems_of(path, article())]


@pytest.mark.parametrize("open_with", ["[", "{a: ", "- ", "? ", "> ", "* ", "`", "[[", "![", "<", "("])
def test_deep_nesting_breaks_nothing(open_with: str) -> None:
    deep = open_with * 20000
    read_file(ARTICLE, article(f"section: {deep}").encode())
    read_file(ARTICLE, article(f"byline: {deep}").encode())
    read_file(ARTICLE, article(body=deep).encode())


@settings(max_examples=500)
@given(st.binary(max_size=400))
@example(b"---\n? ? ?\n---\n")
@example(b"---\n*a : b\n---\n")
@example(b"---\n%YAML 9.9\n---\n")
@example("---\ntitle: \ud800\n---\n".encode("utf-8", "surrogatepass"))
def test_any_bytes_are_a_record_or_problems_never_an_error(data: bytes) -> None:
    for path in (ARTICLE, "content/actors/a.md", "content/pages/a.md"):
        for whole in (data, b"---\n" + data + b"\n---\n" + data, b"---\ntitle: A\nname: A\nkind: a\nsource: paper\n---\n" + data):
            entry, problems = read_file(path, whole)
            assert entry or problems


KEYS = sorted({field.key for field in Article.fields} - set(Article.from_file))
VALUES = st.recursive(
    st.sampled_from(
        ["a", "2013", "-1", "{}", "[]", "true", "~", "''", "s1", "#s1", "x#y", "https://a.example/", "'[[a]]'", '"\\u0000"', "*a", "&a b", "!t u", "<<"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda some: f"[{', '.join(some)}]"),
        st.dictionaries(st.sampled_from([*KEYS, "id", "by", "act", "about", "value", "what", "article", "how"]), inner, max_size=4).map(
            lambda some: "{" + ", ".join(f"{key}: {value}" for key, value in some.items()) + "}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5))
def test_any_value_under_any_key_is_a_record_or_problems(front_matter: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in front_matter.items())
    lines = f"---\n{text}---\n"
    entry, problems = read_file(ARTICLE, lines.encode())
    assert entry or problems
    assert all(0 < problem.line <= lines.count("\n") + 1 for problem in problems)


def test_only_records_are_read_and_what_lies_astray_is_told(tmp_path: Path) -> None:
    files = {
        ARTICLE: article(),
        "content/articles/2013/notes.txt": "",
        "content/articles/2013/.hidden.md": "",
        "content/articles/2013/one.md~": "",
        "content/article/one.md": "",
        "content/.obsidian/x.md": "",
    }
    reading = read(write(tmp_path, files))
    assert [entry.record.id for entry in reading.entries] == ["one", "paper"]
    assert [f"{problem.path}: {problem.severity}: {problem.code}; {problem.hint}" for problem in reading.problems] == [
        'content/article: error: unknown-folder; did you mean "articles"?',
        'content/articles/2013/notes.txt: warning: stray-file; if it is a record, rename it to "notes.md"',
    ]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        (r'place: "re\u200bopened"', ["4:11 hidden-character zero width space (U+200B)"]),
        (r'place: "a\u202Eb"', ["4:10 hidden-character right-to-left override (U+202E)"]),
        (r'place: "a\xadb \u200b"', ["4:10 hidden-character soft hyphen (U+00AD)"]),
        (r'place: "a\U0000feffb"', ["4:10 hidden-character zero width no-break space (U+FEFF)"]),
        (r'place: "a\ufffdb"', ["4:10 lost-character"]),
        ("byline: [\"华\\u2060\", 'x',\n  \"b\\u200b\"]", ["4:12 hidden-character word joiner (U+2060)", "5:5 hidden-character zero width space (U+200B)"]),
        ('place: "two\n  lines\\u200b"', ["5:8 hidden-character zero width space (U+200B)"]),
        (r'place: "a\\u200b"', []),
        (r'place: "a\xZZ"', ["4:8 bad-yaml"]),
        (r"place: 'a\u200b'", []),
        (r"place: a\u200b", []),
        (r'place: "a\u0041\n\t\"b"', []),
        (r'# place: "a\u200b"', []),
    ],
)
def test_an_invisible_character_is_told_also_where_an_escape_stands_for_it(front: str, told: list[str]) -> None:
    found = problems_of(ARTICLE, article(front))
    assert [f"{one.line}:{one.column} {one.code} {one.message.partition('character, ')[2]}".strip() for one in found] == told
    assert all((one.severity == "warning") == (one.code != "bad-yaml") and one.quote for one in found)


def test_an_invisible_character_in_the_file_of_the_site_is_told(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/site.yaml": 'title: "Press\\u202e"\ntagline: Cut\u200btings\n'})
    assert [(one.path, one.line, one.column, one.code) for one in read(root).problems] == [
        ("content/site.yaml", 2, 13, "hidden-character"),
        ("content/site.yaml", 1, 14, "hidden-character"),
    ]


def told_of(root: Path) -> list[str]:
    return [f"{one.path}: {one.severity}: {one.code}: {one.message}; {one.hint}" for one in read(root).problems]


def test_a_folder_of_no_kind_is_an_error_only_where_a_record_may_lie_in_it(tmp_path: Path) -> None:
    root = write(tmp_path, {"content/images/2013/ship.jpg": "", "content/images/.obsidian.md": ""})
    advice = "keep pictures and other files outside content/; records lie in articles, actors, events, topics, sources, pages"
    assert told_of(root) == [f"content/images: warning: stray-folder: not read: no record lies here; {advice}"]
    for name in ("one.md", "one.MD", "one.md.txt"):
        write(root, {f"content/images/2013/{name}": article()})
        advice = "move each record to the folder of its kind: articles, actors, events, topics, sources, pages"
        assert told_of(root) == [f"content/images: error: unknown-folder: no kind of record lies here; {advice}"]
        (root / "content/images/2013" / name).unlink()


def test_links_out_of_the_archive_and_to_folders_are_told_as_what_they_are(tmp_path: Path) -> None:
    out = write(tmp_path / "out", {"x/two.md": article()})
    root = write(tmp_path / "one", {ARTICLE: article()})
    (root / "content/articles/2010").symlink_to(out / "x")
    (root / "content/articles/2011").symlink_to(root / "content/articles/2013")
    (root / "content/articles/2013/two.md").symlink_to(out / "x/two.md")
    (root / "content/articles/2013/same.md").symlink_to("one.md")
    (root / "content/topics").symlink_to(out / "x")
    (root / "content/actors/x.md").mkdir(parents=True)
    put, write_it = "put the folder itself here", "write the record into a file of that name, or give the folder another name"
    assert told_of(root) == [
        f"content/actors/x.md: warning: stray-folder: it is a folder, and a record is a file; {write_it}",
        f"content/articles/2010: warning: stray-folder: not read: it is a link, and links to folders are not followed; {put}",
        f"content/articles/2011: warning: stray-folder: not read: it is a link, and links to folders are not followed; {put}",
        "content/articles/2013/two.md: warning: stray-file: not read: it is a link that leads out of content/; put the file itself here",
        f"content/topics: warning: stray-folder: not read: it is a link that leads out of content/; {put}",
    ]
    assert [entry.record.id for entry in read(root).entries] == ["one", "same", "paper"]


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, scandir = write(tmp_path, {ARTICLE: article()}), os.scandir

    def denied(place: str) -> Any:
        if str(place).endswith("2013"):
            raise PermissionError(EACCES, os.strerror(EACCES), place)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", denied)
    assert told_of(root) == ["content/articles/2013: error: unreadable: cannot be read: Permission denied; see that it is there and may be opened"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("actors/x.txt", 'if it is a record, rename it to "x.md"'),
        ("actors/x", 'if it is a record, rename it to "x.md"'),
        ("actors/x.", 'if it is a record, rename it to "x.md"'),
        ("actors/x.markdown", 'if it is a record, rename it to "x.md"'),
        ("actors/x.md.txt", 'rename it to "x.md"'),
        ("actors/x.MD", 'rename it to "x.md"'),
        ("actors/x.Md.Txt", 'rename it to "x.md"'),
        ("actors/x.jpg", "records are files that end in .md, inside content/"),
        ("actors/x.y.docx", "records are files that end in .md, inside content/"),
        ("x.md.txt", 'rename it to "x.md"'),
        ("site.yml", 'rename it to "site.yaml", if it is the file of the site'),
    ],
)
def test_a_file_with_another_ending_is_told_its_name(tmp_path: Path, name: str, hint: str) -> None:
    problems = read(write(tmp_path, {f"content/{name}": actor("Ann Lee")})).problems
    assert [(problem.path, problem.code, problem.hint) for problem in problems] == [(f"content/{name}", "stray-file", hint)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (None, "content/site.yaml:0 no-site"),
        (b"", "content/site.yaml:1 missing-key"),
        (b"title: A\ntitel: B\n", "content/site.yaml:2 unknown-key"),
        (b"title: A\nlanguage: English\n", "content/site.yaml:2 bad-language"),
        (b"title: A\n\xff", "content/site.yaml:2 not-utf-8"),
        (b"- a", "content/site.yaml:1 not-a-mapping"),
        (b"title: A\nbase_url: example.org", "content/site.yaml:2 bad-address"),
    ],
)
def test_what_is_wrong_with_the_site_is_told(tmp_path: Path, text: bytes | None, code: str) -> None:
    write(tmp_path, {"content/site.yaml": text or b""})
    if text is None:
        (tmp_path / "content/site.yaml").unlink()
    reading = read(tmp_path)
    assert reading.site is None
    problem = reading.problems[0]
    assert f"{problem.path}:{problem.line} {problem.code}" == code


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x7f", "\\uFFFE"])
def test_a_control_character_that_an_escape_makes_is_told(escape: str) -> None:
    assert [problem.code for problem in problems_of(ARTICLE, f'---\ntitle: "a{escape}b"\nsource: paper\n---\n')] == ["control-character"]


@pytest.mark.parametrize("base", ["https://", "https://[x", "https://x.org//a/", "https://x.org/*/", "https://x.org/a/../b/", "https://x.org/?q", "ftp://x.org/"])
def test_what_cannot_be_the_address_of_a_site_is_told(tmp_path: Path, base: str) -> None:
    write(tmp_path, {"content/site.yaml": f'title: A\nbase_url: "{base}"\n'})
    assert [problem.code for problem in read(tmp_path).problems] == ["bad-address"]


def test_a_remark_to_check_is_found_outside_of_quotations_alone() -> None:
    text = f"---\ntitle: 'It''s # check: no' # check: yes\nsource: paper\nsummary: {'China' + chr(39) + 's aim ' * 300}\nsection: a#check\n---\n"
    assert [problem.message for problem in problems_of(ARTICLE, text)] == ["still to be checked: yes"]


@pytest.mark.parametrize(
    ("front", "told"),
    [
        ("title: Crane # 2 lifts its first ship", '"# 2 lifts its first ship"'),
        ("title: crane # 2", '"# 2"'),
        ("title: One\nbyline:\n  - Ann Lee # the elder", '"# the elder"'),
        ("title: One\nalso: [One # first\n  , Two]", '"# first"'),
        ("title: One\nrelated:\n  - article: two\n    how: cites\n    note: on page # 3", '"# 3"'),
        ("title: One\nfigures:\n  - {id: f1, what: Berths, value: 4 # or 5\n    }", '"# or 5"'),
        ("title: One\nsummary: Berth # 4", '"# 4"'),
        ("title: Crane  # it stands there still", ""),
        ("title: One # check: 0.62, from the address", ""),
        ("title: Crane #", ""),
        ("title: 'Crane # 2 lifts' # as printed", ""),
        ("title: One\n# a remark\n  # another", ""),
        ("title: One\nactors: # as they speak\n  - ann-lee # the mayor", ""),
        ("title: One\ndate: 2013-04-02 # from the masthead", ""),
        ("title: One\nsummary: >- # in our words\n  place: Berth # 4", ""),
        ("title: One\nsummary: 'At\n  place: Berth # 4'", ""),
        ("title: One\nbyline: [Ann, Bob] # both", ""),
        ("title: One\nnothing: Such # here", ""),
    ],
)
def test_a_text_that_goes_on_after_a_hash_is_told_and_a_comment_is_not(front: str, told: str) -> None:
    left = [problem for problem in problems_of(ARTICLE, f"---\nsource: paper # who\n{front}\n---\n") if problem.code == "left-out"]
    assert [problem.message for problem in left] == ([f"{told} is taken for a comment, and left out"] if told else [])
    assert all("put the whole value in quotes, or write two spaces before #" in problem.hint for problem in left)


def test_a_text_of_the_site_that_goes_on_after_a_hash_is_told(tmp_path: Path) -> None:
    reading = read(write(tmp_path, {"content/site.yaml": "title: Pier # 9 # there\nbase_url: https://a.example/ # not yet\n"}))
    assert [f"{problem.path}:{problem.line}:{problem.column} {problem.code}" for problem in reading.problems] == ["content/site.yaml:1:13 left-out"]
    assert reading.site


def test_the_record_of_a_file_stays_where_its_front_matter_does() -> None:
    front, path = "---\ntitle: One\nsource: paper\nbyline: Ann\n---\n", "content/articles/2013/one.md"
    before, _ = read_file(path, f"{front}Some words.\n".encode())
    assert before
    same, _ = read_file(path, f"{front}Other words. ^here\n".encode(), before)
    assert same
    assert same.record is before.record
    assert (same.body.anchors, same.anchors) == (("here",), ("here",))
    other, _ = read_file(path, f"{front.replace('Ann', 'Bob')}Some words.\n".encode(), before)
    assert other
    assert (other.record.values["byline"], other.body) == (("Bob",), before.body)
    wrong, problems = read_file(path, f"{front.replace('byline', 'by-line')}Some words.\n".encode(), before)
    assert (wrong, [one.code for one in problems]) == (None, ["unknown-key"])


def test_a_line_that_only_looks_empty_parts_paragraphs() -> None:
    entry, _ = read_file(ARTICLE, article("", "One.\n\u00a0\nTwo.\n \u3000\nThree.").encode())
    assert entry
    assert entry.body.source.split("\n\n") == ["One.", "Two.", "Three."]
