"""What somebody sends in, and which of its numbers an indicator's kind wants. Pure."""

from dataclasses import dataclass, replace
from typing import Final

from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import Kind, State

COUNTED: Final = frozenset({Kind.PROPORTION, Kind.RATE, Kind.RATIO})
"""Kinds that are one number over another."""

LIMITED: Final = frozenset({Kind.PROPORTION, Kind.RATE, Kind.RATIO, Kind.MEAN, Kind.INDEX, Kind.MODELLED})
"""Kinds that may carry 95% limits."""

NUMBERS: Final = ("value", "lower", "upper", "numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Said:
    """A return as it is sent in. Absent numbers are None. ``state``: of the value; empty without one."""

    value: float | None = None
    lower: float | None = None
    upper: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    state: State | None = None
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return self.state is None and not self.comment.strip() and not self.has_number

    @property
    def has_number(self) -> bool:
        """Whether any number was given."""
        return any(getattr(self, name) is not None for name in NUMBERS)


def wanted(indicator: Indicator | None) -> tuple[str, ...]:
    """The numbers that a form asks for, in order: none where there is no indicator."""
    if indicator is None:
        return ()
    counts = ("numerator", "denominator") if indicator.kind in COUNTED else ()
    limits = ("lower", "upper") if indicator.kind in LIMITED else ()
    return (*counts, "value", *limits)


def worked_out(said: Said, indicator: Indicator | None) -> Said:
    """With the value that its numerator and denominator make, where only those were given, and with the state
    that a number has unless another was said."""
    value = said.value
    if value is None and indicator is not None and indicator.kind in COUNTED:
        value = quotient(said, indicator)
    state = State.MEASURED if said.state is None and value is not None else said.state
    return replace(said, value=value, state=state, comment=said.comment.strip())


def quotient(said: Said, indicator: Indicator) -> float | None:
    """Multiplier x numerator / denominator; None where one is not given, or the denominator is nought."""
    if said.numerator is None or not said.denominator:
        return None
    return indicator.multiplier * said.numerator / said.denominator
