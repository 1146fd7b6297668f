"""What is worked out of records is kept, but not of ever more of them."""

from __future__ import annotations

import pytest

from archive.model import Kept, KeptEach, Shared, kept


class Record:
    """Something that a value is worked out of."""

    def __init__(self, number: int) -> None:
        self.number = number


def test_a_value_is_worked_out_once() -> None:
    asked: list[int] = []
    twice = Kept[Record, int](lambda record: asked.append(record.number) or 2 * record.number)
    records = [Record(number) for number in range(5)]
    assert [twice(record) for record in records * 3] == [0, 2, 4, 6, 8] * 3
    assert asked == [0, 1, 2, 3, 4]


def test_of_more_records_than_are_kept_each_gives_its_own_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 8)
    asked: list[int] = []
    twice = Kept[Record, int](lambda record: asked.append(record.number) or 2 * record.number)
    records = [Record(number) for number in range(50)]
    for record in (*records, *reversed(records)):
        assert twice(record) == 2 * record.number
        assert len(twice.known) <= 8
    assert 50 < len(asked) < 100  # those that came last are still known


def test_by_more_keys_than_are_kept_each_gives_its_own_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 8)
    asked: list[int] = []
    times = KeptEach[Record, int, int](lambda record, key: asked.append(key) or record.number * key)
    record = Record(3)
    for key in (*range(50), *reversed(range(50))):
        assert times(record, key) == 3 * key
        assert len(times.known[id(record)]) <= 8
    assert 50 < len(asked) < 100


def test_what_is_gone_is_not_kept() -> None:
    twice = Kept[Record, int](lambda record: 2 * record.number)
    record = Record(1)
    twice(record)
    del record
    assert twice.known == {}


def test_what_is_shared_by_the_pages_of_a_kind_is_forgotten_with_them() -> None:
    asked: list[int] = []
    twice = Shared[Record, int](lambda record: asked.append(record.number) or 2 * record.number)
    record = Record(2)
    assert [twice(record), twice(record)] == [4, 4]
    kept.forget_shared()
    assert twice(record) == 4
    assert asked == [2, 2]
