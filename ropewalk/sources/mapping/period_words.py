"""Which notation a column of periods is written in, and which other it could be."""

import re
from dataclasses import dataclass
from typing import get_args

from ropewalk.sources.mapping.words import ACADEMIC, FINANCIAL, MONTHLY, PERIOD, YEAR_ENDING
from ropewalk.sources.maps import Notation, PeriodColumn
from ropewalk.sources.periods import read_label

# Notations in the order in which they are preferred when the same labels fit several.
ORDER: tuple[Notation, ...] = (
    *("iso", "financial-year", "financial-quarter", "month", "rolling", "financial-rolling", "academic-year"),
    *("day", "year-ending-month", "calendar-quarter", "calendar-year", "financial-year-ending"),
    *("academic-year-ending", "academic-year-starting"),
)
assert set(ORDER) | {"mixed"} == set(get_args(Notation))  # noqa: S101 - a new notation must find its place here

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SURE, LIKELY, OPEN = 1.0, 0.9, 0.6
LABELS = 400
YEARS = range(1970, 2060)


@dataclass(frozen=True)
class PeriodGuess:
    """A notation, the share of labels it reads, how sure it is among those that read them, and the next."""

    notation: Notation
    share: float
    sure: float
    other: str = ""
    why: str = ""


def guess_period(labels: dict[str, int], heading: str, words: str) -> PeriodGuess | None:
    """The likeliest notation of ``labels`` (label -> how often), None when none reads half of them.

    ``words``: everything else that the sheet says: titles, headings, the file's name.
    """
    some = dict(list(labels.items())[:LABELS])
    total = sum(some.values())
    if not total or not any(any(c.isdigit() for c in label) for label in some):
        return None
    if all(label.isdigit() and len(label) == 5 for label in some) and not PERIOD.search(heading):
        return None  # a spreadsheet's own numbers of days look like counts: only a heading tells
    shares = {notation: _share(some, notation) / total for notation in ORDER}
    if shares["financial-year"] >= 0.5:
        # 2022/24 among years over two is a slip, not a sign that all of them are spans.
        shares["rolling"] = 0.0
    best = max(shares.values())
    if best < 0.5:
        return None
    fits = [notation for notation in ORDER if shares[notation] == best]
    notation, sure, other, why = _choose(fits, some, heading, words)
    return PeriodGuess(notation, best, sure, other, why)


def _share(labels: dict[str, int], notation: Notation) -> int:
    column = PeriodColumn(column="x", notation=notation)
    return sum(count for label, count in labels.items() if _reads(label, column))


def _reads(label: str, column: PeriodColumn) -> bool:
    bare = label.removesuffix(".0")
    if bare.isdigit() and len(bare) == 4 and int(bare) not in YEARS:
        return False  # a count, such as 5432
    try:
        read_label(label, column)
    except ValueError:
        return False
    return True


def _choose(
    fits: list[Notation], labels: dict[str, int], heading: str, words: str
) -> tuple[Notation, float, str, str]:
    if "iso" in fits and all("/" in label or ISO_DAY.fullmatch(label) for label in labels):
        return "iso", SURE, "", "each is an ISO interval or day"
    if "calendar-year" in fits:
        return _bare_year(heading, words)
    if "financial-year" in fits:
        return _split_year(heading, words)
    if "month" in fits:
        return _month(fits, labels, heading, words)
    if "day" in fits:
        return "day", SURE, "", "each is a day"
    return fits[0], SURE, "", "no other notation reads them"


def _bare_year(heading: str, words: str) -> tuple[Notation, float, str, str]:
    """A bare 2023 is the calendar year, unless words say otherwise; which words, is told."""
    for text, sure in ((heading, SURE), (words, OPEN)):
        if ACADEMIC.search(text):
            return (
                "academic-year-ending",
                min(sure, OPEN),
                "calendar-year",
                "a bare year, and words of school",
            )
        if FINANCIAL.search(text):
            why = "a bare year, and words of financial years: the year that ends in it?"
            return "financial-year-ending", min(sure, OPEN), "calendar-year", why
        if "calendar" in text.lower():
            return "calendar-year", SURE, "", "it says calendar year"
    return (
        "calendar-year",
        LIKELY,
        "financial-year-ending",
        "a bare year, and nothing says that it is another",
    )


def _split_year(heading: str, words: str) -> tuple[Notation, float, str, str]:
    if FINANCIAL.search(heading):
        return "financial-year", SURE, "", "the heading says so"
    if ACADEMIC.search(heading):
        return "academic-year", SURE, "", "the heading says so"
    if ACADEMIC.search(words):
        return "academic-year", OPEN, "financial-year", "a year over two, and words of school"
    return "financial-year", LIKELY, "academic-year", "a year over two, and no word of school"


def _month(
    fits: list[Notation], labels: dict[str, int], heading: str, words: str
) -> tuple[Notation, float, str, str]:
    if YEAR_ENDING.search(heading) or any(YEAR_ENDING.search(label) for label in labels):
        return "year-ending-month", SURE, "", "they are said to end a year"
    if "day" in fits and not MONTHLY.search(heading) and len(labels) < 3:
        return "day", OPEN, "month", "days that begin or end a month"
    if YEAR_ENDING.search(words):
        return "month", OPEN, "year-ending-month", "months, and words of years that end"
    if MONTHLY.search(heading):
        return "month", SURE, "", "the heading says so"
    return "month", LIKELY, "year-ending-month", "each is a month"
