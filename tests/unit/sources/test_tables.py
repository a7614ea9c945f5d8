"""From a table's text to observations: rows chosen, numbers and states read, places and periods named."""

import io

import polars as pl
import pytest

from ropewalk.observations.batch import COLUMNS, REFUSED
from ropewalk.vocabulary.errors import SourceError

HEAD = """
[[table]]
file = "a.csv"
place = { column = "code" }
period = { column = "year", notation = "calendar-year" }
"""

JOBS = """
[[table.series]]
indicator = "jobs"
value = "value"
"""

CSV = "code,year,value\nE08000012,2022,10\nE08000012,2023,12.5\n"


def values(batch, *columns):
    rows = batch.observations.select(columns or ("place", "period", "breakdown", "value", "state"))
    return rows.rows()


def test_observations_have_the_exchange_columns_and_lead_back_to_file_and_row(load):
    batch = load(HEAD + JOBS, {"a.csv": CSV})
    assert dict(batch.observations.schema) == {name: kind() for name, kind in COLUMNS.items()}
    assert dict(batch.refused.schema) == {name: kind() for name, kind in REFUSED.items()}
    assert values(batch, "indicator", "period", "value", "file", "row") == [
        ("jobs", "2022-01-01/P1Y", 10.0, "a.csv", 2),
        ("jobs", "2023-01-01/P1Y", 12.5, "a.csv", 3),
    ]


def test_a_batch_knows_its_places_and_their_parents(load):
    batch = load(HEAD + JOBS, {"a.csv": CSV})
    assert [place.code for place in batch.places] == ["E08000012", "E12000002", "E92000001"]


def test_every_format_gives_the_same_observations(load, tmp_path):
    data = io.BytesIO()
    pl.read_csv(CSV.encode(), infer_schema=False).write_parquet(data)
    as_parquet = HEAD.replace("a.csv", "a.parquet").replace("place =", 'format = "parquet"\nplace =') + JOBS
    batch = load(as_parquet, {"a.parquet": data.getvalue()})
    assert values(batch, "value", "row") == [(10.0, 1), (12.5, 2)]


def test_where_keeps_rows_that_fit_every_column(load):
    plan = HEAD + JOBS + 'where = { kind = ["a", "b"], sex = "" }\n'
    rows = ["a,,1", "b, ,2", "c,,3", "a,f,4"]  # "c" is not asked for; "f" is not empty
    csv = "kind,sex,value,code,year\n" + "".join(
        f"{row},E08000012,{2000 + n}\n" for n, row in enumerate(rows)
    )
    assert values(load(plan, {"a.csv": csv}), "value") == [(1.0,), (2.0,)]


def test_rows_left_out_on_purpose_are_not_read(load):
    plan = HEAD + '[[table.leave_out]]\nwhere = { year = "0" }\nreason = "a stray year"\n' + JOBS
    csv = CSV + "E08000012,0,not a number\n"
    assert len(values(load(plan, {"a.csv": csv}))) == 2


def test_only_periods_that_start_in_the_span(load):
    plan = HEAD + JOBS + 'periods = "2022-01-01/2023-01-01"\n'
    assert values(load(plan, {"a.csv": CSV}), "period") == [("2022-01-01/P1Y",)]


def test_markers_become_states_and_never_nought(load):
    plan = (
        HEAD + '[table.markers]\nc = "suppressed"\n":" = "not available"\n"" = "not yet published"\n' + JOBS
    )
    csv = "code,year,value\n" + "".join(
        f"E08000012,{year},{text}\n" for year, text in enumerate(["c", ":", "", "0"], 2020)
    )
    assert values(load(plan, {"a.csv": csv}), "value", "state") == [
        (None, "suppressed"),
        (None, "not available"),
        (None, "not yet published"),
        (0.0, "measured"),
    ]


def test_a_state_column_says_what_a_value_is(load):
    plan = (
        HEAD + '[table.state]\ncolumn = "status"\nwords = { p = "provisional", x = "not available" }\n' + JOBS
    )
    csv = "code,year,value,status\nE08000012,2021,5,\nE08000012,2022,6,p\nE08000012,2023,,x\n"
    assert values(load(plan, {"a.csv": csv}), "value", "state") == [
        (5.0, "measured"),
        (6.0, "provisional"),
        (None, "not available"),
    ]


def test_a_provisional_label_makes_a_provisional_value(load):
    csv = "code,year,value\nE08000012,2022,5\nE08000012,2023 (prov),6\n"
    assert values(load(HEAD + JOBS, {"a.csv": csv}), "period", "state") == [
        ("2022-01-01/P1Y", "measured"),
        ("2023-01-01/P1Y", "provisional"),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", 1234.5),
        ('"1,234.5"', 1234.5),
        ('"1,234,567"', 1234567.0),
        (" -3 ", -3.0),
        ("1.2e3", 1200.0),
    ],
)
def test_numbers_as_publishers_write_them(load, text, number):
    csv = f"code,year,value\nE08000012,2022,{text}\n"
    assert values(load(HEAD + JOBS, {"a.csv": csv}), "value") == [(number,)]


@pytest.mark.parametrize("text", ["n/a", '"1,5"', '"12,34"', "inf", "NaN", "12%", "1e999", "£5", "--"])
def test_what_is_no_number_stops_with_its_row(load, text):
    csv = f"code,year,value\nE08000012,2021,1\nE08000012,2022,{text}\n"
    with pytest.raises(SourceError) as found:
        load(HEAD + JOBS, {"a.csv": csv})
    fault = found.value.faults[0]
    assert (fault.problem, fault.file, fault.row) == ("the value is not a number", "toy/a.csv", 3)
    assert fault.value == text.strip('"')


def test_limits_are_scaled_with_their_value_and_may_be_absent(load):
    plan = HEAD + JOBS + 'lower = "low"\nupper = "high"\nscale = 1000.0\n'
    csv = "code,year,value,low,high\nE08000012,2022,2,1,3\nE08000012,2023,2,,\n"
    assert values(load(plan, {"a.csv": csv}), "value", "lower", "upper") == [
        (2000, 1000, 3000),
        (2000, None, None),
    ]


def test_a_limit_that_is_no_number_stops(load):
    csv = "code,year,value,low\nE08000012,2022,2,one\n"
    with pytest.raises(SourceError, match=r"toy/a.csv, row 2: the lower is not a number \(value: 'one'\)"):
        load(HEAD + JOBS + 'lower = "low"\n', {"a.csv": csv})


def test_limits_of_a_value_that_is_absent_are_absent(load):
    plan = HEAD + '[table.markers]\nc = "suppressed"\n' + JOBS + 'lower = "low"\n'
    csv = "code,year,value,low\nE08000012,2022,c,1\n"
    assert values(load(plan, {"a.csv": csv}), "value", "lower", "state") == [(None, None, "suppressed")]


def test_a_value_may_be_worked_out_from_its_counts(load):
    plan = HEAD + '[table.markers]\nc = "suppressed"\n[[table.series]]\nindicator = "jobs"\n'
    plan += 'numerator = "top"\ndenominator = "all"\nmultiplier = 100.0\n'
    csv = "code,year,top,all\nE08000012,2021,1,4\nE08000012,2022,0,0\nE08000012,2023,c,4\n"
    assert values(load(plan, {"a.csv": csv}), "value", "numerator", "denominator", "state") == [
        (25.0, 1.0, 4.0, "measured"),
        (None, 0.0, 0.0, "not applicable"),  # nothing over nought is no number, and no nought
        (None, None, 4.0, "suppressed"),
    ]


def test_an_empty_cell_stops_unless_the_map_says_what_it_means(load):
    csv = "code,year,value\nE08000012,2022,\n"
    with pytest.raises(
        SourceError, match=r"toy/a.csv, row 2: there is no value for jobs .* Say what an empty"
    ):
        load(HEAD + JOBS, {"a.csv": csv})


def test_a_value_beside_a_word_that_says_there_is_none_stops(load):
    plan = HEAD + '[table.state]\ncolumn = "status"\nwords = { x = "not available" }\n' + JOBS
    csv = "code,year,value,status\nE08000012,2022,5,x\n"
    with pytest.raises(SourceError, match=r"row 2: the state is 'not available' and yet there is a value"):
        load(plan, {"a.csv": csv})


def test_a_state_that_the_map_does_not_know_stops(load):
    plan = HEAD + '[table.state]\ncolumn = "status"\nwords = { x = "not available" }\n' + JOBS
    csv = "code,year,value,status\nE08000012,2022,5,q\n"
    with pytest.raises(SourceError, match=r"row 2: the map does not know this state \(value: 'q'\)"):
        load(plan, {"a.csv": csv})


def test_breakdowns_are_written_in_name_order_and_headline_words_leave_no_trace(load):
    plan = HEAD + JOBS + 'breakdown = { age = "16-24" }\n'
    plan += (
        '[table.series.breakdown_columns]\nsex = { column = "sex", words = { Male = "male", All = "" } }\n'
    )
    plan += 'pay = { column = "pay", words = { "" = "", Low = "low" } }\n'
    csv = "code,year,value,sex,pay\nE08000012,2022,1,Male,Low\nE08000012,2022,2,All,\n"
    assert values(load(plan, {"a.csv": csv}), "breakdown", "value") == [
        ("age=16-24;pay=low;sex=male", 1.0),
        ("age=16-24", 2.0),
    ]


def test_a_breakdowns_unknown_word_stops(load):
    plan = HEAD + JOBS + 'breakdown_columns = { sex = { column = "sex", words = { Male = "male" } } }\n'
    csv = "code,year,value,sex\nE08000012,2022,1,Male\nE08000012,2022,1,Femle\n"
    with pytest.raises(SourceError, match=r"row 3: .*does not know this word of sex \(value: 'Femle'\)"):
        load(plan, {"a.csv": csv})


def test_the_same_file_may_be_two_tables(load):
    other = HEAD.replace("calendar-year", "financial-year-ending") + JOBS.replace("jobs", "pay")
    batch = load(HEAD + JOBS + other, {"a.csv": CSV})
    assert [row[0] for row in values(batch, "period")][::2] == ["2022-01-01/P1Y", "2021-04-01/P1Y"]


def test_a_constant_place_and_period(load):
    plan = HEAD.replace('{ column = "code" }', '{ constant = "E08000012" }')
    plan = plan.replace('{ column = "year", notation = "calendar-year" }', '{ constant = "2017-04-01/P1Y" }')
    assert values(load(plan + JOBS, {"a.csv": "value\n7\n"}), "place", "period", "value") == [
        ("E08000012", "2017-04-01/P1Y", 7.0)
    ]
