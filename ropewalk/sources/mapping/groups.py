"""What tells rows of one place and period apart: measures, sexes, ages and other groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.sources.mapping.columns import Column
from ropewalk.sources.mapping.words import MEASURE, SEXES, WHOLE
from ropewalk.sources.maps import BreakdownColumn

MOST_WORDS = 60
AGE = re.compile(r"(?<![a-z])age", re.IGNORECASE)
SPAN = re.compile(r"(\d+)\s*(?:-|to|–)\s*(\d+)(?: years?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Groups:
    """The column of measures ("" when there is one measure), breakdowns, and rows nothing tells apart."""

    measure: str
    breakdowns: dict[str, BreakdownColumn]
    repeated: int


def find_groups(columns: Sequence[Column], cells: pl.DataFrame, key: list[str]) -> Groups:
    """Add columns to the key until no two rows share one, those that help most first.

    ``key``: columns of place and period. Columns that follow from the key (the name beside the code) help
    nothing and are never taken.
    """
    words = [c for c in columns if c.counts and len(c.counts) <= MOST_WORDS and c.name not in key]
    measure = next((c.name for c in words if MEASURE.search(c.name) and len(c.counts) > 1), "")
    base = [*key, *([measure] if measure else [])]
    chosen: list[Column] = []
    repeated = _repeated(cells, base)
    while repeated:
        left = [column for column in words if column not in chosen and column.name != measure]
        tried = [(_repeated(cells, [*base, *(c.name for c in (*chosen, column))]), column) for column in left]
        fewest, best = min(tried, key=lambda pair: pair[0], default=(repeated, None))
        if best is None or fewest >= repeated:
            break
        chosen.append(best)
        repeated = fewest
    # A table of one sex alone says so in a column that tells nothing apart, and it is no headline.
    chosen += [
        c for c in words if c not in chosen and len(c.counts) == 1 and _is_sex(c) and _words_of(c) != {""}
    ]
    return Groups(
        measure, {_name(c): BreakdownColumn(column=c.name, words=_meanings(c)) for c in chosen}, repeated
    )


def _repeated(cells: pl.DataFrame, key: list[str]) -> int:
    return cells.height - cells.select(key).n_unique() if key else max(0, cells.height - 1)


def _is_sex(column: Column) -> bool:
    return all(word.lower() in SEXES for word in column.counts)


def _words_of(column: Column) -> set[str]:
    return {SEXES[word.lower()] for word in column.counts}


def _name(column: Column) -> str:
    if _is_sex(column):
        return "sex"
    return "age" if AGE.search(column.name) else slug(column.name)


def _meanings(column: Column) -> dict[str, str]:
    if _is_sex(column):
        return {word: SEXES[word.lower()] for word in column.counts}
    return {word: _meaning(word) for word in sorted(column.counts)}


def _meaning(word: str) -> str:
    if word.lower() in WHOLE:
        return ""
    span = SPAN.fullmatch(word)
    plain = f"{span[1]}-{span[2]}" if span else word
    return plain.replace(";", ",").replace("=", " ").strip()


def slug(text: str) -> str:
    """A name for a breakdown or an id: small letters and figures, hyphens between."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("£", "pounds")).strip("-") or "group"
