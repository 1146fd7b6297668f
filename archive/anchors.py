"""The ids that the page of a record has by itself, from its template. Named paragraphs, statements and figures stand on the same page, and need others:
an address that ends in one leads to the first thing that has it.

tests/test_architecture.py holds these lists to `templates/`.
"""

from __future__ import annotations

import re

EVERY = frozenset(("main", "find", "theme", "preview", "provenance"))
"""On every page: those of `base.html`, `frame.html` and `macros.html`, and the one that `assets/site.js` makes."""
OWN: dict[str, frozenset[str]] = {
    "article": EVERY.union(
        [
            "text",
            "said",
            "figures",
            "people",
            "related",
            "events",
            "backlinks",
            "near",
            "beside-text",
            "cite",
            "cite-report",
            "citation",
            "cite-record",
            "citation-record",
        ]
    ),
    "actor": EVERY.union(["life", "by", "about", "mentions", "with", "members", "events", "sources", "backlinks"]),
    "event": EVERY.union(["reports", "grid", "thread", "figures", "with", "backlinks"]),
    "topic": EVERY.union(["articles", "said", "events", "with", "sources", "backlinks"]),
    "source": EVERY.union(["articles", "bylines", "events", "with", "backlinks"]),
    "page": EVERY,
}
"""By the kind of record."""
NUMBERED = re.compile(r"y(?:[0-9]{4}|undated)|side-[0-9]+")
"""The headings of years in lists of articles, and the sides of an event."""


def free(anchor: str) -> str:
    """An id like that one that no page has by itself."""
    return f"the-{anchor}"


def is_own(kind: str, anchor: str) -> bool:
    """Whether the page of a record of that kind has the id by itself."""
    return anchor in OWN[kind] or (kind not in ("article", "page") and NUMBERED.fullmatch(anchor) is not None)
