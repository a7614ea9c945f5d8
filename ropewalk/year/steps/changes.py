"""Changes of what was promised. No step holds a target's value: a script has no room for figures."""

from datetime import date
from typing import Literal

from ropewalk.year.steps.base import Base


class AskChange(Base, frozen=True, kw_only=True, tag="ask for a change"):
    """Ask for another day, or to end something. ``key``: what other steps call it; ``about``:
    ``action:CODE`` or ``milestone:ACTION/CODE``; ``day``: where the new one is a day."""

    key: str
    about: str
    alters: Literal["milestone day", "milestone dropped", "action end", "action stopped"]
    reason: str
    asker: str
    day: date | None = None


class DecideChange(Base, frozen=True, kw_only=True, tag="decide a change"):
    """Agree to it, which makes it at once, or refuse it, and let readers see it."""

    key: str
    answer: Literal["agreed", "refused"]
    decided_by: str
    because: str
