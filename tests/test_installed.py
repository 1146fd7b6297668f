"""How this program is installed, and what is told to add to it."""

from __future__ import annotations

import json
from importlib import metadata
from typing import Any

import pytest

from archive.editing.starting import requirements
from archive.installed import with_extra

GIT = {"url": "https://host.example/archive.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}}
WHEEL = {"url": "https://host.example/archive-1.0-py3-none-any.whl", "archive_info": {}}
FOLDER = {"url": "file:///opt/archive", "dir_info": {"editable": True}}
COPIED = {"url": "file:///opt/archive", "dir_info": {}}


class Recorded:
    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told

    def read_text(self, name: str) -> str | None:
        return json.dumps(self.told) if self.told and name == "direct_url.json" else None


@pytest.mark.parametrize(
    ("told", "command"),
    [
        (GIT, "pip install 'archive[import] @ git+https://host.example/archive.git@c0ffee'"),
        (WHEEL, "pip install 'archive[import] @ https://host.example/archive-1.0-py3-none-any.whl'"),
        (FOLDER, "pip install -e '/opt/archive[import]'"),
        (COPIED, "pip install 'archive[import] @ file:///opt/archive'"),
        ({}, "pip install 'archive[import] @ ADDRESS OF THE PROGRAM'"),
    ],
)
def test_an_extra_is_added_from_where_the_program_came(told: dict[str, Any], command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Recorded(told))
    assert with_extra("import") == command


@pytest.mark.parametrize(("told", "line"), [(GIT, "archive @ git+https://host.example/archive.git@c0ffee"), (WHEEL, f"archive @ {WHEEL['url']}")])
def test_a_new_archive_names_the_address_of_the_program(told: dict[str, Any], line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Recorded(told))
    assert [one for one in requirements().splitlines() if not one.startswith("#")] == [line]


@pytest.mark.parametrize("told", [FOLDER, COPIED, {}])
def test_a_new_archive_says_so_where_hosts_could_not_reach_it(told: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata, "distribution", lambda name: Recorded(told))
    assert requirements().endswith("\n?? the address of the program is missing here\n")
