"""The "recent trend" that England's public health profiles (Fingertips) print beside every yearly indicator.

Kept so that anyone can compare; Ropewalk's own verdict on direction is in trend.py, and docs/decisions/0005
says why it is another one.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, normal_quantile
from ropewalk.stats.labels import words
from ropewalk.stats.modes import Mode
from ropewalk.stats.points import Packed, pack
from ropewalk.stats.recent_trend_kernel import trends

LABELS: Final = ("", "Cannot be calculated", "No significant change", "Increasing", "Decreasing")
REASONS: Final = (
    "",
    "Not enough data points",
    "Missing values",
    "Missing at least one confidence interval value",
    "No significant trend",
    "Outlier found",
    "No outliers and significant trend",
    "Two values for one time",
    "Numbers too large or too small",
)
POINTS: Final = 5
THRESHOLD: Final = 9.5495
"""Chi-squared on one degree of freedom beyond which a trend counts (99.8%)."""


@dataclass(frozen=True)
class RecentTrend:
    """Fields of shape (series,). ``chi_square``, ``slope`` (per unit of time): NaN where not worked out.
    ``label``, ``reason``: positions in LABELS and REASONS. ``stopped``: as published, the program would have
    stopped here with an error, for every group of its call; the label is then empty."""

    chi_square: Floats
    slope: Floats
    label: Integers
    reason: Integers
    stopped: Flags

    def labels(self) -> npt.NDArray[np.str_]:
        """The labels as text, as PHEindicatormethods prints them."""
        return words(LABELS, self.label)

    def reasons(self) -> npt.NDArray[np.str_]:
        """The reasons as text."""
        return words(REASONS, self.reason)


def proportion_trend(
    events: Numbers, population: Numbers, times: Numbers, *, mode: Mode = "sound"
) -> RecentTrend:
    """Trend in a proportion over the newest five points.

    ``events``, ``population``, ``times`` (ascending): (series, points), oldest first; a NaN time is no point
    at all, a NaN count a missing one. Points must not overlap (points.non_overlapping). Chi-squared of
    Cochran (1954) and Armitage (1955): T^2 / (p (1 - p) sum n (t - tn)^2), T = sum x (t - tn), tn the mean
    time weighted by n. The slope is the unweighted one of logits; a trend counts if chi-squared is above
    9.5495 and the slope keeps its sign without any one point.

    Sound mode differs from the program in four things: a missing or impossible count is passed over for an
    older point (there "Missing values"); a logit of nobody or everybody has half a case added at each end
    to all points of its series (there one such count stops every group); no case at all is no trend (there
    it stops); and without any one point the trend must still pass at 95%, or one outlier at the end in the
    slope's own direction makes a trend. Two values for one time: no answer (there it stops).
    Source: Fingertips technical guidance, recent trends; PHEindicatormethods' assign_trend_markers.
    """
    x, n, t = np.broadcast_arrays(floats(events), floats(population), floats(times))
    good = (x >= 0) & (n > 0) & (x <= n)
    chosen, state = _choose(t, good, good, mode)
    x, n, t = chosen.take(x), chosen.take(n), _centred(chosen.take(t))
    y = _logits(x, n, mode)
    return _decide(np.stack([x, n]), np.stack([y, np.ones(y.shape)]), t, chosen, state, mode)


def value_trend(
    values: Numbers,
    lower: Numbers,
    upper: Numbers,
    times: Numbers,
    *,
    multiplier: Numbers = 1.0,
    confidence: float = 0.95,
    mode: Mode = "sound",
) -> RecentTrend:
    """Trend in any other number with limits over the newest five points.

    ``values``, ``lower``, ``upper``, ``times`` (ascending): (series, points), oldest first; a NaN time is no
    point at all. ``multiplier``: scalar or (series, 1); the slope is that of values over it. Standard errors
    (upper - lower) / 2z; weighted least squares; chi-squared = slope^2 sum w (t - tw)^2. A trend counts as in
    ``proportion_trend``, and sound mode mends the same faults, and two more: limits without width are no
    limits (there they stop every group), and limits are divided by the multiplier as the values are.
    Source: Fingertips technical guidance, recent trends; PHEindicatormethods' assign_trend_markers.
    """
    y, low, high, t = np.broadcast_arrays(floats(values), floats(lower), floats(upper), floats(times))
    scale = np.broadcast_to(floats(multiplier), y.shape)
    limited = ~np.isnan(low) & ~np.isnan(high) & ((high > low) | (mode == "as published"))
    chosen, state = _choose(t, ~np.isnan(y), limited, mode)
    t = _centred(chosen.take(t))
    error = chosen.take((high - low) / (scale if mode == "sound" else 1.0)) / (
        2 * normal_quantile(confidence)
    )
    with np.errstate(divide="ignore", over="ignore"):
        weight = np.where(error == 0, np.nan, 1 / error**2)
    y = chosen.take(y / scale)
    return _decide(None, np.stack([y, weight]), t, chosen, state, mode)


@dataclass(frozen=True)
class _State:
    reason: Integers  # nought: can be worked out
    stopped: Flags


def _choose(t: Floats, valued: Flags, limited: Flags, mode: Mode) -> tuple[Packed, _State]:
    """The newest five points, and why a series has no answer."""
    rows = ~np.isnan(t)
    complete = rows & valued & limited
    chosen = pack(complete if mode == "sound" else rows, POINTS)
    when = pack(
        rows if mode == "as published" else complete, t.shape[1] if mode == "as published" else POINTS
    )
    with np.errstate(invalid="ignore"):
        twice = (np.diff(np.sort(when.take(t), axis=1), axis=1) == 0).any(axis=1)
    reason = np.where(twice, 7, 0)
    if mode == "as published":
        for flags, why in ((limited, 3), (valued, 2)):
            lacking = chosen.there & ~np.take_along_axis(flags, chosen.index, axis=1)
            reason = np.where(lacking.any(axis=1), why, reason)
    reason = np.where(chosen.count < POINTS, 1, reason)
    stopped = twice & (mode == "as published")
    return chosen, _State(np.where(stopped, 0, reason), stopped)


def _centred(t: Floats) -> Floats:
    known = np.where(np.isnan(t), 0.0, t)
    return np.asarray(
        t - known.sum(axis=1, keepdims=True) / np.maximum((~np.isnan(t)).sum(axis=1, keepdims=True), 1)
    )


def _logits(x: Floats, n: Floats, mode: Mode) -> Floats:
    edge = ((x == 0) | (x == n)).any(axis=1, keepdims=True)
    more = np.where(edge & (mode == "sound"), 0.5, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        logit = np.log((x + more) / (n - x + more))
    return np.where(np.isfinite(logit), logit, np.nan)


def _decide(
    counts: Floats | None, series: Floats, t: Floats, chosen: Packed, state: _State, mode: Mode
) -> RecentTrend:
    """Labels. ``counts``: (2, series, points), events and people; ``series``: so too, values and weights."""
    numbers, kept = np.empty((2, len(t))), np.empty(len(t), dtype=np.bool_)
    given, sound = series if counts is None else counts, mode == "sound"
    trends(given, series, t, chosen.there, counts is not None, sound, numbers, kept)
    ready = (state.reason == 0) & ~state.stopped
    chi, slope = (np.where(ready, a, np.nan) for a in numbers)
    passed = chi > THRESHOLD
    lost = ready & (np.isnan(chi) | (passed & np.isnan(slope)))
    stopped = state.stopped | (lost & (mode == "as published"))
    found = passed & kept
    ready &= ~lost
    reason = np.where(ready, np.where(found, 6, np.where(passed, 5, 4)), np.where(lost, 8, state.reason))
    label = np.where(ready, np.where(found, np.where(slope < 0, 4, 3), 2), 1)
    return RecentTrend(chi, slope, np.where(stopped, 0, label), np.where(stopped, 0, reason), stopped)
