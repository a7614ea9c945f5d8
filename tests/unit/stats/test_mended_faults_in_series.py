"""Faults of the reference programs for charts, trends and forecasts that sound methods do not share."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import kendalltau

from ropewalk.stats.chart import now
from ropewalk.stats.chart_rules import control_chart
from ropewalk.stats.forecast import drift, last_value
from ropewalk.stats.monotone import monotone
from ropewalk.stats.process_charts import process_chart
from ropewalk.stats.recent_trend import LABELS, proportion_trend, value_trend
from ropewalk.stats.runs import anhoej
from ropewalk.stats.smoothing import smoothed, theta
from ropewalk.stats.trend import trend


def noise(series: int, points: int, memory: float) -> np.ndarray:
    """Stable series of variance one, each point so much like the one before."""
    fresh = np.random.default_rng(1).standard_normal((series, points))
    out = fresh.copy()
    for at in range(1, points):
        out[:, at] = memory * out[:, at - 1] + np.sqrt(1 - memory**2) * fresh[:, at]
    return out


def test_one_missing_value_stops_neither_its_own_chart_nor_another() -> None:
    rng = np.random.default_rng(2)
    y = rng.normal(50, 5, (2, 24))
    y[0, 7] = np.nan
    published, sound = control_chart(y, mode="as published"), control_chart(y)
    # The program refuses the whole call; here it is shown to be the series with the hole.
    assert published.stopped.tolist() == [True, False]
    assert np.isnan(published.upper[0]).all()
    assert not sound.stopped.any()
    assert np.isfinite(sound.upper).all()
    without = control_chart(np.delete(y[:1], 7, axis=1))
    assert sound.upper[0, 0] == without.upper[0, 0]
    np.testing.assert_array_equal(sound.upper[1], control_chart(y[1:]).upper[0])


def test_limits_of_a_constant_series_are_that_constant() -> None:
    for level in (5.0, 1 / 3, 0.0):
        y = [[level] * 19]
        assert np.isnan(control_chart(y, mode="as published").upper).all()
        found = control_chart(y)
        assert (found.lower == level).all()
        assert (found.upper == level).all()
        assert not found.outside.any()
        assert not (found.cause | found.side).any()
        assert np.isnan(process_chart("i", y, mode="as published").upper).all()
        assert (process_chart("i", y).upper == level).all()


def test_of_twenty_three_noughts_and_a_one_the_one_is_out_of_line() -> None:
    y = [[0.0] * 23 + [1.0]]
    assert control_chart(y, mode="as published").outside.all()
    assert control_chart(y).outside.tolist() == [[False] * 23 + [True]]


@pytest.mark.parametrize(
    ("memory", "some", "newest"), [(0.0, 0.19, 0.017), (0.5, 0.70, 0.12)], ids=["noise", "lingering"]
)
def test_a_verdict_is_about_now_and_not_about_some_point_once(
    memory: float, some: float, newest: float
) -> None:
    marked = control_chart(noise(4_000, 24, memory), mode="as published").cause > 0
    assert marked.any(axis=1).mean() == pytest.approx(some, abs=0.025)
    assert marked[:, -1].mean() == pytest.approx(newest, abs=0.012)
    y = noise(8_000, 36, memory)
    steps = np.broadcast_to(np.arange(36), y.shape)
    found = now(y, steps, season=12, stretch=6, least=25)
    assert not np.isnan(found.p_value).any()
    luck = 2 * np.sqrt(0.05 * 0.95 / len(y))
    assert (found.p_value < 0.05).mean() <= 0.05 + luck


def test_one_count_of_nought_stops_no_trend() -> None:
    x, n = np.array([[9.0, 6, 4, 2, 0], [10, 11, 9, 10, 12]]), np.full((2, 5), 60.0)
    years = np.arange(5.0)
    published, sound = (proportion_trend(x, n, years, mode=m) for m in ("as published", "sound"))
    assert published.stopped.tolist() == [True, False]
    assert not sound.stopped.any()
    assert sound.labels().tolist() == ["Decreasing", "No significant change"]
    assert np.isfinite(sound.slope).all()
    none = proportion_trend(x * 0, n, years)
    assert none.chi_square.tolist() == [0, 0]
    level = np.full((1, 5), 3.0)
    assert value_trend(level, level, level, years, mode="as published").stopped.all()
    assert not value_trend(level, level, level, years).stopped.any()


@pytest.mark.parametrize("multiplier", [100.0, 1_000.0])
def test_limits_of_a_trend_have_the_unit_of_its_values(multiplier: float) -> None:
    value = np.array([[0.10, 0.12, 0.13, 0.15, 0.16]])
    years, half = np.arange(5.0), 0.01
    plain = value_trend(value, value - half, value + half, years)
    assert LABELS[plain.label[0]] == "Increasing"
    scaled = multiplier * value, multiplier * (value - half), multiplier * (value + half), years
    sound, published = (
        value_trend(*scaled, multiplier=multiplier, mode=m) for m in ("sound", "as published")
    )
    np.testing.assert_allclose(sound.chi_square, plain.chi_square)
    assert published.chi_square[0] == pytest.approx(plain.chi_square[0] / multiplier**2)
    assert LABELS[published.label[0]] == "No significant change"


def test_one_outlier_on_the_side_of_the_slope_is_no_trend() -> None:
    x, n, years = np.array([[50.0, 51, 50, 52, 90]]), np.full((1, 5), 1_000.0), np.arange(5.0)
    assert LABELS[proportion_trend(x, n, years, mode="as published").label[0]] == "Increasing"
    sound = proportion_trend(x, n, years)
    assert LABELS[sound.label[0]] == "No significant change"
    assert sound.reasons()[0] == "Outlier found"


def test_equal_thirds_lie_on_their_own_mean() -> None:
    y = np.full((1, 19), 1 / 3)
    assert np.mean(y) != y[0, 0]
    found = control_chart(y)
    assert (found.centre == 1 / 3).all()
    assert not found.side.any()
    assert anhoej(y, [np.mean(y)]).useful[0] == 0


def on_a_limit() -> tuple[np.ndarray, np.ndarray]:
    """Series of twenty thirds with a point exactly 2.66 average moving ranges from the mean, and which."""
    y = np.random.default_rng(3).integers(0, 8, (200_000, 20))
    ranges, total = np.abs(np.diff(y, axis=1)).sum(axis=1), y.sum(axis=1)
    # |v - total / 20| = 2.66 ranges / 19, in whole numbers
    on = 5 * np.abs(20 * y - total[:, None]) == 14 * ranges[:, None]
    rows = on.any(axis=1)
    return y[rows], on[rows]


def test_a_point_exactly_on_a_limit_is_inside_it_in_any_order_of_summing() -> None:
    whole, on = on_a_limit()
    assert len(whole) > 20
    for scale in (1 / 3, 0.1, 7.7):
        y = whole * scale
        found = control_chart(y, screened=False)
        # The same question in exact numbers; thirds and tenths themselves are rounded.
        exact = np.array([outside_exactly(row) for row in whole.tolist()])
        np.testing.assert_array_equal(found.outside, exact)
        assert not found.outside[on].any()
        backwards = control_chart(y[:, ::-1], screened=False).outside[:, ::-1]
        np.testing.assert_array_equal(backwards, found.outside)
    ways = np.stack([naive(whole / 3), naive(whole[:, ::-1] / 3)[:, ::-1]])
    assert (ways[:, on]).any()  # the plain form of the rule calls some of them outside


def outside_exactly(row: list[int]) -> list[bool]:
    mean = Fraction(sum(row), len(row))
    average = Fraction(sum(abs(b - a) for a, b in pairwise(row)), len(row) - 1)
    return [abs(v - mean) > Fraction(266, 100) * average for v in row]


def naive(y: np.ndarray) -> np.ndarray:
    mean, average = y.mean(axis=1), np.abs(np.diff(y, axis=1)).mean(axis=1)
    return np.asarray(np.abs(y - mean[:, None]) > 2.66 * average[:, None])


def test_points_move_by_no_summation_order_in_a_longer_table() -> None:
    y = np.random.default_rng(4).integers(0, 40, (3_000, 24)) / 10
    alone = control_chart(y)
    for block in (1, 7, 1_000):  # a block of series gives what the whole table gives, to the last bit
        parts = [control_chart(y[at : at + block]).upper for at in range(0, 3_000, 1_000)]
        for at, part in zip(range(0, 3_000, 1_000), parts, strict=True):
            np.testing.assert_array_equal(part, alone.upper[at : at + len(part)])
    np.testing.assert_array_equal(control_chart(np.asfortranarray(y)).upper, alone.upper)


@pytest.mark.parametrize("points", [34, 40, 49])
def test_kendall_is_exact_up_to_fifty_points(points: int) -> None:
    y, t = np.random.default_rng(5).permutation(points) * 1.0, np.arange(points)
    ours = monotone([y], [t])
    assert ours.p_value[0] == pytest.approx(kendalltau(t, y, method="exact").pvalue, rel=1e-9)
    # SciPy left to itself, and the program asked for it, are normal here.
    normal = kendalltau(t, y).pvalue
    assert normal != pytest.approx(ours.p_value[0], rel=1e-3)
    assert monotone([y], [t], mode="as published").p_value[0] == pytest.approx(normal, rel=1e-9)


@pytest.mark.parametrize("points", [5, 6, 8, 11])
def test_intervals_of_a_short_series_are_as_wide_as_they_say(points: int) -> None:
    walk = np.random.default_rng(6).standard_normal((20_000, points + 1)).cumsum(axis=1)
    t = np.broadcast_to(np.arange(points) * 1.0, (len(walk), points))
    found = drift(walk[:, :-1], t, 1.0)
    low, high = found.interval(0.95)
    next_one = walk[:, -1]
    assert np.mean((low <= next_one) & (next_one <= high)) == pytest.approx(0.95, abs=0.01)
    # The same with normal quantiles, as the programs have it.
    narrow = np.abs(next_one - found.mean) <= 1.959964 * found.error
    assert narrow.mean() < 0.93


def test_no_model_refuses_a_short_series() -> None:
    y = [[1.0, 2.0, 4.0]]
    for found in (drift(y, [[0.0, 1, 2]], 1.0), smoothed(y, 1), theta(y, 1), last_value(y, 1)):
        assert np.isfinite([found.mean[0], found.error[0]]).all()


def test_a_series_without_an_answer_leaves_the_others_theirs() -> None:
    y = np.random.default_rng(7).normal(0, 1, (3, 10))
    t = np.broadcast_to(np.arange(10.0), y.shape)
    alone = trend(y[[0, 2]], t[:2]).p_value
    y[1] = np.nan
    found = trend(y, t).p_value
    assert np.isnan(found[1])
    np.testing.assert_array_equal(found[[0, 2]], alone)
