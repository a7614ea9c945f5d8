"""Simple smoothing and theta: toy series, and what holds of any series."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.smoothing import smoothed, theta

PANEL = hn.arrays(
    np.float64,
    st.tuples(st.integers(1, 3), st.integers(1, 10)),
    elements=st.one_of(st.floats(-1e6, 1e6), st.sampled_from([0.0, np.nan, np.inf, 1e300, 5e-324])),
)


def test_a_level_series_stays_level() -> None:
    found = smoothed([[7.0] * 8], 3.0)
    assert (found.mean[0], found.error[0]) == (7, 0)


def test_theta_goes_on_with_half_the_slope() -> None:
    y = np.arange(20.0)[None, :]
    one, two = theta(y, 1.0), theta(y, 2.0)
    np.testing.assert_allclose(two.mean - one.mean, 0.5, rtol=1e-6)
    assert one.pace[0] == 0.5


def test_a_short_series_is_not_sure_of_itself() -> None:
    y = np.array([[1.0, 4, 2, 6, 3, 5]])
    sound, published = (smoothed(y, 1.0, mode=m) for m in ("sound", "as published"))
    # The program begins at the first point and finds it fits itself; and it divides by six, not by four.
    assert (sound.df[0], published.df[0]) == (4, np.inf)
    assert np.diff(sound.interval(), axis=0)[0] > 1.4 * np.diff(published.interval(), axis=0)[0]


def test_as_published_only_the_longest_stretch_without_a_gap_counts() -> None:
    y = np.array([[9.0, 8, np.nan, 1, 4, 2, 6, 3, 5, 4, np.nan, 70]])
    for method in (smoothed, theta):
        whole, part = (method(a, 1.0, mode="as published") for a in (y, y[:, 3:10]))
        assert (whole.mean[0], whole.error[0], whole.points[0]) == (part.mean[0], part.error[0], 7)


def test_too_few_points_and_no_steps_ahead_say_nothing() -> None:
    found = smoothed([[1.0, 2.0, np.nan], [1.0, 2.0, 3.0]], [1.0, 0.0])
    assert np.isnan(found.mean).all()


@settings(max_examples=40, deadline=None)
@given(PANEL)
def test_no_series_stops_it_nothing_is_changed_and_neighbours_do_not_matter(y: np.ndarray) -> None:
    before = y.copy()
    for method in (smoothed, theta):
        whole, alone = method(y, 2.0), method(y[:1], 2.0)
        np.testing.assert_array_equal(whole.mean[:1], alone.mean)
        np.testing.assert_array_equal(whole.error[:1], alone.error)
    assert np.array_equal(y, before, equal_nan=True)
