"""The test that most programs would use on a yearly series, for comparison."""

import numpy as np
from scipy.special import ndtr

from ropewalk.calibration.simulated.recipes import Made, Z
from ropewalk.stats.arrays import Floats, t_two_sided


def least_squares(made: Made, newest: int) -> Floats:
    """p-values of a straight line through the ``newest`` points, as if neighbours were unrelated.

    With limits, weighted least squares that trusts them alone (normal quantiles); without, ordinary least
    squares on n - 2 degrees of freedom. NaN where all points are alike.
    """
    y, low, high = (a[:, -newest:] for a in (made.value, made.lower, made.upper))
    limited = not np.isnan(low).any()
    t = np.arange(newest) - (newest - 1) / 2
    weight = (2 * Z / (high - low)) ** 2 if limited else np.ones_like(y)
    total = weight.sum(axis=1)
    t0, y0 = (weight * t).sum(axis=1) / total, (weight * y).sum(axis=1) / total
    away, level = t - t0[:, None], y - y0[:, None]
    spread = (weight * away**2).sum(axis=1)
    slope = (weight * away * level).sum(axis=1) / spread
    if limited:
        return np.asarray(2 * ndtr(-np.abs(slope) * np.sqrt(spread)))
    rest = ((level - slope[:, None] * away) ** 2).sum(axis=1) / (newest - 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        return t_two_sided(slope / np.sqrt(rest / spread), newest - 2.0)
