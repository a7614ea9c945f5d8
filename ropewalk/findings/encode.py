"""From a table of observations in words to the same in whole numbers.

The engine reads codes: a series is then found by comparing numbers, and a national table, whose columns
are codes from the start, skips this step.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings.disclosure.hide import NUMBERS, without_hidden
from ropewalk.findings.measures import Measures, month_of
from ropewalk.findings.points import Floats, Integers, Periods
from ropewalk.stats.arrays import floats
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import State

MEASURED, PROVISIONAL, SUPPRESSED, OTHER = range(4)
"""States as the engine tells them apart."""
STATES: Final = {State.PROVISIONAL: PROVISIONAL, State.SUPPRESSED: SUPPRESSED, State.MEASURED: MEASURED}


@dataclass(frozen=True)
class Coded:
    """Observations as numbers, one entry a row, in any order; every column of shape (rows,).

    ``measure``, ``place``, ``breakdown``: numbers into ``Measures.each``, ``places``, ``breakdowns``;
    ``period``: into ``periods``, -1 where the text was none. ``value``, ``lower``, ``upper``,
    ``numerator``, ``denominator``: NaN where missing or hidden. ``state``: MEASURED, PROVISIONAL, ...
    """

    measure: Integers
    place: Integers
    breakdown: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    numerator: Floats
    denominator: Floats
    state: npt.NDArray[np.uint8]
    places: tuple[str, ...]
    breakdowns: tuple[str, ...]
    periods: Periods


def encode(observations: pl.DataFrame, measures: Measures, places: Sequence[str]) -> Coded:
    """The rows whose indicator has a measure. ``places``: further codes to be numbered."""
    table, measure = _of_measures(without_hidden(_typed(observations)), measures)
    codes = tuple(sorted({*places, *table["place"].unique().to_list()}))
    breakdowns = tuple(sorted(table["breakdown"].unique().to_list()))
    periods, period = _periods(table["period"])
    value, lower, upper, numerator, denominator = (floats(table[name].to_numpy()) for name in NUMBERS)
    return Coded(
        measure=measure,
        place=_coded(table["place"], codes),
        breakdown=_coded(table["breakdown"], breakdowns),
        period=period,
        value=value,
        lower=lower,
        upper=upper,
        numerator=numerator,
        denominator=denominator,
        state=_states(table["state"]),
        places=codes,
        breakdowns=breakdowns,
        periods=periods,
    )


def _states(column: pl.Series) -> npt.NDArray[np.uint8]:
    named = {state.value: code for state, code in STATES.items()}
    code = column.fill_null(State.MEASURED.value).replace_strict(named, default=OTHER, return_dtype=pl.UInt8)
    return code.to_numpy()


def periods_of(texts: Sequence[str]) -> Periods:
    """Every text that is a period, in the engine's order; the rest are left out."""
    found = []
    for text in texts:
        try:
            found.append(parse_period(text))
        except (ValueError, OverflowError):
            continue  # a period that is none: its rows cannot be points
    found.sort(key=lambda p: (p.end, p.start, p.text))
    spans = [float(p.months) if p.months else -float((p.end - p.start).days) for p in found]
    return Periods(
        start=np.array([p.start.toordinal() for p in found], dtype=np.float64),
        end=np.array([p.end.toordinal() for p in found], dtype=np.float64),
        start_month=np.array([month_of(p.start) for p in found], dtype=np.float64),
        end_month=np.array([month_of(p.end) for p in found], dtype=np.float64),
        span=np.array(spans, dtype=np.float64),
        text=pl.Series([p.text for p in found], dtype=pl.String),
    )


def _periods(column: pl.Series) -> tuple[Periods, Integers]:
    periods = periods_of(column.unique().to_list())
    return periods, _coded(column, periods.text.to_list())


def _typed(observations: pl.DataFrame) -> pl.DataFrame:
    """The exchange columns as text (or categories) and finite floats; what cannot be one becomes null; no key
    is null."""
    columns = []
    for name, kind in OBSERVATIONS.items():
        if name not in observations.columns:
            columns.append(pl.lit(None, dtype=pl.String if kind is str else pl.Float64).alias(name))
        elif kind is str and observations.schema[name] == pl.Categorical:
            columns.append(pl.col(name))
        elif kind is str:
            columns.append(pl.col(name).cast(pl.String, strict=False))
        else:
            columns.append(_finite(observations.get_column(name)))
    table = observations.select(columns).with_columns(pl.col("breakdown").fill_null(""))
    keys = ["indicator", "place", "period"]
    return table.drop_nulls(keys) if any(table[key].null_count() for key in keys) else table


def _finite(column: pl.Series) -> pl.Expr:
    """Numbers; what is none becomes null. Sound ones, as a store's are, are not written anew."""
    number = pl.col(column.name).cast(pl.Float64, strict=False)
    sound = column.dtype == pl.Float64 and bool(column.is_finite().all())
    return number if sound else pl.when(number.is_finite()).then(number).alias(column.name)


def _of_measures(table: pl.DataFrame, measures: Measures) -> tuple[pl.DataFrame, Integers]:
    """The rows whose indicator has a measure, and its number."""
    code = _coded(table["indicator"], measures.ids)
    known = code >= 0
    return (table, code) if known.all() else (table.filter(known), code[known])


def _coded(column: pl.Series, words: Sequence[str]) -> Integers:
    """The place of each text among the words, each of which is there once; -1 where it is none of them."""
    codes = column.cast(pl.Enum(list(words)), strict=False).to_physical()
    return codes.cast(pl.Int64).fill_null(-1).to_numpy()
