"""Changes of definitions, plan, places, method and sources in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ropewalk.figures.numbers import count_of
from ropewalk.observations.changes import ADDED, REMOVED

FIRST: Final = 1
MOST: Final = 5
KINDS: Final = {"indicator": "measure", "peer set": "list of similar places", "action": "action"}


def paper_message(papers: Sequence[Mapping[str, Any]], revision: int) -> str:
    """What became of documents, in a sentence."""
    if revision == FIRST:
        measures = sum(row["kind"] == "indicator" for row in papers)
        return f"The plan and {count_of(measures, 'measure')} were written down for the first time."
    kinds = {row["kind"] for row in papers}
    if "method" in kinds:
        return "We changed our rules."
    if "plan" in kinds:
        return "The plan changed."
    told = [_counted(papers, kind) for kind in KINDS if kind in kinds]
    return f"We changed what we say of {' and '.join(told)}." if told else "Notes were put on record."


def _counted(papers: Sequence[Mapping[str, Any]], kind: str) -> str:
    names = {row["id"] for row in papers if row["kind"] == kind}
    return count_of(len(names), KINDS[kind], "lists of similar places" if kind == "peer set" else "")


def paper_lines(papers: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The first few changes of documents that were held before, each in a sentence."""
    rows = [row for row in papers if row["change"] != ADDED]
    lines = [paper_words(row, titles) for row in rows[:MOST]]
    more = [f"And {count_of(len(rows) - MOST, 'more change')}."] if len(rows) > MOST else []
    return (*lines, *more)


def paper_words(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """One change of a document: of what, which field, old and new."""
    named = titles.get(row["id"], row["id"]) if row["kind"] in KINDS else f"the {row['kind']} {row['id']}"
    named = named[:1].upper() + named[1:]
    if row["kind"] == "place" and row["field"] == "valid_to":
        return f"The place {row['id']} ended on {row['new']}."
    if row["kind"] == "place" and row["field"] == "name":
        return f"The place {row['id']} is called {row['new']} now, no longer {row['old']}."
    if row["change"] == REMOVED:
        return f"{named} was taken out."
    if row["change"] == ADDED:
        return f"{named} was added."
    field = row["field"].replace("_", " ") or "text"
    if not row["old"]:
        return f"{named}: “{field}” now says “{row['new']}”."
    return f"{named}: “{field}” was “{row['old']}”. Now it is “{row['new']}”."
