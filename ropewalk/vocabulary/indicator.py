"""Indicators: what is measured, how, by whom, and which way is better."""

from datetime import date
from math import isfinite
from typing import Literal

import msgspec

from ropewalk.vocabulary.crossing import Crossing
from ropewalk.vocabulary.words import Frequency, Kind, Polarity


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value to reach by a date. Without a reason and a name there is no target to publish."""

    value: float
    date: date
    reason: str = ""
    approved_by: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.value):
            raise ValueError(f"the target's value is {self.value}, not a number to reach")


class Break(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Periods that start on or after ``date`` are not comparable with those before."""

    date: date
    reason: str


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The part of a definition that the engine needs: enough for ``ropewalk assess``.

    ``multiplier``: the scale of value against numerator / denominator (100 for a percentage,
    100,000 for a rate). ``comparators``: place codes, peer set ids, or ``region`` and ``country``
    for the place's own; ``nobody`` alone where comparing would mislead. ``floor`` and ``ceiling``: the least
    and greatest value that can occur. ``crossing``: how the series crosses a merger of places; without
    one it does not.
    """

    id: str
    kind: Kind
    polarity: Polarity
    frequency: Frequency
    multiplier: float = 1.0
    target: Target | None = None
    comparators: tuple[str, ...] = ()
    floor: float | None = None
    ceiling: float | None = None
    breaks: tuple[Break, ...] = ()
    crossing: Crossing | None = None

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("the id is empty")
        if not (isfinite(self.multiplier) and self.multiplier > 0):
            raise ValueError(f"multiplier is {self.multiplier}, and must be a number above nought")
        bounds = [bound for bound in (self.floor, self.ceiling) if bound is not None]
        if not all(map(isfinite, bounds)) or (len(bounds) == 2 and bounds[0] >= bounds[1]):
            raise ValueError("floor and ceiling must be numbers, the floor below the ceiling")
        if self.crossing is not None and not self.crossing.fits(self.kind):
            how, kind = self.crossing.how, self.kind.value
            raise ValueError(f"a {kind} cannot cross a merger by {how!r}: counts are summed, shares weighted")


class Indicator(Measure, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole definition, publishable (design invariant 1). Text is plain English unless said.

    ``role``: 'performance' when the figure is the council's own work, 'contextual' when the city's.
    ``must_read``: a sentence that is said with every verdict of change, never parted from it.
    ``next_expected``: an ISO date as text, or words when the producer has announced none.
    ``priorities``: codes of the plan; ``outcomes``: of the national Local Outcomes Framework.
    """

    title: str
    official_title: str
    definition: str
    unit: str
    decimals: int
    polarity_reason: str
    role: Literal["performance", "contextual"]
    owner: str
    producer: str
    licence: str
    source: str
    geography: str
    period_type: str
    next_expected: str
    priorities: tuple[str, ...]
    prefix: str = ""
    numerator: str = ""
    denominator: str = ""
    quality: str = ""
    caveats: tuple[str, ...] = ()
    must_read: str = ""
    outcomes: tuple[str, ...] = ()
    paired_with: str = ""
    proxy_for: str = ""
    search_words: tuple[str, ...] = ()
