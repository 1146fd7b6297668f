"""Records of a catalogue that is kept are asleep until they are asked for more than what they are known by."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from archive.build import read_whole
from archive.model import Archive, Record
from archive.model.noting import CARD, noting
from archive.model.records import state_of
from archive.pages.common import card
from archive.render import _digest
from archive.resolve import Catalogue
from archive.standing import LATE, States, Unknown
from archive.store import Disk
from tests.test_incremental import GOLDEN


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Archive, Archive, States]:
    """An archive, and the same as it comes from the store."""
    archive = read_whole(GOLDEN)
    assert archive
    store = Disk(tmp_path / "store.sqlite", "1")
    packed = States(store, b"content").keep((archive, Catalogue(archive.records, {}, {}), ()))  # type: ignore[arg-type]
    states = States(store, b"content")
    opened, catalogue, _ = states.opened(packed)
    assert catalogue.records is opened.records
    return archive, opened, states


def asleep(archive: Archive) -> int:
    return sum(state_of(record) is not None for record in archive.records.values())


def test_it_is_known_by_its_file(kept: tuple[Archive, Archive, States]) -> None:
    archive, opened, _ = kept
    assert list(opened.records) == list(archive.records)
    assert [(one.id, one.path, one.shelf, one.url, one.kind_name) for one in opened.records.values()] == [
        (one.id, one.path, one.shelf, one.url, one.kind_name) for one in archive.records.values()
    ]
    assert asleep(opened) == len(archive.records) > 10


@pytest.mark.parametrize(
    "ask",
    [
        lambda one: one.values,
        lambda one: one.heading,
        lambda one: one.summary,
        lambda one: one.aliases,
        lambda one: one.history,
        lambda one: one.plain(),
        card,
        _digest,
        lambda one: pickle.loads(pickle.dumps(one)).values,
        lambda one: getattr(one, "nothing of the kind", "else"),
    ],
)
def test_whatever_is_asked_for_wakes_it(kept: tuple[Archive, Archive, States], ask: Callable[[Record], Any]) -> None:
    archive, opened, _ = kept
    for key, record in archive.records.items():
        assert ask(opened.records[key]) == ask(record)
        assert list(opened.records[key].values.items()) == list(record.values.items())
        assert opened.records[key] == record
    assert asleep(opened) == 0


def test_its_label_wakes_it_not_and_is_noted_as_words_are(kept: tuple[Archive, Archive, States]) -> None:
    archive, opened, _ = kept
    for key, record in archive.records.items():
        with noting() as asked:
            label = record.label
        with noting() as of_sleeper:
            assert opened.records[key].label == label
        assert of_sleeper == asked == {(CARD, key)}
    assert asleep(opened) == len(opened.records)


def test_a_reworded_record_has_another_label(kept: tuple[Archive, Archive, States]) -> None:
    _, opened, _ = kept
    one = opened.articles[0]
    before = card(one)
    one.reword({"title": "Another"})
    assert (one.label.title, card(one)) == ("Another", before._replace(title="Another", sort="another\0Another"))


def test_what_leads_to_a_record_leads_to_the_same_one(kept: tuple[Archive, Archive, States]) -> None:
    _, opened, _ = kept
    assert all(opened.records["article", article.id] is article for article in opened.articles)
    assert all(one.article is opened.article(one.article.id) for one in opened.utterances.values())
    assert asleep(opened) == len(opened.records)


def test_what_is_opened_late_is_what_was_packed(kept: tuple[Archive, Archive, States]) -> None:
    archive, opened, _ = kept
    for name in LATE:
        before, now = getattr(archive, name), getattr(opened, name)
        assert "opened" not in vars(now)
        assert (list(now), len(now), now.get("no such thing")) == (list(before), len(before), None)
        assert [one[2:] for one in now.values()] == [one[2:] for one in before.values()]
        assert all(one.article is opened.article(one.article.id) for one in now.values())
        assert now


def test_words_that_it_takes_in_its_sleep_stay(kept: tuple[Archive, Archive, States]) -> None:
    archive, opened, _ = kept
    first = opened.articles[0]
    first.reword({"title": "Other words"})
    assert first.title == "Other words"
    assert first.date == archive.articles[0].date


def test_a_state_that_is_lost_is_told(kept: tuple[Archive, Archive, States]) -> None:
    _, opened, states = kept
    states.store.forget("states", [states._key(0)])
    with pytest.raises(Unknown):
        opened.articles[0].title  # noqa: B018  # it is asked for
    with pytest.raises(Unknown):
        getattr(opened.articles[0], "title", "")
