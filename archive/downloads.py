"""Downloads: records in the standard forms of data. They are no matter of taste, so plain functions write them, not templates.

BibTeX (as BibLaTeX reads it), RIS, CSL-JSON 1.0, CSV (RFC 4180), JSON (RFC 8259) and the Data Package v1 (Frictionless).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import msgspec
from markupsafe import Markup

from archive.ids import id_of
from archive.model import Date, Site
from archive.model.part import Part
from archive.words import Words, machine_date

Cited = Mapping[str, Any]
"""What `archive/pages/citations.py` gives for a citation."""


@dataclass(frozen=True)
class Downloads:
    """The writers of one archive. `absolute` makes an address from the site's root whole."""

    site: Site
    words: Words
    absolute: Callable[[str], str]

    def write(self, name: str, view: Mapping[str, Any]) -> str:
        """The file of the form that `name` stands for."""
        if name not in FORMS:
            return WRITERS[name](self, view)
        form = self.form(name)
        return form.head(view) + form.between.join(form.line(view, one) for one in view["lines"]) + form.foot

    def form(self, name: str) -> Form:
        """How a file of lines is written."""
        return FORMS[name](self)

    def _bibtex(self, one: Cited) -> str:
        date: Date | None = one["date"]
        fields = (
            ("title", as_bib(one["title"])),
            ("subtitle", as_bib(one["subtitle"])),
            ("author", " and ".join(f"{{{as_bib(name)}}}" for name in one["authors"])),
            ("year", str(date.years[0]) if date and date.years else ""),
            ("date", as_bib(_bib_date(date)).replace("\\textasciitilde{}", "~") if date else ""),
            ("journal", as_bib(one["source"])),
            ("location", as_bib(one["place"])),
            ("url", as_bib_address(self._address(one))),
            ("langid", as_bib(one["language"])),
            ("keywords", as_bib(", ".join(one["keywords"]))),
            ("abstract", as_bib(self._abstract(one))),
            ("note", as_bib(self._note(one, self.absolute(one["url"])))),
        )
        lines = [f"  {name} = {{{value}}}" for name, value in fields if value]
        return f"@article{{{as_bib(one['id']).replace(chr(92), '')},\n" + ",\n".join(lines) + "\n}\n\n"

    def _ris(self, one: Cited) -> str:
        date: Date | None = one["date"]
        fields = (
            ("TI", one["title"]),
            *(("AU", name) for name in one["authors"]),
            ("T2", one["source"]),
            ("PY", str(date.years[0]) if date and date.years else ""),
            ("DA", self._ris_date(date) if date else ""),
            ("CY", one["place"]),
            ("LA", one["language"]),
            ("UR", self._address(one)),
            ("L2", one["archived"]),
            *(("KW", word) for word in one["keywords"]),
            ("AB", self._abstract(one)),
            ("N1", self._note(one, self.absolute(one["url"]))),
        )
        lines = [f"{tag}  - {as_ris(value)}\n" for tag, value in fields if value]
        return f"TY  - NEWS\nID  - {as_ris(one['id'])}\n" + "".join(lines) + "ER  - \n\n"

    def _ris_date(self, date: Date) -> str:
        """Year, month and day as far as the date tells them; where it tells less, or more than one, it follows in words."""
        if machine_date(date):
            return date.text[:10].replace("-", "/")
        first, last = date.first or date.last, date.last or date.first
        assert first
        assert last
        known = next((depth for depth in (3, 2, 1) if first[:depth] == last[:depth]), 0)
        parts = [f"{part:0{size}d}" for part, size in zip(first[:known], (4, 2, 2), strict=False)]
        return "/".join((*parts, *("",) * (3 - known), self.words.day(date)))

    def _csl(self, one: Cited) -> dict[str, Any]:
        item = {
            "id": one["id"],
            "type": "article-newspaper",
            "title": one["title"],
            "author": [{"literal": name} for name in one["authors"]],
            "container-title": one["source"],
            "issued": self._csl_date(one["date"]),
            "publisher-place": one["place"],
            "section": one["section"],
            "language": one["language"],
            "URL": self._address(one),
            "archive": self.site.title,
            "archive_location": self.absolute(one["url"]),
            "abstract": self._abstract(one),
            "note": self._note(one),
        }
        return {key: value for key, value in item.items() if value}

    def _csl_date(self, date: Date | None) -> dict[str, Any] | None:
        """A day, month or year, or an interval of two such, perhaps about; all other dates are left in words (EDTF is not CSL's)."""
        if not date:
            return None
        ends = date.text.split("/")
        days = [machine_date(end.rstrip("?~%")).split("T")[0] for end in ends]
        if not all(days):
            return {"literal": self.words.day(date)}
        doubtful = any(end[-1] in "?~%" for end in ends)
        return {"date-parts": [[int(part) for part in day.split("-")] for day in days], **({"circa": True} if doubtful else {})}

    def _address(self, one: Cited) -> str:
        """The address of the original, or else that of the record, of which the note then says so."""
        return one["original"] or self.absolute(one["url"])

    def _abstract(self, one: Cited) -> str:
        """The archive's summary, which says whose it is."""
        return f"{self.words.t('cited_abstract', site=self.site.title)} {one['summary']}" if one["summary"] else ""

    def _note(self, one: Cited, *more: str) -> str:
        """What was read of it, and where; who is credited with what; on whom it draws; whose the address is."""
        t = self.words.t
        colon, comma = t("colon"), t("list_comma")
        told = [t("comma").join((f"{t('cited_' + one['access'])} {self.site.title}", *more))]
        told += [f"{t('credit_' + role)}{colon}{comma.join(names)}" for role, names in one["credits"]]
        if one["agencies"]:
            told.append(f"{t('agencies')}{colon}{comma.join(one['agencies'])}")
        if one["updated"]:
            told.append(f"{t('updated')}{colon}{self.words.date(one['updated'])}")
        if not one["original"]:
            told.append(t("cited_address"))
        return t("semicolon").join(told)

    def record(self, view: Mapping[str, Any]) -> str:
        record = view["record"]
        own = {**_json_value(record), **({"body": view["text"]} if view["text"] else {})}
        return as_json({"address": self.absolute(view["url"]), "file": record.path, "kind": record.kind_name, "record": own})

    def _whole(self, columns: Iterable[str], line: Iterable[Any]) -> list[Any]:
        """A line of a table with its addresses made whole."""
        return [self.absolute(value) if column == "address" else value for column, value in zip(columns, line, strict=True)]

    def package(self, view: Mapping[str, Any]) -> str:
        """The description of the tables, with a Table Schema for each."""
        site = self.site
        resources = [
            {
                "name": name,
                "path": f"{name}.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n", "delimiter": ","},
                "schema": {"fields": [{"name": column, "type": "string"} for column in columns], **({"primaryKey": "id"} if "id" in columns else {})},
            }
            for name, columns, _ in view["tables"]
        ]
        whole, description = self.absolute("/"), site.description or ""
        about = {"name": package_name(site.title, whole), "title": site.title, "description": description, "homepage": whole, "resources": resources}
        return as_json({"profile": "tabular-data-package", **about, **({"licenses": [{"name": site.licence}]} if site.licence else {})})


def package_name(title: str, address: str) -> str:
    """The name of a data package, which has lower-case letters of ASCII, digits and . - _ alone (Data Package v1): the title, or else the address."""
    name = id_of(title)
    return name if name and name.isascii() else "-".join(re.findall(r"[a-z0-9._]+", address.partition("://")[2].lower())) or "archive"


class Form(NamedTuple):
    """How a file of lines is written: each line (of `view["lines"]`), and what stands before, between and after them."""

    line: Callable[[Mapping[str, Any], Any], str]
    head: Callable[[Mapping[str, Any]], str] = lambda _: ""
    between: str = ""
    foot: str = ""


def _listed(line: Callable[[Mapping[str, Any], Any], str]) -> Form:
    return Form(line, lambda _: "[", ",\n", "]")


FORMS: dict[str, Callable[[Downloads], Form]] = {
    "data/cite.bib": lambda own: Form(lambda _, one: own._bibtex(one)),
    "data/cite.ris": lambda own: Form(lambda _, one: own._ris(one)),
    "data/cite.csl.json": lambda own: _listed(lambda _, one: as_json(own._csl(one))),
    "data/table.csv": lambda own: Form(lambda view, line: as_csv([own._whole(view["columns"], line)]), lambda view: as_csv([view["columns"]])),
    "data/table.json": lambda own: _listed(lambda view, line: as_json(dict(zip(view["columns"], own._whole(view["columns"], line), strict=True)))),
}
"""The forms of lines by the names that outputs give them in place of a template."""
WRITERS: dict[str, Callable[[Downloads, Mapping[str, Any]], str]] = {"data/record.json": Downloads.record, "data/package.json": Downloads.package}
"""The other forms."""


# ---------------------------------------------------------------------------------------------------------------- JSON


def as_json(value: Any) -> Markup:
    """JSON (RFC 8259) that may stand in HTML too; empty fields of records are left out."""
    try:
        text = msgspec.json.format(msgspec.json.encode(_dated(value), enc_hook=_json_value), indent=1).decode("utf-8")
    except (OverflowError, UnicodeEncodeError):  # more than 64 bits, or half a surrogate pair: nothing that a record can hold
        text = json.dumps(_dated(value), default=_json_value, ensure_ascii=False, indent=1)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  # escaped just now


def _dated(value: Any) -> Any:
    """The value with each date of a line or mapping as its text."""
    if isinstance(value, Mapping):
        return {key: one.text if type(one) is Date else one for key, one in value.items()}
    return value.text if type(value) is Date else value


def _json_value(value: Any) -> Any:
    if isinstance(value, Part):
        return value.plain()
    raise TypeError(f"no JSON for {type(value).__name__}")


# ----------------------------------------------------------------------------------------------------------------- CSV

RUN_BY_SPREADSHEETS = re.compile(r"[=+@\t\r]|-(?![\d.,]+$)")
"""What makes a spreadsheet take a cell for a formula; a plain negative number is none."""


def as_csv(lines: Iterable[Iterable[Any]]) -> str:
    """Lines of CSV (RFC 4180); lists are joined by "; ". A text that a spreadsheet would run is led by an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_cell(value) for value in line] for line in lines)
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return _cell("; ".join(map(str, value)))
    text = str(value)
    return f"'{text}" if RUN_BY_SPREADSHEETS.match(text) else text


# ------------------------------------------------------------------------------------------------------ BibTeX and RIS

BIB = str.maketrans({char: f"\\{char}" for char in "{}&%$#_"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})


def _bib_date(date: Date) -> str:
    """biblatex reads EDTF of level 1 (its manual, 2.3.8): of a set of dates it is told the time that they span."""
    if date.text[0] in "[{" and date.first and date.last:
        return "/".join("{:04}-{:02}-{:02}".format(*day) for day in (date.first, date.last))
    return date.text


def as_bib(value: Any) -> str:
    """A text inside braces of BibTeX."""
    return " ".join(str(value).split()).translate(BIB)


def as_bib_address(value: Any) -> str:
    """An address inside braces of BibTeX, where escapes would change it: what would end the braces is percent-encoded."""
    return "".join(str(value).split()).replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


def as_ris(value: Any) -> str:
    """A text on a line of RIS, which has no escapes: line ends become spaces."""
    return " ".join(str(value).split())
