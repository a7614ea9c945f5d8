"""Where a monthly or quarterly series stands now, against its own usual level for the time of year.

Four questions at once: is the newest point out of line, are the latest half-year's (four quarters') points
together out of line, does the whole rise or fall from year to year, or has it stepped to another level?
Season is a level for each month (quarter), drawn towards the others as far as the series has none.
Neighbouring months resemble each other, more in some series than in others: every answer is averaged over
several strengths of that likeness and of the season. docs/decisions/0012 has the figures behind the rule.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats import chart_kernel as kernel
from ropewalk.stats.arrays import Floats, Integers, Numbers, floats, t_quantile
from ropewalk.stats.chart_tables import NODE_MEMORIES, NODE_SEASONS, P_VALUES, Table, table_for
from ropewalk.stats.limits_at_odds import agreeing

NEWEST, STRETCH, LINE = kernel.NEWEST, kernel.STRETCH, kernel.LINE
MEMORIES: Final = (0.25, 0.45, 0.65, 0.85)
"""Strengths of autocorrelation that a regression without tables of its own may average over. Nought is left
out on purpose: with it up to 5.9% of stable series raise an alarm."""
_CHUNK: Final = 5_000


@dataclass(frozen=True)
class Now:
    """Fields of shape (series,), NaN where nothing can be said.

    ``shift``: how far the points in question lie from their usual level, in the values' unit, with
    limits that leave out nought exactly when ``p_value`` is below 1 - confidence. ``which``: NEWEST
    point, current STRETCH, or LINE, when ``shift`` is the change a year (a step counts as one); -1 for none.
    ``p_value`` allows for having asked everything. ``usual``: expected value of the newest point.
    ``points``: points used.
    """

    shift: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    usual: Floats
    which: Integers
    points: Integers


def now(
    values: Numbers,
    steps: npt.ArrayLike,
    *,
    season: int,
    stretch: int,
    least: int,
    confidence: float = 0.95,
) -> Now:
    """Test the newest point, the newest ``stretch`` points, the slope of the whole, and one step in it.

    ``values``: (series, points), oldest first, NaN as missing. ``steps``: same shape, whole number of
    months (quarters) on one calendar for every series, so that steps % ``season`` is the time of year;
    ignored where the value is missing. Of more points than the tables know (36 months, 20 quarters) the
    newest are used; series with fewer than ``least``, or without any scatter, are NaN.

    A stable series is one level, a season with levels of its own (random effects) and a first-order
    autoregression; the common variance and the level are integrated out at each of twelve pairs of
    autocorrelation and size of season, the *nodes*. The test compares the weighted likelihoods with a change
    to those without, under weights close to least favourable (Elliott, Mueller and Watson (2015)
    Econometrica 83:771); p-values are those of the worst stable class. Shift and limits are those of the
    change with most evidence, averaged over nodes by likelihood. Sources: Box and Tiao (1975) JASA 70:70 for
    the step; Patterson and Thompson (1971) Biometrika 58:545 for restricted likelihood.
    """
    y = np.atleast_2d(floats(values))
    when = np.atleast_2d(np.asarray(steps, dtype=np.float64))
    parts = [
        _part(y[at : at + _CHUNK], when[at : at + _CHUNK], season, stretch, least, confidence)
        for at in range(0, max(len(y), 1), _CHUNK)  # over chunks, so that nodes' answers stay in cache
    ]
    fields = Now.__dataclass_fields__
    return Now(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))


def _part(y: Floats, when: Floats, season: int, stretch: int, least: int, confidence: float) -> Now:
    table = table_for(season)
    logs, shifts, variances, count = kernel.evidence(
        y,
        np.ascontiguousarray(when),
        season,
        stretch,
        table.most,
        max(least, table.least),
        NODE_MEMORIES,
        NODE_SEASONS,
    )
    row = table.row(count)
    changes = _log_sum(logs[:, :4] + table.change[row][:, :, None] + table.belief[row][:, None, :])
    nothing = _log_sum(logs[:, 4] + table.stable[row])
    p_value = _p_value(_log_sum(changes) - nothing, table, row)
    which = _strongest(changes)
    every = np.arange(len(y))
    weight = _shares(logs[every, which] + table.belief[row])
    estimates, errors = _averages(weight, shifts[every, which], variances[every, which])
    good = ~np.isnan(p_value) & ~np.isnan(estimates)
    shift, p_value = np.where(good, estimates, np.nan), np.where(good, p_value, np.nan)
    df = np.maximum(count - season - 1.0, 1.0)
    half = agreeing(shift, t_quantile(confidence, df) * errors, p_value, confidence)
    newest = _averages(_shares(logs[:, NEWEST] + table.belief[row]), shifts[:, NEWEST], variances[:, NEWEST])
    usual = np.where(good, _last(y, when) - newest[0], np.nan)
    return Now(shift, shift - half, shift + half, p_value, usual, np.where(good, which, -1), count)


def _strongest(changes: Floats) -> Integers:
    """The change with most evidence; a step is told as the change a year that it makes."""
    told = changes[:, :3].copy()
    told[:, LINE] = _log_sum(changes[:, [LINE, kernel.STEP]])
    return np.asarray(np.nan_to_num(told, nan=-np.inf).argmax(axis=1), dtype=np.int64)


def _log_sum(logs: Floats) -> Floats:
    """Logarithm of the sum of exponentials over the last axis; NaN in, NaN out."""
    top = logs.max(axis=-1, keepdims=True)
    return np.asarray(top[..., 0] + np.log(np.exp(logs - top).sum(axis=-1)))


def _shares(logs: Floats) -> Floats:
    return np.asarray(np.exp(logs - _log_sum(logs)[:, None]))


def _averages(weight: Floats, estimate: Floats, variance: Floats) -> tuple[Floats, Floats]:
    """Mean over nodes, and its error: within them and between them."""
    mean = (weight * estimate).sum(axis=1)
    return mean, np.sqrt((weight * (variance + (estimate - mean[:, None]) ** 2)).sum(axis=1))


def _p_value(ratio: Floats, table: Table, row: Integers) -> Floats:
    """Between the tabled p-values straight in their logarithm, and straight on beyond them."""
    evidence, log_p = table.evidence[row], np.log(np.array(P_VALUES))
    at = np.clip((ratio[:, None] > evidence).sum(axis=1) - 1, 0, len(log_p) - 2)
    every = np.arange(len(ratio))
    low, high = evidence[every, at], evidence[every, at + 1]
    pace = (log_p[at + 1] - log_p[at]) / (high - low)
    return np.asarray(np.exp(np.minimum(log_p[at] + pace * (ratio - low), 0.0)))


def _last(y: Floats, when: Floats) -> Floats:
    if not y.shape[1]:
        return np.full(len(y), np.nan)
    there = ~np.isnan(y) & ~np.isnan(when)
    at = y.shape[1] - 1 - there[:, ::-1].argmax(axis=1)
    return np.asarray(y[np.arange(len(y)), at])
