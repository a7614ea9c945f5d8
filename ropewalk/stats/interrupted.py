"""Did a series change its level or its pace when something was done? One line before, another after.

Written in NumPy: statsmodels, which has all three kinds of standard errors, fits one series a call in
Python and is not among our libraries; here thousands of series are one call, and R's numbers are met.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from ropewalk.stats.arrays import Flags, Floats, Integers, Numbers, floats, t_two_sided
from ropewalk.stats.points import Packed, pack

Errors: TypeAlias = Literal["newey-west", "ols", "hc3"]
TERMS: Final = ("intercept", "time", "level", "pace")
LEAST: Final = 8
"""Points wanted on each side: with fewer, neither line can be told from the wobble of the other."""
_COLUMNS: Final = len(TERMS)
_PERFECT: Final = 1e-12


@dataclass(frozen=True)
class Interrupted:
    """``estimate``, ``error``, ``p_value`` (two-sided): (series, 4), one column for each of TERMS.

    intercept: height of the first line at time nought. time: its slope. level: step up at the break. pace:
    slope after less slope before. ``df``: (series,), points less four. ``durbin_watson``: (series,), about 2
    when neighbouring residuals are unrelated, towards nought when they resemble each other. ``before`` and
    ``after``: points on each side. NaN where a side has too few points.
    """

    estimate: Floats
    error: Floats
    p_value: Floats
    df: Floats
    durbin_watson: Floats
    before: Integers
    after: Integers


def interrupted(
    values: Numbers,
    times: Numbers,
    breaks: Numbers,
    *,
    errors: Errors = "newey-west",
    lag: int = 2,
    least: int = LEAST,
) -> Interrupted:
    """Segmented regression y = a + b t + c [t > break] + d max(0, t - break).

    ``values``, ``times`` (ascending): (series, points), oldest first, NaN as missing; ``breaks``: scalar or
    (series,), time after which the new part begins. A missing point is left out, and its neighbours count as
    neighbours. Fewer than ``least`` points on a side, or times that cannot tell the four terms apart: NaN.
    Standard errors: "ols"; "hc3", residuals over 1 - leverage; "newey-west", products of residuals up to
    ``lag`` points apart weighted 1 - k / (lag + 1), no prewhitening, times n / (n - 4). P-values from t on
    n - 4 degrees of freedom; NaN where the lines fit perfectly, for nothing is then left to measure chance
    by. An association in time, not a proof of cause.
    Sources: Bernal, Cummins and Gasparrini (2017) Int J Epidemiol 46:348; Newey and West (1987) Econometrica
    55:703; MacKinnon and White (1985) J Econometrics 29:305; as in R's sandwich 3.1-1.
    """
    y, t = np.broadcast_arrays(floats(values), floats(times))
    packed = pack(~(np.isnan(y) | np.isnan(t)), y.shape[1])
    cut = np.broadcast_to(floats(breaks), (len(y),))
    y, since = packed.take(y), packed.take(t) - cut[:, None]
    after = (since > 0).sum(axis=1, dtype=np.int64)
    before = packed.count - after
    enough = (before >= least) & (after >= least) & (packed.count > _COLUMNS) & ~np.isnan(cut)
    # Rows without an answer are fitted to nothing, so that they cannot spoil a whole block's inverse.
    there = packed.there & enough[:, None]
    x = _design(since, there)
    centre, size = _scale(y, there)
    target = np.where(there, (y - centre[:, None]) / size[:, None], 0.0)
    inverse, regular = _inverse(x)
    beta = np.einsum("sij,spj,sp->si", inverse, x, target)
    rest = target - np.einsum("spi,si->sp", x, beta)
    df = np.where(enough & regular, packed.count - float(_COLUMNS), np.nan)
    cov = _covariance(x, rest, inverse, df, packed, errors, lag)
    # Fitted with time counted from the break; said with time as it came.
    moved = np.broadcast_to(np.eye(_COLUMNS), cov.shape).copy()
    moved[:, 0, 1] = -np.nan_to_num(cut)
    estimate = np.einsum("sij,sj->si", moved, beta) * size[:, None]
    estimate[:, 0] += centre
    variance = np.einsum("sij,sjk,sik->si", moved, cov, moved)
    known = (enough & regular)[:, None]
    error = np.where(known, np.sqrt(np.maximum(variance, 0.0)) * size[:, None], np.nan)
    estimate = np.where(known, estimate, np.nan)
    misfit = (rest**2).sum(axis=1)
    perfect = misfit <= _PERFECT**2 * packed.count
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = np.where(perfect[:, None], np.nan, t_two_sided(estimate / error, df[:, None]))
        watson = np.where(perfect | np.isnan(df), np.nan, _steps(rest, there) / misfit)
    return Interrupted(estimate, error, p_value, df, watson, before, after)


def _design(since: Floats, there: Flags) -> Floats:
    t = np.where(there, since, 0.0)
    columns = [np.ones_like(t), t, (t > 0) * 1.0, np.maximum(t, 0.0)]
    return np.asarray(np.stack(columns, axis=2) * there[:, :, None])


def _scale(y: Floats, there: Flags) -> tuple[Floats, Floats]:
    count = np.maximum(there.sum(axis=1), 1)
    centre = np.where(there, y, 0.0).sum(axis=1) / count
    size = np.where(there, np.abs(y - centre[:, None]), 0.0).max(axis=1, initial=0.0)
    return centre, np.where(size > 0, size, 1.0)


def _inverse(x: Floats) -> tuple[Floats, Flags]:
    """(X'X)^-1, and whether there is one."""
    length = np.sqrt((x**2).sum(axis=1))
    scale = np.where(length > 0, length, 1.0)
    unit = x / scale[:, None, :]
    cross = np.swapaxes(unit, 1, 2) @ unit
    regular = np.linalg.eigvalsh(cross)[:, 0] > 1e-10
    cross = np.where(regular[:, None, None], cross, np.eye(_COLUMNS))
    return np.asarray(np.linalg.inv(cross) / scale[:, :, None] / scale[:, None, :]), np.asarray(regular)


def _covariance(
    x: Floats, rest: Floats, inverse: Floats, df: Floats, packed: Packed, errors: Errors, lag: int
) -> Floats:
    if errors == "ols":
        return np.asarray(inverse * ((rest**2).sum(axis=1) / df)[:, None, None])
    if errors == "hc3":
        leverage = np.einsum("spi,sij,spj->sp", x, inverse, x)
        with np.errstate(divide="ignore", invalid="ignore"):
            scores = x * np.where(1 - leverage > 1e-9, rest / (1 - leverage), np.nan)[:, :, None]
        return inverse @ (np.swapaxes(scores, 1, 2) @ scores) @ inverse
    scores = x * rest[:, :, None]
    meat = np.swapaxes(scores, 1, 2) @ scores
    for apart in range(1, min(lag, x.shape[1] - 1) + 1):  # over lags, never over series
        cross = np.swapaxes(scores[:, apart:], 1, 2) @ scores[:, :-apart]
        meat = meat + (1 - apart / (lag + 1)) * (cross + np.swapaxes(cross, 1, 2))
    return inverse @ (meat * (packed.count / df)[:, None, None]) @ inverse


def _steps(rest: Floats, there: Flags) -> Floats:
    both = there[:, 1:] & there[:, :-1]
    return np.asarray(np.where(both, np.diff(rest, axis=1) ** 2, 0.0).sum(axis=1))
