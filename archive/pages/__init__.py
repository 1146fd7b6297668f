"""The page kinds, in the order in which they are made. A new kind is a module here, a template, and a line in KINDS.

Each module is pure, knows the model only, and has two functions:

- `subjects(archive) -> Sequence[Any]`: what the kind makes files of, in order. It is cheap, and the same in every process.
- `outputs(archive, subject) -> Iterator[Output]`: the files of one subject. The first record in a subject is the one whose files they are.

Where a subject gives several files, or much work, `WEIGHT` says about how many files it is worth; `SEARCHED` marks a kind of search
documents. It is noted what each subject is made from: which texts (prose, backlinks, mentions), and the words of which records. What several subjects
need is worked out once for an archive (`Shared`, or `Kept` where other kinds ask for it too); what that asks for counts for each of them, so it asks for
little, and `subjects` for nothing. What takes long of it, and is small, belongs into LASTING.
"""

from archive.pages import (
    actor,
    admin,
    article,
    articles,
    citations,
    common,
    compare,
    data,
    documents,
    event,
    feeds,
    further,
    home,
    machine,
    mentions,
    near,
    own,
    search,
    social,
    source,
    statements,
    timeline,
    topic,
    year,
)

LASTING = (
    near.index, compare.pairs, common.order, common.totals, common.companies, year.by_year, actor.turned, event.reported, event.busiest, source.events_of,
    topic.events_on, topic.told_on, statements.filed, timeline.subjects, timeline.jumps,
)  # fmt: skip
"""What is worked out once for an archive, takes long or asks all records, and is small: it is kept from one build to the next, while no record changes."""
KINDS = (
    home, article, citations, articles, actor, mentions, year, event, topic, source, further, statements, timeline, compare, search, documents, data, feeds,
    machine, admin, own, social,
)  # fmt: skip
