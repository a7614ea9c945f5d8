"""The recent trend on toy series, and the program's faults mended."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.recent_trend import RecentTrend, proportion_trend, value_trend

YEARS = np.arange(2018.0, 2023.0)
WILD = st.one_of(st.floats(-1e3, 1e3), st.sampled_from([0.0, 1.0, 5.0, np.nan, np.inf, 1e300, 5e-324]))
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 8)), elements=WILD)


def proportion(
    x: list[float], n: float = 1000, years: np.ndarray = YEARS, mode: str = "sound"
) -> RecentTrend:
    return proportion_trend([x], [[n] * len(x)], [years], mode=mode)  # type: ignore[arg-type]


def limited(y: list[float], half: float, mode: str = "sound", **asked: float) -> RecentTrend:
    v = np.array([y])
    return value_trend(v, v - half, v + half, [YEARS], mode=mode, **asked)  # type: ignore[arg-type]


def test_a_steady_rise_and_a_steady_fall() -> None:
    assert proportion([100, 150, 200, 250, 300]).labels()[0] == "Increasing"
    assert limited([30, 25, 20, 15, 10], 1).labels()[0] == "Decreasing"
    assert limited([30, 25, 20, 15, 10], 1).slope[0] == -5
    assert limited([30, 29, 31, 30, 30], 5).reasons()[0] == "No significant trend"


def test_only_the_newest_five_points_count() -> None:
    years = np.arange(2015.0, 2023.0)
    found = proportion([900, 900, 900, 100, 150, 200, 250, 300], years=years)
    assert found.labels()[0] == "Increasing"


def test_one_outlier_against_the_slope_undoes_a_trend_in_both_modes() -> None:
    for mode in ("sound", "as published"):
        assert limited([10, 10, 30, 10, 10.1], 0.1, mode).labels()[0] == "No significant change"


def test_one_outlier_in_the_slopes_direction_fools_only_the_program() -> None:
    y = [10, 10.1, 10.05, 10.1, 15]
    assert limited(y, 0.1, "as published").labels()[0] == "Increasing"
    assert limited(y, 0.1).reasons()[0] == "Outlier found"


def test_a_zero_count_stops_the_program_but_not_us() -> None:
    x = [0.0, 3, 5, 9, 14]
    assert proportion(x, 100, mode="as published").stopped[0]
    assert proportion(x, 100, mode="as published").labels()[0] == ""
    assert proportion(x, 100).labels()[0] == "Increasing"
    assert proportion([100 - a for a in x], 100).labels()[0] == "Decreasing"


def test_no_cases_at_all_are_no_trend() -> None:
    assert proportion([0] * 5).labels()[0] == "No significant change"
    assert proportion([0] * 5, mode="as published").stopped[0]


def test_a_missing_count_is_passed_over_for_an_older_point() -> None:
    x, years = [50, 100, 150, np.nan, 250, 300], np.arange(2017.0, 2023.0)
    assert proportion(x, years=years).labels()[0] == "Increasing"
    assert proportion(x, years=years, mode="as published").reasons()[0] == "Missing values"
    assert proportion(x[1:], years=years[1:]).reasons()[0] == "Not enough data points"


def test_missing_limits_are_said_to_be_missing() -> None:
    y = np.arange(5.0)[None, :]
    low = y - 1
    low[0, 2] = np.nan
    published = value_trend(y, low, y + 1, YEARS[None, :], mode="as published")
    assert published.reasons()[0] == "Missing at least one confidence interval value"
    assert value_trend(y, low, y + 1, YEARS[None, :]).reasons()[0] == "Not enough data points"


def test_limits_without_width_are_no_limits() -> None:
    assert limited([1, 2, 3, 4, 5], 0, "as published").stopped[0]
    assert limited([1, 2, 3, 4, 5], 0).labels()[0] == "Cannot be calculated"


def test_limits_are_divided_by_the_multiplier_too() -> None:
    y = [30, 28, 26, 24, 22]
    sound = limited(y, 2, multiplier=100)
    assert sound.chi_square[0] == pytest.approx(limited(y, 2).chi_square[0])
    assert sound.slope[0] == pytest.approx(-0.02)
    published = limited(y, 2, "as published", multiplier=100)
    assert published.chi_square[0] == pytest.approx(sound.chi_square[0] / 1e4)


def test_two_values_for_one_time_are_no_answer() -> None:
    years = np.array([2018.0, 2019, 2019, 2020, 2021])
    assert proportion([1, 2, 3, 4, 5], years=years).reasons()[0] == "Two values for one time"
    assert proportion([1, 2, 3, 4, 5], years=years, mode="as published").stopped[0]


def test_one_bad_series_leaves_the_others_alone() -> None:
    x = np.array([[100.0, 150, 200, 250, 300], [0, 3, 5, 9, 14], [np.nan] * 5])
    for mode in ("sound", "as published"):
        found = proportion_trend(x, np.full(x.shape, 1000.0), np.tile(YEARS, (3, 1)), mode=mode)  # type: ignore[arg-type]
        assert found.labels()[0] == "Increasing"


@settings(max_examples=100, deadline=None)
@given(PANEL, st.sampled_from(["sound", "as published"]))
def test_no_series_stops_it_and_nothing_is_changed(y: np.ndarray, mode: str) -> None:
    before, t = y.copy(), np.tile(np.arange(float(y.shape[1])), (len(y), 1))
    proportion_trend(y, np.abs(y) + 1, t, mode=mode)  # type: ignore[arg-type]
    proportion_trend(y, y, y, mode=mode)  # type: ignore[arg-type]
    value_trend(y, y - 1, y + np.abs(y), t, mode=mode)  # type: ignore[arg-type]
    assert np.array_equal(y, before, equal_nan=True)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=5, max_size=8), st.floats(0.01, 100))
def test_counting_the_others_turns_the_answer_round(x: list[int], unit: float) -> None:
    years = np.arange(float(len(x)))
    one = proportion([float(a) for a in x], 100, years)
    other = proportion([100.0 - a for a in x], 100, years * unit)
    np.testing.assert_allclose(other.chi_square, one.chi_square, rtol=1e-9, atol=1e-9)
    turned = {2: 2, 3: 4, 4: 3}
    if abs(one.chi_square[0] - 9.5495) > 1e-6:
        assert other.label[0] == turned[int(one.label[0])]


def test_numbers_beyond_calculation_are_said_to_be() -> None:
    y = np.array([[1.0, 2, 3, 4, 5]])
    found = value_trend(y * 1e-98, y * 1e-98 - 1e-99, y * 1e-98 + 1e-99, y * 1e98)
    assert found.reasons()[0] == "Numbers too large or too small"
    assert found.labels()[0] == "Cannot be calculated"
