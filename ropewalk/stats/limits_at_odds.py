"""Limits of an estimate that never contradict the test beside them."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats

_INSIDE: Final = 1 - 1e-9
"""Rounding must not put a limit that leaves out nought on the wrong side of it."""


def agreeing(estimate: Floats, half: Floats, p_value: Floats, confidence: float) -> Floats:
    """Half widths that leave out nought exactly when ``p_value`` is below 1 - ``confidence``.

    All of shape (series,). ``half``: half widths of the estimate's own limits at this confidence. Where they
    and the test say different things, for the test asks for more than the estimate, the limit is drawn to
    nought and no further: so limits of a greater confidence always hold those of a lesser. NaN in any of them
    stays NaN.
    """
    size = np.abs(estimate)
    sure = np.asarray(p_value < 1 - confidence)
    drawn = np.where(sure, np.minimum(half, size * _INSIDE), np.maximum(half, size))
    return np.asarray(np.where(np.isnan(p_value), half, drawn), dtype=np.float64)
