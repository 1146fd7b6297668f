"""archive schema"""

from __future__ import annotations

from pathlib import Path

import click

from archive.commands.common import ROOT, count, find_root, say
from archive.editing.files import write_new
from archive.editing.schemas import as_json, for_vs_code, schemas
from archive.editing.starting import starter


@click.command("schema")
@ROOT
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help="Write the schemas alone, into this folder.")
def command(root: Path | None, output: Path | None) -> None:
    """Write what makes editing programs know the records: JSON Schema (2020-12), and settings for VS Code and Obsidian.

    Made from the models that check the records. Schemas and snippets are written anew; settings that are there stay.
    """
    if output is not None:
        for name, one in schemas().items():
            _write(output / f"{name}.schema.json", as_json(one))
        say(f"{count(len(schemas()), 'schema')} in {output}/")
        return
    at = find_root(root)
    made = for_vs_code()
    for name, text in made.items():
        _write(at / name, text)
    settings = {name: data for name, data in starter("", "").items() if name.startswith((".vscode/", "content/.obsidian/")) and name not in made}
    for name, data in settings.items():
        if (at / name).exists():
            say(f"{name}: left as it is")
        else:
            write_new({at / name: data})
    say(f"{count(len(schemas()), 'schema')} and the snippets are in .vscode/; VS Code completes and checks with them")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
