"""Made series are what their class says."""

import numpy as np
import pytest

from ropewalk.calibration.simulated.classes import every_class
from ropewalk.calibration.simulated.recipes import autoregression, rolling, surveyed

CLASSES = every_class()


def test_neighbours_of_an_autoregression_resemble_each_other_as_far_as_asked() -> None:
    y = autoregression(np.random.default_rng(1), 20_000, 12, 0.5)
    assert y.var() == pytest.approx(1, abs=0.02)
    for apart, expected in ((1, 0.5), (2, 0.25)):
        assert (y[:, apart:] * y[:, :-apart]).mean() == pytest.approx(expected, abs=0.02)


def test_limits_tell_the_sampling_error_and_not_the_process() -> None:
    made = surveyed(2, 0.0)(np.random.default_rng(2), 20_000, np.zeros(6))
    assert made.value.std() == pytest.approx(np.sqrt(5), rel=0.02)
    assert (made.upper - made.lower).mean() / 3.919928 == pytest.approx(1)


def test_overlapping_periods_share_years() -> None:
    y = rolling(0, 0.0)(np.random.default_rng(3), 20_000, np.zeros(9)).value
    assert y.var() == pytest.approx(1 / 3, rel=0.03)
    assert np.corrcoef(y[:, 4], y[:, 5])[0, 1] == pytest.approx(2 / 3, abs=0.03)
    assert np.corrcoef(y[:, 4], y[:, 7])[0, 1] == pytest.approx(0, abs=0.03)


@pytest.mark.parametrize("stable", CLASSES, ids=lambda c: f"{c.rhythm}-{c.points}-{c.name}")
def test_every_class_makes_what_it_names(stable) -> None:  # type: ignore[no-untyped-def]
    length = stable.points + stable.before
    made = stable.recipe(np.random.default_rng(4), 50, np.zeros(length))
    assert made.value.shape == made.lower.shape == made.upper.shape == (50, length)
    assert np.isfinite(made.value).all()
    published = np.isfinite(made.lower)
    assert published.all() or not published.any()
    assert ("no limits" in stable.name) <= (not published.any())
    assert (made.lower <= made.upper)[published].all()


def test_no_class_is_listed_twice() -> None:
    keys = [(stable.rhythm, stable.name, stable.points) for stable in CLASSES]
    assert len(keys) == len(set(keys))
