"""Limits of one proportion and of one rate: the formulas of ``intervals``, compiled."""

import math

import numpy as np

from ropewalk.stats.arrays import VAST, Floats
from ropewalk.stats.compiled import compiled

EXACT_BELOW = 10
"""Byar's approximation is poor for a handful of events; below this count limits are exact."""


@compiled
def clean(value: float) -> float:
    """NaN for what is too vast to be a measurement, nought for what is too near to it."""
    size = abs(value)
    if not size < VAST:
        return math.nan
    return 0.0 if size < 1 / VAST else value


@compiled
def wilson(x: float, n: float, z: float) -> tuple[float, float]:
    """Limits of the proportion x / n, both counts usable."""
    p = x / n
    middle, spread, twice = 2 * x + z**2, z * math.sqrt(z**2 + 4 * x * (1 - p)), 2 * (n + z**2)
    # At nought and at everyone the formula is exactly 0 and 1, but rounding can leave a crumb below 0.
    low = 0.0 if x == 0 else (middle - spread) / twice
    high = 1.0 if x == n else (middle + spread) / twice
    return low, high


@compiled
def byar(x: float, z: float) -> tuple[float, float]:
    """Limits of a Poisson count that is not small."""
    safe, more = x if x > 0 else 1.0, x + 1
    low = x * (1 - 1 / (9 * safe) - z / (3 * math.sqrt(safe))) ** 3
    high = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    return low, high


@compiled
def proportions(
    x: Floats, n: Floats, scale: Floats, z: float, value: Floats, low: Floats, high: Floats
) -> None:
    """Wilson's limits into the last three arrays; NaN where a count cannot be used."""
    for i in range(len(x)):
        if x[i] >= 0 and n[i] > 0 and x[i] <= n[i] and not np.isnan(scale[i]):
            down, up = wilson(x[i], n[i], z)
            value[i], low[i], high[i] = x[i] / n[i] * scale[i], down * scale[i], up * scale[i]
        else:
            value[i] = low[i] = high[i] = math.nan


@compiled
def rates(x: Floats, n: Floats, scale: Floats, z: float, value: Floats, low: Floats, high: Floats) -> None:
    """Byar's limits into the last three arrays; NaN where a count cannot be used."""
    for i in range(len(x)):
        if x[i] >= 0 and n[i] > 0 and not np.isnan(scale[i]):
            down, up = byar(x[i], z)
            value[i], low[i], high[i] = x[i] / n[i] * scale[i], down / n[i] * scale[i], up / n[i] * scale[i]
        else:
            value[i] = low[i] = high[i] = math.nan
