"""An archive's own `templates/`: what in it would take no effect, or not the one that was meant.

Rendering tells the first mistake that it meets, and passes over what it never asks for; here every file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

import jinja2
import yaml
from jinja2 import meta

from archive.checks.common import problem_at
from archive.codes import CODES
from archive.document import Document
from archive.files import SITE, unreadable
from archive.hints import nearest
from archive.problems import Loc, Problem, line_of
from archive.read import decode
from archive.render import DEFAULTS, ROOT
from archive.strings import PLURALS, by_number

FOLDER = "templates"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
ASKED = re.compile(r"""["']([\w-]+)["']""")
"""What may be the key of a text, in a template."""
TEXTS = (".html", ".xml", ".yaml", ".txt")
STYLES = "assets/css"
SET, USED = re.compile(r"(--[\w-]+)\s*:"), re.compile(r"var\(\s*(--[\w-]+)")
"""Where a style sheet sets a property of its own, and where it asks for one."""
LEFT = re.compile(r"(^|/)\.|~$")
"""Files that systems and editors leave."""


class Own(NamedTuple):
    """A file of the archive's own, by its name in the folder."""

    name: str
    text: str

    def problem(self, code: str, message: str, hint: str, at: tuple[int, int] = (1, 1)) -> Problem:
        line, column = at
        quote = line_of(self.text.split("\n"), line)
        path, severity = f"{FOLDER}/{self.name}", CODES[code].severity
        return Problem(path=path, code=code, message=message, hint=hint, severity=severity, line=line, column=column, quote=quote)


def check(root: Path, language: str) -> Iterator[Problem]:
    """Every problem of the templates and the words of the interface that an archive has of its own, with its place; and that there are none in its
    `language`, if so."""
    names = {language, language.partition("-")[0]}
    if not any((folder / f"strings/{name}.yaml").is_file() for folder in (root / FOLDER, DEFAULTS) for name in names):
        hint = f"write {FOLDER}/strings/{language}.yaml; docs/design.md tells how"
        yield problem_at(SITE, ("language",), "no-words", f'the interface has no words in "{language}": readers see English ones', hint)
    files: list[Own] = []
    for path in sorted((root / FOLDER).rglob("*")):
        name = path.relative_to(root / FOLDER).as_posix()
        if path.is_file() and not name.startswith(("assets/", ROOT)) and not LEFT.search(name):
            text, problems = _read(path, name)
            yield from problems
            files += [Own(name, text)] if text is not None and not _shipped(name, path) else []
    yield from _styles(root / FOLDER / STYLES)
    words = [file for file in files if re.fullmatch(r"strings/[^/]+\.yaml", file.name)]
    templates = [file for file in files if file not in words]
    yield from _templates(templates)
    asked = {key for file in templates for key in ASKED.findall(file.text)}
    for file in words:
        yield from _Words(file, asked).check()


def _shipped(name: str, path: Path) -> bool:
    """Whether it is a file of the program's, as it came: there is nothing to say about it."""
    with suppress(OSError):
        return (DEFAULTS / name).read_bytes() == path.read_bytes()
    return False


def _read(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """The text of a file; none of a picture or the like, which is no template."""
    try:
        text, problems = decode(f"{FOLDER}/{name}", path.read_bytes())
    except OSError as error:
        return None, [unreadable(f"{FOLDER}/{name}", error)]
    return ("", []) if text is None and path.suffix not in TEXTS else (text, problems)


# --------------------------------------------------------------------------------------------------------- templates


def _templates(files: Iterable[Own]) -> Iterator[Problem]:
    known = {path.relative_to(DEFAULTS).as_posix() for path in DEFAULTS.rglob("*") if path.is_file()}
    env = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"])
    named: set[str | None] = set()
    for file in files:
        try:
            named.update(meta.find_referenced_templates(env.parse(file.text)))
        except jinja2.TemplateSyntaxError as error:
            hint = "mend the tag in this line, or the one that it belongs to"
            yield file.problem("bad-template", error.message or "it cannot be read", hint, (error.lineno, 1))
    for file in files:
        if file.name not in {*known, *named}:
            better = re.sub(r"\.ya?ml$", ".yaml", file.name) if file.name.startswith("strings/") else ""
            hint = f'rename it to "{better}"' if better else nearest(file.name, known)
            hint = hint or "name it in a template, or give it the name of one that comes with the program"
            yield file.problem("stray-template", "no page is made with it", hint)


def _styles(folder: Path) -> Iterator[Problem]:
    """Style sheets that take the place of the program's and no longer set what others ask for."""
    usual = {path.name: path.read_text("utf-8") for path in sorted((DEFAULTS / STYLES).glob("*.css"))}
    own = {path.name: path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.css"))}
    every = "".join({**usual, **own}.values())
    lost = {*USED.findall(every)} - {*SET.findall(every)}
    for name in sorted(own.keys() & usual.keys()):
        if missed := [one for one in dict.fromkeys(SET.findall(usual[name])) if one in lost]:
            message = f"other styles ask for {', '.join(missed[:3])}{' ...' if missed[3:] else ''}, and nothing sets {'them' if missed[1:] else 'it'} any more"
            hint = 'copy the whole file of that name and change it; or give yours another name, like "95-own.css", and it is added to all others'
            yield Own(f"{STYLES}/{name}", own[name]).problem("lost-style", message, hint)


# ------------------------------------------------------------------------------------------------------------- words


class _Words:
    """A file of the words of the interface in a language, beside those in English. `asked` are words that may be keys of the archive's own."""

    def __init__(self, file: Own, asked: set[str]) -> None:
        self.file, self.asked = file, asked
        self.document = Document.load(f"{FOLDER}/{file.name}", file.text, first=1, lines=file.text.split("\n"))
        self.english = _english()

    def check(self) -> Iterator[Problem]:
        yield from self.document.problems
        tag = self.file.name.removeprefix("strings/").removesuffix(".yaml")
        if not LANGUAGE.fullmatch(tag):
            yield self.file.problem("stray-template", f'"{tag}" is no language', "name the file by the tag of its language (BCP 47): fr.yaml, pt-BR.yaml")
        for key, text in self.document.data.items():
            usual = self.english.get(key)
            if usual is not None:
                yield from self._beside(key, text, usual)
            elif key not in self.asked:
                hint = nearest(key, self.english) or "take it out, or see that a template of yours asks for it"
                yield self._wrong((key, "=key"), "unknown-text", f'no page asks for "{key}"', hint)

    def _beside(self, key: str, text: Any, usual: Any) -> Iterator[Problem]:
        """What is wrong with a text, as compared with the one in English."""
        if isinstance(usual, dict) and not by_number(usual):  # names of words, which an archive may add to
            if not isinstance(text, dict):
                hint = f'write each on a line of its own, like "{next(iter(usual))}: ..."'
                yield self._wrong((key,), "bad-text", f'"{key}" holds the names of several words', hint)
                return
            for word, forms in ((word, forms) for word, forms in text.items() if isinstance(forms, dict)):
                yield from self._formed((key, word), forms, {})
            return
        yield from self._formed((key,), text, usual)

    def _formed(self, loc: Loc, text: Any, usual: Any) -> Iterator[Problem]:
        """What is wrong with a text or with its forms by number."""
        key = loc[-1]
        forms = text if isinstance(text, dict) else {"": text}
        if isinstance(text, dict) and "other" not in text:
            yield self._wrong(loc, "bad-text", f'"{key}" has no form "other", which every language has', 'add "other: ..."')
        places = _places(usual)
        for form, words in forms.items():
            at = (*loc, form) if form else loc
            if form and form not in PLURALS:
                yield self._wrong((*at, "=key"), "bad-text", f'"{form}" is no plural form', nearest(form, PLURALS) or f"the forms are {', '.join(PLURALS)}")
                continue
            yield from self._filled(at, words, places, needed=places - {"n"} if form in PLURALS[:3] else places)

    def _filled(self, loc: Loc, text: Any, places: set[str], needed: set[str]) -> Iterator[Problem]:
        try:
            own = _places(text)
        except ValueError:
            hint = "write {name} for a place, and a brace itself twice: {{"
            yield self._wrong(loc, "bad-text", "a brace is opened and not closed, or closed and not opened", hint)
            return
        for place in sorted(own - places):
            hint = nearest(place, places) or (f"the places are {_shown(places)}" if places else "take it out")
            yield self._wrong(loc, "bad-text", f'nothing is filled in for "{{{place}}}" here', hint)
        if lost := needed - own if not own - places else set():
            yield self._wrong(loc, "lost-place", f"{_shown(lost)} of the text in English is left out", "put it where the words are to stand that are filled in")

    def _wrong(self, loc: Loc, code: str, message: str, hint: str) -> Problem:
        return self.file.problem(code, message, hint, self.document.mark(loc))


@cache
def _english() -> dict[str, Any]:
    """The words of the interface in English."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    found: dict[str, Any] = yaml.load((DEFAULTS / "strings/en.yaml").read_text("utf-8"), loader)  # noqa: S506  # text only, no objects
    return found


def _places(text: Any) -> set[str]:
    """The places of a text, or of all its forms, that are filled in. Raises ValueError for braces that do not match."""
    texts = text.values() if isinstance(text, dict) else [text]
    return {name for one in texts for _, name, _, _ in Formatter().parse(str(one)) if name is not None}


def _shown(places: set[str]) -> str:
    return ", ".join(f"{{{place}}}" for place in sorted(places))
