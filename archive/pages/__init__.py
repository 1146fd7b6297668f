"""The page kinds, in the order in which they are made. A new kind is a module here, a template, and a line in KINDS.

Each module has `outputs(archive) -> Iterator[Output]`: pure, and knowing the model only.
"""

from archive.pages import (
    actor,
    admin,
    article,
    articles,
    compare,
    data,
    event,
    feeds,
    home,
    machine,
    own,
    search,
    social,
    source,
    statements,
    timeline,
    topic,
    year,
)

KINDS = (home, article, articles, actor, year, event, topic, source, statements, timeline, compare, search, data, feeds, machine, admin, own, social)
