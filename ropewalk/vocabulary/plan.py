"""A plan: an edition of a council's vision, aims, priorities and values."""

from datetime import date

import msgspec

from ropewalk.vocabulary.words import Lever


class NotHeld(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Evidence that a reader would expect and that is not held, and why that matters."""

    what: str
    why_it_matters: str


class Priority(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One promise. ``owner`` is a role, not a person; ``partners`` are organisations."""

    code: str
    title: str
    why: str
    owner: str
    lever: Lever
    partners: tuple[str, ...] = ()
    not_held: tuple[NotHeld, ...] = ()


class Aim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A group of priorities."""

    code: str
    title: str
    summary: str
    priorities: tuple[Priority, ...]


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value, with the thing on a page that would show whether it is lived."""

    id: str
    title: str
    summary: str
    shown_by: str


class Plan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An edition of a plan. ``supersedes`` is the id of the edition before; ``mapping`` old code to new.

    ``adopted`` is None when no record of the day is held: shown as not recorded, never guessed.
    """

    id: str
    title: str
    council: str
    place: str
    vision: str
    vision_parts: tuple[str, ...]
    aims: tuple[Aim, ...]
    values: tuple[Value, ...]
    adopted: date | None = None
    source: str = ""
    supersedes: str = ""
    mapping: dict[str, str] = {}

    def priorities(self) -> tuple[Priority, ...]:
        """Every priority, in the plan's order."""
        return tuple(priority for aim in self.aims for priority in aim.priorities)
