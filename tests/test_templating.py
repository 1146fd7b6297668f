"""Templates compiled to plainer Python: what comes out is what Jinja's own compiler gives, and what is remembered changes nothing."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any, NamedTuple
from weakref import ref

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2.ext import do
from markupsafe import Markup

from archive.model import Body, Date, Prose, Site, Statement
from archive.problems import ToolError
from archive.render import Renderer, Setting, canonical, lean
from archive.templating import Templates


class Card(NamedTuple):
    title: str
    n: int = 0
    line: str = ""


class Thing:
    title = "a <thing>"

    def __getitem__(self, name: str) -> str:
        return f"item {name}"


MACROS = """
{% macro link(card, class="", more=none) %}<a{% if class %} class="{{ class }}"{% endif %}>{{ card.title }}{{ more }}</a>{% endmacro %}
{% macro all(cards) %}{% for card in cards %}{{ link(card, more=loop.index) }}{% endfor %}{% endmacro %}
{% macro wrap(text) %}<b>{{ text }}</b>{{ caller() if caller else "" }}{% endmacro %}
{% macro rest() %}{{ varargs|join("&") }}{{ kwargs.class }}{% endmacro %}
{% macro tree(depth) %}{{ depth }}{% if depth %}{{ tree(depth - 1) }}{% endif %}{% endmacro %}
"""
BASE = """{% import "macros" as m %}<title>{% block title %}{% endblock %} {{ self.title()|trim }}</title>
{% block body %}base{% endblock %}{{ name }}"""
PAGES = [
    "{{ name }}{{ card.title }}{{ card.n + 1 }}{{ none }}{{ true }}",
    "{{ mapping.title }}{{ mapping.items()|list }}{{ mapping['title'] }}{{ thing.title }}{{ thing.other }}{{ cards[0].title }}",
    "{{ 'x' ~ name ~ card.n ~ safe }}{{ name ~ '>' }}{{ safe ~ '<' }}",
    "{{ names|join(', ') }}{{ cards|map(attribute='title')|join(safe) }}{{ cards|join('<', attribute='title') }}{{ [1, name]|join('&') }}",
    "{% import 'macros' as m %}{{ m.link(card) }}{{ m.link(card, 'x') }}{{ m.link(card, class='x') }}{{ m.link(card, more=safe) }}{{ m.all(cards) }}",
    "{% import 'macros' as m %}{{ m.link(card, more=1) }}{{ m.link(card, more=true) }}{{ m.link(card, more='&lt;') }}{{ m.link(card, more=amp) }}",
    "{% import 'macros' as m %}{% call m.wrap(name) %}<i>{{ name }}</i>{% endcall %}{{ m.rest(1, name, class='y') }}{{ m.tree(3) }}",
    "{% macro own(x) %}{{ x }}{{ name }}{% endmacro %}{{ own(card.n) }}{{ own(name) }}",
    "{% import 'macros' as m with context %}{{ m.link(card) }}{% from 'macros' import link %}{{ link(card, more=2) }}",
    "{% extends 'base' %}{% block title %}{{ name }}{% endblock %}{% block body %}{{ super() }}{{ m.link(card) }}{% endblock %}",
    "{% extends 'base' %}{% macro own() %}{% if card %}{{ card.title }}{% endif %}{% endmacro %}{% block title %}{{ own() }}{% endblock %}",
    "{% extends 'base' %}{% block body %}{% macro own() %}{{ name }}{% endmacro %}{{ own() }}{% include 'part' %}{% endblock %}",
    "{% for a in names recursive %}{{ a }}{{ loop.index }}{% if loop.depth0 == 0 %}{{ loop(['z']) }}{% endif %}{% endfor %}",
    "{% set text %}{{ name }}<hr>{% endset %}{{ text }}{% set ns = namespace(n=0) %}{% for a in names if a %}{% set ns.n = loop.index %}{% endfor %}{{ ns.n }}",
    "{% include 'part' %}{{ range(3)|list }}{{ dict(a=1).a }}{{ names|length }}{{ cards|selectattr('n')|list|length }}",
]
MISTAKES = [
    "{{ undefined.title }}",
    "{{ card.nothing }}",
    "{{ mapping.nothing }}",
    "{{ missing() }}",
    "{% import 'macros' as m %}{{ m.link() }}",
    "{% import 'macros' as m %}{{ m.link(card, 1, 2, 3) }}",
    "{% import 'macros' as m %}{{ m.nothing }}",
]
WORLD: dict[str, Any] = {
    "name": "Tom & 'Jerry' <\"x\">",
    "card": Card("A <card>", 1),
    "cards": (Card("one &"), Card("two", 2)),
    "names": ["a", "<b>"],
    "mapping": {"title": "of a <mapping>", "n": 1},
    "thing": Thing(),
    "safe": Markup("<br>"),
    "amp": Markup("&lt;"),
}


def environment(kind: type[jinja2.Environment], page: str) -> jinja2.Environment:
    part = "{% macro own() %}{{ name }}{% endmacro %}{{ own() }}{% set x = 1 %}{{ x }}"
    loader = jinja2.DictLoader({"page": page, "macros": MACROS, "base": BASE, "part": part})
    env = kind(loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, extensions=[do])
    if isinstance(env, Templates):
        env.filters["join"] = env.listed
    return env


def outcome(env: jinja2.Environment) -> str:
    try:
        return env.get_template("page").render(WORLD)
    except (jinja2.UndefinedError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("page", [*PAGES, *MISTAKES])
def test_every_page_is_what_jinja_itself_makes_of_it_the_first_and_the_second_time(page: str) -> None:
    ours, theirs = environment(Templates, page), environment(jinja2.Environment, page)
    assert [outcome(ours), outcome(ours)] == [outcome(theirs)] * 2


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_has_shown_is_let_go_when_it_is_done(page: str) -> None:
    """Nobody looks for circles of objects while a site is made: one in which a page has a part would be held until the end, with all that it shows."""
    env = environment(Templates, page)
    thing = Thing()
    held = ref(thing)
    gc.disable()
    try:
        env.get_template("page").render({**WORLD, "thing": thing})
        del thing
        assert held() is None
    finally:
        gc.enable()


VALUES = [
    "",
    "1",
    "&lt;",
    Markup("&lt;"),
    Markup("1"),
    0,
    1,
    True,
    False,
    1.0,
    None,
    Card("x"),
    Card("x", 1),
    Card("x", True),
    ("a", "<"),
    ("a", Markup("<")),
    ["a"],
]


@given(st.permutations(VALUES))
def test_what_a_macro_was_called_with_before_changes_nothing(values: list[Any]) -> None:
    """Among the arguments are such as Python takes for equal, though they give different texts."""
    env = environment(Templates, "{% import 'show' as m %}{% for value in values %}{{ m.show(value) }}\n{% endfor %}")
    assert isinstance(env.loader, jinja2.DictLoader)
    env.loader.mapping |= {
        "show": "{% macro show(value) %}{% if value is iterable and value is not string %}{{ value[1:] }}{% endif %}{{ value }}{% endmacro %}"
    }
    alone = [env.get_template("page").render(values=[value]) for value in values if type(value) is not Card]
    plain = jinja2.Environment(loader=env.loader, autoescape=True)
    assert alone == [plain.get_template("page").render(values=[value]) for value in values if type(value) is not Card]


def test_a_macro_that_sees_a_view_is_not_remembered() -> None:
    env = environment(Templates, "{% macro heading() %}{{ name }}{% endmacro %}{{ heading() }}")
    assert [env.get_template("page").render(name=name) for name in ("one", "two")] == ["one", "two"]


def test_a_macro_of_a_module_is_made_once_for_equal_views() -> None:
    made: list[str] = []
    env = environment(Templates, "{% import 'noted' as m %}{{ m.show(card) }}")
    assert isinstance(env.loader, jinja2.DictLoader)
    env.loader.mapping |= {"noted": "{% macro show(card) %}{{ note(card.title) }}{% endmacro %}"}
    env.globals["note"] = lambda text: made.append(text) or text
    pages = [env.get_template("page").render(card=Card(title)) for title in ("x", "y", "x")]
    assert (pages, made) == (["x", "y", "x"], ["x", "y"])


@pytest.mark.parametrize("often", [False, True])
def test_a_macro_whose_results_are_seldom_asked_for_again_remembers_none(often: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.templating.TRIAL", 8)
    made: list[str] = []
    env = environment(Templates, "{% import 'noted' as m %}{{ m.show(card) }}")
    assert isinstance(env.loader, jinja2.DictLoader)
    env.loader.mapping |= {"noted": "{% macro show(card) %}{{ note(card.title) }}{% endmacro %}"}
    env.globals["note"] = lambda text: made.append(text) or text
    titles = [title for number in range(8) for title in ([str(number)] * (2 if often else 1))]
    pages = [env.get_template("page").render(card=Card(title)) for title in [*titles, "last", "last"]]
    assert pages == [*titles, "last", "last"]
    assert made == [*map(str, range(8)), *(["last"] if often else ["last", "last"])]


# ----------------------------------------------------------------------------------------------------- canonical form

plain_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.builds(Card, st.text(), st.integers()),
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def shape(value: Any) -> Any:
    """A value such that only what is the same, type by type, is equal."""
    if isinstance(value, dict):
        return ("mapping", frozenset((key, shape(one)) for key, one in value.items()))
    if isinstance(value, tuple):
        return ("row", *map(shape, value))
    return (type(value).__name__, value)


@given(plain_data, plain_data)
def test_views_have_the_same_form_exactly_when_they_are_equal(one: Any, other: Any) -> None:
    assert (canonical(one) == canonical(other)) == (shape(one) == shape(other))


@pytest.mark.parametrize("wrap", [lambda value: value, lambda value: {"a": value}, lambda value: (value,), lambda value: {"a": (Card(value),)}])
def test_values_of_different_types_have_different_forms(wrap: Any) -> None:
    some = [0, 1, True, False, None, "", "0", "1", "True", "None", (), {}, {"a": 1}, (("a", 1),), 2**80, -(2**80), str(2**80), "\ud800", "\ud801", "\\ud800"]
    assert len({canonical(wrap(value)) for value in some}) == len(some)


def test_the_order_of_keys_and_the_identity_of_values_do_not_count() -> None:
    card = Card("x")
    assert canonical({"a": card, "b": card}) == canonical({"b": Card("x"), "a": Card("x")})


def prose(digest: str) -> Prose:
    return Prose(Body(digest, "", (f"<p>{digest}</p>",), (), 0, 0))


def test_records_dates_and_bodies_count_by_what_they_hold() -> None:
    def said(about: str, **more: Any) -> Statement:
        return Statement(id="s1", by=("a",), act="says", about=about, **more)

    some = [
        said("x"),
        said("y"),
        said("x", date="2013"),
        said("x", date="2014"),
        Date("2013", None, None),
        Date("2013", (2013, 1, 1), None),
        prose("x"),
        prose("y"),
    ]
    assert len({canonical({"a": value}) for value in some}) == len({canonical({"a": (value,)}) for value in some}) == len(some)
    assert canonical({"a": said("x", date="2013")}) == canonical({"a": said("x", date="2013")})
    assert canonical({"a": prose("x")}) == canonical({"a": prose("x")})


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(TypeError, match="plain data, not Thing"):
        canonical({"a": Thing()})


# ------------------------------------------------------------------------------------------ what a template is made of

NAMES = [
    ("<p>{{ x }}</p>", set()),
    ('{% extends "base.html" %}', {"base.html"}),
    ('{%- import "base.html" as m -%}{% include "404.html" ignore missing %}', {"base.html", "404.html"}),
    ('{% from "base.html" import a %}{%+ include "404.html" without context %}', {"base.html", "404.html"}),
    ("{% extends 'base.html' %}", {"base.html"}),
    ('{% include ["404.html", "page.html"] %}', {"404.html", "page.html"}),
    ('{# {% include "404.html" %} #}{% include "page.html" %}', {"page.html"}),
    ('{#- a remark -#}{% include "404.html" %}{# another\n#}', {"404.html"}),
    ('{# {# #}{% include "404.html" %}', {"404.html"}),
    ("{{ '{#' }}{{ '#}' }}{% include \"404.html\" %}", {"404.html"}),
    ('{{ "{#" }}{% raw %}{# #}{% include "404.html" %}{% endraw %}{% include "page.html" %}', {"page.html"}),
    ('{% raw %}{% include "404.html" %}{% endraw %}{% include "page.html" %}', {"page.html"}),
    ("{{ '{% include \"nothing.html\" %}' }}{{ '{#' }}", set()),
    ("{{ '{% include \"nothing.html\" %}' }}", set()),
    ("{{ '{#' }}{% include \"404.html\" %}{{ '#}' }}", {"404.html"}),
]


@pytest.mark.parametrize(("source", "names"), NAMES)
def test_a_template_is_made_of_what_it_names(tmp_path: Path, source: str, names: set[str]) -> None:
    (tmp_path / "own.html").write_text(source, "utf-8")
    renderer = Renderer(Setting(Site(title="x"), "https://example.org/"), tmp_path)
    assert set(renderer._named_in("own.html")) == names


@pytest.mark.parametrize("tag", ["{% include other %}", '{% include "404.html" if x else "page.html" %}', '{% extends "base" ~ ".html" %}'])
def test_a_template_that_is_named_by_a_value_is_an_error(tmp_path: Path, tag: str) -> None:
    (tmp_path / "own.html").write_text('{% include "404.html" %}' + tag, "utf-8")
    with pytest.raises(ToolError, match="in so many words"):
        Renderer(Setting(Site(title="x"), "https://example.org/"), tmp_path).closure("own.html")


def test_scripts_lose_their_comments_and_nothing_else() -> None:
    script = b'// about\nif (a) {\n  // why\n  b("https://x/"); // so\n  c("; // stays");\n  d = 1; // it\'s said\n}\n'
    assert lean(script) == b'if (a) {b("https://x/");c("; // stays");d = 1; // it\'s said\n}\n'
    assert lean(b"a = `\n  // text\n`; // so\n") == b"a = `\n  // text\n`; // so\n"


def test_a_template_that_is_not_in_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "article.html").write_bytes(b"\xff\xfe<p>")
    with pytest.raises(ToolError, match=r"templates/article\.html is not in UTF-8"):
        Renderer(Setting(Site(title="x"), "https://x.example/"), tmp_path).closure("article.html")
