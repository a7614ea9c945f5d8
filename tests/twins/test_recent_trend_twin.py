"""The recent trend again, one series at a time, from the textbook formulas."""

import numpy as np

from ropewalk.stats.recent_trend import proportion_trend, value_trend


def slow_proportion(x: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    """Chi-squared by the expected counts, and the least squares slope of logits."""
    p = x.sum() / n.sum()
    score = sum(ti * (xi - ni * p) for ti, xi, ni in zip(t, x, n, strict=True))
    variance = p * (1 - p) * ((n * t**2).sum() - (n * t).sum() ** 2 / n.sum())
    return score**2 / variance, np.polyfit(t - t.mean(), np.log(x / (n - x)), 1)[0]


def slow_value(y: np.ndarray, error: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    """Chi-squared and slope by solving the normal equations."""
    design = np.stack([np.ones(len(t)), t - t.mean()], axis=1) / error[:, None]
    cov = np.linalg.inv(design.T @ design)
    slope = (cov @ design.T @ (y / error))[1]
    return slope**2 / cov[1, 1], slope


def label(chi: float, slope: float, others: list[tuple[float, float]]) -> str:
    if chi > 9.5495 and all(np.sign(b) == np.sign(slope) and c > 3.841459 for c, b in others):
        return "Increasing" if slope > 0 else "Decreasing"
    return "No significant change"


def test_fast_and_slow_trends_agree() -> None:
    rng = np.random.default_rng(33)
    t = np.sort(rng.choice(12, (80, 6)) * 1.0 + np.arange(6) * 12, axis=1)
    n = rng.integers(200, 900, (80, 6)) * 1.0
    rise = rng.choice([-0.002, 0, 0.0015], (80, 1)) * t
    x = np.clip(rng.binomial(n.astype(int), np.clip(0.3 + rise, 0.05, 0.95)) * 1.0, 1, n - 1)
    error = rng.uniform(0.01, 0.04, x.shape)
    y, half = x / n, 1.959963984540054 * error
    first, second = proportion_trend(x, n, t), value_trend(y, y - half, y + half, t)
    for i in range(80):
        for found, slow, a, b in ((first, slow_proportion, x, n), (second, slow_value, y, error)):
            a5, b5, t5 = a[i, 1:], b[i, 1:], t[i, 1:]
            chi, slope = slow(a5, b5, t5)
            np.testing.assert_allclose([found.chi_square[i], found.slope[i]], [chi, slope], rtol=1e-6)
            others = [slow(np.delete(a5, j), np.delete(b5, j), np.delete(t5, j)) for j in range(5)]
            assert found.labels()[i] == label(chi, slope, others)
    assert len(set(first.labels())) == 3
    assert len(set(second.labels())) == 3
