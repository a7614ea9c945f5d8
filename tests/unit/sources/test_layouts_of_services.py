"""Layouts that ship for Fingertips, Nomis and SDMX: a short map reads the service's own file.

The files are built by hand after the columns that the services publish; places and values are made up.
"""

import pytest
import written_formats as w

from ropewalk.vocabulary.errors import SourceError

FINGERTIPS_COLUMNS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,"
    "Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,"
    "Upper CI 99.8 limit,Count,Denominator,Value note,Recent Trend,"
    "Compared to England value or percentiles,Compared to percentiles,"
    "Time period Sortable,New data,Compared to goal,Time period range"
)


def area(
    code="E08000012",
    parent="E92000001",
    sex="Persons",
    age="All ages",
    category=",",
    period="2021/22",
    value="12.5",
    count="25",
    note="",
    indicator="90813",
) -> str:
    limits = "10.1,15.2,9.4,16.6" if value else ",,,"
    of = "200" if value else ""
    return (
        f'{indicator},"Admissions, self-harm",{parent},England,{code},Liverpool,Districts,{sex},{age},'
        f"{category},"
        f"{period},{value},{limits},{count},{of},{note},Increasing,Similar,Not compared,20210000,,,1y"
    )


def fingertips(*rows: str) -> dict[str, str]:
    return {"a.csv": "\n".join([FINGERTIPS_COLUMNS, *rows]) + "\n"}


FINGERTIPS = """
[[table]]
file = "a.csv"
layout = "fingertips"
[[table.series]]
indicator = "self-harm"
"""


def told(batch) -> list[tuple]:
    columns = ("place", "period", "breakdown", "value", "lower", "upper", "numerator", "denominator", "state")
    return batch.observations.select(columns).rows()


def test_fingertips_gives_limits_counts_and_breakdowns(load):
    decile = "County & UA deprivation deciles,Most deprived decile"
    batch = load(
        FINGERTIPS,
        fingertips(
            area(), area(sex="Male", value="13"), area("E92000001", "", category=decile, period="2018 - 20")
        ),
    )
    numbers = (10.1, 15.2, 25.0, 200.0, "measured")
    assert told(batch) == [
        ("E08000012", "2021-04-01/P1Y", "", 12.5, *numbers),
        ("E08000012", "2021-04-01/P1Y", "sex=male", 13.0, *numbers),
        (
            "E92000001",
            "2018-01-01/P3Y",
            "category=Most deprived decile;category-type=County & UA deprivation deciles",
            12.5,
            *numbers,
        ),
    ]


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("Value suppressed for disclosure control due to small count", "suppressed"),
        ("Value missing in source data", "not available"),
        ("", "not available"),
    ],
)
def test_a_note_says_why_there_is_no_value(load, note, state):
    batch = load(FINGERTIPS, fingertips(area(value="", count="", note=note)))
    nothing = (None, None, None, None, None)
    assert told(batch) == [("E08000012", "2021-04-01/P1Y", "", *nothing, state)]


def test_a_note_beside_a_value_leaves_it_measured(load):
    batch = load(FINGERTIPS, fingertips(area(note="There is a data quality issue with this value")))
    assert told(batch)[0][-1] == "measured"


def test_a_note_that_nobody_knows_stops_and_is_named(load):
    with pytest.raises(SourceError, match=r"row 2: the map does not know this state \(value: 'A new note'\)"):
        load(FINGERTIPS, fingertips(area(note="A new note")))


def test_an_area_given_for_each_of_its_parents_counts_once(load):
    batch = load(FINGERTIPS, fingertips(area(), area(parent="E12000002")))
    assert len(told(batch)) == 1


def test_two_ages_are_not_mixed_until_the_map_chooses(load):
    files = fingertips(area(), area(age="18+ yrs", value="9"))
    with pytest.raises(SourceError) as found:
        load(FINGERTIPS, files)
    assert str(found.value) == (
        "toy/a.csv: the rows of self-harm have 2 different words in Age. "
        "Choose one with where = { Age = \"...\" } in map.toml: '18+ yrs', 'All ages'"
    )


def test_where_chooses_the_age(load):
    batch = load(
        FINGERTIPS + 'where = { Age = "18+ yrs" }\n', fingertips(area(), area(age="18+ yrs", value="9"))
    )
    assert [row[3] for row in told(batch)] == [9.0]


NOMIS_COLUMNS = (
    '"DATE","DATE_NAME","DATE_CODE","DATE_TYPE","DATE_TYPECODE","DATE_SORTORDER","GEOGRAPHY","GEOGRAPHY_NAME",'
    '"GEOGRAPHY_CODE","GEOGRAPHY_TYPE","GEOGRAPHY_TYPECODE","GEOGRAPHY_SORTORDER","SEX","SEX_NAME","MEASURES",'
    '"MEASURES_NAME","OBS_VALUE","OBS_STATUS","OBS_STATUS_NAME","OBS_CONF","OBS_CONF_NAME","URN","RECORD_OFFSET",'
    '"RECORD_COUNT"'
)


def figure(
    at: int,
    count: int,
    value="510",
    status="A",
    conf="F",
    date="2023-12",
    name="Jan 2023-Dec 2023",
    sex="Total",
) -> str:
    return (
        f'"{date}","{name}","{date}","date","0","{at}","1811939329","Liverpool","E08000012",'
        f'"local authorities","424","0","7","{sex}","20100","value",{value},"{status}","Normal Value",'
        f'"{conf}",'
        f'"Free (free for publication)","Nm-1d1d{at}",{at},{count}'
    )


def nomis(*rows: str) -> dict[str, str]:
    return {"a.csv": "\n".join([NOMIS_COLUMNS, *rows]) + "\n"}


NOMIS = FINGERTIPS.replace("fingertips", "nomis").replace("self-harm", "claimants")


def test_nomis_gives_periods_by_name_states_and_sexes(load):
    rows = [
        figure(0, 4),
        figure(1, 4, value="260", sex="Male"),
        figure(2, 4, date="2024-01", name="January 2024"),
        figure(3, 4, date="2024-02", name="February 2024", value="", status="Q"),
    ]
    batch = load(NOMIS, nomis(*rows))
    kept = batch.observations.select("period", "breakdown", "value", "state").rows()
    assert kept == [
        ("2023-01-01/P1Y", "", 510.0, "measured"),
        ("2023-01-01/P1Y", "sex=male", 260.0, "measured"),
        ("2024-01-01/P1M", "", 510.0, "measured"),
        ("2024-02-01/P1M", "", None, "not available"),
    ]


def test_a_page_of_a_long_table_is_not_the_whole(load):
    with pytest.raises(
        SourceError, match=r"the file has 1 rows and says that there are 31000\. Fetch the rest"
    ):
        load(NOMIS, nomis(figure(0, 31_000)))


def test_a_figure_that_is_not_free_stops(load):
    with pytest.raises(SourceError) as found:
        load(NOMIS, nomis(figure(0, 1, conf="C")))
    assert str(found.value) == (
        "toy/a.csv, row 2: OBS_CONF should be F or empty in every row of claimants (value: 'C'). "
        "Leave such rows out in map.toml, with the reason, or ask the publisher"
    )


SDMX = NOMIS.replace("nomis", "sdmx")


@pytest.mark.parametrize(
    "write", [w.as_sdmx_csv_1, w.as_sdmx_generic, w.as_sdmx_specific, w.as_sdmx_json_2_flat]
)
def test_sdmx_with_the_standards_names_needs_no_columns(load, write):
    batch = load(SDMX, {"a.csv": write(w.table([1.5, None, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5]))})
    kept = batch.observations.sort("row").select("place", "period", "breakdown", "value", "state").rows()
    assert kept[:2] == [
        ("E08000012", "2021-01-01/P1Y", "sex=female", 1.5, "measured"),
        # M: the figure cannot exist.
        ("E08000012", "2022-01-01/P1Y", "sex=female", None, "not applicable"),
    ]


TEXT = """
[[table]]
file = "a.csv"
place = { column = "place", otherwise = "E92000001" }
period = { column = "year", notation = "calendar-year" }
[[table.series]]
indicator = "jobs"
value = "value"
breakdown_text = "by"
"""


def test_a_breakdown_may_stand_whole_in_a_column_and_an_empty_place_mean_the_whole(load):
    batch = load(TEXT, {"a.csv": "place,year,by,value\n,2022,,1\nE08000012,2022,age=16-24;sex=female,2\n"})
    assert batch.observations.select("place", "breakdown").rows() == [
        ("E92000001", ""),
        ("E08000012", "age=16-24;sex=female"),
    ]


def test_a_breakdown_in_another_spelling_stops(load):
    with pytest.raises(
        SourceError, match=r"row 2: jobs: this is not a breakdown as the exchange table writes it"
    ):
        load(TEXT, {"a.csv": "place,year,by,value\nE08000012,2022,sex=female;age=16-24,1\n"})
