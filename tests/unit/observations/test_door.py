"""What no row may be, whoever wrote it: refused with file, row, value and remedy, and nothing written."""

import polars as pl
import pytest
from batches import FILE, batch, origin, rows

from ropewalk.observations.store import Batch, Store
from ropewalk.vocabulary.errors import StoreError

GOOD = "jobs E1 2020 1.0"


def altered(**columns: object) -> Batch:
    """A good row in row 2 and, in row 3, one with other cells."""
    frame = rows(GOOD, "jobs E2 2020 2.0")
    change = [
        pl.when(pl.col("row") == 3).then(pl.lit(cell, dtype=frame.schema[name])).otherwise(name).alias(name)
        for name, cell in columns.items()
    ]
    return Batch(origin(), frame.with_columns(change))


@pytest.mark.parametrize(
    ("cells", "problem", "value"),
    [
        ({"indicator": ""}, "a row without indicator", ""),
        ({"place": None}, "a row without place", None),
        ({"period": None}, "a row without period", None),
        ({"period": "2020"}, "this is not a period", "2020"),
        ({"period": "2020-02-30/P1Y"}, "this is not a period", "2020-02-30/P1Y"),
        ({"period": "2020-01-01/P99999999999D"}, "this is not a period", "2020-01-01/P99999999999D"),
        ({"breakdown": "sex"}, "this is not a breakdown", "sex"),
        ({"breakdown": "sex=f;age=1"}, "this is not a breakdown", "sex=f;age=1"),
        ({"state": "guessed"}, "this is not a state of an observation", "guessed"),
        ({"value": float("nan")}, "the value is not a finite number", "NaN"),
        ({"upper": float("inf")}, "the upper is not a finite number", "inf"),
        ({"denominator": float("-inf")}, "the denominator is not a finite number", "-inf"),
        ({"state": "suppressed"}, "a number stands beside a state that says there is none", "suppressed"),
        ({"state": "not available"}, "a number stands beside a state", "not available"),
        (
            {"state": "suppressed", "value": None, "numerator": 3.0},
            "a number stands beside a state",
            "suppressed",
        ),
        ({"value": None}, "there is no value, and the state does not say why", "measured"),
        ({"value": None, "state": "provisional"}, "there is no value, and the state", "provisional"),
        ({"file": "other.csv"}, "the origin does not name this file", "other.csv"),
    ],
)
def test_a_row_that_may_not_enter_is_named(
    store: Store, cells: dict[str, object], problem: str, value: str | None
) -> None:
    with pytest.raises(StoreError) as caught:
        store.commit(altered(**cells), by="ann")
    [fault] = caught.value.faults
    assert problem in fault.problem
    assert (fault.file, fault.row, fault.value) == (cells.get("file", FILE), 3, value)
    assert fault.remedy
    assert store.revision == 0


def test_a_known_denominator_may_stand_beside_a_suppressed_value(store: Store) -> None:
    store.commit(altered(state="suppressed", value=None, denominator=1000.0), by="ann")
    assert store.read()["denominator"].to_list() == [None, 1000.0]


def test_a_numerator_may_stand_where_only_the_denominator_is_missing(store: Store) -> None:
    store.commit(altered(state="not available", value=None, numerator=3.0), by="ann")
    assert store.read()["numerator"].to_list() == [None, 3.0]


def test_limits_that_do_not_hold_the_value_may_enter(store: Store) -> None:
    # A modelled figure can lie outside its own limits; ranges are for the contracts to judge.
    store.commit(altered(lower=5.0, upper=6.0), by="ann")
    assert store.revision == 1


def test_null_breakdown_and_state_mean_headline_and_measured(store: Store) -> None:
    store.commit(altered(breakdown=None, state=None, file=None, row=None), by="ann")
    found = store.read().filter(place="E2").row(0, named=True)
    assert (found["breakdown"], found["state"], found["file"]) == ("", "measured", "")


def test_a_row_that_came_from_no_file_has_neither_file_nor_row(store: Store) -> None:
    frame = rows(GOOD).with_columns(file=pl.lit(""), row=pl.lit(None, dtype=pl.Int64))
    store.commit(Batch(origin(), frame), by="ann")
    assert store.read().select("file", "row").row(0) == ("", None)


def test_two_rows_with_one_key_are_both_named(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.commit(batch(GOOD, "jobs E2 2020 2.0", "jobs E1 2020 1.0", "jobs E1 2020 1.0 sex=f"), by="ann")
    assert [(fault.row, fault.value) for fault in caught.value.faults] == [
        (2, "jobs, E1, 2020-01-01/P1Y, "),
        (4, "jobs, E1, 2020-01-01/P1Y, "),
    ]


def test_an_observation_that_another_source_gives_is_refused(store: Store) -> None:
    store.commit(batch(GOOD, source="first"), by="ann")
    store.commit(batch("pay E1 2020 1.0", source="second"), by="ann")
    with pytest.raises(StoreError, match="the source first gives this observation already") as caught:
        store.commit(batch("jobs E2 2020 1.0", GOOD, "pay E1 2020 2.0", source="third"), by="ann")
    assert [(fault.row, fault.value) for fault in caught.value.faults] == [
        (3, "jobs, E1, 2020-01-01/P1Y, "),
        (4, "pay, E1, 2020-01-01/P1Y, "),
    ]
    assert store.revision == 2


def test_two_sources_may_share_an_indicator(store: Store) -> None:
    store.commit(batch(GOOD, source="england"), by="ann")
    store.commit(batch("jobs W1 2020 2.0", source="wales"), by="ann")
    assert store.read(["jobs"]).select("place", "source").rows() == [("E1", "england"), ("W1", "wales")]


def test_every_fault_is_counted_and_the_first_twenty_are_told(store: Store) -> None:
    lines = [f"jobs E{n} 202{n % 10} 1.0 sex" for n in range(1230)]
    with pytest.raises(StoreError) as caught:
        store.commit(batch(*lines), by="ann")
    assert len(caught.value.faults) == 21
    assert caught.value.faults[-1].problem == "and 1,210 more faults"


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        (rows(GOOD).drop("lower"), "the observations have no column lower"),
        (rows(GOOD).with_columns(extra=pl.lit(1)), "a column extra that is not read"),
        (rows(GOOD).with_columns(value=pl.lit("many")), "a column of the wrong type"),
    ],
    ids=["missing", "unread", "wrong type"],
)
def test_columns_are_those_of_the_exchange_table(store: Store, frame: pl.DataFrame, problem: str) -> None:
    with pytest.raises(StoreError, match=problem):
        store.commit(Batch(origin(), frame), by="ann")


def test_refused_rows_have_their_own_columns(store: Store) -> None:
    with pytest.raises(StoreError, match="the refused rows have no column reason"):
        store.commit(batch(GOOD, refused=batch(GOOD).refused.drop("reason")), by="ann")


def test_whole_numbers_may_stand_for_numbers(store: Store) -> None:
    frame = rows(GOOD).with_columns(pl.col("value").cast(pl.Int64), pl.col("row").cast(pl.UInt32))
    store.commit(Batch(origin(), frame), by="ann")
    assert store.read()["value"].to_list() == [1.0]


@pytest.mark.parametrize(("source", "by"), [("", "ann"), ("a/b", "ann"), ("jobs", " ")])
def test_a_load_names_its_source_and_whoever_makes_it(store: Store, source: str, by: str) -> None:
    with pytest.raises(StoreError):
        store.commit(batch(GOOD, source=source), by=by)
    assert store.revision == 0
