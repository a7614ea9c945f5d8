"""Actions: what was done for a priority, when it began, and which indicators it was meant to move."""

from datetime import date
from math import isfinite

import msgspec


class Expected(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The change that was hoped for in one indicator, with its sign. ``unit``: empty for the indicator's own
    unit of change, which for a percentage is percentage points."""

    indicator: str
    size: float
    by: date
    unit: str = ""

    def __post_init__(self) -> None:
        if not isfinite(self.size):
            raise ValueError(f"the expected change is {self.size}, not a number")


class Action(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that was done. ``owner`` is a role, not a person; ``source`` the public record it rests on.

    ``indicators``: ids of what it was meant to move; ``places``: codes of where it was done, empty for the
    plan's own place; ``priorities``: codes of the promises it serves.
    """

    id: str
    title: str
    began: date
    owner: str
    source: str
    indicators: tuple[str, ...]
    priorities: tuple[str, ...]
    places: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()

    def expects(self, indicator: str) -> Expected | None:
        """The change that was hoped for in an indicator; None when none was said."""
        return next((one for one in self.expected if one.indicator == indicator), None)
