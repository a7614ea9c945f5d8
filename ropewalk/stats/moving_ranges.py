"""Averages that control charts rest on: of values, and of moving ranges without the wild ones."""

import numpy as np
import numpy.typing as npt

from ropewalk.stats.arrays import Floats
from ropewalk.stats.chart_rules_kernel import LIMIT, SCREEN
from ropewalk.stats.modes import Mode

__all__ = ["LIMIT", "SCREEN", "mean", "screened_mean"]


def mean(a: Floats) -> Floats:
    """Mean of each row from oldest to newest, the crumb lost by rounding added back; NaN of no points."""
    there = ~np.isnan(a)
    count = np.maximum(there.sum(axis=1), 1)
    first = _sum(np.where(there, a, 0.0)) / count
    rest = _sum(np.where(there, a - first[:, None], 0.0)) / count
    return np.where(there.any(axis=1), first + rest, np.nan)


def screened_mean(
    ranges: Floats, screened: npt.ArrayLike, mode: Mode = "sound", *, factor: float = SCREEN
) -> Floats:
    """Mean of each row of moving ranges, again without those of ``factor`` means or more where ``screened``.

    ``ranges``: (series, points - 1), NaN as missing; ``screened``: scalar or (series,). Where screening
    leaves nothing but noughts, or nothing at all, sound mode keeps the first mean; as published it is
    nought or NaN. Source: Nelson (1982) J Quality Technology 14:172.
    """
    average = mean(ranges)
    with np.errstate(invalid="ignore"):
        kept = mean(np.where(ranges < factor * average[:, None], ranges, np.nan))
    if mode == "sound":
        kept = np.where(kept > 0, kept, average)
    return np.where(screened, kept, average)


def _sum(a: Floats) -> Floats:
    return a.cumsum(axis=1)[:, -1] if a.shape[1] else np.zeros(len(a))
