"""The editions of our rules: what changed in how a verdict is reached, when, and why.

A line of code may change without changing any verdict, so an edition is declared by a person and not counted
by a program. A test holds the newest edition to what the rules say of a fixed panel of made-up series
(``tests/contracts/test_method_editions.py``): rules that answer otherwise need a new edition here.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True)
class Edition:
    """``what`` and ``why`` are said to readers. ``fingerprint``: twelve hex digits of what the rules say of
    the panel, and of their thresholds."""

    number: int
    day: date
    what: str
    why: str
    fingerprint: str


EDITIONS: Final = (
    Edition(
        number=1,
        day=date(2026, 11, 23),
        what="Our rules were written down for the first time, as the page “How we know” tells them.",
        why="So that a later change of the rules can be told from a change in the figures.",
        fingerprint="f39627288b47",
    ),
    Edition(
        number=2,
        day=date(2026, 11, 23),
        what="Maps call a neighbourhood better or worse only where it differs from its whole place beyond "
        "limits that chance leaves 2 times in 1,000.",
        why="A map shows hundreds of neighbourhoods at once. By chance alone, 1 in 20 would look different.",
        fingerprint="9d665c12d540",
    ),
)
"""Oldest first; only ever added to."""


def newest() -> Edition:
    """The edition in force."""
    return EDITIONS[-1]


def between(after: int, upto: int) -> tuple[Edition, ...]:
    """The editions later than number ``after``, up to number ``upto``, oldest first."""
    return tuple(edition for edition in EDITIONS if after < edition.number <= upto)
