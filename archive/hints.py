"""What to write instead: near words, the keys that other tools use, dates in EDTF, and YAML's complaints in plain words."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable
from datetime import date as calendar_date
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

# ------------------------------------------------------------------------------------------------------- near words


class Lexicon:
    """Known words, in which the one that was meant is found by its spelling."""

    def __init__(self, words: Iterable[str]) -> None:
        self.by_fold: dict[str, str] = {}
        for word in words:
            self.by_fold.setdefault(fold(word), word)
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.by_part: dict[str, list[str]] = defaultdict(list)
        for word in self.by_fold:
            self.by_length[len(word)].append(word)
            for part in set(word.split("-")):
                self.by_part[part].append(word)

    def meant(self, wrong: str) -> list[str]:
        """The words that may have been meant, two at the most: the same but for case and marks, the same parts in another
        order, one spelling mistake or few, or the only word that has all these parts."""
        word = fold(wrong)
        for same in (word, word.translate(LOOKALIKES)):
            if same in self.by_fold:
                return [self.by_fold[same]]
        found = self._reordered(word) or self._misspelt(word) or self._shortened(word)
        return [self.by_fold[one] for one in found[:2]] if len(found) < 3 else []

    def nearest(self, wrong: str) -> str:
        """The hint `did you mean "x"?`, or nothing when no known word is near."""
        return did_you_mean(self.meant(wrong), wrong)

    def _reordered(self, word: str) -> list[str]:
        parts = sorted(word.split("-"))
        return [one for one in self.by_part.get(max(parts, key=len), ()) if sorted(one.split("-")) == parts]

    def _misspelt(self, word: str) -> list[str]:
        limit = mistakes(word)
        pieces = _pieces(word, 2 * limit + 1)  # one of them stands unchanged in a word with so few mistakes
        near: list[tuple[int, str]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other in self.by_length.get(length, ()):
                if any(piece in other for piece in pieces):
                    away = distance(word, other, limit)
                    if away <= limit and not _counts(word, other):
                        near.append((away, other))
        least = min((away for away, _ in near), default=0)
        return [other for away, other in near if away == least]

    def _shortened(self, word: str) -> list[str]:
        parts = set(word.split("-"))
        if len(max(parts, key=len)) < 3:
            return []
        longer = [one for one in self.by_part.get(max(parts, key=len), ()) if parts <= set(one.split("-"))]
        shorter = [one for one in self.by_fold if "-" in one and set(one.split("-")) < parts] if len(parts) > 2 and not longer else []
        return longer or shorter


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The hint `did you mean "x"?`, or nothing when no known word is near."""
    return Lexicon(known).nearest(wrong)


def did_you_mean(words: Iterable[str], wrong: str = "") -> str:
    """The hint that offers words, with what sets the first apart from the wrong one where readers cannot see it."""
    known = list(words)
    quoted = " or ".join(f'"{word}"' for word in known)
    return f"did you mean {quoted}?{_foreign(wrong, known[0])}" if quoted else ""


def _foreign(wrong: str, meant: str) -> str:
    """Which letter of a word is of another script than the one that stands there in the word that was meant."""
    for one, other in zip(wrong, meant, strict=False) if len(wrong) == len(meant) and not (wrong.isascii() and meant.isascii()) else ():
        scripts = [unicodedata.name(char, "").partition(" ")[0].capitalize() for char in (one, other)]
        if one.isalpha() and other.isalpha() and scripts[0] != scripts[1]:
            return f' The "{one}" (U+{ord(one):04X}) is a {scripts[0]} letter, not the {scripts[1]} "{other}"'
    return ""


LOOKALIKES = str.maketrans(
    "\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u043e\u0440\u051b\u0455\u051d\u0445\u0443\u03b1\u03b9\u03bd\u03bf\u03c1\u03c5\u03c7\u0585\u057d",
    "acdehijopqswxyaivopuxou",
)
"""Small letters of Cyrillic, Greek and Armenian that look like Latin ones, and these (Unicode, confusables)."""


def fold(word: str) -> str:
    """A word without case, marks and punctuation, its parts joined by "-"."""
    if word.isascii():
        return "-".join(re.split(r"[\s_.'’-]+", word.lower().strip(" _.-")))
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return "-".join(re.split(r"[\s_.'’-]+", plain.casefold().strip(" _.-")))


def slug_of(words: str) -> str:
    """Words as an id: their letters and digits in lower case, joined by "-"."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", words) if not unicodedata.combining(char)).replace("'", "").replace("’", "")
    return "-".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain).lower()))


def mistakes(word: str) -> int:
    """How many mistakes a word may have and still be known for what it is."""
    return 0 if len(word) < 3 else 1 if len(word) < 8 else 2 if len(word) < 14 else 3


def distance(one: str, other: str, limit: int) -> int:
    """How many letters are to be added, dropped, changed or swapped with their neighbour (Damerau's, restricted);
    more than `limit` is told as `limit + 1`."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, char in enumerate(one, 1):
        here = [row] + [limit + 1] * len(other)
        for column in range(max(1, row - limit), min(len(other), row + limit) + 1):
            cost = min(last[column] + 1, here[column - 1] + 1, last[column - 1] + (char != other[column - 1]))
            if row > 1 and column > 1 and char == other[column - 2] and one[row - 2] == other[column - 1]:
                cost = min(cost, before[column - 2] + 1)
            here[column] = cost
        if min(here) > limit:
            return limit + 1
        before, last = last, here
    return min(last[-1], limit + 1)


def _pieces(word: str, count: int) -> list[str]:
    cuts = [len(word) * index // count for index in range(count + 1)]
    return [word[start:end] for start, end in pairwise(cuts)]


def _counts(word: str, other: str) -> bool:
    """Whether short words differ in a number: s1 and s2 are two things, not two spellings."""
    return len(word) < 14 and re.sub(r"\D", "", word) != re.sub(r"\D", "", other)


# ------------------------------------------------------------------------------------------------------------- keys

SYNONYMS = {
    "author": "byline", "authors": "byline", "by": "byline", "writer": "byline", "reporter": "byline",
    "headline": "title", "name": "title", "title": "name", "heading": "title", "deck": "subtitle", "standfirst": "subtitle",
    "tags": "topics", "tag": "topics", "keywords": "topics", "categories": "topics", "category": "topics", "subjects": "topics",
    "people": "actors", "persons": "actors", "who": "actors", "publisher": "source", "publication": "source", "newspaper": "source",
    "outlet": "source", "agency": "agencies", "description": "summary", "abstract": "summary", "excerpt": "summary",
    "lang": "language", "locale": "language", "link": "url", "permalink": "url", "website": "url", "homepage": "url", "published": "date",
    "pubdate": "date", "created": "date", "modified": "updated", "lastmod": "updated", "location": "place", "dateline": "place",
    "image": "media", "images": "media", "photo": "media", "pictures": "media", "type": "kind", "status": "draft",
    "redirects": "aliases", "redirect_from": "aliases", "alternate_names": "also", "aka": "also", "parent": "part_of",
    "copyright": "rights", "text": "about", "claim": "about", "what": "about", "about": "what", "quotation": "quote", "speaker": "by",
    "speakers": "by", "verb": "act", "number": "value", "amount": "value", "start": "from", "end": "to", "license": "licence",
    "baseurl": "base_url", "email": "contact", "sha": "sha256", "checksum": "sha256", "hash": "sha256", "path": "file",
}  # fmt: skip
"""Keys of other tools and habits, and ours. A word is only offered where it is a key."""


def key_meant(wrong: str, known: Iterable[str]) -> str:
    """The hint for a key that is none."""
    keys = list(known)
    found = Lexicon(keys).meant(wrong)
    other = SYNONYMS.get(wrong.strip().lower(), "")
    if not found and not other:
        other = next((SYNONYMS[word] for word in Lexicon(SYNONYMS).meant(wrong) if SYNONYMS[word] in keys), "")
    if not found and other in keys:
        found = [other]
    return did_you_mean(found, wrong) or "the keys here are " + ", ".join(keys)


# ------------------------------------------------------------------------------------------------------------ dates

MONTHS = {name: number for number, names in enumerate(
    ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug", "september sep sept", "october oct",
     "november nov", "december dec"], 1) for name in names.split()}  # fmt: skip


LONGEST_DATE = 60
DASHES = "\u2010-\u2015\u2212"
"""The dashes, as a range of characters: word processors make them of hyphens."""
SPOKEN = ("en", "fr", "de", "es", "ar", "zh")
"""The languages of the interface: months, weekdays and languages are known by the names that they have in these."""
ODD_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""The characters that look like spaces, and are none to YAML (Unicode, category Zs)."""


def hyphened(text: str) -> str:
    """A text with hyphens for the dashes between its digits."""
    return re.sub(rf"(?<=\d)[{DASHES}](?=\d)", "-", text)


@lru_cache(maxsize=16)
def _calendar_names(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """The names of months with their numbers, and those of weekdays (CLDR), in the languages of the interface and in that one."""
    from babel import Locale, UnknownLocaleError

    months, days = dict(MONTHS), set[str]()
    for tag in (*SPOKEN, "ar-LB", language):  # in Lebanon, Syria and Iraq months have names of their own
        try:
            locale = Locale.parse(tag, sep="-") if tag else Locale("en")
        except (ValueError, UnknownLocaleError):
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    months.setdefault(name.casefold().rstrip("."), number)
                days.update(name.casefold().rstrip(".") for name in locale.days[form][width].values())
    return months, frozenset(days - months.keys())


SEASONS = {name: number for number, names in enumerate(
    ["spring printemps frühling frühjahr primavera", "summer été sommer verano estate verão", "autumn fall automne herbst otoño autunno outono",
     "winter hiver invierno inverno"], 21) for name in names.split()}  # fmt: skip

WINTER = 24

SAID = (
    (r"(?:ca?\.?|circa|about|around|vers|environ|um|etwa|hacia|verso) (.+)", "{}~", 0),
    (r"(?:between|entre|zwischen|tra|fra) (.+) (?:and|et|und|y|e) (.+)", "{}/{}", 0),
    (r"(?:from|de|von|desde|dal) (.+) (?:to|until|à|bis|a|hasta|al) (.+)", "{}/{}", 0),
    (r"(.+) (?:or|ou|oder|o) (.+)", '"[{},{}]"', 0),
    (r"(?:before|avant|vor|antes de|prima del) (.+)", "/{}", -1),
    (r"(?:after|après|nach|después de|depois de|dopo il) (.+)", "{}/", 1),
    (r"(?:until|till|up to|jusqu'en|bis|hasta|até|fino al) (.+)", "/{}", 0),
    (r"(?:since|depuis|seit|desde|dal) (.+)", "{}/", 0),
    (r"(.+) (?:to|through|until|till|à|au|bis|a|hasta|al) (.+)", "{}/{}", 0),
    (r"(?:probably|perhaps|possibly|maybe|wohl|vermutlich|wahrscheinlich|peut-être|probablement|probablemente|quizás?) (.+)", "{}?", 0),
    (r"(.+?) ?(?:\?|\(\?\))", "{}?", 0),
    (r"(.+?)(?:\?~|~\?)", "{}%", 0),
)
"""How people say what a date is to others, in some languages; the same in EDTF; and how many years, months or days to go on from what they name:
before 1953 is in 1952 at the latest."""


BEFORE = re.compile(r"^(?:in the|in|during the|during|im|am|en|au|dans) (?=\S)", re.IGNORECASE)
"""Words before a date that mean nothing by themselves."""
VAGUE = re.compile(
    r"(?:(?:the )?(?:early|mid|late|beginning of|end of)|début|mi|fin|anfang|mitte|ende|(?:a )?(?:principios|mediados|fines|finales) de|ca?\.?|circa|about)"
    r"[- ](.+)|(.+?) ?(?:\?|\(\?\))",
    re.IGNORECASE,
)
"""What people say of a date and EDTF has no form for: a part of a year or month, or doubt about a season."""

NO_DATE = (
    r"unknown|undated|not (?:dated|known)|no date|date unknown|none|n\.? ?d\.?|n/?a|s\. ?d\.|o\. ?[dj]\.|\?+|-+|"
    r"inconnue?|sans date|unbekannt|undatiert|ohne datum|desconocid[ao]|sin fecha|sconosciut[ao]|senza data|不详|未知|غير معروف"
)
"""What people write where no date is known, in some languages."""
NO_DATE_HINT = 'take the line out, and write why there is none: "date_note: no date is known"'


def date_meant(wrong: str, language: str = "") -> str:
    """A date as people write it, in EDTF, as the hint `write 2013-03-12`; nothing where it is not plain what is meant. Names of months are known in the
    languages of the interface, and in that one."""
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in BEFORE.sub("", " ".join(hyphened(wrong).split()), count=1))
    if len(text) > LONGEST_DATE:
        return ""
    if _holds(text):
        return f"write {text}"
    if (span := re.fullmatch(rf"(\d{{4}}\S*?)\s*[-{DASHES}]\s*(\d{{4}}\S*)", text)) and _holds(interval := f"{span[1]}/{span[2]}"):
        return f"write {interval}"
    if said := _said(text, language):
        return f"write {said}"
    text = re.sub(r"(?<=\d)(st|nd|rd|th)\b|,|\.(?=\s|$)", "", text, flags=re.IGNORECASE)
    if found := _several(text, language):
        return f"write {found}"
    return _in_numbers(text) or _in_words(text, language)


def _in_numbers(text: str) -> str:
    """The hint for a date of numbers that stand in another order or form."""
    if numbers := re.fullmatch(r"(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})", text):
        return _written(*map(int, numbers.groups()))
    if numbers := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", text):
        return _day_or_month(*map(int, numbers.groups()))
    if numbers := re.fullmatch(r"(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d(?::\d\d)?)", text):
        return f"write {numbers[1]}T{numbers[2]}"
    if numbers := re.fullmatch(r"(\d{4})[-/.](\d)", text):
        return _written(int(numbers[1]), int(numbers[2]), 0)
    if numbers := re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", text):
        return _written(int(numbers[2]), int(numbers[1]), 0)
    return ""


def _in_words(text: str, language: str) -> str:
    """The hint for a date that is told in words, by itself."""
    if period := _period(text):
        return f"write {period}"
    if (vague := VAGUE.fullmatch(text)) and (date := _one_date(vague[1] or vague[2], language)):
        return f"write {date}, and tell in words what is known besides"
    return _with_month(text, language)


def _said(text: str, language: str) -> str:
    """What is said by means of other dates, in EDTF: about 1953, before May 1953, 1952 or 1953."""
    for pattern, form, step in SAID:
        found = re.fullmatch(pattern, text, re.IGNORECASE)
        dates = [_neighbour(_one_date(date, language), step) for date in found.groups()] if found else []
        if dates and all(dates) and _holds((made := form.format(*dates)).strip('"')):
            return made
    return ""


def _several(text: str, language: str) -> str:
    """A span whose ends share a month or a year, in EDTF: 3-6 June 2013, June 3-6 2013, June/July 2013, winter 1952/53, 1952-55."""
    if (found := re.fullmatch(r"([^\W\d]+) (\d{4})[-/](?:\d\d)?\d\d", text)) and SEASONS.get(found[1].lower()) == WINTER:
        return f"{found[2]}-{WINTER}"
    if found := re.fullmatch(r"(\d\d)(\d\d)[-/](\d\d)", text):
        ends = [found[1] + found[2], found[1] + found[3]]
    elif found := re.fullmatch(r"(?:from |vom |du |del )?(\d{1,2})\.? ?(?:[-/&]|and|et|und|y|to|bis|au|al) ?(\d{1,2})\.? (\D.*)", text):
        ends = [f"{found[1]} {found[3]}", f"{found[2]} {found[3]}"]
    elif found := re.fullmatch(r"([^\W\d]+) (\d{1,2}) ?[-/&] ?(\d{1,2}) (\d{4})", text):
        ends = [f"{found[1]} {found[2]} {found[4]}", f"{found[1]} {found[3]} {found[4]}"]
    elif found := re.fullmatch(rf"([^\W\d]+) ?[-/&{DASHES}] ?([^\W\d]+) (\d{{4}})", text):
        ends = [f"{found[1]} {found[3]}", f"{found[2]} {found[3]}"]
    else:
        return ""
    made = "/".join(_one_date(end, language) for end in ends)
    return made if _holds(made) and "/" in made.strip("/") else ""


def _one_date(text: str, language: str) -> str:
    """The date that a part of a text means, in EDTF; nothing where it can be two."""
    date = text if _holds(text) else date_meant(text, language).removeprefix("write ")
    return date if date and _holds(date) else ""


def _neighbour(date: str, step: int) -> str:
    """The year, month or day that lies so many of them after this one; nothing of a date that is none of the three."""
    if not step:
        return date
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", date):
        return ""
    year, *rest = map(int, date.split("-"))
    if not 1 < year < 9999:
        return ""
    if not rest:
        return f"{year + step:04}"
    if len(rest) == 1:
        months = year * 12 + rest[0] - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    return (calendar_date(year, *rest) + timedelta(step)).isoformat()


def _period(text: str) -> str:
    """A season, decade or century: spring 1952, the 1950s, 19th century."""
    if (found := re.fullmatch(r"([^\W\d]+) (?:of |de |del |dell')?(\d{4})", text)) and (season := SEASONS.get(found[1].lower())):
        return f"{found[2]}-{season}"
    if found := re.fullmatch(r"(?:the |die )?(\d{3})0(?:'?s|er)(?: Jahre)?|(?:les |los )?(?:années|años|anni|anos) (\d{3})0", text, re.IGNORECASE):
        return f"{found[1] or found[2]}X"
    if found := re.fullmatch(r"(?:the )?(\d\d)(?:th|st)? (?:century|Jahrhundert)", text, re.IGNORECASE):
        return f"{int(found[1]) - 1}XX"
    return ""


AROUND_MONTHS = frozenset(["the", "of", "on", "a", "an", "le", "du", "de", "del", "el", "der", "den", "am", "d'", "il"])
"""Words that stand between a day, its month and its year, and mean nothing by themselves."""


def _with_month(text: str, language: str) -> str:
    """A date with the month in words: 12 March 2013, Thursday March 12 2013, le 1er mars 2013, 12 de marzo de 2013, 2013年3月12日."""
    if signs := re.fullmatch(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?(?:星期.)?", text.replace(" ", "")):
        return _written(int(signs[1]), int(signs[2]), int(signs[3] or 0))
    names, days = _calendar_names(language)
    for name in names:
        if " " in name:
            text = text.replace(name, month_name[names[name]])
    every = [re.sub(r"^(\d+)(?:er|º|\.)$", r"\1", word.casefold()) for word in text.split()]
    words = [names.get(word, word) for word in every if word not in AROUND_MONTHS and word not in days]
    months = [word for word in words if isinstance(word, int)]
    numbers = sorted(int(word) for word in words if isinstance(word, str) and word.isdigit())
    if len(months) != 1 or len(months) + len(numbers) != len(words) or not numbers or numbers[-1] < 32:
        return ""
    return _written(numbers[-1], months[0], numbers[0] if len(numbers) == 2 else 0) if len(numbers) < 3 else ""


def days_of(wrong: str) -> str:
    """How many days the month has, for a date that is not in the calendar."""
    found = re.match(r"(\d{4})-(\d\d)-\d\d(?!\d)", wrong.strip())
    if not found or not _holds(f"{found[1]}-{found[2]}") or _holds(found[0]):
        return "months go from 01 to 12" if found and not _holds(f"{found[1]}-{found[2]}") else ""
    days = next((day for day in range(31, 27, -1) if _holds(f"{found[1]}-{found[2]}-{day}")), 0)
    return f"the month {found[1]}-{found[2]} has {days} days" if days else "months go from 01 to 12"


def _day_or_month(one: int, other: int, year: int) -> str:
    if one == other or one > 12 >= other:
        return _written(year, other, one)
    if other > 12 >= one:
        return _written(year, one, other)
    if max(one, other) > 12:
        return ""
    return f"write {year:04}-{other:02}-{one:02} or {year:04}-{one:02}-{other:02}, whichever is meant"


def _written(year: int, month: int, day: int) -> str:
    text = f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
    return f"write {text}" if _holds(text) else ""


def _holds(text: str) -> bool:
    from archive.model import parse_date  # the model is slow to load, and what tells problems needs none of it

    return not isinstance(parse_date(text), str)


# ------------------------------------------------------------------------------------------------------------- YAML


def yaml_in_words(problem: str, context: str, line: str, before: str, place: tuple[str, str] | None = None) -> tuple[str, str]:
    """What a YAML parser found wrong, and what to write, for somebody who never saw YAML. `line` is the line at fault,
    `before` the last line above it that holds anything; `place` is what is wrong with where the line's key stands, if that is known."""
    by_line = _odd_signs(line, before) or _tab(problem, line) or _no_item(problem, line, before) or _closed_early(context, line, before)
    if by_line := by_line or _after_brackets(context, line, before) or _no_space(problem, line, before) or place:
        return by_line
    for words, message, hint in YAML_IN_WORDS:
        if words in problem or words in context:
            return message, hint
    if "mapping values" in problem and line.count(": ") + line.rstrip().endswith(":") > 1:
        return "a second colon stands in this line", "put the value in quotes: it holds a colon"
    if "mapping values" in problem:
        return "this line is indented as if it were part of the one above", "give it the indent of the keys that it belongs to"
    return problem or "this cannot be read", "look at this line and the one before: quotes, brackets and indents must match"


YAML_IN_WORDS = (
    ("escape", "a backslash between double quotes means something else", "put the text between single quotes, or write the backslash twice"),
    ("quoted scalar", "a quotation mark is opened and never closed", "close it with the mark that opened it"),
    ("expected ':'", 'a key with its colon is expected here, as in "title: ..."', "add it, or indent a line that goes on with the one above"),
    ("cannot start any token", "a value cannot begin with this character", "put the value in quotes"),
    ("flow sequence", "a bracket [ is opened and not closed, or a comma is missing", "close it with ], and put a comma between any two values"),
    ("flow mapping", "a brace { is opened and not closed, or a comma is missing", "close it with }, and put a comma between any two keys"),
    ("sequence entries", "a list cannot begin on the line of its key", 'put each value on a line of its own, after "- ", or write [one, two]'),
    ("block collection", "a list is not in line", 'begin each line of the list with "- ", all at the same indent'),
    ("block mapping", "this does not fit the keys around it", "give keys that belong together the same indent"),
    ("anchor", "a value cannot begin with & or *", "put the value in quotes"),
    ("alias", "a value cannot begin with & or *", "put the value in quotes"),
    ("tag", "a value cannot begin with !", "put the value in quotes"),
    ("block scalar", "text goes on behind a | or > that begins a value", "put the value in quotes"),
    ("mapping keys", "a value cannot begin with ?", "put the value in quotes"),
    ("directive", "a line cannot begin with %", "put the text in quotes, after a key"),
)
"""What stands in libyaml's message or its context; what is wrong; what to do."""


def _odd_signs(line: str, before: str) -> tuple[str, str] | None:
    """Signs that look like others, as word processors write them, and lines that Git leaves where two versions do not go together."""
    if re.match(r"(?:<{7}|={7}|>{7})(?: |$)", line):
        return "a line of Git, which could not join two versions", "keep one of the two, and delete the lines <<<<<<<, ======= and >>>>>>>"
    for text, where in ((line, ""), (before, " above")):
        if found := re.match(rf" *([{ODD_SPACES}])", text):
            return f"{a_space(found[1])} stands at the beginning of the line{where}", "delete the spaces before its first word, and type them anew"
    if re.match(r"\s*(?:- )?[\w-]+: +[“”„«]", line):
        return "“ and ” are no quotation marks here", 'type " before and after the value'
    return None


def _tab(problem: str, line: str) -> tuple[str, str] | None:
    """A tab where only spaces can stand: after the hyphen of an item, or before the first word of a line."""
    if found := re.match(r"\s*-[ ]*\t\s*(.*)", line):
        return "a tab stands after the hyphen", f'delete it and type a space: "- {found[1].rstrip()}"'
    if "tab character" in problem or "\t" in line[: len(line) - len(line.lstrip())]:
        return "a tab stands where spaces are expected", "indent with spaces, not with tabs"
    return None


BULLETS = DASHES + "\u2022\u2023\u2219\u25aa\u25cf\u25e6\u00b7"
ITEM = re.compile(rf"\s*(?:[{BULLETS}]\s*|-(?=[^\s-])|-[{ODD_SPACES}]\s*|\*[ \t]\s*)(?=[\w{{\[\"'])(.*)")
"""A line that is meant as an item of a list, and begins as none."""


def _no_item(problem: str, line: str, before: str) -> tuple[str, str] | None:
    for text, what in ((line, "this"), (before, "the line above")) if "mapping values" in problem else ((line, "this"),):
        if found := ITEM.match(text):
            item = f'"- {found[1].strip()}"'
            if odd := re.match(rf"\s*-([{ODD_SPACES}])", text):
                return f"{what} has {a_space(odd[1])} after its hyphen", f"delete it and type a plain space: {item}"
            return f"{what} is no item of a list: each begins with a hyphen and a space", f"write {item}"
    return None


def items_meant(value: str) -> list[str]:
    """The ids in a value that was meant as the items of a list, each after a bullet or a dash; none where it begins with neither."""
    first, *others = re.split(rf"(?:^|\s+)[-*{BULLETS}]\s*(?=\w)", value)
    return [slug_of(item) or item for item in others] if not first.strip() else []


BRACKETS = re.compile(r"\s*(?P<lead>(?:- +)?(?:[\w-]+: +)?)(?P<value>(?P<list>\[\[[^\[\]]*\]\]|\[[^\[\]]*\]|\{[^{}]*\})\s*[^\s#].*)")
"""A value that begins with brackets and goes on after them."""
LINKS = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")


def _after_brackets(context: str, line: str, before: str) -> tuple[str, str] | None:
    for text in (line, before) if "block" in context else ():
        if found := BRACKETS.match(text):
            if found["list"].startswith("[["):
                words = LINKS.sub(lambda link: link[1].strip(), found["value"].strip())
                hint = f"write its words without brackets: {found['lead']}{in_quotes(words)}"
                return "the value begins with [[, and links are read in the text below the keys alone", hint
            end = found["list"][-1]
            others = f"move what stands behind the {end} into the brackets, or, if it is one text, " if "," in found["list"] else ""
            return f"text goes on after the closing bracket {end}", f"{others}put the whole value in quotes: {found['lead']}{in_quotes(found['value'].strip())}"
    return None


def _closed_early(context: str, line: str, before: str) -> tuple[str, str] | None:
    """Text after a closing quotation mark, as in `title: "A" and more`."""
    for value in (line.lstrip("- ").partition(": ")[2].lstrip(), before.partition(": ")[2].lstrip()) if "mapping" in context else ():
        if value[:1] in ("'", '"') and _goes_on(value):
            hint = "write each ' inside the text twice: ''" if value[0] == "'" else "put the whole text between single quotes: '...'"
            return "text goes on after the closing quotation mark", hint
    return None


def _no_space(problem: str, line: str, before: str) -> tuple[str, str] | None:
    for text, where in ((line, ""), (before, " of the line above")) if "expected ':'" in problem or "mapping values" in problem else ():
        if found := no_space(text, where):
            return found
    return None


def no_space(line: str, where: str = "") -> tuple[str, str] | None:
    """That no space follows the colon of a line's key, or one that only looks like a space."""
    if wide := re.match(r"\s*(?:- )?([a-z_0-9]+)\uff1a", line):
        return f"the colon{where} is a wide one, ：, as other scripts have it", f'type a plain colon and a space: "{wide[1]}: ..."'
    if not (found := re.match(rf"\s*(?:- )?([a-z_0-9]+):(?=[^\s:/]|[{ODD_SPACES}])", line)):
        return None
    if (char := line[found.end()]) in ODD_SPACES:
        return f"{a_space(char)} stands after the colon{where}, where a plain space is expected", f'delete it and type a plain space: "{found[1]}: ..."'
    return f"a space is missing after the colon{where}", f'write "{found[1]}: ..."'


def in_brackets(line: str, at: int) -> tuple[str, str] | None:
    """What is wrong with a value between brackets or braces, by the signs around the place where it cannot be read on."""
    if re.match(r":(?=\s|$)", line[at:]):
        return "a second colon stands in this value", "put the value in quotes: it holds a colon"
    if re.search(r"\w['\"]$", line[:at]) and re.match(r"\w", line[at:]):
        other = "'" if line[at - 1] == '"' else '"'
        return "text goes on after the closing quotation mark", f"put the whole value between the other marks: {other}...{other}"
    return None


def a_space(char: str) -> str:
    """What a sign is called that only looks like a space."""
    name = "non-breaking space" if char in "\u00a0\u202f" else unicodedata.name(char).lower()
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def in_quotes(text: str) -> str:
    """A text as YAML has it in quotes, of the sort that has the fewest signs to be doubled."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _goes_on(value: str) -> bool:
    """Whether a quoted text is closed before the line ends."""
    mark, rest = value[0], value[1:]
    rest = rest.replace("''", "") if mark == "'" else re.sub(r"\\.", "", rest)
    at = rest.find(mark)
    return at >= 0 and not re.fullmatch(r"\s*(#.*)?", rest[at + 1 :])
