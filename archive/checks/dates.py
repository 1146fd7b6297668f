"""Dates that contradict each other, the calendar or the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as calendar_date
from functools import lru_cache

from archive.checks.common import heading, problem
from archive.model import Actor, Archive, Article, Date, Utterance, parse_date
from archive.model.dates import Day
from archive.problems import Loc, Problem

LOOK = "compare both with the original; one of them is mistaken"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
NAMED = re.compile(r"\d{4}-\d\d-\d\d(?=-|$)", re.ASCII)
"""A day at the beginning of an id."""
BEGIN = re.compile(r"\d{4}(-\d\d){0,2}", re.ASCII)
ZONE = re.compile(r"T.*(?:Z|[+-]\d\d:\d\d)$")


def check(archive: Archive, today: calendar_date) -> Iterator[Problem]:
    for article in archive.articles:
        yield from _in_order(article)
        yield from _named(article)
        yield from _printed(article, archive.site.language)
        yield from _and_now(article, (today.year, today.month, today.day))
        if article.date is None and article.date_note is None:
            hint = "add a line date: with what is known, like 2013-03, 2013 or 201X, or tell in date_note why nothing is"
            yield problem(article, heading(article), "no-date", "the article has no date", hint)
        yield from _relations(archive, article)
    for utterance in archive.utterances.values():
        yield from _answers(archive, utterance)
    for actor in archive.actors:
        yield from _roles(actor)


def _named(article: Article) -> Iterator[Problem]:
    """The day with which the file's name begins is that of the article, or one that it can mean. One that has been renamed, or changed since it was published,
    keeps its name."""
    found = NAMED.match(article.id)
    named = parse_date(found[0]) if found else None
    if not found or not isinstance(named, Date) or not article.date or article.aliases or article.history:
        return
    if after(named, article.date) or after(article.date, named):
        begin = BEGIN.match(article.date.text)
        rest = article.id[found.end() :]
        new = f"{begin[0] if begin else ''}{rest}".strip("-") or "NEW"
        hint = f"mend the date; or rename it now, for its address is for ever: archive mv {article.id} {new}"
        yield problem(article, ("date",), "date-in-name", f'the file\'s name begins with {named}, and the date is "{article.date}"', hint)


def _in_order(article: Article) -> Iterator[Problem]:
    captured = article.capture.captured if article.capture else None
    published, updated = article.date, article.updated
    if published and updated and after(published, updated):
        yield problem(article, ("updated",), "date-order", f"updated {updated}, before it was published ({published})", LOOK)
    for date, what in ((published, "published"), (updated, "updated")):
        if date and captured and after(date, captured):
            message = f"captured {captured}, before the article was {what} ({date})"
            yield problem(article, ("capture", "captured"), "date-order", message, LOOK)
            break
    last = updated or published
    dated: list[tuple[Loc, Date | None, str]] = [(("statements", n, "date"), one.date, "said") for n, one in enumerate(article.statements)]
    dated += [(("media", n, "date"), one.date, "made") for n, one in enumerate(article.media)]
    for loc, date, what in dated:
        if date and last and after(date, last):
            yield problem(article, loc, "date-order", f"{what} {date}, after the article was out ({last})", LOOK)


def _relations(archive: Archive, article: Article) -> Iterator[Problem]:
    """What an article follows, answers, cites or corrects was there before it."""
    for index, relation in enumerate(article.related):
        other = archive.records.get(("article", relation.article))
        if relation.how != "same-story" and article.date and isinstance(other, Article) and other.date and after(other.date, article.updated or article.date):
            message = f"the article {relation.how} {other.id}, which is later ({other.date})"
            yield problem(article, ("related", index, "article"), "date-order", message, "mend one of the dates, or say it in that article of this one")


def _answers(archive: Archive, answer: Utterance) -> Iterator[Problem]:
    for key in answer.answers if answer.statement.answers else ():
        other = archive.utterances[key]
        if answer.statement.date and other.statement.date and after(other.statement.date, answer.statement.date):
            loc = ("statements", answer.article.statements.index(answer.statement), "answers")
            message = f"said {answer.statement.date}, before what it answers, {key} ({other.statement.date})"
            yield problem(answer.article, loc, "date-order", message, "mend one of the dates, or take the answer out")


def _roles(actor: Actor) -> Iterator[Problem]:
    for index, role in enumerate(actor.roles):
        if role.from_ and role.to and after(role.from_, role.to):
            yield problem(actor, ("roles", index, "to"), "date-order", f"the role ends {role.to}, before it begins ({role.from_})", "mend one of the two")


def _printed(article: Article, language: str) -> Iterator[Problem]:
    """The weekday in the date as printed is that of the date."""
    for name, printed, date in (("date", article.date_printed, article.date), ("updated", article.updated_printed, article.updated)):
        if not printed or not date or not date.certain or not date.first or not 0 < date.first[0] < 10000 or "[sic]" in printed:
            continue
        known = weekdays(article.language or language)
        found = {known[word]: word for word in re.findall(r"[^\W\d_]+", printed.casefold()) if word in known}
        right = calendar_date(*date.first).weekday()
        if len(found) == 1 and right not in found:
            wrong = next(iter(found))
            hint = f"mend {name}; or, if the newspaper erred, add [sic] to {name}_printed"
            yield problem(article, (f"{name}_printed",), "wrong-weekday", f"{DAYS[wrong]} is printed, and {date.text[:10]} is a {DAYS[right]}", hint)


def _and_now(article: Article, today: Day) -> Iterator[Problem]:
    dated: list[tuple[Loc, Date | None]] = [(("date",), article.date), (("updated",), article.updated)]
    dated += [(("history", n, "date"), change.date) for n, change in enumerate(article.history)]
    dated.append((("capture", "captured"), article.capture.captured if article.capture else None))
    for loc, date in dated:
        if date and date.first and _number(date.first) > _number(today) + 1:  # somewhere it is tomorrow already
            yield problem(article, loc, "future-date", f"{date} lies in the future", "mend the year, the month or the day")
    embargo = article.rights.embargo_until
    if embargo and embargo.last and embargo.last <= today:
        hint = "take the line embargo_until out to show the text, or write a later day"
        yield problem(article, ("rights", "embargo_until"), "embargo-passed", f"the embargo ended {embargo}, and the text is still withheld", hint)


def after(one: Date, other: Date) -> bool:
    """Whether `one` surely lies after `other`, whatever both can mean and wherever their clocks stood."""
    if not one.first or not other.last or one.text[-1] in "?~%" or other.text[-1] in "?~%":
        return False
    apart = _number(one.first) - _number(other.last)
    if "T" in one.text and "T" in other.text and bool(ZONE.search(one.text)) == bool(ZONE.search(other.text)):
        return apart * 1440 + one.minute - other.minute > 0
    return apart > (1 if ZONE.search(one.text) or ZONE.search(other.text) else 0)


def _number(day: Day) -> int:
    """Days, counted through."""
    return calendar_date(*day).toordinal() if 0 < day[0] < 10000 else day[0] * 366 + day[1] * 31 + day[2]


@lru_cache(maxsize=64)
def weekdays(language: str) -> dict[str, int]:
    """The names of the days in a language, from Monday (0), without those that are names of months too (CLDR)."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return {}
    months = {name.casefold().strip(".") for width in ("wide", "abbreviated") for name in locale.months["format"][width].values()}
    names = {name.casefold().strip("."): day for width in ("abbreviated", "wide") for day, name in locale.days["format"][width].items()}
    known = {name: day for name, day in names.items() if name not in months and (len(name) > 2 or not name.isascii())}
    return {**known, **(SHORT if locale.language == "en" else {})}
