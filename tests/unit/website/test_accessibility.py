"""The accessibility statement has every part that the law asks for, and makes nothing up."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.http import HttpResponse

from ropewalk.publish.website.account import Account, open_account
from ropewalk.vocabulary.errors import DefinitionError
from ropewalk.vocabulary.statement import FILE, NOTHING, Status, statement_of

Get = Callable[[str], HttpResponse]
PARTS = (
    "how",
    "feedback",
    "enforcement",
    "technical",
    "status",
    "content",
    "improving",
    "prepared",
    "privacy",
)
SHIPPED = Path(__file__).parents[3] / "cities" / "liverpool" / FILE
DECLARED = b"""\
status = "partially compliant"
email = "help@example.org"
reply_days = 5
prepared = 2026-01-02
tested = 2026-02-03
tested_by = "Some testers."
[[failings]]
what = "A chart cannot be read by <script>."
criterion = "1.1.1 Non-text content"
plan = "Mended in spring."
"""


def test_every_part_of_the_legal_form_is_there(get: Get) -> None:
    page = get("/accessibility/").content.decode()
    assert [part for part in PARTS if f'id="{part}"' not in page] == []
    for words in (
        "Accessibility Regulations 2018",
        "Equality and Human Rights Commission",
        "committed to making",
    ):
        assert words in page


def test_what_nobody_declared_is_said_to_be_not_held(get: Get, account: Account) -> None:
    assert account.statement == NOTHING, "the toy city declares nothing"
    page = get("/accessibility/").content.decode()
    assert page.count("Not held") >= 8
    assert "compliant" not in page
    assert not re.search(r"\d+ working days|<time", page)


def test_what_is_declared_is_told_at_once(get: Get, workspace: Path, settings) -> None:
    before = open_account().key
    settings.WORKSPACE = workspace
    (workspace / FILE).write_bytes(DECLARED)
    page = get("/accessibility/").content.decode()
    assert open_account().key != before, "or readers would be shown what they kept"
    for words in (
        "help@example.org",
        "within 5 working days",
        "2 January 2026",
        "3 February 2026",
        "partially compliant",
    ):
        assert words in page
    assert "&lt;script&gt;" in page
    assert "1.1.1 Non-text content" in page


def test_a_damaged_declaration_does_not_take_the_site_down(
    get: Get, workspace: Path, settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.WORKSPACE = workspace
    (workspace / FILE).write_text("status = ")
    assert get("/accessibility/").status_code == 200
    assert "accessibility statement cannot be shown" in caplog.text


def test_every_page_leads_to_it(get: Get) -> None:
    for address in ("/", "/places/", "/accessibility/", "/search/"):
        assert 'href="/accessibility/"' in get(address).content.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"status = ",
        b"\xff",
        b'status = "perfect"',
        b'colour = "red"',
        b'status = "fully compliant"\n' + DECLARED[31:],
    ],
)
def test_a_wrong_file_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(DefinitionError) as caught:
        statement_of(content)
    assert caught.value.faults[0].file == FILE
    assert caught.value.faults[0].remedy


def test_the_city_that_ships_declares_itself_and_claims_no_contact_that_it_has_not() -> None:
    shipped = statement_of(SHIPPED.read_bytes())
    assert shipped.status is Status.PARTIALLY
    assert shipped.failings
    assert shipped.prepared == date(2026, 11, 23)
    assert (shipped.email, shipped.phone, shipped.post, shipped.reply_days) == ("", "", "", None)


def test_the_privacy_words_are_true(get: Get, settings) -> None:
    answer = get("/search/?q=jobs")
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers
    assert not [name for name in settings.MIDDLEWARE if "session" in name.lower()]
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert all(allowed in ("'self'", "'none'", "data:") for some in policy.values() for allowed in some)
    assert not re.search(r'(?:src|href)="(?:https?:)?//(?!localhost|testserver)', head_and_body(answer))


def head_and_body(answer: HttpResponse) -> str:
    """A page without its links to read on: what a browser fetches by itself."""
    return re.sub(r"<a [^>]*>", "", answer.content.decode())
