"""Denominators from another source of the city: spending per person needs the people."""

from collections.abc import Callable

import polars as pl

from ropewalk.sources.maps import Per, Table

Beside = Callable[[str], pl.DataFrame]
REASON = "there is no denominator for this place and period"


def divide(table: Table, rows: pl.DataFrame, beside: Beside) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Rows of series with ``per`` become rates: numerator the value read, denominator from beside.

    The denominator is the one of the same period, else the only one whose period begins in the same
    calendar year (a mid-year population for a financial year). Returns the rows, and those that have
    a value but no denominator, to be refused.
    """
    parts, lost = [_series(rows, [n for n, s in enumerate(table.series) if s.per is None])], [rows.clear()]
    for per in dict.fromkeys(series.per for series in table.series if series.per):
        own = _series(rows, [n for n, s in enumerate(table.series) if s.per == per])
        divided = _divide(own, per, beside(per.source))
        without = pl.col("value").is_not_null() & pl.col("denominator").is_null()
        lost.append(divided.filter(without).select(rows.columns))
        parts.append(divided.filter(~without).select(rows.columns).with_columns(_rates(per)))
    return pl.concat(parts), pl.concat(lost)


def in_order(table: Table) -> list[int]:
    """The places of the table's series in the map, in the order in which ``divide`` gives their rows."""
    pers = dict.fromkeys(series.per for series in table.series)
    ordered = sorted(pers, key=lambda per: per is not None)
    return [n for per in ordered for n, series in enumerate(table.series) if series.per == per]


def _series(rows: pl.DataFrame, numbers: list[int]) -> pl.DataFrame:
    return rows.filter(pl.col("series").is_in(numbers))


def _rates(per: Per) -> list[pl.Expr]:
    names = ("value", "lower", "upper")
    rates = [(per.multiplier * pl.col(name) / pl.col("denominator")).alias(name) for name in names]
    return [pl.col("value").alias("numerator"), *rates]


def _divide(rows: pl.DataFrame, per: Per, held: pl.DataFrame) -> pl.DataFrame:
    whole = held.filter((pl.col("indicator") == per.indicator) & pl.col("value").is_not_null())
    if per.breakdown == "headline":
        whole = whole.filter(pl.col("breakdown") == "")
    same = ["breakdown"] if per.breakdown == "same" else []
    year = pl.col("period").str.slice(0, 4).alias("year")
    exact = whole.select("place", "period", *same, pl.col("value").alias("exact"))
    yearly = whole.select("place", year, *same, pl.col("value").alias("yearly"))
    only = yearly.filter(pl.len().over("place", "year", *same) == 1)
    joined = rows.with_columns(year).join(
        exact, on=["place", "period", *same], how="left", maintain_order="left"
    )
    joined = joined.join(only, on=["place", "year", *same], how="left", maintain_order="left")
    found = pl.coalesce("exact", "yearly")
    return joined.with_columns(pl.when(found > 0).then(found).alias("denominator"))
