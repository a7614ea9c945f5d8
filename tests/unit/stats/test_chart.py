"""Where a monthly series stands now."""

import numpy as np
import pytest

from ropewalk.stats.chart import LINE, NEWEST, STRETCH, Now, now

MONTHS = np.arange(36)
SEASON = 10 * np.sin(2 * np.pi * MONTHS / 12)


def chart(y: np.ndarray, **options: int) -> Now:
    steps = np.tile(np.arange(y.shape[1]), (len(y), 1))
    return now(y, steps, **{"season": 12, "stretch": 6, "least": 25, **options})


def test_a_season_is_no_change() -> None:
    rng = np.random.default_rng(1)
    found = chart(SEASON + 50 + rng.normal(0, 0.5, (200, 36)))
    assert (found.p_value < 0.05).mean() < 0.08


def test_a_jump_of_the_newest_point_is_found_against_its_own_month() -> None:
    y = SEASON + 50 + np.random.default_rng(2).normal(0, 0.5, 36)
    y[-1] += 8
    found = chart(y[None])
    assert found.p_value[0] < 0.001
    assert found.which[0] == NEWEST
    assert found.shift[0] == pytest.approx(8, abs=2)
    assert found.usual[0] == pytest.approx(50 + SEASON[-1], abs=2)


def test_a_shift_of_the_last_half_year_is_found() -> None:
    y = SEASON + 50 + np.random.default_rng(3).normal(0, 0.5, 36)
    y[-6:] -= 2
    found = chart(y[None])
    assert found.p_value[0] < 0.05
    assert found.which[0] == STRETCH
    assert found.lower[0] < -2 < found.upper[0] < 0


def test_a_step_of_a_year_and_a_half_ago_is_told_as_a_change_a_year() -> None:
    y = SEASON + 50 + np.random.default_rng(9).normal(0, 0.5, 36)
    y[18:] += 3
    found = chart(y[None])
    assert found.p_value[0] < 0.001
    assert found.which[0] == LINE
    assert 0 < found.lower[0] < found.shift[0] < found.upper[0]


def test_a_series_without_a_season_pays_little_for_being_asked() -> None:
    rng = np.random.default_rng(10)
    flat = rng.standard_normal((400, 36))
    flat[:, -1] += 3
    seasonal = flat + 3 * np.sin(2 * np.pi * MONTHS / 12)
    assert (chart(flat).p_value < 0.05).mean() > (chart(seasonal).p_value < 0.05).mean() + 0.04


def test_an_old_jump_that_is_over_is_not_about_now() -> None:
    y = SEASON + 50 + np.random.default_rng(4).normal(0, 0.5, 36)
    y[10] += 8
    assert chart(y[None]).p_value[0] > 0.05


def test_limits_leave_nought_out_exactly_when_sure() -> None:
    y = SEASON + np.random.default_rng(5).normal(0, 1, (300, 36))
    y[:, -6:] += np.linspace(0, 3, 300)[:, None]
    found = chart(y)
    assert ((found.p_value < 0.05) == ((found.lower > 0) | (found.upper < 0))).all()


@pytest.mark.parametrize("memory", [0.0, 0.5])
@pytest.mark.parametrize(("season", "points", "least", "stretch"), [(12, 36, 25, 6), (4, 16, 13, 4)])
def test_stable_series_seldom_raise_an_alarm(
    memory: float, season: int, points: int, least: int, stretch: int
) -> None:
    rng = np.random.default_rng(6)
    y = rng.standard_normal((2000, points))
    for at in range(1, points):
        y[:, at] = memory * y[:, at - 1] + np.sqrt(1 - memory**2) * y[:, at]
    found = chart(y, season=season, least=least, stretch=stretch)
    assert (found.p_value < 0.05).mean() < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 2000)


def test_too_few_constant_and_empty_series_say_nothing_and_harm_nobody() -> None:
    good = SEASON + np.random.default_rng(7).normal(0, 1, 36)
    short, constant, empty = np.full(36, np.nan), np.full(36, 3.0), np.full(36, np.nan)
    short[-20:] = good[-20:]
    found = chart(np.stack([good, short, constant, empty]))
    assert np.isnan(found.p_value).tolist() == [False, True, True, True]
    assert found.points.tolist() == [36, 20, 36, 0]
    alone = chart(good[None])
    assert found.p_value[0] == pytest.approx(alone.p_value[0], rel=1e-12)


def test_a_missing_month_is_stepped_over() -> None:
    y = SEASON + 50 + np.random.default_rng(8).normal(0, 0.5, 36)
    y[-1] += 8
    y[[3, 20]] = np.nan
    assert chart(y[None]).p_value[0] < 0.01
