"""Files that are neither a page nor a text give no record, and are told for what they are."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive.commands.import_ import command
from archive.importer.capture import read_capture

REPORT = """By Jane Roe
12 March 2019
When the painter Ilse Brandt first saw the words "Page not found" on a screen, she thought that they were a poem about loss.
Her new show at the Merrow gallery hangs forty error pages, each painted in oil on a board of the size of a screen.
"Nobody looks at these pages twice," she said on Tuesday. "I have looked at them for eleven years."
"""


def imported(path: Path, data: bytes | str) -> Result:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return CliRunner().invoke(command, [str(path)])


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", REPORT)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj (The harbour board of Merrow Bay voted to close the pier) Tj", "this is a PDF; save its text"),
        (zipped(), "this is a ZIP archive or an office document; unpack it, or save it as text"),
        (gzip.compress(REPORT.encode()), "this is compressed; unpack it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "this is a picture; save the text that it shows"),
        (b"\x7fELF\x02\x01\x01" + REPORT.encode(), "this is no text"),
        (bytes(range(256)) * 40 + REPORT.encode(), "this is no text"),
        (r"{\rtf1\ansi " + REPORT + "}", "this is an RTF document; save it as text"),
        ("From: <Saved>\nContent-Type: multipart/related;\n\tboundary=x\n\n--x\n" + REPORT, "this is a page saved as MHTML; save it as HTML"),
        ('{"body": "The harbour board of Merrow Bay voted on Friday to close the ferry pier for good."}', "this is JSON; save the page or its text"),
    ],
)
@pytest.mark.parametrize("name", ["capture.txt", "capture.html"])
def test_a_file_that_is_no_text_is_told_for_what_it_is(data: bytes | str, why: str, name: str, tmp_path: Path) -> None:
    done = imported(tmp_path / name, data)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / name}: {why}\narchive: 1 capture not imported: {tmp_path / name}\n"


@pytest.mark.parametrize("text", [REPORT, "Портовый совет закрыл причал.\n" * 9, "港务局投票决定关闭渡轮码头。\n" * 9])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_any_encoding_is_text(text: str, encoding: str) -> None:
    capture = read_capture("capture.txt", text.encode(encoding))
    assert (capture.refused, capture.text) == (None, text)


def test_bytes_that_a_bad_copy_has_spoilt_do_not_change_how_all_others_are_read() -> None:
    text = "港务局投票决定关闭渡轮码头。\n" * 9
    capture = read_capture("capture.txt", text.encode()[:-2])
    assert (capture.text[:60], capture.text.count("\ufffd"), capture.encoding) == (text[:60], 1, "damaged utf-8")


def test_half_a_surrogate_pair_does_not_change_how_all_others_are_read() -> None:
    text = "The caf\u00e9 of Andr\u00e9 \ud83d is closed.\n"
    capture = read_capture("capture.txt", text.encode("utf-8", "surrogatepass"))
    assert (capture.text, capture.encoding) == (text.replace("\ud83d", "\ufffd"), "damaged utf-8")


def test_a_text_far_longer_than_any_report_is_refused_and_a_page_with_large_pictures_is_not() -> None:
    assert read_capture("capture.txt", b"The mill. " * 600_000).refused == "this is 6 million signs of text, and no report is so long: cut the report out of it"
    assert read_capture("capture.html", b"<html><body><p>The mill.</p>" * 500_000).refused is None
    picture = b"<img src='data:image/png;base64," + b"A" * 6_000_000 + b"'>"
    assert read_capture("capture.html", b"<!doctype html><html><body><p>The mill.</p>" + picture + b"</body></html>").refused is None
