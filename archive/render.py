"""render: an output becomes bytes, `render(view, template) -> bytes`: no clock, no chance, no environment, no archive.

Every template is escaped by Jinja, HTML and XML alike; data in standard forms is written by `downloads.py`. A template may
include only what it names in so many words: what a page is made of must be known before it is made.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import jinja2
import msgspec
from jinja2 import meta
from markupsafe import Markup

from archive import cards, folding
from archive.compiled import Code, Compiled
from archive.digests import digest
from archive.downloads import FORMS, WRITERS, Downloads, Form, as_json
from archive.markdown import plain, weave
from archive.model import Date, Kept, Output, Prose, Record, Roll, Site, key_of
from archive.model.letters import LETTERS
from archive.model.noting import CARD as ON_CARDS
from archive.model.noting import HEAD, note_all
from archive.model.part import Part
from archive.passages import alone, passages
from archive.problems import ToolError, nearest
from archive.strings import strings
from archive.templating import Templates
from archive.words import Words, machine_date
from archive.workers import spread

OWN = Path(__file__).parent / "templates"
BESIDE = Path(__file__).parent.parent / "templates"
DEFAULTS = OWN if OWN.is_dir() else BESIDE
"""The templates that come with the program: inside an installed package, beside it in a checkout."""
MANY = 1024
"""How many answers of each small question that pages ask again and again are kept: addresses, words."""
DAYS = 8192
"""The same of days in words, which take long to make."""
PLAIN = re.compile(r"[\w/.#-]*", re.ASCII)
"""An address in which nothing needs to be quoted."""
NAMING = re.compile(r"\{%[-+]?\s*(?:extends|include|import|from)\b")
NAMED = re.compile(NAMING.pattern + r'\s+"([^"]+)"\s*(?:(?:as|import|with|without|ignore)\b|[-+]?%\})')
REMARK_AFTER = re.compile(r"""(?<=[;{,]) // [^"'`]*$""")
GOING_ON = ";{,([=>&|?:"
"""After these a line of a script may be joined to the next."""
REMARK = re.compile(r"\{#(?:(?!\{%|\{#).)*?#\}", re.DOTALL)
HIDING = re.compile(r"\{#|\{%[-+]?\s*raw\b")
"""Tags of Jinja that name another template; those that do it in so many words; remarks without a tag; and what a tag may stand
in without being one."""
SLOW = 4
"""How many templates are worth another process to compile them: each takes ten times as long as to start one."""
ROOT = "root/"
LEFT_THERE = re.compile(r"(^|/)(\.DS_Store|\._[^/]*|\.git[^/]*|\.[^/]*\.sw.|Thumbs\.db|desktop\.ini|[^/]*~)$|^assets/(.*/)?\.[^/]*$")
"""What systems and editors leave in folders that are copied. In the root of a site a name may begin with a dot: `.nojekyll`, `.well-known/`."""
CARD = "card.png"
"""The one output that is drawn, not written by a template."""


@dataclass(frozen=True)
class Setting:
    """What every page may know besides its own view. `pages` are the archive's own pages as (address, title), `sections` the
    kinds that have records; `cards` tells whether social cards are drawn."""

    site: Site
    base_url: str
    noindex: bool = False
    pages: tuple[tuple[str, str], ...] = ()
    sections: tuple[str, ...] = ()
    generator: str = "archive"
    cards: bool = False

    @cached_property
    def base(self) -> str:
        """The path of the site under its host, without a "/" at the end."""
        return urlsplit(self.base_url).path.rstrip("/")

    @cached_property
    def origin(self) -> str:
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"


DOWNLOADS = {*FORMS, *WRITERS}


def _folders(own: Path | None) -> list[str]:
    return [str(folder) for folder in (own, DEFAULTS) if folder and folder.is_dir()]


class Loader(jinja2.FileSystemLoader):
    """Templates from folders. Raises ToolError for one that is not in UTF-8."""

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            raise ToolError(f"templates/{template} is not in UTF-8: save it as UTF-8, or delete it, and the program's own is used") from None


def _of_pages(loader: jinja2.BaseLoader) -> list[str]:
    """The templates that make pages."""
    return [name for name in loader.list_templates() if name.endswith((".html", ".xml")) and "/" not in name]


def _is_compiled(name: str, env: jinja2.Environment, loader: jinja2.BaseLoader, code: Code) -> bool:
    source, file, _ = loader.get_source(env, name)
    return code.is_known(env, name, file, source)


def prepare(own: Path, compiled: Compiled) -> None:
    """Has what templates come to at hand, as far as it is known, before it is known of which site they are to make pages."""
    folders = _folders(own)
    loader, env, code = Loader(folders), jinja2.Environment(autoescape=True), Code(compiled, DEFAULTS)
    for name in _of_pages(loader):
        _is_compiled(name, env, loader, code)
    with suppress(ToolError):  # it is told by whoever needs them
        strings(folders, "en", compiled)


class Renderer:
    """The templates of an archive: the project's own before the defaults.

    Raises ToolError for a template that is missing or wrong, with its file and line.
    """

    def __init__(self, setting: Setting, own: Path | None = None, version: str = "", compiled: Compiled | None = None) -> None:
        self.setting = setting
        self.compiled = compiled or Compiled()
        self.version = version
        folders = _folders(own)
        self.loader = Loader(folders)
        self.words = Words(setting.site.language, strings(folders, setting.site.language, self.compiled))
        self.url = lru_cache(MANY)(self._url)
        self.code = Code(self.compiled, DEFAULTS)
        self.env = self._environment()
        self.downloads = Downloads(setting.site, self.words, self.absolute)

    # -- bytes

    def render(self, output: Output) -> bytes:
        """The file's bytes: a function of the view, the template and the setting."""
        if output.template == CARD:
            return cards.draw(output.view)
        if output.template in DOWNLOADS:
            return self.downloads.write(output.template, output.view).encode("utf-8", "surrogatepass")
        try:
            template = self.env.get_template(output.template)
            return template.render(view=output.view, path=output.path, **_names(output.view)).encode("utf-8")
        except jinja2.TemplateSyntaxError as error:
            raise ToolError(f"templates/{error.name or output.template}:{error.lineno}: {error.message}") from None
        except jinja2.UndefinedError as error:
            raise ToolError(f"{self._place(error, output.template)}: {error.message} (for {output.path})") from None
        except ToolError:
            raise
        except Exception as error:  # whatever a template does with values that it did not expect
            raise ToolError(f"{self._place(error, output.template)}: {type(error).__name__}: {error} (for {output.path})") from None

    def load(self, jobs: int = 0) -> None:
        """Loads every template that makes pages, so that forked processes need not each do it; those of which the code is not kept are
        compiled by as many processes as `jobs` tells. What is wrong with one is told when it is used."""
        names = _of_pages(self.loader)
        unknown = [name for name in names if not _is_compiled(name, self.env, self.loader, self.code)]

        def compiled(start: int, stop: int) -> list[dict[str, bytes]]:
            before = set(self.compiled.fresh)
            self._load(unknown[start:stop])
            return [{name: code for name, code in self.compiled.fresh.items() if name not in before}]

        for fresh in spread(compiled, len(unknown), jobs, chunk=2, worth=SLOW):
            self.compiled.take(fresh)
        self._load(names)

    def _load(self, names: Iterable[str]) -> None:
        for name in names:
            with suppress(jinja2.TemplateError):
                self.env.get_template(name)

    def _place(self, error: BaseException, template: str) -> str:
        """The template, and the line in it, that an error comes from."""
        found, trace = f"templates/{template}", error.__traceback__
        while trace:
            file = Path(trace.tb_frame.f_code.co_filename)
            below = [file.relative_to(folder).as_posix() for folder in self.loader.searchpath if file.is_relative_to(folder)]
            found, trace = (f"templates/{below[0]}:{trace.tb_lineno}" if below else found), trace.tb_next
        return found

    def key(self, output: Output) -> bytes:
        """What the bytes depend on, as a digest: same key, same bytes."""
        digest = self._begun(output.template).copy()
        digest.update(output.path.encode() + b"\0")
        digest.update(canonical(output.view))
        return digest.digest()

    def form(self, template: str) -> Form:
        """How the lines of a roll are written."""
        return self.downloads.form(template)

    def _begun(self, template: str) -> blake2b:
        """The digest of what is the same for all pages of a template."""
        if template not in self._beginnings:
            digest = blake2b(digest_size=20)
            for part in (self.version.encode(), self.base_key, self.closure(template)):
                digest.update(len(part).to_bytes(8, "big") + part)
            self._beginnings[template] = digest
        return self._beginnings[template]

    @cached_property
    def _beginnings(self) -> dict[str, blake2b]:
        return {}

    @cached_property
    def base_key(self) -> bytes:
        """The setting and the words of the interface."""
        return canonical((self.setting.site.plain(), self.setting.base_url, self.setting.noindex, self.setting.pages,
                          self.setting.sections, self.setting.generator, self.setting.cards, self.words.strings))  # fmt: skip

    @property
    def common(self) -> bytes:
        """Stands for what all pages depend on alike, and for the files that no page is made of."""
        digest = blake2b(self.base_key, digest_size=20)
        for path, data in sorted(self.assets().items()):
            digest.update(path.encode() + b"\0" + blake2b(data, digest_size=20).digest())
        return digest.digest()

    def closures(self, templates: Iterable[str]) -> dict[str, bytes]:
        """The digest of each of some templates with all that it includes, extends or imports."""
        return {name: self.closure(name) for name in templates}

    def closure(self, template: str) -> bytes:
        """The digest of a template and of all that it includes, extends or imports."""
        if template == CARD or template in DOWNLOADS:
            return template.encode()
        if template not in self._closures:
            digest = blake2b(digest_size=20)
            for name in sorted(self._reach(template)):
                digest.update(name.encode() + b"\0" + self._source(name).encode() + b"\0")
            self._closures[template] = digest.digest()
        return self._closures[template]

    @cached_property
    def _closures(self) -> dict[str, bytes]:
        return {}

    def _reach(self, template: str) -> set[str]:
        found, wanted = set[str](), [template]
        while wanted:
            name = wanted.pop()
            if name in found:
                continue
            found.add(name)
            try:
                wanted += self._named_in(name)
            except jinja2.TemplateSyntaxError as error:
                raise ToolError(f"templates/{name}:{error.lineno}: {error.message}") from None
        return found

    def _named_in(self, name: str) -> tuple[str, ...]:
        """The templates that a template names itself."""
        if name not in self._references:
            source = self._source(name)
            found: Sequence[str | None] = plainly_named(source)
            if not found or not all(map(self._is_there, found)):
                found = tuple(meta.find_referenced_templates(self.env.parse(source))) if NAMING.search(source) else ()
            if None in found:
                raise ToolError(f'templates/{name}: an include must name its template in so many words, like {{% include "list.html" %}}')
            self._references[name] = tuple(other for other in found if other is not None)
        return self._references[name]

    @cached_property
    def _references(self) -> dict[str, tuple[str, ...]]:
        return {}

    def _source(self, name: str) -> str:
        try:
            if name not in self._sources:
                self._sources[name] = self.loader.get_source(self.env, name)[0]
            return self._sources[name]
        except jinja2.TemplateNotFound:
            raise ToolError(f'there is no template "{name}"; {nearest(name, self.loader.list_templates())}') from None

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}

    def assets(self) -> dict[str, bytes]:
        """The files of `templates/assets/`, to be copied; those in `css/` become one `style.css`, in the order of their names. Those of
        `templates/root/` stand in the root of the site."""
        found: dict[str, bytes] = {}
        style: list[bytes] = []
        for name in sorted(name for name in self.loader.list_templates() if name.startswith(("assets/", ROOT)) and not LEFT_THERE.search(name)):
            data = self._file(name)
            if name.startswith("assets/css/"):
                style.append(data)
            else:
                found[name.removeprefix(ROOT)] = lean(data) if name.startswith("assets/") and name.endswith(".js") else data
        if style:
            found["assets/style.css"] = b"\n".join(style)
        return found

    def _is_there(self, name: str | None) -> bool:
        return any((Path(folder) / (name or "")).is_file() for folder in self.loader.searchpath)

    def _file(self, name: str) -> bytes:
        return next(path.read_bytes() for folder in self.loader.searchpath if (path := Path(folder) / name).is_file())

    # -- the environment of templates

    def _environment(self) -> jinja2.Environment:
        env = Templates(
            loader=self.loader,
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            bytecode_cache=self.code,
            cache_size=-1,
            extensions=["jinja2.ext.do"],
        )
        words = self.words
        paragraph = lru_cache(MANY)(lambda number: words.t("paragraph", n=number))
        env.globals |= {
            "site": self.setting.site,
            "setting": self.setting,
            "t": lru_cache(MANY, typed=True)(words.t),
            "strings": words.strings,
            "letters": LETTERS,
            "unspaced": folding.UNSPACED,
            "name_mark": folding.MARK,
            "unasked": folding.unasked(words.language),
            "legal_forms": folding.LEGAL_FORMS,
            "term": lru_cache(MANY)(words.term),
            "language": words.language,
            "direction": lru_cache(MANY)(words.direction),
        }
        env.filters |= {
            "url": self.url,
            "absolute": self.absolute,
            "date": words.date,
            "day": lru_cache(DAYS)(words.day),
            "month": lru_cache(MANY)(words.month),
            "language": lru_cache(MANY)(words.language_of),
            "inside": words.inside,
            "number": lru_cache(MANY, typed=True)(words.number),
            "weave": lambda prose, beside=lambda number: "": weave(prose, self.url, paragraph, beside),
            "plain": plain,
            "passages": passages,
            "alone": alone,
            "json": as_json,
            "zip": zip,
            "join": env.listed,
            "spaced": folding.spaced,
            "spellings": folding.spellings,
            "known_as": folding.known_as,
            "whole_names": folding.whole_names,
            "marked": folding.marked,
            "line": as_line,
            "machine_date": lru_cache(MANY)(machine_date),
        }
        return env

    def _url(self, address: str) -> str:
        """An address from the site's root as it must be written in a page; others stay as they are."""
        if not address.startswith("/"):
            return address
        if PLAIN.fullmatch(address):
            return self.setting.base + address
        path, mark, anchor = address.partition("#")
        return f"{self.setting.base}{quote(path, safe='/~!$&()*+,;=:@')}{mark}{quote(anchor, safe='~!$&()*+,;=:@/?')}"

    def absolute(self, address: str) -> str:
        return self.setting.origin + self.url(address) if address.startswith("/") else address


def plainly_named(template: str) -> tuple[str, ...]:
    """The templates that a template names, where that can be told without parsing it, which takes long; else none."""
    template = REMARK.sub(" ", template)
    names = NAMED.findall(template)
    return tuple(names) if len(names) == len(NAMING.findall(template)) and not HIDING.search(template) else ()


def lean(script: bytes) -> bytes:
    """A script without indentation and comments, those within a line of code among them if no quotation mark stands in them, and without line
    ends where no statement can end; one with a text over several lines (`...`) stays as it is."""
    lines = script.decode("utf-8").splitlines()
    if any(line.count("`") % 2 for line in lines):
        return script
    code = (REMARK_AFTER.sub("", line).strip() if "//" in line else line.strip() for line in lines if not line.lstrip().startswith("//"))
    return "".join(line if line[-1] in GOING_ON else f"{line}\n" for line in code if line).encode()


def _names(view: Any) -> Mapping[str, Any]:
    return view if isinstance(view, Mapping) else {}


# ----------------------------------------------------------------------------------------------------- canonical form


def canonical(value: Any) -> bytes:
    """One form for equal values and another for every other: MessagePack with sorted keys. A prose stands by the digest of its
    body, a record by its own."""
    short = _short(value)
    try:
        return _PACKER.encode(short)
    except (UnicodeEncodeError, OverflowError):  # half a surrogate pair, or more than 64 bits
        return json.dumps(short, default=_stand_in, sort_keys=True).encode()


def _short(value: Any) -> Any:
    if type(value) is dict:
        return {key: _short(one) for key, one in value.items()}
    return value.key if type(value) is Prose else value


def of_line(line: Any) -> bytes:
    """What stands for a line of a roll in the key of its file."""
    return digest(canonical(line))


def _stand_in(value: Any) -> Any:
    if isinstance(value, Roll):
        return b"".join(map(of_line, value))
    if isinstance(value, Part):
        return _digest(value)
    if isinstance(value, Date):
        return ["a date", value.text]
    raise TypeError(f"a view holds plain data, not {type(value).__name__}")


_PACKER = msgspec.msgpack.Encoder(enc_hook=_stand_in, order="deterministic")


def _digest_of(record: Part) -> str:
    """What stands for a record in the keys of the many pages that show it. All of it is asked for."""
    if isinstance(record, Record):
        note_all([(ON_CARDS, key_of(record)), (HEAD, key_of(record))])
    form = canonical([type(record).__name__, *record.values.values()])
    return blake2b(form, digest_size=16).hexdigest()


_digest = Kept(_digest_of)


# ------------------------------------------------------------------------------------------------------- plain files


def as_line(value: Any) -> Markup:
    """A text on one line of a plain file (robots.txt, _redirects), without spaces."""
    return Markup("".join(str(value).split()))  # noqa: S704  # plain text, not HTML
