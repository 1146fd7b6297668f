"""What becomes of changes: one rebuild a burst, the last good site while something is wrong, and first looks."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archive.build import examine
from archive.commands.serve import Teller
from archive.inspection import inspect
from archive.problems import as_text
from archive.serving import engine as engine_module
from archive.serving.desk import href
from archive.serving.first import First
from tests.serve.conftest import FILES, ONE, Served
from tests.support.small import actor, article, built, write


def page(served: Served, path: str = "/articles/2013/one/") -> str:
    return served.get(path)[1].decode()


def test_a_burst_of_saves_makes_few_rebuilds(served: Served) -> None:
    before = served.engine.state.number
    for number in range(50):
        served.write(ONE, article("date: 2013-03-12", f"Save number {number}."))
        time.sleep(0.002)
    served.until(lambda state: "Save number 49." in page(served))
    time.sleep(0.3)
    assert served.engine.state.number - before <= 6


@pytest.mark.parametrize("way", ["write", "replace"])
def test_every_way_of_saving_is_seen(served: Served, way: str) -> None:
    getattr(served, way)(ONE, article("date: 2013-03-12", "Saved in this way."))
    served.until(lambda state: "Saved in this way." in page(served))


def test_a_save_with_a_backup_and_a_swap_file_is_seen(served: Served) -> None:
    file, swap, backup = served.root / ONE, served.root / "content/articles/2013/.one.md.swp", served.root / f"{ONE}~"
    swap.write_bytes(b"b0VIM")
    file.rename(backup)
    served.write(ONE, article("date: 2013-03-12", "Saved with a backup."))
    backup.unlink()
    swap.unlink()
    state = served.until(lambda state: "Saved with a backup." in page(served))
    assert state.problems == ()


def test_a_new_record_and_one_that_is_deleted_come_and_go(served: Served) -> None:
    served.write("content/articles/2013/three.md", article("date: 2013-05-05", "A third.", title="Three"))
    served.until(lambda state: "articles/2013/three/index.html" in state.outputs)
    (served.root / "content/articles/2013/three.md").unlink()
    served.until(lambda state: "articles/2013/three/index.html" not in state.outputs)


def test_folders_that_are_replaced_as_a_whole_are_found_again(served: Served) -> None:
    os.rename(served.root / "content", served.root / "content-away")  # noqa: PTH104
    served.until(lambda state: state.broken)
    os.rename(served.root / "content-away", served.root / "content")  # noqa: PTH104
    served.until(lambda state: not state.broken)
    served.write(ONE, article("date: 2013-03-12", "After all that."))
    served.until(lambda state: "After all that." in page(served))


def test_problems_are_those_of_check_and_the_last_good_site_stays(served: Served) -> None:
    before = page(served)
    served.write(ONE, article("date: 2013-33-12\nactors: [nobody]", "Broken."))
    state = served.until(lambda state: state.broken)
    assert [as_text(one) for one in state.problems] == [as_text(one) for one in examine(served.root)[2]]
    assert page(served) == before
    served.write(ONE, FILES[ONE])
    served.until(lambda state: not state.broken)
    assert page(served) == before


def test_a_template_that_is_wrong_is_told_and_the_last_good_one_stays(served: Served) -> None:
    before = page(served)
    (served.root / "templates").mkdir()
    time.sleep(0.1)
    served.write("templates/article.html", "{% if %}")
    served.until(lambda state: served.engine.site.fault(state, "articles/2013/one/index.html"))
    assert page(served).split("data-seen")[0] == before.split("data-seen")[0]
    served.write("templates/article.html", '{% extends "base.html" %}{% block content %}<h1>My own</h1>{% endblock %}')
    served.until(lambda state: "<h1>My own</h1>" in page(served))


def test_the_desk_tells_drafts_unlinked_names_and_opens_files(served: Served) -> None:
    text = page(served, "/_desk/")
    assert "A draft" in text
    assert "1 name not listed" in text
    assert f"vscode://file{(served.root / 'content/articles/2013/two.md').as_posix()}:1:1" in text
    assert "later.md" in page(served, "/_desk/?q=LATER")
    assert "two.md" not in page(served, "/_desk/?q=nothing-has-this").split('id="records"')[1]


def test_the_desk_and_the_terminal_tell_all_that_check_tells(served: Served) -> None:
    found = inspect(served.root, date.today())[1]
    state = served.until(lambda state: state.advice)
    assert sorted(map(as_text, state.told)) == sorted(map(as_text, found))
    assert "no-summary" in page(served, "/_desk/")
    told: list[str] = []
    Teller(told.append)(state, 0.1)
    assert f"0 errors, {len(found)} warnings (" in told[0]
    Teller(told.append)(replace(state, advice=None), 0.1)
    assert "0 errors, 0 warnings; archive check compares more (" in told[1]


def test_the_desk_tells_which_records_are_not_published(served: Served) -> None:
    served.write("content/actors/ann.md", actor("Ann Lee", "withdrawn: {date: 2014-01-01, reason: At her request.}"))
    served.until(lambda state: "(withdrawn)" in page(served, "/_desk/"))
    text = page(served, "/_desk/").split('id="records"')[1]
    assert "5 records, 2 of them not published" in text
    assert "A draft (draft)" in text


def test_the_address_of_a_file_is_made_from_a_template() -> None:
    assert href(Path("/a b"), "c#d.md", "x://open?f={path}&l={line}:{column}", 3, 7) == "x://open?f=/a%20b/c%23d.md&l=3:7"
    assert href(Path("/a"), "b.md", "") == ""


def test_a_mistake_of_the_program_is_shown_and_the_next_save_heals_it(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_changed", "_whole"):
        with monkeypatch.context() as broken:
            broken.setattr(served.engine, name, lambda *_: dict[str, str]()["lost"])
            served.write(ONE, article("date: 2013-03-12", "Saved in vain."))
            served.until(lambda state: state.fault == "a mistake of the program itself, KeyError: 'lost'")
            assert served.get("/articles/2013/one/")[0].status == 200
        healed = f"Healed after {name}."
        served.write(ONE, article("date: 2013-03-12", healed))
        served.until(lambda state, healed=healed: not state.fault and healed in page(served))  # type: ignore[misc]


# ---------------------------------------------------------------------------------------------------------- first look


def test_the_first_look_is_what_the_whole_will_show(tmp_path: Path) -> None:
    """Of an edit of the text, and of the keys that only the page itself shows."""
    from archive.assembly import setting
    from archive.options import Options
    from archive.render import Renderer
    from archive.version import version

    write(tmp_path, {**FILES, ONE: article("date: 2013-03-12\nactors: [ann]\naliases: [old-one]", "Old. Ann Lee.")})
    archive, outputs, _ = examine(tmp_path)
    assert archive is not None
    planned = {output.path: output for output in outputs if output.area == "site"}
    text = article("date: 2013-03-12\nplace: Beijing\nsubtitle: A deck\nactors: [ann]\naliases: [old-one]", "New. Ann Lee, and [[two]].\n\nMore.")
    (tmp_path / ONE).write_text(text, "utf-8")
    look = First(archive).look(tmp_path, ONE, planned)
    assert look is not None
    assert look.output is not None
    after, outputs, _ = examine(tmp_path)
    assert after is not None
    renderer = Renderer(setting(after, Options(tmp_path, tmp_path / "site")), None, version())
    whole = next(output for output in outputs if (output.area, output.path) == ("site", look.output.path))
    assert renderer.render(look.output).decode() == renderer.render(whole).decode()


def test_a_slow_archive_is_seen_at_once_and_right_in_the_end(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    real, gate = engine_module.examine, threading.Event()

    def slowly(*args: object) -> object:
        assert gate.wait(60)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(engine_module, "examine", slowly)
    served.engine.seconds = 1.5
    served.write(ONE, article("date: 2013-03-12", "Seen at once."))
    served.until(lambda state: "Seen at once." in page(served))
    served.write(ONE, article("date: 2013-33-12", "Wrong at once."))
    served.until(lambda state: state.broken)
    gate.set()  # until here no examination of the whole can have ended
    served.write(ONE, article("date: 2013-03-12", "Right in the end.", title="Another title"))
    served.until(lambda state: not state.broken and "Another title" in page(served, "/years/2013/"))


# ---------------------------------------------------------------------------------------------------------------- search


def test_search_is_made_behind_the_readers_back(searched: Served) -> None:
    searched.until(lambda state: "pagefind.js" in state.bundle, seconds=60)
    assert searched.get("/pagefind/pagefind.js")[0].headers["Content-Type"] == "text/javascript; charset=utf-8"
    old = searched.engine.state.bundle
    searched.write(ONE, article("date: 2013-03-12", "Unheard-of quokkas."))
    state = searched.until(lambda state: "quokkas" in page(searched))
    assert state.bundle is old
    searched.until(lambda state: state.bundle is not old, seconds=60)


def test_a_build_takes_the_index_that_was_made_for_the_served_site(searched: Served) -> None:
    searched.until(lambda state: "pagefind.js" in state.bundle, seconds=60)
    assert built(searched.root, search=True).indexed == "reused"


def test_an_index_that_cannot_be_made_is_told_and_the_next_one_can(searched: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    searched.until(lambda state: "pagefind.js" in state.bundle, seconds=60)
    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "Popen", lambda *_, **__: dict[str, str]()["lost"])
        searched.write(ONE, article("date: 2013-03-12", "Not found yet."))
        searched.until(lambda state: "KeyError: 'lost'" in state.fault)
    old = searched.engine.state.bundle
    searched.write(ONE, article("date: 2013-03-12", "Found again."))
    searched.until(lambda state: not state.fault and state.bundle is not old, seconds=60)


# ---------------------------------------------------------------------------------------------------------- the command


def free_port() -> int:
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return int(some.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as some:
        some.settimeout(1)
        return some.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_stops_and_frees_its_port(tmp_path: Path, sign: signal.Signals) -> None:
    port = free_port()
    command = [sys.executable, "-m", "archive", "serve", "--root", str(write(tmp_path, FILES)), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as program:
        try:
            assert program.stdout
            own = f"http://127.0.0.1:{port}/"
            assert program.stdout.readline() == f"{own} shows the site, {own}_desk/ what is to be done (stop with Ctrl-C)\n"
            assert listens(port)
            program.send_signal(sign)
            code = program.wait(60)
        finally:
            program.kill()
        if sign != signal.SIGKILL:
            assert code == 0
            assert program.stdout.read().splitlines()[-1] == "stopped"
    assert not listens(port)


def test_a_taken_port_ends_the_command_with_2(served: Served) -> None:
    port = served.server.server_port
    done = subprocess.run(
        [sys.executable, "-m", "archive", "serve", "--root", str(served.root), "--port", str(port)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (2, f"archive: port {port} is in use; choose another, like --port {port + 1}\n")


def test_an_editor_that_names_no_file_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "archive", "serve", "--root", str(write(tmp_path, FILES)), "--editor", "code"]
    assert subprocess.run(command, capture_output=True, text=True, check=False, timeout=60).returncode == 2
