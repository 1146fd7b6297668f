"""Interviews: lines by turns, most of them short, which look like labels one by one and are the text of a report together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from archive.importer.features import BOILERPLATE, Features, is_rights_line
from archive.importer.lines import Line, terminal

TURN = re.compile(r"(?:(?P<who>[QA]\.|[^\W\d_][^:：.?!\d]{0,29}?)(?(who)(?:(?<=\.)|\s?[:：]))|(?P<dash>[-–—]))\s*(?=\S{1,2})")
LEAST = 4  # turns, and of these so many parts end like sentences:
ENDED = 0.75
BETWEEN = 12  # lines from one turn to the next, at most
NOT_SAID = (
    *BOILERPLATE, "related", "comments", "photo", "by", "credits", "speaker", "ago", "outro", "role", "published", "updated", "date", "bio", "highlight",
)  # fmt: skip


def with_talks(zones: list[str], lines: Sequence[Line], seen: Sequence[Features]) -> list[str]:
    """The zones with the turns of a conversation in the body, where the body has begun or begins with them; and with the
    questions and answers that follow it, or that stand between the text and its line of copyright."""
    out = list(zones)
    last = -1
    for run in _runs(lines, seen, zones):
        last = run[-1]
        for at in range(run[0], last + 1):
            if at in run or (out[at] != "body" and _is_said(lines[at], seen[at])):
                out[at] = "body"
    at = max((at for at, zone in enumerate(out) if zone in ("body", "sub")), default=-1)
    ends = _questions_end(at, lines, seen)
    if at >= 0 and (at == last or (ends + 1 < len(lines) and is_rights_line(lines[ends + 1].text, closing=True))):
        out[at : ends + 1] = ["body"] * (ends + 1 - at)
    return out


def _questions_end(at: int, lines: Sequence[Line], seen: Sequence[Features]) -> int:
    """The place of the last of the answers to questions, one line each, that follow a line."""
    while at + 2 < len(lines) and lines[at + 1].text.endswith(("?", "？", "؟")) and all(_is_said(lines[next], seen[next]) for next in (at + 1, at + 2)):
        at += 2
    return at


def _runs(lines: Sequence[Line], seen: Sequence[Features], zones: Sequence[str]) -> list[list[int]]:
    """The conversations: the places of their turns."""
    who = {at: name for at, line in enumerate(lines) if (name := speaker(line.text))}
    counts = Counter(who.values())
    turns = [at for at, name in who.items() if counts[name] >= (LEAST if name == "-" else 2)]
    runs: list[list[int]] = []
    for at in turns:
        between = range(runs[-1][-1] + 1, at) if runs else range(0)
        if runs and len(between) <= BETWEEN and all(zones[other] in ("body", "sub") or _is_said(lines[other], seen[other]) for other in between):
            runs[-1].append(at)
        else:
            runs.append([at])
    return [run for run in runs if _is_talk([who[at] for at in run], [lines[at].text for at in run]) and _is_in_text(run, zones)]


def speaker(text: str) -> str | None:
    """Who says a line, as printed before a colon, folded; "-" for a dash that opens speech; `None` for nobody."""
    found = TURN.match(text)
    if found is None:
        return None
    if found["dash"]:
        return "-"
    return found["who"].strip().casefold() if len(found["who"].split()) <= 3 else None


def _is_talk(names: Sequence[str], texts: Sequence[str]) -> bool:
    often = [name for name, count in Counter(names).items() if count >= 2]
    ended = sum(terminal(text) for text in texts)
    return len(names) >= LEAST and (len(often) >= 2 or names.count("-") >= LEAST) and ended >= ENDED * len(texts)


def _is_in_text(run: Sequence[int], zones: Sequence[str]) -> bool:
    """Whether a conversation stands in the body, or right below it or the head."""
    span = zones[run[0] : run[-1] + 1]
    if "comments" in span or "pre" in span:
        return False
    return "body" in span or (run[0] > 0 and zones[run[0] - 1] in ("title", "head", "body", "sub"))


def _is_said(line: Line, one: Features) -> bool:
    """Whether a line can be a part of what is said: a sentence, and none of a page's furniture."""
    return bool(one["ended"]) and not any(one.get(name) for name in NOT_SAID) and line.linked < 0.5 and not line.level
