"""What `init` and `schema` promise: an archive that holds at once, and schemas that say what the models say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import jsonschema
import pytest
import yaml

from archive.editing.descriptions import KEYS
from archive.editing.frontmatter import take_apart
from archive.editing.order import keys
from archive.editing.schemas import _every_key, schemas, snippets
from archive.editing.starting import starter
from archive.model import BY_FOLDER, KINDS, Record
from tests.support.small import tree
from tests.support.tools import REPOSITORY, write_program
from tests.test_commands import archive


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "new"
    archive("init", folder, "--title", 'Ann "the" Archive: 华', "--base-url", "https://ann.example/sub", cwd=folder.parent)
    return folder


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder as README.md leaves it: the program lies in an environment there, which the shell knows nothing of."""
    venv.create(tmp_path / ".venv")
    write_program(tmp_path / ".venv/bin/archive")
    return tmp_path


# ------------------------------------------------------------------------------------------------------------ init


def test_a_new_archive_holds_is_laid_out_and_builds(begun: Path) -> None:
    told = archive("check", "--format", "json", cwd=begun).stdout
    assert [one["code"] for one in json.loads(told)["problems"]] == ["placeholder"] * 3
    archive("fmt", "--check", cwd=begun)
    archive("build", cwd=begun)
    assert 'Ann &#34;the&#34; Archive: 华' in (begun / "site/index.html").read_text("utf-8")
    assert "https://ann.example/sub/articles/" in (begun / "site/sitemap.xml").read_text("utf-8")


def test_it_holds_a_record_of_each_kind_and_what_hosts_and_programs_need(begun: Path) -> None:
    names = set(tree(begun))
    assert {name.split("/")[1] for name in names if name.endswith(".md") and name.startswith("content/")} == set(BY_FOLDER)
    assert {"netlify.toml", "requirements.txt", ".gitignore", ".github/workflows/check.yml", "content/.obsidian/app.json"} <= names
    assert not any("dot-" in name for name in names)
    workflow = yaml.safe_load((begun / ".github/workflows/check.yml").read_text())
    assert {"run": "archive check --format github"} in workflow["jobs"]["check"]["steps"]


def test_nothing_that_is_there_is_changed(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    assert "is not empty" in archive("init", tmp_path, cwd=tmp_path, code=2).stderr
    assert tree(tmp_path) == {"README.md": b"mine"}
    done = archive("init", tmp_path, "--force", cwd=tmp_path)
    assert "README.md: left as it is" in done.stdout
    assert (tmp_path / "README.md").read_text() == "mine"
    archive("check", cwd=tmp_path)


def test_what_is_to_be_replaced_in_a_new_archive_is_told_until_it_is(tmp_path: Path) -> None:
    archive("init", tmp_path / "new", cwd=tmp_path)
    about = tmp_path / "new/content/site.yaml"
    told = archive("check", cwd=tmp_path / "new").stdout
    assert re.findall(r'placeholder: "(\w+)"', told) == ["tagline", "base_url", "description", "contact"]
    about.write_text(re.sub("Replace this|example", "ours", about.read_text("utf-8")), "utf-8")
    archive("check", "--strict", cwd=tmp_path / "new")


@pytest.mark.parametrize("folder", ["my press", "."])
@pytest.mark.parametrize("program", [".venv/bin/archive", "archive"])
def test_its_last_words_can_be_typed_as_they_stand(given: Path, program: str, folder: str) -> None:
    path = f"{given}/.venv/bin:/usr/bin:/bin" if program == "archive" else "/usr/bin:/bin"

    def typed(line: str) -> str:
        env = {**os.environ, "PATH": path, "PYTHONPATH": str(REPOSITORY)}
        return subprocess.run(["sh", "-c", line], cwd=given, env=env, capture_output=True, text=True, check=True).stdout

    told = typed(f"{program} init '{folder}' --force").splitlines()[-1]
    where = "" if folder == "." else " --root 'my press'"
    site = "site" if folder == "." else "my press/site"
    assert told == f"next: {program} serve{where} to see it, or {program} build{where} to write it into {site}/"
    typed(told.partition(", or ")[2].partition(" to write")[0] + " --no-search")
    assert (given / site / "index.html").is_file()


@pytest.mark.parametrize(
    ("option", "words", "told"),
    [
        *(
            ("--base-url", url, "cannot be the address of a site; write --base-url https://example.org/ or https://example.org/archive/")
            for url in ("ann.example", "https://", "https://x.org/a?b", "http://user:pw@x.org", "https://x.org/a b", "https://x.org/\x07", "ftp://x.org/")
        ),
        ("--title", " ", "the title is empty"),
        ("--title", "A \x07 bell", "the title holds an invisible control character, U+0007"),
        ("--title", "Not UTF-8: \udce9", "the title holds an invisible control character, U+DCE9"),
    ],
)
def test_wrong_words_are_refused_and_nothing_is_written(tmp_path: Path, option: str, words: str, told: str) -> None:
    done = archive("init", tmp_path / "new", option, words, cwd=tmp_path, code=2)
    assert told in done.stderr
    assert not (tmp_path / "new").exists()
    if option == "--base-url":
        archive("init", tmp_path / "new", cwd=tmp_path)
        assert archive("build", option, words, cwd=tmp_path / "new", code=2).stderr == done.stderr


@pytest.mark.parametrize("url", ["https://x.org", "HTTPS://x.org:8080/a/", 'https://x.org/"a"/\'b\'/'])
def test_whatever_address_is_taken_holds(tmp_path: Path, url: str) -> None:
    archive("init", tmp_path, "--base-url", url, "--title", '{base_url} "{title}"', cwd=tmp_path)
    told = archive("check", "--format", "json", cwd=tmp_path).stdout
    assert json.loads(told)["errors"] == 0
    about = yaml.safe_load((tmp_path / "content/site.yaml").read_text("utf-8"))
    assert (about["title"], about["base_url"]) == ('{base_url} "{title}"', f"{url.rstrip('/')}/")


def test_the_problem_matcher_reads_what_check_says(begun: Path) -> None:
    tasks = json.loads((begun / ".vscode/tasks.json").read_text())
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    found = re.match(pattern["regexp"], 'content/articles/2013/x.md:14:9: unknown-actor: no record "a"; did you mean "b"?')
    assert found
    assert [found[pattern[name]] for name in ("file", "line", "column", "severity", "code")] == ["content/articles/2013/x.md", "14", "9", None, "unknown-actor"]
    found = re.match(pattern["regexp"], "content/site.yaml:1:1: warning: no-summary: x")
    assert found
    assert found[pattern["severity"]] == "warning"


@pytest.mark.skipif(not os.environ.get("CI"), reason="installs a wheel into a new environment, which takes a minute: set CI=1 to run it")
def test_an_installed_wheel_begins_an_archive_that_builds(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, REPOSITORY], check=True)
    venv.create(tmp_path / "venv")
    pip = [sys.executable, "-m", "pip", "--python", tmp_path / "venv/bin/python"]  # a pip of its own, and compiling all libraries, would take longer
    subprocess.run([*pip, "install", "-q", "--no-compile", "-c", REPOSITORY / "constraints.txt", *tmp_path.glob("*.whl")], check=True)
    for step in (["init", tmp_path / "new"], ["check", "--root", tmp_path / "new"], ["build", "--root", tmp_path / "new"]):
        subprocess.run([tmp_path / "venv/bin/archive", *step], check=True, cwd=tmp_path)
    assert (tmp_path / "new/site/index.html").is_file()


# ---------------------------------------------------------------------------------------------------------- schema


def values(text: str) -> Any:
    """As an editing program reads YAML: with numbers and truths, dates as text (YAML 1.2)."""
    loaded = yaml.load(text, Loader=_Core)
    return {} if loaded is None else loaded


class _Core(yaml.CSafeLoader):
    yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {
        first: [one for one in resolvers if not one[0].endswith(":timestamp")] for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@cache
def validators() -> dict[str, Any]:
    return {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas().items()}


def wrong(name: str, value: object) -> list[str]:
    return [error.json_path for error in validators()[name].iter_errors(value)]


def test_the_schemas_are_schemas() -> None:
    for one in schemas().values():
        jsonschema.Draft202012Validator.check_schema(one)


def test_every_record_of_the_collection_holds_by_its_schema(begun: Path) -> None:
    for root in (REPOSITORY, begun):
        for path in sorted((root / "content").rglob("*.md")):
            kind = BY_FOLDER[path.relative_to(root).parts[1]]
            assert wrong(kind.kind_name, values(take_apart(path.read_bytes()).front)) == [], path
        assert wrong("site", values((root / "content/site.yaml").read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("article", "title: T\nsource: p\nsecton: x", "$"),
        ("article", "title: T", "$"),
        ("article", "title: T\nsource: p\nid: x", "$"),
        ("article", "title: T\nsource: p\nrights: {access: ful}", "$.rights"),
        ("article", "title: T\nsource: [p]", "$.source"),
        ("article", "title: T\nsource: p\nstatements: [{id: s1, by: a, act: says}]", "$.statements"),
        ("article", "title: T\nsource: p\nurl: example.org", "$.url"),
        ("article", "title: T\nsource: p\ncapture: {file: x, sha256: 12ab}", "$.capture"),
        ("actor", "name: N\nkind: a person", "$.kind"),
        ("actor", "name: N\nkind: person\nwikidata: 42", ""),
        ("actor", "name: N\nkind: person\nwikidata: P42", "$.wikidata"),
        ("site", "title: S\nfeatures: {serach: true}", "$.features"),
        ("topic", "name: 2013\nbroader: a\nalso: x\ndraft: yes\nsummary:", ""),
        ("article", "title: 1984\nsource: 华\nactors: a\nstatements:\nautolink: [x]\ndate: 2012\nfigures: [{id: f1, what: x, value: 3}]", ""),
        ("site", "title: S\neditors: Ann", ""),
        ("site", "title: S\neditors: [Ann, {name: Bob}]\npicks: x", ""),
    ],
)
def test_schemas_tell_right_from_wrong(name: str, text: str, where: str) -> None:
    assert [path.split("[")[0] for path in wrong(name, values(text))] == ([where] if where else [])


def test_keys_that_come_from_the_file_are_not_in_the_schemas() -> None:
    for kind in KINDS:
        made = schemas()[kind.kind_name]
        assert list(made["properties"]) == list(keys(kind))
        assert made["additionalProperties"] is False
        assert not set(made["properties"]) & set(Record.from_file)


def test_every_key_is_described_and_completed() -> None:
    for model, key in _every_key():
        assert key in KEYS.get(model.__name__, {}) or (issubclass(model, Record) and key in KEYS["Record"]), (model.__name__, key)
        assert key in {one["prefix"] for one in snippets().values()}
    access = next(one for name, one in snippets().items() if name.startswith("access:"))
    assert access["body"] == ["access: ${1|full,excerpt,summary,metadata|}"]


def test_schema_writes_what_is_missing_and_keeps_settings(tmp_path: Path) -> None:
    archive("init", tmp_path / "new", cwd=tmp_path)
    settings = tmp_path / "new/.vscode/settings.json"
    settings.write_text("{}")
    (tmp_path / "new/.vscode/schemas/actor.schema.json").write_text("old")
    done = archive("schema", cwd=tmp_path / "new")
    assert ".vscode/settings.json: left as it is" in done.stdout
    assert settings.read_text() == "{}"
    assert (tmp_path / "new/.vscode/schemas/actor.schema.json").read_bytes() == starter("", "")[".vscode/schemas/actor.schema.json"]
    archive("schema", "--output", tmp_path / "alone", cwd=tmp_path)
    assert sorted(tree(tmp_path / "alone")) == sorted(f"{name}.schema.json" for name in schemas())
