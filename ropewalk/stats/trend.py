"""Trend of a short series: sampling variance known, process variance estimated, both allowed to linger.

Two things move a yearly figure: the luck of who was sampled or fell ill (its size follows from counts or
published limits) and the place itself drifting about for reasons of the year (its size only the series
can tell). The second lingers: a bad year tends to be followed by a bad year. A test that forgets the
second calls every wiggle of a large population significant; a test that forgets that it lingers raises
false alarms in up to a fifth of stable series. docs/decisions/0005 has the figures behind the constants.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, t_quantile, t_two_sided
from ropewalk.stats.points import pack

PROCESS_MEMORY: Final = 0.55
"""Assumed correlation of one step of the process with the next; a little over the 0.5 guarded against."""
SAMPLING_MEMORY: Final = 0.25
"""The same for sampling error: nought in theory, but survey waves and models share people and priors."""
_ROUNDS: Final = 60
_NEAR: Final = 1e-11


@dataclass(frozen=True)
class Trend:
    """One straight line a series; every field has shape (series,), NaN where there is no trend.

    ``slope``: change per unit of time, with ``lower`` and ``upper`` limits and two-sided ``p_value``
    for no change. ``first`` and ``last``: height of the line at the oldest and newest point.
    ``process``: estimated process standard deviation, unit of the values. ``points``: points used.
    """

    slope: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    first: Floats
    last: Floats
    process: Floats
    points: Integers


@dataclass(frozen=True)
class _Panel:
    """Packed to the right: ``y`` in units of the series' own range, ``t`` counted from the newest point,
    ``sampling`` variance in the unit of y squared, ``gap`` steps back to the point before (else inf)."""

    y: Floats
    t: Floats
    there: Flags
    sampling: Floats
    gap: Floats


@dataclass(frozen=True)
class _Line:
    slope: Floats
    level: Floats
    variance: Floats
    misfit: Floats


def trend(
    values: Numbers,
    times: Numbers,
    errors: Numbers | None = None,
    *,
    step: Numbers = 1.0,
    least: int = 5,
    confidence: float = 0.95,
) -> Trend:
    """Generalised least squares line with variance S + tau2 and correlation r^gap, gap in steps.

    ``values``, ``times`` (ascending, in the unit that the slope shall have), ``errors`` (sampling
    standard errors): shape (series, points), NaN as missing; a point without value or time is left out.
    A series with any used point without an error has S = 0: the process variance then takes it all.
    ``step``: scalar or (series,), the usual distance between points. tau2 solves Q(tau2) = n - 2 (Paule
    and Mandel 1982), nought if Q(0) is less already; r runs from SAMPLING_MEMORY to PROCESS_MEMORY with
    tau2's share of the variance; t quantiles on n - 2 degrees of freedom (Hartung and Knapp 2001).
    Series with fewer than ``least`` points, or all at one value and without errors, are NaN.
    """
    y, t = floats(values), floats(times)
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    y, t = packed.take(y), packed.take(t)
    centre, size = _centre_and_size(y, packed.there)
    panel = _standardised(y, t, packed.there, centre, size, step)
    if errors is not None:
        panel = _with_errors(panel, packed.take(floats(errors)) / size[:, None])
    df = np.where(packed.count >= max(least, 3), packed.count - 2.0, np.nan)
    tau2 = _process_variance(panel, df)
    line = _fit(panel, tau2)
    # Where sampling variance alone exceeds the scatter, Q < n - 2 and the known variance stands.
    error = np.sqrt(line.variance * np.maximum(1.0, line.misfit / df))
    p_value = _p_value(line.slope, error, df)
    good = ~np.isnan(p_value)
    slope = np.where(good, line.slope * size, np.nan)
    half = np.where(good, t_quantile(confidence, df) * error * size, np.nan)
    last = np.where(good, centre + line.level * size, np.nan)
    first = last + slope * panel.t.min(axis=1, initial=0.0)
    process = np.where(good, np.sqrt(tau2) * size, np.nan)
    return Trend(slope, slope - half, slope + half, p_value, first, last, process, packed.count)


def _centre_and_size(y: Floats, there: Flags) -> tuple[Floats, Floats]:
    # Work in units of the series' own range: a slope in millions of pounds and one in thousandths of a
    # per cent then meet the same tolerances, and squares neither overflow nor vanish.
    empty = ~there.any(axis=1)
    low = np.where(empty, 0.0, np.where(there, y, np.inf).min(axis=1, initial=np.inf))
    high = np.where(empty, 0.0, np.where(there, y, -np.inf).max(axis=1, initial=-np.inf))
    spread = high / 2 - low / 2
    largest = np.maximum(np.abs(low), np.abs(high))
    flat = spread <= 1e-12 * largest
    return low / 2 + high / 2, np.where(flat, np.where(largest == 0, 1.0, largest), spread)


def _standardised(y: Floats, t: Floats, there: Flags, centre: Floats, size: Floats, step: Numbers) -> _Panel:
    scaled = np.where(there, (y - centre[:, None]) / size[:, None], 0.0)
    scaled = np.where(np.abs(scaled) <= 1e-12, 0.0, scaled)
    newest = np.where(there[:, -1:], t[:, -1:], 0.0) if t.shape[1] else t
    back = np.where(there, t - newest, 0.0)
    steps = np.broadcast_to(np.asarray(step, dtype=np.float64), (t.shape[0],))
    gap = np.full(t.shape, np.inf)
    steps = np.where(steps > 0, steps, 1.0)
    gap[:, 1:] = np.where(there[:, :-1], np.diff(back, axis=1) / steps[:, None], np.inf)
    # Two points at one time would be told apart by rounding alone.
    gap = np.maximum(gap, 0.01)
    return _Panel(scaled, back, there, np.zeros(t.shape), gap)


def _with_errors(panel: _Panel, errors: Floats) -> _Panel:
    good = errors > 0
    whole = (good | ~panel.there).all(axis=1, keepdims=True)
    # Beyond a billion times, or below a billionth of, the series' range a larger or smaller error says no
    # more, and would leave the sums without digits.
    known = np.where(whole & good & panel.there, np.clip(errors, 1e-9, 1e9), 0.0)
    return replace(panel, sampling=known**2)


def _fit(panel: _Panel, tau2: Floats) -> _Line:
    """The line for given process variances. Whitening an autoregression needs only the point before."""
    variance = np.where(panel.there, panel.sampling + tau2[:, None], 1.0)
    total = np.where(panel.there, variance, 0.0).sum(axis=1)
    count = panel.there.sum(axis=1)
    share = tau2 * count / np.where(total > 0, total, 1.0)
    memory = SAMPLING_MEMORY + (PROCESS_MEMORY - SAMPLING_MEMORY) * share
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        r = memory[:, None] ** panel.gap
        weight = np.where(panel.there, 1 / np.sqrt(variance), 0.0)
        weight = np.where(np.isinf(weight), 0.0, weight)
        scale = 1 / np.sqrt(1 - r**2)
        one, t, y = (_whiten(a, weight, r, scale) for a in (np.ones_like(r), panel.t, panel.y))
        a11, a12, a22 = (one * one).sum(axis=1), (one * t).sum(axis=1), (t * t).sum(axis=1)
        b1, b2 = (one * y).sum(axis=1), (t * y).sum(axis=1)
        det = a11 * a22 - a12**2
        det = np.where(det > 0, det, np.nan)
        slope, level = (a11 * b2 - a12 * b1) / det, (a22 * b1 - a12 * b2) / det
        rest = y - level[:, None] * one - slope[:, None] * t
        return _Line(slope, level, a11 / det, (rest**2).sum(axis=1))


def _whiten(a: Floats, weight: Floats, r: Floats, scale: Floats) -> Floats:
    z = a * weight
    out = z * scale
    out[:, 1:] -= (r * scale)[:, 1:] * z[:, :-1]
    return out


def _process_variance(panel: _Panel, df: Floats) -> Floats:
    """tau2 with Q(tau2) = df; nought where Q(0) is no more than that already."""
    alone = replace(panel, sampling=np.zeros_like(panel.sampling))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.nan_to_num(_fit(alone, np.ones(len(df))).misfit / df)
    rows = np.flatnonzero((panel.sampling > 0).any(axis=1) & (df > 0))
    if len(rows) == 0:
        return found
    part = _rows(panel, rows)
    more = _fit(part, np.zeros(len(rows))).misfit > df[rows]
    tau2 = np.zeros(len(rows))
    tau2[more] = _root(_rows(part, more), df[rows][more], 2 * found[rows][more])
    found[rows] = tau2
    return found


def _rows(panel: _Panel, rows: Flags | Integers) -> _Panel:
    return _Panel(panel.y[rows], panel.t[rows], panel.there[rows], panel.sampling[rows], panel.gap[rows])


def _root(panel: _Panel, df: Floats, high: Floats) -> Floats:
    """Where 1/Q - 1/df is nought, between 0 and ``high``. 1/Q is all but straight in tau2, so false
    position needs few rounds; a row leaves when it is there."""
    found, rows = high.copy(), np.arange(len(df))
    target, low, high = 1 / df, np.zeros(len(df)), high.copy()
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        at_low, at_high = 1 / _fit(panel, low).misfit - target, 1 / _fit(panel, high).misfit - target
        before = np.zeros(len(df), dtype=np.int64)
        for _ in range(_ROUNDS):
            middle = low - at_low * (high - low) / (at_high - at_low)
            middle = np.where((middle > low) & (middle < high), middle, (low + high) / 2)
            at_middle = 1 / _fit(panel, middle).misfit - target
            found[rows] = middle
            side = np.where(at_middle < 0, -1, 1)
            # Illinois: an end that stays put twice counts half, or false position creeps from one side.
            half = np.where(side == before, 0.5, 1.0)
            at_high = np.where(side < 0, at_high * half, at_middle)
            at_low = np.where(side < 0, at_middle, at_low * half)
            low, high = np.where(side < 0, middle, low), np.where(side < 0, high, middle)
            on = np.flatnonzero((np.abs(at_middle) > _NEAR * target) & (high - low > _NEAR * high))
            if len(on) == 0:
                break
            rows, panel, target, before = rows[on], _rows(panel, on), target[on], side[on]
            low, high, at_low, at_high = low[on], high[on], at_low[on], at_high[on]
    return found


def _p_value(slope: Floats, error: Floats, df: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = np.where(error > 0, t_two_sided(slope / error, df), np.nan)
    # Points exactly on a rising line leave no scatter at all; exactly level ones say nothing.
    return np.where((error == 0) & (np.abs(slope) > 0) & (df > 0), 0.0, p_value)
