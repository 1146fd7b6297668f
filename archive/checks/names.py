"""Names of actors in articles that do not list them, and names that several actors bear."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from archive.checks.common import in_body, problem
from archive.model import Actor, Archive, Article, Source, Span
from archive.names import Names, names_of
from archive.problems import Loc, Problem

WRITTEN_LINK = re.compile(r"\[\[[^\]]*\]\]|\]\([^)]*\)|`[^`]*`")


def check(archive: Archive) -> Iterator[Problem]:
    rule = archive.site.features.autolink
    if rule is False:
        return
    left_alone = rule if isinstance(rule, tuple) else ()
    headings = Names(archive.actors, left_alone)
    shared = _shared(archive.actors)
    for article in archive.articles:
        if article.autolink is not False:
            yield from _unlisted(archive, article, headings)
            if shared is not None:
                yield from _ambiguous(archive, article, shared)


def _unlisted(archive: Archive, article: Article, names: Names) -> Iterator[Problem]:
    """One problem for each actor who is named and neither listed nor linked by hand. Who published the article is known
    without that."""
    prose = archive.prose_of(article)
    speakers = {id for statement in article.statements for id in (*statement.by, *statement.to)}
    seen = {*article.actors, *speakers} | {target.url.strip("/").split("#")[0].rsplit("/", 1)[-1] for target in prose.links if target}
    sources = [archive.records.get(("source", id)) for id in (article.source, *article.agencies)]
    seen |= {source.actor for source in sources if isinstance(source, Source) and source.actor}
    barred = article.autolink if isinstance(article.autolink, tuple) else ()
    for mention in prose.mentions:
        if mention.actor not in seen:
            seen.add(mention.actor)
            span = prose.body.pieces[mention.piece]
            assert isinstance(span, Span)
            name = " ".join(span.text[mention.start : mention.end].split())
            yield _problem(article, _place(prose.body.source, name), name, mention.actor)
    for key, text in (("title", article.title), ("subtitle", article.subtitle), ("summary", article.summary)):
        for found in names.find(text or ""):
            name = (text or "")[found.start : found.end]
            if len(found.actors) == 1 and found.actors[0] not in seen and name not in barred:
                seen.add(found.actors[0])
                yield _problem(article, (key,), name, found.actors[0])


def _problem(article: Article, loc: tuple[str | int, ...], name: str, actor: str) -> Problem:
    passing = f"if it is named in passing, write [[{actor}|{name}]]; or, " if loc[0] == "body" else ""
    hint = f'add {actor} to actors; or, {passing}if another is meant, write autolink: ["{name}"]'
    return problem(article, loc, "unlisted-name", f'"{name}" is named, and {actor} is not among the actors', hint)


def _place(body: str, name: str) -> Loc:
    """Where a name first stands in the Markdown outside links; the beginning, where marks stand between its letters."""
    plain = WRITTEN_LINK.sub(lambda found: "\0" * len(found[0]), body)
    found = re.search(r"(?<!\w)" + r"\s+".join(re.escape(part) for part in name.split()) + r"(?!\w)", plain) or re.search(
        r"\s*".join(re.escape(part) for part in name.split()), plain
    )
    return in_body(body, found.start() if found else 0)


def _shared(actors: tuple[Actor, ...]) -> Names | None:
    """The names that several actors bear, with all the names of those actors, so that a longer one goes before."""
    bearers = Counter(name for actor in actors for name in set(names_of(actor)))
    some = [actor for actor in actors if any(bearers[name] > 1 for name in names_of(actor))]
    return Names(some) if some else None


def _ambiguous(archive: Archive, article: Article, names: Names) -> Iterator[Problem]:
    told: set[str] = set()
    body = archive.prose_of(article).body
    for piece in body.pieces:
        for found in names.find(piece.text) if isinstance(piece, Span) else ():
            name = " ".join(piece.text[found.start : found.end].split()) if isinstance(piece, Span) else ""
            here = [id for id in found.actors if id in article.actors]
            if len(found.actors) > 1 and len(here) != 1 and name not in told:
                told.add(name)
                choice = " or ".join(f"[[{id}|{name}]]" for id in (here or found.actors)[:4])
                hint = f"write {choice}" + ("" if here else ", or add the one that is meant to actors")
                yield problem(article, _place(body.source, name), "ambiguous-name", f'"{name}" is the name of several actors, and is not linked', hint)
