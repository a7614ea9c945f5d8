"""A year in the life, walked by each role: all see what they may, and can do what comes next for them."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fair_pages import fair
from playwright.sync_api import Browser, Page, expect
from serving import serving

Enter = Callable[[str], Page]
EXAMPLE = re.compile("^Example The people, words, work and days here are made up")


@pytest.fixture(scope="module")
def site(year: Path) -> Iterator[str]:
    with serving(year / "year") as address:
        yield address


@pytest.fixture
def enter(browser: Browser, site: str, year: Path) -> Iterator[Enter]:
    """Somebody who has signed in, at my page; nobody: a reader without an account, and without script."""
    opened = []
    cookies = json.loads((year / "cookies.json").read_text())

    def come(key: str) -> Page:
        opened.append(browser.new_context(java_script_enabled=bool(key)))
        if key:
            told = {"name": "office", "value": cookies[key], "domain": "127.0.0.1", "path": "/office/"}
            opened[-1].add_cookies([told])
        page = opened[-1].new_page()
        page.goto(f"{site}/office/" if key else site)
        expect(page.get_by_role("region", name="This is an example")).to_have_text(EXAMPLE)
        return page

    yield come
    for one in opened:
        one.close()


def parts(page: Page) -> set[str]:
    """The parts of the office that somebody may go to."""
    return set(page.get_by_role("navigation").first.get_by_role("link").all_inner_texts())


def go(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("link", name=name).first.click()


def test_a_reader_without_an_account(enter: Enter, site: str) -> None:
    page = enter("")
    page.goto(f"{site}/aims/1/")
    expect(page.get_by_text("Example: work, and new ideas for it").first).to_be_visible()
    page.goto(f"{site}/published/")
    for title in ("first quarter", "second quarter", "fourth quarter"):
        expect(page.get_by_role("link", name=f"Example: {title}").first).to_be_visible()
    page.goto(f"{site}/published/2/")
    expect(page.get_by_text("A comment in it claimed more than the figures show.").first).to_be_visible()
    page.goto(f"{site}/published/2/report.html")
    expect(page.get_by_text("an example: waiting times have improved", exact=False).first).to_be_visible()
    expect(page.get_by_text("made up, to show how this is used").first).to_be_visible()
    page.goto(f"{site}/published/3/report.html")
    expect(page.get_by_text("waiting times have improved")).to_have_count(0)
    page.goto(f"{site}/indicators/queues/")
    expect(page.get_by_text("It claimed more than the figures show.").first).to_be_visible()
    page.goto(f"{site}/indicators/example-deaths/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Example: early deaths")
    page.goto(f"{site}/questions/")
    page.get_by_role("link", name="what happens if it begins later").first.click()
    for words in (
        "how many nurses can the college train",
        "there is a second course",
        "look at it again in spring",
    ):
        expect(page.get_by_text(words).first).to_be_visible()
    page.goto(f"{site}/challenges/")
    page.get_by_role("link", name="our office has had no leaflet").first.click()
    expect(page.get_by_text("our office has had no leaflet").first).to_be_visible()
    expect(page.get_by_text("leaflets are promised for the end of November").first).to_be_visible()
    page.goto(f"{site}/cy/")
    expect(page.get_by_role("region", name="Enghraifft yw hon")).to_contain_text("Dychmygol")


def test_a_viewer(enter: Enter) -> None:
    page = enter("violet")
    assert {"Returns", "Comments", "Plan", "Delivery", "Releases"} <= parts(page)
    assert not {"People", "Audit log"} & parts(page)
    go(page, "Delivery", "Example: health checks at work")
    expect(page.get_by_role("button")).to_have_count(page.locator(".rw-office-bar button").count())
    go(page, "Plan")
    expect(page.get_by_text("Example: the plan from 2026").first).to_be_visible()


def test_a_contributor(enter: Enter) -> None:
    page = enter("carol")
    go(page, "Returns")
    page.get_by_role("row").filter(has_text="2022").get_by_role("link").first.click()
    page.get_by_label("Numerator").fill("402")
    page.get_by_label("Denominator").fill("200000")
    page.get_by_label("Comment").fill("An example.")
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_text("It was sent in.")).to_be_visible()
    go(page, "Comments")
    page.get_by_role("link", name="Early deaths").first.click()
    page.get_by_role("button", name="Sign it").click()
    expect(page.get_by_text("It was done.")).to_be_visible()
    go(page, "Golden thread", "Ideas", "Example: tea at the first check")
    expect(page.get_by_text("Tried").first).to_be_visible()


def test_a_verifier(enter: Enter) -> None:
    page = enter("vera")
    go(page, "Returns")
    page.get_by_role("row").filter(has_text="2019").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Sign it off")).to_have_count(0)
    page.get_by_role("button", name="I have checked it").click()
    expect(page.get_by_text("Checked", exact=True)).to_be_visible()


def test_a_publisher(enter: Enter, site: str) -> None:
    page = enter("paula")
    go(page, "Returns")
    page.get_by_role("row").filter(has_text="2018").get_by_role("link").first.click()
    page.get_by_role("button", name="Sign it off").click()
    expect(page.get_by_text("With the next load")).to_be_visible()
    page.goto(f"{site}/office/releases/5/")
    expect(page.get_by_role("button", name="Prepare")).to_be_visible()
    fair(page)
    page.goto(f"{site}/office/releases/2/")
    expect(page.get_by_text("A publisher has revised its figures.")).to_be_visible()


def test_scrutiny(enter: Enter) -> None:
    page = enter("sam")
    assert "People" not in parts(page)
    go(page, "Comments", "Waiting time")
    expect(page.get_by_text("An example: the figures show no clear change.")).to_be_visible()
    go(page, "Returns", "Example: early deaths")
    expect(page.get_by_role("button", name="I have checked it")).to_have_count(0)


def test_an_administrator(enter: Enter) -> None:
    page = enter("ada")
    assert {"People", "Organisations", "Audit log"} <= parts(page)
    assert not {"Returns", "Comments", "Delivery"} & parts(page)
    go(page, "People")
    expect(page.get_by_role("link", name="Example officer, health")).to_be_visible()
    go(page, "Audit log")
    expect(page.get_by_text("release planned").first).to_be_visible()


def test_a_partner(enter: Enter) -> None:
    page = enter("pat")
    go(page, "Returns", "Example: health checks at work")
    page.get_by_label("Comment").fill("An example: the second course is full.")
    page.get_by_role("button", name="Send it in").click()
    expect(page.get_by_text("It was sent in.")).to_be_visible()
    go(page, "Delivery", "Example: health checks at work")
    expect(page.get_by_text("The college trains the first nurses").first).to_be_visible()


def test_what_the_year_left_behind(year: Path) -> None:
    """Letters to who was late and to who asked, and the password told once."""
    letters = {path.name: path.read_text() for path in (year / "year" / "letters").iterdir()}
    late = [text for name, text in letters.items() if "carol" in name and "7 days late" in text]
    assert late
    assert "Late for a week or more, owed by others" in letters["2025-07-21-paula@northport.example.txt"]
    assert "told this once" in (year / "told.txt").read_text()
