"""The records of an archive, as an editor writes them: frozen values, each kind by its fields.

Every scalar arrives as text (`read` makes no types), so what was written as `NO`, `0123` or `1.10` stays that; the
fields decide (`archive.model.forms`). Kinds and acts are open words, so that an archive can have its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple, Protocol, TypeVar

from archive.model.forms import (
    EDTF,
    ISNI,
    LCNAF,
    VIAF,
    Access,
    Autolink,
    BaseAddress,
    Before,
    Count,
    How,
    Id,
    Ids,
    Language,
    Names,
    NamesByLanguage,
    Refs,
    Sha256,
    Text,
    Truth,
    WebAddress,
    Wikidata,
    Word,
    one_or_many,
)
from archive.model.kept import forget
from archive.model.letters import filed
from archive.model.noting import CARD, HEAD, note_words
from archive.model.part import Part, part

# ------------------------------------------------------------------------------------------------- parts of a record


@part
class Change(Part):
    """What was done to the record, told to the reader (PREMIS: eventDateTime, agent, eventDetail)."""

    date: EDTF
    by: str | None = None
    what: Text


@part
class Withdrawal(Part):
    """Why and when a record was taken off the site; a tombstone stands at its address."""

    date: EDTF
    reason: Text
    by: str | None = None


@part
class Credits(Part):
    """Who else worked on a report, as printed."""

    additional_reporting: Names = ()
    writing: Names = ()
    editing: Names = ()
    photo: str | None = None
    translation: Names = ()


@part
class Capture(Part):
    """The raw file that a record was made from, and its fixity."""

    file: Text
    sha256: Sha256 | None = None
    captured: EDTF | None = None


@part
class Rights(Part):
    """What may be shown. `statement` is a code of rightsstatements.org or of Creative Commons.

    While `embargo_until` stands, the body is withheld: a build knows no clock, an editor lifts it.
    """

    statement: Text | None = None
    access: Access = "summary"
    note: Text | None = None
    holder: Text | None = None
    embargo_until: EDTF | None = None

    @property
    def gives(self) -> Access:
        """What readers are given of the report now: of one under embargo, its record only."""
        return "metadata" if self.embargo_until else self.access


@part
class Relation(Part):
    """Another article, and how this one stands to it."""

    article: Id
    how: How
    note: Text | None = None


@part
class Statement(Part):
    """Who said what to whom: `about` in our words, `quote` in the speaker's own."""

    id: Word
    by: Ids
    to: Ids = ()
    act: Word
    about: Text
    quote: Text | None = None
    language: Language | None = None
    date: EDTF | None = None
    place: Text | None = None
    via: Text | None = None
    topics: Ids = ()
    same_as: Refs = ()
    answers: Refs = ()


@part
class Figure(Part):
    """A counted thing, and whose figure it is. `value` stays as written: a number, a fraction like 2/3, or words."""

    id: Word
    what: Text
    value: Text
    unit: Text | None = None
    period: EDTF | None = None
    by: Ids = ()
    qualifier: Text | None = None
    printed: Text | None = None
    same_as: Refs = ()
    disputes: Refs = ()
    note: Text | None = None

    @property
    def number(self) -> Fraction | None:
        """The value as an exact number, where it is one; spaces, commas and underscores may part its thousands."""
        plain = re.sub(r"(?<=\d)[ _,\u00a0\u202f](?=\d{3}(?!\d))", "", self.value)
        return Fraction(plain) if re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,30}|/0*[1-9][0-9]{0,29})?", plain) else None


@part
class Medium(Part):
    """A picture or other medium that stood with the report: described, not shown."""

    kind: Word
    shows: Text | None = None
    credit: Text | None = None
    place: Text | None = None
    date: EDTF | None = None


@part
class Comments(Part):
    """Readers' comments: how many the page declared, and how many the capture holds."""

    declared: Count | None = None
    captured: Count | None = None


@part
class Role(Part):
    """An office or task in time; `of` is the actor in which it is held."""

    title: Text
    of: Id | None = None
    from_: EDTF | None = None
    to: EDTF | None = None
    note: Text | None = None


# ---------------------------------------------------------------------------------------------------------- records

R = TypeVar("R", bound="Record")


class Label(NamedTuple):
    """What is shown of a record wherever something leads to it: `date` is EDTF, `line` one line of text, `lang` its language if it has one. `source` and
    `gives` are for articles."""

    title: str
    kind: str
    line: str
    date: str
    lang: str
    sort: str
    source: str = ""
    gives: str = ""


class Sleeper(Part):
    """What can be asleep: it has a place for where its state is kept."""

    __slots__ = ("_asleep",)


@part
class Record(Sleeper):
    """What every record has, but for its text, which is a `Body`. `id`, `path` and `shelf` come from the file itself, not from its front
    matter.

    `path` is relative to the archive's root; `shelf` is the folder under the kind's own, as written ("2013" or ""). Fields that are `shown`
    can change without any other record meaning something else: what shows them is noted (`noting`).
    """

    kind_name: ClassVar[str]
    folder: ClassVar[str]
    from_file: ClassVar[tuple[str, ...]] = ("id", "path", "shelf")
    shown: ClassVar[dict[str, str]] = {"summary": CARD, "also": HEAD}

    id: str
    path: str
    shelf: str = ""

    language: Language | None = None
    summary: Text | None = None
    also: Names = ()
    aliases: Names = ()
    draft: Truth = False
    withdrawn: Withdrawal | None = None
    autolink: Autolink = True
    history: tuple[Change, ...] = ()

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """What is not there: of a record that is `asleep`, all but what it is known by."""
            if not self._wake():
                raise AttributeError(f"{type(self).__name__} has no {name}")
            return getattr(self, name)

    def _wake(self) -> bool:
        """Whether it was asleep."""
        where = state_of(self)
        if where is None:
            return False
        kept, number = where
        self.__setstate__(kept.state(number))
        _awake(self)
        return True

    def __getstate__(self) -> dict[str, Any]:
        self._wake()
        return Part.__getstate__(self)

    def plain(self) -> dict[str, Any]:
        self._wake()
        return Part.plain(self)

    @property
    def values(self) -> dict[str, Any]:
        self._wake()
        return {one.name: one.get(self) for one in self.fields}

    def reword(self, words: Mapping[str, Any]) -> None:
        """Takes other values of fields that are `shown`, in place: whatever has this record has them. Only for whoever has just loaded the record
        and shares it with nobody."""
        assert words.keys() <= {*self.shown}
        self._wake()
        for one in self.fields:
            if one.name in words:
                one.put(self, words[one.name])
        forget(self)

    @property
    def heading(self) -> str:
        """The name under which the record is shown: its `title` or its `name`."""
        raise NotImplementedError

    @property
    def label(self) -> Label:
        """To ask for it wakes nobody."""
        where = state_of(self)
        if where is None:
            return self._label()
        note_words(CARD, self)
        kept, number = where
        return kept.label(number)

    def _label(self) -> Label:
        return Label(self.heading, self.kind_name, self.summary or "", "", self.language or "", filed(self.heading))

    @property
    def url(self) -> str:
        """The address, from the site's root: it mirrors the file, and is for ever."""
        shelf = f"{self.shelf}/" if self.shelf else ""
        return f"/{self.folder}/{shelf}{self.id}/"

    def address_of(self, alias: str) -> str:
        """The address that an alias stands for: an old id is one beside this record, all else is an address from the site's root."""
        path = alias.strip("/")
        return f"/{path}/" if "/" in path or alias.startswith("/") else f"{self.url.removesuffix(f'{self.id}/')}{path}/"


class States(Protocol):
    """Keeps the states of records and their labels, each by a number."""

    def state(self, number: int) -> dict[str, Any]: ...
    def label(self, number: int) -> Label: ...


def asleep(kind: type[R], kept: States, number: int, id: str, path: str, shelf: str) -> R:
    """A record of which nothing is here but what it is known by. All else is loaded as soon as any of it is asked for; what that raises reaches
    who asks."""
    record = object.__new__(kind)
    _put_id(record, id)
    _put_path(record, path)
    _put_shelf(record, shelf)
    _put_asleep(record, (kept, number))
    return record


def state_of(record: Record) -> tuple[States, int] | None:
    """Where the state of a record is kept that is asleep; `None` of one that is not."""
    try:
        where: tuple[States, int] = _ASLEEP.__get__(record)
    except AttributeError:
        return None
    return where


_ASLEEP: Any = vars(Sleeper)["_asleep"]
_awake = _ASLEEP.__delete__
_put_id, _put_path, _put_shelf = (one.put for one in Record.fields[:3])
_put_asleep = _ASLEEP.__set__
"""There are thousands to be put to sleep before anything of a kept archive is seen."""


@part
class Article(Record):
    kind_name = "article"
    folder = "articles"
    shown: ClassVar[dict[str, str]] = {
        "summary": CARD, "title": CARD, "also": HEAD, "title_note": HEAD, "subtitle": HEAD, "date_printed": HEAD, "date_note": HEAD,
        "updated": HEAD, "updated_printed": HEAD, "byline": HEAD, "credits": HEAD, "place": HEAD, "section": HEAD,
        "url_original": HEAD, "archived_url": HEAD, "media": HEAD, "comments": HEAD,
    }

    title: Text
    title_note: Text | None = None
    subtitle: Text | None = None
    date: EDTF | None = None
    date_printed: Text | None = None
    date_note: Text | None = None
    updated: EDTF | None = None
    updated_printed: Text | None = None
    source: Id
    agencies: Ids = ()
    byline: Names = ()
    credits: Credits = Credits()
    place: Text | None = None
    section: Text | None = None
    url_original: WebAddress | None = None
    archived_url: WebAddress | None = None
    capture: Capture | None = None
    rights: Rights = Rights()
    actors: Ids = ()
    events: Ids = ()
    topics: Ids = ()
    related: tuple[Relation, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    media: tuple[Medium, ...] = ()
    comments: Comments | None = None

    @property
    def heading(self) -> str:
        return self.title

    def _label(self) -> Label:
        return Record._label(self)._replace(date=str(self.date or ""), source=self.source, gives=self.rights.gives)

    @property
    def year(self) -> int | None:
        """The year under which the article is shelved; `None` for those in `undated/`."""
        return int(self.shelf) if self.shelf.isdigit() else None

    @property
    def key(self) -> tuple[Any, ...]:
        """The chronological order of articles; an undated one stands at the end of its year."""
        if self.date:
            return (*self.date.key, self.id)
        return ((self.year or 9999, 12, 31), 1440, "", self.id)


@part
class Named(Record):
    """A record of everything but articles and pages: known by its `name`."""

    name: Text

    @property
    def heading(self) -> str:
        return self.name


@part
class Actor(Named):
    """A person or body. A name in `also` that ends in `[sic]` is a misspelling as printed."""

    kind_name = "actor"
    folder = "actors"

    kind: Word
    sort_name: Text | None = None
    names: NamesByLanguage = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    part_of: Ids = ()
    not_to_be_confused_with: Ids = ()
    wikidata: Wikidata | None = None
    viaf: VIAF | None = None
    isni: ISNI | None = None
    lcnaf: LCNAF | None = None

    def _label(self) -> Label:
        return Record._label(self)._replace(kind=self.kind, sort=filed(self.sort_name or self.name))

    @property
    def also_printed(self) -> tuple[tuple[str, bool], ...]:
        """The other names, each with whether it is marked as a misspelling ([sic])."""
        return tuple((re.sub(r"\s*\[sic\]$", "", name), name.endswith("[sic]")) for name in self.also)


@part
class Event(Named):
    kind_name = "event"
    folder = "events"

    kind: Word | None = None
    date: EDTF | None = None
    date_note: Text | None = None
    place: Text | None = None
    actors: Ids = ()
    topics: Ids = ()
    part_of: Ids = ()

    def _label(self) -> Label:
        return Record._label(self)._replace(kind=self.kind or self.kind_name, date=str(self.date or ""))

    @property
    def key(self) -> tuple[Any, ...]:
        return (*self.date.key, self.id) if self.date else ((9999, 12, 31), 1440, "", self.id)


@part
class Topic(Named):
    kind_name = "topic"
    folder = "topics"

    broader: Ids = ()


@part
class Source(Named):
    kind_name = "source"
    folder = "sources"

    kind: Word | None = None
    place: Text | None = None
    # the language of what it prints; the record itself is in the site's
    url_home: WebAddress | None = None
    part_of: Ids = ()
    actor: Id | None = None

    def _label(self) -> Label:
        return Record._label(self)._replace(kind=self.kind or self.kind_name, lang="")


@part
class Page(Record):
    """A page of the archive's own: about, how to use, rights, method. It stands at the root: `/about/`."""

    kind_name = "page"
    folder = "pages"

    title: Text
    order: Count = 100

    @property
    def heading(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return f"/{self.id}/"


KINDS: tuple[type[Record], ...] = (Article, Actor, Event, Topic, Source, Page)
BY_FOLDER: dict[str, type[Record]] = {kind.folder: kind for kind in KINDS}

# ------------------------------------------------------------------------------------------------------------- site


@part
class Features(Part):
    autolink: Autolink = True
    search: Truth = True
    desk: Truth = False


@part
class Editor(Part):
    name: Text
    role: Text | None = None
    url: WebAddress | None = None


def editors_named(value: object) -> object:
    """Editors may be given as plain names."""
    many = one_or_many(value)
    return [{"name": one} if isinstance(one, str) else one for one in many] if isinstance(many, (list, tuple)) else many


@part
class Site(Part):
    """`content/site.yaml`. `captures` is a folder, relative to the root, where raw captures lie if they are at hand."""

    title: Text
    tagline: Text | None = None
    base_url: BaseAddress = "http://localhost/"
    language: Language = "en"
    description: Text | None = None
    editors: Annotated[tuple[Editor, ...], Before(editors_named)] = ()
    licence: Text | None = None
    contact: Text | None = None
    repository: WebAddress | None = None
    captures: Text | None = None
    picks: Ids = ()
    features: Features = Features()


