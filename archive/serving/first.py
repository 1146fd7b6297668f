"""The first look: the page of one record as its file is now, before the whole archive has been worked out again.

A page's view is plain data in which the record itself and its text stand as values. Where one file changed, those values
are replaced in the view that the last plan gave, and the same renderer makes the page: what other records say of it
follows a little later. Whatever is out of the ordinary gives nothing, and waits for the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.model import Actor, Archive, Article, Body, Link, Output, Prose, Record, Target, key_of
from archive.names import Names
from archive.problems import Problem, split
from archive.read import read_file
from archive.register import withheld


@dataclass(frozen=True)
class Look:
    """What one changed file gives at once: its page where it is well, or what is wrong with it."""

    output: Output | None = None
    problems: tuple[Problem, ...] = ()


class First:
    """First looks at the records of one archive."""

    def __init__(self, archive: Archive) -> None:
        rule = archive.site.features.autolink
        self.archive = archive
        self.names = Names(archive.actors if rule is not False else (), rule if isinstance(rule, tuple) else ())
        self.by_path = {record.path: record for record in archive.records.values()}

    def look(self, root: Path, path: str, outputs: Mapping[str, Output]) -> Look | None:
        """The look at one file; `None` where only the whole can tell."""
        old = self.by_path.get(path)
        try:
            entry, found = read_file(path, (root / path).read_bytes())
        except OSError:
            return None
        if entry is None or split(found)[0]:
            return Look(problems=found)
        output = outputs.get(f"{old.url.lstrip('/')}index.html") if old else None
        if old is None or output is None or not isinstance(output.view, Mapping) or _other(old, entry.record):
            return None
        prose = self._prose(old, entry.record, entry.body)
        swaps = {id(old): entry.record, **_parts(old, entry.record)}
        view = {name: prose if name == "prose" else swapped(value, swaps) for name, value in output.view.items()}
        return Look(output._replace(view=view))

    def _prose(self, old: Record, record: Record, body: Body) -> Prose:
        """The text with its links and names, as far as the last archive knows them."""
        before = self.archive.prose_of(old)
        known = {link.target: target for link, target in zip(before.body.links, before.links, strict=True)}
        links = tuple(known[link.target] if link.target in known else self._target(link) for link in body.links)
        listed = {*getattr(record, "actors", ()), *((record.id,) if isinstance(record, Actor) else ())}
        by_url = {actor.url: actor.id for actor in self.archive.actors} if links else {}
        linked = {by_url[target.url] for target in links if target and target.url in by_url} | ({record.id} if isinstance(record, Actor) else set())
        barred = record.autolink if isinstance(record.autolink, tuple) and not isinstance(record, Actor) else ()
        mentions = self.names.mentions(body.pieces, listed, barred, linked, link=isinstance(record, Actor) or record.autolink is not False)
        ids = sorted({mention.actor for mention in mentions if mention.linked})
        return Prose(body, links, mentions, tuple((id, _target_of(self.archive.actor(id))) for id in ids))

    def _target(self, link: Link) -> Target | None:
        """Where a link leads that was not there before: to the one record of that id."""
        word, mark, anchor = link.target.partition("#")
        id = word.rsplit("/", 1)[-1].removesuffix(".md")
        found = [record for kind in ("article", "actor", "event", "topic", "source", "page") if (record := self.archive.records.get((kind, id)))]
        return _target_of(found[0], mark + anchor) if len(found) == 1 else None


def _target_of(record: Record, anchor: str = "") -> Target:
    return Target(record.url + anchor, record.heading, record.summary or "", record.kind_name)


def _other(old: Record, new: Record) -> bool:
    """Whether more than this page changes in a way that a look at it could not show."""
    return key_of(old) != key_of(new) or old.url != new.url or new.draft or new.withdrawn is not None or withheld(old) or withheld(new)


def _parts(old: Record, new: Record) -> dict[int, Any]:
    """The statements and figures of the record as they were, by identity, with what they are now."""
    if not isinstance(old, Article) or not isinstance(new, Article):
        return {}
    said, counted = {part.id: part for part in new.statements}, {part.id: part for part in new.figures}
    return {
        **{id(part): said[part.id] for part in old.statements if part.id in said},
        **{id(part): counted[part.id] for part in old.figures if part.id in counted},
    }


def swapped(value: Any, swaps: Mapping[int, Any]) -> Any:
    """A view with some of its values replaced, told by identity; what holds none of them stays as it is."""
    if id(value) in swaps:
        return swaps[id(value)]
    if isinstance(value, Mapping):
        items = {name: swapped(item, swaps) for name, item in value.items()}
        return items if any(items[name] is not value[name] for name in items) else value
    if isinstance(value, (tuple, list)):
        some = [swapped(item, swaps) for item in value]
        if all(one is other for one, other in zip(some, value, strict=True)):
            return value
        make = getattr(type(value), "_make", type(value))
        return make(some)
    return value
