"""Changes of definitions, plan, places, method and sources in words."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ropewalk.figures.numbers import count_of
from ropewalk.observations.changes import ADDED, REMOVED
from ropewalk.vocabulary.language import _

FIRST: Final = 1
MOST: Final = 5
KINDS: Final = {"indicator": "measure", "peer set": "list of similar places", "action": "action"}


def paper_message(papers: Sequence[Mapping[str, Any]], revision: int) -> str:
    """What became of documents, in a sentence."""
    if revision == FIRST:
        measures = sum(row["kind"] == "indicator" for row in papers)
        return _("The plan and {measures} were written down for the first time.").format(
            measures=count_of(measures, "measure")
        )
    kinds = {row["kind"] for row in papers}
    if "method" in kinds:
        return _("We changed our rules.")
    if "plan" in kinds:
        return _("The plan changed.")
    told = [_counted(papers, kind) for kind in KINDS if kind in kinds]
    return (
        _("We changed what we say of {told}.").format(told=_(" and ").join(told))
        if told
        else _("Notes were put on record.")
    )


def _counted(papers: Sequence[Mapping[str, Any]], kind: str) -> str:
    names = {row["id"] for row in papers if row["kind"] == kind}
    return count_of(len(names), KINDS[kind], "lists of similar places" if kind == "peer set" else "")


def paper_lines(papers: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[str, ...]:
    """The first few changes of documents that were held before, each in a sentence."""
    rows = [row for row in papers if row["change"] != ADDED]
    lines = [paper_words(row, titles) for row in rows[:MOST]]
    more = (
        [_("And {changes}.").format(changes=count_of(len(rows) - MOST, "more change"))]
        if len(rows) > MOST
        else []
    )
    return (*lines, *more)


def paper_words(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    """One change of a document: of what, which field, old and new."""
    named = (
        titles.get(row["id"], row["id"])
        if row["kind"] in KINDS
        else _("the {kind} {id}").format(kind=row["kind"], id=row["id"])
    )
    named = named[:1].upper() + named[1:]
    if row["kind"] == "place" and row["field"] == "valid_to":
        return _("The place {id} ended on {new}.").format(id=row["id"], new=row["new"])
    if row["kind"] == "place" and row["field"] == "name":
        return _("The place {id} is called {new} now, no longer {old}.").format(
            id=row["id"], new=row["new"], old=row["old"]
        )
    if row["change"] == REMOVED:
        return _("{named} was taken out.").format(named=named)
    if row["change"] == ADDED:
        return _("{named} was added.").format(named=named)
    field = row["field"].replace("_", " ") or "text"
    if not row["old"]:
        return _("{named}: “{field}” now says “{new}”.").format(named=named, field=field, new=row["new"])
    return _("{named}: “{field}” was “{old}”. Now it is “{new}”.").format(
        named=named, field=field, old=row["old"], new=row["new"]
    )
