"""Every sort of bad input: an error that names file, row, value and remedy, and nothing half-done."""

import gzip

import pytest

from ropewalk.sources.load import read_source
from ropewalk.vocabulary.errors import DefinitionError, RopewalkError, SourceError

MAP = """
[[table]]
file = "a.csv"
expect = ["note"]
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "jobs"
where = { sort = "jobs" }
value = "value"
"""

CSV = "code,year,sort,value,note\nE08000012,2022,jobs,10,\nE08000012,2023,jobs,12,\n"


def fault(source, register, plan=MAP, data=CSV, kind: type[RopewalkError] = SourceError, after=None):
    folder = source(plan, {"a.csv": data})
    if after:
        after(folder)
    with pytest.raises(kind) as found:
        read_source(folder, register, known_indicators=["jobs"])
    assert all(each.remedy for each in found.value.faults)
    first = found.value.faults[0]
    return first.file, first.row, first.value, first.problem


def test_good_input_is_good(source, register):
    folder = source(MAP, {"a.csv": CSV})
    assert read_source(folder, register, known_indicators=["jobs"]).observations.height == 2


@pytest.mark.parametrize(
    ("old", "column"), [("value,note", "value"), ("year,sort", "year"), ("note\n", "note")]
)
def test_a_wrong_column(source, register, old, column):
    data = CSV.replace(old, old.replace(column, "other"), 1)
    assert fault(source, register, data=data) == ("toy/a.csv", 1, column, "there is no such column")


def test_an_unknown_place(source, register):
    found = fault(source, register, data=CSV + "E1,2023,jobs,1,\n")
    assert found == ("toy/a.csv", 4, "E1", "no place in the register has this gss")


def test_a_row_without_a_place(source, register):
    found = fault(source, register, data=CSV + ",2023,jobs,1,\n")
    assert found == ("toy/a.csv", 4, None, "no place in the register has this gss")


def test_a_number_that_is_not_one(source, register):
    found = fault(source, register, data=CSV.replace(",12,", ",a dozen,"))
    assert found == ("toy/a.csv", 3, "a dozen", "the value is not a number")


def test_a_period_in_another_notation(source, register):
    found = fault(source, register, data=CSV.replace("2023", "2023/24"))
    assert found == ("toy/a.csv", 3, "2023/24", "the period is not in the notation calendar-year")


def test_a_row_without_a_period(source, register):
    found = fault(source, register, data=CSV.replace("2023", ""))
    assert found == ("toy/a.csv", 3, None, "there is no period in this row")


def test_a_contradiction(source, register):
    found = fault(source, register, data=CSV.replace("2023", "2022"))
    assert found == ("toy/a.csv", 2, "10.0", "two different values for jobs, E08000012, 2022-01-01/P1Y")


def test_a_definition_with_an_unread_field(source, register):
    found = fault(source, register, plan=MAP + 'colour = "red"\n', kind=DefinitionError)
    assert found[0] == "toy/map.toml"
    assert "unknown field `colour`" in found[3]


def test_an_indicator_that_nobody_defined(source, register):
    found = fault(source, register, plan=MAP.replace('"jobs"\nwhere', '"jbos"\nwhere'), kind=DefinitionError)
    assert found == ("toy/map.toml", None, "jbos", "there is no such indicator")


def test_a_missing_licence(source, register):
    def unlicensed(folder):
        text = (folder / "origin.toml").read_text()
        (folder / "origin.toml").write_text(text.replace('licence = "OGL-UK-3.0"\n', ""))

    found = fault(source, register, kind=DefinitionError, after=unlicensed)
    assert found[0] == "toy/origin.toml"
    assert "`licence`" in found[3]


def test_a_truncated_file(source, register):
    found = fault(source, register, after=lambda folder: (folder / "a.csv").write_text(CSV[:-20]))
    assert (found[0], found[3]) == (
        "toy/a.csv",
        f"the file has {len(CSV) - 20} bytes and should have {len(CSV)}",
    )


def test_a_file_that_was_cut_before_anyone_measured_it(source, register):
    found = fault(source, register, data=CSV[:-10])
    assert found == ("toy/a.csv", 3, None, "the row has 2 cells and the header has 5")


def test_a_damaged_file(source, register):
    found = fault(
        source, register, after=lambda folder: (folder / "a.csv").write_text(CSV.replace("12", "13"))
    )
    assert (found[0], found[3]) == ("toy/a.csv", "the file's sha256 is not the one in origin.toml")


def test_a_damaged_packed_file(source, register):
    plan = MAP.replace("a.csv", "a.csv.gz")
    folder = source(plan, {"a.csv.gz": CSV})
    (folder / "a.csv.gz").write_bytes(gzip.compress(CSV.encode())[:30])
    with pytest.raises(SourceError, match=r"toy/a.csv.gz: the file is damaged"):
        read_source(folder, register, known_indicators=["jobs"])


def test_a_file_in_the_wrong_encoding(source, register):
    found = fault(source, register, data=CSV.replace("12,\n", "12,Môn\n").encode("cp1252"))
    assert found == ("toy/a.csv", 3, r"\xf4n\n", "the file is not utf-8: byte 75 cannot be read")


def test_a_series_that_no_row_is_for(source, register):
    found = fault(source, register, plan=MAP.replace('sort = "jobs"', 'sort = "pay"'))
    assert (found[0], found[3]) == ("toy/a.csv", "no row is for jobs (sort = pay)")


def test_a_file_that_the_origin_does_not_name(source, register):
    found = fault(source, register, plan=MAP.replace("a.csv", "b.csv"), kind=DefinitionError)
    assert found == ("toy/map.toml", None, "b.csv", "origin.toml does not name this file")


def test_faults_of_every_sort_and_every_table_come_together(source, register):
    other = MAP.replace('sort = "jobs"', 'sort = "pay"')
    data = CSV + "E1,2023,jobs,1,\nE08000012,soon,jobs,1,\nE08000012,2024,jobs,x,\n"
    with pytest.raises(SourceError) as found:
        read_source(source(MAP + other, {"a.csv": data}), register, known_indicators=["jobs"])
    assert [(each.row, each.value) for each in found.value.faults] == [
        (5, "soon"),
        (4, "E1"),
        (6, "x"),
        (None, None),  # the second table's series has no rows
    ]


def test_many_faults_of_one_sort_are_counted(source, register):
    data = CSV + "".join(f"E08000012,{year},jobs,x,\n" for year in range(1900, 1930))
    with pytest.raises(SourceError) as found:
        read_source(source(MAP, {"a.csv": data}), register, known_indicators=["jobs"])
    assert len(found.value.faults) == 21
    assert found.value.faults[-1].problem == "and 10 more rows like these"
