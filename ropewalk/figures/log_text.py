"""The log of published numbers as a file: Markdown for people, rows for machines."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from ropewalk.figures.stories import Story, Telling
from ropewalk.findings.history.log import FIGURES
from ropewalk.vocabulary.period import period_words


def markdown(told: Sequence[Story], account: str) -> Iterator[str]:
    """The log, the newest change first: a heading a revision, its message, what else there is to say, why."""
    yield f"# Published numbers: {account}"
    yield ""
    yield "What changed of what had been published, the newest first. The software has a log of its own."
    for story in told:
        yield ""
        yield f"## Revision {story.revision}, {story.at:%Y-%m-%d}"
        yield ""
        yield story.message
        if story.source:
            published = f", published {story.published.isoformat()}" if story.published else ""
            yield f"Source: {story.title} ({story.source}){published}. Loaded by {story.by}."
        yield from (f"- {line}" for line in story.lines)
        yield from (f"- Why: {' '.join(reason.split())}" for reason in story.reasons)


def figures_table(told: Sequence[Story]) -> pl.DataFrame:
    """The own place's figures that are not as they were, of all these revisions: ``history.log.FIGURES``."""
    rows = [row for story in told for row in story.figures]
    return pl.DataFrame(rows, schema=FIGURES, orient="row")


def document(told: Sequence[Story], words: Telling) -> list[dict[str, Any]]:
    """Each revision for a machine to read."""
    return [
        {
            "revision": story.revision,
            "at": story.at.isoformat(),
            "source": story.source,
            "published": story.published.isoformat() if story.published else None,
            "by": story.by,
            "message": story.message,
            "lines": list(story.lines),
            "reasons": list(story.reasons),
            "own": {"added": story.own.added, "revised": story.own.revised, "removed": story.own.removed},
            "others": {
                "added": story.other.added,
                "revised": story.other.revised,
                "removed": story.other.removed,
            },
            "verdicts": [
                {"indicator": turn.indicator, "question": turn.question, "old": turn.old, "new": turn.new}
                for turn in story.turns
            ],
            "figures": [
                {**row, "title": words.title(row["indicator"]), "when": period_words(row["period"])}
                for row in story.figures
            ],
        }
        for story in told
    ]
