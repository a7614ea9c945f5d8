"""Signing in: a password and a second step, letters, lockouts, sessions that end; and no cookie outside."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from office_people import PASSWORD, a_person

from ropewalk.accounts import audit
from ropewalk.accounts.actions import end_sessions, invite
from ropewalk.accounts.by import COMMAND_LINE
from ropewalk.accounts.models import Event, Person
from ropewalk.accounts.rights import Held
from ropewalk.accounts.roles import Role

pytestmark = pytest.mark.django_db
SIGN_IN = "/office/sign-in/"


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.clear()


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post(SIGN_IN, {"login": email, "password": password})


def told(what: str) -> list[str]:
    return list(Event.objects.filter(what=what).values_list("who", flat=True))


def test_a_password_leads_to_the_second_step_and_that_to_the_office() -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    secret = generate_totp_secret()
    TOTP.activate(ann, secret)
    client = Client()
    assert sign_in(client, "Ann@Example.org").headers["Location"] == "/office/sign-in/code/"
    assert client.get("/office/").status_code == 302
    assert client.post("/office/sign-in/code/", {"code": "000000"}).status_code == 200
    done = client.post("/office/sign-in/code/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/office/"
    page = client.get("/office/").content.decode()
    assert "Viewer, over everything" in page
    assert told("signed in") == ["ann@example.org"]


def test_a_first_second_step_is_added_with_an_app_and_brings_recovery_codes() -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    client = Client()
    sign_in(client, ann.email)
    page = client.get("/office/me/steps/app/")
    secret = _secret(page.content.decode())
    done = client.post("/office/me/steps/app/", {"code": code_of(secret)})
    assert done.headers["Location"] == "/office/me/steps/codes/"
    assert client.get("/office/me/steps/codes/").content.decode().count('rw-code"') == 10
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}
    assert told("sign-in changed") == [ann.email]
    assert client.get("/office/").status_code == 200
    assert audit.broken() is None


def _secret(page: str) -> str:
    return page.partition('id="secret" class="rw-code">')[2].partition("<")[0]


def test_five_wrong_passwords_shut_the_door_for_a_while_even_for_the_right_one() -> None:
    ann, client = a_person("ann@example.org"), Client()
    for _ in range(5):
        assert (
            "The address or the password is not right" in sign_in(client, ann.email, "wrong").content.decode()
        )
    shut = sign_in(client, ann.email)
    assert shut.status_code == 200
    assert "Too many tries" in shut.content.decode()
    assert len(told("sign-in failed")) == 5


def test_a_whole_office_behind_one_address_signs_in_within_a_minute() -> None:
    people = [a_person(f"officer{n}@example.org") for n in range(40)]
    assert {sign_in(Client(), one.email).status_code for one in people} == {302}


def test_an_address_that_is_nobodys_is_answered_alike_and_not_kept() -> None:
    a_person("ann@example.org")
    page = sign_in(Client(), "typed-in-the-wrong-place@example.org", "x").content.decode()
    assert "The address or the password is not right" in page
    assert not Event.objects.filter(what="sign-in failed").exists()


def test_a_password_that_was_hashed_otherwise_still_counts_and_is_hashed_anew() -> None:
    ann = a_person("ann@example.org")
    ann.password = PBKDF2PasswordHasher().encode(PASSWORD, "a salt of someone", 1)
    ann.save()
    assert sign_in(Client(), ann.email).status_code == 302
    ann.refresh_from_db()
    assert ann.password.startswith("argon2$argon2id$")


def test_a_closed_person_cannot_sign_in() -> None:
    ann = a_person("ann@example.org")
    Person.objects.filter(pk=ann.pk).update(is_active=False)
    client = Client()
    assert sign_in(client, ann.email).headers["Location"] == "/office/closed/"
    assert client.get("/office/").status_code == 302


def test_sessions_that_are_ended_are_over(entered: Callable[..., Client]) -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    secret = generate_totp_secret()
    TOTP.activate(ann, secret)
    client = Client()
    sign_in(client, ann.email)
    client.post("/office/sign-in/code/", {"code": code_of(secret)})
    assert client.get("/office/").status_code == 200
    assert end_sessions(COMMAND_LINE, ann) == 1
    assert client.get("/office/").status_code == 302


def test_one_may_end_ones_sessions_elsewhere_and_stay() -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    secret = generate_totp_secret()
    here, there = Client(), Client()
    sign_in(here, ann.email)
    sign_in(there, ann.email)
    TOTP.activate(ann, secret)
    here.post("/office/me/sessions/end/")
    assert here.get("/office/").status_code == 200
    assert there.get("/office/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once() -> None:
    ann = a_person("ann@example.org")
    client = Client()
    client.post("/office/password/", {"email": "ANN@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    page = client.get(link, follow=True)
    where = page.redirect_chain[-1][0]
    new = "another long walk by the sea"
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    assert Person.objects.get(pk=ann.pk).check_password(new)
    assert "cannot be used" in Client().get(link, follow=True).content.decode()
    assert told("password reset") == ["ann@example.org"]


def test_a_letter_is_sent_to_nobody_who_has_no_account() -> None:
    Client().post("/office/password/", {"email": "stranger@example.org"})
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("short", "at least 12 letters"),
        ("password1234", "Many people use this password"),
        ("newcomer@example.org", "not like your address"),
    ],
)
def test_a_poor_password_is_refused_with_the_reason(password: str, words: str) -> None:
    _, secret = invite(COMMAND_LINE, "newcomer@example.org", [Held(Role.VIEWER)])
    form = {"name": "New Comer", "password1": password, "password2": password}
    page = Client().post(f"/office/join/{secret}/", form)
    assert page.status_code == 400
    assert words in page.content.decode()
    assert not Person.objects.exists()


def test_an_invitation_is_sent_followed_and_used_up(entered: Callable[..., Client]) -> None:
    boss = entered(a_person("boss@example.org", Role.ADMINISTRATOR))
    form = {"email": "new@example.org", "role": "contributor", "over": "everything:"}
    assert boss.post("/office/people/invite/", form).status_code == 302
    link = next(word for word in mail.outbox[0].body.split() if word.startswith("http"))
    newcomer = Client()
    for _ in range(2):  # programs that look at mail look at links, and use nothing up
        assert newcomer.get(link).status_code == 200
    told_of = {"name": "New", "password1": PASSWORD, "password2": PASSWORD}
    assert newcomer.post(link, told_of).headers["Location"] == SIGN_IN
    assert newcomer.get(link).status_code == 404
    assert sign_in(newcomer, "new@example.org").headers["Location"] == "/office/"
    assert newcomer.get("/office/").headers["Location"] == "/office/me/steps/"


def test_nobody_signs_up() -> None:
    page = Client().post("/office/join/", {"email": "a@example.org", "password1": PASSWORD})
    assert "by invitation only" in page.content.decode()
    assert not Person.objects.exists()


def test_cookies_are_for_the_office_alone() -> None:
    client = Client()
    client.get(SIGN_IN)
    sign_in(client, a_person("ann@example.org").email)
    assert {
        (cookie["path"], cookie["httponly"], cookie["samesite"]) for cookie in client.cookies.values()
    } == {("/office/", True, "Lax")}


@pytest.mark.parametrize("at", ["/nothing/", "/robots.txt", "/officer/", "/cy/office/"])
def test_outside_no_session_is_looked_at(at: str, entered: Callable[..., Client]) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    answer = client.get(at)
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert not hasattr(answer.wsgi_request, "session")
    assert not hasattr(answer.wsgi_request, "user")


def test_a_page_of_the_office_is_kept_by_nobody(entered: Callable[..., Client]) -> None:
    client = entered(a_person("ann@example.org", Role.VIEWER))
    for at in ("/office/", SIGN_IN, "/office/nothing/"):
        assert client.get(at).headers["Cache-Control"] == "no-store, private"


def test_the_office_is_read_in_welsh_by_who_asks_for_it() -> None:
    client = Client()
    client.post("/office/language/cy/")
    page = client.get(SIGN_IN)
    assert page.headers["Content-Language"] == "cy"
    assert 'lang="cy"' in page.content.decode()
    assert client.post("/office/language/xx/").status_code == 404
