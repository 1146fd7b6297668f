"""The reasons of an import, for `--explain`."""

from __future__ import annotations

from collections.abc import Iterator

from archive.importer.findings import Draft, Finding


def explain(draft: Draft) -> Iterator[str]:
    """Lines that tell each finding's evidence, and what became of every line that is no part of the body."""
    for finding in draft.findings:
        yield f"{finding.field}: {finding.value}"
        yield f"    {_where(finding)}{finding.rule}; confidence {finding.confidence:.2f}"
        for other in finding.rejected:
            yield f"    not {other.value!r}: {other.why}"
    for comment in draft.comments:
        yield f"comment: {comment.name or 'no name'}, {comment.when or 'no time'}: {comment.text[:60]!r}"
    for highlight in draft.highlights:
        yield f"highlight: {highlight}"
    for number, words in draft.dropped:
        yield f"not in the body, line {number}: {words}"
    for number, zone, words in draft.labels:
        yield f"{number:5} {zone:9} {words[:100]}"


def _where(finding: Finding) -> str:
    return f"line {finding.line} {finding.words!r}; " if finding.line else f"{finding.words!r}; " if finding.words else ""
