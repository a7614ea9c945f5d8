"""What every page of the office is held to: it is there, its HTML is valid, it asks the database a few times
and no more often where there is more to show, and no junk in a form breaks it."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlencode

import html_checker
import pytest
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from office_pages import OFFICE, address, more_of_everything, somebody_of_all_roles, something_everywhere
from office_people import a_person

from ropewalk.accounts.models import Event
from ropewalk.accounts.roles import Role

pytestmark = pytest.mark.django_db
MOST = 16
"""How often a page may ask the database, sessions, rights and the frame included."""
MORE: dict[str, int] = {}
"""Pages that may ask more often, until they are mended. Nothing is added here."""
NOTHING_THERE = {
    *("invitation", "calendar", "openid_connect_login", "openid_connect_callback", "evidence"),
    "release-file",
    "mfa_view_recovery_codes",
}
"""Addresses at which the toy has nothing: a secret, a service, a file."""
BY_FORM_ALONE = 405


@pytest.fixture
def client_of_all(entered: Callable[..., Client]) -> Client:
    """A browser of somebody for whom every door opens, where there is something at every address."""
    something_everywhere()
    return entered(somebody_of_all_roles())


def read(client: Client) -> Iterator[tuple[str, HttpResponse, int]]:
    """Every address, what reading it answers, and how often it asked the database."""
    client.get("/office/")  # the plan is read once for each of its versions, and kept
    for at, one in OFFICE:
        if one.name == "account_logout":
            continue
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address(at))
        yield one.name, answer, len(asked)


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")


def test_there_is_something_at_every_address(client_of_all: Client) -> None:
    empty = {name for name, answer, _ in read(client_of_all) if answer.status_code in (403, 404)}
    assert empty <= NOTHING_THERE


def test_every_page_asks_a_few_times_and_no_more_often_where_there_is_more(client_of_all: Client) -> None:
    before = {name: asked for name, answer, asked in read(client_of_all) if is_page(answer)}
    assert len(before) > 30
    assert {name: asked for name, asked in before.items() if asked > MORE.get(name, MOST)} == {}
    more_of_everything()
    after = {name: asked for name, answer, asked in read(client_of_all) if is_page(answer)}
    assert {name: (before[name], asked) for name, asked in after.items() if asked > before[name]} == {}


def test_every_page_is_valid(client_of_all: Client, tmp_path: Path) -> None:
    pages = {name: answer.content.decode() for name, answer, _ in read(client_of_all) if is_page(answer)}
    before = Client()
    for at, one in OFFICE:
        answer = before.get(address(at))
        if is_page(answer):
            pages[f"{one.name}, before signing in"] = answer.content.decode()
    assert html_checker.complaints(pages, tmp_path) == []


class Fields(HTMLParser):
    """The names of all fields of a page's forms, and what may be chosen in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: dict[str, set[str]] = {}
        self.now = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        if tag in ("input", "select", "textarea") and told.get("name"):
            self.now = told["name"] or ""
            self.names.setdefault(self.now, set()).add(told.get("value") or "")
        elif tag == "option" and self.now:
            self.names[self.now].add(told.get("value") or "")


JUNK = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "\x00",
                "a\x00b",
                "\ud800",
                "\u202e",
                "<script>",
                "' OR 1=1 --",
                "${7*7}",
                "{{7*7}}",
                "../../x",
            ),
            *("0", "-1", "9" * 30, "1e999", "NaN", "inf", "1.5", "١٢", "true", "null", "[]", "{}"),
            *(
                "2024-02-30",
                "0000-00-00",
                "9999-12-31",
                "2024-01-01/P1M",
                "P99999999Y",
                "0001-01-01",
                "today",
            ),
            *("x" * 300, "x" * 70_000, "a@b", "everything:", "organisation:", "priority:9.9", "\r\nBcc: x@y"),
        ]
    ),
)


WRITTEN = "application/x-www-form-urlencoded"


class Junk(TestCase):
    """Whatever is written into whatever field, a page answers, and says so plainly."""

    @classmethod
    def setUpTestData(cls) -> None:
        something_everywhere()
        cls.person = somebody_of_all_roles()
        cls.others = {role: a_person(f"{role}@example.org".replace(" ", "-"), role) for role in Role}
        cls.fields = {}
        client = entering(cls.person)
        for _name, answer, _ in read(client):
            if is_page(answer):
                for field, values in Fields(answer.content.decode()).names.items():
                    cls.fields.setdefault(field, set()).update(values)
        cls.fields.pop("csrfmiddlewaretoken", None)

    @settings(max_examples=200)
    @given(st.data())
    def test_no_junk_breaks_a_form(self, data: st.DataObject) -> None:
        at = address(data.draw(st.sampled_from([at for at, one in OFFICE if one.name not in LEAVES])))
        names = st.sampled_from(sorted(self.fields))
        known = {name: st.sampled_from(sorted(values)) for name, values in self.fields.items()}
        chosen = data.draw(st.lists(names, max_size=12, unique=True))
        form = {name: data.draw(JUNK | known[name], label=name) for name in chosen}
        client = entering(self.person)
        written = urlencode([(name, text.encode("utf-8", "surrogatepass")) for name, text in form.items()])
        for answer in (client.post(at, written, content_type=WRITTEN), client.get(f"{at}?{written}")):
            assert answer.status_code < 500, (at, form)

    @settings(max_examples=300)
    @given(st.data())
    def test_no_junk_of_any_role_is_written_without_the_right_or_shown_as_it_is(
        self, data: st.DataObject
    ) -> None:
        role = data.draw(st.sampled_from(list(Role)), label="role")
        at = address(data.draw(st.sampled_from([at for at, one in OFFICE if one.name not in LEAVES])))
        names = st.sampled_from([*sorted(self.fields), "nothing of ours"])
        chosen = data.draw(st.lists(names, max_size=10), label="fields")  # one may come twice
        known = {name: st.sampled_from(sorted(values)) for name, values in self.fields.items()}
        told = [(name, data.draw(JUNK | st.just(SIGN) | known.get(name, JUNK))) for name in chosen]
        written = urlencode([(name, text.encode("utf-8", "surrogatepass")) for name, text in told])
        before = events().count()
        answer = entering(self.others[role]).post(at, written, content_type=WRITTEN)
        assert answer.status_code < 500, (role, at, told)
        assert SIGN not in answer.content.decode("utf-8", "replace"), (role, at, told)
        if answer.status_code in (400, 403, 404, 409):
            assert events().count() == before, (role, at, told)


def events() -> QuerySet[Event]:
    """What stands in the audit but for refusals, which are told there and write nothing else."""
    return Event.objects.exclude(what="refused")


SIGN = '"><i id=x>'
"""What no page may show as it was typed."""
LEAVES = {"account_logout", "person-close", "sessions-end", "steps-end", "openid_connect_login"} | {
    "openid_connect_callback"
}


def entering(person: object) -> Client:
    """A browser of somebody with a second step, whom nothing asks again for a password."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    if not Authenticator.objects.filter(user=person).exists():
        TOTP.activate(person, generate_totp_secret())
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
