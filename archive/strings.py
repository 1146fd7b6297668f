"""The words of the interface, as the files in `strings/` of the templates say them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any

from archive import codecache
from archive.compiled import Compiled
from archive.problems import ToolError

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The forms of a text by number, as CLDR names them."""


def by_number(text: Any) -> bool:
    """Whether a text has such forms; one with other keys is a vocabulary."""
    return isinstance(text, dict) and text.keys() <= {*PLURALS}


def strings(folders: Sequence[str], language: str, compiled: Compiled) -> dict[str, Any]:
    """The words of a language over those of English, so that a partial translation works; those of the first folder stand over all. Of a vocabulary (acts,
    kinds) single words may be given; a text with a plural is given with all its forms. The last folder is the program's: what comes of it alone is read from
    YAML once for all archives; what is in `compiled` need not be read so again either. Raises ToolError for a file that is none."""
    names = dict.fromkeys(("en", language.split("-", maxsplit=1)[0], language))
    files = [Path(folder) / "strings" / f"{name}.yaml" for name in names for folder in reversed(folders)]
    texts = [(file, file.read_text("utf-8")) for file in files if file.is_file()]
    shared = f"strings-{language}" if all(file.is_relative_to(folders[-1]) for file, _ in texts) else ""
    of = f"strings {blake2b(repr([(file.name, text) for file, text in texts]).encode(), digest_size=20).hexdigest()}"
    known = (shared and codecache.found(shared, of)) or compiled.known.get(of)
    if not known:
        known = json.dumps(_read(texts)).encode()
        if not (shared and codecache.put(shared, of, known)):
            compiled.take({of: known})
    found: dict[str, Any] = json.loads(known)
    return found


def _read(texts: Iterable[tuple[Path, str]]) -> dict[str, Any]:
    import yaml  # it takes time to load

    found: dict[str, Any] = {}
    for file, text in texts:
        name, language = file.name, file.stem
        try:
            words = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)) or {}  # noqa: S506  # text only, no objects
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            place = f":{mark.line + 1}" if mark else ""
            raise ToolError(f"templates/strings/{name}{place}: {getattr(error, 'problem', None) or 'it cannot be read'}; archive check tells more") from None
        if not isinstance(words, dict):
            raise ToolError(f"templates/strings/{name}: it holds no keys and texts; write lines like about: About this archive")
        found |= {key: _over(found.get(key), said, language) for key, said in words.items()}
    return found


def _over(known: Any, said: Any, language: str) -> Any:
    """What a key says in a language, where another was known to say it. Of a vocabulary the words that are not said stay. A text with a plural has the language
    whose rules choose among its forms: it may stand in for one of another language."""
    if by_number(said):
        return {**said, "language": language}
    if isinstance(said, dict):
        return {**(known if isinstance(known, dict) else {}), **{word: _over(None, text, language) for word, text in said.items()}}
    return said
