"""What a build is asked for, and what it says that it did. Light: it loads nothing of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.problems import Problem

Tell = Callable[[str], None]
"""Hears of a stage that begins."""

@dataclass(frozen=True)
class Options:
    """How to build. `base_url` overrides the site's own; `jobs` is how many processes may
    render; `cluster` is the address of a scheduler whose workers do it."""

    root: Path
    output: Path
    base_url: str | None = None
    jobs: int = 0
    clean: bool = False
    strict: bool = False
    search: bool = True
    noindex: bool = False
    cluster: str = ""


@dataclass(frozen=True)
class Report:
    """What a build did: articles, files in the site, those rendered now, those reused, why not the others, the warnings, and the drafts
    that were left out."""

    articles: int
    files: int
    rendered: int
    reused: int
    indexed: str
    why: str = ""
    warnings: tuple[Problem, ...] = ()
    drafts: int = 0
