"""Measures as arrays, so that a rule can be applied to thousands of series at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.vocabulary.indicator import Break, Indicator, Measure
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

SIGN: Final = {Polarity.HIGHER: 1.0, Polarity.LOWER: -1.0, Polarity.NEUTRAL: 0.0}
RHYTHM: Final = {
    Frequency.MONTHLY: 1.0,
    Frequency.QUARTERLY: 3.0,
    Frequency.ANNUAL: 12.0,
    Frequency.BIENNIAL: 24.0,
}
"""Months from one new period to the next; an occasional indicator has no rhythm."""
GUESS_DECIMALS: Final = -1


@dataclass(frozen=True)
class Measures:
    """One entry a measure, in order of id. ``sign``: 1, -1 or 0 (neutral). ``rhythm``: months, NaN when
    occasional. ``floor``, ``ceiling``: NaN when none; ``rounding``: half the last published digit.
    ``decimals``: GUESS_DECIMALS when not defined. ``target``, ``target_month``: NaN when there is none.
    """

    each: tuple[Measure, ...]
    sign: Floats
    rhythm: Floats
    multiplier: Floats
    floor: Floats
    ceiling: Floats
    rounding: Floats
    decimals: Integers
    target: Floats
    target_month: Floats
    kinds: tuple[Kind, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The indicators' ids."""
        return tuple(measure.id for measure in self.each)

    def of_kind(self, *kinds: Kind) -> npt.NDArray[np.bool_]:
        """Which measures are of one of these kinds."""
        return np.array([kind in kinds for kind in self.kinds], dtype=np.bool_)


def as_arrays(measures: Sequence[Measure]) -> Measures:
    """Measures in order of id; of two with one id the first counts."""
    first = {measure.id: measure for measure in reversed(measures)}
    each = tuple(first[name] for name in sorted(first))
    bounds = [_bounds(measure) for measure in each]
    return Measures(
        each=each,
        sign=_floats([SIGN[m.polarity] for m in each]),
        rhythm=_floats([RHYTHM.get(m.frequency, np.nan) for m in each]),
        multiplier=_floats([m.multiplier for m in each]),
        floor=_floats([low for low, _ in bounds]),
        ceiling=_floats([high for _, high in bounds]),
        rounding=_floats([_rounding(m, *b) for m, b in zip(each, bounds, strict=True)]),
        decimals=np.array([_decimals(m) for m in each], dtype=np.int64),
        target=_floats([m.target.value if m.target else np.nan for m in each]),
        target_month=_floats([month_of(_day_after(m.target.date)) if m.target else np.nan for m in each]),
        kinds=tuple(m.kind for m in each),
    )


def month_of(day: date) -> float:
    """A day as months since the year nought; equal days of successive years lie exactly 12 apart."""
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def newest_break(breaks: Sequence[Break]) -> list[Break]:
    """Breaks in order of date."""
    return sorted(breaks, key=lambda b: b.date)


def _day_after(day: date) -> date:
    return min(day, date.max - timedelta(days=1)) + timedelta(days=1)


def _bounds(measure: Measure) -> tuple[float, float]:
    # A proportion lies from nought to everyone whether or not its definition says so.
    share = measure.kind is Kind.PROPORTION
    low = measure.floor if measure.floor is not None else (0.0 if share else np.nan)
    high = measure.ceiling if measure.ceiling is not None else (measure.multiplier if share else np.nan)
    return low, high


def _decimals(measure: Measure) -> int:
    return measure.decimals if isinstance(measure, Indicator) else GUESS_DECIMALS


def _rounding(measure: Measure, low: float, high: float) -> float:
    if isinstance(measure, Indicator):
        return 0.5 * 10.0**-measure.decimals
    width = high - low if np.isfinite(high - low) else max(abs(low), abs(high), key=lambda x: (x == x, x))
    return 0.0005 * width if np.isfinite(width) else 0.0


def _floats(values: list[float]) -> Floats:
    return np.array(values, dtype=np.float64)
