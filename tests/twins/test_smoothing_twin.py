"""Simple smoothing again: every constant of a fine grid, one series and one step at a time."""

import numpy as np

from ropewalk.stats.smoothing import smoothed


def slow_misfit(row: list[float], alpha: float) -> float:
    """Least sum of squared errors over starting levels: errors are straight in it, so two runs tell all."""

    def errors(level: float) -> np.ndarray:
        out = []
        for value in row:
            out.append(value - level)
            level += alpha * (value - level)
        return np.array(out)

    base = errors(0.0)
    slope = errors(1.0) - base
    start = -(base @ slope) / (slope @ slope)
    return float(((base + start * slope) ** 2).sum())


def test_fast_and_slow_smoothing_agree() -> None:
    y = np.random.default_rng(36).standard_normal((8, 12)).cumsum(axis=1)
    found = smoothed(y, 1.0).error ** 2 * 10
    for i in range(8):
        least = min(slow_misfit(y[i].tolist(), alpha) for alpha in np.linspace(1e-4, 0.9999, 500))
        assert 0.999 * least < found[i] < least * (1 + 1e-9)
