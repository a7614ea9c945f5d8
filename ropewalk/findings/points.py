"""Observations as sorted columns of numbers: the shape that every rule reads.

A *series* is an indicator in a place in a breakdown. Its points lie next to one another, oldest first,
so that the newest k of thousands of series are one gather.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from ropewalk.findings.window_kernel import Held, Panels, gather

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEVER: Final = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Periods:
    """Every period met, by end, then start: a later one has a higher number. Days and months are numbers.

    ``span``: months of its length; for lengths in days, minus their days. ``text``: as written.
    """

    start: Floats
    end: Floats
    start_month: Floats
    end_month: Floats
    span: Floats
    text: pl.Series


@dataclass(frozen=True)
class Series:
    """One entry a series, in order of indicator, place, breakdown. ``key``: (measure * places + place)
    * breakdowns + breakdown, ascending. ``withheld``: period number of its newest suppressed row."""

    key: Integers
    measure: Integers
    place: Integers
    breakdown: Integers
    withheld: Integers
    places: tuple[str, ...]
    breakdowns: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.key)

    def find(self, measure: Integers, place: Integers, breakdown: Integers) -> Integers:
        """The number of each series asked for; -1 where there is none or ``place`` is negative."""
        key = (measure * len(self.places) + place) * len(self.breakdowns) + breakdown
        at = np.minimum(np.searchsorted(self.key, key), max(len(self.key) - 1, 0))
        hit = (place >= 0) & (self.key[at] == key) if len(self.key) else np.zeros(key.shape, np.bool_)
        return np.where(hit, at, -1)


@dataclass(frozen=True)
class Points:
    """Points of all series, those of one series together and oldest first. ``first`` and ``stop``: where
    each series' points lie. Limits are the published ones, else worked out from counts, else NaN."""

    series: Series
    periods: Periods
    first: Integers
    stop: Integers
    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags


@dataclass(frozen=True)
class Newest:
    """The newest points of some series as (series, points) panels, newest in the last column.

    ``period`` is -1 and numbers are NaN where a series has no more points."""

    period: Integers
    value: Floats
    lower: Floats
    upper: Floats
    provisional: Flags

    def of_period(self, column: Floats) -> Floats:
        """A column of ``Periods`` in the shape of the panels."""
        if len(column) == 0:
            return np.full(self.period.shape, np.nan)
        return np.where(self.period >= 0, column[np.maximum(self.period, 0)], np.nan)


def held(points: Points) -> Held:
    """The points as compiled loops take them."""
    return Held(
        points.first,
        points.stop,
        points.period,
        points.value,
        points.lower,
        points.upper,
        points.provisional,
        points.periods.start,
        points.periods.end,
    )


def panels(rows: int, columns: int) -> Panels:
    """Room for panels, at least one column, to be filled by a compiled loop."""
    shape = (rows, max(columns, 1))
    value, lower, upper = (np.empty(shape) for _ in range(3))
    return Panels(np.empty(shape, dtype=np.int64), value, lower, upper, np.empty(shape, dtype=np.bool_))


def newest(points: Points, chosen: Integers, most: int) -> Newest:
    """The newest ``most`` points (at least one column) of the series numbered ``chosen``."""
    into = panels(len(chosen), most)
    gather(held(points), chosen, into)
    return Newest(*into)
