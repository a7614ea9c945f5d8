"""Faults of the reference programs that the sound methods do not share, one test each."""

import numpy as np
import pytest

from ropewalk.stats.aggregates import grouped_proportion, grouped_rate, mean_limits
from ropewalk.stats.concentration import concentration_index
from ropewalk.stats.groups import grouped, spread
from ropewalk.stats.indirect import indirect_rate
from ropewalk.stats.inequality import slope_index
from ropewalk.stats.life_expectancy import AGES, life_expectancy
from ropewalk.stats.peers import rank_ranges
from ropewalk.stats.quantiles import quantiles
from ropewalk.stats.standardised import direct_rate
from ropewalk.stats.two_groups import odds_ratio, two_proportions

PEOPLE = np.full((1, len(AGES)), 2000.0)
DEATHS = np.linspace(2, 300, len(AGES))[None]


def test_one_group_is_added_up_like_any_other() -> None:
    for method in (grouped_rate, grouped_proportion):
        assert method([1, 2], [10, 20], ["a", "a"]).value.tolist() == [0.1]
        assert len(method([1, 2], [10, 20], ["a", "a"], mode="as published").value) == 2


def test_a_missing_count_is_never_nought() -> None:
    x, n = [[np.nan, 20.0, 30.0]], [[100.0, 200.0, 300.0]]
    assert np.isnan(direct_rate(x, n, [1, 1, 1]).value).all()
    assert np.isnan(indirect_rate(x, n, [1, 1, 1], [9, 9, 9]).value).all()
    assert np.isnan(grouped_rate(x[0], n[0], ["a"] * 3).value).all()
    assert direct_rate(x, n, [1, 1, 1], mode="as published").value[0] > 0
    assert indirect_rate(x, n, [1, 1, 1], [9, 9, 9], mode="as published").value[0] > 0


def test_one_missing_death_count_kills_nobody() -> None:
    deaths = DEATHS.copy()
    deaths[0, 3] = np.nan
    published = life_expectancy(deaths, PEOPLE, mode="as published")
    # The program takes the missing count for everybody: nobody lives past fourteen.
    assert published.value[0, 0] < 14
    sound = life_expectancy(deaths, PEOPLE)
    assert np.isnan(sound.value).all()
    assert not sound.suppressed.any()
    assert life_expectancy(DEATHS, PEOPLE).value[0, 0] > 14


def test_a_withheld_life_expectancy_cannot_be_read_from_its_limits() -> None:
    people, deaths = np.full((1, len(AGES)), 300.0), np.zeros((1, len(AGES)))
    deaths[0, -1] = 1
    published = life_expectancy(deaths, people, mode="as published")
    assert np.isnan(published.value[0, 0])
    assert np.isfinite(published.lower[0, 0] + published.upper[0, 0])
    sound = life_expectancy(deaths, people)
    assert sound.suppressed[0, 0]
    assert np.isnan([sound.value[0, 0], sound.lower[0, 0], sound.upper[0, 0]]).all()


def test_an_age_that_nobody_reaches_has_no_expectancy() -> None:
    deaths = DEATHS.copy()
    deaths[0, 10] = 1000.0  # half of 2,000 people in a five-year band: all die in it
    assert life_expectancy(deaths, PEOPLE, mode="as published").value[0, 12] == 0
    assert np.isnan(life_expectancy(deaths, PEOPLE).value[0, 12])


def test_tenths_given_as_words_stand_in_the_order_of_numbers() -> None:
    words = ["1", "10", "2"]
    (panel,) = spread(grouped(["a"] * 3), [1.0, 10.0, 2.0], order=words)  # type: ignore[arg-type]
    assert panel.tolist() == [[1, 2, 10]]


def test_values_given_as_words_are_ranked_as_numbers() -> None:
    words = ["1", "10", "2", "30", "4", "25"]
    found = quantiles(words, [0] * 6, parts=3)  # type: ignore[arg-type]
    assert found.tolist() == quantiles([1.0, 10, 2, 30, 4, 25], [0] * 6, parts=3).tolist()
    assert found.tolist() == [3, 2, 3, 1, 2, 1]


def test_deprivation_fifths_given_as_words_give_the_same_slope() -> None:
    fifths = [str(10 * fifth) if fifth > 1 else "9" for fifth in range(1, 6)]  # "9" sorts last as a word
    value = np.array([0.5, 0.4, 0.35, 0.3, 0.2])
    (panel,) = spread(grouped(["a"] * 5), value, order=fifths)  # type: ignore[arg-type]
    assert panel[0].tolist() == value.tolist()
    by_word = value[np.argsort(fifths)][None]
    people = np.ones((1, 5))
    right, wrong = (slope_index(v, v - 0.1, v + 0.1, people).slope[0] for v in (panel, by_word))
    assert right < 0
    assert right != pytest.approx(wrong)


def test_tied_values_stay_together_in_the_part_of_the_first_of_them() -> None:
    # Ten places, fifths of two: the tie over second to fourth from the top begins in the first fifth.
    values = [9.0, 8, 8, 8, 5, 4, 3, 2, 1, 0]
    for mode in ("sound", "as published"):
        found = quantiles(values, [0] * 10, parts=5, mode=mode)  # type: ignore[arg-type]
        assert found.tolist() == [1, 1, 1, 1, 3, 3, 4, 4, 5, 5]
        low_first = quantiles(values, [0] * 10, parts=5, highest_first=False, mode=mode)  # type: ignore[arg-type]
        assert low_first.tolist() == [5, 4, 4, 4, 3, 3, 2, 2, 1, 1]


def test_ranks_are_whole_numbers_that_do_not_wrap_when_added_up() -> None:
    value = np.arange(70_000.0)
    found = rank_ranges(np.zeros(70_000, dtype=np.int32), value, value, value)
    assert found.low.dtype == found.high.dtype == np.int64
    assert found.low.sum() == 70_000 * 70_001 // 2 > np.iinfo(np.int32).max
    assert quantiles(value, np.zeros(70_000)).sum() == 385_000


def test_the_mean_of_equal_values_is_that_value() -> None:
    third = 1 / 3
    found = mean_limits([third] * 19, [0] * 19)
    assert np.mean([third] * 19) != third
    assert (found.value[0], found.lower[0], found.upper[0]) == (third, third, third)


def test_sums_of_small_whole_numbers_do_not_wrap() -> None:
    x = np.full(3, 2_000_000_000, dtype=np.int32)
    assert grouped_rate(x, x, [0, 0, 0]).events[0] == 6_000_000_000


def test_no_value_changes_its_tenth_by_a_rounding() -> None:
    moved = 0
    for size in range(10, 200):
        columns = np.arange(size), np.zeros(size)
        for parts in (5, 7, 10):
            sound = quantiles(*columns, parts=parts)
            # Whole numbers only: the i-th of m from the end is in part Q + 1 - ceiling(i Q / m).
            behind = np.arange(1, size + 1)
            assert sound.tolist() == (parts + 1 - -(-behind * parts // size)).tolist()
            moved += (sound != quantiles(*columns, parts=parts, mode="as published")).sum()
    assert moved > 0


def test_ties_do_not_depend_on_the_order_of_rows() -> None:
    y, rank, n = np.array([0.2, 0.8, 0.5]), np.array([1, 1, 2]), np.ones(3)
    group, back = np.zeros(3), [1, 0, 2]
    for mode, same in (("sound", True), ("as published", False)):
        one, other = (
            concentration_index(y[o], rank[o], n, group, mode=mode).relative[0]  # type: ignore[arg-type]
            for o in ([0, 1, 2], back)
        )
        assert (one == pytest.approx(other)) == same


def test_an_index_between_bounds_uses_the_bounds_and_not_the_sample() -> None:
    columns = [0.2, 0.3, 0.4], [1, 2, 3], [1, 1, 1], [0, 0, 0]
    bounded = concentration_index(*columns, bounds=(0, 1))
    assert bounded.erreygers[0] == pytest.approx(4 * 0.3 * bounded.relative[0])
    assert np.isnan(concentration_index(*columns).erreygers[0])
    assert concentration_index(*columns, mode="as published").erreygers[0] > 4 * bounded.erreygers[0]


def test_a_small_multiplier_does_not_swap_the_limits() -> None:
    v = np.array([[900.0, 800, 700, 600, 500]])
    columns = v, v * 0.9, v / 0.9, np.ones_like(v)
    for multiplier in (0.001, 1.0, 100.0, -1.0):
        found = slope_index(*columns, scale="log", transform=True, multiplier=multiplier)
        assert found.slope_lower[0] < found.slope[0] < found.slope_upper[0]
        assert found.ratio_lower[0] < found.ratio[0] < found.ratio_upper[0]
    fault = slope_index(*columns, scale="log", transform=True, multiplier=0.001, mode="as published")
    assert fault.slope_lower[0] > fault.slope_upper[0]
    assert not fault.ratio_lower[0] < fault.ratio[0] < fault.ratio_upper[0]


def test_a_ratio_over_a_start_that_may_be_nought_has_no_limits() -> None:
    v = np.array([[1.0, 2, 3, 4, 5]])
    found = slope_index(v, v - 6, v + 6, np.ones_like(v))
    assert np.isfinite(found.slope_lower[0])
    assert np.isnan([found.ratio_lower[0], found.ratio_upper[0]]).all()


def test_nobody_in_either_group_is_no_evidence_and_no_certainty() -> None:
    found = two_proportions([0], [10], [0], [12])
    assert found.p_value[0] == 1
    assert found.lower[0] < 0 < found.upper[0]
    assert np.isnan(two_proportions([0], [10], [0], [12], mode="as published").p_value[0])
    assert np.isnan(odds_ratio([0], [10], [0], [12]).ratio[0])


def test_what_the_program_stops_at_is_unknown_and_touches_no_neighbour() -> None:
    x, n, w = np.array([[5.0, 6, 7]] * 5), np.full((5, 3), 99.0), np.ones((5, 3))
    x[1, 0], n[2, 1], n[3, 1], w[4, 2] = -1, 0, np.nan, -1
    assert np.isnan(direct_rate(x, n, w).value).tolist() == [False, True, True, True, True]
    v, people = np.full((5, 5), 0.3), np.full((5, 5), 9.0)
    v[1, 0], people[2, 1], people[3, 1], v[4, 2] = 1.2, 0, np.nan, np.nan
    found = slope_index(v, v - 0.1, v + 0.1, people, scale="logit")
    assert np.isnan(found.slope).tolist() == [False, True, True, True, True]
    assert np.isnan(grouped_proportion([1, 3, 5], [2, 2, 9], [0, 1, 2]).value).tolist() == [
        False,
        True,
        False,
    ]
    assert (quantiles([1.0, 2, 3], [0, 0, 0], parts=4) == 0).all()
