"""What programs are told of how the server is run: to ask by https, and whom to tell of a fault of safety."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from ropewalk.config import security_txt
from ropewalk.config.programs import security_contact
from ropewalk.publish.website.account import Account

AT = "/.well-known/security.txt"


def test_people_are_sent_on_to_https_and_programs_are_refused(account: Account, settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client = Client(HTTP_HOST="localhost")
    page = client.get("/indicators/work/")
    assert (page.status_code, page["Location"]) == (301, "https://localhost/indicators/work/")
    refused = client.get("/api/v1/indicators")
    assert refused.status_code == 403
    assert b"https" in refused.content
    assert client.get("/api/v1/indicators", secure=True).status_code == 200


def test_without_https_the_api_answers_as_it_is_asked(get, settings) -> None:
    assert get("/api/v1/indicators").status_code == 200


def test_whom_to_tell_is_told_for_less_than_a_year(get, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.SECURITY_CONTACT = "mailto:safe@example.gov.uk"
    monkeypatch.setattr(security_txt.clock, "today", lambda: date(2026, 8, 31))
    answer = get(AT)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:safe@example.gov.uk",
        "Expires: 2027-02-01T00:00:00Z",
        "Preferred-Languages: en, cy",
        f"Canonical: http://localhost{AT}",
    ]


def test_where_nobody_is_named_nothing_is_told(get) -> None:
    assert get(AT).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["safe@example.gov.uk", "http://example.gov.uk", "mailto:", "x\nContact: y"]
)
def test_a_contact_that_programs_cannot_use_is_refused(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="mailto:security@example"):
        security_contact(wrong)
    assert security_contact("") == ""
