"""Small archives of other languages, in words written for these tests."""

from __future__ import annotations

from pathlib import Path

from archive.build import build
from archive.options import Options
from tests.support.small import write


def _record(front: str, body: str = "") -> str:
    return f"---\n{front.strip()}\n---\n{body.strip()}\n"


FRENCH = {
    "content/site.yaml": "title: Les ponts\nbase_url: https://ponts.example/\nlanguage: fr\n",
    "content/sources/gazette.md": _record("name: La Gazette du fleuve"),
    "content/actors/helene-lefevre.md": _record("name: Hélène Lefèvre\nkind: person\nsummary: Ingénieure des ponts."),
    "content/actors/soren-ostergard.md": _record("name: Søren Østergård\nkind: person\nsummary: Ministre danois."),
    "content/actors/compagnie.md": _record("name: Compagnie nationale des grands ponts\nkind: company\nalso: [La Compagnie]"),
    "content/topics/chantiers.md": _record("name: Chantiers navals"),
    "content/articles/1998/pont.md": _record(
        "title: Le pont de l'Île sera rouvert\ndate: 1998-04-02\nsource: gazette\nactors: [helene-lefevre, compagnie]\ntopics: [chantiers]\n"
        "statements:\n  - {id: s1, by: helene-lefevre, act: promises, about: Les travaux finiront avant l'été.}",
        "L'ingénieure annonce la réouverture du pont après deux années de travaux.\n\nLe péage sera supprimé, dit-elle.",
    ),
    "content/articles/undated/lettre.md": _record(
        "title: A letter on tolls\nlanguage: en\nsource: gazette\nactors: [soren-ostergard]",
        "The minister recognised that the tolls were too high and labour too dear.",
    ),
}

CHINESE = {
    "content/site.yaml": "title: 河港档案\nbase_url: https://hegang.example/archive/\nlanguage: zh\n",
    "content/sources/wanbao.md": _record("name: 江城晚报"),
    "content/actors/li-wenhua.md": _record("name: 李文华\nkind: person\nalso: [Li Wenhua]\nsummary: 港务局的工程师。"),
    "content/actors/gangwuju.md": _record("name: 江城港务局\nkind: government-body\nsummary: 管理河港的机构。"),
    "content/topics/hangyun.md": _record("name: 内河航运"),
    "content/articles/1986/mukau.md": _record(
        "title: 新码头今日启用\ndate: 1986-05-04\nsource: wanbao\nactors: [li-wenhua, gangwuju]\ntopics: [hangyun]",
        "江城港务局宣布，新码头今天正式启用，可以停靠三千吨级货轮。\n\n工程师李文华说，防洪堤还要加高半米。",
    ),
    "content/articles/1987/flood.md": _record(
        "title: High water at the quay\nlanguage: en\ndate: 1987-07-01\nsource: wanbao\nactors: [gangwuju]",
        "The harbour office closed the quay for three days.",
    ),
}


def made(root: Path, files: dict[str, str]) -> None:
    """Writes an archive and builds its site into `site/`."""
    build(Options(write(root, files), root / "site"))
