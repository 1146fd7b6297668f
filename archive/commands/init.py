"""archive init"""

from __future__ import annotations

from pathlib import Path

import click

from archive.commands.common import again, check_base_url, count, say
from archive.editing.files import write_new
from archive.editing.starting import starter
from archive.files import CONTROL
from archive.problems import UsageError


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--title", default="My archive", show_default=True, help="The name of the archive.")
@click.option("--base-url", metavar="URL", default="https://example.org/", show_default=True, help="The address at which it will be published.")
@click.option("--force", is_flag=True, help="Go into a folder that holds something. No file that is there is changed.")
def command(folder: Path, title: str, base_url: str, force: bool) -> None:
    """Begin a new archive: an example of each kind of record, and settings for hosts and editors. It builds at once."""
    check_base_url(base_url)
    title = " ".join(title.split())
    if not title:
        raise UsageError("the title is empty; write --title TEXT")
    if found := CONTROL.search(title):
        raise UsageError(f"the title holds an invisible control character, U+{ord(found[0]):04X}; write --title TEXT without it")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise UsageError(f"{folder} is not empty; choose another folder, or add --force: nothing that is there is changed")
    files = starter(title, f"{base_url.rstrip('/')}/")
    kept = [name for name in files if (folder / name).exists()]
    write_new({folder / name: data for name, data in files.items() if name not in kept})
    for name in kept:
        say(f"{name}: left as it is")
    say(f"{count(len(files) - len(kept), 'file')} written to {folder}/")
    say(f"next: {again('serve', folder)} to see it, or {again('build', folder)} to write it into {folder / 'site'}/")
