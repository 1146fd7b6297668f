"""archive fmt"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from archive.commands.common import ROOT, again, count, fail, find_root, say, tell_problems
from archive.editing.files import replace_all
from archive.editing.formatting import Formatted, formatted
from archive.files import SITE, content_of, files, unreadable
from archive.model import BY_FOLDER
from archive.problems import UsageError


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@ROOT
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if something would change.")
def command(paths: tuple[Path, ...], root: Path | None, check: bool) -> None:
    """Lay out front matter in one style: keys in order, even spaces. Comments and texts stay as they are.

    PATHS are files or folders of content/; without any, all of it.
    """
    at = find_root(root if root or not paths else _root_of(paths[0]))
    chosen = list(_chosen(at, paths))
    done: dict[str, Formatted] = {}
    changed: dict[str, bytes] = {}
    for path in chosen:
        try:
            data = content_of(f"{at}/{path}")
        except OSError as error:
            done[path] = Formatted(b"", (unreadable(path, error),))
            continue
        done[path] = formatted(path, data)
        if done[path].data != data:
            changed[path] = done[path].data
    if not check:
        replace_all(at, changed)
    for path in changed:
        say(f"{path}: {'would change' if check else 'laid out anew'}")
    left = _tell_left(done)
    line = f"{count(len(changed), 'file')} {'would change' if check else 'changed'}, {len(chosen) - len(changed)} as they were"
    if left:
        fail(f"{line}; {count(left, 'file')} cannot be read: mend what stands above")
    if check and changed:
        fail(f"{line}; run archive fmt")
    say(line)
    if changed:
        say(f"next: run {again('check', at)}")


def _tell_left(done: dict[str, Formatted]) -> int:
    """Names the files that were left as they are; how many of them cannot be read."""
    for path, one in done.items():
        if one.why:
            say(f"{path}: left as it is: {one.why}", err=True)
    tell_problems(problem for one in done.values() for problem in one.problems)
    return sum(1 for one in done.values() if one.problems)


def _root_of(path: Path) -> Path | None:
    """The archive that a path lies in, if it lies in one."""
    return next((folder for folder in path.absolute().parents if (folder / "content").is_dir()), None)


def _chosen(root: Path, paths: Iterable[Path]) -> Iterable[str]:
    every = [*files(root, []), *([SITE] if (root / SITE).is_file() else [])]
    if not paths:
        return every
    chosen: dict[str, None] = {}
    for path in paths:
        name = path.absolute().resolve()
        if not name.is_relative_to(root):
            raise UsageError(f"{path} does not lie in {root}")
        place = name.relative_to(root).as_posix()
        found = [one for one in every if place in (".", "content", one) or one.startswith(f"{place}/")]
        if not found:
            kinds = ", ".join(BY_FOLDER)
            raise UsageError(f"{path} is no record: records are files that end in .md, in {kinds} of content/")
        chosen.update(dict.fromkeys(found))
    return chosen
