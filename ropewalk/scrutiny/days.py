"""Days on which an answer is due and letters go. Pure: days in, days out.

A working day is Monday to Friday: no calendar of bank holidays is held, so none is skipped.
"""

from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5
BEFORE: Final = (3, 1, 0)
"""Days before an answer is due on which its owner hears of it."""
EVERY: Final = 7
"""Once it is late: a day later, then every so many days."""


def due_after(day: date, working_days: int) -> date:
    """The day that lies so many working days after another."""
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


def last_letter_day(asked: date, due: date, today: date) -> date:
    """The newest day up to today on which its owner is to hear of what is owed: the day that it was asked,
    days before it is due, the day after, then every week."""
    days = [asked, *(due - timedelta(days=n) for n in BEFORE), due + timedelta(days=1)]
    late = (today - due).days
    if late >= EVERY:
        days.append(due + timedelta(days=late - late % EVERY))
    return max((day for day in days if asked <= day <= today), default=asked)


def is_letter_day(asked: date, due: date, today: date, last: date | None) -> bool:
    """Whether a letter is due today, when the last one went on ``last``."""
    return last is None or last < last_letter_day(asked, due, today)
