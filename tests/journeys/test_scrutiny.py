"""A reader challenges and is answered; scrutiny asks and is answered: in a real browser, to the very end."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fair_pages import fair
from playwright.sync_api import Browser, Page, expect
from serving import serving

STAGE = Path(__file__).parents[1] / "support" / "scrutiny_stage.py"
EMAIL = "resident@example.org"


@dataclass(frozen=True)
class Office:
    """A server of this module's own: where it is, its people's cookies, and what it prints."""

    at: str
    cookies: dict[str, str]
    said: Path

    def link(self) -> str:
        """The link of the letter that was printed last."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            found = re.findall(r"http://\S+/challenge/confirm/\S+", self.said.read_text())
            if found:
                return found[-1]
            time.sleep(0.1)
        raise AssertionError("no letter was printed")


@pytest.fixture(scope="module")
def office(built_toy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("scrutiny")
    workspace = Path(shutil.copytree(built_toy, home / "workspace"))
    environment = os.environ | {"ROPEWALK_WORKSPACE": str(workspace)}
    told = subprocess.run(
        [sys.executable, str(STAGE)], check=True, capture_output=True, text=True, env=environment
    ).stdout
    said = home / "printed.txt"
    with serving(workspace, said) as address:
        yield Office(address, json.loads(told.splitlines()[-1]), said)


def entered(browser: Browser, office: Office, name: str) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    cookie = {"name": "office", "value": office.cookies[name], "domain": "127.0.0.1", "path": "/office/"}
    context.add_cookies([cookie])  # type: ignore[list-item]
    return context.new_page()


def test_a_reader_challenges_and_reads_the_answer(browser: Browser, office: Office) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    reader = context.new_page()
    reader.goto(f"{office.at}/indicators/work/")
    reader.get_by_role("link", name="Challenge this").click()
    reader.get_by_role("button", name="Send my challenge").click()
    expect(reader.get_by_role("alert")).to_contain_text("Choose what is wrong")
    reader.get_by_label("It does not match what I see").check()
    reader.get_by_label("In your words").fill("The job centre in our street has shut.")
    reader.get_by_label("Your email address").fill(EMAIL)
    reader.get_by_label("Your name (if you like)").fill("Ann Resident")
    reader.get_by_role("button", name="Send my challenge").click()
    expect(reader.get_by_role("heading", name="Look in your email")).to_be_visible()
    reader.goto(office.link())
    reader.get_by_role("button", name="Confirm my challenge").click()
    expect(reader.get_by_role("heading", name="Thank you")).to_be_visible()
    assert context.cookies() == []

    paula, carol, vera = (entered(browser, office, name) for name in ("paula", "carol", "vera"))
    paula.goto(f"{office.at}/office/challenges/")
    expect(paula.get_by_text("1 waits for you to look at it.")).to_be_visible()
    paula.get_by_role("link", name="Challenge 1").first.click()
    assert EMAIL not in paula.content()
    assert "Ann Resident" not in paula.content()
    paula.get_by_label("Who answers").select_option("housing")
    paula.get_by_role("button", name="Show it to readers").click()
    expect(paula.get_by_text("It was done.")).to_be_visible()
    carol.goto(paula.url)
    fair(carol)
    carol.get_by_label("What came of it").select_option("partly upheld")
    carol.get_by_label("Your answer").fill("The figure is right, and older than the closure. We say so now.")
    carol.get_by_label("What was changed").fill("A note beside the figure.")
    carol.get_by_role("button", name="Answer it").click()
    vera.goto(paula.url)
    vera.get_by_role("button", name="Publish this answer").click()
    expect(vera.get_by_text("Answer published")).to_be_visible()

    reader = browser.new_context().new_page()  # the first may show what it had read for a minute
    reader.goto(f"{office.at}/indicators/work/")
    reader.get_by_role("link", name="The job centre in our street has shut.").click()
    expect(reader.get_by_text("A note beside the figure.")).to_be_visible()
    expect(reader.get_by_text("Partly upheld").first).to_be_visible()
    reader.goto(f"{office.at}/challenges/")
    expect(reader.get_by_text("We answered 1 of 1 challenge from readers.")).to_be_visible()
    looks = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    for at in ("/challenges/", "/challenges/1/", "/indicators/work/", "/challenge/indicator/work/"):
        looks.goto(f"{office.at}{at}")
        assert EMAIL not in looks.content()
        fair(looks)


def test_scrutiny_asks_and_the_answer_is_published(browser: Browser, office: Office) -> None:
    cllr, carol, vera = (entered(browser, office, name) for name in ("cllr", "carol", "vera"))
    cllr.goto(f"{office.at}/office/questions/ask/?about=priority:1.1")
    fair(cllr)
    cllr.get_by_label("Your question").fill("Why do so few people find work?")
    cllr.get_by_label("What you are").fill("Chair of scrutiny")
    cllr.get_by_label("Who answers").select_option("housing")
    cllr.get_by_role("button", name="Ask it").click()
    expect(cllr.get_by_text("The question was asked.")).to_be_visible()
    carol.goto(f"{office.at}/office/questions/")
    expect(carol.get_by_text("You have 1 question to answer.")).to_be_visible()
    carol.get_by_role("link", name="Question 1").first.click()
    carol.get_by_label("Your answer").fill("Because few firms opened. Two open in spring.")
    carol.get_by_role("button", name="Answer it").click()
    vera.goto(carol.url)
    fair(vera)
    vera.get_by_role("button", name="Publish this answer").click()
    cllr.goto(carol.url)
    cllr.get_by_text("Ask on").first.click()
    cllr.get_by_label("Your next question").fill("Which firms?")
    cllr.get_by_role("button", name="Ask on").click()
    expect(cllr.get_by_text("Asked again")).to_be_visible()

    reader = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    reader.goto(f"{office.at}/priorities/1.1/")
    fair(reader)
    reader.get_by_role("link", name="Which firms?").click()
    expect(reader.get_by_text("Because few firms opened. Two open in spring.")).to_be_visible()
    expect(reader.get_by_text("Waits for its answer").first).to_be_visible()
    fair(reader)
    reader.goto(f"{office.at}/questions/")
    expect(reader.get_by_text("We answered 1 of 2 questions.")).to_be_visible()
    fair(reader)
