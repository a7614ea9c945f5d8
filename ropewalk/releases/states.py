"""What a release is at a moment: a pure decision from its dates and the clock. Nothing runs at its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

NOTICE: Final = timedelta(days=28)
"""How long before its time a release should be announced (Code of Practice for Statistics)."""


class State(StrEnum):
    """What a release is."""

    PLANNED = "planned"
    PREPARED = "prepared"
    CLEARED = "cleared"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"


OUT: Final = frozenset({State.PUBLISHED, State.CORRECTED})
"""States in which everybody may read it."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What its state follows from. ``public_at``: from when anybody may read it, once somebody cleared it;
    ``corrected_at``: the same of the correction that replaces it."""

    prepared: bool
    public_at: datetime | None
    corrected_at: datetime | None = None
    cancelled: bool = False


def state_at(dates: Dates, now: datetime) -> State:
    """The state at a moment. Its very time counts as published."""
    if dates.cancelled:
        return State.CANCELLED
    if dates.public_at is None:
        return State.PREPARED if dates.prepared else State.PLANNED
    if now < dates.public_at:
        return State.CLEARED
    corrected = dates.corrected_at is not None and dates.corrected_at <= now
    return State.CORRECTED if corrected else State.PUBLISHED


def public_from(planned_for: datetime, now: datetime) -> datetime:
    """From when a release that is cleared now may be read: its planned time, or now where that has passed."""
    return max(planned_for, now)


def short_notice(announced_at: datetime, planned_for: datetime) -> bool:
    """Whether readers were told of it later than they should have been."""
    return planned_for - announced_at < NOTICE
