"""index: gives the search documents to Pagefind, the program itself, and returns its bundle.

Its output is not the same byte for byte from run to run, so a bundle is kept by the digest of the documents that it was
made from: same documents, same bundle.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

from archive.problems import ToolError
from archive.store import Store

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight", "pagefind_ui")
SECONDS = 3600


def program() -> Path:
    """The Pagefind program. Raises ToolError where it is not installed."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError):
        raise ToolError('the search program Pagefind is missing: run "pip install pagefind-bin", or build with --no-search; the old site stays') from None


def version() -> str:
    try:
        return metadata.version("pagefind-bin")
    except metadata.PackageNotFoundError:
        return "none"


def bundle_key(documents: Iterable[tuple[str, bytes]], language: str) -> bytes:
    """The digest of all that a bundle depends on; `documents` are (path, digest or bytes)."""
    digest = blake2b(f"{version()}\0{language}\0".encode(), digest_size=20)
    for path, data in sorted(documents):
        digest.update(blake2b(path.encode(), digest_size=20).digest() + blake2b(data, digest_size=20).digest())
    return digest.digest()


def index(folder: Path, bundle: Path, language: str) -> dict[str, bytes]:
    """Indexes every page below `folder` into `bundle`, both empty of anything else; the files made, by path.

    Raises ToolError with one line where the program is missing, fails or takes more than an hour.
    """
    command = [str(program()), "--site", str(folder), "--output-path", str(bundle), "--force-language", language, "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=folder)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise ToolError(f"the search program took more than {SECONDS // 60} minutes; the old site stays") from None
    except OSError as error:
        raise ToolError(f"the search program cannot be started: {error.strerror}; the old site stays") from None
    if done.returncode or not (bundle / "pagefind.js").is_file():
        said = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise ToolError(f"the search program failed ({done.returncode}): {said[-1] if said else 'no reason given'}; the old site stays")
    return {
        path.relative_to(bundle).as_posix(): path.read_bytes()
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and not path.name.startswith(UNUSED)
    }


def kept(store: Store, key: bytes) -> dict[str, bytes] | None:
    found: dict[str, bytes] | None = store.load("search", [key]).get(key)
    return found
