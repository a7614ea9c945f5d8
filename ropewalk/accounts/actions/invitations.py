"""Invitations made, withdrawn and accepted: the only way to an account."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Final

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from ropewalk.accounts.actions.people import give_role
from ropewalk.accounts.actions.told import organisation_of, person_told
from ropewalk.accounts.audit import writing
from ropewalk.accounts.by import COMMAND_LINE, By
from ropewalk.accounts.models import Invitation, Organisation, Person
from ropewalk.accounts.models.person import plain_email
from ropewalk.accounts.reads import line_above, thing_of_scope
from ropewalk.accounts.rights import Held, Reach, Scope, Thing
from ropewalk.accounts.roles import Right, Role
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError

DAYS: Final = 7
"""How long a link can be used, unless said."""


def invite(
    by: By,
    email: str,
    roles: Sequence[Held],
    *,
    name: str = "",
    organisation: Organisation | None = None,
    days: int = DAYS,
) -> tuple[Invitation, str]:
    """Invite an address, with the roles it will have. Returns the invitation and its link's secret, which
    is kept nowhere. An invitation that the address has already can be used no more. Raises NotAllowedError
    beyond what the inviter may manage, UserError for an address that has an account."""
    email = plain_email(email)
    _check(email, roles)
    secret = secrets.token_urlsafe(32)
    with writing(by) as say:
        by.must(Right.MANAGE_PEOPLE, Thing(organisations=line_above(organisation)))
        for one in roles:
            by.must(Right.MANAGE_PEOPLE, thing_of_scope(one.scope))
        now = clock.now()
        Invitation.objects.filter(email=email, used_at=None, withdrawn_at=None).update(withdrawn_at=now)
        row = Invitation.objects.create(
            email=email,
            name=name.strip(),
            organisation=organisation,
            roles=[_written(one) for one in roles],
            token_hash=_hashed(secret),
            made_by=by.name,
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        say("person invited", "invitation", email, None, {"roles": row.roles, "days": days})
    return row, secret


def _check(email: str, roles: Sequence[Held]) -> None:
    if Person.objects.filter(email=email).exists():
        raise UserError(Fault("this address has an account", "Give the person the role there", value=email))
    if not roles:
        raise UserError(Fault("an invitation needs a role", "Choose at least one", value=email))
    for one in roles:
        organisation_of(one.scope)


def withdraw_invitation(by: By, invitation: Invitation) -> None:
    """Make the link of an invitation useless."""
    with writing(by) as say:
        row = Invitation.objects.select_related("organisation").get(pk=invitation.pk)
        by.must(Right.MANAGE_PEOPLE, Thing(organisations=line_above(row.organisation)))
        if row.used_at or row.withdrawn_at:
            raise UserError(
                Fault("the invitation can be used no more", "Nothing has to be done", value=row.email)
            )
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        say("invitation withdrawn", "invitation", row.email)


def find_invitation(secret: str) -> Invitation | None:
    """The invitation of a link, if it can still be used."""
    return _live().filter(token_hash=_hashed(secret)).first()


def live_invitation_for(email: str) -> Invitation | None:
    """The invitation that an address can still use, for who proves the address in another way."""
    return _live().filter(email=plain_email(email)).first()


def accept_invitation(
    invitation: Invitation, name: str, password: str | None, *, request: str = ""
) -> Person:
    """Make the account that an invitation promises, with its roles; the invitation can be used no more.
    ``password``: None for who signs in elsewhere. Raises UserError when it was used meanwhile."""
    by = By(
        invitation.email, COMMAND_LINE.held, request
    )  # the inviter was checked; the roles are as promised
    with writing(by) as say:
        row = _live().select_for_update().filter(pk=invitation.pk).first()
        if row is None or Person.objects.filter(email=row.email).exists():
            raise UserError(
                Fault("the invitation can be used no more", "Ask for another", value=invitation.email)
            )
        person = Person(email=row.email, name=name.strip(), organisation=row.organisation)
        person.joined_at = row.used_at = clock.now()
        person.set_password(password)  # None makes one that never matches
        person.save()
        row.save(update_fields=["used_at"])
        EmailAddress.objects.create(user=person, email=row.email, verified=True, primary=True)
        say("invitation accepted", "person", person.email, None, person_told(person))
        _give(row, person, request)
    return person


def _give(row: Invitation, person: Person, request: str) -> None:
    giver = By(row.made_by, COMMAND_LINE.held, request)
    for told in row.roles:
        until = date.fromisoformat(told["until"]) if told["until"] else None
        since = max(date.fromisoformat(told["since"]), clock.today())
        scope = Scope(Reach(told["reach"]), told["scope"])
        give_role(giver, person, Role(told["role"]), scope, since=since, until=until)


def _live() -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now())


def _written(one: Held) -> dict[str, str]:
    return {
        "role": str(one.role),
        "reach": str(one.scope.reach),
        "scope": one.scope.code,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else "",
    }


def _hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
