"""Second steps: sealed where they lie, a code counts once, wrong ones are told, lost ones are begun anew."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from office_people import PASSWORD, a_council, a_person, as_

from ropewalk.accounts import actions
from ropewalk.accounts.by import NotAllowedError
from ropewalk.accounts.models import Event, Person
from ropewalk.accounts.rights import Reach, Scope
from ropewalk.accounts.roles import Role
from ropewalk.office.signin import sealing, steps
from ropewalk.office.signin.sealing import MARK, opened, seal_again, sealed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget() -> None:
    cache.clear()


def codes_of(secret: str) -> list[str]:
    """What an authenticator app showed, shows and will show."""
    return [f"{hotp_value(secret, one):06d}" for one in yield_hotp_counters_from_time()]


def told(what: str) -> list[str]:
    return list(Event.objects.filter(what=what).values_list("thing", flat=True))


def test_seeds_of_apps_and_codes_lie_sealed_and_work() -> None:
    ann, secret = a_person("ann@example.org"), generate_totp_secret()
    TOTP.activate(ann, secret)
    codes = RecoveryCodes.activate(ann)
    kept = [text for row in Authenticator.objects.all() for text in map(str, row.data.values())]
    assert sum(text.startswith(MARK) for text in kept) == 2
    assert not [text for text in kept if secret in text]
    assert Authenticator.objects.get(type="totp").wrap().validate_code(codes_of(secret)[1])
    assert codes.validate_code(codes.get_unused_codes()[0])


@given(st.text())
def test_what_is_sealed_opens_and_is_another_each_time(text: str) -> None:
    if not text.startswith(MARK):
        assert opened(text) == text
    assert opened(sealed(text)) == text
    assert sealed(text) != sealed(text)


def test_a_seal_that_was_changed_or_has_no_key_opens_to_nothing_that_fits(settings) -> None:
    secret = generate_totp_secret()
    kept = sealed(secret)
    for text in (kept[:-8] + "AAAAAAA=", kept[: len(MARK) + 4], MARK, f"{MARK}no base64!"):
        assert opened(text) != secret
    settings.SECRET_KEY = "another" * 9
    assert opened(kept) not in (secret, opened(kept))


def test_who_signs_in_has_their_seeds_sealed_with_the_newest_key(settings) -> None:
    ann, secret = a_person("ann@example.org"), generate_totp_secret()
    row = TOTP.activate(ann, secret).instance
    Authenticator.objects.filter(pk=row.pk).update(
        data={"secret": secret}
    )  # as it lay before there were seals
    seal_again(ann)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    seal_again(ann)
    settings.SECRET_KEY_FALLBACKS = []
    assert opened(Authenticator.objects.get(pk=row.pk).data["secret"]) == secret
    settings.SECRET_KEY = "a third" * 9
    before = Authenticator.objects.get(pk=row.pk).data
    seal_again(ann)  # what cannot be opened is left as it is: its key may come back
    assert Authenticator.objects.get(pk=row.pk).data == before


def test_a_code_counts_once_for_as_long_as_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    held: dict[str, int | None] = {}

    def add(key: str, value: str, timeout: int | None = None) -> bool:
        return held.setdefault(key, timeout) is timeout and len(held) == 1 and not seen.append(key)

    seen: list[str] = []
    secret = generate_totp_secret()
    step = TOTP.activate(a_person("ann@example.org"), secret)
    code = codes_of(secret)[1]
    assert step.validate_code(code)
    assert not step.validate_code(code)
    monkeypatch.setattr(steps.cache, "add", add)
    assert step.validate_code(codes_of(secret)[1])
    assert set(held.values()) == {steps.REMEMBERED}
    assert steps.REMEMBERED > 3 * 30  # allauth takes the code before, the one of now, and the one after


def test_a_wrong_code_is_in_the_audit_and_the_steps_of_who_came_in() -> None:
    ann, secret, client = a_person("ann@example.org", Role.VIEWER), generate_totp_secret(), Client()
    TOTP.activate(ann, secret)
    client.post("/office/sign-in/", {"login": ann.email, "password": PASSWORD})
    client.post("/office/sign-in/code/", {"code": "no code"})
    assert told("second step failed") == [ann.email]
    client.post("/office/sign-in/code/", {"code": codes_of(secret)[1]})
    assert Event.objects.get(what="signed in").after == '{"by":["password","totp"]}'


def test_five_wrong_codes_shut_the_second_step_too() -> None:
    ann, secret, client = a_person("ann@example.org"), generate_totp_secret(), Client()
    TOTP.activate(ann, secret)
    client.post("/office/sign-in/", {"login": ann.email, "password": PASSWORD})
    for _ in range(5):
        client.post("/office/sign-in/code/", {"code": "000000"})
    page = client.post("/office/sign-in/code/", {"code": codes_of(secret)[1]})
    assert "Too many tries" in page.content.decode()
    assert client.get("/office/").status_code == 302


def test_who_lost_their_second_step_begins_anew_by_a_link(entered: Callable[..., Client]) -> None:
    ann = a_person("ann@example.org", Role.VIEWER)
    theirs, boss = entered(ann), entered(a_person("boss@example.org", Role.ADMINISTRATOR))
    assert theirs.get("/office/").status_code == 200
    assert boss.post(f"/office/people/{ann.pk}/steps/end/").status_code == 302
    ann.refresh_from_db()
    assert not ann.has_usable_password()
    assert not Authenticator.objects.filter(user=ann).exists()
    assert theirs.get("/office/").status_code == 302
    assert told("second steps ended") == [ann.email]
    client, new = Client(), "quite another long walk"
    link = re.search(r"http\S+", str(mail.outbox[0].body))
    assert link is not None
    where = client.get(link[0], follow=True).redirect_chain[-1][0]
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    client.post("/office/sign-in/", {"login": ann.email, "password": new})
    assert client.get("/office/").headers["Location"] == "/office/me/steps/"


def test_nobody_takes_a_second_step_from_those_above_them() -> None:
    council = a_council()
    boss = a_person("boss@example.org", Role.ADMINISTRATOR)
    head = a_person(
        "head@example.org", Role.ADMINISTRATOR, Scope(Reach.ORGANISATION, "housing"), council["housing"]
    )
    with pytest.raises(NotAllowedError):
        actions.end_steps(as_(head), boss)
    assert Person.objects.get(pk=boss.pk).check_password(PASSWORD)


def test_a_key_is_derived_and_never_the_secret_key_itself(settings) -> None:
    assert len(sealing._key(settings.SECRET_KEY)) == 32
    assert sealing._key("a") != sealing._key("b")
