"""One value for one key: repeats count once; contradictions stop, or are refused row by row."""

import pytest

from ropewalk.vocabulary.errors import SourceError

TABLE = """
[[table]]
file = "{file}"
place = {{ column = "code" }}
period = {{ column = "year", notation = "calendar-year" }}
contradictions = "{policy}"
[[table.series]]
indicator = "jobs"
value = "value"
"""


def plan(policy="stop", file="a.csv"):
    return TABLE.format(policy=policy, file=file)


def csv(*rows):
    return "code,year,value\n" + "".join(f"{row}\n" for row in rows)


def test_rows_that_say_the_same_twice_count_once(load):
    batch = load(plan(), {"a.csv": csv("E08000012,2022,1.0", "E08000012,2022,1", "E08000012,2023,2")})
    assert batch.observations.select("value", "row").rows() == [(1.0, 2), (2.0, 4)]
    assert batch.refused.is_empty()


def test_a_contradiction_stops_and_names_each_row(load):
    rows = csv("E08000012,2022,1", "E08000012,2023,5", "E08000012,2022,2")
    with pytest.raises(SourceError) as found:
        load(plan(), {"a.csv": rows})
    assert [(f.file, f.row, f.value) for f in found.value.faults] == [
        ("toy/a.csv", 2, "1.0"),
        ("toy/a.csv", 4, "2.0"),
    ]
    assert found.value.faults[0].problem == "two different values for jobs, E08000012, 2022-01-01/P1Y"


def test_a_contradiction_may_be_refused_and_no_row_of_it_is_kept(load):
    rows = csv("E08000012,2022,1", "E08000012,2023,5", "E08000012,2022,2", "E08000012,2022,1")
    batch = load(plan("refuse"), {"a.csv": rows})
    assert batch.observations.select("period", "value").rows() == [("2023-01-01/P1Y", 5.0)]
    # Row 5 says what row 2 says already.
    assert batch.refused.select("row", "value").rows() == [(2, "1.0"), (4, "2.0")]
    assert batch.refused["reason"].unique().to_list() == [
        "the file gives two different values for the same indicator, place, period and breakdown"
    ]


def test_an_old_and_a_new_code_are_one_place(load):
    with pytest.raises(SourceError, match="two different values for jobs, E08000039"):
        load(plan(), {"a.csv": csv("E08000019,2022,1", "E08000039,2022,2")})


def test_two_files_may_contradict_each_other(load):
    files = {"a.csv": csv("E08000012,2022,1"), "b.csv": csv("E08000012,2022,2")}
    with pytest.raises(SourceError) as found:
        load(plan("refuse") + plan("stop", "b.csv"), files)
    assert [(f.file, f.row) for f in found.value.faults] == [("toy/a.csv", 2), ("toy/b.csv", 2)]
