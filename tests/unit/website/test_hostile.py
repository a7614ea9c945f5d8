"""Whatever is asked, by whatever address: a clear answer, the headers that protect readers, no trace."""

import re
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, example, given
from hypothesis import settings as searching
from hypothesis import strategies as st

from ropewalk.config import office
from ropewalk.publish.website.account import Account

PROTECTED = (
    "Content-Security-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
    "Cross-Origin-Opener-Policy",
)
FIRST = (
    "aims",
    "priorities",
    "indicators",
    "places",
    "sources",
    "changes",
    "search",
    "static",
    "cy",
    "data",
    "",
)
parts = st.one_of(st.sampled_from(FIRST), st.text(max_size=30), st.sampled_from(["..", "%00", "1", "weight"]))
MARK = "zq7"
paths = st.lists(parts, max_size=5).map(lambda some: "/" + "/".join(some))
names = st.one_of(st.sampled_from(["q", "with", "page", "a"]), st.text(max_size=8))
queries = st.lists(st.tuples(names, st.text(max_size=60)), max_size=6)
fuzzing = searching(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sound(answer) -> None:
    """What holds for every answer of the site."""
    assert answer.status_code in (200, 301, 304, 400, 404, 405)
    assert [name for name in PROTECTED if name not in answer] == []
    assert not answer.cookies
    if not answer.streaming:
        text = answer.content.decode("utf-8", errors="replace")
        assert "Traceback" not in text
        assert "Exception" not in text


@fuzzing
@given(path=paths, query=queries)
@example(path="//evil.example/", query=[])
@example(path="/places/%0d%0aSet-Cookie:a=b/", query=[])
@example(path="/changes/99999999999999999999999999/", query=[])
def test_no_address_breaks_the_site(account: Account, path: str, query: list[tuple[str, str]]) -> None:
    client = Client(HTTP_HOST="localhost")
    text = "&".join(f"{quote(name)}={quote(value)}" for name, value in query)
    answer = client.get(quote(path, safe="/%") + (f"?{text}" if text else ""))
    sound(answer)
    if answer.status_code == 301:  # never to another site
        assert re.match(r"/(?![/\\])", answer["Location"])


@fuzzing
@given(words=st.text(max_size=200))
@example(words="<script>alert(1)</script>")
@example(words='" onmouseover="alert(1)')
@example(words="'><img src=x>")
def test_what_a_reader_types_comes_back_as_text(account: Account, words: str) -> None:
    client = Client(HTTP_HOST="localhost")
    for path, name in (("/search/", "q"), ("/cy/search/", "q"), ("/indicators/weight/", "with")):
        answer = client.get(path, {name: f"{MARK}{words}"})
        sound(answer)
        assert answer.status_code == 200
        # Right behind the mark stands what was typed: never as mark-up of ours.
        assert f"{MARK}{words[:1]}" not in answer.content.decode() or words[:1] not in ("<", ">", '"', "'")


@pytest.mark.parametrize(
    ("path", "query"),
    [("/" + "a" * 600, ""), ("/search/", "q=" + "a" * 9_000), ("/search/", "&".join(["q=a"] * 400))],
)
def test_an_address_longer_than_any_of_ours_is_refused(account: Account, path: str, query: str) -> None:
    answer = Client(HTTP_HOST="localhost").get(path, QUERY_STRING=query)
    sound(answer)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "a b", "localhost@evil.example", "."]
)
def test_a_host_that_is_not_ours_is_refused_everywhere(account: Account, host: str) -> None:
    for path in ("/", "/search/?q=jobs", "/nothing/"):
        answer = Client(HTTP_HOST=host).get(path)
        sound(answer)
        assert answer.status_code == 400
        assert "evil" not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options", "trace"])
def test_nothing_can_be_sent(account: Account, method: str) -> None:
    answer = getattr(Client(HTTP_HOST="localhost"), method)("/")
    sound(answer)
    assert answer.status_code == 405


def test_static_files_bear_the_same_headers(account: Account) -> None:
    answer = Client(HTTP_HOST="localhost").get("/static/ropewalk/rope.css")
    assert answer.status_code == 200
    sound(answer)
    assert "max-age=31536000" in answer["Cache-Control"]
    assert answer.getvalue()
    answer.close()


def test_a_public_address_is_what_pages_call_themselves(account: Account, settings) -> None:
    settings.ADDRESS = "https://account.example.gov.uk"
    settings.ALLOWED_HOSTS = ["localhost", "account.example.gov.uk"]
    page = Client(HTTP_HOST="localhost").get("/aims/1/").content.decode()
    assert '<link rel="canonical" href="https://account.example.gov.uk/aims/1/">' in page
    assert Client(HTTP_HOST="evil.example").get("/aims/1/").status_code == 400


def test_the_settings_pass_the_check_before_deployment(settings) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 365 * 24 * 60 * 60
    for name, value in office.from_environment({}, https=True).items():
        setattr(settings, name, value)
    settings.SECRET_KEY = "k" * 25 + "".join(map(chr, range(40, 90)))
    call_command("check", deploy=True, fail_level="WARNING")
