"""Every role at every door: a new page without a door, or with another door than its right, fails here."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver
from office_pages import OFFICE, address, below, something_everywhere
from office_people import a_person

from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import HOLDS, OVER_ALL, Role
from ropewalk.office.doors import Door, Opens

pytestmark = pytest.mark.django_db
OVER_HOUSING = Scope(Reach.ORGANISATION, "housing")


def test_every_address_of_the_office_stands_behind_a_door() -> None:
    assert len(OFFICE) > 40
    bare = [at for at, one in OFFICE if not isinstance(getattr(one.callback, "door", None), Door)]
    assert bare == []


def test_nothing_of_the_office_lies_elsewhere() -> None:
    doors = [at for at, one in below(get_resolver().url_patterns) if hasattr(one.callback, "door")]
    assert [at for at in doors if not at.startswith("office/")] == []


def test_no_page_of_readers_has_the_name_of_a_page_of_the_office() -> None:
    names = get_resolver().reverse_dict
    told = {template for _, one in OFFICE for ((template, _), *_rest), *_ in names.getlist(one.name)}
    assert len(told) >= len(OFFICE)
    assert {template for template in told if not template.startswith("office/")} == set()


def test_a_door_for_anybody_is_listed() -> None:
    open_to_all = {one.name for _, one in OFFICE if one.callback.door.opens is Opens.ANYBODY}
    assert open_to_all == {
        *("account_login", "account_logout", "account_inactive", "account_signup", "invitation", "language"),
        *("mfa_authenticate", "openid_connect_login", "openid_connect_callback", "socialaccount_signup"),
        *("socialaccount_login_cancelled", "socialaccount_login_error", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key"),
        "account_reset_password_from_key_done",
        "calendar",
    }


@pytest.fixture
def things() -> None:
    """Something at each address that names a thing."""
    something_everywhere()


def answers(client: Client, at: str) -> set[tuple[int, str]]:
    """What an address answers to reading and to writing."""
    found = [client.get(address(at)), client.post(address(at), {})]
    return {(answer.status_code, answer.headers.get("Location", "")) for answer in found}


def shut(told: set[tuple[int, str]]) -> bool:
    """Whether all answers were refusals: 403, or the way to sign in or to a second step."""
    ways = ("/office/sign-in/", "/office/me/steps/")
    return all(code == 403 or (code == 302 and where.startswith(ways)) for code, where in told)


@pytest.mark.parametrize("role", [None, *Role], ids=str)
@pytest.mark.parametrize("scope", [Scope(), OVER_HOUSING], ids=["everything", "housing"])
def test_a_door_opens_for_its_right_and_for_no_other(
    things, entered: Callable, role: Role | None, scope: Scope
) -> None:
    person = a_person("who@example.org", role, scope)
    client = entered(person)
    held = (
        HOLDS[role] - (OVER_ALL if scope.reach is not Reach.EVERYTHING else frozenset())
        if role
        else frozenset()
    )
    for at, one in OFFICE:
        right = one.callback.door.right
        if right is None:
            continue
        told = answers(client, at)
        assert shut(told) == (right not in held), (at, told)
        assert not {code for code, _ in told if code >= 500}, at


def test_without_signing_in_every_other_door_is_shut(things) -> None:
    for at, one in OFFICE:
        if one.callback.door.opens is not Opens.ANYBODY:
            told = answers(Client(), at)
            assert shut(told), (at, told)
            assert {where for _, where in told} == {f"/office/sign-in/?next={address(at)}"}, at


def test_without_a_second_step_only_the_way_to_one_is_open(things, entered: Callable) -> None:
    person = a_person("boss@example.org", Role.ADMINISTRATOR)
    client = entered(person, second_step=False)
    for at, one in OFFICE:
        if one.callback.door.opens in (Opens.SIGNED_IN, Opens.RIGHT):
            assert {where for _, where in answers(client, at)} == {"/office/me/steps/"}, at


def test_no_address_breaks_for_anybody(things, entered: Callable) -> None:
    for client in (Client(), entered(a_person("boss@example.org", Role.ADMINISTRATOR))):
        for at, one in OFFICE:
            if one.name in ("account_logout", "sessions-end", "person-close", "openid_connect_callback"):
                continue
            if one.name == "openid_connect_login":
                continue  # asks the council's service, which no test has: see test_council_sign_in
            assert not {code for code, _ in answers(client, at) if code >= 500}, at


def test_a_form_from_elsewhere_is_refused(entered: Callable) -> None:
    person = a_person("boss@example.org", Role.ADMINISTRATOR)
    client = entered(person)
    client.handler.enforce_csrf_checks = True
    for at, one in OFFICE:
        if one.name not in ("openid_connect_callback",):
            assert client.post(address(at), {}).status_code == 403, at
