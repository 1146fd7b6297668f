"""A file's YAML with the place of every value, and what is wrong with it, told where it stands.

It is needed where `archive.values` has found something odd, and where a problem is to be shown in its file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

import yaml

from archive.files import CONTROL
from archive.hints import (
    NO_DATE,
    NO_DATE_HINT,
    ODD_SPACES,
    a_space,
    date_meant,
    days_of,
    hyphened,
    in_brackets,
    in_quotes,
    items_meant,
    key_meant,
    no_space,
    slug_of,
    yaml_in_words,
)
from archive.indents import KEY, in_the_last, is_list, no_colon, out_of_line
from archive.model import BY_FOLDER, Article, Record
from archive.model.forms import Before, Matched, Names, NamesByLanguage, Text
from archive.model.part import Part, part_in, types
from archive.problems import Loc, Problem, line_of, nearest, short
from archive.quoting import SEPARATOR, unclosed
from archive.validation import ValidationError, validate

FATAL = ("bad-yaml", "not-a-mapping", "too-deep")
"""Problems after which the values of a file are not known, or only some of them."""
DEEPEST = 32
"""How deep values may lie in one another: the model knows six levels, and the place of a value costs as much as it is deep."""
CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"
"""Marks that a word processor makes of straight ones."""
Mark = tuple[int, int]
P = TypeVar("P", bound=Part)


class Document:
    """A YAML mapping whose scalars are text, with the place of every key and value.

    `marks` gives (line, column), from 1, of the value that a path of keys leads to; `keys` the same of the key itself.
    Anchors, tags and keys that are no text are problems, so that a file means what it shows.
    """

    def __init__(self, path: str, first: int, lines: list[str]) -> None:
        self.path = path
        self.first = first
        self.lines = lines
        self.data: dict[str, Any] = {}
        self.marks: dict[Loc, Mark] = {(): (1, 1)}
        self.keys: dict[Loc, Mark] = {}
        self.empty: list[Loc] = []
        self.problems: list[Problem] = []

    @classmethod
    def load(cls, path: str, text: str, first: int, lines: list[str]) -> Document:
        """Reads `text`; `first` is the number that its first line has in the file."""
        document = cls(path, first, lines)
        if found := SEPARATOR.search(text):
            at = (first + text.count("\n", 0, found.start()), found.start() - text.rfind("\n", 0, found.start()))
            document._problem("bad-yaml", f"an invisible sign that ends a line, U+{ord(found[0]):04X}, stands here", "delete it", at)
            return document
        if opened := unclosed(text):
            told = "a quotation mark is opened here, and not closed before the next key", "close it with the mark that opened it"
            document._problem("bad-yaml", *told, (opened[0] + first, opened[1] + 1))
            return document
        try:
            document._build(yaml.parse(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))
        except yaml.MarkedYAMLError as error:
            document._unparsed(error)
        except yaml.YAMLError as error:
            document._problem("bad-yaml", str(error).split("\n")[0], "", (first, 1))
        return document

    def _unparsed(self, error: yaml.MarkedYAMLError) -> None:
        """Tells why the text cannot be parsed, unless it has been told already that its first line has no key."""
        if any(problem.code == "not-a-mapping" for problem in self.problems):
            return
        mark = _yaml_mark(error)
        at = (mark.line + self.first, mark.column + 1) if mark else (self.first, 1)
        above = [line for line in self.lines[: at[0] - 1] if line.strip()]
        line = self.lines[at[0] - 1] if at[0] <= len(self.lines) else ""
        problem, context = error.problem or "", error.context or ""
        place = no_colon(line) if "expected ':'" in problem else None
        if place:
            place = place[0], f"{place[1]}; or indent it, if it goes on with the line above"
        if "document start" in problem and (indented := KEY.match(self.lines[self.first - 1])) and indented["lead"] and not indented["dash"]:
            at, line = (self.first, 1), self.lines[self.first - 1]
            place = f'"{indented["key"]}" is indented, though it belongs to no key above', "delete the spaces before it: it begins at the very left"
        elif "flow" in context:
            place = in_brackets(line, at[1] - 1)
        elif "block" in context or "mapping values" in problem:
            place = out_of_line([*above, line])
        if place is None and "mapping values" in problem and KEY.match(line) and above and not above[-1].startswith(" ") and (place := out_of_line(above)):
            at, line = (at[0] - 1, 1), above[-1]
        self._problem("bad-yaml", *yaml_in_words(problem, context, line, above[-1] if above else "", place), at)

    def mark(self, loc: Loc) -> Mark:
        """Where the value stands, or else the nearest thing around it; for a loc that ends in "=key", the key."""
        if loc and loc[-1] == "=key":
            return self.keys.get(loc[:-1]) or self.mark(loc[:-1])
        while loc not in self.marks:
            loc = loc[:-1]
        return self.marks[loc]

    def ends_a_text(self, kind: type[Part], line: int, column: int) -> bool:
        """Whether what stands before that place is a free text without quotes, which began in the same line."""
        at, loc = max(((at[1], loc) for loc, at in self.marks.items() if at[0] == line and at[1] < column), default=(0, ()))
        return at > 0 and self._value(loc) == line_of(self.lines, line)[at - 1 : column - 1].rstrip() and _is_text(_type_at(kind, loc))

    def dotted(self, kind: type[Part]) -> Iterator[Loc]:
        """The free texts that are nothing but dots."""
        for loc in self.marks:
            value = self._value(loc)
            if isinstance(value, str) and value and not value.strip(" .…") and _is_text(_type_at(kind, loc)):
                yield loc

    def _value(self, loc: Loc) -> Any:
        found: Any = self.data
        try:
            for key in loc:
                found = found[key]
        except (KeyError, IndexError, TypeError):
            return None
        return found

    def validate(self, kind: type[P], extra: dict[str, str]) -> tuple[P | None, list[Problem]]:
        """The value as a part, or every problem that it has."""
        own = [
            self._make("unknown-key", f'"{key}" is not a key of a record', "the file's name and place say it", self.mark((key, "=key")))
            for key in extra
            if key in self.data
        ]
        empty = [loc for loc in self.empty if (known := fields(kind, loc[:-1])) and loc[-1] not in known]
        try:
            record = validate(kind, {**self.data, **extra})
            own += [self._valueless(kind, loc) for loc in empty]
            return (None if own else record), own
        except ValidationError as error:
            other = self._of_another_kind(kind)
            own += [*other, *(self._valueless(kind, loc) for loc in empty if not other or len(loc) > 1)]
            seen: dict[tuple[Mark, str], Problem] = {}
            there = {(*loc[:-1], str(loc[-1]).partition(":")[0].lstrip(ODD_SPACES)) for loc in self.keys}
            for detail in error.errors(include_url=False):
                if detail["type"] == "missing" and detail["loc"] not in self.keys and detail["loc"] in there:
                    continue  # it was read as one name with its value
                if other and len(detail["loc"]) == 1 and detail["type"] in ("missing", "unexpected_keyword_argument"):
                    continue
                problem = self._explain(kind, detail)
                seen.setdefault(((problem.line, problem.column), problem.message), problem)
            return None, [*own, *seen.values()]

    def consequent(self, wrong: Iterable[Problem]) -> list[Problem]:
        """Of what is wrong with the values, that which does not merely follow from what is wrong with the YAML."""
        if any(problem.code in FATAL for problem in self.problems):
            return []
        places = {(problem.line, problem.column) for problem in self.problems}
        return [problem for problem in wrong if (problem.line, problem.column) not in places and problem.message != '"?" is not a key here']

    def _explain(self, kind: type[Part], detail: Any) -> Problem:
        loc = tuple(part for part in detail["loc"] if part != "[key]")
        sort, name = detail["type"], str(loc[-1]) if loc else ""
        if sort == "unexpected_keyword_argument":
            known = fields(kind, loc[:-1])
            at = self.mark((*loc, "=key"))
            return self._spaceless(name, known, at) or self._askew(name, known, at)
        if sort == "missing" and loc in self.keys:
            at = self.mark((*loc, "=key"))
            after = line_of(self.lines, at[0])[at[1] - 1 + len(name) + 1 :].strip()
            hint = f"what stands after # is a comment; write {name}: {in_quotes(after)}" if after.startswith("#") else "fill it in"
            return self._make("missing-key", f'"{name}" is empty', hint, at)
        if sort == "missing":
            parent = f" in {_called(loc[:-1])}" if len(loc) > 1 else ""
            return self._make("missing-key", f'"{name}" is missing{parent}', f'add "{name}: ..."', self.mark(loc[:-1]))
        if sort == "literal_error":
            words = re.findall(r"'([^']+)'", detail["ctx"]["expected"])
            hint = nearest(str(detail["input"]), words) or "write one of " + ", ".join(words)
            return self._make("unknown-word", f'"{detail["input"]}" is not a word that "{name}" knows', hint, self.mark(loc))
        if sort == "dataclass_type" and isinstance(detail["input"], str) and (spaceless := no_space(line_of(self.lines, self.mark(loc)[0]))):
            return self._make("wrong-type", *spaceless, self.mark(loc))
        if sort in TYPES:
            hint = self._in_quotes(loc) if sort == "string_type" else self._as_part(kind, loc, detail["input"])
            return self._make("wrong-type", f"{_called(loc)} {TYPES[sort]}", hint or TYPE_HINTS.get(sort, ""), self.mark(loc))
        if sort not in FORMS:
            return self._make("wrong-type", f'"{last_name(loc)}" has a value of another sort', "docs/editors.md shows each key", self.mark(loc))
        value = str(detail["ctx"].get("value", ""))
        message, _, hint = (str(detail["msg"]).replace(f'"{value}"', "\0") if value else str(detail["msg"])).partition(": ")
        if not hint:
            message, _, hint = message.partition("; ")
        better = self._as_items(loc, str(detail["input"])) if sort == "bad-id" else self._as_one_date(loc) if sort == "bad-date" else ""
        if (plain := str(detail["input"]).strip(CURLY)) != detail["input"] and plain:
            better = f"write {in_quotes(plain)}: only straight marks are quotation marks here"
        better = better or _better(sort, str(detail["input"]), loc, forms_in(_type_at(kind, loc)), str(self.data.get("language", "")))
        return self._make(sort, short(message.replace("\0", f'"{value}"')), better or hint, self.mark(loc))

    def _of_another_kind(self, kind: type[Part]) -> list[Problem]:
        """That the outermost keys plainly are those of another kind of record, where they are."""
        here = next((one for one in BY_FOLDER.values() if one is kind), None)
        written = [str(loc[0]) for loc in self.keys if len(loc) == 1]
        kinds = kinds_meant(written, here) if here else []
        if not here or not kinds:
            return []
        at = next((self.keys[(key,)] for key in written if key not in keys(here)), (1, 1))
        return [self._make("misplaced", f"the keys are not those of {_a(here)}", home_of(kinds, self.data.get("date")), at)]

    def _valueless(self, kind: type[Part], loc: Loc) -> Problem:
        """A key in braces that is none and has no value: mostly one that no space parts from its value, or text behind a comma."""
        at = self.mark((*loc, "=key"))
        return self._spaceless(str(loc[-1]), fields(kind, loc[:-1]), at) or self._make(
            "unknown-key", f'"{loc[-1]}" is not a key here', "quote the text before it, if its comma belongs to it", at
        )

    def _spaceless(self, name: str, known: list[str], at: Mark) -> Problem | None:
        """That a key and its value were read as one name, because no space stands between them."""
        key, colon, value = name.partition(":")
        if not colon or key not in known:
            return None
        line = line_of(self.lines, at[0])
        start, end = line.rfind("{", 0, at[1]), line.find("}", at[1] - 1)
        whole = line[start : end + 1] if 0 <= start < end else line[at[1] - 1 :] if line[at[1] - 1 :].startswith(name) else name
        spaced = re.sub(rf"(?<![^{{, ])([a-z_0-9]+):[{ODD_SPACES}]?(?=[^\s/])", r"\1: ", whole)
        odd = value[:1] if value and value[0] in ODD_SPACES else ""
        message = f'{a_space(odd)} stands after the colon of "{key}"' if odd else f'a space is missing after the colon of "{key}"'
        return self._make("unknown-key", message, f"write {spaced if spaced != whole else f'{key}: {value.strip()}'}", at)

    def _askew(self, name: str, known: list[str], at: Mark) -> Problem:
        """A key that is none here: one before which signs stand that only look like spaces, one that is not indented as far as it should be, or another."""
        bare = name.lstrip(ODD_SPACES)
        line, above = line_of(self.lines, at[0]), [one for one in self.lines[: at[0] - 1] if one.strip()]
        place = out_of_line([*above, f"{bare}:"]) if at[1] == 1 and above and (bare != name or above[-1].startswith(" ")) else None
        inside = in_the_last([*above, f"{bare}:"]) if at[1] == 1 and bare not in known else ""
        if bare != name:
            plain = "" if bare in known else place[1] if place else inside
            plain = f"delete them, and {plain}" if plain else "delete them"
            return self._make("unknown-key", f'{a_space(name[0])} stands before "{bare}"', plain, at)
        if (place or inside) and KEY.match(line):
            return self._make("unknown-key", f'"{name}" is not a key here', place[1] if place else inside, at)
        return self._make("unknown-key", f'"{name}" is not a key here', key_meant(name, known), at)

    def _in_quotes(self, loc: Loc) -> str:
        """The hint for a text that stands in brackets."""
        line, column = self.mark(loc)
        found = re.fullmatch(r"\[[^\[\]]*\]|\{[^{}]*\}", line_of(self.lines, line)[column - 1 :])
        return f"take the brackets away, or put the whole value in quotes: {in_quotes(found[0])}" if found else ""

    def _as_part(self, kind: type[Part], loc: Loc, value: Any) -> str:
        """The hint for what should have keys, or be a list of such things, and is something else; nothing where it should not."""
        part = part_in(_type_at(kind, loc))
        if part is None or isinstance(value, list):
            return ""
        if isinstance(value, str):
            return _with_keys(part, value) if isinstance(loc[-1], int) or not is_list(_type_at(kind, loc)) else _with_keys(part, value, "[{}]")
        line, column = self.mark(loc)
        whole = re.fullmatch(r"\{[^{}]*\}", line_of(self.lines, line)[column - 1 :])
        return f"put it in brackets: [{whole[0]}]" if whole else 'put "- " before its first key, and indent the other keys as far'

    def _as_one_date(self, loc: Loc) -> str:
        """The hint for a date that stands in brackets, which YAML takes for a list: in EDTF they mean one of several."""
        line, column = self.mark(loc)
        found = re.match(r"\[([^\[\]]*)\]", line_of(self.lines, line)[column - 1 :])
        return f"put it in quotes: {in_quotes(found[0])}" if found and "," in found[1] else f"write {found[1].strip()}" if found else ""

    def _as_items(self, loc: Loc, value: str) -> str:
        """The hint for a list whose items begin with other signs than hyphens."""
        items = items_meant(value) if loc and isinstance(loc[-1], int) else []
        line, column = self.mark(loc)
        if not items or line_of(self.lines, line)[: column - 1].strip(" -"):
            return f"write a list, like [{', '.join(items)}]" if items else ""
        odd = re.match(rf"-([{ODD_SPACES}])", value)
        told = f"a plain space follows the hyphen, not {a_space(odd[1])}" if odd else "each item of a list begins with a hyphen and a space"
        return f"{told}: write " + ", then ".join(f'"- {item}"' for item in items)

    def _problem(self, code: str, message: str, hint: str, at: Mark) -> None:
        self.problems.append(self._make(code, message, hint, at))

    def _make(self, code: str, message: str, hint: str, at: Mark) -> Problem:
        line, column = at
        return Problem(path=self.path, code=code, message=message, hint=hint, line=line, column=column, quote=line_of(self.lines, line))

    def _at(self, event: Any) -> Mark:
        return (event.start_mark.line + self.first, event.start_mark.column + 1)

    def _build(self, events: Iterator[Any]) -> None:
        """Makes the value from the parser's events, without recursion."""
        stack: list[_Open] = []
        for event in events:
            if len(stack) > DEEPEST:
                self._problem("too-deep", f"lists and keys lie more than {DEEPEST} deep in one another", "a bracket may be missing", self._at(event))
                return
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.ScalarEvent, yaml.AliasEvent)):
                self._event(event, stack)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                stack.pop()

    def _event(self, event: Any, stack: list[_Open]) -> None:
        at = self._at(event)
        if event.anchor is not None:
            self._problem("yaml-anchor", "anchors and aliases (& and *) are not read", "write the value out; quote text that begins with & or *", at)
        if getattr(event, "tag", None) is not None:
            self._problem("yaml-tag", f'the tag "{event.tag}" is not read', "quote text that begins with !", at)
        top = stack[-1] if stack else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._key(event, top, stack, at)
            return
        value: Any = None
        if isinstance(event, yaml.ScalarEvent):
            value = None if event.value in ("", "~") and event.implicit[0] else event.value
            if found := CONTROL.search(event.value):
                self._problem("control-character", f"an invisible control character, U+{ord(found[0]):04X}", "delete it", at)
        elif not isinstance(event, yaml.AliasEvent):
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        loc = self._put(top, value, at)
        if isinstance(value, (dict, list)):
            stack.append(_Open(value, loc))

    def _key(self, event: Any, top: _Open, stack: list[_Open], at: Mark) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._problem("bad-key", "a key must be plain text", "quote a value that begins with [ or {", at)
            if not isinstance(event, yaml.AliasEvent):
                stack.append(_Open({} if isinstance(event, yaml.MappingStartEvent) else [], (*top.loc, "?")))
            top.key = "?"
            return
        top.key = event.value
        loc = (*top.loc, event.value)
        if loc in self.keys:
            first = self.keys[loc][0]
            self._problem("duplicate-key", f'"{event.value}" stands twice', f"it stands in line {first} already: keep one", at)
        else:
            self.keys[loc] = at

    def _put(self, top: _Open | None, value: Any, at: Mark) -> Loc:
        """Puts a value where it belongs; an empty one is left out."""
        if top is None:
            if isinstance(value, dict):
                self.data = value
            elif value is not None:
                spaceless = (no_space(line := line_of(self.lines, at[0])) or no_colon(line)) if isinstance(value, str) else None
                message, hint = spaceless or ("keys and values are expected here", "write lines like title: The headline")
                self._problem("not-a-mapping", message, hint, at)
            return ()
        if isinstance(top.value, dict):
            loc = (*top.loc, top.key or "")
            if value is None:
                self.empty.append(loc)
            else:
                top.value[top.key] = value
            top.key = None
        else:
            loc = (*top.loc, len(top.value))
            if value is not None:
                top.value.append(value)
        self.marks[loc] = at
        return loc


class _Open:
    """A mapping or list that is being read; `key` is the key whose value comes next."""

    __slots__ = ("key", "loc", "value")

    def __init__(self, value: Any, loc: Loc) -> None:
        self.value = value
        self.loc = loc
        self.key: str | None = None


FORMS = ("bad-id", "bad-reference", "bad-word", "bad-address", "bad-language", "bad-checksum", "bad-authority", "bad-date")
TYPES = {
    "bool_parsing": "is true or false",
    "bool_type": "is true or false",
    "int_parsing": "is a whole number",
    "int_type": "is a whole number",
    "greater_than_equal": "is 0 or more",
    "string_type": "is one text",
    "string_too_short": "is empty",
    "tuple_type": "is a list",
    "dict_type": "has keys and values",
    "dataclass_type": "has keys and values",
}
TYPE_HINTS = {
    "bool_parsing": "write true or false",
    "int_parsing": "write digits only",
    "string_type": "write one line of text, in quotes if it has a colon",
    "tuple_type": "write [one, two], or a line with - for each",
    "dataclass_type": "write each key on a line of its own, indented",
    "string_too_short": "fill it in, or delete the line",
}


def _type_at(kind: type[Part], loc: Loc) -> Any:
    """The type of the field that a loc leads to, or into."""
    here: type[Part] | None = kind
    found: Any = None
    for key in loc:
        if isinstance(key, str) and here:
            found = types(here).get(key)
            here = part_in(found)
    return found


def _is_text(annotation: Any) -> bool:
    """Whether a type is text of any form, or holds it."""
    if get_origin(annotation) is Annotated:
        return annotation in (Text, Names, NamesByLanguage)
    return annotation is str or any(map(_is_text, get_args(annotation)))


def forms_in(annotation: Any) -> list[re.Pattern[str]]:
    """The forms that a text in a type may have."""
    own = [one.check.form for one in getattr(annotation, "__metadata__", ()) if isinstance(one, Before) and isinstance(one.check, Matched)]
    return own + [form for inner in get_args(annotation) for form in forms_in(inner)]


def _with_keys(part: type[Part], value: str, form: str = "{}") -> str:
    """The hint that shows the keys of a part where a word stands: one that a key knows, or what its only needed key is to hold."""
    key = next((key for key, of in types(part).items() if value in get_args(of)), "")
    needed = [field.key for field in part.fields if field.usual is ...]
    if key or needed:
        shown = f"{key}: {value}" if key else f"{needed[0]}: {value}" if len(needed) == 1 else ", ".join(f"{one}: ..." for one in needed)
        return f"write {form.format(f'{{{shown}}}')}"
    return f"its keys are {', '.join(fields(part, ()))}"


def _called(loc: Loc) -> str:
    """What a loc leads to, in words."""
    return f'an entry of "{last_name(loc)}"' if loc and isinstance(loc[-1], int) else f'"{last_name(loc)}"'


def last_name(loc: Loc) -> str:
    """The key that a loc leads to, or into."""
    return next((part for part in reversed(loc) if isinstance(part, str) and part not in ("bool", "tuple[str, ...]")), "this")


def _yaml_mark(error: yaml.MarkedYAMLError) -> Any:
    """Where a parser's complaint begins: what was opened and not closed, rather than where that was noticed."""
    opened, noticed = error.context_mark, error.problem_mark
    unclosed = "quoted scalar" in (error.context or "") and "escape" not in (error.problem or "")
    far = opened and noticed and noticed.line > opened.line and ("flow" in (error.context or "") or "simple key" in (error.context or ""))
    return opened if opened and (unclosed or far) else noticed or opened


SEPARATORS = re.compile("[,;|，；、،؛]")
"""What people write between the ids of a list, in some scripts."""


def _better(code: str, value: str, loc: Loc, forms: Collection[re.Pattern[str]], language: str) -> str:
    """What was meant by a value of the wrong form, where that is plain and has one of those forms. `language` is that of the record, if it says so."""

    def fits(one: str) -> bool:
        return not forms or any(form.fullmatch(one) for form in forms)

    if code == "bad-date":
        if re.fullmatch(NO_DATE, value.strip(), re.IGNORECASE):
            return NO_DATE_HINT if loc == ("date",) else "take the line out"
        plain = hyphened(value)
        found = date_meant(plain, language) or days_of(plain)
        return f"type hyphens, not dashes: {found}" if found and plain != value and ("/" in value or "/" not in found) else found
    if code == "bad-language":
        from archive.languages import meant

        return f"write {tag}" if (tag := meant(value)) else ""
    if code == "bad-address" and re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", value) and fits(whole := f"https://{value}"):
        return f"write {whole}"
    if code == "bad-id" and SEPARATORS.search(value) and (ids := [slug_of(part) for part in SEPARATORS.split(value) if slug_of(part)]):
        return f"write a list, like [{', '.join(ids)}]"
    if code == "bad-id" and "/" in value and fits(name := value.rsplit("/", 1)[-1].removesuffix(".md")):
        return f'write the id alone: "{name}"'
    slug = slug_of(value) if code in ("bad-id", "bad-word") else ""
    lettered = f"{str(loc[0])[0]}{slug}" if loc[-1:] == ("id",) else slug  # statements are s1, s2, and figures f1, f2
    return next((f'write it like "{one}"' for one in (slug, lettered) if slug and fits(one)), "")


@cache
def keys(kind: type[Part]) -> frozenset[str]:
    """The outermost keys of a record."""
    return frozenset(fields(kind, ()))


def faults(kind: type[Record], written: Collection[str]) -> int:
    """How many of the outermost keys of a file are none of that kind's, and how many that it must have are missing."""
    needed = {field.key for field in kind.fields if field.usual is ...} & keys(kind)
    return len({*written} - keys(kind)) + len(needed - {*written})


def kinds_meant(written: Collection[str], here: type[Record] | None = None) -> list[type[Record]]:
    """The kinds of record that a file with these outermost keys can be. Where it lies with those of a kind already, these are others, whose
    own keys it has and for which at most a slip is wrong with it."""
    if here is None:
        return [kind for kind in BY_FOLDER.values() if not faults(kind, written)]
    shared = {field.key for field in Record.fields}
    others = {kind: faults(kind, written) for kind in BY_FOLDER.values() if kind is not here and len(keys(kind) & {*written} - shared) > 1}
    least = min(others.values(), default=0)
    return [kind for kind, wrong in others.items() if wrong == least] if faults(here, written) >= max(2, 4 * least) else []


def home_of(kinds: Iterable[type[Record]], date: object) -> str:
    """The hint that tells what a record looks like, and the folder of that kind; `date` is an article's, as it is written."""
    found = list(kinds)
    folders = [f"content/{folder}/" if kind is not Article else f"content/articles/{_year(date)}/" for folder, kind in BY_FOLDER.items() if kind in found]
    return f"it looks like {_or([_a(kind) for kind in found])}: move it to {_or(folders)}"


def _a(kind: type[Record]) -> str:
    return f"{'an' if kind.kind_name[0] in 'ae' else 'a'} {kind.kind_name}"


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _year(date: object) -> str:
    found = re.match(r"[0-9]{4}", date) if isinstance(date, str) else None
    return found[0] if found else "undated"


def fields(kind: type[Part], loc: Loc) -> list[str]:
    """The keys that may stand where `loc` leads to, as an editor writes them."""
    here: type[Part] | None = kind
    for key in loc:
        if isinstance(key, str):
            here = part_in(types(here).get(key))
            if here is None:
                return []
    assert here
    own = getattr(here, "from_file", ())
    shared = {field.name for field in Record.fields}
    known = sorted(here.fields, key=lambda one: one.name in shared)  # a kind's own keys first
    return [field.key for field in known if field.name not in own]
