"""Holt's method again: loops and least squares at every point of a grid; and statsmodels' own model."""

import warnings

import numpy as np
import pandas as pd
import pytest
from statsmodels.tsa.exponential_smoothing.ets import ETSModel, ETSResults

from ropewalk.stats.ets import ets
from ropewalk.stats.holt import holt


def moving(count: int, points: int) -> np.ndarray:
    """Series whose level and slope both move: alpha 0.6, beta 0.3."""
    shocks, out = np.random.default_rng(37).standard_normal((count, points)), np.empty((count, points))
    level, slope = np.zeros(count), np.full(count, 0.5)
    for point in range(points):
        out[:, point] = level + slope + shocks[:, point]
        level, slope = level + slope + 0.6 * shocks[:, point], slope + 0.3 * shocks[:, point]
    return out


SERIES = moving(10, 24)
UNIT = (1e-4, 0.9999)
BOUNDS = {"smoothing_level": UNIT, "smoothing_trend": UNIT, "damping_trend": (0.8, 0.98)}


def errors(row: np.ndarray, alpha: float, beta: float, phi: float, level: float, slope: float) -> np.ndarray:
    out = []
    for value in row:
        ahead = level + phi * slope
        out.append(value - ahead)
        level, slope = ahead + alpha * out[-1], phi * slope + beta * out[-1]
    return np.array(out)


def least(row: np.ndarray, alpha: float, beta: float, phi: float) -> float:
    """Errors are straight in the first level and slope: three runs tell all."""
    base = errors(row, alpha, beta, phi, 0, 0)
    design = np.column_stack([base - errors(row, alpha, beta, phi, *s) for s in ((1, 0), (0, 1))])
    start = np.linalg.lstsq(design, base, rcond=None)[0]
    return float(((base - design @ start) ** 2).sum())


@pytest.mark.parametrize(("damped", "phis"), [(False, [1.0]), (True, [0.8, 0.86, 0.92, 0.98])])
def test_the_deepest_valley_is_found(damped: bool, phis: list[float]) -> None:
    found = holt(SERIES, 1.0, damped=damped)
    for i in range(4):
        grid = [
            least(SERIES[i], alpha, UNIT[0] + share * (alpha - UNIT[0]), phi)
            for alpha in np.linspace(*UNIT, 26)
            for share in np.linspace(0, 1, 11)
            for phi in phis
        ]
        ours = found.error[i] ** 2 * found.df[i]
        assert 0.9 * min(grid) < ours < min(grid) * (1 + 1e-9)


def fit(row: np.ndarray, trend: str | None, damped: bool = False) -> ETSResults:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says so where its search stopped early
        model = ETSModel(pd.Series(row), error="add", trend=trend, damped_trend=damped)
        model.set_bounds({name: ends for name, ends in BOUNDS.items() if name in model.param_names})
        return model.fit(disp=False, maxiter=2000)


@pytest.mark.parametrize("damped", [False, True])
def test_statsmodels_has_the_same_errors_and_never_smaller_ones(damped: bool) -> None:
    ours, compared = holt(SERIES, 1.0, damped=damped), 0
    for i, row in enumerate(SERIES):
        theirs = fit(row, "add", damped)
        phi = theirs.phi if damped else 1.0
        found = errors(row, theirs.alpha, theirs.beta, phi, theirs.initial_level, theirs.initial_trend)
        np.testing.assert_allclose((found**2).sum(), theirs.sse, rtol=1e-9)
        if theirs.alpha <= UNIT[1] and UNIT[0] <= theirs.beta <= theirs.alpha:
            assert ours.error[i] ** 2 * ours.df[i] <= theirs.sse * (1 + 1e-9)
            compared += 1
    assert compared >= 5


def test_statsmodels_widens_an_interval_by_the_same_formula() -> None:
    for row in SERIES[:3]:
        theirs = fit(row, "add")
        spread = theirs.get_prediction(start=24, end=28).forecast_variance
        weights = [(theirs.alpha + theirs.beta * j) ** 2 for j in range(1, 5)]
        np.testing.assert_allclose(spread / spread[0], 1 + np.r_[0, np.cumsum(weights)], rtol=1e-9)
    # Ours grows by (alpha + beta j)^2 too: roots of its steps rise evenly.
    steps = np.stack([holt(SERIES, float(h)).error ** 2 for h in range(1, 7)])
    weights = np.sqrt(np.diff(steps, axis=0) / steps[0])
    np.testing.assert_allclose(np.diff(weights, 2, axis=0), 0, atol=1e-6)


def test_the_model_chosen_is_nearly_always_the_one_statsmodels_would_choose() -> None:
    agreed = 0
    for row, model in zip(SERIES - 100, ets(SERIES - 100, 1.0).models(), strict=True):
        tried = {"A,N": fit(row, None), "A,A": fit(row, "add"), "A,Ad": fit(row, "add", True)}
        agreed += min(tried, key=lambda name: tried[name].aicc) == model
    assert agreed >= 8
