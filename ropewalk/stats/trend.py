"""Trend of a short series: sampling variance known, process variance not, both allowed to linger.

Two things move a yearly figure: the luck of who was sampled or fell ill (its size follows from counts or
published limits) and the place itself drifting about for reasons of the year (its size only the series
can tell). The second lingers: a bad year tends to be followed by a bad year. A test that forgets the
second calls every wiggle of a large population significant; a test that forgets that it lingers raises
false alarms in up to a fifth of stable series. And a place does not change along a ruler: a test that looks
for a straight line alone takes a jump for scatter, and finds it the less the larger it is.
docs/decisions/0012 has the figures behind the rule.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats import trend_kernel as kernel
from ropewalk.stats.arrays import Floats, Integers, Numbers, floats, t_quantile
from ropewalk.stats.limits_at_odds import agreeing
from ropewalk.stats.trend_tables import KNOWN, P_VALUES, UNKNOWN, Table

PROCESS_MEMORY: Final = 0.55
"""Assumed correlation of one step of the process with the next; a little over the 0.5 guarded against."""
SAMPLING_MEMORY: Final = 0.25
"""The same for sampling error: nought in theory, but survey waves and models share people and priors."""


@dataclass(frozen=True)
class Trend:
    """One answer a series; every field has shape (series,), NaN where there is none.

    ``slope``: change per unit of time along a straight line, with ``lower`` and ``upper`` limits.
    ``p_value``: two-sided, for no change at all against a steady rise or fall or one step up or down. The
    limits leave out nought exactly when ``p_value`` is below 1 - confidence. ``first`` and ``last``: height
    of the line at the oldest and newest point. ``process``: process standard deviation to expect, unit of the
    values; without errors that of everything. ``points``: points used.
    """

    slope: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    first: Floats
    last: Floats
    process: Floats
    points: Integers


def trend(
    values: Numbers,
    times: Numbers,
    errors: Numbers | None = None,
    *,
    step: Numbers = 1.0,
    least: int = 5,
    confidence: float = 0.95,
) -> Trend:
    """Has a series changed? Likelihood of a line or a step over that of neither, all scatter allowed for.

    ``values``, ``times`` (ascending, in the unit that the slope shall have), ``errors`` (sampling
    standard errors): shape (series, points), NaN as missing; a point without value or time is left out.
    Of more than ten points the newest ten are used. A series with any of them without an error is taken to
    have none. ``step``: scalar or (series,), the usual distance between points. ``least``: points asked for,
    five at the fewest.

    A stable series is one level plus errors with variance s2 + tau2 and correlation r^gap, gap in steps. For
    each of a few pairs (tau over mean s, r), the *nodes*, the level is integrated out, lines and steps are
    fitted by generalised least squares, and the test compares sum_j a_j L_j(change) with
    sum_j b_j L_j(no change). The b are close to least favourable: with them the worst stable class is
    called changed in 5 of 100 (Elliott, Mueller and Watson (2015) Econometrica 83:771). p-values come from
    the worst class too, so those of most series are larger than need be. Slope and line are averages over the
    nodes by likelihood, limits Student's t on n - 2. Series with fewer than ``least`` points, or all at one
    value and without errors, are NaN.
    """
    y, t = np.atleast_2d(floats(values)), np.atleast_2d(floats(times))
    s = np.full(y.shape, np.nan) if errors is None else floats(errors)
    steps = np.broadcast_to(np.asarray(step, dtype=np.float64), (len(y),)).copy()
    found, count = kernel.trends(
        y, t, s, steps, max(least, kernel.FEWEST), _arrays(KNOWN), _arrays(UNKNOWN), _LOG_P
    )
    slope, error, p_value, last, oldest, process = found.T
    half = _half_width(slope, error, p_value, count, confidence)
    return Trend(slope, slope - half, slope + half, p_value, last + slope * oldest, last, process, count)


_LOG_P: Final = np.log(np.array(P_VALUES))


def _arrays(table: Table) -> tuple[Floats, Floats, Floats, Floats]:
    return table.spread, table.memory, table.weights, table.evidence


def _half_width(slope: Floats, error: Floats, p_value: Floats, count: Integers, confidence: float) -> Floats:
    """The line's own limits, drawn to nought where they would contradict the test."""
    by_df = t_quantile(confidence, np.arange(kernel.MOST - 1.0))
    return agreeing(slope, by_df[np.maximum(count - 2, 0)] * error, p_value, confidence)
