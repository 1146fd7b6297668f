"""Values that are held as bytes."""

from __future__ import annotations

import pickle

import pytest

from archive.model.packed import BLOCK, OPEN, Packed


def test_every_value_comes_back_however_many_were_asked_for_between() -> None:
    packed = Packed[int, tuple[int, str]]((number, (number, "words")) for number in range(3 * OPEN))
    for _ in range(2):
        assert [packed[number] for number in packed] == [(number, "words") for number in range(3 * OPEN)]
        assert len(packed.open) == OPEN
    assert len(packed) == 3 * OPEN


def test_what_is_not_there_is_not_there() -> None:
    packed = Packed[str, int]([("one", 1)])
    assert ("one" in packed, "two" in packed, packed.get("two", 2)) == (True, False, 2)
    with pytest.raises(KeyError):
        packed["two"]


def test_values_may_be_larger_than_what_is_taken_of_memory_at_once() -> None:
    sizes = [10, BLOCK + 1, 10, BLOCK - 20, 3 * BLOCK, 0, 10]
    packed = Packed[int, bytes]((number, bytes([number]) * size) for number, size in enumerate(sizes))
    assert [packed[number] for number in packed] == [bytes([number]) * size for number, size in enumerate(sizes)]
    assert [pickle.loads(packed.pickle(number)) for number in packed] == [packed[number] for number in packed]
    assert packed.pickle(len(sizes)) == b""


def test_what_is_opened_is_made_of_what_was_packed_and_is_sent_closed() -> None:
    packed = Packed[str, int]([("one", "1")], int)
    assert packed["one"] == 1
    again = pickle.loads(pickle.dumps(packed))
    assert not again.open
    assert again["one"] == 1
