"""Sums and ratios of values known with error: where a simulation's limits would settle, worked out.

Values are normal on a scale of their own (natural, log, logit) and are read back before they are weighted
and summed. A sum's quantiles follow from its first four cumulants (Cornish and Fisher 1938, Revue de
l'Institut International de Statistique 5:307); of normal values they are exact.
"""

from math import comb
from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.standard_errors import Scale

_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
_ROUNDS: Final = 100
_NEAR: Final = 1e-12


def read_back(a: Floats, scale: Scale) -> Floats:
    """Values of a scale as they are published: the inverse of the logarithm or the logit."""
    if scale == "natural":
        return a
    if scale == "log":
        return np.asarray(np.exp(a))
    return np.asarray(1 / (1 + np.exp(-a)))


def cumulants(y: Floats, error: Floats, scale: Scale) -> Floats:
    """First four cumulants of each value: shape (4, groups, values), of natural ones the first two, (2, ...).

    ``y``, ``error``: shape (groups, values), value and standard error on its ``scale``.
    """
    if scale == "natural":
        return np.stack([y, error**2])  # the rest are nought
    if scale == "log":
        spread = np.exp(error**2)
        mean = np.exp(y) * np.sqrt(spread)
        rest = spread - 1
        excess = spread**4 + 2 * spread**3 + 3 * spread**2 - 6
        k4 = rest**2 * excess
        return np.stack([mean, mean**2 * rest, mean**3 * rest**2 * (spread + 2), mean**4 * k4])
    drawn = read_back(y[..., None] + error[..., None] * _NODES, scale)
    weight = _WEIGHTS / _WEIGHTS.sum()
    mean = drawn @ weight
    gap = drawn - mean[..., None]
    second, third, fourth = (gap**k @ weight for k in (2, 3, 4))
    return np.stack([mean, second, third, fourth - 3 * second**2])


def quantile(weights: Floats, parts: Floats, z: float) -> Floats:
    """Quantile at normal deviate z of sum(weights times values); weights (groups, values), out (groups,)."""
    if len(parts) == 2:
        return np.asarray((weights * parts[0]).sum(axis=1) + z * np.sqrt((weights**2 * parts[1]).sum(axis=1)))
    return _expand(tuple((weights**k * parts[k - 1]).sum(axis=1) for k in (1, 2, 3, 4)), z)


def _expand(of: tuple[Floats, ...], z: float) -> Floats:
    """Cornish and Fisher's expansion of a quantile, from the first four cumulants."""
    mean, second, third, fourth = of
    safe = np.where(second > 0, second, 1.0)
    skew, tail = third / safe**1.5, fourth / safe**2
    deviate = z + (z**2 - 1) * skew / 6 + (z**3 - 3 * z) * tail / 24 - (2 * z**3 - 5 * z) * skew**2 / 36
    return np.asarray(mean + np.sqrt(second) * deviate)


def ratio_limits(top: Floats, bottom: Floats, parts: Floats, z: float) -> tuple[Floats, Floats]:
    """Limits of a ratio of two sums of the same values: where the quantile of top - k bottom is nought.

    ``top``, ``bottom``: weights, shape (groups, values). NaN where the bottom may be nought or less.
    Source: Fieller (1954) JRSS B 16:175, carried over to values that are not normal.
    """
    start = (bottom * parts[0]).sum(axis=1)
    # A bottom that may be nought or less has ratios without end.
    start = np.where(quantile(bottom, parts, -z) > 0, start, np.nan)
    if len(parts) == 2:
        return _fieller(top, bottom, parts, start, z)
    mixed = _mixed(top, bottom, parts)
    low, high = (_step_to_nought(mixed, start, side * z) for side in (-1, 1))
    return low, high


def _fieller(top: Floats, bottom: Floats, parts: Floats, start: Floats, z: float) -> tuple[Floats, Floats]:
    """Both roots of (top - k bottom)^2 = z^2 var(top - k bottom)."""
    over = (top * parts[0]).sum(axis=1)
    both = (top * bottom * parts[1]).sum(axis=1)
    a = start**2 - z**2 * (bottom**2 * parts[1]).sum(axis=1)
    b = over * start - z**2 * both
    c = over**2 - z**2 * (top**2 * parts[1]).sum(axis=1)
    half = np.sqrt(np.maximum(b**2 - a * c, 0.0))
    return (b - half) / a, (b + half) / a


def _mixed(top: Floats, bottom: Floats, parts: Floats) -> list[list[Floats]]:
    """Cumulants of top - k bottom as polynomials in k: of order j, the factors of k^0 to k^j."""
    return [
        [
            comb(order, power) * (top ** (order - power) * (-bottom) ** power * parts[order - 1]).sum(axis=1)
            for power in range(order + 1)
        ]
        for order in (1, 2, 3, 4)
    ]


def _step_to_nought(mixed: list[list[Floats]], start: Floats, z: float) -> Floats:
    k = mixed[0][0] / start
    for _ in range(_ROUNDS):
        of = tuple(sum((f * k**i for i, f in enumerate(own)), np.zeros_like(k)) for own in mixed)
        step = _expand(of, z) / start
        k = k + step
        left = np.abs(step) > _NEAR * (1 + np.abs(k))
        if not left.any():
            break
    return np.where(left, np.nan, k)
