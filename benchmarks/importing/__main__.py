"""`python -m benchmarks.importing [PART] [--form FORM] [--worst N]`: the figures of one part, as a table.

Parts are "development", with which the rules were written; "earlier", which was held out before; "otherhand" and "secondhand", layouts and stories by two
others who had not seen the rules, and by which rules were mended since; and "heldout", by a third such hand, which is measured where no part is named.
`--worst` names the samples of a part with the lowest body F1, and what was wrong; it refuses to look into the held-out part, so that this stays what its
name says.
"""

from __future__ import annotations

import argparse
import sys
import time

from benchmarks.importing.corpus import PARTS, samples
from benchmarks.importing.measure import Score, score, table


def main() -> None:
    parser = argparse.ArgumentParser(description="How well captures become records.")
    parser.add_argument("part", nargs="?", default="heldout", choices=PARTS)
    parser.add_argument("--form", default="", help="only forms that begin so: html, page, part-nodes ...")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    options = parser.parse_args()
    if options.worst and options.part == "heldout":
        sys.exit("the held-out part is only measured")
    began = time.perf_counter()
    scores = [score(sample) for sample in samples(options.part) if sample.form.startswith(options.form)]
    print(table(scores))
    print(f"{len(scores)} captures of the {options.part} part in {time.perf_counter() - began:.1f} s")
    for one in sorted(scores, key=lambda one: one.f1)[: options.worst]:
        _tell(one)
    if options.worst:
        for name in ("title", "date", "author", "source", "leaked", "invented"):
            wrong = [one for one in scores if getattr(one, name) is (name in ("leaked", "invented"))]
            print(f"\n{name}: {len(wrong)} wrong")
            for one in wrong[: options.worst]:
                field = {"author": "byline", "invented": "date", "leaked": "title"}.get(name, name)
                print(f"  {one.sample.name} {one.sample.form}: {one.draft.values(field)}")


def _tell(one: Score) -> None:
    print(f"\n{one.sample.name} {one.sample.form}: F1 {one.f1:.3f}")
    got, want = {block.text for block in one.draft.body}, set(one.sample.story.body.split("\n"))
    for block in one.draft.body:
        if block.text not in want:
            print(f"   + {block.text[:110]}")
    for line in one.sample.story.body.split("\n"):
        if line not in got:
            print(f"   - {line[:110]}")


if __name__ == "__main__":
    main()
