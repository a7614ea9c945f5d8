"""Whether somebody may do something: pure functions over what they were given. Nothing else decides it.

    may(grants, Right.VERIFY, Thing(priorities=frozenset({"1.1"})), person="ann@example.gov.uk")

Whoever asks works out what a thing belongs to: its priorities, and its organisations with all those above
them. So a role over a directorate reaches its teams, and no function here looks anything up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ropewalk.accounts.roles import APART, HOLDS, OVER_ALL, Right, Role


class Reach(StrEnum):
    """What kind of scope a role has."""

    EVERYTHING = "everything"
    PRIORITY = "priority"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a role is over. ``code``: of the priority or the organisation; empty for everything."""

    reach: Reach = Reach.EVERYTHING
    code: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a person holds it: from a day, and to the end of another where there is one."""

    role: Role
    scope: Scope = Scope()
    since: date = date.min
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """What something is done to. ``organisations``: whose it is, and all organisations above those;
    ``made_by``: who sent it in; ``exempt``: whether it is exempt from publication."""

    priorities: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    made_by: frozenset[str] = frozenset()
    exempt: bool = False


ACCOUNT = Thing()
"""The account as a whole: only a role over everything reaches it."""


def in_force(held: Iterable[Held], day: date) -> tuple[Held, ...]:
    """The roles that count on a day; the first and the last day count."""
    return tuple(one for one in held if one.since <= day and (one.until is None or day <= one.until))


def reaches(scope: Scope, thing: Thing) -> bool:
    """Whether a thing lies within a scope."""
    if scope.reach is Reach.PRIORITY:
        return scope.code in thing.priorities
    if scope.reach is Reach.ORGANISATION:
        return scope.code in thing.organisations
    return True


def may(held: Iterable[Held], right: Right, thing: Thing = ACCOUNT, *, person: str = "") -> bool:
    """Whether the roles in force let ``person`` do it. What is exempt is touched only by who may read it;
    what somebody sent in themselves they neither verify nor sign off."""
    held = tuple(held)
    if right in APART and person in thing.made_by:
        return False
    if thing.exempt and right is not Right.READ_EXEMPT and not _given(held, Right.READ_EXEMPT, thing):
        return False
    return _given(held, right, thing)


def may_somewhere(held: Iterable[Held], right: Right) -> bool:
    """Whether there is anything at all that these roles let a person do it to: opens a page, not a thing."""
    return any(_brings(one, right) for one in held)


def _given(held: tuple[Held, ...], right: Right, thing: Thing) -> bool:
    return any(_brings(one, right) and reaches(one.scope, thing) for one in held)


def _brings(one: Held, right: Right) -> bool:
    over_all = one.scope.reach is Reach.EVERYTHING
    return right in HOLDS[one.role] and (over_all or right not in OVER_ALL)
