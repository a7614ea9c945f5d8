"""Neighbourhoods of two editions of codes, side by side: which stayed, were divided, merged or redrawn."""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec
import polars as pl

from ropewalk.sources.text import read_csv
from ropewalk.vocabulary.errors import Fault, SourceError
from ropewalk.vocabulary.place import Change, Place

COLUMNS: Final = ("old_code", "old_name", "new_code", "new_name", "authority", "change")
SCHEMA: Final = dict.fromkeys((*COLUMNS, "before", "after"), pl.String)
SAME: Final = Change.UNCHANGED.value
MOST_FAULTS: Final = 20


class NeighbourhoodChanges(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``[[neighbourhood_changes]]`` of the register's map: a CSV, a row for each old and new area that meet.

    ``before``, ``after``: what the two editions are called. Then the names of columns, and ``words``: what
    each of the publisher's words for a change means.
    """

    file: str
    before: str
    after: str
    old_code: str
    old_name: str
    new_code: str
    new_name: str
    authority: str
    change: str
    words: dict[str, Literal["unchanged", "divided", "merged", "redrawn"]]


def read_changes(data: bytes, plan: NeighbourhoodChanges, file: str) -> pl.DataFrame:
    """One row a pair, columns ``SCHEMA``. Raises SourceError for a missing column or cell, an unknown word,
    or a word that the codes contradict."""
    frame = read_csv(data, file=file)
    named = {getattr(plan, column): column for column in COLUMNS}
    if absent := [name for name in named if name not in frame.columns]:
        remedy = "Name the columns as the file does, in map.toml"
        raise SourceError(*(Fault(f"there is no column {name}", remedy, file=file) for name in absent))
    rows = frame.select(pl.col(name).alias(column) for name, column in named.items())
    _check(rows, plan, file)
    return rows.with_columns(
        pl.col("change").replace_strict(plan.words, return_dtype=pl.String),
        pl.lit(plan.before).alias("before"),
        pl.lit(plan.after).alias("after"),
    )


def _check(rows: pl.DataFrame, plan: NeighbourhoodChanges, file: str) -> None:
    marked = rows.with_row_index("row", offset=2)
    blank = marked.filter(pl.any_horizontal(pl.col(COLUMNS).is_null()))
    strange = marked.filter(~pl.col("change").is_in(list(plan.words)))
    _stop("a cell is empty", "Fetch the file again: every column is needed", blank, file)
    _stop("the word for the change is not known", "Add it to words in map.toml", strange, file)
    said = marked.with_columns(pl.col("change").replace_strict(plan.words, return_dtype=pl.String))
    remedy = "Fetch the whole list: a cut may have left out a part of the change"
    _stop("the codes say another change", remedy, said.filter(~_fits(said)), file)


def _fits(rows: pl.DataFrame) -> pl.Expr:
    """Whether a row's word is what the codes of all rows say: a sum over half a merger would be wrong."""
    olds, news = pl.len().over("old_code"), pl.len().over("new_code")
    went = ~pl.col("old_code").is_in(rows["new_code"].unique().to_list())
    one_word = (pl.col("change").n_unique().over("new_code") == 1) & (
        pl.col("change").n_unique().over("old_code") == 1
    )
    one = (olds == 1) & (news == 1)
    fits = {
        SAME: one & (went | (pl.col("old_code") == pl.col("new_code"))),
        Change.DIVIDED.value: went & (olds > 1) & (news == 1),
        Change.MERGED.value: went & (olds == 1) & (news > 1),
        Change.REDRAWN.value: went,
    }
    agreed = [(pl.col("change") == word) & fit for word, fit in fits.items()]
    return one_word & pl.any_horizontal(agreed)


def _stop(problem: str, remedy: str, rows: pl.DataFrame, file: str) -> None:
    if rows.is_empty():
        return
    shown = rows.select("row", pl.concat_str(COLUMNS, separator=",", ignore_nulls=True)).head(MOST_FAULTS)
    raise SourceError(*(Fault(problem, remedy, file, row, value) for row, value in shown.iter_rows()))


def same_area(rows: pl.DataFrame) -> dict[str, str]:
    """Old code -> new, of areas that are the same under another code."""
    same = rows.filter((pl.col("change") == SAME) & (pl.col("old_code") != pl.col("new_code")))
    return dict(same.select("old_code", "new_code").iter_rows())


def with_changes(
    rows: pl.DataFrame, places: Mapping[str, Place], renames: Mapping[str, str]
) -> dict[str, Place]:
    """The neighbourhoods of every edition: those that are still there as ``places`` has them, and those that
    ended, under their authority (the list names no ward of theirs). No day is made up."""
    editions, ends, found = _editions(rows, renames), _ends(rows, renames), {}
    authority = dict(rows.select("new_code", "authority").iter_rows())
    authority |= dict(rows.select("old_code", "authority").iter_rows())
    for code, named in editions.items():
        place = places.get(code) or _place(code, named[-1][1], authority[code], places, renames)
        change, successors = ends.get(code, (None, ()))
        found[code] = msgspec.structs.replace(
            place, editions=named, successors=successors, ended_by=Change(change) if change else None
        )
    return found


def _editions(rows: pl.DataFrame, renames: Mapping[str, str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Code -> each edition that it stands in, and its name there; the rows come oldest edition first."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    columns = ("old_code", "before", "old_name", "new_code", "after", "new_name")
    for old, before, old_name, new, after, new_name in rows.select(columns).iter_rows():
        found.setdefault(renames.get(old, old), {})[before, old_name] = None
        found.setdefault(renames.get(new, new), {})[after, new_name] = None
    return {code: tuple(named) for code, named in found.items()}


def _ends(rows: pl.DataFrame, renames: Mapping[str, str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Code of an area that ended -> the word for how, and what replaced it, in code order."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    changed = rows.filter(pl.col("change") != SAME).select("old_code", "change", "new_code").sort("new_code")
    for old, change, new in changed.iter_rows():
        _, others = found.get(old, ("", ()))
        found[old] = (change, (*others, renames.get(new, new)))
    return found


def _place(
    code: str, name: str, authority: str, places: Mapping[str, Place], renames: Mapping[str, str]
) -> Place:
    own = renames.get(authority, authority)
    above = (own, *places[own].parents) if own in places else ()
    return Place(code=code, name=name, kind="lsoa", parents=above)
