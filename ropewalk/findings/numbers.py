"""Numbers as sentences write them, thousands at a time: commas, a true minus sign, no finer than is known."""

from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

MINUS: Final = "−"
MOST_DECIMALS: Final = 6


def supported(value: Floats, lower: Floats, upper: Floats, decimals: Integers) -> Integers:
    """Decimals to write: as published, but no digit worth less than a tenth of half the interval.

    ``decimals`` below nought: not defined, then three figures that count. All of one shape.
    """
    size = np.abs(np.where(np.isfinite(value) & (value != 0), value, 1.0))
    guessed = np.clip(2 - np.floor(np.log10(size) + 1e-12), 0, 4).astype(np.int64)
    published = np.where(decimals < 0, guessed, decimals)
    width = np.where(upper > lower, upper - lower, np.nan)
    fits = -np.floor(np.log10(width / 20) + 1e-9)
    return np.where(np.isnan(fits), published, np.clip(np.nan_to_num(fits), 0, published)).astype(np.int64)


def number_text(value: Floats, decimals: Integers) -> pl.Series:
    """``1,234.5`` or ``−3``; never ``−0``; null where the value is NaN. Ties round away from nought."""
    value, decimals = np.broadcast_arrays(value, np.clip(decimals, 0, MOST_DECIMALS))
    texts = pl.Series([None], dtype=pl.String).new_from_index(0, len(value))
    frame = pl.DataFrame({"value": value, "decimals": decimals}).with_columns(
        pl.when(pl.col("value").is_finite()).then("value").alias("value")
    )
    for places in np.unique(decimals).tolist():  # over the few numbers of decimals, not over values
        texts = frame.select(
            pl.when(pl.col("decimals") == places).then(_written(places)).otherwise(texts).alias("text")
        )["text"]
    return texts


def _written(places: int) -> pl.Expr:
    value = pl.col("value")
    # Beyond 2^53 a float has no more digits to shift: such a number is written as the machine has it.
    largest = 9e15 / 10**places
    whole_units = (value.abs().clip(0, largest) * 10**places + 0.5 + 1e-9).floor().cast(pl.Int64)
    whole, rest = whole_units // 10**places, whole_units % 10**places
    text = _grouped(whole)
    if places:
        text = pl.concat_str(text, pl.lit("."), rest.cast(pl.String).str.zfill(places))
    text = pl.when(value.abs() > largest).then(value.abs().cast(pl.String)).otherwise(text)
    negative = (value < 0) & (whole_units > 0)
    signed: pl.Expr = pl.when(negative).then(pl.concat_str(pl.lit(MINUS), text)).otherwise(text)
    return signed


def _grouped(whole: pl.Expr) -> pl.Expr:
    def group(power: int) -> pl.Expr:
        three: pl.Expr = (whole // 10**power) % 1000
        return three.cast(pl.String).str.zfill(3)

    text = whole.cast(pl.String)
    for power in (15, 12, 9, 6, 3):
        groups = [(whole // 10**power).cast(pl.String), *(group(p) for p in range(power - 3, -1, -3))]
        inside = (whole >= 10**power) & (whole < 10 ** (power + 3))
        text = pl.when(inside).then(pl.concat_str(groups, separator=",")).otherwise(text)
    return text


def with_unit(text: pl.Series, prefix: pl.Series, unit: pl.Series) -> pl.Series:
    """``67.5%``, ``−£2.50``, ``9,023 kWh``; null stays null."""
    table = pl.DataFrame({"text": text, "prefix": prefix, "unit": unit})
    minus = pl.col("text").str.starts_with(MINUS)
    plain = pl.col("text").str.strip_prefix(MINUS)
    percent = pl.col("unit").str.to_lowercase().str.contains(r"^(?:%|percent\b|per cent\b)")
    tail = (
        pl.when(percent)
        .then(pl.lit("%"))
        .when(pl.col("unit") == "")
        .then(pl.lit(""))
        .otherwise(" " + pl.col("unit"))
    )
    head = pl.when(minus).then(pl.lit(MINUS)).otherwise(pl.lit("")) + pl.col("prefix")
    return table.select((head + plain + tail).alias("words"))["words"]
