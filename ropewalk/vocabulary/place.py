"""Places: areas with an official code, a kind, parents and dates."""

from datetime import date
from enum import StrEnum

import msgspec


class Change(StrEnum):
    """How one code followed another, or what an edition of a list of codes did to a place."""

    RECODED = "same place, new code"
    RENAMED = "same place, new name"
    UNCHANGED = "unchanged"
    MERGED = "merged"
    DIVIDED = "divided"
    REDRAWN = "redrawn"
    REPLACED = "replaced"


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An area. ``valid_to`` is the last day it existed; ``successors`` are the codes that replaced it.

    ``editions``: the editions of a published list of codes that it stands in, oldest first, each with the
    name that it has there. ``ended_by``: how it ended, where a list says so in words of its own.
    """

    code: str
    name: str
    kind: str
    parents: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    editions: tuple[tuple[str, str], ...] = ()
    ended_by: Change | None = None

    @property
    def gone(self) -> bool:
        """Whether it is no more; a list may say what replaced a place and not on which day."""
        return self.valid_to is not None or bool(self.successors)
