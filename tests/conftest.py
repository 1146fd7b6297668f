"""What all tests share: sites built once for a whole run, and the rule that CI skips nothing."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

from tests.support.small import built
from tests.support.tools import REPOSITORY, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

R = TypeVar("R", pytest.TestReport, pytest.CollectReport)
SUB_PATH = "https://example.org/some/where/"

settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what the program gives now as what it is expected to give")


# ------------------------------------------------------------------------------------------------ CI skips nothing


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    return _not_skipped(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    return _not_skipped(report)


def _not_skipped(report: R) -> R:
    if os.environ.get("CI") and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"In CI nothing is skipped. {report.longrepr}"
    return report


# ------------------------------------------------------------------------------------------------ sites, built once


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Callable[[str, Callable[[Path], object]], Path]:
    """`once(name, make)` is a folder that `make` has filled, once for the whole run, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        place, done = shared / name, shared / f"{name}.done"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                make(place)
                done.touch()
        return place

    return folder


@pytest.fixture(scope="session")
def real(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of the repository's own records, with search, as a host serves it at "/"."""

    return once("real", lambda folder: _built(folder, "content", search=True)) / "site"


@pytest.fixture(scope="session")
def real_below(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The same under a sub-path, without search."""

    return once("real-below", lambda folder: _built(folder, "content", base_url=SUB_PATH)) / "site"


@pytest.fixture(scope="session")
def golden(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    """The site of the tiny archive in four languages that holds every odd thing a record can hold."""
    return once("golden", lambda folder: _built(folder, "tests/golden/archive/content", "tests/golden/archive/templates", search=True)) / "site"


@pytest.fixture(scope="session")
def golden_below(once: Callable[[str, Callable[[Path], object]], Path]) -> Path:
    return once("golden-below", lambda folder: _built(folder, "tests/golden/archive/content", "tests/golden/archive/templates", base_url=SUB_PATH)) / "site"


def _built(folder: Path, *parts: str, **options: object) -> None:
    """Builds a copy of an archive of the repository, so that no test writes there."""
    for part in parts:
        shutil.copytree(REPOSITORY / part, folder / Path(part).name)
    built(folder, **options)


@pytest.fixture(scope="session")
def browser() -> Generator[Browser, None, None]:
    """One browser for the whole run: Playwright cannot be started twice at a time."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield found
        found.close()
