"""Of one table as much is hidden as keeps its small counts from being worked out."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from secret_tables import CITY, by_ward_and_sex, frame, hidden_keys, measure, protected, ward
from table_attacker import attack

from ropewalk.vocabulary.protection import AS_IS, Protection, Sums
from ropewalk.vocabulary.words import Kind

WIDTH = Protection().width


def sums_of_wards(table: pl.DataFrame) -> np.ndarray:
    """What a reader knows to add up, written down apart from the code: sexes, and wards."""
    at = {key: n for n, key in enumerate(table.select("place", "breakdown").iter_rows())}
    places = sorted({place for place, _ in at})
    found = []
    for place in places:
        one = np.zeros(table.height)
        one[[at[place, "sex=female"], at[place, "sex=male"], at[place, ""]]] = 1, 1, -1
        found.append(one)
    for breakdown in ("", "sex=female", "sex=male"):
        one = np.zeros(table.height)
        one[[at[place, breakdown] for place in places if place != CITY]] = 1
        one[at[CITY, breakdown]] = -1
        found.append(one)
    return np.array(found)


def ranges(table: pl.DataFrame, hidden: pl.Series, floor: int = 1) -> np.ndarray:
    return attack(table["value"].to_numpy(), hidden.to_numpy(), sums_of_wards(table), floor)


@given(st.integers(0, 10_000), st.sampled_from([3, 8, 15, 30]), st.integers(2, 12))
@settings(max_examples=40, deadline=None)
def test_no_hidden_count_follows_from_the_totals(seed: int, mean: int, wards: int) -> None:
    table = by_ward_and_sex(np.random.default_rng(seed).poisson(mean, (wards, 2)))
    found = protected(table, wards=wards)
    if not found.hidden.any():
        assert not table["value"].is_between(1, 7).any()
        return
    if found.refused:
        assert found.hidden.all() or found.told.any()
        return
    known = ranges(table, found.hidden)
    secret = found.counted["secret"].filter(found.hidden).to_numpy()
    apart = known[:, 1] - known[:, 0]
    assert (apart[secret] >= WIDTH).all()
    assert (apart >= 1).all()
    assert not (table["value"].is_between(1, 7) & ~found.hidden).any()


def test_hiding_the_small_ones_alone_would_not_do() -> None:
    """The attacker works: without secondary suppression he finds every count."""
    table = by_ward_and_sex(np.array([[3, 20], [30, 40], [50, 60]]))
    small = table["value"].is_between(1, 7)
    assert (np.diff(ranges(table, small)) == 0).all()
    found = protected(table, wards=3)
    assert (np.diff(ranges(table, found.hidden)) >= WIDTH).all()


def test_nothing_is_hidden_without_need() -> None:
    table = by_ward_and_sex(np.array([[30, 20], [30, 40], [0, 60]]))
    assert not protected(table, wards=3).hidden.any()


def test_four_cells_guard_one_in_a_table_of_two_ways() -> None:
    table = by_ward_and_sex(np.array([[3, 20], [30, 40], [50, 60]]))
    hidden = hidden_keys(table, protected(table, wards=3))
    assert (ward(0), "2020", "sex=female") in hidden
    assert len(hidden) == 4


def test_noughts_are_shown_and_so_a_hidden_count_is_known_to_be_one_or_more() -> None:
    table = by_ward_and_sex(np.array([[0, 0], [1, 1], [50, 60]]))
    found = protected(table, wards=3)
    assert not (found.hidden & (table["value"] == 0)).any()
    assert (np.diff(ranges(table, found.hidden, floor=1)) >= 1).all()


def test_a_table_that_nothing_makes_safe_hides_all_and_says_so() -> None:
    """Another source shows the total of two: two counts of one or more are one each."""
    parts = [{"breakdown": f"sex={sex}", "value": 1.0} for sex in ("female", "male")]
    table = frame(*parts, {"value": 2.0, "source": "office"})
    found = protected(table, rules={"office": AS_IS, "own": Protection()})
    assert found.refused
    assert found.told.sum() == 2
    assert found.hidden.to_list() == [True, True, False]


def test_declared_sums_that_do_not_hold_hide_all_their_figures() -> None:
    rows = [{"breakdown": f"ward={n}", "value": v} for n, v in enumerate((3.0, 40.0, 50.0))]
    table = frame(*rows, {"value": 80.0})
    rule = Protection(adds_up=(Sums(breakdown="ward", parts=("0", "1", "2")),))
    assert protected(table, rule=rule).hidden.all()
    # Not declared, figures that come to more than their total are no sum of it.
    assert protected(table).hidden.to_list() == [True, False, False, False]


def test_what_is_left_of_a_total_is_a_figure_too() -> None:
    """Two sexes of three are given: the third is what is left, and nobody is shown it."""
    rows = [{"breakdown": "sex=female", "value": 3.0}, {"breakdown": "sex=male", "value": 40.0}]
    assert protected(frame(*rows, {"value": 50.0})).hidden.to_list() == [True, False, False]
    assert protected(frame(*rows, {"value": 43.0})).hidden.sum() == 2


def test_parts_that_are_declared_to_add_up_to_a_part() -> None:
    rows = [("16-19", 3.0), ("20-24", 40.0), ("young", 43.0), ("25-64", 90.0)]
    table = frame(*({"breakdown": f"group={name}", "value": value} for name, value in rows), {"value": 133.0})
    rule = Protection(adds_up=(
        Sums(breakdown="group", parts=("16-19", "20-24"), total="young"),
        Sums(breakdown="group", parts=("young", "25-64")),
    ))  # fmt: skip
    assert protected(table, rule=rule).hidden.to_list() == [True, True, False, False, False]


def test_ages_that_overlap_are_taken_apart() -> None:
    """16 to 24 less 18 to 24 is 16 to 17, which nobody gave; 16 to 17 is hidden, so one of the two is too."""
    rows = [("16-17", 4.0), ("18-24", 60.0), ("16-24", 64.0), ("25+", 500.0)]
    found = protected(frame(*({"breakdown": f"age={name}", "value": value} for name, value in rows)))
    assert found.hidden.to_list() == [True, True, False, False]


def test_years_guard_months_and_rolling_years_guard_single_ones() -> None:
    quarters = [
        {"period": f"2020-{month:02}-01/P3M", "value": value}
        for month, value in {1: 3.0, 4: 40.0, 7: 50.0, 10: 60.0}.items()
    ]
    assert protected(frame(*quarters, {"value": 153.0})).hidden.sum() == 2
    years = [{"period": f"{2015 + n}-01-01/P1Y", "value": v} for n, v in enumerate((30.0, 40, 50, 4, 60, 70))]
    three = [{"period": f"{2015 + n}-01-01/P3Y", "value": sum(y["value"] for y in years[n : n + 3])}
             for n in range(4)]  # fmt: skip
    hidden = protected(frame(*years, *three)).hidden
    assert hidden[3]
    assert hidden.sum() > 2


def test_one_count_under_two_names_is_hidden_under_both() -> None:
    rule = Protection(adds_up=(Sums(indicators=("rate",), to="calls"),))
    rate = measure("rate", Kind.RATE, 1000.0)
    row = {"indicator": "rate", "value": 2.0, "numerator": 4.0, "denominator": 2000.0}
    table = frame({"value": 4.0}, row)
    assert protected(table, rule=rule, measures=(measure(), rate)).hidden.all()


def test_the_rest_of_an_indicators_total_guards_a_part() -> None:
    rule = Protection(adds_up=(Sums(indicators=("a", "b"), to="calls"),))
    rows = [{"indicator": "a", "value": 4.0}, {"indicator": "b", "value": 60.0}, {"value": 64.0}]
    found = protected(frame(*rows), rule=rule, measures=(measure("a"), measure("b"), measure()))
    assert found.hidden.to_list() == [True, True, False]


def test_a_mean_times_its_people_is_a_sum() -> None:
    mean = measure("calls", Kind.MEAN)
    rows = [("sex=female", 10.0, 5.0), ("sex=male", 30.0, 400.0), ("", 29.75308641975309, 405.0)]
    table = frame(*({"breakdown": b, "value": v, "denominator": n} for b, v, n in rows))
    found = protected(table, measures=(mean,))
    assert found.hidden[0]
    assert found.hidden.sum() == 2


def test_what_a_publisher_hides_in_a_protected_source_is_guarded_as_well() -> None:
    rows = [{"breakdown": "sex=female", "state": "suppressed"}, {"breakdown": "sex=male", "value": 40.0}]
    found = protected(frame(*rows, {"value": 44.0}))
    assert found.hidden[1] or found.hidden[2]


def test_figures_shown_as_they_are_are_known_and_never_hidden() -> None:
    table = frame({"breakdown": "sex=female", "value": 3.0, "source": "office"},
                  {"breakdown": "sex=male", "value": 40.0, "source": "office"},
                  {"value": 43.0, "source": "office"})  # fmt: skip
    assert not protected(table, rules={"office": AS_IS}).hidden.any()


def test_a_total_that_another_source_shows_is_known() -> None:
    table = frame({"breakdown": "sex=female", "value": 3.0}, {"breakdown": "sex=male", "value": 40.0},
                  {"value": 43.0, "source": "office"})  # fmt: skip
    found = protected(table, rules={"office": AS_IS, "own": Protection()})
    assert found.hidden.to_list() == [True, True, False]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_figure_of_which_nothing_says_how_many_are_behind_it_is_hidden(kind: Kind) -> None:
    table = frame({"value": 12.5})
    one = (measure("calls", kind),)
    assert protected(table, measures=one).hidden.item() == (kind is not Kind.COUNT)
    assert not protected(table, measures=one, rule=Protection(uncounted="show")).hidden.item()


def test_an_indicator_without_a_definition_is_hidden() -> None:
    assert protected(frame({"value": 1200.0}), measures=()).hidden.item()
