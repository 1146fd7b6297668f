"""The program of the web desk: Sveltia CMS, taken from npm in one fixed version when a site with a desk is built.

The package is kept in `.archive/`, by its version, and used only if it is the very package that this module names. Its
program asks another host for three fonts; it is given those that lie in the package, so that the desk needs no third party.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from archive.model import Site
from archive.problems import ToolError

if TYPE_CHECKING:
    import tarfile

PACKAGE = "@sveltia/cms"
VERSION = "0.221.1"
SHA256 = "cfc6193c6c17c3d1d97c85bc2d63ec3655ba2a844b37c6fe5759f1a80821bb02"
PROGRAM = "package/dist/sveltia-cms.js"
ELSEWHERE = "https://cdn.jsdelivr.net/fontsource/fonts/"
FONTS = {
    "source-sans-3:vf@5.3.0/latin-wght-normal.woff2": "source-sans-3-latin-wght-normal-BqRLTx4X.woff2",
    "noto-mono@5.3.0/latin-400-normal.woff2": "noto-mono-latin-400-normal-DiC8lJru.woff2",
    "material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2": "material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2",
}
"""The fonts as the program asks for them, and the files of the package that they are."""
SECONDS = 180


def files(site: Site, root: Path) -> dict[str, bytes]:
    """The program's files by their paths in the site, where the site has a desk. Raises ToolError where it cannot be had."""
    if not site.features.desk:
        return {}
    kept = root / ".archive" / f"sveltia-cms-{VERSION}.tgz"
    if not kept.is_file() or not _known(kept.read_bytes()):
        data = _fetched()
        kept.parent.mkdir(exist_ok=True)
        new = kept.with_suffix(".new")
        new.write_bytes(data)
        new.replace(kept)
    return dict(_unpacked(kept))


@lru_cache(maxsize=1)
def _unpacked(kept: Path) -> dict[str, bytes]:
    import tarfile  # few archives have a desk

    with tarfile.open(kept) as package:
        program = _member(package, PROGRAM)
        for address, name in FONTS.items():
            program = program.replace(f"{ELSEWHERE}{address}".encode(), name.encode())
        return {"admin/sveltia-cms.js": program, **{f"admin/{name}": _member(package, f"package/npm/assets/{name}") for name in FONTS.values()}}


def _member(package: tarfile.TarFile, name: str) -> bytes:
    member = package.extractfile(name)
    return member.read() if member else b""


def _known(data: bytes) -> bool:
    return sha256(data).hexdigest() == SHA256


def _fetched() -> bytes:
    """The package, by npm."""
    npm = shutil.which("npm")
    if npm is None:
        raise ToolError("the web desk needs npm, which is missing: install Node with npm, or take desk: true out of content/site.yaml")
    with tempfile.TemporaryDirectory(prefix="archive-npm-") as name:
        words = [npm, "pack", f"{PACKAGE}@{VERSION}", "--silent", "--ignore-scripts", "--pack-destination", name]
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False, cwd=name)  # noqa: S603  # our own words
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ToolError(f"npm cannot be run for the web desk: {error}") from None
        packages = list(Path(name).glob("*.tgz"))
        if done.returncode or not packages:
            said = [line for line in done.stderr.splitlines() if line.strip()]
            raise ToolError(f"npm could not get {PACKAGE} {VERSION} for the web desk: {said[-1] if said else 'no reason given'}")
        data = packages[0].read_bytes()
    if not _known(data):
        raise ToolError(f"{PACKAGE} {VERSION} from npm is not the package that this program knows; it is not used")
    return data
