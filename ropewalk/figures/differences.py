"""What changed between two revisions, in lines of text."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import polars as pl

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import MINUS, count_of, number, value_words
from ropewalk.observations.changes import ADDED, NOT_HELD, REMOVED, REVISED, Changes
from ropewalk.vocabulary.period import period_words

MOST: Final = 20
PARTS: Final = {
    "definitions": "Definitions",
    "plan": "The plan",
    "places": "Places",
    "method": "The method",
    "sources": "Where figures come from",
    "others": "Other papers",
}


def lines(
    found: Changes, names: Mapping[str, str], styles: Mapping[str, Style], first: str = ""
) -> Iterator[str]:
    """A report of what changed: counts, up to 20 figures (those of place ``first`` before others), documents,
    reasons. ``names``: of indicators and places; ``styles``: how an indicator's figures are written."""
    yield f"From revision {found.before} to {found.after}"
    if found.is_nothing:
        yield "Nothing changed."
    for row in found.revisions.tail(MOST).iter_rows(named=True):
        what = f"source {row['source']}" if row["source"] else "definitions, plan or method"
        yield f"  {row['revision']}: {row['at']:%Y-%m-%d %H:%M} UTC, {what}, by {row['by']}"
    if found.revisions.height > MOST:
        yield f"  and {number(found.revisions.height - MOST)} revisions before these"
    yield from _figures(found, names, styles, first)
    for part, title in PARTS.items():
        told = found.papers.filter(pl.col("part") == part)
        if told.height:
            yield f"{title}: {count_of(told.height, 'change')}"
            yield from (f"  {_paper(row)}" for row in told.head(MOST).iter_rows(named=True))
            yield from _more(told.height)
    if found.reasons.height:
        yield "Why"
        yield from (f"  {revision}: {text}" for revision, _, _, text in found.reasons.head(MOST).iter_rows())
        yield from _more(found.reasons.height)


def _figures(
    found: Changes, names: Mapping[str, str], styles: Mapping[str, Style], first: str
) -> Iterator[str]:
    if found.rows.is_empty():
        return
    states = f" ({count_of(found.states, 'state')} changed)" if found.states else ""
    counts = (f"{number(found.count(change))} {change}" for change in (ADDED, REVISED, REMOVED))
    yield f"Figures: {', '.join(counts)}{states}"
    order = found.rows.sort(
        pl.col("place") != first,
        pl.col("change") != REVISED,
        pl.col("change") != REMOVED,
        maintain_order=True,
    )
    for row in order.head(MOST).iter_rows(named=True):
        yield f"  {figure_words(row, names, styles.get(row['indicator'], Style(decimals=2)))}"
    yield from _more(found.rows.height)


def _more(height: int) -> Iterator[str]:
    if height > MOST:
        yield f"  and {number(height - MOST)} more: --format csv tells them all"


def figure_words(row: Mapping[str, Any], names: Mapping[str, str], style: Style) -> str:
    """One figure that changed: whose, of when, from what to what."""
    of = (
        names.get(row["indicator"], row["indicator"]),
        names.get(row["place"], row["place"]),
        period_words(row["period"]),
        row["breakdown"],
    )
    return f"{row['change']}: {', '.join(part for part in of if part)}: {moved(row, style)}"


def moved(row: Mapping[str, Any], style: Style) -> str:
    """From what to what, by how much, and that beside how sure the old figure was."""
    old = value_words(row["old_value"], row["old_state"] or "", style)
    new = value_words(row["value"], row["state"] or "", style)
    if row["change"] == ADDED:
        return new
    if row["change"] == REMOVED:
        return f"{old}, taken away"
    if row["size"] is None:
        return f"{old} to {new}"
    against = row["against_interval"]
    told = "no interval held" if against == NOT_HELD else f"{against[: -len(' it')]} the old interval"
    return f"{old} to {new} ({signed(row['size'], style)}; {told})"


def signed(size: float, style: Style) -> str:
    """A size with its sign, one decimal finer than figures."""
    text = number(size, style.decimals + 1, style.prefix)
    return text if text.startswith(MINUS) else f"+{text}"


def _paper(row: Mapping[str, str]) -> str:
    of = f"{row['kind']} {row['id']}"
    if row["change"] == REVISED:
        return f"{of}: {row['field'].replace('_', ' ') or 'text'}: from “{row['old']}” to “{row['new']}”"
    named = row["new"] or row["old"]
    return f"{of} {row['change']}{f': {named}' if named else ''}"
