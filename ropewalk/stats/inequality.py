"""Slope and relative index of inequality: the gap from the most to the least deprived, along a line."""

from dataclasses import dataclass

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile
from ropewalk.stats.drawn import cumulants, quantile, ratio_limits, read_back
from ropewalk.stats.modes import Mode
from ropewalk.stats.standard_errors import Scale


@dataclass(frozen=True)
class Inequality:
    """Fields of shape (groups,), NaN where unknown. ``slope``: the line's height among the very last less
    that among the very first, times the multiplier, with limits. ``ratio``: last over first (first over
    last where the multiplier is negative), with limits. ``intercept``: height among the very first."""

    slope: Floats
    slope_lower: Floats
    slope_upper: Floats
    ratio: Floats
    ratio_lower: Floats
    ratio_upper: Floats
    intercept: Floats


@dataclass(frozen=True)
class _Fit:
    """Weights with which values add up to the intercept and to the slope, both (groups, quantiles)."""

    intercept: Floats
    slope: Floats


def slope_index(
    value: Numbers,
    lower: Numbers,
    upper: Numbers,
    population: Numbers,
    *,
    scale: Scale = "natural",
    transform: bool = False,
    multiplier: float = 1.0,
    confidence: float = 0.95,
    limits_confidence: float = 0.95,
    mode: Mode = "sound",
) -> Inequality:
    """Line of ``value`` on the middle of each quantile's share of people, weighted by people.

    ``value``, ``lower``, ``upper``, ``population``: shape (groups, quantiles), first quantile (most
    deprived) first, all groups with as many. ``lower`` and ``upper``: limits of each value at
    ``limits_confidence``. ``scale``: where those are normal: natural, log (rates), logit (shares of
    one). ``transform``: fit the line on that scale too, and read the ends back. A missing number,
    population <= 0 or a value off its scale makes the group NaN. With H = weights of the slope:
    - natural, or ``transform``: the slope is exactly normal with variance sum(H^2 se^2); transformed, the
      line turns about its own middle. - log or logit not transformed: the slope is a sum of log- or
      logit-normal values; its quantiles follow from its first four cumulants (Cornish and Fisher 1938).
    - ratio not transformed: r is a limit where the quantile of (slope - (r - 1) intercept) is nought
      (Fieller 1954); NaN where the first end cannot be told from nought.
    The program draws these at random instead. ``as published`` differs in two faults: transformed rates
    with a multiplier between 0 and 1 get their limits swapped and ratios turned over, and the intercept is
    left without the multiplier unless transformed. Sources: Low and Low (2004) J Public Health 26:397;
    PHEindicatormethods 2.1.0, phe_sii.
    """
    v, low, high, n = (floats(a) for a in (value, lower, upper, population))
    with np.errstate(all="ignore"):  # numbers beyond all sense overflow, and come out as missing
        y = _onto(v, scale)
        error = (_onto(high, scale) - _onto(low, scale)) / 2 / normal_quantile(limits_confidence)
        good = (n > 0) & np.isfinite(y) & (error >= 0) & np.isfinite(error)
        fit = _fit(np.where(good.all(axis=1, keepdims=True), n, np.nan))
        z = normal_quantile(confidence)
        if transform and scale != "natural":
            found = _transformed(y, error, fit, scale, z, multiplier, mode)
        else:
            found = _plain(v, y, error, fit, scale, z, multiplier, mode)
    return Inequality(*(np.where(np.isfinite(a), a, np.nan) for a in found))


def _onto(a: Floats, scale: Scale) -> Floats:
    if scale == "log":
        return np.where(a > 0, np.log(a), np.nan)
    if scale == "logit":
        return np.where((a > 0) & (a < 1), np.log(a / (1 - a)), np.nan)
    return a


def _fit(n: Floats) -> _Fit:
    share = n / n.sum(axis=1, keepdims=True)
    middle = share.cumsum(axis=1) - share / 2
    centred = middle - (share * middle).sum(axis=1, keepdims=True)
    slope = share * centred / (share * centred**2).sum(axis=1, keepdims=True)
    return _Fit(share - slope * (share * middle).sum(axis=1, keepdims=True), slope)


def _transformed(
    y: Floats, error: Floats, fit: _Fit, scale: Scale, z: float, multiplier: float, mode: Mode
) -> tuple[Floats, ...]:
    start, slope = (fit.intercept * y).sum(axis=1), (fit.slope * y).sum(axis=1)
    half = z * np.sqrt((fit.slope**2 * error**2).sum(axis=1))
    middle = start + slope / 2

    def ends(s: Floats) -> tuple[Floats, Floats]:
        return read_back(middle - s / 2, scale), read_back(middle + s / 2, scale)

    gaps, ratios = [], []
    for s in (slope - half, slope, slope + half):
        first, last = ends(s)
        gaps.append((last - first) * multiplier)
        ratios.append(first / last if multiplier < 0 else last / first)
    if multiplier < 0:
        gaps, ratios = gaps[::-1], ratios[::-1]
    elif mode == "as published" and scale == "log" and multiplier < 1:
        gaps, ratios = gaps[::-1], [1 / ratios[2], ratios[1], 1 / ratios[0]]
    intercept = read_back(start, scale) * abs(multiplier)
    return gaps[1], gaps[0], gaps[2], ratios[1], ratios[0], ratios[2], intercept


def _plain(
    v: Floats, y: Floats, error: Floats, fit: _Fit, scale: Scale, z: float, multiplier: float, mode: Mode
) -> tuple[Floats, ...]:
    start, slope = (fit.intercept * v).sum(axis=1), (fit.slope * v).sum(axis=1)
    parts = cumulants(y, error, scale)
    low, high = (quantile(fit.slope, parts, side * z) * multiplier for side in (-1, 1))
    ratio = 1 + slope / start
    ratio_low, ratio_high = (1 + k for k in ratio_limits(fit.slope, fit.intercept, parts, z))
    if multiplier < 0:
        low, high, ratio = high, low, 1 / ratio
        ratio_low, ratio_high = 1 / ratio_high, 1 / ratio_low
    intercept = start if mode == "as published" else start * abs(multiplier)
    return slope * multiplier, low, high, ratio, ratio_low, ratio_high, intercept
