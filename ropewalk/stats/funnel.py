"""Funnels: is a place further from the pooled value than chance alone would take a place of its size?"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, normal_quantile
from ropewalk.stats.intervals import rate_limits
from ropewalk.stats.labels import words
from ropewalk.stats.modes import Mode

Kind: TypeAlias = Literal["proportion", "rate", "ratio"]
INNER: Final = 0.95
OUTER: Final = 0.998
LABELS: Final = (
    "Cannot say",
    "Not significant",
    "Low (0.025)",
    "Low (0.001)",
    "High (0.025)",
    "High (0.001)",
    "Not applicable for events less than 10 for dsrs",
)
_TOO_FEW: Final = 6
_PLOTTED: Final = 100


@dataclass(frozen=True)
class Band:
    """Lower and upper limit of a funnel at each size, all of one shape; NaN where there is none."""

    lower: Floats
    upper: Floats


@dataclass(frozen=True)
class Significance:
    """``label``: (funnels, places), position in LABELS. ``pooled``: (funnels,), the value in the middle."""

    label: Integers
    pooled: Floats

    def words(self) -> npt.NDArray[np.str_]:
        """The labels as text, as PHEindicatormethods prints them."""
        return words(LABELS, self.label)


def proportion_band(
    pooled: Numbers,
    population: Numbers,
    *,
    multiplier: float = 1.0,
    confidence: float = INNER,
    mode: Mode = "sound",
) -> Band:
    """Proportions beyond which Wilson's limits of a place would leave the pooled proportion out.

    ``pooled`` (0 to 1) and ``population`` broadcast. Wilson's limit equals p where the place's own
    proportion is p -+ z sqrt(p (1 - p) / n): that is the funnel, times ``multiplier``, kept between nought
    and everyone. Missing, p outside 0 to 1 or n not positive: NaN. As published the upper limit is kept at
    100 whatever the multiplier, which cuts a funnel per 1,000 off at a tenth; sound keeps it at the
    multiplier. Sources: Wilson (1927) JASA 22:209; Spiegelhalter (2005) Stat Med 24:1185; Fingertips
    technical guidance, as in PHEindicatormethods' calculate_funnel_limits.
    """
    p, n = np.broadcast_arrays(floats(pooled), floats(population))
    usable = (p >= 0) & (p <= 1) & (n > 0)
    p, n = np.where(usable, p, np.nan), np.where(usable, n, np.nan)
    half = normal_quantile(confidence) * np.sqrt(p * (1 - p) / n)
    most = multiplier if mode == "sound" else 100.0
    return Band(np.maximum(0.0, (p - half) * multiplier), np.minimum(most, (p + half) * multiplier))


def expected_band(events: Numbers, *, confidence: float = INNER) -> Band:
    """Expected events between which this many observed events are no surprise; any shape.

    lower = chi2q(a/2, 2x) / 2, upper = chi2q(1 - a/2, 2x + 2) / 2, lower nought at no events. Missing or
    negative: NaN. Counts need not be whole. PHEindicatormethods finds both by bisection, to 1e-7.
    Source: Garwood (1936) Biometrika 28:437.
    """
    x = floats(events)
    x = np.where(x >= 0, x, np.nan)
    tail = (1 - confidence) / 2
    lower = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), tail), np.where(x == 0, 0.0, np.nan))
    return Band(lower, np.asarray(gammaincinv(x + 1, 1 - tail)))


def ratio_band(events: Numbers, *, multiplier: float = 1.0, confidence: float = INNER) -> Band:
    """Observed over expected events beyond which x observed events are a surprise; any shape.

    The upper limit is x over the fewest, the lower x over the most events expected (``expected_band``),
    times ``multiplier``; a rate's funnel is the same with the pooled rate as multiplier. NaN at no events.
    Sources: Spiegelhalter (2005) Stat Med 24:1185; Fingertips technical guidance.
    """
    x, expected = floats(events), expected_band(events, confidence=confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        lower, upper = x / expected.upper * multiplier, x / expected.lower * multiplier
    return Band(np.where(x > 0, lower, np.nan), np.where(x > 0, upper, np.nan))


def plotted_sizes(smallest: Numbers, largest: Numbers, *, kind: Kind, pooled: Numbers = 1.0) -> Floats:
    """Hundred sizes at which to draw each funnel, spread so that its narrow end is smooth.

    ``smallest``, ``largest``: (funnels,), least and largest denominator (for one year); ``pooled``: events
    per denominator, for rates. Returns (funnels, 100): populations, expected events or events. Steps grow
    by an even ratio, at least one a step, as PHEindicatormethods 2.1.0 places them
    (source: calculate_funnel_limits). Missing or negative: NaN.
    """
    low, high, rate = np.broadcast_arrays(floats(smallest), floats(largest), floats(pooled))
    usable = (low >= 0) & (high > 0) & (rate >= 0)
    low, high = np.where(usable, low, np.nan), np.where(usable, high, np.nan)
    start = np.where(high > 2 * low, 0.0, _floor_to_digit(0.95 * low))
    end = _ceiling_to_two_digits(1.05 * high)
    if kind == "rate":
        start, end = np.floor(start * rate), np.ceil(end * rate)
    sizes = np.empty((*low.shape, _PLOTTED))
    sizes[..., 0] = np.maximum(1.0, start)
    late = 1 if kind == "ratio" else 0
    for j in range(1, _PLOTTED):  # over the points drawn, never over funnels
        before = sizes[..., j - 1]
        grown = np.rint((end / before) ** (1 / (_PLOTTED - j + late)) * before)
        sizes[..., j] = np.maximum(grown, before + 1)
    return sizes


def _digits(whole: Floats) -> Floats:
    return np.floor(np.log10(np.maximum(whole, 1.0)) + 1e-12) + 1


def _floor_to_digit(x: Floats) -> Floats:
    unit = 10.0 ** (_digits(np.floor(x)) - 1)
    return np.asarray(np.floor(x / unit) * unit)


def _ceiling_to_two_digits(x: Floats) -> Floats:
    unit = 10.0 ** (_digits(np.ceil(x)) - 2)
    return np.asarray(np.ceil(x / unit) * unit)


def significance(
    events: Numbers,
    denominators: Numbers,
    *,
    kind: Kind,
    least_events: float = 0.0,
    mode: Mode = "sound",
) -> Significance:
    """Whether each place lies inside its funnel's 95% limits, outside them, or outside the 99.8% ones.

    ``events``, ``denominators``: (funnels, places), NaN as missing; denominators are people (proportion),
    people or the people that a standardised rate stands for (rate), or expected events (ratio: pooled
    value 1). Pooled value: all events over all denominators. Proportion: against ``proportion_band``. Rate
    and ratio: the pooled value against the place's own limits (exact below ten events, Byar from ten).
    Below ``least_events`` (ten, for directly standardised rates) a place is not tested. A missing or
    impossible place is "Cannot say" and, in sound mode, left out of the pooled value; as published one
    missing place leaves its whole funnel without a pooled value. On the limit is inside it.
    Source: Fingertips technical guidance, as in PHEindicatormethods' assign_funnel_significance.
    """
    x, n = np.broadcast_arrays(np.atleast_2d(floats(events)), np.atleast_2d(floats(denominators)))
    # No events at a rate of nought leave no denominator to work out, and none is needed to add nothing.
    n_or_none = np.where((x == 0) & np.isnan(n), 0.0, n)
    usable = (x >= 0) & (n_or_none >= 0) & ((x <= n_or_none) | (kind != "proportion"))
    pooled = _pooled(np.where(usable, x, np.nan), n_or_none, kind, mode)
    codes = np.ones(x.shape, dtype=np.int64)
    middle = np.broadcast_to(pooled[:, None], x.shape)
    for step, confidence in enumerate((INNER, OUTER)):
        low, high = _outside(x, n, middle, kind, confidence)
        codes = np.where(low, 2 + step, np.where(high, 4 + step, codes))
    codes = np.where(usable & (n > 0) & ~np.isnan(middle), codes, 0)
    return Significance(np.where(usable & (x < least_events), _TOO_FEW, codes), pooled)


def _pooled(x: Floats, n: Floats, kind: Kind, mode: Mode) -> Floats:
    if kind == "ratio":
        return np.ones(len(x))
    missing = np.isnan(x)
    total = np.where(missing, 0.0, n).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = np.where(missing, 0.0, x).sum(axis=1) / total
    spoilt = missing.any(axis=1) if mode == "as published" else False
    return np.where((total > 0) & ~np.asarray(spoilt), pooled, np.nan)


def _outside(x: Floats, n: Floats, pooled: Floats, kind: Kind, confidence: float) -> tuple[Flags, Flags]:
    if kind == "proportion":
        band = proportion_band(pooled, n, confidence=confidence)
        with np.errstate(divide="ignore", invalid="ignore"):
            p = x / n
        return p < band.lower, p > band.upper
    own = rate_limits(x, n, confidence=confidence)
    return own.upper < pooled, own.lower > pooled
