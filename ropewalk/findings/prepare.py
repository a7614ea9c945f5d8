"""From a table of observations to sorted points.

Whatever cannot be a point (a period that is none, a value that is none or hidden, a contradiction) is
left out here, and only here; the series stays, and its findings cannot say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from ropewalk.findings.disclosure import NUMBERS, without_hidden
from ropewalk.findings.measures import Measures, month_of
from ropewalk.findings.points import NEVER, Flags, Floats, Integers, Periods, Points, Series
from ropewalk.stats.arrays import floats
from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.vocabulary.period import parse_period
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import Kind, State


@dataclass(frozen=True)
class _Rows:
    """Usable rows, sorted by the number of their series, then of their period."""

    owner: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags

    def take(self, keep: Flags | Integers) -> "_Rows":
        return _Rows(
            self.owner[keep],
            self.period[keep],
            self.value[keep],
            self.lower[keep],
            self.upper[keep],
            self.provisional[keep],
        )


def read_points(observations: pl.DataFrame, measures: Measures, places: Sequence[str]) -> Points:
    """Points of every series whose indicator has a measure. ``places``: further codes to be numbered."""
    table = _of_measures(without_hidden(_typed(observations)), measures)
    codes = tuple(sorted({*places, *table["place"].unique().to_list()}))
    breakdowns = tuple(sorted(table["breakdown"].unique().to_list()))
    periods, period = _periods(table["period"])
    measure = table["m"].to_numpy().astype(np.int64)
    place, breakdown = _coded(table["place"], codes), _coded(table["breakdown"], breakdowns)
    row_key = (measure * len(codes) + place) * len(breakdowns) + breakdown
    key, owner = np.unique(row_key, return_inverse=True)
    withheld = np.full(len(key), NEVER)
    suppressed = _in_state(table, State.SUPPRESSED)
    np.maximum.at(withheld, owner[suppressed], period[suppressed])
    series = _series(key, withheld, codes, breakdowns)
    value, lower, upper = _with_limits(table, measure, measures)
    rows = _Rows(owner, period, value, lower, upper, _in_state(table, State.PROVISIONAL))
    good = np.flatnonzero((period >= 0) & ~np.isnan(value))
    order = np.argsort(owner[good] * np.int64(len(periods.start) + 1) + period[good], kind="stable")
    rows = _alike(_without_contradictions(rows.take(good[order])), periods)
    numbers = np.arange(len(series))
    first = np.searchsorted(rows.owner, numbers, side="left")
    stop = np.searchsorted(rows.owner, numbers, side="right")
    return Points(
        series, periods, first, stop, rows.period, rows.value, rows.lower, rows.upper, rows.provisional
    )


def _typed(observations: pl.DataFrame) -> pl.DataFrame:
    """The exchange columns as text and finite floats; what cannot be one becomes null; no key is null."""
    columns = []
    for name, kind in OBSERVATIONS.items():
        if name not in observations.columns:
            columns.append(pl.lit(None, dtype=pl.String if kind is str else pl.Float64).alias(name))
        elif kind is str:
            columns.append(pl.col(name).cast(pl.String, strict=False))
        else:
            number = pl.col(name).cast(pl.Float64, strict=False)
            columns.append(pl.when(number.is_finite()).then(number).alias(name))
    table = observations.select(columns).with_columns(pl.col("breakdown").fill_null(""))
    return table.drop_nulls(["indicator", "place", "period"])


def _of_measures(table: pl.DataFrame, measures: Measures) -> pl.DataFrame:
    ids = pl.DataFrame(
        {"indicator": pl.Series(measures.ids, dtype=pl.String), "m": np.arange(len(measures.ids))}
    )
    return table.join(ids, on="indicator", how="inner", maintain_order="left")


def _in_state(table: pl.DataFrame, state: State) -> Flags:
    return table["state"].eq_missing(state.value).to_numpy().astype(np.bool_)


def _coded(column: pl.Series, words: Sequence[str]) -> Integers:
    """The place of each text among the words; -1 where it is none of them."""
    listed = pl.DataFrame({"word": pl.Series(words, dtype=pl.String), "code": np.arange(len(words))})
    coded = column.alias("word").to_frame().join(listed, on="word", how="left", maintain_order="left")
    return coded["code"].fill_null(-1).to_numpy().astype(np.int64)


def _periods(column: pl.Series) -> tuple[Periods, Integers]:
    found = []
    for text in column.unique().to_list():
        try:
            found.append(parse_period(text))
        except (ValueError, OverflowError):
            continue  # a period that is none: its rows cannot be points
    found.sort(key=lambda p: (p.end, p.start, p.text))
    texts = pl.Series([p.text for p in found], dtype=pl.String)
    spans = [float(p.months) if p.months else -float((p.end - p.start).days) for p in found]
    periods = Periods(
        start=np.array([p.start.toordinal() for p in found], dtype=np.float64),
        end=np.array([p.end.toordinal() for p in found], dtype=np.float64),
        start_month=np.array([month_of(p.start) for p in found], dtype=np.float64),
        end_month=np.array([month_of(p.end) for p in found], dtype=np.float64),
        span=np.array(spans, dtype=np.float64),
        text=texts,
    )
    return periods, _coded(column, texts.to_list())


def _series(
    key: Integers, withheld: Integers, places: tuple[str, ...], breakdowns: tuple[str, ...]
) -> Series:
    rest, breakdown = np.divmod(key, max(len(breakdowns), 1))
    measure, place = np.divmod(rest, max(len(places), 1))
    return Series(key, measure, place, breakdown, withheld, places, breakdowns)


def _with_limits(table: pl.DataFrame, measure: Integers, measures: Measures) -> tuple[Floats, Floats, Floats]:
    """Published value and limits; from counts where they are absent and the counts are counts."""
    value, lower, upper, x, n = (floats(table[name].to_numpy()) for name in NUMBERS)
    lacking = np.isnan(value) | np.isnan(lower) | np.isnan(upper)
    scale, rounding = measures.multiplier[measure], np.nan_to_num(measures.rounding[measure])
    # Thousands of tonnes or pounds are numerators too, but no Poisson counts: only whole numbers are.
    counted = lacking & (x >= 0) & (n > 0) & (np.abs(x - np.round(x)) < 1e-9)
    for kind, method in ((Kind.PROPORTION, proportion_limits), (Kind.RATE, rate_limits)):
        rows = np.flatnonzero(counted & measures.of_kind(kind)[measure])
        found = method(x[rows], n[rows], multiplier=scale[rows])
        absent = np.isnan(value[rows])
        # A value that its counts do not give is of another kind than they: then they say nothing of it.
        agrees = np.abs(found.value - value[rows]) <= 0.02 * np.abs(found.value) + 2 * rounding[rows]
        use = np.flatnonzero((absent | agrees) & ~np.isnan(found.value))
        value[rows[use]] = np.where(absent[use], found.value[use], value[rows[use]])
        lower[rows[use]], upper[rows[use]] = found.lower[use], found.upper[use]
    ratio = np.flatnonzero(np.isnan(value) & (n > 0) & ~np.isnan(x))
    value[ratio] = x[ratio] / n[ratio] * scale[ratio]
    value = floats(value)
    # Value and limits are rounded apart, so a value may stick out of its limits by a little.
    slack = 0.05 * (upper - lower) + rounding
    good = (lower < upper) & (lower <= value + slack) & (upper >= value - slack)
    return (
        value,
        np.where(good, np.minimum(lower, value), np.nan),
        np.where(good, np.maximum(upper, value), np.nan),
    )


def _without_contradictions(rows: _Rows) -> _Rows:
    """Of rows with one key: one, when they say the same; none, when they do not."""
    if len(rows.owner) == 0:
        return rows
    new = np.r_[True, (rows.owner[1:] != rows.owner[:-1]) | (rows.period[1:] != rows.period[:-1])]
    if new.all():
        return rows
    group = np.cumsum(new) - 1
    head = np.flatnonzero(new)[group]
    differs = np.zeros(len(new), dtype=np.bool_)
    for column in (rows.value, rows.lower, rows.upper, rows.provisional.astype(np.float64)):
        differs |= ~((column == column[head]) | (np.isnan(column) & np.isnan(column[head])))
    return rows.take(new & ~(np.bincount(group, weights=differs)[group] > 0))


def _alike(rows: _Rows, periods: Periods) -> _Rows:
    """Only points whose period is as long as the newest one's: a year is not compared with three."""
    if len(rows.owner) == 0:
        return rows
    last = np.searchsorted(rows.owner, rows.owner, side="right") - 1
    return rows.take(periods.span[rows.period] == periods.span[rows.period[last]])
