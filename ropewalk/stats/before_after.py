"""A series before and after a day, soundly: one line on each side, errors that linger, few points.

Newey-West errors (``interrupted``) are right for long series only: with eight points a side they call 18 in
100 stable series changed, and 28 to 36 in 100 where neighbours are alike. Here the likeness is assumed where
points are too few to tell it, and averaged over where they are many: docs/decisions/0015.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, t_quantile, t_two_sided
from ropewalk.stats.chart import MEMORIES
from ropewalk.stats.interrupted import LEAST
from ropewalk.stats.lingering import Panel, fit, panel_of, process_variance
from ropewalk.stats.points import Packed, pack
from ropewalk.stats.trend import PROCESS_MEMORY, SAMPLING_MEMORY

QUESTIONS: Final = ("gap", "level", "pace")
_NOTHING: Final = 1e-20
_ROUNDING: Final = 1e-9


@dataclass(frozen=True)
class BeforeAfter:
    """Fields (series, 3), a column for each of QUESTIONS, NaN where there is no answer.

    gap: mean distance, over the points after, of the line after from the line before carried on. level: step
    at the day. pace: slope after less slope before, per unit of time. ``p_value``: two-sided; the limits
    leave nought out exactly when it is below 1 - confidence. ``before``, ``after``: (series,) points a side.
    """

    estimate: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    before: Integers
    after: Integers


def before_after(
    values: Numbers,
    times: Numbers,
    breaks: Numbers,
    errors: Numbers | None = None,
    *,
    step: Numbers = 1.0,
    season: int = 0,
    least: int = LEAST,
    confidence: float = 0.95,
) -> BeforeAfter:
    """y = a + b t + c [t > break] + d max(0, t - break) + error, by generalised least squares.

    ``values``, ``times`` (ascending), ``errors`` (known standard errors): (series, points), NaN as missing;
    ``breaks``, ``step`` (usual distance of points): scalar or (series,), in the unit of time.
    ``season`` nought: variance and memory as in ``trend``, t on n - 4. Else points in a ``season``-th of the
    year each (12, 4): a level for each time of year instead of a, errors not used, and answers averaged over
    ``chart.MEMORIES`` by restricted likelihood, t on what is left. Fewer than ``least`` points on a side, no
    degree of freedom, or a series all at one value: NaN. An association in time, not a proof of cause.
    Sources: as ``interrupted``; Paule and Mandel (1982); Patterson and Thompson (1971).
    """
    y, t = np.broadcast_arrays(floats(values), floats(times))
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    y, since = packed.take(y), packed.take(t) - np.broadcast_to(floats(breaks), (len(y),))[:, None]
    after = (since > 0).sum(axis=1, dtype=np.int64)
    before = np.asarray((since <= 0).sum(axis=1, dtype=np.int64))
    enough = (before >= least) & (after >= least)
    there = packed.there & enough[:, None]
    centre, size = _scale(y, there)
    moves = enough & (size > 0)
    unit = np.where(size > 0, size, 1.0)
    panel = _panel(y, since, there, (centre, unit), step, season)
    asked = _asked(panel, since, there, after)
    if season:
        estimate, variance = _averaged(panel, asked)
    else:
        estimate, variance = _yearly(_with_errors(panel, errors, packed, unit), asked)
    return _answer(estimate, variance, panel.df, moves, unit, confidence, (before, after))


def _scale(y: Floats, there: Flags) -> tuple[Floats, Floats]:
    count = np.maximum(there.sum(axis=1), 1)
    centre = np.where(there, y, 0.0).sum(axis=1) / count
    size = np.where(there, np.abs(y - centre[:, None]), 0.0).max(axis=1, initial=0.0)
    return centre, np.where(size > 1e-12 * np.abs(centre), size, 0.0)


def _panel(
    y: Floats,
    since: Floats,
    there: Flags,
    scale: tuple[Floats, Floats],
    step: Numbers,
    season: int,
) -> Panel:
    centre, unit = scale
    t = np.where(there, since, 0.0)
    apart = np.broadcast_to(floats(step), (len(t),))[:, None]
    lines = [t, (t > 0) * 1.0, np.maximum(t, 0.0)]
    if season:
        # Any origin will do for the time of year, if it is one for all points of a series.
        with np.errstate(over="ignore", invalid="ignore"):  # of times without end none has a season
            when = np.mod(np.round((t - t[:, -1:]) / apart), season)
        level = [(when == number) * 1.0 for number in range(season)]
    else:
        level = [np.ones_like(t)]
    x = np.stack([*level, *lines], axis=2) * there[:, :, None]
    gap = np.full(t.shape, np.inf)
    gap[:, 1:] = np.where(there[:, :-1], np.diff(t, axis=1) / apart, np.inf)
    target = np.where(there, (y - centre[:, None]) / unit[:, None], 0.0)
    # Two points at one time would be told apart by rounding alone.
    return panel_of(target, x, there, np.maximum(gap, 0.01), np.zeros(t.shape))


def _asked(panel: Panel, since: Floats, there: Flags, after: Integers) -> Floats:
    """(series, 3, columns): what each question makes of the coefficients."""
    asked = np.zeros((len(after), len(QUESTIONS), panel.x.shape[2]))
    reach = np.where(there & (since > 0), since, 0.0).sum(axis=1) / np.maximum(after, 1)
    asked[:, 0, -2], asked[:, 0, -1] = 1.0, reach
    asked[:, 1, -2], asked[:, 2, -1] = 1.0, 1.0
    return asked


def _with_errors(panel: Panel, errors: Numbers | None, packed: Packed, unit: Floats) -> Panel:
    if errors is None:
        return panel
    scaled = packed.take(np.broadcast_to(floats(errors), packed.there.shape)) / unit[:, None]
    good = scaled > 0
    whole = (good | ~panel.there).all(axis=1, keepdims=True)
    # A point without an error would pass for one known exactly: then the process variance takes it all.
    known = np.where(whole & good & panel.there, np.clip(scaled, 1e-9, 1e9), 0.0)
    return Panel(panel.y, panel.x, panel.there, panel.gap, known**2, panel.present, panel.df)


def _yearly(panel: Panel, asked: Floats) -> tuple[Floats, Floats]:
    process, memory = process_variance(panel, (SAMPLING_MEMORY, PROCESS_MEMORY))
    # Without any scatter the weights would be infinite: then they are all alike, and the error nought.
    flat = (process <= _NOTHING) & ~(panel.sampling > 0).any(axis=1)
    found = fit(panel, np.where(flat, 1.0, process), memory)
    known = np.where(flat, 0.0, np.maximum(1.0, found.misfit / panel.df))
    estimate = np.einsum("sqc,sc->sq", asked, found.beta)
    return estimate, np.einsum("sqc,scd,sqd->sq", asked, found.inverse, asked) * known[:, None]


def _averaged(panel: Panel, asked: Floats) -> tuple[Floats, Floats]:
    one = np.ones(len(panel.df))
    fits = [fit(panel, one, one * memory) for memory in MEMORIES]
    likely = np.stack([f.likely for f in fits])
    likely = np.exp(likely - np.where(np.isnan(likely), -np.inf, likely).max(axis=0, initial=-1e300))
    weight = (likely / likely.sum(axis=0))[:, :, None]
    each = np.stack([np.einsum("sqc,sc->sq", asked, f.beta) for f in fits])
    within = np.stack(
        [
            np.einsum("sqc,scd,sqd->sq", asked, f.inverse, asked)
            * np.where(f.misfit > _NOTHING, f.misfit / panel.df, 0.0)[:, None]
            for f in fits
        ]
    )
    estimate = (weight * each).sum(axis=0)
    return estimate, (weight * (within + (each - estimate) ** 2)).sum(axis=0)


def _answer(
    estimate: Floats,
    variance: Floats,
    df: Floats,
    moves: Flags,
    unit: Floats,
    confidence: float,
    counts: tuple[Integers, Integers],
) -> BeforeAfter:
    error = np.sqrt(np.maximum(variance, 0.0))
    # Lines that fit perfectly leave nothing to measure chance by: a step is then sure, and none is none.
    error = np.where(error < _ROUNDING, 0.0, error)
    estimate = np.where((error == 0) & (np.abs(estimate) < _ROUNDING), 0.0, estimate)
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = t_two_sided(estimate / error, df[:, None])
    p_value = np.where(error > 0, p_value, np.where(estimate == 0, 1.0, 0.0))
    good = (moves & (df > 0))[:, None] & np.isfinite(error) & np.isfinite(estimate)
    half = t_quantile(confidence, df)[:, None] * error
    size = np.where(good, unit[:, None], np.nan)
    low, high = (estimate - half) * size, (estimate + half) * size
    return BeforeAfter(estimate * size, low, high, np.where(good, p_value, np.nan), *counts)
