"""Slope and relative index of inequality: the gap from the most to the least deprived, along a line."""

from dataclasses import dataclass
from math import comb
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile
from ropewalk.stats.modes import Mode
from ropewalk.stats.standard_errors import Scale

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
_ROUNDS: Final = 100
_NEAR: Final = 1e-12


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


def _back(a: Floats, scale: Scale) -> Floats:
    if scale == "log":
        return np.asarray(np.exp(a))
    return np.asarray(1 / (1 + np.exp(-a)))


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
        return _back(middle - s / 2, scale), _back(middle + s / 2, scale)

    gaps, ratios = [], []
    for s in (slope - half, slope, slope + half):
        first, last = ends(s)
        gaps.append((last - first) * multiplier)
        ratios.append(first / last if multiplier < 0 else last / first)
    if multiplier < 0:
        gaps, ratios = gaps[::-1], ratios[::-1]
    elif mode == "as published" and scale == "log" and multiplier < 1:
        gaps, ratios = gaps[::-1], [1 / ratios[2], ratios[1], 1 / ratios[0]]
    intercept = _back(start, scale) * abs(multiplier)
    return gaps[1], gaps[0], gaps[2], ratios[1], ratios[0], ratios[2], intercept


def _plain(
    v: Floats, y: Floats, error: Floats, fit: _Fit, scale: Scale, z: float, multiplier: float, mode: Mode
) -> tuple[Floats, ...]:
    start, slope = (fit.intercept * v).sum(axis=1), (fit.slope * v).sum(axis=1)
    parts = _cumulants(y, error, scale)
    low, high = (_quantile(fit.slope, parts, side * z) * multiplier for side in (-1, 1))
    ratio = 1 + slope / start
    ratio_low, ratio_high = _ratio_limits(fit, parts, scale, z)
    if multiplier < 0:
        low, high, ratio = high, low, 1 / ratio
        ratio_low, ratio_high = 1 / ratio_high, 1 / ratio_low
    intercept = start if mode == "as published" else start * abs(multiplier)
    return slope * multiplier, low, high, ratio, ratio_low, ratio_high, intercept


def _cumulants(y: Floats, error: Floats, scale: Scale) -> Floats:
    """First four cumulants of each value, drawn on its scale and read back; (4, groups, quantiles)."""
    if scale == "natural":
        return np.stack([y, error**2])  # the rest are nought
    if scale == "log":
        spread = np.exp(error**2)
        mean = np.exp(y) * np.sqrt(spread)
        rest = spread - 1
        excess = spread**4 + 2 * spread**3 + 3 * spread**2 - 6
        k4 = rest**2 * excess
        return np.stack([mean, mean**2 * rest, mean**3 * rest**2 * (spread + 2), mean**4 * k4])
    drawn = _back(y[..., None] + error[..., None] * _NODES, scale)
    weight = _WEIGHTS / _WEIGHTS.sum()
    mean = drawn @ weight
    gap = drawn - mean[..., None]
    second, third, fourth = (gap**k @ weight for k in (2, 3, 4))
    return np.stack([mean, second, third, fourth - 3 * second**2])


def _quantile(weights: Floats, parts: Floats, z: float) -> Floats:
    """Quantile at normal deviate z of sum(weights times values)."""
    if len(parts) == 2:
        return np.asarray((weights * parts[0]).sum(axis=1) + z * np.sqrt((weights**2 * parts[1]).sum(axis=1)))
    return _expand(tuple((weights**k * parts[k - 1]).sum(axis=1) for k in (1, 2, 3, 4)), z)


def _expand(cumulants: tuple[Floats, ...], z: float) -> Floats:
    """Cornish and Fisher's expansion of a quantile, from the first four cumulants."""
    mean, second, third, fourth = cumulants
    safe = np.where(second > 0, second, 1.0)
    skew, tail = third / safe**1.5, fourth / safe**2
    deviate = z + (z**2 - 1) * skew / 6 + (z**3 - 3 * z) * tail / 24 - (2 * z**3 - 5 * z) * skew**2 / 36
    return np.asarray(mean + np.sqrt(second) * deviate)


def _ratio_limits(fit: _Fit, parts: Floats, scale: Scale, z: float) -> tuple[Floats, Floats]:
    """Where the quantile of slope - k intercept is nought, k = ratio - 1, on both sides."""
    start = (fit.intercept * parts[0]).sum(axis=1)
    # An intercept that may be nought or less has ratios without end.
    start = np.where(_quantile(fit.intercept, parts, -z) > 0, start, np.nan)
    if scale == "natural":
        return _fieller(fit, parts, start, z)
    mixed = _mixed(fit, parts)
    low, high = (_step_to_nought(mixed, start, side * z) for side in (-1, 1))
    return 1 + low, 1 + high


def _fieller(fit: _Fit, parts: Floats, start: Floats, z: float) -> tuple[Floats, Floats]:
    """Both roots of (slope - k start)^2 = z^2 var(slope - k intercept)."""
    slope = (fit.slope * parts[0]).sum(axis=1)
    both = (fit.slope * fit.intercept * parts[1]).sum(axis=1)
    a = start**2 - z**2 * (fit.intercept**2 * parts[1]).sum(axis=1)
    b = slope * start - z**2 * both
    c = slope**2 - z**2 * (fit.slope**2 * parts[1]).sum(axis=1)
    half = np.sqrt(np.maximum(b**2 - a * c, 0.0))
    return 1 + (b - half) / a, 1 + (b + half) / a


def _mixed(fit: _Fit, parts: Floats) -> list[list[Floats]]:
    """Cumulants of slope - k intercept as polynomials in k: of order j, the factors of k^0 to k^j."""
    return [
        [
            comb(order, power)
            * (fit.slope ** (order - power) * (-fit.intercept) ** power * parts[order - 1]).sum(axis=1)
            for power in range(order + 1)
        ]
        for order in (1, 2, 3, 4)
    ]


def _step_to_nought(mixed: list[list[Floats]], start: Floats, z: float) -> Floats:
    k = mixed[0][0] / start
    for _ in range(_ROUNDS):
        cumulants = tuple(sum((f * k**i for i, f in enumerate(own)), np.zeros_like(k)) for own in mixed)
        step = _expand(cumulants, z) / start
        k = k + step
        left = np.abs(step) > _NEAR * (1 + np.abs(k))
        if not left.any():
            break
    return np.where(left, np.nan, k)
