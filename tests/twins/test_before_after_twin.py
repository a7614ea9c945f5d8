"""Before and after again, one series at a time: statsmodels, with the variances written out whole."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy.optimize import brentq
from scipy.stats import t as student

from ropewalk.stats.before_after import before_after
from ropewalk.stats.chart import MEMORIES
from ropewalk.stats.interrupted import interrupted
from ropewalk.stats.trend import PROCESS_MEMORY, SAMPLING_MEMORY

RNG = 13


def design(times: np.ndarray, day: float, seasons: np.ndarray | None = None) -> np.ndarray:
    since = times - day
    level = np.ones((len(times), 1)) if seasons is None else (seasons[:, None] == np.unique(seasons)) * 1.0
    return np.column_stack([level, since, since > 0, np.maximum(since, 0)])


def asked(x: np.ndarray) -> np.ndarray:
    """Gap, level, pace as rows of contrasts."""
    reach = x[x[:, -2] > 0, -1].mean()
    rows = np.zeros((3, x.shape[1]))
    rows[0, -2:], rows[1, -2], rows[2, -1] = (1, reach), 1, 1
    return rows


def slow_yearly(y: np.ndarray, times: np.ndarray, day: float, errors: np.ndarray | None) -> np.ndarray:
    x, df = design(times, day), len(y) - 4
    s = np.zeros(len(y)) if errors is None else errors**2

    def fitted(tau2: float) -> tuple[object, float]:
        memory = SAMPLING_MEMORY + (PROCESS_MEMORY - SAMPLING_MEMORY) * tau2 / np.mean(s + tau2)
        sd = np.sqrt(s + tau2)
        apart = np.abs(times[:, None] - times[None, :])
        found = sm.GLS(y, x, sigma=np.outer(sd, sd) * memory**apart).fit()
        return found, float(found.wresid @ found.wresid)

    if errors is None:
        tau2 = fitted(1.0)[1] / df
    else:
        tau2 = 0.0 if fitted(0.0)[1] <= df else brentq(lambda v: fitted(v)[1] - df, 1e-9, 1e4, xtol=1e-13)
    found, misfit = fitted(tau2)
    rows = asked(x)
    estimate = rows @ found.params  # type: ignore[attr-defined]
    error = np.sqrt(np.diag(rows @ found.normalized_cov_params @ rows.T) * max(1.0, misfit / df))  # type: ignore[attr-defined]
    return np.array([estimate, 2 * student.sf(np.abs(estimate / error), df)])


def slow_monthly(y: np.ndarray, month: np.ndarray, day: float) -> np.ndarray:
    x = design(month / 12, day / 12, month % 12)
    df, rows = len(y) - x.shape[1], asked(x)
    fits, likely = [], []
    for memory in MEMORIES:
        sigma = memory ** np.abs(month[:, None] - month[None, :])
        found = sm.GLS(y, x, sigma=sigma).fit()
        misfit = found.wresid @ found.wresid
        dets = np.linalg.slogdet(sigma)[1] + np.linalg.slogdet(x.T @ np.linalg.inv(sigma) @ x)[1]
        likely.append(-dets / 2 - df / 2 * np.log(misfit))
        fits.append((rows @ found.params, np.diag(rows @ found.cov_params() @ rows.T)))
    weight = np.exp(np.array(likely) - max(likely))
    weight /= weight.sum()
    estimate = sum(w * f[0] for w, f in zip(weight, fits, strict=True))
    variance = sum(w * (f[1] + (f[0] - estimate) ** 2) for w, f in zip(weight, fits, strict=True))
    return np.array([estimate, 2 * student.sf(np.abs(estimate / np.sqrt(variance)), df)])


@pytest.mark.parametrize("with_errors", [False, True])
def test_yearly_series_agree_with_whole_matrices(with_errors: bool) -> None:
    rng = np.random.default_rng(RNG)
    times = np.cumsum(rng.integers(1, 3, 18)).astype(float)
    y = rng.standard_normal((25, 18)) * 2 + np.where(times > times[8], 3.0, 0.0)
    errors = rng.uniform(0.2, 2.5, (25, 18)) if with_errors else None
    day = (times[8] + times[9]) / 2
    fast = before_after(y, [times], day, errors)
    for row in range(len(y)):
        estimate, p_value = slow_yearly(y[row], times, day, None if errors is None else errors[row])
        np.testing.assert_allclose(fast.estimate[row], estimate, rtol=1e-5)
        np.testing.assert_allclose(fast.p_value[row], p_value, rtol=1e-4)


def test_monthly_series_agree_with_whole_matrices() -> None:
    rng = np.random.default_rng(RNG)
    month = np.arange(40)
    y = np.cumsum(rng.standard_normal((10, 40)), axis=1) * 0.3 + rng.standard_normal((10, 40)) + month % 12
    fast = before_after(y, [month / 12], 19.5 / 12, step=1 / 12, season=12)
    for row in range(len(y)):
        estimate, p_value = slow_monthly(y[row], month, 19.5)
        np.testing.assert_allclose(fast.estimate[row], estimate, rtol=1e-6)
        np.testing.assert_allclose(fast.p_value[row], p_value, rtol=1e-5)


@pytest.mark.parametrize("kind", ["newey-west", "ols", "hc3"])
def test_the_published_errors_agree_with_statsmodels(kind: str) -> None:
    rng = np.random.default_rng(RNG)
    times, day = np.arange(22.0), 10.5
    y = rng.standard_normal((20, 22))
    fast = interrupted(y, [times], day, errors=kind)  # type: ignore[arg-type]
    x = np.column_stack([np.ones(22), times, times > day, np.maximum(0, times - day)])
    for row in range(len(y)):
        plain = sm.OLS(y[row], x)
        if kind == "newey-west":
            found = plain.fit(cov_type="HAC", cov_kwds={"maxlags": 2, "use_correction": True}, use_t=True)
        else:
            found = plain.fit(cov_type={"ols": "nonrobust", "hc3": "HC3"}[kind], use_t=True)
        np.testing.assert_allclose(fast.estimate[row], found.params, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(fast.error[row], found.bse, rtol=1e-8)
        np.testing.assert_allclose(fast.p_value[row], found.pvalues, rtol=1e-7)
