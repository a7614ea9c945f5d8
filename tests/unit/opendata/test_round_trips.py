"""Every format holds the same table: value for value, whatever the texts, with what is missing kept apart."""

from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given as supposing
from hypothesis import settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from read_back import from_csv, from_json_stat, from_ods, from_parquet, from_xlsx

from ropewalk.findings.exchange.columns import Type
from ropewalk.findings.exchange.datasets import OBSERVATIONS, PLACES, REVISIONS
from ropewalk.findings.exchange.tables import schema_of, shaped
from ropewalk.publish.opendata.formats.csv_file import write_csv
from ropewalk.publish.opendata.formats.json_stat import measures_of, write_json_stat
from ropewalk.publish.opendata.formats.ods import write_ods
from ropewalk.publish.opendata.formats.parquet import write_parquet
from ropewalk.publish.opendata.formats.xlsx import write_xlsx
from ropewalk.publish.opendata.given import Given, Terms
from ropewalk.vocabulary.words import State

TERMS = Terms(
    "Northport City Council",
    "The performance team",
    "Northport: our plan",
    7,
    datetime(2026, 5, 1, 9, 30, tzinfo=UTC),
    ("OGL-UK-3.0",),
    ("Contains public sector information.",),
    ("Mind the gap.",),
)
AWKWARD = [
    "=1+1", "+44", "-3", "@SUM(A1)", "'=already", "''", "\tTab", "a\nb", "\n", " lead", "trail ",
    "two  spaces", "   ", '"quoted"', "a,b;c", "<b>&amp;</b>", "_x0041_", "ŵ ŷ é 中 🙂", "'",
    "[x] is a mark", "x\u00a0y", "0", "1e5",
]  # fmt: skip
TEXT = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"), max_size=12
    ),
).filter(lambda text: text not in {"[c]", "[x]", "[z]", "[n]"})
NUMBER = st.one_of(
    st.none(),
    st.sampled_from([0.0, -0.5, 0.1 + 0.2, 1e-9, 123456789.123456789, 1e15, -273.15, 5.0]),
    st.floats(allow_nan=False, allow_infinity=False, width=64).filter(
        lambda x: x == 0 or 1e-300 < abs(x) < 1e300
    ),
)
UNHURRIED = settings(deadline=None, max_examples=60)
WRITERS = {
    "csv": (write_csv, from_csv),
    "parquet": (write_parquet, from_parquet),
    "xlsx": (write_xlsx, from_xlsx),
    "ods": (write_ods, from_ods),
}


def table(rows: pl.DataFrame) -> Given:
    return Given(OBSERVATIONS, "observations/x", "Figures: x", rows, TERMS, {})


@st.composite
def observations(draw: st.DrawFn) -> pl.DataFrame:
    keys = draw(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=6, unique=True))
    rows = []
    for key in keys:
        state = draw(st.sampled_from(list(State)))
        numbers = [draw(NUMBER) for _ in range(5)] if state in ("measured", "provisional") else [None] * 5
        rows.append((*key, *numbers, state.value))
    return pl.DataFrame(rows, schema=schema_of(OBSERVATIONS), orient="row")


@UNHURRIED
@supposing(observations())
def test_csv_parquet_and_both_spreadsheets_hold_the_same_table(rows: pl.DataFrame) -> None:
    with TemporaryDirectory() as folder:
        for ending, (write, read) in WRITERS.items():
            path = Path(folder) / f"x.{ending}"
            write(table(rows), path)
            assert_frame_equal(read(path, OBSERVATIONS), rows, check_exact=True)


@UNHURRIED
@supposing(observations())
def test_json_stat_holds_every_number_and_tells_no_number_from_no_row(rows: pl.DataFrame) -> None:
    made = table(rows)
    measures = [column.name for column in measures_of(made)]
    long = rows.unpivot(measures, index=OBSERVATIONS.keys, variable_name="measure", value_name="number")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        write_json_stat(made, path)
        found = from_json_stat(path, OBSERVATIONS).rename({"value": "number"})
    order = [*OBSERVATIONS.keys, "measure"]
    assert_frame_equal(found.sort(order), long.sort(order), check_exact=True)


@pytest.mark.parametrize("dataset", [PLACES, REVISIONS], ids=lambda one: one.name)
def test_days_and_moments_come_back(dataset, tmp_path: Path) -> None:
    when = {Type.DAY: date(1974, 4, 1), Type.MOMENT: datetime(2026, 5, 1, 9, 30, 0, 123456, UTC)}
    full = {c.name: when.get(c.type, 3 if c.type is Type.WHOLE else "words") for c in dataset.columns}
    empty = {c.name: "" if c.type is Type.TEXT else None for c in dataset.columns}
    rows = shaped(pl.DataFrame([full, empty], schema=schema_of(dataset)), dataset)
    made = Given(dataset, dataset.name, dataset.title, rows, TERMS, {})
    for ending, (write, read) in WRITERS.items():
        path = tmp_path / f"x.{ending}"
        write(made, path)
        assert_frame_equal(read(path, dataset), rows)


@UNHURRIED
@supposing(observations())
def test_no_text_reaches_a_spreadsheet_as_a_formula(rows: pl.DataFrame) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        write_csv(table(rows), path)
        plain = pl.read_csv(path, infer_schema=False).fill_null("")
        texts = [column.name for column in OBSERVATIONS.columns if column.type is Type.TEXT]
        for name in texts:
            assert not plain[name].str.contains(r"^[=+\-@\t\r\n]").any()
        assert plain["value"].replace("", None).cast(pl.Float64).equals(rows["value"])


@pytest.mark.parametrize("ending", [*WRITERS])
def test_the_same_table_gives_the_same_bytes(ending: str, tmp_path: Path) -> None:
    rows = pl.DataFrame(
        [("a", "b", "c", "", 1.5, None, None, None, None, "measured")], schema_of(OBSERVATIONS), orient="row"
    )
    write, _ = WRITERS[ending]
    for name in ("one", "two"):
        write(table(rows), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_each_reason_for_no_number_has_a_mark_of_its_own(tmp_path: Path) -> None:
    states = [state.value for state in State]
    rows = pl.DataFrame(
        [("a", "b", state, "", None, None, None, None, None, state) for state in states],
        schema_of(OBSERVATIONS), orient="row",
    )  # fmt: skip
    import openpyxl

    write_xlsx(table(rows), tmp_path / "x.xlsx")
    cells = list(openpyxl.load_workbook(tmp_path / "x.xlsx")["Table"].iter_rows(min_row=4, values_only=True))
    marks = {row[9]: row[4] for row in cells}
    assert marks == {
        "measured": "[x]", "provisional": "[x]", "suppressed": "[c]", "not applicable": "[z]",
        "not available": "[x]", "not yet published": "[n]",
    }  # fmt: skip
