"""A return is held to the store's rules and the contract's before it is sent in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.returns.checks import Owed, unlike, wrong
from ropewalk.returns.said import Said, wanted, worked_out
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Frequency, Kind, Polarity, State

TODAY = date(2024, 2, 10)


def measure(kind: Kind = Kind.PROPORTION, **told: object) -> Indicator:
    texts = (
        "title",
        "official_title",
        "definition",
        "unit",
        "polarity_reason",
        "owner",
        "producer",
        "licence",
    )
    fields = dict.fromkeys((*texts, "source", "geography", "period_type", "next_expected"), "x")
    numbers = {"decimals": 1, "multiplier": 100.0, "floor": 0.0, "ceiling": 100.0}
    words = {"polarity": Polarity.HIGHER, "frequency": Frequency.ANNUAL, "role": "performance"}
    return Indicator(**{"id": "m", "kind": kind, "priorities": ("1",), **fields, **numbers, **words, **told})


def owed(indicator: Indicator, period: str = "2023-01-01/P1Y", comment: bool = False) -> Owed:
    return Owed("E08900001", period, value=True, comment=comment, indicator=indicator)


def fields(said: Said, indicator: Indicator, **told: object) -> list[str]:
    made = worked_out(said, indicator)
    return [one.field for one in wrong(made, owed(indicator, **told), TODAY)]


def test_what_a_form_asks_for_follows_the_kind() -> None:
    assert wanted(measure(Kind.COUNT)) == ("value",)
    assert wanted(measure(Kind.MEAN)) == ("value", "lower", "upper")
    assert wanted(measure(Kind.RATE)) == ("numerator", "denominator", "value", "lower", "upper")
    assert wanted(None) == ()


@given(st.integers(0, 10_000), st.integers(1, 10_000))
def test_a_share_follows_from_its_counts(top: int, more: int) -> None:
    said = worked_out(Said(numerator=float(top), denominator=float(top + more)), measure())
    assert said.value == pytest.approx(100 * top / (top + more))
    assert said.state is State.MEASURED
    assert wrong(said, owed(measure()), TODAY) == ()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (Said(), "value"),
        (Said(value=101.0), "value"),
        (Said(value=50.0, lower=60.0, upper=40.0), "lower"),
        (Said(value=50.0, lower=60.0, upper=70.0), "lower"),
        (Said(value=50.0, upper=40.0), "upper"),
        (Said(value=float("nan")), "value"),
        (Said(value=5.0, state=State.SUPPRESSED), "state"),
        (Said(state=State.MEASURED), "state"),
        (Said(numerator=7.0, denominator=5.0), "numerator"),
        (Said(numerator=1.0, denominator=0.0, value=1.0), "denominator"),
        (Said(numerator=1.0, denominator=4.0, value=30.0), "value"),
    ],
)
def test_what_cannot_be_is_named_by_its_field(said: Said, field: str) -> None:
    assert field in fields(said, measure())


def test_why_there_is_no_figure_is_an_answer() -> None:
    assert fields(Said(state=State.NOT_AVAILABLE), measure()) == []
    assert fields(Said(state=State.SUPPRESSED, denominator=40.0), measure()) == []
    assert fields(Said(state=State.SUPPRESSED, numerator=2.0), measure()) == ["state"]


def test_a_rounded_value_agrees_with_its_counts() -> None:
    assert fields(Said(value=33.3, numerator=1.0, denominator=3.0), measure()) == []


def test_a_period_that_is_not_over_has_provisional_figures_alone() -> None:
    assert fields(Said(value=5.0), measure(), period="2024-01-01/P1Y") == ["state"]
    assert fields(Said(value=5.0, state=State.PROVISIONAL), measure(), period="2024-01-01/P1Y") == []


def test_a_comment_that_is_asked_for_is_written() -> None:
    assert fields(Said(value=5.0), measure(), comment=True) == ["comment"]
    assert fields(Said(value=5.0, comment="Because."), measure(), comment=True) == []
    only = Owed("E08900001", "2023-01-01/P1Y", value=False, comment=True)
    assert [one.field for one in wrong(Said(value=1.0, comment="x"), only, TODAY)] == ["value"]


def test_a_figure_far_from_the_one_before_is_looked_at_again() -> None:
    assert unlike(51.0, 10.0)
    assert unlike(-10.0, 10.0)
    assert not unlike(49.0, 10.0)
    assert not unlike(None, 10.0)
    assert not unlike(10.0, None)
