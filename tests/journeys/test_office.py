"""The office in a real browser: the first administrator comes in, and invites a contributor, who signs in."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import hotp_value, yield_hotp_counters_from_time
from fair_pages import fair
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import serving

PASSWORD = "a long walk by the river"  # noqa: S105 - of people who do not exist


def ropewalk(*arguments: str) -> str:
    command = [sys.executable, "-m", "ropewalk.cli", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def peopled(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of this module's own, because people come into it."""
    return Path(shutil.copytree(built_toy, tmp_path_factory.mktemp("office") / "workspace"))


@pytest.fixture(scope="module")
def office(peopled: Path) -> Iterator[str]:
    with serving(peopled) as address:
        yield address


def code(secret: str) -> str:
    return f"{hotp_value(secret, next(iter(yield_hotp_counters_from_time()))):06d}"


def join(page: Page, link: str, name: str) -> None:
    """Follow an invitation, choose a password, and sign in with it."""
    page.goto(link)
    fair(page)
    page.get_by_label("Name").fill(name)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_text("Your account is ready")).to_be_visible()


def sign_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_app(page: Page) -> str:
    """Add an authenticator app, and go to my page. Returns the app's secret."""
    expect(page.get_by_role("heading", name="My second step", level=1)).to_be_visible()
    fair(page)
    page.get_by_role("link", name="Add an app").click()
    fair(page)
    secret = page.locator("#secret").inner_text()
    page.get_by_label("Code").fill(code(secret))
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".rw-codes li")).to_have_count(10)
    fair(page)
    page.get_by_role("link", name="Go to my page").click()
    return secret


def test_the_first_administrator_invites_a_contributor_who_signs_in(
    browser: Browser, office: str, peopled: Path
) -> None:
    link = ropewalk("people", "add", "boss@example.org", "-w", str(peopled), "--address", office).strip()
    boss = browser.new_context().new_page()
    wrong: list[str] = []
    boss.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    join(boss, link, "The Boss")
    fair(boss)
    sign_in(boss, "boss@example.org")
    secret = add_app(boss)
    expect(boss.get_by_text("Administrator, over everything")).to_be_visible()
    fair(boss)

    boss.get_by_role("link", name="Organisations").click()
    boss.get_by_role("link", name="Add an organisation").click()
    fair(boss)
    boss.get_by_label("Name").fill("Toy Council")
    boss.get_by_role("button", name="Save").click()
    expect(boss.get_by_role("link", name="Toy Council")).to_be_visible()
    fair(boss)

    boss.get_by_role("link", name="People", exact=True).click()
    fair(boss)
    boss.get_by_role("link", name="Invite somebody").click()
    fair(boss)
    boss.get_by_label("E-mail address").fill("carol")
    boss.get_by_role("button", name="Send the invitation").click()
    expect(boss.get_by_role("alert")).to_contain_text("Write an e-mail address")
    fair(boss)
    boss.get_by_label("E-mail address").fill("carol@example.org")
    boss.get_by_label("Role").select_option("contributor")
    boss.get_by_label("Over what").select_option(label="Toy Council")
    boss.get_by_role("button", name="Send the invitation").click()
    expect(boss.get_by_text("carol@example.org was invited")).to_be_visible()

    # The letter is printed where no mail is set up; a test takes a link as the command line makes it.
    carol = browser.new_context().new_page()
    link = ropewalk(
        *(
            "people",
            "add",
            "carol@example.org",
            "--role",
            "contributor",
            "--over",
            "organisation:toy-council",
        ),
        *("-w", str(peopled), "--address", office),
    ).strip()
    join(carol, link, "Carol")
    sign_in(carol, "carol@example.org")
    add_app(carol)
    expect(carol.get_by_text("Contributor, over Toy Council and all below it")).to_be_visible()
    expect(carol.get_by_role("link", name="People", exact=True)).to_have_count(0)
    assert carol.goto(f"{office}/office/people/").status == 403
    fair(carol)

    boss.get_by_role("link", name="Audit log").click()
    fair(boss)
    expect(boss.get_by_text("invitation accepted").first).to_be_visible()
    boss.get_by_role("link", name="People", exact=True).click()
    boss.get_by_role("link", name="Carol").click()
    fair(boss)
    boss.get_by_role("button", name="End all sessions").click()
    expect(boss.get_by_text("All their sessions were ended.")).to_be_visible()
    carol.goto(f"{office}/office/")
    expect(carol).to_have_url(re.compile("/office/sign-in/"))

    boss.get_by_role("button", name="Sign out").click()
    sign_in(boss, "boss@example.org")
    expect(boss.get_by_role("heading", name="The second step")).to_be_visible()
    fair(boss)
    boss.get_by_label("Code").fill("000000")
    boss.get_by_role("button", name="Sign in").click()
    expect(boss.get_by_role("alert")).to_be_visible()
    assert secret
    assert [text for text in wrong if "403" not in text and "400" not in text] == []
    assert (
        "No fault found"
        in subprocess.run(
            [sys.executable, "-m", "ropewalk.cli", "verify", "-q", "-w", str(peopled)],
            check=True,
            capture_output=True,
            text=True,
        ).stderr
    )


def test_pages_before_signing_in_are_fair_and_give_public_pages_no_cookie(
    context: BrowserContext, page: Page, office: str
) -> None:
    for at in ("sign-in/", "password/", "password/sent/", "closed/", "join/", "join/nothing/", "sign-out/"):
        page.goto(f"{office}/office/{at}")
        fair(page)
    assert {cookie["path"] for cookie in context.cookies()} == {"/office/"}
    asked: list[dict[str, str]] = []
    page.on("request", lambda request: asked.append(request.all_headers()))
    page.goto(f"{office}/places/")
    assert asked
    assert not [headers for headers in asked if "cookie" in headers]


def test_the_office_works_without_script_and_in_welsh(browser: Browser, office: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{office}/office/")
    page.get_by_role("button", name="Cymraeg").click()
    expect(page.get_by_role("heading", name="Mewngofnodi")).to_be_visible()
    context.close()


def test_a_security_key_is_a_second_step_by_itself(browser: Browser, office: str, peopled: Path) -> None:
    """With a key that Chromium plays: it makes real keys and real signatures."""
    there = office.replace("127.0.0.1", "localhost")  # a key belongs to a name, not to a number
    link = ropewalk("people", "add", "key@example.org", "-w", str(peopled), "--address", there).strip()
    context = browser.new_context()
    page = context.new_page()
    plays = context.new_cdp_session(page)
    plays.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = plays.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    join(page, link, "Kay")
    sign_in(page, "key@example.org")
    page.goto(f"{there}/office/me/steps/keys/add/")
    fair(page)
    page.get_by_label("Name").fill("My key")
    page.get_by_role("button", name="Add the key").click()
    expect(page.locator(".rw-codes li")).to_have_count(10)
    held = plays.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
    assert [one["rpId"] for one in held] == ["localhost"]
    page.goto(f"{there}/office/")
    expect(page.get_by_text("Administrator, over everything")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{there}/office/sign-in/")
    sign_in(page, "key@example.org")
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    fair(page)
    page.get_by_role("button", name="Use a security key").click()
    expect(page.get_by_text("Administrator, over everything")).to_be_visible()
    used = plays.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})["credentials"]
    assert used[0]["signCount"] > held[0]["signCount"]

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{there}/office/sign-in/")
    plays.send("WebAuthn.clearCredentials", {"authenticatorId": made["authenticatorId"]})
    sign_in(page, "key@example.org")
    page.get_by_role("button", name="Use a security key").click()  # whoever has another key stays outside
    page.goto(f"{there}/office/")
    expect(page).to_have_url(re.compile("/office/sign-in/"))
    context.close()
