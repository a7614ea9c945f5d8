"""What readers see of a protected source: hidden rows without any number, the others rounded."""

import polars as pl
import pytest
from secret_tables import frame, measure, protected

from ropewalk.findings.disclosure.hide import NUMBERS
from ropewalk.findings.disclosure.show import SHOWN, shown
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.words import Kind


def seen(table: pl.DataFrame, kind: Kind = Kind.COUNT, rule: Protection | None = None) -> list[dict]:
    times = {Kind.PROPORTION: 100.0, Kind.RATE: 1000.0}.get(kind, 1.0)
    found = protected(table, rule=rule, measures=(measure("calls", kind, times),))
    return shown(found.counted, found.hidden).to_dicts()


def test_hidden_rows_carry_no_number_and_say_one_word_whatever_the_reason() -> None:
    rows = [{"breakdown": "sex=female", "value": 3.0, "lower": 1.0, "upper": 9.0, "numerator": 3.0},
            {"breakdown": "sex=male", "value": 40.0, "lower": 29.0, "upper": 54.0},
            {"value": 43.0}, {"period": "2021-01-01/P1Y", "value": 0.0}]  # fmt: skip
    found = seen(frame(*rows))
    assert list(found[0]) == list(SHOWN)
    for row in found[:2]:
        assert row["state"] == "suppressed"
        assert all(row[name] is None for name in NUMBERS)
    assert [row["value"] for row in found[2:]] == [45.0, 0.0]


@pytest.mark.parametrize(("count", "rounded"), [(8, 10.0), (12, 10.0), (13, 15.0), (1002, 1000.0), (0, 0.0)])
def test_counts_are_rounded(count: int, rounded: float) -> None:
    (row,) = seen(frame({"value": float(count)}))
    assert row["value"] == rounded


def test_rates_follow_from_the_rounded_counts_and_carry_no_limits() -> None:
    row = {"value": 100 * 33 / 302, "lower": 8.0, "upper": 15.0, "numerator": 33.0, "denominator": 302.0}
    (one,) = seen(frame(row), Kind.PROPORTION)
    assert (one["numerator"], one["denominator"]) == (35.0, 300.0)
    assert one["value"] == pytest.approx(100 * 35 / 300)
    assert one["lower"] is None
    assert one["upper"] is None
    (bare,) = seen(frame({"value": 50.0, "numerator": 33.0}), Kind.RATE)
    assert bare["value"] == pytest.approx(50 * 35 / 33)


def test_a_mean_keeps_its_value_and_loses_the_sum_behind_it() -> None:
    (one,) = seen(frame({"value": 7.5, "numerator": 750.0, "denominator": 101.0}), Kind.MEAN)
    assert (one["value"], one["numerator"], one["denominator"]) == (7.5, None, 100.0)


def test_a_base_of_one_leaves_figures_as_they_are() -> None:
    row = {"value": 11.0, "lower": 8.0, "upper": 15.0, "numerator": 33.0, "denominator": 300.0}
    (one,) = seen(frame(row), Kind.PROPORTION, Protection(round_to=1))
    assert {name: one[name] for name in NUMBERS} == row


@pytest.mark.parametrize(
    ("row", "kind", "rule"),
    [
        ({"numerator": 2.0, "denominator": 400.0}, Kind.RATE, Protection(hide_to=1)),
        ({"numerator": 9.0, "denominator": 400.0}, Kind.RATE, Protection(standardised=("calls",))),
        ({"numerator": 0.0, "denominator": 9.0}, Kind.RATE, Protection(least_events=0)),
        ({"numerator": 98.0, "denominator": 100.0}, Kind.PROPORTION, Protection()),
        ({"value": 1.0, "denominator": 400.0}, Kind.PROPORTION, Protection()),
        ({"value": 7.0}, Kind.COUNT, Protection()),
    ],
    ids=["few events", "standardised", "few people", "few left out", "percentage times people", "count"],
)
def test_what_the_rule_hides(row: dict[str, float], kind: Kind, rule: Protection) -> None:
    assert seen(frame(row), kind, rule)[0]["state"] == "suppressed"


def test_places_of_a_kind_may_be_left_alone() -> None:
    table = frame({"value": 3.0, "place": "E08900001"}, {"value": 3.0, "place": "E05900001"})
    rows = seen(table, rule=Protection(everywhere_but=("authority",), find_sums=False))
    assert [(row["state"], row["value"]) for row in rows] == [("measured", 3.0), ("suppressed", None)]
