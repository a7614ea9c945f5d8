"""Publishers' period labels as ISO 8601 intervals. Each distinct label is read once."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import polars as pl
from msgspec.structs import replace

from ropewalk.sources import spans, spoken_periods
from ropewalk.sources.maps import PeriodColumn
from ropewalk.vocabulary.period import add_months, parse_period

# What departments add to a label: on-time, revised, provisional, final. Only one changes the state.
SUFFIX = re.compile(r"\s*\((OT|Rev|Revised|prov|Prov|Provisional|Final)\)$")
PROVISIONAL = ("prov", "Prov", "Provisional")

YEAR = re.compile(r"(\d{4})(?:\.0)?")
SPLIT_YEAR = re.compile(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})")
FINANCIAL_SPAN = re.compile(r"(\d{4})/(\d{2})\s*-\s*(?:20)?(\d{2})/(\d{2})")
MONTH = re.compile(r"([A-Za-z]+)[ -](\d{4})|(\d{4})-(\d{2})")
STARTS = {"calendar": "01-01", "financial": "04-01", "academic": "09-01"}


@dataclass(frozen=True)
class Labelled:
    """A label read: its ISO interval, and whether the label itself says provisional."""

    period: str
    provisional: bool


def period_table(labels: pl.Series, column: PeriodColumn) -> tuple[pl.DataFrame, list[str]]:
    """The distinct ``labels`` with ``period``, ``start`` (date) and ``provisional``; and those not read."""
    rows, unread = [], []
    column = _decided(column, labels)
    for label in labels.unique().drop_nulls():
        try:
            found = read_label(label, column)
            rows.append((label, found.period, parse_period(found.period).start, found.provisional))
        except ValueError:
            unread.append(label)
    names = {"label": pl.String, "period": pl.String, "start": pl.Date, "provisional": pl.Boolean}
    return pl.DataFrame(rows, schema=names, orient="row"), unread


def read_label(label: str, column: PeriodColumn) -> Labelled:
    """Read one label in the column's notation. Raises ValueError when it is not in that notation."""
    suffix = SUFFIX.search(label)
    plain = SUFFIX.sub("", label).strip()
    period = _mixed(plain, column) if column.notation == "mixed" else NOTATIONS[column.notation](plain)
    if column.days:
        period = _listed_day(period, column)
    if column.as_day:
        period = _on_day(period, column.as_day)
    if column.begins:
        period = _beginning(period, column.begins)
    return Labelled(parse_period(period).text, suffix is not None and suffix[1] in PROVISIONAL)


def _decided(column: PeriodColumn, labels: pl.Series) -> PeriodColumn:
    """The column with "either" decided: 2011-13 among the labels makes 2010-12 years, not a December."""
    if column.hyphen_means != "either":
        return column
    hyphened = [label for label in labels.unique().drop_nulls() if re.fullmatch(r"\d{4}-\d{2}", label)]
    years = any(not 1 <= int(label[5:]) <= 12 for label in hyphened)
    return replace(column, hyphen_means="years" if years else "months")


def _iso(label: str) -> str:
    """Hours that say only that the day begins are dropped: ``2004-01-01T00:00:00/P1Y``."""
    plain = label.replace("T00:00:00", "", 1)
    return plain if "/" in plain else f"{plain}/P1D"


def _year(label: str, start: str, years_back: int = 0) -> str:
    match = _match(YEAR, label)
    return f"{int(match[1]) - years_back:04d}-{start}/P1Y"


def _split_year(label: str, start: str) -> str:
    """``2022/23``, ``2022-23`` or ``2022/2023``: one year that begins in the first and ends in the second."""
    first, last = _years(_match(SPLIT_YEAR, label))
    if last - first != 1:
        raise ValueError(f"{label!r} is not one year")
    return f"{first}-{start}/P1Y"


def _rolling(label: str) -> str:
    """``2018-20`` or ``2022 - 24``: whole calendar years, both ends counted."""
    first, last = _years(_match(SPLIT_YEAR, label))
    if not 1 <= last - first <= 9:
        raise ValueError(f"{label!r} is not a span of years")
    return f"{first}-01-01/P{last - first + 1}Y"


def _financial_rolling(label: str) -> str:
    """``2018/19-20/21``: whole financial years, both ends counted."""
    match = _match(FINANCIAL_SPAN, label)
    first, last = int(match[1]), _century(int(match[1]), match[3])
    if (first + 1) % 100 != int(match[2]) or (last + 1) % 100 != int(match[4]) or not 1 <= last - first <= 9:
        raise ValueError(f"{label!r} is not a span of financial years")
    return f"{first}-04-01/P{last - first + 1}Y"


def _month(label: str) -> str:
    year, month = spoken_periods.month(label)
    return f"{year:04d}-{month:02d}-01/P1M"


def _quarter(label: str, *, financial: bool) -> str:
    """``Q1 2023/24`` from April, or ``Q1 2023`` from January; ``Apr-Jun 2023`` is the same in both."""
    with suppress(ValueError):
        year, month = spoken_periods.month_span(label)
        return f"{year}-{month:02d}-01/P3M"
    number, rest = spoken_periods.quarter(label)
    first = _financial_year(rest) if financial else _year(rest, "01-01")
    return f"{add_months(parse_period(first).start, 3 * (number - 1)).isoformat()}/P3M"


def _financial_year(label: str) -> str:
    return _split_year(spoken_periods.financial_year(label), "04-01")


def _year_ending_month(label: str) -> str:
    """``Dec 1995`` or ``Year ending Dec 1995``: the twelve months whose last one it is."""
    year, month = spoken_periods.ending_month(label)
    last = parse_period(f"{year:04d}-{month:02d}-01/P1M")
    return f"{add_months(last.end, -12).isoformat()}/P1Y"


def _mixed(label: str, column: PeriodColumn) -> str:
    """Each spelling that means one thing only; a year that may mean several needs ``year_means``."""
    if FINANCIAL_SPAN.fullmatch(label):
        return _financial_rolling(label)
    if found := spans.read_span(label):
        return found
    if column.hyphen_means == "months" and re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", label):
        return _month(label)
    if split := SPLIT_YEAR.fullmatch(label):
        first, last = _years(split)
        if last - first > 1:
            return _rolling(label)
        return _split_year(label, _start(label, column.split_year_means or column.year_means, split=True))
    if YEAR.fullmatch(label):
        # A bare 2025 is the year that ends in 2025 when years do not start in January.
        back = 0 if column.year_means == "calendar" else 1
        return _year(label, _start(label, column.year_means), years_back=back)
    if MONTH.fullmatch(label):
        return _month(label)
    return _iso(label)


def _start(label: str, year_means: str, *, split: bool = False) -> str:
    if not year_means or (split and year_means == "calendar"):
        field = "split_year_means" if split else "year_means"
        raise ValueError(f"{label!r} could be more than one kind of year: {field} says which")
    return STARTS[year_means]


def _on_day(period: str, day: str) -> str:
    span = parse_period(period)
    for year in (span.start.year, span.last_day.year):
        found = parse_period(f"{year:04d}-{day}/P1D")
        if span.start <= found.start < span.end:
            return found.text
    raise ValueError(f"{period!r} has no such day as {day}")


def _listed_day(period: str, column: PeriodColumn) -> str:
    """The day of reference in the period's first month, else the only one in it, else the period itself."""
    span = parse_period(period)
    month_end = add_months(span.start.replace(day=1), 1)
    near = [day for day in column.days if span.start.replace(day=1) <= day < month_end]
    inside = near or [day for day in column.days if span.start <= day < span.end]
    return f"{inside[0].isoformat()}/P1D" if len(inside) == 1 else period


def _beginning(period: str, day: str) -> str:
    """The same length from ``day`` of the year in which ``period`` starts: surveys run from November."""
    start, length = period.split("/")
    return f"{start[:4]}-{day}/{length}"


def _years(match: re.Match[str]) -> tuple[int, int]:
    first = int(match[1])
    return first, _century(first, match[2])


def _century(first: int, text: str) -> int:
    """The year that ``text`` (``00`` after 1999) means: the next one after ``first`` that ends so."""
    return int(text) if len(text) == 4 else first + (int(text) - first) % 100


def _match(pattern: re.Pattern[str], label: str) -> re.Match[str]:
    match = pattern.fullmatch(label)
    if match is None:
        raise ValueError(f"{label!r} is not in this notation")
    return match


NOTATIONS: dict[str, Callable[[str], str]] = {
    "iso": _iso,
    "calendar-year": lambda label: _year(label, "01-01"),
    "financial-year": _financial_year,
    "academic-year": lambda label: _split_year(label, "09-01"),
    "financial-year-ending": lambda label: _year(label, "04-01", years_back=1),
    "academic-year-ending": lambda label: _year(label, "09-01", years_back=1),
    "academic-year-starting": lambda label: _year(label, "09-01"),
    "rolling": _rolling,
    "financial-rolling": _financial_rolling,
    "month": _month,
    "financial-quarter": lambda label: _quarter(label, financial=True),
    "calendar-quarter": lambda label: _quarter(label, financial=False),
    "day": lambda label: f"{spoken_periods.day(label).isoformat()}/P1D",
    "year-ending-month": _year_ending_month,
}
