"""Periods as people type them into a sheet: Apr-23, FY24, Q1 2023/24, 31/03/2024, year ending March 2024."""

import re
from calendar import month_abbr, month_name, monthrange
from contextlib import suppress
from datetime import date, timedelta

MONTHS = {name.lower(): n for names in (month_abbr, month_name) for n, name in enumerate(names) if name}
MONTHS |= {"sept": 9}

DASHES = re.compile("[\u2010-\u2015\u2212]")
FINANCIAL = re.compile(r"^(?:financial year|fin\.? ?year|f\.?y\.?)\s*", re.IGNORECASE)
TWO_FIGURES = re.compile(r"(\d{2})\s*[/-]\s*(\d{2})")
ENDING = re.compile(
    r"^(?:(?:the )?(?:year|yr|12 months|twelve months) (?:ending|ended|to|end)|y/?e)\.?\s*", re.IGNORECASE
)
NAMED_MONTH = re.compile(r"([A-Za-z]+)\.?[ /'-]*(\d{4}|\d{2})")
ISO_MONTH = re.compile(r"(\d{4})-(\d{2})")
NUMBERED_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
QUARTER = re.compile(r"q(?:uarter|tr|uarter )?\.?\s*([1-4])", re.IGNORECASE)
MONTH_SPAN = re.compile(r"([A-Za-z]+)\.?\s*(?:-|to)\s*([A-Za-z]+)\.?[ '-]*(\d{4}|\d{2})")
NUMBERED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
NAMED_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]+)\.?[ -](\d{4}|\d{2})")
ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00(?:\.0+)?)?")
SERIAL = re.compile(r"(\d{5})(?:\.0)?")

# Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that never was.
SPREADSHEET_DAY_NOUGHT = date(1899, 12, 30)
SERIALS = range(32_874, 58_440)  # 1990 to 2059: other whole numbers of five figures are counts


def financial_year(label: str) -> str:
    """The label without what people put before it: ``FY 23/24`` is ``2023/24``, ``FY24`` is ``2023/24``."""
    text = DASHES.sub("-", label)
    plain = FINANCIAL.sub("", text)
    plain = re.sub(r"(\d)\s+to\s+(\d)", r"\1-\2", plain)
    if (split := TWO_FIGURES.fullmatch(plain)) and (int(split[1]) + 1) % 100 == int(split[2]):
        return f"20{split[1]}/{split[2]}"
    if plain != text and re.fullmatch(r"\d{2}|\d{4}", plain):
        ends = full_year(plain)
        return f"{ends - 1}/{ends % 100:02d}"
    return plain


def month(label: str) -> tuple[int, int]:
    """Year and month: ``Apr-23``, ``April 2023``, ``04/2023``, or a day that a sheet shows as a month.

    A day counts as its month only when it is the month's first or last: 15/04/2023 is a day.
    Raises ValueError.
    """
    text = DASHES.sub("-", label)
    if (named := NAMED_MONTH.fullmatch(text)) and named[1].lower() in MONTHS:
        return full_year(named[2]), MONTHS[named[1].lower()]
    if (numbered := NUMBERED_MONTH.fullmatch(text)) and 1 <= int(numbered[1]) <= 12:
        return int(numbered[2]), int(numbered[1])
    if (iso := ISO_MONTH.fullmatch(text)) and 1 <= int(iso[2]) <= 12:
        return int(iso[1]), int(iso[2])
    found = day(text)
    if found.day not in (1, monthrange(found.year, found.month)[1]):
        raise ValueError(f"{label!r} is a day, not a month")
    return found.year, found.month


def ending_month(label: str) -> tuple[int, int]:
    """Year and month of ``year ending March 2024``, ``12 months to Mar-24``, ``Y/E 31 March 2024``."""
    return month(ENDING.sub("", label))


def quarter(label: str) -> tuple[int, str]:
    """A quarter's number, and what is left of the label: the year. Raises ValueError."""
    text = DASHES.sub("-", label)
    match = QUARTER.search(text)
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,:()-") if match else ""
    if match is None or not rest:
        raise ValueError(f"{label!r} is not a quarter of a year")
    return int(match[1]), rest


def month_span(label: str) -> tuple[int, int]:
    """Year and first month of three months that are named: ``Apr-Jun 2023``. Raises ValueError."""
    match = MONTH_SPAN.fullmatch(DASHES.sub("-", label))
    first, last = (MONTHS.get(match[n].lower(), 0) for n in (1, 2)) if match else (0, 0)
    if match is None or not (first and last and last - first == 2):
        raise ValueError(f"{label!r} is not a span of three months")
    return full_year(match[3]), first


def day(label: str) -> date:
    """A day: ``31/03/2024`` (day first), ``31 March 2024``, ``2024-03-31``, or a spreadsheet's own number.

    Raises ValueError.
    """
    if iso := ISO_DAY.fullmatch(label):
        return date.fromisoformat(iso[1])
    if (serial := SERIAL.fullmatch(label)) and int(serial[1]) in SERIALS:
        return SPREADSHEET_DAY_NOUGHT + timedelta(days=int(serial[1]))
    if numbered := NUMBERED_DAY.fullmatch(label):
        return date(full_year(numbered[3]), int(numbered[2]), int(numbered[1]))
    named = NAMED_DAY.fullmatch(label)
    if named and named[2].lower() in MONTHS:
        with suppress(ValueError):
            return date(full_year(named[3]), MONTHS[named[2].lower()], int(named[1]))
    raise ValueError(f"{label!r} is not a day")


def full_year(text: str) -> int:
    """``2024`` and ``24`` are 2024; two figures from 60 are of the century before."""
    return int(text) if len(text) == 4 else int(text) + (1900 if int(text) >= 60 else 2000)
