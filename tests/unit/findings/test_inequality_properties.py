"""What holds of every gap: total, blind to the order of rows, and fair to scale and to the unit."""

from datetime import date
from itertools import cycle, islice

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from neighbourhoods import HOMES, MONEY, PLACES, RANKING, find, gap, measure, money, noisy, rows
from polars.testing import assert_frame_equal

from ropewalk.findings.inequality.columns import GAPS
from ropewalk.findings.inequality.inside import inequality
from ropewalk.vocabulary.words import Direction, Kind, Polarity, Position

NUMBER = st.one_of(
    st.none(), st.floats(-1e3, 1e3), st.sampled_from([0.0, 100.0, 1e308, -1e308, np.inf, np.nan, 5e-324])
)
CELL = st.tuples(NUMBER, NUMBER, NUMBER, st.sampled_from(["measured", "suppressed", "not available"]))
PERIODS = st.lists(
    st.sampled_from(["2020-01-01/P1Y", "2020-06-01/P1Y", "2021-01-01/P1Y", "2024-05-01/P1D"]), max_size=3
)


@given(
    some=st.lists(CELL, min_size=1, max_size=5),
    periods=PERIODS,
    kind=st.sampled_from(Kind),
    which=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_no_figure_however_bad_raises(some: list, periods: list[str], kind: Kind, which: bool) -> None:
    value, above, below, state = (list(column) for column in zip(*islice(cycle(some), 30), strict=True))
    name = MONEY if which else "x"  # bad figures, or a bad order
    frames = [
        rows(name, value, period, numerator=above, denominator=below, state=state) for period in periods
    ]
    measures = [RANKING, measure("x", kind)]
    found = inequality(pl.concat([money(30), *frames]), measures, PLACES, revision=1, today=date(2025, 6, 1))
    assert found.gaps.columns == list(GAPS)
    assert set(found.gaps["verdict"]) <= {str(word) for word in Position}
    assert set(found.gaps["direction"]) <= {str(word) for word in Direction}
    assert found.gaps["sentence"].null_count() == 0
    numbers = found.gaps.select("slope_index", "lower", "upper", "relative_index")
    assert not any(column.is_nan().any() for column in numbers)


@given(seed=st.integers(0, 99))
@settings(max_examples=6, deadline=None)
def test_the_order_of_rows_does_not_matter(seed: int) -> None:
    table = pl.concat([money(120), rows("x", noisy(3, 120))])
    mixed = table.sample(fraction=1, shuffle=True, seed=seed)
    one, other = find(table, measures=[measure("x")]), find(mixed, measures=[measure("x")])
    for name in ("gaps", "groups", "neighbourhoods"):
        assert_frame_equal(getattr(one, name), getattr(other, name), abs_tol=1e-9)


@given(times=st.floats(0.01, 1000), slope=st.floats(-9, 9))
@settings(max_examples=10, deadline=None)
def test_the_unit_changes_the_size_of_a_gap_and_nothing_else(times: float, slope: float) -> None:
    value = noisy(slope, 60)
    plain = gap(find(money(60), rows("x", value), measures=[measure("x")]), "x")
    other = gap(find(money(60), rows("x", [times * v for v in value]), measures=[measure("x")]), "x")
    np.testing.assert_allclose(other["slope_index"], times * plain["slope_index"], rtol=1e-6)  # type: ignore[operator]
    for name in ("relative_index", "relative_lower", "relative_upper", "p_value"):
        np.testing.assert_allclose(other[name], plain[name], rtol=1e-6)  # type: ignore[call-overload]
    assert other["verdict"] == plain["verdict"]


@given(slope=st.floats(-9, 9))
@settings(max_examples=8, deadline=None)
def test_turning_the_figures_over_turns_the_gap_over(slope: float) -> None:
    value = noisy(slope, 60)
    plain = gap(find(money(60), rows("x", value), measures=[measure("x")]), "x")
    turned = gap(find(money(60), rows("x", value[::-1]), measures=[measure("x")]), "x")
    np.testing.assert_allclose(turned["slope_index"], -plain["slope_index"], rtol=1e-6)  # type: ignore[operator]
    np.testing.assert_allclose(turned["relative_index"], 1 / plain["relative_index"], rtol=1e-6)  # type: ignore[operator]


@given(value=st.floats(0.1, 1e6))
@settings(max_examples=8, deadline=None)
def test_equal_figures_have_no_gap_whatever_they_are(value: float) -> None:
    found = gap(find(money(60), rows("x", [value] * 60), measures=[measure("x")]), "x")
    assert abs(float(found["slope_index"])) <= 1e-9 * value  # type: ignore[arg-type]
    assert found["verdict"] == "not distinguishable"


def test_another_indicator_changes_nothing_of_the_first() -> None:
    alone = find(money(), rows("x", noisy(3)), measures=[measure("x")])
    beside = find(
        money(), rows("x", noisy(3)), rows("y", [1e308] * 200), measures=[measure("x"), measure("y")]
    )
    assert_frame_equal(alone.gaps.filter(indicator="x"), beside.gaps.filter(indicator="x"))


def test_neutral_gaps_are_called_neither_better_nor_worse() -> None:
    found = find(money(), rows("x", noisy(6)), measures=[measure("x", polarity=Polarity.NEUTRAL)])
    assert gap(found, "x")["verdict"] == Position.CANNOT_SAY
    assert len(HOMES) == found.neighbourhoods.filter(indicator="x").height
