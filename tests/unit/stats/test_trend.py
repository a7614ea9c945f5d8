"""The trend of short series: what it must say, and how seldom it may be wrong."""

import numpy as np
import pytest

from ropewalk.stats.trend import trend

YEARS = np.arange(10.0)


def ar(rng: np.random.Generator, series: int, points: int, memory: float) -> np.ndarray:
    noise = rng.standard_normal((series, points))
    out = noise.copy()
    for at in range(1, points):
        out[:, at] = memory * out[:, at - 1] + np.sqrt(1 - memory**2) * noise[:, at]
    return out


def test_a_plain_rise_is_found_with_its_slope() -> None:
    y = 50 + 2 * YEARS + np.array([0.3, -0.2, 0.1, -0.3, 0.2, 0.1, -0.1, 0.2, -0.2, 0.1])
    found = trend(y[None], YEARS[None])
    assert found.lower[0] < 2 < found.upper[0]
    assert found.p_value[0] < 1e-6
    assert found.last[0] - found.first[0] == pytest.approx(9 * found.slope[0])


def test_points_on_a_line_are_sure_and_level_points_say_nothing() -> None:
    found = trend([[1.0, 2, 3, 4, 5], [4.0, 4, 4, 4, 4]], np.tile(np.arange(5.0), (2, 1)))
    assert found.slope[0] == pytest.approx(1)
    assert found.p_value[0] < 0.01
    assert np.isnan([found.slope[1], found.p_value[1], found.lower[1], found.last[1]]).all()


def test_level_points_with_a_known_error_show_no_change() -> None:
    found = trend([[4.0] * 6], [np.arange(6.0)], [[0.5] * 6])
    assert found.slope[0] == pytest.approx(0, abs=1e-12)
    assert found.p_value[0] > 0.5
    assert found.lower[0] < 0 < found.upper[0]


def test_four_points_are_too_few() -> None:
    found = trend([[1.0, 2, 3, np.nan, 5]], [np.arange(5.0)])
    assert found.points[0] == 4
    assert np.isnan(found.p_value[0])


def test_a_step_is_found_the_surer_the_larger_it_is() -> None:
    rng = np.random.default_rng(3)
    noise, step = rng.standard_normal((500, 10)), (YEARS >= 5) * 1.0
    times = np.tile(YEARS, (500, 1))
    for errors in (None, np.ones_like(noise)):
        found = [(trend(noise + d * step, times, errors).p_value < 0.05).mean() for d in (0, 2, 4, 8)]
        assert found == sorted(found)
        assert found[0] < 0.05
        assert found[-1] > 0.9


def test_rounded_figures_that_change_once_are_no_certain_step() -> None:
    found = trend([[98.0, 98, 98, 99, 99], [0.0, 0, 0, 1, 0]], np.tile(np.arange(5.0), (2, 1)))
    assert (found.p_value > 0.05).all()


def test_of_a_long_series_the_newest_ten_count() -> None:
    y = np.r_[np.full(20, 100.0), 50 + np.array([0.3, -0.2, 0.1, -0.3, 0.2, 0.1, -0.1, 0.2, -0.2, 0.1])]
    long, short = trend([y], [np.arange(30.0)]), trend([y[-10:]], [np.arange(20.0, 30)])
    assert long.points[0] == 10
    assert long.p_value[0] == short.p_value[0] > 0.05


def test_limits_leave_nought_out_exactly_when_sure() -> None:
    rng = np.random.default_rng(4)
    y = rng.standard_normal((600, 8)) + np.linspace(0, 6, 600)[:, None] * (np.arange(8) >= 4)
    for errors in (None, np.ones_like(y)):
        found = trend(y, np.tile(np.arange(8.0), (600, 1)), errors)
        assert ((found.p_value < 0.05) == ((found.lower > 0) | (found.upper < 0))).all()


def test_a_small_scatter_does_not_beat_a_large_known_error() -> None:
    y = [[10.0, 10.5, 11.0, 11.4, 12.1, 12.4]]
    alone, known = trend(y, [np.arange(6.0)]), trend(y, [np.arange(6.0)], [[3.0] * 6])
    assert alone.p_value[0] < 0.001
    assert known.p_value[0] > 0.05
    assert known.process[0] < 1


def test_a_scatter_beyond_the_known_error_counts_as_process() -> None:
    rng = np.random.default_rng(1)
    y = 4 * ar(rng, 200, 10, 0.0)
    found = trend(y, np.tile(YEARS, (200, 1)), np.ones_like(y))
    assert 3 < np.median(found.process) < 6


def test_time_is_real_so_a_gap_counts_as_long_as_it_is() -> None:
    times = np.array([[0.0, 1, 2, 3, 9, 10]])
    y = 3 * times + np.array([[0.01, -0.02, 0.01, 0.0, -0.01, 0.02]])
    assert trend(y, times).slope[0] == pytest.approx(3, abs=0.02)


@pytest.mark.parametrize("points", [5, 7, 10])
@pytest.mark.parametrize("process", [0.0, 1.0, 4.0])
def test_stable_series_seldom_raise_an_alarm_even_when_bad_years_linger(points: int, process: float) -> None:
    rng = np.random.default_rng(7)
    series = 2000
    y = process * ar(rng, series, points, 0.5) + rng.standard_normal((series, points))
    times = np.tile(np.arange(float(points)), (series, 1))
    rate = (trend(y, times, np.ones_like(y)).p_value < 0.05).mean()
    # 5% with three standard errors of a simulation of 2,000 series.
    assert rate < 0.05 + 3 * np.sqrt(0.05 * 0.95 / series)


def test_counts_without_limits_seldom_raise_an_alarm() -> None:
    rng = np.random.default_rng(8)
    for y in (rng.poisson(4, (2000, 8)), rng.binomial(30, 0.1, (2000, 8))):
        p = trend(y, np.tile(np.arange(8.0), (2000, 1))).p_value
        assert np.nanmean(p < 0.05) < 0.06
