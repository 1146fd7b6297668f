"""All mentions of an actor in context, on pages of their own, where the actor's page cannot hold them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import Actor, Archive, Output
from archive.pages.common import card, divided, file, quoted

WEIGHT = 4
MOST_QUOTED = 30
"""How many mentions stand on the actor's own page."""


def subjects(archive: Archive) -> Sequence[Actor]:
    return archive.actors


def outputs(archive: Archive, actor: Actor) -> Iterator[Output]:
    contexts = archive.mentions.get(actor.id, ())
    if len(contexts) <= MOST_QUOTED:
        return
    url = f"{actor.url}mentions/"
    for items, pager in divided(contexts, url, lambda one: card(one.record).date[:4]):
        view = {"url": pager.url, "of": card(actor), "items": quoted(items), "pager": pager, "listing": "mentions"}
        yield Output(file(pager.url), "listing.html", view)
