"""The hands of the clock that a year is played by."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

TICK = timedelta(milliseconds=1)


@dataclass
class Moment:
    """A moment that stands until it is moved, but for a tick at each look: what happens later in a step is
    written down as later, and the same script gives the same moments."""

    now: datetime

    def __post_init__(self) -> None:
        self.now = self.now.astimezone()

    def __call__(self) -> datetime:
        """The moment, and a tick."""
        self.now += TICK
        return self.now

    @property
    def day(self) -> date:
        """The day that it stands at, here."""
        return self.now.astimezone().date()

    def move(self, to: datetime) -> None:
        """Move on to what a clock on the wall here shows; never back."""
        self.now = max(self.now, to.astimezone())
