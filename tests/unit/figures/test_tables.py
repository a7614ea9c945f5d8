"""The rows behind a figure."""

import polars as pl

from ropewalk.figures.inputs import Line, Point, Style, Table
from ropewalk.figures.tables import csv_of, csv_of_series, series_table


def test_series_table_has_a_row_a_period_newest_first():
    here = Line("Here", (Point("2021-01-01/P1Y", 5.0, 4.0, 6.0), Point("2022-01-01/P1Y", 7.0, 6.0, 8.0)))
    there = Line("England", (Point("2020-01-01/P1Y", 9.0), Point("2022-01-01/P1Y", 10.0)))
    table = series_table(here, [there], Style("%"), "Both")
    assert table.head == ("Period", "Here", "Likely range", "England")
    assert table.rows == (
        ("2022", "7.0%", "6.0% to 8.0%", "10.0%"),
        ("2021", "5.0%", "4.0% to 6.0%", "no figure"),
        ("2020", "no figure", "", "9.0%"),
    )
    assert table.numeric == (1, 2, 3)


def test_series_table_says_what_is_provisional():
    here = Line("Here", (Point("2022-01-01/P1Y", 7.0, state="provisional"),))
    table = series_table(here, [], Style("%"), "One")
    assert table.head == ("Period", "Here", "Note")
    assert table.rows == (("2022", "7.0%", "Provisional"),)


def test_csv_quotes_commas_and_disarms_formulas():
    text = csv_of(Table("T", ("Name", "Value"), (("=cmd()", "1,234"), ("Plain", "2"))))
    assert text == 'Name,Value\r\n\'=cmd(),"1,234"\r\nPlain,2\r\n'


def test_csv_of_series_keeps_full_precision_and_leads_with_the_exchange_columns():
    frame = pl.DataFrame(
        {
            "revision": [3],
            "value": [0.1 + 0.2],
            "indicator": ["a"],
            "place": ["E1"],
            "period": ["2022-01-01/P1Y"],
        }
    )
    assert csv_of_series(frame).splitlines() == [
        "indicator,place,period,value,revision",
        "a,E1,2022-01-01/P1Y,0.30000000000000004,3",
    ]
