"""Rows as the audit tells them, and the checks that several actions share."""

from typing import Any

from ropewalk.accounts.models import Grant, Organisation, Person
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.vocabulary.errors import Fault, UserError


def person_told(person: Person) -> dict[str, Any]:
    """A person, without their password."""
    organisation = person.organisation.code if person.organisation else ""
    return {
        "email": person.email,
        "name": person.name,
        "organisation": organisation,
        "active": person.is_active,
    }


def organisation_told(row: Organisation) -> dict[str, Any]:
    """An organisation."""
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "parent": row.parent.code if row.parent else "",
        "closed_on": row.closed_on.isoformat() if row.closed_on else "",
    }


def grant_told(grant: Grant) -> dict[str, Any]:
    """A role as it was given."""
    return {
        "role": grant.role,
        "reach": str(grant.scope.reach),
        "scope": grant.scope.code,
        "since": grant.since.isoformat(),
        "until": grant.until.isoformat() if grant.until else "",
    }


def organisation_of(scope: Scope) -> Organisation | None:
    """The organisation that a scope names; None for other scopes. Raises UserError for a code that is not
    there or is closed, and for a priority without a code."""
    if scope.reach is Reach.PRIORITY and not scope.code.strip():
        raise UserError(Fault("a role over a priority needs the priority's code", "Name one, such as 1.1"))
    if scope.reach is not Reach.ORGANISATION:
        return None
    row = Organisation.objects.filter(code=scope.code).first()
    if row is None or row.closed_on:
        problem = "there is no such organisation" if row is None else "this organisation is closed"
        raise UserError(Fault(problem, "Choose one of the organisations that are open", value=scope.code))
    return row


def one_administrator_stays() -> None:
    """Raise UserError when what was just written leaves nobody who can manage people everywhere, for good."""
    left = Grant.objects.filter(role=Role.ADMINISTRATOR, priority="", organisation=None, until=None)
    if not left.filter(ended_at=None, person__is_active=True).exists():
        remedy = "Make somebody else an administrator over everything first"
        raise UserError(Fault("nobody would be left to look after people", remedy))
