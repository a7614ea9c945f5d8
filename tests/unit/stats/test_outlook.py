"""What a series leads one to expect, by six ways of carrying it on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.outlook import outlook

STEADY = [50.0, 52.1, 53.9, 56.2, 57.8, 60.1, 62.0, 63.9]
NOISE = [50.2, 49.1, 51.3, 48.8, 50.9, 49.4, 51.1, 49.9]
WILD = st.one_of(
    st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, 100.0, np.nan, np.inf, -np.inf, 1e300, 5e-324])
)
PANEL = hn.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(0, 12)), elements=WILD)
MOVING = hn.arrays(np.float64, (1, 8), elements=st.integers(1, 99).map(float)).filter(lambda y: np.ptp(y) > 0)


def times(y) -> np.ndarray:
    return np.tile(np.arange(float(np.shape(y)[1])), (len(y), 1))


def ahead(y, horizon=2.0, **given):
    return outlook([y], times([y]), horizon, **given)


def test_a_steady_rise_goes_on_and_noise_does_not() -> None:
    assert ahead(STEADY).mean[0] == pytest.approx(67.5, abs=1)
    assert ahead(NOISE).mean[0] == pytest.approx(50, abs=0.5)


def test_an_odd_newest_point_is_not_believed_outright() -> None:
    assert 50.5 < ahead([*NOISE, 55.0]).mean[0] < 54


def test_today_is_known_and_half_a_step_lies_between() -> None:
    now, half, one = (ahead(STEADY, h) for h in (0.0, 0.5, 1.0))
    assert (now.mean[0], now.ahead.error[0], now.at_least(63.9)[0], now.at_least(64.0)[0]) == (63.9, 0, 1, 0)
    assert half.mean[0] == pytest.approx((63.9 + one.mean[0]) / 2)
    assert half.ahead.error[0] == pytest.approx(one.ahead.error[0] / 2**0.5)


def test_of_rolling_years_a_step_is_three() -> None:
    values, at = [STEADY], times([STEADY])
    slow = outlook(values, 3 * at, 6.0, step=3.0)
    assert slow.mean[0] == pytest.approx(outlook(values, at, 2.0).mean[0])
    assert slow.pace[0] == pytest.approx(outlook(values, at, 2.0).pace[0] / 3)


def test_widths_multiply_the_error() -> None:
    plain, wide = ahead(STEADY, 3.0), ahead(STEADY, 3.0, widen=1.5, growth=1.0)
    assert wide.ahead.error[0] == pytest.approx(plain.ahead.error[0] * 4.5)
    assert wide.mean[0] == plain.mean[0]


def test_doubt_is_never_less_than_that_of_one_figure() -> None:
    close = [50.0, 50.1, 49.9, 50.0, 50.1, 49.9]
    y = np.array([close])
    known = outlook(y, times(y), 1.0, lower=y - 1.96, upper=y + 1.96)
    assert known.ahead.error[0] == pytest.approx(1.0, rel=1e-3)
    assert ahead(close).ahead.error[0] < 0.2


def test_what_never_moved_has_no_doubt_and_too_few_points_no_answer() -> None:
    assert (ahead([7.0] * 6).mean[0], ahead([7.0] * 6).ahead.error[0]) == (7, 0)
    for short in (ahead(STEADY[:4]), ahead(STEADY, -1.0), ahead(STEADY, np.nan), ahead([np.nan] * 6)):
        assert np.isnan([short.mean[0], short.interval()[0][0], short.at_least(60)[0]]).all()


def test_a_value_beyond_its_floor_shows_that_there_is_none() -> None:
    found = ahead([3.0, 1.0, -1.0, -4.0, -5.5, -8.0], floor=0.0)
    assert found.mean[0] < -8


def test_chances_at_the_ends() -> None:
    down = ahead([9.0, 7.2, 5.1, 3.2, 2.1, 0.9], floor=0.0, ceiling=100.0)
    assert (down.at_least(0.0)[0], down.at_least(101.0)[0]) == (1, 0)
    assert (down.at_most(100.0)[0], down.at_most(-1.0)[0]) == (1, 0)
    assert 0 < down.at_most(0.0)[0] < 1


@settings(max_examples=150, deadline=None)
@given(PANEL, st.sampled_from([np.nan, 0.0]), st.sampled_from([np.nan, 100.0]))
def test_no_series_however_bad_stops_it_or_touches_a_neighbour(y, floor, ceiling) -> None:
    before = y.copy()
    good = np.resize(STEADY, (1, y.shape[1]))
    both = np.vstack([good, y])
    found = outlook(both, times(both), 2.0, floor=floor, ceiling=ceiling, lower=both - 1, upper=both + 1)
    alone = outlook(good, times(good), 2.0, floor=floor, ceiling=ceiling, lower=good - 1, upper=good + 1)
    assert np.array_equal(found.mean[:1], alone.mean, equal_nan=True)
    assert np.array_equal(found.at_least(50.0)[:1], alone.at_least(50.0), equal_nan=True)
    assert np.array_equal(y, before, equal_nan=True)


@settings(max_examples=100, deadline=None)
@given(MOVING, st.sampled_from([0.0, np.nan]), st.sampled_from([100.0, np.nan]), st.floats(0, 12))
def test_a_forecast_stays_between_floor_and_ceiling(y, floor, ceiling, horizon) -> None:
    found = outlook(y, times(y), horizon, floor=floor, ceiling=ceiling)
    ends = np.r_[found.interval(), found.mean[None]]
    assert not (ends < floor).any()
    assert not (ends > ceiling).any()
    assert found.interval()[0][0] <= found.mean[0] <= found.interval()[1][0]


@settings(max_examples=100, deadline=None)
@given(MOVING, st.sampled_from([0.0, np.nan]), st.sampled_from([100.0, np.nan]))
def test_the_further_the_less_sure_and_the_higher_the_less_likely(y, floor, ceiling) -> None:
    errors = [
        outlook(y, times(y), h, floor=floor, ceiling=ceiling, growth=0.1).ahead.error[0]
        for h in (0, 0.4, 1, 1.7, 2, 3, 4.5, 9)
    ]
    assert errors == sorted(errors)
    found = outlook(y, times(y), 2.0, floor=floor, ceiling=ceiling)
    chances = [found.at_least(v)[0] for v in np.linspace(-20, 120, 29)]
    assert chances == sorted(chances, reverse=True)
    assert min(chances) >= 0
    assert max(chances) <= 1


@settings(max_examples=100, deadline=None)
@given(MOVING, st.sampled_from([1e-6, 0.5, 3.0, 1e6]), st.sampled_from([0.0, -40.0, 7.0]))
def test_unit_and_origin_do_not_matter(y, scale, shift) -> None:
    for floor, ceiling in ((np.nan, np.nan), (0.0, np.nan), (0.0, 100.0), (np.nan, 100.0)):
        plain = outlook(y, times(y), 2.0, floor=floor, ceiling=ceiling)
        moved = outlook(
            scale * (y + shift),
            times(y),
            2.0,
            floor=scale * (floor + shift),
            ceiling=scale * (ceiling + shift),
        )
        np.testing.assert_allclose(moved.mean / scale - shift, plain.mean, rtol=1e-6, atol=1e-6)
        np.testing.assert_allclose(
            moved.at_least(scale * (60.5 + shift)), plain.at_least(60.5), rtol=1e-6, atol=1e-9
        )


@settings(max_examples=60, deadline=None)
@given(MOVING)
def test_upside_down_is_the_same(y) -> None:
    plain = outlook(y, times(y), 3.0, floor=0.0, ceiling=100.0)
    turned = outlook(100 - y, times(y), 3.0, floor=0.0, ceiling=100.0)
    np.testing.assert_allclose(turned.at_most(39.5), plain.at_least(60.5), rtol=1e-9, atol=1e-12)


def test_chances_of_stable_noise_come_true() -> None:
    rng = np.random.default_rng(14)
    y, later = rng.normal(50, 3, (40_000, 8)), rng.normal(50, 3, 40_000)
    found = outlook(y, times(y), 2.0)
    target = 50 + rng.normal(0, 4, 40_000)
    chance, came = found.at_least(target), later >= target
    for low in np.arange(0, 1, 0.1):
        mine = (chance >= low) & (chance < low + 0.1)
        assert abs(came[mine].mean() - chance[mine].mean()) < 0.05
    # Caution is allowed where nothing lingers and nobody told the method: never too sure.
    assert came[chance >= 0.8].mean() > 0.8
    assert came[chance <= 0.2].mean() < 0.2
