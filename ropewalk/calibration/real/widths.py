"""Fit how much wider each kind's forecasts must be, on what was not held back."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from ropewalk.calibration.real.cuts import HORIZONS
from ropewalk.calibration.real.tries import NOMINAL, Tries
from ropewalk.calibration.real.weights import mean, mean_by_indicator
from ropewalk.findings.measures import Measures
from ropewalk.findings.points import Integers
from ropewalk.stats.arrays import t_quantile
from ropewalk.vocabulary.calibration import OVERALL
from ropewalk.vocabulary.words import Kind

WIDENS: Final = np.arange(17, 27) / 20
GROWTHS: Final = np.arange(0, 41) / 100


def fitted(tries: Tries, measures: Measures) -> dict[str, tuple[float, float]]:
    """widen and growth for each kind that has cuts to fit on, and for all kinds together.

    Least squares of covered less nominal share, over horizons, nominal shares and both ways of weighting.
    Growth is never negative, so that doubt never shrinks further ahead."""
    return dict(_fitted(tries, measures))


def _fitted(tries: Tries, measures: Measures) -> Iterator[tuple[str, tuple[float, float]]]:
    for group in (OVERALL, *Kind):
        kind = np.ones(len(measures.ids), np.bool_) if group == OVERALL else measures.of_kind(Kind(group))
        rows = np.flatnonzero(~tries.heldout & kind[tries.measure])
        if len(rows):
            best = min((_misfit(tries, rows, w, g), w, g) for w in WIDENS for g in GROWTHS)
            yield str(group), (float(best[1]), float(best[2]))


def _misfit(tries: Tries, rows: Integers, widen: float, growth: float) -> float:
    total = 0.0
    width = widen * tries.horizon[rows] ** growth
    for nominal in NOMINAL:
        quantile = t_quantile(nominal, np.arange(tries.df.max() + 1))[tries.df[rows].astype(np.int64)]
        inside = (tries.off[rows] <= width * quantile) * 1.0
        for horizon in HORIZONS:
            mine = tries.horizon[rows] == horizon
            if mine.any():
                each = (mean(inside[mine]), mean_by_indicator(inside[mine], tries.measure[rows][mine]))
                total += sum((covered - nominal) ** 2 for covered in each)
    return total
