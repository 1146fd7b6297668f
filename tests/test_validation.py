"""What pydantic makes of a kind: worked out once for all archives, and the same whether it was kept or not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
sys.dont_write_bytecode, sys.pycache_prefix = False, sys.argv[1]
from archive.model import BY_FOLDER, Article, Site
from archive.validation import ValidationError, json_schema, validate
article = {"id": "a", "path": "content/articles/2013/a.md", "shelf": "2013", "title": " A ", "date": "2013-03-12", "source": "reuters", "access": "none"}
found = [json_schema(kind) for kind in BY_FOLDER.values()]
several = ({}, {"rights": {"access": "full"}, "access": None}, {"titel": "x", "title": 3}, {"base_url": "ftp://x", "language": "English"})
for values in ({**article, **one} for one in several):
    for kind in (Article, Site):
        try:
            found.append(repr(validate(kind, values)))
        except ValidationError as error:
            found.append(json.loads(error.json(include_url=False)))
print(json.dumps([found, "pydantic" in sys.modules]))
"""


def told(kept: Path) -> tuple[object, bool]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(kept)], capture_output=True, text=True, check=True, timeout=120)
    found, loaded = json.loads(done.stdout)
    return found, loaded


def test_what_was_worked_out_once_needs_no_pydantic_and_says_the_same(tmp_path: Path) -> None:
    first, loaded = told(tmp_path / "kept")
    assert loaded
    assert told(tmp_path / "kept") == (first, False)
    assert {path.name.split("-")[0] for path in (tmp_path / "kept").rglob("*.pyc") if "-a" in path.name} >= {"schema", "forms"}


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:20] + b"\0" + data[21:]])
def test_what_is_damaged_is_worked_out_again(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    first, _ = told(tmp_path / "kept")
    for path in (tmp_path / "kept").rglob("schema-*.pyc"):
        path.write_bytes(damage(path.read_bytes()))
    assert told(tmp_path / "kept") == (first, True)
    assert told(tmp_path / "kept") == (first, False)
