"""Citations of each article, for reference managers, beside its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.model import Archive, Article, Output

WEIGHT = 3
FORMS = ("bib", "ris", "csl.json")
CREDITED = ("writing", "additional_reporting", "editing", "translation")


def subjects(archive: Archive) -> Sequence[Article]:
    return archive.articles


def outputs(archive: Archive, article: Article) -> Iterator[Output]:
    view = {"lines": (citation(archive, article),)}
    for form in FORMS:
        yield Output(f"{article.url.lstrip('/')}{article.id}.{form}", f"data/cite.{form}", view)


def suppliers(article: Article) -> tuple[str, ...]:
    """The agencies that an article draws on, without its own publisher."""
    return tuple(id for id in article.agencies if id != article.source)


def citation(archive: Archive, article: Article) -> dict[str, Any]:
    """What a citation of an article needs: names as printed, dates as EDTF. `authors` are those of the byline, or else those
    who are credited with the writing; `credits` tells every role as printed."""
    return {
        "id": article.id,
        "url": article.url,
        "original": article.url_original or "",
        "archived": article.archived_url or "",
        "title": article.title,
        "subtitle": article.subtitle or "",
        "authors": article.byline or article.credits.writing,
        "credits": tuple((role, names) for role in CREDITED if (names := getattr(article.credits, role))),
        "source": archive.source(article.source).name,
        "agencies": tuple(archive.source(id).name for id in suppliers(article)),
        "date": article.date,
        "updated": article.updated,
        "language": article.language or archive.site.language,
        "place": article.place or "",
        "section": article.section or "",
        "summary": article.summary or "",
        "keywords": tuple(archive.topic(id).name for id in article.topics),
        "access": article.rights.gives,
    }
