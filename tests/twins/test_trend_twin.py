"""The trend again, one series at a time: with whole matrices and a root finder."""

import numpy as np
from scipy.optimize import brentq
from scipy.stats import t as student

from ropewalk.stats.trend import PROCESS_MEMORY, SAMPLING_MEMORY, trend


def slow(values: list[float], times: list[float], errors: list[float]) -> tuple[float, float, float]:
    """Slope, half width and p-value of one series by textbook matrices."""
    kept = [i for i in range(len(values)) if np.isfinite(values[i])]
    y, t = np.array([values[i] for i in kept]), np.array([times[i] for i in kept])
    known = [errors[i] for i in kept]
    s = np.array(known) ** 2 if all(e > 0 for e in known) else np.zeros(len(y))
    x = np.column_stack([np.ones(len(y)), t - t[-1]])
    df = len(y) - 2

    def fit(tau2: float) -> tuple[np.ndarray, np.ndarray, float]:
        share = tau2 / np.mean(s + tau2)
        memory = SAMPLING_MEMORY + (PROCESS_MEMORY - SAMPLING_MEMORY) * share
        sd = np.sqrt(s + tau2)
        cov = np.outer(sd, sd) * memory ** np.abs(t[:, None] - t[None, :])
        inverse = np.linalg.inv(cov)
        var = np.linalg.inv(x.T @ inverse @ x)
        beta = var @ x.T @ inverse @ y
        return beta, var, float((y - x @ beta) @ inverse @ (y - x @ beta))

    if s.any():
        tau2 = 0.0 if fit(0.0)[2] <= df else brentq(lambda v: fit(v)[2] - df, 1e-12, 1e4, xtol=1e-14)
    else:
        tau2 = fit(1.0)[2] / df
    beta, var, misfit = fit(tau2)
    error = np.sqrt(var[1, 1] * max(1.0, misfit / df))
    half = student.ppf(0.975, df) * error
    return float(beta[1]), float(half), float(2 * student.sf(abs(beta[1]) / error, df))


def test_fast_and_slow_trends_agree() -> None:
    rng = np.random.default_rng(11)
    series, points = 120, 9
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
        slope, half, p_value = slow(values[i].tolist(), times[i].tolist(), errors[i].tolist())
        # Both roots are good to ten digits or so.
        np.testing.assert_allclose(found.slope[i], slope, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(found.upper[i] - found.slope[i], half, rtol=1e-8)
        np.testing.assert_allclose(found.p_value[i], p_value, rtol=1e-6, atol=1e-12)
        seen += 1
    assert seen > 80
