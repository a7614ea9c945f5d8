"""Two-point progress as others report it: worked examples by their published rules, and bad input."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hn

from ropewalk.stats.progress import eurostat_progress
from ropewalk.stats.progress_open_sdg import open_sdg_progress

YEARS = np.arange(2015.0, 2021)


def grown(rate: float, first: float = 100.0) -> np.ndarray:
    return first * (1 + rate) ** (YEARS - 2015)


def test_growth_is_by_the_year_between_the_two_points() -> None:
    wobble = grown(0.02) + np.array([0, 9, -9, 9, -9, 0])
    found = eurostat_progress(wobble[None], YEARS, 1, first_year=2015)
    assert found.growth[0] == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("share", "label"),
    [
        (1.2, "significant progress"),
        (0.951, "significant progress"),
        (0.949, "moderate progress"),
        (0.601, "moderate progress"),
        (0.599, "insufficient progress"),
        (0.001, "insufficient progress"),
        (-0.001, "movement away"),
    ],
)
def test_eurostat_with_a_target_goes_by_the_share_of_the_growth_needed(share: float, label: str) -> None:
    for rate, better in ((0.02, 1), (-0.02, -1)):
        target = 100 * (1 + rate) ** 15
        found = eurostat_progress(grown(rate * share)[None], YEARS, better, first_year=2015, target=target)
        assert found.labels()[0] == label
        assert found.ratio[0] == pytest.approx(share)


@pytest.mark.parametrize(
    ("rate", "label"),
    [
        (0.0101, "significant progress"),
        (0.0099, "moderate progress"),
        (0.0, "moderate progress"),
        (-0.0099, "moderate movement away"),
        (-0.0101, "significant movement away"),
    ],
)
def test_eurostat_without_a_target_goes_by_growth(rate: float, label: str) -> None:
    up = eurostat_progress(grown(rate)[None], YEARS, 1, first_year=2015)
    assert up.labels()[0] == label
    down = eurostat_progress(grown(-rate)[None], YEARS, -1, first_year=2015)
    assert down.labels()[0] == label
    assert np.isnan(up.ratio[0])


@pytest.mark.parametrize(
    ("rate", "label", "score"),
    [
        (0.03, "substantial progress", 5),
        (0.0175, "substantial progress", 3.75),
        (0.01, "moderate progress", 1.25),
        (0.0025, "limited progress", -1.25),
        (-0.01, "deterioration", -3.75),
        (-0.04, "deterioration", -5),
    ],
)
def test_open_sdg_without_a_target(rate: float, label: str, score: float) -> None:
    found = open_sdg_progress(grown(rate)[None], YEARS, 1)
    assert found.labels()[0] == label
    assert found.score[0] == pytest.approx(score)
    if rate:
        assert open_sdg_progress(grown(rate)[None], YEARS, -1).value[0] == pytest.approx(-rate)


@pytest.mark.parametrize(
    ("share", "label", "score"),
    [
        (1.3, "substantial progress", 5),
        (0.96, "substantial progress", 2.571),
        (0.7, "moderate progress", 0.714),
        (0.3, "limited progress", -1.25),
        (-0.3, "deterioration", -3.75),
    ],
)
def test_open_sdg_with_a_target(share: float, label: str, score: float) -> None:
    found = open_sdg_progress(grown(-0.03 * share)[None], YEARS, -1, target=100 * 0.97**15)
    assert found.labels()[0] == label
    assert found.score[0] == pytest.approx(score, abs=1e-3)


def test_open_sdg_says_when_the_target_is_achieved_whatever_the_growth() -> None:
    found = open_sdg_progress(grown(-0.01)[None], YEARS, 1, target=50.0)
    assert (found.labels()[0], found.score[0]) == ("target achieved", 5)


def test_open_sdg_asks_less_near_a_natural_limit() -> None:
    rows = np.stack([grown(0.002, first) for first in (20.0, 80.0, 98.0, 100.0)])
    found = open_sdg_progress(rows, YEARS, 1, limit=100.0)
    assert (np.diff(found.near) < 0).all()
    np.testing.assert_allclose(found.near[[0, 3]], [1, 0], atol=1e-3)
    assert found.labels().tolist() == [
        "limited progress",
        "limited progress",
        "substantial progress",
        "substantial progress",
    ]


def test_noughts_signs_and_missing_years_by_the_published_rules() -> None:
    rows = np.array([[0.0, 1, 2, 3, 4, 5], [-5, -4, -3, -2, -1, 1], [-5, -4, -3, -2, -1, -0.5]])
    found = open_sdg_progress(rows, YEARS, 1)
    assert found.labels().tolist() == ["substantial progress", "not available", "substantial progress"]
    assert eurostat_progress(rows, YEARS, 1, first_year=2015).label[:2].tolist() == [0, 0]
    late = grown(0.02)
    late[0] = np.nan
    assert open_sdg_progress(late[None], YEARS, 1).value[0] == pytest.approx(0.02)
    assert open_sdg_progress(late[None], YEARS, 1, first_year=2020).labels()[0] == "not available"
    assert open_sdg_progress(late[None], YEARS, 1, first_year=2030).labels()[0] == "not available"


@settings(max_examples=60, deadline=None)
@given(
    hn.arrays(
        np.float64,
        st.tuples(st.integers(1, 3), st.integers(1, 6)),
        elements=st.one_of(st.floats(-1e3, 1e3), st.sampled_from([0.0, np.nan, np.inf, 1e300, 5e-324])),
    ),
    st.sampled_from([np.nan, 0.0, 12.0, -3.0, 1e99]),
)
def test_nothing_stops_it_and_every_series_is_labelled(y: np.ndarray, target: float) -> None:
    before, years = y.copy(), np.arange(2015.0, 2015 + y.shape[1])
    ours = open_sdg_progress(y, years, -1, target=target, limit=abs(target))
    theirs = eurostat_progress(y, years, 1, first_year=2015, target=target)
    assert ((ours.label == 0) == np.isnan(ours.score)).all()
    assert (np.abs(ours.score[ours.label > 0]) <= 5).all()
    assert theirs.label.shape == (len(y),)
    assert np.array_equal(y, before, equal_nan=True)
