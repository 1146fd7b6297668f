"""Pictures of data as plain numbers: where things stand on a line of time. Templates draw them; the list says the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

Day = tuple[int, int, int]
WIDTH = 1000
MARGIN = 6
LEAST = 7
GAP = 3
ROW = 11
TICKS = 24


class Span(NamedTuple):
    """Something with a beginning and an end, in a lane of its name."""

    lane: str
    first: Day
    last: Day
    certain: bool
    title: str
    url: str


class Box(NamedTuple):
    """A span drawn: `x`, `y` and `width` in units of the picture, which is WIDTH wide."""

    x: float
    y: int
    width: float
    certain: bool
    title: str
    url: str


class Lane(NamedTuple):
    """A band of the picture: its name, its upper edge and height, and what lies in it, stacked where it would overlap."""

    name: str
    top: int
    height: int
    boxes: tuple[Box, ...]


class Picture(NamedTuple):
    """Lanes one below the other, and the years on the line of time as (x, label)."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int


def picture(spans: Iterable[Span]) -> Picture | None:
    """Draws spans in proportion to time; those that would cover each other are stacked. Nothing for no span."""
    every = sorted(spans, key=lambda span: (span.first, span.last, span.url))
    if not every:
        return None
    low, high = min(span.first[0] for span in every), max(span.last[0] for span in every) + 1

    def at(day: Day) -> float:
        passed = day[0] - low + ((day[1] - 1) * 31 + day[2] - 1) / 372
        return MARGIN + (WIDTH - 2 * MARGIN) * passed / (high - low)

    top, lanes = 16, []
    for name in dict.fromkeys(span.lane for span in sorted(every, key=lambda span: span.lane != "event")):
        boxes = _stacked([(span, at(span.first), at(span.last)) for span in every if span.lane == name], top + 14)
        height = 14 + (max(box.y for box in boxes) - top - 14) + ROW + 6
        lanes.append(Lane(name, top, height, boxes))
        top += height
    step = max(1, -(-(high - low) // TICKS))
    ticks = tuple((round(at((year, 1, 1)), 1), str(year)) for year in range(low, high, step))
    return Picture(tuple(lanes), ticks, top)


def _stacked(spans: list[tuple[Span, float, float]], top: int) -> tuple[Box, ...]:
    """Each span in the first row where it is free of the one before."""
    ends: list[float] = []
    boxes = []
    for span, x, end in spans:
        width = max(LEAST, end - x)
        row = next((number for number, free in enumerate(ends) if free + GAP <= x), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = x + width
        boxes.append(Box(round(x, 1), top + row * ROW, round(width, 1), span.certain, span.title, span.url))
    return tuple(boxes)
