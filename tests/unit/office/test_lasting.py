"""How long somebody stays signed in; who has to show again that it is them; what is told of refusals."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.conf import settings as held
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from office_people import PASSWORD, a_person

from ropewalk.accounts.models import Event, Person
from ropewalk.accounts.roles import Role
from ropewalk.office.signin import lasting
from ropewalk.office.signin.adapter import Adapter

pytestmark = pytest.mark.django_db
NEW = "quite another long walk"


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Move the clock of sessions so many hours on."""
    began = time.time()
    cache.clear()
    return lambda hours: monkeypatch.setattr(lasting.time, "time", lambda: began + hours * 3600)


def signed_in() -> tuple[Person, Client]:
    """Somebody who came in by a password, and their browser."""
    ann, client = a_person("ann@example.org", Role.VIEWER), Client()
    client.post("/office/sign-in/", {"login": ann.email, "password": PASSWORD})
    TOTP.activate(ann, generate_totp_secret())
    return ann, client


def test_who_does_nothing_for_a_while_is_signed_out(entered: Callable[..., Client], at: Callable) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    assert client.get("/office/").status_code == 200
    at(1.9)
    assert client.get("/office/").status_code == 200
    at(3.8)
    assert client.get("/office/").status_code == 200
    at(5.9)
    assert client.get("/office/").headers["Location"].startswith("/office/sign-in/")


def test_nobody_stays_longer_than_a_working_day_however_busy(
    entered: Callable[..., Client], at: Callable
) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    for hours in range(12):
        at(hours)
        assert client.get("/office/").status_code == 200
    at(12)
    assert client.get("/office/").status_code == 302
    assert held.SESSION_COOKIE_AGE == 12 * 3600


def test_a_session_that_is_over_is_gone_from_the_server(entered: Callable[..., Client], at: Callable) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    client.get("/office/")
    old = client.cookies["office"].value
    at(3)
    client.get("/office/")
    again = Client()
    again.cookies["office"] = old
    at(0)
    assert again.get("/office/").status_code == 302


def test_signing_in_makes_a_new_session_and_signing_out_ends_it() -> None:
    client = Client()
    client.get("/office/sign-in/")
    client.post("/office/language/cy/")
    before = client.cookies["office"].value
    ann = a_person("ann@example.org", Role.VIEWER)
    client.post("/office/sign-in/", {"login": ann.email, "password": PASSWORD})
    within = client.cookies["office"].value
    assert before != within
    answer = client.post("/office/sign-out/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    again = Client()
    again.cookies["office"] = within
    assert again.get("/office/").headers["Location"].startswith("/office/sign-in/")


def test_a_new_password_asks_for_the_old_one_tells_its_person_and_ends_their_other_sessions() -> None:
    ann, here = signed_in()
    there = Client()
    there.force_login(ann, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert there.get("/office/").status_code == 200
    form = {"oldpassword": "wrong", "password1": NEW, "password2": NEW}
    assert here.post("/office/me/password/", form).status_code == 200
    assert not Person.objects.get(pk=ann.pk).check_password(NEW)
    here.post("/office/me/password/", form | {"oldpassword": PASSWORD})
    assert Person.objects.get(pk=ann.pk).check_password(NEW)
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]
    assert here.get("/office/").status_code == 200
    assert there.get("/office/").status_code == 302


@pytest.mark.parametrize(
    ("at", "method"),
    [
        ("/office/me/steps/app/remove/", "get"),
        ("/office/me/steps/codes/new/", "get"),
        ("/office/me/steps/keys/add/", "get"),
        ("/office/me/sessions/end/", "post"),
    ],
)
def test_who_signed_in_a_while_ago_shows_again_that_it_is_them(
    at: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, client = signed_in()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    assert getattr(client, method)(at).headers["Location"].startswith("/office/me/again/")


def test_who_shows_again_who_they_are_has_a_new_session_and_the_old_key_is_no_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ann, client = a_person("ann@example.org", Role.VIEWER), Client()
    client.post("/office/sign-in/", {"login": ann.email, "password": PASSWORD})
    before = client.cookies["office"].value
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    client.post("/office/me/again/", {"password": PASSWORD})
    after = client.cookies["office"].value
    assert after != before
    assert client.get("/office/me/steps/").status_code == 200
    assert [row.session_key for row in UserSession.objects.filter(user=ann)] == [after]
    thief = Client()
    thief.cookies["office"] = before
    assert thief.get("/office/me/steps/").headers["Location"].startswith("/office/sign-in/")


def test_a_refusal_is_in_the_audit_by_the_kind_of_page(entered: Callable[..., Client]) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    assert client.get("/office/audit/").status_code == 403
    told = Event.objects.get(what="refused")
    assert (told.who, told.kind, told.thing) == ("ann@example.org", "page", "office/audit/")
    assert told.request


def test_no_other_site_shows_a_piece_of_the_office() -> None:
    assert Client().get("/office/sign-in/").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_fields_for_passwords_hide_them_and_let_managers_fill_them_in() -> None:
    page = Client().get("/office/sign-in/").content.decode()
    assert 'type="password"' in page
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page


@pytest.mark.parametrize(
    ("proxies", "brought", "counted"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4, 5.6.7.8", "5.6.7.8"),
        (2, "6.6.6.6, 1.2.3.4, 5.6.7.8", "1.2.3.4"),
    ],
)
def test_an_address_of_the_network_cannot_be_made_up(
    proxies: int, brought: str, counted: str, settings, rf: RequestFactory
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=brought, HTTP_X_REAL_IP="9.9.9.9")
    assert Adapter(request).get_client_ip(request) == counted
