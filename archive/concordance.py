"""The concordance of a body: where its links lead, whom it names, and the words around both.

That is all that follows from a text for the rest of an archive. It is a function of one record, its body, the register of ids and the
names of actors, so it can be worked out for any record by itself, in any process; all that goes in and comes out can be pickled.
`resolve` puts an archive together from concordances.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import NamedTuple

from archive.hints import nearest
from archive.markdown import words_of_piece
from archive.model import CUT, Actor, Around, Article, Block, Body, Kept, Key, Link, Mention, Piece, Prose, Record, Target, key_of
from archive.names import Names
from archive.problems import Loc, Problem, split
from archive.register import RESERVED, Register, having, problem, withheld

WIDTH = 110
"""How many characters stand on each side of a name or a link."""
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|avif|svg|heic|tiff?|pdf)$", re.IGNORECASE)
PICTURED = "pictures are not shown: take it out, and describe the picture in media"
OWN_PAGES = RESERVED - {"404", "assets", "feeds", "index", "pagefind", "admin"}


class Concordance(NamedTuple):
    """What follows from one body.

    `links` and `mentions` are those of its `Prose`, `linked` the actors to whom its names lead. `leads` are the places in its blocks that
    link to other records, each with the record's key; `names` the first place in each block that names another actor, each with the
    actor's id. `shows` are all records whose words the text shows, because it leads to them.
    """

    links: tuple[Target | None, ...] = ()
    mentions: tuple[Mention, ...] = ()
    linked: tuple[str, ...] = ()
    leads: tuple[tuple[Key, Around], ...] = ()
    names: tuple[tuple[str, Around], ...] = ()
    shows: frozenset[Key] = frozenset()
    problems: tuple[Problem, ...] = ()


NOTHING = Concordance()


def concord(record: Record, body: Body, register: Register, names: Names) -> Concordance:
    """The concordance of a body. `record` must name others by the ids that they have now; a body that is not shown gives nothing."""
    if not is_shown(record, body):
        return NOTHING
    pieces = body.pieces
    problems: list[Problem] = []
    links = [(place, piece) for place, piece in enumerate(pieces) if type(piece) is Link]
    led = [_lead(record, link, register, problems) for _, link in links]
    targets = tuple(target for _, target in led)
    mentions = _mentions(record, pieces, names, {key[1] for key, target in led if key and target and key[0] == "actor" and "#" not in target.url})
    linked = tuple(sorted({mention.actor for mention in mentions if mention.linked}))
    leading = [(place, key) for (place, link), (key, target) in zip(links, led, strict=True) if link.block and target and key and key != key_of(record)]
    words = _Words(pieces, {place: target for (place, _), target in zip(links, targets, strict=True)})
    return Concordance(
        targets,
        mentions,
        linked,
        tuple([(key, words.around(place)) for place, key in leading]),
        tuple([(one.actor, words.around(one.piece, one.start, one.end, one.listed)) for one in _first_in_blocks(record, mentions)]),
        frozenset([key for key, _ in led if key] + [("actor", id) for id in linked]),
        tuple(problems),
    )


def key(record: Record, body: Body, register: Register, names: Names) -> bytes | None:
    """A digest of all that the concordance of a body depends on; `None` where a link is wrong: then no site is made of it."""
    problems: list[Problem] = []
    led = [_lead(record, link, register, problems) for link in body.links]
    if split(problems)[0]:
        return None
    own = (key_of(record), getattr(record, "actors", ()), record.autolink, withheld(record))
    return blake2b(json.dumps((body.digest, led, own, [one.message for one in problems])).encode() + names.digest, digest_size=20).digest()


def is_shown(record: Record, body: Body) -> bool:
    """Whether there is a text, and it may be shown."""
    return bool(body.laid) and not withheld(record)


def prose_of(body: Body, one: Concordance, records: Mapping[Key, Record]) -> Prose:
    """A body with its place in an archive of these records."""
    return Prose(body, one.links, one.mentions, tuple((id, target_of(records["actor", id])) for id in one.linked))


@Kept
def target_of(record: Record) -> Target:
    line = "" if record.withdrawn else record.summary or ""
    return Target(record.url, record.heading, line, record.kind_name)


# -------------------------------------------------------------------------------------------------------------- links


def wrong_links(record: Record, body: Body, register: Register) -> list[Problem]:
    """What is wrong with the links of a body to other records; `record` need not be in the register."""
    problems: list[Problem] = []
    for link in body.links:
        if not link.target.startswith("#"):
            _lead(record, link, register, problems)
    return problems


def _lead(record: Record, link: Link, register: Register, problems: list[Problem]) -> tuple[Key | None, Target | None]:
    """Where a link of a body leads: to which record, if to one, and to which address. Problems are told with the link's own place."""
    loc: Loc = ("body", link.line, link.column)
    words, _, anchor = link.target.partition("#")
    anchor = anchor.removeprefix("^")
    keys = register.meant(record, words)
    if len(keys) > 1:
        choice = " or ".join(f"[[{register.all[key].folder}/{key[1]}]]" for key in keys)
        problems.append(problem(record, loc, "ambiguous-link", f'"{words}" is the id of several records', f"write {choice}"))
        return None, None
    if not keys:
        return None, _own_page(record, link, register, problems)
    other = register.all[keys[0]]
    if other.draft:
        problems.append(problem(record, loc, "draft-in-use", f'"{words}" is a draft', "publish it, or take the link out"))
        return None, None
    target = target_of(other)
    if not anchor:
        return keys[0], target
    if other.withdrawn:
        message, hint = f'"{words or other.id}" is withdrawn, and its page has no place "#{anchor}"', f"write [[{words}]], or take the link out"
        problems.append(problem(record, loc, "withdrawn-in-use", message, hint, "warning"))
        return keys[0], target
    if not register.has_anchor(other, anchor):
        hint = nearest(anchor, register.anchors_of(other)) or _anchor_hint(other, register)
        problems.append(problem(record, loc, "unknown-anchor", f'"{other.id}" has no place "#{anchor}"', hint))
        return None, None
    if part := register.unsaid(other, anchor):
        message = f'the {part} "{link.target}" is not shown, because who gives it is withdrawn'
        problems.append(problem(record, loc, "withdrawn-speaker", message, f"take the link out, or give that {part} to another", "warning"))
        return keys[0], target
    return keys[0], target._replace(url=f"{target.url}#{anchor}")


def _own_page(record: Record, link: Link, register: Register, problems: list[Problem]) -> Target | None:
    """A page that the site makes itself, or an old address of a record."""
    loc: Loc = ("body", link.line, link.column)
    words, _, anchor = link.target.partition("#")
    mark = f"#{anchor.removeprefix('^')}" if anchor.removeprefix("^") else ""
    if words.strip("/") not in RESERVED and not words.startswith("/"):
        id = words.rsplit("/", 1)[-1].removesuffix(".md")
        if id not in register.unread_ids:
            away = f"write https://{link.target}" if words.startswith("www.") else PICTURED if PICTURE.search(words) else ""
            hint = away or register.did_you_mean("", id) or "write the record, or take the link out"
            problems.append(problem(record, loc, "unknown-link", f'no record "{words}"', hint))
        return None
    path = f"/{words.strip('/')}/" if words.strip("/") else "/"
    top = path.split("/")[1]
    if path in register.moved:
        return Target(register.moved[path] + mark, words, "", "page")
    if path == "/" or (top in OWN_PAGES and path.count("/") == 2):
        return Target(path + mark, top or register.title, "", "page")
    problems.append(problem(record, loc, "unknown-link", f'no page has the address "{words}"', "write the id of a record"))
    return None


def _anchor_hint(record: Record, register: Register) -> str:
    paragraphs = [] if withheld(record) else [anchor for anchor in register.anchors[key_of(record)] if not anchor.startswith("h-")]
    parts = [("paragraph", paragraphs)]
    if isinstance(record, Article):
        parts += [("statement", [one.id for one in record.statements]), ("figure", [one.id for one in record.figures])]
    told = [having(name, ids) for name, ids in parts if ids]
    return f"it has {' and '.join(told)}" if told else "it has no text"


# -------------------------------------------------------------------------------------------------------------- names


def _mentions(record: Record, pieces: Sequence[Piece], names: Names, linked: set[str]) -> tuple[Mention, ...]:
    """The names in a body; `linked` are the actors that it links by hand."""
    if isinstance(record, Actor):
        return names.mentions(pieces, (record.id,), (), linked | {record.id}, link=True)
    barred = record.autolink if isinstance(record.autolink, tuple) else ()
    return names.mentions(pieces, getattr(record, "actors", ()), barred, linked, link=record.autolink is not False)


def _first_in_blocks(record: Record, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    """The evidence that a record gives for others: of each block one mention of each actor."""
    seen: set[tuple[str, int]] = set()
    own = record.id if isinstance(record, Actor) else ""
    for mention in mentions:
        place = (mention.actor, mention.block)
        if mention.block and mention.actor != own and place not in seen:
            seen.add(place)
            yield mention


# -------------------------------------------------------------------------------------------------------------- words


class _Words:
    """The words around the pieces of a body. `targets` are those of its links, by their places."""

    def __init__(self, pieces: Sequence[Piece], targets: Mapping[int, Target | None]) -> None:
        self.pieces = pieces
        self.targets = targets

    def around(self, place: int, start: int = 0, end: int | None = None, listed: bool = True) -> Around:
        """The words around [start, end) of a piece, within its block."""
        words = self._of(place)
        end = len(words) if end is None else end
        block = self._block(place)
        before, after = self._before(place, words[:start]), self._after(place, words[end:])
        return Around(block.number, block.anchor, before, _spaced(words[start:end]), after, listed)

    def _block(self, place: int) -> Block:
        while not isinstance(block := self.pieces[place], Block):
            place -= 1
        return block

    def _of(self, place: int) -> str:
        return words_of_piece(self.pieces[place], self.targets.get(place))

    def _before(self, place: int, words: str) -> str:
        found = _spaced(f"{words[-2 * WIDTH :]}|")
        while len(found) <= WIDTH + 1 and not isinstance(self.pieces[place - 1], Block):
            place -= 1
            words = self._of(place) + words
            found = _spaced(f"{words}|")
        found = found[:-1]
        if len(found) <= WIDTH:
            return found
        cut = found[-WIDTH:]
        return f"{CUT} {cut.partition(' ')[2]}" if " " in cut[:40] else CUT + cut

    def _after(self, place: int, words: str) -> str:
        found = _spaced(f"|{words[: 2 * WIDTH]}")
        while len(found) <= WIDTH + 1 and place + 1 < len(self.pieces) and not isinstance(self.pieces[place + 1], Block):
            place += 1
            words += self._of(place)
            found = _spaced(f"|{words}")
        found = found[1:]
        if len(found) <= WIDTH:
            return found
        cut = found[:WIDTH]
        return f"{cut.rpartition(' ')[0]} {CUT}" if " " in cut[-40:] else cut + CUT


def _spaced(text: str) -> str:
    if text.isprintable() and "  " not in text:  # its white space is single spaces
        return text.strip(" ")
    return " ".join(text.split())
