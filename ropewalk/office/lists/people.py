"""Organisations, people, their roles, and invitations."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ropewalk.accounts import actions, reads
from ropewalk.accounts.by import By
from ropewalk.accounts.models import Grant, Invitation, Organisation, Person
from ropewalk.accounts.models.organisation import Kind as What
from ropewalk.accounts.rights import Held, Reach, Scope
from ropewalk.accounts.roles import Right, Role
from ropewalk.office.forms import scopes
from ropewalk.office.lists.listed import END, Listed, Rows, found, organisations, refuse, row, yes, yes_no
from ropewalk.office.words import ROLE_NAMES, kind_name, over
from ropewalk.sheets.columns import Column, Kind, When, named
from ropewalk.sheets.found import Change
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.language import _, later


def _organisations(by: By, of: str) -> Rows:
    every = reads.organisations()
    codes = {one.pk: one.code for one in every}
    rows = (
        row(
            one.code,
            one.name,
            name=one.name,
            kind=one.kind,
            parent=codes.get(one.parent_id, "") if one.parent_id else "",
            closed="yes" if one.closed_on else "no",
        )
        for one in every
    )
    kinds = named((kind.value, kind_name(kind)) for kind in What)
    return rows, {"kind": kinds, "parent": organisations(), "closed": yes_no()}


def _write_organisations(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {one.code: one for one in Organisation.objects.select_related("parent")}
    for one in changes:
        parent = found(held, one.text("parent")) if one.text("parent") else None
        if not one.id:
            if not one.text("kind"):
                refuse("it is not said what it is", "Choose one of the list")
            actions.add_organisation(by, one.text("name"), What(one.text("kind")), parent)
            continue
        target = found(held, one.id)
        if one.changed & {"name", "parent"}:
            actions.change_organisation(by, target, one.text("name"), parent)
        if "closed" in one.changed:
            if one.text("closed") != "yes":
                refuse("an organisation that is closed stays closed", "Add another")
            actions.close_organisation(by, target)


def _people(by: By, of: str) -> Rows:
    rows = (
        row(
            one.email,
            one.name,
            name=one.name,
            email=one.email,
            organisation=one.organisation.name if one.organisation else "",
            roles=[over(grant) for grant in one.grants.all()],
            active=one.is_active,
        )
        for one in reads.people()
    )
    return rows, {"active": yes_no()}


def _write_people(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {one.email: one for one in Person.objects.filter(email__in=[one.id for one in changes])}
    for one in changes:
        target = found(held, one.id)
        if "name" in one.changed:
            actions.rename_person(by, target, one.text("name"))
        if "active" in one.changed:
            (actions.reopen_person if one.text("active") == "yes" else actions.close_person)(by, target)


def _who() -> dict[str, str]:
    return named((email, f"{name} ({email})") for email, name in Person.objects.values_list("email", "name"))


def _roles() -> dict[str, str]:
    return named((role.value, _(name)) for role, name in ROLE_NAMES.items())


def _over() -> dict[str, str]:
    return named((code, name.replace("– ", "")) for code, name in scopes())


def _grants(by: By, of: str) -> Rows:
    rows = (
        row(
            one.pk,
            f"{one.person.name}: {over(one)}",
            person=one.person.email,
            role=one.role,
            over=f"{one.scope.reach}:{one.scope.code}",
            since=one.since,
            until=one.until,
            given_by=one.given_by,
            end="",
        )
        for one in Grant.objects.filter(ended_at=None).select_related("person", "organisation")
    )
    return rows, {"person": _who(), "role": _roles(), "over": _over(), "end": yes()}


def _held(one: Change, since: date | None) -> Held:
    """The role of a row that is new."""
    reach, _colon, code = one.text("over").partition(":")
    if not one.text("role") or not reach:
        refuse("it is not said which role, over what", "Choose both from their lists")
    until: Any = one["until"]
    return Held(Role(one.text("role")), Scope(Reach(reach), code), since or clock.today(), until)


def _write_grants(by: By, of: str, changes: Sequence[Change]) -> None:
    held = {str(one.pk): one for one in Grant.objects.filter(ended_at=None)}
    people = {one.email: one for one in Person.objects.all()}
    for one in changes:
        if one.id:
            actions.take_role(by, found(held, one.id))
            continue
        since: Any = one["since"]
        told = _held(one, since)
        person = found(people, one.text("person"))
        actions.give_role(by, person, told.role, told.scope, since=told.since, until=told.until)


def _invitations(by: By, of: str) -> Rows:
    rows = (
        row(
            one.pk,
            one.email,
            email=one.email,
            name=one.name,
            organisation=one.organisation.code if one.organisation else "",
            role=one.roles[0]["role"] if one.roles else "",
            over=f"{one.roles[0]['reach']}:{one.roles[0]['scope']}" if one.roles else "",
            until=one.roles[0]["until"] if one.roles else "",
            expires=clock_day(one),
            withdraw="",
        )
        for one in reads.waiting()
    )
    return rows, {"organisation": organisations(), "role": _roles(), "over": _over(), "withdraw": yes()}


def clock_day(one: Invitation) -> date:
    """The last day of an invitation, in the council's time."""
    return one.expires_at.astimezone().date()


Letter = tuple[str, str]
"""An address that was invited, and its link's secret."""


def _write_invitations(by: By, of: str, changes: Sequence[Change]) -> list[Letter]:
    held = {str(one.pk): one for one in reads.waiting()}
    teams = {one.code: one for one in Organisation.objects.all()}
    letters = []
    for one in changes:
        if one.id:
            actions.withdraw_invitation(by, found(held, one.id))
            continue
        told, email = _held(one, None), one.text("email")
        if "@" not in email or " " in email or len(email) > 254:
            refuse("this is no address", "Write one such as ann@example.gov.uk", email)
        team = found(teams, one.text("organisation")) if one.text("organisation") else None
        made, secret = actions.invite(by, email, [told], name=one.text("name"), organisation=team)
        letters.append((made.email, secret))
    return letters


def _new(name: str, title: str, kind: Kind = Kind.TEXT) -> Column:
    return Column(name, title, kind, When.NEW)


Load = Callable[[By, str], Rows]
ROLE, OVER = _new("role", later("Role"), Kind.CHOICE), _new("over", later("Over what"), Kind.CHOICE)
UNTIL = _new("until", later("Last day"), Kind.DAY)
PEOPLE = (
    Listed(
        "organisations",
        later("Organisations"),
        "organisations",
        Right.SEE_PEOPLE,
        (
            Column("name", later("Name")),
            _new("kind", later("What it is"), Kind.CHOICE),
            Column("parent", later("Below"), Kind.CHOICE),
            Column("closed", later("Closed"), Kind.CHOICE),
        ),
        _organisations,
        _write_organisations,
    ),
    Listed(
        "people",
        later("People"),
        "people",
        Right.SEE_PEOPLE,
        (
            Column("name", later("Name")),
            Column("email", later("E-mail address"), when=When.NEVER),
            Column("organisation", later("Works for"), when=When.NEVER),
            Column("roles", later("Roles"), Kind.LINES, When.NEVER),
            Column("active", later("May sign in"), Kind.CHOICE),
        ),
        _people,
        _write_people,
        adds=False,
        note=later("New people come by invitation. Roles have a list of their own."),
    ),
    Listed(
        "roles",
        later("Roles"),
        "people",
        Right.SEE_PEOPLE,
        (
            _new("person", later("Person"), Kind.CHOICE),
            ROLE,
            OVER,
            _new("since", later("First day"), Kind.DAY),
            UNTIL,
            Column("given_by", later("Given by"), when=When.NEVER),
            Column("end", later("Take it back"), Kind.CHOICE, hint=END),
        ),
        _grants,
        _write_grants,
    ),
    Listed(
        "invitations",
        later("Invitations"),
        "people",
        Right.SEE_PEOPLE,
        (
            _new("email", later("E-mail address")),
            _new("name", later("Name")),
            _new("organisation", later("Works for"), Kind.CHOICE),
            ROLE,
            OVER,
            UNTIL,
            Column("expires", later("Can be used until"), Kind.DAY, When.NEVER),
            Column("withdraw", later("Take it back"), Kind.CHOICE, hint=END),
        ),
        _invitations,
        _write_invitations,
        note=later("Each new row is sent a letter with a link once the sheet is applied."),
    ),
)
