"""assembly: the site of an archive, put together or put right, and what is kept of that for the next build."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from archive import cards, fixity, standing
from archive import revision as revising
from archive.compiled import Compiled
from archive.fixity import Left, Look
from archive.installed import version_of
from archive.model import Archive
from archive.options import Options, Report, Tell
from archive.placed import Placed
from archive.plan import know
from archive.problems import Problem
from archive.render import Renderer, Setting, prepare
from archive.resolve import Resolved
from archive.site import Made, Old, Site
from archive.store import Disk
from archive.version import version


class Assembly:
    """One build of the site of an archive, once it is known that there is something to do. `look` is what was found of what goes in, and of the site."""

    def __init__(self, options: Options, look: Look, store: Disk, tell: Tell) -> None:
        self.options, self.look, self.store, self.tell = options, look, store, tell
        self.compiled = _compiled(store)

    def prepare(self) -> None:
        """Loads what a build of the whole asks for later, so that it can be done while others read."""
        if self.options.search:
            from archive import search  # noqa: F401
        cards.available()
        prepare(self.options.root / "templates", self.compiled)

    def of_words(self) -> Report | None:
        """What an edit of words alone gives; `None` where all must be gone through. Whether the site lies as it was left is asked as late as may be,
        for others look at it meanwhile: before an index is made, or before anything is put in place. Raises ToolError."""
        options, look, store = self.options, self.look, self.store
        revision = revising.begun(options, look, store)
        if revision is None or look.last is None:
            return None
        last = look.last
        placed = Placed(store, self._name, last.placed)
        renderer = _renderer(revision.archive, options, self.compiled)
        try:
            revision.take(renderer)
            files = placed.of([*revision.parts, None])
            if files is None:
                return None
            before = {path: known for some in files.values() for path, known in some.items()}
            old = Old(before, last.bundle, intact=True, still=self._still, reworded=revision.reworded)
            again = Site(revision.archive, renderer, options, store, old, self.tell)
            know(again.archive, revision.values)
            if options.search and not look.intact:
                return None
            documents = revision.documents | again.documents(revision.searched) if options.search else {}
            made = again.remake(revision.parts, documents, files[None])
        except standing.Unknown:  # what the store or the site has lost is worked out again
            return None
        except OSError:
            if look.intact:
                raise
            return None
        if made is None:
            return None
        placed.amend({**{one.part: one.files for one in made.parts}, None: made.given})
        revision.keep(store, self._name, made)
        fresh = [one.path for one in made.files if one.fresh]
        total = last.total + len([path for path in fresh if path not in before]) - len(made.gone)
        report = Report(last.articles, total, len(fresh), total - len(fresh), made.indexed, revision.why, revision.warnings, last.drafts)
        fixity.remember_edit(options, look.inputs.as_read(look.meanwhile(options)), _left(made, placed, fresh), report, last)
        return report

    def of_all(self, whole: Resolved, read: Mapping[str, bytes], why: str, warnings: Sequence[Problem]) -> Report:
        """What a build of the whole gives. `read` are the digests of the files that were read, and `why` tells of them. Raises ContentError for addresses
        that clash, and ToolError."""
        options, look, store, last, archive = self.options, self.look, self.store, self.look.last, whole.archive
        placed = Placed(store, self._name, last.placed if last else ())
        old = Old(placed.before, last.bundle if last else (), look.intact, partial(look.still, options))
        made_site = Site(archive, _renderer(archive, options, self.compiled), options, store, old, self.tell)
        made = made_site.make()
        files, went_in = made.files, look.inputs.as_read({**read, **look.meanwhile(options)})
        # What is kept from here on is tied to what fixity remembers at the end: a build that ends between the two has kept nothing.
        placed.save({**{one.part: one.files for one in made.parts}, None: made.given})
        if not options.cluster:
            standing.keep(store, self._name, went_in, whole, made_site, made)
        store.prune()
        fresh = [one.path for one in files if one.fresh]
        touched = "" if look.intact or not old.files else "; the site was not as it was left"
        why = fixity.why(options, last) or f"{why}{touched}"
        report = Report(len(archive.articles), len(files), len(fresh), len(files) - len(fresh), made.indexed, why, tuple(warnings), archive.drafts)
        left = _left(made, placed, fresh)._replace(files=[one.path for one in files])
        fixity.remember(options, went_in, left, report, last if made.amended else None)
        return report

    def _still(self, touched: Iterable[str] | None) -> bool:
        """Whether the site lies as it did at the look. Raises Unknown where it was not as the last build left it even then."""
        if not self.look.intact:
            raise standing.Unknown
        return self.look.still(self.options, touched)

    @property
    def _name(self) -> bytes:
        """What stands for the site in the store."""
        return os.fsencode(self.options.output)


def _left(made: Made, placed: Placed, fresh: list[str]) -> Left:
    return Left(fresh, made.gone, [*fresh, *made.gone], tuple(placed.stamps), made.bundle)


def setting(archive: Archive, options: Options) -> Setting:
    """What every page may know besides its own view."""
    site = archive.site
    filled = ("articles", "actors", "events", "topics", "sources")
    return Setting(
        site,
        options.base_url or site.base_url,
        options.noindex,
        tuple((page.url, page.title) for page in archive.pages),
        tuple(name for name in filled if getattr(archive, name)),
        f"archive {version_of('archive')}",
        cards.available(),
    )


def site(archive: Archive, options: Options, store: Disk) -> Site:
    """The site of an archive, to be made anew."""
    return Site(archive, _renderer(archive, options, _compiled(store)), options, store, Old(), lambda line: None)


def _compiled(store: Disk) -> Compiled:
    return Compiled(store.load("templates", [b""]).get(b""))


def _renderer(archive: Archive, options: Options, compiled: Compiled) -> Renderer:
    return Renderer(setting(archive, options), options.root / "templates", version(), compiled)
