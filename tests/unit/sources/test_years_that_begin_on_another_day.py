"""Years that run from October or November, whatever month the notation starts in."""

import pytest

from ropewalk.sources.maps import PeriodColumn, read_map
from ropewalk.sources.periods import read_label
from ropewalk.vocabulary.errors import DefinitionError

MAP = """
[[table]]
file = "a.csv"
place = {{ column = "code" }}
period = {{ column = "year", notation = "financial-year-ending", {period} }}
[[table.series]]
indicator = "a"
value = "value"
"""


@pytest.mark.parametrize(
    ("label", "notation", "begins", "period"),
    [
        ("2025", "financial-year-ending", "10-01", "2024-10-01/P1Y"),
        ("2015/16", "academic-year", "11-16", "2015-11-16/P1Y"),
        ("2022-23", "financial-year", "11-16", "2022-11-16/P1Y"),
    ],
)
def test_a_year_begins_on_the_day_that_the_map_says(label, notation, begins, period):
    column = PeriodColumn(column="year", notation=notation, begins=begins)
    assert read_label(label, column).period == period


@pytest.mark.parametrize("period", ['begins = "10-32"', 'begins = "10-01", as_day = "09-30"'])
def test_a_beginning_that_cannot_be_is_refused(tmp_path, period):
    (tmp_path / "map.toml").write_text(MAP.format(period=period))
    with pytest.raises(DefinitionError, match="begin"):
        read_map(tmp_path)
