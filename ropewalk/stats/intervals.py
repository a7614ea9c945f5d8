"""Confidence limits of a rate (exact below ten events, Byar above) and of a proportion (Wilson)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import gammaincinv

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile

EXACT_BELOW: Final = 10
"""Byar's approximation is poor for a handful of events; below this count limits are exact."""


@dataclass(frozen=True)
class Limits:
    """An estimate and its limits, all of one shape; NaN where they cannot be worked out."""

    value: Floats
    lower: Floats
    upper: Floats


def rate_limits(
    events: Numbers, population: Numbers, *, multiplier: Numbers = 1.0, confidence: float = 0.95
) -> Limits:
    """Rate x / n times a multiplier, with limits for a Poisson count.

    ``events``, ``population``, ``multiplier``: any shapes that broadcast. Missing, a negative count or
    a population that is not positive gives NaN in all three fields. Counts need not be whole.
    Fewer than ten events: exact, chi2q(a/2, 2x)/2 and chi2q(1-a/2, 2x+2)/2, lower limit nought at
    nought events. Otherwise Byar. Source: Breslow and Day (1987), Statistical Methods in Cancer
    Research II, p. 69, as in PHEindicatormethods' phe_rate.
    """
    x, n, scale = np.broadcast_arrays(floats(events), floats(population), floats(multiplier))
    usable = (x >= 0) & (n > 0) & ~np.isnan(scale)
    x, n = np.where(usable, x, np.nan), np.where(usable, n, np.nan)
    low, high = _byar_lower(x, confidence), _byar_upper(x, confidence)
    few = x < EXACT_BELOW  # quantiles of a gamma cost a hundred times Byar: only where they are wanted
    low[few], high[few] = _exact_lower(x[few], confidence), _exact_upper(x[few], confidence)
    return Limits(x / n * scale, low / n * scale, high / n * scale)


def _exact_lower(x: Floats, confidence: float) -> Floats:
    # chi2q(p, 2x) / 2 is the gamma quantile with shape x; shape nought has no quantile, its limit is 0.
    return np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), (1 - confidence) / 2), 0.0)


def _exact_upper(x: Floats, confidence: float) -> Floats:
    return np.asarray(gammaincinv(x + 1, (1 + confidence) / 2))


def _byar_lower(x: Floats, confidence: float) -> Floats:
    z, safe = normal_quantile(confidence), np.where(x > 0, x, 1.0)
    return np.asarray(x * (1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))) ** 3)


def _byar_upper(x: Floats, confidence: float) -> Floats:
    z, more = normal_quantile(confidence), x + 1
    return np.asarray(more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3)


def proportion_limits(
    successes: Numbers, trials: Numbers, *, multiplier: Numbers = 1.0, confidence: float = 0.95
) -> Limits:
    """Proportion x / n times a multiplier, with Wilson's score limits.

    ``successes``, ``trials``, ``multiplier``: any shapes that broadcast. Missing, x < 0, x > n or
    n not positive gives NaN in all three fields. Sources: Wilson (1927) JASA 22:209; Newcombe and
    Altman (2000) in Statistics with Confidence, p. 46; as in PHEindicatormethods' phe_proportion.
    """
    x, n, scale = np.broadcast_arrays(floats(successes), floats(trials), floats(multiplier))
    usable = (x >= 0) & (n > 0) & (x <= n) & ~np.isnan(scale)
    x, n = np.where(usable, x, np.nan), np.where(usable, n, np.nan)
    z = normal_quantile(confidence)
    p = x / n
    middle, spread = 2 * x + z**2, z * np.sqrt(z**2 + 4 * x * (1 - p))
    # At nought and at everyone the formula is exactly 0 and 1, but rounding can leave a crumb below 0.
    low = np.where(x == 0, 0.0, (middle - spread) / (2 * (n + z**2)))
    high = np.where(x == n, 1.0, (middle + spread) / (2 * (n + z**2)))
    low, high = np.where(np.isnan(p), np.nan, low), np.where(np.isnan(p), np.nan, high)
    return Limits(p * scale, low * scale, high * scale)
