"""Parts of records: frozen values that hold what was written, and nothing else."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from archive.model import KINDS, Actor, Article, Relation, Role, Site
from archive.model.dates import parse
from archive.model.part import Part, part_in, types
from archive.validation import ValidationError, validate

ROLE = {"title": "Head", "of": "body", "from": "2011", "to": "2013-05"}
ACTOR = {"id": "ann", "path": "content/actors/ann.md", "kind": "person", "name": "Ann", "names": {"zh": "安", "fr": "Anne"}, "roles": [ROLE]}


def kinds() -> list[type[Part]]:
    """Every kind of part that an editor writes, records and what lies in them."""
    found: dict[type[Part], None] = dict.fromkeys([*KINDS, Site])
    for kind in [*KINDS, Site]:
        found |= {inner: None for of in types(kind).values() if (inner := part_in(of))}
    return list(found)


def test_what_is_written_comes_back_by_the_keys_of_an_editor() -> None:
    actor = validate(Actor, ACTOR)
    assert actor.plain() == {**ACTOR, "names": {"fr": "Anne", "zh": "安"}}
    assert validate(Actor, actor.plain()) == actor
    assert actor.roles == (Role(title="Head", of="body", from_=parse("2011"), to=parse("2013-05")),)


def test_nothing_of_it_can_be_set_or_deleted() -> None:
    actor = validate(Actor, ACTOR)
    for name in ("name", "roles", "other"):
        with pytest.raises(AttributeError, match="frozen"):
            setattr(actor, name, "x")
        with pytest.raises(AttributeError, match="frozen"):
            delattr(actor, name)
    assert actor == validate(Actor, ACTOR)


def test_equal_parts_have_equal_hashes_and_others_are_not_equal() -> None:
    one, same = (Relation(article="one", how="follows") for _ in range(2))
    assert one == same
    assert hash(one) == hash(same)
    assert one != Relation(article="one", how="cites")
    assert one != "one"
    assert {one, same} == {one}


def test_a_pickle_holds_what_was_written_and_shares_the_usual_values() -> None:
    first, again = (pickle.loads(pickle.dumps(Article(id="a", path="a.md", title="A", source="paper"))) for _ in range(2))
    assert first == again
    assert first.__getstate__() == {"id": "a", "path": "a.md", "title": "A", "source": "paper"}
    assert first.rights is again.rights


def test_the_same_but_for_some_values() -> None:
    article = Article(id="a", path="a.md", title="A", source="paper", byline=("Ann",))
    assert article.but({"title": "B"}) == Article(id="a", path="a.md", title="B", source="paper", byline=("Ann",))
    assert article.title == "A"


@pytest.mark.parametrize("values", [{"article": "one"}, {"article": "one", "how": "cites", "why": "x"}])
def test_what_is_made_of_too_few_or_too_many_values_is_told(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Relation has article, how, note"):
        Relation(**values)
    with pytest.raises(ValidationError):
        validate(Relation, values)


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_a_kind_has_a_place_for_each_field_and_for_nothing_else(kind: type[Part]) -> None:
    required = {field.name: "x" for field in kind.fields if field.usual is ...}
    part = kind(**required)
    assert not hasattr(part, "__dict__")
    assert part.values == {field.name: required.get(field.name, field.usual) for field in kind.fields}
    assert [field.key for field in kind.fields] == list(types(kind))
    assert eval(repr(part), vars(__import__("archive.model.records", fromlist=["records"]))) == part  # what it wrote itself
