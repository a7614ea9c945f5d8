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
    """Decimals to write: as published, but the last digit is worth about a tenth of the interval's width (the
    power of ten nearest to it); below nought: tens, hundreds. At least one figure that counts is kept: no
    small number is written as nought. The rule of ``figures.numbers``, for arrays.

    ``decimals`` below nought: not defined, then three figures that count. All of one shape.
    """
    size = np.abs(np.where(np.isfinite(value) & (value != 0), value, 1.0))
    first = np.floor(np.log10(size) + 1e-12)
    guessed = np.clip(2 - first, 0, 4).astype(np.int64)
    published = np.where(decimals < 0, guessed, decimals)
    width = np.where(upper > lower, upper - lower, np.nan)
    fits = np.maximum(-np.floor(np.log10(width / 10) + 0.5), -first)
    return np.where(np.isnan(fits), published, np.minimum(np.nan_to_num(fits), published)).astype(np.int64)


def number_text(value: Floats, decimals: Integers) -> pl.Series:
    """``1,234.5`` or ``−3``; never ``−0``; null where not finite. Ties round away from nought. Decimals below
    nought round to tens, hundreds and so on."""
    value = _coarser(*np.broadcast_arrays(value, decimals))
    value, decimals = np.broadcast_arrays(value, np.clip(decimals, 0, MOST_DECIMALS))
    rows, texts = [np.zeros(0, np.int64)], [pl.Series([], dtype=pl.String)]
    for places in np.unique(decimals).tolist():  # over the few numbers of decimals, not over values
        # Beyond 2^53 a float has no more digits to shift: such a number is written as the machine has it.
        largest = 9e15 / 10**places
        with np.errstate(invalid="ignore"):
            mine = (decimals == places) & np.isfinite(value)
            plain, vast = np.flatnonzero(mine & (np.abs(value) <= largest)), mine & (np.abs(value) > largest)
        rows.append(plain)
        texts.append(_written(value[plain], places))
        rows.append(np.flatnonzero(vast))
        texts.append(pl.Series(value[vast]).cast(pl.String).str.replace("-", MINUS, literal=True))
    return _in_place(rows, texts, len(value))


def _coarser(value: Floats, decimals: Integers) -> Floats:
    """Values rounded to tens and more where their decimals are below nought; the others as they are."""
    if not (decimals < 0).any():
        return value
    unit = 10.0 ** np.maximum(-decimals, 0)
    rounded = np.sign(value) * np.floor(np.abs(value) / unit + 0.5 + 1e-9) * unit
    return np.where(decimals < 0, rounded, value)


def _written(value: Floats, places: int) -> pl.Series:
    units = np.floor(np.abs(value) * 10**places + 0.5 + 1e-9).astype(np.int64)
    whole, rest = np.divmod(units, 10**places)
    text = _grouped(whole)
    minus = (value < 0) & (units > 0)
    if places:
        tail = pl.Series(rest).cast(pl.String).str.zfill(places)
        frame = pl.DataFrame({"text": text, "tail": tail})
        text = frame.select(pl.concat_str("text", pl.lit("."), "tail").alias("text"))["text"]
    if not minus.any():
        return text
    frame = pl.DataFrame({"text": text, "minus": minus})
    signed = pl.when("minus").then(pl.concat_str(pl.lit(MINUS), "text")).otherwise("text").alias("text")
    return frame.select(signed)["text"]


def _grouped(whole: Integers) -> pl.Series:
    """Whole numbers with commas; the few with more than three digits are split further."""
    small, large = np.flatnonzero(whole < 1000), np.flatnonzero(whole >= 1000)
    text = pl.Series(whole[small]).cast(pl.String)
    if len(large) == 0:
        return text
    head, last = np.divmod(whole[large], 1000)
    frame = pl.DataFrame({"head": _grouped(head), "last": pl.Series(last).cast(pl.String).str.zfill(3)})
    split = frame.select(pl.concat_str("head", "last", separator=",").alias("text"))["text"]
    return _in_place([small, large], [text, split], len(whole))


def _in_place(rows: list[Integers], texts: list[pl.Series], size: int) -> pl.Series:
    """Texts put back at their rows; null elsewhere."""
    at = np.full(size, sum(len(text) for text in texts), dtype=np.int64)
    at[np.concatenate(rows)] = np.arange(at.max(initial=0))
    return pl.concat([*texts, pl.Series([None], dtype=pl.String)]).gather(at)


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
