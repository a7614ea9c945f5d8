"""Periods as people type them into sheets."""

import pytest

from ropewalk.sources.maps import PeriodColumn
from ropewalk.sources.periods import read_label

YEAR, MONTH, DAY = "2023-04-01/P1Y", "2023-04-01/P1M", "2024-03-31/P1D"


@pytest.mark.parametrize(
    ("notation", "label", "period"),
    [
        *[
            ("financial-year", label, YEAR)
            for label in (
                *("2023/24", "2023-24", "2023–24", "2023/2024", "23/24", "FY24", "FY2024", "FY 23/24"),
                *("FY2023/24", "2023 to 2024", "Financial year 2023-24"),
            )
        ],
        *[
            ("month", label, MONTH)
            for label in (
                *("Apr-23", "Apr 2023", "April 2023", "april-23", "04/2023", "2023-04", "Apr '23"),
                *("2023-04-01 00:00:00", "01/04/2023", "30/04/2023", "45017", "Apr. 2023"),
            )
        ],
        *[
            ("year-ending-month", label, YEAR)
            for label in (
                *("year ending March 2024", "Year to Mar-24", "12 months to March 2024", "Mar 2024"),
                *("Year ended 31 March 2024", "Y/E Mar 24", "YE March 2024"),
            )
        ],
        *[
            ("financial-quarter", label, "2023-07-01/P3M")
            for label in ("Q2 2023/24", "2023/24 Q2", "Qtr 2 2023-24", "Quarter 2, 23/24", "Jul-Sep 2023")
        ],
        ("financial-quarter", "Q4 2023/24", "2024-01-01/P3M"),
        ("calendar-quarter", "Q2 2023", "2023-04-01/P3M"),
        ("calendar-quarter", "Apr to June 2023", "2023-04-01/P3M"),
        *[
            ("day", label, DAY)
            for label in (
                *("31/03/2024", "31 March 2024", "31st March 2024", "31-Mar-24", "2024-03-31", "45382"),
                *("2024-03-31 00:00:00", "31.3.24"),
            )
        ],
        ("month", "Dec 1995", "1995-12-01/P1M"),
        ("month", "Dec-95", "1995-12-01/P1M"),
    ],
)
def test_each_spelling_means_its_period(notation, label, period):
    assert read_label(label, PeriodColumn(column="p", notation=notation)).period == period


@pytest.mark.parametrize(
    ("notation", "label"),
    [
        ("financial-year", "2023/25"),
        ("financial-year", "23/25"),
        ("financial-year", "2023"),
        ("financial-year", "24"),
        ("month", "15/04/2023"),
        ("month", "Apr"),
        ("month", "2023"),
        ("month", "13/2023"),
        ("month", "12345"),
        ("financial-quarter", "Q5 2023/24"),
        ("financial-quarter", "Q1 2023"),
        ("financial-quarter", "Apr-May 2023"),
        ("financial-quarter", "Q1"),
        ("calendar-quarter", "Q1 2023/24"),
        ("day", "31/02/2024"),
        ("day", "03/31/2024"),
        ("day", "20240331"),
        ("year-ending-month", "year ending 2024"),
    ],
)
def test_what_could_mean_something_else_is_not_read(notation, label):
    with pytest.raises(ValueError, match=r".+"):
        read_label(label, PeriodColumn(column="p", notation=notation))
