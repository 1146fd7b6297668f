"""The words of the interface, in each language that comes with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel import Locale

from archive.compiled import Compiled
from archive.strings import PLURALS, by_number, strings
from archive.words import Words
from tests.support.small import ARTICLE, SITE, article, built, write
from tests.support.tools import REPOSITORY

FOLDER = REPOSITORY / "templates/strings"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
OTHERS = [language for language in LANGUAGES if language != "en"]
NUMBERS = range(201)  # every form that a count of things is likely to meet

QUOTES = {"en": "“”", "fr": "«\u202f»", "de": "„“", "es": "«»", "ar": "«»", "zh": "“”"}
"""What words of others stand between."""

MARKS = {"list_comma", "comma", "semicolon", "colon", "stop", "month_unknown", "quote_open", "quote_close", "quote_inside"}
NAMES = {"authority_wikidata", "authority_viaf", "authority_isni"}
ALIKE = {
    "fr": {"section_articles", "section_sources", "page", "page_n", "date", "capture", "source", "table_articles", "table_sources", "listing_articles",
           "search_by_source", "n_articles.one", "n_articles.other", "all_mentions.one", "count_articles.one", "count_articles.other",
           "count_sources.one", "count_sources.other", "kinds.organisation", "kinds.session", "kinds.accident", "kinds.magazine",
           "kinds_many.organisation", "search_kinds.article", "search_kinds.source", "search_kind.source"},
    "de": {"website", "feeds", "authority_lcnaf", "media.video"},
    "es": set(), "ar": set(), "zh": set(),
}  # fmt: skip
"""Words that are written in a language as they are in English."""


class NoDoubles(yaml.BaseLoader):
    """YAML in which a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        assert sorted({key for key in keys if keys.count(key) > 1}) == []
        return super().construct_mapping(node, deep)


@cache
def read(language: str) -> dict[str, Any]:
    found = yaml.load((FOLDER / f"{language}.yaml").read_text("utf-8"), NoDoubles)
    assert isinstance(found, dict)
    return found


ENGLISH = read("en")


def places(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


def texts(words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every single text, by its key: `home`, `n_articles.one`, `acts.denies.one`."""
    for key, text in words.items():
        yield from ((f"{key}.{name}", some) for name, some in texts(text)) if isinstance(text, dict) else [(key, text)]


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_there_in_the_order_of_the_english_ones(language: str) -> None:
    words = read(language)
    assert list(words) == list(ENGLISH)
    for key, text in ENGLISH.items():
        assert (key, type(words[key])) == (key, type(text))
        if isinstance(text, dict) and not by_number(text):
            assert (key, list(words[key])) == (key, list(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_a_number_has_the_forms_of_its_language(language: str) -> None:
    form = Locale(language).plural_form
    for key, text in read(language).items():
        if by_number(text):
            assert (key, set(text)) == (key, {*form.tags, "other"})
        assert by_number(text) == by_number(ENGLISH[key])


SEVERAL = {"en": "deny", "fr": "démentent", "de": "bestreiten", "es": "niegan", "ar": "نفي", "zh": "否认"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_several_say_agrees_with_them(language: str) -> None:
    """Where acts are told by verbs, each has a form for one speaker and one for several."""
    words = Words(language, strings([str(FOLDER.parent)], language, Compiled({})))
    assert (words.term("acts", "denies", 2), words.term("acts", "goes-away", 2)) == (SEVERAL[language], "goes away")
    verbs = [text for text in read(language)["acts"].values() if isinstance(text, dict)]
    assert len(verbs) in (0, len(ENGLISH["acts"]))
    assert [text for text in verbs if set(text) != {"one", "other"} or text["one"] == text["other"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_has_its_place_in_every_text(language: str) -> None:
    form = Locale(language).plural_form
    alone = {name for name in PLURALS if [form(n) for n in NUMBERS].count(name) == 1}  # forms that can say their number by a word
    for key, text in read(language).items():
        if by_number(text):
            expected = places(ENGLISH[key]["other"])
            for name, some in text.items():
                assert (key, name, places(some)) in [(key, name, expected), *([(key, name, [one for one in expected if one != "n"])] if name in alone else [])]
        elif isinstance(text, str):
            assert (key, places(text)) == (key, places(ENGLISH[key]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_others_stand_between_the_marks_of_the_language(language: str) -> None:
    words = read(language)
    assert words["quote_open"] + words["quote_close"] in (QUOTES[language], QUOTES[language].replace("\u202f", "\u202f\u202f"))
    opening, closing = words["quote_open"], words["quote_close"]
    for key, text in texts(words):
        assert '"' not in text, key
        assert [key for mark in "“”„«»" if mark in text and mark not in opening + closing and key not in MARKS] == []
        if key not in MARKS:
            assert (key, text.count(opening)) == (key, text.count(closing))


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    english = dict(texts(ENGLISH))
    same = {key for key, text in texts(read(language)) if text == english.get(key)}
    assert same - MARKS - NAMES == ALIKE[language]


def test_french_marks_of_two_parts_have_a_narrow_space_before_them() -> None:
    for key, text in texts(read("fr")):
        assert not re.search(r"[^\u202f][;:!?»](?!\S)|[ \u00a0][;:!?»]|«[^\u202f]", text) or key in MARKS, (key, text)
        assert "'" not in text, key


def test_chinese_marks_are_of_full_width_and_arabic_ones_are_arabic() -> None:
    for key, text in texts(read("zh")):
        assert not re.search(r"[,;:?!()]", re.sub(r"\{\w+\}", "", text)), key
    for key, text in texts(read("ar")):
        assert not re.search(r"[,;?](?!.*rightsstatements|[^(]*\))", text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_filled_in_for_every_number(language: str) -> None:
    words = Words(language, strings([str(FOLDER.parent)], language, Compiled({})))
    for key, text in words.strings.items():
        if by_number(text):
            values = {name: "X" for name in places(text["other"]) if name != "n"}
            told = {words.t(key, n=n, **values) for n in (0, 1, 2, 3, 11, 100, 1_000_000)}
            assert not any("{" in one for one in told)


def own(tmp_path: Path, language: str, text: str) -> Words:
    (tmp_path / "strings").mkdir()
    (tmp_path / "strings" / f"{language}.yaml").write_text(text, "utf-8")
    return Words(language, strings([str(tmp_path), str(FOLDER.parent)], language, Compiled({})))


def test_an_archive_gives_only_what_it_says_otherwise(tmp_path: Path) -> None:
    words = own(tmp_path, "fr", "home: Entrée\nacts: {sues: {one: porte plainte, other: portent plainte}, warns: avertit}\n")
    assert (words.t("home"), words.t("undated"), words.term("acts", "sues"), words.term("acts", "denies")) == ("Entrée", "Sans date", "porte plainte", "dément")
    assert [words.term("acts", act, 2) for act in ("sues", "warns", "denies")] == ["portent plainte", "avertit", "démentent"]


def test_a_language_that_does_not_come_with_the_program_falls_back_to_english(tmp_path: Path) -> None:
    words = own(tmp_path, "cs", 'home: Domů\nn_articles: {one: "{n} článek", few: "{n} články", many: "{n} článku", other: "{n} článků"}\n')
    assert (words.t("home"), words.t("n_articles", n=3), words.t("undated")) == ("Domů", "3 články", "Undated")


def test_a_variant_of_a_language_speaks_the_language() -> None:
    assert Words("de-AT", strings([str(FOLDER.parent)], "de-AT", Compiled({}))).t("home") == "Startseite"


def test_a_site_that_runs_from_right_to_left_keeps_dates_and_paths_in_their_order(tmp_path: Path) -> None:
    built(write(tmp_path, {"content/site.yaml": SITE.replace("language: en", "language: ar"), ARTICLE: article("date: 2013-03-12\nlanguage: en")}))
    page = (tmp_path / "site/articles/2013/one/index.html").read_text("utf-8")
    assert '<time datetime="2013-03-12" dir="rtl">12 مارس 2013</time>' in page
    assert '<code dir="ltr">content/articles/2013/one.md</code>' in page
    assert '<html lang="en" dir="ltr">' in page
    assert '<header class="masthead" lang="ar" dir="rtl">' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_the_guide_and_the_example_use_are_known_in_every_language(language: str) -> None:
    words = read(language)
    assert "says" in words["acts"]
    assert {"opening", "treaty", "trial", "strike", "election", "accident", "disaster", "meeting", "magazine"} <= words["kinds"].keys()
