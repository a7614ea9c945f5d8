"""The seasonal chart again, one series at a time, by textbook generalised least squares."""

import numpy as np
from scipy.stats import t as student

from ropewalk.stats.chart import MEMORIES, now


def slow_step(y: np.ndarray, steps: np.ndarray, season: int, count: int) -> tuple[float, float, int]:
    """Shift of the newest ``count`` points (slope a year when 0), its error and degrees of freedom."""
    kept = np.isfinite(y)
    y, steps = y[kept], steps[kept]
    present = sorted(set(steps % season))
    x = np.array([[float(s % season == m) for m in present] + [0.0] for s in steps])
    if count:
        x[-count:, -1] = 1
    else:
        x[:, -1] = steps / season
    df = len(y) - x.shape[1] + 1 - 1
    shifts, variances, logs = [], [], []
    for memory in MEMORIES:
        cov = memory ** np.abs(steps[:, None] - steps[None, :]).astype(float)
        inverse = np.linalg.inv(cov)
        information = x.T @ inverse @ x
        var = np.linalg.inv(information)
        beta = var @ x.T @ inverse @ y
        misfit = (y - x @ beta) @ inverse @ (y - x @ beta)
        shifts.append(beta[-1])
        variances.append(var[-1, -1] * misfit / df)
        logs.append(
            -0.5 * (np.linalg.slogdet(cov)[1] + np.linalg.slogdet(information)[1] + df * np.log(misfit))
        )
    weight = np.exp(np.array(logs) - max(logs))
    weight /= weight.sum()
    shift = float(weight @ shifts)
    return shift, float(np.sqrt(weight @ (variances + (np.array(shifts) - shift) ** 2))), df


def test_fast_and_slow_charts_agree() -> None:
    rng = np.random.default_rng(14)
    steps = np.tile(np.arange(36), (30, 1))
    y = 5 * np.sin(steps * np.pi / 6) + rng.standard_normal(steps.shape)
    y[:, -6:] += rng.choice([0.0, 2.0], (30, 1))
    y[:10] += 0.2 * np.arange(36)
    y[rng.random(y.shape) < 0.05] = np.nan
    found = now(y, steps, season=12, stretch=6, least=25)
    for i in range(30):
        answers = [slow_step(y[i], steps[i], 12, count) for count in (1, 6, 0)]
        p_values = [2 * student.sf(abs(shift) / error, df) for shift, error, df in answers]
        which = int(np.argmin(p_values))
        np.testing.assert_allclose(found.p_value[i], min(1.0, 3 * p_values[which]), rtol=1e-6)
        np.testing.assert_allclose(found.shift[i], answers[which][0], rtol=1e-6)
        assert found.which[i] == which
