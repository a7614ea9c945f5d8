"""From fitted smoothing to what is expected at a later time."""

from typing import Final

import numpy as np

from ropewalk.stats.arrays import Floats
from ropewalk.stats.forecast import Predictive
from ropewalk.stats.modes import Mode
from ropewalk.stats.smoothing_states_kernel import later_each

FURTHEST: Final = 1000
"""Steps ahead: beyond, nothing is expected."""


def expected(rows: Floats, horizon: Floats, least: int, mode: Mode) -> Predictive:
    """Predictive of every row of ``FIELDS``, ``horizon``: (series,) whole steps.

    Sound: t quantiles on points less numbers fitted; as published: normal ones. NaN: fewer than ``least``
    points, no variance, or a horizon that is no whole number from 1 to ``FURTHEST``.
    """
    steps = np.where((horizon >= 1) & (horizon <= FURTHEST) & (horizon % 1 == 0), horizon, 0)
    ahead = later_each(rows, steps.astype(np.int64))
    points, df = rows[:, 8], rows[:, 8] - rows[:, 9]
    with np.errstate(invalid="ignore"):
        known = np.isfinite(ahead).all(axis=1) & (points >= least) & ((df > 0) | (mode != "sound"))
        error = np.sqrt(np.maximum(ahead[:, 1], 0.0))
    df = df if mode == "sound" else np.full(len(df), np.inf)
    mean, error, df, pace = (np.where(known, a, np.nan) for a in (ahead[:, 0], error, df, ahead[:, 2]))
    return Predictive(mean, error, df, pace, np.nan_to_num(points).astype(np.int64))
