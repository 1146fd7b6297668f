"""The facets of an archive's search documents and their orders in time, by which the reader's browser narrows what is found, counts the
choices and sorts.

Pagefind could do all that, but it looks for each record of each value among all that was found: with ten thousand records a common word
took it ten seconds. And with fifty thousand its filters were half of what a reader had to wait for, before anything was chosen.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

PATH = "facets.json"


def file(names: Sequence[str], facets: Mapping[str, Mapping[str, Iterable[int]]], orders: Mapping[str, Iterable[int]]) -> bytes:
    """The file, of the names that records have in the index, the numbers of the records that have a value of a facet, and those in an order.

    It is {"ids": [name...], "orders": {order: [place...]}, "facets": {facet: {value: [place...]}}}. A place is that of a record among the
    ids, which lie in the first of the orders; of each list of places the first is told, and of the others how far they are from the one
    before.
    """
    listed = orders[min(orders)] if orders else ()
    places = {number: place for place, number in enumerate(dict.fromkeys((*listed, *range(len(names)))))}
    told = {
        "ids": [names[number] for number in places],
        "orders": {order: _distances(places[number] for number in numbers) for order, numbers in sorted(orders.items())},
        "facets": {
            facet: {value: _distances(sorted(places[number] for number in numbers)) for value, numbers in sorted(values.items())}
            for facet, values in sorted(facets.items())
        },
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _distances(places: Iterable[int]) -> list[int]:
    return [place - before for before, place in pairwise((0, *places))]
