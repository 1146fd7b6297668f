"""What the server answers, and what it refuses."""

from __future__ import annotations

import socket
from http.client import HTTPException
from pathlib import Path

import pytest

from archive.problems import UsageError
from archive.serving.hosting import content_type, rules
from archive.serving.web import LOOPBACK, Server
from tests.serve.conftest import ONE, Served
from tests.support.small import article, built, tree


def test_pages_are_those_that_a_build_writes_and_a_script(served: Served) -> None:
    output = served.root / "site"
    built(served.root, output, base_url=served.address)
    for path, data in tree(output).items():
        if path.startswith((".", "_")):
            continue
        answer, body = served.get("/" + path.removesuffix("index.html"))
        if b'http-equiv="refresh"' in data:
            assert answer.status == 301
            continue
        if path.endswith(".html"):
            start = body.index(b'<script src="/_desk/live.js"')
            body = body[:start] + body[body.index(b"</script>", start) + len(b"</script>") :]
        assert (path, answer.status) == (path, 404 if path == "404.html" else 200)
        assert body == data, path


def test_a_built_site_holds_nothing_of_the_server(served: Served) -> None:
    built(served.root)
    assert [path for path, data in tree(served.root / "site").items() if b"_desk" in data] == []


def test_pages_have_the_headers_that_the_host_will_send(served: Served) -> None:
    answer, _ = served.get("/articles/2013/one/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert served.get("/assets/style.css")[0].headers["Content-Type"] == "text/css; charset=utf-8"


def test_what_is_not_there_is_the_page_404(served: Served) -> None:
    answer, body = served.get("/nothing/here/")
    assert answer.status == 404
    assert b"</html>" in body
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_at_the_address_of_a_withdrawn_record_stands_its_note(served: Served) -> None:
    served.write("content/articles/2013/two.md", article("date: 2013-03-13\nwithdrawn: {date: 2014-01-01, reason: At her request.}", title="Two"))
    served.until(lambda state: served.get("/articles/2013/two/")[0].status == 410)
    answer, body = served.get("/articles/2013/two/")
    assert (answer.headers["Content-Type"], b"At her request." in body) == ("text/html; charset=utf-8", True)


def test_old_addresses_and_folders_lead_on(served: Served) -> None:
    assert served.get("/articles/2013/old-one/")[0].getheader("Location") == "/articles/2013/one/"
    assert served.get("/articles/2013/one")[0].getheader("Location") == "/articles/2013/one/"


def test_a_file_that_is_the_same_is_not_sent_again(served: Served) -> None:
    tag = served.get("/assets/style.css")[0].headers["ETag"]
    answer, body = served.get("/assets/style.css", If_None_Match=tag)
    assert (answer.status, body) == (304, b"")


def test_head_is_get_without_the_body(served: Served) -> None:
    answer, body = served.get("/about-nothing/", "HEAD")
    assert (answer.status, body) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "PATCH"])
def test_nothing_but_reading_is_answered(served: Served, method: str) -> None:
    assert served.get("/", method)[0].status == 501


# ---------------------------------------------------------------------------------------------------------- who asks


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:{port}", "", "[::1]:{port}"])
def test_a_name_that_is_not_ours_is_refused(served: Served, host: str) -> None:
    port = served.server.server_port
    for path in ("/", "/_desk/", "/_desk/events?page=/", "/_desk/live.js"):
        assert served.get(path, Host=host.format(port=port))[0].status == 403


def test_a_request_without_a_host_is_refused(served: Served) -> None:
    with socket.create_connection((LOOPBACK, served.server.server_port), timeout=10) as raw:
        raw.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1"])
def test_another_origin_is_refused(served: Served, origin: str) -> None:
    assert served.get("/_desk/events?page=/", Origin=origin.format(port=served.server.server_port))[0].status == 403


def test_what_another_site_embeds_is_refused_and_what_it_links_to_is_not(served: Served) -> None:
    assert served.get("/data/articles.json", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0].status == 403
    assert served.get("/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0].status == 200


def test_our_own_names_are_answered(served: Served) -> None:
    port = served.server.server_port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert served.get("/", Host=host)[0].status == 200
    assert served.get("/", Origin=f"http://127.0.0.1:{port}")[0].status == 200


def test_it_listens_on_the_loopback_alone(served: Served) -> None:
    assert served.server.server_address[0] == "127.0.0.1"


# -------------------------------------------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    "path",
    [
        "/../secret",
        "/articles/../../secret",
        "/%2e%2e/secret",
        "/%2E%2E%2fsecret",
        "/..%2fsecret",
        "/.%2e/secret",
        "/..\\secret",
        "/%5c..%5csecret",
        "/a%00b",
        "/%00",
        "//secret",
        "///etc/passwd",
        "/%2fetc/passwd",
        "/./secret",
        "/%ff",
        "/articles//",
        "http://evil.example/",
        "/_desk/../secret",
        "/_desk/%2e%2e/live.js",
    ],
)
def test_no_path_leads_out_of_the_site(served: Served, path: str) -> None:
    served.write("secret", "quokka")
    answer, body = served.get(path)
    assert answer.status in (400, 403, 404)
    assert b"quokka" not in body
    assert b"root:" not in body


@pytest.mark.parametrize("path", ["/content/site.yaml", "/.archive/store.sqlite", f"/{ONE}", "/templates/base.html", "/_desk/web.py", "/%252e%252e/secret"])
def test_files_of_the_archive_are_not_of_the_site(served: Served, path: str) -> None:
    assert served.get(path)[0].status in (400, 404)


def test_a_symlink_in_the_old_site_is_not_followed(served: Served, tmp_path: Path) -> None:
    (served.root / "site").mkdir(exist_ok=True)
    (served.root / "site" / "passwd.txt").symlink_to("/etc/passwd")
    assert served.get("/passwd.txt")[0].status == 404


def test_a_mistake_in_an_answer_is_told_and_a_reader_who_left_is_not(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    served.server.tell = told.append
    for error in (ConnectionResetError("left"), TimeoutError("left"), KeyError("lost")):

        def fail(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(served.engine.site, "page", fail)
        with pytest.raises((OSError, HTTPException)):
            served.get("/articles/2013/one/")
    assert told == ["archive: a mistake of the program itself, KeyError: 'lost'"]


# ------------------------------------------------------------------------------------------------------ small functions


def test_a_port_that_is_taken_is_told_in_one_line(served: Served) -> None:
    with pytest.raises(UsageError, match=rf"port {served.server.server_port} is in use; choose another, like --port {served.server.server_port + 1}"):
        Server(served.server.server_port)


def test_rules_are_read_as_hosts_read_them() -> None:
    found = rules("/*\n  A: 1\n  B: 2\n# no\n/x/*\n  A: 3\nnonsense\n", "/old/ /new/ 301!\n# no\n/gone/ /why/ 410\n/plain/ /there/\n")
    assert found.headers_of("/x/y") == {"A": "3", "B": "2"}
    assert found.headers_of("/") == {"A": "1", "B": "2"}
    assert dict(found.redirects) == {"/old/": ("/new/", 301), "/gone/": ("/why/", 410), "/plain/": ("/there/", 301)}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("a.csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8"),
        ("2013.03.x.bib", "application/x-bibtex"),
        ("_headers", "text/plain; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("wasm.en.pagefind", "application/octet-stream"),
        ("x.png", "image/png"),
        ("noending", "application/octet-stream"),
    ],
)
def test_files_have_their_media_types(path: str, kind: str) -> None:
    assert content_type(path) == kind
