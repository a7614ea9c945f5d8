"""Ranks as ranges, and headline counts with false discoveries held down."""

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.findings.headlines import expected_false_alarms, headlines
from ropewalk.vocabulary.words import Polarity

CITY = "E08000012"
PEERS = tuple(f"E0600000{n}" for n in range(1, 7))
LAST = ["2024-01-01/P1Y"]


def table(rows, own: float, others: list[float], half: float | None = 1.0) -> pl.DataFrame:
    series = [rows([own], half=half, periods=LAST)]
    series += [rows([v], place=p, half=half, periods=LAST) for v, p in zip(others, PEERS, strict=False)]
    return pl.concat(series)


def rank(found, comparator: str, place: str = CITY) -> dict[str, object]:
    return found.ranks.filter((pl.col("place") == place) & (pl.col("comparator") == comparator)).row(
        0, named=True
    )


def test_rank_is_the_range_that_limits_leave(run, rows, comparison) -> None:
    found = run(table(rows, 50, [60, 51, 49, 40]), against=comparison)
    for comparator in ("peers", "all:authority"):
        row = rank(found, comparator)
        assert (row["low"], row["high"], row["of"], row["basis"]) == (2, 4, 5, "limits")
    assert rank(found, "peers")["median"] == 50  # of 40, 49, 51, 60
    assert rank(found, "all:authority")["median"] == 50  # of all five


def test_the_best_is_first_whichever_way_is_better(run, rows, comparison, measure) -> None:
    lower = run(table(rows, 50, [60, 70, 80]), measure(polarity=Polarity.LOWER), against=comparison)
    assert (rank(lower, "peers")["low"], rank(lower, "peers")["high"]) == (1, 1)


def test_without_limits_only_ties_are_open_and_it_is_said(run, rows, comparison) -> None:
    row = rank(run(table(rows, 50, [50, 60, 40], half=None), against=comparison), "peers")
    assert (row["low"], row["high"], row["basis"]) == (2, 3, "values only")


def test_no_rank_among_fewer_than_three_others(run, rows, comparison) -> None:
    assert run(table(rows, 50, [60, 40]), against=comparison).ranks.height == 0


def test_places_of_other_kinds_are_not_ranked_together(run, rows, comparison) -> None:
    country = rows([99.0], place="E92000001", half=1.0, periods=LAST)
    found = run(table(rows, 50, [60, 51, 49]).vstack(country), against=comparison)
    assert rank(found, "all:authority")["of"] == 4


def directions(p_values: list[float | None], verdicts: list[str]) -> pl.DataFrame:
    size = len(p_values)
    return pl.DataFrame(
        {
            "indicator": [f"i{n:02d}" for n in range(size)],
            "place": ["a"] * size,
            "breakdown": [""] * size,
            "question": ["direction"] * size,
            "verdict": verdicts,
            "p_value": pl.Series(p_values, dtype=pl.Float64),
            "estimate": [1.0] * size,
            "period": ["2024-01-01/P1Y"] * size,
            "reasons": [""] * size,
        }
    )


def test_a_change_that_many_tests_would_show_anyway_is_not_counted() -> None:
    p_values = [0.001, 0.04, *np.linspace(0.1, 0.9, 18)]
    found = headlines(directions(p_values, ["improving", "worsening", *["no clear change"] * 18]))
    assert found["counted"].to_list()[:2] == ["improving", "no clear change"]
    assert found["direction"].to_list()[:2] == ["improving", "worsening"]
    assert found["q_value"][0] == 0.001 * 20


def test_what_cannot_be_said_is_no_part_of_the_family() -> None:
    found = headlines(directions([0.03, 0.9, None], ["improving", "cannot say", "cannot say"]))
    assert found["q_value"].to_list() == [0.03, None, None]
    assert found["counted"].to_list() == ["improving", "cannot say", "cannot say"]


def test_false_alarms_to_expect() -> None:
    assert expected_false_alarms(40) == 2


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_counting_never_makes_a_change_of_what_was_none(p_values: list[float]) -> None:
    verdicts = ["improving" if p < 0.05 else "no clear change" for p in p_values]
    found = headlines(directions(list(p_values), verdicts))
    moved = found.filter(pl.col("counted") != pl.col("direction"))
    assert (moved["counted"] == "no clear change").all()
