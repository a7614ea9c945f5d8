"""The columns of the sheet: those that say which return a row is, and those that people fill in."""

from typing import Final

from ropewalk.vocabulary.words import State

SHEET: Final = "Returns"
ASK, SEEN = "Return", "Seen"
KNOWN: Final = (ASK, SEEN, "Measure", "Place", "Period", "Due", "Asked for")
"""Filled in by us; the first two lead back to the return, and to the version that was looked at."""

FIELDS: Final = {
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "lower": "Lower limit",
    "upper": "Upper limit",
    "state": "State",
    "comment": "Comment",
}
"""Filled in by people: field -> heading."""

COLUMNS: Final = (*KNOWN, *FIELDS.values())
STATES: Final = tuple(str(state) for state in State)
