"""Links in a body: found as the site reads them, and led elsewhere without touching another byte.

Whether a piece of text is a link is not guessed: a change counts only if it changes what the Markdown parser finds there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from archive.commonmark import MD, WIKILINK
from archive.editing.frontmatter import Change, UnclearError, changed
from archive.markdown import parse

DESTINATION = re.compile(r"\]\(\s*<?([^<>()\s]+)|^[ >]*\[[^\]\n]+\]:\s*<?([^<>\s]+)", re.MULTILINE)


def retargeted(body: str, targets: Mapping[str, str]) -> tuple[str, int]:
    """The body with links led from each target to its new one, and how many links that were. Raises UnclearError.

    Targets are as `Link.target` gives them.
    """
    before = found(body)
    wanted = [targets.get(target, target) for target in before]
    if wanted == before:
        return body, 0
    changes = [change for change in _candidates(body, targets) if _counts(body, change, before, wanted)]
    after = changed(body, changes)
    if found(after) != wanted:
        raise UnclearError("a link in the text is written in a way that cannot be changed safely")
    return after, sum(one != other for one, other in zip(before, wanted, strict=True))


def found(body: str) -> list[str]:
    """The target of each link to a record, in order."""
    text = unicodedata.normalize("NFC", body.replace("\r\n", "\n").replace("\r", "\n"))
    return [link.target for link in parse(text).links]


def _candidates(body: str, targets: Mapping[str, str]) -> list[Change]:
    places = [(match.start(1), match.end(1)) for match in WIKILINK.finditer(body)]
    places += [match.span(1) if match[1] is not None else match.span(2) for match in DESTINATION.finditer(body)]
    changes: list[Change] = []
    for start, end in sorted(set(places)):
        raw = body[start:end].rstrip("\\")  # in a table, \| parts target and words
        words = raw.strip()
        begin = start + len(raw) - len(raw.lstrip())
        plain = unicodedata.normalize("NFC", words)
        new = targets.get(plain) or targets.get(MD.normalizeLink(plain))
        if new is not None:
            changes.append(Change(begin, begin + len(words), new))
    return changes


def _counts(body: str, change: Change, before: list[str], wanted: list[str]) -> bool:
    """Whether a change, made alone, leads links where they are wanted, and changes no other."""
    after = found(changed(body, [change]))
    return after != before and len(after) == len(before) and all(new in (old, aim) for new, old, aim in zip(after, before, wanted, strict=True))
