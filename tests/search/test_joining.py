"""An index that is made in parts is the same as one made at once: the same words on the same pages at the same places."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from archive import facets, indexing, joining, pagefind, search
from archive.model.packed import Room
from archive.pagefind import Part, Run, Words
from archive.store import Disk

TEXT = "bridge bridges toll tolls the of and river rivière Rivière café cafe cafés naïve 港 江城 Müller quay-side 1998 140,000 harbour harbor labour"
WORDS = TEXT.split()
META = '<meta data-pagefind-meta="{}[content]" content="{}">'
FILTER = '<meta data-pagefind-filter="{}[content]" content="{}">'
SORT = '<meta data-pagefind-sort="{}[content]" content="{}">'


def document(number: int) -> str:
    """A document of chance words, some of them hundreds of times; its fields, filters and orders are not those of all others."""
    chance = random.Random(number)
    words = [chance.choice(WORDS) if chance.random() < 0.9 else f"rare{chance.randrange(400)}" for _ in range(chance.choice((5, 60, 900)))]
    fields = [META.format(name, " ".join(chance.choices(WORDS, k=40))) for name in ("names", "others", "source") if chance.random() < 0.3]
    filters = [FILTER.format("kind", chance.choice(("article", "actor"))), FILTER.format("year", 1990 + number % 7) if number % 3 else ""]
    sorts = [SORT.format("newest", f"20{number % 9:02}-01-01"), SORT.format("weight", number % 11) if number % 2 else ""]
    head = "".join([*fields, *filters, *sorts])
    return f'<!doctype html><html lang="fr"><head>{head}</head><body data-pagefind-body><h1>Nº {number}</h1><p id="p1">{" ".join(words)}</p></body></html>'


DOCUMENTS = {f"pages/{number}/index.html": document(number) for number in range(90)}


def bundle(folder: Path, documents: Mapping[str, str], most: int) -> dict[str, bytes]:
    """The bundle of documents, from parts of `most` of them; what was made in the folder before is known."""
    (folder / "work").mkdir(parents=True, exist_ok=True)
    known = [search.Document(path, text.encode(), 1) for path, text in documents.items()]
    before, search.MOST = search.MOST, most
    store = Disk(folder / "store.sqlite", "1")
    try:
        return {path: data() for path, _, data in search.Index(known, lambda path: documents[path].encode(), "fr", store, folder / "work").files()}
    finally:
        store.close()
        search.MOST = before


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return bundle(tmp_path_factory.mktemp("whole"), DOCUMENTS, len(DOCUMENTS))


@pytest.fixture(scope="module")
def parted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return bundle(tmp_path_factory.mktemp("parted"), DOCUMENTS, 8)


@pytest.fixture(scope="module")
def its_own(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the program itself makes of all documents at once, with nothing joined."""
    folder = tmp_path_factory.mktemp("own")
    for path, text in DOCUMENTS.items():
        indexing.write(folder, path, text.encode())
    work = indexing.Work(indexing.program(), folder, "fr")
    found = work.run.finish()
    work.stop()
    return found


def told(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What an index says, with the addresses of pages in place of their numbers, which are by chance."""
    part = pagefind.read(files)
    return {
        "pages": {page: length for page, _, length in part.pages},
        "words": {word: places(part, run) for word, run in Words(part).before(None) if run.pages},
        "facets": faceted(part, files),
        "sorts": {name: len(pages) for name, pages in orders(files).items()},
        "fields": part.fields,
    }


def faceted(part: Part, files: Mapping[str, bytes]) -> dict[tuple[str, str], list[str]]:
    """The pages that have a value of a facet: by our own file where there is one, else by the filters of the program."""
    if facets.PATH not in files:
        return {(name, value): sorted(part.pages[page][0] for page in pages) for name, values in part.filters.items() for value, pages in values.items()}
    told, address = json.loads(files[facets.PATH]), {name: page for page, name, _ in part.pages}
    return {
        (name, value): sorted(address[told["ids"][page]] for page in accumulate(distances))
        for name, values in told["facets"].items()
        for value, distances in values.items()
    }


def places(part: Part, run: Run) -> dict[str, bytes]:
    """For each page that has a word, where: as the bytes that tell it."""
    page, found = 0, dict[str, bytes]()
    for one in pagefind.PAGE.finditer(b"\x83" + pagefind.head(0, run.first) + run.rest):
        page += pagefind.number(one[1])
        found[part.pages[page][0]] = one[0][1 + len(one[1]) :]
    assert len(found) == run.pages
    return found


def orders(files: Mapping[str, bytes]) -> dict[str, list[str]]:
    """The pages in each order: by our own file where there is one, else by the program's."""
    part = pagefind.read(files)
    if facets.PATH in files:
        told, address = json.loads(files[facets.PATH]), {name: page for page, name, _ in part.pages}
        return {name: [address[told["ids"][place]] for place in accumulate(distances)] for name, distances in told["orders"].items()}
    (about,) = part.entry["languages"].values()
    _, _, _, _, sorts, _ = pagefind.value(pagefind.plain(files[f"pagefind.{about['hash']}.pf_meta"]))
    return {name: [part.pages[page][0] for page in pages] for name, pages in sorts}


def test_parts_joined_tell_what_one_run_over_everything_tells(parted: dict[str, bytes], its_own: dict[str, bytes]) -> None:
    assert len(files_of_words(parted)) > 1
    assert told(parted) == told(its_own)


def files_of_words(files: Mapping[str, bytes]) -> set[str]:
    return {path for path in files if path.startswith("index/")}


def test_one_part_is_told_anew_without_a_change(whole: dict[str, bytes], its_own: dict[str, bytes]) -> None:
    assert told(whole) == told(its_own)


def test_pages_of_the_same_value_are_in_the_order_of_their_addresses(parted: dict[str, bytes], whole: dict[str, bytes], its_own: dict[str, bytes]) -> None:
    assert orders(parted) == orders(whole)
    values = {name: {page: value(name, page) for page in pages} for name, pages in orders(its_own).items()}
    for name, pages in orders(its_own).items():
        assert orders(parted)[name] == sorted(pages, key=lambda page, of=values[name]: (of[page], page))  # type: ignore[misc]
        assert [values[name][page] for page in pages] == sorted(values[name].values())


def value(name: str, page: str) -> str | float:
    number = int(page.split("/")[2])
    return f"20{number % 9:02}-01-01" if name == "newest" else float(number % 11)


def test_fragments_of_all_parts_are_there(parted: dict[str, bytes], its_own: dict[str, bytes]) -> None:
    def fragments(files: Mapping[str, bytes]) -> dict[str, bytes]:
        return {path: pagefind.plain(data) for path, data in files.items() if path.startswith("fragment/")}

    assert fragments(parted) == fragments(its_own)


def test_after_edits_everything_is_told_as_if_it_had_been_made_anew(tmp_path: Path) -> None:
    chance, documents = random.Random(7), dict(DOCUMENTS)
    bundle(tmp_path / "kept", documents, 8)
    for number in range(3):
        documents.pop(chance.choice(sorted(documents)))
        documents[chance.choice(sorted(documents))] = document(1000 + number)
        documents[f"new/{number}/index.html"] = document(2000 + number)
        kept = bundle(tmp_path / "kept", documents, 8)
    assert told(kept) == told(bundle(tmp_path / "clean", documents, 8))
    assert {path: data for path, data in kept.items() if path.startswith("vocabulary/")} == {
        path: data for path, data in bundle(tmp_path / "whole", documents, 1000).items() if path.startswith("vocabulary/")
    }


def test_two_fragments_of_one_name_get_two() -> None:
    part = Part({}, (("/a/", "en_1234567", 1), ("/b/", "en_7654321", 1)), (), {}, {}, ())
    other = Part({}, (("/c/", "en_1234567", 1),), (), {}, {}, ())
    assert joining.named([part, other]) == [["en_1234567", "en_7654321"], ["en_1234567-1"]]


@pytest.mark.parametrize("cut", [slice(0, -1), slice(1, None), slice(0, 40)])
def test_files_that_are_damaged_are_not_read(its_own: dict[str, bytes], cut: slice) -> None:
    for path in its_own:
        if path.startswith(("index/", "pagefind.")) and path.endswith(("pf_index", "pf_meta")):
            with pytest.raises(ValueError):  # noqa: PT011  # what is wrong differs
                pagefind.read(its_own | {path: pagefind.pack(pagefind.plain(its_own[path])[cut])})


def test_parts_that_were_not_made_alike_are_not_joined(whole: dict[str, bytes]) -> None:
    part = pagefind.read(whole)
    other = Part({**part.entry, "version": "0"}, part.pages, part.fields, part.filters, part.sorts, part.blocks)
    with pytest.raises(ValueError, match="not made alike"):
        joining.joined([part, other], {}, Room())
