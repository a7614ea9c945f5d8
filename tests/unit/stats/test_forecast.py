"""What a short series leads one to expect."""

import numpy as np
import pytest

from ropewalk.stats.forecast import drift, historic_mean, last_value


def test_drift_goes_on_at_its_average_pace() -> None:
    found = drift([[1.0, 4, 5, 9, 9]], [np.arange(5.0)], 3)
    assert found.pace[0] == 2
    assert found.mean[0] == 15
    assert found.df[0] == 3


def test_the_further_the_less_sure() -> None:
    y, t = np.array([[1.0, 4, 5, 9, 9]]), np.arange(5.0)[None]
    errors = [drift(y, t, h).error[0] for h in (1, 2, 5)]
    assert errors == sorted(errors)
    assert errors[0] > 0


def test_chance_of_reaching_the_expected_value_is_a_half() -> None:
    found = drift([[1.0, 4, 5, 9, 9]], [np.arange(5.0)], 3)
    assert found.at_least(15)[0] == pytest.approx(0.5)
    assert found.at_least(0)[0] > 0.9 > 0.1 > found.at_least(40)[0]
    _, upper = found.interval()
    assert found.at_least(upper)[0] == pytest.approx(0.025)


def test_a_line_without_scatter_is_certain() -> None:
    found = drift([[1.0, 2, 3, 4, 5]], [np.arange(5.0)], 1)
    assert found.error[0] == 0
    assert [found.at_least(v)[0] for v in (5.9, 6.0, 6.1)] == [1, 1, 0]


def test_time_is_real() -> None:
    # Two years missing: the pace is per year, not per point.
    assert drift([[0.0, 1, 4, 5]], [[0.0, 1, 4, 5]], 1).pace[0] == 1


def test_too_few_points_and_the_past_expect_nothing() -> None:
    y, t = [[np.nan, np.nan, 1.0, 2.0], [1.0, 2, 4, 3]], np.tile(np.arange(4.0), (2, 1))
    assert np.isnan(drift(y, t, 1).mean[0])
    assert np.isnan(drift(y, t, -1).mean[1])


def test_simple_forecasts() -> None:
    y = [[2.0, 4.0, 3.0]]
    assert last_value(y, 1).mean[0] == 3
    assert historic_mean(y).mean[0] == 3
