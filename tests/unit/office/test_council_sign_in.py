"""Signing in with the council's own service: the whole way, to a real service on this machine and back."""

from collections.abc import Iterator

import pytest
from allauth.socialaccount.models import SocialToken
from django.http import HttpResponse
from django.test import Client
from office_people import a_person
from sign_in_service import SECRET, SignInService, sign_in_service

from ropewalk.accounts.actions import close_person, invite
from ropewalk.accounts.by import COMMAND_LINE
from ropewalk.accounts.models import Event, Person
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role

pytestmark = pytest.mark.django_db
THERE = "/office/sign-in/council/council/"


@pytest.fixture
def service(settings) -> Iterator[SignInService]:
    with sign_in_service() as found:
        settings.SOCIALACCOUNT_PROVIDERS = found.settings()
        yield found


def through(service: SignInService, client: Client) -> HttpResponse:
    """Go there, sign in, and come back."""
    sent = client.post(THERE)
    assert sent.status_code == 302
    return client.get(f"{THERE}back/", service.sign_in(sent.headers["Location"]))


def test_whoever_was_invited_comes_in_and_needs_no_second_step_of_ours(service: SignInService) -> None:
    invite(COMMAND_LINE, "ann@example.org", [Held(Role.PUBLISHER)])
    client = Client()
    assert through(service, client).headers["Location"] == "/office/"
    assert client.get("/office/").status_code == 200
    ann = Person.objects.get(email="ann@example.org")
    assert ann.name == "Ann Officer"
    assert not ann.has_usable_password()
    assert [grant.role for grant in ann.grants.all()] == [Role.PUBLISHER]
    assert {"invitation accepted", "signed in"} <= set(Event.objects.values_list("what", flat=True))
    assert service.asked[0]["code_verifier"]
    assert not SocialToken.objects.exists()


def test_whoever_has_an_account_with_that_address_comes_in(service: SignInService) -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    client = Client()
    through(service, client)
    assert client.get("/office/").status_code == 200
    assert Person.objects.get() == ann


def test_a_stranger_stays_outside_and_nobody_is_made(service: SignInService) -> None:
    client = Client()
    answer = through(service, client)
    assert "invit" in answer.content.decode()
    assert client.get("/office/").status_code == 302
    assert not Person.objects.exists()


def test_an_address_that_the_service_does_not_vouch_for_lets_nobody_in(service: SignInService) -> None:
    a_person("ann@example.org", Role.ADMINISTRATOR)
    service.claims["email_verified"] = False
    client = Client()
    through(service, client)
    assert client.get("/office/").status_code == 302


def test_a_service_that_vouches_by_agreement_is_believed(service: SignInService, settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = service.settings(trusted=True)
    a_person("ann@example.org", Role.VIEWER)
    del service.claims["email_verified"]  # as Microsoft Entra says nothing of it
    client = Client()
    through(service, client)
    assert client.get("/office/").status_code == 200


def test_somebody_whose_account_is_closed_stays_outside(service: SignInService) -> None:
    a_person("boss@example.org", Role.ADMINISTRATOR)
    ann = a_person("ann@example.org", Role.VIEWER)
    close_person(COMMAND_LINE, ann)
    client = Client()
    through(service, client)
    assert client.get("/office/").status_code == 302


@pytest.mark.parametrize(
    "claims",
    [{"aud": "another application"}, {"iss": "http://127.0.0.1:9/"}, {"exp": 1_000_000_000}],
    ids=["for another", "by another", "too old"],
)
def test_a_token_that_is_not_for_us_lets_nobody_in(service: SignInService, claims: dict) -> None:
    a_person("ann@example.org", Role.VIEWER)
    service.claims |= claims
    client = Client()
    answer = through(service, client)
    assert answer.status_code < 500
    assert client.get("/office/").status_code == 302


def test_a_service_that_gives_itself_out_as_another_lets_nobody_in(service: SignInService) -> None:
    a_person("ann@example.org", Role.VIEWER)
    service.says = service.claims["iss"] = "http://127.0.0.1:9"
    client = Client()
    assert through(service, client).status_code < 500
    assert client.get("/office/").status_code == 302


def test_what_comes_back_to_another_browser_or_twice_lets_nobody_in(service: SignInService) -> None:
    a_person("ann@example.org", Role.VIEWER)
    mine, theirs = Client(), Client()
    brought = service.sign_in(mine.post(THERE).headers["Location"])
    assert theirs.get(f"{THERE}back/", brought).status_code < 500
    assert theirs.get("/office/").status_code == 302
    assert mine.get(f"{THERE}back/", brought | {"state": "made up"}).status_code < 500
    assert mine.get("/office/").status_code == 302
    mine.get(f"{THERE}back/", brought)
    assert mine.get("/office/").status_code == 200
    again = Client()
    again.get(f"{THERE}back/", brought)
    assert again.get("/office/").status_code == 302


def test_a_service_that_is_out_of_order_is_told_plainly(service: SignInService) -> None:
    client = Client()
    brought = service.sign_in(client.post(THERE).headers["Location"])
    answer = client.get(f"{THERE}back/", brought | {"code": "made up"})
    assert answer.status_code in (200, 401)
    assert SECRET not in answer.content.decode()
    refused = client.get(f"{THERE}back/", {"error": "access_denied", "state": brought["state"]})
    assert refused.status_code < 500


def test_reading_a_link_signs_nobody_in(service: SignInService) -> None:
    page = Client().get(THERE)  # it asks first: only a form sends them there
    assert page.status_code == 200
    assert 'method="post"' in page.content.decode()
