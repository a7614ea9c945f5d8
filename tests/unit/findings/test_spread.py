"""The middle and range of a group of places."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ropewalk.findings.spread import COLUMNS, spread


def table(rows: list[tuple[str, str, float | None]]) -> pl.DataFrame:
    return pl.DataFrame(
        rows, schema={"place": pl.String, "period": pl.String, "value": pl.Float64}, orient="row"
    )


def test_each_period_has_its_middle_its_least_and_its_greatest() -> None:
    rows = table(
        [(place, "2020-01-01/P1Y", value) for place, value in zip("abcd", (4, 1, 9, 2), strict=True)]
    )
    assert spread(rows, ["a", "b", "c", "d", "not there"]).rows() == [("2020-01-01/P1Y", 3.0, 1.0, 9.0, 4)]


def test_others_hidden_values_and_periods_of_two_places_count_for_nothing() -> None:
    rows = table(
        [("a", "2021-01-01/P1Y", 1.0), ("b", "2021-01-01/P1Y", 2.0), ("c", "2021-01-01/P1Y", None)]
        + [(place, "2020-01-01/P1Y", 5.0) for place in "abcx"]
    )
    assert spread(rows, "abc").rows() == [("2020-01-01/P1Y", 5.0, 5.0, 5.0, 3)]
    assert spread(rows, []).columns == list(COLUMNS)


VALUES = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=12)


@settings(deadline=None)
@given(VALUES, st.permutations(range(12)))
def test_the_middle_lies_between_and_the_order_of_places_does_not_matter(values, order) -> None:
    rows = [(f"p{at}", "2020-01-01/P1Y", value) for at, value in enumerate(values)]
    shuffled = [rows[at] for at in order if at < len(rows)]
    places = [row[0] for row in rows]
    found = spread(table(rows), places)
    assert found.equals(spread(table(shuffled), places))
    _, middle, least, most, count = found.row(0)
    assert least <= middle <= most
    assert (least, most, count) == (min(values), max(values), len(values))
