"""What time it is: the one place that is asked by everything that writes a moment or a day down.

    with clock.told_by(lambda: moment):
        actions.take(...)  # is written down as having happened then

Nothing but an example year (``ropewalk demo --year``) and tests tell another time than the machine's; it
holds for their own thread alone, and ends with the block.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_TELLS: ContextVar[Callable[[], datetime] | None] = ContextVar("tells", default=None)


def now() -> datetime:
    """The moment, with its zone."""
    tells = _TELLS.get()
    return tells() if tells else datetime.now(UTC)


def today() -> date:
    """The day here: in the zone of the process, which Django sets to that of its settings."""
    return day_of(now())


def day_of(at: datetime) -> date:
    """The day here on which a moment fell."""
    return at.astimezone().date()


@contextmanager
def told_by(tells: Callable[[], datetime]) -> Iterator[None]:
    """Within the block, the time is what ``tells`` says; it gives a moment with a zone."""
    before = _TELLS.set(tells)
    try:
        yield
    finally:
        _TELLS.reset(before)
