"""Standard errors recovered from limits."""

import numpy as np
import pytest

from ropewalk.stats.intervals import proportion_limits, rate_limits
from ropewalk.stats.standard_errors import from_limits


def test_symmetric_limits() -> None:
    assert from_limits(10, 10 - 1.959964, 10 + 1.959964) == pytest.approx(1, rel=1e-6)


def test_rate_on_the_log_scale_is_near_its_poisson_error() -> None:
    limits = rate_limits([100.0], [10_000.0], multiplier=1000)
    found = from_limits(limits.value, limits.lower, limits.upper, scale="log")
    # 10 per 1,000 from 100 events: a tenth of it. Exact limits are a little wider than log-normal ones.
    assert found[0] == pytest.approx(1.0, rel=0.03)


def test_proportion_on_the_logit_scale_is_near_its_binomial_error() -> None:
    limits = proportion_limits([30.0], [400.0], multiplier=100)
    found = from_limits(limits.value, limits.lower, limits.upper, scale="logit", multiplier=100)
    assert found[0] == pytest.approx(100 * np.sqrt(0.075 * 0.925 / 400), rel=0.02)


def test_a_limit_at_nought_falls_back_to_the_natural_scale() -> None:
    assert from_limits(0.0, 0.0, 3.92, scale="log") == pytest.approx(1, rel=1e-4)


def test_limits_that_are_none_give_no_error() -> None:
    value, lower, upper = [5, 5, 5, 9, np.nan], [6, 5, np.nan, 1, 1], [4, 5, 7, 2, 2]
    assert np.isnan(from_limits(value, lower, upper)).all()
