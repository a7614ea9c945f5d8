"""A bare year means another school year when it names the start than when it names the end."""

import pytest

from ropewalk.sources.maps import PeriodColumn
from ropewalk.sources.periods import read_label


def test_a_year_that_names_the_start_begins_in_its_own_september() -> None:
    column = PeriodColumn(column="period", notation="academic-year-starting")
    assert read_label("2024", column).period == "2024-09-01/P1Y"


def test_a_year_that_names_the_end_begins_a_year_before() -> None:
    column = PeriodColumn(column="period", notation="academic-year-ending")
    assert read_label("2024", column).period == "2023-09-01/P1Y"


def test_a_split_year_is_not_a_year_that_names_the_start() -> None:
    column = PeriodColumn(column="period", notation="academic-year-starting")
    with pytest.raises(ValueError, match="not in this notation"):
        read_label("2024/25", column)
