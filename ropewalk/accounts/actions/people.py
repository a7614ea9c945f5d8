"""Roles given and taken back, sessions ended, people closed and opened again."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from ropewalk.accounts.actions.told import (
    grant_told,
    one_administrator_stays,
    organisation_of,
    person_told,
)
from ropewalk.accounts.audit import hold, writing
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Grant, Person
from ropewalk.accounts.reads import thing_of_person, thing_of_scope
from ropewalk.accounts.rights import Scope
from ropewalk.accounts.roles import Right, Role
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.errors import Fault, UserError


def give_role(
    by: By,
    person: Person,
    role: Role,
    scope: Scope = Scope(),  # noqa: B008 - frozen
    *,
    since: date | None = None,
    until: date | None = None,
) -> Grant:
    """Give a role, from today unless said. Raises NotAllowedError beyond what the giver may manage, UserError
    for a scope that is not there, an end before the beginning, or a role that the person has already."""
    organisation, first = organisation_of(scope), since or clock.today()
    if until and until < first:
        raise UserError(
            Fault("the role would end before it begins", "Choose a later last day", value=str(until))
        )
    with writing(by) as say:
        by.must(Right.MANAGE_PEOPLE, thing_of_scope(scope))
        grant = Grant(
            person=person,
            role=role,
            priority=scope.code if organisation is None else "",
            organisation=organisation,
            since=first,
            until=until,
            given_by=by.name,
            given_at=clock.now(),
        )
        _not_twice(grant)
        grant.save()
        say("role given", "person", person.email, None, grant_told(grant))
    return grant


def _not_twice(grant: Grant) -> None:
    same = Grant.objects.filter(person=grant.person, role=grant.role, ended_at=None)
    rows = same.filter(priority=grant.priority, organisation=grant.organisation, until=grant.until)
    if rows.exists():
        raise UserError(Fault("the person has this role already", "Nothing has to be done", value=grant.role))


def take_role(by: By, grant: Grant) -> None:
    """Take a role back, from now. Raises UserError when it was taken back before, or when nobody would be
    left to look after people."""
    with writing(by) as say:
        row = Grant.objects.select_related("person", "organisation").get(pk=grant.pk)
        by.must(Right.MANAGE_PEOPLE, thing_of_scope(row.scope))
        if row.ended_at:
            raise UserError(Fault("the role was taken back before", "Nothing has to be done", value=row.role))
        row.ended_by, row.ended_at = by.name, clock.now()
        row.save(update_fields=["ended_by", "ended_at"])
        one_administrator_stays()
        say("role taken back", "person", row.person.email, grant_told(row), None)


def rename_person(by: By, person: Person, name: str) -> None:
    """Write a person's name anew. People may do so for themselves."""
    name = _some(name, "a name")
    with writing(by) as say:
        hold(person)
        if by.name != person.email:
            _must_manage(by, person)
        before = person_told(person)
        person.name = name
        person.save(update_fields=["name"])
        say("person renamed", "person", person.email, before, person_told(person))


def end_sessions(by: By, person: Person, *, but: str = "") -> int:
    """End a person's sessions, but for the one with the key ``but``; how many there were. People may do so
    for themselves."""
    with writing(by) as say:
        if by.name != person.email:
            _must_manage(by, person)
        rows = [row for row in UserSession.objects.filter(user=person) if row.session_key != but]
        for row in rows:
            row.end()
        say("sessions ended", "person", person.email, {"sessions": len(rows)}, {"sessions": 0})
    return len(rows)


def end_steps(by: By, person: Person) -> None:
    """Take away a person's second steps and their password, and end their sessions: for who has lost their
    telephone and their codes. They begin anew as they began, by a link to their address."""
    with writing(by) as say:
        hold(person)
        _must_manage(by, person)
        rows = Authenticator.objects.filter(user=person).order_by("pk")
        kinds = list(rows.values_list("type", flat=True))
        rows.delete()
        person.set_unusable_password()
        person.save(update_fields=["password"])
        for row in UserSession.objects.filter(user=person):
            row.end()
        say("second steps ended", "person", person.email, {"steps": kinds}, {"steps": []})


def close_person(by: By, person: Person) -> None:
    """Let a person sign in no more, and end their sessions. Their name stays on what they did."""
    with writing(by) as say:
        hold(person)
        _must_manage(by, person)
        before = person_told(person)
        person.is_active = False
        person.save(update_fields=["is_active"])
        for row in UserSession.objects.filter(user=person):
            row.end()
        one_administrator_stays()
        say("person closed", "person", person.email, before, person_told(person))


def reopen_person(by: By, person: Person) -> None:
    """Let a person sign in again, with the roles that were not taken back."""
    with writing(by) as say:
        hold(person)
        _must_manage(by, person)
        before = person_told(person)
        person.is_active = True
        person.save(update_fields=["is_active"])
        say("person opened again", "person", person.email, before, person_told(person))


def _must_manage(by: By, person: Person) -> None:
    """Whoever looks after a person reaches all that the person holds: nobody shuts out those above them."""
    by.must(Right.MANAGE_PEOPLE, thing_of_person(person))
    for grant in person.grants.filter(ended_at=None).select_related("organisation"):
        by.must(Right.MANAGE_PEOPLE, thing_of_scope(grant.scope))


def _some(text: str, what: str) -> str:
    if not text.strip():
        raise UserError(Fault(f"{what} is missing", f"Write {what}"))
    return text.strip()
