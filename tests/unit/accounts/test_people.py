"""People, roles and organisations: each write asks for the right, and tells the audit."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.utils import timezone
from office_people import PASSWORD, a_council, a_person, as_

from ropewalk.accounts import actions, audit, reads
from ropewalk.accounts.by import COMMAND_LINE, NotAllowedError
from ropewalk.accounts.models import Event, Grant, Invitation, Person
from ropewalk.accounts.models.organisation import Kind
from ropewalk.accounts.rights import Held, Reach, Scope, Thing
from ropewalk.accounts.roles import Right, Role
from ropewalk.vocabulary.errors import UserError

pytestmark = pytest.mark.django_db
OVER_HOUSING = Scope(Reach.ORGANISATION, "housing")
VIEWER = Held(Role.VIEWER)


@pytest.fixture
def chief() -> Person:
    return a_person("chief@example.org", Role.ADMINISTRATOR)


def test_every_write_is_told_with_who_did_it(chief: Person) -> None:
    bob = a_person("bob@example.org")
    grant = actions.give_role(as_(chief), bob, Role.VERIFIER)
    actions.take_role(as_(chief), grant)
    told = [(event.who, event.what, event.thing) for event in Event.objects.filter(who=chief.email)]
    assert told == [
        (chief.email, "role given", bob.email),
        (chief.email, "role taken back", bob.email),
    ]
    assert audit.broken() is None


def test_a_role_that_was_taken_back_counts_no_more_and_stays_on_record(chief: Person) -> None:
    bob = a_person("bob@example.org")
    grant = actions.give_role(as_(chief), bob, Role.VERIFIER)
    assert as_(bob).may(Right.VERIFY)
    actions.take_role(as_(chief), grant)
    assert not as_(bob).may(Right.VERIFY)
    assert Grant.objects.get(pk=grant.pk).ended_by == chief.email


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_nobody_but_an_administrator_writes(role: Role, chief: Person) -> None:
    by, bob = as_(a_person("x@example.org", role)), a_person("bob@example.org")
    before = Event.objects.count()
    for write in (
        lambda: actions.give_role(by, bob, Role.PUBLISHER),
        lambda: actions.invite(by, "new@example.org", [VIEWER]),
        lambda: actions.close_person(by, bob),
        lambda: actions.end_sessions(by, bob),
        lambda: actions.add_organisation(by, "New", Kind.TEAM),
        lambda: actions.take_role(by, Grant.objects.get(person=chief)),
    ):
        with pytest.raises(NotAllowedError):
            write()
    assert Event.objects.count() == before


def test_an_administrator_of_a_directorate_stays_inside_it(chief: Person) -> None:
    units = a_council()
    local = as_(a_person("local@example.org", Role.ADMINISTRATOR, OVER_HOUSING))
    tenant = a_person("t@example.org", organisation=units["repairs"])
    actions.give_role(local, tenant, Role.CONTRIBUTOR, Scope(Reach.ORGANISATION, "repairs"))
    for scope in (Scope(), Scope(Reach.ORGANISATION, "toy-council"), Scope(Reach.PRIORITY, "1.1")):
        with pytest.raises(NotAllowedError):
            actions.give_role(local, tenant, Role.CONTRIBUTOR, scope)
    with pytest.raises(NotAllowedError):
        actions.close_person(local, chief)
    actions.give_role(as_(chief), tenant, Role.PUBLISHER)
    with pytest.raises(NotAllowedError):  # who now holds more than the administrator reaches
        actions.close_person(local, tenant)


def test_a_role_over_a_directorate_reaches_the_things_of_its_teams() -> None:
    units = a_council()
    head = as_(a_person("h@example.org", Role.VERIFIER, OVER_HOUSING))
    assert head.may(Right.VERIFY, Thing(organisations=reads.line_above(units["repairs"])))
    assert not head.may(Right.VERIFY, Thing(organisations=reads.line_above(units["college"])))


def test_somebody_always_stays_to_look_after_people(chief: Person) -> None:
    with pytest.raises(UserError, match="nobody would be left"):
        actions.take_role(as_(chief), Grant.objects.get(person=chief))
    with pytest.raises(UserError, match="nobody would be left"):
        actions.close_person(as_(chief), chief)
    a_person("second@example.org", Role.ADMINISTRATOR)
    actions.close_person(as_(chief), chief)
    assert as_(chief).held == ()


def test_an_invitation_makes_an_account_once(chief: Person) -> None:
    row, secret = actions.invite(as_(chief), " New@Example.org ", [Held(Role.CONTRIBUTOR)], name="New")
    assert secret not in str(Invitation.objects.values())
    found = actions.find_invitation(secret)
    assert found == row
    person = actions.accept_invitation(found, "New Person", PASSWORD)
    assert authenticate(None, email="new@example.org", password=PASSWORD) == person
    assert person.password.startswith("argon2")
    assert as_(person).may(Right.FILE_RETURN)
    assert Grant.objects.get(person=person).given_by == chief.email
    assert actions.find_invitation(secret) is None
    with pytest.raises(UserError, match="no more"):
        actions.accept_invitation(found, "Again", PASSWORD)


def test_a_link_dies_of_age_of_withdrawal_and_of_a_newer_one(chief: Person) -> None:
    by = as_(chief)
    _, first = actions.invite(by, "a@example.org", [VIEWER])
    _, second = actions.invite(by, "a@example.org", [VIEWER])
    assert actions.find_invitation(first) is None
    row = actions.find_invitation(second)
    assert row is not None
    actions.withdraw_invitation(by, row)
    assert actions.find_invitation(second) is None
    aged, third = actions.invite(by, "b@example.org", [VIEWER])
    Invitation.objects.filter(pk=aged.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert actions.find_invitation(third) is None
    assert actions.live_invitation_for("b@example.org") is None


def test_an_invitation_is_refused_where_it_makes_no_sense(chief: Person) -> None:
    by = as_(chief)
    with pytest.raises(UserError, match="has an account"):
        actions.invite(by, "CHIEF@example.org", [VIEWER])
    with pytest.raises(UserError, match="needs a role"):
        actions.invite(by, "a@example.org", [])
    with pytest.raises(UserError, match="no such organisation"):
        actions.invite(by, "a@example.org", [Held(Role.VIEWER, Scope(Reach.ORGANISATION, "nowhere"))])


def test_an_organisation_never_lies_below_itself_and_closes_only_when_empty() -> None:
    units = a_council()
    with pytest.raises(UserError, match="below itself"):
        actions.change_organisation(COMMAND_LINE, units["housing"], "Housing", units["repairs"])
    with pytest.raises(UserError, match="1 organisations below it"):
        actions.close_organisation(COMMAND_LINE, units["housing"])
    actions.close_organisation(COMMAND_LINE, units["repairs"])
    actions.change_organisation(COMMAND_LINE, units["housing"], "Homes", None)
    assert [(branch.row.name, branch.depth) for branch in reads.tree(closed=False)] == [
        ("Homes", 0),
        ("Toy College", 0),
        ("Toy Council", 0),
    ]
    with pytest.raises(UserError, match="closed"):
        actions.add_organisation(COMMAND_LINE, "More", Kind.TEAM, units["repairs"])


def test_two_organisations_of_one_name_have_two_codes() -> None:
    codes = [actions.add_organisation(COMMAND_LINE, "Parks", Kind.TEAM).code for _ in range(3)]
    assert codes == ["parks", "parks-2", "parks-3"]


def test_a_role_has_one_scope_a_sound_span_and_is_not_given_twice(chief: Person) -> None:
    by, bob, today = as_(chief), a_person("bob@example.org"), timezone.localdate()
    with pytest.raises(UserError, match="end before it begins"):
        actions.give_role(by, bob, Role.VIEWER, until=today - timedelta(1))
    with pytest.raises(UserError, match="priority's code"):
        actions.give_role(by, bob, Role.VIEWER, Scope(Reach.PRIORITY, " "))
    actions.give_role(by, bob, Role.VIEWER, Scope(Reach.PRIORITY, "1.1"), since=today + timedelta(1))
    assert not as_(bob).may(Right.READ, Thing(frozenset({"1.1"})))
    actions.give_role(by, bob, Role.VIEWER)
    with pytest.raises(UserError, match="has this role already"):
        actions.give_role(by, bob, Role.VIEWER)


def test_people_rename_themselves_and_nobody_above_them(chief: Person) -> None:
    bob = a_person("bob@example.org", Role.VIEWER)
    actions.rename_person(as_(bob), bob, " Robert ")
    assert Person.objects.get(pk=bob.pk).name == "Robert"
    with pytest.raises(NotAllowedError):
        actions.rename_person(as_(bob), chief, "Nobody")
