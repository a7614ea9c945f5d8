"""One line before, another after: what is found, what is not claimed, and what cannot be said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ropewalk.stats.before_after import before_after

GAP, LEVEL, PACE = range(3)
TIMES = np.arange(24.0)
DAY = 11.5
PANEL = arrays(
    np.float64, st.tuples(st.integers(0, 4), st.just(24)), elements=st.floats(width=32) | st.just(np.nan)
)


def stable(series: int, memory: float, points: int = 24) -> np.ndarray:
    noise = np.random.default_rng([series, round(100 * memory), points]).standard_normal((series, points))
    out = noise.copy()
    for at in range(1, points):
        out[:, at] = memory * out[:, at - 1] + np.sqrt(1 - memory**2) * noise[:, at]
    return out


def test_a_step_and_a_bend_are_found_with_their_size() -> None:
    after = np.where(TIMES > DAY, TIMES - DAY, 0.0)
    y = 3 + 0.5 * TIMES + 20 * (after > 0) - 2 * after + 0.01 * stable(1, 0.0)
    found = before_after(y, [TIMES], DAY)
    np.testing.assert_allclose(found.estimate[0], [20 - 2 * after[after > 0].mean(), 20, -2], atol=0.1)
    assert (found.p_value < 1e-6).all()
    assert ((found.lower < found.estimate) & (found.estimate < found.upper)).all()
    assert (found.before[0], found.after[0]) == (12, 12)


@pytest.mark.parametrize("memory", [0.0, 0.25, 0.5])
@pytest.mark.parametrize("each_side", [8, 12])
def test_stable_series_are_rarely_called_changed(memory: float, each_side: int) -> None:
    points = 2 * each_side
    y = 5 * np.arange(points) + stable(3000, memory, points)
    found = before_after(y, [np.arange(points)], each_side - 0.5)
    alarms = (found.p_value < 0.05).mean(axis=0)
    assert (alarms <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 3000)).all()


def test_the_time_of_year_is_no_step() -> None:
    month = np.arange(36)
    wave = 10 * np.sin(2 * np.pi * month / 12)
    y = wave + stable(1500, 0.5, 36)
    found = before_after(y, [month / 12], 17.5 / 12, step=1 / 12, season=12)
    assert (found.p_value < 0.05).mean(axis=0).max() <= 0.065
    moved = before_after(
        y + np.where(month > 17.5, 6.0, 0.0), [month / 12], 17.5 / 12, step=1 / 12, season=12
    )
    assert (moved.p_value[:, LEVEL] < 0.05).mean() > 0.9


def test_known_errors_that_explain_the_scatter_widen_the_limits() -> None:
    y = stable(200, 0.0)
    plain, told = before_after(y, [TIMES], DAY), before_after(y, [TIMES], DAY, np.full(y.shape, 3.0))
    assert ((told.upper - told.lower) > (plain.upper - plain.lower))[:, LEVEL].mean() > 0.95


def test_a_point_without_an_error_is_not_taken_as_known_exactly() -> None:
    y, errors = stable(20, 0.0), np.full((20, 24), 0.2)
    errors[:, 3] = np.nan
    np.testing.assert_allclose(
        before_after(y, [TIMES], DAY, errors).p_value, before_after(y, [TIMES], DAY).p_value
    )


@pytest.mark.parametrize(("before", "after"), [(7, 12), (12, 7), (0, 20), (20, 0)])
def test_too_few_points_on_a_side_say_nothing(before: int, after: int) -> None:
    times = np.arange(before + after) - before + 0.5
    found = before_after(stable(2, 0.0, before + after), [times], 0.0)
    assert np.isnan(found.p_value).all()
    assert np.isnan(found.estimate).all()


def test_one_value_throughout_says_nothing_and_perfect_lines_say_all() -> None:
    flat = before_after([np.full(24, 7.0)], [TIMES], DAY)
    assert np.isnan(flat.p_value).all()
    line = before_after([3.0 * TIMES], [TIMES], DAY)
    assert (line.p_value == 1).all()
    assert (line.estimate == 0).all()
    stepped = before_after([3.0 * TIMES + (TIMES > DAY)], [TIMES], DAY)
    assert stepped.p_value[0, LEVEL] == 0


@settings(max_examples=60, deadline=None)
@given(PANEL, st.sampled_from([0, 4]))
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(
    y: np.ndarray, season: int
) -> None:
    before, good = y.copy(), stable(1, 0.0)
    both = before_after(np.vstack([good, y]), [TIMES / 4], DAY / 4, step=0.25, season=season)
    alone = before_after(good, [TIMES / 4], DAY / 4, step=0.25, season=season)
    np.testing.assert_allclose(both.p_value[:1], alone.p_value, rtol=1e-6)
    before_after(y, y, 3.0, y, season=season, least=2)
    assert np.array_equal(y, before, equal_nan=True)


@pytest.mark.parametrize("unit", [1e-6, -1.0, 1e9])
@pytest.mark.parametrize("season", [0, 4])
def test_the_unit_does_not_matter(unit: float, season: int) -> None:
    y = stable(20, 0.3)
    plain = before_after(y, [TIMES / 4], DAY / 4, step=0.25, season=season)
    scaled = before_after(unit * (y + 5), [TIMES / 4], DAY / 4, step=0.25, season=season)
    np.testing.assert_allclose(scaled.p_value, plain.p_value, rtol=1e-5)
    np.testing.assert_allclose(scaled.estimate, unit * plain.estimate, rtol=1e-5, atol=1e-9 * abs(unit))


@settings(max_examples=25, deadline=None)
@given(st.floats(0.5, 0.98), st.floats(0.001, 0.019))
def test_more_confidence_never_narrows(confidence: float, more: float) -> None:
    y = stable(5, 0.3)
    narrow, wide = (before_after(y, [TIMES], DAY, confidence=c) for c in (confidence, confidence + more))
    assert (wide.lower <= narrow.lower).all()
    assert (wide.upper >= narrow.upper).all()


def test_times_beyond_whole_numbers_stop_nothing() -> None:
    y = np.zeros((2, 24))
    y[:, :2] = [2.0**63, 4.0]
    y[1, 0] = 1e308
    both = before_after(y, y, 3.0, y, season=4, least=2)
    alone = before_after(y[:1], y[:1], 3.0, y[:1], season=4, least=2)
    np.testing.assert_array_equal(both.p_value[:1], alone.p_value)
    assert len(both.p_value) == 2
