"""The two published rules with their thresholds moved: at the published ones they say what those say."""

import numpy as np
import pytest

from ropewalk.calibration.simulated import rivals_kernel as kernel
from ropewalk.calibration.simulated.recipes import Made, Z
from ropewalk.calibration.simulated.rivals import WIDEST, chart_cut, control_chart, flagged, slope_cut
from ropewalk.stats.chart_rules import control_chart as published_chart
from ropewalk.stats.recent_trend import THRESHOLD, proportion_trend, value_trend


def panel(seed: int, series: int, points: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.standard_normal((series, points)) + rng.uniform(-1, 1, (series, 1)) * np.arange(points)


def test_the_recent_trend_is_the_published_one() -> None:
    y, times = panel(1, 3000, 7), np.tile(np.arange(7.0), (3000, 1))
    half = Z * np.random.default_rng(2).uniform(0.5, 2, y.shape)
    seen = kernel.slope_evidence(y, (Z / half) ** 2, 0.0)
    found = value_trend(y, y - half, y + half, times, mode="as published")
    changed = np.isin(found.label, (3, 4))
    assert changed.any()
    assert not changed.all()
    assert ((seen > THRESHOLD) == changed).all()


def test_the_recent_trend_of_counts_is_the_published_one() -> None:
    rng = np.random.default_rng(3)
    chance = np.clip(0.3 + rng.uniform(-0.05, 0.05, (2000, 1)) * np.arange(6), 0.02, 0.98)
    counts = rng.binomial(150, chance).astype(float)
    times = np.tile(np.arange(6.0), (2000, 1))
    found = proportion_trend(counts, np.full_like(counts, 150.0), times, mode="as published")
    seen = kernel.slope_evidence(counts, np.ones_like(counts), 150.0)
    changed = np.isin(found.label, (3, 4))
    assert changed.any()
    assert ((seen > THRESHOLD) == changed).all()


@pytest.mark.parametrize("points", [5, 8, 24])
def test_the_newest_point_is_flagged_where_the_published_rules_flag_it(points: int) -> None:
    y = 0.3 * panel(4, 3000, points) + np.random.default_rng(5).standard_normal((3000, points))
    nothing = np.full(y.shape, np.nan)
    published = published_chart(y).cause[:, -1] > 0
    assert published.any()
    assert (flagged(control_chart(Made(y, nothing, nothing))) == published).all()


def test_a_moved_limit_raises_as_many_alarms_as_asked() -> None:
    seen = kernel.newest_on_chart(np.random.default_rng(6).standard_normal((20_000, 20)), 3.267)
    for alarms in (0.03, 0.1):
        cut = chart_cut(seen, alarms)
        assert cut.runs == 1
        assert cut.power(seen) == pytest.approx(alarms, abs=0.001)


def test_where_runs_alone_raise_too_many_some_of_them_are_drawn_by_lot() -> None:
    seen = kernel.newest_on_chart(np.random.default_rng(7).standard_normal((20_000, 20)), 3.267)
    cut = chart_cut(seen, 0.002)
    assert cut.limit == WIDEST
    assert 0 < cut.runs < 1
    assert cut.power(seen) == pytest.approx(0.002)


def test_a_moved_threshold_raises_as_many_alarms_as_asked() -> None:
    evidence = np.random.default_rng(8).chisquare(1, 10_000)
    assert (evidence > slope_cut(evidence, 0.01)).mean() == pytest.approx(0.01, abs=1e-3)
