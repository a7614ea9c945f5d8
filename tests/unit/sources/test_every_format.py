"""The same table in every format reads to the same observations, and bears the place where each stands."""

import json

import polars as pl
import pytest
import written_formats as w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ropewalk.sources.formats.json_stat import read_json_stat
from ropewalk.sources.formats.sdmx import read_sdmx
from ropewalk.sources.maps import BreakdownColumn, PeriodColumn, PlaceColumn, Series, StateColumn, Table
from ropewalk.sources.opening import Files
from ropewalk.sources.register import Register
from ropewalk.sources.table import read_table
from ropewalk.vocabulary.errors import SourceError
from ropewalk.vocabulary.words import State

# Writer, and the fields of the table that say how its file is read.
FORMATS = {
    "csv": (w.as_csv, {}),
    "tsv": (lambda rows: w.as_csv(rows, "\t", "utf-16"), {"format": "tsv"}),
    "xlsx": (w.as_xlsx, {"format": "excel", "sheet": "One"}),
    "parquet": (w.as_parquet, {"format": "parquet"}),
    "sdmx-csv 1": (w.as_sdmx_csv_1, {"format": "sdmx"}),
    "sdmx-csv 2": (w.as_sdmx_csv_2, {"format": "sdmx"}),
    "sdmx-json 1": (w.as_sdmx_json_1, {"format": "sdmx"}),
    "sdmx-json 2 flat": (w.as_sdmx_json_2_flat, {"format": "sdmx"}),
    "sdmx-ml generic": (w.as_sdmx_generic, {"format": "sdmx"}),
    "sdmx-ml generic flat": (w.as_sdmx_generic_flat, {"format": "sdmx"}),
    "sdmx-ml generic 2.0": (w.as_sdmx_generic_2_0, {"format": "sdmx"}),
    "sdmx-ml specific": (w.as_sdmx_specific, {"format": "sdmx"}),
    "sdmx-ml specific flat": (w.as_sdmx_specific_flat, {"format": "sdmx"}),
    "sdmx-ml 3.0": (w.as_sdmx_3, {"format": "sdmx"}),
    "sdmx-ml 3.0 components": (w.as_sdmx_3_components, {"format": "sdmx"}),
    "json-stat 2": (w.as_json_stat_2, {"format": "json-stat"}),
    "json-stat 1": (w.as_json_stat_1, {"format": "json-stat"}),
    "json-stat collection": (w.as_json_stat_collection, {"format": "json-stat"}),
    "csvw": (w.as_csvw, {"format": "csvw"}),
}
VALUES = st.lists(
    st.none() | st.floats(min_value=0.001, max_value=1e9).map(lambda x: round(x, 3)), min_size=8, max_size=8
)


def table(form: str) -> Table:
    value, status = ("value", "status") if form.startswith("json-stat") else ("OBS_VALUE", "OBS_STATUS")
    words = {"M": State.NOT_AVAILABLE, "A": State.MEASURED}
    notation = "iso" if form == "csvw" else "calendar-year"
    return Table(
        file="jobs.csv",
        **FORMATS[form][1],
        place=PlaceColumn(column="REF_AREA"),
        period=PeriodColumn(column="TIME_PERIOD", notation=notation),
        state=StateColumn(column=status, words=words),
        series=(
            Series(
                indicator="jobs",
                value=value,
                breakdown_columns={"sex": BreakdownColumn(column="SEX", words={"F": "female", "M": "male"})},
            ),
        ),
    )


def read(form: str, values, register: Register, change=lambda data: data) -> pl.DataFrame:
    data = change(FORMATS[form][0](w.table(values)))
    files = Files("toy", {"jobs.csv": data, "jobs.csv-metadata.json": json.dumps(w.CSVW).encode()})
    return read_table(table(form), files, register, lambda _: pl.DataFrame()).rows


def told(rows: pl.DataFrame) -> list[tuple]:
    year = pl.col("period").str.slice(0, 4)
    return sorted(rows.select("place", "breakdown", year, "value", "state").rows(), key=str)


def expected(values) -> list[tuple]:
    sexes = {"F": "sex=female", "M": "sex=male"}
    states = {True: "not available", False: "measured"}
    found = [(a, sexes[s], y, v, states[v is None]) for a, s, y, v in w.table(values)]
    return sorted(found, key=str)


@pytest.mark.parametrize("form", FORMATS)
@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=VALUES)
def test_the_same_table_reads_to_the_same_observations(form, register, values):
    assert told(read(form, values, register)) == expected(values)


EIGHT = [1.5, 2.5, None, 4.5, 5.5, 6.5, 7.5, 8.5]


@pytest.mark.parametrize("form", FORMATS)
def test_rows_count_as_a_person_would(form, register):
    first = 2 if form.startswith(("csv", "tsv", "xlsx", "sdmx-csv")) else 1
    assert sorted(read(form, EIGHT, register)["row"]) == list(range(first, first + 8))


@pytest.mark.parametrize("form", [f for f in FORMATS if "json" in f or "-ml" in f])
def test_a_fault_in_a_file_without_rows_gives_coordinates(form, register):
    def spoil(data: bytes) -> bytes:
        return data.replace(b"4.5", b'"4,5x"' if "json" in form else b"4,5x")

    with pytest.raises(SourceError) as found:
        read(form, EIGHT, register, spoil)
    fault = found.value.faults[0]
    assert (fault.file, fault.row, fault.value) == ("toy/jobs.csv", 4, "4,5x")
    assert fault.problem == ("the value is not a number, at REF_AREA E08000012, SEX M, TIME_PERIOD 2022")


def test_labels_stand_beside_codes(register):
    cube = read_json_stat(w.as_json_stat_2(w.table(EIGHT)), file="a").frame
    assert cube.columns[:2] == ["REF_AREA", "REF_AREA label"]
    assert cube["REF_AREA label"][0] == "E08000012!"
    both = read_sdmx(w.as_sdmx_csv_2(w.table(EIGHT)), file="a").frame
    assert both.select("SEX", "SEX label").row(0) == ("F", "Female")


def test_attributes_of_series_and_of_the_whole_set_stand_in_every_row():
    generic = read_sdmx(w.as_sdmx_generic(w.table(EIGHT)), file="a").frame
    assert set(generic["UNIT"]) == {"PERS"}
    whole = w.as_sdmx_specific(w.table(EIGHT)).replace(b"<m:DataSet ", b'<m:DataSet SOURCE="LFS" ')
    assert set(read_sdmx(whole, file="a").frame["SOURCE"]) == {"LFS"}
