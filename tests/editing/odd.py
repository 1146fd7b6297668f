"""Front matter as no one would write it, and as someone will: every style of YAML, comments wherever one may stand."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import count

import yaml
from hypothesis import strategies as st

from archive.document import Document

WORDS = st.text(st.sampled_from("abcXYZ 09.,:;#'\"-[]{}()!?&*%@|>\\/~éß华ع\u0301😀\u00a0"), min_size=1, max_size=24)
PLAIN = st.text(st.sampled_from("abc XYé华09"), min_size=1, max_size=20).map(lambda text: f"w{text.strip()}w")
IDS = st.sampled_from(["old", "one", "hua-chunying", "old-2", "x.old"])
BODIES = st.lists(
    st.sampled_from(
        ["", "Text.", "---", "[[old]]", "[[old|words]] and `[[old]]`", "```\n[[old]]\n```", "# no", "  two  ", "[x](old.md)", "ɐ华\u00a0", "> [[old#p1]]"]
    ),
    max_size=6,
)  # fmt: skip


@dataclass(frozen=True)
class Odd:
    """A file, and the comments that were put into its front matter."""

    text: str
    front: str
    body: str
    comments: tuple[str, ...]

    @property
    def data(self) -> bytes:
        return self.text.encode("utf-8")

    @property
    def remarks(self) -> list[str]:
        """The comments; one that fell into a block of text is part of that text."""
        texts = "\n".join([*texts_of(values(self.front)), ""])
        return sorted(comment for comment in self.comments if f"{comment}\n" not in texts)


class Writer:
    """Writes values in styles drawn at random."""

    def __init__(self, draw: st.DrawFn, flowing: bool = True) -> None:
        self.draw = draw
        self.number = count(1)
        self.comments: list[str] = []
        self.flowing = flowing

    def chance(self, of: int = 4) -> bool:
        return self.draw(st.integers(1, of)) == 1

    def remark(self) -> str:
        words = self.draw(st.sampled_from(["", " [x: y", ' "', " 华 # twice", " key: value", "\t."]))
        text = f"# c{next(self.number)}{words}"
        self.comments.append(text.strip())
        return text

    def behind(self) -> str:
        """A comment behind something, or space, or nothing."""
        return self.draw(st.sampled_from([" ", "   "])) + self.remark() if self.chance() else self.draw(st.sampled_from(["", "", " "]))

    def above(self, indent: int) -> list[str]:
        lines: list[str] = []
        while self.chance(3) and len(lines) < 3:
            lines.append("" if self.chance(3) else " " * (indent + self.draw(st.sampled_from([0, 0, 0, 2]))) + self.remark())
        return lines

    def scalar(self, text: str, indent: int) -> list[str]:
        """The lines of a text; the first follows a key or dash, the others are whole lines."""
        style = self.draw(st.sampled_from(["plain", "single", "double", "wrapped", "literal", "folded", "below"]))
        space = " " * self.draw(st.integers(1, 3))
        deep = " " * (indent + self.draw(st.integers(1, 4)))
        safe = text.startswith("w") and text.endswith("w")
        if style in ("literal", "folded") and text.strip():
            mark = ("|" if style == "literal" else ">") + self.draw(st.sampled_from(["", "-", "+"]))
            lines = [f"{deep}{text.strip()}", *(["", f"{deep}  more", f"{deep}# no comment"] if self.chance(2) else [])]
            return [f"{space}{mark}{self.behind()}", *lines, *([""] if self.chance() else [])]
        if style == "wrapped":
            half = json.dumps(text, ensure_ascii=False)[1:-1] if not safe else text
            return [f'{space}"{half}', *([""] if self.chance() else []), f'{deep}and so on"{self.behind()}']
        if style == "below" and safe:
            return [self.behind(), *([deep + self.remark()] if self.chance() else []), f"{deep}{text}{self.behind()}"]
        if style == "plain" and safe:
            return [f"{space}{text}", *([f"{deep}goes on"] if self.chance() else [])]
        if style == "single":
            return [f"{space}'{text.replace(chr(39), chr(39) * 2)}'{self.behind()}"]
        return [f"{space}{json.dumps(text, ensure_ascii=False)}{self.behind()}"]

    def ids(self, indent: int) -> list[str]:
        names = self.draw(st.lists(IDS, min_size=1, max_size=4))
        if len(names) == 1 and self.chance(2):
            return [f" {self.one(names[0])}{self.behind()}"]
        if self.chance(2):
            return self.flow([self.one(name) for name in names], "[]", indent)
        step = self.draw(st.sampled_from([0, 2, 4]))
        lines = [self.behind()]
        for name in names:
            lines += self.above(indent + step)
            lines.append(f"{' ' * (indent + step)}-{' ' * self.draw(st.integers(1, 3))}{self.one(name)}{self.behind()}")
        return lines

    def one(self, id: str) -> str:
        return self.draw(st.sampled_from([id, id, f'"{id}"', f"'{id}'"]))

    def flow(self, items: list[str], brackets: str, indent: int) -> list[str]:
        comma = self.draw(st.sampled_from([",", ", ", " , "])) if brackets == "[]" else ", "
        if self.chance(2):
            return [f" {brackets[0]}{comma.join(items)}{brackets[1]}{self.behind()}"]
        deep = " " * (indent + 2)
        first = f" {brackets[0]}{self.behind()}"
        return [first, *[f"{deep}{item},{self.behind()}" for item in items], f"{deep}{brackets[1]}{self.behind()}"]

    def mapping(self, entries: dict[str, list[str]], indent: int) -> list[str]:
        lines: list[str] = []
        for name in self.draw(st.permutations(sorted(entries))):
            first, *rest = entries[name]
            lines += self.above(indent)
            lines += [f"{' ' * indent}{self.key(name)}{first}", *rest]
        return lines

    def key(self, name: str) -> str:
        return self.draw(st.sampled_from([f"{name}:", f"{name}:", f"{name} :", f'"{name}":']))


@st.composite
def files(draw: st.DrawFn) -> Odd:
    """An article's file that can be read as YAML; whether its values make sense is another matter."""
    writer = Writer(draw)
    text = PLAIN | WORDS
    entries = {"title": writer.scalar(draw(PLAIN), 0), "source": [f" old{writer.behind()}"]}
    for name in draw(st.lists(st.sampled_from(["date", "summary", "place", "date_note", "section", "unknown"]), unique=True, max_size=4)):
        entries[name] = writer.scalar(draw(text), 0)
    for name in draw(st.lists(st.sampled_from(["actors", "events", "agencies", "byline", "aliases"]), unique=True, max_size=3)):
        entries[name] = writer.ids(0)
    if writer.chance(2):
        step = draw(st.integers(1, 4))
        inner = {"note": writer.scalar(draw(text), step), "access": [" summary" + writer.behind()], "statement": [" InC"]}
        entries["rights"] = [writer.behind(), *writer.mapping(inner, step)]
    elif writer.chance(2):
        entries["rights"] = writer.flow(["note: a b", "access: full", "statement: 'InC'"], "{}", 0)
    if writer.chance(2):
        entries["statements"] = [writer.behind(), *_items(writer, text)]
    lines = [*writer.mapping(entries, 0), *writer.above(0)]
    front = "\n".join(line.rstrip("\n") for line in lines) + "\n"
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    body = draw(st.sampled_from(["\n", "\r\n"])).join(draw(BODIES))
    mark = draw(st.sampled_from(["", "", "\ufeff"]))
    front = front.replace("\n", eol)
    return Odd(f"{mark}---{eol}{front}---{eol}{body}", front, body, tuple(writer.comments))


def _items(writer: Writer, text: st.SearchStrategy[str]) -> list[str]:
    step = writer.draw(st.sampled_from([0, 2, 3]))
    gap = writer.draw(st.integers(1, 3))
    lines: list[str] = []
    for number in range(writer.draw(st.integers(1, 3))):
        deep = step + 1 + gap
        inner = {
            "id": [f" s{number}{writer.behind()}"],
            "by": writer.ids(deep),
            "about": writer.scalar(writer.draw(text), deep),
            "answers": [writer.draw(st.sampled_from([' "old#s1"', " old#s2", ' "#s1"', " [old#s1, 'x.old#s2']"])) + writer.behind()],
        }
        item = writer.mapping(inner, deep)
        first = next(at for at, line in enumerate(item) if line.strip() and not line.strip().startswith("#"))
        lines += writer.above(step) + [f"{' ' * step}{line.strip()}" if line.strip() else "" for line in item[:first]]
        lines += [f"{' ' * step}-{' ' * gap}{item[first][deep:]}", *item[first + 1 :]]
    return lines


def readable(odd: Odd) -> bool:
    """Whether the reader can make anything of the front matter."""
    front = odd.front.replace("\r\n", "\n")
    return not Document.load("x.md", front, first=2, lines=front.split("\n")).problems


def values(front: str) -> object:
    """What the front matter says; empty lines at the end of a text say nothing."""
    return _plain(yaml.load(front, Loader=yaml.BaseLoader))


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else str(value).rstrip("\n")


def texts_of(value: object) -> list[str]:
    """Every text in a value."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [value] if isinstance(value, str) else [text for part in inner for text in texts_of(part)]


def keys_of(value: object) -> Counter[str]:
    """Every key, at every depth, with how often it stands."""
    found: Counter[str] = Counter()
    for key, inner in value.items() if isinstance(value, dict) else ():
        found += Counter([str(key)]) + keys_of(inner)
    for inner in value if isinstance(value, list) else ():
        found += keys_of(inner)
    return found

