"""Builds a generated archive with this program and with others, in turn, and prints medians and ratios.

    python -m benchmarks.run --articles 10000 --rounds 3

Nothing is asserted: the numbers are this machine's, the ratios are what can be compared.
"""

from __future__ import annotations

import argparse
import atexit
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from benchmarks.generate import Whole, whole, write
from benchmarks.measure import Cost, measure, middle
from benchmarks.peers import Peer, install, peers, versions

REPOSITORY = Path(__file__).parent.parent
Costs = dict[tuple[str, str], list[Cost]]
"""What each piece of work cost each time, by (who, work)."""


class Editor:
    """Changes an archive as an editor would, each time a little differently."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.count = 0
        self.articles = sorted((root / "content" / "articles").rglob("*.md"))

    def _change(self, path: Path, change: Callable[[str], str]) -> None:
        self.count += 1
        path.write_text(change(path.read_text("utf-8")), "utf-8")

    def body(self) -> None:
        self._change(self.articles[len(self.articles) // 2], lambda text: f"{text.rstrip()} Added{self.count}.\n")

    def paragraph(self) -> None:
        self._change(self.articles[len(self.articles) // 2], lambda text: f"{text.rstrip()}\n\nA paragraph more, {self.count}.\n")

    def title(self) -> None:
        """The first article is the one that most others link to."""
        self._change(self.articles[0], lambda text: text.replace('title: "', f'title: "New{self.count} ', 1))

    def alias(self) -> None:
        """The first actor is the one whom most articles name."""
        self._change(self.root / "content/actors/actor-0000.md", lambda text: text.replace("also: [", f'also: ["Called{self.count}", ', 1))

    def template(self) -> None:
        own = self.root / "templates" / "event.html"
        own.parent.mkdir(exist_ok=True)
        if not own.exists():
            shutil.copy(REPOSITORY / "templates" / "event.html", own)
        self._change(own, lambda text: f"{text.rstrip()}\n{{# {self.count} #}}\n")


def aside(folder: Path) -> None:
    """Takes a folder out of the way until all is measured: some file systems make files slowly for minutes after many were deleted."""
    if folder.exists():
        place = Path(tempfile.mkdtemp(prefix=".aside-", dir=folder.parent))
        folder.rename(place / folder.name)
        atexit.register(shutil.rmtree, place, ignore_errors=True)


def ours(program: Sequence[str], root: Path, costs: Costs, search: bool) -> None:
    """One round of our own work."""
    edit = Editor(root)
    shutil.rmtree(root / "templates", ignore_errors=True)

    def built(work: str, *options: str) -> None:
        costs.setdefault(("archive", work), []).append(measure([*program, "build", "--root", str(root), *options], root))
        print(f"  archive, {work}: {costs['archive', work][-1].wall:.1f} s", flush=True)

    aside(root / "site")
    built("cold", "--clean", "--no-search")
    for work in ("body", "paragraph", "title", "alias", "template"):
        getattr(edit, work)()
        built(f"{work} {'added' if work == 'paragraph' else 'edited'}", "--no-search")
    built("nothing changed", "--no-search")
    if search:
        from pagefind_bin import get_executable

        command = [str(get_executable()), "--site", "site", "--output-path", str(root / "pagefind-alone"), "--quiet"]
        costs.setdefault(("Pagefind", "all pages"), []).append(measure(command, root))
        aside(root / "pagefind-alone")
        built("cold, search", "--clean")
        edit.body()
        built("body edited, search")
        built("nothing changed, search")


def theirs(peer: Peer, folder: Path, costs: Costs) -> None:
    """One round of a peer: cold, and again after one body was edited."""
    for name in (peer.output, *peer.caches):
        aside(folder / name)
    costs.setdefault((peer.name, "cold"), []).append(measure(peer.command, folder))
    articles = sorted((folder / "content" / "articles").glob("*.md"))
    some = articles[len(articles) // 2]
    some.write_text(f"{some.read_text('utf-8').rstrip()} Added.\n", "utf-8")
    costs.setdefault((peer.name, "body edited"), []).append(measure(peer.command, folder))
    print(f"  {peer.name}: {costs[peer.name, 'cold'][-1].wall:.1f} s, again {costs[peer.name, 'body edited'][-1].wall:.1f} s", flush=True)


def five(program: Sequence[str], costs: Costs, work: Path) -> None:
    """The records of the repository, with search, from the command to the site."""
    root = work / "five"
    if not root.exists():
        shutil.copytree(REPOSITORY / "content", root / "content")
    costs.setdefault(("archive", "five records, search"), []).append(measure([*program, "build", "--clean", "--root", str(root)], root))


def table(costs: Costs) -> Iterable[str]:
    """Medians, and each as a share of Hugo's for the same work, or else of its fastest rebuild."""
    medians = {name: middle(some) for name, some in costs.items()}
    cold, again = medians.get(("Hugo", "cold")), medians.get(("Hugo", "body edited"))
    yield "| who | work | wall s | CPU s | peak MB | wall ÷ Hugo | CPU ÷ Hugo | memory ÷ Hugo |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for (who, work), one in medians.items():
        base = cold if work.startswith(("cold", "all pages")) else again
        ratios = [f"{value / other:.2f}" for value, other in zip(one, base, strict=True)] if base else ["", "", ""]
        yield f"| {who} | {work} | {one.wall:.2f} | {one.cpu:.2f} | {one.memory:.0f} | {' | '.join(ratios)} |"


def prepared(archive: Whole, work: Path, some: Iterable[Peer]) -> dict[str, Path]:
    """The archive as each one wants it, written once for each size."""
    base = work / f"{archive.count}x{archive.words}"
    if not (base / "archive").exists():
        write(archive, base / "archive")
    folders = {"archive": base / "archive"}
    for peer in some:
        folders[peer.name] = base / peer.name.lower().replace(", ", "-")
        if not folders[peer.name].exists():
            peer.prepare(archive, folders[peer.name])
    return folders


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures this program and its peers on the same work.")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--words", type=int, default=830)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "archive-benchmarks")
    parser.add_argument("--peers", default="Hugo;Hugo, related;Eleventy;Pelican", help='names, joined by ";"; empty for none')
    parser.add_argument("--no-search", action="store_true")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has this program installed: for a program that nobody edits meanwhile")
    given = parser.parse_args()
    program = (given.python, "-P", "-m", "archive")
    given.work.mkdir(parents=True, exist_ok=True)
    wanted = [name.strip() for name in given.peers.split(";") if name.strip()]
    if wanted:
        install(given.work)
    some = [peer for peer in peers(given.work) if peer.name in wanted]
    folders = prepared(whole(given.articles, given.words), given.work, some)
    costs: Costs = {}
    for number in range(given.rounds):
        print(f"round {number + 1}", flush=True)
        ours(program, folders["archive"], costs, not given.no_search)
        for peer in some:
            theirs(peer, folders[peer.name], costs)
        if not given.no_search:
            five(program, costs, given.work)
    print(f"\n{given.articles} articles of {given.words} words, {given.rounds} rounds" + (f"; {versions(given.work)}" if some else "") + "\n")
    print("\n".join(table(costs)))


if __name__ == "__main__":
    main()
