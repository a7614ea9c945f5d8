"""Values divided by another source's: spending for each person."""

import polars as pl
import pytest

from ropewalk.sources.load import read_source
from ropewalk.vocabulary.errors import DefinitionError

PLAN = """
[[table]]
file = "a.csv"
place = {{ column = "code" }}
period = {{ column = "year", notation = "financial-year" }}
{markers}
[[table.series]]
indicator = "spending"
value = "thousands"
scale = 1000.0
{breakdown}
[table.series.per]
source = "people"
indicator = "population"
multiplier = 2.0
{per}
"""

CSV = "code,year,thousands\nE08000012,2022/23,300\n"


def people(*rows):
    names = ("indicator", "place", "period", "breakdown", "value")
    return {
        "people": pl.DataFrame(
            rows, schema=dict(zip(names, [pl.String] * 4 + [pl.Float64], strict=True)), orient="row"
        )
    }


def rates(load, others, csv=CSV, markers="", breakdown="", per=""):
    batch = load(PLAN.format(markers=markers, breakdown=breakdown, per=per), {"a.csv": csv}, others)
    return batch.observations.select("value", "numerator", "denominator").rows(), batch.refused


def test_the_denominator_of_the_same_period_comes_first(load):
    same = ("population", "E08000012", "2022-04-01/P1Y", "", 500.0)
    mid_year = ("population", "E08000012", "2022-06-30/P1D", "", 400.0)
    assert rates(load, people(mid_year, same))[0] == [(1200.0, 300_000.0, 500.0)]


def test_else_the_only_one_that_starts_in_the_same_year(load):
    mid_year = ("population", "E08000012", "2022-06-30/P1D", "", 600.0)
    assert rates(load, people(mid_year))[0] == [(1000.0, 300_000.0, 600.0)]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("population", "E08000039", "2022-04-01/P1Y", "", 500.0)],  # another place
        [("population", "E08000012", "2021-04-01/P1Y", "", 500.0)],  # another year
        [("homes", "E08000012", "2022-04-01/P1Y", "", 500.0)],  # another indicator
        [("population", "E08000012", "2022-04-01/P1Y", "sex=male", 500.0)],  # not everybody
        [("population", "E08000012", "2022-04-01/P1Y", "", 0.0)],  # nothing to divide by
        [("population", "E08000012", f"2022-0{m}-01/P1M", "", 500.0) for m in (1, 2)],  # which?
    ],
)
def test_a_row_without_a_denominator_is_refused(load, rows):
    kept, refused = rates(load, people(*rows))
    assert kept == []
    assert refused.select("file", "row", "place", "value", "reason").rows() == [
        ("a.csv", 2, "E08000012", "300", "there is no denominator for this place and period")
    ]


def test_a_value_that_is_absent_stays_absent_with_its_state(load):
    csv = "code,year,thousands\nE08000012,2022/23,c\n"
    kept, refused = rates(load, people(), csv, '[table.markers]\nc = "suppressed"\n')
    assert kept == [(None, None, None)]
    assert refused.is_empty()


def test_a_breakdown_is_divided_by_the_headline_unless_the_map_asks_for_its_own(load, tmp_path):
    everybody = ("population", "E08000012", "2022-04-01/P1Y", "", 500.0)
    men = ("population", "E08000012", "2022-04-01/P1Y", "sex=male", 250.0)
    breakdown = 'breakdown = { sex = "male" }'
    assert rates(load, people(everybody, men), breakdown=breakdown)[0] == [(1200.0, 300_000.0, 500.0)]
    (tmp_path / "toy").rename(tmp_path / "before")
    own = rates(load, people(everybody, men), breakdown=breakdown, per='breakdown = "same"')
    assert own[0] == [(2400.0, 300_000.0, 250.0)]


def test_other_sources_are_not_changed(load):
    others = people(("population", "E08000012", "2022-04-01/P1Y", "", 500.0))
    before = others["people"].clone()
    rates(load, others)
    assert others["people"].equals(before)


def test_without_other_sources_there_is_nothing_to_divide_by(register, source):
    folder = source(PLAN.format(markers="", breakdown="", per=""), {"a.csv": CSV})
    with pytest.raises(DefinitionError, match=r"no other source can be read from here \(value: 'people'\)"):
        read_source(folder, register, known_indicators=["spending"])
