from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ropewalk.vocabulary.period import add_months, parse_period, period_short, period_words


@pytest.mark.parametrize(
    ("text", "end", "months"),
    [
        ("2022-01-01/P3Y", date(2025, 1, 1), 36),
        ("2022-04-01/P1Y", date(2023, 4, 1), 12),
        ("2023-12-01/P1M", date(2024, 1, 1), 1),
        ("2024-05-15/P1D", date(2024, 5, 16), 0),
        ("2024-01-01/P2W", date(2024, 1, 15), 0),
    ],
)
def test_period_ends_where_its_duration_says(text: str, end: date, months: int) -> None:
    period = parse_period(text)
    assert (period.end, period.months, period.text) == (end, months, text)


@pytest.mark.parametrize("text", ["2022", "2022-01-01", "2022-01-01/P0Y", "2022-13-01/P1Y", "2022/23", ""])
def test_what_is_not_a_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_period(text)


def test_periods_sort_by_time() -> None:
    texts = ["2023-01-01/P1Y", "2021-01-01/P3Y", "2021-01-01/P1Y"]
    assert sorted(texts, key=parse_period) == ["2021-01-01/P1Y", "2021-01-01/P3Y", "2023-01-01/P1Y"]


def test_a_day_that_the_month_lacks_becomes_its_last() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 600))
def test_adding_months_moves_by_that_many_months(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("2023-01-01/P1Y", "2023", "2023"),
        ("2022-01-01/P3Y", "2022 to 2024", "2022-24"),
        ("2022-04-01/P1Y", "April 2022 to March 2023", "2022/23"),
        ("2025-12-01/P1M", "December 2025", "Dec 2025"),
        ("2023-04-01/P3M", "April 2023 to June 2023", "Q2 2023"),
        ("2024-05-15/P1D", "15 May 2024", "May 2024"),
        ("2015-11-16/P1Y", "16 November 2015 to 15 November 2016", "2015/16"),
    ],
)
def test_periods_are_said_as_people_say_them(text: str, words: str, short: str) -> None:
    assert (period_words(text), period_short(text)) == (words, short)
