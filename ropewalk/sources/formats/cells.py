"""What every reader of a format gives back: cells as text, and where a person finds them."""

from dataclasses import dataclass

import polars as pl

from ropewalk.sources.headers import unique_headers


@dataclass(frozen=True)
class Cells:
    """``frame``: strings (a missing cell is null) and ``row``, counted as a person would.

    ``coordinates``: for formats that show no rows, the columns that together say where a cell stands
    (the dimensions of a cube); ``row`` is then the observation's place in the file's own order, from 1.
    """

    frame: pl.DataFrame
    coordinates: tuple[str, ...] = ()


def observations_in_order(columns: dict[str, pl.Series], coordinates: list[str]) -> Cells:
    """Cells of a format without rows: ``columns`` as text, numbered in the file's order from 1."""
    names = unique_headers(columns)
    text = [series.cast(pl.String).alias(name) for name, series in zip(names, columns.values(), strict=True)]
    frame = pl.DataFrame(text)
    numbered = frame.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("row"))
    return Cells(numbered, tuple(unique_headers(coordinates)))


def coordinate(row: dict[str, object], columns: tuple[str, ...]) -> str:
    """Where a cell stands, as words: ``REF_AREA E06000023, TIME_PERIOD 2020``."""
    return ", ".join(f"{name} {row[name]}" for name in columns if row.get(name) is not None)
