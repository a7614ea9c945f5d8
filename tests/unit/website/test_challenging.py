"""The form by which a reader challenges something: no cookie, a token, a letter, a button; and its limits."""

import re

import pytest
from asked_for import WORK
from django.core import mail, signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st
from scrutinised import EMAIL, WORDS

from ropewalk.publish.website.account import open_account
from ropewalk.publish.website.challenging import SALT, About, opened, token_for
from ropewalk.publish.website.questioned import challenge_link
from ropewalk.scrutiny.models import Challenge
from ropewalk.scrutiny.states import Stand

FORM = "/challenge/indicator/work/"
WRITTEN = {"wrong": "seen", "words": WORDS, "email": EMAIL}


@pytest.fixture
def reader(account) -> Client:
    cache.clear()
    return Client(HTTP_HOST="localhost", enforce_csrf_checks=True)


def token(reader: Client, at: str = FORM) -> str:
    found = re.search(r'name="token" value="([^"]+)"', reader.get(at).content.decode())
    assert found is not None
    return found[1]


def send(reader: Client, **told: str) -> HttpResponse:
    headers = told.pop("headers", {})
    return reader.post(
        FORM, WRITTEN | {"token": told.pop("token", "") or token(reader)} | told, headers=headers
    )


def link() -> str:
    return mail.outbox[-1].body.partition("http://localhost")[2].split()[0]


def test_a_reader_challenges_and_confirms_without_a_cookie_or_a_script(reader) -> None:
    answer = send(reader)
    assert (answer.status_code, answer["Location"]) == (303, "/challenge/sent/")
    assert reader.get("/challenge/sent/").status_code == 200
    assert mail.outbox[-1].to == [EMAIL]
    for _look in range(2):  # a mail program looks at links: that confirms nothing
        assert "Confirm my challenge" in reader.get(link()).content.decode()
    assert Challenge.objects.get().stands is Stand.SENT
    done = reader.post(link())
    assert "your challenge is confirmed" in done.content.decode()
    assert Challenge.objects.get().stands is Stand.CONFIRMED
    assert reader.post(link()).status_code == 404
    assert not reader.cookies


def test_what_is_about_a_reader_is_kept_by_nobody(reader) -> None:
    for at in (FORM, "/challenge/confirm/nothing/"):
        answer = reader.get(at)
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]


def test_a_page_has_a_quiet_link_to_its_form(get) -> None:
    assert f'href="{FORM}"' in get("/indicators/work/").content.decode()
    assert 'href="/challenge/priority/1.1/"' in get("/priorities/1.1/").content.decode()
    assert 'href="/challenge/action/work-clubs/"' in get("/priorities/1.1/").content.decode()
    assert f'href="{FORM}?place=E08900002"' in get("/places/E08900002/work/").content.decode()
    assert f'href="/cy{FORM}"' in get("/cy/indicators/work/").content.decode()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("wrong", "nonsense", "Choose what is wrong"),
        ("words", " ", "Write what is wrong"),
        ("words", "x" * 2001, "Write what is wrong"),
        ("words", "a\x00b", "Write what is wrong"),
        ("email", "nobody", "Write your email address"),
        ("email", "a@example.org\r\nBcc: b@example.org", "Write your email address"),
        ("name", "x" * 201, "Write a shorter name"),
    ],
)
def test_what_is_not_right_is_told_and_what_was_typed_is_kept(reader, field, text, said) -> None:
    answer = send(reader, **{field: text})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    if field != "email":
        assert EMAIL in answer.content.decode()
    assert not Challenge.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize("bad", ["nothing", "a:b:c"])
def test_a_form_without_our_token_sends_nothing(reader, bad) -> None:
    answer = send(reader, token=bad)
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()
    assert not Challenge.objects.exists()


def test_a_token_is_of_its_subject_and_runs_out(monkeypatch) -> None:
    about = About("indicator", "work", "E08900002")
    made = token_for(about)
    found = opened(made, About("indicator", "work"))
    assert found is not None
    assert found[0] == about
    assert opened(made, About("indicator", "queues")) is None
    assert opened(made + "x", About("indicator", "work")) is None
    assert opened(signing.dumps("other", salt=SALT), about) is None
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 7201)
    assert opened(made, About("indicator", "work")) is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 303),
        ({"Origin": "http://localhost"}, 303),
    ],
)
def test_a_form_that_another_site_sends_is_refused(reader, headers, status) -> None:
    assert send(reader, headers=headers).status_code == status
    assert Challenge.objects.exists() == (status == 303)


def test_a_button_pressed_twice_sends_once(reader) -> None:
    once = token(reader)
    assert [send(reader, token=once).status_code for _ in range(2)] == [303, 303]
    assert Challenge.objects.count() == 1
    assert len(mail.outbox) == 1


def test_nobody_can_have_us_write_to_an_address_again_and_again(reader) -> None:
    assert [send(reader).status_code for _ in range(4)] == [303, 303, 303, 429]
    assert len(mail.outbox) == 3
    others = [send(reader, email=f"other{n}@example.org").status_code for n in range(8)]
    assert others.count(429) >= 1
    assert WORDS in send(reader, email="last@example.org").content.decode()


def test_there_is_no_form_where_no_letter_goes_out(reader, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert reader.get(FORM).status_code == 200  # this machine alone can reach it: letters are printed
    settings.KNOWN_AS = True
    assert reader.get(FORM).status_code == 404
    assert reader.post(FORM, WRITTEN).status_code == 404
    assert challenge_link(open_account(), "indicator", "work") == ""


def test_a_copy_of_files_leads_to_the_live_site_or_to_a_letter_or_nowhere(
    account, settings, tmp_path
) -> None:
    settings.ASKS = False
    assert challenge_link(account, "indicator", "work") == ""
    from dataclasses import replace

    from msgspec.structs import replace as told

    rules = told(account.rules, email="plan@example.org")
    mailed = challenge_link(replace(account, rules=rules), "indicator", "work")
    assert mailed == "mailto:plan@example.org?subject=I%20challenge%20this%3A%20work"
    rules = told(rules, site="https://live.example.org/")
    assert (
        challenge_link(replace(account, rules=rules), "indicator", "work")
        == f"https://live.example.org{FORM}"
    )
    rules = told(rules, challenges=False)
    assert challenge_link(replace(account, rules=rules), "indicator", "work") == ""


@pytest.mark.parametrize(
    "at",
    [
        "/challenge/indicator/no-such/",
        "/challenge/nothing/work/",
        "/challenge/indicator/work/?place=nowhere",
        "/challenge/confirm/x/",
        "/challenge/",
    ],
)
def test_an_address_of_nothing_is_not_found(reader, at) -> None:
    assert reader.get(at).status_code == 404
    assert reader.post(at).status_code in (404, 400)


@tries(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["wrong", "words", "email", "name", "show_name", "token"]), st.text()))
def test_whatever_is_sent_is_never_an_error_of_ours(reader, told) -> None:
    assert reader.post(FORM, told).status_code == 400


def test_a_welsh_reader_gets_a_welsh_letter(reader) -> None:
    at = f"/cy{FORM}"
    answer = reader.post(at, WRITTEN | {"token": token(reader, at)})
    assert answer["Location"] == "/cy/challenge/sent/"
    assert "/cy/challenge/confirm/" in mail.outbox[-1].body
    assert WORK.code == Challenge.objects.get().subject
