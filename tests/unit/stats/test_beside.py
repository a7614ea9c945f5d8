"""One change beside others: exact by ranks, wide by t, and silent where nothing can be said."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import stats

from ropewalk.stats.beside import beside

NUMBERS = st.floats(width=32) | st.just(np.nan)
PANELS = st.integers(0, 4).flatmap(
    lambda n: st.tuples(
        arrays(np.float64, n, elements=NUMBERS),
        arrays(np.float64, n, elements=NUMBERS),
        arrays(np.float64, (n, 6), elements=NUMBERS),
        arrays(np.float64, (n, 6), elements=NUMBERS),
    )
)


def test_without_variances_it_is_a_further_draw_by_student_s_t() -> None:
    noise = np.random.default_rng(12)
    others = noise.standard_normal((1, 20))
    found = beside([4.0], [np.nan], others, np.full((1, 20), np.nan))
    sd = others.std(ddof=1) * np.sqrt(1 + 1 / 20)
    t = (4.0 - others.mean()) / sd
    assert found.p_value[0] == pytest.approx(2 * stats.t.sf(abs(t), 19), rel=1e-6)
    assert found.excess[0] == pytest.approx(4.0 - others.mean(), rel=1e-6)
    assert found.usual[0] == pytest.approx(others.mean(), rel=1e-6)
    half = stats.t.ppf(0.975, 19) * sd
    assert found.upper[0] - found.lower[0] == pytest.approx(2 * half, rel=1e-6)


def test_the_furthest_of_twenty_one_is_one_of_twenty_one() -> None:
    noise = np.random.default_rng(12)
    others = noise.standard_normal((1, 20))
    none = np.full((1, 20), np.nan)
    assert beside([50.0], [np.nan], others, none).rank_p[0] == pytest.approx(1 / 21)
    assert beside([others.mean()], [np.nan], others, none).rank_p[0] == 1


@pytest.mark.parametrize("draw", ["normal", "heavy", "skewed", "own errors"])
def test_a_place_like_any_other_is_rarely_told_apart(draw: str) -> None:
    noise = np.random.default_rng(12)
    size = (4000, 21)
    variance = np.full(size, np.nan)
    if draw == "own errors":
        variance = noise.lognormal(0, 1, size)
        change = noise.standard_normal(size) * np.sqrt(variance + 1)
    else:
        make = {
            "normal": noise.standard_normal,
            "heavy": lambda s: noise.standard_t(3, s),
            "skewed": lambda s: noise.exponential(1, s),
        }
        change = make[draw](size)
    found = beside(change[:, 0], variance[:, 0], change[:, 1:], variance[:, 1:])
    assert (found.rank_p <= 0.05).mean() <= 0.05 + 3 * np.sqrt(0.05 * 0.95 / 4000)


def test_a_small_place_with_known_errors_is_not_told_apart_for_being_small() -> None:
    noise = np.random.default_rng(12)
    variance = np.ones((4000, 21))
    variance[:, 0] = 25
    change = noise.standard_normal((4000, 21)) * np.sqrt(variance)
    known = beside(change[:, 0], variance[:, 0], change[:, 1:], variance[:, 1:])
    assert (known.p_value < 0.05).mean() <= 0.06
    unknown = beside(change[:, 0], variance[:, 0] * np.nan, change[:, 1:], variance[:, 1:])
    assert (unknown.p_value < 0.05).mean() > 0.4


@pytest.mark.parametrize("others", [[1.0, 2.0], [3.0, 3.0, 3.0, 3.0]])
def test_too_few_others_or_none_that_differ_say_nothing(others: list[float]) -> None:
    found = beside([3.0], [np.nan], [others], [[np.nan] * len(others)])
    assert np.isnan([found.excess[0], found.p_value[0], found.rank_p[0]]).all()
    assert found.others[0] == len(others)


@settings(max_examples=80, deadline=None)
@given(PANELS)
def test_no_row_stops_it_nothing_is_changed_and_neighbours_do_not_matter(panel: tuple) -> None:
    noise = np.random.default_rng(12)
    before = [part.copy() for part in panel]
    good = noise.standard_normal((1, 7))
    alone = beside(good[:, 0], [np.nan], good[:, 1:], np.full((1, 6), np.nan))
    own, variance, others, variances = panel
    both = beside(
        np.r_[good[:, 0], own],
        np.r_[np.nan, variance],
        np.vstack([good[:, 1:], others]),
        np.vstack([np.full((1, 6), np.nan), variances]),
    )
    np.testing.assert_allclose(both.p_value[0], alone.p_value[0], rtol=1e-6)
    assert all(np.array_equal(was, now, equal_nan=True) for was, now in zip(before, panel, strict=True))


def test_the_order_of_the_others_and_the_unit_do_not_matter() -> None:
    noise = np.random.default_rng(12)
    change, variance = noise.standard_normal((5, 21)), noise.lognormal(0, 1, (5, 21))
    plain = beside(change[:, 0], variance[:, 0], change[:, 1:], variance[:, 1:])
    turned = beside(
        -1e6 * change[:, 0], 1e12 * variance[:, 0], -1e6 * change[:, :0:-1], 1e12 * variance[:, :0:-1]
    )
    np.testing.assert_allclose(turned.p_value, plain.p_value, rtol=1e-5)
    np.testing.assert_allclose(turned.excess, -1e6 * plain.excess, rtol=1e-5)
    np.testing.assert_array_equal(turned.rank_p, plain.rank_p)
