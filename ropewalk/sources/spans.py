"""Periods that publishers write as two ends: 01/2004 - 12/2004, April 2022 to March 2023, 2018 to 2020."""

import re
from calendar import month_abbr, month_name

MONTHS = {name.lower(): n for names in (month_abbr, month_name) for n, name in enumerate(names) if name}
TO = r"\s*(?:-|–|to)\s*"
NUMBERED = re.compile(rf"(\d{{2}})/(\d{{4}}){TO}(\d{{2}})/(\d{{4}})")
NAMED = re.compile(rf"([A-Za-z]+)\s+(\d{{4}}){TO}([A-Za-z]+)\s+(\d{{4}})")
YEARS = re.compile(r"(\d{4}) to (\d{4})")
QUARTER = re.compile(r"(?:(\d{4})\s*-?\s*Q([1-4])|Q([1-4])\s*(\d{4}))")


def read_span(label: str) -> str:
    """A span of whole months as an ISO interval, both ends counted; empty when the label is no such span.

    Raises ValueError when the second end comes before the first.
    """
    if match := NUMBERED.fullmatch(label):
        return _months(label, int(match[2]), int(match[1]), int(match[4]), int(match[3]))
    if (match := NAMED.fullmatch(label)) and {match[1].lower(), match[3].lower()} <= set(MONTHS):
        first, last = MONTHS[match[1].lower()], MONTHS[match[3].lower()]
        return _months(label, int(match[2]), first, int(match[4]), last)
    if match := YEARS.fullmatch(label):
        return _months(label, int(match[1]), 1, int(match[2]), 12)
    if match := QUARTER.fullmatch(label):
        year, quarter = int(match[1] or match[4]), int(match[2] or match[3])
        return f"{year:04d}-{3 * quarter - 2:02d}-01/P3M"
    return ""


def _months(label: str, year: int, month: int, last_year: int, last_month: int) -> str:
    count = (last_year - year) * 12 + last_month - month + 1
    if count < 1 or not 1 <= month <= 12 or not 1 <= last_month <= 12:
        raise ValueError(f"{label!r} is not a span of months")
    length = f"P{count // 12}Y" if count % 12 == 0 else f"P{count}M"
    return f"{year:04d}-{month:02d}-01/{length}"
