"""Columns whose headings belong in rows: years, months and sexes beside one another."""

from dataclasses import dataclass

import polars as pl

from ropewalk.sources.headers import PARTS
from ropewalk.sources.mapping.cells import is_marker, is_written_number
from ropewalk.sources.mapping.period_words import guess_period
from ropewalk.sources.mapping.shape import Block
from ropewalk.sources.mapping.words import SEXES
from ropewalk.sources.maps import Wide

PERIOD, SEX, CELLS, MEASURE = "Period", "Sex", "Value", "Measure"
ENOUGH = 0.8


@dataclass(frozen=True)
class Part:
    """One part of the headings of several columns: periods, sexes, or names of what is measured."""

    kind: str
    words: tuple[str, ...]


def find_wide(block: Block, words: str) -> Wide | None:
    """The columns to turn into rows, and what their headings say; None where the table is long already."""
    names = [name for name in block.cells.columns if name != "row"]
    share = {name: _share_of_figures(block.cells, name) for name in names}
    figures = [name for name in names if share[name] >= ENOUGH]
    for depth in sorted({name.count(PARTS) + 1 for name in figures}, reverse=True):
        found = _found(figures, depth, names, words)
        if found:
            # A year whose cells are mostly slips of the pen is a year beside the others all the same: left
            # out, it would be lost without a word; read, its wrong cells are told.
            every = _found([name for name in names if share[name] > 0], depth, names, words)
            alike = every is not None and (every.names, every.cells) == (found.names, found.cells)
            return every if alike else found
    return None


def _found(figures: list[str], depth: int, names: list[str], words: str) -> Wide | None:
    same = [name for name in figures if name.count(PARTS) + 1 == depth]
    return _of_parts(same, depth, names, words) if depth > 1 else _of_names(same, names, words)


def _share_of_figures(cells: pl.DataFrame, name: str) -> float:
    """How many of the column's cells are figures; all where nothing is in it: a month still to come."""
    words = cells.get_column(name).drop_nulls()
    if words.is_empty():
        return 1.0
    figures = words.to_frame().select(is_written_number(pl.col(name)) | is_marker(pl.col(name))).to_series()
    return float(figures.mean())  # type: ignore[arg-type]


def _of_names(names: list[str], taken: list[str], words: str) -> Wide | None:
    periods = _of_kind(names, PERIOD, words)
    if len(periods) >= 2:
        return _wide(periods, [PERIOD], taken)
    sexes = _of_kind(names, SEX, words)
    if len({SEXES[name.lower()] for name in sexes}) >= 2:
        return _wide(sexes, [SEX], taken)
    return None


def _of_parts(names: list[str], depth: int, taken: list[str], words: str) -> Wide | None:
    """Two header rows: which part of the headings says the period, which the sex, which stays a name."""
    whole = _of_kind(names, PERIOD, words)
    if len(whole) == len(names) >= 2:
        return _wide(whole, [PERIOD], taken)
    split = [name.split(PARTS) for name in names]
    kinds = [_kind([parts[place] for parts in split], words) for place in range(depth)]
    if set(kinds) == {MEASURE} or len(set(kinds)) < depth:
        return None
    if MEASURE in kinds and len({parts[kinds.index(MEASURE)] for parts in split}) == 1:
        return _wide(names, kinds, taken)
    return _wide(names, ["" if kind == MEASURE else kind for kind in kinds], taken)


def _wide(columns: list[str], kinds: list[str], taken: list[str]) -> Wide:
    """New columns get names that no column of the sheet has."""
    others = {name for name in taken if name not in columns}
    named = [_free(kind, others) if kind else "" for kind in kinds]
    cells = {} if "" in kinds else {"cells": _free(CELLS, others)}
    return Wide(columns=tuple(columns), names=tuple(named), **cells)


def _free(name: str, taken: set[str]) -> str:
    return name if name not in taken else _free(f"{name} of the heading", taken)


def _kind(words: list[str], all_words: str) -> str:
    if len(_of_kind(words, SEX, all_words)) == len(words):
        return SEX
    return PERIOD if len(_of_kind(words, PERIOD, all_words)) == len(words) else MEASURE


def _of_kind(names: list[str], kind: str, words: str) -> list[str]:
    if kind == SEX:
        return [name for name in names if name.lower() in SEXES]
    return [name for name in names if _is_period(name, words)]


def _is_period(name: str, words: str) -> bool:
    guess = guess_period({name: 1}, "", words)
    # A bare number such as 45017 may be a spreadsheet's day; as a heading it is one only among words.
    return guess is not None and guess.share == 1
