"""The six ways again, without recursion: each way is one normal distribution of past and future together."""

import numpy as np
import pytest
from scipy.linalg import cho_factor, cho_solve

from ropewalk.stats.outlook import outlook
from ropewalk.stats.outlook_kernel import GOES_ON, KEEPS, RETURNS, WAYS

VAGUE = 1e7


def covariance(behaviour: int, passing: float, at: np.ndarray) -> np.ndarray:
    """Covariance, in units of the scale, of what is seen at the times ``at``, the oldest first."""
    lasting, since = 1 - passing, at - at[0]
    both = np.minimum(since[:, None], since[None, :])
    if behaviour == RETURNS:
        whole = VAGUE + lasting * KEEPS ** np.abs(since[:, None] - since[None, :])
    else:
        pace = np.outer(since, since) if behaviour == GOES_ON else 0.0
        whole = VAGUE + lasting * both + pace
    return whole + passing * np.eye(len(at))


def slow(values: np.ndarray, at: np.ndarray, ahead: float) -> tuple[float, float]:
    """Mean and variance of one series a whole number of steps ahead of its newest point."""
    n = len(values)
    means, variances, weights = [], [], []
    for behaviour, passing in WAYS:
        whole = covariance(behaviour, passing, np.r_[at, at[-1] + ahead])
        past, cross = cho_factor(whole[:n, :n]), whole[:n, n]
        solved = cho_solve(past, values - values.mean())
        scale = (values - values.mean()) @ solved / (n - 1)
        size = 2 * np.log(np.diag(past[0])).sum() - np.log(VAGUE)
        means.append(values.mean() + cross @ solved)
        variances.append(scale * (whole[n, n] - cross @ cho_solve(past, cross)))
        weights.append(-0.5 * size - 0.5 * (n - 1) * np.log(scale))
    w = np.exp(np.array(weights) - max(weights))
    w /= w.sum()
    mean = w @ np.array(means)
    return mean, w @ (np.array(variances) + (np.array(means) - mean) ** 2)


@pytest.mark.parametrize("ahead", [1.0, 2.0, 3.0])
def test_fast_and_slow_outlooks_agree(ahead: float) -> None:
    rng = np.random.default_rng(13)
    values = rng.normal(0, 1, (40, 9)).cumsum(axis=1) * rng.random((40, 1)) + rng.normal(0, 1, (40, 9))
    at = np.cumsum(rng.choice([1.0, 1.0, 2.0], (40, 9)), axis=1)
    found = outlook(values, at, ahead)
    expected = [slow(v, t, ahead) for v, t in zip(values, at, strict=True)]
    np.testing.assert_allclose(found.mean, [mean for mean, _ in expected], rtol=1e-4, atol=1e-4)
    steady = np.maximum.accumulate(
        [[slow(v, t, h)[1] for v, t in zip(values, at, strict=True)] for h in np.arange(1, ahead + 1)]
    )
    np.testing.assert_allclose(found.ahead.error**2, steady[-1], rtol=1e-3)
