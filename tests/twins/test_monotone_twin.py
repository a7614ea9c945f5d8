"""Mann-Kendall by counting every order of a few points, and segmented regression point by point."""

from itertools import combinations, permutations
from statistics import median

import numpy as np

from ropewalk.stats.interrupted import interrupted
from ropewalk.stats.monotone import monotone


def score(y: tuple[float, ...]) -> float:
    return sum(np.sign(b - a) for a, b in combinations(y, 2))


def test_fast_and_slow_tests_agree() -> None:
    rng = np.random.default_rng(34)
    y = rng.standard_normal((12, 6)) + np.arange(6) * rng.choice([0.0, 1.0], (12, 1))
    t = np.tile(np.arange(6.0), (12, 1))
    found = monotone(y, t)
    orders = [abs(score(order)) for order in permutations(range(6))]
    for i in range(12):
        mine = score(tuple(y[i]))
        assert found.tau[i] == mine / 15
        np.testing.assert_allclose(found.p_value[i], np.mean([o >= abs(mine) for o in orders]), rtol=1e-12)
        slopes = [(y[i, b] - y[i, a]) / (b - a) for a, b in combinations(range(6), 2)]
        np.testing.assert_allclose(found.slope[i], median(slopes), rtol=1e-12)


def test_fast_and_slow_newey_west_agree() -> None:
    rng = np.random.default_rng(35)
    t = np.arange(24.0)
    y = rng.standard_normal((10, 24)).cumsum(axis=1)
    found = interrupted(y, np.tile(t, (10, 1)), 11, least=8)
    x = np.array([[1, ti, ti > 11, max(0, ti - 11)] for ti in t])
    for i in range(10):
        beta, *_ = np.linalg.lstsq(x, y[i], rcond=None)
        rest, meat = y[i] - x @ beta, np.zeros((4, 4))
        for a in range(24):
            for b in range(max(0, a - 2), min(24, a + 3)):
                meat += (1 - abs(a - b) / 3) * rest[a] * rest[b] * np.outer(x[a], x[b])
        bread = np.linalg.inv(x.T @ x)
        np.testing.assert_allclose(found.estimate[i], beta, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(
            found.error[i], np.sqrt(np.diag(bread @ meat @ bread) * 24 / 20), rtol=1e-7
        )
