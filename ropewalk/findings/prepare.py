"""From coded observations to sorted points.

Whatever cannot be a point (a period that is none, a value that is none or hidden, a contradiction) is
left out here, and only here; the series stays, and its findings cannot say.
"""

from typing import Final

import numpy as np

from ropewalk.findings.encode import Coded
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Integers, Points, Series
from ropewalk.findings.points_kernel import (
    NO_COUNT,
    PROPORTION,
    RATE,
    Columns,
    Found,
    Rules,
    counted,
    fill,
    series_in_order,
    starts_in_order,
)
from ropewalk.stats.arrays import normal_quantile
from ropewalk.stats.intervals import exact_limits
from ropewalk.vocabulary.words import Kind

_KINDS: Final = {Kind.PROPORTION: PROPORTION, Kind.RATE: RATE}
_ROOM: Final = 1_000_000
"""Keys that may be counted one by one although no row has them, beyond four a row."""


def points_of(coded: Coded, measures: Measures) -> Points:
    """Points of every series that the rows name, whether or not a row of it can be a point.

    Rows that lie sorted by measure, place, breakdown and period are taken as they lie; others are put
    in that order first. Rows of one key keep their order.
    """
    rows = Columns(
        coded.measure,
        coded.place,
        coded.breakdown,
        coded.period,
        coded.value,
        coded.lower,
        coded.upper,
        coded.numerator,
        coded.denominator,
        coded.state,
    )
    order, start = _ordered(rows, coded)
    found = _room(len(start) - 1, len(rows.period))
    fill(rows, order, start, coded.periods.span, _rules(measures), found)
    firsts = start[:-1] if len(order) == 0 else order[start[:-1]]
    series = _series(rows, firsts, found.withheld, coded)
    end = int(found.end[0])
    return Points(
        series=series,
        periods=coded.periods,
        first=found.first,
        stop=found.stop,
        period=found.period[:end],
        value=found.value[:end],
        lower=found.lower[:end],
        upper=found.upper[:end],
        provisional=found.provisional[:end],
    )


def _ordered(rows: Columns, coded: Coded) -> tuple[Integers, Integers]:
    """The rows by series, then period (empty: they lie so already), and where each series begins."""
    in_order = series_in_order(rows)
    if in_order >= 0:
        start = np.empty(in_order + 1, dtype=np.int64)
        starts_in_order(rows, start)
        return np.zeros(0, dtype=np.int64), start
    breakdowns = max(len(coded.breakdowns), 1)
    key = (rows.measure.astype(np.int64) * len(coded.places) + rows.place) * breakdowns + rows.breakdown
    span = int(key.max()) + 1
    if span > 4 * len(key) + _ROOM:
        key = np.unique(key, return_inverse=True)[1]
        span = int(key.max()) + 1
    by_period, _ = counted(rows.period + 1, len(coded.periods.start) + 1, np.zeros(0, dtype=np.int64))
    order, start = counted(key, span, by_period)
    return order, start[np.r_[True, start[1:] != start[:-1]]]


def _series(rows: Columns, firsts: Integers, withheld: Integers, coded: Coded) -> Series:
    measure, place, breakdown = (
        column[firsts].astype(np.int64) for column in (rows.measure, rows.place, rows.breakdown)
    )
    key = (measure * len(coded.places) + place) * max(len(coded.breakdowns), 1) + breakdown
    return Series(key, measure, place, breakdown, withheld, coded.places, coded.breakdowns)


def _rules(measures: Measures) -> Rules:
    kind = np.array([_KINDS.get(kind, NO_COUNT) for kind in measures.kinds], dtype=np.int64)
    few_low, few_high = exact_limits(0.95)
    z = normal_quantile(0.95)
    return Rules(kind, measures.multiplier, np.nan_to_num(measures.rounding), few_low, few_high, z)


def _room(series: int, rows: int) -> Found:
    withheld, first, stop = (np.empty(series, dtype=np.int64) for _ in range(3))
    value, lower, upper = (np.empty(rows) for _ in range(3))
    provisional = np.empty(rows, dtype=np.bool_)
    period, end = np.empty(rows, dtype=np.int64), np.zeros(1, dtype=np.int64)
    return Found(withheld, first, stop, period, value, lower, upper, provisional, end)
