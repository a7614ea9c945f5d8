"""Where a monthly or quarterly series stands now, against its own usual level for the time of year.

Three questions, each answered by one regression on what is usual: is the newest point out of line, are
the latest half-year's (four quarters') points together out of line, and does the whole rise or fall from
year to year? Season is a level for each month (quarter) of the year. Neighbouring months resemble each
other, more in some series than others: the answer is averaged over four strengths of that likeness, each
weighted by how well it fits.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, t_quantile, t_two_sided
from ropewalk.stats.points import pack

MEMORIES: Final = (0.25, 0.45, 0.65, 0.85)
"""Strengths of autocorrelation averaged over. Nought is left out on purpose: see docs/decisions/0005."""
NEWEST, STRETCH, LINE = range(3)
ASKED: Final = 3
_CHUNK: Final = 1_000


@dataclass(frozen=True)
class Now:
    """Fields of shape (series,), NaN where nothing can be said.

    ``shift``: how far the points in question lie from their usual level, in the values' unit, with
    limits that leave out nought exactly when ``p_value`` is below 1 - confidence. ``which``: NEWEST
    point, current STRETCH, or LINE, when ``shift`` is the change a year; -1 for none. ``p_value`` allows
    for having asked all three. ``usual``: expected value of the newest point. ``points``: points used.
    """

    shift: Floats
    lower: Floats
    upper: Floats
    p_value: Floats
    usual: Floats
    which: Integers
    points: Integers


@dataclass(frozen=True)
class _Step:
    shift: Floats
    error: Floats
    df: Floats


def now(
    values: Numbers,
    steps: npt.ArrayLike,
    *,
    season: int,
    stretch: int,
    least: int,
    confidence: float = 0.95,
) -> Now:
    """Test the newest point and the newest ``stretch`` points against the rest, and the slope of the whole.

    ``values``: (series, points), oldest first, NaN as missing. ``steps``: same shape, whole number of
    months (quarters) on one calendar for every series, so that steps % ``season`` is the time of year;
    ignored where the value is missing. Series with fewer than ``least`` points, or without any scatter,
    are NaN. Generalised least squares with first-order autoregression; limits at 1 - (1 - confidence)/3
    because three questions are asked (Bonferroni). Sources: Box and Tiao (1975) JASA 70:70 for the step;
    weights are restricted likelihoods (Patterson and Thompson 1971).
    """
    packed = pack(~np.isnan(floats(values)), np.asarray(values).shape[1])
    y, when = packed.take(values), np.nan_to_num(packed.take(steps)).astype(np.int64)
    parts = [
        _all(y[at : at + _CHUNK], when[at : at + _CHUNK], season, stretch)
        for at in range(0, max(len(y), 1), _CHUNK)  # over chunks, so that designs stay in cache
    ]
    asked = [
        _Step(*(np.concatenate([getattr(p[i], f) for p in parts]) for f in _FIELDS)) for i in range(ASKED)
    ]
    p_values = np.stack([_p_value(step, packed.count >= least) for step in asked])
    which = np.nan_to_num(p_values, nan=2.0).argmin(axis=0)
    every = np.arange(len(y))
    p_value = np.minimum(1.0, ASKED * p_values[which, every])
    good = ~np.isnan(p_value)
    shift, error, df = (
        np.where(good, np.stack([getattr(step, f) for step in asked])[which, every], np.nan) for f in _FIELDS
    )
    half = t_quantile(1 - (1 - confidence) / ASKED, df) * error
    last = y[:, -1] if y.shape[1] else np.full(len(y), np.nan)
    usual = np.where(good, last - asked[NEWEST].shift, np.nan)
    return Now(shift, shift - half, shift + half, p_value, usual, np.where(good, which, -1), packed.count)


_FIELDS: Final = ("shift", "error", "df")


def _p_value(step: _Step, enough: Flags) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = t_two_sided(step.shift / step.error, step.df)
    return np.where(enough & (step.error > 0), p_value, np.nan)


def _all(y: Floats, when: Integers, season: int, stretch: int) -> tuple[_Step, ...]:
    there = ~np.isnan(y)
    from_newest = np.arange(y.shape[1], 0, -1)  # points are packed to the right, newest last
    centre = np.where(there, y, 0.0).sum(axis=1) / np.maximum(there.sum(axis=1), 1)
    scaled = np.where(there, y - centre[:, None], 0.0)
    size = np.abs(scaled).max(axis=1, initial=0.0)
    size = np.where(size > 1e-12 * np.abs(centre), size, np.inf)
    scaled = scaled / size[:, None]
    whole = np.where(there, when, 0)
    seasons = (whole[:, :, None] % season == np.arange(season)) & there[:, :, None]
    gap = _gaps(whole, there)
    years = np.where(there, (whole - whole[:, -1:]) / season, 0.0)
    columns = (there & (from_newest <= 1), there & (from_newest <= stretch), years)
    asked = [
        _step(scaled, np.concatenate([seasons, column[:, :, None]], axis=2), there, gap) for column in columns
    ]
    unit = np.where(np.isinf(size), np.nan, size)
    return tuple(_Step(step.shift * unit, step.error * unit, step.df) for step in asked)


def _gaps(whole: Integers, there: Flags) -> Floats:
    """Steps back to the point before; infinite for the first of a series."""
    gaps = np.full(there.shape, np.inf)
    gaps[:, 1:] = np.where(there[:, :-1] & there[:, 1:], np.diff(whole, axis=1), np.inf)
    # Two points at one time would be one point's worth of news: never nearer than half a step.
    return np.asarray(np.maximum(gaps, 0.5), dtype=np.float64)


def _step(y: Floats, design: npt.NDArray[np.float64], there: Flags, gap: Floats) -> _Step:
    """The last column's coefficient, averaged over MEMORIES by restricted likelihood."""
    x = design.astype(np.float64)
    present: Flags = np.asarray((design != 0).any(axis=1))
    df = there.sum(axis=1) - present.sum(axis=1).astype(np.float64)
    df = np.where(df > 0, df, np.nan)
    shifts, variances, weights = zip(*(_fit(y, x, present, there, gap, r, df) for r in MEMORIES), strict=True)
    likely = np.stack(weights)
    likely = np.exp(likely - np.nanmax(np.where(np.isnan(likely), -np.inf, likely), axis=0, initial=-1e300))
    likely = likely / likely.sum(axis=0)
    shift = (likely * np.stack(shifts)).sum(axis=0)
    spread = (likely * (np.stack(variances) + (np.stack(shifts) - shift) ** 2)).sum(axis=0)
    return _Step(shift, np.sqrt(spread), df)


def _fit(
    y: Floats, x: Floats, present: Flags, there: Flags, gap: Floats, memory: float, df: Floats
) -> tuple[Floats, Floats, Floats]:
    """Shift, its variance and the log restricted likelihood at one strength of autocorrelation."""
    r = memory**gap
    scale = np.where(there, 1 / np.sqrt(1 - r**2), 0.0)
    white = _whiten(x, r, scale[:, :, None])
    wy = _whiten(y[:, :, None], r, scale[:, :, None])
    cross = np.swapaxes(white, 1, 2) @ white
    # A month that the series lacks has no column: a one on its diagonal keeps the matrix regular. The
    # tiny ridge does the same for a shift that the months cannot tell apart; its error is then huge.
    columns = np.arange(x.shape[2])
    cross[:, columns, columns] += np.where(present, 1e-9, 1.0)
    inverse = np.linalg.inv(cross)
    beta = inverse @ (np.swapaxes(white, 1, 2) @ wy)
    misfit = ((wy - white @ beta) ** 2).sum(axis=(1, 2))
    misfit = np.where(misfit > 1e-20, misfit, 0.0)
    log_scale = np.where(there, np.log(np.where(there, scale, 1.0)), 0.0).sum(axis=1)
    _, log_det = np.linalg.slogdet(cross)
    with np.errstate(divide="ignore"):
        likely = log_scale - log_det / 2 - df / 2 * np.log(misfit)
    return beta[:, -1, 0], inverse[:, -1, -1] * misfit / df, np.where(misfit > 0, likely, 0.0)


def _whiten(a: Floats, r: Floats, scale: Floats) -> Floats:
    out = a * scale
    out[:, 1:] -= (r[:, 1:, None] * scale[:, 1:]) * a[:, :-1]
    return out
