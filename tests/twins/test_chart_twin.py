"""The seasonal chart again, one series at a time, by whole covariance matrices."""

import numpy as np
import pytest
from scipy.special import logsumexp

from ropewalk.stats.chart import now
from ropewalk.stats.chart_tables import NODE_MEMORIES, NODE_SEASONS, P_VALUES, table_for


def slow(y: np.ndarray, when: np.ndarray, season: int, stretch: int) -> tuple[float, int, float]:
    """p-value, which change, and its size, of one series without gaps of nought."""
    kept = np.isfinite(y)
    y, when = y[kept], when[kept]
    n, one, table = len(y), np.ones(kept.sum()), table_for(season)
    size = np.abs(y - y.mean()).max()
    y = (y - y.mean()) / size
    row = int(table.row(np.array([n]))[0])
    newest = np.arange(n, 0, -1)
    shapes = [(newest <= 1) * 1.0, (newest <= stretch) * 1.0, (when - when[-1]) / season]
    splits = [k for k in range(season // 2, n - season // 2 + 1) if k % (season // 4) == 0]
    steps = [(newest <= k) * 1.0 for k in splits]
    logs, shifts = np.zeros((5, len(NODE_MEMORIES))), np.zeros((3, len(NODE_MEMORIES)))
    for node, (memory, spread) in enumerate(zip(NODE_MEMORIES, NODE_SEASONS, strict=True)):
        months = (when[:, None] % season == np.arange(season)) * 1.0
        apart = np.abs(when[:, None] - when[None, :]).astype(float)
        cov = memory**apart + spread * months @ months.T
        inverse = np.linalg.inv(cov)
        level = inverse - np.outer(inverse @ one, one @ inverse) / (one @ inverse @ one)
        base = -0.5 * np.linalg.slogdet(cov)[1] - 0.5 * np.log(one @ inverse @ one)
        base += season / 2 * np.log(max(spread, 1.0))  # the weights say how probable large seasons are

        def left(h: np.ndarray, level: np.ndarray = level) -> float:
            return float(np.log(y @ level @ y - (h @ level @ y) ** 2 / (h @ level @ h)))

        logs[4, node] = base - (n - 1) / 2 * np.log(y @ level @ y)
        for which, h in enumerate(shapes):
            logs[which, node] = base - (n - 1) / 2 * left(h)
            shifts[which, node] = (h @ level @ y) / (h @ level @ h) * size
        tried = np.array([-(n - 1) / 2 * left(h) for h in steps])
        logs[3, node] = base + logsumexp(tried) - np.log(len(tried))
    each = logsumexp(logs[:4] + table.belief[row], axis=1) + table.change[row]
    ratio = logsumexp(each) - logsumexp(logs[4] + table.stable[row])
    told = [each[0], each[1], np.logaddexp(each[2], each[3])]
    which = int(np.argmax(told))
    weight = logs[which] + table.belief[row]
    evidence, log_p = table.evidence[row], np.log(P_VALUES[: table.evidence.shape[1]])
    at = int(np.clip(np.searchsorted(evidence, ratio) - 1, 0, len(log_p) - 2))
    pace = (log_p[at + 1] - log_p[at]) / (evidence[at + 1] - evidence[at])
    p_value = float(np.exp(min(log_p[at] + pace * (ratio - evidence[at]), 0.0)))
    return p_value, which, float(np.exp(weight - logsumexp(weight)) @ shifts[which])


@pytest.mark.parametrize(("season", "stretch", "points", "least"), [(12, 6, 36, 25), (4, 4, 20, 13)])
def test_fast_and_slow_charts_agree(season: int, stretch: int, points: int, least: int) -> None:
    rng = np.random.default_rng(14)
    steps = np.tile(np.arange(points) + 24, (30, 1))
    y = 5 * np.sin(steps * 2 * np.pi / season) + rng.standard_normal(steps.shape)
    y[:, -stretch:] += rng.choice([0.0, 2.0], (30, 1))
    y[:10] += 0.2 * np.arange(points)
    y[20:, -1] += 5
    y[rng.random(y.shape) < 0.05] = np.nan
    found = now(y, steps, season=season, stretch=stretch, least=least)
    assert set(found.which) >= {0, 2}
    for i in range(30):
        p_value, which, shift = slow(y[i], steps[i], season, stretch)
        np.testing.assert_allclose(found.p_value[i], p_value, rtol=1e-5)
        np.testing.assert_allclose(found.shift[i], shift, rtol=1e-6)
        assert found.which[i] == which
