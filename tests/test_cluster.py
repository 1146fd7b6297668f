"""A site made by other processes, known by an address alone, is the site that is made here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from archive import cluster
from archive.problems import ToolError
from tests.support.small import built, tree
from tests.support.tools import REPOSITORY

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'archive[cluster]'")

GOLDEN = REPOSITORY / "tests/golden/archive"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real scheduler with two workers, each a process of its own."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None) as some:
        yield some.scheduler_address


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("archive.cards.available", lambda: False)
    shutil.copytree(GOLDEN, tmp_path / "one", ignore=shutil.ignore_patterns(".archive", "site"))
    (tmp_path / "one/templates").mkdir(exist_ok=True)
    (tmp_path / "one/templates/page.html").write_text((REPOSITORY / "templates/page.html").read_text("utf-8") + "<!-- own -->", "utf-8")
    return tmp_path / "one"


def test_the_bytes_are_the_same_and_an_edit_makes_only_what_changed(root: Path, address: str) -> None:
    here, there = root / "here", root / "there"
    first = built(root, here)
    again = built(root, there, cluster=address)
    assert tree(there) == tree(here)
    assert (again.files, again.rendered) == (first.files, first.rendered)
    article = root / "content/articles/1998/le-pont.md"
    article.write_text(article.read_text("utf-8").replace("parlait bas", "parlait haut"), "utf-8")
    one, other = built(root, here), built(root, there, cluster=address)
    assert tree(there) == tree(here)
    assert 0 < other.rendered == one.rendered < 20
    assert built(root, there, cluster=address).rendered == 0


def test_any_executor_will_do(root: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import pickle
    from contextlib import contextmanager

    @contextmanager
    def pool(address: str, job: cluster.Job) -> Iterator[tuple[Any, Any, int]]:
        with ProcessPoolExecutor(2) as executor:
            yield executor, pickle.dumps(job), 2

    monkeypatch.setattr(cluster, "connected", pool)
    built(root, root / "here")
    built(root, root / "there", cluster="a pool")
    assert tree(root / "there") == tree(root / "here")


def test_what_goes_wrong_there_is_told_here_and_the_old_site_stays(root: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root)
    old = tree(root / "site")
    (root / "templates/page.html").write_text("{{ nothing.of.this }}", "utf-8")
    with pytest.raises(ToolError, match=r"templates/page\.html:1: 'nothing' is undefined"):
        built(root, cluster=address)
    (root / "templates/page.html").unlink()
    monkeypatch.setattr("archive.assembly.version", lambda: "another")
    with pytest.raises(ToolError, match="has another version of this program"):
        built(root, cluster=address)
    monkeypatch.setattr(cluster, "SECONDS", 1)
    with pytest.raises(ToolError, match=r"no scheduler answers at tcp://127\.0\.0\.1:1"):
        built(root, cluster="tcp://127.0.0.1:1")
    assert tree(root / "site") == old


def test_workers_that_die_are_told_and_the_old_site_stays(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(root)
    old = tree(root / "site")
    (root / "templates/page.html").write_text("another", "utf-8")
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None) as some:
        monkeypatch.setattr(cluster, "make", _die)
        with pytest.raises(ToolError, match="gave up"):
            built(root, cluster=some.scheduler_address)
    assert tree(root / "site") == old


def _die(packed: bytes, parts: object) -> list[cluster.Answer]:
    os._exit(9)
