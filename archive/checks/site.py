"""What `content/site.yaml` still says as `archive init` wrote it: readers would be told it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.common import problem_at
from archive.files import SITE
from archive.model import Site
from archive.problems import Problem

UNTOUCHED = "Replace this"
"""How the texts begin that `archive init` writes for others to be put in their place."""
NOBODYS = re.compile(r"(?:^|[/@.])example\.(?:org|com|net)(?=[:/]|$)", re.IGNORECASE)
"""A host that nobody can have (RFC 2606, section 3)."""


def check(site: Site) -> Iterator[Problem]:
    for key, text in (("tagline", site.tagline), ("description", site.description)):
        if (text or "").startswith(UNTOUCHED):
            yield _placeholder(key, "write it in your own words, or delete the key")
    for key, text, hint in (
        ("base_url", site.base_url, "write the address at which readers will find the archive, with a slash at the end"),
        ("contact", site.contact, "write an address that somebody reads, or delete the line"),
    ):
        if NOBODYS.search(text or ""):
            yield _placeholder(key, hint)


def _placeholder(key: str, hint: str) -> Problem:
    return problem_at(SITE, (key,), "placeholder", f'"{key}" is still a placeholder', hint)
