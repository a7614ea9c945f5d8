"""A layout finds the columns of every edition, and says which shape came nearest when none fits."""

import pytest

from ropewalk.sources.layouts.names import plain
from ropewalk.sources.layouts.read import SHIPPED, read_layout
from ropewalk.sources.load import read_source
from ropewalk.vocabulary.errors import DefinitionError, SourceError

MAP = """
[[table]]
file = "a.csv"
layout = "ons-explore-local-statistics"
{more}
[[table.series]]
indicator = "calm"
names = ["Calm", "Calm minds"]
"""
TWO = """
[[table.series]]
indicator = "joy"
names = ["Joy"]
may_be_absent = true
"""
LIVERPOOL, SHEFFIELD = "E08000012", "E08000039"

OLD_LONG = (
    "AREACD,AREANM,Geography,Variable Name,Indicator,Mission,Category,Period,Value,Measure,Unit,"
    "Lower Confidence Interval (95%),Upper Confidence Interval (95%),Observation Status,Polarity,Notes\n"
    'E08000012,Liverpool,District,Calm minds,Calm,Mission 8,"A, b",2021,7.5,Score,Score,7.1,7.9,,1,\n'
    'E08000019,Sheffield,District,Calm minds,Calm,Mission 8,"A, b",2021,,Score,Score,,,x,1,\n'
)
SWAPPED = OLD_LONG.replace("Calm minds,Calm", "Calm,Minds at rest").replace("Value", "Observation")
CSVW_LONG = (
    "areacd,areanm,geography,period,indicator,value,unit,measure,lower_confidence_interval_95,"
    "upper_confidence_interval_95,observation_status\n"
    "E08000012,Liverpool,District,01/2021 - 12/2021,Calm Minds,7.5,%,Score,7.1,7.9,\n"
    "E08000019,Sheffield,District,01/2021 - 12/2021,Calm Minds,,%,Score,,,x\n"
    "E08000012,Liverpool,District,01/2021 - 12/2021,Joy,8,%,Score,7,9,\n"
)
CSVW_WIDE = (
    "areacd,areanm,geography,period,unit,calm,calm_measure,calm_lower_confidence_interval_95,"
    "calm_upper_confidence_interval_95,calm_observation_status,joy,joy_observation_status\n"
    "E08000012,Liverpool,District,2021-01-01T00:00:00/P1Y,%,7.5,Score,7.1,7.9,,8,\n"
    "E08000019,Sheffield,District,2021-01-01T00:00:00/P1Y,%,na,Score,na,na,x,na,x\n"
)
NEW = (
    "\ufeffareacd,areanm,geography,indicator,period,observation,measure,unit,lci_95,uci_95,status,notes\r\n"
    "E08000012,Liverpool,District,Calm,2021-01-01/P1Y,7.5,Score,Score,7.1,7.9,,\r\n"
    "E08000039,Sheffield,District,Calm,2021-01-01/P1Y,,Score,Score,,,x,\r\n"
)


def rows(batch, indicator="calm"):
    columns = ["place", "period", "value", "lower", "upper", "state"]
    return sorted(batch.observations.filter(indicator=indicator).select(columns).rows())


@pytest.mark.parametrize("text", [OLD_LONG, SWAPPED, CSVW_LONG, CSVW_WIDE, NEW])
def test_one_map_reads_every_layout_that_the_service_has_used(text, load):
    assert rows(load(MAP.format(more=""), {"a.csv": text})) == [
        (LIVERPOOL, "2021-01-01/P1Y", 7.5, 7.1, 7.9, "measured"),
        (SHEFFIELD, "2021-01-01/P1Y", None, None, None, "not available"),
    ]


@pytest.mark.parametrize(("text", "count"), [(CSVW_LONG, 1), (CSVW_WIDE, 2), (NEW, 0)])
def test_an_indicator_that_an_edition_lacks_may_be_absent(text, count, load):
    assert len(rows(load(MAP.format(more="") + TWO, {"a.csv": text}), "joy")) == count


def test_an_indicator_that_may_not_be_absent_is_missed_by_name(load):
    plan = MAP.format(more="") + TWO.replace("may_be_absent = true", "")
    with pytest.raises(SourceError, match="missing: rows of joy \\(Joy in indicator\\)"):
        load(plan, {"a.csv": NEW})


def test_a_file_of_no_shape_tells_its_columns_the_nearest_shape_and_what_is_missing(load):
    with pytest.raises(SourceError) as found:
        load(MAP.format(more=""), {"a.csv": NEW.replace("observation", "obs")})
    said = str(found.value)
    assert "areacd, areanm, geography, indicator, period, obs, measure" in said
    assert "The nearest is “a row for each figure”; missing: value (observation or value)" in said
    assert said.startswith("toy/a.csv, row 1:")


def test_a_map_may_name_a_column_that_its_layout_does_not_know(load):
    text = NEW.replace("observation", "obs")
    more = 'columns = { value = ["obs"] }'
    assert len(rows(load(MAP.format(more=more), {"a.csv": text}))) == 2


def test_a_column_in_place_of_the_indicator_and_a_breakdown_in_the_rows(load):
    text = (
        "areacd,areanm,geography,period,value,observation_status,mode-of-travel,sex\n"
        "E08000012,Liverpool,District,2014,10.9,,calm,All\n"
        "E08000012,Liverpool,District,2014,10.1,,calm,Women\n"
        "E08000012,Liverpool,District,2014,99,,rage,All\n"
    )
    words = 'breakdown_columns = { sex = { column = "Sex", words = { All = "", Women = "female" } } }'
    plan = MAP.format(more='columns = { series = ["mode of travel"] }') + words
    found = load(plan, {"a.csv": text}).observations.select("breakdown", "value").rows()
    assert sorted(found) == [("", 10.9), ("sex=female", 10.1)]


@pytest.mark.parametrize(
    ("labels", "more", "periods"),
    [
        (["2011-13", "2010-12"], "", ["2010-01-01/P3Y", "2011-01-01/P3Y"]),
        (["2022-09", "2023-01"], "", ["2022-09-01/P1M", "2023-01-01/P1M"]),
        (["2011-2012"], 'period = { split_year_means = "financial" }', ["2011-04-01/P1Y"]),
        (["2024-04-17"], "", ["2024-04-17/P1D"]),
        (["2018 to 2020"], "", ["2018-01-01/P3Y"]),
        (["April 2022 to March 2023"], "", ["2022-04-01/P1Y"]),
        (["10/2022 - 03/2023"], "", ["2022-10-01/P6M"]),
        (["2023 Q2"], "", ["2023-04-01/P3M"]),
        (["2023-08-01T00:00:00/P1Y"], "", ["2023-08-01/P1Y"]),
        (["2024", "2025-04", "2025-04-15/P1Y"], "period = { days = [2024-04-17, 2025-04-30] }",
         ["2024-04-17/P1D", "2025-04-30/P1D", "2025-04-30/P1D"]),
    ],
)  # fmt: skip
def test_periods_in_every_notation_that_the_service_has_used(labels, more, periods, load):
    head = NEW.lstrip("\ufeff").splitlines()[0]
    places = ["E08000012", "E08000039", "E92000001"]
    lines = [f"{place},A,D,Calm,{label},1,S,S,,,," for place, label in zip(places, labels, strict=False)]
    batch = load(MAP.format(more=more), {"a.csv": "\n".join([head, *lines]) + "\n"})
    assert sorted(batch.observations["period"]) == periods


def test_a_word_that_says_nothing_of_a_number_does_not_take_it_away(load):
    text = NEW.replace("7.5,Score,Score,7.1,7.9,,", "7.5,Score,Score,7.1,7.9,z,")
    assert rows(load(MAP.format(more=""), {"a.csv": text}))[0][-1] == "measured"


def test_any_other_word_of_absence_beside_a_number_stops_the_load(load):
    with pytest.raises(SourceError, match="the state is 'not available' and yet there is a value"):
        load(MAP.format(more=""), {"a.csv": NEW.replace("7.9,,", "7.9,x,")})


def test_places_that_the_register_lacks_are_left_out_and_listed(load):
    batch = load(MAP.format(more=""), {"a.csv": NEW.replace("E08000039", "E11000004")})
    assert batch.refused.select("place", "reason").row(0) == (
        "E11000004",
        "the place is not in the register",
    )


def test_a_place_under_a_code_long_given_up_is_named_by_hand(load):
    more = 'place = { words = { E11000004 = "E08000039" } }'
    batch = load(MAP.format(more=more), {"a.csv": NEW.replace("E08000039", "E11000004")})
    assert batch.refused.is_empty()


def test_the_city_s_own_layout_comes_before_the_one_that_ships(source, register):
    folder = source(MAP.format(more=""), {"a.csv": NEW.replace("observation", "obs")})
    own = folder.parent.parent / "layouts"
    own.mkdir(exist_ok=True)
    shipped = (SHIPPED / "ons-explore-local-statistics.toml").read_text()
    (own / "ons-explore-local-statistics.toml").write_text(shipped.replace('"observation", "value"', '"obs"'))
    assert read_source(folder, register, known_indicators={"calm"}).observations.height == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "', 'titel = "', "unknown field `titel`|missing required field `title`"),
        ('place = ["areacd"]', "place = []", "`place` names no column"),
        ('notation = "mixed"', 'notation = "mixed"\ncolumn = "period"', "name a column"),
        ('value = ["{name}"]', 'value = ["{name}"]\nseries = ["indicator"]', "has both"),
    ],
)
def test_a_layout_is_read_strictly(old, new, said, tmp_path):
    text = (SHIPPED / "ons-explore-local-statistics.toml").read_text()
    (tmp_path / "mine.toml").write_text(text.replace(old, new))
    with pytest.raises(DefinitionError, match=said) as found:
        read_layout("mine", tmp_path, "toy")
    assert {fault.file for fault in found.value.faults} == {"layouts/mine.toml"}


def test_a_layout_that_is_not_there_names_those_that_are(tmp_path):
    with pytest.raises(DefinitionError, match=r"Choose from: .*, ons-explore-local-statistics"):
        read_layout("onz", tmp_path, "toy")


def test_names_are_alike_by_their_letters_and_digits():
    assert plain("Lower Confidence Interval (95%)") == plain("lower_confidence_interval_95")
    assert plain("lci_95") != plain("uci_95")
