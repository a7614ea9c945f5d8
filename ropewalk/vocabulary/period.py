"""Periods are ISO 8601 intervals, start and duration: ``2022-01-01/P3Y``."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from ropewalk.vocabulary.language import _, kept_by_language, later, later_in, pgettext

MONTHS: Final = (
    *(later("January"), later("February"), later("March"), later("April")),
    *(later_in("month", "May"), later("June"), later("July"), later("August")),
    *(later("September"), later("October"), later("November"), later("December")),
)
SHORT_MONTHS: Final = (
    *(later_in("short", "Jan"), later_in("short", "Feb"), later_in("short", "Mar"), later_in("short", "Apr")),
    *(later_in("short", "May"), later_in("short", "Jun"), later_in("short", "Jul"), later_in("short", "Aug")),
    *(later_in("short", "Sep"), later_in("short", "Oct"), later_in("short", "Nov"), later_in("short", "Dec")),
)
PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})/P(\d+)([YMWD])")


@dataclass(frozen=True, order=True)
class Period:
    """A half-open interval of days [start, end). ``months`` is 0 for spans counted in weeks or days."""

    start: date
    end: date
    months: int
    text: str

    @property
    def last_day(self) -> date:
        """The last day inside the period."""
        return self.end - timedelta(days=1)


@lru_cache(maxsize=100_000)
def parse_period(text: str) -> Period:
    """Read an ISO 8601 start/duration interval.

    Raises ValueError when the text is not of the form YYYY-MM-DD/PnY, PnM, PnW or PnD,
    or when the duration is nought.
    """
    match = PERIOD.fullmatch(text)
    if match is None or int(match[2]) == 0:
        raise ValueError(f"{text!r} is not a period such as 2022-01-01/P1Y")
    start, count, unit = date.fromisoformat(match[1]), int(match[2]), match[3]
    if unit in "YM":
        months = count * (12 if unit == "Y" else 1)
        return Period(start, add_months(start, months), months, text)
    days = count * (7 if unit == "W" else 1)
    return Period(start, start + timedelta(days=days), 0, text)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later; a day that the month lacks becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_words(day: date) -> str:
    """A date as people write it: 5 April 2026."""
    return _("{day} {month} {year}").format(day=day.day, month=_month(day), year=day.year)


def month_words(day: date) -> str:
    """The month of a date: April 2026."""
    return _("{month} {year}").format(month=_month(day), year=day.year)


def _month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return pgettext("month", name) if name == "May" else _(name)


@kept_by_language(maxsize=10_000)
def period_words(text: str) -> str:
    """A period as people say it: 2023, 2022 to 2024, April 2022 to March 2023, 15 May 2024."""
    period = parse_period(text)
    first, last = period.start, period.last_day
    if first == last:
        return day_words(first)
    if (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31):
        return f"{first.year}" if first.year == last.year else _span(first.year, last.year)
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return month_words(first)
    if whole_months:
        return _span(month_words(first), month_words(last))
    return _span(day_words(first), day_words(last))


def _span(first: object, last: object) -> str:
    return _("{first} to {last}").format(first=first, last=last)


@kept_by_language(maxsize=10_000)
def period_short(text: str) -> str:
    """A period for a chart's axis or a table's row: 2023, 2022-24, 2022/23, Dec 2025."""
    period = parse_period(text)
    first, last = period.start, period.last_day
    if period.months in (0, 1) or first == last:
        month = pgettext("short", SHORT_MONTHS[first.month - 1])
        return _("{month} {year}").format(month=month, year=first.year)
    if period.months == 3:
        return _("Q{quarter} {year}").format(quarter=(first.month - 1) // 3 + 1, year=first.year)
    if period.months == 12 and first.month == 1:
        return f"{first.year}"
    joiner = "/" if period.months == 12 else "-"
    return f"{first.year}{joiner}{last.year % 100:02d}"
