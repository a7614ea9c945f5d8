"""Concentration index: its error, its forms, and the regression that stands in for it."""

import numpy as np
import pytest

from ropewalk.stats.concentration import concentration_index
from ropewalk.stats.concentration_regression import concentration_by_regression

RNG = np.random.default_rng(71)


def people(count: int, rng: np.random.Generator = RNG) -> tuple[np.ndarray, ...]:
    rank = rng.normal(size=count)
    return 5 + rank + rng.normal(size=count), rank, np.ones(count), np.zeros(count)


def test_the_error_is_what_the_index_scatters_by() -> None:
    draws = [people(80) for _ in range(600)]
    y, rank, weight = (np.concatenate(c) for c in zip(*(d[:3] for d in draws), strict=True))
    found = concentration_index(y, rank, weight, np.repeat(np.arange(600), 80))
    scatter, said = found.relative.std(), np.sqrt(found.variance.relative).mean()
    # A standard deviation of 600 draws is good to 3%.
    assert said == pytest.approx(scatter, rel=0.1)


def test_grouped_people_with_known_errors_scatter_as_said() -> None:
    rank, weight, errors = np.arange(10.0), RNG.integers(200, 900, 10) * 1.0, np.full(10, 0.4)
    level = 5 + 0.3 * rank
    y = (level + errors * RNG.standard_normal((600, 10))).ravel()
    tables = np.tile(rank, 600), np.tile(weight, 600), np.repeat(np.arange(600), 10)
    found = concentration_index(y, *tables, errors=np.tile(errors, 600))
    said = np.sqrt(found.variance.relative).mean()
    scatter = found.relative.std()
    assert scatter * 0.85 < said < scatter * 1.5
    # Without the errors the rows' own spread about the line has to do, and says less of each.
    assert np.isfinite(concentration_index(y, *tables).variance.relative).all()


def test_weights_count_as_rows() -> None:
    y, rank, _, _ = people(12)
    weight = RNG.integers(1, 5, 12)
    times = np.repeat(np.arange(12), weight)
    whole = concentration_index(y, rank, weight, np.zeros(12))
    single = concentration_index(y[times], rank[times], np.ones(len(times)), np.zeros(len(times)))
    for name in ("relative", "generalised"):
        np.testing.assert_allclose(getattr(whole, name), getattr(single, name), rtol=1e-9)
    # As many rows as people know more: the same spread over a larger number.
    np.testing.assert_allclose(whole.variance.relative * 12, single.variance.relative * len(times), rtol=1e-9)


def test_every_form_has_its_error() -> None:
    y, rank, weight, group = people(40)
    y = y / 20
    found = concentration_index(y, rank, weight, group, bounds=(0, 1))
    for name in ("relative", "generalised", "erreygers", "wagstaff"):
        z = getattr(found, name) / np.sqrt(getattr(found.variance, name))
        np.testing.assert_allclose(z, found.relative / np.sqrt(found.variance.relative), rtol=1e-9)
    assert found.erreygers[0] == pytest.approx(4 * found.mean[0] * found.relative[0])
    assert found.wagstaff[0] == pytest.approx(found.relative[0] / (1 - found.mean[0]))


def test_as_published_the_variance_may_be_below_nought_and_in_sound_mode_not() -> None:
    y, rank, weight = [0.5, 0.4, 0.3, 0.2], [1, 2, 3, 4], [10, 10, 10, 4000]
    published = concentration_index(y, rank, weight, [0] * 4, mode="as published")
    assert (
        published.variance.relative[0]
        < 0
        <= concentration_index(y, rank, weight, [0] * 4).variance.relative[0]
    )


def test_the_regression_is_the_index_but_for_its_correction_of_the_variance() -> None:
    y, rank, weight, group = people(200)
    exact = concentration_index(y, rank, weight, group)
    np.testing.assert_allclose(
        concentration_by_regression(y, rank, weight, group).relative, exact.relative, rtol=1e-9
    )
    tenths = np.arange(10) * 1.0
    level, many = 5 + tenths, RNG.integers(100, 900, 10)
    too_large = concentration_by_regression(level, tenths, many, np.zeros(10)).relative
    assert too_large[0] > 1.01 * concentration_index(level, tenths, many, np.zeros(10)).relative[0]


def test_too_few_rows_have_no_error_and_a_missing_number_spoils_its_group_alone() -> None:
    found = concentration_by_regression([1.0, 2, 1, 2, np.nan, 3], [1, 2] * 3, [1] * 6, [0, 0, 1, 1, 2, 2])
    assert np.isnan(found.variance.relative).all()
    assert np.isnan(found.relative).tolist() == [False, False, True]
