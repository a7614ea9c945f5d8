"""Confidence limits of a rate (exact below ten events, Byar above) and of a proportion (Wilson)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.special import gammaincinv

from ropewalk.stats.arrays import Floats, Numbers, floats, normal_quantile
from ropewalk.stats.limits_kernel import EXACT_BELOW, proportions, rates

__all__ = ["EXACT_BELOW", "Limits", "exact_limits", "proportion_limits", "rate_limits"]


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
    found = _each(rates, x, n, scale, confidence)
    few = (x < EXACT_BELOW) & ~np.isnan(found.value)  # quantiles of a gamma cost a hundred times Byar
    if few.any():
        times = scale[few] / n[few]
        low, high = _exact(x[few], confidence)
        found.lower[few], found.upper[few] = low * times, high * times
    return found


@cache
def exact_limits(confidence: float) -> tuple[Floats, Floats]:
    """Lower and upper exact limits of 0, 1, ... events, for every count below EXACT_BELOW."""
    return _exact(np.arange(EXACT_BELOW, dtype=np.float64), confidence)


def _exact(x: Floats, confidence: float) -> tuple[Floats, Floats]:
    # chi2q(p, 2x) / 2 is the gamma quantile with shape x; shape nought has no quantile, its limit is 0.
    low = np.where(x > 0, gammaincinv(np.where(x > 0, x, 1.0), (1 - confidence) / 2), 0.0)
    return low, np.asarray(gammaincinv(x + 1, (1 + confidence) / 2))


def proportion_limits(
    successes: Numbers, trials: Numbers, *, multiplier: Numbers = 1.0, confidence: float = 0.95
) -> Limits:
    """Proportion x / n times a multiplier, with Wilson's score limits.

    ``successes``, ``trials``, ``multiplier``: any shapes that broadcast. Missing, x < 0, x > n or
    n not positive gives NaN in all three fields. Sources: Wilson (1927) JASA 22:209; Newcombe and
    Altman (2000) in Statistics with Confidence, p. 46; as in PHEindicatormethods' phe_proportion.
    """
    x, n, scale = np.broadcast_arrays(floats(successes), floats(trials), floats(multiplier))
    return _each(proportions, x, n, scale, confidence)


def _each(method: Callable[..., None], x: Floats, n: Floats, scale: Floats, confidence: float) -> Limits:
    found = Limits(np.empty(x.shape), np.empty(x.shape), np.empty(x.shape))
    # Its own memory: a lone number spread over one row is still marked as shared, and must not be written to.
    given = (np.require(a, requirements=["C", "O"]).ravel() for a in (x, n, scale))
    method(*given, normal_quantile(confidence), found.value.ravel(), found.lower.ravel(), found.upper.ravel())
    return found
