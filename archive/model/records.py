"""The records of an archive, as an editor writes them: frozen values that validate themselves.

Every scalar arrives as text (`read` makes no types), so what was written as `NO`, `0123` or `1.10` stays that; the
fields decide. Vocabularies are the field's own: EDTF dates, BCP 47 languages, rightsstatements.org codes, PREMIS-like
events in `history`. Kinds and acts are open words, so that an archive can have its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Protocol, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from archive.model.dates import Date, parse
from archive.model.kept import forget
from archive.model.noting import CARD, HEAD, Shown

# ------------------------------------------------------------------------------------------------------ scalar types


def _matching(pattern: str, code: str, message: str) -> BeforeValidator:
    """A check that a text has a form; `message` may name it as {value}."""
    form = re.compile(pattern)

    def check(value: object) -> object:
        if isinstance(value, str) and not form.fullmatch(value.strip()):
            raise PydanticCustomError(code, message, {"value": value})
        return value

    return BeforeValidator(check)


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _date(value: object) -> Date:
    if isinstance(value, Date):
        return value
    found = parse(value.strip()) if isinstance(value, str) else "a date is one text, like 2013-03-12"
    if isinstance(found, str):
        raise PydanticCustomError("bad-date", "{why}", {"why": found})
    return found


def _truth(value: object) -> object:
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    return known.get(value.lower(), value) if isinstance(value, str) else value


def _by_language(names: dict[str, str]) -> dict[str, str]:
    """In one order, however they were written: mappings in another order are equal, and must not be shown otherwise."""
    return dict(sorted(names.items()))


def _autolink(value: object) -> object:
    truth = _truth(value)
    return truth if isinstance(truth, bool) else _one_or_many(value)


ID_FORM = r"[^\W_](?:[\w.-]*[^\W_])?"
Id = Annotated[str, _matching(ID_FORM, "bad-id", '"{value}" cannot be an id: ids are letters and digits joined by "-"'), AfterValidator(intern)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_one_or_many)]
Ref = Annotated[
    str,
    _matching(r"[^#\s]*#\^?[\w.-]+", "bad-reference", '"{value}" is no reference: write ARTICLE-ID#s1, or "#s1", in quotes, within the article'),
]
Refs = Annotated[tuple[Ref, ...], BeforeValidator(_one_or_many)]
Word = Annotated[str, _matching(r"[^\W\d_][\w-]*", "bad-word", '"{value}" is not one word: write it like "calls-for"')]
WebAddress = Annotated[
    str,
    _matching(r"https?://[^\s/?#\[\]]+(?:[/?#]\S*)?", "bad-address", '"{value}" is not a web address: it begins with https:// or http://'),
]
BASE_FORM = r"(?i:https?)://[^\s/?#@*:\[\]\\]+(:[0-9]{1,5})?(/(?!/)(?!\.\.?(/|$))[^\s?#*:/\\]*)*"
BaseAddress = Annotated[
    str,
    _matching(BASE_FORM, "bad-address", '"{value}" cannot be the address of a site: write it like https://example.org/ or https://example.org/archive/'),
]
Language = Annotated[
    str,
    _matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "bad-language", '"{value}" is no language tag (BCP 47): write en, zh-Hans or pt-BR'),
]
EDTF = Annotated[Date, BeforeValidator(_date), PlainSerializer(str), WithJsonSchema({"type": "string", "title": "EDTF"})]
Truth = Annotated[bool, BeforeValidator(_truth)]
Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]
Names = Annotated[Texts, BeforeValidator(_one_or_many)]
Count = Annotated[int, Field(ge=0)]
Sha256 = Annotated[str, _matching(r"[0-9a-fA-F]{64}", "bad-checksum", '"{value}" is no SHA-256: it has 64 hexadecimal digits')]
Autolink = Annotated[bool | Texts, BeforeValidator(_autolink)]

Access = Literal["full", "excerpt", "summary", "metadata"]
How = Literal["same-story", "follows", "answers", "cites", "corrects"]


class Part(BaseModel):
    """A piece of a record. Unknown keys are errors; an empty value is the same as none.

    Records are many, and kept: none remembers which of its keys were written, and a default is not stored with it. What
    validates a kind is built when the first of it is read: what is kept needs none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)

    def model_post_init(self, context: Any, /) -> None:
        object.__setattr__(self, "__pydantic_fields_set__", NOT_KEPT)

    def __getstate__(self) -> dict[Any, Any]:
        usual = _usual(type(self))
        return {name: value for name, value in self.__dict__.items() if value is not usual[name]}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        _put(self, {**_usual(type(self)), **state})

    def plain(self) -> dict[str, Any]:
        """What is written in it, as JSON has it, by the keys that an editor writes."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)


NOT_KEPT: set[str] = set()
_put_values, _put_fields_set, _put_extra, _put_private = (
    vars(BaseModel)[name].__set__ for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)
"""How the slots of a model are filled without its checks: it is done for every part of every record that is loaded."""
ASLEEP = "\0asleep"
"""Under this name a record that is asleep has, among its values, where its state is kept; no field has such a name."""


def _put(part: Part, values: dict[str, Any]) -> None:
    _put_values(part, values)
    _put_fields_set(part, NOT_KEPT)
    _put_extra(part, None)
    _put_private(part, None)


@cache
def _usual(kind: type[Part]) -> dict[str, Any]:
    """What the fields of a kind hold if nothing is written, in order."""
    return {name: ... if field.is_required() else field.get_default(call_default_factory=True) for name, field in kind.model_fields.items()}


# ------------------------------------------------------------------------------------------------- parts of a record


class Change(Part):
    """What was done to the record, told to the reader (PREMIS: eventDateTime, agent, eventDetail)."""

    date: EDTF
    by: str | None = None
    what: Text


class Withdrawal(Part):
    """Why and when a record was taken off the site; a tombstone stands at its address."""

    date: EDTF
    reason: Text
    by: str | None = None


class Credits(Part):
    """Who else worked on a report, as printed."""

    additional_reporting: Names = ()
    writing: Names = ()
    editing: Names = ()
    photo: str | None = None
    translation: Names = ()


class Capture(Part):
    """The raw file that a record was made from, and its fixity."""

    file: Text
    sha256: Sha256 | None = None
    captured: EDTF | None = None


class Rights(Part):
    """What may be shown. `statement` is a code of rightsstatements.org or of Creative Commons.

    While `embargo_until` stands, the body is withheld: a build knows no clock, an editor lifts it.
    """

    statement: Text | None = None
    access: Access = "summary"
    note: Text | None = None
    holder: Text | None = None
    embargo_until: EDTF | None = None


class Relation(Part):
    """Another article, and how this one stands to it."""

    article: Id
    how: How
    note: Text | None = None


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


class Medium(Part):
    """A picture or other medium that stood with the report: described, not shown."""

    kind: Word
    shows: Text | None = None
    credit: Text | None = None
    place: Text | None = None
    date: EDTF | None = None


class Comments(Part):
    """Readers' comments: how many the page declared, and how many the capture holds."""

    declared: Count | None = None
    captured: Count | None = None


class Role(Part):
    """An office or task in time; `of` is the actor in which it is held."""

    title: Text
    of: Id | None = None
    from_: EDTF | None = Field(default=None, alias="from")
    to: EDTF | None = None
    note: Text | None = None


# ---------------------------------------------------------------------------------------------------------- records

R = TypeVar("R", bound="Record")


class Record(Part):
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
        if ASLEEP not in self.__dict__:
            return False
        kept, number = self.__dict__[ASLEEP]
        self.__setstate__(kept.state(number))
        return True

    def __getstate__(self) -> dict[Any, Any]:
        self._wake()
        return super().__getstate__()

    def plain(self) -> dict[str, Any]:
        self._wake()
        return super().plain()

    @property
    def values(self) -> dict[str, Any]:
        """The values of all fields by name. That they are asked for is not noted."""
        self._wake()
        return self.__dict__

    def reword(self, words: Mapping[str, Any]) -> None:
        """Takes other values of fields that are `shown`, in place: whatever has this record has them. Only for whoever has just loaded the record
        and shares it with nobody."""
        assert words.keys() <= {*self.shown}
        self.values.update(words)
        forget(self)

    @property
    def heading(self) -> str:
        """The name under which the record is shown: its `title` or its `name`."""
        raise NotImplementedError

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
    """Keeps the states of records, each by a number."""

    def state(self, number: int) -> dict[str, Any]: ...


def asleep(kind: type[R], kept: States, number: int, id: str, path: str, shelf: str) -> R:
    """A record of which nothing is here but what it is known by. All else is loaded as soon as any of it is asked for; what that raises reaches
    who asks."""
    record = kind.__new__(kind)
    _put_values(record, {"id": id, "path": path, "shelf": shelf, ASLEEP: (kept, number)})
    return record


class Article(Record):
    kind_name = "article"
    folder = "articles"
    shown = {
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
    url_original: WebAddress | None = Field(default=None, alias="url")
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


class Named(Record):
    """A record of everything but articles and pages: known by its `name`."""

    name: Text

    @property
    def heading(self) -> str:
        return self.name


class Actor(Named):
    """A person or body. A name in `also` that ends in `[sic]` is a misspelling as printed."""

    kind_name = "actor"
    folder = "actors"

    kind: Word
    sort_name: Text | None = None
    names: Annotated[dict[Language, Text], AfterValidator(_by_language)] = Field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    part_of: Ids = ()
    not_to_be_confused_with: Ids = ()
    wikidata: Annotated[str, _matching(r"Q[1-9]\d*", "bad-authority", '"{value}" is no Wikidata item: it looks like Q42')] | None = None
    viaf: Annotated[str, _matching(r"[1-9]\d*", "bad-authority", '"{value}" is no VIAF number: it has digits only')] | None = None
    isni: Annotated[str, _matching(r"(\d{4} ?){3}\d{3}[\dX]", "bad-authority", '"{value}" is no ISNI: it has 16 digits')] | None = None
    lcnaf: Annotated[str, _matching(r"n[a-z]{0,2}\d+", "bad-authority", '"{value}" is no LCNAF number: it looks like n79021164')] | None = None

    @property
    def also_printed(self) -> tuple[tuple[str, bool], ...]:
        """The other names, each with whether it is marked as a misspelling ([sic])."""
        return tuple((re.sub(r"\s*\[sic\]$", "", name), name.endswith("[sic]")) for name in self.also)


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

    @property
    def key(self) -> tuple[Any, ...]:
        return (*self.date.key, self.id) if self.date else ((9999, 12, 31), 1440, "", self.id)


class Topic(Named):
    kind_name = "topic"
    folder = "topics"

    broader: Ids = ()


class Source(Named):
    kind_name = "source"
    folder = "sources"

    kind: Word | None = None
    place: Text | None = None
    # the language of what it prints; the record itself is in the site's
    url_home: WebAddress | None = Field(default=None, alias="url")
    part_of: Ids = ()
    actor: Id | None = None


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
for _kind in KINDS:
    for _name, _words in _kind.shown.items():
        setattr(_kind, _name, Shown(_name, _words))  # in the class: it stands before the value, which lies in the record


# ------------------------------------------------------------------------------------------------------------- site


class Features(Part):
    autolink: Autolink = True
    search: Truth = True
    desk: Truth = False


class Editor(Part):
    name: Text
    role: Text | None = None
    url: WebAddress | None = None


def _editors(value: object) -> object:
    """Editors may be given as plain names."""
    many = _one_or_many(value)
    return [{"name": one} if isinstance(one, str) else one for one in many] if isinstance(many, (list, tuple)) else many


class Site(Part):
    """`content/site.yaml`. `captures` is a folder, relative to the root, where raw captures lie if they are at hand."""

    title: Text
    tagline: Text | None = None
    base_url: BaseAddress = "http://localhost/"
    language: Language = "en"
    description: Text | None = None
    editors: Annotated[tuple[Editor, ...], BeforeValidator(_editors)] = ()
    licence: Text | None = None
    contact: Text | None = None
    repository: WebAddress | None = None
    captures: Text | None = None
    picks: Ids = ()
    features: Features = Features()


