"""The architecture, read off the syntax trees: who may know whom, and what may stand in the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from itertools import product
from pathlib import Path
from typing import TypeGuard

import jinja2
import pytest
import yaml
from jinja2 import nodes

from archive.anchors import EVERY, OWN, is_own
from archive.hints import SPOKEN
from archive.render import CARD, DOWNLOADS
from tests.support.tools import REPOSITORY

PACKAGE = REPOSITORY / "archive"
TEMPLATES = REPOSITORY / "templates"
STAGES = {"read", "resolve", "plan", "render", "search", "publish"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, wherever in it; of `from archive import x` the module archive.x."""
    found: set[str] = set()
    known = {name_of(one) for one in MODULES}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            below = {f"{module}.{alias.name}" for alias in node.names}
            found |= (below & known) | ({module} if not below <= known else set())
    return frozenset(found)


def ours(path: Path) -> set[str]:
    return {name for name in imports(path) if name.split(".")[0] == "archive"}


def test_stages_do_not_import_each_other() -> None:
    stages = {f"archive.{name}" for name in STAGES}
    crossing = {name: sorted(ours(PACKAGE / f"{name}.py") & stages - {f"archive.{name}"}) for name in STAGES}
    assert {name: others for name, others in crossing.items() if others} == {}


def ids(*names: str) -> set[str]:
    """The ids that templates give things."""
    return {found for name in names for found in re.findall(r'\bid="([^"]*)"', (TEMPLATES / name).read_text("utf-8"))}


def test_the_ids_that_pages_have_by_themselves_are_those_of_their_templates() -> None:
    computed = {"", "{{ anchor }}", "{{ id }}", "y{{ r.year }}", "side-{{ loop.index }}"}
    """Given by whoever calls a macro, and those that `anchors.NUMBERED` knows."""
    made = set(re.findall(r'\.id = "([^"]+)"', "".join(path.read_text("utf-8") for path in (TEMPLATES / "assets").glob("*.js"))))
    assert ids("base.html", "frame.html", "macros.html") - computed | made == EVERY
    for kind, own in OWN.items():
        page = f"{kind}.html"
        assert ids(page, *re.findall(r'include "([^"]+)"', (TEMPLATES / page).read_text("utf-8"))) - computed | EVERY == own, kind
    assert is_own("event", "side-1")
    assert is_own("actor", "y2013")
    assert not is_own("article", "y2013")


def test_few_modules_wire_the_stages() -> None:
    stages = {f"archive.{name}" for name in STAGES}
    wiring = sorted(name_of(path) for path in MODULES if len(ours(path) & stages) > 2)
    assert wiring == ["archive.assembly", "archive.build", "archive.cluster", "archive.making", "archive.revision", "archive.site"]


def test_the_model_knows_nothing_of_ours() -> None:
    assert {name for path in (PACKAGE / "model").glob("*.py") for name in ours(path) if not name.startswith("archive.model")} == set()


def test_page_kinds_know_the_model_and_what_they_share() -> None:
    for path in (PACKAGE / "pages").glob("*.py"):
        strange = {name for name in ours(path) if not name.startswith(("archive.model", "archive.validation", "archive.pages"))}
        foreign = {name for name in imports(path) if name.split(".")[0] not in {*sys.stdlib_module_names, "archive"}}
        assert (path.name, strange | foreign) == (path.name, set())


def test_every_page_kind_is_in_the_list() -> None:
    from archive.pages import KINDS

    making = {path.stem for path in (PACKAGE / "pages").glob("*.py") if "\ndef outputs(" in path.read_text("utf-8")}
    assert {kind.__name__.rpartition(".")[2] for kind in KINDS} == making
    assert [kind.__name__ for kind in KINDS if not callable(getattr(kind, "subjects", None))] == []


def test_nothing_imports_in_a_circle() -> None:
    graph = {name_of(path): ours(path) - {name_of(path)} for path in MODULES}
    done: set[str] = set()
    while ready := {name for name, needs in graph.items() if name not in done and needs & graph.keys() <= done}:
        done |= ready
    assert sorted(graph.keys() - done) == []


def test_only_the_program_and_its_commands_print_and_exit() -> None:
    loud: list[str] = []
    for path in MODULES:
        if path.name in {"cli.py", "__main__.py"} or path.is_relative_to(PACKAGE / "commands"):
            continue
        for node in ast.walk(tree(path)):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called == "os._exit" and path == PACKAGE / "workers.py":
                continue  # a forked process has no other way to end
            if called in {"print", "exit", "quit", "sys.exit", "os._exit", "click.echo", "click.secho", "sys.stdout.write", "sys.stderr.write"}:
                loud.append(f"{name_of(path)}: {called}")
            if isinstance(node, ast.Raise) and node.exc and ast.unparse(node.exc).startswith("SystemExit"):
                loud.append(f"{name_of(path)}: SystemExit")
    assert loud == []


def test_commands_tell_lines_in_one_way() -> None:
    """Only what is no line of ours is printed as it stands: records, formats for machines, problems, which are told as text already."""
    raw = [ast.unparse(node.args[0]) for path in MODULES if path.is_relative_to(PACKAGE / "commands") for node in ast.walk(tree(path)) if is_echo(node)]
    ours = ["visible(line)", "f'{CLEAR}{visible(line)}'", "CLEAR"]
    others = ["as_github(problems)", "as_json(problems)", "as_sarif(problems, version_of('archive') or '')", "as_text(problem)", "as_text(problem)"]
    assert sorted(raw) == sorted([*ours, *others, "_as_json(found)", "written.text"])


def is_echo(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "click.echo"


def test_no_stage_reads_the_clock_chance_or_the_environment() -> None:
    pure = ["register", "concordance", "resolve", "connections", "names", "plan", "render", "markdown", "words"]
    pure += [f"pages/{path.stem}" for path in (PACKAGE / "pages").glob("*.py")]
    for name in pure:
        text = (PACKAGE / f"{name}.py").read_text("utf-8")
        assert not re.search(r"\b(time\.(time|perf_counter)|datetime\.(now|today)|date\.today|random\.|os\.environ|os\.getenv|uuid)\b", text), name


# ------------------------------------------------------------------------------------------------ templates and words


@cache
def parsed(template: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(template.read_text("utf-8"))


def templates() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file() and not path.is_relative_to(TEMPLATES / "assets") and path.parent.name != "strings")


def referenced() -> set[str]:
    """Every template that a page kind or another template names."""
    found: set[str] = set()
    for path in [*(PACKAGE / "pages").glob("*.py"), *(PACKAGE / "serving").glob("*.py")]:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Output":
                written = ast.literal_eval(node.args[1]) if isinstance(node.args[1], ast.Constant) else None
                if written:
                    found.add(written)
                else:  # f"data/cite.{form}": every template of that form
                    pattern = re.sub(r"\{[^}]*\}", "*", ast.unparse(node.args[1]).strip("f'\""))
                    found |= {one.relative_to(TEMPLATES).as_posix() for one in TEMPLATES.glob(pattern)}
    for path in templates():
        found |= {
            node.template.value
            for node in parsed(path).find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport))
            if isinstance(node.template, nodes.Const)
        }
    return found


def test_every_template_that_is_named_exists_and_none_is_left_over() -> None:
    there = {path.relative_to(TEMPLATES).as_posix() for path in templates()}
    assert sorted((referenced() ^ there) - {CARD, *DOWNLOADS}) == []  # the card is drawn, and data written by functions


def test_no_template_turns_escaping_off() -> None:
    for path in templates():
        text = path.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b", text), path.name


def strings() -> dict[str, object]:
    found = yaml.load((TEMPLATES / "strings/en.yaml").read_text("utf-8"), yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def test_the_words_of_the_interface_are_written_once_each() -> None:
    keys = re.findall(r"^([\w-]+):", (TEMPLATES / "strings/en.yaml").read_text("utf-8"), re.M)
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def calls(name: str) -> list[tuple[str, str]]:
    """The first argument of each call of a template function, as (template, pattern): what is not written out is `*`."""
    found: list[tuple[str, str]] = []
    for path in templates():
        for call in parsed(path).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == name and call.args:
                found += [(path.name, pattern) for pattern in patterns(call.args[0])]
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and re.fullmatch(rf"(words|self|self\.words)\.{name}", ast.unparse(node.func)):
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.append((path.name, str(first.value)))
                elif isinstance(first, ast.JoinedStr):
                    found.append((path.name, re.sub(r"\{[^}]*\}", "*", ast.unparse(first).strip("f'\""))))
    return found


def patterns(node: nodes.Node) -> list[str]:
    if isinstance(node, nodes.Const):
        return [str(node.value)]
    if isinstance(node, nodes.Concat):
        return ["".join(parts) for parts in product(*(patterns(part) for part in node.nodes))]
    if isinstance(node, nodes.CondExpr):
        return [*patterns(node.expr1), *(patterns(node.expr2) if node.expr2 else [])]
    return ["*"]


def as_pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text).replace(r"\*", r"[\w-]*"))


def test_every_word_that_a_page_uses_has_an_english_text() -> None:
    known = strings()
    missing = [(place, key) for place, key in calls("t") if not any(as_pattern(key).fullmatch(one) for one in known)]
    missing += [(place, key) for place, key in calls("term") if key != "*" and not any(as_pattern(key).fullmatch(one) for one in known)]
    assert missing == []


def test_every_english_text_is_used() -> None:
    """A key is used where a template or a module names it, in `t(...)` or as a word of its own in quotes."""
    written = "\n".join(path.read_text("utf-8") for path in [*templates(), *MODULES, *(TEMPLATES / "assets").rglob("*.js")])
    wide = [as_pattern(key) for _, key in [*calls("t"), *calls("term")] if key.strip("*")]
    unused = [key for key in strings() if not re.search(rf"[\"'`]{re.escape(key)}[\"'`]", written) and not any(one.fullmatch(key) for one in wide)]
    assert unused == []


def test_every_language_has_only_keys_that_english_has() -> None:
    known = strings()
    for path in (TEMPLATES / "strings").glob("*.yaml"):
        own = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        assert (path.name, sorted(own.keys() - known.keys())) == (path.name, [])


# ------------------------------------------------------------------------------------------------ the repository


def committed() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("git is missing, or this is no checkout: clone the repository with git")
    return [REPOSITORY / name for name in done.stdout.decode().split("\0") if name and (REPOSITORY / name).is_file()]


def test_no_committed_file_is_large() -> None:
    assert [path.name for path in committed() if path.stat().st_size > 2_000_000] == []


def test_committed_text_names_no_machine_and_no_one_who_wrote_it() -> None:
    """No path of a machine, no package host's download address, no words that only make sense to whoever wrote them."""
    unwanted = re.compile(r"/(?:home|Users|root|work)/\w+/|\"resolved\": \"http|\b(?:my|this) session\b|\bas an AI\b", re.I)
    told = []
    for path in committed():
        if path.suffix in {".png", ".jpg", ".woff2", ".ico", ".gz"} or path == Path(__file__):
            continue
        text = path.read_text("utf-8", errors="replace")
        if found := unwanted.search(text):
            told.append(f"{path.relative_to(REPOSITORY)}: {found[0]}")
    assert told == []


def test_the_program_starts_without_what_only_some_commands_need() -> None:
    heavy = ["archive.model", "babel", "edtf", "jinja2", "markdown_it", "pydantic", "watchdog", "yaml"]
    told = subprocess.run(
        [sys.executable, "-c", f"import sys, archive.cli, archive.commands.common; print([name for name in {heavy} if name in sys.modules])"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "[]\n"


def test_names_are_known_in_the_languages_of_the_interface() -> None:
    assert {path.stem for path in (PACKAGE.parent / "templates/strings").glob("*.yaml")} == {*SPOKEN}


def test_the_document_names_every_module() -> None:
    told = (PACKAGE.parent / "docs/architecture.md").read_text("utf-8")
    modules = {path.name for folder in (PACKAGE, PACKAGE / "model") for path in folder.glob("*.py")} - {"__init__.py", "__main__.py"}
    assert {name for name in modules if name not in told} == set()
