"""Returns: asked for, sent in, looked at. No form here has a field for a number: a figure that is sent in is
one that a publisher has published, read from the store by its measure and period."""

from datetime import date
from typing import Literal

import msgspec

from ropewalk.year.steps.base import Base


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A published figure of the plan's own place. ``period``: empty for the return's own."""

    of: str
    period: str = ""


class Ask(Base, frozen=True, kw_only=True, tag="ask"):
    """Ask for a return. ``about``: such as indicator:jobs; ``of``: an organisation's key."""

    about: str
    period: str
    due: date
    of: str
    wants: Literal["value", "comment", "value and comment"]
    person: str = ""
    words: str = ""
    exempt: bool = False


class Rhythm(Base, frozen=True, kw_only=True, tag="ask again and again"):
    """Ask for a return about each period from a first one on."""

    about: str
    first: str
    due_days: int
    of: str
    wants: Literal["value", "comment", "value and comment"]
    person: str = ""
    words: str = ""


class EndRhythm(Base, frozen=True, kw_only=True, tag="ask no more"):
    """Ask no more by a rhythm; what was asked stays asked."""

    about: str


class Send(Base, frozen=True, kw_only=True, tag="send in"):
    """Send a return in: a published figure, or a state that says why there is none, and a comment."""

    about: str
    period: str
    figure: Figure | None = None
    state: Literal["", "not available", "not yet published", "not applicable"] = ""
    comment: str = ""


class Evidence(Base, frozen=True, kw_only=True, tag="add evidence"):
    """Put a text file behind a return."""

    about: str
    period: str
    name: str
    text: str


class Take(Base, frozen=True, kw_only=True, tag="take a return on"):
    """What others do with a return. ``words``: the question or the reason."""

    about: str
    period: str
    step: Literal["query", "verify", "sign off", "reopen", "withdraw"]
    words: str = ""
