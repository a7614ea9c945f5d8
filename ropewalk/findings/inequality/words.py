"""The sentence of a gap: what the two ends are, and whether chance alone could have made them differ."""

from typing import Final

import polars as pl

from ropewalk.findings.inequality import rules
from ropewalk.findings.numbers import number_text, supported, with_unit
from ropewalk.findings.rules import SURE as SURELY

SURE: Final = "The gap is larger than chance would explain."
UNSURE: Final = "Chance alone could explain a gap of this size."
ITSELF: Final = (
    "Neighbourhoods are put in order by this very number, so there is always a gap: its size is what counts."
)
CANNOT: Final = "Cannot say: a group of neighbourhoods has no figure."


def gap_sentences(found: pl.DataFrame, ranking: str) -> pl.Series:
    """One sentence or two a gap. ``found``: the columns of ``slopes`` with parts, verdict, itself, and how
    numbers are written (decimals, prefix, unit)."""
    most, least = rules.RANKINGS[ranking]
    part = pl.col("parts").replace_strict(rules.PART_WORDS, return_dtype=pl.String)
    table = found.with_columns(
        value_words(found, "first", bare=True).alias("first_text"),
        value_words(found, "last").alias("last_text"),
        part.alias("part_word"),
    )
    ends = pl.format(
        f"In the {{}} of neighbourhoods {most}, it is {{}}; {least}, {{}}.",
        "part_word",
        "first_text",
        "last_text",
    )
    unsure = pl.col("p_value").fill_null(1.0) >= SURELY
    close = pl.when("itself").then(pl.lit(ITSELF)).when(unsure).then(pl.lit(UNSURE)).otherwise(pl.lit(SURE))
    whole = (
        pl.when(pl.col("slope").is_null())
        .then(pl.lit(CANNOT))
        .otherwise(pl.concat_str(ends, close, separator=" "))
    )
    return table.select(whole.fill_null(CANNOT).alias("sentence"))["sentence"]


def value_words(table: pl.DataFrame, name: str, *, bare: bool = False) -> pl.Series:
    """A column's values with their units, no finer than ``<name>_lower`` and ``<name>_upper`` support.
    ``bare``: without a unit in words, for the first of two values in one breath."""
    value, low, high = (
        table[f"{name}{tail}"].fill_null(float("nan")).to_numpy() for tail in ("", "_lower", "_upper")
    )
    text = number_text(value, supported(value, low, high, table["decimals"].to_numpy()))
    unit = table["unit"]
    if bare:
        unit = unit.str.starts_with("%").replace_strict({True: "%", False: ""}, return_dtype=pl.String)
    return with_unit(text, table["prefix"], unit)
