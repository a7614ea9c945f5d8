"""Publishers' labels for periods, each as the ISO interval that it means."""

from datetime import date

import polars as pl
import pytest

from ropewalk.sources.maps import PeriodColumn
from ropewalk.sources.periods import Labelled, period_table, read_label


def column(notation, **more):
    return PeriodColumn(column="period", notation=notation, **more)


@pytest.mark.parametrize(
    ("notation", "label", "period"),
    [
        ("iso", "2022-01-01/P3Y", "2022-01-01/P3Y"),
        ("iso", "2023-06-30", "2023-06-30/P1D"),
        ("calendar-year", "2023", "2023-01-01/P1Y"),
        ("calendar-year", "2023.0", "2023-01-01/P1Y"),  # a year in a column of decimals
        ("financial-year", "2022/23", "2022-04-01/P1Y"),
        ("financial-year", "2022-23", "2022-04-01/P1Y"),
        ("financial-year", "2022/2023", "2022-04-01/P1Y"),
        ("financial-year", "1999-00", "1999-04-01/P1Y"),
        ("financial-year-ending", "2025", "2024-04-01/P1Y"),
        ("academic-year", "2022/23", "2022-09-01/P1Y"),
        ("academic-year-ending", "2025", "2024-09-01/P1Y"),
        ("rolling", "2022 - 24", "2022-01-01/P3Y"),
        ("rolling", "2018-20", "2018-01-01/P3Y"),
        ("rolling", "2015-16", "2015-01-01/P2Y"),
        ("financial-rolling", "2018/19-20/21", "2018-04-01/P3Y"),
        ("financial-rolling", "2018/19 - 2020/21", "2018-04-01/P3Y"),
        ("month", "Dec 1995", "1995-12-01/P1M"),
        ("month", "December 1995", "1995-12-01/P1M"),
        ("month", "1995-12", "1995-12-01/P1M"),
        ("year-ending-month", "Dec 1995", "1995-01-01/P1Y"),
        ("year-ending-month", "Year ending Mar 2020", "2019-04-01/P1Y"),
    ],
)
def test_a_label_is_read_in_its_notation(notation, label, period):
    assert read_label(label, column(notation)) == Labelled(period, provisional=False)


@pytest.mark.parametrize(
    ("means", "label", "period"),
    [
        ({"year_means": "academic"}, "2025", "2024-09-01/P1Y"),
        ({"year_means": "financial"}, "2025", "2024-04-01/P1Y"),
        ({"year_means": "calendar"}, "2025", "2025-01-01/P1Y"),
        ({"year_means": "academic"}, "2022/23", "2022-09-01/P1Y"),
        ({"year_means": "financial"}, "2022-23", "2022-04-01/P1Y"),
        ({"year_means": "calendar", "split_year_means": "financial"}, "2022-23", "2022-04-01/P1Y"),
        ({}, "2018-20", "2018-01-01/P3Y"),
        ({}, "2018/19-20/21", "2018-04-01/P3Y"),
        ({}, "Mar 2024", "2024-03-01/P1M"),
        ({}, "2024-03-31", "2024-03-31/P1D"),
    ],
)
def test_mixed_labels_are_told_apart(means, label, period):
    assert read_label(label, column("mixed", **means)).period == period


@pytest.mark.parametrize(("label", "field"), [("2025", "year_means"), ("2022/23", "split_year_means")])
def test_a_label_with_more_than_one_meaning_needs_help(label, field):
    with pytest.raises(ValueError, match=f"could be more than one kind of year: {field} says which"):
        read_label(label, column("mixed"))


def test_a_split_year_is_never_a_calendar_year():
    with pytest.raises(ValueError, match="split_year_means"):
        read_label("2022/23", column("mixed", year_means="calendar"))


@pytest.mark.parametrize(
    ("notation", "label"),
    [
        ("iso", "2023"),
        ("iso", "last year"),
        ("calendar-year", "2022/23"),
        ("financial-year", "2022/24"),
        ("financial-year", "2023"),
        ("rolling", "2022"),
        ("rolling", "2022-21"),
        ("financial-rolling", "2018/20-20/21"),
        ("month", "Smarch 2020"),
        ("month", "2020-13"),
        ("mixed", "0"),
    ],
)
def test_a_label_in_another_notation_is_not_read(notation, label):
    with pytest.raises(ValueError, match=r"."):
        read_label(label, column(notation))


@pytest.mark.parametrize("suffix", ["(OT)", "(Rev)", "(Final)"])
def test_what_departments_add_is_understood(suffix):
    found = read_label(f"2023-24 {suffix}", column("financial-year"))
    assert found == Labelled("2023-04-01/P1Y", provisional=False)


def test_provisional_labels_say_so():
    assert read_label("2025 (prov)", column("academic-year-ending")) == Labelled(
        "2024-09-01/P1Y", provisional=True
    )


@pytest.mark.parametrize(
    ("notation", "label", "day", "period"),
    [
        ("calendar-year", "2023", "03-31", "2023-03-31/P1D"),
        ("financial-year", "2022/23", "03-31", "2023-03-31/P1D"),
        ("financial-year", "2022/23", "10-01", "2022-10-01/P1D"),
    ],
)
def test_a_count_on_one_day_of_its_year(notation, label, day, period):
    assert read_label(label, column(notation, as_day=day)).period == period


def test_a_month_that_lacks_the_day_is_not_read():
    with pytest.raises(ValueError, match="no such day as 03-31"):
        read_label("Feb 2023", column("month", as_day="03-31"))


def test_each_different_label_stands_in_the_table_once():
    labels = pl.Series(["2023", "2022", "2023", None, "soon"])
    table, unread = period_table(labels, column("calendar-year"))
    assert table.sort("label").rows() == [
        ("2022", "2022-01-01/P1Y", date(2022, 1, 1), False),
        ("2023", "2023-01-01/P1Y", date(2023, 1, 1), False),
    ]
    assert unread == ["soon"]
