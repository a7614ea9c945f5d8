"""Limits of an estimate that never contradict the test beside them."""

import numpy as np
from scipy.special import stdtrit

from ropewalk.stats.arrays import Floats, t_quantile


def agreeing(estimate: Floats, half: Floats, p_value: Floats, df: Floats, confidence: float) -> Floats:
    """Half widths that leave out nought exactly when ``p_value`` is below 1 - ``confidence``.

    All of shape (series,). ``half``: half widths of the estimate's own limits on ``df`` degrees of freedom;
    where they and the test say different things, for the test asks for more than the estimate, the half width
    becomes the one that a t test with this p-value has. NaN in any of them stays NaN.
    """
    fitting = np.array(half, copy=True)
    with np.errstate(invalid="ignore"):
        sure, apart = p_value < 1 - confidence, half < np.abs(estimate)
    at_odds = np.flatnonzero((sure != apart) & ~np.isnan(p_value) & ~np.isnan(half))
    if len(at_odds) == 0:
        return fitting
    degrees = df[at_odds]
    shown = -stdtrit(degrees, p_value[at_odds] / 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        wanted = np.abs(estimate[at_odds]) * t_quantile(confidence, degrees) / shown
    size = np.abs(estimate[at_odds])
    # Rounding must not put a limit on the wrong side of nought.
    wanted = np.where(sure[at_odds], np.minimum(wanted, size * (1 - 1e-9)), np.maximum(wanted, size))
    fitting[at_odds] = np.where(np.isfinite(wanted), wanted, size)
    return fitting
