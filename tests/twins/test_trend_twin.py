"""The trend again, one series at a time: with whole covariance matrices, and the sums written out."""

import numpy as np
from scipy.special import logsumexp

from ropewalk.stats.trend import trend
from ropewalk.stats.trend_nodes_kernel import HEAVY
from ropewalk.stats.trend_tables import KNOWN, P_VALUES, UNKNOWN


def changes(n: int) -> list[np.ndarray]:
    """All steps with two points or more on each side."""
    return [(np.arange(n) >= at) * 1.0 for at in range(2, n - 1)]


def slow(values: np.ndarray, times: np.ndarray, errors: np.ndarray) -> tuple[float, float]:
    """Slope and p-value of one series by textbook matrices."""
    kept = np.isfinite(values)
    y, t, s = values[kept], times[kept] - times[kept][-1], errors[kept] ** 2
    limited = bool(np.isfinite(s).all())
    size = (y.max() - y.min()) / 2
    y, s = (y - y.mean()) / size, s / size**2
    n, one = len(y), np.ones(len(y))
    table = KNOWN if limited else UNKNOWN
    weights, evidence = table.weights[n - 5], table.evidence[n - 5]
    apart = np.abs(y[:, None] - y[None, :])
    least = 0.0 if limited else n * apart[apart > 1e-9].min() ** 2 / 12
    nothing, something, lines = [], [], []
    for node, (spread, memory) in enumerate(zip(table.spread, table.memory, strict=True)):
        variance = s + spread**2 * s.mean() if limited else one
        cov = np.sqrt(np.outer(variance, variance)) * memory ** np.abs(t[:, None] - t[None, :])
        inverse = np.linalg.inv(cov)
        level = inverse - np.outer(inverse @ one, one @ inverse) / (one @ inverse @ one)
        base = -0.5 * np.linalg.slogdet(cov)[1] - 0.5 * np.log(one @ inverse @ one)

        def log(misfit: float, node: int = node) -> float:
            if not limited:
                return float(-(n - 1) / 2 * np.log(misfit + least))
            if node < len(table.spread) - 1:
                return -misfit / 2
            return float(-(HEAVY + n - 1) / 2 * np.log1p(misfit / HEAVY))

        def left(h: np.ndarray, level: np.ndarray = level) -> float:
            return float(y @ level @ y - (h @ level @ y) ** 2 / (h @ level @ h))

        steps = [log(left(h)) for h in changes(n)]
        nothing.append(weights[0, node] + base + log(float(y @ level @ y)))
        lines.append(weights[1, node] + base + log(left(t)))
        something += [lines[-1], weights[2, node] + base + logsumexp(steps) - np.log(len(steps))]
        slope = float((t @ level @ y) / (t @ level @ t))
        lines[-1] = (lines[-1], slope)
    ratio = logsumexp(something) - logsumexp(nothing)
    log_p = np.log(P_VALUES)
    at = int(np.clip(np.searchsorted(evidence, ratio) - 1, 0, len(log_p) - 2))
    pace = (log_p[at + 1] - log_p[at]) / (evidence[at + 1] - evidence[at])
    share = np.exp([line for line, _ in lines] - logsumexp([line for line, _ in lines]))
    p_value = float(np.exp(min(log_p[at] + pace * (ratio - evidence[at]), 0.0)))
    return float(share @ [slope for _, slope in lines]) * size, p_value


def test_fast_and_slow_trends_agree() -> None:
    rng = np.random.default_rng(11)
    series, points = 120, 10
    times = np.cumsum(rng.choice([1.0, 1.0, 1.0, 2.0], (series, points)), axis=1)
    process = rng.choice([0.0, 0.5, 3.0], (series, 1))
    errors = rng.uniform(0.5, 1.5, (series, points))
    values = 20 + 0.2 * times + process * rng.standard_normal((series, points))
    values += errors * rng.standard_normal((series, points))
    values[rng.random(values.shape) < 0.1] = np.nan
    errors[::3] = np.nan  # a third of the series publish no limits
    found = trend(values, times, errors)
    seen = 0
    for i in np.flatnonzero(found.points >= 5):
        slope, p_value = slow(values[i], times[i], errors[i])
        np.testing.assert_allclose(found.slope[i], slope, rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(found.p_value[i], p_value, rtol=1e-6, atol=1e-12)
        seen += 1
    assert seen > 80
