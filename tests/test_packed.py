"""Values that are held as bytes."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from archive.model.packed import OPEN, Packed, Room


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


def test_values_may_have_any_size() -> None:
    sizes = [10, 1 << 22, 10, 1 << 13, 0, 10]
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_where_there_is_no_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr("archive.model.packed.TemporaryFile", lambda buffering: full)
        with pytest.raises(OSError, match="No space left") as raised:
            Packed[str, int]([("one", 1)])
    assert raised.value.filename


def test_what_lies_in_a_room_is_sent_as_it_is() -> None:
    room = Room()
    one, other = room.put(b"one"), room.put(b"")
    assert (bytes(one), bytes(other)) == (b"one", b"")
    assert pickle.loads(pickle.dumps((one, other))) == (b"one", b"")
