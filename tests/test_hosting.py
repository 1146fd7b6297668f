"""What the hosts are told stands in the repository, and means what the program understands."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from archive.commands.build import command as build_command
from tests.support.small import ARTICLE, article, built, write
from tests.support.tools import REPOSITORY, node

NETLIFY = tomllib.loads((REPOSITORY / "netlify.toml").read_text("utf-8"))
MAKEFILE = (REPOSITORY / "Makefile").read_text("utf-8")


def commands() -> list[str]:
    """Every `make` command that a host or a reader of the documentation is told to run."""
    documents = [REPOSITORY / "README.md", *(REPOSITORY / "docs").glob("*.md"), REPOSITORY / "netlify.toml", REPOSITORY / ".ci/run"]
    return sorted(
        {
            found
            for path in documents
            for found in re.findall(r"make [a-z]+(?: ARGS=\"[^\"]*\")?", path.read_text("utf-8"))
            if "make site" in found or path.suffix != ".md"
        }
    )


@pytest.mark.parametrize("told", commands())
def test_every_command_that_hosts_are_told_exists_with_its_options(told: str) -> None:
    _, target, *rest = shlex.split(told)
    assert re.search(rf"^{target}:", MAKEFILE, re.M)
    known = {option for parameter in build_command.params for option in parameter.opts}
    arguments = rest[0].removeprefix("ARGS=") if rest else ""
    assert {word for word in arguments.split() if word.startswith("--")} <= known


HOSTING = (REPOSITORY / "docs/hosting.md").read_text("utf-8")
STARTER = tomllib.loads((REPOSITORY / "archive/starter/netlify.toml").read_text("utf-8"))


@pytest.mark.parametrize("told", sorted({*re.findall(r"archive build[^\n;`]*", HOSTING), *re.findall(r"archive build.*", str(STARTER))}))
def test_every_build_that_hosts_are_told_to_run_has_known_options(told: str) -> None:
    known = {option for parameter in build_command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", told)) <= known


def test_an_archive_that_init_made_is_built_by_what_it_holds() -> None:
    assert STARTER["build"] == {"command": "pip install -r requirements.txt && archive build", "publish": "site", "environment": {"PYTHON_VERSION": "3.12"}}
    assert f"```sh\n{STARTER['build']['command']}\n```" in HOSTING
    for context in STARTER["context"].values():
        assert context["command"] == f'{STARTER["build"]["command"]} --base-url "$DEPLOY_PRIME_URL/" --noindex'
    recipes = re.findall(r"(?ms)^```(?:yaml|sh)\n(.*?)^```", HOSTING)
    assert not [recipe for recipe in recipes if "make " in recipe]


def test_netlify_publishes_what_the_program_writes() -> None:
    assert NETLIFY["build"]["publish"] == "site"
    assert NETLIFY["build"]["command"] == "make site"
    for context in ("deploy-preview", "branch-deploy"):
        assert {"--base-url", "$DEPLOY_PRIME_URL", "--noindex"} <= set(
            shlex.split(shlex.split(NETLIFY["context"][context]["command"])[2].removeprefix("ARGS="))
        )


def test_the_netlify_plugin_keeps_the_store() -> None:
    folder = REPOSITORY / NETLIFY["plugins"][0]["package"].lstrip("/")
    assert (folder / "manifest.yml").read_text("utf-8").startswith("name: ")
    script = (
        f"const plugin = require({json.dumps(str(folder))}); const told = [];"
        "const cache = {restore: path => told.push(['restore', path]), save: path => told.push(['save', path])};"
        "plugin.onPreBuild({utils: {cache}}); plugin.onPostBuild({utils: {cache}}); console.log(JSON.stringify(told));"
    )
    done = subprocess.run([node(), "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [["restore", [".archive", "site"]], ["save", [".archive", "site"]]]


def test_headers_and_redirects_have_the_form_that_hosts_read(tmp_path: Path) -> None:
    root = write(tmp_path, {ARTICLE: article("aliases: [old, /very/old/]")})
    built(root, base_url="https://small.example/sub/")
    lines = (root / "site/_headers").read_text("utf-8").splitlines()
    for line in lines:
        assert not line or re.fullmatch(r"/sub/\S*|  [A-Za-z-]+: \S.*", line), line
    assert (root / "site/_redirects").read_text("utf-8").split("\n") == [
        "/sub/articles/2013/old/ /sub/articles/2013/one/ 301!",
        "/sub/very/old/ /sub/articles/2013/one/ 301!",
        "",
    ]


def test_the_policy_lets_nothing_in_that_the_site_does_not_need(tmp_path: Path) -> None:
    root = write(tmp_path, {ARTICLE: article()})
    built(root)
    found = re.search(r"Content-Security-Policy: (.*)", (root / "site/_headers").read_text("utf-8"))
    assert found
    policy = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["style-src"] == "'self'"
    assert "unsafe-inline" not in found[1]
