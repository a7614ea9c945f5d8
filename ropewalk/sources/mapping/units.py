"""Units in headings: per cent, per 1,000, £m, (000s)."""

import re
from dataclasses import dataclass

UNIT = re.compile(
    r"(?:%|£|£m|£k|£000s?|000s|no\.?|number|count|rate|n|percent(?:age)?|days?|weeks?|years?|tonnes?|kg|"
    r"per (?:[\d,]+|head|person|household)(?: [a-z ]+)?|\(.{1,20}\))",
    re.IGNORECASE,
)
PER = re.compile(r"per\s+([\d,]+|thousand|hundred thousand|million|head|person|household)", re.IGNORECASE)
PERCENT = re.compile(r"%|per ?cent|percentage|proportion", re.IGNORECASE)
MONEY = re.compile(r"£\s*(m(?:illion|n)?|k|000s?|bn)?(?![a-z])", re.IGNORECASE)
THOUSANDS = re.compile(r"\(?\s*'?000s\s*\)?|\bthousands\b|£\s*(?:k|000s?)(?![a-z])", re.IGNORECASE)
MILLIONS = re.compile(r"£\s*m(?:illion|n)?(?![a-z])|\bmillions\b", re.IGNORECASE)
NUMBERS = {"thousand": 1000.0, "hundred thousand": 100_000.0, "million": 1_000_000.0}


@dataclass(frozen=True)
class Unit:
    """What a heading says of its numbers: the unit, what they are per, and what to multiply them by."""

    name: str = ""
    per: float = 1.0
    scale: float = 1.0


def is_unit(word: str) -> bool:
    """Whether the whole of a cell is a unit, as in a row of units below the names."""
    return UNIT.fullmatch(word.strip()) is not None


def unit_of(heading: str) -> Unit:
    """The unit that a heading names; an empty one when it names none."""
    if PERCENT.search(heading):
        return Unit("%", 100.0)
    per = PER.search(heading)
    if per:
        word = per[1].lower().replace(",", "")
        size = float(word) if word.isdigit() else NUMBERS.get(word, 1.0)
        return Unit(per[0].lower(), size)
    if MILLIONS.search(heading):
        return Unit("£" if "£" in heading else "", scale=1_000_000.0)
    if THOUSANDS.search(heading):
        return Unit("£" if "£" in heading else "", scale=1000.0)
    return Unit("£") if MONEY.search(heading) else Unit()
