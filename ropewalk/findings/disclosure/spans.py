"""Figures of stretches, of time or of age: a stretch adds up from the smallest pieces that all stretches cut.

Rolling periods overlap, so a figure of one year may follow from two of three years, though nobody gave it.
"""

import re
from collections.abc import Sequence
from typing import Final

import polars as pl

from ropewalk.vocabulary.period import parse_period

OLDEST: Final = 1000
_AGES: Final = (
    re.compile(r"(?P<low>\d+)\s*(?:-|to)\s*(?P<high>\d+)"),
    re.compile(r"(?P<low>\d+)\s*(?:\+|and over|or over)"),
    re.compile(r"under[ -]?(?P<below>\d+)"),
    re.compile(r"(?P<one>\d+)"),
)


def span_sums(rows: pl.DataFrame, column: str, within: Sequence[str]) -> pl.DataFrame:
    """A sum for each stretch that is cut by others of its group; columns of ``sums.SCHEMA``.

    ``rows``: ``column`` (the stretch as written), ``within`` (the group), cell, number, slip. A piece that is
    no figure of its own has no cell, and a number of its own in ``piece``.
    """
    known = _ends(rows[column].unique().to_list(), column)
    table = rows.join(known, on=column).select(*within, "cell", "number", "slip", "start", "end")
    cuts = pl.concat([table.select(*within, pl.col(name).alias("cut")) for name in ("start", "end")])
    cuts = cuts.unique().sort(*within, "cut")
    pieces = cuts.with_columns(pl.col("cut").shift(-1).over(within).alias("next")).drop_nulls("next")
    pieces = pieces.with_row_index("piece").with_columns(pl.col("piece").cast(pl.Int64))
    inside = (pl.col("cut") >= pl.col("start")) & (pl.col("next") <= pl.col("end"))
    covered = table.join(pieces, on=within).filter(inside)
    own = covered.filter(pl.col("cut") == pl.col("start"), pl.col("next") == pl.col("end"))
    own = own.select("piece", pl.col("cell").alias("own"), pl.col("number").alias("of_own"))
    own = own.unique("piece", keep="first", maintain_order=True)
    long = covered.join(own, on="piece", how="left").filter(pl.len().over("cell") > 1)
    return _written(long.filter(_may_add_up()))


def _may_add_up() -> pl.Expr:
    """Not where pieces that are all known do not come to the whole: such figures are no sums."""
    whole = pl.col("of_own").is_not_null().all().over("cell") & pl.col("number").is_not_null()
    out = (pl.col("of_own").sum().over("cell") - pl.col("number")).abs()
    return ~(whole & (out > pl.col("slip") * pl.len().over("cell")))


def _written(long: pl.DataFrame) -> pl.DataFrame:
    number = pl.col("cell").rank("dense").cast(pl.Int64) - 1
    long = long.with_columns(number.alias("sum"))
    parts = long.select("sum", pl.col("own").alias("cell"), pl.lit(1, pl.Int64).alias("sign"), "piece")
    none = pl.lit(None, pl.Int64)
    totals = long.unique("sum").select("sum", "cell", pl.lit(-1, pl.Int64).alias("sign"), none.alias("piece"))
    return pl.concat([parts, totals]).with_columns(broken=pl.lit(value=False))


def _ends(texts: Sequence[str], column: str) -> pl.DataFrame:
    read = _period if column == "period" else _age
    found = [(text, *ends) for text in texts if (ends := read(text)) is not None]
    schema = {column: pl.String, "start": pl.Int64, "end": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def _period(text: str) -> tuple[int, int] | None:
    try:
        period = parse_period(text)
    except (ValueError, OverflowError):
        return None
    return period.start.toordinal(), period.end.toordinal()


def _age(text: str) -> tuple[int, int] | None:
    """Ages from, and the age below which: 16-24, 65+, under-5, 17."""
    match = next((m for pattern in _AGES if (m := pattern.fullmatch(text.strip().lower()))), None)
    if match is None:
        return None
    found = {name: int(number) for name, number in match.groupdict().items() if number is not None}
    if "one" in found:
        return found["one"], found["one"] + 1
    if "below" in found:
        return 0, found["below"]
    return found["low"], found["high"] + 1 if "high" in found else OLDEST
